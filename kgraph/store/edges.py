"""Actor-to-actor edges as quads of the graph of edges; what they are is decided by ``kgraph.analyse.edges``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from pyoxigraph import NamedNode, Quad

from kgraph.store.records import Writer
from kgraph.store.terms import PREFIXES, Terms, escape

EDGES = "edges"
"""The name of the derived graph that holds every edge."""


class EdgeLike(Protocol):
    """An edge as ``kgraph.analyse.edges.Edge`` has it."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def target(self) -> str: ...  # noqa: D102
    @property
    def relation(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def directed(self) -> bool: ...  # noqa: D102
    @property
    def event(self) -> str | None: ...  # noqa: D102
    @property
    def sign(self) -> int: ...  # noqa: D102
    @property
    def polarity(self) -> str: ...  # noqa: D102
    @property
    def certainty(self) -> str: ...  # noqa: D102
    @property
    def claims(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def first(self) -> date | None: ...  # noqa: D102
    @property
    def last(self) -> date | None: ...  # noqa: D102
    @property
    def published_first(self) -> date | None: ...  # noqa: D102
    @property
    def published_last(self) -> date | None: ...  # noqa: D102


def edges_to_quads(edges: Iterable[EdgeLike], terms: Terms) -> Iterator[Quad]:
    """The quads of the graph of edges: a node for each edge, and one direct triple between its two actors."""
    writer = Writer(terms, terms.graph(EDGES))
    for edge in edges:
        source, target = terms.iri(edge.source), terms.iri(edge.target)
        _write_edge(writer, edge, source, target)
        writer.add(source, direct_property(edge), target)
        if not edge.directed:
            writer.add(target, direct_property(edge), source)
    yield from writer.quads


def direct_property(edge: EdgeLike) -> str:
    """The property of the direct triple between the actors of an edge."""
    if edge.kind == "attribution":
        return "kg:claimsAbout"
    if edge.kind == "affiliation":
        return "kg:affiliatedWith"
    if edge.polarity == "-" or edge.sign == 0:
        return "kg:relatesTo"
    return "kg:cooperatesWith" if edge.sign > 0 else "kg:conflictsWith"


def _write_edge(writer: Writer, edge: EdgeLike, source: NamedNode, target: NamedNode) -> None:
    node = writer.terms.iri(edge.id)
    writer.types(node, "kg:Edge")
    writer.add(node, "kg:from", source)
    writer.add(node, "kg:to", target)
    if edge.event is not None:
        writer.add(node, "kg:event", NamedNode(PREFIXES["plover"] + escape(edge.event)))
    for predicate, value in (
        ("kg:relation", edge.relation),
        ("kg:edgeKind", edge.kind),
        ("kg:directed", edge.directed),
        ("kg:sign", edge.sign),
        ("kg:polarity", edge.polarity),
        ("kg:certainty", edge.certainty),
        ("kg:claimCount", len(edge.claims)),
        ("kg:startDate", edge.first),
        ("kg:endDate", edge.last),
        ("kg:publishedFirst", edge.published_first),
        ("kg:publishedLast", edge.published_last),
    ):
        writer.add(node, predicate, value)
    for claim in edge.claims:
        writer.link(node, "kg:claim", claim)
