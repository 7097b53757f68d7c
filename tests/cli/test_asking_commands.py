"""The commands that read a store: query, show, articles, analyse, export, view, validate."""

import io
import json
import sys

import pytest

from kgraph.store import Dataset
from kgraph.store.entities import entities_to_quads
from kgraph.types import Article, Claim, Entity, Evidence, Extraction, Mention, Participant


@pytest.fixture
def ask(run, built):
    return lambda *arguments: run(*arguments, "--store", built)


@pytest.fixture
def hostile(tmp_path):
    """A store whose article tries to steer the terminal."""
    text = "Eastland\x1b[2J sent \u202etroops."
    force = Mention(0, 8, "Eastland", "name", "State", "state/X", "entity/state/X")
    claim = Claim(
        "claim/1", "article/1", "TroopClaim", Evidence(0, len(text), text, text),
        participants=(Participant("force", force),), rules=("r",),
    )  # fmt: skip
    article = Article("article/1", "bad\x1b]0;x\x07.txt", text, title="\x1b[31mred")
    with Dataset.open(tmp_path / "hostile.db", create=True) as data:
        data.replace_article(Extraction(article, (force,), (claim,)))
    return tmp_path / "hostile.db"


def test_the_stock_questions_are_listed_and_answer(ask):
    listing = ask("query", "--list")
    names = [line.split()[0] for line in listing.out.splitlines()[2:]]
    assert {"troop-claims", "treaties", "denials", "sources"} <= set(names)
    for name in names:
        done = ask("query", name)
        assert (done.status, done.err) == (0, ""), name


def test_a_query_as_table_csv_and_json(ask):
    query = "SELECT (COUNT(?a) AS ?articles) { ?a a kg:Article }"
    assert ask("query", query).out.split() == ["articles", "----------", "2"]
    assert ask("query", query, "--format", "csv").out == "articles\n2\n"
    assert json.loads(ask("query", query, "--format", "json").out) == [{"articles": 2}]


def test_a_query_from_a_file_and_from_standard_input(ask, tmp_path, monkeypatch):
    path = tmp_path / "q.rq"
    path.write_text("ASK { ?a a kg:Article }", encoding="utf-8")
    assert ask("query", "--file", path).out == "yes\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO("ASK { ?a a kg:Article }"))
    assert ask("query", "-").out == "yes\n"
    assert ask("query", "--file", tmp_path / "none.rq").status == 2
    path.write_bytes(b"ASK { ?a ?b 'caf\xe9' }")
    done = ask("query", "--file", path)
    assert (done.status, done.err) == (1, f"kgraph: error: {path}: is not UTF-8 text; save the query as UTF-8\n")


@pytest.mark.parametrize("query", ["SELECT * {", "no-such-question", "DELETE WHERE { ?s ?p ?o }"])
def test_a_query_that_cannot_be_run_is_one_line(ask, query):
    done = ask("query", query)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith("kgraph: error: ")


def test_articles(ask):
    rows = json.loads(ask("articles", "--json").out)
    assert [row["published"] for row in rows] == ["2024-10-28", "2025-03-14"]
    assert all(row["claims"] > 0 for row in rows)
    table = ask("articles").out
    assert all(row["id"] in table for row in rows)


def test_show(ask):
    claim = json.loads(ask("query", "SELECT ?c { ?c a kg:TroopClaim } LIMIT 1", "--format", "json").out)[0]["c"]
    assert ask("show", "claim", claim).out.startswith("TroopClaim")
    assert ask("show", "entity", "North Korea").out.startswith("State")
    missing = ask("show", "entity", "Atlantis")
    assert missing.status == 1
    assert missing.err.startswith("kgraph: error: no entity 'Atlantis'")


def test_analyse(ask):
    analysis = json.loads(ask("analyse", "--json").out)
    names = [row["name"] for row in analysis["actors"]]
    assert "North Korea" in names
    table = ask("analyse", "--top", "2").out
    assert table.startswith(f"Central actors (2 of {len(names)})\n")
    assert names[0] in table
    assert names[-1] not in table


def test_several_exports_at_once(ask, tmp_path):
    files = [tmp_path / name for name in ("claims.jsonl", "entities.jsonl", "quotes.csv", "all.ttl", "graph.gexf")]
    done = ask("export", *files)
    assert done.status == 0
    assert all(path.stat().st_size for path in files)
    claims = files[0].read_text(encoding="utf-8").splitlines()
    assert f"wrote {files[0]}: {len(claims)} rows\n" in done.out
    assert done.out.splitlines()[3].endswith(" statements")
    assert done.out.splitlines()[4] == f"wrote {files[4]}: 1 graph"
    for line in claims:
        assert json.loads(line)["evidence"]["quote"]


def test_exports_that_cannot_be(ask, tmp_path):
    unknown = ask("export", tmp_path / "claims.xyz")
    assert unknown.status == 1
    assert "claims.jsonl" in unknown.err
    unnamed = ask("export", "-")
    assert unnamed.status == 1
    assert "--format" in unnamed.err
    assert "claims.jsonl" in ask("export", "--list").out


def test_view_writes_one_page(ask, tmp_path):
    page = tmp_path / "page.html"
    assert ask("view", "-o", page, "--title", "Two <articles>").status == 0
    assert "<title>Two &lt;articles&gt;" in page.read_text(encoding="utf-8")
    assert ask("view", "-o", tmp_path / "none" / "page.html").status == 1


def test_validate(ask, run, hostile):
    done = ask("validate")
    assert (done.status, done.err) == (0, "")
    assert "2 articles, all in order" in done.out
    broken = run("validate", "--store", hostile)
    assert broken.status == 1
    assert "which is not in the graph of actors" in broken.out


@pytest.mark.parametrize(
    "command",
    [
        ["articles"],
        ["query", "SELECT ?t { ?a kg:text ?t }"],
        ["show", "claim", "1"],
        ["validate"],
        ["query", "sources"],
    ],
)
def test_article_text_cannot_steer_the_terminal(run, hostile, command):
    done = run(*command, "--store", hostile)
    printed = done.out + done.err
    assert printed
    assert not {"\x1b", "\x07", "\u202e"} & set(printed)


def test_a_name_as_long_as_a_page_does_not_spoil_the_tables(run, tmp_path):
    text = "Eastland met Westland."
    long = Entity("entity/x", "Person", "A" * 9_999, mentions=1)
    state = Entity("entity/state/X", "State", "Eastland", mentions=1)
    met = tuple(
        Participant("participant", Mention(0, 8, "Eastland", "name", e.type, e.id, e.id)) for e in (long, state)
    )
    claim = Claim("claim/1", "article/1", "MeetingClaim", Evidence(0, 22, text, text), participants=met, rules=("r",))
    article = Article("article/1", "a.txt", text)
    with Dataset.open(tmp_path / "long.db", create=True) as data:
        data.replace_article(Extraction(article, tuple(p.mention for p in met), (claim,)))
        data.replace_derived("actors", entities_to_quads((long, state), data.terms))
    done = run("analyse", "--store", tmp_path / "long.db")
    assert "A" * 59 + "…" in done.out
    assert max(map(len, done.out.splitlines())) < 200
