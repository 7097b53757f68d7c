"""Ids become IRIs and come back, whatever stands in them; numbers keep their value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Store

from kgraph.errors import StoreError
from kgraph.store.terms import Terms, date_literal, number_literal, term

anything = st.text(st.characters(exclude_categories=()))


@given(anything)
def test_an_id_comes_back(relative):
    terms = Terms("https://example.org/data/")
    node = terms.iri(relative)
    assert terms.relative(node) == relative
    assert node.value.isascii()
    assert not any(c in node.value for c in ' <>"{}|\\^`\n')


@given(st.lists(st.text(), min_size=2, max_size=2, unique=True))
def test_different_ids_have_different_iris(pair):
    terms = Terms()
    assert terms.iri(pair[0]) != terms.iri(pair[1])


@given(st.tuples(st.text(), st.text()), st.tuples(st.text(), st.text()))
def test_a_node_is_hashed_from_its_content(one, other):
    terms = Terms()
    assert (terms.node("x", *one) == terms.node("x", *other)) == (one == other)


def test_dots_are_not_folded_away():
    assert "/../" not in Terms().iri("entity/../x").value


def test_a_foreign_iri_is_refused():
    with pytest.raises(StoreError, match="is no id under https://w3id"):
        Terms().relative(NamedNode("https://example.org/x"))


@given(st.floats(allow_nan=False))
def test_a_number_comes_back_through_a_store(value):
    store = Store()
    store.update(f"INSERT DATA {{ <http://e/s> <http://e/p> {number_literal(value)} }}")
    (quad,) = store
    assert float(quad.object.value) == value


@given(st.dates())
def test_a_date_is_iso(day):
    assert date_literal(day).value == day.isoformat()


def test_a_term_is_a_prefixed_name():
    assert term("kg:Claim").value == "https://w3id.org/kgraph/ontology#Claim"
