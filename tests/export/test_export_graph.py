"""GEXF and GraphML: valid by the schema, read back whole, safe from characters that XML forbids."""

import io
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from records import KOREA, RUSSIA, SLOW, Fake, dataset, hostile_datasets

from kgraph.export import export
from kgraph.export.gexf import Gexf

RNG = Path(__file__).parents[2] / "../shared/specs/gexf-1.3/gexf.rng"


def written(source, name):
    out = io.BytesIO()
    export(source, f"actors.{name}", out=out)
    return out.getvalue()


def read(source, name):
    data = io.BytesIO(written(source, name))
    if name == "graphml":
        return nx.read_graphml(data, force_multigraph=True)
    return nx.MultiDiGraph(nx.read_gexf(data, version="1.3"))


def iri(relative):
    return f"https://w3id.org/kgraph/data/{relative}"


@pytest.fixture(scope="module")
def schema():
    if not RNG.exists():
        pytest.skip("the official GEXF 1.3 schema is not here")
    from lxml import etree

    return etree.RelaxNG(etree.parse(RNG))


def assert_valid(schema, data):
    from lxml import etree

    schema.assertValid(etree.fromstring(data))


@pytest.mark.parametrize("make", [dataset, Fake])
def test_gexf_validates(schema, make):
    assert_valid(schema, written(make(), "gexf"))


def test_a_column_of_gexf_holds_all_its_values():
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="A", share=1, code=365)
    graph.add_node("b", label="B", share=0.25, code="365b")
    out = io.BytesIO()
    Gexf(out).write(graph)
    read = nx.read_gexf(io.BytesIO(out.getvalue()), version="1.3")
    assert [read.nodes[n]["share"] for n in "ab"] == [1.0, 0.25]
    assert [read.nodes[n]["code"] for n in "ab"] == ["365", "365b"]


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_networkx_reads_nodes_and_edges(name):
    graph = read(dataset(), name)
    assert set(graph) == {iri(key) for key in dataset().table}
    assert graph.nodes[iri(KOREA)]["label"] == "North Korea"
    assert graph.nodes[iri(KOREA)]["type"] == "State"
    between = list(graph.get_edge_data(iri(KOREA), iri(RUSSIA)).values())
    assert any(iri("claim/c1") in edge["claims"] for edge in between)


def test_both_hold_the_same_graph():
    one, other = read(dataset(), "gexf"), read(dataset(), "graphml")
    assert sorted(one.edges()) == sorted(other.edges())
    assert one.number_of_edges() > 3
    assert sorted(d["relation"] for *_, d in one.edges(data=True)) == sorted(
        d["relation"] for *_, d in other.edges(data=True)
    )


def test_gexf_has_colour_size_and_no_date():
    text = written(dataset(), "gexf").decode()
    assert "viz:color" in text
    assert "viz:size" in text
    assert "lastmodified" not in text


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_the_same_bytes_each_time(name):
    assert written(dataset(), name) == written(dataset(), name)


@settings(SLOW, max_examples=25)
@given(hostile_datasets())
def test_hostile_names_break_no_xml(schema, source):
    assert_valid(schema, written(source, "gexf"))
    for name in ("gexf", "graphml"):
        assert len(read(source, name)) == len(source.table)
