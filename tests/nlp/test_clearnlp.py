"""ClearNLP trees, written by hand as spaCy's English pipelines draw them, become the Universal Dependencies of the rules."""

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from kgraph.errors import ModelError
from kgraph.nlp.clearnlp import clearnlp
from kgraph.nlp.ontonotes import ontonotes
from kgraph.nlp.pipeline import build
from kgraph.nlp.repairs import repairs
from kgraph.pipeline import Reader
from kgraph.types import Article

VOCAB = spacy.blank("en").vocab
BE = {"be", "is", "are", "was", "were", "been", "being", "'s"}
POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON", "PRP$": "PRON", "WDT": "PRON",
    "WP": "PRON", "EX": "PRON", "MD": "AUX", "IN": "ADP", "RP": "ADP", "TO": "PART", "POS": "PART", "DT": "DET",
    "PDT": "DET", "CC": "CCONJ", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV", "WRB": "ADV", "CD": "NUM",
    "$": "SYM", ",": "PUNCT", ".": "PUNCT", "``": "PUNCT", "''": "PUNCT", "UH": "INTJ",
}  # fmt: skip
LEMMAS = {
    "told": "tell", "said": "say", "sent": "send", "wants": "want", "called": "call", "saw": "see", "has": "have",
    "supplied": "supply", "missiles": "missile", "bombed": "bomb", "jets": "jet",
}  # fmt: skip


def make(written, ents=()):
    """A Doc of "word/TAG/label/head"; a head is named by its word, "to=2" is the second "to"; a root names none."""
    parts = [[*piece.split("/"), ""][:4] for piece in written.split()]
    ids = [p[0] for p in parts]
    words = [i.split("=")[0] for i in ids]
    heads = [ids.index(p[3]) if p[3] else k for k, p in enumerate(parts)]
    aux = [p[2] in ("aux", "auxpass") and p[1] != "TO" for p in parts]
    pos = ["AUX" if a or w.lower() in BE else POS.get(p[1], "VERB") for w, a, p in zip(words, aux, parts, strict=True)]
    lemmas = ["be" if w.lower() in BE else LEMMAS.get(w.lower(), w) for w in words]
    tags, deps = [p[1] for p in parts], [p[2] for p in parts]
    return Doc(
        VOCAB, words=words, tags=tags, pos=pos, deps=deps, heads=heads, lemmas=lemmas, ents=list(ents) or None
    ), ids


def arcs(doc, ids):
    return [f"{i}/{t.dep_}" + (f"/{ids[t.head.i]}" if t.head != t else "") for i, t in zip(ids, doc, strict=True)]


# What it is a case of; the ClearNLP tree; the arcs that change, as they must be (the others stay).
CASES = [
    (
        "objects",
        "Iran/NNP/nsubj/gave gave/VBD/ROOT Hezbollah/NNP/dative/gave rockets/NNS/dobj/gave ././punct/gave",
        "Hezbollah/iobj/gave rockets/obj/gave",
    ),
    (
        "a dative by preposition",
        "Ankara/NNP/nsubj/sold sold/VBD/ROOT drones/NNS/dobj/sold to/IN/dative/sold Mali/NNP/pobj/to ././punct/sold",
        "drones/obj/sold to/case/Mali Mali/obl/sold",
    ),
    (
        "phrases of verbs and of nouns",
        "Chad/NNP/nsubj/moved moved/VBD/ROOT units/NNS/dobj/moved of/IN/prep/units its/PRP$/poss/army army/NN/pobj/of"
        " to/IN/prep/moved Darfur/NNP/pobj/to ././punct/moved",
        "units/obj/moved of/case/army its/nmod:poss/army army/nmod/units to/case/Darfur Darfur/obl/moved",
    ),
    (
        "stacked prepositions",
        "Rebels/NNS/nsubj/fired fired/VBD/ROOT from/IN/prep/fired behind/IN/prep/from the/DT/det/border"
        " border/NN/pobj/behind",
        "from/case/border behind/case/border border/obl/fired",
    ),
    (
        "stacked prepositions, the inner one a complement",
        "Tutsis/NNS/nsubj/fled fled/VBD/ROOT because/IN/prep/fled of/IN/pcomp/because raids/NNS/pobj/of",
        "because/case/raids of/fixed/because raids/obl/fled",
    ),
    (
        "according to",
        "According/VBG/prep/fell to/IN/prep/According Oslo/NNP/pobj/to ,/,/punct/fell exports/NNS/nsubj/fell fell/VBD/ROOT",
        "According/case/Oslo to/fixed/According Oslo/obl/fell",
    ),
    (
        "such as",
        "It/PRP/nsubj/lost lost/VBD/ROOT arms/NNS/dobj/lost such/JJ/amod/as as/IN/prep/arms mortars/NNS/pobj/as",
        "arms/obj/lost such/case/mortars as/fixed/such mortars/nmod/arms",
    ),
    (
        "instead of",
        "Oslo/NNP/nsubj/sent sent/VBD/ROOT tents/NNS/dobj/sent instead/RB/advmod/sent of/IN/prep/instead guns/NNS/pobj/of",
        "tents/obj/sent instead/case/guns of/fixed/instead guns/obl/sent",
    ),
    (
        "due to is a preposition behind a verb",
        "Prices/NNS/nsubj/rose rose/VBD/ROOT due/RB/advmod/rose to/IN/prep/due sanctions/NNS/pobj/to",
        "due/case/sanctions to/fixed/due sanctions/obl/rose",
    ),
    (
        "due to is an adjective and its phrase behind a copula",
        "Unrest/NN/nsubj/is is/VBZ/ROOT due/JJ/acomp/is to/IN/prep/due hunger/NN/pobj/to",
        "Unrest/nsubj/due is/cop/due due/ROOT to/case/hunger hunger/obl/due",
    ),
    (
        "ahead of is an adverb and its phrase",
        "Envoys/NNS/nsubj/met met/VBD/ROOT ahead/RB/advmod/met of/IN/prep/ahead talks/NNS/pobj/of",
        "of/case/talks talks/obl/ahead",
    ),
    (
        "from one place to another",
        "Troops/NNS/nsubj/went went/VBD/ROOT from/IN/prep/went Goma/NNP/pobj/from to/IN/prep/from Bukavu/NNP/pobj/to",
        "from/case/Goma Goma/obl/went to/case/Bukavu Bukavu/obl/went",
    ),
    (
        "coordinated phrases",
        "Clashes/NNS/nsubj/began began/VBD/ROOT in/IN/prep/began Jenin/NNP/pobj/in and/CC/cc/in in=2/IN/conj/in"
        " Nablus/NNP/pobj/in=2",
        "in/case/Jenin Jenin/obl/began and/cc/Nablus in=2/case/Nablus Nablus/conj/Jenin",
    ),
    (
        "coordinated prepositions",
        "Shells/NNS/nsubj/fell fell/VBD/ROOT in/IN/prep/fell and/CC/cc/in around/IN/conj/in Sumy/NNP/pobj/around",
        "in/case/Sumy and/cc/around around/conj/in Sumy/obl/fell",
    ),
    (
        "a preposition with a clause",
        "Khartoum/NNP/nsubj/accused accused/VBD/ROOT Chad/NNP/dobj/accused of/IN/prep/accused arming/VBG/pcomp/of"
        " rebels/NNS/dobj/arming",
        "Chad/obj/accused of/mark/arming arming/advcl/accused rebels/obj/arming",
    ),
    (
        "a preposition with a clause, on a noun",
        "plans/NNS/ROOT for/IN/prep/plans sending/VBG/pcomp/for aid/NN/dobj/sending to/IN/prep/sending Gaza/NNP/pobj/to",
        "for/mark/sending sending/acl/plans aid/obj/sending to/case/Gaza Gaza/obl/sending",
    ),
    (
        "a preposition with an adjective or adverb",
        "Manila/NNP/nsubj/called called/VBD/ROOT it/PRP/dobj/called as/IN/prep/called illegal/JJ/amod/as"
        " until/IN/prep/called now/RB/pcomp/until",
        "it/obj/called as/case/illegal illegal/obl/called until/case/now now/obl/called",
    ),
    (
        "a preposition without an object",
        "the/DT/det/town town/NN/ROOT they/PRP/nsubj/came came/VBD/relcl/town from/IN/prep/came",
        "came/acl:relcl/town from/advmod/came",
    ),
    (
        "the object of a fronted preposition",
        "a/DT/det/pact pact/NN/ROOT under/IN/prep/sends which/WDT/pobj/under Cuba/NNP/nsubj/sends sends/VBZ/relcl/pact"
        " doctors/NNS/dobj/sends",
        "under/case/which which/obl/sends sends/acl:relcl/pact doctors/obj/sends",
    ),
    (
        "a preposition as the root",
        "In/IN/ROOT Lagos/NNP/pobj/In today/NN/npadvmod/In",
        "In/case/Lagos Lagos/ROOT today/nmod:unmarked/Lagos",
    ),
    (
        "the passive and its agent",
        "Jets/NNS/nsubjpass/sent were/VBD/auxpass/sent sent/VBN/ROOT by/IN/agent/sent France/NNP/pobj/by ././punct/sent",
        "Jets/nsubj:pass/sent were/aux:pass/sent by/case/France France/obl:agent/sent",
    ),
    (
        "two agents",
        "Aid/NN/nsubjpass/paid was/VBD/auxpass/paid paid/VBN/ROOT by/IN/agent/paid Oslo/NNP/pobj/by and/CC/cc/by"
        " by=2/IN/conj/by Bonn/NNP/pobj/by=2",
        "Aid/nsubj:pass/paid was/aux:pass/paid by/case/Oslo Oslo/obl:agent/paid and/cc/Bonn by=2/case/Bonn Bonn/conj/Oslo",
    ),
    (
        "a nominal predicate",
        "Rwanda/NNP/nsubj/is is/VBZ/ROOT not/RB/neg/is an/DT/det/ally ally/NN/attr/is of/IN/prep/ally Congo/NNP/pobj/of"
        " in/IN/prep/is 2024/CD/pobj/in ././punct/is",
        "Rwanda/nsubj/ally is/cop/ally not/advmod/ally ally/ROOT of/case/Congo Congo/nmod/ally in/case/2024"
        " 2024/obl/ally ./punct/ally",
    ),
    (
        "an adjective as predicate, in a reported clause",
        "Tbilisi/NNP/nsubj/said said/VBD/ROOT that/IN/mark/been the/DT/det/vote vote/NN/nsubj/been had/VBD/aux/been"
        " been/VBN/ccomp/said fair/JJ/acomp/been on/IN/prep/been Sunday/NNP/pobj/on",
        "that/mark/fair vote/nsubj/fair had/aux/fair been/cop/fair fair/ccomp/said on/case/Sunday Sunday/obl/fair",
    ),
    (
        "a question",
        "Who/WP/attr/is is/VBZ/ROOT the/DT/det/envoy envoy/NN/nsubj/is ?/./punct/is",
        "Who/ROOT is/cop/Who envoy/nsubj/Who ?/punct/Who",
    ),
    (
        "a question for an adjective",
        "Is/VBZ/ROOT Lima/NNP/nsubj/Is ready/JJ/acomp/Is to/TO/aux/talk talk/VB/xcomp/Is ?/./punct/Is",
        "Is/cop/ready Lima/nsubj/ready ready/ROOT to/mark/talk talk/xcomp/ready ?/punct/ready",
    ),
    (
        "there is",
        "There/EX/expl/were were/VBD/ROOT no/DT/det/talks talks/NNS/attr/were in/IN/prep/were Doha/NNP/pobj/in",
        "talks/nsubj/were in/case/Doha Doha/obl/were",
    ),
    (
        "a place as predicate",
        "The/DT/det/fleet fleet/NN/nsubj/is is/VBZ/ROOT still/RB/advmod/is out/IN/prep/is of/IN/prep/out range/NN/pobj/of",
        "fleet/nsubj/range is/cop/range still/advmod/range out/case/range of/case/range range/ROOT",
    ),
    (
        "a place as predicate, before",
        "Among/IN/prep/were the/DT/det/dead dead/NNS/pobj/Among were/VBD/ROOT medics/NNS/nsubj/were",
        "Among/case/dead dead/ROOT were/cop/dead medics/nsubj/dead",
    ),
    (
        "a state as predicate",
        "The/DT/det/siege siege/NN/nsubj/is is/VBZ/ROOT over/RB/advmod/is",
        "siege/nsubj/over is/cop/over over/ROOT",
    ),
    (
        "a copula without predicate",
        "Niamey/NNP/nsubj/says says/VBZ/ROOT it/PRP/nsubj/is is/VBZ/ccomp/says",
        "",
    ),
    (
        "a clause as predicate",
        "The/DT/det/fear fear/NN/nsubj/is is/VBZ/ROOT that/IN/mark/attack Serbia/NNP/nsubj/attack will/MD/aux/attack"
        " attack/VB/ccomp/is",
        "fear/nsubj:outer/attack is/cop/attack attack/ROOT",
    ),
    (
        "an infinitive as predicate",
        "The/DT/det/aim aim/NN/nsubj/was was/VBD/ROOT to/TO/aux/seize seize/VB/xcomp/was Hodeidah/NNP/dobj/seize",
        "aim/nsubj:outer/seize was/cop/seize to/mark/seize seize/ROOT Hodeidah/obj/seize",
    ),
    (
        "be to",
        "Kenya/NNP/nsubj/is is/VBZ/ROOT to/TO/aux/send send/VB/xcomp/is police/NNS/dobj/send",
        "Kenya/nsubj/send is/aux/send to/mark/send send/ROOT police/obj/send",
    ),
    (
        "be to, passive",
        "Funds/NNS/nsubj/are are/VBP/ROOT to/TO/aux/frozen be/VB/auxpass/frozen frozen/VBN/xcomp/are",
        "Funds/nsubj:pass/frozen are/aux/frozen to/mark/frozen be/aux:pass/frozen frozen/ROOT",
    ),
    (
        "coordinated copulas",
        "Iraq/NNP/nsubj/is is/VBZ/ROOT a/DT/det/buyer buyer/NN/attr/is and/CC/cc/is was/VBD/conj/is once/RB/advmod/was"
        " an/DT/det/enemy enemy/NN/attr/was",
        "Iraq/nsubj/buyer is/cop/buyer buyer/ROOT and/cc/enemy was/cop/enemy once/advmod/enemy enemy/conj/buyer",
    ),
    (
        "a copula and a verb",
        "Laos/NNP/nsubj/is is/VBZ/ROOT poor/JJ/acomp/is but/CC/cc/is sent/VBD/conj/is rice/NN/dobj/sent",
        "Laos/nsubj/poor is/cop/poor poor/ROOT but/cc/sent sent/conj/poor rice/obj/sent",
    ),
    (
        "to be, under a preposition and a raising verb",
        "accused/VBN/ROOT of/IN/prep/accused being/VBG/pcomp/of a/DT/det/spy spy/NN/attr/being said/VBN/dep/accused"
        " to/TO/aux/be be/VB/xcomp/said in/IN/prep/be Kabul/NNP/pobj/in",
        "of/mark/spy being/cop/spy spy/advcl/accused to/mark/Kabul be/cop/Kabul in/case/Kabul Kabul/xcomp/said",
    ),
    (
        "predicates of other verbs",
        "He/PRP/nsubj/became became/VBD/ROOT premier/NN/attr/became and/CC/cc/became stayed/VBD/conj/became calm/JJ/acomp/stayed",
        "premier/xcomp/became and/cc/stayed calm/xcomp/stayed",
    ),
    (
        "it is clear that",
        "It/PRP/nsubj/is is/VBZ/ROOT clear/JJ/acomp/is that/IN/mark/left troops/NNS/nsubj/left left/VBD/ccomp/is",
        "It/expl/clear is/cop/clear clear/ROOT left/csubj/clear",
    ),
    (
        "it was reported that, and somebody who was told",
        "It/PRP/nsubjpass/reported was/VBD/auxpass/reported reported/VBN/ROOT that/IN/mark/told it=2/PRP/nsubjpass/told"
        " was=2/VBD/auxpass/told told/VBN/ccomp/reported that=2/IN/mark/fled Kigali/NNP/nsubj/fled fled/VBD/ccomp/told",
        "It/expl/reported was/aux:pass/reported it=2/nsubj:pass/told was=2/aux:pass/told",
    ),
    (
        "the subject of an infinitive is the object above",
        "Seoul/NNP/nsubj/wants wants/VBZ/ROOT Beijing/NNP/nsubj/press to/TO/aux/press press/VB/ccomp/wants"
        " Pyongyang/NNP/dobj/press",
        "Beijing/obj/wants to/mark/press press/xcomp/wants Pyongyang/obj/press",
    ),
    (
        "the subject after for is no object above",
        "Oslo/NNP/nsubj/asked asked/VBD/ROOT for/IN/mark/go monitors/NNS/nsubj/go to/TO/aux/go go/VB/ccomp/asked",
        "to/mark/go",
    ),
    (
        "what is seen",
        "Satellites/NNS/nsubj/saw saw/VBD/ROOT trains/NNS/nsubj/leaving leaving/VBG/ccomp/saw Rason/NNP/dobj/leaving",
        "trains/obj/saw leaving/xcomp/saw Rason/obj/leaving",
    ),
    (
        "a name for an object",
        "Caracas/NNP/nsubj/called called/VBD/ROOT it/PRP/nsubj/coup a/DT/det/coup coup/NN/oprd/called",
        "it/obj/called coup/xcomp/called",
    ),
    (
        "a finite clause keeps its subject",
        "Quito/NNP/nsubj/said said/VBD/ROOT gangs/NNS/nsubj/fled fled/VBD/ccomp/said",
        "",
    ),
    (
        "negation",
        "No/DT/neg/deal deal/NN/nsubjpass/signed was/VBD/auxpass/signed never/RB/neg/signed signed/VBN/ROOT",
        "No/det/deal deal/nsubj:pass/signed was/aux:pass/signed never/advmod/signed",
    ),
    (
        "a possessor",
        "Mali/NNP/poss/junta 's/POS/case/Mali junta/NN/nsubj/lost lost/VBD/ROOT its/PRP$/poss/base base/NN/dobj/lost",
        "Mali/nmod:poss/junta its/nmod:poss/base base/obj/lost",
    ),
    (
        "noun phrases as adverbs",
        "Cairo/NNP/nsubj/voted voted/VBD/ROOT Monday/NNP/npadvmod/voted three/CD/nummod/days days/NNS/npadvmod/ago"
        " ago/RB/advmod/voted ,/,/punct/voted a/DT/det/vote vote/NN/dep/voted today/NN/npadvmod/vote",
        "Monday/obl:unmarked/voted days/obl:unmarked/ago today/nmod:unmarked/vote",
    ),
    (
        "a day as predicate, and beside one",
        "The/DT/det/summit summit/NN/nsubj/is is/VBZ/ROOT Friday/NNP/npadvmod/is ;/,/punct/is it/PRP/nsubj/was"
        " was/VBD/parataxis/is a/DT/det/failure failure/NN/attr/was today/NN/npadvmod/was",
        "summit/nsubj/Friday is/cop/Friday Friday/ROOT ;/punct/Friday it/nsubj/failure was/cop/failure"
        " failure/parataxis/Friday today/obl:unmarked/failure",
    ),
    (
        "numbers",
        "more/JJR/amod/500 than/IN/quantmod/500 500/CD/nummod/men men/NNS/nsubj/left left/VBD/ROOT about/IN/quantmod/30"
        " 30/CD/nummod/tanks tanks/NNS/dobj/left",
        "more/advmod/500 than/fixed/more about/advmod/30 tanks/obj/left",
    ),
    (
        "at least",
        "At/IN/advmod/least least/JJS/advmod/20 20/CD/nummod/civilians civilians/NNS/nsubj/died died/VBD/ROOT",
        "At/case/least",
    ),
    (
        "an adverb that is a preposition elsewhere",
        "Goma/NNP/nsubj/was was/VBD/ROOT calm/JJ/acomp/was before/IN/advmod/was",
        "Goma/nsubj/calm was/cop/calm calm/ROOT before/advmod/calm",
    ),
    (
        "an amount of money",
        "Bonn/NNP/nsubj/gave gave/VBD/ROOT $/$/quantmod/million 200/CD/compound/million million/CD/dobj/gave"
        " in/IN/prep/million aid/NN/pobj/in",
        "$/obj/gave million/nummod/$ in/case/aid aid/nmod/$",
    ),
    (
        "an amount of money before a noun",
        "a/DT/det/deal $/$/quantmod/million 5/CD/compound/million million/CD/nummod/deal deal/NN/ROOT",
        "$/compound/deal million/nummod/$",
    ),
    (
        "relatives of nouns and of clauses",
        "Riga/NNP/nsubj/expelled ,/,/punct/Riga which/WDT/nsubj/borders borders/VBZ/relcl/Riga Russia/NNP/dobj/borders"
        " expelled/VBD/ROOT spies/NNS/dobj/expelled ,/,/punct/expelled which=2/WDT/nsubj/angered angered/VBD/relcl/expelled"
        " Moscow/NNP/dobj/angered",
        "borders/acl:relcl/Riga Russia/obj/borders spies/obj/expelled angered/advcl:relcl/expelled Moscow/obj/angered",
    ),
    (
        "particles, predeterminers, first conjunctions",
        "Both/CC/preconj/Fiji Fiji/NNP/nsubj/ruled and/CC/cc/Fiji Tonga/NNP/conj/Fiji ruled/VBD/ROOT out/RP/prt/ruled"
        " all/PDT/predet/bases the/DT/det/bases bases/NNS/dobj/ruled",
        "Both/cc:preconj/Fiji and/cc/Tonga out/compound:prt/ruled all/det:predet/bases bases/obj/ruled",
    ),
    (
        "infinitives and clauses of nouns",
        "a/DT/det/plan plan/NN/ROOT to/TO/aux/cut cut/VB/acl/plan tariffs/NNS/dobj/cut ;/,/punct/plan news/NN/appos/plan"
        " that/IN/mark/fell Aden/NNP/nsubj/fell fell/VBD/ccomp/news",
        "to/mark/cut tariffs/obj/cut fell/acl/news",
    ),
    (
        "a chain of conjuncts",
        "Iran/NNP/nsubj/met ,/,/punct/Iran Oman/NNP/conj/Iran ,/,/punct/Oman and/CC/cc/Oman Qatar/NNP/conj/Oman met/VBD/ROOT",
        "and/cc/Qatar Qatar/conj/Iran",
    ),
    (
        "a verb without subject stays with the clause that lends it one",
        "Lima/NNP/nsubj/spoke spoke/VBD/ROOT ,/,/punct/spoke Quito/NNP/nsubj/agreed agreed/VBD/conj/spoke and/CC/cc/agreed"
        " sent/VBD/conj/agreed aid/NN/dobj/sent ,/,/punct/agreed Bern/NNP/nsubj/paid paid/VBD/conj/sent",
        "and/cc/sent aid/obj/sent paid/conj/spoke",
    ),
    (
        "as well as",
        "Togo/NNP/nsubj/sent as/RB/advmod/well well/RB/advmod/as=2 as=2/IN/cc/Togo Benin/NNP/conj/Togo sent/VBD/ROOT"
        " medics/NNS/dobj/sent",
        "as/cc/Benin well/fixed/as as=2/fixed/as medics/obj/sent",
    ),
    (
        "a reported clause before its cue",
        "``/``/punct/said Sanctions/NNS/nsubj/are are/VBP/ccomp/said war/NN/attr/are ,/,/punct/said ''/''/punct/said"
        " said/VBD/ROOT the/DT/det/envoy envoy/NN/nsubj/said",
        "Sanctions/nsubj/war are/cop/war war/ccomp/said",
    ),
    (
        "subject clauses, interjections, scraps",
        "Yes/UH/intj/helps arming/VBG/csubj/helps Kyiv/NNP/dobj/arming helps/VBZ/ROOT byline/NN/meta/helps",
        "Yes/discourse/helps Kyiv/obj/arming byline/dep/helps",
    ),
    (
        "modifiers that are nouns",
        "COVID/NNP/nmod/shots shots/NNS/nsubj/reached main/JJ/nmod/ports reached/VBD/ROOT ports/NNS/dobj/reached",
        "COVID/compound/shots main/amod/ports ports/obj/reached",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("written", "changed"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_construction_is_turned(written, changed):
    doc, ids = make(written)
    expected = {k: v for k, v in ((a.split("/")[0], a) for a in arcs(doc, ids)) if k not in (",", ";")}
    expected |= {a.split("/")[0]: a for a in changed.split()}
    found = {a.split("/")[0]: a for a in arcs(clearnlp(doc), ids)}
    assert {k: v for k, v in found.items() if k in expected} == expected


def test_every_case_of_a_list_has_its_own_name():
    assert len({c[0] for c in CASES}) == len(CASES)


def test_commas_go_with_the_conjunct_behind_them():
    doc, _ = make("A/NNP/ROOT ,/,/punct/A B/NNP/conj/A ,=2/,/punct/B and/CC/cc/B C/NNP/conj/B ;/,/punct/A")
    assert [t.head.text for t in clearnlp(doc)] == ["A", "B", "A", "C", "C", "A", "A"]


def test_parts_of_speech_follow():
    doc, _ = make(
        "He/PRP/nsubj/said said/VBD/ROOT that/IN/mark/is Doha/NNP/nsubj/is is/VBZ/ccomp/said open/JJ/acomp/is after/IN/prep/is"
        " having/VBG/pcomp/after talks/NNS/dobj/having there/RB/advmod/having to/TO/aux/win win/VB/advcl/having"
        " what/WP/dobj/for it/PRP/nsubj/came came/VBD/ccomp/win for/IN/prep/came"
    )
    doc[7].pos_ = "AUX"
    found = {t.text: t.pos_ for t in clearnlp(doc)}
    expected = {"that": "SCONJ", "is": "AUX", "after": "SCONJ", "having": "VERB", "to": "PART", "for": "ADV"}
    assert {word: found[word] for word in expected} == expected


def test_there_is_a_verb_of_existence():
    doc, _ = make("There/EX/expl/is is/VBZ/ROOT war/NN/attr/is")
    assert clearnlp(doc)[1].pos_ == "VERB"


# Names and titles: the tree, the persons, the arcs that they must have.
PERSONS = [
    (
        "Emmanuel/NNP/compound/Macron Macron/NNP/nsubj/left left/VBD/ROOT",
        ["B-PERSON", "I-PERSON", "O"],
        "Emmanuel/nsubj/left Macron/flat/Emmanuel left/ROOT",
    ),
    (
        "Russian/JJ/amod/Lavrov Foreign/NNP/compound/Lavrov Minister/NNP/compound/Lavrov Sergei/NNP/compound/Lavrov"
        " Lavrov/NNP/nsubj/left left/VBD/ROOT",
        ["O", "O", "O", "B-PER", "I-PER", "O"],
        "Russian/amod/Minister Foreign/compound/Minister Minister/nmod:desc/Sergei Sergei/nsubj/left Lavrov/flat/Sergei"
        " left/ROOT",
    ),
    (
        "President/NNP/compound/Lula Lula/NNP/poss/aide 's/POS/case/Lula aide/NN/ROOT",
        ["O", "B-PERSON", "O", "O"],
        "President/nmod:desc/Lula Lula/nmod:poss/aide 's/case/Lula aide/ROOT",
    ),
    (
        "the/DT/det/Ministry Defence/NNP/compound/Ministry Ministry/NNP/ROOT",
        ["B-ORG", "I-ORG", "I-ORG"],
        "the/det/Ministry Defence/compound/Ministry Ministry/ROOT",
    ),
]


@pytest.mark.parametrize(("written", "ents", "expected"), PERSONS)
def test_names_and_titles(written, ents, expected):
    doc, ids = make(written, ents)
    assert arcs(clearnlp(doc), ids) == expected.split()


ENTITIES = [
    ("the United Nations", ["B-ORG", "I-ORG", "I-ORG"], [("United Nations", "ORG")]),
    ("Ukraine 's army", ["B-GPE", "I-GPE", "O"], [("Ukraine", "LOC")]),
    ("Mr. Biden left", ["B-PERSON", "I-PERSON", "O"], [("Biden", "PER")]),
    ("the Suez Canal", ["B-FAC", "I-FAC", "I-FAC"], [("Suez Canal", "LOC")]),
    ("Kurdish fighters Tuesday", ["B-NORP", "O", "B-DATE"], []),
    ("The Hague , Gaza", ["B-GPE", "I-GPE", "O", "B-LOC"], [("Hague", "LOC"), ("Gaza", "LOC")]),
    ("President Ltd.", ["B-ORG", "I-ORG"], [("President Ltd.", "ORG")]),
    ("Mr.", ["B-PERSON"], [("Mr.", "PER")]),
    ("- x", ["B-ORG", "O"], []),
]


@pytest.mark.parametrize(("text", "ents", "expected"), ENTITIES)
def test_names_by_the_convention(text, ents, expected):
    doc = ontonotes(Doc(VOCAB, words=text.split(), ents=ents))
    assert [(e.text, e.label_) for e in doc.ents] == expected
    assert [(e.text, e.label_) for e in ontonotes(doc).ents] == expected


CLEAR = (
    "acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative dep det "
    "dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj predet prep "
    "prt punct quantmod relcl xcomp"
).split()
UNIVERSAL = set(
    "ROOT acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound compound:prt "
    "conj cop csubj csubj:pass dep det det:predet discourse expl fixed flat iobj mark nmod nmod:desc nmod:poss "
    "nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked parataxis punct xcomp".split()
)
WORDS = "is be 's in as well according to because of than more and , ; it that there $ Iran Kim said wants army \n over".split(
    " "
)
TAGS = "NN NNP PRP VBZ VBD VB VBG VBN IN TO TO DT CC CD $ JJ RB , POS".split()


@st.composite
def sentences(draw):
    """(word, tag, label, head) of each word of a random tree with ClearNLP labels."""
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: order[0]} | {k: order[draw(st.integers(0, n))] for n, k in enumerate(order[1:])}
    word = st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(CLEAR))
    return [(*draw(word), heads[k]) if heads[k] != k else ("said", "VBD", "ROOT", k) for k in range(size)]


@given(st.lists(sentences(), min_size=1, max_size=3), st.data())
def test_any_tree_becomes_one_well_formed_tree_a_sentence(written, data):
    offsets = [sum(map(len, written[:n])) for n in range(len(written))]
    rows = [(w, tag, dep, head + at) for at, s in zip(offsets, written, strict=True) for w, tag, dep, head in s]
    words, tags, deps, heads = zip(*rows, strict=True)
    pos = [
        "SPACE" if w.isspace() else "AUX" if w in BE else POS.get(t, "VERB") for w, t in zip(words, tags, strict=True)
    ]
    ents = data.draw(st.lists(st.sampled_from(["O", "B-PERSON", "I-PERSON"]), min_size=len(words), max_size=len(words)))
    ents = ["B-PERSON" if e[0] == "I" and (not n or ents[n - 1] == "O") else e for n, e in enumerate(ents)]
    doc = Doc(VOCAB, words=words, tags=tags, pos=pos, deps=deps, heads=heads, lemmas=words, ents=ents)
    before = [(s.start, s.end) for s in doc.sents]
    _is_sound(clearnlp(doc))
    assert [(s.start, s.end) for s in doc.sents] == before == list(zip(offsets, [*offsets[1:], len(doc)], strict=True))
    assert [t.text for t in repairs(doc)] == list(words)


def _is_sound(doc):
    for sentence in doc.sents:
        roots = [t for t in sentence if t.head == t]
        assert [t.dep_ for t in roots] == ["ROOT"]
        assert {t.dep_ for t in sentence} <= UNIVERSAL
        assert sum(t.dep_ == "ROOT" for t in sentence) == 1
        for token in sentence:
            assert [*token.ancestors, token][-1] == roots[0] or roots[0] in token.ancestors


def test_several_roots_in_a_sentence_become_one():
    doc, _ = make("Paris/NNP/ROOT waits/VBZ/ROOT ././ROOT")
    doc.from_array(["SENT_START"], np.array([[1], [-1], [-1]]).astype(np.uint64))
    assert len(list(doc.sents)) == 1
    _is_sound(clearnlp(doc))
    assert [t.dep_ for t in doc] == ["ROOT", "parataxis", "punct"]


def test_a_doc_without_a_tree_is_left_alone():
    assert not clearnlp(Doc(VOCAB, words=["Oslo"])).has_annotation("DEP")
    assert len(clearnlp(Doc(VOCAB))) == 0


# An article as spaCy's English pipelines read it; all other text is one flat tree of nouns.
ARTICLE = (
    "Iran/NNP/nsubj/supplied has/VBZ/aux/supplied supplied/VBN/ccomp/said missiles/NNS/dobj/supplied"
    " to/IN/prep/supplied Russia/NNP/pobj/to ,/,/punct/said the/DT/det/States United/NNP/compound/States"
    " States/NNP/nsubj/said said/VBD/ROOT on/IN/prep/said Tuesday/NNP/pobj/on ././punct/said",
    "The/DT/det/port port/NN/nsubjpass/bombed was/VBD/auxpass/bombed bombed/VBN/ROOT by/IN/agent/bombed"
    " Israeli/JJ/amod/jets jets/NNS/pobj/by in/IN/prep/bombed Lebanon/NNP/pobj/in ././punct/bombed",
    "President/NNP/compound/Macron Emmanuel/NNP/compound/Macron Macron/NNP/nsubj/is is/VBZ/ROOT in/IN/prep/is"
    " Armenia/NNP/pobj/in ././punct/is",
)
NAMED = {"Iran": "GPE", "Russia": "GPE", "Lebanon": "GPE", "Armenia": "GPE", "Israeli": "NORP", "Tuesday": "DATE"}
TEXT = (
    "Iran has supplied missiles to Russia, the United States said on Tuesday. The port was bombed by Israeli "
    "jets in Lebanon. President Emmanuel Macron is in Armenia."
)


class Toy:
    """Reads ``TEXT`` as a ClearNLP parser would; what it leaves out, it never sets."""

    def __init__(self, labels, leaves_out):
        self.labels, self.leaves_out = tuple(labels), leaves_out

    def __call__(self, doc):
        if doc.text == TEXT:
            made = Doc.from_docs([make(sentence)[0] for sentence in ARTICLE])
            assert [t.text for t in made] == [t.text for t in doc]
            rows = [(t.tag_, t.pos_, t.dep_, t.head.i, t.lemma_) for t in made]
        else:
            rows = [("NN", "NOUN", "dep" if t.i else "ROOT", 0, t.lower_) for t in doc]
        tags, pos, deps, heads, lemmas = map(list, zip(*rows, strict=True))
        set_ = {"tags": tags, "pos": pos, "deps": deps, "heads": heads, "lemmas": lemmas}
        kept = {k: v for k, v in set_.items() if k not in self.leaves_out}
        spaces = [bool(t.whitespace_) for t in doc]
        ents = ["B-" + NAMED[t.text] if t.text in NAMED else "O" for t in doc]
        for k, token in enumerate(doc):
            if token.text in ("United", "Emmanuel"):
                label = {"United": "GPE", "Emmanuel": "PERSON"}[token.text]
                ents[k], ents[k + 1] = f"B-{label}", f"I-{label}"
        return Doc(doc.vocab, words=[t.text for t in doc], spaces=spaces, ents=ents, **kept)

    def to_disk(self, path, *, exclude=()):
        """Nothing to keep."""

    def from_disk(self, path, *, exclude=()):
        """Nothing to read."""
        return self


@Language.factory("toy_clearnlp", default_config={"labels": ["dobj", "pobj", "PERSON"], "leaves_out": []})
def make_toy(nlp: Language, name: str, labels: list[str], leaves_out: list[str]):
    return Toy(labels, leaves_out)


def installed(folder, lang="en", **config):
    """A pipeline on disk that is only a toy parser."""
    nlp = spacy.blank(lang)
    nlp.add_pipe("toy_clearnlp", config=config)
    nlp.to_disk(folder / "toy")
    return str(folder / "toy")


def test_an_installed_pipeline_is_read_through_the_translators(tmp_path):
    reader = Reader(model=installed(tmp_path))
    names = reader.nlp.pipe_names
    assert names[:4] == ["toy_clearnlp", "kgraph_ontonotes", "kgraph_clearnlp", "kgraph_repairs"]
    claims = reader(Article("article/1", "1.txt", TEXT)).claims
    arms = next(c for c in claims if c.type == "ArmsClaim")
    roles = {p.role: p.mention.text for p in arms.participants}
    assert (roles["supplier"], roles["recipient"]) == ("Iran", "Russia")
    assert [s.mention.text for s in arms.sources] == ["United States"]
    attack = next(c for c in claims if c.type == "AttackClaim")
    assert ("attacker", "Israeli") in {(p.role, p.mention.text) for p in attack.participants}


def test_the_names_of_an_installed_pipeline(tmp_path):
    doc = build(installed(tmp_path))(TEXT)
    found = [(e.text, e.label_) for e in doc.ents]
    assert ("Emmanuel Macron", "PER") in found
    assert ("Lebanon", "LOC") in found
    assert {label for _, label in found} == {"PER", "LOC"}
    macron = next(t for t in doc if t.text == "Macron")
    assert (macron.dep_, macron.head.text, macron.head.head.text) == ("flat", "Emmanuel", "Armenia")


def test_universal_dependencies_are_left_as_they_are(tmp_path):
    names = build(installed(tmp_path, labels=["obl", "obj", "PER"])).pipe_names
    assert names[:2] == ["toy_clearnlp", "kgraph_repairs"]
    names = build(installed(tmp_path, labels=["obl", "obj", "GPE"])).pipe_names
    assert names[:3] == ["toy_clearnlp", "kgraph_ontonotes", "kgraph_repairs"]


@pytest.mark.parametrize(
    ("lang", "config", "message"),
    [
        ("en", {"leaves_out": ["deps", "heads"]}, "sets no dependencies; name a full English pipeline such as en_core"),
        ("en", {"leaves_out": ["tags", "lemmas"]}, "sets no tags and no lemmas; name a full English pipeline"),
        ("en", {"leaves_out": ["pos"]}, "sets no parts of speech; name a full English pipeline"),
        ("en", {"labels": ["sb", "oa"]}, "neither Universal Dependencies nor ClearNLP's; name a full English"),
        ("de", {}, "reads the language 'de', the rules English; name a full English pipeline"),
    ],
)
def test_a_pipeline_that_the_rules_cannot_use_is_refused_in_one_line(tmp_path, lang, config, message):
    with pytest.raises(ModelError, match=message) as raised:
        build(installed(tmp_path, lang, **config))
    assert "\n" not in str(raised.value)


def test_a_pipeline_that_is_not_installed_or_not_complete(tmp_path):
    with pytest.raises(ModelError, match="en_nowhere: no such spaCy pipeline is installed; leave --model out"):
        build("en_nowhere")
    path = installed(tmp_path)
    config = tmp_path / "toy" / "config.cfg"
    config.write_text(config.read_text(encoding="utf-8").replace('"toy_clearnlp"', '"no_factory"'), encoding="utf-8")
    with pytest.raises(ModelError, match=r"cannot be loaded .*install what it needs, or name a full") as raised:
        build(path)
    assert "\n" not in str(raised.value)
