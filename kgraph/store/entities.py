"""One entity, an actor, place or treaty over all articles, as quads of the graph of actors, and back exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from pyoxigraph import NamedNode, Quad

from kgraph.errors import StoreError
from kgraph.store.classes import ENTITY_TYPES, narrowest, with_above
from kgraph.store.records import Reader, Writer
from kgraph.store.terms import PREFIXES, Terms, escape, unescape
from kgraph.types import Entity, EntityType, Tenure

ACTORS = "actors"
"""The name of the derived graph that holds every entity."""


def entity_to_quads(entity: Entity, terms: Terms) -> Iterator[Quad]:
    """The quads of an entity in the graph of actors."""
    writer, e = Writer(terms, terms.graph(ACTORS)), entity
    node = terms.iri(e.id)
    writer.types(node, *with_above(e.type))
    writer.add(node, "rdfs:label", e.name)
    writer.listing(node, "skos:altLabel", e.aliases)
    for predicate, value in (
        ("kg:country", e.country),
        ("kg:sector", e.sector),
        ("kg:iso3", e.iso3),
        ("kg:cow", e.cow),
        ("kg:gw", e.gw),
        ("kg:latitude", None if e.latitude is None else float(e.latitude)),
        ("kg:longitude", None if e.longitude is None else float(e.longitude)),
        ("kg:mentionCount", int(e.mentions)),
    ):
        writer.add(node, predicate, value)
    if e.wikidata is not None:
        writer.add(node, "owl:sameAs", NamedNode(PREFIXES["wd"] + escape(e.wikidata)))
    writer.listing(node, "kg:partOf", e.part_of, as_ids=True)
    writer.listing(node, "kg:mentionedIn", e.articles, as_ids=True)
    for position, tenure in enumerate(e.roles):
        writer.place(_write_tenure(writer, node, tenure), position)
    yield from writer.quads


def entities_to_quads(entities: Iterable[Entity], terms: Terms) -> Iterator[Quad]:
    """The quads of the whole graph of actors."""
    for entity in entities:
        yield from entity_to_quads(entity, terms)


def decisions_to_quads(touched: Mapping[str, Iterable[str]], terms: Terms) -> Iterator[Quad]:
    """Which lines of the ledger (docs/curation.md) an entity is as it is by: entity id -> ids of lines."""
    writer = Writer(terms, terms.graph(ACTORS))
    for entity, lines in sorted(touched.items()):
        writer.add(terms.iri(entity), "kg:decision", *lines)
    yield from writer.quads


def _write_tenure(writer: Writer, holder: NamedNode, tenure: Tenure) -> NamedNode:
    content = (tenure.title, tenure.of, tenure.start, tenure.end, tenure.article)
    node = writer.terms.node("tenure", holder.value, *content)
    writer.add(holder, "kg:tenure", node)
    writer.types(node, "kg:Tenure")
    writer.add(node, "kg:holder", holder)
    writer.add(node, "kg:post", tenure.title)
    writer.link(node, "kg:postOf", tenure.of)
    writer.add(node, "kg:startDate", tenure.start)
    writer.add(node, "kg:endDate", tenure.end)
    writer.link(node, "kg:article", tenure.article)
    return node


def entity_from_quads(quads: Iterable[Quad], terms: Terms) -> Entity:
    """The one entity in these quads; StoreError where there is none or several."""
    entities = list(entities_from_quads(quads, terms))
    if len(entities) != 1:
        raise StoreError(f"the quads hold {len(entities)} entities, not one")
    return entities[0]


def entities_from_quads(quads: Iterable[Quad], terms: Terms) -> Iterator[Entity]:
    """Every entity in the quads, sorted by id."""
    reader = Reader(terms, quads)
    for node in reader.subjects("kg:Entity"):
        yield _read_entity(reader, node)


def _read_entity(reader: Reader, node: NamedNode) -> Entity:
    cls = narrowest((t.value.removeprefix(PREFIXES["kg"]) for t in reader.all(node, "rdf:type")), ENTITY_TYPES)
    if cls is None:
        raise StoreError(f"{node} has no type of entity: build the store again")
    same = reader.node(node, "owl:sameAs")
    tenures = [n for n in reader.all(node, "kg:tenure") if isinstance(n, NamedNode)]
    return Entity(
        id=reader.terms.relative(node),
        type=cast(EntityType, cls),
        name=reader.words(node, "rdfs:label"),
        aliases=reader.listing(node, "skos:altLabel"),
        country=reader.text(node, "kg:country"),
        sector=reader.text(node, "kg:sector"),
        wikidata=None if same is None else unescape(same.value.removeprefix(PREFIXES["wd"])),
        iso3=reader.text(node, "kg:iso3"),
        cow=reader.text(node, "kg:cow"),
        gw=reader.text(node, "kg:gw"),
        latitude=reader.number(node, "kg:latitude"),
        longitude=reader.number(node, "kg:longitude"),
        roles=reader.placed(tenures, lambda n: _read_tenure(reader, n)),
        part_of=reader.listing(node, "kg:partOf", as_ids=True),
        mentions=reader.integer(node, "kg:mentionCount"),
        articles=reader.listing(node, "kg:mentionedIn", as_ids=True),
    )


def _read_tenure(reader: Reader, node: NamedNode) -> Tenure:
    return Tenure(
        title=reader.words(node, "kg:post"),
        of=reader.id(node, "kg:postOf"),
        start=reader.day(node, "kg:startDate"),
        end=reader.day(node, "kg:endDate"),
        article=reader.terms.relative(reader.needed(node, "kg:article")),
    )
