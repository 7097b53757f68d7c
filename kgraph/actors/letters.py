"""An index of very many names that is ready at once: names are folded when the first one of their letter is asked for.

Folding is most of the cost of an index, and a text asks for a few of the hundred thousand towns of the world.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import chain
from typing import Generic, TypeVar

from kgraph.ids import fold

T = TypeVar("T")


class ByLetter(Generic[T]):
    """Numbers (places in a list or file) by the folded name of what stands there."""

    def __init__(self, entries: Mapping[str, list[T]], read: Callable[[T], tuple[str, int]]) -> None:
        """Take entries by the first character of their name; ``read`` makes name and number of an entry."""
        self._read = read
        self._unread: dict[str, list[list[T]]] = defaultdict(list)
        self._known: dict[str, dict[str, list[int]]] = {}
        for first, some in entries.items():
            self._unread[_letter(first)].append(some)

    def get(self, key: str) -> list[int]:
        """The numbers under a folded name, each once, in ascending order."""
        # A name that begins with an accent, an apostrophe or the like may fold to any letter.
        return sorted({n for letter in {_letter(key[:1]), ""} for n in self._of(letter).get(key, ())})

    def _of(self, letter: str) -> dict[str, list[int]]:
        if letter not in self._known:
            known: dict[str, list[int]] = {}
            for entry in chain.from_iterable(self._unread.pop(letter, ())):
                name, number = self._read(entry)
                known.setdefault(_key(name), []).append(number)
            self._known[letter] = known
        return self._known[letter]


def _letter(first: str) -> str:
    """The letter that the folded name begins with, where its first character alone says it; else nothing."""
    return first.lower() if first.isascii() and first.isalpha() else ""


def _key(name: str) -> str:
    """``fold(name)``, without its cost for plain words."""
    words = name.replace("-", " ").split()
    return " ".join(words).lower() if name.isascii() and "".join(words).isalpha() else fold(name)
