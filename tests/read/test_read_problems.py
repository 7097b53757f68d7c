"""Bad input costs itself only: one line that names it and the remedy, and the rest of the batch is read."""

import os
import threading
from pathlib import Path

import pytest

from kgraph.errors import InputError
from kgraph.read import MAX_CODE_POINTS, read


@pytest.fixture
def good():
    def write():
        Path("z.txt").write_text("A good article.", encoding="utf-8")
        return "z.txt"

    return write


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "a.txt: holds no text"),
        ("a.txt", b" \r\n\t\xc2\xa0\n", "a.txt: holds no text"),
        ("a.txt", b"\xef\xbb\xbf\n", "a.txt: holds no text"),
        ("a.md", b"---\ntitle: x\n---\n", "a.md: holds no text"),
        ("a.txt", b"text\x00more", "a.txt: is no text"),
        ("a.txt", b"x" * 70_000 + b"\x00", "a.txt: is no text"),
        ("a.txt", bytes(range(256)).replace(b"\0", b"") * 20, "a.txt: is no text"),
        ("a.txt", b"%PDF-1.7\n", "a.txt: is a PDF document, not text; turn it into text"),
        ("a.docx", b"PK\x03\x04...", "a.docx: is a Zip archive or an office document"),
        ("a.csv", b"\xd0\xcf\x11\xe0", "a.csv: is an old Word or Excel document"),
        ("a.jsonl", b"\x1f\x8b\x08", "a.jsonl: is a gzip archive, not text; unpack it"),
        ("a.xyz", b"text", "a.xyz: files of kind .xyz cannot be read; rename it"),
        ("a.html", b"<html><body></body></html>", "a.html: no article text found"),
        ("a.json", b"", "a.json: is empty"),
        ("a.csv", b"", "a.csv: is empty; its first line must name its columns"),
        ("a.csv", b"id,body\n1,x\n", "a.csv: has no column 'text'; columns found: id, body; columns needed: text"),
        ("a.csv", b"text,text\n1,x\n", "a.csv: has the column 'text' twice"),
    ],
)
def test_bad_file_is_one_line_and_the_rest_is_read(read_batch, good, name, data, message):
    Path(name).write_bytes(data)
    batch = read_batch(name, good())
    assert len(batch.errors) == 1
    assert batch.errors[0].startswith(message)
    assert batch.texts == ["A good article."]


def test_file_of_20_megabytes(read_batch, good):
    Path("a.txt").write_bytes(b"word " * 4_000_000)
    batch = read_batch("a.txt", good())
    assert len(batch.errors) == 1
    assert "longer than the limit of 2,000,000 characters" in batch.errors[0]
    assert batch.texts == ["A good article."]


def test_limit_counts_code_points(read_batch):
    Path("a.txt").write_text("é" * MAX_CODE_POINTS, encoding="utf-8")
    Path("b.txt").write_text("é" * (MAX_CODE_POINTS + 1), encoding="utf-8")
    batch = read_batch("a.txt", "b.txt")
    assert [len(text) for text in batch.texts] == [MAX_CODE_POINTS]
    assert batch.errors[0].startswith("b.txt: the text is longer")


def test_path_that_does_not_exist(read_batch, good):
    batch = read_batch("nowhere.txt", "bad\0name", good())
    assert batch.errors[0] == "nowhere.txt: no such file or folder; check the spelling and the current folder"
    assert batch.errors[1].startswith("bad\\x00name: is no path")
    assert batch.texts == ["A good article."]


def test_permission_denied(read_batch, good, monkeypatch):
    Path("a.txt").write_text("secret", encoding="utf-8")
    real = Path.open

    def refuse(self, *args, **options):
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(self, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)
    batch = read_batch("a.txt", good())
    assert batch.errors == ["a.txt: may not be read; check its permissions"]
    assert batch.texts == ["A good article."]


def test_device_is_refused(read_batch):
    assert read_batch("/dev/null").errors == [
        "/dev/null: is a device or socket, not a file; name a file, a folder or -"
    ]


def test_named_pipe_is_read(read_batch):
    os.mkfifo("pipe")
    writer = threading.Thread(target=lambda: Path("pipe").write_bytes(b"Text through a pipe."))
    writer.start()
    batch = read_batch("pipe")
    writer.join()
    assert batch.texts == ["Text through a pipe."]


def test_names_with_line_breaks_and_bad_bytes_stay_one_line(read_batch):
    Path("two\nlines.txt").write_text("", encoding="utf-8")
    Path(os.fsdecode(b"caf\xe9.txt")).write_text("A café.", encoding="utf-8")
    batch = read_batch(".")
    assert batch.errors == ["two\\nlines.txt: holds no text; fill it or leave it out"]
    assert batch.articles[0].path == "caf\ufffd.txt"


def test_error_from_the_callback_ends_the_batch(tmp_path):
    def stop(problem):
        raise problem

    with pytest.raises(InputError, match="no such file"):
        list(read([tmp_path / "nowhere.txt"], on_problem=stop))


def test_same_content_is_read_once(read_batch):
    Path("a.txt").write_text("The same.", encoding="utf-8")
    Path("b.txt").write_text("The same.", encoding="utf-8")
    batch = read_batch("a.txt", "b.txt", "a.txt", "-", "-", stdin=b"Other.")
    assert [article.path for article in batch.articles] == ["a.txt", "-"]
    assert batch.warnings[0] == "b.txt: the same article as a.txt; read once"
    assert batch.warnings[1] == "a.txt: the same article as a.txt; read once"


def test_one_id_for_two_texts_is_an_error(read_batch):
    Path("a.jsonl").write_text('{"id": 1, "text": "one"}\n{"id": "1", "text": "two"}\n', encoding="utf-8")
    batch = read_batch("a.jsonl")
    assert batch.texts == ["one"]
    assert batch.errors[0].startswith("a.jsonl#2: has the id of a.jsonl#1 but another text; skipped")


def test_it_streams(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "one"}\nbroken\n', encoding="utf-8")
    problems = []
    articles = read([path], on_problem=problems.append)
    assert next(articles).text == "one"
    assert [p.severity for p in problems] == ["warning"]
    assert list(articles) == []
    assert [p.severity for p in problems] == ["warning", "error"]


def test_a_single_path_is_a_batch_of_one(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("one", encoding="utf-8")
    assert [a.text for a in read(str(path), on_problem=lambda p: None)] == ["one"]
