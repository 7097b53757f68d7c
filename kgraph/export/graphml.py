"""GraphML, by networkx, for igraph, yEd, Cytoscape and R."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.export.actor_graph import GraphExporter

if TYPE_CHECKING:
    import networkx as nx


class GraphMl(GraphExporter):
    """``.graphml``."""

    description = "the actor graph as GraphML (igraph, yEd, Cytoscape)"

    def write(self, x: nx.MultiDiGraph[str]) -> None:
        """Write the whole document for one graph."""
        # Not write_graphml, which takes lxml where that is installed and then writes the same graph differently.
        from networkx.readwrite.graphml import write_graphml_xml

        write_graphml_xml(x, self.out)
