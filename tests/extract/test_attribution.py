"""Sources, cues and contents, rule by rule, on trees written by hand."""

import pytest
from by_tree import at, texts, tree

from kgraph.extract.attribution import find_attributions

# a tree; its attributions as (rule, sources, cue, content, denied)
CASES = [
    ("Seoul/NNP/nsubj/1 said/VBD/ROOT/1 that/IN/mark/5 troops/NNS/nsubj/5 had/VBD/aux/5 left/VBN/ccomp/1 ././punct/1",
     [("reported_clause", ["Seoul"], "said", "that troops had left", False)]),
    ("Seoul/NNP/nsubj/3 had/VBD/aux/3 not/RB/advmod/3 said/VBN/ROOT/3 troops/NNS/nsubj/5 left/VBD/ccomp/3 ././punct/3",
     [("reported_clause", ["Seoul"], "had not said", "troops left", False)]),
    ("Troops/NNS/nsubj/2 had/VBD/aux/2 left/VBN/ROOT/2 ,/,/punct/5 Seoul/NNP/nsubj/5 said/VBD/parataxis/2 ././punct/2",
     [("parenthetical", ["Seoul"], "said", "Troops had left", False)]),
    ("Peru/NNP/nsubj/1 denied/VBD/ROOT/1 that/IN/mark/5 troops/NNS/nsubj/5 had/VBD/aux/5 left/VBN/ccomp/1 ././punct/1",
     [("reported_clause", ["Peru"], "denied", "that troops had left", True)]),
    ("Chad/NNP/nsubj:pass/2 is/VBZ/aux:pass/2 believed/VBN/ROOT/2 to/TO/mark/5 have/VB/aux/5 sent/VBN/xcomp/2"
     " troops/NNS/obj/5 ././punct/2",
     [("raising", [], "is believed", "to have sent troops", False)]),
    ("Mali/NNP/nsubj/1 denied/VBD/ROOT/1 sending/VBG/xcomp/1 troops/NNS/obj/2 ././punct/1",
     [("gerund", ["Mali"], "denied", "sending troops", True)]),
    ("Kenya/NNP/nsubj/1 accused/VBD/ROOT/1 Uganda/NNP/obj/1 of/IN/mark/4 arming/VBG/advcl/1 rebels/NNS/obj/4 ././punct/1",
     [("accusation", ["Kenya"], "accused", "of arming rebels", False)]),
    ("Peru/NNP/nsubj/1 rejected/VBD/ROOT/1 the/DT/det/3 claim/NN/obj/1 that/IN/mark/7 troops/NNS/nsubj/7 had/VBD/aux/7"
     " left/VBN/acl/3 ././punct/1",
     [("noun_clause", ["Peru"], "the claim", "that troops had left", True)]),
    ("Troops/NNS/nsubj/1 left/VBD/ROOT/1 ,/,/punct/6 according/VBG/case/6 to/IN/fixed/3 the/DT/det/6 army/NN/obl/1 ././punct/1",
     [("according_to", ["army"], "according to", "Troops left", False)]),
    ("Peru/NNP/nsubj/1 explained/VBD/ROOT/1 how/WRB/obj/1 troops/NNS/nsubj/4 left/VBD/advcl:relcl/2 ././punct/1",
     [("reported_clause", ["Peru"], "explained", "how troops left", False)]),
    ("Peru/NNP/nsubj/2 is/VBZ/cop/2 sure/JJ/ROOT/2 that/IN/mark/5 troops/NNS/nsubj/5 left/VBD/ccomp/2 ././punct/2",
     [("attitude", ["Peru"], "is sure", "that troops left", False)]),
    ("Peru/NNP/nsubj/1 made/VBD/ROOT/1 clear/JJ/xcomp/1 that/IN/mark/5 troops/NNS/nsubj/5 left/VBD/ccomp/2 ././punct/1",
     [("attitude", ["Peru"], "made clear", "that troops left", False)]),
    ("As/IN/mark/2 Peru/NNP/nsubj/2 put/VBD/advcl/6 it/PRP/obj/2 ,/,/punct/2 troops/NNS/nsubj/6 left/VBD/ROOT/6 ././punct/6",
     [("parenthetical", ["Peru"], "put", "troops left", False)]),
    ("In/IN/case/2 Peru/NNP/nmod:poss/2 view/NN/obl/5 ,/,/punct/2 troops/NNS/nsubj/5 left/VBD/ROOT/5 ././punct/5",
     [("in_words_of", ["Peru"], "In view", "troops left", False)]),
    ("Peru/NNP/nmod:poss/1 position/NN/nsubj:outer/5 is/VBZ/cop/5 that/IN/mark/5 troops/NNS/nsubj/5 left/VBD/ROOT/5 ././punct/5",
     [("noun_is_clause", ["Peru"], "position is", "that troops left", False)]),
    ("Minister/NN/vocative/4 :/:/punct/0 troops/NNS/nsubj/4 have/VBP/aux/4 left/VBN/ROOT/4 ././punct/4",
     [("speaker_label", ["Minister"], ":", "troops have left", False)]),
]  # fmt: skip

# a tree; what somebody intends in it, as (source, cue, content)
INTENTIONS = [
    ("Peru/NNP/nsubj/1 promised/VBD/ROOT/1 to/TO/mark/3 leave/VB/xcomp/1 Mali/NNP/obj/3", ("Peru", "promised", "to leave Mali")),
    ("Peru/NNP/nsubj/1 urged/VBD/ROOT/1 Mali/NNP/obj/1 to/TO/mark/4 leave/VB/xcomp/1", ("Peru", "urged", "Mali to leave")),
    ("Peru/NNP/nsubj/1 called/VBD/ROOT/1 for/IN/case/3 talks/NNS/obl/1", ("Peru", "called", "for talks")),
    ("Peru/NNP/nsubj/2 is/VBZ/cop/2 ready/JJ/ROOT/2 to/TO/mark/4 leave/VB/xcomp/2", ("Peru", "is ready", "to leave")),
    ("Peru/NNP/nmod:poss/1 promise/NN/nsubj/4 to/TO/mark/3 leave/VB/acl/1 failed/VBD/ROOT/4", ("Peru", "promise", "to leave")),
]  # fmt: skip

NONE = [
    "Peru/NNP/nsubj/1 left/VBD/ROOT/1 ././punct/1",
    "Peru/NNP/nsubj/1 tried/VBD/ROOT/1 to/TO/mark/3 leave/VB/xcomp/1",
    "Peru/NNP/nsubj/1 saw/VBD/ROOT/1 ships/NNS/nsubj/3 leave/VB/ccomp/1",
    "Peru/NNP/nsubj:pass/2 was/VBD/aux:pass/2 told/VBN/ROOT/2 to/TO/mark/4 leave/VB/xcomp/2",
    "Troops/NNS/nsubj/1 moved/VBD/ROOT/1 according/VBG/case/4 to/IN/fixed/2 plan/NN/obl/1 ././punct/1",
    "Considering/VBG/advcl/5 that/IN/mark/3 ships/NNS/nsubj/3 left/VBD/ccomp/0 Peru/NNP/nsubj/5 waited/VBD/ROOT/5",
    "LIMA/NNP/vocative/4 :/:/punct/0 troops/NNS/nsubj/4 have/VBP/aux/4 left/VBN/ROOT/4 ././punct/4",
    "Peru/NNP/nsubj/1 said/VBD/ROOT/1 nothing/NN/obj/1",
    "The/DT/det/1 claim/NN/nsubj/2 failed/VBD/ROOT/2",
    "Mali/NNP/nsubj/1 stopped/VBD/ROOT/1 sending/VBG/xcomp/1 troops/NNS/obj/2",
]


def told(doc, attribution):
    content = " … ".join(doc[a:b].text.strip(" .,") for a, b in attribution.content)
    cue = " ".join(texts(attribution.cue))
    return attribution.rule, texts(attribution.sources), cue, content, attribution.denied


@pytest.mark.parametrize(("written", "expected"), CASES)
def test_attributions(written, expected):
    doc = tree(written)
    assert [told(doc, a) for a in find_attributions(doc, []).all] == expected


@pytest.mark.parametrize("written", NONE)
def test_no_attribution(written):
    doc = tree(written)
    assert find_attributions(doc, []).all == []


@pytest.mark.parametrize(("written", "expected"), INTENTIONS)
def test_what_is_intended_has_a_source_but_is_in_no_chain(written, expected):
    doc = tree(written)
    found = find_attributions(doc, [])
    assert [(*texts(a.sources), told(doc, a)[2], told(doc, a)[3]) for a in found.all] == [expected]
    assert [a.intended for a in found.all] == [True]
    assert all(found.chain(token) == [] for token in doc)


def test_a_source_behind_the_sentence_tells_all_of_it():
    doc = tree(
        "Oslo/NNP/nsubj/1 said/VBD/ROOT/1 that/IN/mark/4 troops/NNS/nsubj/4 left/VBD/ccomp/1 ,/,/punct/8"
        " according/VBG/case/8 to/IN/fixed/6 Reuters/NNP/obl/4 ././punct/1"
    )
    found = find_attributions(doc, [])
    assert [texts(a.sources) for a in found.chain(at(doc, "left"))] == [["Reuters"], ["Oslo"]]
    assert [texts(a.sources) for a in found.chain(at(doc, "said"))] == [["Reuters"]]


def test_a_source_before_the_clause_tells_only_that():
    doc = tree(
        "Oslo/NNP/nsubj/1 said/VBD/ROOT/1 that/IN/mark/8 ,/,/punct/6 according/VBG/case/6 to/IN/fixed/4 Reuters/NNP/obl/8"
        " ,/,/punct/6 left/VBD/ccomp/1 troops/NNS/nsubj/8 ././punct/1"
    )
    found = find_attributions(doc, [])
    assert [texts(a.sources) for a in found.chain(at(doc, "troops"))] == [["Oslo"], ["Reuters"]]


def test_a_quotation_beside_a_denial_is_not_itself_denied():
    doc = tree(
        "Lima/NNP/nsubj/1 denied/VBD/ROOT/1 reports/NNS/obj/1 :/:/punct/6 “/``/punct/6 We/PRP/nsubj/6 left/VBD/ccomp/1"
        " Mali/NNP/obj/6 ././punct/6 ”/''/punct/6"
    )
    assert [(a.kind, a.denied) for a in find_attributions(doc, [doc[4:10]]).all] == [("direct", False)]


NESTED = (
    "Oslo/NNP/nsubj/1 said/VBD/ROOT/1 that/IN/mark/4 Mali/NNP/nsubj/4 denied/VBD/ccomp/1 that/IN/mark/7 troops/NNS/nsubj/7"
    " left/VBD/ccomp/4 ././punct/1"
)


def test_a_chain_runs_from_the_outermost_source():
    doc = tree(NESTED)
    found = find_attributions(doc, [])
    assert [texts(a.sources) for a in found.chain(at(doc, "left"))] == [["Oslo"], ["Mali"]]
    assert [texts(a.sources) for a in found.chain(at(doc, "denied"))] == [["Oslo"]]
    assert found.chain(at(doc, "said")) == []


def test_the_attribution_of_a_cue():
    doc = tree(NESTED)
    found = find_attributions(doc, [])
    assert texts(found.of(at(doc, "denied")).sources) == ["Mali"]
    assert found.of(at(doc, "troops")) is None


def test_a_quotation_behind_its_cue():
    doc = tree(
        "Lima/NNP/nsubj/1 said/VBD/ROOT/1 :/:/punct/6 “/``/punct/6 We/PRP/nsubj/6 will/MD/aux/6 leave/VB/ccomp/1"
        " Mali/NNP/obj/6 ././punct/6 ”/''/punct/6"
    )
    found = find_attributions(doc, [doc[3:10]]).all
    assert [(a.kind, texts(a.sources), a.covers(doc[3]), a.covers(doc[9])) for a in found] == [
        ("direct", ["Lima"], True, True)
    ]


def test_a_phrase_in_quotation_marks_makes_it_mixed():
    doc = tree(
        "Lima/NNP/nsubj/1 said/VBD/ROOT/1 that/IN/mark/9 the/DT/det/4 truce/NN/nsubj/9 was/VBD/cop/9 a/DT/det/9"
        " “/``/punct/9 bad/JJ/amod/9 joke/NN/ccomp/1 ”/''/punct/9"
    )
    found = find_attributions(doc, [doc[7:11]]).all
    assert [(a.rule, a.kind) for a in found] == [("reported_clause", "mixed")]


def test_a_phrase_in_quotation_marks_alone_is_no_attribution():
    doc = tree("The/DT/det/4 “/``/punct/4 peace/NN/compound/4 ”/''/punct/4 corps/NN/nsubj/5 left/VBD/ROOT/5")
    assert find_attributions(doc, [doc[1:4]]).all == []
