"""Folders: walked in sorted order; hidden files silent, other kinds in one warning, links followed once."""

from pathlib import Path

import pytest

from kgraph.read import suffixes


def write(name, text="text of {name}"):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.format(name=name), encoding="utf-8")


def test_folders_are_read_recursively_in_sorted_order(read_batch):
    for name in ("f/c.txt", "f/b/z.md", "f/b/a.TXT", "f/a.json", "f/.hidden.txt", "f/.git/x.txt", "e.txt"):
        write(name, '{{"text": "json"}}' if name.endswith("json") else "text of {name}")
    batch = read_batch("f", "e.txt")
    assert [a.path for a in batch.articles] == ["f/a.json", "f/b/a.TXT", "f/b/z.md", "f/c.txt", "e.txt"]
    assert batch.warnings == batch.errors == []


def test_other_kinds_get_one_warning_with_their_names(read_batch):
    for name in ("f/a.txt", "f/b.pdf", "f/sub/c.png", "f/README", "f/1.x", "f/2.x", "f/3.x"):
        write(name)
    batch = read_batch("f")
    assert batch.texts == ["text of f/a.txt"]
    assert batch.errors == []
    [warning] = batch.warnings
    assert warning.startswith("f: 6 file(s) of other kinds passed over: f/1.x, f/2.x, f/3.x, f/README, f/b.pdf, and 1")
    assert ".jsonl" in warning


def test_folder_without_articles(read_batch):
    Path("f").mkdir()
    assert read_batch("f").errors[0].startswith("f: this folder holds no file to read; kinds read: .csv")


def test_links_are_followed_once(read_batch):
    write("f/a.txt")
    write("elsewhere/b.txt")
    Path("f/loop").symlink_to("..", target_is_directory=True)
    Path("f/self").symlink_to("self")
    Path("f/gone.txt").symlink_to("nowhere.txt")
    batch = read_batch("f")
    assert [a.path for a in batch.articles] == ["f/a.txt", "f/loop/elsewhere/b.txt"]
    assert batch.warnings == ["f/loop/f: a link to a folder already read; not read again"]
    assert sorted(error.split(": ")[0] for error in batch.errors) == ["f/gone.txt", "f/self"]
    assert "is a link to a file that does not exist" in batch.errors[0]


def test_unreadable_folder(read_batch, monkeypatch):
    import os

    write("f/a.txt")
    write("f/locked/b.txt")
    real = os.listdir

    def refuse(path):
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "listdir", refuse)
    batch = read_batch("f")
    assert batch.texts == ["text of f/a.txt"]
    assert batch.errors == ["f/locked: may not be read; check its permissions"]


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".htm", ".json", ".jsonl", ".csv"])
def test_promised_suffixes(suffix):
    assert suffix in suffixes()
