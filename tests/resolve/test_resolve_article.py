"""One article, read with the language model: who is who."""

import pytest


def keys_of(extraction, text):
    return {m.key for m in extraction.mentions if m.text == text}


def test_names_capitals_and_demonyms_of_a_state_are_the_state(resolved):
    e = resolved("North Korea denied it. Pyongyang said the North Korean soldiers were at home. The DPRK is calm.")
    assert keys_of(e, "North Korea") | keys_of(e, "Pyongyang") | keys_of(e, "North Korean") == {"state/PRK"}
    assert keys_of(e, "DPRK") == {"state/PRK"}


def test_the_north_needs_the_other_korea_beside_it(resolved):
    e = resolved("South Korea warned on Monday that the North had moved artillery to the border.")
    assert keys_of(e, "North") == {"state/PRK"}


def test_a_capital_where_things_happen_is_a_place(resolved):
    e = resolved("The two ministers met in Ankara on Friday. Ankara rejected the plan.")
    assert keys_of(e, "Ankara") == {"place/ankara", "state/TUR"}


def test_agencies_by_name_acronym_and_description_are_one(resolved):
    e = resolved(
        "South Korea's spy service reported the move. The National Intelligence Service (NIS) showed photos. "
        "The spy agency said more would follow, and the NIS gave figures."
    )
    named = [m.key for m in e.mentions if m.text in ("NIS", "National Intelligence Service", "The spy agency")]
    assert set(named) == {"agency/nis-kor"}
    assert "agency/nis-kor" in keys_of(e, "South Korea's spy service")


def test_an_acronym_means_what_its_article_says(resolved):
    e = resolved("The Armed Forces of the Philippines (AFP) lost contact. The AFP said the boat was safe.")
    assert keys_of(e, "AFP") == keys_of(e, "Armed Forces of the Philippines") != {"organization/afp"}


def test_ministries_of_two_states_stay_apart(resolved):
    e = resolved("Bulgaria's foreign ministry confirmed the sale. The Armenian foreign ministry denied it.")
    keys = {m.key for m in e.mentions if m.text.endswith("foreign ministry")}
    assert len(keys) == 2


def test_he_is_the_speaker_who_goes_on(resolved):
    e = resolved("Volodymyr Zelensky said on Friday that help was late. 'We cannot wait,' he added.")
    assert keys_of(e, "he") == {"person/volodymyr-zelensky"}


def test_it_is_the_body_that_spoke(resolved):
    e = resolved("The South Korean foreign ministry protested in a statement. It added that talks were over.")
    assert keys_of(e, "It") == {"agency/mofa-kor"}


def test_his_country_is_the_state_of_his_post(resolved):
    e = resolved("Ukrainian President Volodymyr Zelensky said that the missiles were aimed at his country.")
    assert keys_of(e, "his country") == {"state/UKR"}


def test_pronouns_of_two_states_stay_open(resolved):
    e = resolved("Moscow and Pyongyang have strengthened their ties.")
    assert all(k.startswith("unresolved/") for k in keys_of(e, "their"))


def test_treaty_mentions_join_by_parties(resolved):
    e = resolved(
        "Russia's parliament ratified a defence treaty with North Korea. The treaty obliges both sides to help. "
        "The Russia-North Korea treaty was signed in June."
    )
    assert keys_of(e, "a defence treaty") | keys_of(e, "The treaty") == {"treaty/PRK-RUS"}
    assert keys_of(e, "The Russia-North Korea treaty") == {"treaty/PRK-RUS"}


def test_unnamed_sources_are_the_articles_own(resolved):
    text = "A senior official said the troops had left. The official asked not to be named."
    one, other = resolved(text), resolved(text + " Nobody else spoke.")
    (key,) = keys_of(one, "A senior official")
    assert key.startswith("source/")
    assert keys_of(one, "The official") == {key}
    assert keys_of(other, "A senior official") != {key}


def test_a_bare_title_in_apposition_takes_the_state_of_the_context(resolved):
    e = resolved("Sudan has closed its embassy.\nYassin Ibrahim, the defence minister, said so on Tuesday.")
    assert [(r.title, r.of and r.of.key) for r in e.roles] == [("defence minister", "state/SDN")]


def test_a_bare_title_before_a_name_takes_none(resolved):
    e = resolved("Italy has declined to send ships. President Joe Biden said that he was not surprised.")
    assert [(r.title, r.of) for r in e.roles] == [("president", None)]


def test_every_mention_gets_a_key_and_resolving_is_deterministic(resolved):
    text = "It was unclear who they were. The two nations said nothing, and Kim did not comment on the matter."
    assert all(m.key for m in resolved(text).mentions)
    assert resolved(text) == resolved(text)


@pytest.mark.parametrize("text", ["", "Yes.", "***", "He said it, and they did."])
def test_articles_without_actors(resolved, text):
    assert all(m.key for m in resolved(text).mentions)
