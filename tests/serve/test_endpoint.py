"""The endpoint: formats, negotiation, statuses, graphs, what is refused and what it says of itself."""

import errno
import json
from xml.etree import ElementTree

import pytest
import rdflib
from pyoxigraph import Literal, QueryResultsFormat, RdfFormat, parse, parse_query_results
from running import LIMITS, application, make_store

JSON = "application/sparql-results+json"
FORM = "application/x-www-form-urlencoded"
XML = "application/sparql-results+xml"
NAMES = "SELECT ?n ?l { ?n rdfs:label ?l } ORDER BY ?n"
TERMS = "SELECT ?v ?none { <http://e/t> <http://e/v> ?v } ORDER BY DESC(STR(?v))"
GRAPH = "CONSTRUCT { ?n rdfs:label ?l } WHERE { ?n rdfs:label ?l }"


def ask(client, query, accept=None, **parameters):
    headers = {"accept": accept} if accept is not None else {}
    return client.get("/sparql", params={"query": query, **parameters}, headers=headers)


def one(response):
    """The values of the first variable."""
    assert response.status_code == 200, response.text
    found = response.json()
    name = found["head"]["vars"][0]
    return [row[name]["value"] for row in found["results"]["bindings"]]


# Formats


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        (QueryResultsFormat.JSON, JSON),
        (QueryResultsFormat.XML, XML),
        (QueryResultsFormat.TSV, "text/tab-separated-values"),
    ],
)
@pytest.mark.parametrize("query", [NAMES, TERMS])
def test_rows_can_be_read_back(client, form, media_type, query):
    response = ask(client, query, media_type)
    assert response.headers["content-type"].split(";")[0] == media_type
    found = [tuple(row) for row in parse_query_results(response.content, format=form)]
    if query is TERMS:
        assert [row[0] for row in found] == [Literal("drei", language="de"), Literal(3)]
        assert all(row[1] is None for row in found)
    else:
        bell = "bell\ufffd" if form == QueryResultsFormat.XML else "bell\x07"
        wanted = ['a "quoted", name\twith\ttabs', "line\nend\rreturn", "<b>&amp;", "é 😀 \u202e", bell]
        assert [row[1].value for row in found] == wanted


def test_csv_has_the_values_as_they_are(client):
    response = ask(client, NAMES, "text/csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    lines = response.text.split("\r\n")
    assert lines[0] == "n,l"
    assert lines[1] == 'http://e/n0,"a ""quoted"", name\twith\ttabs"'
    assert 'http://e/n1,"line\nend\rreturn"\r\n' in response.content.decode()
    assert ask(client, TERMS, "text/csv").text == "v,none\r\ndrei,\r\n3,\r\n"


@pytest.mark.parametrize("accept", [JSON, XML, "text/csv", "text/tab-separated-values"])
def test_ask_in_every_format(client, accept):
    response = ask(client, "ASK { ?s ?p ?o }", accept)
    assert response.status_code == 200
    assert "true" in response.text
    assert "false" in ask(client, "ASK { ?s <http://e/no> ?o }", accept).text


@pytest.mark.parametrize(
    ("media_type", "name"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ],
)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_graphs_can_be_read_back_by_others(client, media_type, name):
    response = ask(client, GRAPH, media_type)
    assert response.headers["content-type"].split(";")[0] == media_type
    found = rdflib.Graph().parse(data=response.content, format=name)
    labels = {str(value) for _, _, value in found}
    assert len(found) == 5
    assert {"<b>&amp;", "é 😀 \u202e", "line\nend\rreturn"} <= labels


def test_rdf_xml_refuses_what_it_cannot_carry(client):
    query = "CONSTRUCT { ?a <http://e/9> ?b } WHERE { ?a <http://e/knows> ?b }"
    assert ask(client, query, "text/turtle").status_code == 200
    response = ask(client, query, "application/rdf+xml")
    assert response.status_code == 500
    assert "cannot carry the predicate <http://e/9>" in response.text


def test_describe_is_a_graph(client):
    response = ask(client, "DESCRIBE <http://e/p1>")
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    assert len(list(parse(response.content, format=RdfFormat.TURTLE))) == 1


# Negotiation


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.8", XML),
        ("application/json", "application/json"),
        ("application/xml", "application/xml"),
        ("text/*", "text/csv"),
        ("text/*;q=0.9, text/csv;q=0.1", "text/tab-separated-values"),
        ("text/turtle, */*;q=0.1", JSON),
        (f"{JSON};q=0, */*", XML),
        ("nonsense, text/csv", "text/csv"),
        ("text/csv, image/gif, *; q=.2, */*; q=.2", "text/csv"),
        ("text/csv; q=0.12345, application/xml; q=0.2", "application/xml"),
        ("TEXT/CSV;charset=utf-8;Q=1.0", "text/csv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
    ],
)
def test_rows_come_as_what_is_wanted_most(client, accept, given):
    response = ask(client, TERMS, accept)
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == given
    assert response.headers["vary"] == "Accept"


@pytest.mark.parametrize("accept", ["text/turtle", "image/png", f"{JSON};q=0", "nonsense"])
def test_what_cannot_be_had_is_not_acceptable(client, accept):
    response = ask(client, TERMS, accept)
    assert response.status_code == 406
    assert JSON in response.text


def test_a_graph_is_not_to_be_had_as_a_table(client):
    response = ask(client, GRAPH, "text/csv")
    assert response.status_code == 406
    assert "text/turtle" in response.text


# Requests


@pytest.mark.parametrize(
    ("method", "status"), [("PUT", 405), ("DELETE", 405), ("PATCH", 405), ("OPTIONS", 204), ("HEAD", 200)]
)
def test_methods(client, method, status):
    response = client.request(method, "/sparql", params={"query": "ASK {}"})
    assert response.status_code == status
    assert ("allow" in response.headers) is (method != "HEAD")
    assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/sparql-query", b"ASK {}", 200),
        ("application/sparql-query; charset=UTF-8", b"ASK {}", 200),
        ("Application/X-WWW-Form-Urlencoded", b"query=ASK%20%7B+%7D", 200),
        ("application/sparql-query", b"ASK { ?s ?p '\xff' }", 400),
        ("application/sparql-query", b"", 400),
        ("application/x-www-form-urlencoded", b"quer=ASK{}", 400),
        ("application/x-www-form-urlencoded", b"query=ASK%2", 400),
        ("application/x-www-form-urlencoded", b"query=%FF", 400),
        ("application/x-www-form-urlencoded", b"query=ASK{}&query=ASK{}", 400),
        ("application/sparql-query; charset=latin-1", b"ASK {}", 415),
        ("multipart/form-data; boundary=x", b"--x--", 415),
        ("text/plain", b"ASK {}", 415),
        ("application/sparql-update", b"CLEAR ALL", 403),
        ("application/x-www-form-urlencoded", b"update=CLEAR+ALL", 403),
    ],
)
def test_posts(client, content_type, body, status):
    response = client.post("/sparql", content=body, headers={"content-type": content_type})
    assert response.status_code == status, response.text
    if status != 200:
        assert response.headers["content-type"].startswith("text/plain")
        assert response.text.count("\n") == 1


def test_a_body_in_a_coding_is_not_taken_for_what_it_holds(client):
    headers = {"content-type": "application/sparql-query", "content-encoding": "gzip"}
    response = client.post("/sparql", content=b"ASK {}", headers=headers)
    assert (response.status_code, response.headers["accept-encoding"]) == (415, "identity")
    headers["content-encoding"] = "identity"
    assert client.post("/sparql", content=b"ASK {}", headers=headers).status_code == 200


def test_a_post_without_a_content_type(client):
    assert client.post("/sparql", content=b"ASK {}").status_code == 415


def test_one_query_only_wherever_it_stands(client):
    headers = {"content-type": "application/sparql-query"}
    assert client.post("/sparql?query=ASK{}", content=b"ASK {}", headers=headers).status_code == 400
    assert client.post("/sparql?query=ASK{}", data={"query": "ASK {}"}).status_code == 400
    assert client.get("/sparql?query=ASK{}&query=ASK{}").status_code == 400
    assert client.get("/sparql?default-graph-uri=http://e/g0").status_code == 400
    assert client.get("/sparql?query=%C3%28").status_code == 400


def test_a_body_that_is_too_long(client):
    long = b"ASK {} #" + b"x" * LIMITS.body
    headers = {"content-type": "application/sparql-query"}
    assert client.post("/sparql", content=long, headers=headers).status_code == 413
    pieces = (long[n : n + 1000] for n in range(0, len(long), 1000))  # a length that nobody announced
    assert client.post("/sparql", content=pieces, headers=headers).status_code == 413


def test_errors_are_one_line_however_long_what_they_quote(client):
    graph = "http://e/" + "a" * 50_000
    response = client.post("/sparql", data={"query": "ASK {}", "default-graph-uri": graph})
    assert response.status_code == 400
    assert response.text.startswith("no graph <http://e/aaa")
    assert len(response.text) < 3_000


@pytest.mark.parametrize("sign", ["\x1b[31m", "\r\n", "\u2028", "\x9b1m", "\u202e", "\x00"])
def test_errors_carry_nothing_that_steers_a_terminal(client, sign):
    response = client.get("/api/actor", params={"entity": f"a{sign}b"})
    assert response.status_code == 404
    assert response.text.removesuffix("\n").isprintable()


def test_more_parameters_than_anybody_needs(client):
    response = client.post("/sparql", content=b"query=ASK{}" + b"&a" * 20_000, headers={"content-type": FORM})
    assert response.status_code == 400
    assert "more than 20,000 parameters" in response.text


def test_a_syntax_error_names_its_line(client):
    response = ask(client, "SELECT *\nWHERE {\n ?s ?p }")
    assert response.status_code == 400
    assert "line 3" in response.text
    response = ask(client, "SELECT * # \u2028 \x0c \x85\nWHERE { ?s ?p } here")
    assert "line 2" in response.text
    assert "before 'here'" in response.text


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <http://e/a> <http://e/b> 1 }",
        "LOAD <http://127.0.0.1:9/x>",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o.SERVICE<http://127.0.0.1:9/>{ ?a ?b ?c } }",
        "SELECT * FROM <http://127.0.0.1:9/x> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_what_would_write_or_leave_the_store(client, query):
    assert ask(client, query).status_code == 400
    assert len(one(ask(client, NAMES))) == 5


# Graphs


def knowers(client, **parameters):
    return len(one(ask(client, "SELECT ?a { ?a <http://e/knows> ?b }", **parameters)))


def test_the_protocol_chooses_the_default_graph(client):
    assert knowers(client) == 10
    assert knowers(client, **{"default-graph-uri": "http://e/g0"}) == 5
    assert knowers(client, **{"default-graph-uri": ["http://e/g0", "http://e/g1"]}) == 10
    assert knowers(client, **{"named-graph-uri": "http://e/g0"}) == 0


def test_the_protocol_goes_before_from(client):
    query = "SELECT ?g FROM <http://e/g0> FROM NAMED <http://e/g0> { GRAPH ?g { ?a <http://e/knows> ?b } }"
    assert set(one(ask(client, query))) == {"http://e/g0"}
    assert set(one(ask(client, query, **{"named-graph-uri": "http://e/g1"}))) == {"http://e/g1"}
    assert one(ask(client, query, **{"default-graph-uri": "http://e/g1"})) == []


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("graph", ["http://127.0.0.1:9/data.rdf", "no IRI at all", ""])
def test_graphs_outside_the_dataset_are_refused(client, name, graph):
    response = ask(client, "ASK {}", **{name: graph})
    assert response.status_code == 400
    assert "nothing is fetched" in response.text


# The description


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/n-triples", "*/*"])
def test_the_endpoint_describes_itself(client, accept):
    response = client.get("/sparql", headers={"accept": accept})
    assert response.status_code == 200
    found = rdflib.Graph().parse(data=response.content, format=response.headers["content-type"].split(";")[0])
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = found.subjects(rdflib.RDF.type, sd.Service)
    assert str(found.value(service, sd.endpoint)) == "http://127.0.0.1/sparql"
    assert found.value(service, sd.supportedLanguage) == sd.SPARQL11Query
    assert len(list(found.objects(service, sd.resultFormat))) == 8
    assert client.get("/sparql", headers={"accept": "image/png"}).status_code == 406


# Limits


def test_an_answer_is_never_cut_short(client):
    cross = "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    response = ask(client, cross)
    assert response.status_code == 500
    assert f"more than {LIMITS.rows:,} rows" in response.text
    limited = ask(client, f"{cross} LIMIT {LIMITS.rows}")
    assert len(one(limited)) == LIMITS.rows
    assert ask(client, f"{cross} LIMIT {LIMITS.rows + 1}").status_code == 500


def test_a_lone_carriage_return_ends_no_row_of_csv(client):
    response = ask(client, "SELECT ('lone\\rreturn' AS ?x) ('b' AS ?y) {}", "text/csv")
    assert response.content == b'x,y\r\n"lone\rreturn",b\r\n'


def test_a_graph_that_is_too_large(client):
    cross = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
    new = ask(client, f"CONSTRUCT {{ ?x a ?a }} WHERE {{ {cross} BIND(UUID() AS ?x) }}")
    assert new.status_code == 500
    assert f"more than {LIMITS.rows:,} triples" in new.text
    same = ask(client, f"CONSTRUCT {{ ?a a ?a }} WHERE {{ {cross} }}", "application/n-triples")
    assert len(same.text.splitlines()) == 16  # few, however often they come
    for rows, status in ((LIMITS.rows, 200), (LIMITS.rows + 1, 500)):
        most = f"{{ SELECT (UUID() AS ?x) {{ {cross} }} LIMIT {rows} }}"
        assert ask(client, f"CONSTRUCT {{ ?x a ?x }} WHERE {most}", "application/n-triples").status_code == status


def test_an_answer_of_too_many_bytes(client):
    grown = "'" + "x" * 10_000 + "'"
    response = client.post(
        "/sparql", data={"query": f"SELECT ({grown} AS ?x) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} LIMIT 4000"}
    )
    assert response.status_code == 500
    assert f"larger than {LIMITS.answer:,} bytes" in response.text


def test_too_much_memory(client):
    grown = "'" + "x" * 30_000 + "'"
    query = (
        f"SELECT (STRLEN(GROUP_CONCAT(?x)) AS ?n) {{ BIND({grown} AS ?x) ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }}"
    )
    response = client.post("/sparql", data={"query": query})
    assert response.status_code == 500
    assert "more memory" in response.text
    assert len(one(ask(client, NAMES))) == 5


def test_a_query_that_is_nested_too_deeply(client):
    for begin, end in ("{}", "()", ("FILTER(1 + (", "))"), ("OPTIONAL {", "}")):
        often = 60_000 // len(begin + end)
        deep = "ASK {" + begin * often + end * often + "}"
        response = client.post("/sparql", content=deep, headers={"content-type": "application/sparql-query"})
        assert response.status_code in (400, 500)
        assert "parsed at" in response.text or "nested too deeply" in response.text
    assert len(one(ask(client, NAMES))) == 5


def test_a_file_system_without_locks_will_do(store, monkeypatch):
    fcntl = pytest.importorskip("fcntl", reason="locks of files as on Unix")

    def flock(file, kind):
        raise OSError(errno.ENOTSUP, "not supported")

    monkeypatch.setattr(fcntl, "flock", flock)
    with application(store) as client:
        assert ask(client, "ASK {}").json()["boolean"] is True


def test_failed_queries_leave_no_files(store, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    with application(store) as client:
        assert ask(client, NAMES).status_code == 200
        assert ask(client, "SELECT").status_code == 400
        left = [path.name for path in tmp_path.rglob("*") if path.is_file()]
        assert [name for name in left if not name.endswith(".err")] == []
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize("path", ["/entity/state/COR", "/api/search?q=a"])
def test_errors_do_not_say_where_on_the_machine_the_store_is(tmp_path, path):
    store = make_store(tmp_path / "own" / "kgraph.db", [("http://e/a", "http://e/b", "http://e/c", "http://e/g")])
    with application(store) as client:
        store.rename(tmp_path / "own" / "elsewhere.db")
        response = client.get(path)
        assert response.status_code == 503
        assert response.headers["retry-after"] == "10"
        assert "kgraph.db" in response.text
        assert str(tmp_path) not in response.text


def test_bodies_of_answers_have_their_length(client):
    response = ask(client, "SELECT ?a ?b ?c { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 4500")
    assert int(response.headers["content-length"]) == len(response.content) > 2**18
    assert len(json.loads(response.content)["results"]["bindings"]) == 4500


def test_xml_is_well_formed_whatever_the_names(client):
    root = ElementTree.fromstring(ask(client, NAMES, XML).content)
    assert len(root.findall(".//{http://www.w3.org/2005/sparql-results#}result")) == 5
