"""The entity table made from linked extractions."""

import json
from datetime import date
from pathlib import Path

import pytest

ONE = (
    "Ukrainian President Volodymyr Zelensky met NIS director Cho Tae-yong in Vienna. "
    "Former US president Jimmy Carter sent a letter. Zelensky thanked him."
)
TWO = "The Russian president spoke to Zelenskiy. Volodymyr Zelenskiy, the president of Ukraine, was calm."
SHARED = Path(__file__).parents[2] / "../shared"


def test_one_node_a_person_over_articles(linked):
    extractions, table = linked(ONE, TWO)
    entity = table[
        "entity/person/volodymyr-zelenskiy"
        if "entity/person/volodymyr-zelenskiy" in table
        else "entity/person/volodymyr-zelensky"
    ]
    assert {"Zelensky", "Zelenskiy"} <= {entity.name, *entity.aliases}
    assert entity.type == "Official"
    assert entity.country == "UKR"
    assert entity.articles == tuple(sorted(e.article.id for e in extractions))
    assert sum("zelensk" in id for id in table) == 1


def test_posts_are_dated_by_their_article_and_former_ones_are_over(linked):
    _, table = linked(ONE)
    (post,) = table["entity/person/volodymyr-zelensky"].roles
    assert (post.title, post.of, post.start, post.end) == ("president", "entity/state/UKR", date(2024, 10, 25), None)
    (past,) = table["entity/person/jimmy-carter"].roles
    assert (past.title, past.start, past.end) == ("former president", None, date(2024, 10, 25))


def test_known_actors_bring_their_names_and_codes(linked):
    _, table = linked("Pyongyang denied it, and the NIS of South Korea said more.")
    state = table["entity/state/PRK"]
    assert (state.name, state.iso3, state.type) == ("North Korea", "PRK", "State")
    assert "Pyongyang" in state.aliases
    agency = table["entity/agency/nis-kor"]
    assert (agency.country, agency.sector, agency.part_of) == ("KOR", "SPY", ("entity/state/KOR",))


def test_places_have_coordinates_and_their_state(linked):
    _, table = linked("Ships left Vladivostok on Sunday.")
    place = table["entity/place/vladivostok"]
    assert place.country == "RUS"
    assert round(place.latitude) == 43
    assert round(place.longitude) == 132


def test_a_post_is_its_holder_over_articles(linked):
    extractions, _ = linked("Russian President Vladimir Putin smiled.", "The Russian president flew home.")
    assert {m.entity for m in extractions[1].mentions if "president" in m.text} == {"entity/person/vladimir-putin"}


def test_order_of_articles_does_not_matter(linked):
    assert linked(ONE, TWO)[1] == linked(TWO, ONE)[1]


def test_posts_and_owners_of_a_gold_article(linked):
    if not (SHARED / "gold").is_dir():
        pytest.skip("the shared gold facts are not here")
    gold = json.loads((SHARED / "gold/seed_000.json").read_text(encoding="utf-8"))
    text = (SHARED / "seeds" / gold["text"]).read_text(encoding="utf-8")
    _, table = linked(text)
    named = {n: e for e in table.values() for n in (e.name, *e.aliases)}
    for fact in gold["facts"]:
        if fact["t"] == "role":
            posts = [(t.title, t.of) for t in named[fact["person"]].roles]
            assert any(
                set(fact["role"].split()) <= set(title.split()) and of == named[fact["of"]].id for title, of in posts
            )
