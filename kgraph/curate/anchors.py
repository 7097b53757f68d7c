"""How a line of the ledger finds its claim or mention again when another reading shifted, renamed or dropped it.

An id is content: it changes with the words that a rule took for evidence or for a participant. So a claim is also
known by where it stands and what it says, and is found again only where a person would say that it is the same one:
a decision about another claim would be worse than one that finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgraph.curate.decisions import ClaimRef, Selector
from kgraph.ids import fold
from kgraph.types import Claim, Mention

OVERLAP = 0.5
"""The share of the longer of two spans that they must have in common to be one."""
_ARTICLE = re.compile(r"^(?:the|a|an)\s+")


def claim_ref(claim: Claim) -> ClaimRef:
    """The claim as a line of the ledger refers to it."""
    roles: dict[str, dict[str, None]] = {}
    for participant in claim.participants:
        roles.setdefault(participant.role, {})[participant.mention.text] = None
    return ClaimRef(
        id=claim.id,
        article=claim.article,
        type=claim.type,
        polarity=claim.polarity,
        activity=claim.activity,
        event=claim.event,
        start=claim.evidence.start,
        end=claim.evidence.end,
        quote=claim.evidence.quote,
        participants=tuple((role, tuple(words)) for role, words in sorted(roles.items())),
    )


def find_claim(ref: ClaimRef, claims: Iterable[Claim]) -> Claim | None:
    """The claim among those of one article that the reference means; None where none does clearly.

    The same id with the same polarity (which the id does not tell), else the claim of the type, polarity and activity
    or event whose evidence has most in common, at least half, and whose participants agree wherever both have them.
    """
    fitting = [claim for claim in claims if _says_the_same(ref, claim)]
    for claim in fitting:
        if claim.id == ref.id:
            return claim
    if ref.start is None or ref.end is None or ref.type is None:
        return None
    shares = {c.id: _share(ref.start, ref.end, c.evidence.start, c.evidence.end) for c in fitting}
    near = [c for c in fitting if shares[c.id] >= OVERLAP and _same_people(ref, c)]
    best = sorted(near, key=lambda c: (-shares[c.id], c.id))
    if len(best) > 1 and shares[best[0].id] == shares[best[1].id]:
        return None  # two claims answer equally well: neither is touched
    return best[0] if best else None


def chosen(selector: Selector, mention: Mention, article: str) -> bool:
    """Whether the selector means this mention of this article."""
    if selector.article not in (None, article):
        return False
    if selector.name is not None and fold(mention.text) != fold(selector.name):
        return False
    if selector.start is None or selector.end is None:
        return True
    return _share(selector.start, selector.end, mention.start, mention.end) >= OVERLAP


def _says_the_same(ref: ClaimRef, claim: Claim) -> bool:
    """Whether type, polarity and what is done agree; what the reference leaves open does."""
    if ref.article not in (None, claim.article) or ref.polarity not in (None, claim.polarity):
        return False
    if ref.type is None:
        return ref.id == claim.id
    return ref.type == claim.type and (ref.activity or ref.event) == (claim.activity or claim.event)


def _share(start: int, end: int, other_start: int, other_end: int) -> float:
    """How much of the longer span both have in common."""
    common = min(end, other_end) - max(start, other_start)
    longer = max(end - start, other_end - other_start)
    return common / longer if longer > 0 else 0.0


def _same_people(ref: ClaimRef, claim: Claim) -> bool:
    """Whether at least one role is filled in both, and each such role has a filler in common."""
    filled = [
        (words, [m.text for m in claim.role(role)]) for role, words in ref.participants if claim.role(role)
    ]  # fmt: skip
    return bool(filled) and all(any(_same_words(a, b) for a in mine for b in theirs) for mine, theirs in filled)


def _same_words(one: str, other: str) -> bool:
    """Whether two wordings are one, or one holds the other: "Kim" and "President Kim"."""
    mine, theirs = (set(_ARTICLE.sub("", fold(text)).split()) for text in (one, other))
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)
