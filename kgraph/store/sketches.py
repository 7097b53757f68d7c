"""Claims, and references to them, as far as edges and links between claims need them: as JSON values, and back as claims that are linked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from kgraph.types import Claim, Evidence, Mention, Participant, Quantity, Reference, Source, Span, Time

EntityOf = Callable[[str], "str | None"]


def to_records(claims: Iterable[Claim]) -> list[list[Any]]:
    """The claims of one article as JSON values, in their order."""
    return [
        [
            claim.id,
            claim.type,
            claim.evidence.start,
            claim.evidence.quote if claim.type == "Statement" else "",  # what a denial answers stands in its words
            [[s.mention.text, s.mention.key, s.cue.text if s.cue else None, s.joint] for s in claim.sources],
            [[p.role, p.mention.text, p.mention.key] for p in claim.participants],
            claim.event,
            claim.mode,
            claim.activity,
            claim.polarity,
            claim.certainty,
            claim.phase,
            _amount(claim.quantity),
            _days(claim.time),
        ]
        for claim in claims
    ]


def from_records(records: Iterable[list[Any]], article: str, entity_of: EntityOf) -> list[Claim]:
    """The claims that ``to_records`` made these values of, without what it left out, their mentions linked.

    Raises ValueError or TypeError where the values are damaged.
    """
    return [_claim(record, article, entity_of) for record in records]


def references_to_records(references: Iterable[Reference]) -> list[list[Any]]:
    """The references that deny or confirm what they mean, as JSON values."""
    return [[r.span.text, r.claim, list(r.refers_to), r.stance] for r in references if r.stance is not None]


def references_from_records(records: Iterable[list[Any]]) -> list[Reference]:
    """The references that ``references_to_records`` made these values of, without what it left out."""
    return [Reference(Span(0, 0, text), claim, tuple(meant), "", stance) for text, claim, meant, stance in records]


def _claim(record: list[Any], article: str, entity_of: EntityOf) -> Claim:
    id, kind, start, quote, sources, participants, *rest = record
    event, mode, activity, polarity, certainty, phase, amount, days = rest
    return Claim(
        id=id,
        article=article,
        type=kind,
        evidence=Evidence(start, start + len(quote), quote, ""),
        sources=tuple(
            Source(_mention(text, key, entity_of), None if cue is None else Span(0, 0, cue), joint)
            for text, key, cue, joint in sources
        ),
        participants=tuple(Participant(role, _mention(text, key, entity_of)) for role, text, key in participants),
        event=event,
        mode=mode,
        activity=activity,
        polarity=polarity,
        certainty=certainty,
        phase=phase,
        quantity=None if amount is None else Quantity(amount[0], amount[1], "", amount[2]),
        time=None if days is None else Time(_day(days[0]), _day(days[1]), "", ""),
    )


def _mention(text: str, key: str | None, entity_of: EntityOf) -> Mention:
    return Mention(0, 0, text, "name", "Organization", key, None if key is None else entity_of(key))


def _amount(quantity: Quantity | None) -> list[Any] | None:
    if quantity is None:
        return None
    low, high = (None if n is None else float(n) for n in (quantity.min, quantity.max))
    return [low, high, quantity.unit]


def _days(time: Time | None) -> list[str | None] | None:
    return None if time is None else [day.isoformat() if day else None for day in (time.start, time.end)]


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
