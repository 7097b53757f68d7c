"""show claim and show entity: everything about one thing, and nothing that a terminal would obey."""

import re
from dataclasses import replace
from datetime import date

import pytest

from kgraph.errors import NotFound
from kgraph.show import show_claim, show_entity
from kgraph.store.terms import Terms
from kgraph.types import (
    Article,
    Casualties,
    Claim,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Merge,
    OpenKey,
    Participant,
    Quantity,
    Range,
    Reference,
    Source,
    Span,
    Tenure,
    Time,
)  # fmt: skip

QUOTE = "the North had sent 3,000 troops"
SENTENCE = f"The spy agency told Seoul that {QUOTE} to the east."
TEXT = f"Nobody knows whether {QUOTE}. {SENTENCE} {SENTENCE}"
NORTH, SOUTH, AGENCY, HEAD = "entity/state/PRK", "entity/state/KOR", "entity/agency/nis", "entity/person/head"


def mention(words, type_, entity):
    start = TEXT.find(words)
    return Mention(start, start + len(words), words, "name", type_, entity, entity)


def claim(**changes):
    start = TEXT.rindex(QUOTE)
    made = Claim(
        "claim/ab12", "article/a", "TroopClaim", Evidence(start, start + len(QUOTE), QUOTE, SENTENCE),
        sources=(Source(mention("Seoul", "State", SOUTH), Span(0, 4, "says")),
                 Source(mention("The spy agency", "IntelligenceService", AGENCY), Span(0, 4, "told"))),
        participants=(Participant("force", mention("the North", "State", NORTH)),
                      Participant("location", mention("the east", "Place", None))),
        event="MOBILIZE", activity="deploy", polarity="-", certainty="possible", phase="completed",
        quantity=Quantity(3000, None, "3,000", "troops", approximate=True),
        casualties=Casualties(killed=Range(100, 999)),
        time=Time(date(2024, 10, 1), date(2024, 10, 31), "month", "this month"),
        rules=("troops.send",), confidence=0.75,
    )  # fmt: skip
    return replace(made, **changes)


class Fake:
    """A dataset of one article."""

    terms = Terms()

    def __init__(self, *claims, title="Troops go east", alias="Pyongyang"):
        self.held = claims or (claim(),)
        self.printed = Article("article/a", "news/a.txt", TEXT, title, "The Example", date(2024, 10, 18))
        self.table = {
            NORTH: Entity(NORTH, "State", "North Korea", (alias,), "PRK", "GOV", "Q423", "PRK", "731", "731"),
            SOUTH: Entity(SOUTH, "State", "South Korea", (), "KOR", "GOV", "Q884", "KOR", mentions=2,
                          articles=("article/a",)),
            AGENCY: Entity(AGENCY, "IntelligenceService", "National Intelligence Service", (), "KOR", "SPY",
                           part_of=(SOUTH,)),
            HEAD: Entity(HEAD, "Official", "Jane Doe", (), "KOR",
                         roles=(Tenure("head", AGENCY, date(2024, 10, 18), None, "article/a"),)),
            "entity/place/rio": Entity("entity/place/rio", "Place", "Rio", latitude=-22.9, longitude=-43.2),
        }  # fmt: skip

    def claim(self, claim_id):
        for one in self.held:
            if one.id == claim_id:
                return one
        raise NotFound(f"no claim {claim_id}")

    def claims(self):
        return iter(self.held)

    def article(self, article_id):
        return self.printed

    def extraction(self, article_id):
        meant = ("claim/ef56", "claim/ab12")
        pointing = Reference(Span(0, 6, "Nobody"), "claim/cd34", meant, "told last before it")
        return Extraction(self.printed, claims=tuple(self.held), references=(pointing,))

    def entity(self, name):
        if name not in self.table:
            raise NotFound(f"no entity {name}")
        return self.table[name]

    def entities(self):
        return self.table

    def merges(self):
        return [Merge("person/?doe", HEAD, "the only bearer of the name over all articles", 0.7)]

    def open_keys(self):
        return [OpenKey("person/?rio", "entity/place/rio", "several bear this name: A, B")]


def flat(text):
    return re.sub(r"\s+", " ", text)


def test_claim_shows_its_words_in_their_sentence():
    assert f"The spy agency told Seoul that >>{QUOTE}<< to the east." in flat(show_claim(Fake(), "claim/ab12"))


def test_those_who_speak_together_are_not_shown_as_citing_each_other():
    seoul, agency = claim().sources
    pair = claim(sources=(seoul, replace(agency, joint=True), Source(mention("Seoul", "Person", HEAD), None)))
    assert "South Korea & National Intelligence Service > Jane Doe" in flat(show_claim(Fake(pair), "claim/ab12"))


def test_claim_shows_what_its_words_point_back_to():
    shown = flat(show_claim(Fake(claim(), claim(id="claim/cd34")), "claim/cd34"))
    assert f'refers to "Nobody": deploy, "{QUOTE}" (claim/ab12)' in shown
    assert "refers to" not in show_claim(Fake(), "claim/ab12")


def test_words_that_point_back_to_several_claims_stand_once_with_all_of_them():
    held = claim(), claim(id="claim/cd34"), claim(id="claim/ef56", activity=None)
    shown = flat(show_claim(Fake(*held), "claim/cd34"))
    assert f'refers to "Nobody", 2 claims: deploy, "{QUOTE}" (claim/ab12) MOBILIZE, "{QUOTE}" (claim/ef56)' in shown
    assert shown.count('"Nobody"') == 1


def test_words_that_stand_twice_in_the_sentence_are_marked_by_offset():
    marked = claim(evidence=Evidence(9, 11, "no", "No means no no, he said."))
    fake = Fake(marked)
    fake.printed = replace(fake.printed, text="No means no no, he said.")
    assert "No means >>no<< no, he said." in show_claim(fake, "claim/ab12")
    fake.held = (replace(marked, evidence=Evidence(12, 14, "no", "No means no no, he said.")),)
    assert "No means no >>no<<, he said." in show_claim(fake, "claim/ab12")


def test_words_across_sentences_are_shown_alone():
    whole = claim(evidence=Evidence(0, 14, "Nobody knows x", "another sentence"))
    assert ">>Nobody knows x<<" in show_claim(Fake(whole), "claim/ab12")


@pytest.mark.parametrize(
    "words",
    [
        "TroopClaim deploy · MOBILIZE (material conflict)",
        "https://w3id.org/kgraph/data/claim/ab12",
        "source South Korea > National Intelligence Service",
        'South Korea (State), "Seoul", cue "says"',
        'force North Korea (State), "the North"',
        'location the east (Place), "the east"',
        "polarity - (it is not so: negated or denied)",
        "certainty possible",
        "phase completed",
        'number at least 3,000 troops (approximate), "3,000"',
        "casualties 100 to 999 killed",
        'time 2024-10-01 to 2024-10-31 (month), "this month"',
        "article Troops go east, The Example, 2024-10-18",
        "news/a.txt, characters",
        "rule troops.send",
        "confidence 0.75",
    ],
)
def test_claim_shows_every_part(words):
    assert words in flat(show_claim(Fake(), "claim/ab12"))


def test_claim_without_source_is_the_articles_own():
    assert "source the article itself" in flat(show_claim(Fake(claim(sources=())), "claim/ab12"))


def test_claim_leaves_out_what_is_not_known():
    text = show_claim(Fake(claim(quantity=None, casualties=None, time=None, phase=None)), "claim/ab12")
    assert not re.search(r"(?m)^(number|casualties|time|phase|money|mode)", text)


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        (NORTH, "State North Korea"),
        (NORTH, "also called Pyongyang"),
        (NORTH, "codes ISO 3166 PRK, COW 731, Gleditsch-Ward 731, Wikidata Q423"),
        (NORTH, "is in 1 claim claim/ab12 - TroopClaim the North had sent"),
        (SOUTH, "mentions 2 in 1 article"),
        (SOUTH, "makes 1 claim claim/ab12"),
        (SOUTH, "parts National Intelligence Service"),
        (AGENCY, "country South Korea (KOR)"),
        (AGENCY, "part of South Korea"),
        (AGENCY, "posts Jane Doe, head"),
        (HEAD, "role head of National Intelligence Service, in print since 2024-10-18"),
        (HEAD, "also is person/?doe: the only bearer of the name over all articles (0.70)"),
        ("entity/place/rio", "stays open several bear this name: A, B"),
        ("entity/place/rio", "place latitude -22.9, longitude -43.2"),
    ],
)
def test_entity_shows_every_part(entity, words):
    assert words in flat(show_entity(Fake(), entity))


def test_entity_lists_only_the_first_of_many_claims():
    many = [claim(id=f"claim/{i:04}") for i in range(25)]
    text = show_entity(Fake(*many), SOUTH)
    assert "makes 25 claims" in text
    assert "claim/0019" in text
    assert "claim/0020" not in text
    assert "and 5 more" in text


def test_what_is_not_there_is_not_found():
    with pytest.raises(NotFound):
        show_claim(Fake(), "claim/none")
    with pytest.raises(NotFound):
        show_entity(Fake(), "entity/none")


def test_escape_sequences_do_not_reach_the_terminal():
    nasty = "\x1b[2J\x9b31m\u202eevil\x07\ud800\r\nrule forged"
    hostile = claim(
        evidence=Evidence(0, len(nasty), nasty, nasty), rules=(nasty,), activity=nasty, participants=(
            Participant(nasty, Mention(0, 1, nasty, "name", "Person")),
        ),
    )  # fmt: skip
    fake = Fake(hostile, title=nasty, alias=nasty)
    for text in (show_claim(fake, "claim/ab12"), show_entity(fake, NORTH), show_entity(fake, SOUTH)):
        assert "\ufffd[2J" in text
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", text)
        assert not re.search(r"(?m)^rule forged", text)
        text.encode()
