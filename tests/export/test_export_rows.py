"""claims, entities and quotes as JSON Lines and CSV: the contract, schemas, formulas, hostile text."""

import csv
import io
import json
import re
from importlib.resources import files

import jsonschema
import pandas as pd
import pytest
from hypothesis import given, settings
from records import SLOW, SPOKESMAN, TEXT, dataset, hostile_datasets, hostile_text

from kgraph.export import export
from kgraph.export.text import cell_text

TABLES = ("claims", "entities", "quotes")


def written(source, name):
    out = io.BytesIO()
    export(source, name, out=out)
    return out.getvalue()


def lines(source, name):
    # As shared/score reads them: splitlines breaks at more than line feeds.
    return [json.loads(line) for line in written(source, f"{name}.jsonl").decode().splitlines()]


def validator(name):
    schema = json.loads((files("kgraph.export") / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.fixture(scope="module")
def source():
    return dataset()


@pytest.mark.parametrize("name", TABLES)
def test_every_line_validates(source, name):
    rows = lines(source, name)
    assert rows
    for row in rows:
        validator(name).validate(row)


@pytest.mark.parametrize(
    ("field", "value"),
    [("certainty", "sure"), ("phase", "done"), ("activity", "sell"), ("event", "FIGHT"), ("surprise", 1), ("id", "c1")],
)
def test_schema_rejects_what_the_contract_does_not_know(source, field, value):
    row = {**lines(source, "claims")[0], field: value}
    assert not validator("claims").is_valid(row)


def test_claim_follows_the_contract(source):
    row = next(r for r in lines(source, "claims") if r["type"] == "TroopClaim")
    assert row["id"] == "https://w3id.org/kgraph/data/claim/c1"
    assert row["article"]["path"] == "news/first.txt"
    assert row["article"]["published"] == "2024-10-18"
    assert TEXT[row["evidence"]["start"] : row["evidence"]["end"]] == row["evidence"]["quote"]
    assert [(s["name"], s["mention"], s["cue"], s["joint"]) for s in row["sources"]] == [
        ("South Korea", "Seoul", "said", False),
        ("Russia", "Russia", "said", True),
        ("National Intelligence Service", "its spy agency", "according to", False),
    ]
    force = row["roles"]["force"][0]
    assert (force["name"], force["id"]) == ("North Korea", "https://w3id.org/kgraph/data/entity/state/PRK")
    assert TEXT[force["start"] : force["end"]] == force["mention"] == "North Korea"
    assert row["quantity"] == {
        "min": 3000, "max": 3000, "text": "about 3,000 troops", "unit": "troops", "approximate": True,
    }  # fmt: skip
    assert row["time"] == {"start": "2024-10-01", "end": "2024-10-31", "granularity": "month", "text": "in October"}
    assert row["rule"] == ["troops.send"]


def test_field_order_is_that_of_the_contract(source):
    claim, entity, quote = (list(lines(source, name)[0]) for name in TABLES)
    assert " ".join(claim) == (
        "id type event mode context activity article evidence sources polarity certainty phase roles quantity "
        "casualties money time rule confidence refers_to"
    )
    assert " ".join(entity) == (
        "id type name aliases wikidata iso3 cow gw sector country mentions articles roles part_of latitude longitude"
    )
    assert " ".join(quote) == "article kind source cue content"


def test_unresolved_participant_keeps_its_words(source):
    attack = next(r for r in lines(source, "claims") if r["type"] == "AttackClaim")
    assert attack["roles"]["attacker"][0]["id"] is None
    assert attack["roles"]["attacker"][0]["name"] == "Rebels"
    assert attack["sources"][0]["cue"] is None
    assert attack["casualties"] == {"killed": {"min": 12, "max": None}, "injured": None}


def test_entities_name_what_they_refer_to(source):
    by_name = {row["name"]: row for row in lines(source, "entities")}
    roles = {role["role"]: role for role in by_name["A Kremlin spokesman"]["roles"]}
    told = {name: (role["of"]["name"], role["start"], role["end"]) for name, role in roles.items()}
    assert told == {
        "spokesman": ("Russia", "2024-10-18", None),
        "envoy": ("North Korea", "2019-03-01", "2021-06-30"),
    }
    assert all(role["article"].endswith("article/a1") for role in roles.values())
    assert by_name["National Intelligence Service"]["part_of"][0]["name"] == "South Korea"
    assert by_name["Rio de Janeiro"]["longitude"] == -43.2


def test_quotes_carry_speaker_and_pieces(source):
    pieces, direct = lines(source, "quotes")
    assert direct["source"]["entity"].endswith(SPOKESMAN)
    assert direct["article"]["path"] == "news/first.txt"
    assert pieces["source"] is None
    assert [p["text"] for p in pieces["content"]] == ["North Korea", "to Russia"]


@pytest.mark.parametrize("name", TABLES)
def test_csv_is_rfc_4180_and_loads_in_pandas(source, name):
    data = written(source, f"{name}.csv")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    frame = pd.read_csv(io.BytesIO(data))
    assert len(frame) == len(lines(source, name))


def test_csv_columns_are_readable_and_lossless(source):
    frame = pd.read_csv(io.BytesIO(written(source, "claims.csv")))
    row = frame.loc[frame["type"] == "TroopClaim"].iloc[0]
    assert row["sources"] == "South Korea & Russia > National Intelligence Service"
    assert (row["role_force"], row["role_location"], row["quantity_min"]) == ("North Korea", "Russia", 3000)
    whole = next(r for r in lines(source, "claims") if r["type"] == "TroopClaim")
    assert json.loads(row["sources_json"]) == whole["sources"]
    assert json.loads(row["roles_json"]) == whole["roles"]
    assert json.loads(row["refers_to_json"]) == whole["refers_to"]


def test_a_claim_tells_which_claims_its_words_mean(source):
    (row,) = (r for r in lines(source, "claims") if r["refers_to"])
    (meant,) = row["refers_to"]
    assert meant["id"] in {r["id"] for r in lines(source, "claims")}
    assert TEXT[meant["start"] : meant["end"]] == meant["text"] == "No such troops"
    assert (meant["stance"], meant["confidence"]) == ("denies", 0.75)
    frame = pd.read_csv(io.BytesIO(written(source, "claims.csv")))
    assert set(frame["refers_to"].dropna()) == {meant["id"]}


def test_polarity_and_numbers_stay_plain(source):
    claims = pd.read_csv(io.BytesIO(written(source, "claims.csv")))
    assert set(claims["polarity"]) == {"+", "-"}
    places = pd.read_csv(io.BytesIO(written(source, "entities.csv")))
    assert places["longitude"].min() == -43.2


FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


@settings(SLOW)
@given(hostile_text)
def test_no_cell_begins_a_formula_and_the_apostrophe_can_be_dropped(text):
    cell = cell_text(text)
    assert not FORMULA.match(cell.lstrip(" "))
    assert len(cell) - len(text) in (0, 1)
    clean = re.sub("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", text)
    assert cell.removeprefix("'") == clean if len(cell) > len(text) else cell == clean


@pytest.mark.parametrize("text", ["=1", "'=1", "''+1", "'plain", "plain"])
def test_what_the_apostrophe_was_put_before_can_be_told(text):
    cell = cell_text(text)
    added = re.match("'+[=+]", cell) is not None
    assert (cell[1:] if added else cell) == text


@settings(SLOW, max_examples=40)
@given(hostile_datasets())
def test_hostile_strings_break_no_table(source):
    for name in TABLES:
        rows = lines(source, name)
        for row in rows:
            validator(name).validate(row)
        table = list(csv.reader(io.StringIO(written(source, f"{name}.csv").decode(), newline="")))
        assert len(table) == len(rows) + 1
        assert {len(record) for record in table} == {len(table[0])}
        for record in table[1:]:
            cells = zip(table[0], record, strict=True)
            assert not any(FORMULA.match(cell) for column, cell in cells if not plain(column, cell))
    claim = lines(source, "claims")[0]
    assert claim["evidence"]["quote"] == re.sub("[\ud800-\udfff]", "\ufffd", source.found[0].article.text)


def plain(column, cell):
    """Whether this is a column that may begin with a sign, holding what it may hold."""
    if column == "polarity":
        return cell in ("+", "-")
    return column in ("latitude", "longitude") and cell[:1] == "-" and float(cell) < 0
