"""Turns the property tables of the actor files into lookup tables: words first, then states, then what they own."""

from __future__ import annotations

from kgraph.actors.collect import Builder
from kgraph.actors.entities import agency, state
from kgraph.actors.parse import KG, Node
from kgraph.actors.table import Actors
from kgraph.actors.words import blocked, contextual, modifier, noun, office

_FIRST = {
    "AgencyNoun": noun,
    "Office": office,
    "OfficeModifier": modifier,
    "BlockedPhrase": blocked,
    "State": state,
}


def build(nodes: list[Node]) -> Actors:
    """The lookup tables of all nodes; a later file may add names to an actor of an earlier one.

    Raises:
        OntologyError: a node breaks a rule (no label, an unknown type or country).
    """
    builder = Builder()
    kinds = [(kind, node) for node in _merge(nodes) if (kind := _kind(node)) is not None]
    for kind, node in kinds:
        if kind in _FIRST:
            _FIRST[kind](builder, node)
    for kind, node in kinds:
        if kind not in _FIRST and kind != "ContextualName":
            agency(builder, node, kind)
    for kind, node in kinds:
        if kind == "ContextualName":
            contextual(builder, node)
    return builder.finish()


def _merge(nodes: list[Node]) -> list[Node]:
    """One node an IRI: values of later files are added to those of earlier ones."""
    merged: dict[str, Node] = {}
    for node in nodes:
        if node.iri not in merged:
            merged[node.iri] = node
            continue
        for name, values in node.values.items():
            merged[node.iri].values.setdefault(name, []).extend(values)
    return list(merged.values())


def _kind(node: Node) -> str | None:
    """The node's kg: class, or None for nodes of other vocabularies (the file's own description)."""
    kinds = [iri[len(KG) :] for iri in node.all("type") if iri.startswith(KG)]
    if len(kinds) > 1:
        raise node.error(f"has several types ({', '.join(kinds)}); keep one")
    return kinds[0] if kinds else None
