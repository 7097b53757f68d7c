"""Check a dataset against the shapes of the ontology (SHACL), and that every quotation stands where it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad

from kgraph.errors import OntologyError
from kgraph.store.dataset import DERIVED, Dataset
from kgraph.store.ontology import ontology_file
from kgraph.store.terms import PREFIXES, term
from kgraph.types import Extraction

if TYPE_CHECKING:
    from rdflib import Graph


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that breaks a shape.

    ``focus`` is the id of the node, ``path`` the property as a prefixed name, ``article`` the id of the article whose
    graph it stands in, None for the derived graphs.
    """

    focus: str
    path: str
    message: str
    article: str | None


def validate(dataset: Dataset) -> list[Violation]:
    """Everything in the dataset that breaks a shape, article by article, then the derived graphs; empty if all is well.

    Raises:
        OntologyError: The shapes cannot be read.
    """
    shapes = _shapes()
    known = {quad.subject for quad in dataset.derived("actors") if quad.object == term("kg:Entity")}
    found: list[Violation] = []
    for article in dataset.article_ids():
        quads = dataset.article_quads(article)
        found.extend(_broken_shapes(dataset, shapes, quads, article))
        found.extend(_unknown_entities(dataset, quads, known, article))
        found.extend(_misplaced(dataset.extraction(article)))
    derived = [quad for name in DERIVED for quad in dataset.derived(name)]
    claims = dataset.typed("kg:Claim")
    skip = [quad.subject for quad in claims]
    found.extend(_broken_shapes(dataset, shapes, [*derived, *claims], None, skip=skip))
    return found


def _shapes() -> Graph:
    import rdflib

    path = ontology_file("shapes.ttl")
    try:
        return rdflib.Graph().parse(data=path.read_text(encoding="utf-8"), format="turtle")
    except Exception as error:
        raise OntologyError(f"{path} cannot be read: {' '.join(str(error).split())}") from error


def _broken_shapes(
    dataset: Dataset, shapes: Graph, quads: Iterable[Quad], article: str | None, *, skip: Iterable[Any] = ()
) -> list[Violation]:
    """What SHACL reports of one graph; nodes in ``skip`` are there for their type only."""
    import pyshacl
    from rdflib.namespace import SH

    _, report, _ = pyshacl.validate(_to_rdflib(quads), shacl_graph=shapes, inference="none")
    aside = {node.value for node in skip}
    found = set()
    for result in report.objects(None, SH.result):
        focus = str(report.value(result, SH.focusNode))
        if focus not in aside:
            path, message = report.value(result, SH.resultPath), report.value(result, SH.resultMessage)
            found.add(Violation(_short(dataset, focus), _curie(str(path)), str(message), article))
    return sorted(found, key=lambda v: (v.focus, v.path, v.message))


def _to_rdflib(quads: Iterable[Quad]) -> Graph:
    import rdflib

    graph = rdflib.Graph()
    for quad in quads:
        value = quad.object
        if isinstance(value, Literal):
            # rdflib tells "x" from "x"^^xsd:string; the shapes write the short form.
            plain = value.datatype.value == PREFIXES["xsd"] + "string"
            kind = None if plain else rdflib.URIRef(value.datatype.value)
            node: Any = rdflib.Literal(value.value, datatype=kind, normalize=False)
        else:
            node = rdflib.URIRef(value.value) if isinstance(value, NamedNode) else rdflib.BNode(str(value))
        graph.add((rdflib.URIRef(str(quad.subject)[1:-1]), rdflib.URIRef(quad.predicate.value), node))
    return graph


def _unknown_entities(dataset: Dataset, quads: Iterable[Quad], known: set[Any], article: str) -> Iterator[Violation]:
    """Mentions that stand for an entity which the graph of actors lacks."""
    for quad in sorted(quads, key=str):
        if quad.predicate == term("kg:entity") and quad.object not in known:
            entity = _short(dataset, str(quad.object)[1:-1])
            message = f"it stands for {entity}, which is not in the graph of actors"
            yield Violation(_short(dataset, str(quad.subject)[1:-1]), "kg:entity", message, article)


def _misplaced(extraction: Extraction) -> Iterator[Violation]:
    """Claims and mentions whose words are not what the article says at their offsets."""
    article = extraction.article
    for claim in extraction.claims:
        evidence = claim.evidence
        if article.text[evidence.start : evidence.end] != evidence.quote:
            message = f"the article says something else at {evidence.start} to {evidence.end} than the claim quotes"
            yield Violation(claim.id, "oa:exact", message, article.id)
    for mention in extraction.mentions:
        if article.text[mention.start : mention.end] != mention.text:
            message = f"the article says something else at {mention.start} to {mention.end} than {mention.text!r}"
            yield Violation(mention.text, "kg:text", message, article.id)


def _short(dataset: Dataset, iri: str) -> str:
    return dataset.terms.relative(NamedNode(iri)) if iri.startswith(dataset.base) else iri


def _curie(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
