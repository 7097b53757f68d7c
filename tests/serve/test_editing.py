"""Decisions from the pages: each form does what it says, and none is taken that is not from a page of the server."""

import json
import re
import shutil

import pytest
from running import application

from kgraph.store import Dataset

FORM = re.compile(r'name="form" value="([^"]+)"')
RUSSIA, KOREA = "/entity/state/RUS", "/entity/state/PRK"


@pytest.fixture
def editable(built, tmp_path):
    """A store of its own, which people may correct."""
    store = tmp_path / "kgraph.db"
    shutil.copytree(built, store, ignore=shutil.ignore_patterns("serving"))
    with application(store, edit=True) as client:
        client.headers["accept"] = "text/html"
        client.store = store
        yield client


def test_who_decides_is_kept_with_the_line(built, tmp_path, monkeypatch):
    monkeypatch.setenv("KGRAPH_WHO", "M. K.")
    store = tmp_path / "kgraph.db"
    shutil.copytree(built, store, ignore=shutil.ignore_patterns("serving"))
    with application(store, edit=True) as client:
        client.headers["accept"] = "text/html"
        client.store = store
        assert decide(client, do="rename", entity=KOREA[1:], name="The North").status_code == 303
        assert [line["who"] for line in ledger(client)] == ["M. K."]
        assert "M. K." in client.get("/decisions").text


def secret(client):
    return FORM.search(client.get(KOREA).text)[1]


def decide(client, **fields):
    return client.post("/decide", data={"form": secret(client), "back": "/", **fields})


def ledger(client):
    path = client.store / "ledger.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def first_claim(client):
    return re.search(r'class="open" href="(/claim/[0-9a-f]+)"', client.get(KOREA).text)[1]


def test_an_entity_is_renamed_and_the_name_is_there_at_once(editable):
    response = decide(editable, do="rename", entity=KOREA[1:], name="The North", why="as printed", back=KOREA)
    assert (response.status_code, response.headers["location"]) == (303, KOREA)
    assert "<bdi>The North</bdi>" in editable.get(KOREA).text
    (line,) = ledger(editable)
    assert (line["do"], line["why"]) == ("rename", "as printed")


def test_a_claim_is_rejected_and_accepted_again(editable):
    claim = first_claim(editable)
    assert decide(editable, do="reject", claim=claim[1:]).status_code == 303
    assert "rejected by a person" in editable.get(claim).text
    assert f'class="open" href="{claim}"' not in editable.get(KOREA).text
    assert decide(editable, do="accept", claim=claim[1:]).status_code == 303
    assert "accepted by a person" in editable.get(claim).text


def test_two_states_in_one_are_warned_of_and_undone(editable):
    response = decide(editable, do="merge", entity=KOREA[1:], other="Russia", back=KOREA)
    assert response.headers["location"] == "/decisions"
    page = editable.get("/decisions").text
    assert 'role="status"' in page
    assert 'role="status"' not in editable.get("/decisions").text  # said once
    line = re.search(r'name="line" value="([0-9a-f]{16})"', page)[1]
    assert editable.get(RUSSIA).status_code == 404
    assert decide(editable, do="undo", line=line).status_code == 303
    assert editable.get(RUSSIA).status_code == 200


def test_doubts_are_said_also_when_the_next_decision_raises_none(editable):
    assert decide(editable, do="merge", entity=KOREA[1:], other="Russia").headers["location"] == "/decisions"
    assert decide(editable, do="rename", entity=KOREA[1:], name="The North").headers["location"] == "/"
    assert 'role="status"' in editable.get("/decisions").text


def test_wrong_lines_of_the_ledger_are_shown_without_its_folder(editable):
    decide(editable, do="rename", entity=KOREA[1:], name="The North")
    with open(editable.store / "ledger.jsonl", "a", encoding="utf-8") as file:
        file.write("<b>no line</b>\n")
    page = editable.get("/decisions").text
    assert "ledger.jsonl:2: the line is no JSON" in page
    assert str(editable.store) not in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"do": "type", "entity": KOREA[1:], "type": "Ministry", "country": "prk"}, "Ministry"),
        ({"do": "type", "entity": KOREA[1:], "type": "Ministry", "country": "rus"}, "RUS"),
        ({"do": "link", "entity": KOREA[1:], "wikidata": "Q18097"}, "Q18097"),
        ({"do": "split", "entity": KOREA[1:], "printed": "Pyongyang", "into": "Government in Pyongyang"}, "Pyongyang"),
    ],
)
def test_other_decisions(editable, fields, said):
    response = decide(editable, **fields)
    assert response.status_code == 303, response.text
    assert said in json.dumps(ledger(editable))
    assert said in editable.get("/decisions").text


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"do": "rename", "entity": KOREA[1:], "name": ""}, 400),
        ({"do": "rename", "entity": "entity/none", "name": "x"}, 404),
        ({"do": "reject", "claim": "claim/none"}, 404),
        ({"do": "merge", "entity": KOREA[1:]}, 400),
        ({"do": "erase", "entity": KOREA[1:]}, 400),
        ({"do": "link", "entity": KOREA[1:], "wikidata": "no item"}, 400),
        ({}, 400),
    ],
)
def test_decisions_that_cannot_be_are_refused(editable, fields, status):
    assert decide(editable, **fields).status_code == status
    assert ledger(editable) == []


def test_while_another_writes_a_decision_is_put_off(editable):
    fields = {"form": secret(editable), "do": "rename", "entity": KOREA[1:], "name": "The North"}
    with Dataset.open(editable.store, read_only=False):
        response = editable.post("/decide", data=fields, headers={"accept": "*/*"})
    assert response.status_code == 503
    assert response.headers["retry-after"] == "10"
    assert response.text.startswith("kgraph.db is open in another process or session")
    assert ledger(editable) == []
    assert editable.post("/decide", data=fields).status_code == 303


def test_forms_of_others_are_refused(editable):
    fields = {"do": "rename", "entity": KOREA[1:], "name": "x"}
    for form in ("", "guess", "é"):
        assert editable.post("/decide", data={**fields, "form": form}).status_code == 403
    good = {**fields, "form": secret(editable)}
    cross = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert editable.post("/decide", data=good, headers=cross).status_code == 403
    assert editable.post("/decide", json=good).status_code == 415
    assert editable.get("/decide", params=good).status_code == 405
    assert ledger(editable) == []


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:x", "/a\r\nX: y"]
)
def test_one_goes_back_to_a_page_of_the_server_only(editable, back):
    response = decide(editable, do="rename", entity=KOREA[1:], name="The North", back=back)
    assert response.headers["location"] == "/"


def test_without_edit_there_is_nothing_to_decide_by(built):
    with application(built) as client:
        assert 'action="/decide"' not in client.get(KOREA, headers={"accept": "text/html"}).text
        assert client.post("/decide", data={"do": "undo"}).status_code == 404
        assert client.get("/decisions").status_code == 404
