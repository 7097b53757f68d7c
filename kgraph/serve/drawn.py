"""Parts of the graph for the explorer's page: the first actors, what is around one, the claims between two.

A part has the form of ``kgraph.view.data.page_data``. Its edges are those of the store, each with its own id and with
how many claims stand behind it (``total``), of which a part carries the newest.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgraph.errors import NotFound
from kgraph.plover import QUAD
from kgraph.store import Dataset
from kgraph.view import drawing
from kgraph.view.data import actor_data, article_data, claim_data, page_data
from kgraph.view.palette import LOOKS

if TYPE_CHECKING:
    from kgraph.serve.index import Actor
    from kgraph.serve.lookups import Lookups

#: Up to here the whole graph is loaded at once, so that paths, worlds and the timeline know all of it.
WHOLE_ACTORS, WHOLE_CLAIMS = 2000, 3000
#: How many actors are drawn at first where it is not, how many of their pairs, and of how many of those a claim is loaded.
FIRST_ACTORS, FIRST_PAIRS, FIRST_CLAIMS = 150, 400, 240
AROUND, AROUND_PAIRS = 40, 120  # neighbours of an actor that are loaded with it, and pairs among them
OF_AN_ACTOR = 15  # claims made by an actor, and claims about it, likewise
BETWEEN_TWO = 60  # claims between two actors
Part = dict[str, Any]


def first_part(dataset: Dataset, index: Path) -> Part:
    """What the page shows when it is opened: all of a small store, the most central actors of another."""
    from kgraph.serve.lookups import Lookups

    lookups = Lookups(dataset, index)
    try:
        claims = lookups.claims
        size = {"actors": lookups.index.count(), "claims": claims, "articles": len(lookups.articles)}
        if size["actors"] <= WHOLE_ACTORS and claims <= WHOLE_CLAIMS:
            extractions = list(dataset.extractions())
            kept = [c for e in extractions for c in e.claims if c.review != "rejected"]
            known = {e.article.id: e.article for e in extractions}
            return {**page_data(kept, dataset.entities(), known, limit=WHOLE_ACTORS), "store": size, "whole": True}
        return {**_central(lookups), "store": size, "whole": False}
    finally:
        lookups.close()


def _central(lookups: Lookups) -> Part:
    import networkx as nx

    from kgraph.analyse.measures import communities

    actors = lookups.index.central(FIRST_ACTORS)
    edges = lookups.index.edges(actor.id for actor in actors)
    claims = {(a, b): n for a, b, n in lookups.index.pairs(actor.id for actor in actors)}
    ends = {actor.id for actor in actors}
    kept = strongest(claims, ends, most=FIRST_PAIRS)
    edges = [edge for edge in edges if (min(edge["from"], edge["to"]), max(edge["from"], edge["to"])) in kept]
    simple: nx.Graph[str] = nx.Graph()
    for actor in sorted(actors):
        simple.add_node(actor.id, label=actor.name)
    simple.add_weighted_edges_from((a, b, 1 + claims[a, b]) for a, b in sorted(kept) if a != b)
    groups = communities(simple, {actor.id: actor.rank for actor in actors})
    member = {id: group.number for group in groups for id in group.members}
    first = sorted((pair for pair in kept if claims[pair]), key=lambda pair: (-claims[pair], pair))[:FIRST_CLAIMS]
    newest = [id for a, b in first for id in lookups.index.between(a, b, limit=1)]
    part = part_of(lookups, actors, edges, dict.fromkeys(newest))
    for id, number in member.items():
        part["actors"][id]["measures"]["community"] = number
    labels = {actor.id: drawing.short_label(actor.name) or actor.id for actor in actors}
    places = positions(simple, member, labels)
    part["network"] = {
        "nodes": [{"id": id, "x": x, "y": y} for id, (x, y) in sorted(places.items())],
        "options": drawing.OPTIONS,
    }
    part["communities"] = {str(group.number): group.name for group in groups if group.size > 1}
    part["looks"] = {kind: look._asdict() for kind, look in LOOKS.items()}
    part["events"] = QUAD
    return part


def strongest(claims: dict[tuple[str, str], int], ends: Iterable[str], *, most: int) -> set[tuple[str, str]]:
    """So many pairs with most claims, and the first of each of these actors, so that nobody stands alone."""
    ordered = sorted(claims, key=lambda pair: (-claims[pair], pair))
    kept, alone = set(ordered[:most]), set(ends)
    for pair in ordered:
        if alone.intersection(pair):
            kept.add(pair)
            alone.difference_update(pair)
    return kept


def positions(graph: Any, member: dict[str, int], labels: dict[str, str]) -> dict[str, tuple[float, float]]:
    """Where the first actors stand."""
    from kgraph.view.layout import positions as laid_out

    return laid_out(graph, member, labels)


def actor_part(lookups: Lookups, entity: str) -> Part:
    """An actor with all that is known of it, its foremost neighbours and the newest of its claims."""
    index = lookups.index
    near = [tie.id for tie in index.neighbours(entity, limit=AROUND)]
    made, about = (index.listed(kind, entity, limit=OF_AN_ACTOR) for kind in ("made", "about"))
    found = index.edges((entity, *near))
    others = strongest(
        {(a, b): n for a, b, n in index.pairs((entity, *near)) if entity not in (a, b)}, (), most=AROUND_PAIRS
    )
    edges = [
        e
        for e in found
        if entity in (e["from"], e["to"]) or (min(e["from"], e["to"]), max(e["from"], e["to"])) in others
    ]
    part = part_of(lookups, index.actors((entity, *near)), edges, dict.fromkeys((*made, *about)))
    full = actor_data(lookups.entity(entity), None, 0.0)
    del full["size"]
    told = {"made": index.length("made", entity), "about": index.length("about", entity)}
    part["actors"].setdefault(entity, {}).update(full, told=told, whole=True)
    return part


def tie_part(lookups: Lookups, a: str, b: str) -> Part:
    """The edges between two actors with the newest of their claims."""
    actors = lookups.index.actors((a, b))
    if len(actors) < 2:
        raise NotFound(f"there are no two entities {a} and {b} in the store")
    edges = [edge for edge in lookups.index.edges((a, b)) if edge["from"] != edge["to"]]
    return part_of(lookups, actors, edges, dict.fromkeys(lookups.index.between(a, b, limit=BETWEEN_TWO)))


def part_of(lookups: Lookups, actors: Iterable[Actor], edges: list[dict[str, Any]], claims: Iterable[str]) -> Part:
    """Actors, edges and claims, with whoever else the claims name and the articles that they stand in."""
    told = [lookups.claim(id) for id in claims]
    at: dict[str, list[int]] = {}
    behind = lookups.index.edges_behind(claim.id for claim in told)
    for number, claim in enumerate(told):
        for edge in behind[claim.id]:
            at.setdefault(edge, []).append(number)
    known = {actor.id: actor for actor in actors}
    mentioned = (
        m.entity for c in told for m in (*(p.mention for p in c.participants), *(s.mention for s in c.sources))
    )
    named = dict.fromkeys(entity for entity in mentioned if entity is not None)
    known |= {actor.id: actor for actor in lookups.index.actors(id for id in named if id not in known)}
    tied = {(min(e["from"], e["to"]), max(e["from"], e["to"])) for e in edges}
    return {
        "actors": {id: light(actor) for id, actor in known.items()},
        "pairs": [pair for pair in lookups.index.pairs({end for pair in tied for end in pair}) if pair[:2] in tied],
        "edges": [edge_data(edge, at.get(edge["id"], [])) for edge in edges],
        "claims": [claim_data(claim) for claim in told],
        "articles": {id: article_data(lookups.article(id)) for id in dict.fromkeys(claim.article for claim in told)},
    }


def light(actor: Actor) -> dict[str, Any]:
    """An actor with what the index has of it."""
    measures = {
        "degree": actor.degree, "pagerank": round(actor.rank, 6),
        "cooperation": actor.cooperation, "conflict": actor.conflict,
    }  # fmt: skip
    label = drawing.short_label(actor.name)
    return {
        "name": actor.name, "label": label, "type": actor.type, "mentions": actor.mentions, "measures": measures,
        "claimed": actor.claims,
    }  # fmt: skip


def edge_data(edge: dict[str, Any], claims: list[int]) -> dict[str, Any]:
    """An edge of the index as the page has it; its claims by their position in the part."""
    same = {name: edge[name] for name in ("id", "relation", "kind", "directed", "sign", "polarity", "certainty")}
    times = {"time": (edge["startDate"], edge["endDate"]), "print": (edge["publishedFirst"], edge["publishedLast"])}
    return {
        **same, **times, "source": edge["from"], "target": edge["to"], "event": edge["event"] or "",
        "total": edge["claims"], "claims": claims,
    }  # fmt: skip
