"""Words that point back to claims, in RDF and back."""

from __future__ import annotations

from collections.abc import Container
from typing import cast

from pyoxigraph import NamedNode

from kgraph.errors import StoreError
from kgraph.store.records import Reader
from kgraph.store.spans import SpanWriter, read_span
from kgraph.types import Reference, Stance


def write_reference(spans: SpanWriter, reference: Reference, rejected: Container[str] = ()) -> NamedNode:
    """Write a reference; the claim that holds it points straight to those meant, too. Returns its node.

    Claims that a person ``rejected`` keep their part in the reference, but nothing points straight to or from them.
    """
    writer, r = spans.writer, reference
    node = writer.terms.node(
        "reference", spans.article.id, r.span.start, r.span.end, r.span.text, r.claim, r.refers_to, r.reason, r.stance,
        float(r.confidence),
    )  # fmt: skip
    writer.types(node, "kg:Reference")
    writer.add(node, "kg:article", spans.node)
    spans.span(node, "kg:words", r.span)
    writer.listing(node, "kg:meant", r.refers_to, as_ids=True)
    writer.link(node, "kg:heldBy", r.claim)
    writer.add(node, "kg:stance", r.stance)
    writer.add(node, "kg:reason", r.reason)
    writer.add(node, "kg:confidence", float(r.confidence))
    if r.claim is not None and r.claim not in rejected:
        for meant in (claim for claim in r.refers_to if claim not in rejected):
            writer.link(writer.terms.iri(r.claim), "kg:refersTo", meant)
    return node


def read_reference(reader: Reader, node: NamedNode) -> Reference:
    """The reference at a node."""
    span = read_span(reader, reader.needed(node, "kg:words"))
    confidence = reader.number(node, "kg:confidence")
    if span is None or confidence is None:
        raise StoreError(f"{node} has no words or confidence: build the article again")
    return Reference(
        span=span,
        claim=reader.id(node, "kg:heldBy"),
        refers_to=reader.listing(node, "kg:meant", as_ids=True),
        reason=reader.words(node, "kg:reason"),
        stance=cast("Stance | None", reader.text(node, "kg:stance")),
        confidence=confidence,
    )
