"""Windows hand every word to the encoder, in order, in pieces that it can read; overlapping ones are made one."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kgraph.nlp.runtime import Scores
from kgraph.nlp.windows import LONGEST, LONGEST_STRETCH, OVERLAP, TARGET, likely_start, stitch, windows

WORDS = st.sampled_from([".", ",", ";", "!", "”", "“", '"', "'", "Troops", "left", "12", "…", "–", "(", ")"])


@st.composite
def articles(draw):
    words = draw(st.lists(WORDS, min_size=1, max_size=700))
    n = len(words)
    breaks = draw(st.lists(st.booleans(), min_size=n, max_size=n))
    costs = draw(st.lists(st.integers(1, 40), min_size=n, max_size=n))
    return words, breaks, costs


@given(articles(), st.integers(40, 500))
def test_every_word_in_order_within_limits(article, most):
    words, breaks, costs = article
    found = list(windows(words, breaks, costs, most_pieces=most))
    assert found[0][0] == 0
    assert found[-1][1] == len(words)
    assert all(a < c <= b < d for (a, b), (c, d) in pairwise(found))
    assert all(b - c <= OVERLAP for (_, b), (c, _) in pairwise(found))
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


def test_a_sentence_longer_than_a_window_is_read_in_windows_that_overlap():
    words = ["Troops", "moved", ".", "They", *["went"] * 700]
    found = cut(words)
    assert found[0] == (0, 3)
    assert found[1] == (3, 3 + LONGEST)
    assert all(before[1] - after[0] == OVERLAP for before, after in pairwise(found[1:]))


def test_a_text_without_any_sentence_is_cut_now_and_then():
    found = cut(["word"] * 5 * LONGEST_STRETCH)
    apart = [b for (_, a), (b, _) in pairwise(found) if a == b]
    assert apart
    assert all(after - before <= LONGEST_STRETCH + LONGEST for before, after in pairwise([0, *apart]))


def scores_of(begin, end):
    """Scores that tell of each word which window read it, and of each arc its words."""
    n, here = end - begin, np.arange(begin, end)
    heads = np.concatenate((np.full((n, 1), -1.0), here[:, None] * 1000.0 + here[None, :]), axis=1)
    vectors = np.stack([here, np.full(n, begin)], axis=1).astype("f")
    root = np.zeros((1, 2), dtype="f")
    return Scores(
        here, here, here, here, here.astype("f"), vectors, heads.astype("f"), vectors, np.concatenate((root, vectors))
    )


@given(articles(), st.integers(40, 500))
def test_stitched_windows_give_every_word_once(article, most):
    words, breaks, costs = article
    found = list(windows(words, breaks, costs, most_pieces=most))
    whole = list(stitch(found, [scores_of(a, b) for a, b in found]))
    assert [i for a, b, s in whole for i in s.tag] == list(range(len(words)))
    for begin, end, score in whole:
        n = end - begin
        assert score.head.shape == (n, n + 1)
        assert (score.rel_to[1:, 0] == np.arange(begin, end)).all()
        assert (score.rel_of == score.rel_to[1:]).all()
        reached = score.head[:, 1:] > -1e3
        rows, columns = np.nonzero(reached)
        assert (score.head[:, 1:][reached] == (rows + begin) * 1000.0 + columns + begin).all()
        assert (score.head[:, 0] == -1).all()
        assert reached[np.arange(n), np.arange(n)].all()


def test_an_overlap_is_shared_by_its_middle():
    (one,) = stitch([(0, 10), (6, 16)], [scores_of(0, 10), scores_of(6, 16)])
    assert one[2].ner[:, 1].tolist() == [0] * 8 + [6] * 8


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
