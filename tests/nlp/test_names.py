"""Names: the best tag sequence that is a sequence of names."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.nlp.names import decode, spans, transitions

TAGS = ["O", "B-LOC", "I-LOC", "L-LOC", "U-LOC", "B-PER", "I-PER", "L-PER", "U-PER"]
TABLE = transitions(TAGS)


def allowed(sequence):
    """Whether tags (as text) open, continue and close names of one kind."""
    inside = None
    for tag in sequence:
        kind = tag[2:]
        if tag[0] in "IL":
            if inside != kind:
                return False
            inside = kind if tag[0] == "I" else None
        else:
            if inside is not None:
                return False
            inside = kind if tag[0] == "B" else None
    return inside is None


def emissions(least, most):
    cell = st.floats(-10, 10, allow_nan=False, width=32)
    return st.integers(least, most).flatmap(
        lambda n: st.lists(cell, min_size=n * len(TAGS), max_size=n * len(TAGS)).map(
            lambda cells: np.array(cells, dtype=np.float32).reshape(n, len(TAGS))
        )
    )


@given(emissions(0, 12))
def test_only_whole_names_come_out(scores):
    sequence = decode(scores, TAGS, TABLE)
    assert len(sequence) == len(scores)
    assert allowed([TAGS[k] for k in sequence])


@given(emissions(1, 3))
def test_no_allowed_sequence_scores_higher(scores):
    def total(sequence):
        return sum(scores[i, k] for i, k in enumerate(sequence))

    every = [s for s in product(range(len(TAGS)), repeat=len(scores)) if allowed([TAGS[k] for k in s])]
    assert total(decode(scores, TAGS, TABLE)) == pytest.approx(max(map(total, every)), abs=1e-3)


@pytest.mark.parametrize(
    ("sequence", "names"),
    [
        ("O O", []),
        ("U-LOC O U-PER", [(0, 1, "LOC"), (2, 3, "PER")]),
        ("B-PER I-PER L-PER O", [(0, 3, "PER")]),
        ("B-LOC L-LOC B-LOC L-LOC", [(0, 2, "LOC"), (2, 4, "LOC")]),
    ],
)
def test_spans_of_a_sequence(sequence, names):
    assert list(spans([TAGS.index(t) for t in sequence.split()], TAGS)) == names
