"""JSON, JSON Lines and CSV: rows become articles with their place; a bad row costs itself only."""

import json
from datetime import date
from pathlib import Path

import pytest

from kgraph.ids import article_id

FULL = {
    "id": "n1",
    "text": "Seoul said so.",
    "title": "A title",
    "publisher": "The Paper",
    "published": "2024-10-25T23:30:00-05:00",
    "url": "https://example.org/1",
    "section": "World",
}


LINE = "At the café, José said that Zürich’s minister, Muñoz, had left."


def check_full(article, path):
    assert article.path == path
    assert article.id == article_id("", given="n1")
    assert (article.text, article.title, article.publisher) == ("Seoul said so.", "A title", "The Paper")
    assert (article.published, article.url) == (date(2024, 10, 25), "https://example.org/1")


def test_json_object(read_batch):
    Path("a.json").write_text(json.dumps(FULL, indent=2), encoding="utf-8")
    batch = read_batch("a.json")
    check_full(batch.articles[0], "a.json")
    assert batch.problems == []


def test_json_list(read_batch):
    Path("a.json").write_text(json.dumps([{"text": "one"}, 7, {"body": "x", "id": "y"}, FULL]), encoding="utf-8")
    batch = read_batch("a.json")
    check_full(batch.articles[1], "a.json#4")
    assert batch.articles[0].path == "a.json#1"
    assert batch.errors == [
        "a.json: item 2: 7 is not an object with a field 'text'",
        "a.json: item 3: has no 'text'; fields found: body, id; this article is skipped",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"text":\n "x",}', "a.json:2: is not JSON ("),
        ('{"text": "x\ny"}', "a.json:1: is not JSON (Invalid control character at column 12); mend it"),
        ('{"text": "x"}\n{"text": "y"}', "a.json:2: is not JSON (Extra data at column 1); name it .jsonl"),
        ('"just a string"', "a.json: 'just a string' is not an object"),
        ("[" * 200_000, "a.json: is not JSON that can be read"),
    ],
)
def test_broken_json(read_batch, text, message):
    Path("a.json").write_text(text, encoding="utf-8")
    assert read_batch("a.json").errors[0].startswith(message)


def test_jsonl_with_a_broken_seventh_line(read_batch):
    lines = [json.dumps({"text": f"text {n}"}) for n in range(1, 11)]
    lines[6] = '{"text": oops}'
    lines[8] = ""
    Path("a.jsonl").write_text("\r\n".join(lines), encoding="utf-8")
    batch = read_batch("a.jsonl")
    assert [article.path for article in batch.articles] == [f"a.jsonl#{n}" for n in (1, 2, 3, 4, 5, 6, 8, 10)]
    assert batch.errors == [
        "a.jsonl:7: this line is not JSON (Expecting value at column 10); every line must be one whole object"
    ]


def test_wrong_types_name_their_place(read_batch):
    Path("a.jsonl").write_text('{"text": ["a"]}\n{"text": "b", "title": {"x": 1}, "id": 5}\n', encoding="utf-8")
    batch = read_batch("a.jsonl")
    assert batch.errors == [
        "a.jsonl:1: 'text' must be a string, not ['a']; this article is skipped",
        "a.jsonl:2: 'title' must be a string, not {'x': 1}; it is left out",
    ]
    assert batch.articles[0].id == article_id("", given="5")
    assert batch.articles[0].title is None


def test_overlong_line_is_skipped(read_batch):
    huge = json.dumps({"text": "x" * 20_000_000})
    escaped = json.dumps({"text": "\U0001f600" * 2_100_000})
    Path("a.jsonl").write_text(f'{{"text": "one"}}\n{huge}\n{escaped}\n{{"text": "two"}}\n', encoding="utf-8")
    batch = read_batch("a.jsonl")
    assert batch.texts == ["one", "two"]
    assert [error.split(": ")[0] for error in batch.errors] == ["a.jsonl:2", "a.jsonl:3"]


def test_characters_that_no_graph_can_hold(read_batch):
    Path("a.json").write_text(r'{"text": "a\u0000b\ud800c\u0001", "title": "t\udfff\u0007\n u", "id": "\ud800"}')
    [article] = read_batch("a.json").articles
    assert article.text == "a\ufffdb\ufffdc\x01"
    assert article.title == "t\ufffd u"
    article.text.encode("utf-8")


def test_csv(read_batch):
    Path("a.csv").write_text(
        "\ufeffID,Text,title,publisher,published,url,extra\r\n"
        'n1,Seoul said so.,A title,The Paper,25 October 2024,https://example.org/1,x\r\n\r\n'
        'n2,"Two\r\nlines, ""quoted""",,,,\r\n'
        "n3,last\r\n",
        encoding="utf-8",
    )  # fmt: skip
    batch = read_batch("a.csv")
    check_full(batch.articles[0], "a.csv#2")
    assert batch.articles[1].text.split() == ["Two", "lines,", '"quoted"']
    assert [article.path for article in batch.articles[1:]] == ["a.csv#4", "a.csv#5"]
    assert batch.errors == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_delimiters(read_batch, delimiter):
    Path("a.csv").write_text(delimiter.join(["id", "text"]) + "\n" + delimiter.join(["1", '"a, b; c"']) + "\n")
    assert read_batch("a.csv").texts == ["a, b; c"]


def test_csv_rows_that_do_not_parse(read_batch):
    Path("a.csv").write_text('id,text\n1,"He said "no" loudly"\n2,good\n3,too,many\n4,\n5,"no end\n6,lost\n')
    batch = read_batch("a.csv")
    assert batch.texts == ["good"]
    places = [error.split(": ")[0] for error in batch.errors]
    assert places == ["a.csv:2", "a.csv:4", "a.csv:5", "a.csv:6"]
    assert "quote the field" in batch.errors[0]
    assert "3 fields, the header 2" in batch.errors[1]
    assert "has no 'text'" in batch.errors[2]


def test_csv_field_of_20_megabytes(read_batch):
    Path("a.csv").write_text(f"id,text\n1,one\n2,{'x' * 20_000_000}\n3,three\n")
    batch = read_batch("a.csv")
    assert batch.texts == ["one", "three"]
    assert batch.errors[0].startswith("a.csv:3: the text has 20,000,000 characters, more than the limit")


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_tables_in_other_encodings(read_batch, encoding):
    filler = "".join(f"{n},plain text\n" for n in range(8_000))
    rows = "id,text\n" + filler + f'x,"{LINE}"\ny,end\n'
    Path("a.csv").write_bytes(rows.encode(encoding))
    batch = read_batch("a.csv")
    assert len(batch.articles) == 8_002
    assert batch.texts[-2:] == [LINE, "end"]
    assert len(batch.warnings) == (encoding == "cp1252")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "example.org", "https://a b"])
def test_only_web_addresses_are_kept(read_batch, url):
    Path("a.json").write_text(json.dumps({"text": "x", "url": url}))
    batch = read_batch("a.json")
    assert batch.articles[0].url is None
    assert batch.errors == [f"a.json: url {url!r} is left out; write it as https://..."]


def test_overlong_title_is_left_out(read_batch):
    Path("a.json").write_text(json.dumps({"text": "x", "title": "t" * 3000}))
    batch = read_batch("a.json")
    assert batch.articles[0].title is None
    assert batch.errors == ["a.json: 'title' is longer than 2,000 characters; it is left out"]
