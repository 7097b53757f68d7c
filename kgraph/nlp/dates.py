"""Finds the dates and periods of a news text and places them in the calendar, anchored to the day of publication."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kgraph.nlp.datenames import named_date
from kgraph.nlp.datewords import HOLIDAYS, MONTHS, PARTS, SEASONS, SHORT_WEEKDAYS, TIMES_OF_DAY, UNITS, WEEKDAYS
from kgraph.nlp.lexing import APOSTROPHES, Found, Lexed, Phrases, word_list
from kgraph.nlp.numbers import parse_number
from kgraph.nlp.numberwords import FEW, ORDINALS, SMALL
from kgraph.nlp.periods import (
    Direction,
    Expression,
    Named,
    Period,
    join,
    part_of,
    resolve,
    shift,
    whole,
)
from kgraph.nlp.reldates import current_unit, relative_date
from kgraph.nlp.tenses import clause_direction
from kgraph.nlp.yearnames import Hit
from kgraph.types import Time

Tense = Callable[[int], Direction | None]

# What stands before a date and opens or closes a side of it.
_LEADS = Phrases(
    {
        "since": "since", "ever since": "since", "until": "until", "till": "until", "up until": "until", "by": "by",
        "before": "before", "prior to": "before", "after": "after", "no later than": "by", "not later than": "by",
        "as early as": "ahead", "as soon as": "ahead", "not before": "since", "starting": "since",
        "beginning": "since", "starting on": "since", "starting in": "since", "starting from": "since",
        "beginning on": "since", "beginning in": "since", "from": "from", "as late as": "plain",
    }
)  # fmt: skip
_FILLERS = frozenset(("at", "least", "about", "around", "roughly", "approximately", "on", "in", "circa", "some", "as"))
_CONNECTORS = frozenset(("to", "until", "till", "through", "-", "–", "—"))
_TRIGGERS = (
    frozenset(MONTHS) | frozenset(WEEKDAYS) | frozenset(SHORT_WEEKDAYS) | SEASONS | HOLIDAYS.first_words
    | _LEADS.first_words | PARTS.first_words | frozenset(SMALL) | frozenset(ORDINALS)
    | frozenset(phrase.split()[0] for phrase in FEW) | frozenset(word for word in UNITS if word.endswith("s"))
    | frozenset(word_list(
        "the that in within between earlier later early late mid last this next past previous coming upcoming current "
        "recent today tomorrow yesterday tonight overnight a an half q h year nineties eighties seventies sixties "
        "fifties forties thirties twenties following preceding hundreds thousands dozens"
    ))
)  # fmt: skip


def find_times(text: str, *, anchor: date | None, tense: Tense | None = None) -> list[Found[Time]]:
    """Every date and period of a text, as inclusive ISO dates, in the order of print.

    Args:
        text: the article's text.
        anchor: the day of publication. None leaves relative dates and dates without a year unplaced: their ``start``
            and ``end`` are None, their text is kept.
        tense: whether the clause at a code point looks back ("past") or ahead ("future"); None, or where it answers
            None, the words around the date decide, and then a weekday is the last one that has come.

    "since August" has no end, "until Friday" and "by the end of the year" have no start, "after 2022" begins in 2023.
    Durations ("for three days"), repetitions ("every Monday") and bare clock times are no dates.
    """
    return times_in(Lexed(text), anchor=anchor, tense=tense)


def times_in(lex: Lexed, *, anchor: date | None, tense: Tense | None = None) -> list[Found[Time]]:
    """``find_times`` on a text that is cut already."""
    reader = _Reader(lex, anchor, tense)
    found: list[Found[Time]] = []
    i = 0
    while i < lex.size:
        token = lex.tokens[i]
        hit = reader.phrase(i) if token.kind == "n" or token.low in _TRIGGERS else None
        if hit is None:
            i += 1
            continue
        period, end = hit
        found.append(lex.found(i, end, Time(period.start, period.end, period.grain, lex.slice(i, end))))
        i = end
    return found


class _Reader:
    """Reads one date expression at a time; its methods answer what stands at a token and where it ends."""

    def __init__(self, lex: Lexed, anchor: date | None, tense: Tense | None) -> None:
        self.lex, self.tense = lex, tense
        # The calendar of news; near the edges of the calendar of datetime no week or year could be counted.
        self.anchor = anchor if anchor is not None and 1000 < anchor.year < 9000 else None

    def look(self, first: int, stop: int) -> Direction | None:
        """The direction of the clause around the tokens: by the parse, else by the words."""
        told = self.tense(self.lex[first].start) if self.tense else None
        return told or clause_direction(self.lex, first, stop)

    def phrase(self, i: int) -> tuple[Period, int] | None:
        """A whole date phrase: a range, a date with its preposition, an offset, or a plain date."""
        return self._between(i) or self._led(i) or self._offset(i) or self._dash_range(i) or self._plain(i)

    def _plain(self, i: int) -> tuple[Period, int] | None:
        atom = self.atom(i)
        if atom is None:
            return None
        return resolve(atom[0], self.anchor, self._direction(atom[0], i, atom[1])), atom[1]

    def _direction(self, what: Expression, first: int, stop: int) -> Direction | None:
        """The direction, asked for only where the date depends on it."""
        if isinstance(what, Period) or what.year is not None or self.anchor is None:
            return None
        return self.look(first, stop)

    def atom(self, i: int) -> Hit | None:
        """One date with its part (early, mid, late) and its time of day, before the calendar places it."""
        hit = (
            self._part(i) or relative_date(self.lex, i, self.anchor, self.look) or named_date(self.lex, i, self.anchor)
        )
        return None if hit is None else (hit[0], self._clock(hit[1]))

    def _part(self, i: int) -> Hit | None:
        """Early March; mid-2024; the end of the year; late Friday; the beginning of next month."""
        head = PARTS.at(self.lex, i)
        if head is None:
            return None
        part, j = head
        if self.lex.dash(j):
            j += 1
        if self.lex.low(j) in ("in", "on") or self.lex.words(j, "of"):
            j += 1
        inner = (
            (current_unit(self.lex, j, self.anchor) if self.lex.low(j - 1) == "of" else None)
            or named_date(self.lex, j, self.anchor)
            or relative_date(self.lex, j, self.anchor, self.look)
        )
        if inner is None:
            return None
        what, end = inner
        if isinstance(what, Period):
            return part_of(what, part) or what, end
        if what.day or what.weekday is not None or what.holiday or what.part:
            return what, end
        return replace(what, part=part), end

    def _clock(self, j: int) -> int:
        """The token after a time of day that belongs to the date: "Friday morning", "at 10:30 GMT"."""
        lex = self.lex
        if lex.low(j) in TIMES_OF_DAY and lex.low(j - 1) not in TIMES_OF_DAY:
            j += 1
        elif lex.dash(j) and lex.low(j + 1) in TIMES_OF_DAY:
            return j
        k = j + 1 if lex.low(j) == "," else j
        if lex.low(k) != "at":
            return j
        k += 2 if lex.low(k + 1) in ("about", "around", "approximately") else 1
        if lex.low(k) in ("noon", "midnight", "dawn", "dusk", "midday"):
            return k + 1
        if lex[k].kind != "n":
            return j
        clock = lex.low(k + 1) in (":", ".") and lex[k + 2].kind == "n" and lex.glued(k + 1)
        k += 3 if clock else 1
        named = False
        while lex.low(k) in (
            "am",
            "pm",
            "a",
            "p",
            "gmt",
            "utc",
            "local",
            "time",
            "et",
            "bst",
            "cet",
            "o",
            "oclock",
            "hours",
        ):
            dotted = lex.low(k) in ("a", "p")
            if dotted and not lex.words(k + 1, ".", "m"):
                break
            k += (4 if lex.low(k + 3) == "." else 3) if dotted else 1
            named = True
        return k if clock or named else j

    def _possessive(self, j: int) -> bool:
        return self.lex.low(j) in APOSTROPHES and self.lex.glued(j) and self.lex.low(j + 1) == "s"

    def _between(self, i: int) -> tuple[Period, int] | None:
        """Between 2014 and 2016; from Monday to Wednesday."""
        lead = self.lex.low(i)
        if lead not in ("between", "from"):
            return None
        j = i + 2 if self.lex.low(i + 1) in ("about", "around", "roughly", "late", "at") else i + 1
        whole = self.atom(j)
        if whole and isinstance(whole[0], Named) and whole[0].last_day:
            return resolve(whole[0], self.anchor, self._direction(whole[0], i, whole[1])), whole[1]
        links = _CONNECTORS | {"and"} if lead == "between" else _CONNECTORS
        return self._range(i, j, links)

    def _dash_range(self, i: int) -> tuple[Period, int] | None:
        """Monday to Wednesday; August-October 2016; 27 October to 3 November."""
        return self._range(i, i, _CONNECTORS)

    def _range(self, i: int, j: int, links: frozenset[str]) -> tuple[Period, int] | None:
        first: Hit | None = (
            (Period(self.anchor, self.anchor, "day"), j + 1) if self.lex.low(j) == "now" else self.atom(j)
        )
        if first is None or self.lex.low(first[1]) not in links:
            return None
        k = first[1] + 1
        while self.lex.low(k) in ("on", "at", "in", "about", "around"):
            k += 1
        last = self._second(k, first[0])
        if last is None:
            return None
        period = self._join(first[0], last[0], i, last[1])
        return None if period is None else (period, last[1])

    def _second(self, k: int, first: Expression) -> Hit | None:
        """The other end of a range; "now" is the day of publication; a year needs no preposition here."""
        word = self.lex.low(k)
        if word in ("now", "present") or self.lex.words(k, "the", "present"):
            end = k + (2 if word == "the" else 1)
            return (Period(self.anchor, self.anchor, "day"), end)
        atom = self.atom(k)
        if atom is None and isinstance(first, Named) and len(word) == 4 and word.isdigit() and 1000 < int(word) < 2200:
            return Named(year=int(word)), k + 1
        return atom

    def _join(self, first: Expression, last: Expression, i: int, stop: int) -> Period | None:
        """The range between two dates; the year or direction of the one completes the other."""
        if isinstance(first, Named) and isinstance(last, Named) and first.lacks_year and last.year is not None:
            first = replace(first, year=last.year)
            begin, end = resolve(first, None, None), resolve(last, None, None)
            if begin.start and end.end and begin.start > end.end and last.year > 1:
                begin = resolve(replace(first, year=last.year - 1), None, None)
            return join(begin, end)
        if isinstance(first, Named) and isinstance(last, Named) and first.year is not None and last.lacks_year:
            begin = resolve(first, None, None)
            return join(begin, resolve(last, begin.start, "future"))
        direction = self.look(i, stop) if self.anchor else None
        if isinstance(first, Named) and (isinstance(last, Period) or direction == "future"):
            end = resolve(last, self.anchor, direction)
            return join(_latest(first, self.anchor, end), end)
        begin = resolve(first, self.anchor, direction)
        if isinstance(last, Period) or begin.start is None:
            return join(begin, resolve(last, self.anchor, direction))
        return join(begin, resolve(last, begin.start, "future"))

    def _led(self, i: int) -> tuple[Period, int] | None:
        """A date with a preposition that opens a side: since August; until Friday; by the end of the year."""
        lead = _LEADS.at(self.lex, i)
        if lead is None:
            return None
        kind, j = lead
        while self.lex.low(j) in _FILLERS and j < i + 6:
            j += 1
        inner = _LEADS.at(self.lex, j) if kind in ("by", "since", "until") else None
        if inner is not None and inner[0] == "ahead":
            j = inner[1]
        span = self._dash_range(j)
        if span is not None:
            return _open(kind, span[0]) if kind not in ("ahead", "plain", "from") else span[0], span[1]
        atom = self.atom(j)
        if atom is None:
            return None
        what, end = atom
        if self._possessive(end) and kind not in ("since", "ahead"):
            return None
        period = resolve(what, self.anchor, self._led_direction(kind, what, i, end))
        if kind == "from" and not _starts(what):
            return None
        bound = PARTS.at(self.lex, j)
        if bound is not None and (kind, bound[0]) in (("before", "late"), ("after", "early")):
            kind = "until" if kind == "before" else "since"
        return _open(kind, period), end

    def _led_direction(self, kind: str, what: Expression, i: int, stop: int) -> Direction | None:
        if isinstance(what, Period) or self.anchor is None or what.year is not None:
            return None
        if kind == "ahead" and (what.weekday is not None or what.day is not None):
            return "future"
        if kind == "since" and self.lex.low(i) in ("since", "ever"):
            return "past"
        direction = self.look(i, stop)
        return direction or ("future" if kind in ("ahead", "by", "until") else None)

    def _offset(self, i: int) -> tuple[Period, int] | None:
        """So many units before or after a date: two weeks before Christmas; the day after Friday's vote."""
        lex = self.lex
        number = None if lex.low(i) == "the" else parse_number(lex, i)
        count: float | None = number.low if number and number.form != "vague" else None
        j = number.end if number else i
        if number is None and lex.low(i) in ("a", "an", "the"):
            count, j = 1.0, i + 1
        unit = UNITS.get(lex.low(j))
        if unit is None or (lex.low(i) == "the" and unit not in ("day", "week", "month", "year")):
            return None
        link = lex.low(j + 1)
        if link not in ("before", "after", "from"):
            return None
        k = j + 2
        base = (Period(self.anchor, self.anchor, "day"), k + 1) if lex.low(k) == "now" else self.atom(k)
        if base is None:
            counted = lex.low(i) == "the" or number is not None or count is not None or lex.low(i).endswith("s")
            known = counted and link != "from" and lex[k].kind == "w"
            return (Period(None, None, unit if unit in ("week", "month", "year") else "day"), j + 2) if known else None
        start = resolve(base[0], self.anchor, self._direction(base[0], i, base[1])).start
        if start is None or count is None or count != int(count) or count > 1e5 or unit in ("hour", "minute"):
            return Period(None, None, "range"), base[1]
        moved = shift(start, unit, int(count) * (-1 if link == "before" else 1))
        if moved is not None and unit in ("month", "year") and start.day == 1 and lex[k].kind == "n":
            return whole(unit, moved), base[1]
        return Period(moved, moved, "day"), base[1]


def _starts(what: Expression) -> bool:
    """Whether "from" before this date opens it: from Monday, from 3 May; not "documents from 2014"."""
    return what.grain == "day" if isinstance(what, Period) else bool(what.day or what.weekday is not None)


def _open(kind: str, period: Period) -> Period:
    """The period that "since", "until", "by", "before" and "after" make of a date."""
    if kind in ("since", "from"):
        return Period(period.start, None, "range")
    if kind in ("until", "by"):
        return Period(None, period.end, "range")
    if kind == "before":
        return Period(None, period.start and shift(period.start, "day", -1), "range")
    if kind == "after":
        return Period(period.end and shift(period.end, "day", 1), None, "range")
    return period


def _latest(first: Named, anchor: date | None, end: Period) -> Period:
    """The beginning of a range whose end is known: the latest that lies before it."""
    return resolve(first, end.start or anchor, "past")
