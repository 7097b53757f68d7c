"""What one article says of each of its referents, as linking takes it: names, posts, states, and who stands beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kgraph.resolve.digest import OPEN, POST, Digest, digest
from kgraph.resolve.world import World
from kgraph.types import EntityType, Extraction

if TYPE_CHECKING:
    from kgraph.actors import Actors

Order = tuple[date, str]
"""When an article comes: by its day, then by its id; one without a day comes last."""
_TELLING = ("agency/", "organization/", "person/", "treaty/")  # states and places stand beside everybody


@dataclass(frozen=True, slots=True)
class Referent:
    """What one article says of one key: its names and types with their counts, posts held, states belonged to.

    ``beside`` are the keys of the bodies, people and treaties of the same article, for people only.
    """

    key: str
    article: str
    names: tuple[tuple[str, int], ...] = ()
    types: tuple[tuple[EntityType, int], ...] = ()
    roles: tuple[tuple[str, str | None], ...] = ()
    countries: tuple[str, ...] = ()
    published: date | None = None
    beside: tuple[str, ...] = ()

    @property
    def order(self) -> Order:
        """When its article comes among the others."""
        return (self.published or date.max, self.article)


def referents(extraction: Extraction, *, actors: Actors | None = None) -> Iterator[Referent]:
    """The referents of a keyed extraction, by key.

    With ``actors`` a post in a listed body tells its holder's country ("director of the NIS"); without, only posts
    of states do.
    """
    yield from referents_of(digest(extraction), World(actors) if actors is not None else None)


def referents_of(told: Digest, world: World | None) -> Iterator[Referent]:
    """The referents of the digest of a keyed extraction, by key."""

    def country_of(key: str | None) -> str | None:
        if key is not None and key.startswith("state/"):
            return key.removeprefix("state/")
        return world.country(key) if world is not None else None

    wholes: dict[str | None, list[str]] = defaultdict(list)
    for member, whole in told.affiliations:
        wholes[member].append(whole)
    roles: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
    countries: dict[str, set[str]] = defaultdict(set)
    for person, title, of in told.roles:
        roles[person].add((title, of))
        above = [country_of(of)] if country_of(of) else [country_of(whole) for whole in wholes.get(of, ())]
        countries[person].update(country for country in above if country)
    for part, whole in told.affiliations:
        if country := country_of(whole):
            countries[part].add(country)
    company = [t.id for t in told.told if t.id.startswith(_TELLING) and not t.id.startswith((OPEN, POST))]
    for t in told.told:
        yield Referent(
            key=t.id,
            article=told.article,
            names=t.names,
            types=t.types,
            roles=tuple(sorted(roles[t.id], key=lambda r: (r[0], r[1] or ""))),
            countries=tuple(sorted(countries[t.id])),
            published=told.published,
            beside=tuple(key for key in company if key != t.id) if t.id.startswith("person/") else (),
        )
