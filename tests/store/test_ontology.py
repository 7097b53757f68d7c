"""The ontology declares every term that the store writes, and no term that it does not write."""

import importlib.util
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
import rdflib
from pyoxigraph import NamedNode
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS, XSD

from kgraph import plover
from kgraph.analyse.edges import Edge
from kgraph.errors import OntologyError
from kgraph.store.classes import CLAIM_TYPES, ENTITY_TYPES, ROLES, with_above
from kgraph.store.edges import edges_to_quads
from kgraph.store.entities import decisions_to_quads, entity_to_quads
from kgraph.store.extraction import extraction_to_quads
from kgraph.store.links import ClaimLink, LinkKind, links_to_quads
from kgraph.store.merges import merges_to_quads
from kgraph.store.ontology import ontology_file
from kgraph.store.terms import PREFIXES, Terms
from kgraph.types import (
    Affiliation,
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
    Participant,
    Quantity,
    Quote,
    Range,
    Reference,
    Role,
    Source,
    Span,
    Tenure,
    Time,
)

ROOT = Path(__file__).parents[2]
KG = rdflib.Namespace(PREFIXES["kg"])
TERMS = Terms()
TODAY = date(2031, 5, 4)


def load(name):
    return rdflib.Graph().parse(ontology_file(name))


def declared():
    graph = load("kgraph.ttl")
    return {str(term) for term in graph.subjects(RDF.type) if term in KG}


def every_claim():
    """Claims of every type with every field filled, each also as one that a person rejected."""
    one, span = every_mention()[0], Span(0, 1, "x")
    claims = tuple(
        Claim(
            id=f"claim/{kind}",
            article="article/1",
            type=kind,
            evidence=Evidence(0, 1, "x", "xy"),
            sources=(Source(one, span), Source(one, span, joint=True)),
            participants=tuple(Participant(role, one) for role in ROLES),
            event="AGREE",
            mode="m",
            context="c",
            activity="a",
            phase="planned",
            quantity=Quantity(1.0, 2.0, "q", "u", True),
            casualties=Casualties(Range(1.0, 2.0), Range(1.0, 2.0)),
            money=Money(1.0, "USD", "m"),
            time=Time(TODAY, TODAY, "day", "t"),
            rules=("b", "a"),
        )
        for kind in CLAIM_TYPES
    )
    return (*claims, *(replace(c, id=f"{c.id}/rejected", review="rejected") for c in claims))


def every_mention():
    return tuple(Mention(0, 1, "x", "name", kind, "k", "entity/e") for kind in ENTITY_TYPES)


def everything():
    """Quads of records that have every field filled and use every type and role."""
    mentions, evidence, span = every_mention(), Evidence(0, 1, "x", "xy"), Span(0, 1, "x")
    one = mentions[0]
    article = Article("article/1", "p", "xy", "t", "p", TODAY, "u")
    yield from extraction_to_quads(
        Extraction(
            article,
            mentions,
            every_claim(),
            (Role(one, "t", one, evidence),),
            (Affiliation(one, one, evidence),),
            (Quote("direct", span, one, span, (span,)),),
            (
                Reference(span, "claim/TroopClaim", ("claim/Statement", "claim/Statement/rejected"), "r", "denies"),
                Reference(Span(1, 2, "y"), "claim/Statement/rejected", ("claim/TroopClaim",), "r"),
            ),
        ),
        TERMS,
        reading="r",
    )
    for kind in ENTITY_TYPES:
        tenure = Tenure("t", "entity/e", TODAY, TODAY, "article/1")
        entity = Entity(
            f"entity/{kind}", kind, "n", ("a",), "X", "S", "Q1", "X", "1", "2", 1.0, 2.0, (tenure,), ("entity/e",), 1
        )
        yield from entity_to_quads(entity, TERMS)
        yield from decisions_to_quads({"entity/e": ["1"]}, TERMS)
        yield from entity_to_quads(Entity("entity/e", "Place", "n", articles=("article/1",)), TERMS)
    merge, left = Merge("k", "entity/e", "r", 0.5), OpenKey("k", "entity/e", "r", ("entity/f",))
    yield from merges_to_quads([merge], [left], TERMS)
    ends = {"source": "entity/e", "target": "entity/f", "relation": "r", "claims": ("claim/1",)}
    dates = {"first": TODAY, "last": TODAY, "published_first": TODAY, "published_last": TODAY}
    kinds = [("deed", 1), ("deed", -1), ("deed", 0), ("attribution", 0), ("affiliation", 0)]
    yield from edges_to_quads([Edge(**ends, **dates, kind=k, sign=s, event="AID") for k, s in kinds], TERMS)
    yield from links_to_quads([ClaimLink(kind, "claim/1", "claim/2", "r") for kind in get_args(LinkKind)], TERMS)


def test_terms_in_the_data_and_in_the_ontology_are_the_same():
    nodes = {node for quad in everything() for node in (quad.predicate, quad.object) if isinstance(node, NamedNode)}
    used = {node.value for node in nodes if node.value.startswith(PREFIXES["kg"])}
    assert used - declared() == set(), "written but not declared"
    assert declared() - used == set(), "declared but never written"


def test_what_terms_say_of_their_subjects_and_values_is_true_of_the_data():
    ontology, wrong = load("kgraph.ttl"), set()
    triples = "\n".join(f"{quad.triple} ." for quad in everything())
    data = rdflib.Graph().parse(data=triples, format="nt")

    def is_one(node, wanted):
        union = ontology.value(wanted, OWL.unionOf)
        classes = set(rdflib.collection.Collection(ontology, union) if union else [wanted])
        types = set(data.objects(node, RDF.type))
        return not types or classes & {
            above for t in types for above in ontology.transitive_objects(t, RDFS.subClassOf)
        }

    for subject, predicate, value in data:
        for wanted in ontology.objects(predicate, RDFS.domain):
            if not is_one(subject, wanted):
                wrong.add((predicate, "of", subject))
        for wanted in ontology.objects(predicate, RDFS.range):
            literal = isinstance(value, rdflib.Literal)
            if (value.datatype or XSD.string) != wanted if literal else not is_one(value, wanted):
                wrong.add((predicate, "value", value))
    assert wrong == set()


def test_every_term_has_a_label_and_a_definition():
    graph = load("kgraph.ttl")
    for term in declared():
        node = rdflib.URIRef(term)
        assert len(list(graph.objects(node, RDFS.label))) == 1, term
        assert len(list(graph.objects(node, RDFS.comment))) == 1, term


def test_what_a_term_refers_to_is_declared():
    for name in ("kgraph.ttl", "mappings.ttl", "shapes.ttl"):
        graph = load(name)
        shapes = {str(shape) for shape in graph.subjects(RDF.type, SH.NodeShape)}
        terms = {str(node) for triple in graph for node in triple if isinstance(node, rdflib.URIRef) and node in KG}
        assert terms - declared() - shapes == set(), name


def test_classes_are_written_with_those_above_them():
    graph = load("kgraph.ttl")
    for kind in (*ENTITY_TYPES, *CLAIM_TYPES):
        above = {str(cls) for cls in graph.transitive_objects(KG[kind], RDFS.subClassOf)}
        assert {PREFIXES["kg"] + name.removeprefix("kg:") for name in with_above(kind)} == above


def test_shapes_are_about_classes_and_roles_that_exist():
    graph = load("shapes.ttl")
    classes = {str(cls) for cls in load("kgraph.ttl").subjects(RDF.type, OWL.Class)}
    assert {str(t) for t in graph.objects(None, SH.targetClass) if t in KG} <= classes
    (shape,) = (s for s in graph.subjects(SH.path, KG.role))
    allowed = rdflib.collection.Collection(graph, graph.value(shape, SH["in"]))
    assert {str(role) for role in allowed} == set(ROLES)


def test_plover_has_the_sixteen_types_in_their_quad_classes():
    graph = load("plover.ttl")
    found = {}
    for event in plover.EVENTS:
        node = rdflib.URIRef(PREFIXES["plover"] + event)
        assert graph.value(node, SKOS.definition)
        found[event] = str(graph.value(graph.value(node, SKOS.broader), SKOS.prefLabel))
    assert found == plover.QUAD
    assert len(list(graph.objects(None, SKOS.member))) == 37


def test_the_reference_is_up_to_date():
    path = ROOT / "docs" / "make_ontology.py"
    spec = importlib.util.spec_from_file_location("make_ontology", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8") == module.reference(), (
        "run python docs/make_ontology.py"
    )


def test_a_missing_file_says_so():
    with pytest.raises(OntologyError, match=r"nope\.ttl is missing"):
        ontology_file("nope.ttl")
