"""Reads dates that are told from the day of publication: two days ago; last week; this weekend; earlier this month."""

from __future__ import annotations

from datetime import date

from kgraph.nlp.datenames import holiday, named_date
from kgraph.nlp.datewords import MONTHS, PERIOD_UNITS, SEASONS, TIMES_OF_DAY, UNITS, WEEKDAYS
from kgraph.nlp.distances import RANGE, Look, ago, ahead_by, recent, rolling
from kgraph.nlp.lexing import Lexed
from kgraph.nlp.numbers import parse_number, parse_ordinal
from kgraph.nlp.periods import (
    DAY,
    UNKNOWN,
    Direction,
    Named,
    Period,
    before_or_after,
    day,
    part_of,
    resolve,
    shift,
    whole,
)
from kgraph.nlp.yearnames import Hit

_STEPS = {"last": -1, "this": 0, "next": 1}
_DAYS = {"today": 0, "tomorrow": 1, "yesterday": -1, "tonight": 0}
_RUNNING = ("year", "month", "week", "quarter", "decade", "century")


def relative_date(lex: Lexed, i: int, anchor: date | None, look: Look) -> Hit | None:
    """The date told from the anchor at token ``i`` and the token after it; unknown where there is no anchor.

    ``look`` gives the direction of the clause around the tokens it is asked for.
    """
    word = lex.low(i)
    if word in _DAYS or word == "overnight":
        return _day_word(lex, i, anchor, look)
    if word in ("earlier", "later", "early", "late", "mid"):
        return _part_of_unit(lex, i, anchor)
    if word in WEEKDAYS:
        return _weekday_of_week(lex, i, anchor)
    if word in ("in", "within"):
        return ahead_by(lex, i, anchor, look)
    if word == "recent":
        return recent(lex, i, anchor)
    return (
        _counted_part(lex, i, anchor, look)
        or _step(lex, i, anchor, look)
        or rolling(lex, i, anchor, look)
        or _weekend(lex, i, anchor, look)
        or _narrative(lex, i)
        or ago(lex, i, anchor)
    )


def _day_word(lex: Lexed, i: int, anchor: date | None, look: Look) -> Hit | None:
    """Today, tomorrow, yesterday, tonight, overnight, with a time of day or not."""
    word, j = lex.low(i), i + 1
    if word == "today" and lex.capital(i) and lex.capital(i - 1) and not lex.sentence_end(i - 1):
        return None  # a newspaper's name
    if lex.low(j) in TIMES_OF_DAY:
        j += 1
    if anchor is None:
        return UNKNOWN, j
    if word != "overnight":
        return day(anchor + _DAYS[word] * DAY), j
    if look(i, j) == "future":
        return Period(anchor, anchor + DAY, "range"), j
    return Period(anchor - DAY, anchor, "range"), j


def _part_of_unit(lex: Lexed, i: int, anchor: date | None) -> Hit | None:
    """Earlier this week; later in the month; late last year; early next month; mid next week; earlier today."""
    word, j = lex.low(i), i + 1
    if lex.dash(j):
        j += 1
    if word in ("earlier", "later"):
        if lex.low(j) in ("on", "in") and lex.low(j + 1) in WEEKDAYS:
            return Named(weekday=WEEKDAYS[lex.low(j + 1)]), j + 2
        if lex.low(j) in WEEKDAYS:
            return Named(weekday=WEEKDAYS[lex.low(j)]), j + 1
        if lex.low(j) in ("today", "tonight"):
            return (UNKNOWN if anchor is None else day(anchor)), j + 1
    if lex.words(j, "in", "the"):
        step, j = 0, j + 2
    elif lex.low(j) in _STEPS:
        step, j = _STEPS[lex.low(j)], j + 1
    else:
        return None
    unit = UNITS.get(lex.low(j)) or (lex.low(j) if lex.low(j) in ("morning", "weekend") else None)
    if unit is None or unit in ("hour", "minute") or (word in ("early", "late") and unit == "day"):
        return None
    if anchor is None:
        return RANGE, j + 1
    moved = shift(anchor, unit, step) if unit in UNITS else anchor
    if moved is None:
        return RANGE, j + 1
    period = whole(unit, moved)
    if word == "earlier":
        return (period if step else Period(period.start, anchor, period.grain if unit == "day" else "range")), j + 1
    if word == "later":
        return (period if step else Period(anchor, period.end, period.grain if unit == "day" else "range")), j + 1
    return part_of(period, word) or period, j + 1


def _weekday_of_week(lex: Lexed, i: int, anchor: date | None) -> Hit | None:
    """A weekday of a named week: Monday of next week; Tuesday last week."""
    j = i + 2 if lex.low(i + 1) == "of" else i + 1
    if lex.low(j) not in _STEPS or lex.low(j + 1) != "week":
        return None
    if anchor is None:
        return UNKNOWN, j + 2
    named = Named(weekday=WEEKDAYS[lex.low(i)])
    return before_or_after(named, anchor, lex.low(j)), j + 2  # type: ignore[arg-type]


def _step(lex: Lexed, i: int, anchor: date | None, look: Look) -> Hit | None:
    """Last, this or next before a unit, weekday, month, season, feast or time of day."""
    j, step = i, lex.low(i)
    if step not in ("last", "this", "next", "current", "upcoming", "coming", "past", "previous"):
        return None
    if step == "this" and lex.low(j + 1) in ("past", "coming", "upcoming", "current"):
        j += 1
        step = {"past": "last", "coming": "next", "upcoming": "next", "current": "this"}[lex.low(j)]
        if lex.low(j + 1) in WEEKDAYS and anchor is not None:
            direction: Direction = "past" if step == "last" else "future"
            return resolve(Named(weekday=WEEKDAYS[lex.low(j + 1)]), anchor, direction), j + 2
    step = {"current": "this", "upcoming": "next", "coming": "next", "past": "last", "previous": "last"}.get(step, step)
    word = lex.low(j + 1)
    if word in TIMES_OF_DAY:
        return _time_of_day(step, word, anchor, j + 2)
    if word == "weekend" or (word in PERIOD_UNITS and lex.low(i) in ("last", "this", "next", "current")):
        return _unit_step(lex, i, j + 1, step, anchor, look)
    if word in WEEKDAYS:
        dated = named_date(lex, j + 1, anchor)
        if dated and isinstance(dated[0], Named) and dated[0].month:
            return dated
        if lex.low(i) == "past" and anchor:
            return resolve(Named(weekday=WEEKDAYS[word]), anchor, "past"), j + 2
        named, end = Named(weekday=WEEKDAYS[word]), j + 2
    elif word in MONTHS and (lex.capital(j + 1) or word not in ("may", "march", "mar", "sep", "dec", "jan")):
        dated = named_date(lex, j + 1, anchor)
        if dated is None or not isinstance(dated[0], Named) or dated[0].year is not None:
            return dated
        named, end = dated[0], dated[1]
    elif word in SEASONS:
        named, end = Named(season=word), j + 2
    else:
        feast = holiday(lex, j + 1, anchor)
        if feast is None or not isinstance(feast[0], Named):
            return None
        named, end = feast[0], feast[1]
    return (before_or_after(named, anchor, step) if anchor else UNKNOWN), end  # type: ignore[arg-type]


def _time_of_day(step: str, word: str, anchor: date | None, end: int) -> Hit | None:
    """This morning, last night; the day itself."""
    if (step == "last" and word not in ("night", "evening")) or step == "next":
        return None
    return (UNKNOWN if anchor is None else day(anchor - DAY if step == "last" else anchor)), end


def _unit_step(lex: Lexed, i: int, j: int, step: str, anchor: date | None, look: Look) -> Hit | None:
    """Last week, this year, next month: whole calendar units; "the last week" is a rolling one and not read here."""
    unit = UNITS.get(lex.low(j), lex.low(j))
    if lex.low(i - 1) == "the" and unit != "weekend":
        return None
    if lex.low(j + 1) == "end" and unit == "week":
        unit, j = "weekend", j + 1
    grain = unit if unit in ("week", "month", "quarter", "year", "decade") else "range"
    if anchor is None:
        return Period(None, None, grain), j + 1
    if unit == "weekend":
        saturday = whole("weekend", anchor)
        back = step == "last" or (step == "this" and anchor.weekday() < 3 and look(i, j + 1) == "past")
        weeks = 1 if step == "next" and lex.low(i) == "next" else -1 if back else 0
        return Period(
            saturday.start and saturday.start + 7 * weeks * DAY,
            saturday.end and saturday.end + 7 * weeks * DAY,
            "range",
        ), j + 1
    if unit == "fortnight":
        return None
    moved = shift(anchor, unit, _STEPS[step])
    if unit == "week" and moved is not None:
        k = j + 2 if lex.low(j + 1) in ("on", "-") else j + 1
        if lex.low(k) in WEEKDAYS:
            return before_or_after(Named(weekday=WEEKDAYS[lex.low(k)]), anchor, step), k + 1  # type: ignore[arg-type]
    return (Period(None, None, grain) if moved is None else whole(unit, moved)), j + 1


def _weekend(lex: Lexed, i: int, anchor: date | None, look: Look) -> Hit | None:
    """The weekend: the one going on, else the one behind, or the one ahead where the clause looks ahead."""
    if not lex.words(i, "the", "weekend"):
        return None
    if anchor is None:
        return RANGE, i + 2
    period = whole("weekend", anchor)
    if anchor.weekday() < 5 and look(i, i + 2) != "future":
        period = whole("weekend", anchor - 7 * DAY)
    return period, i + 2


def _counted_part(lex: Lexed, i: int, anchor: date | None, look: Look) -> Hit | None:
    """A week of a month or year: the last week of July; the first two weeks of October; the end of next year."""
    j = i + 1 if lex.low(i) == "the" else i
    if lex.low(j) == "week":
        return _week_of(lex, j, anchor, look)
    ordinal = parse_ordinal(lex, j)
    if ordinal is None:
        return None
    amount = parse_number(lex, ordinal[1])
    count = int(amount.low) if amount and amount.low < 100 else 1
    k = amount.end if amount else ordinal[1]
    unit = UNITS.get(lex.low(k))
    if unit not in ("day", "week", "month") or lex.low(k + 1) != "of":
        return None
    outer = named_date(lex, k + 2, anchor) or _step(lex, k + 2, anchor, look) or _the_unit(lex, k + 2, anchor)
    if outer is None:
        return None
    period = resolve(outer[0], anchor, look(i, outer[1]))
    if period.start is None or period.end is None:
        return RANGE, outer[1]
    return _slice(period, unit, ordinal[0], count), outer[1]


def _week_of(lex: Lexed, j: int, anchor: date | None, look: Look) -> Hit | None:
    """The week of a day: the week of 28 October; the week beginning Monday."""
    if lex.low(j + 1) not in ("of", "beginning", "starting", "commencing", "ending"):
        return None
    k = j + 3 if lex.low(j + 2) == "on" else j + 2
    inner = named_date(lex, k, anchor)
    if inner is None or (isinstance(inner[0], Named) and not (inner[0].day or inner[0].weekday is not None)):
        return None
    start = resolve(inner[0], anchor, look(j, inner[1])).start
    return (whole("week", start) if start else Period(None, None, "week")), inner[1]


def _slice(period: Period, unit: str, ordinal: int, count: int) -> Period:
    """The n-th week (Monday to Sunday), day or month of a period, and as many as ``count`` of them."""
    if period.start is None or period.end is None:
        return RANGE
    origin = period.start if ordinal > 0 else period.end
    if unit == "week":  # a week belongs to the month or year that has its Thursday
        origin += (3 - origin.weekday()) % 7 * DAY if ordinal > 0 else -((origin.weekday() - 3) % 7) * DAY
    steps = ordinal - 1 if ordinal > 0 else 1 - count
    first = shift(origin, unit, steps)
    last = None if first is None else shift(first, unit, count - 1)
    if first is None or last is None:
        return RANGE
    start, end = whole(unit, first).start, whole(unit, last).end
    return Period(start, end, "range" if count > 1 else unit)


def _the_unit(lex: Lexed, i: int, anchor: date | None) -> Hit | None:
    """The current unit: the year, the month (only inside other expressions)."""
    if lex.low(i) != "the" or lex.low(i + 1) not in _RUNNING:
        return None
    return (whole(lex.low(i + 1), anchor) if anchor else RANGE), i + 2


def current_unit(lex: Lexed, i: int, anchor: date | None) -> Hit | None:
    """The running year, month or week, as in "the end of the year"."""
    if lex.low(i) in _RUNNING:
        return (whole(lex.low(i), anchor) if anchor else RANGE), i + 1
    return _the_unit(lex, i, anchor)


def _narrative(lex: Lexed, i: int) -> Hit | None:
    """The same day, that night, the day before: told from the story, so found but unknown."""
    j = i + 1 if lex.low(i) == "the" else i
    if lex.words(j, "day", "before", "yesterday") or lex.words(j, "day", "after", "tomorrow"):
        return None
    if (
        lex.low(i) in ("the", "that")
        and lex.low(j) in ("same", "that")
        and UNITS.get(lex.low(j + 1)) in ("day", "week", "month", "year")
    ):
        return Period(None, None, UNITS[lex.low(j + 1)]), j + 2
    return None
