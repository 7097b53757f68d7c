"""Where each actor stands: communities apart, connected parts beside each other, no two labels in one place."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kgraph.view.forces import relax
from kgraph.view.spread import Point, spread

if TYPE_CHECKING:
    import networkx as nx

_SEED = 11
#: Half of the height that a node with its label takes, and the gap kept around both, in pixels of the drawing.
_HALF_HEIGHT = 34.0
_GAP = 14.0
_CHARACTER = 3.6
#: Half the room of each of more than a few actors, and of very many; and how many are a few and not yet very many.
_ROOMY = (46.0, 32.0)
_CROWDED = (26.0, 24.0)
#: Seen from far off, nodes are drawn this much larger than they are.
_GROWN = 1.5
_FEW = 60
_VERY_MANY = 500
#: Up to here every node repels every other; beyond, only those that are near.
_MANY = 150
#: A few actors spread over this many pixels for each step of the square root of their number.
_STEP = 105.0
#: Ties within a community pull this much harder than ties between communities.
_TOGETHER = 3.0


def positions(
    graph: nx.Graph[str],
    communities: Mapping[str, int],
    labels: Mapping[str, str],
    sizes: Mapping[str, float] | None = None,
) -> dict[str, Point]:
    """A point in pixels for every node; the same graph is laid out the same way in every run.

    Args:
        graph: simple and undirected, edges with a ``weight``.
        communities: the community's number by node; a node without one joins that of its strongest neighbour.
        labels: the drawn label by node, whose length decides how much room a node needs.
        sizes: the radius by node in pixels, where it is known.
    """
    import networkx as nx

    member = _adopt(graph, communities)
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p))
    boxes = {node: _box(labels.get(node, ""), (sizes or {}).get(node, 0.0), crowd=len(graph)) for node in graph}
    placed = [spread(_arrange(graph, part, member, boxes), boxes) for part in parts]
    return _pack(placed, boxes)


def _box(label: str, size: float, *, crowd: int) -> Point:
    """Half the width and height that a node takes; in a crowd labels are shown only where there is room."""
    if crowd <= _FEW:
        return _CHARACTER * len(label) + _GAP, _HALF_HEIGHT
    wide, high = _ROOMY if crowd <= _VERY_MANY else _CROWDED
    return max(wide, _GROWN * size), max(high, _GROWN * size)


def _adopt(graph: nx.Graph[str], communities: Mapping[str, int]) -> dict[str, int]:
    """A community for every node."""
    member = {node: communities[node] for node in graph if node in communities}
    for node in sorted(graph):
        if node not in communities:
            near = [(-data.get("weight", 1), other) for _, other, data in graph.edges(node, data=True)]
            member[node] = next((communities[other] for _, other in sorted(near) if other in communities), 0)
    return member


def _arrange(
    graph: nx.Graph[str], nodes: list[str], member: Mapping[str, int], boxes: Mapping[str, Point]
) -> dict[str, Point]:
    """One connected part: a few nodes all at once, many of them community by community."""
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    part = _springs(graph, nodes, member)
    groups: dict[int, list[str]] = {}
    for node in nodes:
        groups.setdefault(member[node], []).append(node)
    if len(nodes) <= _FEW or len(groups) == 1:
        return _relax(part, scale=_STEP * math.sqrt(len(nodes)))
    inner = {
        number: spread(
            _relax(part.subgraph(group), scale=2 * min(boxes[n][0] for n in group) * math.sqrt(len(group))), boxes
        )
        for number, group in groups.items()
    }
    centres = _centres(part, groups, {number: _radius(points) for number, points in inner.items()}, member)
    return {
        node: (x + centres[number][0], y + centres[number][1])
        for number, points in inner.items()
        for node, (x, y) in points.items()
    }


def _springs(graph: nx.Graph[str], nodes: list[str], member: Mapping[str, int]) -> nx.Graph[str]:
    """The part with edges in a fixed order, pulling by claims and harder within a community."""
    import networkx as nx

    part: nx.Graph[str] = nx.Graph()
    part.add_nodes_from(nodes)
    for a, b, data in sorted(graph.subgraph(nodes).edges(data=True), key=lambda e: (min(e[:2]), max(e[:2]))):
        pull = math.log2(1 + data.get("weight", 1)) * (_TOGETHER if member[a] == member[b] else 1.0)
        part.add_edge(a, b, weight=pull, length=1 / math.sqrt(pull))
    return part


def _relax(part: nx.Graph[Any], *, scale: float) -> dict[Any, Point]:
    """Spring positions within about ``scale`` of the origin."""
    import networkx as nx

    order = sorted(part)
    if len(order) == 1:
        return {order[0]: (0.0, 0.0)}
    # A view onto another graph iterates in the order of a set, which differs from run to run.
    plain: nx.Graph[Any] = nx.Graph()
    plain.add_nodes_from(order)
    plain.add_edges_from(sorted(((min(a, b), max(a, b), d) for a, b, d in part.edges(data=True)), key=lambda e: e[:2]))
    if len(order) > _MANY:
        return {node: (round(x * scale, 1), round(y * scale, 1)) for node, (x, y) in relax(plain).items()}
    start = nx.circular_layout(plain)
    if len(order) <= _FEW and nx.is_connected(plain):
        found = nx.kamada_kawai_layout(plain, pos=start, weight="length")
    else:
        found = nx.spring_layout(plain, pos=start, weight="weight", seed=_SEED, iterations=100, method="force")
    # Rounded, so that the last bits of a platform's arithmetic do not decide how overlaps are resolved.
    return {node: (round(float(x) * scale, 1), round(float(y) * scale, 1)) for node, (x, y) in found.items()}


def _radius(points: Mapping[str, Point]) -> float:
    """How far a community reaches from its origin, with a margin."""
    return max(math.hypot(x, y) for x, y in points.values()) + 2 * _CROWDED[0]


def _centres(
    part: nx.Graph[str], groups: Mapping[int, list[str]], radius: Mapping[int, float], member: Mapping[str, int]
) -> dict[int, Point]:
    """Where each community goes: springs between communities, then apart until their squares do not overlap."""
    import networkx as nx

    between: nx.Graph[int] = nx.Graph()
    between.add_nodes_from(sorted(groups))
    for a, b, data in part.edges(data=True):
        one, two = sorted((member[a], member[b]))
        if one != two:
            pull = between.edges[one, two]["weight"] if between.has_edge(one, two) else 0.0
            between.add_edge(one, two, weight=pull + data["weight"])
    for _, _, data in between.edges(data=True):
        data["length"] = 1 / math.sqrt(data["weight"])
    reach = math.sqrt(sum(r * r for r in radius.values()))
    found = {str(number).zfill(9): point for number, point in _relax(between, scale=reach).items()}
    apart = spread(found, {str(number).zfill(9): (0.85 * r, 0.85 * r) for number, r in radius.items()})
    return {int(number): point for number, point in apart.items()}


def _pack(parts: list[dict[str, Point]], boxes: Mapping[str, Point]) -> dict[str, Point]:
    """The largest part in the middle at the top, the others in rows below it, all centred on the origin."""
    placed: dict[str, Point] = {}
    width = 0.0
    x = y = row = 0.0
    for part in parts:
        left = min(px - boxes[n][0] for n, (px, _) in part.items())
        right = max(px + boxes[n][0] for n, (px, _) in part.items())
        top = min(py - boxes[n][1] for n, (_, py) in part.items())
        bottom = max(py + boxes[n][1] for n, (_, py) in part.items())
        width = width or max(right - left, 900.0)
        if x and x + right - left > width:
            x, y, row = 0.0, y + row + 40, 0.0
        placed.update({n: (px - left + x, py - top + y) for n, (px, py) in part.items()})
        x, row = x + right - left + 40, max(row, bottom - top)
    if not placed:
        return {}
    middle_x = (min(p[0] for p in placed.values()) + max(p[0] for p in placed.values())) / 2
    middle_y = (min(p[1] for p in placed.values()) + max(p[1] for p in placed.values())) / 2
    return {n: (round(px - middle_x, 1), round(py - middle_y, 1)) for n, (px, py) in placed.items()}
