"""Descriptions of agencies, titles and ranks, names that hold in context, phrases that are no state."""

import pytest

from kgraph.actors import load

actors = load()


@pytest.mark.parametrize(
    ("iso3", "phrase", "entity"),
    [
        ("KOR", "spy service", "entity/agency/nis-kor"),
        ("KOR", "the spy agency", "entity/agency/nis-kor"),
        ("KOR", "foreign ministry", "entity/agency/mofa-kor"),
        ("UKR", "defence intelligence", "entity/agency/gur"),
        ("UKR", "military intelligence", "entity/agency/gur"),
        ("UKR", "security service", "entity/agency/sbu"),
        ("RUS", "lower parliament", "entity/agency/state-duma"),
        ("RUS", "lower house of parliament", "entity/agency/state-duma"),
        ("RUS", "upper house", "entity/agency/federation-council"),
        ("USA", "Senate", "entity/agency/us-senate"),
        ("USA", "defense department", "entity/agency/pentagon"),
        ("ISR", "military", "entity/agency/idf"),
        ("IND", "lower house", "entity/agency/lok-sabha"),
        ("CHN", "government", "entity/state/CHN"),
        ("PRK", "state media", "entity/organization/kcna"),
    ],
)
def test_a_description_with_its_state_finds_the_agency(iso3, phrase, entity):
    found = actors.agency_of(iso3, phrase)
    assert found is not None
    assert found.id == entity


@pytest.mark.parametrize(
    ("iso3", "phrase"),
    [("RUS", "spy agency"), ("UKR", "intelligence services"), ("FJI", "navy"), ("KOR", "banana"), ("ZZZ", "army")],
)
def test_a_description_of_several_or_of_none_finds_nothing(iso3, phrase):
    assert actors.agency_of(iso3, phrase) is None


def test_an_agency_that_is_not_listed_is_made_from_its_description():
    made = actors.agency_described("PER", "ministry of defense")
    assert made is not None
    assert (made.id, made.type, made.country, made.sector) == (
        "entity/agency/defence-ministry-per",
        "Ministry",
        "PER",
        "GOV",
    )
    assert made.name == "Defence ministry of Peru"
    assert actors.agency_described("PER", "spy agencies") is None
    assert actors.agency_described("PER", "banana") is None


def test_agency_nouns_say_type_sector_and_chamber():
    lower = actors.agency_noun("lower house of parliament")
    assert lower is not None
    assert (lower.type, lower.sector, lower.chamber) == ("Legislature", "LEG", "lower")
    services = actors.agency_noun("intelligence services")
    assert services is not None
    assert services.plural
    assert actors.agency_noun("government").is_state
    assert actors.agency_noun("the weather") is None


def test_each_description_of_a_state_means_one_agency():
    owners = {}
    for actor in actors.known.values():
        for noun in actor.described:
            assert owners.setdefault((actor.country, noun), actor.id) == actor.id


@pytest.mark.parametrize(
    ("printed", "title", "kind"),
    [
        ("President", "president", "head of state"),
        ("Pres.", "president", "head of state"),
        ("the prime minister", "prime minister", "head of government"),
        ("Premier", "prime minister", "head of government"),
        ("minister of foreign affairs", "foreign minister", "minister"),
        ("defense minister", "defence minister", "minister"),
        ("secretary of state", "secretary of state", "minister"),
        ("supreme leader", "supreme leader", "leader"),
        ("Lt Gen", "lieutenant general", "military rank"),
        ("Lt. Gen.", "lieutenant general", "military rank"),
        ("Maj.-Gen.", "major general", "military rank"),
        ("spokeswoman", "spokesperson", "spokesperson"),
        ("MP", "member of parliament", "legislator"),
        ("senators", "senator", "legislator"),
        ("ambassador", "ambassador", "diplomat"),
        ("Mr.", "Mr", "honorific"),
        ("Sir", "Sir", "honorific"),
        ("chief", "chief", "chief"),
    ],
)
def test_titles(printed, title, kind):
    office = actors.office(printed)
    assert office is not None
    assert (office.title, office.kind) == (title, kind)


def test_modifiers_are_taken_off_and_noted():
    office = actors.office("former vice foreign minister")
    assert (office.title, office.former, office.deputy) == ("foreign minister", True, True)
    assert actors.office("vice-president").deputy
    assert actors.office("ex-president").former
    assert actors.office("acting prime minister").acting
    assert actors.office("president-elect").elect
    assert actors.office("deputy defence ministers").plural
    assert actors.office("foreign minister").noun == "foreign-ministry"
    assert actors.office("former") is None
    assert actors.office("banana") is None


def test_the_north_means_north_korea_only_beside_a_korea():
    (north,) = actors.contextual("the North")
    assert north.actor.iso3 == "PRK"
    assert north.context == {"entity/state/PRK", "entity/state/KOR"}
    assert actors.contextual("the north") == ()
    assert actors.contextual("North") == ()
    assert actors.lookup("the North") == ()


def test_a_short_name_of_several_gives_them_all():
    assert {c.actor.id for c in actors.contextual("the bloc")} >= {
        "entity/organization/european-union",
        "entity/organization/asean",
    }
    assert {c.actor.iso3 for c in actors.contextual("Korean")} == {"KOR", "PRK"}
    assert all(c.demonym for c in actors.contextual("Korean"))


@pytest.mark.parametrize(
    "phrase", ["South China Sea", "the Korean Peninsula", "Bosnian Serbs", "Native American", "Lake Chad"]
)
def test_phrases_that_only_hold_a_name(phrase):
    assert actors.blocked(phrase)


def test_names_are_not_blocked():
    names = [s.text for s in actors.phrases() if s.kind in ("name", "alias", "acronym", "adjective", "capital", "seat")]
    assert [name for name in names if actors.blocked(name)] == []
