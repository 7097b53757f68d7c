"""``kgraph entities`` and ``kgraph claims``: lists, portraits, decisions; and builds that keep to the ledger."""

import csv
import io
import json
import re
import shutil

import pytest

RUSSIA, ANKARA = "entity/state/RUS", "entity/state/TUR"


@pytest.fixture(autouse=True)
def _one_model(nlp, monkeypatch):
    monkeypatch.setattr("kgraph.nlp.load", lambda model=None: nlp)
    monkeypatch.delenv("KGRAPH_WHO", raising=False)


@pytest.fixture
def store(built, tmp_path):
    path = tmp_path / "kgraph.db"
    shutil.copytree(built, path)
    return path


@pytest.fixture
def kg(run, store):
    return lambda *arguments: run(*arguments, "--store", store)


def rows(done):
    assert done.status == 0, done.err
    return json.loads(done.out)


def entities(kg, *arguments):
    return {row["id"]: row for row in rows(kg("entities", "list", "--format", "json", *arguments))}


# Lists


def test_list_of_entities_by_type_text_and_order(kg):
    everyone = list(entities(kg).values())
    counts = [row["mentions"] for row in everyone]
    assert counts == sorted(counts, reverse=True)
    states = entities(kg, "--type", "State", "--sort", "name")
    assert [row["name"] for row in states.values()] == sorted(row["name"] for row in states.values())
    assert {row["type"] for row in entities(kg, "--type", "agency").values()} > {"Ministry"}
    assert RUSSIA in entities(kg, "--like", "kremlin")
    assert len(entities(kg, "--top", "3")) == 3
    assert kg("entities", "list", "--type", "Company").out == "nothing found\n"


def test_lists_name_what_there_is_instead_of_finding_nothing(kg, run, tmp_path):
    assert rows(kg("entities", "list", "--type", "armedforce", "--format", "json"))
    assert rows(kg("claims", "list", "--type", "troopclaim", "--format", "json"))
    for kind, known in (("entities", "ArmedForce"), ("claims", "TroopClaim")):
        done = kg(kind, "list", "--type", "Troop")
        assert (done.status, done.out) == (2, "")
        assert "'Troop' is no type" in done.err
        assert known in done.err
    done = kg("claims", "list", "--article", "zzzz")
    assert (done.status, done.out) == (1, "")
    assert "no article has the id 'zzzz'" in done.err
    done = run("entities", "undo", "--list", "--store", tmp_path / "nowhere")
    assert (done.status, done.out) == (1, "")
    assert "no store at" in done.err


def test_lists_as_table_and_csv(kg):
    lines = kg("entities", "list", "--top", "2").out.splitlines()
    assert lines[0].split() == ["mentions", "type", "name", "country", "id"]
    assert len(lines) == 4
    table = list(csv.DictReader(io.StringIO(kg("entities", "list", "--format", "csv").out)))
    assert RUSSIA in {row["id"] for row in table}
    claims = list(csv.DictReader(io.StringIO(kg("claims", "list", "--format", "csv").out)))
    assert {row["polarity"] for row in claims} == {"+", "-"}


def test_list_of_claims_by_type_words_entity_and_review(kg):
    everything = rows(kg("claims", "list", "--format", "json"))
    troops = rows(kg("claims", "list", "--type", "TroopClaim", "--format", "json"))
    assert 0 < len(troops) < len(everything)
    first = troops[0]
    assert kg("claims", "reject", first["id"]).status == 0
    rejected = rows(kg("claims", "list", "--review", "rejected", "--format", "json"))
    assert [row["id"] for row in rejected] == [first["id"]]
    assert len(rows(kg("claims", "list", "--review", "none", "--format", "json"))) == len(everything) - 1
    quoted = rows(kg("claims", "list", "--like", first["quotation"].upper(), "--format", "json"))
    assert first["id"] in {row["id"] for row in quoted}
    of_russia = rows(kg("claims", "list", "--entity", "Russia", "--article", first["article"], "--format", "json"))
    assert of_russia
    assert {row["article"] for row in of_russia} == {first["article"]}


def test_show_gives_every_mention_in_its_sentence_and_the_decisions(kg):
    kg("entities", "rename", "Turkey", "Türkiye", "--why", "its own name", "--who", "M. K.")
    found = rows(kg("entities", "show", ANKARA, "--json"))
    assert found["name"] == "Türkiye"
    assert "Turkey" in found["aliases"]
    for mention in found["mentions"]:
        assert f">>{mention['text']}<<" in mention["sentence"]
        assert mention["id"].endswith(f"@{mention['start']}-{mention['end']}")
    (decision,) = found["decisions"]
    assert (decision["who"], decision["why"]) == ("M. K.", "its own name")
    text = kg("entities", "show", "Türkiye").out
    assert decision["id"] in text
    assert found["mentions"][0]["id"] in text
    assert re.search(r"^decided by people$", text, re.MULTILINE)


# Decisions


def test_a_decision_prints_its_line_and_holds_at_once(kg, store):
    done = kg("entities", "merge", "Russia", "Turkey", "--why", "to see")
    assert done.status == 0
    assert "are two states" in done.err
    assert re.fullmatch(
        r"[0-9a-f]{16}  merged Turkey \(entity/state/TUR\) into Russia \(entity/state/RUS\)\n", done.out
    )
    assert ANKARA not in entities(kg)
    told = rows(kg("entities", "undo", "--list", "--json"))
    assert [(row["line"], row["counts"], row["why"]) for row in told] == [(1, True, "to see")]
    assert kg("entities", "undo", told[0]["id"][:5]).out.startswith(
        ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", *"abcdef")
    )
    assert ANKARA in entities(kg)
    listed = kg("entities", "undo", "--list").out.splitlines()
    assert len(listed) == 4
    assert (store / "ledger.jsonl").read_text(encoding="utf-8").count("\n") == 2


def test_split_of_a_mention_that_show_prints(kg):
    mention = rows(kg("entities", "show", RUSSIA, "--json"))["mentions"][0]
    done = kg(
        "entities", "split", "Russia", "--mention", mention["id"], "--as", "Another Russia", "--type", "Organization"
    )
    assert done.status == 0, done.err
    (new,) = [row for row in entities(kg).values() if row["name"] == "Another Russia"]
    assert (new["mentions"], new["type"]) == (1, "Organization")


def test_type_link_and_accept(kg):
    assert kg("entities", "type", "CSTO", "Organization", "--sector", "NGO").status == 0
    assert kg("entities", "link", "CSTO", "Q318693").status == 0
    csto = next(row for row in entities(kg).values() if "CSTO" in row["aliases"])
    assert (csto["type"], csto["sector"], csto["wikidata"]) == ("Organization", "NGO", "Q318693")
    assert kg("entities", "link", "CSTO", "--none").status == 0
    claim = rows(kg("claims", "list", "--format", "json"))[0]["id"]
    done = kg("claims", "accept", claim, "--json")
    assert rows(done)["lines"][0]["claim"]["id"] == claim
    assert rows(kg("claims", "list", "--review", "accepted", "--format", "json"))[0]["id"] == claim


def test_who_may_stand_in_the_environment(kg, monkeypatch):
    monkeypatch.setenv("KGRAPH_WHO", "desk 4")
    assert rows(kg("entities", "rename", "Turkey", "Türkiye", "--json"))["lines"][0]["who"] == "desk 4"


@pytest.mark.parametrize(
    ("arguments", "status", "word"),
    [
        (["entities", "merge", "Russia"], 2, "two or more"),
        (["entities", "split", "Russia", "--as", "X"], 2, "--name, --article or --mention"),
        (["entities", "link", "Russia"], 2, "--none"),
        (["entities", "link", "Russia", "Q1", "--none"], 2, "--none"),
        (["entities", "nosuch"], 2, "No such command"),
        (["claims", "reject"], 2, "CLAIM"),
        (["entities", "merge", "Russia", "Atlantis"], 1, "no entity 'Atlantis'"),
        (["entities", "type", "Russia", "Realm"], 1, "one of State, Agency"),
        (["entities", "type", "Russia", "State", "--country", "XYZ"], 1, "ISO 3166"),
        (["entities", "link", "Russia", "russia"], 1, "such as Q423"),
        (["entities", "undo"], 1, "no decision"),
        (["entities", "undo", "ffff"], 1, "`kgraph entities undo --list`"),
        (["entities", "apply", "--ledger", "nosuch.jsonl"], 1, "no ledger at nosuch.jsonl"),
        (["claims", "reject", "zzzz"], 1, "no claim 'zzzz'"),
        (["entities", "show", "Atlantis"], 1, "no entity"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(kg, store, arguments, status, word):
    done = kg(*arguments)
    assert done.status == status
    assert word in done.err
    assert done.out == ""
    assert status == 2 or done.err.count("\n") == 1
    assert not (store / "ledger.jsonl").exists()


def test_names_from_articles_and_ledgers_cannot_steer_the_terminal(kg, store):
    line = {
        "do": "rename",
        "entity": "Russia",
        "name": "Russia",
        "when": "2031-05-04",
        "why": "\x1b[2J\u202e",
        "who": "\x07",
    }
    (store / "ledger.jsonl").write_text(json.dumps(line) + "\n" + '{"do": "\\u001b[2J"}\n', encoding="utf-8")
    for command in (["entities", "apply"], ["entities", "undo", "--list"], ["entities", "show", "Russia"]):
        done = kg(*command)
        assert not re.search("[\x1b\x07\u202e]", done.out + done.err), command


# Builds


NEWS = "Russia said on Thursday that Turkey had sent 300 troops to Syria. Anna Petrova, a minister, denied it.\n"
NEWS += "Hamrin Arms Corporation has supplied rockets to Syria, Russia said on Friday.\n"


@pytest.fixture
def news(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "news" / "metadata.csv").write_text("path,published\na.txt,2031-05-04\n", encoding="utf-8")
    return tmp_path / "news"


def test_a_changed_ledger_is_applied_by_the_next_build_though_no_article_changed(run, news, tmp_path, monkeypatch):
    store = tmp_path / "own.db"
    ledger = tmp_path / "shared.jsonl"
    assert run("build", news, "--store", store).status == 0
    ledger.write_text(
        '{"do": "rename", "entity": "Turkey", "name": "Türkiye", "when": "2031-05-04"}\n', encoding="utf-8"
    )
    done = run("build", news, "--store", store, "--ledger", ledger)
    assert (done.status, done.err) == (0, "")
    assert "0 new, 0 changed, 1 unchanged" in done.out
    assert "Türkiye" in run("entities", "list", "--store", store).out
    monkeypatch.setattr("kgraph.pipeline.connect", lambda *_: pytest.fail("nothing changed"))
    assert run("build", news, "--store", store).status == 0
    ledger.write_text("# nothing any more\n", encoding="utf-8")
    monkeypatch.undo()
    assert run("build", news, "--store", store).status == 0
    assert "Turkey" in run("entities", "list", "--store", store).out


def test_a_build_names_wrong_lines_and_those_that_wait(run, news, tmp_path):
    ledger = tmp_path / "shared.jsonl"
    ledger.write_text(
        '{"do": "link", "entity": "Atlantis", "wikidata": null, "when": "2031-05-04"}\n{oops\n', encoding="utf-8"
    )
    done = run("build", news, "--store", tmp_path / "own.db", "--ledger", ledger)
    assert done.status == 3
    wrong, waits = done.err.splitlines()
    assert wrong.startswith(f"kgraph: error: {ledger}:2: the line is no JSON")
    assert re.match(
        rf"kgraph: warning: {re.escape(str(ledger))}:1: link [0-9a-f]+ waits: no entity, .* Atlantis", waits
    )
    missing = run("build", news, "--store", tmp_path / "new.db", "--ledger", tmp_path / "nosuch.jsonl")
    assert (missing.status, missing.err.count("\n")) == (1, 1)
    assert not (tmp_path / "new.db").exists()


def listed(tmp_path, id, name, other, kind):
    """A file of actors that knows an actor of the news under this id and name."""
    path = tmp_path / "mine.ttl"
    path.write_text(
        "@prefix kg: <https://w3id.org/kgraph/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        f"<https://w3id.org/kgraph/{id}> a kg:{kind} ;\n"
        f'    skos:prefLabel "{name}"@en ; skos:altLabel "{other}"@en .\n',
        encoding="utf-8",
    )
    return path


def test_a_decision_finds_its_entity_though_new_actors_give_it_another_key_and_name(run, news, tmp_path):
    store = tmp_path / "own.db"
    assert run("build", news, "--store", store).status == 0
    before = rows(run("entities", "list", "--like", "hamrin", "--format", "json", "--store", store))[0]["id"]
    assert run("entities", "link", "Hamrin Arms Corporation", "Q42", "--store", store).status == 0
    actors = listed(tmp_path, "entity/organization/hsl", "Hamrin Lines", "Hamrin Arms Corporation", "Company")
    done = run("build", news, "--store", store, "--actors", actors)
    assert (done.status, done.err) == (0, "")
    (found,) = rows(run("entities", "list", "--like", "hamrin", "--format", "json", "--store", store))
    assert (found["id"], found["name"], found["wikidata"]) == ("entity/organization/hsl", "Hamrin Lines", "Q42")
    assert found["id"] != before


def test_a_decision_keeps_the_actors_that_the_store_was_built_with(run, news, tmp_path):
    actors = listed(tmp_path, "entity/person/anna-petrova", "A. B. Petrova", "Anna Petrova", "Person")
    store = tmp_path / "own.db"
    done = run("build", news, "--store", store, "--actors", actors)
    assert done.status == 0, done.err
    before = run("entities", "list", "--store", store).out
    assert "A. B. Petrova" in before
    actors.unlink()
    assert run("entities", "rename", "Turkey", "Türkiye", "--store", store).status == 0
    assert "A. B. Petrova" in run("entities", "list", "--store", store).out
    assert run("entities", "undo", "--store", store).status == 0
    assert run("entities", "list", "--store", store).out == before


def test_another_reading_keeps_what_was_decided(run, news, tmp_path, monkeypatch):
    store = tmp_path / "own.db"
    assert run("build", news, "--store", store).status == 0
    claim = rows(run("claims", "list", "--type", "TroopClaim", "--format", "json", "--store", store))[0]
    run("claims", "reject", claim["id"], "--store", store)
    run("entities", "rename", "Turkey", "Türkiye", "--store", store)
    before = run("export", "-", "--format", "nq", "--rejected", "--store", store).out
    monkeypatch.setattr("kgraph.pipeline.reading", lambda **_: "kgraph 99, en_news, 0")
    done = run("build", news, "--store", store)
    assert "0 changed, 1 unchanged" in done.out
    after = run("export", "-", "--format", "nq", "--rejected", "--store", store).out
    assert re.sub(r'"kgraph [^"]*"', "", after) == re.sub(r'"kgraph [^"]*"', "", before)
