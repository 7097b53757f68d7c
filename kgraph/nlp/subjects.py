"""Repairs of subjects: which verb a noun phrase before it is the subject of; see ``kgraph.nlp.repairs``."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.nlp.verbforms import CONJUNCTIONS, SUBJECTS, has_subject, is_finite

_STRAY = ("obl", "obj", "nmod", "conj", "appos", "dep", "obl:unmarked", "nmod:unmarked", "parataxis", "list")
_BETWEEN = (",", "–", "—", "-", ")", "]", "’", "”", "'", '"')


def inserted_cue(verb: Token) -> None:
    """ "The Houthis, Washington believes, still hold the port": the noun right before an inserted cue is the cue's."""
    clause = next((c for c in verb.children if c.dep_ in ("ccomp", "parataxis") and c.i > verb.i), None)
    if clause is None and verb.dep_ == "parataxis" and verb.head.i > verb.i:
        clause = verb.head
    if clause is None or not is_finite(clause):
        return
    of = verb if has_subject(verb) else clause
    subject = next((c for c in of.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is None or (of == verb and has_subject(clause)):
        return
    inner = next((c for c in subject.children if c.dep_ == "appos" and c.right_edge.i == verb.i - 1), None)
    comma = verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].text == ","
    first = inner.left_edge.i if inner is not None else 0
    if inner is None or not comma or "," not in (verb.doc[first].text, verb.doc[max(first - 1, 0)].text):
        return
    inner.head, inner.dep_ = verb, "nsubj"
    subject.head = clause


def governor_subject(verb: Token) -> None:
    """ "Lima has suggested it could leave" with both subjects on "leave": the first is the governor's."""
    if not is_finite(verb) or has_subject(verb):
        return
    for clause in (c for c in verb.children if c.dep_ in ("ccomp", "parataxis") and c.i > verb.i):
        first = next((c for c in clause.children if c.dep_ == "nsubj" and c.i < verb.i), None)
        own = any(c.dep_ in SUBJECTS and verb.i < c.i < clause.i for c in clause.children)
        if first is not None and own:
            first.head = verb
            return


def reported_subject(verb: Token) -> None:
    """ "Mr Amadi will meet her on Friday, the ministry said" with both subjects on "said": the first is the clause's."""
    for clause in (c for c in verb.children if c.dep_ in ("ccomp", "parataxis") and c.i < verb.i):
        first = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < clause.i), None)
        own = any(c.dep_ == "nsubj" and clause.i < c.i < verb.i for c in verb.children)
        if first is not None and own and not has_subject(clause):
            first.head = clause
            first.dep_ = "nsubj:pass" if any(c.dep_ == "aux:pass" for c in clause.children) else "nsubj"
            return


def mislabelled_subject(verb: Token) -> None:
    """ "Armenia and Azerbaijan have agreed" with the names read as an apposition: a bare noun phrase before is the subject."""
    if not is_finite(verb) or has_subject(verb) or verb.dep_ in ("aux", "cop", "aux:pass", "amod"):
        return
    for c in reversed(list(verb.lefts)):
        bare = c.pos_ in ("NOUN", "PROPN", "PRON") and not any(x.dep_ == "case" for x in c.children)
        if bare and c.dep_ in (
            "appos",
            "parataxis",
            "compound",
            "nmod",
            "dep",
            "dislocated",
            "list",
            "flat",
            "vocative",
        ):
            c.dep_ = "nsubj:pass" if any(x.dep_ == "aux:pass" for x in verb.children) else "nsubj"
            return


def second_subject(verb: Token) -> None:
    """ "Mr Macron urged Mr Putin to stop" with two subjects: of two noun phrases around an active verb, the second is its object."""
    own = [c for c in verb.children if c.dep_ == "nsubj"]
    before, behind = [c for c in own if c.i < verb.i], [c for c in own if c.i > verb.i]
    bare = verb.pos_ == "VERB" and not any(c.dep_ in ("obj", "iobj", "aux:pass", "cop") for c in verb.children)
    if not (before and len(behind) == 1 and bare) or before[-1].tag_ in ("WDT", "WP", "WRB"):
        return
    noun = behind[0]
    between = verb.doc[verb.i + 1 : noun.left_edge.i]
    if not noun.left_edge.is_punct and all(t.dep_ in ("advmod", "compound:prt") for t in between):
        noun.dep_ = "obj"


def lost_subject(verb: Token) -> None:
    """ "the day after Volodymyr Zelensky, the president, stated": a finite verb takes the noun phrase before it."""
    if not is_finite(verb) or has_subject(verb) or verb.dep_ in ("aux", "cop", "aux:pass", "amod", "acl"):
        return
    if verb.dep_ == "conj" and any(c.dep_ == "cc" for c in verb.children):
        return
    i = min(t.i for t in [verb, *(c for c in verb.children if c.dep_ in ("aux", "aux:pass", "advmod"))]) - 1
    while i > verb.sent.start and verb.doc[i].text in _BETWEEN:
        i -= 1
    if i < verb.sent.start:
        return  # nothing stands before it in its sentence
    noun = _phrase_ending_at(verb.doc[i], verb)
    doubled = (
        noun is not None
        and noun.dep_ == "nsubj"
        and noun.i > noun.head.i
        and noun.head.i < verb.i
        and any(c.dep_ == "nsubj" and c.i < noun.head.i for c in noun.head.children)
    )
    beneath = verb.is_ancestor(noun) if noun is not None else False
    if (
        noun is None
        or (noun.dep_ not in _STRAY and not doubled and not _hung_on_verb(noun))
        or (beneath and not doubled)
        or noun.head.i > noun.i
    ):
        return
    joined = next((c for c in noun.children if c.dep_ == "cc" and c.i < noun.i), None)
    if noun.dep_ == "conj" and joined is None:
        return
    above = noun.head
    for c in list(noun.children):
        if c.dep_ == "case" and c.i < noun.i:
            if c.lower_ not in CONJUNCTIONS:
                return
            c.head, c.dep_ = verb, "mark"
    was_passive = any(c.dep_ == "aux:pass" for c in verb.children)
    if noun.is_ancestor(verb):
        verb.head = above
    noun.head, noun.dep_ = verb, "nsubj:pass" if was_passive else "nsubj"
    if joined is not None:
        joined.head = verb
        top = _finite_above(above)
        if top is not None and top != verb and not verb.is_ancestor(top):
            verb.head, verb.dep_ = top, "conj"


def _hung_on_verb(noun: Token) -> bool:
    """Whether a noun phrase hangs on a verb by a relation that only nouns have."""
    return noun.head.pos_ == "VERB" and noun.dep_ in ("nmod:desc", "compound", "flat", "amod")


def _phrase_ending_at(last: Token, verb: Token) -> Token | None:
    """The head of the largest noun phrase whose last word is ``last`` (an apposition may close it)."""
    token = last
    if token.pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
        return None
    while (token.head != token and token.head.i < token.i) or token.dep_ in ("compound", "amod", "flat"):
        above = token.head
        if above in (token, verb) or above.pos_ not in ("NOUN", "PROPN", "PRON"):
            break
        if above.right_edge.i > verb.i and not above.is_ancestor(verb):
            break
        begun = any(c.dep_ == "case" and c.lower_ in CONJUNCTIONS for c in token.head.children)
        if token.dep_ == "conj" and any(c.dep_ == "cc" for c in token.children) and not begun:
            break  # "retook the palace and RSF units withdrew": the conjunction begins the verb's own clause
        token = above
    return token


def _finite_above(token: Token) -> Token | None:
    while token.head != token and not (
        token.pos_ == "VERB" and token.dep_ in ("ROOT", "ccomp", "parataxis") and is_finite(token)
    ):
        token = token.head
    while token.dep_ == "ccomp" and token.head != token:
        token = token.head
    return token if token.pos_ == "VERB" else None
