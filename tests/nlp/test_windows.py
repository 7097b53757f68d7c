"""Windows hand every word to the encoder once, in order, in pieces that it can read."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kgraph.nlp.windows import LONGEST, TARGET, likely_start, windows

WORDS = st.sampled_from([".", ",", ";", "!", "”", "“", '"', "'", "Troops", "left", "12", "…", "–", "(", ")"])


@st.composite
def articles(draw):
    words = draw(st.lists(WORDS, min_size=1, max_size=700))
    n = len(words)
    breaks = draw(st.lists(st.booleans(), min_size=n, max_size=n))
    costs = draw(st.lists(st.integers(1, 40), min_size=n, max_size=n))
    return words, breaks, costs


@given(articles(), st.integers(40, 500))
def test_every_word_once_in_order_within_limits(article, most):
    words, breaks, costs = article
    found = list(windows(words, breaks, costs, most_pieces=most))
    assert found[0][0] == 0
    assert found[-1][1] == len(words)
    assert all(before[1] == after[0] for before, after in pairwise(found))
    for begin, end in found:
        assert 0 < end - begin <= LONGEST
        assert sum(costs[begin:end]) <= most


def cut(words, *, breaks=None, cost=1, most=500):
    breaks = breaks or [False] * len(words)
    return list(windows(words, breaks, [cost] * len(words), most_pieces=most))


def test_a_short_article_is_one_window():
    assert cut("They left .".split()) == [(0, 3)]


def test_no_words_are_no_windows():
    assert cut([]) == []


def test_a_word_that_costs_more_than_a_window_stands_alone():
    assert cut(["a", "b", "c"], cost=9, most=5) == [(0, 1), (1, 2), (2, 3)]


def test_windows_end_with_sentences():
    sentence = ["Troops", "moved", "north", "on", "Monday", "night", "."]
    words = sentence * 40
    ends = [end for _, end in cut(words)]
    assert len(ends) > 2
    assert all(end % len(sentence) == 0 for end in ends)


def test_a_long_sentence_is_cut_behind_a_comma():
    words = (["word"] * 29 + [","]) * 8
    begin, end = cut(words)[0]
    assert (begin, words[end - 1]) == (0, ",")
    assert end <= LONGEST


def test_a_paragraph_ends_a_window_that_is_full_enough():
    words = ["word"] * 60
    breaks = [k == 50 for k in range(60)]
    assert cut(words, breaks=breaks) == [(0, 50), (50, 60)]
    assert cut(words, breaks=[k == 5 for k in range(60)]) == [(0, 60)]
    assert TARGET // 3 > 5


def test_where_a_sentence_plainly_begins():
    assert likely_start(["left", ".", "They"], 2)
    assert likely_start(["left", ".", "”", "They"], 3)
    assert likely_start(["left", ".", "“"], 2)
    assert likely_start(["left", "?", "1,200"], 2)
    assert not likely_start(["left", ".", "they"], 2)
    assert not likely_start(["left", ",", "They"], 2)
    assert not likely_start(["left", ".", "”"], 2)
