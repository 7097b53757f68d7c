"""Dates told from the story: "a day earlier", "two weeks later", "the next day", placed by the date told before them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from kgraph.nlp.datewords import UNITS
from kgraph.nlp.lexing import Found, Lexed
from kgraph.nlp.numbers import parse_number
from kgraph.nlp.periods import shift, whole
from kgraph.types import Time

REACH = 400  # code points, some three sentences: farther back the story has moved on
_EXACT = {
    "day": ("day",),
    "week": ("day", "week"),
    "month": ("day", "week", "month"),
    "year": ("day", "week", "month", "season", "year"),
}
_FORWARD = frozenset({"next", "following"})
_BACKWARD = frozenset({"previous", "preceding"})


def place_in_story(
    found: Iterable[Found[Time]], *, relative: Callable[[int], tuple[bool, int] | None] | None = None
) -> list[Found[Time]]:
    """The dates of a text in their order, with those told from the story counted from the date before them.

    The date before must be as exact as the unit that is counted, and near: "two days later" after "in 2019" stays
    without a date.

    ``relative`` tells of a date that ends in "after" or "before", by the offset of its end, whether it belongs to the
    clause that follows, and where its sentence begins; None where nothing follows. "Chad left on Friday, two weeks after
    Mali had signed": Mali signed two weeks before Friday. "Two weeks after the vote" counts from a sentence before.
    """
    placed: list[Found[Time]] = []
    for this in found:
        told = _step(this.value.text) if this.value.start is None and this.value.end is None else None
        measured = relative(this.end) if told is not None and relative is not None and _open(this.value.text) else None
        if told is not None and measured is not None:
            clause, begin = measured
            same_sentence = bool(placed) and placed[-1].start >= begin
            told = (told[0], -told[1] if clause else told[1]) if clause == same_sentence else None
        if told is not None and placed and this.start - placed[-1].end <= REACH:
            this = replace(this, value=_moved(this.value, placed[-1].value, *told))
        placed.append(this)
    return placed


def _open(text: str) -> bool:
    return text.lower().endswith((" after", " before"))


def _step(text: str) -> tuple[str, int] | None:
    """(unit, how many of them on): "two days later" is ("day", 2), "the previous month" ("month", -1)."""
    lex = Lexed(text)
    words = [lex.low(i) for i in range(lex.size)]
    unit = next((u for w in words if (u := UNITS.get(w)) in _EXACT), None)
    if unit is None:
        return None
    if words[-1] in ("earlier", "later", "before", "after"):
        number = parse_number(lex, 0)
        one = words[0] in ("a", "an", "one") or (words[0] == "the" and len(words) == 3)
        count = number.low if number is not None and number.low == number.high else 1.0 if one else None
        if count is None or count != int(count) or count > 100:
            return None
        return unit, int(count) * (1 if words[-1] in ("later", "after") else -1)
    if len(words) == 3 and words[0] in ("the", "that"):
        if words[1] in _FORWARD | _BACKWARD:
            return unit, 1 if words[1] in _FORWARD else -1
        return (unit, 0) if words[1] == "same" else None
    return None


def _moved(time: Time, base: Time, unit: str, count: int) -> Time:
    """The time counted from another; unchanged where that one is too vague."""
    start: date | None = base.start
    if start is None or base.end is None or base.granularity not in _EXACT[unit]:
        return time
    moved = shift(start, unit, count)
    if moved is None:
        return time
    period = whole(unit, moved)
    return Time(period.start, period.end, period.grain, time.text)
