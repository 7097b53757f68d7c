"""Claims, entities and quotes as plain JSON values: full IRIs, and names from the entity table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import isfinite
from typing import Any

from kgraph.export.source import Source
from kgraph.types import (
    Article,
    Casualties,
    Claim,
    Entity,
    Mention,
    Money,
    Quantity,
    Quote,
    Range,
    Reference,
    Span,
    Tenure,
    Time,
)  # fmt: skip

Row = dict[str, Any]


class Rows:
    """Builds rows for one dataset; holds its entity table, so that every participant gets its canonical name."""

    def __init__(self, dataset: Source) -> None:
        self.dataset = dataset
        self.entity_table: Mapping[str, Entity] = dataset.entities()
        self.terms = dataset.terms

    def iri(self, relative: str) -> str:
        """The full IRI of a record's id."""
        return self.terms.iri(relative).value

    def claims(self) -> Iterator[Row]:
        """One row a claim: articles in the dataset's order, within an article in the order of print."""
        for extraction in self.dataset.extractions():
            held: dict[str | None, list[Reference]] = defaultdict(list)
            for reference in extraction.references:
                held[reference.claim].append(reference)
            for claim in sorted(extraction.claims, key=lambda c: (c.evidence.start, c.evidence.end, c.id)):
                yield self.claim(claim, extraction.article, held[claim.id])

    def entities(self) -> Iterator[Row]:
        """One row an entity, by id."""
        for _, entity in sorted(self.entity_table.items()):
            yield self.entity(entity)

    def quotes(self) -> Iterator[Row]:
        """One row an attribution: articles in the dataset's order, within an article in the order of print."""
        for extraction in self.dataset.extractions():
            for quote in sorted(extraction.quotes, key=_quote_order):
                yield self.quote(quote, extraction.article)

    def claim(self, claim: Claim, article: Article, references: Iterable[Reference] = ()) -> Row:
        """The row of ``claims.jsonl`` for one claim; ``references`` are those that its evidence holds."""
        evidence = claim.evidence
        return {
            "id": self.iri(claim.id),
            "type": claim.type,
            "event": claim.event,
            "mode": claim.mode,
            "context": claim.context,
            "activity": claim.activity,
            "article": self.article(article),
            "evidence": {
                "start": evidence.start,
                "end": evidence.end,
                "quote": evidence.quote,
                "sentence": evidence.sentence,
            },
            "sources": [
                {
                    **self.participant(s.mention),
                    "cue": s.cue.text if s.cue else None,
                    "joint": s.joint,
                    **_offsets(s.mention),
                }
                for s in claim.sources
            ],
            "polarity": claim.polarity,
            "certainty": claim.certainty,
            "phase": claim.phase,
            "roles": self.roles(claim),
            "quantity": _quantity(claim.quantity),
            "casualties": _casualties(claim.casualties),
            "money": _money(claim.money),
            "time": _time(claim.time),
            "rule": list(claim.rules),
            "confidence": number(claim.confidence),
            "refers_to": [
                {"id": self.iri(meant), **_span(r.span), "stance": r.stance, "confidence": number(r.confidence)}
                for r in references
                for meant in r.refers_to
            ],
            **({"review": claim.review} if claim.review else {}),
        }

    def entity(self, entity: Entity) -> Row:
        """The row of ``entities.jsonl`` for one entity."""
        return {
            "id": self.iri(entity.id),
            "type": entity.type,
            "name": entity.name,
            "aliases": list(entity.aliases),
            "wikidata": entity.wikidata,
            "iso3": entity.iso3,
            "cow": entity.cow,
            "gw": entity.gw,
            "sector": entity.sector,
            "country": entity.country,
            "mentions": entity.mentions,
            "articles": [self.iri(a) for a in entity.articles],
            "roles": [self.tenure(t) for t in entity.roles],
            "part_of": [self.reference(whole) for whole in entity.part_of],
            "latitude": number(entity.latitude),
            "longitude": number(entity.longitude),
        }

    def quote(self, quote: Quote, article: Article) -> Row:
        """The row of ``quotes.jsonl`` for one attribution."""
        speaker = quote.speaker.entity if quote.speaker else None
        source = None
        if quote.source:
            source = {
                **_span(quote.source),
                "entity": self.iri(speaker) if speaker else None,
                "name": self.name(speaker) if speaker else None,
            }
        return {
            "article": self.article(article),
            "kind": quote.kind,
            "source": source,
            "cue": _span(quote.cue) if quote.cue else None,
            "content": [_span(piece) for piece in quote.content],
        }

    def article(self, article: Article) -> Row:
        """An article as claims and quotes name it."""
        return {
            "id": self.iri(article.id),
            "path": article.path,
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published.isoformat() if article.published else None,
            "url": article.url,
        }

    def roles(self, claim: Claim) -> Row:
        """Role to participants, the roles in the order in which the claim first fills them."""
        roles: dict[str, list[Row]] = {}
        for participant in claim.participants:
            mention = participant.mention
            roles.setdefault(participant.role, []).append({**self.participant(mention), **_offsets(mention)})
        return roles

    def participant(self, mention: Mention) -> Row:
        """Who a mention means, by the entity table; by its own words where it was not resolved."""
        entity = self.entity_table.get(mention.entity) if mention.entity else None
        return {
            "id": self.iri(mention.entity) if mention.entity else None,
            "name": entity.name if entity else mention.text,
            "type": entity.type if entity else mention.type,
            "mention": mention.text,
        }

    def tenure(self, tenure: Tenure) -> Row:
        """A post that a person holds or held."""
        return {
            "role": tenure.title,
            "of": self.reference(tenure.of) if tenure.of else None,
            "start": tenure.start.isoformat() if tenure.start else None,
            "end": tenure.end.isoformat() if tenure.end else None,
            "article": self.iri(tenure.article),
        }

    def reference(self, entity_id: str) -> Row:
        """An entity by its IRI and name."""
        return {"id": self.iri(entity_id), "name": self.name(entity_id)}

    def name(self, entity_id: str) -> str:
        """The canonical name; the last part of the id where the table lacks it."""
        entity = self.entity_table.get(entity_id)
        return entity.name if entity else entity_id.rsplit("/", 1)[-1]


def number(value: float | None) -> float | int | None:
    """A number that JSON can hold, whole ones without a fraction; what is not finite is unknown."""
    if value is None or not isfinite(value):
        return None
    return int(value) if value == int(value) and abs(value) < 2**53 else value


def _quote_order(quote: Quote) -> tuple[int, ...]:
    spans = [*quote.content, *(s for s in (quote.source, quote.cue) if s)]
    return (min((s.start for s in spans), default=0), max((s.end for s in spans), default=0))


def _offsets(mention: Mention) -> Row:
    return {"start": mention.start, "end": mention.end}


def _span(span: Span) -> Row:
    return {"start": span.start, "end": span.end, "text": span.text}


def _quantity(quantity: Quantity | None) -> Row | None:
    if quantity is None:
        return None
    return {
        "min": number(quantity.min),
        "max": number(quantity.max),
        "text": quantity.text,
        "unit": quantity.unit,
        "approximate": quantity.approximate,
    }


def _range(persons: Range | None) -> Row | None:
    return {"min": number(persons.min), "max": number(persons.max)} if persons else None


def _casualties(casualties: Casualties | None) -> Row | None:
    return {"killed": _range(casualties.killed), "injured": _range(casualties.injured)} if casualties else None


def _money(money: Money | None) -> Row | None:
    return {"amount": number(money.amount), "currency": money.currency, "text": money.text} if money else None


def _time(time: Time | None) -> Row | None:
    if time is None:
        return None
    return {
        "start": time.start.isoformat() if time.start else None,
        "end": time.end.isoformat() if time.end else None,
        "granularity": time.granularity,
        "text": time.text,
    }
