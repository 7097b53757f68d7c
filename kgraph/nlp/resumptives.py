"""Repairs of resumptive phrases: "Oslo accused Lima of spying, a charge that Lima denies"; see ``kgraph.nlp.repairs``.

Such a phrase takes up the whole clause before it, and its relative clause goes on in the voice of whoever wrote the
sentence. It belongs beside the main clause, whatever the parser hung it on: what Lima denies is no part of the
accusation.
"""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.nlp.verbforms import has_subject, is_finite

# What takes up something said.
_SAID = frozenset(
    "accusation account admission allegation argument assertion assessment assurance boast charge claim comment "
    "comparison complaint conclusion contention criticism declaration demand denial description explanation finding "
    "insinuation interpretation notion proposal prediction remark rumour rumor statement suggestion suspicion theory "
    "verdict version view warning threat".split()
)
# What takes up anything; only where the relative clause tells what somebody says to it.
_ANYTHING = frozenset(
    "something act action announcement approach arrangement attempt decision deal development effort episode event "
    "figure gesture idea incident measure move number plan policy position practice process shift signal stance step "
    "tactic term toll".split()
)
_REACTING = frozenset(
    "acknowledge admit brand call challenge condemn confirm contest contradict criticise criticize decry denounce deny "
    "describe dismiss dispute disavow disown endorse label oppose protest question rebuff rebut refute reject repudiate "
    "ridicule slam welcome say see view regard consider".split()
)
# What one does to something said, and hardly to a thing or a deed.
_ANSWERING = frozenset("confirm contest contradict deny disavow dispute rebut refute repudiate".split())
_DASHES = ("–", "—", "-", "--", "―")
_OPENING, _CLOSING = ("“", "«", "„"), ("”", "»")


def resumptive(verb: Token) -> None:
    """Hangs the phrase that a relative clause describes on the main clause, if it takes up what was said before it."""
    noun = _taken_up(verb)
    if noun is not None:
        _hang_on_main(noun)


def sentential_relative(verb: Token) -> None:
    """ "said that its post had been shelled, which Quito denied": "which" is the whole saying, not the post."""
    if verb.dep_ not in ("acl:relcl", "advcl:relcl") or verb.lemma_.lower() not in _ANSWERING:
        return
    first = verb.left_edge
    which = next((c for c in verb.children if c.dep_ == "obj" and c.lower_ == "which"), None)
    comma = first.text == "," or (first.i > 0 and first.nbor(-1).text == ",")
    others = any(c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN") for c in verb.children)
    if which is None or not comma or not others or verb.head.lemma_.lower() in _SAID:
        return
    _hang_on_main(verb)


def _hang_on_main(phrase: Token) -> None:
    """Hangs a phrase or clause beside the main clause of its sentence, unless it is part of a quotation."""
    main = phrase.head
    while main.dep_ not in ("ROOT", "parataxis") and main.head != main and not _main_conjunct(main):
        main = main.head
    first = phrase.left_edge.i
    if main.pos_ in ("VERB", "AUX") and main.i < first and not phrase.is_ancestor(main) and not _quoted(phrase):
        phrase.head, phrase.dep_ = main, "parataxis"


def _taken_up(verb: Token) -> Token | None:
    """The noun of a resumptive phrase whose relative clause is the verb's, with the clause hung on it."""
    noun = verb.head if verb.dep_ == "acl:relcl" else _doubled_subject(verb)
    if noun is None or noun.dep_ == "ROOT" or noun.i > verb.i or not _set_off(noun):
        return None
    lemma = noun.lemma_.lower()
    reacts = verb.lemma_.lower() in _REACTING
    by_others = any(c.dep_ in ("nsubj", "obl:agent") and c.tag_ not in ("WDT", "WP", "PRP") for c in verb.children)
    if not (by_others or _doubled_subject(verb) is noun) or not (lemma in _SAID or (lemma in _ANYTHING and reacts)):
        return None
    if verb.dep_ != "acl:relcl":
        noun.head, noun.dep_ = verb.head, verb.dep_
        verb.head, verb.dep_ = noun, "acl:relcl"
    return noun


def _doubled_subject(verb: Token) -> Token | None:
    """ "..., an allegation Quito rejects", read as a clause with two subjects: the first is what the clause describes."""
    if not is_finite(verb) or not has_subject(verb) or verb.dep_ not in ("parataxis", "conj", "ccomp", "acl", "dep"):
        return None
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    if len(subjects) != 2 or any(c.dep_ in ("obj", "ccomp", "cc") for c in verb.children):
        return None
    first, second = subjects
    return first if first.right_edge.i + 1 == second.left_edge.i and first.left_edge.i > verb.head.i else None


def _set_off(noun: Token) -> bool:
    """Whether an indefinite phrase stands behind a comma or a dash: ", a charge", "– allegations"."""
    first = noun.left_edge
    while first.is_punct and first.i < noun.i:
        first = first.nbor(1)
    if first.i == 0 or first.nbor(-1).text not in (",", *_DASHES):
        return False
    bare = noun.tag_ == "NNS" and not any(c.dep_ in ("det", "nmod:poss", "case") for c in noun.children)
    return first.lower_ in ("a", "an", "something") or (bare and noun.lemma_.lower() in _SAID)


def _main_conjunct(token: Token) -> bool:
    """Whether a token heads a main clause that is joined to the first: "..., and Quito said that ..."."""
    return token.dep_ == "conj" and token.head.dep_ == "ROOT" and is_finite(token)


def _quoted(noun: Token) -> bool:
    """Whether the phrase stands in a quotation, so that all of it is the speaker's."""
    before = [t.text for t in noun.doc[noun.sent.start : noun.i]]
    opened = sum(t in _OPENING for t in before) - sum(t in _CLOSING for t in before)
    return opened > 0 or sum(t == '"' for t in before) % 2 == 1
