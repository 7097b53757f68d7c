"""Repairs of infinitives: what they hang on, and what the "to" before them is; see ``kgraph.nlp.repairs``."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.nlp.verbforms import SUBJECTS, has_subject


def infinitive_conjunct(verb: Token) -> None:
    """ "urged Kigali to stop arming rebels and withdraw": a bare infinitive is coordinated with an infinitive, no gerund."""
    above = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VB" or above.tag_ != "VBG" or has_subject(verb):
        return
    if any(c.dep_ in ("mark", "aux") for c in verb.children):
        return
    while above.head != above and above.dep_ in ("xcomp", "advcl", "ccomp", "conj", "acl") and above.tag_ != "VB":
        above = above.head
    if above.tag_ == "VB" and above.i < verb.i:
        verb.head = above


def raised_subject(verb: Token) -> None:
    """ "Norway is unlikely to send troops": who sends is the subject of "unlikely", so the infinitive is its xcomp."""
    above = verb.head
    infinitive = any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)
    if verb.dep_ != "csubj" or not infinitive or above.i > verb.i or has_subject(verb):
        return
    if any(c.dep_ in ("nsubj", "nsubj:pass") and c.i < above.i and c.lower_ != "it" for c in above.children):
        verb.dep_ = "xcomp"


def infinitive_mark(verb: Token) -> None:
    """ "offered to host talks": a "to" right before a bare infinitive is its mark."""
    if verb.tag_ != "VB" or verb.i == 0:
        return
    to = verb.nbor(-1)
    if to.tag_ == "TO" and to.dep_ == "case" and to.head != verb and not to.n_lefts + to.n_rights:
        to.head, to.dep_ = verb, "mark"


def raised_infinitive(verb: Token) -> None:
    """ "Hungary is said to have blocked the plan": an infinitive without a subject under a passive is its complement."""
    if any(c.dep_ == "nsubj:pass" for c in verb.children):
        for c in verb.children:
            to = any(m.dep_ == "mark" and m.lower_ == "to" for m in c.children)
            if c.dep_ == "ccomp" and c.i > verb.i and to and not has_subject(c):
                c.dep_ = "xcomp"


def due_to_leave(verb: Token) -> None:
    """ "The ships are due to leave": "due" is the predicate and the verb its complement; no cause stands after "due to"."""
    due = next((c for c in verb.children if c.lower_ == "due" and c.dep_ in ("mark", "case") and c.i < verb.i), None)
    copula = next((c for c in verb.children if c.dep_ in ("cop", "aux") and c.lemma_ == "be"), None)
    if due is None or copula is None or verb.tag_ != "VB" or due.i + 1 >= len(verb.doc):
        return
    to = due.nbor(1)
    if to.lower_ != "to" or to.head not in (due, verb) or to.i + 1 != verb.i:
        return
    due.head, due.dep_ = (verb.head, verb.dep_) if verb.dep_ != "ROOT" else (due, "ROOT")
    to.head, to.dep_ = verb, "mark"
    for c in list(verb.children):
        if c.i < due.i and c.dep_ in (*SUBJECTS, "cop", "aux", "punct", "advmod", "cc", "mark"):
            c.head = due
            c.dep_ = {"nsubj:outer": "nsubj", "aux": "cop"}.get(c.dep_, c.dep_)
        elif c.dep_ == "punct" and c.i > verb.i:
            c.head = due
    verb.head, verb.dep_ = due, "xcomp"
