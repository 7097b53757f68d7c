"""Everything that was read from one article, as the quads of its own named graph, and back exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from pyoxigraph import NamedNode, Quad

from kgraph.errors import StoreError
from kgraph.store.claims import read_claim, write_claim
from kgraph.store.records import Reader, Writer
from kgraph.store.references import read_reference, write_reference
from kgraph.store.spans import SpanWriter, read_evidence, read_mention, read_span
from kgraph.store.terms import Terms
from kgraph.types import Affiliation, Article, Claim, Evidence, Extraction, Mention, Quote, QuoteKind, Role, Span


def extraction_to_quads(extraction: Extraction, terms: Terms, *, reading: str | None = None) -> Iterator[Quad]:
    """The quads of an article's graph; no blank nodes, every node an IRI hashed from content.

    ``reading`` names what read the article (program, rules, model), so that another reading can be told from it.

    Raises StoreError where two different claims share an id or a claim is of another article.
    """
    from kgraph.store.digests import pack  # resolution is heavy, and who only reads a store does not need it

    writer = Writer(terms, terms.article_graph(extraction.article.id))
    spans = SpanWriter(writer, extraction.article)
    _check_claims(extraction)
    _write_article(writer, extraction.article, reading)
    writer.add(spans.node, "kg:fingerprint", pack(extraction).fingerprint)
    for position, mention in enumerate(extraction.mentions):
        writer.place(spans.mention(mention), position)
    for position, claim in enumerate(extraction.claims):
        writer.place(write_claim(spans, claim), position)
    for position, role in enumerate(extraction.roles):
        writer.place(_write_role(spans, role), position)
    for position, affiliation in enumerate(extraction.affiliations):
        writer.place(_write_affiliation(spans, affiliation), position)
    for position, quote in enumerate(extraction.quotes):
        writer.place(_write_quote(spans, quote), position)
    rejected = {claim.id for claim in extraction.claims if claim.review == "rejected"}
    for position, reference in enumerate(extraction.references):
        writer.place(write_reference(spans, reference, rejected), position)
    yield from writer.quads


def extraction_from_quads(quads: Iterable[Quad], terms: Terms) -> Extraction:
    """The extraction that ``extraction_to_quads`` wrote as these quads; StoreError where they hold no article."""
    reader = Reader(terms, quads)
    article = next(reader.subjects("kg:Article"), None)
    if article is None:
        raise StoreError("the graph holds no article: build the article again")
    return Extraction(
        article=read_article(reader, article),
        mentions=reader.placed(reader.subjects("kg:Mention"), lambda node: read_mention(reader, node)),
        claims=reader.placed(
            [node for cls in ("kg:Claim", "kg:RejectedClaim") for node in reader.subjects(cls)],
            lambda node: read_claim(reader, node),
        ),
        roles=reader.placed(reader.subjects("kg:Role"), lambda node: _read_role(reader, node)),
        affiliations=reader.placed(reader.subjects("kg:Affiliation"), lambda node: _read_affiliation(reader, node)),
        quotes=reader.placed(reader.subjects("kg:Quote"), lambda node: _read_quote(reader, node)),
        references=reader.placed(reader.subjects("kg:Reference"), lambda node: read_reference(reader, node)),
    )


def _content(piece: Span | Evidence | None) -> tuple[object, ...]:
    """What a piece of text is hashed by."""
    if piece is None:
        return ()
    if isinstance(piece, Span):
        return (piece.start, piece.end, piece.text)
    return (piece.start, piece.end, piece.quote, piece.sentence)


def _check_claims(extraction: Extraction) -> None:
    seen: dict[str, Claim] = {}
    for claim in extraction.claims:
        if claim.article != extraction.article.id:
            raise StoreError(f"{claim.id} is of {claim.article}, not of {extraction.article.id}")
        if seen.setdefault(claim.id, claim) != claim:
            raise StoreError(f"two different claims of {extraction.article.path} share the id {claim.id}")


def _write_article(writer: Writer, article: Article, reading: str | None) -> None:
    node = writer.terms.iri(article.id)
    writer.types(node, "kg:Article", "prov:Entity")
    writer.add(node, "kg:path", article.path)
    writer.add(node, "kg:text", article.text)
    writer.add(node, "kg:title", article.title)
    writer.add(node, "kg:publisher", article.publisher)
    writer.add(node, "kg:published", article.published)
    writer.add(node, "kg:url", article.url)
    writer.add(node, "kg:reading", reading)


def read_article(reader: Reader, node: NamedNode) -> Article:
    """The article at a node."""
    return Article(
        id=reader.terms.relative(node),
        path=reader.words(node, "kg:path"),
        text=reader.words(node, "kg:text"),
        title=reader.text(node, "kg:title"),
        publisher=reader.text(node, "kg:publisher"),
        published=reader.day(node, "kg:published"),
        url=reader.text(node, "kg:url"),
    )


def _write_role(spans: SpanWriter, role: Role) -> NamedNode:
    writer, person = spans.writer, spans.mention(role.person)
    of = None if role.of is None else spans.mention(role.of)
    node = writer.terms.node(
        "role", person.value, role.title, None if of is None else of.value, *_content(role.evidence)
    )
    writer.add(node, "kg:startDate", role.start)
    writer.add(node, "kg:endDate", role.end)
    writer.types(node, "kg:Role")
    writer.add(node, "kg:article", spans.node)
    writer.add(node, "kg:post", role.title)
    writer.add(node, "kg:personMention", person)
    writer.add(node, "kg:ofMention", of)
    writer.link(node, "kg:holder", role.person.entity)
    writer.link(node, "kg:postOf", None if role.of is None else role.of.entity)
    spans.evidence(node, role.evidence)
    return node


def _read_role(reader: Reader, node: NamedNode) -> Role:
    of = reader.node(node, "kg:ofMention")
    return Role(
        person=read_mention(reader, reader.needed(node, "kg:personMention")),
        title=reader.words(node, "kg:post"),
        of=None if of is None else read_mention(reader, of),
        evidence=read_evidence(reader, node),
        start=reader.day(node, "kg:startDate"),
        end=reader.day(node, "kg:endDate"),
    )


def _write_affiliation(spans: SpanWriter, affiliation: Affiliation) -> NamedNode:
    writer, member, whole = spans.writer, spans.mention(affiliation.member), spans.mention(affiliation.whole)
    node = writer.terms.node("affiliation", member.value, whole.value, *_content(affiliation.evidence))
    writer.types(node, "kg:Affiliation")
    writer.add(node, "kg:article", spans.node)
    writer.add(node, "kg:memberMention", member)
    writer.add(node, "kg:wholeMention", whole)
    writer.link(node, "kg:member", affiliation.member.entity)
    writer.link(node, "kg:whole", affiliation.whole.entity)
    spans.evidence(node, affiliation.evidence)
    return node


def _read_affiliation(reader: Reader, node: NamedNode) -> Affiliation:
    return Affiliation(
        member=read_mention(reader, reader.needed(node, "kg:memberMention")),
        whole=read_mention(reader, reader.needed(node, "kg:wholeMention")),
        evidence=read_evidence(reader, node),
    )


def _write_quote(spans: SpanWriter, quote: Quote) -> NamedNode:
    writer = spans.writer
    speaker: Mention | None = quote.speaker
    said_by = None if speaker is None else spans.mention(speaker)
    node = writer.terms.node(
        "quote",
        spans.article.id,
        quote.kind,
        _content(quote.source),
        None if said_by is None else said_by.value,
        _content(quote.cue),
        [_content(piece) for piece in quote.content],
    )
    writer.types(node, "kg:Quote")
    writer.add(node, "kg:article", spans.node)
    writer.add(node, "kg:quoteKind", quote.kind)
    writer.add(node, "kg:speakerMention", said_by)
    writer.link(node, "kg:speaker", None if speaker is None else speaker.entity)
    spans.span(node, "kg:sourceSpan", quote.source)
    spans.span(node, "kg:cue", quote.cue)
    for position, piece in enumerate(quote.content):
        spans.span(node, "kg:content", piece, position)
    return node


def _read_quote(reader: Reader, node: NamedNode) -> Quote:
    speaker = reader.node(node, "kg:speakerMention")
    pieces = [n for n in reader.all(node, "kg:content") if isinstance(n, NamedNode)]
    return Quote(
        kind=cast(QuoteKind, reader.words(node, "kg:quoteKind")),
        source=read_span(reader, reader.node(node, "kg:sourceSpan")),
        speaker=None if speaker is None else read_mention(reader, speaker),
        cue=read_span(reader, reader.node(node, "kg:cue")),
        content=reader.placed(pieces, lambda n: _piece(reader, n)),
    )


def _piece(reader: Reader, node: NamedNode) -> Span:
    return Span(reader.integer(node, "oa:start"), reader.integer(node, "oa:end"), reader.words(node, "kg:text"))
