"""Well-formed dependency trees from arc scores: the best head of every word, then a maximum spanning tree."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def best_tree(scores: Floats) -> Ints:
    """The head of each word of one sentence, as a tree with exactly one root.

    ``scores`` has shape (n, n + 1): row i scores the heads of word i, column 0 stands for the root, column
    j + 1 for word j. Returns n heads: -1 for the root word, else the index of the head word.
    """
    n = scores.shape[0]
    arcs = scores.astype(np.float64).copy()
    arcs[np.arange(n), np.arange(n) + 1] = -np.inf
    heads: Ints = arcs.argmax(axis=1) - 1
    if (heads == -1).sum() == 1 and not _cycle(heads):
        return heads
    # What every root costs alike leaves the best tree of one root the best, and any second root too dear.
    finite = arcs[np.isfinite(arcs)]
    arcs[:, 0] -= 1.0 + 2 * n * (finite.max() - finite.min())
    return _chu_liu_edmonds(arcs)


def _cycle(heads: Ints) -> list[int]:
    """The words of one cycle, or an empty list."""
    colour = [0] * len(heads)
    for start in range(len(heads)):
        path: list[int] = []
        node = start
        while node >= 0 and colour[node] == 0:
            colour[node] = 1
            path.append(node)
            node = int(heads[node])
        if node >= 0 and colour[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            colour[seen] = 2
    return []


def _chu_liu_edmonds(arcs: NDArray[np.float64]) -> Ints:
    """Maximum spanning arborescence of ``arcs`` (n, n + 1), by contracting cycles; root arcs in column 0."""
    n = arcs.shape[0]
    heads: Ints = arcs.argmax(axis=1) - 1
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(n, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    kept = len(outside)
    # The cycle becomes one node (the last); what it gains by an arc into it is the arc less the arc it breaks.
    broken = arcs[cycle, heads[cycle] + 1]
    into = arcs[cycle][:, np.concatenate(([0], outside + 1))] - broken[:, None]
    out_of = arcs[outside][:, np.asarray(cycle) + 1] if kept else np.zeros((0, len(cycle)))
    small = np.full((kept + 1, kept + 2), -np.inf)
    small[:kept, : kept + 1] = arcs[outside][:, np.concatenate(([0], outside + 1))]
    if kept:
        small[:kept, kept + 1] = out_of.max(axis=1)
    small[kept, : kept + 1] = into.max(axis=0)
    contracted = _chu_liu_edmonds(small)
    result: Ints = heads.copy()
    for row, word in enumerate(outside):
        head = contracted[row]
        result[word] = cycle[int(out_of[row].argmax())] if head == kept else (-1 if head < 0 else outside[head])
    entry = contracted[kept]
    breaks = int(into[:, entry + 1].argmax())
    result[cycle[breaks]] = -1 if entry < 0 else outside[entry]
    return result
