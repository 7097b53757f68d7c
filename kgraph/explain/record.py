"""Explanations as plain values, for programs to read as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kgraph.explain.claims import ClaimExplanation
from kgraph.explain.sentences import SentenceExplanation
from kgraph.types import Claim


def claim_record(told: ClaimExplanation, *, note: str = "") -> dict[str, Any]:
    """How a claim came to be made; ``again`` is None where the article does not make it any more."""
    return {
        "claim": _claim(told.stored),
        "again": _claim(told.read) if told.read is not None else None,
        "article": {"id": told.article.id, "path": told.article.path},
        "rules": [asdict(r) for r in told.rules],
        "way": [asdict(f) for f in told.way],
        "frame": {"place": told.frame[0], "text": told.frame[1]} if told.frame else None,
        "predicate": asdict(told.predicate) if told.predicate else None,
        "matched": [asdict(m) for m in told.matched],
        "guards": [asdict(g) for g in told.guards],
        "effects": [asdict(e) for e in told.effects],
        "attribution": [asdict(link) for link in told.links],
        "note": note or None,
    }


def sentence_record(told: SentenceExplanation) -> dict[str, Any]:
    """What the rules made of a sentence, and what blocked them."""
    return {
        "text": told.text,
        "made": [_claim(c) for c in told.made],
        "attributions": [
            {
                "kind": q.kind,
                "source": q.source.text if q.source else None,
                "cue": q.cue.text if q.cue else None,
                "content": [s.text for s in q.content],
            }
            for q in told.attributions
        ],
        "roles": [{"person": r.person.text, "title": r.title, "of": r.of.text if r.of else None} for r in told.roles],
        "affiliations": [{"member": a.member.text, "whole": a.whole.text} for a in told.affiliations],
        "blocked": [asdict(b) for b in told.blocked],
        "parse": [asdict(p) for p in told.parse],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    evidence = claim.evidence
    return {
        "id": claim.id,
        "type": claim.type,
        "activity": claim.activity,
        "event": claim.event,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "phase": claim.phase,
        "evidence": {"start": evidence.start, "end": evidence.end, "quote": evidence.quote},
        "roles": [{"role": p.role, "mention": p.mention.text} for p in claim.participants],
        "sources": [s.mention.text for s in claim.sources],
        "rules": list(claim.rules),
    }
