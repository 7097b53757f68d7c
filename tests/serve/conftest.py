"""A small store, the application over it, and servers that end with their test."""

import importlib.util
from pathlib import Path

import pytest
from pyoxigraph import Literal
from running import Server, application, make_store

from kgraph.store.terms import term


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    """Two graphs of people who know each other, and names that are hard to write."""
    label = term("rdfs:label").value
    people = [(f"http://e/p{n}", "http://e/knows", f"http://e/p{n + 1}", f"http://e/g{n % 2}") for n in range(10)]
    hard = ['a "quoted", name\twith\ttabs', "line\nend\rreturn", "<b>&amp;", "é 😀 \u202e", "bell\x07"]
    names = [(f"http://e/n{n}", label, Literal(name), "http://e/names") for n, name in enumerate(hard)]
    terms = [
        ("http://e/t", "http://e/v", Literal("3", datatype=term("xsd:integer")), "http://e/terms"),
        ("http://e/t", "http://e/v", Literal("drei", language="de"), "http://e/terms"),
    ]
    return make_store(tmp_path_factory.mktemp("serve") / "kgraph.db", people + names + terms)


@pytest.fixture(scope="session")
def client(store):
    """A client of the application over the small store."""
    with application(store) as client:
        yield client


@pytest.fixture
def serving():
    """Start servers; they are stopped after the test."""
    started = []

    def start(store, *options):
        started.append(Server(store, *options))
        return started[-1]

    yield start
    for server in started:
        server.stop()


def _of_the_explorer():
    """The explorer's tests have the browser; conftest files of two folders know nothing of each other."""
    path = Path(__file__).parents[1] / "view" / "conftest.py"
    spec = importlib.util.spec_from_file_location("explorer_conftest", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


chromium = _of_the_explorer().chromium
