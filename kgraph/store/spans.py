"""Pieces of an article's text in RDF: spans, mentions and evidence (W3C Web Annotation selectors)."""

from __future__ import annotations

from typing import cast

from pyoxigraph import NamedNode

from kgraph.store.records import Reader, Writer
from kgraph.store.terms import PREFIXES, term
from kgraph.types import Article, EntityType, Evidence, Mention, MentionKind, Span

CONTEXT_LENGTH = 32
"""Code points of text kept before and after a quotation, so that it can be found again in an edited page."""


class SpanWriter:
    """Writes the spans, mentions and evidence of one article; equal ones become one node."""

    def __init__(self, writer: Writer, article: Article) -> None:
        self.writer = writer
        self.article = article
        self.node = writer.terms.iri(article.id)
        self._mentions: dict[NamedNode, Mention] = {}

    def span(self, owner: NamedNode, predicate: str, span: Span | None, position: int | None = None) -> None:
        """Write a span under its owner; ``position`` where it stands in a list."""
        if span is None:
            return
        writer = self.writer
        node = writer.terms.node("span", owner.value, predicate, position, span.start, span.end, span.text)
        writer.add(owner, predicate, node)
        writer.types(node, "kg:Span")
        self._place(node, span.start, span.end, span.text)
        if position is not None:
            writer.place(node, position)

    def mention(self, mention: Mention) -> NamedNode:
        """Write a mention; its IRI stays the same when it is resolved to another entity."""
        writer, terms, m = self.writer, self.writer.terms, mention
        place = (self.article.id, m.start, m.end, m.text, m.kind, m.type)
        node = terms.node("mention", *place)
        if self._mentions.setdefault(node, m) != m:
            node = terms.node("mention", *place, m.key, m.entity)
        writer.types(node, "kg:Mention", "kg:Span")
        self._place(node, m.start, m.end, m.text)
        writer.add(node, "kg:mentionKind", m.kind)
        writer.add(node, "kg:mentionType", term(f"kg:{m.type}"))
        writer.add(node, "kg:key", m.key)
        writer.link(node, "kg:entity", m.entity)
        return node

    def evidence(self, owner: NamedNode, evidence: Evidence) -> None:
        """Write the evidence of a claim, role or affiliation, with selectors into the article's text."""
        writer, e = self.writer, evidence
        content = (self.article.id, e.start, e.end, e.quote)
        node = writer.terms.node("evidence", *content, e.sentence)
        exact, place = writer.terms.node("quote-selector", *content), writer.terms.node("position-selector", *content)
        writer.add(owner, "kg:evidence", node)
        writer.types(node, "kg:Evidence", "oa:SpecificResource")
        writer.add(node, "kg:sentence", e.sentence)
        writer.add(node, "oa:hasSource", self.node)
        writer.add(node, "prov:wasDerivedFrom", self.node)
        writer.add(node, "oa:hasSelector", exact, place)
        writer.types(exact, "oa:TextQuoteSelector")
        writer.add(exact, "oa:exact", e.quote)
        writer.add(exact, "oa:prefix", self.article.text[max(0, e.start - CONTEXT_LENGTH) : max(0, e.start)])
        writer.add(exact, "oa:suffix", self.article.text[max(0, e.end) : max(0, e.end) + CONTEXT_LENGTH])
        writer.types(place, "oa:TextPositionSelector")
        writer.add(place, "oa:start", e.start)
        writer.add(place, "oa:end", e.end)

    def _place(self, node: NamedNode, start: int, end: int, text: str) -> None:
        self.writer.add(node, "kg:article", self.node)
        self.writer.add(node, "oa:start", start)
        self.writer.add(node, "oa:end", end)
        self.writer.add(node, "kg:text", text)


def read_span(reader: Reader, node: NamedNode | None) -> Span | None:
    """The span at a node, or None."""
    if node is None:
        return None
    return Span(reader.integer(node, "oa:start"), reader.integer(node, "oa:end"), reader.words(node, "kg:text"))


def read_mention(reader: Reader, node: NamedNode) -> Mention:
    """The mention at a node."""
    kind = reader.needed(node, "kg:mentionType").value.removeprefix(PREFIXES["kg"])
    return Mention(
        start=reader.integer(node, "oa:start"),
        end=reader.integer(node, "oa:end"),
        text=reader.words(node, "kg:text"),
        kind=cast(MentionKind, reader.words(node, "kg:mentionKind")),
        type=cast(EntityType, kind),
        key=reader.text(node, "kg:key"),
        entity=reader.id(node, "kg:entity"),
    )


def read_evidence(reader: Reader, owner: NamedNode) -> Evidence:
    """The evidence of a claim, role or affiliation."""
    node = reader.needed(owner, "kg:evidence")
    selectors = [s for s in reader.all(node, "oa:hasSelector") if isinstance(s, NamedNode)]
    exact = next((s for s in selectors if reader.all(s, "oa:exact")), node)
    place = next((s for s in selectors if reader.all(s, "oa:start")), node)
    return Evidence(
        start=reader.integer(place, "oa:start"),
        end=reader.integer(place, "oa:end"),
        quote=reader.words(exact, "oa:exact"),
        sentence=reader.words(node, "kg:sentence"),
    )
