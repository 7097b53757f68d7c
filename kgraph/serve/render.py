"""Templates to HTML: everything escaped by itself, links only to pages of ours and to web addresses."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from kgraph.plover import SECTOR_NAMES
from kgraph.store.terms import escape
from kgraph.view.palette import LOOKS

if TYPE_CHECKING:
    from jinja2 import Environment

    from kgraph.types import Time

_SHAPES = {
    "square": "3,3 13,3 13,13 3,13",
    "diamond": "8,1.5 14.5,8 8,14.5 1.5,8",
    "triangle": "8,2 14.5,13.5 1.5,13.5",
    "triangleDown": "1.5,2.5 14.5,2.5 8,14",
    "hexagon": "4.5,2 11.5,2 15,8 11.5,14 4.5,14 1,8",
    "star": "8,1 10,6 15.2,6 11,9.3 12.6,14.6 8,11.4 3.4,14.6 5,9.3 .8,6 6,6",
}
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


def render(template: str, **values: Any) -> bytes:
    """A page as UTF-8."""
    text = _environment().get_template(template).render(**values)
    return _SURROGATE.sub("\ufffd", text).encode()


def path_of(relative: str) -> str:
    """The address of the page of an article, a claim or an entity: its relative id behind a slash."""
    return "/" + escape(relative.lstrip("/"))  # two slashes would begin the name of a host


def web_address(text: str | None) -> str | None:
    """An address that a link may lead to; None for anything but http and https."""
    try:
        parts = urlsplit((text or "").strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    return quote((text or "").strip(), safe="/-._~:@!$&'()*+,;=?#%[]", errors="replace")


def type_words(kind: str) -> str:
    """A type as people write it: ``ArmedForce`` as "Armed force", ``TroopClaim`` as "Troops"."""
    return _TYPES.get(kind) or _WORD.sub(" ", kind).capitalize()


_TYPES = {
    "IGO": "Intergovernmental organisation",
    "Organization": "Organisation",
    "TroopClaim": "Troops",
    "ArmsClaim": "Arms",
    "TreatyClaim": "Treaty",
    "ClauseClaim": "Treaty clause",
    "AttackClaim": "Attack",
    "MeetingClaim": "Meeting",
    "EventClaim": "Event",
}


def day_words(day: object) -> str:
    """A day as people write it: ``2024-10-03`` as "3 Oct 2024"; "undated" where there is none."""
    year, month, number = f"{day or ''}"[:4], f"{day or ''}"[5:7], f"{day or ''}"[8:10]
    if not (year.isdigit() and month.isdigit() and number.isdigit() and 1 <= int(month) <= 12):
        return "undated"
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"


def period_words(time: Time) -> str:
    """A told time no finer than print has it: "2019" is no first of January; empty where it has no date."""
    start, end = time.start, time.end
    if start is None or end is None:
        return f"since {day_words(start)}" if start else f"until {day_words(end)}" if end else ""
    if time.granularity == "year" and start.year == end.year:
        return str(start.year)
    if time.granularity == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{_MONTHS[start.month - 1]} {start.year}"
    if time.granularity == "week":
        return f"week of {day_words(start)}"
    return day_words(start) if start == end else f"{day_words(start)} to {day_words(end)}"


def counted(number: int, word: str, many: str = "") -> str:
    """``1 entity``, ``1,200 entities``."""
    return f"{number:,} {word if number == 1 else many or word + 's'}"


def sector_words(code: str) -> str:
    """A sector's code in words; the code where it is not known."""
    return SECTOR_NAMES.get(code, code)


_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def shorten(text: str, length: int = 300) -> str:
    """The beginning of a text that is longer than can be shown."""
    return text if len(text) <= length else f"{text[:length]}…"


def templates(*names: str) -> None:
    """Make templates ready, with all that they include."""
    for name in ("layout.html", "parts.html", *names):
        _environment().get_template(name)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    folder = files("kgraph.serve") / "templates"
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8")),
    )
    environment.filters.update(
        path=path_of,
        web=web_address,
        kind=type_words,
        shorten=shorten,
        day=day_words,
        counted=counted,
        sector=sector_words,
    )
    environment.globals.update(looks=LOOKS, shapes=_SHAPES)
    return environment
