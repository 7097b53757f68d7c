"""Web pages, standard input and installed readers: what is recognised, and what a reader's failure costs."""

import sys
from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import pytest

from kgraph.errors import InputError
from kgraph.read import Record, formats, suffixes

PAGE = """<!DOCTYPE html><html><head><title>Troops arrive | The Example</title>
<meta property="og:title" content="Troops arrive"><meta property="og:site_name" content="The Example">
<meta property="article:published_time" content="2024-10-25T10:00:00Z">
<link rel="canonical" href="https://example.org/a"></head><body><nav><a href="/">Home</a></nav><article>
<p>North Korea sent 3,000 soldiers to Russia, Seoul’s spy agency said on Friday. They are in training.</p>
<p>Moscow denied the report, and the Kremlin said that no soldiers &lt;b&gt; had been sent at all.</p></article>
<footer>All rights reserved, 1 January 2019</footer></body></html>"""
TEXT = (
    "North Korea sent 3,000 soldiers to Russia, Seoul’s spy agency said on Friday. They are in training.\n"
    "Moscow denied the report, and the Kremlin said that no soldiers <b> had been sent at all."
)


@pytest.mark.parametrize("prefix", ["", "<?xml version='1.0' encoding='ascii'?>\n"])
def test_page(read_batch, prefix):
    Path("a.html").write_text(prefix + PAGE, encoding="utf-8")
    batch = read_batch("a.html")
    [article] = batch.articles
    assert article.text == TEXT
    assert (article.title, article.publisher) == ("Troops arrive", "The Example")
    assert (article.published, article.url) == (date(2024, 10, 25), "https://example.org/a")
    assert batch.problems == []


def test_page_that_calls_itself_latin_1(read_batch):
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').encode("cp1252")
    Path("a.htm").write_bytes(page)
    assert read_batch("a.htm").texts == [TEXT]


@pytest.mark.parametrize(
    ("declaration", "published"),
    [
        ("", None),
        ('<meta name="description" content="What happened on 2019-03-04 10:00">', None),
        ('<meta name="date" content="2024-10-25">', date(2024, 10, 25)),
        ('<script type="application/ld+json">{"datePublished": "2024-10-25T08:00"}</script>', date(2024, 10, 25)),
        ('<link rel="canonical" href="https://example.org/2024/10/25/troops">', date(2024, 10, 25)),
        ('<time datetime="2024-10-25T10:00">Friday</time>', date(2024, 10, 25)),
        ('<time datetime="2024-10-25">Friday</time><time datetime="2024-10-24">Thursday</time>', None),
    ],
)
def test_dates_are_read_where_declared_and_not_guessed_from_prose(read_batch, declaration, published):
    page = PAGE.replace('<meta property="article:published_time" content="2024-10-25T10:00:00Z">', "")
    page = page.replace('<link rel="canonical" href="https://example.org/a">', "")
    if "<time" in declaration:
        page = page.replace("<article>", f"<article><p>{declaration}</p>")
    else:
        page = page.replace("</head>", f"{declaration}</head>")
    Path("a.html").write_text(page, encoding="utf-8")
    assert read_batch("a.html").articles[0].published == published


@pytest.mark.parametrize(
    ("data", "paths", "texts"),
    [
        (b"Plain text.\nMore.", ["-"], ["Plain text.\nMore."]),
        (b"[Seoul] Plain text.", ["-"], ["[Seoul] Plain text."]),
        (b"{sic} Plain text.", ["-"], ["{sic} Plain text."]),
        (b"Text, the first, was id.", ["-"], ["Text, the first, was id."]),
        (PAGE.encode(), ["-"], [TEXT]),
        (b' {"text": "one"}', ["-"], ["one"]),
        (b'{\n "text": "one",\n "id": "x"\n}', ["-"], ["one"]),
        (b'[{"text": "one"}, {"text": "two"}]', ["-#1", "-#2"], ["one", "two"]),
        (b'{"text": "one"}\n\n{"text": "two"}\n', ["-#1", "-#3"], ["one", "two"]),
        (b'{"text": broken}\n{"text": "two"}\n', ["-#2"], ["two"]),
        (b"id,text\n1,one\n2,two\n", ["-#2", "-#3"], ["one", "two"]),
        ("Ünïcode.".encode("utf-16"), ["-"], ["Ünïcode."]),
    ],
)
def test_standard_input_is_what_it_looks_like(read_batch, data, paths, texts):
    batch = read_batch("-", stdin=data)
    assert [article.path for article in batch.articles] == paths
    assert batch.texts == texts


def test_standard_input_in_messages(read_batch):
    assert read_batch("-").errors == ["standard input: holds no text; fill it or leave it out"]
    assert read_batch("-", stdin=b"%PDF-1.4").errors[0].startswith("standard input: is a PDF document")


def test_file_without_suffix_is_read_by_its_looks(read_batch):
    Path("article").write_text('{"text": "one"}', encoding="utf-8")
    assert read_batch("article").texts == ["one"]


@pytest.fixture
def installed(monkeypatch):
    module = ModuleType("third_party_readers")
    monkeypatch.setitem(sys.modules, "third_party_readers", module)

    def read_lines(source):
        for number, line in enumerate(source.file, 1):
            if line.strip() == b"bad":
                yield source.problem("a bad line", line=number)
            elif line.strip() == b"worse":
                raise RuntimeError("no\nidea")
            else:
                yield Record(line.decode(), published=date(2024, 1, 2), row=number, line=number)

    module.read_lines = read_lines
    entries = [
        EntryPoint("lines", "third_party_readers:read_lines", formats.GROUP),
        EntryPoint("gone", "third_party_readers:missing", formats.GROUP),
        EntryPoint("txt", "third_party_readers:read_lines", formats.GROUP),
    ]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: entries if group == formats.GROUP else [])
    formats._installed.cache_clear()
    yield
    formats._installed.cache_clear()


@pytest.mark.usefixtures("installed")
def test_installed_reader(read_batch):
    Path("f").mkdir()
    Path("f/a.lines").write_bytes(b"one\nbad\nthree\nworse\nfive\n")
    Path("f/b.gone").write_bytes(b"one\n")
    Path("f/c.txt").write_bytes(b"own reader\nbad\n")
    batch = read_batch("f")
    assert [(a.path, a.text) for a in batch.articles] == [
        ("f/a.lines#1", "one\n"), ("f/a.lines#3", "three\n"), ("f/c.txt", "own reader\nbad\n")
    ]  # fmt: skip
    assert batch.articles[0].published == date(2024, 1, 2)
    assert batch.errors[0] == "f/a.lines:2: a bad line"
    assert batch.errors[1].startswith("f/a.lines: its reader failed (RuntimeError: no\\nidea)")
    assert batch.errors[2].startswith("f/b.gone: the installed reader third_party_readers:missing cannot be loaded")
    assert {".lines", ".gone", ".txt"} <= set(suffixes())


def test_severity_of_plain_input_errors():
    assert InputError("x").severity == "error"


def test_importing_the_stage_loads_nothing_heavy():
    import subprocess

    code = (
        "import sys, kgraph.read; print(*sorted({'trafilatura', 'dateutil', 'charset_normalizer'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
