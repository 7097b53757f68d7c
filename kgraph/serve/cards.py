"""Claims as the pages show them: the words in their sentence, the chain of sources, who takes part, in names."""

from __future__ import annotations

from dataclasses import dataclass

from kgraph.plover import QUAD
from kgraph.serve.lookups import Lookups
from kgraph.serve.names import ArticleName
from kgraph.types import Claim, Evidence, Mention, Source

_CONTEXT = 600  # characters of a sentence shown on either side of a quotation


@dataclass(frozen=True, slots=True)
class Named:
    """A mention with its entity's name and type; ``cue`` where it is a source."""

    entity: str | None
    name: str
    text: str
    type: str
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A claim with everything that a page says of it."""

    claim: Claim
    article: ArticleName
    before: str
    after: str
    chain: tuple[tuple[Named, ...], ...]
    roles: tuple[tuple[str, tuple[Named, ...]], ...]
    tone: str


def card(lookups: Lookups, claim: Claim) -> Card:
    """The card of a claim."""
    before, after = sentence_around(claim.evidence, lookups, claim.article)
    roles: dict[str, list[Named]] = {}
    for participant in claim.participants:
        roles.setdefault(participant.role, []).append(_named(lookups, participant.mention))
    return Card(
        claim=claim,
        article=lookups.articles.get(claim.article) or ArticleName(claim.article),
        before=before,
        after=after,
        chain=_chain(lookups, claim),
        roles=tuple((role, tuple(named)) for role, named in roles.items()),
        tone=_tone(claim),
    )


def _chain(lookups: Lookups, claim: Claim) -> tuple[tuple[Named, ...], ...]:
    """Who says it, outermost first; a statement's speakers come last, as those who made it."""
    levels = [tuple(_source(lookups, source) for source in level) for level in claim.chain()]
    cited = {source.mention.entity or source.mention.text for source in claim.sources}
    told = {m.entity or m.text: m for m in claim.role("speaker")}
    speakers = tuple(_named(lookups, mention) for key, mention in told.items() if key not in cited)
    return (*levels, speakers) if speakers else tuple(levels)


def _named(lookups: Lookups, mention: Mention, cue: str | None = None) -> Named:
    if mention.entity is None:
        return Named(None, mention.text, mention.text, mention.type, cue)
    known = lookups.described(mention.entity)
    return Named(mention.entity, known.name, mention.text, known.type or mention.type, cue)


def _source(lookups: Lookups, source: Source) -> Named:
    return _named(lookups, source.mention, source.cue.text if source.cue is not None else None)


def _tone(claim: Claim) -> str:
    quad = QUAD.get(claim.event or "", "")
    return "plus" if "cooperation" in quad else "minus" if "conflict" in quad else ""


def sentence_around(evidence: Evidence, lookups: Lookups, article: str) -> tuple[str, str]:
    """What stands before and after the quotation in its sentence, by offsets, as words may stand there twice."""
    sentence, quote = evidence.sentence, evidence.quote
    at = sentence.find(quote)
    if at >= 0 and sentence.find(quote, at + 1) >= 0:
        text = lookups.article(article).text
        begin = text.rfind(sentence, 0, evidence.start + len(sentence))
        at = evidence.start - begin if begin >= 0 and sentence[evidence.start - begin :].startswith(quote) else at
    if at < 0:
        return "", ""
    before, after = sentence[:at], sentence[at + len(quote) :]
    before = f"…{before[-_CONTEXT:]}" if len(before) > _CONTEXT else before
    return before, f"{after[:_CONTEXT]}…" if len(after) > _CONTEXT else after
