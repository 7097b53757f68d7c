"""Queries read the union of all graphs, know the usual prefixes, and can neither write nor leave the store."""

import pytest

from kgraph.errors import QueryError
from kgraph.query import run


def test_the_default_graph_is_the_union_and_prefixes_are_declared(dataset):
    result = run(dataset, "SELECT ?name { ?c a kg:TroopClaim ; kg:source/rdfs:label ?name } ORDER BY ?name")
    assert result.variables == ("name",)
    assert [row[0].value for row in result.rows] == ["Ana Ruiz", "Southland", "Westland"]


def test_a_prefix_of_the_query_goes_first(dataset):
    assert not run(dataset, "PREFIX kg: <http://example.org/> SELECT * { ?c a kg:Claim }").rows


def test_named_graphs_are_articles(dataset):
    result = run(dataset, "SELECT DISTINCT ?g { GRAPH ?g { ?a a kg:Article } } ORDER BY ?g")
    assert [row[0].value for row in result.rows] == [
        dataset.base + "graph/article/1",
        dataset.base + "graph/article/2",
    ]


def test_ask_and_construct(dataset):
    assert run(dataset, "ASK { ?c a kg:ArmsClaim }")
    assert not run(dataset, "ASK { ?c a kg:MeetingClaim }")
    built = run(dataset, "CONSTRUCT { ?c kg:polarity ?p } WHERE { ?c kg:polarity ?p }")
    assert built.kind == "construct"
    assert len(built.rows) == 8
    assert built.rows == tuple(sorted(built.rows, key=lambda row: tuple(map(str, row))))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { # comment '\n SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'a' . SERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
        'SELECT * { ?s ?p "\\"" . SERVICE <http://127.0.0.1:1/> { ?s ?p "x" } }',
        # The engine reads without a tokeniser.
        "SELECT * { ?s ?p ?o.SERVICE<http://127.0.0.1:1/>{ ?a ?b ?c } }",
        "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }",
        "PREFIX x: <http://127.0.0.1:1/> SELECT * { SERVICEx:y { ?a ?b ?c } }",
        "PREFIX x: <http://127.0.0.1:1/> SELECT * { ?s ?p trueSERVICEx:y { ?a ?b ?c } }",
        "PREFIX x: <http://127.0.0.1:1/> SELECT * { ?s ?p x:a.SERVICE x:y { ?a ?b ?c } }",
        "ASK { VALUES ?s { <http://127.0.0.1:1/> } FILTER(?a<?b)SERVICE?s#>\n{ ?x ?y ?z } }",
        "SELECT * { SERVICE # {} >\n <http://127.0.0.1:1/x#y> # z\n { ?a ?b ?c } }",
    ],
)
def test_service_is_refused(dataset, query):
    with pytest.raises(QueryError, match="SERVICE would ask another server"):
        run(dataset, query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a kg:Claim }",
        "SELECT * { ?s ?p 'at your SERVICE' }",
        "PREFIX service: <http://e/service#> SELECT * { ?s service:SERVICE <http://e/SERVICE> } # SERVICE",
        "PREFIX service: <http://e/service#> SELECT * { GRAPH service:a { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'SERVICE <http://e/x> {' . { <http://e/service?id=3> ?p ?o } { ?a rdf:service ?c } }",
    ],
)
def test_the_word_service_elsewhere_is_no_harm(dataset, query):
    run(dataset, query)


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <http://e/a> <http://e/b> <http://e/c> }",
        "PREFIX x: <http://e/>\nDELETE WHERE { ?s ?p ?o }",
        "# note\nload <http://127.0.0.1:1/x>",
        "WITH <http://e/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "drop all",
    ],
)
def test_updates_are_refused(dataset, query):
    with pytest.raises(QueryError, match="would change the store"):
        run(dataset, query)


def test_a_syntax_error_names_the_line(dataset):
    with pytest.raises(QueryError) as caught:
        run(dataset, "SELECT *\nWHERE {\n  ?s ?p ?o . FOO\n}")
    message = str(caught.value)
    assert "line 3" in message or "line 4" in message
    assert "\n" not in message


@pytest.mark.parametrize("query", ["", "SELECT ?x { nope:x ?p ?x }", "SELECT (<http://e/f>(1) AS ?x) {}", "\x00", "{"])
def test_bad_queries_give_one_line(dataset, query):
    with pytest.raises(QueryError) as caught:
        run(dataset, query)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * { ?s ex:known ?o }", "the prefix ex: is not declared"),
        ("SELEC * {}", "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not SELEC"),
        ("SELECT ?x { ?x a kg:Claim", "line 1, column 11 (before '{ ?x a kg:Claim'): this { is never closed"),
        ("SELECT ?x {\n ?x a ?y FILTER(?y = )\n}", "line 2, column 22 (before ')'): a value is missing after ="),
        (
            "SELECT ?x {\n ?x a ?y FILTER(?y > 3\n}",
            "line 2, column 16 (before '(?y > 3'): this ( is not closed before a } comes",
        ),
        ("SELECT ?x { ?x a ?y }}", "line 1, column 22 (before '}'): nothing before opens this }"),
        ("SELECT ?x { ?x rdfs:label 'it }", 'line 1, column 27 (before "\'it }"): this string has no end'),
        ("SELECT ?x { # {\n ?x <http://e/(> 'a(b', \"c{\" }\nORDER", "it ends too early"),
        ("SELECT ?x { ?x a ?y } GROUP BY ?y", "The SELECT contains a variable that is unbound"),
        ("SELECT * {\n ?x a kg:Claim\n ?y a kg:Claim }", "line 3, column"),
    ],
)
def test_a_syntax_error_says_why_and_keeps_what_the_parser_expected_to_itself(dataset, query, said):
    with pytest.raises(QueryError) as caught:
        run(dataset, query)
    assert said in str(caught.value)
    assert "expected" not in str(caught.value)
    assert len(str(caught.value)) < 200


def graphs(dataset):
    return [f"<{dataset.base}graph/article/{n}>" for n in (1, 2)]


def test_from_chooses_among_the_graphs(dataset):
    one, two = graphs(dataset)

    def articles(clause, pattern="?a a kg:Article"):
        return len(run(dataset, f"SELECT DISTINCT ?a {clause} {{ {pattern} }}").rows)

    assert articles("") == 2
    assert articles(f"FROM {one}") == articles(f"# FROM {two}\nfrom{two}") == 1
    assert articles(f"FROM {one} FROM {two} WHERE") == 2
    assert articles(f"FROM {one}", "GRAPH ?g { ?a a kg:Article }") == 0
    assert articles(f"FROM NAMED {one}", "GRAPH ?g { ?a a kg:Article }") == 1
    assert articles(f"FROM NAMED {one}") == 0


def test_names_in_from_are_resolved(dataset):
    count = "SELECT ?a FROM {} {{ ?a a kg:Article }}"
    assert len(run(dataset, count.format("<graph/article/1>")).rows) == 1
    assert len(run(dataset, f"PREFIX g: <{dataset.base}graph/> " + count.format("g:article\\/1")).rows) == 1
    assert len(run(dataset, f"BASE <{dataset.base}graph/> " + count.format("<article/1>")).rows) == 1
    built = run(dataset, "CONSTRUCT { ?a a kg:Article } FROM <graph/article/1> { ?a a kg:Article }")
    assert len(built.rows) == 1


@pytest.mark.parametrize(
    "clause", ["FROM <http://127.0.0.1:1/x>", "FROM NAMED <nowhere>", "FROM kg:x FROM <graph/edges>"]
)
def test_graphs_outside_the_dataset_are_refused(dataset, clause):
    with pytest.raises(QueryError, match=r"no graph <.*> in the store, and nothing is fetched"):
        run(dataset, f"SELECT * {clause} {{ ?s ?p ?o }}")
