"""Which file name stands for which exporter; the classes are imported when they are asked for, not before."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from kgraph.errors import ExportError
from kgraph.export.exporter import Exporter

GROUP = "kgraph.exporters"
BUILT_IN: dict[str, str] = {
    "claims.jsonl": "kgraph.export.jsonl:ClaimsJsonl",
    "entities.jsonl": "kgraph.export.jsonl:EntitiesJsonl",
    "quotes.jsonl": "kgraph.export.jsonl:QuotesJsonl",
    "claims.csv": "kgraph.export.csv_tables:ClaimsCsv",
    "entities.csv": "kgraph.export.csv_tables:EntitiesCsv",
    "quotes.csv": "kgraph.export.csv_tables:QuotesCsv",
    "gexf": "kgraph.export.gexf:Gexf",
    "graphml": "kgraph.export.graphml:GraphMl",
    "ttl": "kgraph.export.rdf:Turtle",
    "trig": "kgraph.export.rdf:TriG",
    "nq": "kgraph.export.rdf:NQuads",
    "jsonld": "kgraph.export.jsonld:JsonLd",
}


def formats() -> dict[str, str]:
    """File name pattern to a line that says what the file holds: ``claims.jsonl``, ``*.gexf``."""
    return {pattern(name): exporter(name).description for name in (*BUILT_IN, *sorted(_plugins()))}


def format_of(file_name: str) -> str:
    """The format that a file name ends in: ``ukraine-claims.csv`` is ``claims.csv``; the longest ending wins.

    Raises:
        ExportError: no format has such a name; the message lists those that exist.
    """
    lowered = file_name.lower()
    fitting = [name for name in (*BUILT_IN, *_plugins()) if _ends_in(lowered, name)]
    if not fitting:
        valid = ", ".join(pattern(name) for name in (*BUILT_IN, *sorted(_plugins())))
        raise ExportError(f"no export format has the name {file_name!r}: choose one of {valid}")
    return max(fitting, key=len)


def unit_of(file_name: str) -> str:
    """What ``export`` counts for a file of this name: row, statement or graph. Errors as of ``format_of``."""
    return exporter(format_of(file_name)).unit


def exporter(name: str) -> type[Exporter[Any]]:
    """The exporter class of a format.

    Raises:
        ExportError: the entry point of a third party cannot be imported, or is no exporter.
    """
    if name in BUILT_IN:
        module, _, attribute = BUILT_IN[name].partition(":")
        found = getattr(import_module(module), attribute)
    else:
        point = _plugins()[name]
        try:
            found = point.load()
        except Exception as error:
            raise ExportError(
                f"export format {name}: {point.value} cannot be loaded ({error}); reinstall it"
            ) from error
    if not (isinstance(found, type) and issubclass(found, Exporter)):
        raise ExportError(f"export format {name}: {found!r} is not a subclass of kgraph.export.Exporter; reinstall it")
    return found


def pattern(name: str) -> str:
    """A format's name as the user types it: ``claims.csv`` in full, any file for ``*.gexf``."""
    return name if "." in name else f"*.{name}"


def _ends_in(file_name: str, name: str) -> bool:
    before = "-_." if "." in name else "."
    return file_name == name or any(file_name.endswith(mark + name) for mark in before)


@cache
def _plugins() -> dict[str, EntryPoint]:
    """What other packages offer; the built-in names are taken."""
    return {point.name: point for point in entry_points(group=GROUP) if point.name not in BUILT_IN}
