"""Reads the nodes of states, agencies and organisations into records, and enters all their names."""

from __future__ import annotations

from typing import Any, get_args

from kgraph.actors.collect import Builder, folded
from kgraph.actors.parse import WIKIDATA, Node
from kgraph.actors.records import Demonym, Known, Metonym, MetonymKind, State, Surface, SurfaceKind
from kgraph.actors.table import undotted
from kgraph.types import EntityType

ACTOR_TYPES = frozenset(get_args(EntityType)) - {"UnnamedSource", "Place", "Treaty", "Official"}
_NAME_ORDERS = {None, "family-first", "family-first-at-home", "given-name"}


def entity_id(node: Node, iri: str | None = None) -> str:
    """The relative entity id in an IRI: from ``entity/`` on."""
    _, mark, rest = (iri or node.iri).partition("/entity/")
    if not mark or not rest:
        raise node.error(f"needs an IRI that ends in entity/KIND/NAME, not {iri or node.iri}")
    return f"entity/{rest}"


def _common(node: Node) -> dict[str, Any]:
    """The fields of ``Known`` that every actor may have."""
    item = node.one("exactMatch")
    if item is not None and not item.startswith(WIKIDATA):
        raise node.error(f"has an exactMatch that is no Wikidata item: {item}")
    name = node.need("prefLabel")
    return {
        "id": entity_id(node),
        "name": name,
        "aliases": tuple(a for a in node.all("altLabel") if a != name),
        "acronyms": node.all("acronym"),
        "sector": node.one("sector"),
        "wikidata": item[len(WIKIDATA) :] if item else None,
    }


def _name_surfaces(builder: Builder, node: Node, actor: Known) -> None:
    """Enters the names, aliases and acronyms of an actor."""
    forms: list[tuple[SurfaceKind, str]] = [("name", actor.name)]
    forms += [("alias", alias) for alias in actor.aliases]
    exact, ambiguous = _flags(node)
    for kind, text in forms:
        surface = Surface(text, kind, actor.id, exact=folded(text) in exact, ambiguous=text in ambiguous)
        builder.surfaces.append(surface)
        builder.names[folded(text)].append(surface)
    for text in actor.acronyms:
        surface = Surface(text, "acronym", actor.id, exact=True, ambiguous=text in ambiguous)
        builder.surfaces.append(surface)
        builder.acronyms[undotted(text)].append(surface)
        if len(text) <= 3 and text.isupper() and text.isalpha():
            builder.surfaces.append(
                Surface("".join(f"{c}." for c in text), "acronym", actor.id, True, text in ambiguous)
            )


def _flags(node: Node) -> tuple[set[str], set[str]]:
    """The folded names that need a capital letter, and the names that other things share."""
    return {folded(word) for word in node.all("commonWord")}, set(node.all("ambiguousName"))


def state(builder: Builder, node: Node) -> None:
    """A state or territory with its demonyms, capitals and seats."""
    iso3 = node.need("iso3")
    codes: dict[str, Any] = {name: node.one(key) for name, key in _CODES.items()}
    actor = Known(type="State", country=iso3, iso3=iso3, **codes, **_common(node))
    order = node.one("nameOrder")
    if order not in _NAME_ORDERS:
        raise node.error(f"has the nameOrder {order!r}; use one of {', '.join(sorted(filter(None, _NAME_ORDERS)))}")
    state = State(
        actor=actor,
        iso3=iso3,
        name=actor.name,
        adjectives=node.all("adjective"),
        singular=node.all("demonymSingular"),
        plural=node.all("demonymPlural"),
        capitals=node.all("capital"),
        seats=node.all("seat"),
        name_order=order,
    )
    builder.known[actor.id] = actor
    builder.states[iso3] = state
    _name_surfaces(builder, node, actor)
    _demonym_surfaces(builder, node, state)
    for kind in ("capital", "seat"):
        _metonym_surfaces(builder, node, state, kind)


_CODES = {"iso2": "iso2", "cow": "cow", "cow_alpha": "cowAlpha", "gw": "gw", "gw_alpha": "gwAlpha"}


def _demonym_surfaces(builder: Builder, node: Node, state: State) -> None:
    """Enters adjectives and inhabitants; one word that is both becomes one demonym."""
    exact, ambiguous = _flags(node)
    for word in dict.fromkeys((*state.adjectives, *state.singular, *state.plural)):
        adjective = word in state.adjectives
        noun = word in state.singular or word in state.plural
        plural = word in state.plural and word not in state.singular
        record = Demonym(word, state.iso3, adjective, noun, plural, word in ambiguous)
        kind: SurfaceKind = "adjective" if adjective else "inhabitant"
        surface = Surface(word, kind, state.id, exact=folded(word) in exact, ambiguous=record.ambiguous)
        builder.surfaces.append(surface)
        builder.demonyms[folded(word)].append((surface, record))


def _metonym_surfaces(builder: Builder, node: Node, state: State, kind: MetonymKind) -> None:
    """Enters capitals or seats of government."""
    exact, ambiguous = _flags(node)
    for text in state.capitals if kind == "capital" else state.seats:
        surface = Surface(text, kind, state.id, exact=folded(text) in exact, ambiguous=text in ambiguous)
        builder.surfaces.append(surface)
        builder.metonyms[folded(text)].append((surface, Metonym(text, state.iso3, kind, surface.ambiguous)))


def agency(builder: Builder, node: Node, kind: str) -> None:
    """An agency, organisation, armed group or outlet of the class ``kind``."""
    if kind not in ACTOR_TYPES:
        raise node.error(f"has the unknown type kg:{kind}; use one of {', '.join(sorted(ACTOR_TYPES))}")
    country = _country(builder, node)
    chamber: Any = node.one("chamber")
    if chamber not in {None, "lower", "upper"}:
        raise node.error(f"has the chamber {chamber!r}; use lower or upper")
    part = node.one("partOf")
    described = tuple(_term(builder, node, iri) for iri in node.all("describedAs"))
    actor = Known(
        type=kind,  # type: ignore[arg-type]
        country=country,
        chamber=chamber,
        part_of=entity_id(node, part) if part else None,
        described=described,
        **_common(node),
    )
    builder.known[actor.id] = actor
    _name_surfaces(builder, node, actor)
    for noun in described:
        if country is None:
            raise node.error("is described by a noun but has no country; add kg:country")
        builder.described[country, noun].append(actor.id)


def _country(builder: Builder, node: Node) -> str | None:
    """The ISO 3166 alpha-3 code of the state that the actor belongs to."""
    code = node.one("country")
    if code is not None and code not in builder.states:
        raise node.error(f"has the country {code!r}, which is the alpha-3 code of no listed state")
    return code


def _term(builder: Builder, node: Node, iri: str) -> str:
    """The id of an agency noun that must exist."""
    local = iri.rsplit("/", 1)[-1]
    if local not in builder.nouns:
        raise node.error(f"is described as {local}, which is no listed agency noun")
    return local
