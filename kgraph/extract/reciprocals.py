"""Charges that two sides make against each other: what each says is about the other, so it is a claim of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgraph.extract.clauses import is_reciprocal
from kgraph.extract.context import Context
from kgraph.ids import digest
from kgraph.types import Claim, Source


def told_apart(context: Context, claim: Claim) -> Iterator[Claim]:
    """The claim, or one for each source: "Lima and Quito accused each other of breaking the truce" is two claims.

    In Lima's claim Quito breaks the truce, in Quito's Lima does. A claim whose sources are not themselves in it, or
    that has one plural source ("both sides"), stays whole.
    """
    level = _mutual(context, claim)
    inside = {(p.mention.start, p.mention.end) for p in claim.participants}
    if len(level) < 2 or not all((s.mention.start, s.mention.end) in inside for s in level):
        yield claim
        return
    for source in level:
        own = source.mention.start, source.mention.end
        chain = tuple(
            replace(s, joint=False) if s == source else s for s in claim.sources if s == source or s not in level
        )
        others = tuple(p for p in claim.participants if (p.mention.start, p.mention.end) != own)
        yield replace(claim, id=f"claim/{digest(claim.id, *own)}", sources=chain, participants=others)


def _mutual(context: Context, claim: Claim) -> list[Source]:
    """The sources of a claim who speak against each other."""
    if not any(s.joint for s in claim.sources):
        return []
    cues = {t.head.idx for t in context.doc if t.dep_ == "obj" and is_reciprocal(t)}
    return [s for s in claim.sources if s.cue is not None and any(s.cue.start <= i < s.cue.end for i in cues)]
