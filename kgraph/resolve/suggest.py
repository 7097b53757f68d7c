"""Likely duplicates and odd entities, ranked for a person to decide: what the evidence is too short to merge.

Nothing here changes the graph. Each suggestion has its reason, a score between 0 and 1, and the command that acts on
it. Entities meet by what duplicates share (a surname, an acronym, all words but one), so time is linear in them as
long as these are shared by few; of what very many share only the most mentioned are compared.
"""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kgraph.resolve.likeness import body_words, close, ends, gaps, given_names, initials, is_acronym, surname_bases
from kgraph.resolve.odd import Odd, odd_ones
from kgraph.resolve.persons import core, is_full
from kgraph.resolve.spelling import alike
from kgraph.types import Entity, OpenKey

Kind = Literal["duplicate", "odd"]
CROWD = 60
"""How many entities that share one trait are compared with each other: the most mentioned."""
_PEOPLE = ("Person", "Official")
_NO_BODIES = (*_PEOPLE, "State", "Place", "Treaty", "UnnamedSource", "Equipment")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A likely duplicate (two entities, the one to keep first) or an odd entity, with the command that would act."""

    kind: Kind
    entities: tuple[str, ...]
    names: tuple[str, ...]
    reason: str
    score: float
    command: str


def suggestions(
    entities: Mapping[str, Entity],
    *,
    open_keys: Iterable[OpenKey] = (),
    types: Mapping[str, Mapping[str, int]] | None = None,
) -> list[Suggestion]:
    """Every suggestion, the surest first.

    Args:
        entities: the table of entities, by id.
        open_keys: the keys that linking left open.
        types: by entity, how many of the names that stand for it were read as each type.
    """
    found: dict[tuple[str, ...], Suggestion] = {}
    for one, other, reason, score in (*_people(entities), *_bodies(entities), *_open(entities, open_keys)):
        suggestion = _duplicate(entities[one], entities[other], reason, score)
        pair = tuple(sorted(suggestion.entities))
        if pair not in found or suggestion.score > found[pair].score:
            found[pair] = suggestion
    odd = [_odd(entities[o.entity], o) for o in odd_ones(entities, types or {})]
    return sorted((*found.values(), *odd), key=lambda s: (-s.score, s.entities, s.reason))


Pair = tuple[str, str, str, float]


def _duplicate(one: Entity, other: Entity, reason: str, score: float) -> Suggestion:
    keep, join = sorted((one, other), key=lambda e: (not is_full(e.name), -e.mentions, e.id))
    command = f"kgraph entities merge {shlex.quote(keep.id)} {shlex.quote(join.id)}"
    if set(keep.articles) & set(join.articles) and score > 0.2:  # their own article told them apart
        reason, score = f"{reason}; but one article names both", score - 0.15
    return Suggestion(
        "duplicate", (keep.id, join.id), (keep.name, join.name), reason, round(min(score, 0.95), 2), command
    )


def _odd(entity: Entity, odd: Odd) -> Suggestion:
    return Suggestion("odd", (entity.id,), (entity.name,), odd.reason, odd.score, odd.command)


def _crowds(traits: Iterable[tuple[object, Entity]]) -> Iterator[list[Entity]]:
    """The entities of each trait that several share, the most mentioned first."""
    groups: dict[object, dict[str, Entity]] = defaultdict(dict)
    for trait, entity in traits:
        groups[trait][entity.id] = entity
    for group in groups.values():
        if len(group) > 1:
            yield sorted(group.values(), key=lambda e: (-e.mentions, e.id))[:CROWD]


def _agree(one: Entity, other: Entity) -> bool:
    """Whether the states of two entities do not differ."""
    return one.country is None or other.country is None or one.country == other.country


def _people(entities: Mapping[str, Entity]) -> Iterator[Pair]:
    """People of one surname whose first names are close, or who hold one post of one state."""
    people = [e for e in entities.values() if e.type in _PEOPLE and is_full(e.name)]
    for crowd in _crowds((base, e) for e in people for base in sorted(surname_bases(e.name))):
        for one, other in combinations(crowd, 2):
            words, score = given_names(one.name, other.name)
            if not _agree(one, other):
                if score >= 0.6:
                    yield one.id, other.id, f"same surname, {words}, but of different states", 0.3
                continue
            posts = {(t.title, t.of) for t in one.roles if t.of} & {(t.title, t.of) for t in other.roles}
            if posts:
                title, of = min(posts, key=lambda p: (p[0], p[1] or ""))
                words, score = (
                    f"{words + ', ' if words else ''}same post: {title} of {_named(of, entities)}",
                    score + 0.25,
                )
            elif score and one.country is not None and one.country == other.country:
                words, score = f"{words}, same state", score + 0.1
            if score >= 0.4 or posts:
                yield one.id, other.id, f"same surname, {words}", max(score, 0.35)
    for crowd in _crowds((key, e) for e in people for key in sorted(_halves(e.name))):
        for one, other in combinations(crowd, 2):
            mine, theirs = core(one.name), core(other.name)
            if mine != theirs and len(mine) == len(theirs) and all(map(close, mine, theirs)) and _agree(one, other):
                yield one.id, other.id, "similar spelling of the whole name", 0.4


def _halves(name: str) -> Iterator[tuple[str, str]]:
    """The first name with the first letter of the surname, and the other way round."""
    words = core(name)
    yield words[0], words[-1][:1]
    yield words[0][:1], words[-1]


def _named(id: str | None, entities: Mapping[str, Entity]) -> str:
    return entities[id].name if id is not None and id in entities else str(id)


def _bodies(entities: Mapping[str, Entity]) -> Iterator[Pair]:
    """Organisations: an acronym and what it may stand for, one name in another, names that differ in one word's spelling."""
    bodies = [e for e in entities.values() if e.type not in _NO_BODIES]
    forms = [(form, e) for e in bodies for form in sorted({e.name, *e.aliases})]
    acronyms = [(form, e) for form, e in forms if is_acronym(form)]
    spelt = [(initials(form), e) for form, e in forms if len(body_words(form)) > 2 and not is_acronym(form)]
    for short, one, other in _across(acronyms, spelt):
        yield one.id, other.id, f"{short} may be the acronym of {other.name}", 0.6 + _same_state(one, other)
    yield from _contained([e for e in bodies if not e.name.islower()])
    for (_, words), crowd in _by_gap(bodies):
        for (left, one), (right, other) in combinations(crowd, 2):
            if left != right and _agree(one, other) and (alike(left, right) or close(left, right)):
                score = (0.55 if len(words) > 1 else 0.4) + _same_state(one, other)
                yield one.id, other.id, f"names differ in the spelling of one word: {left} / {right}", score


def _contained(bodies: Sequence[Entity]) -> Iterator[Pair]:
    """A name that begins or ends that of one other body; what stands in the names of several is a common word."""
    longer: dict[str, dict[str, tuple[Entity, Entity]]] = defaultdict(dict)
    parts = [(part, e) for e in bodies for part in sorted(set(ends(e.name)))]
    whole = [(words, e) for e in bodies if len(" ".join(words := body_words(e.name))) > 2]
    for _, one, other in _across(whole, parts):
        longer[one.id][other.id] = (one, other)
    for found in longer.values():
        if len(found) == 1:
            one, other = next(iter(found.values()))
            if one.id in other.part_of or _owns(one, other):
                continue  # "the European Union's monitoring mission" is a body of the European Union
            score = (0.45 if len(body_words(one.name)) > 1 else 0.4) + _same_state(one, other)
            yield one.id, other.id, f"the name of {one.name} stands in that of {other.name}", score


def _owns(one: Entity, other: Entity) -> bool:
    """Whether the name of the second says that it is the first one's."""
    plain = other.name.replace("’", "'").casefold()
    return plain.startswith(f"{one.name.casefold()}'s ") or plain.endswith(f" of the {one.name.casefold()}")


def _by_gap(bodies: Iterable[Entity]) -> Iterator[tuple[tuple[int, tuple[str, ...]], list[tuple[str, Entity]]]]:
    """Bodies whose names are the same but for one word, each with that word."""
    groups: dict[tuple[int, tuple[str, ...]], list[tuple[str, Entity]]] = defaultdict(list)
    for entity in (e for e in bodies if not e.name.islower()):
        for rest, word in gaps(body_words(entity.name)):
            if any(rest):
                groups[rest.index(""), rest].append((word, entity))
    for group, some in groups.items():
        if len(some) > 1:
            yield group, sorted(some, key=lambda row: (-row[1].mentions, row[1].id))[:CROWD]


def _across(
    ones: Sequence[tuple[object, Entity]], others: Sequence[tuple[object, Entity]]
) -> Iterator[tuple[object, Entity, Entity]]:
    """Every two different entities, of either list, that share a trait and whose states do not differ."""
    groups: dict[object, dict[str, Entity]] = defaultdict(dict)
    for trait, entity in others:
        groups[trait][entity.id] = entity
    for trait, one in ones:
        crowd = sorted(groups.get(trait, {}).values(), key=lambda e: (-e.mentions, e.id))[:CROWD]
        yield from ((trait, one, other) for other in crowd if other.id != one.id and _agree(one, other))


def _same_state(one: Entity, other: Entity) -> float:
    return 0.1 if one.country is not None and one.country == other.country else 0.0


def _open(entities: Mapping[str, Entity], open_keys: Iterable[OpenKey]) -> Iterator[Pair]:
    """What linking left open, with whom the evidence fits best, if it fits one better than the others."""
    for key in open_keys:
        mine = entities.get(key.entity)
        some = [entities[c] for c in key.candidates if c in entities and c != key.entity]
        if mine is None or not some or not any(_agree(mine, e) for e in some):
            continue
        ranked = sorted(
            ((_closeness(mine, e), e) for e in some), key=lambda row: (-row[0], -row[1].mentions, row[1].id)
        )
        best, second = ranked[0], ranked[1] if len(ranked) > 1 else None
        if second is None or best[0] > second[0]:
            yield mine.id, best[1].id, f"{key.reason}; evidence is nearest to {best[1].name}", 0.3 + best[0] / 2


def _closeness(one: Entity, other: Entity) -> float:
    """How much of what is known of two entities fits: state, posts, articles that name both bodies they belong to."""
    score = 0.4 if one.country is not None and one.country == other.country else 0.0
    score += 0.3 if {t.title for t in one.roles} & {t.title for t in other.roles} else 0.0
    return score + (0.2 if set(one.part_of) & set(other.part_of) else 0.0)
