"""Reads the nodes of words: descriptions of agencies, titles, their modifiers, contextual names, blocked phrases."""

from __future__ import annotations

from typing import Any, get_args

from kgraph.actors.collect import Builder, folded
from kgraph.actors.entities import ACTOR_TYPES, entity_id
from kgraph.actors.parse import KG, Node
from kgraph.actors.records import AgencyNoun, Contextual, ModifierKind, Office, OfficeKind, Surface


def noun(builder: Builder, node: Node) -> None:
    """A description that makes an agency of a state."""
    kind = node.need("agencyType").removeprefix(KG)
    if kind not in ACTOR_TYPES:
        raise node.error(f"has the unknown agencyType kg:{kind}; use one of {', '.join(sorted(ACTOR_TYPES))}")
    chamber: Any = node.one("chamber")
    fields: dict[str, Any] = {
        "id": node.local,
        "name": node.need("prefLabel"),
        "type": kind,
        "sector": node.need("sector"),
        "chamber": chamber,
        "is_state": node.one("standsForState") == "true",
        "broader": tuple(iri.rsplit("/", 1)[-1] for iri in node.all("broader")),
    }
    single = AgencyNoun(**fields)
    builder.nouns[single.id] = single
    for text in (single.name, *node.all("altLabel")):
        builder.noun_forms.setdefault(folded(text), single)
        builder.surfaces.append(Surface(text, "agency-noun", single.id))
    several = AgencyNoun(**fields, plural=True)
    for text in node.all("plural"):
        builder.noun_forms.setdefault(folded(text), several)
        builder.surfaces.append(Surface(text, "agency-noun", single.id))


def office(builder: Builder, node: Node) -> None:
    """A title or rank."""
    kind: Any = node.need("officeKind")
    if kind not in get_args(OfficeKind):
        raise node.error(f"has the unknown officeKind {kind!r}; use one of {', '.join(get_args(OfficeKind))}")
    heads = node.one("heads")
    fields: dict[str, Any] = {
        "id": node.local,
        "title": node.need("prefLabel"),
        "kind": kind,
        "sector": node.one("sector"),
        "deputy": node.one("deputy") == "true",
        "noun": heads.rsplit("/", 1)[-1] if heads else None,
    }
    single = Office(**fields)
    builder.offices[single.id] = single
    for plural, texts in ((False, (single.title, *node.all("altLabel"))), (True, node.all("plural"))):
        for text in texts:
            builder.office_forms.setdefault(folded(text), Office(**fields, plural=plural))
            builder.surfaces.append(Surface(text, "office", single.id))


def modifier(builder: Builder, node: Node) -> None:
    """A word that qualifies a title: "former", "acting", "deputy"."""
    kind: Any = node.need("modifierKind")
    if kind not in get_args(ModifierKind):
        raise node.error(f"has the unknown modifierKind {kind!r}; use one of {', '.join(get_args(ModifierKind))}")
    for text in (node.need("prefLabel"), *node.all("altLabel")):
        builder.modifiers[folded(text)] = kind
        builder.surfaces.append(Surface(text, "office-modifier", node.local))


def contextual(builder: Builder, node: Node) -> None:
    """A short name that means an actor only beside its full name."""
    target = entity_id(node, node.need("denotes"))
    context = frozenset(entity_id(node, iri) for iri in node.all("context"))
    missing = [entity for entity in (target, *sorted(context)) if entity not in builder.known]
    if missing or not context:
        raise node.error(f"denotes or needs an actor that is not listed: {', '.join(missing) or 'no kg:context'}")
    demonym = node.one("demonym") == "true"
    for text in (node.need("prefLabel"), *node.all("altLabel")):
        builder.contextuals.append(Contextual(text, builder.known[target], context, demonym))
        builder.surfaces.append(Surface(text, "contextual", target, ambiguous=True))


def blocked(builder: Builder, node: Node) -> None:
    """A phrase that holds a state's name but is something else."""
    for text in (node.need("prefLabel"), *node.all("altLabel")):
        builder.surfaces.append(Surface(text, "blocked", node.local))
