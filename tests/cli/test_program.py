"""The program as a whole: help, exit statuses, one line an error, pipes that close early."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from kgraph import __version__
from kgraph.cli.program import COMMANDS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_is_documented(run, command):
    done = run(command, "--help")
    assert done.status == 0
    assert done.out.startswith(f"Usage: kgraph {command}")
    assert f"## kgraph {command}\n" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def test_the_reference_is_up_to_date():
    spec = importlib.util.spec_from_file_location("make_cli", ROOT / "docs" / "make_cli.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.reference() == module.TARGET.read_text(encoding="utf-8"), "run make docs"


def test_the_overview_lists_the_commands(run):
    done = run("--help")
    assert all(f"  {command} " in done.out for command in COMMANDS)


def test_version(run):
    assert run("--version").out == f"kgraph {__version__}\n"
    assert run("version").out.startswith(f"kgraph {__version__}, en_news, ")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["bild"], "No such command 'bild'"),
        (["build"], "Missing argument 'PATHS...'"),
        (["query"], "--list shows them"),
        (["query", "--format", "xml", "treaties"], "'table', 'csv', 'json'"),
        (["export"], "name at least one file"),
        (["show", "person", "x"], "'claim', 'entity'"),
        (["analyse", "--top", "0"], "--top"),
    ],
)
def test_wrong_usage_is_status_2(run, arguments, word):
    done = run(*arguments)
    assert done.status == 2
    assert word in done.err


@pytest.mark.parametrize("command", [["query", "treaties"], ["export", "claims.csv"], ["articles"], ["validate"]])
def test_a_store_that_is_not_there_is_one_line(run, tmp_path, command):
    done = run(*command, "--store", tmp_path / "nosuch.db")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("kgraph: error: no store at ")
    assert done.err.count("\n") == 1


def test_traceback_shows_the_rest(tmp_path):
    command = [sys.executable, "-m", "kgraph", "query", "treaties", "--store", str(tmp_path), "--traceback"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "StoreError" in done.stderr


def test_an_unexpected_error_is_one_line_too(run, built, monkeypatch):
    monkeypatch.setattr("kgraph.api.Graph.articles", lambda self: 1 / 0)
    done = run("validate", "--store", built)
    assert done.status == 1
    assert done.err == (
        "kgraph: error: something went wrong inside kgraph (ZeroDivisionError: division by zero); "
        "--traceback shows where\n"
    )


def test_a_reader_that_stops_early_is_no_error(built):
    command = [sys.executable, "-m", "kgraph", "export", "-", "--format", "nq", "--store", str(built)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.read(10)
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), errors) == (141, b"")


def test_the_store_may_be_named_in_the_environment(run, built, monkeypatch):
    monkeypatch.setenv("KGRAPH_STORE", str(built))
    assert run("articles").status == 0
