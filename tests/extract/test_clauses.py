"""Who does what to whom in a clause: voice, coordination, control, relative clauses, gerunds and infinitives."""

import pytest
from by_tree import at, texts, tree

from kgraph.extract.clauses import (
    agents,
    antecedent,
    case_of,
    clause_root,
    conjuncts,
    is_passive,
    obliques,
    patients,
)

# a tree, a verb of it, who does it, to whom
CLAUSES = [
    # active and passive
    ("Peru/NNP/nsubj/4 and/CC/cc/2 Chile/NNP/conj/0 have/VBP/aux/4 sent/VBN/ROOT/4 troops/NNS/obj/4 ././punct/4",
     "sent", ["Peru", "Chile"], ["troops"]),
    ("Troops/NNS/nsubj:pass/2 were/VBD/aux:pass/2 sent/VBN/ROOT/2 by/IN/case/4 Peru/NNP/obl:agent/2 ././punct/2",
     "sent", ["Peru"], ["Troops"]),
    ("Troops/NNS/nsubj:pass/2 were/VBD/aux:pass/2 sent/VBN/ROOT/2 ././punct/2", "sent", [], ["Troops"]),
    # infinitives: by the subject of a promise, by the object of an order
    ("Peru/NNP/nsubj/1 promised/VBD/ROOT/1 to/TO/mark/3 send/VB/xcomp/1 troops/NNS/obj/3", "send", ["Peru"], ["troops"]),
    ("Peru/NNP/nsubj/1 urged/VBD/ROOT/1 Chile/NNP/obj/1 to/TO/mark/4 send/VB/xcomp/1 troops/NNS/obj/4",
     "send", ["Chile"], ["troops"]),
    ("The/DT/det/1 deal/NN/nsubj/2 gives/VBZ/ROOT/2 Israel/NNP/iobj/2 time/NN/obj/2 to/TO/mark/6 withdraw/VB/acl/4",
     "withdraw", ["Israel"], []),
    # gerunds after a charge, after a denial
    ("Kenya/NNP/nsubj/1 accused/VBD/ROOT/1 Uganda/NNP/obj/1 of/IN/mark/4 arming/VBG/advcl/1 rebels/NNS/obj/4",
     "arming", ["Uganda"], ["rebels"]),
    ("Mali/NNP/nsubj/1 denied/VBD/ROOT/1 sending/VBG/xcomp/1 troops/NNS/obj/2", "sending", ["Mali"], ["troops"]),
    # coordinated verbs share their subject, and an object behind the last
    ("Peru/NNP/nsubj/1 sent/VBD/ROOT/1 troops/NNS/obj/1 and/CC/cc/4 closed/VBD/conj/1 camps/NNS/obj/4",
     "closed", ["Peru"], ["camps"]),
    ("Peru/NNP/nsubj/1 built/VBD/ROOT/1 and/CC/cc/3 shipped/VBD/conj/1 rockets/NNS/obj/1",
     "built", ["Peru"], ["rockets"]),
    # relative clauses
    ("The/DT/det/1 army/NN/nsubj/7 ,/,/punct/4 which/WDT/nsubj/4 left/VBD/acl:relcl/1 Mali/NNP/obj/4 ,/,/punct/1"
     " regrouped/VBD/ROOT/7", "left", ["army"], ["Mali"]),
    ("The/DT/det/1 arms/NNS/nsubj/4 Moscow/NNP/nsubj/3 sent/VBD/acl:relcl/1 arrived/VBD/ROOT/4",
     "sent", ["Moscow"], ["arms"]),
    # a participle on a noun
    ("Troops/NNS/nsubj/4 based/VBN/acl/0 in/IN/case/3 Mali/NNP/obl/1 left/VBD/ROOT/4", "based", [], ["Troops"]),
]  # fmt: skip


@pytest.mark.parametrize(("written", "verb", "doers", "_"), CLAUSES)
def test_who_does_it(written, verb, doers, _):
    assert texts(agents(at(tree(written), verb))) == doers


@pytest.mark.parametrize(("written", "verb", "_", "objects"), CLAUSES)
def test_to_whom_it_is_done(written, verb, _, objects):
    assert texts(patients(at(tree(written), verb))) == objects


def test_voice():
    passive = tree("Troops/NNS/nsubj:pass/2 were/VBD/aux:pass/2 sent/VBN/ROOT/2")
    perfect = tree("Chad/NNP/nsubj:pass/2 has/VBZ/aux/2 left/VBN/ROOT/2")
    participle = tree("troops/NNS/ROOT/0 sent/VBN/acl/0 north/RB/advmod/1")
    assert is_passive(at(passive, "sent"))
    assert not is_passive(at(perfect, "left")), "a perfect, whatever label its subject got"
    assert is_passive(at(participle, "sent"))


def test_coordinated_nouns_share_their_preposition():
    doc = tree("Peru/NNP/nsubj/1 left/VBD/ROOT/1 for/IN/case/3 Chile/NNP/obl/1 and/CC/cc/5 Cuba/NNP/conj/3")
    assert texts(conjuncts(at(doc, "Chile"))) == ["Chile", "Cuba"]
    assert case_of(at(doc, "Cuba")) == "for"
    assert [(case, t.text) for case, t in obliques(at(doc, "left"))] == [("for", "Chile"), ("for", "Cuba")]


def test_a_preposition_of_several_words():
    doc = tree("Peru/NNP/nsubj/1 stayed/VBD/ROOT/1 close/RB/case/4 to/IN/fixed/2 Chile/NNP/obl/1")
    assert case_of(at(doc, "Chile")) == "close to"


def test_phrases_inside_the_object_count():
    doc = tree("Peru/NNP/nsubj/1 sent/VBD/ROOT/1 troops/NNS/obj/1 to/IN/case/4 Haiti/NNP/nmod/2")
    assert [(case, t.text) for case, t in obliques(at(doc, "sent"))] == [("to", "Haiti")]


def test_the_clause_that_a_word_stands_in():
    doc = tree("Seoul/NNP/nsubj/1 said/VBD/ROOT/1 that/IN/mark/4 troops/NNS/nsubj/4 left/VBD/ccomp/1 Mali/NNP/obj/4")
    assert clause_root(at(doc, "Mali")).text == "left"


def test_what_a_relative_pronoun_stands_for():
    doc = tree("army/NN/ROOT/0 which/WDT/nsubj/2 left/VBD/acl:relcl/0")
    assert antecedent(at(doc, "which")).text == "army"
    assert antecedent(at(doc, "army")).text == "army"
