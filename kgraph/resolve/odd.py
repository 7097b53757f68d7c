"""Entities that look wrong: mentions of several kinds, posts of two states, a common noun, a rare twin of a frequent one."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kgraph.extract.titles import ROLE_NOUNS
from kgraph.resolve.likeness import close, rough
from kgraph.resolve.persons import core
from kgraph.types import Entity

FREQUENT = 10
"""How many mentions make an entity frequent beside one that is met once."""
_FAMILIES = {"Person": "a person", "Official": "a person", "Place": "a place", "State": "a state"}
_ABROAD = ("ambassador", "envoy", "consul", "representative", "attache", "attaché")


class Odd(NamedTuple):
    """What is odd about an entity, how much (0 to 1), and the command that would act."""

    entity: str
    reason: str
    score: float
    command: str


def odd_ones(entities: Mapping[str, Entity], types: Mapping[str, Mapping[str, int]]) -> Iterator[Odd]:
    """Everything odd, in the order of the entities."""
    twins = _rare_twins(entities)
    for id, entity in sorted(entities.items()):
        for found in (
            _mixed(entity, types.get(id, {})),
            _two_states(entity, entities),
            _noun(entity, types.get(id, {})),
            twins.get(id),
        ):
            if found is not None:
                yield found


def _mixed(entity: Entity, types: Mapping[str, int]) -> Odd | None:
    """Names that were read as a person here and as something else there."""
    families: dict[str, int] = defaultdict(int)
    for type, count in types.items():
        families[_FAMILIES.get(type, "a body")] += count
    # A capital stands for its government, and a state is a place: only people are never anything else.
    as_person, others = families.pop("a person", 0), families
    if not as_person or not others:
        return None
    other = max(others, key=lambda family: (others[family], family))
    share = min(as_person, others[other]) / (as_person + others[other])
    if share < 0.2:
        return None
    wanted = "Person" if as_person >= others[other] else "Place" if other == "a place" else "Organization"
    reason = f"its name was read as a person {_times(as_person)}, as {other} {_times(others[other])}"
    score = (0.4 + share / 2) * min(1.0, (as_person + others[other] + 2) / 8)  # two readings are few
    return Odd(entity.id, reason, round(score, 2), f"kgraph entities type {shlex.quote(entity.id)} {wanted}")


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _two_states(entity: Entity, entities: Mapping[str, Entity]) -> Odd | None:
    """A person with posts of two different states: perhaps two people of one name."""
    if entity.type not in ("Person", "Official"):
        return None
    by_state: dict[str, str] = {}
    for tenure in entity.roles:
        whole = entities.get(tenure.of or "")
        state = (whole.iso3 or whole.country) if whole is not None else None
        if state is not None and not any(word in tenure.title for word in _ABROAD):
            by_state.setdefault(state, tenure.article)
    if len(by_state) < 2:
        return None
    states = sorted(by_state)
    last = by_state[states[-1]]
    name = f"{entity.name} ({states[-1]})"
    command = f"kgraph entities split {shlex.quote(entity.id)} --article {shlex.quote(last)} --as {shlex.quote(name)}"
    return Odd(entity.id, f"holds posts of different states: {', '.join(states)}", 0.5, command)


def _noun(entity: Entity, types: Mapping[str, int]) -> Odd | None:
    """A person or organisation whose name is a common noun: a word for an office, or nothing but small letters."""
    if not entity.id.startswith(("entity/person/", "entity/organization/")):
        return None
    words = entity.name.split()
    if len(words) == 1 and words[0].casefold() in ROLE_NOUNS:
        reason, score = "the name is a word for an office", 0.6
    elif types and entity.name.islower():
        reason, score = "the name is in small letters, like a common noun", 0.4
    else:
        return None
    return Odd(entity.id, reason, score, f"kgraph entities rename {shlex.quote(entity.id)} NAME")


def _rare_twins(entities: Mapping[str, Entity]) -> dict[str, Odd]:
    """Entities met once whose name is nearly that of a frequent one."""
    kinds = ("entity/person/", "entity/organization/", "entity/place/")
    frequent: dict[str, list[Entity]] = defaultdict(list)
    for entity in sorted(entities.values(), key=lambda e: (-e.mentions, e.id)):
        if entity.mentions >= FREQUENT and entity.id.startswith(kinds):
            for form in sorted({entity.name, *entity.aliases}):
                for key in rough(form):
                    if entity not in frequent[key]:
                        frequent[key].append(entity)
    found = {}
    for id, entity in entities.items():
        if entity.mentions == 1 and id.startswith(kinds):
            near = (other for key in rough(entity.name) for other in frequent.get(key, ()) if _twin(entity, other))
            if (other := next(near, None)) is not None:
                command = f"kgraph entities merge {shlex.quote(other.id)} {shlex.quote(id)}"
                reason = f"met once, and nearly the name of {other.name} ({other.mentions} mentions)"
                found[id] = Odd(id, reason, 0.5, command)
    return found


def _twin(rare: Entity, other: Entity) -> bool:
    if rare.country and other.country and rare.country != other.country:
        return False
    letters = "".join(core(rare.name))
    return any(close(letters, "".join(core(form))) for form in (other.name, *other.aliases))
