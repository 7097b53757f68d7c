"""Suggestions: likely duplicates and odd entities, with reason, score and command; what is plainly two is left alone."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from kgraph.cli.entities_suggest import command
from kgraph.resolve.suggest import suggestions
from kgraph.store import Dataset
from kgraph.store.entities import entities_to_quads
from kgraph.types import Entity, OpenKey, Tenure

STATES = [Entity(f"entity/state/{c}", "State", n, iso3=c) for c, n in (("KEN", "Kenya"), ("PER", "Peru"))]


def person(name, *posts, country=None, mentions=2, articles=(), id=None):
    roles = tuple(Tenure(title, f"entity/state/{of}", date(2024, 1, 1), None, "article/1") for title, of in posts)
    slug = name.lower().replace(" ", "-")
    return Entity(
        id or f"entity/person/{slug}", "Person", name, roles=roles, country=country, mentions=mentions,
        articles=tuple(articles),
    )  # fmt: skip


def body(name, type="Organization", *, country=None, mentions=2, aliases=()):
    return Entity(
        f"entity/organization/{name.lower().replace(' ', '-')}", type, name, tuple(aliases), country, mentions=mentions
    )


def found(*entities, **more):
    table = {e.id: e for e in (*STATES, *entities)}
    return [(s.kind, set(s.names), s.reason) for s in suggestions(table, **more)]


def test_people_of_one_surname_and_state_with_like_first_names():
    some = found(person("Josefina Quispe", country="PER"), person("Josephina Quispe", country="PER"))
    assert some == [("duplicate", {"Josefina Quispe", "Josephina Quispe"}, "same surname, same first name, same state")]


def test_one_post_of_one_state_tells_more_than_the_first_name():
    some = found(person("Wanjiru Otieno", ("army chief", "KEN")), person("Grace Otieno", ("army chief", "KEN")))
    assert some[0][2] == "same surname, same post: army chief of Kenya"


@pytest.mark.parametrize(
    "two",
    [
        (person("Ana Quispe"), person("Pedro Quispe")),
        (person("Ana Quispe", country="PER"), person("Anna Quispe", country="KEN")),
        (person("Kim Jong Un"), person("Kim Jong Gyu")),
        (body("Lima Port Authority"), body("Lima Fish Market")),
        (body("Red Front", country="PER"), body("Red Front Party", country="KEN")),
        (body("River Union"), body("River Union's monitoring mission")),
    ],
)
def test_what_only_shares_a_word_is_left_alone(two):
    assert [s for s in found(*two) if "different states" not in s[2]] == []


def test_one_article_that_names_both_speaks_against_it():
    apart = [person("Ana Quispe", articles=["article/1"]), person("Anna Quispe", articles=["article/2"])]
    together = [person("Ana Quispe", articles=["article/1"]), person("Anna Quispe", articles=["article/1"])]
    scores = [suggestions({e.id: e for e in some})[0].score for some in (apart, together)]
    assert scores[0] > scores[1]


def test_an_acronym_and_what_it_stands_for():
    assert found(body("TRSA"), body("Turkana Rural Services Agency"))[0][2] == (
        "TRSA may be the acronym of Turkana Rural Services Agency"
    )


def test_a_name_within_one_other_but_not_within_several():
    assert len(found(body("Shining Delta"), body("Shining Delta Movement"))) == 1
    assert found(body("Rescue Council"), body("Kisumu Rescue Council"), body("Lima Rescue Council")) == []


def test_bodies_spelt_otherwise_in_one_word():
    assert found(body("Mombasa Harbour Board"), body("Mombasa Harbor Board"))[0][2] == (
        "names differ in the spelling of one word: harbor / harbour"
    )


def test_an_open_name_goes_to_whom_the_evidence_fits_best():
    short = person("Otieno", country="KEN", id="entity/person/otieno")
    near, far = person("Grace Otieno", country="KEN"), person("Luis Otieno")
    key = OpenKey("person/?otieno", short.id, "several bear this name: Grace Otieno, Luis Otieno", (near.id, far.id))
    (one,) = suggestions({e.id: e for e in (short, near, far)}, open_keys=[key])
    assert one.command == "kgraph entities merge entity/person/grace-otieno entity/person/otieno"
    even = OpenKey("person/?otieno", short.id, "several bear this name", (far.id, "entity/person/nobody-else"))
    assert suggestions({short.id: short, far.id: far}, open_keys=[even])[0].score < one.score


def test_odd_ones():
    two = person("Ana Quispe", ("minister", "PER"), ("minister", "KEN"))
    envoy = person("Luis Huanca", ("minister", "PER"), ("ambassador", "KEN"))
    noun = person("Ombudsman")
    mixed = body("Delta Wing")
    types = {mixed.id: {"Person": 3, "Organization": 5}, two.id: {"Person": 9}}
    some = found(two, envoy, noun, mixed, types=types)
    assert {(min(names), reason) for kind, names, reason in some if kind == "odd"} == {
        ("Ana Quispe", "holds posts of different states: KEN, PER"),
        ("Ombudsman", "the name is a word for an office"),
        ("Delta Wing", "its name was read as a person 3 times, as a body 5 times"),
    }


def test_a_rare_twin_of_a_frequent_one():
    table = [body("Mombasa Harbour", mentions=40), body("Mombassa Harbour", mentions=1)]
    assert ("odd", {"Mombassa Harbour"}, "met once, and nearly the name of Mombasa Harbour (40 mentions)") in found(
        *table
    )


def test_commands_quote_what_a_shell_would_obey():
    hostile = person("Ana Quispe", id="entity/person/$(reboot)")
    other = person("Ana Quispe", id="entity/person/ana-quispe")
    (one,) = suggestions({e.id: e for e in (hostile, other)})
    assert "'entity/person/$(reboot)'" in one.command


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "kgraph.db"
    some = [person("Josefina Quispe", country="PER"), person("Josephina Quispe", country="PER"), person("Ombudsman")]
    with Dataset.open(path, create=True) as data:
        data.replace_derived("actors", entities_to_quads([*STATES, *some], data.terms))
    return path


def test_the_command_prints_a_table_or_json(store):
    run = CliRunner().invoke(command, ["--store", str(store)])
    assert run.exit_code == 0
    assert "kgraph entities merge entity/person/josefina-quispe entity/person/josephina-quispe" in run.output
    run = CliRunner().invoke(command, ["--store", str(store), "--json", "--limit", "1"])
    (row,) = json.loads(run.stdout)
    assert row["kind"] == "duplicate"
    assert set(row) == {"kind", "entities", "names", "reason", "score", "command"}


def test_an_empty_store_has_no_suggestions(tmp_path):
    Dataset.open(tmp_path / "kgraph.db", create=True).close()
    run = CliRunner().invoke(command, ["--store", str(tmp_path / "kgraph.db"), "--json"])
    assert json.loads(run.stdout) == []
