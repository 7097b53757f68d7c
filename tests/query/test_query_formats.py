"""Answers as tables that fit the terminal, CSV that no spreadsheet runs, and JSON that a program reads."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kgraph.errors import QueryError
from kgraph.query import FORMATS, Result, run, write
from kgraph.query.formats import safe_cell

BASE = "https://example.org/data/"


def one(term, kind="select"):
    return Result(kind, ("x",), ((term,),), BASE)


def cell(term):
    return list(csv.reader(io.StringIO(write(one(term), "csv"), newline="")))[1][0]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_ends_in_a_newline(dataset, form):
    assert write(run(dataset, "SELECT * { ?s a kg:Claim }"), form).endswith("\n")


def test_an_unknown_format_lists_the_known():
    with pytest.raises(QueryError, match="no format 'xml' for the answer to a query: one of table, csv, json"):
        write(one(None), "xml")


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-cmd|x", "@SUM(A1)", "\t=1", "\r=1", "+", "-x"])
def test_no_text_cell_is_a_formula(text):
    written = cell(Literal(text))
    assert written == (text if text in "+-" else f"'{text}")


@pytest.mark.parametrize("text", ["-", "+", "-3", "+3,000", "-0.5", "plain", "", "a=b"])
def test_signs_numbers_and_plain_text_stay(text):
    assert cell(Literal(text)) == text


@given(st.text())
def test_a_safe_cell_begins_like_no_formula_or_is_a_bare_sign_or_number(text):
    safe = safe_cell(text)
    assert safe[:1] not in tuple("=@\t\r")
    if safe[:1] in ("+", "-"):
        assert all(c.isdigit() or c in "+-.,eE%" for c in safe)


def test_typed_numbers_stay_numbers():
    minus = Literal("-12.5", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    assert cell(minus) == "-12.5"
    assert json.loads(write(one(minus), "json")) == [{"x": -12.5}]


def test_json_keeps_types_and_missing_values(dataset):
    sparql = 'SELECT (1 AS ?n) (true AS ?t) ("1" AS ?s) (kg:Claim AS ?i) ?none {}'
    (row,) = json.loads(write(run(dataset, sparql), "json"))
    assert row == {"n": 1, "t": True, "s": "1", "i": "https://w3id.org/kgraph/ontology#Claim", "none": None}


def test_ask_in_words_and_json(dataset):
    yes = run(dataset, "ASK {}")
    assert write(yes, "table") == "yes\n"
    assert write(yes, "json") == "true\n"


def test_a_table_fits_its_width_and_shortens_iris(dataset):
    result = run(dataset, "SELECT ?c ?q ?t { ?c a kg:TroopClaim ; kg:quotation ?q ; a ?t } ORDER BY ?c")
    text = write(result, "table", width=60)
    assert max(map(len, text.splitlines())) <= 60
    assert "claim/a1" in text
    assert "kg:TroopClaim" in text
    assert "https://" not in text


@pytest.mark.parametrize("text", ["12,000", "1e5", "0x1F", "two\nlines", "1_000"])
def test_a_table_of_any_width_holds_cells_as_they_are(text):
    lines = write(one(Literal(text)), "table", width=40).splitlines()[2:]
    assert [line.strip() for line in lines] == text.splitlines()


def test_control_characters_do_not_reach_the_terminal():
    assert "\x1b" not in write(one(Literal("a\x1b[31mb\u202e")), "table")


def test_no_rows_says_so(dataset):
    assert write(run(dataset, "SELECT * { ?s a kg:MeetingClaim }"), "table") == "no rows\n"


def test_a_terminal_too_narrow_for_the_columns_gets_a_block_a_row(dataset):
    result = run(
        dataset, 'SELECT ("seen by all" AS ?first) ("" AS ?second) (?q AS ?third) { ?c kg:quotation ?q } LIMIT 2'
    )
    text = write(result, "table", width=20)
    blocks = text.split("\n\n")
    assert len(blocks) == 2
    assert all(block.startswith("first   seen by all\nthird   ") for block in blocks)
    assert max(map(len, text.splitlines())) <= 8 + 16


def test_the_longest_texts_get_the_room(dataset):
    values = "\n".join(f'("name of one {n}" "{"many words " * 30}")' for n in range(5))
    result = run(dataset, f"SELECT * {{ VALUES (?who ?what) {{ {values} }} }}")
    text = write(result, "table", width=100)
    assert max(map(len, text.splitlines())) <= 100
    assert len(text.splitlines()) <= 2 + 5 * 5


@pytest.mark.parametrize("text", [" =1+1", "\uff1d1+1", "\u00a0@SUM(1)", "\n=1"])
def test_a_formula_behind_white_space_or_in_full_width_is_disarmed(text):
    assert cell(Literal(text)) == f"'{text}"
