"""Calendar arithmetic for the dates of news: periods, dates that lack their year, and how an anchor completes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

Direction = Literal["past", "future"]
DAY = timedelta(days=1)
# Print gives the year of a date ten months away; without it, a date within two months on the other side is meant.
_FAR, _NEAR = 300, 60


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` to ``end``, both included; None where print leaves a side open or nothing is known."""

    start: date | None
    end: date | None
    grain: str


@dataclass(frozen=True, slots=True)
class Named:
    """A day or period as print names it, often without its year: 27-28 October; Friday; spring 2022; early March.

    ``weekday`` counts from Monday as 0. ``holiday`` gives a day for a year. ``part`` is early, mid or late.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    holiday: Callable[[int], date | None] | None = None
    part: str | None = None

    @property
    def lacks_year(self) -> bool:
        """Whether only the calendar date without the year was printed."""
        return self.year is None and self.weekday is None and not (self.day and self.month is None)


Expression = Period | Named
UNKNOWN = Period(None, None, "day")


def day(value: date) -> Period:
    """One day."""
    return Period(value, value, "day")


def shift(anchor: date, unit: str, count: int) -> date | None:
    """The date ``count`` units after the anchor (before, where negative); None outside the calendar."""
    try:
        if unit in ("day", "week", "fortnight"):
            return anchor + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
        months = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}[unit]
        shifted: date = anchor + relativedelta(months=count * months)
    except (OverflowError, ValueError):
        return None
    return shifted


def whole(unit: str, within: date) -> Period:
    """The week (Monday to Sunday), month, quarter, year or decade that holds a day."""
    year = within.year
    if unit == "week":
        monday = within - within.weekday() * DAY
        return Period(monday, monday + 6 * DAY, "week")
    if unit == "weekend":
        saturday = within + (5 - within.weekday()) * DAY
        return Period(saturday, saturday + DAY, "range")
    if unit == "month":
        return _months(year, within.month, 1, "month")
    if unit == "quarter":
        return _months(year, within.month - (within.month - 1) % 3, 3, "quarter")
    if unit == "decade":
        return Period(date(year - year % 10 or MINYEAR, 1, 1), date(year - year % 10 + 9, 12, 31), "decade")
    if unit == "century":
        return Period(date(year - year % 100 or MINYEAR, 1, 1), date(year - year % 100 + 99, 12, 31), "range")
    return Period(date(year, 1, 1), date(year, 12, 31), "year") if unit == "year" else day(within)


def _months(year: int, month: int, count: int, grain: str) -> Period:
    start = date(year, month, 1)
    return Period(start, start + relativedelta(months=count) - DAY, grain)


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def in_year(named: Named, year: int) -> Period | None:
    """The period that a name means in a given year; None where the calendar has no such day (29 February)."""
    if not MINYEAR < year < MAXYEAR - 1:
        return None
    try:
        return part_of(_whole_in_year(named, year), named.part)
    except ValueError:
        return None


def _whole_in_year(named: Named, year: int) -> Period | None:
    if named.holiday is not None:
        feast = named.holiday(year)
        return None if feast is None else day(feast)
    if named.month and named.day:
        start = date(year, named.month, named.day)
        if named.last_day is None:
            return day(start)
        end = date(year, named.month, named.last_day)
        return Period(start, end, "range") if end > start else None
    if named.month:
        return _months(year, named.month, 1, "month")
    if named.season:
        return _months(year, _SEASONS[named.season], 3, "season")
    if named.quarter:
        return _months(year, named.quarter * 3 - 2, 3, "quarter")
    if named.half:
        return _months(year, named.half * 6 - 5, 6, "range")
    return Period(date(year, 1, 1), date(year, 12, 31), "year")


def part_of(period: Period | None, part: str | None) -> Period | None:
    """Early, mid or late in a period: days 1-10, 11-20, 21- of a month; thirds of what is longer; parts of a week."""
    if period is None or part is None or period.start is None or period.end is None:
        return period
    start, end = period.start, period.end
    if part in ("first half", "second half"):
        return _half_of(period, part)
    days = (end - start).days + 1
    if days <= 2:
        return period
    if period.grain == "week":
        cuts = {"early": (0, 2), "mid": (1, 3), "late": (3, 6)}[part]
        return Period(start + cuts[0] * DAY, start + cuts[1] * DAY, "range")
    if period.grain == "month":
        cuts = {"early": (0, 9), "mid": (10, 19), "late": (20, days - 1)}[part]
        return Period(start + cuts[0] * DAY, start + cuts[1] * DAY, "range")
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    third = max(1, months // 3)
    first = {"early": 0, "mid": third, "late": months - third}[part]
    last = {"early": third, "mid": months - third, "late": months}[part]
    begin = start + relativedelta(months=first)
    return Period(begin, start + relativedelta(months=last) - DAY, "range")


def _half_of(period: Period, part: str) -> Period:
    if period.start is None or period.end is None:
        return period
    days = (period.end - period.start).days + 1
    middle = period.start + (days // 2) * DAY
    if period.start.day == 1 and days > 31:
        middle = period.start + relativedelta(months=round(days / 30.4) // 2)
    if part == "first half":
        return Period(period.start, middle - DAY, "range")
    return Period(middle, period.end, "range")


def resolve(what: Expression, anchor: date | None, direction: Direction | None) -> Period:
    """The period that an expression means in an article published on ``anchor``.

    What lacks its year or week is looked for before the anchor (``past``, the anchor's own day, week or month
    included), after it (``future``), or, with no direction, for a weekday before and for the rest wherever it lies
    nearest. A direction that leads ten months away yields to a date within two months: print gives the year of what
    is far. Without an anchor it stays unknown.
    """
    if isinstance(what, Period):
        return what
    if what.year is not None:
        return in_year(what, what.year) or Period(None, None, _grain(what))
    if anchor is None:
        return Period(None, None, _grain(what))
    candidates = [p for p in _candidates(what, anchor) if p.start is not None and p.end is not None]
    if what.weekday is not None and direction is None:
        direction = "past"
    chosen = choose(candidates, anchor, direction)
    if direction is not None and what.weekday is None and (chosen is None or _away(chosen, anchor) > _FAR):
        near = choose(candidates, anchor, None)
        chosen = near if near is not None and _away(near, anchor) < _NEAR else chosen
    return chosen or Period(None, None, _grain(what))


def _away(period: Period, anchor: date) -> int:
    """Days between a period and the anchor; 0 within it."""
    ahead = (period.start - anchor).days if period.start else 0
    behind = (anchor - period.end).days if period.end else 0
    return max(ahead, behind, 0)


def choose(candidates: list[Period], anchor: date, direction: Direction | None) -> Period | None:
    """The latest candidate that has begun, the earliest that has not ended, or the nearest.

    Nearest: what lies ahead must be less than half as far as what lies behind, for news tells of the past.
    """

    def distance(period: Period) -> tuple[int, bool]:
        ahead = (period.start - anchor).days if period.start else 0
        behind = (anchor - period.end).days if period.end else 0
        return max(2 * ahead, behind, 0), ahead > 0

    if direction == "past":
        return max(
            (p for p in candidates if p.start and p.start <= anchor), key=lambda p: p.start or anchor, default=None
        )
    if direction == "future":
        return min((p for p in candidates if p.end and p.end >= anchor), key=lambda p: p.end or anchor, default=None)
    return min(candidates, key=distance, default=None)


def before_or_after(what: Named, anchor: date, step: Literal["last", "next", "this"]) -> Period:
    """What "last June", "next spring", "this autumn", "last Friday" mean; weekdays count by calendar weeks."""
    if what.weekday is not None:
        week = {"last": -1, "this": 0, "next": 1}[step]
        return day(anchor + (what.weekday - anchor.weekday() + 7 * week) * DAY)
    candidates = [p for p in _candidates(what, anchor) if p.start and p.end]
    if step == "last":
        chosen = choose([p for p in candidates if p.end and p.end < anchor], anchor, "past")
    elif step == "next":
        chosen = choose([p for p in candidates if p.start and p.start > anchor], anchor, "future")
    else:
        chosen = choose([p for p in candidates if p.start and p.start.year == anchor.year], anchor, None)
    return chosen or Period(None, None, _grain(what))


def _candidates(what: Named, anchor: date) -> Iterator[Period]:
    """What a name without its year or month can mean around the anchor."""
    if what.weekday is not None:
        for week in (-1, 0, 1):
            yield day(anchor + (what.weekday - anchor.weekday() + 7 * week) * DAY)
        return
    if what.day is not None and what.month is None:
        for step in (-2, -1, 0, 1, 2):
            month = anchor.replace(day=1) + relativedelta(months=step)
            period = in_year(replace(what, month=month.month), month.year)
            if period is not None:
                yield period
        return
    reach = 8 if (what.month, what.day) == (2, 29) else 1
    for year in range(anchor.year - reach, anchor.year + reach + 1):
        period = in_year(what, year)
        if period is not None:
            yield period


def _grain(what: Named) -> str:
    """How exact a name is, when its place in the calendar is unknown."""
    if what.last_day or what.part or what.half:
        return "range"
    if what.day or what.weekday is not None or what.holiday:
        return "day"
    if what.month:
        return "month"
    return "season" if what.season else "quarter" if what.quarter else "year"


def join(first: Period, last: Period) -> Period:
    """From the beginning of one period to the end of another; unknown where they stand the wrong way round."""
    if first.start and last.end and first.start > last.end:
        return Period(None, None, "range")
    return Period(first.start, last.end, "range")


def western_easter(year: int) -> date | None:
    """Easter Sunday of the western churches."""
    return easter(year) if 1583 <= year <= 4099 else None
