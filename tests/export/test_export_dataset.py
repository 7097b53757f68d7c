"""Exports of a real dataset: the same tables as of the records that went in, and RDF that rebuilds it."""

import io

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, parse
from records import KOREA, claims, dataset

from kgraph.export import export
from kgraph.show import show_claim, show_entity
from kgraph.store.dataset import Dataset
from kgraph.store.entities import entity_to_quads


def written(source, name):
    out = io.BytesIO()
    export(source, name, out=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def stored():
    source = dataset()
    with Dataset.memory() as real:
        for extraction in source.extractions():
            real.replace_article(extraction)
        rows = (quad for entity in source.entities().values() for quad in entity_to_quads(entity, real.terms))
        real.replace_derived("actors", rows)
        yield real


@pytest.mark.parametrize(
    "name",
    [
        "claims.jsonl",
        "entities.jsonl",
        "quotes.jsonl",
        "claims.csv",
        "entities.csv",
        "quotes.csv",
        "a.gexf",
        "a.graphml",
    ],
)
def test_tables_and_graphs_are_those_of_the_records(stored, name):
    assert written(stored, name) == written(dataset(), name)


@pytest.mark.parametrize(
    ("name", "form"), [("trig", RdfFormat.TRIG), ("nq", RdfFormat.N_QUADS), ("jsonld", RdfFormat.JSON_LD)]
)
def test_rdf_holds_every_quad(stored, name, form):
    assert set(parse(written(stored, f"all.{name}"), form)) == set(stored.quads())


def test_turtle_holds_every_triple(stored):
    found = list(parse(written(stored, "all.ttl"), RdfFormat.TURTLE))
    assert all(isinstance(quad.graph_name, DefaultGraph) for quad in found)
    assert {quad.triple for quad in found} == {quad.triple for quad in stored.quads()}


def test_ids_leave_as_iris_of_the_datasets_base():
    source = dataset()
    with Dataset.memory(base="https://example.org/my/") as real:
        for extraction in source.extractions():
            real.replace_article(extraction)
        assert b'{"id": "https://example.org/my/claim/c1"' in written(real, "claims.jsonl")
        assert b"@prefix claim: <https://example.org/my/claim/> ." in written(real, "all.ttl")


def test_show_reads_a_real_dataset(stored):
    for claim in claims():
        assert f">>{claim.evidence.quote}<<" in " ".join(show_claim(stored, claim.id).split())
    assert "Wikidata Q423" in show_entity(stored, KOREA)
    assert "North Korea" in show_entity(stored, "DPRK")
