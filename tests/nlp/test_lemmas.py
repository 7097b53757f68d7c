"""Lemmas: the model's edit scripts, and the spelling rules that put them right."""

import pytest

from kgraph.nlp.lemmas import apply_script, mend

VERBS = frozenset(
    "ship stop say arm deploy accuse deny urge wage withdraw send retake take tell pass obtain state plan veto "
    "agree free tie die carry host train refer admit use lead be continue test".split()
)


@pytest.mark.parametrize(
    ("form", "script", "lemma"),
    [
        ("sent", "l|1+d", "send"),
        ("Troops", "l|1+", "troop"),
        ("was", "l|=be", "be"),
        ("Kyiv", "c|0+", "Kyiv"),
        ("NATO", "u|0+", "NATO"),
        ("a", "l|1+", "a"),  # a script that leaves nothing leaves the form
        ("US", "u|=us", "US"),
    ],
)
def test_scripts(form, script, lemma):
    assert apply_script(form, script) == lemma


@pytest.mark.parametrize(
    ("form", "lemma", "tag", "mended"),
    [
        # known verbs, whatever the script made of them
        ("shipped", "shipp", "VBD", "ship"),
        ("shipping", "shipp", "VBG", "ship"),
        ("stopped", "stopp", "VBN", "stop"),
        ("accused", "accus", "VBD", "accuse"),
        ("denied", "deni", "VBD", "deny"),
        ("urging", "urg", "VBG", "urge"),
        ("arming", "arme", "VBG", "arm"),
        ("waging", "wag", "VBG", "wage"),
        ("passed", "pas", "VBD", "pass"),
        ("obtains", "obtains", "VBP", "obtain"),
        ("obtains", "obtains", "VBZ", "obtain"),
        ("carries", "carrie", "VBZ", "carry"),
        ("agreed", "agre", "VBN", "agree"),
        # irregular verbs, with a prefix too
        ("withdrew", "withdrew", "VBD", "withdraw"),
        ("retaken", "retak", "VBN", "retake"),
        ("led", "l", "VBD", "lead"),
        ("left", "left", "VBD", "leave"),
        ("lying", "ly", "VBG", "lie"),
        # verbs that no list has
        ("drubbed", "drubb", "VBD", "drub"),
        ("recalibrating", "recalibrat", "VBG", "recalibrate"),
        ("stonewalled", "stonewalle", "VBD", "stonewall"),
        ("reoccupied", "reoccupi", "VBD", "reoccupy"),
        # nouns
        ("gunmen", "gunmen", "NNS", "gunman"),
        ("children", "childr", "NNS", "child"),
        ("buses", "buse", "NNS", "bus"),
        ("personnel", "personne", "NNS", "personnel"),
        ("armies", "armies", "NNS", "army"),
        ("treaties", "treatie", "NNS", "treaty"),
        ("missiles", "missiles", "NNS", "missile"),
        # proper nouns keep their form
        ("Emirates", "emirate", "NNP", "Emirates"),
        ("Philippines", "philippine", "NNPS", "Philippines"),
    ],
)
def test_mending(form, lemma, tag, mended):
    assert mend(form, lemma, tag, VERBS) == mended


@pytest.mark.parametrize(
    ("form", "lemma", "tag"),
    [
        ("sent", "send", "VBD"),
        ("said", "say", "VBD"),
        ("crisis", "crisis", "NN"),
        ("soldiers", "soldier", "NNS"),
        ("forces", "force", "NNS"),
        ("politics", "politics", "NNS"),
        ("quickly", "quickly", "RB"),
        ("used", "use", "VBD"),
        ("rested", "rest", "VBD"),
        ("tested", "test", "VBN"),
    ],
)
def test_right_lemmas_stay(form, lemma, tag):
    assert mend(form, lemma, tag, VERBS) == lemma
