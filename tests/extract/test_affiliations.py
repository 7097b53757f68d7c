"""What belongs to whom, pattern by pattern and guard by guard, on Docs written by hand."""

import pytest
from by_hand import Marked, doc_of

from kgraph.extract.affiliations import find_affiliations

CASES = [
    ("Ukraine/NNP _’s/POS Defence/NNP Intelligence/NNP _(/( _GUR/NNP _)/) said/VBD",
     {"Ukraine": "name State", "Defence Intelligence": "name Organization"}, [("Defence Intelligence", "Ukraine")]),
    ("South/NNP Korea/NNP _’s/POS Hanwha/NNP Aerospace/NNP signed/VBD",
     {"South Korea": "name State", "Hanwha Aerospace": "name Company"}, [("Hanwha Aerospace", "South Korea")]),
    ("the/DT South/NNP Korean/NNP foreign/JJ ministry/NN said/VBD",
     {"South Korean": "demonym State", "the South Korean foreign ministry": "nominal Ministry"},
     [("the South Korean foreign ministry", "South Korean")]),
    ("the/DT Ministry/NNP of/IN Defence/NNP of/IN Russia/NNP said/VBD",
     {"Russia": "name State", "Ministry of Defence": "name Agency"}, [("Ministry of Defence", "Russia")]),
    ("South/NNP Korea/NNP _’s/POS spy/NN agency/NN _,/, the/DT NIS/NNP ./.",
     {"South Korea": "name State", "South Korea’s spy agency": "nominal Agency", "NIS": "name Agency"},
     [("South Korea’s spy agency", "South Korea"), ("NIS", "South Korea")]),
    ("a/DT Pentagon/NNP official/NN said/VBD",
     {"Pentagon": "name Agency", "a Pentagon official": "nominal UnnamedSource"},
     [("a Pentagon official", "Pentagon")]),
    ("a/DT senior/JJ official/NN within/IN the/DT Ukrainian/JJ president/NN _’s/POS office/NN said/VBD",
     {"Ukrainian": "demonym State", "a senior official": "nominal UnnamedSource",
      "the Ukrainian president’s office": "nominal Agency"},
     [("a senior official", "the Ukrainian president’s office"), ("the Ukrainian president’s office", "Ukrainian")]),
    ("Peru/NNP said/VBD its/PRP$ army/NN was/VBD ready/JJ",
     {"Peru": "name State", "army": "nominal ArmedForce"}, [("army", "its")]),
    ("MALIFORCE/NNP _,/, the/DT AU/NNP observer/NN force/NN _,/, left/VBD",
     {"MALIFORCE": "name Organization", "AU": "name IGO"}, [("MALIFORCE", "AU")]),
    ("MALIFORCE/NNP _,/, the/DT AU/NNP _-/HYPH _led/VBN force/NN _,/, left/VBD",
     {"MALIFORCE": "name Organization", "AU": "name IGO"}, [("MALIFORCE", "AU")]),
    ("the/DT Falcons/NNPS _,/, the/DT armed/JJ wing/NN of/IN Unity/NNP _,/, left/VBD",
     {"Falcons": "name ArmedGroup", "Unity": "name Organization"}, [("Falcons", "Unity")]),
    ("the/DT Falcons/NNPS _,/, which/WDT is/VBZ controlled/VBN by/IN Mali/NNP _,/, left/VBD",
     {"Falcons": "name ArmedGroup", "Mali": "name State"}, [("Falcons", "Mali")]),
    ("the/DT defence/NN ministry/NN in/IN Lima/NNP said/VBD",
     {"the defence ministry": "nominal Ministry", "Lima": "name Place"}, [("the defence ministry", "Lima")]),
    ("officials/NNS from/IN Seoul/NNP said/VBD",
     {"officials": "nominal UnnamedSource", "Seoul": "name State"}, [("officials", "Seoul")]),
]  # fmt: skip

GUARDED = [
    ("Sandstorm/NNP _,/, the/DT Saudi/JJ _-/HYPH _led/VBN force/NN _,/, left/VBD",
     {"Sandstorm": "name Organization", "Saudi": "demonym State"}),
    ("the/DT Falcons/NNPS _,/, which/WDT is/VBZ opposed/VBN by/IN Mali/NNP _,/, left/VBD",
     {"Falcons": "name ArmedGroup", "Mali": "name State"}),
    ("the/DT embassy/NN in/IN Lima/NNP closed/VBD", {"the embassy": "nominal Agency", "Lima": "name Place"}),
    ("Peru/NNP left/VBD Chile/NNP alone/RB because/IN its/PRP$ army/NN was/VBD weak/JJ",
     {"Peru": "name State", "Chile": "name State", "army": "nominal ArmedForce"}),
    ("their/PRP$ armies/NNS left/VBD", {"their": "pronoun State", "armies": "nominal ArmedForce"}),
    ("_(/( CNS/NNP _)/) —/: The/DT AU/NNP force/NN left/VBD", {"CNS": "name Organization", "AU": "name IGO"}),
    ("former/JJ Pentagon/NNP officials/NNS said/VBD",
     {"Pentagon": "name Agency", "former Pentagon officials": "nominal UnnamedSource"}),
    ("US/NNP _-/HYPH _backed/VBN fighters/NNS said/VBD",
     {"US": "name State", "US-backed fighters": "nominal ArmedGroup"}),
    ("Israel/NNP _’s/POS enemy/NN Hezbollah/NNP said/VBD",
     {"Israel": "name State", "Hezbollah": "name ArmedGroup"}),
    ("North/NNP Korea/NNP _’s/POS United/NNP Nations/NNPS representatives/NNS said/VBD",
     {"North Korea": "name State", "United Nations": "name Organization"}),
    ("officials/NNS in/IN Seoul/NNP said/VBD",
     {"officials": "nominal UnnamedSource", "Seoul": "name State"}),
    ("Russia/NNP met/VBD the/DT ministry/NN", {"Russia": "name State", "the ministry": "nominal Ministry"}),
]  # fmt: skip


@pytest.mark.parametrize(("tagged", "marks", "expected"), CASES)
def test_belongs(tagged, marks, expected):
    doc = doc_of(tagged)
    assert [(a.member.text, a.whole.text) for a in find_affiliations(doc, Marked(doc, marks))] == expected


@pytest.mark.parametrize(("tagged", "marks"), GUARDED)
def test_does_not_belong(tagged, marks):
    doc = doc_of(tagged)
    assert [(a.member.text, a.whole.text) for a in find_affiliations(doc, Marked(doc, marks))] == []


@pytest.mark.parametrize(("tagged", "marks", "expected"), CASES)
def test_evidence_is_quoted_from_the_text(tagged, marks, expected):
    doc = doc_of(tagged)
    for a in find_affiliations(doc, Marked(doc, marks)):
        assert doc.text[a.evidence.start : a.evidence.end] == a.evidence.quote
        assert a.member.text in a.evidence.quote
        assert a.whole.text in a.evidence.quote
