"""The program as a whole: help, exit statuses, one line an error, pipes that close early."""

import errno
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kgraph import __version__
from kgraph.cli.program import COMMANDS

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None

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


def changed(built, tmp_path, **values):
    """A copy of the store whose marker says something else."""
    store = tmp_path / "kgraph.db"
    shutil.copytree(built, store)
    marker = store / "kgraph.json"
    marker.write_text(json.dumps({**json.loads(marker.read_text(encoding="utf-8")), **values}), encoding="utf-8")
    return store


@pytest.mark.parametrize("command", [["query", "treaties"], ["serve"], ["entities", "apply"]])
def test_a_store_of_a_newer_version_asks_for_a_newer_program(run, built, tmp_path, command):
    done = run(*command, "--store", changed(built, tmp_path, format=2))
    assert done.status == 1
    assert "made by a newer kgraph (store format 2, this one reads 1): update kgraph" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("command", [["query", "treaties"], ["build", "examples"]])
def test_a_damaged_store_says_how_to_make_a_new_one_with_its_decisions(run, built, tmp_path, monkeypatch, command):
    store = changed(built, tmp_path, format=0)
    monkeypatch.chdir(ROOT)
    done = run(*command, "--store", store)
    assert done.status == 1
    assert "move the folder away and build the store again" in done.err.splitlines()[-1]
    assert "--ledger" in done.err.splitlines()[-1]


def test_a_store_that_may_not_be_written_names_no_number_of_an_error(run, built, monkeypatch):
    def denied(path, mode="r", **options):
        if "+" in mode:
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return open(path, mode, **options)

    monkeypatch.setattr("kgraph.store.folder.open", denied, raising=False)
    done = run("entities", "apply", "--store", built)
    assert done.err == (
        f"kgraph: error: {built} cannot be written (Read-only file system): check its permissions, "
        "or copy the store to where you may write\n"
    )


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize("command", [["query", "treaties"], ["export", "-", "--format", "nq"]])
def test_output_that_finds_no_room_is_one_line(built, command):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kgraph", *command, "--store", str(built)], stdout=full, stderr=subprocess.PIPE, text=True
        )  # fmt: skip
    assert done.returncode == 1
    assert "the disk is full; make room and try again" in done.stderr or "No space left on device" in done.stderr
    assert "inside kgraph" not in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="no limit on the size of files here")
def test_a_disk_that_fills_up_leaves_the_store_whole(run, built, tmp_path):
    store, limit = tmp_path / "kgraph.db", 200_000
    shutil.copytree(built, store)
    before = run("query", "sources", "--store", store).out
    article = tmp_path / "new.json"
    text = "Kenya sent 300 soldiers to Haiti. " * 400
    article.write_text(json.dumps({"text": text, "published": "2031-05-04"}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "kgraph", "build", str(article), "--store", str(store)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)), capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last.startswith(f"kgraph: error: {store} cannot be "), done.stderr
    assert "inside kgraph" not in done.stderr
    assert "make room" in last
    assert run("query", "sources", "--store", store).out == before
