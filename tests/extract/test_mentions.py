"""Where a text names or describes an actor: gazetteer, language model and known nouns, on trees written by hand."""

import pytest
from by_tree import at, tree

from kgraph.extract.mentions import Mentions


def mentions(actors, written, **ents):
    """The mentions of a tree and its text; ``PER="Li Hui"`` is what the language model named."""
    doc = tree(written, **ents)
    return Mentions(doc, actors), doc


def named(found):
    return [(m.text, m.kind, m.type) for m in found.all()]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Kenya/NNP/nsubj/1 left/VBD/ROOT/1", [("Kenya", "name", "State")]),
        ("Kenyan/JJ/amod/1 troops/NNS/nsubj/2 left/VBD/ROOT/2", [("Kenyan", "demonym", "State")]),
        ("South/NNP/compound/1 Sudan/NNP/nsubj/2 left/VBD/ROOT/2", [("South Sudan", "name", "State")]),
        ("Seoul/NNP/nsubj/1 left/VBD/ROOT/1", [("Seoul", "name", "State")]),
        ("They/PRP/nsubj/1 left/VBD/ROOT/1", [("They", "pronoun", "Person")]),
        ("Nobody/NN/nsubj/1 left/VBD/ROOT/1", []),
        ("the/DT/det/1 turkey/NN/nsubj/2 left/VBD/ROOT/2", []),
    ],
)
def test_what_the_gazetteer_and_pronouns_give(actors, written, expected):
    found, _ = mentions(actors, written, **({"LOC": "Seoul"} if "Seoul" in written else {}))
    assert named(found) == expected


def test_a_capital_where_things_happen_is_a_place(actors):
    found, doc = mentions(actors, "He/PRP/nsubj/1 spoke/VBD/ROOT/1 in/IN/case/3 Seoul/NNP/obl/1", LOC="Seoul")
    assert found.name_at(at(doc, "Seoul")).type == "Place"


def test_a_sea_names_no_state(actors):
    found, _ = mentions(
        actors,
        "He/PRP/nsubj/1 sailed/VBD/ROOT/1 the/DT/det/5 South/NNP/compound/5 China/NNP/compound/5 Sea/NNP/obj/1",
        LOC="South China Sea",
    )
    assert all(m.type != "State" for m in found.all())


def test_a_person_who_is_called_like_a_state(actors):
    found, doc = mentions(actors, "Jordan/NNP/nsubj/2 Ellis/NNP/flat/0 left/VBD/ROOT/2", PER="Jordan Ellis")
    assert named(found) == [("Jordan Ellis", "name", "Person")]
    assert found.of(at(doc, "Jordan")).type == "Person"


def test_ranks_and_possessives_are_no_part_of_a_name(actors):
    found, _ = mentions(
        actors,
        "General/NNP/nmod:desc/1 Osei/NNP/nmod:poss/3 's/POS/case/1 men/NNS/nsubj/4 left/VBD/ROOT/4",
        PER="General Osei",
    )
    assert named(found) == [("Osei", "name", "Person")]


def test_descriptions_have_the_kind_of_their_noun(actors):
    found, doc = mentions(actors, "The/DT/det/2 spy/NN/compound/2 agency/NN/nsubj/3 left/VBD/ROOT/3")
    assert (found.of(at(doc, "agency")).text, found.of(at(doc, "agency")).type) == (
        "The spy agency",
        "IntelligenceService",
    )
    found, doc = mentions(actors, "The/DT/det/1 table/NN/nsubj/2 fell/VBD/ROOT/2")
    assert found.of(at(doc, "table")) is None
    assert found.describe(at(doc, "table"), default="UnnamedSource").text == "The table"


@pytest.mark.parametrize(
    ("written", "head", "owner"),
    [
        ("Kenya/NNP/nmod:poss/2 's/POS/case/0 army/NN/nsubj/3 left/VBD/ROOT/3", "army", "Kenya"),
        ("Kenyan/JJ/amod/1 troops/NNS/nsubj/2 left/VBD/ROOT/2", "troops", "Kenyan"),
        ("troops/NNS/nsubj/3 from/IN/case/2 Kenya/NNP/nmod/0 left/VBD/ROOT/3", "troops", "Kenya"),
        ("troops/NNS/nsubj/3 in/IN/case/2 Kenya/NNP/nmod/0 left/VBD/ROOT/3", "troops", None),
        ("The/DT/det/1 troops/NNS/nsubj/2 left/VBD/ROOT/2", "troops", None),
    ],
)
def test_whose_it_is(actors, written, head, owner):
    found, doc = mentions(actors, written)
    mention = found.owner(at(doc, head))
    assert (mention and mention.text) == owner


@pytest.mark.parametrize(
    ("written", "head", "phrase"),
    [
        ("two/CD/nummod/2 old/JJ/amod/2 tanks/NNS/nsubj/3 left/VBD/ROOT/3", "tanks", "two old tanks"),
        ("a/DT/det/1 unit/NN/nsubj/4 of/IN/case/3 men/NNS/nmod/1 left/VBD/ROOT/4", "unit", "a unit of men"),
        ("men/NNS/nsubj/3 from/IN/case/2 Kenya/NNP/nmod/0 left/VBD/ROOT/3", "men", "men"),
        ("men/NNS/nsubj/2 who/WDT/nsubj/2 left/VBD/acl:relcl/0", "men", "men"),
    ],
)
def test_the_words_of_a_noun_phrase(actors, written, head, phrase):
    found, doc = mentions(actors, written)
    assert found.phrase(at(doc, head)).text == phrase


def test_mentions_are_in_order_and_each_once(actors):
    found, doc = mentions(
        actors,
        "Kenya/NNP/nsubj/3 and/CC/cc/2 Peru/NNP/conj/0 told/VBD/ROOT/3 Kenya/NNP/nmod:poss/6 's/POS/case/4 army/NN/iobj/3",
    )
    assert [m.text for m in found.all() if m.kind == "name"] == ["Kenya", "Peru", "Kenya"]
    assert [m.text for m in found.within(doc[0:3])] == ["Kenya", "Peru"]
    assert all(doc.text[m.start : m.end] == m.text for m in found.all())
