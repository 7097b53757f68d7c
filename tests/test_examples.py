"""The examples run as their docstrings say, and their queries find what they look for."""

import subprocess
import sys
from pathlib import Path

import pytest

import kgraph

EXAMPLES = Path(__file__).parents[1] / "examples"


def run(script, *arguments):
    command = [sys.executable, "-W", "error", str(EXAMPLES / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def test_build_and_ask(tmp_path):
    out = run("build_and_ask.py", tmp_path / "kgraph.db")
    assert out.startswith("10 articles, ")
    for heading in ("Troops, as somebody claims:\n  ", "Denials:\n  ", "two sources:\n  "):
        assert heading in out


def test_actor_network(built):
    assert run("actor_network.py", built).splitlines()[1].startswith("Connected by: North Korea - ")
    assert "are not both in the graph" in run("actor_network.py", built, "Atlantis", "Russia")


def test_contested(built):
    out = run("contested.py", built)
    assert "TroopClaim" in out
    assert "Share of claims" in out


@pytest.mark.parametrize("query", sorted((EXAMPLES / "queries").glob("*.rq")), ids=lambda path: path.stem)
def test_queries_have_answers(built, query):
    with kgraph.open(built) as graph:
        assert graph.query(query.read_text(encoding="utf-8"))


def test_every_script_is_tested():
    scripts = {path.stem for path in EXAMPLES.glob("*.py")}
    assert scripts == {"build_and_ask", "actor_network", "contested"}
