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
    if (heads == -1).sum() == 1 and not _is_cyclic(heads):
        return heads
    # What every root costs alike leaves the best tree of one root the best, and any second root too dear.
    finite = arcs[np.isfinite(arcs)]
    arcs[:, 0] -= 1.0 + 2 * n * (finite.max() - finite.min())
    return _Arborescence(arcs).solve()


def _is_cyclic(heads: Ints) -> bool:
    seen = [0] * len(heads)
    for start in range(len(heads)):
        node = start
        while node >= 0 and not seen[node]:
            seen[node] = start + 1
            node = int(heads[node])
        if node >= 0 and seen[node] == start + 1:
            return True
    return False


class _Arborescence:
    """Maximum spanning arborescence of (n, n + 1) arcs, root arcs in column 0, in O(n squared) steps (Gabow et al. 1986).

    Paths grow backwards along the best arcs; a cycle becomes one node, in place, under the number of one of its words.
    """

    def __init__(self, arcs: NDArray[np.float64]) -> None:
        n = len(arcs)
        self.arcs = np.concatenate((arcs[:, 1:], arcs[:, :1]), axis=1)  # the root is node n
        self.source = np.tile(np.append(np.arange(n), -1), (n, 1))  # words at both ends of each arc between nodes
        self.target = np.tile(np.arange(n)[:, None], (1, n + 1))
        self.label = list(range(n))  # of each node; a label is a word or, from n on, a cycle
        self.parts: list[list[int]] = []  # of each cycle, labels
        self.within: dict[int, int] = {}  # label -> label of the cycle that it lies in
        self.chosen: dict[int, tuple[int, int]] = {}  # label -> the words of its best arc: head, dependent
        self.heads: Ints = np.full(n, -1, dtype=np.int64)

    def solve(self) -> Ints:
        n = len(self.heads)
        done = [False] * n + [True]
        alive = [True] * n
        for start in range(n):
            path = [start] if alive[start] and not done[start] else []
            while path:
                node = path[-1]
                above = int(self.arcs[node].argmax())
                self.chosen[self.label[node]] = (int(self.source[node, above]), int(self.target[node, above]))
                if done[above]:
                    for member in path:
                        done[member] = True
                    path = []
                elif above in path:
                    cycle = path[path.index(above) :]
                    for member in cycle[1:]:
                        alive[member] = False
                    self._contract(cycle)
                    del path[-len(cycle) + 1 :]
                else:
                    path.append(above)
        for node in range(n):
            if alive[node]:
                self._enter(self.label[node])
        for number in range(len(self.parts) - 1, -1, -1):
            for label in self.parts[number]:
                if label in self.chosen:
                    self._enter(label)
        return self.heads

    def _contract(self, cycle: list[int]) -> None:
        nodes = np.array(cycle)
        best = self.arcs[nodes].max(axis=1)
        # What an arc into the cycle gains is its score less that of the arc which it breaks.
        into = self.arcs[nodes] - best[:, None]
        by, columns = into.argmax(axis=0), np.arange(into.shape[1])
        node, others = cycle[0], nodes[1:]
        self.source[node], self.target[node] = self.source[nodes[by], columns], self.target[nodes[by], columns]
        self.arcs[node] = into[by, columns]
        out = self.arcs[:, nodes]
        by, rows = out.argmax(axis=1), np.arange(len(out))
        self.source[:, node], self.target[:, node] = self.source[rows, nodes[by]], self.target[rows, nodes[by]]
        self.arcs[:, node] = out[rows, by]
        self.arcs[:, others] = self.arcs[node, node] = -np.inf
        label = len(self.heads) + len(self.parts)
        self.parts.append([self.label[k] for k in cycle])
        self.within.update(dict.fromkeys(self.parts[-1], label))
        self.label[node] = label

    def _enter(self, label: int) -> None:
        """Takes the best arc of a word or cycle; all cycles around the word that it ends at lose their own arc there."""
        head, word = self.chosen[label]
        self.heads[word] = head
        inner = word
        while inner != label:
            self.chosen.pop(inner, None)
            inner = self.within[inner]
        self.chosen.pop(label)
