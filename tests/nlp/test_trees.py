"""The heads of a sentence form one tree with one root, the best that the scores allow."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.nlp.trees import best_tree


def is_tree(heads):
    """Whether one word is the root and every other word leads to it."""
    if list(heads).count(-1) != 1:
        return False
    for word in range(len(heads)):
        seen = set()
        while word >= 0:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word]
    return True


def total(scores, heads):
    return sum(scores[i, head + 1] for i, head in enumerate(heads))


def matrices(least, most):
    def of(n):
        cell = st.floats(-20, 20, allow_nan=False, width=32)
        return st.lists(cell, min_size=n * (n + 1), max_size=n * (n + 1)).map(
            lambda cells: np.array(cells, dtype=np.float32).reshape(n, n + 1)
        )

    return st.integers(least, most).flatmap(of)


@given(matrices(1, 12))
def test_heads_form_one_tree(scores):
    heads = best_tree(scores)
    assert len(heads) == len(scores)
    assert is_tree(heads)


TREES = {n: [t for t in product(range(-1, n), repeat=n) if is_tree(t)] for n in (1, 2, 3, 4)}


@given(matrices(1, 4))
def test_no_tree_of_a_short_sentence_scores_higher(scores):
    best = max(total(scores, tree) for tree in TREES[len(scores)])
    assert total(scores, best_tree(scores)) == pytest.approx(best, abs=1e-3)


@pytest.mark.parametrize("seed", range(5))
def test_no_tree_of_five_words_scores_higher(seed):
    numbers = np.random.default_rng(seed)
    trees = np.array([t for t in product(range(-1, 5), repeat=5) if is_tree(t)])
    for _ in range(100):
        scores = numbers.normal(scale=3, size=(5, 6)).astype(np.float32)
        scores[:, 0] += numbers.choice([-3, 0, 3])
        best = scores[np.arange(5)[None, :], trees + 1].sum(axis=1).max()
        assert total(scores, best_tree(scores)) == pytest.approx(best, abs=1e-3)


def test_scores_are_left_as_they_were():
    scores = np.array([[1, 0, 3], [1, 3, 0]], dtype=np.float32)
    before = scores.copy()
    best_tree(scores)
    assert (scores == before).all()


@pytest.mark.parametrize("n", [1, 2, 3, 40])
def test_equal_scores_still_make_a_tree(n):
    assert is_tree(best_tree(np.zeros((n, n + 1), dtype=np.float32)))


def test_a_word_never_heads_itself():
    scores = np.array([[0, 100, 1], [5, 0, 100]], dtype=np.float32)
    assert list(best_tree(scores)) == [1, -1]


def test_a_cycle_is_broken_where_it_costs_least():
    # Words 0 and 1 want each other; the root's arc to word 0 costs less than the one to word 1.
    scores = np.array([[8, 0, 10], [2, 10, 0]], dtype=np.float32)
    assert list(best_tree(scores)) == [-1, 0]


def test_the_second_best_root_gives_way():
    # All three words would be roots; one only may be.
    scores = np.array([[9, 0, 1, 1], [9, 8, 0, 1], [9, 8, 1, 0]], dtype=np.float32)
    assert list(best_tree(scores)) == [-1, 0, 0]
