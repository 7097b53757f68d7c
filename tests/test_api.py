"""The Python interface: light to import, and everything of a store in reach of one object."""

import json
import subprocess
import sys

import networkx as nx
import pytest

import kgraph
from kgraph.errors import NotFound, QueryError, StoreError

HEAVY = ("spacy", "onnxruntime", "rdflib", "pyshacl", "pandas", "networkx", "pyvis", "trafilatura", "scipy", "jinja2")


@pytest.fixture
def graph(built):
    with kgraph.open(built) as opened:
        yield opened


@pytest.mark.parametrize(
    "code",
    [
        "import kgraph",
        "import kgraph.api",
        "from kgraph.cli import program; program.program.commands; import kgraph.cli.query, kgraph.cli.export",
    ],
)
def test_importing_loads_nothing_heavy(code):
    script = f"import sys; {code}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_claims_entities_and_articles_belong_together(graph):
    articles = {article.id for article in graph.articles()}
    entities = graph.entities()
    claims = list(graph.claims())
    assert claims
    assert {claim.article for claim in claims} <= articles
    named = {p.mention.entity for claim in claims for p in claim.participants if p.mention.entity}
    assert named <= set(entities)


def test_query_takes_sparql_and_names(graph):
    (row,) = graph.query("SELECT (COUNT(?c) AS ?claims) WHERE { ?c a kg:Claim }")
    assert row == {"claims": len(list(graph.claims()))}
    assert graph.query("ASK { ?c a kg:Claim }") == [{"answer": True}]
    troops = graph.query("troop-claims")
    assert {"source", "force", "quotation"} <= set(troops[0])
    with pytest.raises(NotFound, match="troop-claims"):
        graph.query("troop")
    with pytest.raises(QueryError, match="only read"):
        graph.query("DELETE WHERE { ?s ?p ?o }")


def test_the_networkx_graph_knows_the_claims_behind_its_edges(graph):
    network = graph.to_networkx()
    assert isinstance(network, nx.MultiDiGraph)
    claims = {claim.id for claim in graph.claims()}
    behind = {claim for _, _, data in network.edges(data=True) for claim in data["claims"]}
    assert behind
    assert behind <= claims
    assert len(graph.to_networkx(isolated=True)) == len(graph.entities())
    assert {row.id for row in graph.analyse().actors} <= set(network)


def test_export_page_and_show(graph, tmp_path):
    path = tmp_path / "claims.jsonl"
    rows = graph.export(path)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert rows == len(lines) == len(list(graph.claims()))
    assert "<title>Trial" in graph.page(title="Trial")
    claim = next(graph.claims())
    assert claim.evidence.quote.split()[0] in graph.show_claim(claim.id)
    assert graph.show_entity("North Korea").startswith("State")


def test_a_store_that_is_not_there_is_named(tmp_path):
    with pytest.raises(StoreError, match=r"nosuch.db: build one with"):
        kgraph.open(tmp_path / "nosuch.db")


def test_an_unknown_attribute_is_an_attribute_error():
    with pytest.raises(AttributeError, match="bild"):
        kgraph.bild  # noqa: B018
