"""The spaCy components that mark quantities, money and dates, on Docs with and without a parse."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from spacy.tokens import Doc

from kgraph.nlp import quantity_spans, time_spans
from kgraph.nlp.time_spans import mark_times

TEXT = "Up to 3,000 troops could arrive on Sunday under a $2bn deal signed in June."

LEMMAS = {"planned": "plan", "scopes": "scope"}


@pytest.fixture
def nlp():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("kgraph_times")
    pipeline.add_pipe("kgraph_quantities")
    return pipeline


def test_marks_a_doc_without_parse(nlp):
    doc = nlp.make_doc(TEXT)
    doc._.published = date(2024, 10, 25)
    for _, component in nlp.pipeline:
        doc = component(doc)
    (quantity,) = doc.spans["quantities"]
    assert (quantity.text, quantity._.quantity.max, quantity._.quantity.unit) == ("Up to 3,000", 3000, "troops")
    (money,) = doc.spans["money"]
    assert (money._.money.amount, money._.money.currency) == (2e9, "USD")
    sunday, june = doc.spans["times"]
    assert sunday._.time.start == date(2024, 10, 27)
    assert (june.text, june._.time.end) == ("June", date(2024, 6, 30))


def test_without_a_date_of_publication_the_dates_wait_for_one(nlp):
    doc = nlp(TEXT)
    assert [span._.time.start for span in doc.spans["times"]] == [None, None]
    mark_times(doc, anchor=date(2024, 10, 25))
    assert doc.spans["times"][0]._.time.start == date(2024, 10, 27)


def test_an_empty_doc_has_empty_groups(nlp):
    doc = nlp("")
    assert [len(doc.spans[name]) for name in ("times", "quantities", "money")] == [0, 0, 0]


def test_extensions_can_be_registered_twice(nlp):
    quantity_spans.QuantityMarker(nlp, "again")
    time_spans.TimeMarker(nlp, "again")


def parsed(words, heads, deps, pos, morphs=None):
    return Doc(
        spacy.blank("en").vocab,
        words=words,
        heads=heads,
        deps=deps,
        pos=pos,
        morphs=morphs,
        lemmas=[LEMMAS.get(word, word) for word in words],
    )


def test_the_parse_gives_the_unit():
    doc = parsed(
        ["They", "sent", "40", "night", "vision", "scopes"],
        [1, 1, 5, 5, 5, 1],
        ["nsubj", "ROOT", "nummod", "compound", "compound", "obj"],
        ["PRON", "VERB", "NUM", "NOUN", "NOUN", "NOUN"],
    )
    marker = quantity_spans.QuantityMarker(spacy.blank("en"), "marker")
    (span,) = marker(doc).spans["quantities"]
    assert span._.quantity.unit == "scopes"


@pytest.mark.parametrize(
    ("words", "heads", "deps", "pos", "morphs", "expected"),
    [
        (
            ["They", "visit", "on", "Monday"], [1, 1, 3, 1], ["nsubj", "ROOT", "case", "obl"],
            ["PRON", "VERB", "ADP", "PROPN"], ["", "Tense=Past", "", ""], date(2024, 10, 21),
        ),
        (
            ["They", "will", "visit", "on", "Monday"], [2, 2, 2, 4, 2], ["nsubj", "aux", "ROOT", "case", "obl"],
            ["PRON", "AUX", "VERB", "ADP", "PROPN"], ["", "", "", "", ""], date(2024, 10, 28),
        ),
        (
            ["They", "planned", "to", "visit", "on", "Monday"], [1, 1, 3, 1, 5, 3],
            ["nsubj", "ROOT", "mark", "xcomp", "case", "obl"], ["PRON", "VERB", "PART", "VERB", "ADP", "PROPN"],
            ["", "Tense=Past", "", "", "", ""], date(2024, 10, 28),
        ),
    ],
)  # fmt: skip
def test_the_governing_verb_gives_the_direction(words, heads, deps, pos, morphs, expected):
    time_spans.TimeMarker(spacy.blank("en"), "marker")
    doc = mark_times(parsed(words, heads, deps, pos, morphs), anchor=date(2024, 10, 25))
    assert [span._.time.start for span in doc.spans["times"]] == [expected]
