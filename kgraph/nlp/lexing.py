"""Text cut into words, numbers and marks with their offsets: what the grammars of numbers, money and dates read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

# The repetitions are bounded so that no digit string, however long, is read more than a few times.
_TOKEN = re.compile(
    r"""(?P<n>[0-9]{1,3}(?:,[0-9]{3}){1,8}(?![0-9])(?:\.[0-9]+)?   # 1,234,567.8
          | [0-9]{1,3}(?:,[0-9]{2}){1,6},[0-9]{3}(?![0-9])(?:\.[0-9]+)?  # 12,34,567
          | [0-9]{1,3}(?:\.[0-9]{3}){1,6},[0-9]{1,2}(?![0-9])            # 1.234,56
          | (?<![0-9]\.)[0-9]+\.[0-9]+(?!\.?[0-9])
          | [0-9]+)
      | (?P<f>[¼½¾⅐-⅞])
      | (?P<w>[^\W\d_]+)
      | (?P<p>\S)""",
    re.VERBOSE,
)
DASHES = frozenset("-–—‑‐")
APOSTROPHES = frozenset("'’‘ʼ")


def word_list(text: str) -> list[str]:
    """The words of a lexicon entry written as one string."""
    return text.split()


class Token(NamedTuple):
    """``low`` is the text in lower case; ``kind`` is n (digits), f (½), w (letters), p (any other mark), e (none)."""

    low: str
    start: int
    end: int
    kind: str


END = Token("", -1, -1, "e")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value and where it stands: code points ``start`` to ``end`` (exclusive) of the text that was searched."""

    start: int
    end: int
    value: T


class Lexed:
    """A text and its tokens; an index outside the text answers an empty token, so that rules need no bounds."""

    __slots__ = ("parsed", "size", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [Token(m.group().lower(), m.start(), m.end(), m.lastgroup or "p") for m in _TOKEN.finditer(text)]
        self.size = len(self.tokens)
        self.parsed: dict[int, object] = {}  # what parse_number answered, for dates, money and quantities ask again

    def __getitem__(self, i: int) -> Token:
        return self.tokens[i] if 0 <= i < self.size else END

    def low(self, i: int) -> str:
        """The token in lower case; empty outside the text."""
        return self.tokens[i].low if 0 <= i < self.size else ""

    def printed(self, i: int) -> str:
        """The token as it stands in the text."""
        token = self[i]
        return self.text[token.start : token.end] if token.kind != "e" else ""

    def capital(self, i: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self[i].kind == "w" and self.text[self.tokens[i].start].isupper()

    def glued(self, i: int) -> bool:
        """Whether no space stands between token ``i - 1`` and token ``i``."""
        return 0 < i < self.size and self.tokens[i - 1].end == self.tokens[i].start

    def dash(self, i: int) -> bool:
        """Whether the token is a hyphen or a dash."""
        return self.low(i) in DASHES

    def words(self, i: int, *expected: str) -> bool:
        """Whether these words stand at ``i``, in this order."""
        return all(self.low(i + k) == word for k, word in enumerate(expected))

    def slice(self, first: int, stop: int) -> str:
        """The text of the tokens from ``first`` to ``stop`` (exclusive)."""
        return self.text[self.tokens[first].start : self.tokens[stop - 1].end]

    def found(self, first: int, stop: int, value: T) -> Found[T]:
        """``value`` at the place of the tokens from ``first`` to ``stop`` (exclusive)."""
        return Found(self.tokens[first].start, self.tokens[stop - 1].end, value)

    def sentence_end(self, i: int) -> bool:
        """Whether token ``i`` closes a sentence: a mark that no small letter or digit follows."""
        word = self.low(i)
        if word in ("!", "?", ";", ""):
            return True
        if word != ".":
            return False
        follower = self[i + 1]
        if self.glued(i + 1) and follower.kind in "wn":
            return False
        return follower.kind == "e" or not (follower.kind == "n" or (follower.kind == "w" and not self.capital(i + 1)))


class Phrases(Generic[T]):
    """Fixed phrases of one or more words and what they mean; the longest that fits at a token is taken."""

    def __init__(self, meanings: Mapping[str, T]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, meaning in meanings.items():
            first, *rest = phrase.split()
            self._by_first.setdefault(first, []).append((tuple(rest), meaning))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    @property
    def first_words(self) -> frozenset[str]:
        """The words with which a phrase can begin."""
        return frozenset(self._by_first)

    def at(self, lex: Lexed, i: int) -> tuple[T, int] | None:
        """The meaning of the phrase at token ``i`` and the token after it, or None."""
        for rest, meaning in self._by_first.get(lex.low(i), ()):
            if lex.words(i + 1, *rest):
                return meaning, i + 1 + len(rest)
        return None
