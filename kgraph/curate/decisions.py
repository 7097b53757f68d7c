"""The decisions of people as frozen records: what was decided, of what, when, by whom and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgraph.types import ClaimType, EntityType, Polarity, Review


@dataclass(frozen=True, slots=True)
class EntityRef:
    """An entity by its id and, for when that leads nowhere any more, its name and type; at least id or name is there."""

    id: str | None = None
    name: str | None = None
    type: EntityType | None = None

    @classmethod
    def of(cls, text: str) -> EntityRef:
        """What a person writes for an entity: an id (``entity/...``) or a name."""
        return cls(id=text) if text.startswith("entity/") else cls(name=text)

    def __str__(self) -> str:
        if self.name and self.id:
            return f"{self.name} ({self.id})"
        return self.name or self.id or "?"


@dataclass(frozen=True, slots=True)
class Selector:
    """Which mentions of an entity are meant; what is not None must agree.

    ``name`` is a form in print (compared as names are: without case, accents, hyphens), ``article`` an article's id,
    ``start`` and ``end`` code points of its text (``text`` the words there).
    """

    name: str | None = None
    article: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimRef:
    """A claim by its id and, for when another reading gave it another id, by where it stands and what it says.

    ``participants`` are the words in print by role.
    """

    id: str
    article: str | None = None
    type: ClaimType | None = None
    polarity: Polarity | None = None
    activity: str | None = None
    event: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    participants: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """All of these are one entity: the first."""

    entities: tuple[EntityRef, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """These mentions of an entity are of another one, ``into``."""

    entity: EntityRef
    mentions: tuple[Selector, ...]
    into: EntityRef


@dataclass(frozen=True, slots=True)
class Rename:
    """The entity's name is another one; its former name becomes an alias."""

    entity: EntityRef
    name: str


@dataclass(frozen=True, slots=True)
class Retype:
    """The entity is of another type; ``country`` (ISO 3166 alpha-3) and ``sector`` (PLOVER) where they are given."""

    entity: EntityRef
    type: EntityType
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """The entity is this item of Wikidata, or (None) is none."""

    entity: EntityRef
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim was rightly or wrongly read."""

    claim: ClaimRef
    review: Review


@dataclass(frozen=True, slots=True)
class Undo:
    """The last line before this one that has this id does not count."""

    line: str


Portrayal = Rename | Retype | Link
"""What an entity is called and is, whichever mentions are its."""
Decision = Merge | Split | Portrayal | Verdict | Undo


@dataclass(frozen=True, slots=True)
class Signature:
    """When (an ISO date or date-time), by whom and why something was decided."""

    when: str
    who: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a ledger.

    ``id`` is a hash of the decision alone, not of its signature; ``number`` is the line's place in its file, counted
    from 1, and no part of what it says.
    """

    id: str
    decision: Decision
    signed: Signature
    number: int = field(default=0, compare=False)
