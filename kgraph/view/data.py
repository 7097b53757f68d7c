"""The page's data: actors, edges, claims and articles as plain JSON values, names as text and nothing as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kgraph.analyse.edges import Edge, edges
from kgraph.analyse.graph import to_networkx
from kgraph.analyse.measures import ActorRow, Analysis, measure
from kgraph.plover import QUAD, SECTOR_NAMES
from kgraph.types import Article, Casualties, Claim, Entity, Quantity, Range
from kgraph.view import drawing
from kgraph.view.palette import LOOKS


def page_data(
    claims: Sequence[Claim],
    entities: Mapping[str, Entity],
    articles: Mapping[str, Article],
    *,
    limit: int,
) -> dict[str, Any]:
    """Everything that the page shows. Claims and edges refer to each other by their position in the lists."""
    claims = sorted(claims, key=lambda c: (c.article, c.evidence.start, c.id))
    present = _present(claims, entities)
    found = [e for e in edges(claims, entities, articles) if e.source in present and e.target in present]
    all_lines = drawing.lines(found)
    analysis = measure(to_networkx(claims, entities, articles))
    drawn = drawing.choose(all_lines, entities, analysis, limit=limit)
    radius = drawing.sizes(entities, analysis)
    rows = {row.id: row for row in analysis.actors}
    number = {claim.id: index for index, claim in enumerate(claims)}
    return {
        "network": drawing.network(drawn, all_lines, entities, analysis),
        "actors": {i: actor_data(e, rows.get(i), radius[i]) for i, e in sorted(entities.items())},
        "edges": [_edge(edge, number) for edge in found],
        "claims": [claim_data(claim) for claim in claims],
        "articles": {i: article_data(a) for i, a in sorted(articles.items())},
        "communities": _communities(analysis),
        "looks": {kind: look._asdict() for kind, look in LOOKS.items()},
        "events": QUAD,
    }


def _present(claims: Sequence[Claim], entities: Mapping[str, Entity]) -> set[str]:
    """Who takes part in a claim or is its source: entities that are only mentioned are left to the search."""
    named = {m.entity for c in claims for m in (*(p.mention for p in c.participants), *(s.mention for s in c.sources))}
    return {entity for entity in named if entity is not None and entity in entities}


def _kept(**values: Any) -> dict[str, Any]:
    """The values that say anything, so that the page carries no nulls."""
    return {name: value for name, value in values.items() if value not in (None, "", (), [], {})}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def actor_data(entity: Entity, row: ActorRow | None, radius: float) -> dict[str, Any]:
    """An entity with its measures."""
    roles = [_kept(title=r.title, of=r.of, start=_iso(r.start), end=_iso(r.end)) for r in entity.roles]
    measures = row and {
        "degree": row.degree,
        "betweenness": round(row.betweenness, 4),
        "pagerank": round(row.pagerank, 4),
        "community": row.community,
        "cut": row.cut,
        "cooperation": row.cooperation,
        "conflict": row.conflict,
    }
    return _kept(
        name=entity.name,
        label=drawing.short_label(entity.name),
        type=entity.type,
        aliases=[a for a in entity.aliases if a != entity.name],
        country=entity.country,
        sector=SECTOR_NAMES.get(entity.sector or "", entity.sector),
        wikidata=entity.wikidata,
        cow=entity.cow,
        gw=entity.gw,
        roles=roles,
        part_of=list(entity.part_of),
        mentions=entity.mentions,
        articles=len(entity.articles),
        size=radius,
        measures=measures,
    )


def _edge(edge: Edge, number: Mapping[str, int]) -> dict[str, Any]:
    """An edge; its claims by position."""
    return _kept(
        source=edge.source,
        target=edge.target,
        relation=edge.relation,
        kind=edge.kind,
        directed=edge.directed,
        sign=edge.sign,
        polarity=edge.polarity,
        claims=[number[c] for c in edge.claims],
    )


def claim_data(claim: Claim) -> dict[str, Any]:
    """A claim with its quotation, the sentence around it, its chain of sources and its numbers."""
    return _kept(
        id=claim.id,
        type=claim.type,
        event=claim.event,
        mode=claim.mode,
        activity=claim.activity,
        article=claim.article,
        start=claim.evidence.start,
        end=claim.evidence.end,
        quote=claim.evidence.quote,
        sentence=claim.evidence.sentence,
        sources=[
            _kept(id=s.mention.entity, text=s.mention.text, cue=s.cue.text if s.cue else None, joint=s.joint or None)
            for s in claim.sources
        ],
        participants=[_kept(role=p.role, id=p.mention.entity, text=p.mention.text) for p in claim.participants],
        polarity=claim.polarity,
        certainty=claim.certainty,
        phase=claim.phase,
        quantity=_quantity(claim.quantity),
        casualties=_casualties(claim.casualties),
        money=claim.money and f"{claim.money.text} ({_number(claim.money.amount)} {claim.money.currency})",
        time=claim.time
        and _kept(
            text=claim.time.text,
            start=_iso(claim.time.start),
            end=_iso(claim.time.end),
            granularity=claim.time.granularity,
        ),
        rules=list(claim.rules),
        confidence=round(claim.confidence, 2),
    )  # fmt: skip


def _number(value: float) -> str:
    """With thousands apart, and only the decimals that there are."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _between(low: float | None, high: float | None) -> str:
    """A range in words: "2,000", "at least 2,000", "up to 8,000,000", "3,000 to 5,000"."""
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f"up to {_number(high)}" if high is not None else f"at least {_number(low or 0)}"
    return _number(low) if low == high else f"{_number(low)} to {_number(high)}"


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    """A quantity as printed, and as read."""
    if quantity is None:
        return None
    read = " ".join(part for part in (_between(quantity.min, quantity.max), quantity.unit) if part)
    return _kept(text=quantity.text, read=("about " if quantity.approximate and read else "") + read)


def _casualties(casualties: Casualties | None) -> str | None:
    """Killed and injured in words."""
    if casualties is None:
        return None
    both: tuple[tuple[str, Range | None], ...] = (("killed", casualties.killed), ("injured", casualties.injured))
    return ", ".join(f"{_between(r.min, r.max) or 'an unknown number'} {what}" for what, r in both if r) or None


def article_data(article: Article) -> dict[str, Any]:
    """Where the claim stands in print; the path's last part only, for the page may travel."""
    return _kept(
        title=article.title,
        publisher=article.publisher,
        published=_iso(article.published),
        url=article.url,
        file=article.path.replace("\\", "/").rsplit("/", 1)[-1],
    )


def _communities(analysis: Analysis) -> dict[str, str]:
    """Names of the communities of more than one actor, by number."""
    return {str(row.number): row.name for row in analysis.communities if row.size > 1}
