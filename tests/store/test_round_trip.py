"""Every record comes back from RDF exactly as it went in, also after a store has written its literals anew."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import BlankNode, Store
from strategies import entities, extractions

from kgraph.errors import StoreError
from kgraph.store.entities import entity_from_quads, entity_to_quads
from kgraph.store.extraction import extraction_from_quads, extraction_to_quads
from kgraph.store.terms import Terms
from kgraph.types import Article, Claim, Evidence, Extraction

TERMS = Terms("https://example.org/data/")
few = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def stored(quads):
    store = Store()
    store.extend(quads)
    return list(store)


@few
@given(extractions())
def test_an_extraction_comes_back_exactly(extraction):
    quads = list(extraction_to_quads(extraction, TERMS))
    assert extraction_from_quads(quads, TERMS) == extraction
    assert extraction_from_quads(stored(quads), TERMS) == extraction


@few
@given(extractions())
def test_its_quads_have_no_blank_node_and_one_graph(extraction):
    quads = list(extraction_to_quads(extraction, TERMS))
    assert not any(isinstance(node, BlankNode) for quad in quads for node in (quad.subject, quad.object))
    assert {quad.graph_name for quad in quads} == {TERMS.article_graph(extraction.article.id)}
    assert quads == list(extraction_to_quads(extraction, TERMS))


@few
@given(entities)
def test_an_entity_comes_back_exactly(entity):
    quads = list(entity_to_quads(entity, TERMS))
    assert entity_from_quads(quads, TERMS) == entity
    assert entity_from_quads(stored(quads), TERMS) == entity


def test_a_lone_surrogate_becomes_one_replacement_character():
    article = Article(id="article/1", path="a.txt", text="x\ud800y")
    back = extraction_from_quads(extraction_to_quads(Extraction(article), TERMS), TERMS)
    assert back.article == replace(article, text="x\ufffdy")


def test_two_different_claims_with_one_id_are_refused():
    article = Article(id="article/1", path="a.txt", text="x")
    claim = Claim(id="claim/1", article="article/1", type="Statement", evidence=Evidence(0, 1, "x", "x"))
    extraction = Extraction(article, claims=(claim, replace(claim, polarity="-")))
    with pytest.raises(StoreError, match="share the id claim/1"):
        list(extraction_to_quads(extraction, TERMS))
