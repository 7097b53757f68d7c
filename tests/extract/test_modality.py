"""Polarity, certainty and phase from the words around an event, on trees written by hand."""

import pytest
from by_tree import at, texts, tree

from kgraph.extract.attribution import find_attributions
from kgraph.extract.modality import assess

# a tree, its event, and (polarity, certainty, phase, the words that say so)
CASES = [
    ("Peru/NNP/nsubj/2 has/VBZ/aux/2 sent/VBN/ROOT/2 troops/NNS/obj/2", "sent", ("+", "certain", "completed", [])),
    ("Peru/NNP/nsubj/2 is/VBZ/aux/2 sending/VBG/ROOT/2 troops/NNS/obj/2", "sending", ("+", "certain", "ongoing", [])),
    ("Peru/NNP/nsubj/3 did/VBD/aux/3 not/RB/advmod/3 send/VB/ROOT/3 troops/NNS/obj/3",
     "send", ("-", "certain", None, ["not"])),
    ("No/DT/det/1 troops/NNS/nsubj:pass/3 were/VBD/aux:pass/3 sent/VBN/ROOT/3",
     "sent", ("-", "certain", "completed", ["troops"])),
    ("Not/RB/advmod/3 only/RB/advmod/2 Peru/NNP/nsubj/3 sent/VBD/ROOT/3 troops/NNS/obj/3",
     "sent", ("+", "certain", "completed", [])),
    # the event's own words
    ("Peru/NNP/nsubj/2 may/MD/aux/2 send/VB/ROOT/2 troops/NNS/obj/2", "send", ("+", "possible", None, ["may"])),
    ("Peru/NNP/nsubj/3 could/MD/aux/3 have/VB/aux/3 sent/VBN/ROOT/3 troops/NNS/obj/3",
     "sent", ("+", "possible", "completed", ["could"])),
    ("Peru/NNP/nsubj/2 will/MD/aux/2 send/VB/ROOT/2 troops/NNS/obj/2", "send", ("+", "certain", "planned", ["will"])),
    ("Peru/NNP/nsubj/2 reportedly/RB/advmod/2 sent/VBD/ROOT/2 troops/NNS/obj/2",
     "sent", ("+", "probable", "completed", ["reportedly"])),
    ("Peru/NNP/nsubj/2 perhaps/RB/advmod/2 sent/VBD/ROOT/2 troops/NNS/obj/2",
     "sent", ("+", "possible", "completed", ["perhaps"])),
    ("If/IN/mark/2 Peru/NNP/nsubj/2 sends/VBZ/advcl/7 troops/NNS/obj/2 ,/,/punct/2 Chile/NNP/nsubj/7 will/MD/aux/7"
     " leave/VB/ROOT/7", "sends", ("+", "possible", "ongoing", ["If"])),
    ("Has/VBZ/aux/2 Peru/NNP/nsubj/2 sent/VBD/ROOT/2 troops/NNS/obj/2 ?/./punct/2",
     "sent", ("+", "possible", "completed", ["?"])),
    # predicates over it
    ("Peru/NNP/nsubj/1 plans/VBZ/ROOT/1 to/TO/mark/3 send/VB/xcomp/1 troops/NNS/obj/3",
     "send", ("+", "certain", "planned", ["plans"])),
    ("Peru/NNP/nsubj/1 refused/VBD/ROOT/1 to/TO/mark/3 send/VB/xcomp/1 troops/NNS/obj/3",
     "send", ("-", "certain", None, ["refused"])),
    ("Peru/NNP/nsubj/2 is/VBZ/cop/2 likely/JJ/ROOT/2 to/TO/mark/4 send/VB/xcomp/2 troops/NNS/obj/4",
     "send", ("+", "probable", None, ["likely"])),
    ("Peru/NNP/nsubj/2 is/VBZ/cop/2 unlikely/JJ/ROOT/2 to/TO/mark/4 send/VB/xcomp/2 troops/NNS/obj/4",
     "send", ("-", "probable", None, ["unlikely", "unlikely"])),
    ("Peru/NNP/nsubj/3 did/VBD/aux/3 not/RB/advmod/3 refuse/VB/ROOT/3 to/TO/mark/5 send/VB/xcomp/3 troops/NNS/obj/5",
     "send", ("+", "certain", None, ["refuse", "not"])),
    ("Peru/NNP/nsubj/1 seems/VBZ/ROOT/1 to/TO/mark/4 have/VB/aux/4 sent/VBN/xcomp/1 troops/NNS/obj/4",
     "sent", ("+", "probable", "completed", ["seems"])),
    # attributions over it
    ("Oslo/NNP/nsubj/1 said/VBD/ROOT/1 that/IN/mark/4 troops/NNS/nsubj/4 left/VBD/ccomp/1",
     "left", ("+", "certain", "completed", [])),
    ("Oslo/NNP/nsubj/1 believes/VBZ/ROOT/1 that/IN/mark/4 troops/NNS/nsubj/4 left/VBD/ccomp/1",
     "left", ("+", "probable", "completed", ["believes"])),
    ("Oslo/NNP/nsubj/1 denied/VBD/ROOT/1 that/IN/mark/4 troops/NNS/nsubj/4 left/VBD/ccomp/1",
     "left", ("-", "certain", "completed", ["denied"])),
    ("Oslo/NNP/nsubj/1 denied/VBD/ROOT/1 that/IN/mark/6 troops/NNS/nsubj/6 had/VBD/aux/6 not/RB/advmod/6 left/VBN/ccomp/1",
     "left", ("+", "certain", "completed", ["not", "denied"])),
    ("Oslo/NNP/nsubj/3 did/VBD/aux/3 not/RB/advmod/3 deny/VB/ROOT/3 that/IN/mark/6 troops/NNS/nsubj/6 left/VBD/ccomp/3",
     "left", ("+", "possible", "completed", ["deny"])),
    ("Chad/NNP/nsubj:pass/2 is/VBZ/aux:pass/2 believed/VBN/ROOT/2 to/TO/mark/5 have/VB/aux/5 sent/VBN/xcomp/2"
     " troops/NNS/obj/5", "sent", ("+", "probable", "completed", ["believed"])),
]  # fmt: skip


@pytest.mark.parametrize(("written", "event", "expected"), CASES)
def test_words_around_an_event(written, event, expected):
    doc = tree(written)
    token = at(doc, event)
    found = assess(token, find_attributions(doc, []).chain(token))
    assert (found.polarity, found.certainty, found.phase) == expected[:3]
    assert texts(found.words) == expected[3]


def test_a_noun_has_no_tense_of_its_own():
    doc = tree("Peru/NNP/nsubj/1 announced/VBD/ROOT/1 the/DT/det/3 withdrawal/NN/obj/1")
    assert assess(at(doc, "withdrawal"), [], nominal=True).phase is None


def test_certainty_is_only_lowered():
    doc = tree("Peru/NNP/nsubj/3 may/MD/aux/3 reportedly/RB/advmod/3 leave/VB/ROOT/3")
    assert assess(at(doc, "leave"), []).certainty == "possible"
