"""Names from BILOU emissions: the best sequence of tags that is a sequence of names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray


def transitions(tags: Sequence[str], learnt: Sequence[Sequence[float]] = ()) -> NDArray[np.float32]:
    """(tags, tags): what a model has learnt, or 0, where the second may follow the first, else very little."""
    table = np.full((len(tags), len(tags)), -1e4, dtype=np.float32)
    for i, left in enumerate(tags):
        for j, right in enumerate(tags):
            inside = left[0] in "BI"
            if (right[0] in "IL" and right[2:] == left[2:]) if inside else right[0] in "OBU":
                table[i, j] = learnt[i][j] if len(learnt) else 0.0
    return table


def decode(emissions: NDArray[np.float32], tags: Sequence[str], table: NDArray[np.float32]) -> list[int]:
    """The best allowed tag sequence (Viterbi) for emissions of shape (n, tags)."""
    if not len(emissions):
        return []
    greedy: list[int] = emissions.argmax(axis=1).tolist()
    ends_well = tags[greedy[0]][0] in "OBU" and tags[greedy[-1]][0] in "OLU"
    if ends_well and not any(table[left, right] for left, right in pairwise(greedy)):
        return greedy  # the best tag of every word, and allowed: nothing can be better
    score = emissions[0] + np.array([0.0 if t[0] in "OBU" else -1e4 for t in tags])
    back = []
    for row in emissions[1:]:
        paths = score[:, None] + table
        back.append(paths.argmax(axis=0))
        score = paths.max(axis=0) + row
    score = score + np.array([0.0 if t[0] in "OLU" else -1e4 for t in tags])
    best = [int(score.argmax())]
    for step in reversed(back):
        best.append(int(step[best[-1]]))
    return best[::-1]


def spans(sequence: Sequence[int], tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, label) of every name in a tag sequence; end exclusive."""
    start = 0
    for i, k in enumerate(sequence):
        kind = tags[k][0]
        if kind in "BU":
            start = i
        if kind in "LU":
            yield start, i + 1, tags[k][2:]
