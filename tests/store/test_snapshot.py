"""Snapshots: the same quads in a folder of their own, whatever happens to the store afterwards."""

import os

import pytest
from pyoxigraph import NamedNode, Quad

from kgraph.errors import StoreError
from kgraph.store import Dataset
from kgraph.store.folder import stamp
from kgraph.store.snapshot import snapshot

NODE = NamedNode("http://e/n")


def quad(number):
    return Quad(NODE, NODE, NamedNode(f"http://e/{number}"), NODE)


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "kgraph.db"
    with Dataset.open(path, create=True, base="http://e/") as dataset:
        dataset.store.extend(quad(n) for n in range(100))
    return path


def size(path):
    with Dataset.open(path) as dataset:
        return len(dataset.store)


def test_a_snapshot_stays_as_it_was(store, tmp_path):
    snapshot(store, tmp_path / "then")
    with Dataset.open(store, read_only=False) as dataset:
        dataset.store.clear()
        dataset.store.optimize()
    assert size(store) == 0
    assert size(tmp_path / "then") == 100
    with Dataset.open(tmp_path / "then") as dataset:
        assert dataset.base == "http://e/"


def test_tables_are_linked_or_else_copied(store, tmp_path, monkeypatch):
    def tables(folder):
        return sorted(file.name for file in (folder / "oxigraph").glob("*.sst") if file.stat().st_nlink > 1)

    snapshot(store, tmp_path / "linked")
    assert tables(tmp_path / "linked")

    def refuse(*paths):
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    snapshot(store, tmp_path / "copied")
    assert not tables(tmp_path / "copied")
    assert size(tmp_path / "copied") == 100


def test_a_store_that_is_being_written_to_has_no_snapshot(store, tmp_path):
    with Dataset.open(store, read_only=False), pytest.raises(StoreError, match="being written to"):
        snapshot(store, tmp_path / "then")
    assert not (tmp_path / "then").exists()


def test_a_snapshot_that_cannot_be_written_leaves_nothing(store, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot make a snapshot"):
        snapshot(store, tmp_path / "file" / "then")


def test_the_stamp_changes_with_the_store(store, tmp_path):
    before = stamp(store)
    with Dataset.open(store):
        assert stamp(store) == before
    snapshot(store, tmp_path / "then")
    assert stamp(store) == before
    with Dataset.open(store, read_only=False) as dataset:
        dataset.store.add(quad(100))
    assert stamp(store) != before
    assert stamp(tmp_path / "nowhere") == ()
