"""The text that the rules read is spaCy's Doc in all that they ask of it, whatever the tree."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from kgraph.nlp.tokens import Text, once

VOCAB = spacy.blank("en").vocab
PLAIN = (
    "i idx text lower_ lemma_ tag_ pos_ dep_ ent_type_ whitespace_ is_space is_punct is_alpha like_num".split()
)  # fmt: skip


@st.composite
def docs(draw):
    """A Doc of one to three sentences, each a tree in which anything may hang on anything."""
    words, heads, starts = [], [], []
    for _ in range(draw(st.integers(1, 3))):
        size, first = draw(st.integers(1, 7)), len(words)
        order = draw(st.permutations(range(size)))
        above = {order[0]: order[0]}
        for k in range(1, size):
            above[order[k]] = draw(st.sampled_from(order[:k]))
        heads += [first + above[k] for k in range(size)]
        starts += [k == 0 for k in range(size)]
        words += draw(
            st.lists(st.sampled_from(["Seoul", "said", ",", "12", "-", "\n\n", "it"]), min_size=size, max_size=size)
        )
    spaces = draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    deps = ["ROOT" if h == i else "dep" for i, h in enumerate(heads)]
    doc = Doc(VOCAB, words=words, spaces=spaces, heads=heads, deps=deps, tags=["NN"] * len(words), lemmas=words)
    for token, start in zip(doc, starts, strict=True):
        assert bool(token.is_sent_start) == start
    return doc


def places(tokens):
    return [t.i for t in tokens]


@given(docs())
def test_tokens_are_those_of_the_doc(doc):
    text = Text(doc)
    assert (text.text, len(text)) == (doc.text, len(doc))
    for mine, own in zip(text, doc, strict=True):
        assert [getattr(mine, name) for name in PLAIN] == [getattr(own, name) for name in PLAIN]
        for name in ("children", "lefts", "rights", "subtree"):
            assert places(getattr(mine, name)) == places(getattr(own, name))
        assert (mine.head.i, mine.left_edge.i) == (own.head.i, own.left_edge.i)
        assert (mine.sent.start, mine.sent.end) == (own.sent.start, own.sent.end)
        assert [mine.is_ancestor(t) for t in text] == [own.is_ancestor(t) for t in doc]


@given(docs(), st.integers(-9, 25), st.integers(-9, 25))
def test_spans_are_those_of_the_doc(doc, start, end):
    text = Text(doc)
    mine, own = text[start:end], doc[start:end]
    assert (mine.start, mine.end, mine.text, places(mine)) == (own.start, own.end, own.text, places(own))
    if len(own):
        assert (mine.start_char, mine.end_char, mine.root.i) == (own.start_char, own.end_char, own.root.i)
        assert (mine[0].i, mine[-1].i, mine[1:].text) == (own[0].i, own[-1].i, own[1:].text)
    found = doc.char_span(start, end, alignment_mode="expand") if 0 <= start < end else None
    if found is not None:
        mine = text.char_span(start, end)
        assert (mine.start, mine.end) == (found.start, found.end)


def test_names_and_spans_come_along():
    doc = Doc(VOCAB, words=["Rapid", "Support", "Forces", "left"])
    doc.ents = [Span(doc, 0, 3, label="ORG")]
    doc.spans["acronyms"] = [Span(doc, 0, 3, label="RSF")]
    text = Text(doc)
    assert [(e.text, e.label_) for e in (*text.ents, *text.spans["acronyms"])] == [
        ("Rapid Support Forces", "ORG"),
        ("Rapid Support Forces", "RSF"),
    ]
    assert text[0].ent_type_ == "ORG"


def test_what_stands_beside_a_token():
    text = Text(Doc(VOCAB, words=["Seoul", "said"]))
    assert (text[0].nbor(1).text, text[1].nbor(-1).text) == ("said", "Seoul")
    for token, step in ((text[0], -1), (text[1], 1)):
        with pytest.raises(IndexError):
            token.nbor(step)


def test_a_text_of_a_text_is_itself():
    text = Text(Doc(VOCAB, words=[]))
    assert Text.of(text) is text
    assert list(text) == text.ents == []


def test_a_function_of_a_token_is_worked_out_once():
    asked = []

    @once
    def length(token):
        """How long it is."""
        asked.append(token.text)
        return len(token)

    seoul = Text(Doc(VOCAB, words=["Seoul"]))[0]
    assert (length(seoul), length(seoul), asked) == (5, 5, ["Seoul"])
    assert length.__doc__ == "How long it is."
