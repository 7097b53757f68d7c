"""Whatever the engine takes for a call of SERVICE is refused, however it is written: by thousands of shuffled queries."""

import random

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kgraph.errors import QueryError
from kgraph.query.check import check

# The engine refuses port 1 before it opens a connection, and says so: a call that nobody hears.
SERVER = "<http://127.0.0.1:1/>"
PIECES = [
    "SERVICE", "SERVICE SILENT ", SERVER, "?s", "$s", "x:", "x:a", "x:SERVICE", "x:b.SERVICE", "x:a?", " ", "\n", "#>",
    "# c\n", "#", "{", "}", "{?a ?b ?c}", "?a ?b ?c", ".", ";", ",", '"', "'", '"""', '"a"', "@en", "@enSERVICE", "1",
    "1.", "true", "a", "?a<?b", "(?a<?b)", "FILTER(", "FILTER(?a<?b)", ")", "OPTIONAL", "GRAPH", "GRAPH x:g", "GRAPH x:",
    "BIND(1 AS ?z)", "\\u0053ERVICE", "\\U00000053ERVICE", "SERV\\u0049CE", "_:b", "[]", "()", "<", ">", "<a#b>", "?p*",
    "/", "|", "{|", "|}", "<<", ">>", "EXISTS", "$SERVICE", "# GRAPH\n", "#GRAPH\r", "x:a\\,GRAPH ",
]  # fmt: skip


def queries(number):
    """Queries that may call SERVICE, broken in many ways."""
    chance = random.Random(7)
    for _ in range(number):
        parts = ["?a ?b ?c", "SERVICE", chance.choice([SERVER, "?s", "x:", "x:a"]), "{?x ?y ?z}"]
        parts[:0] = chance.choice([[], [f"VALUES ?s {{{SERVER}}}"]])
        for _ in range(chance.randint(0, 5)):
            at = chance.randrange(len(parts))
            parts[at : at + chance.randint(0, 1)] = [chance.choice(PIECES)]
        yield f"PREFIX x: {SERVER} ASK {{{chance.choice(['', ' ']).join(parts)}}}"


def calls(store, query):
    """Whether the engine tries to call another server."""
    try:
        store.query(query)
    except OSError as error:
        return "port 1" in str(error)
    except (SyntaxError, RuntimeError, ValueError):
        return False
    return False


def test_every_call_is_seen():
    store, node = Store(), NamedNode("http://127.0.0.1:1/")
    store.add(Quad(node, node, node))
    called = [query for query in queries(20_000) if calls(store, query)]
    assert len(called) > 500
    for query in called:
        with pytest.raises(QueryError):
            check(query)


@pytest.mark.parametrize("before", ["# GRAPH\n", "#GRAPH\r", "# the GRAPH\t\n ", "OPTIONAL { ?a ?b x:a\\,GRAPH } "])
@pytest.mark.parametrize(
    "form", ["ASK {%s}", "SELECT * { { SELECT * {%s} } }", "CONSTRUCT { ?x ?y ?z } {%s}", "DESCRIBE ?x {%s}"]
)
def test_the_word_graph_before_it_hides_nothing(before, form):
    with pytest.raises(QueryError, match="would ask another server"):
        check(f"PREFIX x: {SERVER} {form % f'{before}SERVICE {SERVER} {{ ?x ?y ?z }}'}")
