"""A sentence's dependency tree that can be turned: words change places, and it is one tree after every change."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from spacy.attrs import DEP, HEAD, POS  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.tokens import Doc, Span, Token


class Tree:
    """The tree of one sentence while it is turned; words by their number in the sentence, the root is its own head."""

    def __init__(self, sentence: Span) -> None:
        self.words: list[Token] = list(sentence)
        self.start, size = sentence.start, len(sentence)
        self.deps = [t.dep_ for t in self.words]
        self.pos = [t.pos_ for t in self.words]
        self.heads = [t.head.i - self.start if 0 <= t.head.i - self.start < size else k for k, t in enumerate(sentence)]
        roots = [k for k, head in enumerate(self.heads) if head == k]
        self.root = next((k for k in roots if self.words[k].is_alpha), roots[0])
        for k in roots:  # a second root is a main clause beside the main clause
            self.heads[k] = self.root
            self.deps[k] = "ROOT" if k == self.root else "punct" if self.words[k].is_punct else "parataxis"
        self._below: list[set[int]] = [set() for _ in self.words]
        for k, head in enumerate(self.heads):
            if k != self.root:
                self._below[head].add(k)

    def children(self, k: int, *deps: str) -> list[int]:
        """The dependents of a word in order, of these labels if any are given."""
        return [c for c in sorted(self._below[k]) if not deps or self.deps[c] in deps]

    def attach(self, k: int, head: int, dep: str | None = None) -> None:
        """Hangs a word on another; the root, and a word above its new head, stay where they are."""
        above = head
        while above not in (k, self.root):
            above = self.heads[above]
        if above == k:
            return
        self._below[self.heads[k]].discard(k)
        self._below[head].add(k)
        self.heads[k], self.deps[k] = head, dep or self.deps[k]

    def lift(self, k: int, dep: str) -> list[int]:
        """Puts a word in the place of its head, which hangs on it as ``dep``; returns the head's other dependents."""
        below = self.heads[k]
        others = [c for c in self.children(below) if c != k]
        self._below[below].discard(k)
        if below == self.root:
            self.root = self.heads[k] = k
        else:
            self._below[self.heads[below]].discard(below)
            self._below[self.heads[below]].add(k)
            self.heads[k] = self.heads[below]
        self._below[k].add(below)
        self.heads[below], self.deps[k], self.deps[below] = k, self.deps[below], dep
        return others

    def subtree(self, k: int) -> Iterator[int]:
        """A word and all that hangs on it, in no order."""
        agenda = [k]
        while agenda:
            yield (word := agenda.pop())
            agenda.extend(self._below[word])

    def bottom_up(self) -> list[int]:
        """Every word after its dependents."""
        order = [self.root]
        for k in order:
            order.extend(self.children(k))
        return order[::-1]

    def low(self, k: int) -> str:
        """The word in lower case."""
        return self.words[k].lower_


def write(doc: Doc, trees: list[Tree]) -> None:
    """Writes the trees of all sentences into their Doc; spaCy derives the sentences from the heads."""
    strings = doc.vocab.strings
    columns = np.zeros((len(doc), 3), dtype=np.uint64)
    for tree in trees:
        for k, head in enumerate(tree.heads):
            offset = (head - k) % (1 << 64)  # from_array reads the offset to the head as a signed number
            columns[tree.start + k] = strings.add(tree.pos[k]), strings.add(tree.deps[k]), offset
    doc.from_array([POS, DEP, HEAD], columns)  # type: ignore[arg-type]  # stubs know no unsigned arrays
