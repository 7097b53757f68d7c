"""A small answer of triples as a picture: nodes placed, edges with their words, all in numbers for an SVG."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kgraph.query.answer import Result, Term
from kgraph.query.formats import short
from kgraph.serve.lookups import Lookups
from kgraph.serve.render import shorten

MOST = 80
"""More nodes than these are no picture that anybody can read."""
_MARGIN = 90
_LABEL = 30
_WIDEST = 820.0
_LETTER = 6.6  # pixels that a letter of a name is wide, about
_NAME = (8, 28)  # pixels below a node's middle where its name begins and ends
_GAP = 11  # pixels between a node's middle and the end of an edge


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it stands."""

    x: float
    y: float
    words: str
    label: str
    type: str
    path: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """An edge from one place to another, and where its words stand."""

    x1: float
    y1: float
    x2: float
    y2: float
    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes and edges within a box, as an SVG's viewBox has it; ``all_lines`` is what every edge says, if one thing."""

    box: str
    width: int
    all_lines: str
    nodes: list[Node]
    lines: list[Line]


def picture(lookups: Lookups, result: Result) -> tuple[Picture | None, str]:
    """The picture of an answer, or why there is none; neither where the answer is no graph.

    A graph is an answer of triples, or one whose three columns hold nodes in the first and the last.
    """
    triples = _triples(result)
    if not triples:
        return None, ""
    terms = {str(term): term for a, _, b in triples for term in (a, b)}
    if len(terms) > MOST:
        return None, f"No picture: {len(terms)} nodes are more than can be read; ask for at most {MOST}."
    labels = {key: _label(lookups, term) for key, term in terms.items()}
    spots = _place(triples, labels)
    nodes = [_node(lookups, terms[key], x, y) for key, (x, y) in spots.items()]
    says = {_label(lookups, p) for _, p, _ in triples}
    lines = [
        _line(
            spots[str(a)], spots[str(b)], (labels[str(a)], labels[str(b)]), _label(lookups, p) if len(says) > 1 else ""
        )
        for a, p, b in triples
        if str(a) != str(b)
    ]
    left, top = min(x for x, _ in spots.values()) - _MARGIN, min(y for _, y in spots.values()) - _MARGIN / 2
    width = max(x for x, _ in spots.values()) + _MARGIN - left
    height = max(y for _, y in spots.values()) + _MARGIN / 2 - top
    box = f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}"
    return Picture(box, round(width), says.pop() if len(says) == 1 else "", nodes, lines), ""


def _triples(result: Result) -> list[tuple[Term, Term, Term]]:
    rows = [row for row in result.rows if len(row) == 3 and None not in row]
    if len(result.variables) != 3 or len(rows) != len(result.rows):
        return []
    if result.kind != "construct" and not all(isinstance(n, NamedNode) for row in rows for n in (row[0], row[2])):
        return []
    return [(a, p, b) for a, p, b in rows if a is not None and p is not None and b is not None]


def _place(triples: list[tuple[Term, Term, Term]], labels: dict[str, str]) -> dict[str, tuple[float, float]]:
    """Where each node stands: connected parts laid out alone, and then side by side in rows."""
    import networkx as nx

    from kgraph.view.layout import positions

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(labels))
    graph.add_edges_from((str(a), str(b), {"weight": 1}) for a, _, b in triples if str(a) != str(b))
    parts = []
    for members in sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p)):
        alone = nx.Graph(graph.subgraph(members))
        parts.append(_cornered(positions(alone, dict.fromkeys(alone, 0), labels)))
    widest = max([_WIDEST, *(max(x for x, _ in part.values()) for part in parts)])
    found: dict[str, tuple[float, float]] = {}
    left = top = below = 0.0
    for part in parts:
        wide, high = (max(spot[axis] for spot in part.values()) for axis in (0, 1))
        if left and left + wide > widest:
            left, top = 0.0, below
        found.update({key: (round(x + left, 1), round(y + top, 1)) for key, (x, y) in part.items()})
        left, below = left + wide + 2 * _MARGIN, max(below, top + high + _MARGIN)
    return found


def _cornered(spots: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The same places, moved so that they begin at 0."""
    left, top = min(x for x, _ in spots.values()), min(y for _, y in spots.values())
    return {key: (x - left, y - top) for key, (x, y) in spots.items()}


def _node(lookups: Lookups, term: Term, x: float, y: float) -> Node:
    own = lookups.own_id(term)
    kind = lookups.described(own).type if own is not None else ""
    return Node(x, y, short(term, lookups.dataset.base), _label(lookups, term), kind, lookups.page(term))


def _label(lookups: Lookups, term: Term) -> str:
    own = lookups.own_id(term)
    name = lookups.label(own) if own is not None else None
    words = name or short(term, lookups.dataset.base)
    return shorten(" ".join(words.split()), _LABEL)


def _line(one: tuple[float, float], other: tuple[float, float], labels: tuple[str, str], words: str) -> Line:
    """An edge that stops short of both nodes and of the names below them."""
    (x1, y1), (x2, y2) = one, other
    length = max(1.0, ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5)
    dx, dy = (x2 - x1) / length, (y2 - y1) / length
    start, end = _gap(dx, dy, labels[0]), _gap(-dx, -dy, labels[1])
    if start + end > length - 8:  # names that nearly touch leave no room for a line between them
        start = end = _GAP
    left, top, right, bottom = x1 + dx * start, y1 + dy * start, x2 - dx * end, y2 - dy * end
    x, y = (x1 + x2) / 2, (y1 + y2) / 2 - 3
    return Line(round(left, 1), round(top, 1), round(right, 1), round(bottom, 1), round(x, 1), round(y, 1), words)


def _gap(dx: float, dy: float, label: str) -> float:
    """How far from a node's middle an edge in this direction begins, clear of the node and of the name below it."""
    half, (above, below) = len(label) * _LETTER / 2 + 4, _NAME
    if dy <= 0 or abs(dx) / dy * above > half:
        return _GAP
    return max(_GAP, min(below / dy, half / abs(dx) if dx else below / dy))
