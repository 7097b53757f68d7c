"""The pages about things in the store: an article, a claim, an entity, and the lists of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args
from urllib.parse import urlencode

from kgraph.plover import QUAD
from kgraph.query.questions import stock_questions
from kgraph.serve.cards import Card, card
from kgraph.serve.list_rows import Kind
from kgraph.serve.lookups import Lookups, Page
from kgraph.serve.marks import KINDS, marks, segments
from kgraph.serve.names import search_articles
from kgraph.serve.render import period_words, render
from kgraph.show import claim_fields, entity_codes
from kgraph.types import Claim, EntityType

CLAIMS, MENTIONS, TIES, LISTED, NAMES = 20, 30, 25, 50, 50
Parameters = dict[str, str]


def home(lookups: Lookups, parameters: Parameters, *, store: str, editing: str = "") -> bytes:
    """The way in: counts, and the foremost of each kind."""
    foremost, entities = lookups.foremost(12)
    newest, articles = lookups.newest(12)
    return render(
        "home.html",
        place="/",
        store=store,
        editing=editing,
        articles=articles,
        claims=lookups.claims,
        entities=entities,
        foremost=[lookups.described(id) for id in foremost],
        newest=newest,
        indexed=lookups.indexed,
        questions=stock_questions(),
    )


def article(lookups: Lookups, parameters: Parameters, *, id: str) -> bytes:
    """The reader: an article's text with what was read in it."""
    extraction = lookups.dataset.extraction(lookups.article(id).id)
    it = extraction.article
    claims = [claim for claim in extraction.claims if claim.review != "rejected"]
    claims.sort(key=lambda claim: (claim.evidence.start, claim.evidence.end, claim.id))
    found = marks(extraction, claims)
    file = it.path.replace("\\", "/").rsplit("/", 1)[-1]
    return render(
        "article.html",
        place="/articles",
        article=it,
        label=(it.title or "").strip() or file,
        file=file,
        segments=segments(it.text, found),
        # Claims are as many as in the margin; of the rest each place in print counts once.
        counts={kind: len({(m.start, m.end) for m in found if m.kind == kind}) for kind in KINDS}
        | {"claim": len(claims)},
        cards=[card(lookups, claim) for claim in claims],
        rejected=[claim for claim in extraction.claims if claim.review == "rejected"],
    )


def claim(lookups: Lookups, parameters: Parameters, *, id: str, editing: str = "") -> bytes:
    """Everything about one claim."""
    it = lookups.claim(id)
    links: dict[str, list[tuple[Card, str]]] = {}
    for link in lookups.links(id):
        links.setdefault(link.words, []).append((card(lookups, lookups.claim(link.claim)), link.reason))
    references = []
    for back in lookups.references(id):
        meant = sorted((lookups.claim(key) for key in back.refers_to), key=lambda c: (c.evidence.start, c.id))
        references.append((back, [card(lookups, told) for told in meant]))
    present = [*(p.mention for p in it.participants), *(s.mention for s in it.sources)]
    actors = [mention.entity for mention in present if mention.entity]
    event = f"{it.event} ({QUAD.get(it.event, 'unknown event')})" if it.event else None
    return render(
        "claim.html",
        place="",
        card=card(lookups, it),
        editing=editing,
        fields=[("activity", it.activity or ""), *_fields(it)],
        event=event,
        links=list(links.items()),
        references=references,
        shown={"claim": it.id} | ({"entity": actors[0]} if actors else {}),
        iri=lookups.terms.iri(id).value,
    )


def _fields(claim: Claim) -> list[tuple[str, str]]:
    """What a claim says besides who is in it, in words for people."""
    fields = dict(claim_fields(claim))
    fields["polarity"] = "affirmed" if claim.polarity == "+" else "denied or negated"
    if claim.time is not None:
        period, text = period_words(claim.time), claim.time.text
        if not period:
            fields["time"] = f"“{text}”, no date known"
        else:
            fields["time"] = f"“{text}”: {period}" if text and text != period else period
    return list(fields.items())


def entity(lookups: Lookups, parameters: Parameters, *, id: str, editing: str = "") -> bytes:
    """Everything about one entity, its longer lists in parts."""
    it = lookups.entity(id)
    made, made_page = _listed(lookups, id, parameters, "made", CLAIMS)
    about, about_page = _listed(lookups, id, parameters, "about", CLAIMS)
    mentions, mentions_page = _listed(lookups, id, parameters, "mentions", MENTIONS)
    actor = next(iter(lookups.index.actors((id,))), None)
    ties_page = Page.of(_wanted(parameters, "ties"), actor.degree if actor else 0, TIES)
    ties = lookups.index.neighbours(id, start=ties_page.start, limit=TIES) if actor else []
    members = [(member, "") for member in lookups.members(id)]
    posts = lookups.posts(id)
    named = {key for key, _ in (*members[:60], *posts[:60])} | {tie.id for tie in ties} | set(it.part_of)
    named |= {role.of for role in it.roles if role.of}
    plus, minus = (actor.cooperation, actor.conflict) if actor else (0, 0)
    spots = list(lookups.spots(mentions))
    articles = lookups.articles
    listed = sorted((articles[key] for key in it.articles if key in articles), key=lambda a: a.path)
    return render(
        "entity.html",
        place="",
        it=it,
        editing=editing,
        forms=sorted({spot.words for spot in spots}),
        all_types=get_args(EntityType),
        iri=lookups.terms.iri(id).value,
        state=it.country if it.type != "State" else None,
        codes=entity_codes(replace(it, wikidata=None)),
        wikidata=_wikidata(it.wikidata),
        balance=(plus, minus) if plus or minus else None,
        names={key: lookups.name(key) for key in named},
        members=members,
        posts=posts,
        neighbours=[_tie(lookups, tie) for tie in ties],
        neighbours_page=ties_page,
        made=[card(lookups, lookups.claim(key)) for key in made],
        made_page=made_page,
        about=[card(lookups, lookups.claim(key)) for key in about],
        about_page=about_page,
        spots=spots,
        mentions_page=mentions_page,
        articles={spot.article: articles[spot.article] for spot in spots},
        listed=sorted(listed, key=lambda a: a.published, reverse=True)[:LISTED],
        parameters=_linker(parameters),
    )


def entities(lookups: Lookups, parameters: Parameters) -> bytes:
    """The list of entities, searched by name."""
    words, kind = parameters.get("q", ""), parameters.get("type", "")
    wanted = _wanted(parameters, "page")
    found, count = lookups.index.search(words, type=kind or None, start=(wanted - 1) * NAMES, limit=NAMES)
    page = Page.of(wanted, count, NAMES)
    if page.number != wanted:
        found, _ = lookups.index.search(words, type=kind or None, start=page.start, limit=NAMES)
    return render(
        "entities.html",
        place="/entities",
        words=words,
        type=kind,
        types=lookups.names.types(),
        found=[lookups.described(actor.id) for actor in found],
        page=page,
        parameters=_linker(parameters),
    )


def articles(lookups: Lookups, parameters: Parameters) -> bytes:
    """The list of articles, searched by title, publisher or file."""
    words = parameters.get("q", "")
    found, page = _part(search_articles(lookups.articles.values(), words), parameters, "page", NAMES)
    return render(
        "articles.html",
        place="/articles",
        words=words,
        found=[(article, lookups.claims_in(article.id)) for article in found],
        page=page,
        parameters=_linker(parameters),
    )


def _listed(lookups: Lookups, entity: str, parameters: Parameters, kind: Kind, size: int) -> tuple[list[str], Page]:
    """The ids of the part of an entity's list that the parameters ask for."""
    page = Page.of(_wanted(parameters, kind), lookups.index.length(kind, entity), size)
    return lookups.index.listed(kind, entity, start=page.start, limit=size), page


def _wanted(parameters: Parameters, name: str) -> int:
    """The number of the part that the parameters ask for."""
    wanted = parameters.get(name, "1")
    return max(1, int(wanted)) if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else 1


def _part(things: list[Any], parameters: Parameters, name: str, size: int) -> tuple[list[Any], Page]:
    """The part of a list that the parameters ask for."""
    page = Page.of(_wanted(parameters, name), len(things), size)
    return things[page.start : page.start + size], page


def _linker(parameters: Parameters) -> Callable[[str, int], str]:
    """What makes the query string of another part, all else as it is."""
    return lambda name, number: urlencode({**parameters, name: str(number)})


def _tie(lookups: Lookups, tie: Any) -> dict[str, Any]:
    return {**tie._asdict(), "type": lookups.described(tie.id).type}


def _wikidata(item: str | None) -> str | None:
    return f"https://www.wikidata.org/wiki/{item}" if item and item[:1] == "Q" and item[1:].isdigit() else None
