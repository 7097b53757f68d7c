"""Publication dates as files print them: ISO first, then other forms that can be read in one way only."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import product


def parse_date(value: str) -> date | None:
    """The calendar day, or None where the value is no whole, unambiguous date.

    A timestamp gives the day that it prints, whatever its time zone. ``10/11/2024`` (November or October?),
    ``Oct 2024`` (which day?) and two-digit years are not dates; ``25/10/2024`` and ``25 Oct 2024`` are.
    """
    value = value.strip()
    if not 8 <= len(value) <= 64:
        return None
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        return _other_form(value)


def _other_form(value: str) -> date | None:
    # dateutil fills gaps from a default and breaks ties by a preference: a date is sure only if neither matters.
    from dateutil import parser

    if not re.search(r"(?<!\d)[12]\d{3}(?!\d)", value):
        return None
    found = set()
    for default, day_first in product((datetime(2000, 1, 1), datetime(2004, 12, 28)), (True, False)):
        try:
            moment = parser.parse(value, default=default, dayfirst=day_first, yearfirst=False, ignoretz=True)
        except (ValueError, OverflowError, TypeError, ArithmeticError, AttributeError):
            return None
        found.add(moment.date())
    return found.pop() if len(found) == 1 else None
