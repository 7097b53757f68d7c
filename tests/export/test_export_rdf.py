"""Turtle, TriG, N-Quads and JSON-LD: every statement comes back, the same bytes every time."""

import io
import json
import warnings

import pytest
from hypothesis import given, settings
from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse
from records import SLOW, Fake, dataset, hostile_text, quads

from kgraph.export import export

OXIGRAPH = {
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}


def written(source, name):
    out = io.BytesIO()
    export(source, f"all.{name}", out=out)
    return out.getvalue()


def rdflib_dataset(data, form):
    import rdflib

    with warnings.catch_warnings():
        # rdflib's own JSON-LD parser calls its own deprecated API.
        warnings.simplefilter("ignore", DeprecationWarning)
        found = rdflib.Dataset()
        found.parse(data=data.decode(), format=form)
        return found


def rdflib_quads(data, form):
    from rdflib.term import Literal

    def words(node):
        return node.n3() if not isinstance(node, Literal) else (str(node), str(node.datatype), node.language)

    found = set()
    for s, p, o, g in rdflib_dataset(data, form).quads():
        found.add((words(s), words(p), words(o), str(g) if g is not None else "urn:x-rdflib:default"))
    return found


@pytest.mark.parametrize("name", OXIGRAPH)
def test_quads_come_back_through_oxigraph(name):
    assert set(parse(written(dataset(), name), OXIGRAPH[name])) == set(quads())


@pytest.mark.parametrize("name", ["trig", "nq", "jsonld"])
def test_rdflib_reads_the_same_quads(name):
    # rdflib takes 007 for 7, so that one is Oxigraph's to check.
    source = Fake(statements=[quad for quad in quads() if quad.object.value != "007"])
    found = rdflib_quads(written(source, name), {"nq": "nquads", "jsonld": "json-ld"}.get(name, name))
    assert len(found) == len(source.statements)
    assert found == rdflib_quads(written(source, "nq"), "nquads")


def test_turtle_is_the_union():
    import rdflib
    from rdflib.compare import isomorphic

    union = {Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads()}
    assert len(union) == len(quads()) - 1
    data = written(dataset(), "ttl")
    assert set(parse(data, RdfFormat.TURTLE)) == union
    read = rdflib.Graph().parse(data=data.decode(), format="turtle")
    flat = rdflib.Graph()
    for s, p, o, _ in rdflib_dataset(written(dataset(), "nq"), "nquads").quads():
        flat.add((s, p, o))
    assert isomorphic(read, flat)


@pytest.mark.parametrize("name", ["ttl", "trig", "nq", "jsonld"])
def test_order_of_the_store_does_not_show(name):
    assert written(Fake(statements=quads()[::-1]), name) == written(Fake(statements=quads()), name)


@pytest.mark.parametrize("name", ["ttl", "trig"])
def test_prefixes_are_declared_and_used(name):
    text = written(dataset(), name).decode()
    assert "@prefix kg: <https://w3id.org/kgraph/ontology#> ." in text
    assert "claim:c1 " in text
    assert "state:PRK" in text


def test_jsonld_is_compact():
    document = json.loads(written(dataset(), "jsonld"))
    assert document["@context"]["kg"] == "https://w3id.org/kgraph/ontology#"
    graph = next(g for g in document["@graph"] if g["@id"] == "graph:article/a1")
    node = graph["@graph"][0]
    assert node["@id"] == "claim:c1"
    assert node["@type"] == ["kg:Claim", "kg:TroopClaim"]
    assert node["kg:force"] == "state:PRK"
    assert node["kg:approximate"] is True
    assert node["kg:start"] == "2024-10-01"


@pytest.mark.parametrize("name", ["ttl", "trig", "nq", "jsonld"])
def test_an_empty_dataset_is_a_valid_file(name):
    data = written(Fake(), name)
    assert list(parse(data, OXIGRAPH.get(name, RdfFormat.TURTLE))) == []


@settings(SLOW, max_examples=40)
@given(hostile_text)
def test_hostile_literals_come_back(words):
    for name, form in OXIGRAPH.items():
        assert set(parse(written(Fake(statements=quads(words)), name), form)) == set(quads(words))
