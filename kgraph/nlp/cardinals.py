"""Reads one whole number, in figures or in words: 1,500; 40 000; 8m; two hundred and fifty; 3 hundred and 21."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from kgraph.nlp.lexing import Lexed, word_list
from kgraph.nlp.numberwords import DENOMINATORS, DOZENS, GLUED_MEASURES, ONES, SCALES, SMALL, SUFFIXES

MAX_DIGITS = 18
ARTICLES = ("a", "an")
_GLUED_CODES = frozenset(("USD", "EUR", "GBP", "JPY", "RUB", "CNY", "RMB", "元"))
# After these, "8m" is a length and not eight million.
_LENGTHS = frozenset(
    word_list("long wide tall high deep away above below from race sprint north south east west radius")
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number between tokens: ``low`` and ``high`` differ for "dozens"; ``high`` is None where it has no bound.

    ``form`` is digits, words, fraction or vague; ``mantissa`` and ``scale`` let a range share its last word
    ("five to six thousand"); ``end`` is the token after the number.
    """

    low: float
    high: float | None
    end: int
    form: str
    scale: float = 1.0

    @property
    def mantissa(self) -> float:
        """The number without its scale word: 6 for "six thousand"."""
        return self.low / self.scale

    def times(self, scale: float, end: int) -> Number:
        """The same number multiplied by a scale word."""
        high = None if self.high is None else self.high * scale
        return replace(self, low=self.low * scale, high=high, scale=self.scale * scale, end=end)


def digits_value(printed: str) -> float | None:
    """The value of a digit token such as 1,234.5 or 1.234,56; None for what is too long to be an amount."""
    if len(printed) > MAX_DIGITS + 8 or sum(c.isdigit() for c in printed) > MAX_DIGITS:
        return None
    if "," in printed and "." in printed and printed.rindex(".") < printed.rindex(","):
        printed = printed.replace(".", "").replace(",", ".")
    return float(printed.replace(",", ""))


def parse_figures(lex: Lexed, i: int) -> Number | None:
    """A number in figures with the scale that follows it: 1,500; 40 000; 1.5bn; 8m; 2 million; 2½."""
    if lex[i].kind != "n":
        return None
    value, j = digits_value(lex.low(i)), i + 1
    if value is None:
        return None
    if lex.low(i).isdigit() and len(lex.low(i)) <= 3:
        value, j = _spaced_groups(lex, i, value)
    if lex[j].kind == "f" and lex.glued(j):
        value, j = value + unicodedata.numeric(lex.low(j)), j + 1
    number = Number(value, value, j, "digits")
    if lex[j].kind != "w" and not (lex.dash(j) and lex.glued(j)):
        return number
    return _digits_scaled(lex, number)


def _spaced_groups(lex: Lexed, i: int, value: float) -> tuple[float, int]:
    """Figures in groups of three with single spaces between them: 1 234 567."""
    j, parts = i + 1, [lex.low(i)]
    while len(parts) < 6 and lex[j].kind == "n" and lex[j].start - lex[j - 1].end == 1:
        group = lex.low(j)
        if not (len(group) == 3 and group.isdigit()) and not (group[3:4] == "." and group[:3].isdigit()):
            break
        parts.append(group)
        j += 1
    if len(parts) == 1 or (lex[j].kind == "n" and lex[j].start - lex[j - 1].end == 1):
        return value, i + 1
    return float("".join(parts)), j


def _digits_scaled(lex: Lexed, number: Number) -> Number | None:
    """The scale after figures. Letters glued to figures that are no scale make them a name or a measure: None."""
    j, word = number.end, lex.low(number.end)
    if lex.dash(j):  # $1.64-billion
        scale = SCALES.get(lex.low(j + 1)) if lex.glued(j + 1) else None
        return number if scale is None else number.times(scale, j + 2)
    if word in SUFFIXES and not (lex.glued(j + 1) and lex[j + 1].kind in "wn"):
        calibre = word == "mm" and lex.printed(j) == "mm"
        length = word == "m" and (lex.low(j + 1) in _LENGTHS or lex.dash(j + 1) or lex.low(j + 1) == "/")
        if lex.glued(j):
            return None if calibre or length else number.times(SUFFIXES[word], j + 1)
        return number
    scale = SCALES.get(word)
    if scale is not None:
        return number.times(scale, j + 1)
    return None if lex.glued(j) and lex.printed(j) not in _GLUED_CODES and word not in GLUED_MEASURES else number


def parse_cardinal(lex: Lexed, i: int) -> Number | None:
    """A whole number in words or in figures with scale words: "3 hundred and 21", "two million three hundred"."""
    word = lex.low(i)
    if lex[i].kind != "n" and word not in SMALL and word not in ARTICLES and word != "hundred":
        return None
    state = _Sum(lex, i)
    while state.step():
        pass
    return state.number()


class _Sum:
    """Adds up the words of one cardinal from left to right."""

    def __init__(self, lex: Lexed, i: int) -> None:
        self.lex, self.first, self.j = lex, i, i
        self.total, self.group = 0.0, -1.0
        self.room = float("inf")  # what still fits below the last word of the group
        self.last = float("inf")  # the last scale word; the next must be smaller
        self.form = "words"

    def step(self) -> bool:
        """Reads one more word; False where the number ends."""
        lex, k = self.lex, self.j
        joined = False
        if k > self.first:
            if lex.low(k) == "and" and (self.room == 100 or (self.group < 0 and self.total)):
                k, joined = k + 1, True
            elif lex.dash(k) and lex.low(k) != "—" and self._hyphen_joins(k):
                k += 1
        word = lex.low(k)
        if word in ARTICLES and k == self.first:
            return self._article(k)
        if lex[k].kind == "n":
            return self._figures(k, joined)
        if joined and lex.low(k + 1) in DENOMINATORS:
            return False
        if word in SMALL:
            return self._small(k, SMALL[word])
        return not joined and self._scale(k, word)

    def _hyphen_joins(self, k: int) -> bool:
        if self.room == 10:
            return 0 < ONES.get(self.lex.low(k + 1), 0) < 10
        return (
            self.lex.glued(k)
            and self.lex.glued(k + 1)
            and (self.lex.low(k + 1) == "hundred" or self.lex.low(k + 1) in SCALES)
        )

    def _article(self, k: int) -> bool:
        if self.lex.low(k + 1) != "hundred" and self.lex.low(k + 1) not in SCALES | DOZENS:
            return False
        self.group, self.room, self.j = 1.0, 0.0, k + 1
        return True

    def _figures(self, k: int, joined: bool) -> bool:
        number = parse_figures(self.lex, k)
        if number is None:
            return False
        if k == self.first:
            self.form = "digits"
            if number.scale > 1:
                self.total, self.last, self.group, self.j = number.low, number.scale, -1.0, number.end
                return True
            self.group, self.room, self.j = number.low, 0.0, number.end
            return True
        whole = number.low == int(number.low) and number.low > 0 and not self._hyphenated(number.end)
        if self.lex.low(number.end) == "hundred" and self.room == 100:
            return False
        follows = self.group < 0 and number.low < self.last and (joined or number.scale > 1 or self._scaled(number.end))
        if whole and number.scale > 1 and follows:
            self.total, self.last, self.j = self.total + number.low, number.scale, number.end
            return True
        if whole and number.scale == 1 and ((joined and self.room == 100 and number.low < 100) or follows):
            self.group, self.room, self.j = max(self.group, 0.0) + number.low, 0.0, number.end
            return True
        return False

    def _scaled(self, k: int) -> bool:
        return self.lex.low(k) == "hundred" or SCALES.get(self.lex.low(k), self.last) < self.last

    def _hyphenated(self, k: int) -> bool:
        return self.lex.dash(k) and self.lex.glued(k)

    def _small(self, k: int, value: float) -> bool:
        if self.group < 0:
            if value >= self.last:
                return False
            self.group = value
        elif value < self.room and value > 0 and (self.room == 100 or value < 10):
            self.group += value
        else:
            return False
        self.room = 10.0 if value >= 20 else 0.0
        self.j = k + 1
        return True

    def _scale(self, k: int, word: str) -> bool:
        if word == "hundred":
            if self.group < 0 and not (k == self.first and SCALES.get(self.lex.low(k + 1))):
                return False
            if self.group >= 100 and self.form == "words":
                return False
            self.group, self.room, self.j = max(self.group, 1.0) * 100, 100.0, k + 1
            return True
        if word in DOZENS and self.group > 0:
            if word == "score" and self.lex.low(k + 1) != "of":
                return False
            # "three hundred and two dozens": the dozen multiplies what follows the hundred
            rest = self.group % 100 if self.group > 100 else self.group
            self.total, self.group = self.total + self.group - rest + rest * DOZENS[word], -1.0
            self.last, self.room, self.j = DOZENS[word], 0.0, k + 1
            return True
        scale = SCALES.get(word)
        if scale is None or scale >= self.last or self.group < 0:
            return False
        self.total += self.group * scale
        self.group, self.room, self.last, self.j = -1.0, float("inf"), scale, k + 1
        return True

    def number(self) -> Number | None:
        if self.j == self.first:
            return None
        value = self.total + max(self.group, 0.0)
        scale = 1.0 if self.last == float("inf") else self.last
        if scale == 1.0 and self.room == 100 and self.form == "words":
            scale = 100.0
        return Number(value, value, self.j, self.form, scale)
