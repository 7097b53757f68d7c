"""RDF through Oxigraph: Turtle (the union of all graphs), TriG and N-Quads (graphs kept), sorted, prefixes declared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, ClassVar

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kgraph.export.exporter import Exporter
from kgraph.export.source import Source
from kgraph.store.terms import PREFIXES

Term = NamedNode | BlankNode | Literal | Triple | DefaultGraph


def order(quad: Quad) -> tuple[str, str, str, str]:
    """Where a quad stands in a sorted file: by graph (the default graph first), subject, predicate, object."""
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
    return graph, str(quad.subject), str(quad.predicate), str(quad.object)


def prefixes(dataset: Source) -> dict[str, str]:
    """The prefixes that kgraph uses everywhere, and those of the kinds of nodes under this dataset's base."""
    base = dataset.terms.base
    kinds = ("article", "claim", "entity", "evidence", "graph")
    return {**PREFIXES, **{kind: f"{base}{kind}/" for kind in kinds}, "state": f"{base}entity/state/"}


class RdfExporter(Exporter[Quad]):
    """Collects the quads, to write them sorted; ``prefixes`` may be replaced before ``finalize``."""

    unit = "statement"

    def __init__(self, out: BinaryIO) -> None:
        super().__init__(out)
        self.prefixes: dict[str, str] = dict(PREFIXES)
        self.quads: set[Quad] = set()

    @classmethod
    def rows(cls, dataset: Source) -> Iterable[Quad]:
        """Every quad of the dataset."""
        return dataset.quads()

    def configure(self, dataset: Source) -> None:
        """Take the prefixes of the dataset's own IRIs."""
        self.prefixes = prefixes(dataset)

    def write(self, x: Quad) -> None:
        """Keep the quad; the same quad twice is one."""
        self.quads.add(x)


class OxigraphFile(RdfExporter):
    """Any format that Oxigraph writes."""

    format: ClassVar[RdfFormat]

    def finalize(self) -> None:
        """Write all quads, sorted."""
        header = self.prefixes if self.format in (RdfFormat.TURTLE, RdfFormat.TRIG) else None
        serialize(self.statements(), self.out, self.format, prefixes=header)

    def statements(self) -> Iterable[Quad] | Iterable[Triple]:
        """The sorted statements as this format holds them."""
        return sorted(self.quads, key=order)


class Turtle(OxigraphFile):
    """``.ttl``."""

    description = "RDF Turtle: the union of all graphs"
    format = RdfFormat.TURTLE

    def statements(self) -> Iterable[Triple]:
        """Each triple once, however many graphs hold it."""
        union = {Quad(q.subject, q.predicate, q.object) for q in self.quads}
        return (quad.triple for quad in sorted(union, key=order))


class TriG(OxigraphFile):
    """``.trig``."""

    description = "RDF TriG: Turtle with a named graph for each article"
    format = RdfFormat.TRIG


class NQuads(OxigraphFile):
    """``.nq``."""

    description = "RDF N-Quads: one statement a line with its named graph"
    format = RdfFormat.N_QUADS
