"""When what a predicate tells takes place: which of the article's time expressions is its own."""

from __future__ import annotations

from functools import cached_property

from kgraph.extract.spans import governors
from kgraph.nlp.tokens import Span, Text, Token
from kgraph.types import Time


class Occasions:
    """The time expressions of one article (``doc.spans["times"]``), by the words that they hang on."""

    def __init__(self, doc: Text) -> None:
        self.doc = doc

    def of(self, predicate: Token) -> Time | None:
        """When the event at a predicate takes place: a time expression of its own clause, else of the one around it."""
        own = [s for _, s in self._under.get(predicate.i, ())]
        if not own:
            # The parser lets a quotation's last words slip to the cue outside it: "‘They will go on Monday,’ he said".
            quote = next((q for q in self._group("quotations") if q.start <= predicate.i < q.end), None)
            if quote is not None and predicate.sent.root.i not in range(quote.start, quote.end):
                own = [
                    s
                    for s in self._group("times")
                    if quote.start <= s.start < quote.end and s.root.head.i not in range(quote.start, quote.end)
                ]
        on_day = any(
            s.start <= predicate.head.i < s.end for s in self._group("times")
        )  # "the day before it was signed"
        if not own and predicate.dep_ in _INHERIT and predicate.head != predicate and not on_day:
            own = [s for steps, s in self._under.get(predicate.head.i, ()) if steps <= 2]
        best = sorted(own, key=lambda s: (s.note.start is None, abs(s.start - predicate.i)))
        return best[0].note if best else None

    @cached_property
    def _under(self) -> dict[int, list[tuple[int, Span]]]:
        """The time expressions under each token, with the steps down to them."""
        found: dict[int, list[tuple[int, Span]]] = {}
        for span in self._group("times"):
            if _compares(span):
                continue
            for steps, token in governors(span, reach=5):
                if _opens(span, token):
                    continue
                found.setdefault(token.i, []).append((steps, span))
        return found

    def _group(self, name: str) -> list[Span]:
        return self.doc.spans.get(name, [])


def _compares(span: Span) -> bool:
    """Whether the time is that of an amount beside which another is set: "down from 1,100 in July", "than a year ago"."""
    words = [t.lower_ for t in span.doc[max(span.root.sent.start, span.start - 8) : span.start]]
    for i in range(len(words) - 1, 0, -1):
        if words[i] in (",", ";", ":", "–", "—"):
            return False
        if (words[i - 1] in ("up", "down") and words[i] == "from") or (words[i - 1], words[i]) in _BESIDE:
            return True
    return bool(words) and words[-1] == "than"


def _opens(span: Span, verb: Token) -> bool:
    """ "The day before it was signed, gangs attacked": the day is not that of the clause which it measures from."""
    mark = span.doc[span.end - 1]
    return mark.dep_ == "mark" and mark.head == verb and verb.i < verb.head.i


_INHERIT = ("xcomp", "conj", "acl", "advcl")
_BESIDE = {("compared", "with"), ("compared", "to"), ("than", "in"), ("than", "on")}
