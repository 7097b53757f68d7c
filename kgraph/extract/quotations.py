"""Joins quotations to the words that introduce them: before, after and around the cue, and free ones to their speaker."""

from __future__ import annotations

from dataclasses import replace

from kgraph.extract.attribution import Attribution, Range, cue_words, speakers, with_quotes
from kgraph.extract.reporting import CLAUSE_ONLY, DENY, SAY, THINK
from kgraph.nlp.tokens import Span, Text, Token
from kgraph.types import QuoteKind

_CUES = (SAY | DENY | THINK) - CLAUSE_ONLY
REACH = 14  # words that may stand between a quotation and its cue ("said Kim Jong Gyu, vice foreign minister ...")
_CALLING = frozenset(
    "call describe brand label dub term characterise characterize voice express denounce condemn".split()
)


def attach_quotations(doc: Text, quotations: list[Span], found: list[Attribution]) -> list[Attribution]:
    """The attributions with their quotations joined, and new ones for quotations that had none."""
    result = list(found)
    last: Attribution | None = None
    for quote in quotations:
        index = _holder(quote, result)
        if index is not None:
            result[index] = _joined(result[index], quote)
            last = result[index]
            continue
        cue = _cue(doc, quote, quotations)
        if cue is not None:
            same = next((k for k, a in enumerate(result) if a.head == cue), None)
            if same is not None:
                result[same] = _joined(result[same], quote)
            else:
                kind: QuoteKind = "direct" if _whole(quote) else "mixed"
                result.append(
                    Attribution(
                        "quotation",
                        kind,
                        cue,
                        cue_words(cue),
                        _speakers(cue, quote),
                        (_range(quote),),
                        kind != "direct" and cue.lemma_ in DENY,
                    )
                )
                same = len(result) - 1
            last = result[same]
        elif last is not None and _free(doc, quote, last):
            result.append(Attribution("free_quotation", "direct", last.head, (), last.sources, (_range(quote),)))
    return result


def _speakers(cue: Token, quote: Span) -> tuple[Token, ...]:
    """The cue's subject; behind a quotation also a noun that the parser took for its object (""..., added the statement")."""
    found = speakers(cue)
    behind = [c for c in cue.children if c.dep_ == "obj" and c.i > cue.i and quote.end <= cue.i]
    return found or tuple(behind)


def _range(quote: Span) -> Range:
    return quote.start, quote.end


def _holder(quote: Span, found: list[Attribution]) -> int | None:
    """The innermost attribution whose content already holds most of the quotation."""
    inside = []
    for k, a in enumerate(found):
        shared = sum(max(0, min(e, quote.end) - max(s, quote.start)) for s, e in a.content)
        cue_inside = quote.start <= a.head.i < quote.end
        if shared > 0.6 * len(quote) and not cue_inside:
            inside.append((a.size, k))
    return min(inside)[1] if inside else None


def _joined(attribution: Attribution, quote: Span) -> Attribution:
    """With the quotation in its content: direct when nothing but quotations is reported, else mixed."""
    outside = sum(b - a for a, b in attribution.content) - sum(
        max(0, min(b, quote.end) - max(a, quote.start)) for a, b in attribution.content
    )
    direct = attribution.kind == "direct" or (attribution.kind == "indirect" and outside <= 2)
    joined = with_quotes(attribution, "direct" if direct else "mixed", [_range(quote)])
    # "denied the reports: “Nobody was hurt”": it is not the quotation that is denied.
    return replace(joined, denied=False) if direct else joined


def _cue(doc: Text, quote: Span, quotations: list[Span]) -> Token | None:
    """The reporting verb that introduces a quotation: the nearest behind it, else the nearest before it."""
    quoted = {i for q in quotations for i in range(q.start, q.end)}
    after = _verb_near(doc, range(quote.end, min(len(doc), quote.end + REACH)), quoted)
    before = _verb_near(doc, range(quote.start - 1, max(-1, quote.start - 1 - REACH), -1), quoted)
    ends_open = doc[quote.end - 2].text in (",", "?", "!", "…") if len(quote) > 2 else False
    opening = _opening(doc, quote)
    starts_open = opening in (",", ":")
    if after is not None and (ends_open or before is None) and _behind(doc, quote, after):
        return after
    if (
        before is not None
        and (starts_open or _whole(quote) or _takes_phrase(before, quote))
        and (before.sent == quote[0].sent or opening == ":")
    ):
        return before
    return None


def _opening(doc: Text, quote: Span) -> str:
    """What stands before the quotation; a colon may end the paragraph before it ("He said in a statement:")."""
    i = quote.start - 1
    if i > 0 and doc[i].is_space and doc[i - 1].text == ":":
        i -= 1
    return doc[i].text if i >= 0 else ""


def _behind(doc: Text, quote: Span, verb: Token) -> bool:
    """Whether the verb after the quotation speaks for it: same sentence, or the rest that a sentence break cut off."""
    if verb.sent.start <= quote.end - 1:
        return _whole(quote) or doc[quote.end - 2].text in (",", "?", "!")
    return doc[quote.end - 2].text in (",", "?", "!") and verb.sent.start <= quote.end + 1


def _takes_phrase(verb: Token, quote: Span) -> bool:
    """ "called it a ‘provocation’", "voiced ‘grave concern’": a phrase that the verb itself governs."""
    return verb.lemma_ in _CALLING and any(verb.is_ancestor(t) for t in quote)


def _verb_near(doc: Text, where: range, quoted: set[int]) -> Token | None:
    """The first reporting verb in the range, outside quotations and within the paragraph."""
    for i in where:
        if doc[i].is_space and "\n" in doc[i].text and not (where.step < 0 and i > 0 and doc[i - 1].text == ":"):
            return None
        cue = doc[i].lemma_ in _CUES or (doc[i].lemma_ in _CALLING and where.step < 0)
        if i not in quoted and doc[i].pos_ == "VERB" and cue and doc[i].dep_ not in ("amod", "xcomp"):
            return doc[i]
    return None


def _whole(quote: Span) -> bool:
    """Whether the quotation is a clause of its own, not a phrase in somebody else's sentence."""
    return len(quote) > 4 and any(
        t.pos_ in ("VERB", "AUX") and any(c.dep_ in ("nsubj", "nsubj:pass", "expl", "csubj") for c in t.children)
        for t in quote
    )


def _free(doc: Text, quote: Span, last: Attribution) -> bool:
    """Whether a quotation without a cue goes on with the last speaker: a sentence of its own, close behind."""
    if not _whole(quote) or not last.content or last.kind == "indirect":
        return False
    around = quote[0].sent
    alone = (
        len(quote) >= 0.8 * sum(1 for t in around if not t.is_space and not t.is_punct) or quote.end >= around.end - 2
    )
    between = doc[max(b for _, b in last.content) : quote.start]
    return alone and sum(1 for t in between if t.is_alpha) < 60 and between.text.count("\n") <= 2
