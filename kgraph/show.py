"""Everything that the dataset holds about one claim or one entity, as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from kgraph.export.text import terminal_text
from kgraph.plover import QUAD
from kgraph.store.terms import Terms
from kgraph.types import (
    Article,
    Casualties,
    Claim,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Merge,
    Money,
    OpenKey,
    Quantity,
    Tenure,
    Time,
)

WIDTH = 88
_COLUMN = 14
_LISTED = 20
Line = tuple[str, str]
"""A label and its value; a line without a label goes on with the one before."""


class Shown(Protocol):
    """What is needed of a dataset; ``kgraph.store.Dataset`` has it."""

    @property
    def terms(self) -> Terms:
        """The IRIs of this dataset."""
        ...

    def claim(self, claim_id: str) -> Claim:
        """One claim by its id, IRI, or an unambiguous beginning of either."""
        ...

    def claims(self) -> Iterable[Claim]:
        """Every claim."""
        ...

    def extraction(self, article_id: str) -> Extraction:
        """Everything read from one article."""
        ...

    def article(self, article_id: str) -> Article:
        """One article by its id."""
        ...

    def entity(self, name: str) -> Entity:
        """One entity by its id, IRI or name."""
        ...

    def entities(self) -> Mapping[str, Entity]:
        """Every entity by its id."""
        ...

    def merges(self) -> Iterable[Merge]:
        """Why keys of different articles are one entity."""
        ...

    def open_keys(self) -> Iterable[OpenKey]:
        """Why short names stay open."""
        ...


def show_claim(dataset: Shown, claim_id: str) -> str:
    """All about one claim: its words marked in their sentence, who says so, and what they say.

    Args:
        dataset: where it is.
        claim_id: the claim's id, its IRI, or a beginning of either that no other claim has.

    Raises:
        NotFound: no claim, or several, have this id.
    """
    claim = dataset.claim(claim_id)
    article = dataset.article(claim.article)
    names = _Names(dataset.entities())
    said = claim_fields(claim)
    chain = " > ".join(" & ".join(names.of(s.mention) for s in level) for level in claim.chain())
    lines: list[Line] = [
        (claim.type, " · ".join(part for part in (claim.activity, event_words(claim)) if part)),
        ("", dataset.terms.iri(claim.id).value),
        ("words", marked(claim.evidence, article.text)),
        ("source", chain or "the article itself"),
        *(("", names.printed(s.mention, cue=s.cue.text if s.cue else None)) for s in claim.sources),
        *((p.role, names.printed(p.mention)) for p in claim.participants),
        *said,
        *_labelled("refers to", _references(dataset, claim)),
        ("article", article_words(article)),
        ("", f"{article.path}, characters {claim.evidence.start} to {claim.evidence.end}"),
        ("rule", ", ".join(claim.rules)),
        ("review", claim.review or ""),
        ("confidence", f"{claim.confidence:.2f}"),
    ]
    return columns(lines)


def show_entity(dataset: Shown, name: str) -> str:
    """All about one entity: names, codes, posts, what it is part of, the claims that it makes and those about it.

    Args:
        dataset: where it is.
        name: the entity's id, its IRI, or a name that no other entity has.

    Raises:
        NotFound: no entity, or several, have this name.
    """
    entity = dataset.entity(name)
    names = _Names(dataset.entities())
    made, about = [], []
    for claim in dataset.claims():
        speakers = {m.entity for m in (*claim.role("speaker"), *(s.mention for s in claim.sources))}
        others = {p.mention.entity for p in claim.participants if p.role != "speaker"}
        if entity.id in speakers:
            made.append(claim)
        if entity.id in others:
            about.append(claim)
    lines: list[Line] = [
        (entity.type, entity.name),
        ("", dataset.terms.iri(entity.id).value),
        ("also called", "; ".join(entity.aliases)),
        ("country", names.country(entity.country) if entity.type != "State" else ""),
        ("sector", entity.sector or ""),
        ("codes", entity_codes(entity)),
        ("place", _place(entity)),
        *_labelled("role", (names.tenure(t) for t in entity.roles)),
        *_labelled("part of", (names.name(whole) for whole in entity.part_of)),
        *_labelled("parts", (names.name(key) for key in names.parts(entity.id))),
        *_labelled("posts", names.posts(entity.id)),
        *_labelled(
            "also is", (f"{m.key}: {m.reason} ({m.score:.2f})" for m in dataset.merges() if m.into == entity.id)
        ),
        *_labelled("stays open", (o.reason for o in dataset.open_keys() if o.entity == entity.id)),
        ("mentions", f"{entity.mentions} in {_count(len(entity.articles), 'article')}"),
    ]
    return columns(lines) + _claims("makes", made) + _claims("is in", about)


def _references(dataset: Shown, claim: Claim) -> Iterator[str]:
    """``"the deployment": deploy, "has sent 10,000 soldiers" (claim/1f…)``; each wording once, with all claims meant."""
    extraction = dataset.extraction(claim.article)
    known = {one.id: one for one in extraction.claims if one.review != "rejected"}
    for reference in extraction.references:
        if reference.claim == claim.id:
            told = sorted((known[i] for i in reference.refers_to if i in known), key=lambda c: (c.evidence.start, c.id))
            lines = [_told(meant) for meant in told]
            if len(lines) == 1:
                yield f'"{reference.span.text}": {lines[0]}'
            elif lines:
                yield f'"{reference.span.text}", {_count(len(lines), "claim")}:'
                yield from lines


def _told(claim: Claim) -> str:
    """``deploy, "has sent 10,000 soldiers" (claim/1f…)``."""
    words = " ".join(claim.evidence.quote.split())
    return f'{claim.activity or claim.event or claim.type}, "{words}" ({claim.id})'


class _Names:
    """Names entities by the entity table."""

    def __init__(self, table: Mapping[str, Entity]) -> None:
        self.table = table

    def name(self, entity_id: str) -> str:
        """The canonical name, or the id where the table lacks it."""
        return self.table[entity_id].name if entity_id in self.table else entity_id

    def of(self, mention: Mention) -> str:
        """The canonical name of who is meant, or the words in print."""
        return self.name(mention.entity) if mention.entity else mention.text

    def printed(self, mention: Mention, *, cue: str | None = None) -> str:
        """``South Korea (State), "Seoul", cue "said"``."""
        entity = self.table.get(mention.entity or "")
        words = f'{self.of(mention)} ({entity.type if entity else mention.type}), "{mention.text}"'
        return f'{words}, cue "{cue}"' if cue else words

    def country(self, iso3: str | None) -> str:
        """A state by its ISO 3166 alpha-3 code."""
        states = [e.name for e in self.table.values() if e.iso3 == iso3 and iso3]
        return f"{states[0]} ({iso3})" if states else iso3 or ""

    def tenure(self, tenure: Tenure) -> str:
        """``president of Ukraine, in print since 2024-10-18``."""
        post = f"{tenure.title} of {self.name(tenure.of)}" if tenure.of else tenure.title
        since = f", in print since {tenure.start.isoformat()}" if tenure.start else ""
        return post + since + (f", until {tenure.end.isoformat()}" if tenure.end else "")

    def parts(self, entity_id: str) -> list[str]:
        """The entities that are part of this one."""
        return sorted(key for key, entity in self.table.items() if entity_id in entity.part_of)

    def posts(self, entity_id: str) -> Iterator[str]:
        """Who holds which post of this entity."""
        for _, entity in sorted(self.table.items()):
            yield from (f"{entity.name}, {t.title}" for t in entity.roles if t.of == entity_id)


def claim_fields(claim: Claim) -> list[Line]:
    """What the claim says besides who is in it; values are empty where it does not say."""
    return [
        ("polarity", "+ (it is so)" if claim.polarity == "+" else "- (it is not so: negated or denied)"),
        ("certainty", claim.certainty),
        ("phase", claim.phase or ""),
        ("mode", claim.mode or ""),
        ("context", claim.context or ""),
        ("number", _quantity(claim.quantity)),
        ("casualties", _casualties(claim.casualties)),
        ("money", _money(claim.money)),
        ("time", _time(claim.time)),
    ]


def event_words(claim: Claim) -> str:
    """``MOBILIZE (material conflict)``; empty where the claim has no PLOVER type."""
    return f"{claim.event} ({QUAD.get(claim.event, 'unknown event')})" if claim.event else ""


def marked(evidence: Evidence, text: str) -> str:
    """The sentence with the claim's words between ``>>`` and ``<<``; by offsets, as words may stand there twice."""
    sentence, quote = evidence.sentence, evidence.quote
    at = text.find(sentence)
    while at != -1 and at + len(sentence) < evidence.end:
        at = text.find(sentence, at + 1)
    start = evidence.start - at if 0 <= at <= evidence.start else sentence.find(quote)
    if sentence[start : start + len(quote)] != quote or start < 0:
        return f">>{quote}<<"
    return f"{sentence[:start]}>>{quote}<<{sentence[start + len(quote) :]}"


def article_words(article: Article) -> str:
    """Title, publisher and date."""
    printed = article.published.isoformat() if article.published else "no date"
    return ", ".join(part for part in (article.title, article.publisher, printed) if part)


def _bounds(low: float | None, high: float | None) -> str:
    """``3,000``, ``100 to 999``, ``at least 12``, ``up to 8,000,000``."""
    if low is not None and high is not None:
        return f"{low:,.10g}" if low == high else f"{low:,.10g} to {high:,.10g}"
    if low is not None:
        return f"at least {low:,.10g}"
    return f"up to {high:,.10g}" if high is not None else "unknown"


def _quantity(quantity: Quantity | None) -> str:
    if quantity is None:
        return ""
    unit = f" {quantity.unit}" if quantity.unit else ""
    about = " (approximate)" if quantity.approximate else ""
    return f'{_bounds(quantity.min, quantity.max)}{unit}{about}, "{quantity.text}"'


def _casualties(casualties: Casualties | None) -> str:
    if casualties is None:
        return ""
    persons = {"killed": casualties.killed, "injured": casualties.injured}
    return ", ".join(f"{_bounds(range_.min, range_.max)} {word}" for word, range_ in persons.items() if range_)


def _money(money: Money | None) -> str:
    return f'{money.amount:,.10g} {money.currency}, "{money.text}"' if money else ""


def _time(time: Time | None) -> str:
    if time is None:
        return ""
    days = [day.isoformat() for day in (time.start, time.end) if day]
    return f'{" to ".join(dict.fromkeys(days)) or "no date"} ({time.granularity}), "{time.text}"'


def entity_codes(entity: Entity) -> str:
    """The codes that an entity has in the lists of the field."""
    codes = {"ISO 3166": entity.iso3, "COW": entity.cow, "Gleditsch-Ward": entity.gw, "Wikidata": entity.wikidata}
    return ", ".join(f"{name} {code}" for name, code in codes.items() if code)


def _place(entity: Entity) -> str:
    known = entity.latitude is not None and entity.longitude is not None
    return f"latitude {entity.latitude}, longitude {entity.longitude}" if known else ""


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _labelled(label: str, values: Iterable[str]) -> list[Line]:
    """Many values under one label."""
    return [(label if i == 0 else "", value) for i, value in enumerate(values)]


def _claims(verb: str, claims: list[Claim]) -> str:
    """A list of claims with their words, the first ones only where there are many."""
    if not claims:
        return ""
    lines = [f"\n{verb} {_count(len(claims), 'claim')}"]
    for claim in claims[:_LISTED]:
        lines.append(f"  {terminal_text(claim.id)}  {claim.polarity} {claim.type}")
        lines.extend(wrapped(claim.evidence.quote, 4))
    if len(claims) > _LISTED:
        lines.append(f"  and {len(claims) - _LISTED} more: kgraph export claims.csv")
    return "\n".join(lines) + "\n"


def columns(lines: Iterable[Line]) -> str:
    """Labels and values in two columns; what is empty is left out."""
    shown: list[str] = []
    for label, value in lines:
        if value:
            first, *rest = wrapped(value, _COLUMN) or [""]
            shown.append(f"{terminal_text(label):<{_COLUMN}}{first[_COLUMN:]}".rstrip())
            shown.extend(rest)
    return "\n".join(shown) + "\n"


def wrapped(text: str, indent: int) -> list[str]:
    """A text in lines of the width of a page, indented, with nothing in it that a terminal would obey."""
    space = " " * indent
    return textwrap.wrap(
        terminal_text(text),
        WIDTH,
        initial_indent=space,
        subsequent_indent=space,
        break_long_words=False,
        break_on_hyphens=False,
    )
