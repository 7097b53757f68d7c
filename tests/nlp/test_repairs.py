"""Each repair mends the wrong tree that it is for and leaves the right one alone, on trees written by hand."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from kgraph.nlp.repairs import repairs

VOCAB = spacy.blank("en").vocab
POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "PRP": "PRON", "WDT": "PRON", "VB": "VERB", "VBD": "VERB", "VBZ": "VERB",
    "VBN": "VERB", "VBG": "VERB", "VBP": "VERB", "MD": "AUX", "IN": "ADP", "TO": "PART", "DT": "DET", "CC": "CCONJ",
    "JJ": "ADJ", "HYPH": "PUNCT", "RB": "ADV", ",": "PUNCT", ".": "PUNCT", "CD": "NUM",
}  # fmt: skip


def tree(written):
    """A Doc of "word/TAG/dep/head ...", heads by number from 0; a word that is its own head is the root."""
    parts = [piece.rsplit("/", 3) for piece in written.split()]
    words, tags, deps, heads = zip(*parts, strict=True)
    lemmas = [{"said": "say", "told": "tell", "had": "have", "has": "have"}.get(w.lower(), w.lower()) for w in words]
    pos = ["AUX" if d.startswith("aux") else POS[t] for t, d in zip(tags, deps, strict=True)]
    return Doc(VOCAB, words=words, tags=tags, pos=pos, deps=deps, heads=[int(h) for h in heads], lemmas=lemmas)


def arcs(doc):
    return [f"{t.text}/{t.dep_}/{t.head.i}" for t in doc]


# The tree as the parser wrote it, and the arcs that the repair must change it to.
MENDED = {
    "mark_not_case": (
        "Seoul/NNP/nsubj/1 waited/VBD/ROOT/1 as/IN/case/3 Kim/NNP/nsubj/4 spoke/VBD/advcl/1 ././punct/1",
        {2: "as/mark/4"},
    ),
    "before_conjunction": (
        "Peru/NNP/nsubj/1 sent/VBD/ROOT/1 troops/NNS/obj/1 yesterday/RB/advmod/6 ,/,/punct/6 and/CC/cc/6 urged/VBD/conj/1"
        " calm/NN/obj/6",
        {3: "yesterday/advmod/1"},
    ),
    "governor_subject": (
        "Lima/NNP/nsubj/5 has/VBZ/aux/2 suggested/VBN/ROOT/2 it/PRP/nsubj/5 could/MD/aux/5 leave/VB/ccomp/2 ././punct/2",
        {0: "Lima/nsubj/2"},
    ),
    "finite_conjunct": (
        "Oslo/NNP/nsubj/1 urged/VBD/ROOT/1 Riga/NNP/obj/1 to/TO/mark/4 stop/VB/xcomp/1 and/CC/cc/6 voiced/VBD/conj/4"
        " concern/NN/obj/6 ././punct/1",
        {6: "voiced/conj/1"},
    ),
    "no_agent": (
        "Troops/NNS/nsubj:pass/2 were/VBD/aux:pass/2 sent/VBN/ROOT/2 alongside/IN/case/4 marines/NNS/obl:agent/2 ././punct/2",
        {4: "marines/obl/2"},
    ),
    "raised_subject": (
        "Norway/NNP/nsubj/2 is/VBZ/cop/2 unlikely/JJ/ROOT/2 to/TO/mark/4 leave/VB/csubj/2 ././punct/2",
        {4: "leave/xcomp/2"},
    ),
    "hyphenated_name": (
        "Kenya/NNP/nsubj/1 left/VBD/ROOT/1 Port/NNP/compound/6 -/HYPH/punct/4 au/IN/case/6 -/HYPH/punct/4 Prince/NNP/obj/1"
        " ././punct/1",
        {4: "au/flat/6"},
    ),
    "inserted_cue, without a subject": (
        "Mali/NNP/nsubj/5 ,/,/punct/2 Lima/NNP/appos/0 believes/VBZ/ROOT/3 ,/,/punct/5 won/VBD/ccomp/3 ././punct/3",
        {2: "Lima/nsubj/3"},
    ),
    "mislabelled_subject": (
        "Armenia/NNP/appos/2 have/VBP/aux/2 agreed/VBN/ROOT/2 ././punct/2",
        {0: "Armenia/nsubj/2"},
    ),
    "mislabelled_subject, passive": (
        "Arms/NNS/nmod/2 were/VBD/aux:pass/2 sent/VBN/ROOT/2 ././punct/2",
        {0: "Arms/nsubj:pass/2"},
    ),
    "second_subject": (
        "Macron/NNP/nsubj/1 urged/VBD/ROOT/1 Putin/NNP/nsubj/1 to/TO/mark/4 stop/VB/xcomp/1 ././punct/1",
        {2: "Putin/obj/1"},
    ),
    "lost_subject, parenthetical": (
        "Marines/NNS/nsubj/2 have/VBP/aux/2 gone/VBN/parataxis/5 ,/,/punct/2 officials/NNS/nsubj/2 said/VBD/ROOT/5 ././punct/5",
        {4: "officials/nsubj/5"},
    ),
    "lost_subject": (
        "Oslo/NNP/nsubj/1 waited/VBD/ROOT/1 after/IN/case/3 Lima/NNP/obl/1 spoke/VBD/advcl/1 ././punct/1",
        {2: "after/mark/4", 3: "Lima/nsubj/4"},
    ),
    "nearer_clause": (
        "Peru/NNP/nsubj/1 wants/VBZ/ROOT/1 to/TO/mark/3 say/VB/xcomp/1 Chile/NNP/nsubj/5 left/VBD/ccomp/1 ././punct/1",
        {5: "left/ccomp/3"},
    ),
    "coordinated_cue": (
        "Oslo/NNP/nsubj/1 said/VBD/ROOT/1 Riga/NNP/nsubj/4 was/VBD/aux/4 planning/VBG/ccomp/1 ,/,/punct/7 and/CC/cc/7"
        " urged/VBD/conj/4 calm/NN/obj/7",
        {7: "urged/conj/1"},
    ),
    "contact_clause": (
        "Oslo/NNP/nsubj/1 signed/VBD/ROOT/1 the/DT/det/3 pact/NN/obj/1 it/PRP/nsubj/5 struck/VBD/parataxis/1 ././punct/1",
        {5: "struck/acl:relcl/3"},
    ),
    "said_clause": (
        "An/DT/det/1 official/NN/nsubj/2 denied/VBD/ROOT/2 that/IN/mark/6 Beirut/NNP/nsubj/6 had/VBD/aux/6"
        " agreed/VBN/acl/1 ././punct/2",
        {6: "agreed/ccomp/2"},
    ),
}

RIGHT = {
    "a verb that begins its text": (
        "Wins/VBZ/ROOT/0 votes/NNS/obj/0 ././punct/0 Troops/NNS/nsubj/4 left/VBD/ROOT/4 Mali/NNP/obj/4"
    ),
    "a verb that begins its sentence": (
        "Troops/NNS/nsubj/1 left/VBD/ROOT/1 Mali/NNP/obj/1 Wins/VBZ/ROOT/3 votes/NNS/obj/3 ././punct/3"
    ),
    "a conjunction on its verb": (
        "Seoul/NNP/nsubj/1 waited/VBD/ROOT/1 as/IN/mark/4 Kim/NNP/nsubj/4 spoke/VBD/advcl/1 ././punct/1"
    ),
    "a preposition on its noun": "Chad/NNP/nsubj/1 left/VBD/ROOT/1 after/IN/case/3 lunch/NN/obl/1 ././punct/1",
    "an adverb behind the conjunction": (
        "Peru/NNP/nsubj/1 sent/VBD/ROOT/1 troops/NNS/obj/1 and/CC/cc/5 later/RB/advmod/5 urged/VBD/conj/1 calm/NN/obj/5"
    ),
    "a verb with its subject": "Armenia/NNP/nsubj/2 have/VBP/aux/2 agreed/VBN/ROOT/2 ././punct/2",
    "a phrase before the subject": ("In/IN/case/1 May/NNP/obl/3 Chad/NNP/nsubj/3 left/VBD/ROOT/3 ././punct/3"),
    "a coordinated verb without a subject": (
        "Chad/NNP/nsubj/1 left/VBD/ROOT/1 Mali/NNP/obj/1 and/CC/cc/4 closed/VBD/conj/1 bases/NNS/obj/4"
    ),
    "a clause on the verb before it": (
        "Peru/NNP/nsubj/1 said/VBD/ROOT/1 Chile/NNP/nsubj/3 left/VBD/ccomp/1 ././punct/1"
    ),
    "verbs coordinated in the reported clause": (
        "Oslo/NNP/nsubj/1 said/VBD/ROOT/1 Riga/NNP/nsubj/3 left/VBD/ccomp/1 and/CC/cc/5 closed/VBD/conj/3 camps/NNS/obj/5"
    ),
    "a cue behind its clause": (
        "The/DT/det/1 troops/NNS/nsubj/2 left/VBD/ROOT/2 ,/,/punct/5 it/PRP/nsubj/5 said/VBD/parataxis/2 ././punct/2"
    ),
    "a noun's own clause": (
        "A/DT/det/1 report/NN/nsubj/2 emerged/VBD/ROOT/2 that/IN/mark/5 Chad/NNP/nsubj/5 left/VBD/acl/1 ././punct/2"
    ),
    "a relative clause on the subject": (
        "The/DT/det/1 army/NN/nsubj/4 that/WDT/nsubj/3 left/VBD/acl:relcl/1 returned/VBD/ROOT/4 ././punct/4"
    ),
}


@pytest.mark.parametrize("name", MENDED)
def test_a_wrong_tree_is_mended(name):
    written, changed = MENDED[name]
    doc = tree(written)
    expected = [changed.get(i, arc) for i, arc in enumerate(arcs(doc))]
    assert arcs(repairs(doc)) == expected


@pytest.mark.parametrize("name", [*MENDED])
def test_a_mended_tree_stays(name):
    once = repairs(tree(MENDED[name][0]))
    before = arcs(once)
    assert arcs(repairs(once)) == before


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_tree_is_left_alone(name):
    doc = tree(RIGHT[name])
    before = arcs(doc)
    assert arcs(repairs(doc)) == before


LABELS = st.sampled_from(
    "nsubj obj obl nmod appos conj cc case mark advmod advcl ccomp acl acl:relcl parataxis aux aux:pass compound".split()
)
WORD = st.sampled_from(
    "as/IN that/IN and/CC ,/, Kim/NNP it/PRP which/WDT army/NN reports/NNS said/VBD says/VBZ sent/VBN left/VBD has/VBZ".split()
)


@st.composite
def random_trees(draw):
    n = draw(st.integers(1, 10))
    order = draw(st.permutations(range(n)))
    heads = {order[0]: order[0]}
    for k in range(1, n):
        heads[order[k]] = order[draw(st.integers(0, k - 1))]
    words = [draw(WORD) for _ in range(n)]
    deps = [draw(LABELS) if heads[i] != i else "ROOT" for i in range(n)]
    return " ".join(f"{w}/{d}/{heads[i]}" for i, (w, d) in enumerate(zip(words, deps, strict=True)))


@given(random_trees())
def test_any_tree_stays_a_tree(written):
    doc = tree(written)
    roots = [t.i for t in doc if t.head == t]
    repairs(doc)
    assert [t.i for t in doc if t.head == t] == roots
    for token in doc:
        steps = 0
        while token.head != token:
            token = token.head
            steps += 1
            assert steps <= len(doc), "a cycle"
