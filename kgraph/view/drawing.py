"""Build the vis-network data of the canvas with pyvis: who is drawn, how large, and one line for each pair."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kgraph.analyse.edges import Edge
from kgraph.analyse.measures import Analysis
from kgraph.types import Entity
from kgraph.view.layout import positions
from kgraph.view.palette import LOOKS

#: The longest label on the canvas, in characters; the panel shows names in full.
LABEL_LENGTH = 30

# vis-network draws a star smaller than other shapes of its size.
_UNRANKED = {"Treaty": 15.0, "Place": 10.0}

#: Interaction only: positions are precomputed and labels are drawn by the page, so that they never overlap.
OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hideEdgesOnDrag": False,
        "hideEdgesOnZoom": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 100000,
        "zoomSpeed": 0.6,
    },
    "nodes": {"borderWidth": 1.5, "labelHighlightBold": False, "chosen": False},
    "edges": {
        "smooth": False,
        "chosen": False,
        "selectionWidth": 0,
        "hoverWidth": 0,
        "arrowStrikethrough": False,
        "arrows": {"to": {"scaleFactor": 0.45}, "from": {"scaleFactor": 0.45}},
    },
}


@dataclass(frozen=True, slots=True)
class Line:
    """Everything between two actors, drawn as one line, with how many claims stand behind it."""

    a: str
    b: str
    claims: int


def short_label(name: str, *, length: int = LABEL_LENGTH) -> str:
    """A name fit for the canvas: one line, no control or direction marks, cut with an ellipsis."""
    plain = "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else " " for c in name[:2000])
    plain = " ".join(plain.split())
    return plain if len(plain) <= length else plain[: length - 1].rstrip() + "…"


def lines(found: Iterable[Edge]) -> list[Line]:
    """Edges gathered by pair, whatever their direction."""
    pairs: dict[tuple[str, str], set[str]] = {}
    for edge in found:
        pairs.setdefault((min(edge.source, edge.target), max(edge.source, edge.target)), set()).update(edge.claims)
    return [Line(a, b, len(claims)) for (a, b), claims in sorted(pairs.items())]


def sizes(entities: Mapping[str, Entity], analysis: Analysis) -> dict[str, float]:
    """A node's radius in pixels by PageRank; places and treaties, which are not ranked, have one of their own."""
    top = max((row.pagerank for row in analysis.actors), default=1.0) or 1.0
    ranked = {row.id: round(10 + 18 * math.sqrt(row.pagerank / top), 1) for row in analysis.actors}
    return {i: ranked.get(i, _UNRANKED.get(entity.type, 9.0)) for i, entity in entities.items()}


def choose(all_lines: Iterable[Line], entities: Mapping[str, Entity], analysis: Analysis, *, limit: int) -> list[str]:
    """Who is drawn at first: everyone with a line, or the ``limit`` highest ranked of them."""
    rank = {row.id: row.pagerank for row in analysis.actors}
    tied = {end for line in all_lines for end in (line.a, line.b) if end in entities}
    return sorted(sorted(tied, key=lambda n: (-rank.get(n, 0.0), n))[:limit])


def network(
    drawn: list[str], all_lines: list[Line], entities: Mapping[str, Entity], analysis: Analysis
) -> dict[str, Any]:
    """``nodes``, ``edges`` and ``options`` for vis-network, as pyvis makes them, without titles or any HTML."""
    import networkx as nx
    from pyvis.network import Network  # type: ignore[import-untyped]

    labels = {node: short_label(entities[node].name) or node for node in drawn}
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(drawn)
    shown = [line for line in all_lines if line.a in simple and line.b in simple]
    simple.add_weighted_edges_from((line.a, line.b, 1 + line.claims) for line in shown)
    member = {node: row.number for row in analysis.communities for node in row.members}
    radius = sizes(entities, analysis)
    places = positions(simple, member, labels, radius)
    canvas = Network(height="100%", width="100%", directed=True)
    for node in drawn:
        look = LOOKS[entities[node].type]
        x, y = places[node]
        canvas.add_node(
            node, label=labels[node], shape=look.shape, color=look.color, size=radius[node], x=x, y=y, physics=False
        )
    canvas.set_options(json.dumps(OPTIONS))
    nodes, _, *_, options = canvas.get_network_data()
    return {"nodes": nodes, "options": json.loads(options)}
