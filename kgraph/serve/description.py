"""What the endpoint says of itself when it is asked nothing: a SPARQL 1.1 Service Description."""

from __future__ import annotations

from io import BytesIO

from pyoxigraph import BlankNode, NamedNode, Triple

from kgraph.query.results import FORMS, write_graph
from kgraph.serve.negotiate import choose
from kgraph.serve.refusal import Refusal
from kgraph.store.terms import term

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_FORMAT_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "rdfxml": "RDF_XML",
    "jsonld": "JSON-LD",
}


def describe(endpoint: str, accept: str | None) -> tuple[str, bytes]:
    """The description of the endpoint at this address: its media type and text; Refusal (406) for other types."""
    forms = [form for form in FORMS if "graph" in form.kinds]
    offers = [(form.types[0], form) for form in forms]
    chosen = choose(accept, offers + [(other, form) for form in forms for other in form.types[1:]])
    if chosen is None:
        raise Refusal(406, f"the description comes as {', '.join(name for name, _ in offers)}")
    out = BytesIO()
    write_graph(_triples(endpoint), chosen[1], out)
    return chosen[0], out.getvalue()


def _triples(endpoint: str) -> list[Triple]:
    kind = term("rdf:type")
    service, dataset, graph = BlankNode("service"), BlankNode("dataset"), BlankNode("graph")
    found = [
        Triple(service, kind, _sd("Service")),
        Triple(service, _sd("endpoint"), NamedNode(endpoint)),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        # Every graph is read as one unless a query or the protocol chooses some.
        Triple(service, _sd("feature"), _sd("UnionDefaultGraph")),
        Triple(service, _sd("defaultDataset"), dataset),
        Triple(dataset, kind, _sd("Dataset")),
        Triple(dataset, _sd("defaultGraph"), graph),
        Triple(graph, kind, _sd("Graph")),
    ]
    formats = (Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + _FORMAT_NAMES[form.name])) for form in FORMS)
    return [*found, *formats]


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)
