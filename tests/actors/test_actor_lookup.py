"""Names: every listed name is found, case counts where it must, and nothing shared goes unmarked."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.actors import load

actors = load()
named = st.sampled_from([s for s in actors.phrases() if s.kind in ("name", "alias", "acronym")])


@given(named, st.sampled_from(["{}", "the {}", "The {}", "{}'s", "{}’s", " {} "]))
def test_every_listed_name_is_found_as_printed(surface, pattern):
    if pattern.lower().startswith("the") and surface.text.lower().startswith("the "):
        pattern = "{}"
    assert surface.target in {k.id for k in actors.lookup(pattern.format(surface.text))}


@given(named)
def test_lower_case_finds_only_names_that_are_no_words(surface):
    found = {k.id for k in actors.lookup(surface.text.lower())}
    if surface.kind != "acronym" and not surface.exact:
        assert surface.target in found


def test_a_shared_name_is_marked_ambiguous_on_every_bearer():
    bearers = defaultdict(set)
    for surface in actors.phrases():
        if surface.kind in ("name", "alias", "acronym"):
            for hit in actors.named(surface.text):
                bearers[surface.text].add((hit.target, hit.ambiguous))
    for text, found in bearers.items():
        if len({target for target, _ in found}) > 1:
            assert all(ambiguous for _, ambiguous in found), text


def test_no_state_shares_a_name_demonym_or_seat_with_another():
    for kinds in (("name", "alias", "acronym"), ("adjective", "inhabitant"), ("capital", "seat")):
        owners = defaultdict(set)
        for surface in actors.phrases():
            if surface.kind in kinds and surface.target.startswith("entity/state/"):
                owners[surface.text].add(surface.target)
        assert {text: found for text, found in owners.items() if len(found) > 1} == {}


def test_no_demonym_is_also_a_name_of_a_state():
    names = {s.text for s in actors.phrases() if s.kind in ("name", "alias")}
    assert not [s.text for s in actors.phrases() if s.kind in ("adjective", "inhabitant") and s.text in names]


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("US", "entity/state/USA"),
        ("U.S.", "entity/state/USA"),
        ("U.S", "entity/state/USA"),
        ("Britain", "entity/state/GBR"),
        ("Türkiye", "entity/state/TUR"),
        ("Turkiye", "entity/state/TUR"),
        ("Czech Republic", "entity/state/CZE"),
        ("Burma", "entity/state/MMR"),
        ("Côte d’Ivoire", "entity/state/CIV"),
        ("Holland", "entity/state/NLD"),
        ("the Gambia", "entity/state/GMB"),
        ("DR Congo", "entity/state/COD"),
        ("DPRK", "entity/state/PRK"),
        ("ROK", "entity/state/KOR"),
        ("Holy See", "entity/state/VAT"),
        ("the UN Security Council", "entity/organization/un-security-council"),
        ("WHO", "entity/organization/who"),
        ("AU", "entity/organization/african-union"),
        ("Nato", "entity/organization/nato"),
        ("NIS", "entity/agency/nis-kor"),
        ("GUR", "entity/agency/gur"),
        ("the Pentagon", "entity/agency/pentagon"),
        ("Hizbullah", "entity/organization/hezbollah"),
        ("Ansar Allah", "entity/organization/houthis"),
        ("KCNA", "entity/organization/kcna"),
        ("The Times", "entity/organization/times-gbr"),
    ],
)
def test_names_in_the_news(name, entity):
    assert [k.id for k in actors.lookup(name)] == [entity]


@pytest.mark.parametrize(
    "name", ["us", "who", "au", "turkey", "chad", "is", "the times", "Times", "states", "", " ", "the"]
)
def test_words_that_are_no_names(name):
    assert actors.lookup(name) == ()


def test_names_that_mean_other_things_too_say_so():
    assert all(actors.ambiguous(name) for name in ("Georgia", "Jordan", "Chad", "Congo", "Washington", "Indian", "RSF"))
    assert not any(actors.ambiguous(name) for name in ("Russia", "Kyiv", "Ukrainian", "NATO"))


def test_agencies_carry_what_the_graph_needs():
    duma, council = actors.known["entity/agency/state-duma"], actors.known["entity/agency/federation-council"]
    assert (duma.type, duma.country, duma.sector, duma.chamber) == ("Legislature", "RUS", "LEG", "lower")
    assert council.chamber == "upper"
    assert council.part_of == "entity/agency/federal-assembly-rus"
    nis = actors.known["entity/agency/nis-kor"]
    assert (nis.type, nis.country, nis.sector) == ("IntelligenceService", "KOR", "SPY")
    assert actors.known["entity/organization/united-nations"].wikidata == "Q1065"


SECTORS = "GOV MIL SPY LEG JUD COP IGO NGO REB UAF OPP PTY CRM JRN BUS EDU REL CVL".split()


def test_every_other_actor_has_a_sector_and_a_whole_that_exists():
    for actor in actors.known.values():
        assert actor.type == "State" or actor.sector in SECTORS, actor.id
        assert actor.part_of is None or actor.part_of in actors.known, actor.id
