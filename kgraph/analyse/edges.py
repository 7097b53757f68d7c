"""Derive actor-to-actor edges from claims, purely from their roles: the one place where such edges are made.

The dataset's graph of edges, the exports and the page all read them from here. An edge never stands for a fact:
it lists the claims that it was derived from, their polarity and their certainty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise, product
from typing import Literal, NamedTuple

from kgraph import plover
from kgraph.analyse import words
from kgraph.ids import digest
from kgraph.types import Article, Certainty, Claim, Entity, Polarity

EdgeKind = Literal["deed", "speech", "attribution", "affiliation"]

#: The roles whose actors a claim is about, by claim type; a source "claims about" each of them.
MAIN_ROLES: dict[str, tuple[str, ...]] = {
    "TroopClaim": ("force",),
    "ArmsClaim": ("supplier", "recipient"),
    "TreatyClaim": ("party", "actor"),
    "ClauseClaim": ("party",),
    "AttackClaim": ("attacker", "target"),
    "MeetingClaim": ("participant",),
    "Statement": ("target",),
    "EventClaim": ("actor", "recipient"),
}


@dataclass(frozen=True, slots=True)
class Edge:
    """What claims say of two actors, grouped by relation, event, polarity and certainty.

    ``sign`` is +1 for cooperation, -1 for conflict, 0 for neither or where the claims deny the relation.
    ``first`` and ``last`` bound the event times as printed, ``published_first`` and ``published_last`` the dates of
    the articles; None where unknown. An affiliation follows from entities and has no claims.
    """

    source: str
    target: str
    relation: str
    kind: EdgeKind
    directed: bool = True
    event: str | None = None
    sign: int = 0
    polarity: Polarity = "+"
    certainty: Certainty = "certain"
    claims: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    published_first: date | None = None
    published_last: date | None = None

    @property
    def count(self) -> int:
        """How many claims stand behind the edge."""
        return len(self.claims)

    @property
    def id(self) -> str:
        """``edge/<hash>`` of everything that tells this edge from another between the same actors."""
        return "edge/" + digest(
            self.source, self.target, self.relation, self.kind, self.event, self.sign, self.polarity, self.certainty
        )


class Tie(NamedTuple):
    """One relation that one claim (or entity) implies, before the same ties of other claims are added up."""

    source: str
    target: str
    relation: str
    kind: EdgeKind = "deed"
    directed: bool = True
    event: str | None = None
    sign: int = 0


def edges(
    claims: Iterable[Claim], entities: Mapping[str, Entity], articles: Mapping[str, Article] | None = None
) -> Iterator[Edge]:
    """All edges in a fixed order; ties to entities that ``entities`` lacks, and of an actor to itself, are left out.

    Args:
        claims: resolved claims; iterated once.
        entities: by id.
        articles: by id; only for the dates of publication.
    """
    grouped: dict[tuple[Tie, Polarity, Certainty], dict[str, Claim]] = {}
    for claim in claims:
        for tie in dict.fromkeys(claim_ties(claim, entities)):
            if claim.polarity == "-":
                tie = tie._replace(sign=0)
            grouped.setdefault((tie, claim.polarity, claim.certainty), {})[claim.id] = claim
    made = [_edge(*key, group, articles or {}) for key, group in grouped.items()]
    made.extend(Edge(*tie) for tie in dict.fromkeys(affiliation_ties(entities)))
    yield from sorted(made, key=lambda e: (e.source, e.target, e.relation, e.event or "", e.id))


def _edge(
    tie: Tie, polarity: Polarity, certainty: Certainty, claims: Mapping[str, Claim], articles: Mapping[str, Article]
) -> Edge:
    """One edge out of the claims that imply the same tie."""
    times = [c.time for c in claims.values() if c.time]
    starts = [day for t in times if (day := t.start or t.end)]
    ends = [day for t in times if (day := t.end or t.start)]
    printed = [a.published for c in claims.values() if (a := articles.get(c.article)) and a.published]
    return Edge(
        *tie,
        polarity=polarity,
        certainty=certainty,
        claims=tuple(sorted(claims)),
        first=min(starts, default=None),
        last=max(ends, default=None),
        published_first=min(printed, default=None),
        published_last=max(printed, default=None),
    )


def claim_ties(claim: Claim, entities: Mapping[str, Entity]) -> Iterator[Tie]:
    """The ties that one claim implies, by the rules of its type and then by who makes it."""
    seen: set[tuple[str, str]] = set()
    for tie in _RULES[claim.type](claim, entities):
        if tie.source != tie.target and tie.source in entities and tie.target in entities:
            if not tie.directed and tie.source > tie.target:
                tie = tie._replace(source=tie.target, target=tie.source)
            seen.add((tie.source, tie.target))
            yield tie
    for tie in _attribution(claim):
        # A speaker's own statement already ties the speaker to its target.
        new = tie.source != tie.target and (tie.source, tie.target) not in seen
        if new and tie.source in entities and tie.target in entities:
            yield tie


def _ids(claim: Claim, *roles: str) -> list[str]:
    """The entities that fill the roles, each once, in order."""
    return list(dict.fromkeys(m.entity for m in claim.role(*roles) if m.entity))


def _pairs(claim: Claim, relation: str, role: str, *, sign: int) -> Iterator[Tie]:
    """Every two fillers of a role, in no direction."""
    for a, b in combinations(_ids(claim, role), 2):
        yield Tie(a, b, relation, directed=False, event=claim.event, sign=sign)


def _troops(claim: Claim, entities: Mapping[str, Entity]) -> Iterator[Tie]:
    """Force to location, ally and opponent. Where troops are says nothing of friendship, so only the last two sign."""
    for force in _ids(claim, "force"):
        for place in _ids(claim, "location"):
            yield Tie(force, place, words.TROOPS.get(claim.activity or "", "has troops in"), event=claim.event)
        for ally in _ids(claim, "ally"):
            yield Tie(force, ally, "fields troops alongside", event=claim.event, sign=1)
        for opponent in _ids(claim, "opponent"):
            yield Tie(force, opponent, "fields troops against", event=claim.event, sign=-1)
        for operator in _ids(claim, "operator"):
            yield Tie(operator, force, "moves the troops of", event=claim.event)


def _arms(claim: Claim, entities: Mapping[str, Entity]) -> Iterator[Tie]:
    """Supplier to recipient; cooperation, unless the event says otherwise or arms are withheld."""
    relation = words.ARMS.get(claim.activity or "supply", words.ARMS["supply"])
    fallback = 0 if claim.activity == "withhold" else 1
    for supplier in _ids(claim, "supplier"):
        for recipient in _ids(claim, "recipient"):
            yield Tie(supplier, recipient, relation, event=claim.event, sign=plover.sign(claim.event) or fallback)


def _treaty(claim: Claim, entities: Mapping[str, Entity]) -> Iterator[Tie]:
    """Party with party, actors to the parties, and both to the treaty itself.

    Actors who leave or break together what others are party to as well do so towards the others, not each other.
    """
    activity = claim.activity or ""
    actors, others = set(_ids(claim, "actor")), set(_ids(claim, "party")) - set(_ids(claim, "actor"))
    together = actors if others and activity in ("withdraw", "violate") else set()
    joint = words.TREATY_JOINT.get(activity)
    yield from _pairs(claim, joint or "has a treaty with", "party", sign=plover.sign(claim.event) if joint else 0)
    for actor in _ids(claim, "actor"):
        for party in _ids(claim, "party"):
            if party not in together and not _belongs(entities.get(actor), entities.get(party)):
                relation = words.TREATY_ALONE.get(activity, "deals over a treaty with")
                yield Tie(actor, party, relation, event=claim.event, sign=plover.sign(claim.event))
    for treaty in _ids(claim, "treaty"):
        for party in _ids(claim, "party"):
            yield Tie(party, treaty, "is party to")
        for actor in _ids(claim, "actor"):
            yield Tie(actor, treaty, words.TREATY_ITSELF.get(activity, "deals with"), event=claim.event)


def _belongs(actor: Entity | None, whole: Entity | None) -> bool:
    """Whether the first acts for the second (a president for their country), so that no tie lies between them."""
    if actor is None or whole is None:
        return False
    if actor.country is not None and actor.country == (whole.iso3 or whole.country):
        return True
    return whole.id in actor.part_of or any(role.of == whole.id for role in actor.roles)


def _attack(claim: Claim, entities: Mapping[str, Entity]) -> Iterator[Tie]:
    """Attacker to target: always conflict."""
    for attacker in _ids(claim, "attacker"):
        for target in _ids(claim, "target"):
            yield Tie(attacker, target, "attacks", event=claim.event, sign=plover.sign("ASSAULT"))


def _meeting(claim: Claim, entities: Mapping[str, Entity]) -> Iterator[Tie]:
    """Every two participants."""
    yield from _pairs(claim, "meets", "participant", sign=plover.sign(claim.event or "CONSULT"))


def _statement(claim: Claim, entities: Mapping[str, Entity]) -> Iterator[Tie]:
    """Speaker to the one that they speak to or of."""
    for speaker in _ids(claim, "speaker"):
        for target in _ids(claim, "target"):
            relation = words.EVENTS.get(claim.event or "", "speaks of")
            yield Tie(speaker, target, relation, "speech", event=claim.event, sign=plover.sign(claim.event))


def _event(claim: Claim, entities: Mapping[str, Entity]) -> Iterator[Tie]:
    """Actor to recipient, in the words of the PLOVER event type."""
    for actor in _ids(claim, "actor"):
        for recipient in _ids(claim, "recipient"):
            relation = words.EVENTS.get(claim.event or "", "acts towards")
            yield Tie(actor, recipient, relation, event=claim.event, sign=plover.sign(claim.event))


_RULES = {
    "TroopClaim": _troops,
    "ArmsClaim": _arms,
    "TreatyClaim": _treaty,
    "ClauseClaim": _treaty,
    "AttackClaim": _attack,
    "MeetingClaim": _meeting,
    "Statement": _statement,
    "EventClaim": _event,
}


def _attribution(claim: Claim) -> Iterator[Tie]:
    """Each source to the main actors of its claim, and along the chain from who relays to who is relayed."""
    sources = [s.mention.entity for s in claim.sources]
    for source in dict.fromkeys(sources):
        for actor in _ids(claim, *MAIN_ROLES[claim.type]):
            if source is not None:
                yield Tie(source, actor, "claims about", "attribution")
    for relaying, relayed in (pair for outer, inner in pairwise(claim.chain()) for pair in product(outer, inner)):
        if relaying.mention.entity is not None and relayed.mention.entity is not None:
            yield Tie(relaying.mention.entity, relayed.mention.entity, "cites", "attribution")


def affiliation_ties(entities: Mapping[str, Entity]) -> Iterator[Tie]:
    """Officials to what they hold office in, members to their wholes, and the rest to the state of their country."""
    states = {e.iso3: e.id for _, e in sorted(entities.items()) if e.type == "State" and e.iso3}
    for _, entity in sorted(entities.items()):
        found = [
            Tie(entity.id, role.of, "held office in" if role.end else "holds office in", "affiliation")
            for role in entity.roles
            if role.of is not None and role.of in entities
        ]
        found += [Tie(entity.id, whole, "is part of", "affiliation") for whole in entity.part_of if whole in entities]
        state = states.get(entity.country or "")
        if not found and state is not None and entity.type not in ("State", "Treaty"):
            found.append(Tie(entity.id, state, "lies in" if entity.type == "Place" else "belongs to", "affiliation"))
        yield from (tie for tie in found if tie.source != tie.target)
