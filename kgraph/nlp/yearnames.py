"""Reads years and what divides or gathers them: 2022; 2014-16; the 1990s; Q3 2024; spring 2022; the 21st century."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kgraph.nlp.datewords import COUNTED
from kgraph.nlp.lexing import APOSTROPHES, Lexed
from kgraph.nlp.numbers import parse_ordinal
from kgraph.nlp.periods import Expression, Named, Period, whole

Hit = tuple[Expression, int]
_YEAR_LEADS = frozenset(
    ("in", "since", "by", "until", "till", "from", "of", "during", "before", "after", "between", "early", "mid", "late",
     "year", "for", "the", "a", "its", "his", "their", "her", "our", "(", "around", "circa", "throughout", "to", "last")
)  # fmt: skip
_DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
            "eighties": 80, "nineties": 90}  # fmt: skip
_YEAR_STEPS = {"last": -1, "this": 0, "next": 1}


def four_figures(lex: Lexed, i: int) -> int | None:
    """A year of four figures that counts nothing."""
    printed = lex.low(i)
    if lex[i].kind != "n" or len(printed) != 4 or not printed.isdigit() or not 1000 <= int(printed) < 2200:
        return None
    return None if lex.low(i + 1) in COUNTED else int(printed)


def year_tail(lex: Lexed, j: int, anchor: date | None) -> tuple[int | None, int]:
    """The year that follows a date, in figures or as "last year", and the token after it; (None, j) without one.

    A year told from an unknown anchor is 0, which no calendar has.
    """
    k = j + 1 if lex.low(j) in (",", "of", "in") or (lex.glued(j) and lex.low(j) in "-/" and lex.glued(j + 1)) else j
    year = four_figures(lex, k)
    comma = lex.low(j) == ","
    if year is not None and not (lex.low(j) == "in" and year < 1500):
        return year, k + 1
    if not comma and lex.low(k) in _YEAR_STEPS and lex.low(k + 1) == "year":
        return (anchor.year + _YEAR_STEPS[lex.low(k)] if anchor else 0), k + 2
    if not comma and k > j and lex.words(k, "the", "same", "year"):
        return 0, k + 3
    return None, j


def with_year(lex: Lexed, named: Named, j: int, anchor: date | None) -> Hit:
    """The date with the year that follows it, where one does."""
    year, end = year_tail(lex, j, anchor)
    return replace(named, year=year), end


def season(lex: Lexed, i: int, anchor: date | None) -> Hit | None:
    """A season with its year, or after a preposition: spring 2022; in the summer; the fall of last year."""
    year, end = year_tail(lex, i + 1, anchor)
    if year is not None:
        return Named(season=lex.low(i), year=year), end
    before = lex.low(i - 2) if lex.low(i - 1) == "the" else lex.low(i - 1)
    if before not in (
        "in",
        "since",
        "by",
        "until",
        "during",
        "before",
        "after",
        "early",
        "late",
        "mid",
        "through",
        "of",
    ):
        return None
    if lex.low(i) == "fall" and (lex.low(i - 1) != "the" or lex.low(i + 1) == "of"):
        return None
    return (Named(season=lex.low(i)), i + 1) if lex.low(i + 1) != "of" else None


def quarter(lex: Lexed, i: int, anchor: date | None) -> Hit | None:
    """A quarter or half of a year: the third quarter of 2023; Q3 2024; H1 2025; the first quarter of the year."""
    if lex.low(i) in ("q", "h") and lex.glued(i + 1) and lex.low(i + 1) in ("1", "2", "3", "4"):
        number = int(lex.low(i + 1))
        if lex.low(i) == "h" and number > 2:
            return None
        named = Named(quarter=number) if lex.low(i) == "q" else Named(half=number)
        hit = with_year(lex, named, i + 2, anchor)
        dated = isinstance(hit[0], Named) and hit[0].year is not None
        return hit if lex.capital(i) or dated or four_figures(lex, i - 2 if lex.dash(i - 1) else i - 1) else None
    ordinal = parse_ordinal(lex, i)
    if ordinal is None or not 1 <= ordinal[0] <= 4:
        return None
    j = ordinal[1] + 1 if lex.dash(ordinal[1]) else ordinal[1]
    if lex.low(j) != "quarter" or lex.dash(j + 1):
        return None
    hit = with_year(lex, Named(quarter=ordinal[0]), j + 1, anchor)
    if lex.low(hit[1]) != "of":
        return hit
    return (hit[0], hit[1] + 3) if lex.words(hit[1], "of", "the", "year") else None


def year_quarter(lex: Lexed, i: int) -> Hit | None:
    """A quarter behind its year: 2024 Q3."""
    year = four_figures(lex, i)
    j = i + 2 if lex.dash(i + 1) else i + 1
    if year is None or lex.low(j) not in ("q", "h"):
        return None
    hit = quarter(lex, j, None)
    if hit is None or not isinstance(hit[0], Named) or (hit[0].year is not None and hit[1] > j + 2):
        return None
    return replace(hit[0], year=year), hit[1]


def decade(lex: Lexed, i: int) -> Hit | None:
    """A decade: 1990s; 1990's; '90s; the nineties."""
    word = lex.low(i)
    if word in _DECADES and (lex.low(i - 1) in ("the", "-", "late", "early") and lex.low(i - 2) not in ("his", "her")):
        return whole("decade", date(1900 + _DECADES[word], 1, 1)), i + 1
    if lex[i].kind != "n" or not word.isdigit() or not word.endswith("0"):
        return None
    j = i + 2 if lex.low(i + 1) in APOSTROPHES else i + 1
    if lex.low(j) != "s" or not lex.glued(j):
        return None
    if len(word) == 2 and (lex.low(i - 1) in APOSTROPHES or lex.low(i - 1) == "the"):
        year = int(word) + (1900 if int(word) >= 30 else 2000)
        return whole("decade", date(year, 1, 1)), j + 1
    year = int(word) if len(word) == 4 else 0
    if not 1000 <= year < 2200:
        return None
    return whole("century" if year % 100 == 0 and year < 2000 else "decade", date(year, 1, 1)), j + 1


def century(lex: Lexed, i: int) -> Hit | None:
    """A century: the 21st century is 2000 to 2099, as people count."""
    ordinal = parse_ordinal(lex, i)
    if ordinal is None or not 2 <= ordinal[0] <= 30:
        return None
    j = ordinal[1] + 1 if lex.dash(ordinal[1]) else ordinal[1]
    if lex.low(j) != "century":
        return None
    return whole("century", date(ordinal[0] * 100 - 100, 1, 1)), j + 1


def year_span(lex: Lexed, i: int) -> Hit | None:
    """Years joined by a dash or "to": 2014-2016; 2014–16; 2014 to 2016."""
    first, printed = four_figures(lex, i), lex.low(i + 2)
    if first is None or first < 1500 or not printed.isdigit() or lex.dash(i + 3) or lex.dash(i - 1):
        return None
    if lex.low(i + 1) in ("to", "through") and first >= 1900:
        last = four_figures(lex, i + 2) or 0
        counted = lex.low(i - 1) in ("rose", "fell", "grew", "$", "about", "some")
        return None if counted or last <= first else (_years(first, last), i + 3)
    if not lex.dash(i + 1):
        return None
    if len(printed) == 2 and lex.glued(i + 1) and lex.glued(i + 2):
        last = first // 100 * 100 + int(printed)
        if int(printed) <= 12 and last - first > 12:  # a month
            return None
    else:
        last = four_figures(lex, i + 2) or 0
    return (_years(first, last), i + 3) if first < last <= first + 200 else None


def _years(first: int, last: int) -> Period:
    return Period(date(first, 1, 1), date(last, 12, 31), "range")


def bare_year(lex: Lexed, i: int) -> Hit | None:
    """A year that a preposition, an article or a possessive leads in: in 2022; the 2014 annexation; (2016)."""
    year = four_figures(lex, i)
    if year is None or not 1500 <= year <= 2150 or (lex.dash(i + 1) and lex.glued(i + 1)):
        return None
    before = lex.low(i - 1)
    if lex.glued(i) and before not in ("(", "-", "–", "/"):
        return None
    listed = before in (",", "and", "or") and four_figures(lex, i - 2) is not None
    possessive = before == "s" and lex.low(i - 2) in APOSTROPHES
    if not (before in _YEAR_LEADS or listed or possessive or (lex.dash(i - 1) and lex.low(i - 2) in ("mid", "early"))):
        return None
    if before == "to" and lex.low(i - 3) != "from":
        return None
    return Named(year=year), i + 1


def year_word(lex: Lexed, i: int) -> Hit | None:
    """A year after the word: the year 2008."""
    year = four_figures(lex, i + 1) if lex.low(i) == "year" else None
    return None if year is None else (Named(year=year), i + 2)
