"""Cuts an article's words into windows that the encoder can read, at paragraph and sentence ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

TARGET = 90  # words; the model was trained on windows of about this size
LONGEST = 160  # words; a sentence beyond this is cut
_CLOSING = set("'\"’”»)]")
_OPENING = set("'\"‘“«([")


def windows(
    words: Sequence[str], breaks: Sequence[bool], costs: Sequence[int], *, most_pieces: int
) -> Iterator[tuple[int, int]]:
    """(start, end) of each window over ``words``: whole sentences where possible, never more than ``most_pieces``.

    ``breaks[i]`` says that a paragraph begins at word i; ``costs[i]`` how many word pieces word i takes.
    """
    starts = [i for i in range(len(words)) if i == 0 or breaks[i] or likely_start(words, i)]
    begin, pieces = 0, 0
    for this, following in zip(starts, [*starts[1:], len(words)], strict=False):
        cost = sum(costs[this:following])
        full = following - begin > TARGET or pieces + cost > most_pieces
        if this > begin and (full or (breaks[this] and this - begin > TARGET // 3)):
            yield begin, this
            begin, pieces = this, 0
        pieces += cost
        while following - begin > LONGEST or pieces > most_pieces:
            cut = _cut(words, costs, begin, following, most_pieces)
            yield begin, cut
            begin, pieces = cut, sum(costs[cut:following])
    if begin < len(words):
        yield begin, len(words)


def likely_start(words: Sequence[str], i: int) -> bool:
    """Whether a sentence plainly begins at word i: after a full stop, with a capital or an opening quote."""
    before = i - 1
    while before > 0 and words[before] in _CLOSING:
        before -= 1
    if words[before] not in (".", "!", "?", "…", "..."):
        return False
    word = words[i]
    return word[:1].isupper() or word[:1].isdigit() or (word in _OPENING and word not in _CLOSING)


def _cut(words: Sequence[str], costs: Sequence[int], begin: int, end: int, most_pieces: int) -> int:
    """Where to cut a sentence that is too long: behind its last comma or semicolon that still fits."""
    total, last = 0, begin + 1
    for i in range(begin, end):
        total += costs[i]
        if total > most_pieces or i - begin >= LONGEST:
            return last if last > begin + 20 else max(i, begin + 1)
        if words[i] in (",", ";", ":", "–", "—"):
            last = i + 1
    return end
