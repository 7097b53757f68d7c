"""The frozen records that pass between the stages, and the closed vocabularies that they use.

All offsets count Unicode code points of ``Article.text``, end exclusive: ``text[start:end] == quote``.
All ids are relative to the base IRI of the store (``claim/3f…``, ``entity/state/PRK``); ``kgraph.store.terms``
turns them into IRIs and back. The amounts and times of claims (``kgraph.amounts``) are handed on from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from kgraph.amounts import Casualties as Casualties
from kgraph.amounts import Money as Money
from kgraph.amounts import Quantity as Quantity
from kgraph.amounts import Range as Range
from kgraph.amounts import Time as Time

ClaimType = Literal[
    "TroopClaim", "ArmsClaim", "TreatyClaim", "ClauseClaim", "AttackClaim", "MeetingClaim", "Statement", "EventClaim"
]
EntityType = Literal[
    "State", "Agency", "Ministry", "IntelligenceService", "ArmedForce", "Legislature",
    "Official", "Person", "Organization", "IGO", "Company", "MediaOutlet", "ArmedGroup",
    "UnnamedSource", "Place", "Treaty", "Equipment",
]  # fmt: skip
PERSON_TYPES: frozenset[EntityType] = frozenset({"Person", "Official"})
BODY_TYPES: frozenset[EntityType] = frozenset(
    {"Agency", "Ministry", "IntelligenceService", "ArmedForce", "Legislature", "Organization", "IGO", "Company",
     "MediaOutlet", "ArmedGroup"}
)  # fmt: skip
"""The types of named actors that are neither states nor people."""
Polarity = Literal["+", "-"]
Certainty = Literal["certain", "probable", "possible"]
Phase = Literal["planned", "ongoing", "completed"]
MentionKind = Literal["name", "demonym", "nominal", "pronoun"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Review = Literal["accepted", "rejected"]
Stance = Literal["denies", "confirms"]


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as read from its file.

    ``id`` is ``article/<hash>``; ``path`` is the path as the user gave it (its last part is the file's name;
    for a row of a table ``file.csv#12``). ``published`` is None when no date is known.
    """

    id: str
    path: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the article's text: code points ``start`` to ``end`` (exclusive) and the words themselves."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names or describes an actor, place or treaty.

    ``kind`` is how: a name ("Seoul"), a demonym ("North Korean"), a description ("the spy agency"), a pronoun.
    ``type`` is the extractor's guess at the entity's type. ``key`` and ``entity`` are filled by resolution:
    ``key`` is the referent that this article alone supports, ``entity`` the node over all articles.
    """

    start: int
    end: int
    text: str
    kind: MentionKind
    type: EntityType
    key: str | None = None
    entity: str | None = None

    def __hash__(self) -> int:
        return self.start << 20 ^ self.end  # enough to tell mentions apart; resolution hashes them often


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words that make a claim (its clause), and the sentence that they stand in."""

    start: int
    end: int
    quote: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Source:
    """One link of an attribution chain: who, and the cue words ("said", "according to") that make them a source.

    joint: speaks together with the source before it, on the same level of the chain.
    """

    mention: Mention
    cue: Span | None
    joint: bool = False


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor, place or thing in a claim, by its role (``force``, ``supplier``, ``party``, ``speaker``, ...)."""

    role: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody's statement that something is, was or will be so: the heart of kgraph (see docs/design.md).

    ``sources`` is the attribution chain, outermost first, without the publisher; empty when the article speaks.
    ``event`` is a PLOVER v2 event type or None; ``activity`` refines troop, arms and treaty claims.
    ``review`` is what a person decided of it (docs/curation.md), filled in when articles are connected; a rejected
    claim is kept, and left out wherever claims are asked for.
    """

    id: str
    article: str
    type: ClaimType
    evidence: Evidence
    sources: tuple[Source, ...] = ()
    participants: tuple[Participant, ...] = ()
    event: str | None = None
    mode: str | None = None
    context: str | None = None
    activity: str | None = None
    polarity: Polarity = "+"
    certainty: Certainty = "certain"
    phase: Phase | None = None
    quantity: Quantity | None = None
    casualties: Casualties | None = None
    money: Money | None = None
    time: Time | None = None
    rules: tuple[str, ...] = ()
    confidence: float = 1.0
    review: Review | None = None

    def role(self, *names: str) -> tuple[Mention, ...]:
        """The mentions that fill the named roles, in order."""
        return tuple(p.mention for name in names for p in self.participants if p.role == name)

    def chain(self) -> tuple[tuple[Source, ...], ...]:
        """The levels of the attribution chain, outermost first, each with the sources that speak together."""
        levels: list[list[Source]] = []
        for source in self.sources:
            if source.joint and levels:
                levels[-1].append(source)
            else:
                levels.append([source])
        return tuple(tuple(level) for level in levels)

    def citing(self, keep: Callable[[Source], bool]) -> Claim:
        """The claim with only the sources that ``keep`` accepts; the first one left on a level is joint with nobody."""
        kept = [[s for s in level if keep(s)] for level in self.chain()]
        sources = tuple(Source(s.mention, s.cue, i > 0) for level in kept for i, s in enumerate(level))
        return self if sources == self.sources else replace(self, sources=sources)


@dataclass(frozen=True, slots=True)
class Role:
    """A post that a person holds: "Ukrainian President Volodymyr Zelensky".

    ``start`` and ``end`` are the first and last day of holding it where the article prints them ("since 2014").
    """

    person: Mention
    title: str
    of: Mention | None
    evidence: Evidence
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Affiliation:
    """An agency, force, organisation or unnamed source and the actor that it belongs to: "Ukraine's Defence Intelligence (GUR)"."""

    member: Mention
    whole: Mention
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Quote:
    """One attribution: who (``source``), by which words (``cue``), said what (``content``, its pieces in order)."""

    kind: QuoteKind
    source: Span | None
    speaker: Mention | None
    cue: Span | None
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that point back to claims told before in the article: "the deployment", "Seoul's allegation", "denied this".

    ``claim`` is the claim whose evidence holds the words, None where none does; ``refers_to`` the claims meant;
    ``stance`` what the holding claim does to them; ``reason`` says in words why these.
    """

    span: Span
    claim: str | None
    refers_to: tuple[str, ...]
    reason: str
    stance: Stance | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that was read from one article."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    roles: tuple[Role, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    quotes: tuple[Quote, ...] = ()
    references: tuple[Reference, ...] = ()

    def anywhere(self) -> Iterator[Mention]:
        """Every mention, wherever it stands; one that stands in several places comes several times."""
        yield from self.mentions
        for claim in self.claims:
            yield from (s.mention for s in claim.sources)
            yield from (p.mention for p in claim.participants)
        for role in self.roles:
            yield from (role.person, role.of) if role.of is not None else (role.person,)
        for affiliation in self.affiliations:
            yield from (affiliation.member, affiliation.whole)
        yield from (q.speaker for q in self.quotes if q.speaker is not None)

    def relink(self, link: Callable[[Mention], Mention]) -> Extraction:
        """The same extraction with every mention, wherever it stands, replaced by ``link(mention)``."""

        def maybe(mention: Mention | None) -> Mention | None:
            return None if mention is None else link(mention)

        return replace(
            self,
            mentions=tuple(link(m) for m in self.mentions),
            claims=tuple(
                replace(
                    c,
                    sources=tuple(Source(link(s.mention), s.cue, s.joint) for s in c.sources),
                    participants=tuple(Participant(p.role, link(p.mention)) for p in c.participants),
                )
                for c in self.claims
            ),
            roles=tuple(replace(r, person=link(r.person), of=maybe(r.of)) for r in self.roles),
            affiliations=tuple(Affiliation(link(a.member), link(a.whole), a.evidence) for a in self.affiliations),
            quotes=tuple(Quote(q.kind, q.source, maybe(q.speaker), q.cue, q.content) for q in self.quotes),
        )


@dataclass(frozen=True, slots=True)
class Tenure:
    """A role as the entity table lists it: the post, the entity it is of, since when and until when, and where.

    Where no article prints when a tenure began, ``start`` is the day of the first article that gives the post; of a
    post no longer held ``end`` is then the day of the first that says so.
    """

    title: str
    of: str | None
    start: date | None
    end: date | None
    article: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One node of the graph: an actor, place or treaty over all articles.

    ``country`` is the ISO 3166 alpha-3 code of the state it belongs to; ``iso3 cow gw`` are a state's own codes;
    ``mentions`` counts mentions; ``articles`` lists the ids of the articles that mention it.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    iso3: str | None = None
    cow: str | None = None
    gw: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    roles: tuple[Tenure, ...] = ()
    part_of: tuple[str, ...] = ()
    mentions: int = 0
    articles: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Merge:
    """That all articles together make ``key`` the entity ``into``: the reason in words, and how sure it is (0 to 1)."""

    key: str
    into: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class OpenKey:
    """That all articles together leave open whom ``key`` means: the node that it has meanwhile, the reason, who it may be."""

    key: str
    entity: str
    reason: str
    candidates: tuple[str, ...] = ()
