"""Acronym definitions, on Docs built by hand: no language model."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from kgraph.nlp.acronyms import acronyms, find_acronyms, make_acronyms  # noqa: F401  (registers the factory)


def read(text, *, names=(), first=True):
    """A blank Doc of the text; ``names`` are (words, label) spans."""
    nlp = spacy.blank("en")
    doc = nlp.make_doc(text)
    function = {"'s": "POS", "’s": "POS", "to": "IN", "according": "VBG", "the": "DT", "by": "IN", "of": "IN"}
    tags = [function.get(t.text, "NNP" if t.text[0].isupper() else "NN") for t in doc]
    starts = [t.i == 0 for t in doc]
    spaces = [bool(t.whitespace_) for t in doc]
    doc = Doc(doc.vocab, words=[t.text for t in doc], spaces=spaces, tags=tags, sent_starts=starts)
    ents = []
    for words, label in names:
        start = text.index(words)
        ents.append(doc.char_span(start, start + len(words), label=label))
    doc.ents = [e for e in ents if isinstance(e, Span)]
    return doc


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("South Korea's National Intelligence Service (NIS) set out its case.", "NIS", "National Intelligence Service"),
        ("the paramilitary Rapid Support Forces (RSF) denied it.", "RSF", "Rapid Support Forces"),
        ("The International Atomic Energy Agency (IAEA) left.", "IAEA", "International Atomic Energy Agency"),
        ("The Organization of the Petroleum Exporting Countries (OPEC) met.", "OPEC",
         "Organization of the Petroleum Exporting Countries"),
        ("Another clip obtained by Ukraine’s Defence Intelligence (GUR) appeared.", "GUR", "Defence Intelligence"),
        ("the far-right Alternative for Germany (AfD) won.", "AfD", "Alternative for Germany"),
        ("The Rapid Support Forces, or RSF, denied it.", "RSF", "Rapid Support Forces"),
        ("Ukraine's military intelligence agency, known as HUR, says so.", "HUR", "military intelligence agency"),
        ("according to South Korea's spy agency, the NIS.", "NIS", "spy agency"),
        ("The NIS (National Intelligence Service) said so.", "NIS", "National Intelligence Service"),
    ],
)  # fmt: skip
def test_defined(text, short, long):
    found = {s: span.text for s, span in find_acronyms(read(text))}
    assert short in found
    assert found[short].endswith(long)
    assert len(found[short].split()) <= len(long.split()) + 3


@pytest.mark.parametrize(
    "text",
    [
        "BRUSSELS (AFP) - Ministers met.",
        "He said the troops (NATO) would come.",
        "Ministers, or EU, said.",
        "The talks between Iran, the US and others failed.",
        "the senator (R) said so.",
    ],
)
def test_not_defined(text):
    assert list(find_acronyms(read(text))) == []


def test_country_code_behind_a_person_is_no_acronym():
    assert list(find_acronyms(read("John Smith (USA) won.", names=[("John Smith", "PER")]))) == []


def test_component_writes_the_group_and_first_definition_holds():
    nlp = spacy.blank("en")
    component = nlp.add_pipe("kgraph_acronyms")
    doc = component(read("The Rapid Support Forces (RSF) fought. The Red Sea Fleet (RSF) sailed."))
    assert {k: v.text for k, v in acronyms(doc).items()} == {"RSF": "Rapid Support Forces"}


def test_without_the_component_there_are_none():
    assert acronyms(spacy.blank("en")("The Rapid Support Forces (RSF) fought.")) == {}
