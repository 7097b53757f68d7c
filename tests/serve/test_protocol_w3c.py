"""The W3C's tests of the SPARQL 1.1 Protocol, read from their manifest: queries pass, updates are refused."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import Graph, Namespace
from rdflib.collection import Collection
from running import application

from kgraph.store import Dataset

FOLDER = Path(__file__).parents[3] / "shared" / "specs" / "sparql11-protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
# Named by tests that need no data of it; the manifest has none for it.
EMPTY = "http://kasei.us/2009/09/sparql/data/data0.rdf"
FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated"),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"),
}
TESTS = 34
AS_SENT = ("*/*", "application/sparql-results+xml, application/rdf+xml;q=0.9, */*;q=0.1")

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the W3C's tests are not here (shared/specs)")


def manifest():
    return Graph().parse(FOLDER / "manifest.ttl", format="turtle") if FOLDER.is_dir() else Graph()


GRAPH = manifest()
ENTRIES = [node for head in GRAPH.objects(None, MF.entries) for node in Collection(GRAPH, head)]


def requests(test):
    """The requests of a test in their order, each with what is expected of it."""
    (connection,) = GRAPH.objects(test, MF.action)
    for head in GRAPH.objects(connection, HT.requests):
        for request in Collection(GRAPH, head):
            headers = {}
            for listed in GRAPH.objects(request, HT.headers):
                for header in Collection(GRAPH, listed):
                    headers[str(GRAPH.value(header, HT.fieldName))] = str(GRAPH.value(header, HT.fieldValue))
            body = GRAPH.value(request, HT.body)
            encoding = str(GRAPH.value(body, CNT.characterEncoding) or "UTF-8")
            content = str(GRAPH.value(body, CNT.chars) or "").encode(encoding)
            path = str(GRAPH.value(request, HT.absolutePath)).replace("/sparql/", "/sparql", 1)
            method = str(GRAPH.value(request, HT.methodName))
            yield method, path, headers, content, GRAPH.value(request, HT.resp)


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory):
    """The application over the graphs of the manifest."""
    path = tmp_path_factory.mktemp("w3c") / "kgraph.db"
    with Dataset.open(path, create=True) as dataset:
        dataset.store.add_graph(NamedNode(EMPTY))
        for data in set(GRAPH.objects(None, UT.graphData)):
            file = Path(str(GRAPH.value(data, UT.graph)).removeprefix("file://")).name
            graph = NamedNode(str(GRAPH.value(data, RDFS.label)))
            for quad in parse((FOLDER / file).read_bytes(), format=RdfFormat.N_TRIPLES):
                dataset.store.add(type(quad)(quad.subject, quad.predicate, quad.object, graph))
    with application(path) as client:
        yield client


def test_the_manifest_is_read_whole():
    assert len(ENTRIES) == len(set(ENTRIES)) == TESTS
    assert all(list(requests(test)) for test in ENTRIES)


def names(prefix):
    return [test for test in ENTRIES if str(test).split("#")[-1].startswith(prefix)]


@pytest.mark.parametrize("accept", AS_SENT)
@pytest.mark.parametrize("test", [*names("query_"), *names("bad_query"), *names("bad_multiple_q")])
def test_queries(endpoint, test, accept):
    for method, path, headers, content, expected in requests(test):
        response = endpoint.request(method, path, headers={"accept": accept, **headers}, content=content or None)
        statuses = {str(status)[-3:] for status in GRAPH.objects(expected, MF.expectedStatus)}
        assert f"{response.status_code // 100}xx" in statuses, response.text
        if (form := GRAPH.value(expected, MF.expectedFormat)) is not None:
            assert response.headers["content-type"].startswith(FORMATS[str(form)])
        if (value := GRAPH.value(expected, MF.expectedBoolean)) is not None:
            assert boolean(response) is value.toPython()


def boolean(response):
    if "json" in response.headers["content-type"]:
        return json.loads(response.text)["boolean"]
    found = ElementTree.fromstring(response.text).find("{http://www.w3.org/2005/sparql-results#}boolean")
    return {"true": True, "false": False}[found.text]


@pytest.mark.parametrize("test", [*names("update_"), *names("bad_update"), *names("bad_multiple_u")])
def test_updates_are_refused_as_a_read_only_endpoint_should(endpoint, test):
    method, path, headers, content, _ = next(requests(test))
    response = endpoint.request(method, path, headers=headers, content=content)
    assert response.status_code in (400, 403, 415)
    if "missing" not in str(test) and "wrong_media" not in str(test):
        assert "only reads" in response.text
    assert boolean(endpoint.get("/sparql?query=ASK{?s ?p ?o}"))


def test_every_test_is_run():
    run = {*names("query_"), *names("bad_query"), *names("bad_multiple"), *names("update_"), *names("bad_update")}
    assert run == set(ENTRIES)
