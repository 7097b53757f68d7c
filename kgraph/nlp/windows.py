"""Cuts an article's words into windows that the encoder can read, at paragraph and sentence ends.

A stretch without any such end that is too long for one window is read in windows that overlap; their scores are then
stitched together, each word's taken from the window in which it stands farthest from the edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kgraph.nlp.runtime import Scores

TARGET = 90  # words; more would read a little better and slower
LONGEST = 300  # words of one window
OVERLAP = 60  # words that two windows of one stretch share
LONGEST_STRETCH = 900  # words; what is longer without a sentence's end is no sentence, and cut here
_CLOSING = set("'\"’”»)]")
_OPENING = set("'\"‘“«([")
_NO_ARC = np.float32(-1e4)


def windows(
    words: Sequence[str], breaks: Sequence[bool], costs: Sequence[int], *, most_pieces: int
) -> Iterator[tuple[int, int]]:
    """(start, end) of each window over ``words``: whole sentences where possible, never more than ``most_pieces``.

    ``breaks[i]`` says that a paragraph begins at word i; ``costs[i]`` how many word pieces word i takes. Windows
    abut where a sentence plainly begins and overlap elsewhere.
    """
    starts = [i for i in range(len(words)) if i == 0 or breaks[i] or likely_start(words, i)]
    begin, pieces = 0, 0
    for this, following in pairwise([*starts, len(words)]):
        cost = sum(costs[this:following])
        full = following - begin > TARGET or pieces + cost > most_pieces
        if this > begin and (full or (breaks[this] and this - begin > TARGET // 3)):
            yield begin, this
            begin, pieces = this, 0
        pieces += cost
        if following - begin > LONGEST or pieces > most_pieces:
            yield from _overlapping(costs, begin, following, most_pieces)
            begin, pieces = following, 0
    if begin < len(words):
        yield begin, len(words)


def _overlapping(costs: Sequence[int], begin: int, end: int, most_pieces: int) -> Iterator[tuple[int, int]]:
    """Windows over a stretch that is too long for one."""
    stretch = begin
    while True:
        total, last = 0, begin
        while last < end and last - begin < LONGEST and total + costs[last] <= most_pieces:
            total += costs[last]
            last += 1
        last = max(last, begin + 1)  # a word that costs more than a window stands alone
        yield begin, last
        if last == end:
            return
        if last - stretch >= LONGEST_STRETCH:
            begin = stretch = last
        else:
            begin = max(last - min(OVERLAP, (last - begin) // 3), begin + 1)
            while begin < last and sum(costs[begin : last + 1]) > most_pieces:
                begin += 1  # the next word is dear: with all that overlap it would not fit


def stitch(pieces: Sequence[tuple[int, int]], scores: Sequence[Scores]) -> Iterator[tuple[int, int, Scores]]:
    """(start, end, scores) of each stretch: a window as it is, or the windows that overlap made one."""
    k = 0
    while k < len(pieces):
        upto = k + 1
        while upto < len(pieces) and pieces[upto][0] < pieces[upto - 1][1]:
            upto += 1
        if upto == k + 1:
            yield *pieces[k], scores[k]
        else:
            yield pieces[k][0], pieces[upto - 1][1], _joined(pieces[k:upto], scores[k:upto])
        k = upto


def _joined(pieces: Sequence[tuple[int, int]], scores: Sequence[Scores]) -> Scores:
    offset, n = pieces[0][0], pieces[-1][1] - pieces[0][0]
    middles = [(a + b - 1) / 2 - offset for a, b in pieces]
    owner = np.abs(np.arange(n)[:, None] - np.array(middles)).argmin(axis=1)
    heads = np.full((n, n + 1), _NO_ARC, dtype=np.float32)
    parts: dict[str, list[NDArray[Any]]] = {}
    rel_to = [scores[0].rel_to[:1]]
    for k, ((a, b), score) in enumerate(zip(pieces, scores, strict=True)):
        own = np.flatnonzero(owner == k)
        rows, left = own - (a - offset), a - offset
        heads[own, 0] = score.head[rows, 0]
        heads[own[:, None], np.arange(left, b - offset) + 1] = score.head[rows, 1:]
        rel_to.append(score.rel_to[rows + 1])
        for name in ("tag", "pos", "feats", "lemma", "start", "ner", "rel_of"):
            parts.setdefault(name, []).append(getattr(score, name)[rows])
    # The windows' own words follow one another, so what each gives of its own makes the stretch.
    joined: dict[str, Any] = {name: np.concatenate(values) for name, values in parts.items()}
    return Scores(head=heads, rel_to=np.concatenate(rel_to), **joined)


def likely_start(words: Sequence[str], i: int) -> bool:
    """Whether a sentence plainly begins at word i: after a full stop, with a capital or an opening quote."""
    before = i - 1
    while before > 0 and words[before] in _CLOSING:
        before -= 1
    if words[before] not in (".", "!", "?", "…", "..."):
        return False
    word = words[i]
    return word[:1].isupper() or word[:1].isdigit() or (word in _OPENING and word not in _CLOSING)
