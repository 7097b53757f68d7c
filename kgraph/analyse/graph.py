"""networkx graphs of actors: the full multigraph with its evidence, and simple weighted graphs to measure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from kgraph.analyse.edges import Edge, edges
from kgraph.types import Article, Claim, Entity

if TYPE_CHECKING:
    import networkx as nx

#: Types that are drawn and exported but do not act, so that no measure ranks them.
NOT_ACTORS = frozenset({"Place", "Treaty"})
# XML 1.0 cannot carry these at all, and GEXF and GraphML are XML.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_networkx(
    claims: Iterable[Claim],
    entities: Mapping[str, Entity],
    articles: Mapping[str, Article] | None = None,
    *,
    isolated: bool = False,
) -> nx.MultiDiGraph[str]:
    """The graph of actors: nodes are entity ids, edge keys are edge ids, attributes keep what is known.

    Node attributes: label type country sector iso3 wikidata aliases mentions. Edge attributes: relation kind directed
    event sign weight claims polarity certainty first last published_first published_last (ISO dates or None).

    Args:
        claims: resolved claims; iterated once.
        entities: by id.
        articles: by id; only for the dates of publication.
        isolated: also keep entities that no edge touches.
    """
    import networkx as nx

    found = list(edges(claims, entities, articles))
    touched = {end for edge in found for end in (edge.source, edge.target)}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity_id in sorted(entities if isolated else touched):
        graph.add_node(entity_id, **_node(entities[entity_id]))
    for edge in found:
        graph.add_edge(edge.source, edge.target, key=edge.id, **_attributes(edge))
    return graph


def _node(entity: Entity) -> dict[str, Any]:
    """An entity's attributes as plain values."""
    return {
        "label": entity.name,
        "type": entity.type,
        "country": entity.country,
        "sector": entity.sector,
        "iso3": entity.iso3,
        "wikidata": entity.wikidata,
        "aliases": list(entity.aliases),
        "mentions": entity.mentions,
    }


def _attributes(edge: Edge) -> dict[str, Any]:
    """An edge's attributes as plain values; an affiliation weighs nothing, for no claim stands behind it."""

    def iso(day: date | None) -> str | None:
        return day.isoformat() if day else None

    return {
        "relation": edge.relation,
        "kind": edge.kind,
        "directed": edge.directed,
        "event": edge.event,
        "sign": edge.sign,
        "weight": edge.count,
        "claims": list(edge.claims),
        "polarity": edge.polarity,
        "certainty": edge.certainty,
        "first": iso(edge.first),
        "last": iso(edge.last),
        "published_first": iso(edge.published_first),
        "published_last": iso(edge.published_last),
    }


def simple_graph(graph: nx.MultiDiGraph[str], *, actors_only: bool = True) -> nx.Graph[str]:
    """One undirected edge a pair, weighted by its distinct claims, with ``cooperation``, ``conflict`` and ``denied``.

    Each of the three counts distinct claims. Affiliations are left out: measures weigh what was claimed.
    """
    import networkx as nx

    simple: nx.Graph[str] = nx.Graph()
    for node in sorted(graph):
        attributes = graph.nodes[node]
        if not (actors_only and attributes.get("type") in NOT_ACTORS):
            simple.add_node(node, **attributes)
    behind: dict[tuple[str, str], dict[str, set[str]]] = {}
    for source, target, data in graph.edges(data=True):
        if data["kind"] != "affiliation" and source in simple and target in simple:
            counts = behind.setdefault((min(source, target), max(source, target)), {})
            for measure in _measures(data):
                counts.setdefault(measure, set()).update(data["claims"])
    for (a, b), counts in sorted(behind.items()):
        numbers = {name: len(counts.get(name, ())) for name in ("weight", "cooperation", "conflict", "denied")}
        simple.add_edge(a, b, **numbers)
    return simple


def _measures(data: Mapping[str, Any]) -> list[str]:
    """Which counts of a pair an edge's claims belong to."""
    names = ["weight"]
    if data["sign"]:
        names.append("cooperation" if data["sign"] > 0 else "conflict")
    # To doubt what was said of an actor is not to deny it, so attributions are not counted here.
    if data["polarity"] == "-" and data["kind"] != "attribution":
        names.append("denied")
    return names


def exportable(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """A copy whose attributes are only text, numbers and truth values, as GEXF and GraphML need them.

    Lists become JSON text, absent values are left out, and characters that XML forbids become U+FFFD.
    """
    import networkx as nx

    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        copy.add_node(_NOT_XML.sub("\ufffd", node), **_scalars(data))
    for source, target, key, data in graph.edges(keys=True, data=True):
        copy.add_edge(_NOT_XML.sub("\ufffd", source), _NOT_XML.sub("\ufffd", target), key=key, **_scalars(data))
    return copy


def _scalars(data: Mapping[str, Any]) -> dict[str, str | int | float | bool]:
    """Attributes as scalars."""
    kept: dict[str, str | int | float | bool] = {}
    for name, value in data.items():
        if isinstance(value, (list, tuple)):
            kept[name] = _NOT_XML.sub("\ufffd", json.dumps(list(value), ensure_ascii=False))
        elif isinstance(value, str):
            kept[name] = _NOT_XML.sub("\ufffd", value)
        elif value is not None:
            kept[name] = value
    return kept
