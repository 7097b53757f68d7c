"""Reads distances from the day of publication: two days ago; in two weeks; within 48 hours; the past two months."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

from kgraph.nlp.cardinals import parse_cardinal
from kgraph.nlp.datewords import UNITS
from kgraph.nlp.lexing import APOSTROPHES, Lexed
from kgraph.nlp.numbers import parse_number
from kgraph.nlp.periods import Direction, Period, shift, whole
from kgraph.nlp.yearnames import Hit

Look = Callable[[int, int], Direction | None]
_BACK = frozenset(("last", "past", "previous", "preceding"))
_AHEAD = frozenset(("next", "coming", "upcoming", "following"))
RANGE = Period(None, None, "range")


def rolling(lex: Lexed, i: int, anchor: date | None, look: Look) -> Hit | None:
    """Days up to or from the anchor: the past two months; the last 24 hours; the next few days; the coming weeks."""
    j = i + 1 if lex.low(i) == "the" else i
    word = lex.low(j)
    if word not in _BACK and word not in _AHEAD:
        return None
    amount = _amount(lex, j + 1)
    k = amount[1] if amount else j + 1
    plural = lex.low(k).endswith("s") or lex.low(k) == "centuries"
    unit = UNITS.get(lex.low(k))
    if unit is None:
        return None
    told = unit == "day" or word in ("previous", "preceding", "following") or j == i
    if unit == "quarter" and word not in ("last", "next"):
        told = False
    if amount is None and not plural and told and word != "past":
        return _next_day(lex, i, j, k)
    if amount is None and word == "following":
        return RANGE, k + 1
    if anchor is None or (word in _AHEAD and look(i, k + 1) == "past"):
        return RANGE, k + 1
    count = amount[0] if amount else (None if plural else 1.0)
    sign = -1 if word in _BACK else 1
    if unit == "quarter" and count and count == int(count) < 100:
        return _quarters(anchor, int(count), sign), k + 1
    edge = None if count is None else _span_back(anchor, unit, count, sign)
    return Period(edge if sign < 0 else anchor, anchor if sign < 0 else edge, "range"), k + 1


def _quarters(anchor: date, count: int, sign: int) -> Period:
    """Calendar quarters before or after the running one."""
    near, far = shift(anchor, "quarter", sign), shift(anchor, "quarter", sign * count)
    if near is None or far is None:
        return RANGE
    first, last = whole("quarter", min(near, far)), whole("quarter", max(near, far))
    return Period(first.start, last.end, "quarter" if count == 1 else "range")


def _next_day(lex: Lexed, i: int, j: int, k: int) -> Hit | None:
    """The next day, the previous week: told from what the story told before, so unknown."""
    if j == i and lex.low(k) != "day":
        return None
    grain = UNITS[lex.low(k)]
    return Period(None, None, grain if grain in ("day", "week", "month", "year") else "range"), k + 1


def recent(lex: Lexed, i: int, anchor: date | None) -> Hit | None:
    """Recent days, weeks, months or years: they end on the anchor and begin nobody knows when."""
    unit = lex.low(i + 1)
    return (Period(None, anchor, "range"), i + 2) if unit in UNITS and unit.endswith("s") else None


def ago(lex: Lexed, i: int, anchor: date | None) -> Hit | None:
    """Two days ago (that day), three weeks ago (that week), a month ago (that month), years ago (unknown)."""
    amount = _amount(lex, i) if lex.low(i) not in UNITS else (None, i)
    if amount is None:
        return None
    count, j = amount
    unit = UNITS.get(lex.low(j))
    if unit is None:
        return None
    if lex.low(j + 1) == "and" and lex.low(j + 2) == "a" and lex.low(j + 3) == "half" and count is not None:
        count, j = count + 0.5, j + 3
    if lex.low(j + 1) in ("later", "earlier"):
        narrative = Period(None, None, "day" if unit in ("day", "hour", "minute") else "range")
        return None if lex.low(j + 2) in ("this", "in", "on", "today", "than") else (narrative, j + 2)
    if lex.low(j + 1) != "ago":
        return None
    if anchor is None or count is None:
        return Period(None, anchor, "range"), j + 2
    moved = _span_back(anchor, unit, count, -1) if unit != "hour" or count >= 24 else anchor
    if moved is None:
        return RANGE, j + 2
    return whole({"fortnight": "week", "decade": "year", "century": "century"}.get(unit, unit), moved), j + 2


def ahead_by(lex: Lexed, i: int, anchor: date | None, look: Look) -> Hit | None:
    """In two weeks (that day), within 48 hours (from now until then); only where the clause looks ahead."""
    within = lex.low(i) == "within"
    j = i + 1
    while within and lex.low(j) in ("the", "next", "about", "around"):
        j += 1
    amount = _amount(lex, j)
    unit = UNITS.get(lex.low(amount[1])) if amount else None
    if (
        amount is None
        or unit is None
        or lex.low(amount[1] + 1) in ("of", "or", "from", "before", "after", "since")
        or lex.dash(amount[1] - 1)
    ):
        return None
    count, end = amount[0], amount[1] + 1
    time = lex.low(end) in APOSTROPHES and lex.low(end + (2 if lex.low(end + 1) == "s" else 1)) == "time"
    if lex.low(i - 1) in ("time", "first", "once", "twice") or (not within and not time and look(i, end) != "future"):
        return None
    if time:
        end += 3 if lex.low(end + 1) == "s" else 2
    if anchor is None or count is None or (within and look(i, end) == "past"):
        return RANGE, end
    edge = _span_back(anchor, unit, count, 1)
    if edge is None:
        return RANGE, end
    return (
        Period(anchor, edge, "range")
        if within
        else Period(edge, edge, unit if unit in ("week", "month", "year") else "day")
    ), end


def _amount(lex: Lexed, i: int) -> tuple[float | None, int] | None:
    """How many units: a number, "a", or None for "few", "several", and the token after it."""
    number = parse_number(lex, i)
    if number is not None and lex.low(number.end - 1) in UNITS:  # three quarters
        number = parse_cardinal(lex, i)
    if number is not None:
        return (number.low if number.form != "vague" or number.low == number.high else None), number.end
    if lex.low(i) in ("a", "an"):
        return 1.0, i + 1
    return None


def _span_back(anchor: date, unit: str, count: float, sign: int) -> date | None:
    """The date ``count`` units away, parts of a unit and hours rounded to days."""
    if unit in ("hour", "minute"):
        return shift(anchor, "day", sign * math.ceil(count / 24)) if unit == "hour" and count < 1e5 else anchor
    if count > 1e5:
        return None
    if count != int(count):
        days = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.4, "quarter": 91.3, "year": 365.25}.get(
            unit, 3652.5
        )
        return shift(anchor, "day", sign * round(count * days))
    return shift(anchor, unit, sign * int(count))
