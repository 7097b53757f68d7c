"""One claim in RDF and back: its participants, attribution chain, amounts, time and evidence."""

from __future__ import annotations

from typing import cast

from pyoxigraph import NamedNode

from kgraph.errors import StoreError
from kgraph.store.classes import CLAIM_TYPES, ROLES, narrowest, with_above
from kgraph.store.records import Reader
from kgraph.store.spans import SpanWriter, read_evidence, read_mention, read_span
from kgraph.store.terms import PREFIXES, escape, term, unescape
from kgraph.types import (
    Casualties,
    Certainty,
    Claim,
    ClaimType,
    Money,
    Participant,
    Phase,
    Polarity,
    Quantity,
    Range,
    Review,
    Source,
    Time,
)


def write_claim(spans: SpanWriter, claim: Claim) -> NamedNode:
    """Write a claim and everything under it; returns its node."""
    writer, c = spans.writer, claim
    node = writer.terms.iri(c.id)
    if c.review == "rejected":
        # Under a class of its own, so that no question about claims finds it unless it asks for what was rejected.
        writer.types(node, "kg:RejectedClaim")
        writer.add(node, "kg:rejectedAs", term(f"kg:{c.type}"))
    else:
        writer.types(node, *with_above(c.type))
    writer.add(node, "kg:review", c.review)
    writer.add(node, "kg:article", spans.node)
    writer.add(node, "prov:wasDerivedFrom", spans.node)
    writer.add(node, "kg:quotation", c.evidence.quote)
    spans.evidence(node, c.evidence)
    if c.event is not None:
        writer.add(node, "kg:event", NamedNode(PREFIXES["plover"] + escape(c.event)))
    for predicate, value in (
        ("kg:mode", c.mode),
        ("kg:context", c.context),
        ("kg:activity", c.activity),
        ("kg:polarity", c.polarity),
        ("kg:certainty", c.certainty),
        ("kg:phase", c.phase),
        ("kg:confidence", float(c.confidence)),
    ):
        writer.add(node, predicate, value)
    writer.listing(node, "kg:rule", c.rules)
    for position, participant in enumerate(c.participants):
        _write_participant(spans, node, position, participant, direct=c.review != "rejected")
    for position, source in enumerate(c.sources):
        _write_source(spans, node, position, source, direct=c.review != "rejected")
    _write_amounts(spans, node, c)
    return node


def _write_participant(
    spans: SpanWriter, claim: NamedNode, position: int, participant: Participant, *, direct: bool
) -> None:
    """A participation and, where ``direct``, the short ways from the claim to its entity."""
    writer, mention = spans.writer, spans.mention(participant.mention)
    node = writer.terms.node("participation", claim.value, position, participant.role, mention.value)
    writer.add(claim, "kg:participation", node)
    writer.types(node, "kg:Participation")
    writer.place(node, position)
    writer.add(node, "kg:role", participant.role)
    writer.add(node, "kg:mention", mention)
    entity = participant.mention.entity
    writer.link(node, "kg:entity", entity)
    if direct:
        writer.link(claim, "kg:involves", entity)
    if direct and participant.role in ROLES:
        writer.link(claim, f"kg:{participant.role}", entity)


def _write_source(spans: SpanWriter, claim: NamedNode, position: int, source: Source, *, direct: bool) -> None:
    """An attribution and, where ``direct``, the short way from the claim to its source."""
    writer, mention = spans.writer, spans.mention(source.mention)
    node = writer.terms.node("attribution", claim.value, position, mention.value)
    writer.add(claim, "kg:attribution", node)
    writer.types(node, "kg:Attribution")
    writer.place(node, position)
    writer.add(node, "kg:mention", mention)
    spans.span(node, "kg:cue", source.cue)
    if source.joint:
        writer.add(node, "kg:joint", True)
    writer.link(node, "kg:entity", source.mention.entity)
    if direct:
        writer.link(claim, "kg:source", source.mention.entity)


def _write_amounts(spans: SpanWriter, claim: NamedNode, c: Claim) -> None:
    writer, terms = spans.writer, spans.writer.terms
    if c.quantity is not None:
        q = c.quantity
        node = terms.node("quantity", claim.value, _float(q.min), _float(q.max), q.text, q.unit, q.approximate)
        writer.add(claim, "kg:quantity", node)
        writer.types(node, "kg:Quantity")
        _write_range(spans, node, q.min, q.max)
        writer.add(node, "kg:text", q.text)
        writer.add(node, "kg:unit", q.unit)
        writer.add(node, "kg:approximate", q.approximate)
    if c.money is not None:
        node = terms.node("money", claim.value, float(c.money.amount), c.money.currency, c.money.text)
        writer.add(claim, "kg:money", node)
        writer.types(node, "kg:Money")
        writer.add(node, "kg:amount", float(c.money.amount))
        writer.add(node, "kg:currency", c.money.currency)
        writer.add(node, "kg:text", c.money.text)
    if c.time is not None:
        node = terms.node("time", claim.value, c.time.start, c.time.end, c.time.granularity, c.time.text)
        writer.add(claim, "kg:time", node)
        writer.types(node, "kg:Time")
        writer.add(node, "kg:startDate", c.time.start)
        writer.add(node, "kg:endDate", c.time.end)
        writer.add(node, "kg:granularity", c.time.granularity)
        writer.add(node, "kg:text", c.time.text)
    if c.casualties is not None:
        _write_casualties(spans, claim, c.casualties)


def _write_casualties(spans: SpanWriter, claim: NamedNode, casualties: Casualties) -> None:
    writer, terms = spans.writer, spans.writer.terms
    killed, injured = casualties.killed, casualties.injured
    counts = [None if r is None else (_float(r.min), _float(r.max)) for r in (killed, injured)]
    node = terms.node("casualties", claim.value, *counts)
    writer.add(claim, "kg:casualties", node)
    writer.types(node, "kg:Casualties")
    for predicate, count in (("kg:killed", killed), ("kg:injured", injured)):
        if count is not None:
            part = terms.node("range", node.value, predicate, _float(count.min), _float(count.max))
            writer.add(node, predicate, part)
            writer.types(part, "kg:Range")
            _write_range(spans, part, count.min, count.max)


def _write_range(spans: SpanWriter, node: NamedNode, low: float | None, high: float | None) -> None:
    spans.writer.add(node, "kg:min", _float(low))
    spans.writer.add(node, "kg:max", _float(high))


def _float(value: float | None) -> float | None:
    return None if value is None else float(value)


def read_claim(reader: Reader, node: NamedNode) -> Claim:
    """The claim at a node."""
    classes = [t.value.removeprefix(PREFIXES["kg"]) for p in ("rdf:type", "kg:rejectedAs") for t in reader.all(node, p)]
    cls = narrowest(classes, CLAIM_TYPES)
    if cls is None:
        raise StoreError(f"{node} has no type of claim: build the article again")
    event = reader.node(node, "kg:event")
    confidence = reader.number(node, "kg:confidence")
    return Claim(
        id=reader.terms.relative(node),
        article=reader.terms.relative(reader.needed(node, "kg:article")),
        type=cast(ClaimType, cls),
        evidence=read_evidence(reader, node),
        sources=reader.placed(_nodes(reader, node, "kg:attribution"), lambda n: _read_source(reader, n)),
        participants=reader.placed(_nodes(reader, node, "kg:participation"), lambda n: _read_participant(reader, n)),
        event=None if event is None else unescape(event.value.removeprefix(PREFIXES["plover"])),
        mode=reader.text(node, "kg:mode"),
        context=reader.text(node, "kg:context"),
        activity=reader.text(node, "kg:activity"),
        polarity=cast(Polarity, reader.words(node, "kg:polarity")),
        certainty=cast(Certainty, reader.words(node, "kg:certainty")),
        phase=cast("Phase | None", reader.text(node, "kg:phase")),
        quantity=_read_quantity(reader, reader.node(node, "kg:quantity")),
        casualties=_read_casualties(reader, reader.node(node, "kg:casualties")),
        money=_read_money(reader, reader.node(node, "kg:money")),
        time=_read_time(reader, reader.node(node, "kg:time")),
        rules=reader.listing(node, "kg:rule"),
        confidence=1.0 if confidence is None else confidence,
        review=cast("Review | None", reader.text(node, "kg:review")),
    )


def _nodes(reader: Reader, node: NamedNode, predicate: str) -> list[NamedNode]:
    return [n for n in reader.all(node, predicate) if isinstance(n, NamedNode)]


def _read_participant(reader: Reader, node: NamedNode) -> Participant:
    return Participant(reader.words(node, "kg:role"), read_mention(reader, reader.needed(node, "kg:mention")))


def _read_source(reader: Reader, node: NamedNode) -> Source:
    cue = read_span(reader, reader.node(node, "kg:cue"))
    joint = reader.text(node, "kg:joint") == "true"
    return Source(read_mention(reader, reader.needed(node, "kg:mention")), cue, joint)


def _read_quantity(reader: Reader, node: NamedNode | None) -> Quantity | None:
    if node is None:
        return None
    return Quantity(
        min=reader.number(node, "kg:min"),
        max=reader.number(node, "kg:max"),
        text=reader.words(node, "kg:text"),
        unit=reader.text(node, "kg:unit"),
        approximate=reader.words(node, "kg:approximate") == "true",
    )


def _read_money(reader: Reader, node: NamedNode | None) -> Money | None:
    if node is None:
        return None
    amount = float(reader.words(node, "kg:amount"))
    return Money(amount, reader.words(node, "kg:currency"), reader.words(node, "kg:text"))


def _read_time(reader: Reader, node: NamedNode | None) -> Time | None:
    if node is None:
        return None
    start, end = reader.day(node, "kg:startDate"), reader.day(node, "kg:endDate")
    return Time(start, end, reader.words(node, "kg:granularity"), reader.words(node, "kg:text"))


def _read_casualties(reader: Reader, node: NamedNode | None) -> Casualties | None:
    if node is None:
        return None
    return Casualties(_read_range(reader, node, "kg:killed"), _read_range(reader, node, "kg:injured"))


def _read_range(reader: Reader, owner: NamedNode, predicate: str) -> Range | None:
    node = reader.node(owner, predicate)
    return None if node is None else Range(reader.number(node, "kg:min"), reader.number(node, "kg:max"))
