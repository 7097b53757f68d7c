"""The actor graph as the graph formats write it: every id a full IRI, every attribute a text, number or truth value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kgraph.export.exporter import Exporter
from kgraph.export.source import Source

if TYPE_CHECKING:
    import networkx as nx


class GraphExporter(Exporter["nx.MultiDiGraph[str]"]):
    """Writes one graph, as ``exportable_graph`` makes it of a dataset."""

    unit = "graph"

    @classmethod
    def rows(cls, dataset: Source) -> Iterator[nx.MultiDiGraph[str]]:
        """The one graph of all actors and what they are claimed to do."""
        yield exportable_graph(dataset)


def exportable_graph(dataset: Source) -> nx.MultiDiGraph[str]:
    """The multigraph of all claims, with IRIs for ids: a node an actor, an edge for each relation of two actors."""
    import networkx as nx

    from kgraph.analyse.graph import exportable, to_networkx

    extractions = list(dataset.extractions())
    graph = to_networkx(
        (claim for extraction in extractions for claim in extraction.claims if claim.review != "rejected"),
        dataset.entities(),
        {extraction.article.id: extraction.article for extraction in extractions},
        isolated=True,
    )

    def iri(relative: Any) -> str:
        return dataset.terms.iri(str(relative)).value

    full: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        full.add_node(iri(node), **data)
    for source, target, key, data in graph.edges(keys=True, data=True):
        claims = [iri(claim) for claim in data.get("claims", ())]
        full.add_edge(iri(source), iri(target), key=iri(key), **{**data, "claims": claims})
    return exportable(full)
