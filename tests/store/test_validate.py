"""A sound dataset has no violation; each broken one is named with its node, property, article and a reason."""

from dataclasses import replace

import pytest
from pyoxigraph import Literal, Quad
from test_dataset import TEXT, extraction

from kgraph.store.dataset import Dataset
from kgraph.store.entities import entities_to_quads
from kgraph.store.links import ClaimLink, links_to_quads
from kgraph.store.terms import term
from kgraph.store.validate import validate
from kgraph.types import Entity, Evidence, Quantity

EAST = Entity("entity/state/EAS", "State", "Eastland", latitude=12.5)


@pytest.fixture
def data():
    with Dataset.memory() as dataset:
        dataset.replace_article(extraction())
        dataset.replace_derived("actors", entities_to_quads([EAST], dataset.terms))
        yield dataset


def with_claim(data, **change):
    whole = extraction()
    data.replace_article(replace(whole, claims=(replace(whole.claims[0], **change),)))
    return {(found.path, found.message) for found in validate(data)}


def test_a_sound_dataset_has_no_violation(data):
    assert validate(data) == []


@pytest.mark.parametrize(
    ("change", "path", "message"),
    [
        ({"polarity": "?"}, "kg:polarity", "a claim's polarity is + or -"),
        ({"certainty": "sure"}, "kg:certainty", "a claim's certainty is certain, probable or possible"),
        ({"participants": ()}, "kg:participation", "a claim has at least one participant"),
        ({"confidence": 1.5}, "kg:confidence", "a claim's confidence lies between 0 and 1"),
        ({"rules": ()}, "kg:rule", "a claim names the rule that found it"),
        ({"event": "DANCE"}, "kg:event", "a claim's event is one of the sixteen types of PLOVER v2"),
        ({"evidence": Evidence(5, 5, "", TEXT)}, "oa:exact", "the quotation of evidence is not empty"),
        ({"evidence": Evidence(9, 5, "x", TEXT)}, "oa:start", "a piece of text starts before it ends"),
        (
            {"quantity": Quantity(9.0, 3.0, "q")},
            "kg:min",
            "a range's minimum is not below 0 nor above its maximum",
        ),
        (
            {"evidence": Evidence(0, 8, "Westland", TEXT)},
            "oa:exact",
            "the article says something else at 0 to 8 than the claim quotes",
        ),
    ],
)
def test_a_broken_claim_is_named(data, change, path, message):
    assert (path, message) in with_claim(data, **change)


def test_a_mention_whose_words_stand_elsewhere_is_named(data):
    whole = extraction()
    moved = replace(whole.mentions[0], start=whole.mentions[0].start + 1, end=whole.mentions[0].end + 1)
    data.replace_article(replace(whole, mentions=(moved, *whole.mentions[1:])))
    (found,) = [v for v in validate(data) if v.path == "kg:text"]
    assert found.message == f"the article says something else at {moved.start} to {moved.end} than {moved.text!r}"
    assert (found.focus, found.article) == (moved.text, "article/1")


def test_a_violation_tells_where(data):
    with_claim(data, polarity="?")
    (found,) = validate(data)
    assert (found.focus, found.article) == ("claim/1abc", "article/1")


def test_two_evidences_are_one_too_many(data):
    quads = data.article_quads("article/1")
    node = data.terms.iri("claim/1abc")
    (old,) = (quad for quad in quads if quad.subject == node and quad.predicate == term("kg:evidence"))
    data.store.add(Quad(node, term("kg:evidence"), data.terms.iri("evidence/other"), old.graph_name))
    with pytest.raises(Exception, match="2 values of kg:evidence"):
        data.extraction("article/1")


def test_an_entity_that_is_not_there_is_named(data):
    data.replace_derived("actors", [])
    messages = {found.message for found in validate(data)}
    assert messages == {"it stands for entity/state/EAS, which is not in the graph of actors"}


def test_derived_graphs_are_checked(data):
    data.replace_derived("actors", entities_to_quads([replace(EAST, latitude=99.0)], data.terms))
    assert [(v.focus, v.path, v.article) for v in validate(data)] == [("entity/state/EAS", "kg:latitude", None)]
    data.replace_derived("actors", entities_to_quads([EAST], data.terms))
    links = links_to_quads([ClaimLink("denies", "claim/1abc", "claim/none", "r")], data.terms)
    data.replace_derived("links", links)
    assert {v.message for v in validate(data)} == {"a link leads to one claim"}


def test_a_foreign_quad_does_no_harm(data):
    data.store.add(
        Quad(data.terms.iri("x"), term("rdfs:label"), Literal("x", language="en"), data.terms.graph("links"))
    )
    assert validate(data) == []
