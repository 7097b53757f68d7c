"""Reads dates that are printed by name or figures: 27-28 October 2024; Nov. 3; early March; spring 2022; the 1990s."""

from __future__ import annotations

from datetime import date

from kgraph.nlp.datewords import (
    COUNTED,
    DOUBTFUL_MONTHS,
    HOLIDAYS,
    MONTHS,
    NAME_MONTHS,
    PREPOSITIONS,
    SEASONS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
)
from kgraph.nlp.lexing import APOSTROPHES, Lexed
from kgraph.nlp.numbers import parse_ordinal
from kgraph.nlp.periods import Named, Period, day
from kgraph.nlp.yearnames import (
    Hit,
    bare_year,
    century,
    decade,
    quarter,
    season,
    with_year,
    year_quarter,
    year_span,
    year_tail,
    year_word,
)

_JOINERS = frozenset(("to", "and", "through", "until", "till", "or", ","))
_NICKNAMED_DAYS = frozenset(("black", "bloody", "super", "every", "each", "most", "any"))
# Feasts that are ordinary words without their capital.
_SMALL_WORDS = frozenset(("new", "may", "good", "eid", "all", "black", "epiphany", "orthodox", "lunar", "earth"))
_NEWSPAPERS = frozenset(("times", "telegraph", "mirror", "express", "mail", "post", "herald"))


def named_date(lex: Lexed, i: int, anchor: date | None) -> Hit | None:
    """The date named at token ``i`` and the token after it; the anchor only settles the order of 05/06/2024."""
    if lex[i].kind == "n":
        return (
            figures(lex, i, anchor)
            or decade(lex, i)
            or day_month(lex, i, anchor)
            or century(lex, i)
            or quarter(lex, i, anchor)
            or year_quarter(lex, i)
            or year_span(lex, i)
            or bare_year(lex, i)
        )
    word = lex.low(i)
    if word in MONTHS:
        return month_day(lex, i, anchor) or month(lex, i, anchor)
    if word in WEEKDAYS or word in SHORT_WEEKDAYS:
        return weekday(lex, i, anchor)
    if word in SEASONS:
        return season(lex, i, anchor)
    if word == "the":
        return _with_article(lex, i, anchor)
    return (
        holiday(lex, i, anchor)
        or quarter(lex, i, anchor)
        or day_month(lex, i, anchor)
        or century(lex, i)
        or decade(lex, i)
        or year_word(lex, i)
    )


def _with_article(lex: Lexed, i: int, anchor: date | None) -> Hit | None:
    """What "the" can stand before: the 25th; the first of June; the first quarter; the 1990s; the spring of 2022."""
    j = i + 1
    hit = day_month(lex, j, anchor) or decade(lex, j) or century(lex, j) or quarter(lex, j, anchor)
    if hit is None and lex.low(j) in SEASONS:
        hit = season(lex, j, anchor)
    if hit is None and lex.low(j) == "year":
        hit = year_word(lex, j)
    if hit is None and lex.low(j) in ("christmas", "easter", "new"):
        return None
    return hit or _day_alone(lex, i)


def figures(lex: Lexed, i: int, anchor: date | None) -> Hit | None:
    """A date in figures: 2024-10-25, 25/10/2024, 10/25/2024, 25.10.2024.

    Where both orders are possible (05/06/2024) a stroke or hyphen leaves the order to the anchor: the reading that
    lies nearer to it; without an anchor the date stays unknown. Points mean day, month, year.
    """
    mark = lex.low(i + 1)
    if mark not in ("-", "/", ".") or lex.low(i + 3) != mark or not all(lex.glued(k) for k in range(i + 1, i + 5)):
        return None
    parts = [lex.low(k) for k in (i, i + 2, i + 4)]
    if not all(p.isdigit() and len(p) <= 4 for p in parts) or (lex.glued(i + 5) and lex[i + 5].kind == "n"):
        return None
    if lex.glued(i) and lex.low(i - 1) in (mark, ".", "/"):
        return None
    if len(parts[0]) == 4:
        readings = [(int(parts[0]), int(parts[1]), int(parts[2]))]
    elif len(parts[2]) == 4:
        year, first, second = int(parts[2]), int(parts[0]), int(parts[1])
        readings = [(year, second, first)] if mark == "." else [(year, second, first), (year, first, second)]
    else:
        return None
    days = {value for reading in readings if (value := _date(*reading)) is not None}
    if not days:
        return None
    if len(days) == 1:
        return day(days.pop()), i + 5
    if anchor is None:
        return Period(None, None, "day"), i + 5
    return day(min(sorted(days), key=lambda value: abs((value - anchor).days))), i + 5


def _date(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def _day_number(lex: Lexed, i: int) -> tuple[int, int] | None:
    """A day of the month, as 5, 5th or fifth, and the token after it."""
    printed = lex.low(i)
    if lex[i].kind == "n" and printed.isdigit() and len(printed) <= 2:
        follows = lex.low(i + 1) if lex.glued(i + 1) else ""
        if follows in (":", "%", "/") or (
            lex[i + 1].kind in "wf" and follows and follows not in ("st", "nd", "rd", "th")
        ):
            return None
        if 1 <= int(printed) <= 31:
            return int(printed), i + (2 if follows in ("st", "nd", "rd", "th") else 1)
        return None
    ordinal = parse_ordinal(lex, i)
    return ordinal if ordinal and 1 <= ordinal[0] <= 31 and lex[i].kind == "w" else None


def day_month(lex: Lexed, i: int, anchor: date | None) -> Hit | None:
    """Days before their month: 3 November; 27-28 October 2024; 27 and 28 October; the 1st of June."""
    first = _day_number(lex, i)
    if first is None or (lex.glued(i) and lex[i - 1].kind == "w") or lex.low(i - 1) in ("$", "£", "€"):
        return None
    days, j = [first[0]], first[1]
    while len(days) < 8:
        if lex.low(j) == "of" or lex.low(j) in MONTHS or (lex.dash(j) and lex.low(j + 1) in MONTHS):
            break
        if not (lex.low(j) in _JOINERS or lex.dash(j)):
            return None
        j += 2 if lex.low(j + 1) in ("the", "and") else 1
        following = _day_number(lex, j)
        if following is None or following[0] <= days[-1]:
            return None
        days.append(following[0])
        j = following[1]
    if lex.low(j) == "of" or lex.dash(j):
        j += 1
    if lex.low(j) not in MONTHS or (lex.low(j) in ("may", "march") and not lex.capital(j) and lex.low(j - 1) != "of"):
        return None
    named = Named(month=MONTHS[lex.low(j)], day=days[0], last_day=days[-1] if len(days) > 1 else None)
    return with_year(lex, named, _after_month(lex, j), anchor)


def _after_month(lex: Lexed, j: int) -> int:
    """The token after a month's name and the point that shortens it."""
    return j + 2 if lex.low(j) in SHORT_MONTHS and lex.low(j + 1) == "." and lex.glued(j + 1) else j + 1


def month_day(lex: Lexed, i: int, anchor: date | None) -> Hit | None:
    """Days behind their month: October 27; Oct. 27-28, 2024; November 3rd; June the 5th."""
    j = _after_month(lex, i)
    if lex.low(j) == "the" or (lex.dash(j) and lex.glued(j)):
        j += 1
    first = _day_number(lex, j)
    if first is None or _counts(lex, first[1]):
        return None
    last, end = None, first[1]
    if (lex.low(end) in _JOINERS - {","} or lex.dash(end)) and lex.low(end + 1) not in MONTHS:
        k = end + 2 if lex.low(end + 1) == "the" else end + 1
        following = _day_number(lex, k)
        if following and following[0] > first[0] and not _counts(lex, following[1]):
            named = lex.low(following[1]) in MONTHS
            last, end = (None, end) if named else following
    return with_year(lex, Named(month=MONTHS[lex.low(i)], day=first[0], last_day=last), end, anchor)


def _counts(lex: Lexed, j: int) -> bool:
    """Whether the word after a number shows that it counts something: "In October 27 people died"."""
    return lex.low(j) in COUNTED or lex.low(j) in ("hundred", "thousand", "million", "billion", "percent", "per")


def month(lex: Lexed, i: int, anchor: date | None) -> Hit | None:
    """A month, with its year or without; names and verbs that look like one are left alone."""
    j = _after_month(lex, i)
    year, end = year_tail(lex, j, anchor)
    if lex.glued(i) and (lex[i - 1].kind == "w" or lex.low(i - 1) in "$@#"):
        return None
    if year is None and not _is_month(lex, i, j):
        return None
    return Named(month=MONTHS[lex.low(i)], year=year), end if year is not None else j


def _is_month(lex: Lexed, i: int, j: int) -> bool:
    word, before = lex.low(i), lex.low(i - 1)
    joined = before in ("-", "–", "and", "or", ",", "to", "until", "through") and lex.low(i - 2) in MONTHS
    led = before in PREPOSITIONS or joined
    if (lex.low(j) in ("to", "until", "through", "-", "–") and lex.low(j + 1) in MONTHS) and (led or lex.capital(i)):
        return True
    if word in DOUBTFUL_MONTHS:
        if word == "march" and lex.low(i + 1) in ("on", "of", "for", "to", "against", "through"):
            return led and lex.capital(i) and before in ("in", "since", "last", "until")
        return led and (lex.capital(i) or (before == "in" and lex[i + 1].kind in "pe")) and before not in ("as", "for")
    if word in NAME_MONTHS and lex.capital(j) and not led:
        return before in ("the", "a", "its", "their", "his", "s") or before in APOSTROPHES
    return True


def weekday(lex: Lexed, i: int, anchor: date | None) -> Hit | None:
    """A weekday, or the date that a weekday introduces: Friday; Friday, 25 October; Friday (Oct. 25)."""
    full = lex.low(i) in WEEKDAYS
    if lex.low(i - 1) in _NICKNAMED_DAYS or (lex.low(i + 1) in _NEWSPAPERS and lex.capital(i + 1)):
        return None
    j = i + 1
    if not full and lex.low(j) == ".":
        j += 1
    k = j + 1 if lex.low(j) in (",", "(", "-") or lex.low(j) == "the" else j
    dated = day_month(lex, k, anchor) or (month_day(lex, k, anchor) if lex.low(k) in MONTHS else None)
    if dated is not None:
        return dated[0], dated[1] + (1 if lex.low(j) == "(" and lex.low(dated[1]) == ")" else 0)
    ordinal = parse_ordinal(lex, k) if lex.low(j) == "the" or lex[k].kind == "n" else None
    if ordinal is not None and 1 <= ordinal[0] <= 31 and (full or lex.capital(i)):
        return Named(day=ordinal[0]), ordinal[1]
    if not full and not (lex.capital(i) and (lex.low(i + 1) == "." and lex[i + 2].kind != "e")):
        return None
    number = WEEKDAYS[lex.low(i)] if full else SHORT_WEEKDAYS[lex.low(i)]
    return Named(weekday=number), j


def _day_alone(lex: Lexed, i: int) -> Hit | None:
    """A day of a month that is not named: "on the 25th"; not "the 25th anniversary"."""
    if lex.low(i - 1) not in ("on", "by", "until", "since", "before", "after", "from", "till", "to"):
        return None
    ordinal = parse_ordinal(lex, i + 1)
    if ordinal is None or lex[i + 1].kind != "n" or not 1 <= ordinal[0] <= 31:
        return None
    follower = lex[ordinal[1]]
    if follower.kind in "wn" and follower.low not in (
        "and",
        "of",
        "to",
        "when",
        "but",
        "he",
        "she",
        "they",
        "it",
        "at",
    ):
        return None
    if lex.low(ordinal[1]) == "of" and not lex.words(ordinal[1] + 1, "this", "month"):
        return None
    return Named(day=ordinal[0]), ordinal[1]


def holiday(lex: Lexed, i: int, anchor: date | None) -> Hit | None:
    """A feast with a date of its own, printed with a capital: Christmas Eve; Easter; New Year's Day 2024."""
    hit = HOLIDAYS.at(lex, i)
    if (
        hit is None
        or (not lex.capital(i) and lex.low(i) in _SMALL_WORDS)
        or lex.low(hit[1]) in ("island", "rising", "agreement", "accords")
    ):
        return None
    return with_year(lex, Named(holiday=hit[0]), hit[1], anchor)
