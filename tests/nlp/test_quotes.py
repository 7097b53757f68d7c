"""Quotations by their marks: curly, straight and single ones, apostrophes, paragraphs, marks that never close."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.nlp.quotes import LONGEST, find_quotations


def found(text):
    return [text[start:end] for start, end in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        # curly, low and angular marks
        ("“We left,” he said.", ["“We left,”"]),
        ("He said: „Wir gehen“ and left.", ["„Wir gehen“"]),
        ("Il dit « non » et partit.", ["« non »"]),
        ("“Go,” he said. “Now.”", ["“Go,”", "“Now.”"]),
        # straight marks
        ('"We left," he said. "All of us."', ['"We left,"', '"All of us."']),
        ('The so-called "bloc" met.', ['"bloc"']),
        ('("never")', ['"never"']),
        # single marks, and the apostrophes beside them
        ("‘We left,’ he said.", ["‘We left,’"]),
        ("'We can't go,' he said.", ["'We can't go,'"]),
        ("‘They don’t know the soldiers’ names,’ he said.", ["‘They don’t know the soldiers’ names,’"]),
        ("‘It is Kenya’s war.’", ["‘It is Kenya’s war.’"]),
        # quotations in quotations: the outer one only
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ('‘He said "no" to me,’ she said.', ['‘He said "no" to me,’']),
        # paragraphs: each opens anew, the last one closes
        ("“We held on.\n\n“Then we left,” he said.", ["“We held on.\n\n“Then we left,”"]),
        ("“We held on.”\n\nHe wept.", ["“We held on.”"]),
    ],
)
def test_quotations(text, quoted):
    assert found(text) == quoted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“",
        "Nobody spoke.",
        "Kenya's soldiers and the troops' rations",
        "The ’90s and the '80s were quiet.",
        "Ukraine ‘s army advanced.",
        "a 6'2\" guard",
        "“We held on, he said.\n\nNobody came.",  # never closed: the paragraph after it is not quoted
        "He said “" + "very " * LONGEST + "long",
    ],
)
def test_no_quotations(text):
    assert found(text) == []


def test_a_mark_left_open_does_not_swallow_the_next_quotation():
    assert found("“We held on, he said.\n\n“Go,” she said.\n\nThe end.")[-1].endswith("“Go,”")
    assert found("“We held on, he said.\n\nThen “Go,” she said.") == ["“Go,”"]


def test_an_unclosed_mark_ends_with_the_limit():
    text = "“" + "word " * LONGEST + "” later"
    assert found(text) == []


@given(st.text(alphabet="“”‘’\"'«»„ aAs.,\n", max_size=200))
def test_quotations_are_apart_and_in_order(text):
    last = 0
    for start, end in find_quotations(text):
        assert last <= start < end <= len(text)
        assert end - start >= 2
        last = end
