"""The spaCy component that marks dates and periods, anchored to the day of publication: doc.spans["times"]."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from kgraph.nlp.dates import find_times
from kgraph.nlp.periods import Direction
from kgraph.nlp.quantity_spans import covering
from kgraph.nlp.storytime import place_in_story

_AHEAD_AUXILIARIES = frozenset(("will", "shall", "would", "could", "may", "might", "'ll", "’ll", "wo"))
_AHEAD_VERBS = frozenset(
    ("plan", "expect", "intend", "schedule", "prepare", "agree", "vow", "promise", "pledge", "hope", "aim", "threaten",
     "go", "propose", "order", "ask", "urge", "want", "decide", "invite", "set")
)  # fmt: skip
_PERFECT = frozenset(("have", "has", "had", "'ve", "’ve"))


@Language.factory("kgraph_times", assigns=["doc.spans"])
class TimeMarker:
    """Writes the SpanGroup ``times``; ``span._.time`` holds the record.

    The day of publication is ``doc._.published``, a date or None; set it on a Doc made by ``nlp.make_doc`` before the
    pipeline runs, or call ``mark_times(doc, anchor=...)`` again later. The direction of a date without its year is
    the tense of the verb that governs it; without a parse the words around it decide.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        if not Span.has_extension("time"):
            Span.set_extension("time", default=None)
        if not Doc.has_extension("published"):
            Doc.set_extension("published", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with its dates marked."""
        return mark_times(doc, anchor=doc._.published)


def mark_times(doc: Doc, *, anchor: date | None) -> Doc:
    """Marks the dates of a Doc, as published on ``anchor``; marks of an earlier call are replaced."""
    tense = parsed_tense(doc) if doc.has_annotation("DEP") else None
    spans = []
    relative = _measured_from(doc) if doc.has_annotation("DEP") else None
    for found in place_in_story(find_times(doc.text, anchor=anchor, tense=tense), relative=relative):
        span = covering(doc, found.start, found.end)
        span._.time = found.value
        spans.append(span)
    doc.spans["times"] = SpanGroup(doc, name="times", spans=spans)
    return doc


def _measured_from(doc: Doc) -> Callable[[int], tuple[bool, int] | None]:
    """Whether "two weeks after" that ends at a code point belongs to the clause behind it, and where its sentence begins."""

    def relative(end: int) -> tuple[bool, int] | None:
        span = doc.char_span(max(0, end - 1), end, alignment_mode="expand")
        if span is None or span[-1].i + 1 >= len(doc) or doc[span[-1].i + 1].is_punct:
            return None
        last = span[-1]
        # Not in "The day before it was signed, gangs attacked": the main verb comes later, or the clause hangs on "day".
        return last.dep_ == "mark" and last.head.head.i < last.i - 1, last.sent.start_char

    return relative


def parsed_tense(doc: Doc) -> Callable[[int], Direction | None]:
    """The direction of the clause around a code point, by the tense of the verb that governs it."""

    def direction(offset: int) -> Direction | None:
        span = doc.char_span(offset, offset + 1, alignment_mode="expand")
        verb = None if span is None else _verb_above(span[0])
        return None if verb is None else verb_direction(verb)

    return direction


def _verb_above(token: Token) -> Token | None:
    """The verb, or the copula's predicate, whose clause holds the token."""
    for node in (token, *token.ancestors):
        if node.pos_ in ("VERB", "AUX") or any(child.dep_ == "cop" for child in node.children):
            return node
    return None


def verb_direction(verb: Token) -> Direction | None:
    """Past or future as the verb and its auxiliaries say; an infinitive follows the verb it hangs on.

    "will arrive", "planned to send" look ahead; "arrived", "has arrived", "said" look back; a present tells nothing.
    """
    auxiliaries = [child for child in verb.children if child.dep_.split(":")[0] in ("aux", "cop")]
    words = {child.lower_ for child in auxiliaries}
    words |= {"to"} if any(child.dep_ == "mark" and child.lower_ == "to" for child in verb.children) else set()
    if words & _PERFECT:
        return "past"
    if words & _AHEAD_AUXILIARIES:
        return "future"
    if "to" in words:
        head = verb.head
        if verb.dep_.split(":")[0] in ("xcomp", "ccomp", "advcl", "acl") and head.i != verb.i:
            return "future" if head.lemma_.lower() in _AHEAD_VERBS else verb_direction(head)
        return None
    if any("Past" in child.morph.get("Tense", []) for child in auxiliaries):
        return "past"
    if "Past" in verb.morph.get("Tense", []):
        return "past"
    return None
