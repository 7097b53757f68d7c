"""Reads one number, in digits or words, at a given token: 1,500; 8m; two hundred and fifty; half a million; dozens."""

from __future__ import annotations

import unicodedata

from kgraph.nlp.cardinals import ARTICLES, MAX_DIGITS, Number, digits_value, parse_cardinal, parse_figures
from kgraph.nlp.lexing import Found, Lexed, Phrases, word_list
from kgraph.nlp.numberwords import (
    DENOMINATORS,
    DOZENS,
    FEW,
    GLUED_MEASURES,
    ONES,
    ORDINAL_ENDINGS,
    ORDINALS,
    SCALES,
    SMALL,
    TENS,
    VAGUE,
    VAGUE_FACTOR,
    VAGUE_SCALES,
)

_FEW = Phrases(FEW)
# Words with which a number can begin, and what makes one of "a".
NUMBER_STARTS = (
    frozenset(SMALL) | frozenset(VAGUE) | _FEW.first_words | frozenset((*ARTICLES, "half", "quarter", "hundred"))
)
_AFTER_A = (
    frozenset(SCALES)
    | frozenset(DOZENS)
    | frozenset(DENOMINATORS)
    | frozenset(("hundred", "couple", "pair", "few", "handful"))
)
_UNREAD = object()
_PERIODS = frozenset(
    word_list("second minute hour day week month year decade seconds minutes hours days weeks months years")
)


def parse_number(lex: Lexed, i: int) -> Number | None:
    """The longest number that begins at token ``i``, or None. Ordinals are no numbers; see ``parse_ordinal``."""
    token = lex[i]
    if token.kind in "pe":
        return _decimal_point_first(lex, i)
    if token.kind == "w" and (
        token.low not in NUMBER_STARTS or (token.low in ARTICLES and lex.low(i + 1) not in _AFTER_A)
    ):
        return None
    known = lex.parsed.get(i, _UNREAD)
    if known is not _UNREAD:
        return known if isinstance(known, Number) else None
    number = _ratio(lex, i) or _vague(lex, i) or _few(lex, i) or _part_of_scale(lex, i) or _with_fraction(lex, i)
    lex.parsed[i] = number
    return number


def parse_ordinal(lex: Lexed, i: int) -> tuple[int, int] | None:
    """An ordinal at token ``i`` ("25th", "third", "twenty-first") and the token after it; "last" is -1."""
    token = lex[i]
    if token.kind == "n" and token.low.isdigit() and len(token.low) < 5:
        if lex.glued(i + 1) and lex.low(i + 1) in ORDINAL_ENDINGS:
            return int(token.low), i + 2
        return None
    if token.low in ORDINALS:
        return ORDINALS[token.low], i + 1
    if token.low in TENS:
        j = i + 2 if lex.dash(i + 1) else i + 1
        ones = ORDINALS.get(lex.low(j), 0)
        if 0 < ones < 10:
            return int(TENS[token.low]) + ones, j + 1
    return None


def find_numbers(text: str) -> list[Found[float]]:
    """Every number of the text with its value (the least where words leave it open), whatever it counts."""
    lex = Lexed(text)
    found: list[Found[float]] = []
    i = 0
    while i < lex.size:
        sign, first = _sign(lex, i)
        number = parse_number(lex, first)
        measure = number is not None and lex.low(number.end) in GLUED_MEASURES and lex.glued(number.end)
        if number is None or measure or (number.form == "words" and _pronoun(lex, i, number)):
            i += 1
            continue
        found.append(lex.found(i, number.end, sign * number.low))
        i = number.end
    return found


def _ratio(lex: Lexed, i: int) -> Number | None:
    """A share told as a ratio: "one in three", "two out of five"."""
    over = parse_cardinal(lex, i)
    if over is None:
        return None
    j = over.end
    if lex.words(j, "out", "of"):
        j += 2
    elif lex.low(j) == "in" and over.low == 1:
        j += 1
    else:
        return None
    under = parse_cardinal(lex, j)
    if under is None or not over.low < under.low or (under.low >= 1000 and under.form == "digits"):
        return None
    if lex.low(under.end) in _PERIODS or lex.dash(under.end) or lex.low(under.end) in (":", "/"):
        return None
    return Number(over.low / under.low, over.low / under.low, under.end, "fraction")


def _sign(lex: Lexed, i: int) -> tuple[float, int]:
    """A minus before a number, by mark or word, and the token where the number begins."""
    if lex.low(i) in ("minus", "negative"):
        return -1.0, i + 1
    if lex.low(i) == "-" and lex[i + 1].kind == "n" and not (i and lex.glued(i)):
        return -1.0, i + 1
    return 1.0, i


def _pronoun(lex: Lexed, i: int, number: Number) -> bool:
    """Whether a bare "one" stands for a thing and counts nothing: "the one you mentioned"."""
    if lex.low(i) != "one" or number.end != i + 1:
        return False
    return lex.low(i - 1) in ("the", "this", "that", "which", "no", "any", "every", "each", "another", "some")


def _decimal_point_first(lex: Lexed, i: int) -> Number | None:
    """A decimal without its zero: .08"""
    if lex.low(i) != "." or not lex.glued(i + 1) or lex.glued(i) or not lex.low(i + 1).isdigit():
        return None
    if len(lex.low(i + 1)) > MAX_DIGITS or (lex.glued(i + 2) and lex[i + 2].kind == "w"):
        return None
    value = float("0." + lex.low(i + 1))
    return Number(value, value, i + 2, "digits")


def _vague(lex: Lexed, i: int) -> Number | None:
    """An order of magnitude: "thousands", "tens of thousands", "hundreds of millions"."""
    bounds = VAGUE.get(lex.low(i))
    if bounds is None:
        return None
    word, j = lex.low(i), i + 1
    if lex.low(j) == "of" and word in VAGUE_FACTOR and lex.low(j + 1) in VAGUE_SCALES:
        low = VAGUE_FACTOR[word] * VAGUE_SCALES[lex.low(j + 1)]
        return Number(low, None, j + 2, "vague")
    if word in ("tens", "scores") and lex.low(j) != "of":
        return None
    return Number(*bounds, j, "vague")


def _few(lex: Lexed, i: int) -> Number | None:
    """A small open count, alone or with a scale: "several", "a few thousand", "a couple of hundred"."""
    hit = _FEW.at(lex, i)
    if hit is None:
        return None
    (low, high), j = hit
    number = Number(float(low), float(high), j, "words" if "pair" in (lex.low(i), lex.low(i + 1)) else "vague")
    while (scale := _scale_word(lex, number.end)) is not None:
        number = number.times(scale, number.end + 1)
    return number


def _scale_word(lex: Lexed, i: int) -> float | None:
    word = lex.low(i)
    return 100.0 if word == "hundred" else DOZENS.get(word) or SCALES.get(word)


def _part_of_scale(lex: Lexed, i: int) -> Number | None:
    """A part of a scale word: "half a million", "half a dozen", "a quarter million", "two thirds of a million"."""
    j = i + 1 if lex.low(i) in ARTICLES else i
    if lex.low(j) in ("half", "quarter"):
        share, j = 1.0 / DENOMINATORS[lex.low(j)], j + 1
    else:
        fraction = _fraction(lex, i)
        if fraction is None:
            return None
        share, j = fraction.low, fraction.end
    if lex.low(j) == "of":
        j += 1
    if lex.low(j) in ARTICLES:
        j += 1
    scale = _scale_word(lex, j)
    if scale is None or lex.low(j - 1) == "of":
        return None
    return Number(share * scale, share * scale, j + 1, "words", scale)


def _with_fraction(lex: Lexed, i: int) -> Number | None:
    """A cardinal, a fraction, or both: "two", "two thirds", "two and a half million", "a million and a half"."""
    fraction = _fraction(lex, i)
    if fraction is not None:
        return fraction
    whole = parse_figures(lex, i) if lex[i].kind in "nf" else None
    number = parse_cardinal(lex, i)
    if number is None:
        return whole
    mixed = _and_part(lex, number)
    return mixed or _spoken_decimal(lex, number) or number


def _and_part(lex: Lexed, number: Number) -> Number | None:
    """The rest of a mixed number: "and a half", "and three quarters", with a scale of its own or the number's."""
    j = number.end
    if lex.dash(j) and lex.glued(j):
        j += 1
    if lex.low(j) != "and" or number.form == "fraction" or number.mantissa != int(number.mantissa):
        return None
    j += 1
    while lex.dash(j):
        j += 1
    part = _fraction(lex, j)
    if part is None and lex.low(j) in (*ARTICLES, "one"):
        k = j + 2 if lex.dash(j + 1) else j + 1
        if lex.low(k) in DENOMINATORS:
            share = 1.0 / DENOMINATORS[lex.low(k)]
            part = Number(share, share, k + 1, "fraction")
    if part is None or part.low >= 1:
        return None
    scale = SCALES.get(lex.low(part.end))
    if scale is not None:
        value = number.low + part.low * scale if number.scale > 1 else (number.low + part.low) * scale
        return Number(value, value, part.end + 1, "words", scale)
    value = number.low + part.low * (number.scale if number.scale >= 1000 else 1)
    return Number(value, value, part.end, "fraction", number.scale)


def _spoken_decimal(lex: Lexed, number: Number) -> Number | None:
    """A decimal in words: "two point five million"."""
    if lex.low(number.end) != "point" or number.form != "words" or lex.low(number.end + 1) not in SMALL:
        return None
    j, figures = number.end + 1, ""
    while lex.low(j) in SMALL and len(figures) < MAX_DIGITS:
        value, step = SMALL[lex.low(j)], 1
        if lex.low(j) in TENS:
            k = j + 2 if lex.dash(j + 1) else j + 1
            if 0 < ONES.get(lex.low(k), 0) < 10:
                value, step = value + ONES[lex.low(k)], k + 1 - j
        figures, j = figures + str(int(value)), j + step
    value = number.low + float("0." + figures)
    decimal = Number(value, value, j, "words")
    scale = SCALES.get(lex.low(j))
    return decimal if scale is None else decimal.times(scale, j + 1)


def _fraction(lex: Lexed, i: int) -> Number | None:
    """A fraction in words or figures: "two thirds", "one-fifth", "a third of", "3/4", "1 1/2", "¾"."""
    if lex[i].kind == "n":
        return _figures_fraction(lex, i) or _worded_fraction(lex, i)
    if lex[i].kind == "f":
        value = unicodedata.numeric(lex.low(i))
        return Number(value, value, i + 1, "fraction")
    return _worded_fraction(lex, i)


def _worded_fraction(lex: Lexed, i: int) -> Number | None:
    if lex.low(i) == "half" and not lex.dash(i + 1):
        return Number(0.5, 0.5, i + 1, "fraction")
    if lex.low(i) in ARTICLES:
        divisor = DENOMINATORS.get(lex.low(i + 1))
        closed = lex.low(i + 1) == "half" or lex.low(i + 2) == "of" or lex[i + 2].kind in "pe"
        if divisor is None or not closed or lex.dash(i + 2):
            return None
        return Number(1 / divisor, 1 / divisor, i + 2, "fraction")
    over = parse_cardinal(lex, i)
    if over is None or over.form == "fraction" or over.low != int(over.low):
        return None
    j = over.end + 1 if lex.dash(over.end) else over.end
    divisor = DENOMINATORS.get(lex.low(j))
    if divisor is None or (lex.low(j).endswith("s") == (over.low == 1)):
        return None
    return Number(over.low / divisor, over.low / divisor, j + 1, "fraction")


def _figures_fraction(lex: Lexed, i: int) -> Number | None:
    """Figures with a stroke, with a whole number before them or not; not dates such as 9/11."""
    whole = 0.0
    j = i
    if lex.low(i).isdigit() and lex[i + 1].kind == "n" and lex.low(i + 2) == "/" and not lex.glued(i + 1):
        whole, j = digits_value(lex.low(i)) or 0.0, i + 1
    over, under = lex.low(j), lex.low(j + 2)
    if lex.low(j + 1) != "/" or not over.isdigit() or not under.isdigit() or lex.low(j + 3) == "/":
        return None
    if len(over) > 3 or len(under) > 3 or not 0 < int(over) < int(under) <= 16 or (over, under) == ("9", "11"):
        return None
    if not (lex.glued(j + 1) and lex.glued(j + 2)) or (lex.glued(j) and lex.low(j - 1) == "/"):
        return None
    value = whole + int(over) / int(under)
    return Number(value, value, j + 3, "fraction")
