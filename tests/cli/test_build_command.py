"""``kgraph build``: exit statuses, one line a problem, and a summary."""

import io
import json
import sys

import pytest

STATEMENT = "Russia denied on Thursday that it had signed a treaty with North Korea.\n"


@pytest.fixture(autouse=True)
def _one_model(nlp, monkeypatch):
    monkeypatch.setattr("kgraph.nlp.load", lambda model=None: nlp)


@pytest.fixture
def news(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "denial.txt").write_text(STATEMENT, encoding="utf-8")
    (folder / "metadata.csv").write_text("path,published\ndenial.txt,2024-10-24\n", encoding="utf-8")
    return folder


@pytest.fixture
def build(run, tmp_path):
    return lambda *arguments: run("build", "--store", tmp_path / "kgraph.db", *arguments)


def lines(text):
    return text.splitlines()


def test_everything_read_is_status_0(build, news, tmp_path):
    done = build(news)
    assert (done.status, done.err) == (0, "")
    assert lines(done.out)[0] == "read 1 article: 1 new, 0 changed, 0 unchanged"
    assert lines(done.out)[1].startswith(f"{tmp_path / 'kgraph.db'} holds 1 article, ")
    assert lines(build(news).out)[0] == "read 1 article: 0 new, 0 changed, 1 unchanged"


def test_what_cannot_be_read_is_named_and_the_rest_is_built(build, news):
    (news / "empty.txt").write_bytes(b"")
    (news / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (news / "word.txt").write_text("Nyet", encoding="utf-8")
    (news / "table.csv").write_text("title,published\nA,2024-01-01\n", encoding="utf-8")
    good = json.dumps({"text": STATEMENT + "So it said.", "published": "2024-10-24"})
    (news / "feed.jsonl").write_text("\n".join([good, "", "", "", "", "", "{oops", ""]), encoding="utf-8")
    done = build(news)
    assert done.status == 3
    errors = [line for line in lines(done.err) if line.startswith("kgraph: error: ")]
    for name in ("empty.txt", "binary.txt", "table.csv", "feed.jsonl"):
        assert sum(name in line for line in errors) == 1, name
    assert any("feed.jsonl:7" in line for line in errors)
    assert len(errors) == 4
    assert lines(done.out)[0] == "read 3 articles: 3 new, 0 changed, 0 unchanged"


def test_a_file_of_twenty_megabytes_is_one_line(build, news):
    (news / "huge.txt").write_text("Too long. " * 2_000_000, encoding="utf-8")
    done = build(news)
    assert done.status == 3
    assert [line for line in lines(done.err) if "huge.txt" in line] == lines(done.err)


def test_nothing_built_is_status_1(build, tmp_path):
    done = build(tmp_path / "nosuch")
    assert (done.status, lines(done.out)) == (1, ["read no articles"])
    assert lines(done.err)[-1] == "kgraph: error: nothing was built: no article could be read"
    assert "nosuch" in lines(done.err)[0]


def test_a_store_that_is_no_store_is_status_1(run, news):
    done = run("build", news, "--store", news)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith(f"kgraph: error: {news} is no kgraph store")
    assert done.err.count("\n") == 1


def test_a_table_of_metadata_that_is_not_there_leaves_the_dates_of_the_store_alone(build, news, run, tmp_path):
    build(news)
    done = build(news, "--metadata", news / "nosuch.csv")
    assert (done.status, done.out) == (1, "")
    assert lines(done.err) == [
        f"kgraph: error: {news / 'nosuch.csv'}: no such table of metadata; check the spelling and the current folder"
    ]
    assert json.loads(run("articles", "--json", "--store", tmp_path / "kgraph.db").out)[0]["published"] == "2024-10-24"


def test_a_file_in_place_of_the_store_is_named_as_such(run, news):
    done = run("build", news, "--store", news / "denial.txt")
    assert done.status == 1
    assert lines(done.err) == [
        f"kgraph: error: {news / 'denial.txt'} is a file, not a store: name a folder with --store"
    ]


def test_lists_of_nothing_say_so(build, news, run, tmp_path):
    (news / "denial.txt").write_text("It was a quiet day by the lake, and nobody said a word.\n", encoding="utf-8")
    build(news)
    for command in (["entities", "suggest"], ["entities", "list"], ["claims", "list"]):
        assert run(*command, "--store", tmp_path / "kgraph.db").out == "nothing found\n"


def test_articles_without_a_date_are_told_in_one_line_where_they_are_many(build, news):
    (news / "metadata.csv").unlink()
    for number in range(4):
        (news / f"{number}.txt").write_text(f"Report {number}. {STATEMENT}", encoding="utf-8")
    few = build(*(news / f"{number}.txt" for number in range(3)))
    assert few.status == 0
    assert [line.startswith("kgraph: warning: ") for line in lines(few.err)] == [True] * 3
    many = build(news)
    assert many.status == 0
    assert len(lines(many.err)) == 1
    assert "5 articles have no publication date" in many.err


def test_json_for_programs(build, news):
    (news / "empty.txt").write_bytes(b"")
    done = build(news, "--json")
    report = json.loads(done.out)
    assert (report["read"], report["new"], report["articles"]) == (1, 1, 1)
    (problem,) = report["problems"]
    assert problem["severity"] == "error"
    assert "empty.txt" in problem["message"]


def test_an_article_from_standard_input(build, monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO(STATEMENT.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    done = build("-")
    assert done.status == 0
    assert lines(done.out)[0] == "read 1 article: 1 new, 0 changed, 0 unchanged"


def test_the_base_of_the_store(build, news, run, tmp_path):
    assert build(news, "--base", "https://example.org/news/").status == 0
    done = run("query", "SELECT ?a { ?a a kg:Article }", "--format", "csv", "--store", tmp_path / "kgraph.db")
    assert lines(done.out)[1].startswith("https://example.org/news/article/")
    other = build(news, "--base", "https://example.org/other/")
    assert other.status == 1
    assert "was built with base" in other.err


def test_a_model_that_is_not_installed_is_named(run, news, monkeypatch, tmp_path):
    monkeypatch.undo()
    done = run("build", news, "--model", "xx_nosuch_sm", "--store", tmp_path / "kgraph.db")
    assert done.status == 1
    assert done.err.startswith("kgraph: error: xx_nosuch_sm: no such spaCy pipeline is installed")


def test_a_file_of_actors_that_is_none_is_named(build, news, tmp_path):
    (tmp_path / "mine.ttl").write_text("not turtle", encoding="utf-8")
    done = build(news, "--actors", tmp_path / "mine.ttl")
    assert done.status == 1
    assert "mine.ttl" in done.err
    assert done.err.count("\n") == 1


def test_file_names_cannot_steer_the_terminal(build, news):
    (news / "a\x1b[2J.txt").write_bytes(b"")
    done = build(news)
    assert done.status == 3
    assert "\x1b" not in done.err


def test_wrong_frames_are_one_line_with_the_place(build, news, tmp_path):
    folder = tmp_path / "frames"
    folder.mkdir()
    done = build(news, "--frames", folder)
    assert (done.status, len(lines(done.err))) == (1, 1)
    assert f"{folder}: no *.toml file" in done.err
    (folder / "mine.toml").write_text('[[frame]]\nevent = "PUNISH"\nverbs = ["fine"]\n', encoding="utf-8")
    done = build(news, "--frames", folder)
    assert (done.status, len(lines(done.err))) == (1, 1)
    assert f"{folder / 'mine.toml'}: line 2: event 'PUNISH' is no PLOVER type" in done.err
    assert not (tmp_path / "kgraph.db").exists()
