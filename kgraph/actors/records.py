"""The frozen records of the actor knowledge: what a name, demonym, capital, title or description stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kgraph.types import EntityType

SurfaceKind = Literal[
    "name", "alias", "acronym", "adjective", "inhabitant", "capital", "seat",
    "contextual", "agency-noun", "office", "office-modifier", "blocked",
]  # fmt: skip
MetonymKind = Literal["capital", "seat"]
Chamber = Literal["lower", "upper"]
OfficeKind = Literal[
    "head of state", "head of government", "leader", "royal", "minister", "deputy minister", "legislator",
    "governor", "mayor", "diplomat", "spokesperson", "military rank", "police rank", "judge", "clergy",
    "chief", "official", "expert", "journalist", "honorific",
]  # fmt: skip
ModifierKind = Literal["former", "acting", "deputy", "elect", "senior"]


@dataclass(frozen=True, slots=True)
class Known:
    """An actor that the ontology lists: a state, agency, organisation, armed group or outlet.

    ``id`` is the relative entity id (``entity/state/PRK``, ``entity/agency/nis-kor``). ``country`` is the ISO
    3166 alpha-3 code of the state that it is or belongs to. ``sector`` is a PLOVER v2 sector code. ``acronyms``
    match by exact case, ``aliases`` do not. ``described`` holds the ids of the agency nouns that name it when a
    state owns them ("South Korea's spy agency"). ``part_of`` is the id of the larger body. The codes are set for
    states only; ``cow`` and ``gw`` are the numeric codes as text.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    iso3: str | None = None
    iso2: str | None = None
    cow: str | None = None
    cow_alpha: str | None = None
    gw: str | None = None
    gw_alpha: str | None = None
    chamber: Chamber | None = None
    part_of: str | None = None
    described: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every listed name: the preferred one, the aliases, the acronyms."""
        return (self.name, *self.aliases, *self.acronyms)


@dataclass(frozen=True, slots=True)
class State:
    """What only a state or territory has; ``actor`` is its ``Known`` record.

    ``adjectives`` stand before nouns ("Dutch"); ``inhabitants`` are its people, singular then plural
    ("Dutchman", "Dutchmen"). ``capitals`` list alternate spellings of one city as well as shared capitals;
    ``seats`` are buildings, streets and cities that stand for its government ("the Kremlin").
    """

    actor: Known
    iso3: str
    name: str
    adjectives: tuple[str, ...] = ()
    singular: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    name_order: str | None = None

    @property
    def id(self) -> str:
        """The relative entity id: ``entity/state/PRK``."""
        return self.actor.id

    @property
    def adjective(self) -> str:
        """The usual adjective, or the name where the state has none."""
        return self.adjectives[0] if self.adjectives else self.name


@dataclass(frozen=True, slots=True)
class Demonym:
    """A word for a state's people or things: "Russian" is adjective and noun, "Russians" a plural noun."""

    text: str
    iso3: str
    is_adjective: bool
    is_noun: bool
    is_plural: bool
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Metonym:
    """A capital or a seat of government that can stand for the state. ``ambiguous``: other things share the name."""

    text: str
    iso3: str
    kind: MetonymKind
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Contextual:
    """A short name that means ``actor`` only in an article that also names an actor of ``context`` (entity ids)."""

    text: str
    actor: Known
    context: frozenset[str]
    demonym: bool = False


@dataclass(frozen=True, slots=True)
class AgencyNoun:
    """A description that names an agency of a state when the state owns it: "spy agency", "foreign ministry".

    ``plural`` is true for a plural form ("intelligence services"), which names no single agency. ``is_state``
    is true where the description stands for the state itself ("government", "authorities").
    """

    id: str
    name: str
    type: EntityType
    sector: str
    chamber: Chamber | None = None
    is_state: bool = False
    plural: bool = False
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """A title or rank that stands beside a person's name.

    ``title`` is the canonical form without modifiers ("foreign minister" for "former deputy foreign ministers").
    ``noun`` is the id of the agency noun that the post heads, where there is one ("foreign-ministry").
    """

    id: str
    title: str
    kind: OfficeKind
    sector: str | None = None
    plural: bool = False
    former: bool = False
    acting: bool = False
    deputy: bool = False
    elect: bool = False
    noun: str | None = None


@dataclass(frozen=True, slots=True)
class Surface:
    """One form in print, for building matchers: ``target`` is an entity id, or the id of a noun or office.

    ``exact`` forms match only in this case ("US", "Turkey"); all others may match in any case. ``ambiguous``
    forms can also name something else (a person, a city, another state) and need support from the context.
    """

    text: str
    kind: SurfaceKind
    target: str
    exact: bool = False
    ambiguous: bool = False
