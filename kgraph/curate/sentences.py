"""Decisions in words, one sentence each, for those who look through a ledger."""

from __future__ import annotations

from kgraph.curate import decisions
from kgraph.curate.decisions import Entry, Selector


def sentence(entry: Entry) -> str:
    """A decision in words."""
    decision = entry.decision
    match decision:
        case decisions.Merge():
            first, *others = decision.entities
            return f"merged {' and '.join(map(str, others))} into {first}"
        case decisions.Split():
            return (
                f"split {', '.join(_chosen(s) for s in decision.mentions)} of {decision.entity} off as {decision.into}"
            )
        case decisions.Rename():
            return f"renamed {decision.entity} {decision.name!r}"
        case decisions.Retype():
            more = [
                f"{word} {value}"
                for word, value in (("country", decision.country), ("sector", decision.sector))
                if value
            ]
            return ", ".join([f"made {decision.entity} {_a(decision.type)}", *more])
        case decisions.Link():
            return f"linked {decision.entity} to {decision.wikidata or 'no item of Wikidata'}"
        case decisions.Verdict():
            return f"{decision.review} {decision.claim.id}: {decision.claim.quote or ''}"
        case decisions.Undo():
            return f"undid {decision.line}"


def _chosen(selector: Selector) -> str:
    if selector.start is not None:
        return (
            f"{selector.text!r} at {(selector.article or '').removeprefix('article/')}@{selector.start}-{selector.end}"
        )
    return f"every {selector.name!r}" if selector.name is not None else f"all in {selector.article}"


def _a(type_: str) -> str:
    return f"{'an' if type_[0] in 'AEIO' else 'a'} {type_}"
