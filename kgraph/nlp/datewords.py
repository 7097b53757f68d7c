"""The words of which English dates are made: months, weekdays, seasons, feasts, units and the words around them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from kgraph.nlp.lexing import Phrases, word_list
from kgraph.nlp.periods import western_easter

_MONTHS = word_list("january february march april may june july august september october november december")
MONTHS = {name: i for i, name in enumerate(_MONTHS, start=1)} | {name[:3]: i for i, name in enumerate(_MONTHS, start=1)}
MONTHS["sept"] = 9
SHORT_MONTHS = frozenset(name for name in MONTHS if len(name) <= 4 and name not in ("may", "june", "july"))
# Months that are also verbs, names or other words, so that they need company to be read as months.
DOUBTFUL_MONTHS = frozenset(
    ("may", "march", "mar", "dec", "sep", "jan", "jun", "apr", "jul", "aug", "oct", "nov", "feb")
)
NAME_MONTHS = frozenset(("april", "june", "august"))

_WEEKDAYS = word_list("monday tuesday wednesday thursday friday saturday sunday")
WEEKDAYS = {name: i for i, name in enumerate(_WEEKDAYS)}
SHORT_WEEKDAYS = {name[:3]: i for i, name in enumerate(_WEEKDAYS)} | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
SEASONS = frozenset(("spring", "summer", "autumn", "fall", "winter"))

UNITS: dict[str, str] = {
    "hour": "hour", "day": "day", "week": "week", "fortnight": "fortnight", "month": "month", "quarter": "quarter",
    "year": "year", "decade": "decade", "century": "century", "minute": "minute",
}  # fmt: skip
UNITS |= {f"{word}s": unit for word, unit in UNITS.items() if word != "century"} | {"centuries": "century"}
PERIOD_UNITS = frozenset(("week", "month", "quarter", "year", "decade", "century", "weekend", "fortnight"))

PREPOSITIONS = frozenset(
    word_list(
        "in on by since until till before after from during between to through throughout of for as around about "
        "early mid late last next this past earlier later over at into beyond every"
    )
)
TIMES_OF_DAY = frozenset(("morning", "afternoon", "evening", "night", "lunchtime", "midday", "noon", "midnight"))

PARTS = Phrases(
    {
        "early": "early", "mid": "mid", "late": "late", "the beginning of": "early", "beginning of": "early",
        "the start of": "early", "start of": "early", "the middle of": "mid", "middle of": "mid", "the end of": "late",
        "end of": "late", "the early": "early", "the late": "late", "the mid": "mid", "the first half of": "first half",
        "the second half of": "second half", "first half of": "first half", "second half of": "second half",
        "early in": "early", "late in": "late", "midway through": "mid", "the early part of": "early",
        "the latter half of": "second half", "very late": "late",
    }
)  # fmt: skip


def _fixed(month: int, day: int) -> Callable[[int], date | None]:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> Callable[[int], date | None]:
    def feast(year: int) -> date | None:
        sunday = western_easter(year)
        return None if sunday is None else sunday + timedelta(days=days)

    return feast


def _thanksgiving(year: int) -> date:
    """The fourth Thursday of November (United States)."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


def _black_friday(year: int) -> date:
    return _thanksgiving(year) + timedelta(days=1)


def _moving(year: int) -> date | None:
    """A feast of another calendar: it is found, and stays without a date."""
    return None


HOLIDAYS: Phrases[Callable[[int], date | None]] = Phrases(
    {
        "christmas": _fixed(12, 25), "christmas day": _fixed(12, 25), "christmas eve": _fixed(12, 24),
        "boxing day": _fixed(12, 26), "new year": _fixed(1, 1), "new year ' s day": _fixed(1, 1),
        "new year ’ s day": _fixed(1, 1), "new year ' s eve": _fixed(12, 31), "new year ’ s eve": _fixed(12, 31),
        "new year ' s": _fixed(1, 1), "new year ’ s": _fixed(1, 1), "new year day": _fixed(1, 1),
        "valentine ' s day": _fixed(2, 14), "valentine ’ s day": _fixed(2, 14), "halloween": _fixed(10, 31),
        "earth day": _fixed(4, 22), "black friday": _black_friday,
        "may day": _fixed(5, 1),
        "bastille day": _fixed(7, 14), "international women ’ s day": _fixed(3, 8),
        "international women ' s day": _fixed(3, 8), "epiphany": _fixed(1, 6), "all saints ’ day": _fixed(11, 1),
        "easter": _from_easter(0), "easter sunday": _from_easter(0), "easter monday": _from_easter(1),
        "good friday": _from_easter(-2), "palm sunday": _from_easter(-7), "ash wednesday": _from_easter(-46),
        "maundy thursday": _from_easter(-3), "pentecost": _from_easter(49), "thanksgiving": _thanksgiving,
        "thanksgiving day": _thanksgiving, "orthodox easter": _moving, "orthodox christmas": _fixed(1, 7),
        "ramadan": _moving, "eid al - fitr": _moving, "eid al - adha": _moving, "eid": _moving, "passover": _moving,
        "yom kippur": _moving, "rosh hashanah": _moving, "diwali": _moving, "lunar new year": _moving,
        "chinese new year": _moving, "nowruz": _moving, "hanukkah": _moving,
    }
)  # fmt: skip

# Nouns that a number of four digits counts: "2000 soldiers" is no year.
COUNTED = frozenset(
    word_list(
        "people troops soldiers men women children personnel civilians fighters militants rebels prisoners hostages "
        "migrants refugees police officers tanks missiles drones rockets shells rounds vehicles aircraft km kilometres "
        "kilometers miles metres meters feet tonnes tons dollars euros pounds percent % jobs homes houses villages "
        "members votes deaths casualties cases workers students protesters demonstrators residents families others "
        "barrels containers wounded dead pieces times days hours"
    )
)
