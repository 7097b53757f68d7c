"""GEXF 1.3 for Gephi, written here because networkx's files of that version fail its schema and carry today's date.

Scheme: GEXF 1.3 (gexf.net/1.3), a static graph, with colour, size and thickness of its viz module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from math import sqrt
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from kgraph.export.actor_graph import GraphExporter
from kgraph.export.text import xml_text

if TYPE_CHECKING:
    import networkx as nx

_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
_STATES, _AGENCIES, _PEOPLE, _ORGANISATIONS = (0, 114, 178), (86, 180, 233), (230, 159, 0), (0, 158, 115)
#: Colours that people with any kind of colour vision can tell apart (Okabe and Ito 2008).
NODE_COLOURS: dict[str, tuple[int, int, int]] = {
    "State": _STATES,
    **dict.fromkeys(("Agency", "Ministry", "IntelligenceService", "ArmedForce", "Legislature"), _AGENCIES),
    **dict.fromkeys(("Official", "Person"), _PEOPLE),
    **dict.fromkeys(("Organization", "IGO", "Company", "MediaOutlet", "ArmedGroup"), _ORGANISATIONS),
    "Treaty": (204, 121, 167),
    "Place": (240, 228, 66),
}
_GREY = (153, 153, 153)
#: An edge's colour by its sign: conflict, neither, cooperation.
EDGE_COLOURS: dict[int, tuple[int, int, int]] = {-1: (213, 94, 0), 0: _GREY, 1: (0, 114, 178)}
Columns = dict[str, tuple[str, type]]


class Gexf(GraphExporter):
    """``.gexf``."""

    description = "the actor graph as GEXF 1.3 (Gephi)"

    def __init__(self, out: BinaryIO) -> None:
        super().__init__(out)
        self.xml = XMLGenerator(out, encoding="utf-8", short_empty_elements=True)

    def write(self, x: nx.MultiDiGraph[str]) -> None:
        """Write the whole document for one graph."""
        self.xml.startDocument()
        root = {"xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", "version": "1.3"}
        with self.element("gexf", root):
            with self.element("meta"):
                for name, text in (("creator", "kgraph"), ("description", "Actors and what is claimed of them")):
                    with self.element(name):
                        self.xml.characters(text)
            with self.element("graph", {"defaultedgetype": "directed", "idtype": "string"}):
                self.graph(x)
        self.out.write(b"\n")

    def graph(self, graph: nx.MultiDiGraph[str]) -> None:
        """Write the columns, then the nodes, then the edges."""
        node_columns = self.columns("node", (data for _, data in graph.nodes(data=True)))
        edge_columns = self.columns("edge", (data for *_, data in graph.edges(data=True)))
        with self.element("nodes", {"count": str(graph.number_of_nodes())}):
            for node, data in graph.nodes(data=True):
                with self.element("node", {"id": node, "label": str(data.get("label", node))}):
                    self.values(node_columns, data)
                    self.looks(NODE_COLOURS.get(data.get("type", ""), _GREY), "size", 4 + 4 * sqrt(graph.degree(node)))
        with self.element("edges", {"count": str(graph.number_of_edges())}):
            for source, target, key, data in graph.edges(keys=True, data=True):
                with self.element("edge", {"id": str(key), "source": source, "target": target, **_relation(data)}):
                    self.values(edge_columns, data)
                    self.looks(EDGE_COLOURS[data.get("sign", 0)], "thickness", 1 + sqrt(data.get("weight", 0)))

    def columns(self, of: str, rows: Iterable[Mapping[str, Any]]) -> Columns:
        """Declare one column for each attribute, of the type that holds all its values."""
        types: dict[str, type] = {}
        for row in rows:
            for name, value in row.items():
                types[name] = _wider(types.get(name, type(value)), type(value))
        for known in ("label", "weight"):
            types.pop(known, None)
        columns = {name: (f"{of}{i}", types[name]) for i, name in enumerate(sorted(types))}
        with self.element("attributes", {"class": of}):
            for name, (key, kind) in columns.items():
                self.empty("attribute", {"id": key, "title": name, "type": _TYPES[kind]})
        return columns

    def values(self, columns: Columns, data: Mapping[str, Any]) -> None:
        """Write the attributes of one node or edge."""
        with self.element("attvalues"):
            for name, (key, _) in columns.items():
                if name in data:
                    self.empty("attvalue", {"for": key, "value": _literal(data[name])})

    def looks(self, colour: tuple[int, int, int], measure: str, value: float) -> None:
        """Write what one node or edge looks like."""
        self.empty("viz:color", dict(zip("rgb", map(str, colour), strict=True)))
        self.empty(f"viz:{measure}", {"value": f"{value:.3f}"})

    @contextmanager
    def element(self, name: str, attributes: Mapping[str, str] | None = None) -> Iterator[None]:
        """An element around what is written in the block."""
        self.xml.startElement(name, AttributesImpl({key: xml_text(v) for key, v in (attributes or {}).items()}))
        yield
        self.xml.endElement(name)

    def empty(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element with nothing in it."""
        with self.element(name, attributes):
            pass


def _relation(data: Mapping[str, Any]) -> dict[str, str]:
    """Label, weight and kind. Gephi merges parallel edges of one kind, and takes no weight of nothing for an edge."""
    relation = {name: str(data["relation"]) for name in ("label", "kind") if "relation" in data}
    return {**relation, "weight": str(data["weight"])} if data.get("weight") else relation


def _wider(one: type, other: type) -> type:
    """The type that holds both: whole numbers fit among fractions, and everything among strings."""
    if one is other:
        return one
    return float if {one, other} == {int, float} else str


def _literal(value: Any) -> str:
    """A value in XML Schema's spelling."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return {"inf": "INF", "-inf": "-INF", "nan": "NaN"}.get(repr(value), repr(value))
    return str(value)
