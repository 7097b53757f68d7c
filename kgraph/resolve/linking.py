"""Which referents of different articles are one entity, and why: order never matters, and doubt keeps them apart.

Names in full come first (``full_names``), then what is short of a full name (``short_names``). Every key that joins
another one says why and how sure that is; every key that stays open says between whom.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from kgraph.ids import slug
from kgraph.resolve.digest import OPEN, POST, UNRESOLVED, mentions_of
from kgraph.resolve.full_names import join_full_names
from kgraph.resolve.profiles import Profile, name_of, profiles_of
from kgraph.resolve.referent import Referent, referents
from kgraph.resolve.short_names import Settled, ShortNames, acronyms
from kgraph.types import Merge, OpenKey

__all__ = [
    "OPEN", "POST", "UNRESOLVED", "Linking", "Referent", "link", "link_with_reasons", "mentions_of", "referents",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Linking:
    """Key -> entity id for every key that names somebody; the merges behind it, and what stayed open, by key."""

    entities: Mapping[str, str]
    merges: tuple[Merge, ...] = ()
    open: tuple[OpenKey, ...] = ()

    def entity_of(self, key: str) -> str | None:
        """The entity of a key; None for words that resolution abstains from."""
        return None if key.startswith(UNRESOLVED) else self.entities.get(key, f"entity/{key}")

    def among(self, known: Container[str]) -> Linking:
        """The linking with only the merges and open keys whose entities are known."""
        merges = tuple(m for m in self.merges if m.into in known)
        left_open = (replace(o, candidates=tuple(c for c in o.candidates if c in known)) for o in self.open)
        return replace(self, merges=merges, open=tuple(o for o in left_open if o.entity in known))


def link(referents: Iterable[Referent]) -> dict[str, str]:
    """Key -> entity id, for every key of all referents that names somebody; what stayed open is no node."""
    return dict(link_with_reasons(referents).entities)


def link_with_reasons(referents: Iterable[Referent]) -> Linking:
    """What ``link`` says, with the reason and the score of every merge and the reason why a key stays open.

    The referents are read once, in any order; memory grows with their keys, time with their number.
    """
    profiles = profiles_of(referents)
    full = {k: p for k, p in profiles.items() if k.startswith("person/") and not k.startswith((OPEN, POST))}
    joined = join_full_names(full)
    settled = {key: Settled(how.leader, how.reason, how.score) for key, how in joined.items()}
    people = _people(full, {key: how.leader for key, how in joined.items()})
    short = ShortNames(people)
    for key, profile in profiles.items():
        if key.startswith(OPEN):
            settled[key] = short.surname(key, profile)
        elif key.startswith(POST):
            settled[key] = short.post(key)
    settled.update(acronyms(profiles))
    entities = {key: _own(key) for key in profiles if not key.startswith(UNRESOLVED)}
    merges, left_open = [], []
    for key, how in sorted(settled.items()):
        if how.leader is None:
            left_open.append(OpenKey(key, entities[key], how.reason, tuple(_own(k) for k in how.candidates)))
        else:
            entities[key] = _own(how.leader)
            merges.append(Merge(key, entities[key], how.reason, how.score))
    return Linking(entities, tuple(merges), tuple(left_open))


def _own(key: str) -> str:
    """The entity that a key makes by itself."""
    if key.startswith(OPEN):
        return f"entity/person/{slug(key.removeprefix(OPEN))}"
    if key.startswith(POST):
        return f"entity/person/{slug(key.removeprefix(POST))}"
    return f"entity/{key}"


def _people(full: Mapping[str, Profile], leaders: Mapping[str, str]) -> dict[str, Profile]:
    """The people by their leading keys, each with all that the keys say."""
    people: dict[str, Profile] = {}
    for key, profile in sorted(full.items()):
        leader = leaders.get(key, key)
        if leader not in people:
            people[leader] = Profile(name=name_of(leader, full[leader]))
        people[leader].absorb(profile)
    return people
