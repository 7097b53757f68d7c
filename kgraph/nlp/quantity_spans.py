"""The spaCy component that marks counted amounts and money: doc.spans["quantities"], doc.spans["money"]."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.tokens import Token as SpacyToken

from kgraph.nlp.dates import times_in
from kgraph.nlp.lexing import Found, Lexed
from kgraph.nlp.money import money_in
from kgraph.nlp.quantities import quantities_in
from kgraph.nlp.unitwords import is_plural
from kgraph.types import Quantity

T = TypeVar("T")

_NOUNS = ("NOUN", "PROPN")
_SETTLED = ("percent", "share")


def register(name: str) -> None:
    """Declares the span extension ``name`` unless it is there already."""
    if not Span.has_extension(name):
        Span.set_extension(name, default=None)


@Language.factory("kgraph_quantities", assigns=["doc.spans"])
class QuantityMarker:
    """Writes SpanGroups of amounts; ``span._.quantity`` and ``span._.money`` hold the records.

    On a parsed Doc the unit is the noun that the number modifies; without a parse the words decide.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        register("quantity")
        register("money")

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with its quantities and money marked."""
        lex = Lexed(doc.text)
        money = money_in(lex)
        edges = [(f.start, f.end) for f in money] + _time_edges(doc, lex)
        doc.spans["money"] = SpanGroup(doc, name="money", spans=[_mark(doc, f, "money") for f in money])
        spans = []
        for found in quantities_in(lex, taken=edges):
            span = _mark(doc, found, "quantity")
            span._.quantity = _with_unit(span, found.value)
            spans.append(span)
        doc.spans["quantities"] = SpanGroup(doc, name="quantities", spans=spans)
        return doc


def _time_edges(doc: Doc, lex: Lexed) -> list[tuple[int, int]]:
    """Where the dates of the Doc stand, as an earlier component marked them or as they are found now."""
    if "times" in doc.spans:
        return [(span.start_char, span.end_char) for span in doc.spans["times"]]
    return [(found.start, found.end) for found in times_in(lex, anchor=None)]


def covering(doc: Doc, start: int, end: int) -> Span:
    """The span of whole tokens that covers the code points ``start`` to ``end``."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no token stands at {start}:{end}")
    return span


def _mark(doc: Doc, found: Found[T], extension: str) -> Span:
    """The span of tokens that covers what was found, with its record."""
    span = covering(doc, found.start, found.end)
    span._.set(extension, found.value)
    return span


def _with_unit(span: Span, quantity: Quantity) -> Quantity:
    """The quantity with the unit that the parse gives, where it is a noun after the number."""
    if not span.doc.has_annotation("DEP") or quantity.unit in _SETTLED:
        return quantity
    noun = _counted_noun(span)
    if noun is None or (quantity.unit is not None and not _better(noun, quantity.unit)):
        return quantity
    return replace(quantity, unit=noun.text)


def _better(noun: SpacyToken, unit: str) -> bool:
    """Whether the parse's noun may replace the one that the words gave: a plural for a plural, a singular for one."""
    return noun.text != unit and noun.pos_ == "NOUN" and is_plural(noun.lower_) >= is_plural(unit.lower())


def _counted_noun(span: Span) -> SpacyToken | None:
    """The noun that a number of the span modifies (nummod), or that "thousands of" governs (nmod)."""
    inside = range(span.start, span.end)
    for token in span:
        if token.dep_.split(":")[0] == "nummod" and token.head.i not in inside and token.head.i > token.i:
            return token.head if token.head.pos_ in _NOUNS and token.head.is_alpha else None
    root = span.root
    for child in root.children:
        of = child.dep_ == "nmod" and any(c.dep_ == "case" and c.lower_ == "of" for c in child.children)
        if of and child.i >= span.end and child.pos_ in _NOUNS:
            return child
    return None
