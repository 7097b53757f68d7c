"""An article's text cut at every border of its mentions, sources, cues and claims.

Spans overlap and lie within each other as they like; HTML elements cannot. So the text becomes a row of segments, each
of which says what covers it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from kgraph.types import Claim, Extraction, Mention, Span

Kind = Literal["mention", "source", "cue", "claim"]
KINDS: tuple[Kind, ...] = ("mention", "source", "cue", "claim")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text, code points, end exclusive: what it is, and the entity or the claim's number behind it."""

    start: int
    end: int
    kind: Kind
    entity: str | None = None
    claim: int | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text that no border of a mark cuts: what covers it.

    ``entity`` is that of the shortest mention over it, ``first`` says whether that mention begins here; ``claims`` are
    numbers of claims, ``begins`` those that begin here.
    """

    start: int
    text: str
    kinds: tuple[Kind, ...]
    entity: str | None
    first: bool
    claims: tuple[int, ...]
    begins: tuple[int, ...]


def marks(extraction: Extraction, claims: list[Claim]) -> list[Mark]:
    """Every mark of an article; claims are numbered by their place in the list."""
    found: dict[Mark, None] = {}
    for mention in extraction.anywhere():
        found[Mark(mention.start, mention.end, "mention", entity=mention.entity)] = None
    for number, claim in enumerate(claims):
        found[Mark(claim.evidence.start, claim.evidence.end, "claim", claim=number)] = None
        for source in claim.sources:
            _said(found, source.mention, source.cue)
    for quote in extraction.quotes:
        _said(found, quote.source, quote.cue)
    return list(found)


def _said(found: dict[Mark, None], source: Mention | Span | None, cue: Span | None) -> None:
    if source is not None:
        found[Mark(source.start, source.end, "source")] = None
    if cue is not None:
        found[Mark(cue.start, cue.end, "cue")] = None


def segments(text: str, found: list[Mark]) -> Iterator[Segment]:
    """The text as segments, in order; joined they are the text. Marks outside of it are cut to it."""
    starts: dict[int, list[Mark]] = {}
    borders = {0, len(text)}
    for mark in found:
        start, end = max(0, mark.start), min(mark.end, len(text))
        if start < end:
            starts.setdefault(start, []).append(mark)
            borders |= {start, end}
    spots = sorted(borders)
    over: list[Mark] = []
    for start, end in pairwise(spots):
        over = [mark for mark in over if mark.end > start] + starts.get(start, [])
        yield _segment(text, start, end, over)


def _segment(text: str, start: int, end: int, over: list[Mark]) -> Segment:
    named = [mark for mark in over if mark.kind == "mention" and mark.entity is not None]
    inner = min(named, key=lambda mark: (mark.end - mark.start, -mark.start), default=None)
    claims = sorted(mark.claim for mark in over if mark.claim is not None)
    return Segment(
        start=start,
        text=text[start:end],
        kinds=tuple(kind for kind in KINDS if any(mark.kind == kind for mark in over)),
        entity=None if inner is None else inner.entity,
        first=inner is not None and max(0, inner.start) == start,
        claims=tuple(claims),
        begins=tuple(sorted(m.claim for m in over if m.claim is not None and max(0, m.start) == start)),
    )
