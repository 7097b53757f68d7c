"""Turns the property tables of the actor files into records and lookup tables, and checks their rules."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, get_args

from kgraph.actors.parse import KG, WIKIDATA, Node
from kgraph.actors.records import (
    AgencyNoun,
    Contextual,
    Demonym,
    Known,
    Metonym,
    MetonymKind,
    ModifierKind,
    Office,
    OfficeKind,
    State,
    Surface,
    SurfaceKind,
)
from kgraph.actors.table import Actors, frozen, undotted
from kgraph.ids import fold
from kgraph.types import EntityType

_ACTOR_TYPES = frozenset(get_args(EntityType)) - {"UnnamedSource", "Place", "Treaty", "Official"}
_NAME_ORDERS = {None, "family-first", "family-first-at-home", "given-name"}


@dataclass
class Builder:
    """Collects records from nodes; ``finish`` makes the frozen tables."""

    known: dict[str, Known] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    surfaces: list[Surface] = field(default_factory=list)
    nouns: dict[str, AgencyNoun] = field(default_factory=dict)
    noun_forms: dict[str, AgencyNoun] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    office_forms: dict[str, Office] = field(default_factory=dict)
    modifiers: dict[str, ModifierKind] = field(default_factory=dict)
    contextuals: list[Contextual] = field(default_factory=list)
    names: dict[str, list[Surface]] = field(default_factory=lambda: defaultdict(list))
    acronyms: dict[str, list[Surface]] = field(default_factory=lambda: defaultdict(list))
    demonyms: dict[str, list[tuple[Surface, Demonym]]] = field(default_factory=lambda: defaultdict(list))
    metonyms: dict[str, list[tuple[Surface, Metonym]]] = field(default_factory=lambda: defaultdict(list))
    described: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def finish(self) -> Actors:
        """The frozen tables."""
        contextual: dict[str, list[Contextual]] = defaultdict(list)
        for entry in self.contextuals:
            contextual[fold(entry.text)].append(entry)
        return Actors(
            known=self.known,
            states=self.states,
            surfaces=tuple(dict.fromkeys(self.surfaces)),
            nouns=self.nouns,
            offices=self.offices,
            modifiers=self.modifiers,
            contextuals=tuple(self.contextuals),
            _names=frozen(self.names),
            _acronyms=frozen(self.acronyms),
            _demonyms=frozen(self.demonyms),
            _metonyms=frozen(self.metonyms),
            _contextuals=frozen(contextual),
            _blocked=frozenset(fold(s.text) for s in self.surfaces if s.kind == "blocked"),
            _nouns=self.noun_forms,
            _offices=self.office_forms,
            _described=frozen(self.described),
        )


def build(nodes: list[Node]) -> Actors:
    """The lookup tables of all nodes; a later file may add names to an actor of an earlier one.

    Raises:
        OntologyError: a node breaks a rule (no label, an unknown type, sector or country).
    """
    merged = _merge(nodes)
    builder = Builder()
    readers = {
        "AgencyNoun": _noun,
        "Office": _office,
        "OfficeModifier": _modifier,
        "BlockedPhrase": _blocked,
    }
    later: list[Node] = []
    for node in merged:
        kind = _kind(node)
        if kind in readers:
            readers[kind](builder, node)
        elif kind == "State":
            _state(builder, node)
        elif kind is not None:
            later.append(node)
    for node in later:
        if _kind(node) != "ContextualName":
            _agency(builder, node)
    for node in later:
        if _kind(node) == "ContextualName":
            _contextual(builder, node)
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


def _entity(node: Node, iri: str | None = None) -> str:
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
        "id": _entity(node),
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
        surface = Surface(text, kind, actor.id, exact=fold(text) in exact, ambiguous=text in ambiguous)
        builder.surfaces.append(surface)
        builder.names[fold(text)].append(surface)
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
    return {fold(word) for word in node.all("commonWord")}, set(node.all("ambiguousName"))


def _state(builder: Builder, node: Node) -> None:
    """A state or territory with its demonyms, capitals and seats."""
    iso3 = node.need("iso3")
    codes = {name: node.one(key) for name, key in _CODES.items()}
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


_CODES = {"iso2": "iso2", "cow": "cowCode", "cow_alpha": "cowName", "gw": "gwCode", "gw_alpha": "gwName"}


def _demonym_surfaces(builder: Builder, node: Node, state: State) -> None:
    """Enters adjectives and inhabitants; one word that is both becomes one demonym."""
    exact, ambiguous = _flags(node)
    for word in dict.fromkeys((*state.adjectives, *state.singular, *state.plural)):
        adjective = word in state.adjectives
        noun = word in state.singular or word in state.plural
        plural = word in state.plural and word not in state.singular
        record = Demonym(word, state.iso3, adjective, noun, plural, word in ambiguous)
        kind: SurfaceKind = "adjective" if adjective else "inhabitant"
        surface = Surface(word, kind, state.id, exact=fold(word) in exact, ambiguous=record.ambiguous)
        builder.surfaces.append(surface)
        builder.demonyms[fold(word)].append((surface, record))


def _metonym_surfaces(builder: Builder, node: Node, state: State, kind: MetonymKind) -> None:
    """Enters capitals or seats of government."""
    exact, ambiguous = _flags(node)
    for text in state.capitals if kind == "capital" else state.seats:
        surface = Surface(text, kind, state.id, exact=fold(text) in exact, ambiguous=text in ambiguous)
        builder.surfaces.append(surface)
        builder.metonyms[fold(text)].append((surface, Metonym(text, state.iso3, kind, surface.ambiguous)))


def _agency(builder: Builder, node: Node) -> None:
    """An agency, organisation, armed group or outlet."""
    kind = _kind(node)
    if kind not in _ACTOR_TYPES:
        raise node.error(f"has the unknown type kg:{kind}; use one of {', '.join(sorted(_ACTOR_TYPES))}")
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
        part_of=_entity(node, part) if part else None,
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
    """The alpha-3 code of the state that ``kg:country`` points to."""
    iri = node.one("country")
    if iri is None:
        return None
    state = builder.known.get(_entity(node, iri))
    if state is None or state.iso3 is None:
        raise node.error(f"has the country {iri}, which is no listed state")
    return state.iso3


def _term(builder: Builder, node: Node, iri: str) -> str:
    """The id of an agency noun that must exist."""
    local = iri.rsplit("/", 1)[-1]
    if local not in builder.nouns:
        raise node.error(f"is described as {local}, which is no listed agency noun")
    return local


def _noun(builder: Builder, node: Node) -> None:
    """A description that makes an agency of a state."""
    kind = node.need("agencyType").removeprefix(KG)
    if kind not in _ACTOR_TYPES:
        raise node.error(f"has the unknown agencyType kg:{kind}; use one of {', '.join(sorted(_ACTOR_TYPES))}")
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
        builder.noun_forms.setdefault(fold(text), single)
        builder.surfaces.append(Surface(text, "agency-noun", single.id))
    several = AgencyNoun(**fields, plural=True)
    for text in node.all("plural"):
        builder.noun_forms.setdefault(fold(text), several)
        builder.surfaces.append(Surface(text, "agency-noun", single.id))


def _office(builder: Builder, node: Node) -> None:
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
            builder.office_forms.setdefault(fold(text), Office(**fields, plural=plural))
            builder.surfaces.append(Surface(text, "office", single.id))


def _modifier(builder: Builder, node: Node) -> None:
    """A word that qualifies a title: "former", "acting", "deputy"."""
    kind: Any = node.need("modifierKind")
    if kind not in get_args(ModifierKind):
        raise node.error(f"has the unknown modifierKind {kind!r}; use one of {', '.join(get_args(ModifierKind))}")
    for text in (node.need("prefLabel"), *node.all("altLabel")):
        builder.modifiers[fold(text)] = kind
        builder.surfaces.append(Surface(text, "office-modifier", node.local))


def _contextual(builder: Builder, node: Node) -> None:
    """A short name that means an actor only beside its full name."""
    target = _entity(node, node.need("denotes"))
    context = frozenset(_entity(node, iri) for iri in node.all("context"))
    missing = [entity for entity in (target, *sorted(context)) if entity not in builder.known]
    if missing or not context:
        raise node.error(f"denotes or needs an actor that is not listed: {', '.join(missing) or 'no kg:context'}")
    demonym = node.one("demonym") == "true"
    for text in (node.need("prefLabel"), *node.all("altLabel")):
        builder.contextuals.append(Contextual(text, builder.known[target], context, demonym))
        builder.surfaces.append(Surface(text, "contextual", target, ambiguous=True))


def _blocked(builder: Builder, node: Node) -> None:
    """A phrase that holds a state's name but is something else."""
    for text in (node.need("prefLabel"), *node.all("altLabel")):
        builder.surfaces.append(Surface(text, "blocked", node.local))
