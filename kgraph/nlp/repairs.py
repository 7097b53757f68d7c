"""Mends dependency errors that news prose provokes again and again, where English grammar leaves no doubt.

Each repair is a function over one finite verb; it changes the tree only if the tree that results is the only
grammatical one, so a correct parse passes untouched.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from kgraph.nlp.infinitives import due_to_leave, infinitive_conjunct, infinitive_mark, raised_infinitive, raised_subject
from kgraph.nlp.nominals import BORDERS
from kgraph.nlp.resumptives import resumptive, sentential_relative
from kgraph.nlp.subjects import (
    governor_subject,
    inserted_cue,
    lost_subject,
    mislabelled_subject,
    reported_subject,
    second_subject,
)
from kgraph.nlp.verbforms import CONJUNCTIONS, FINITE, SUBJECTS, has_subject, is_finite

# Nouns whose clause may stand behind the verb: "reports emerged that ...".
_REPORTS = frozenset(
    "report claim rumour rumor news evidence fear suggestion speculation sign concern hope word idea indication "
    "allegation accusation belief suspicion confirmation".split()
)
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today statement interview conference briefing "
    "speech letter report post tweet video address".split()
)


@Language.component("kgraph_repairs", requires=["token.dep", "token.tag"], assigns=["token.dep", "token.head"])
def repairs(doc: Doc) -> Doc:
    """The same Doc with the repairs made."""
    for repair in (
        inserted_cue,
        governor_subject,
        reported_subject,
        raised_subject,
        infinitive_mark,
        raised_infinitive,
        due_to_leave,
        up_to_number,
        fronted_phrase,
        finite_conjunct,
        infinitive_conjunct,
        no_agent,
        hyphenated_name,
        case_on_head,
        before_conjunction,
        mark_not_case,
        mislabelled_subject,
        second_subject,
        lost_subject,
        nearer_clause,
        coordinated_cue,
        contact_clause,
        said_clause,
        resumptive,
        sentential_relative,
        border_with,
        day_of_saying,
    ):
        for token in doc:
            if token.pos_ in ("VERB", "AUX"):
                repair(token)
    return doc


def finite_conjunct(verb: Token) -> None:
    """ "Seoul urged Moscow to stop and voiced concern": a past tense is coordinated with no infinitive."""
    above = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ") or has_subject(verb) or is_finite(above):
        return
    if not any(c.dep_ == "mark" and c.lower_ == "to" for c in above.children):
        return
    while above.dep_ in ("xcomp", "advcl", "acl", "conj", "ccomp") and not is_finite(above):
        above = above.head
    if above.pos_ in ("VERB", "AUX") and is_finite(above) and above.i < verb.i:
        verb.head = above


def no_agent(verb: Token) -> None:
    """ "sent alongside Russian forces": who is not named with "by" is no agent."""
    for c in verb.children:
        if c.dep_ == "obl:agent" and not any(x.dep_ == "case" and x.lower_ in ("by", "through") for x in c.children):
            c.dep_ = "obl"


def up_to_number(verb: Token) -> None:
    """ "sent up to 500 soldiers": "up to" bounds the number; nothing is sent up, and the soldiers are the object."""
    for up in [c for c in verb.children if c.lower_ == "up" and c.i + 2 < len(c.doc)]:
        to, number = up.nbor(1), up.nbor(2)
        if to.lower_ != "to" or number.pos_ != "NUM" or up.i < verb.i:
            continue
        noun = number
        while noun.dep_ in ("nummod", "compound") and noun.head.i > noun.i:
            noun = noun.head
        if (
            to.head == noun
            and noun.head == verb
            and noun.dep_ == "obl"
            and not any(c.dep_ == "obj" for c in verb.children)
            and not any(c.dep_ == "aux:pass" for c in verb.children)
        ):
            noun.dep_ = "obj"
        up.head, up.dep_ = number, "advmod"
        to.head, to.dep_ = up, "fixed"


def fronted_phrase(verb: Token) -> None:
    """ "On Tuesday, the ship fired, the navy said" and "On Tuesday, the navy said, the ship fired": it fired on Tuesday.

    A phrase before what is reported belongs to the report where the cue stands behind it or is set into it.
    """
    clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    if clause is None or any(c.dep_ == "mark" for c in clause.children) or not _is_finite_clause(clause):
        return
    behind = clause.i < verb.i
    inserted = clause.i > verb.i and verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].text == ","
    if not behind and not inserted:
        return
    first = clause.left_edge.i if behind else verb.i
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    for c in list(verb.children):
        if c.dep_ not in ("obl", "advmod", "obl:unmarked") or c.i >= first or subject is None or c.i > subject.i:
            continue
        set_off = any(t.text == "," for t in verb.doc[c.i + 1 : subject.left_edge.i])
        if behind or set_off:
            c.head = clause


def _is_finite_clause(clause: Token) -> bool:
    return is_finite(clause) or any(c.dep_ in ("aux", "aux:pass", "cop") for c in clause.children)


def hyphenated_name(verb: Token) -> None:
    """ "to Port-au-Prince": a preposition between hyphens is part of the name."""
    for noun in (c for c in verb.subtree if c.pos_ == "PROPN"):
        for c in noun.children:
            if c.dep_ == "case" and 0 < c.i < len(c.doc) - 1 and c.nbor(-1).text == c.nbor(1).text == "-":
                c.dep_ = "flat"


def case_on_head(verb: Token) -> None:
    """ "with Narendra Modi": the preposition belongs to the whole name."""
    for noun in (c for c in verb.children if c.pos_ in ("NOUN", "PROPN")):
        for part in (c for c in noun.children if c.i < noun.i and c.dep_ in ("compound", "nmod:desc", "flat")):
            for c in part.children:
                if c.dep_ == "case" and c.i < part.i and c.lower_ not in ("'s", "’s"):
                    c.head = noun


def mark_not_case(verb: Token) -> None:
    """ "as President Zelensky sounded the alarm": the conjunction belongs to the verb, not to its subject."""
    for subject in (c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i):
        for c in list(subject.children):
            if c.dep_ == "case" and c.lower_ in CONJUNCTIONS and c.i < subject.i:
                c.head, c.dep_ = verb, "mark"


def before_conjunction(verb: Token) -> None:
    """ "sent troops as early as Sunday, and urged": what stands before "and" belongs to the clause before it."""
    if verb.dep_ != "conj" or verb.head.i > verb.i:
        return
    conjunction = next((c for c in verb.children if c.dep_ == "cc" and c.i < verb.i), None)
    if conjunction is None:
        return
    for c in list(verb.lefts):
        if c.i < conjunction.i and c.i > verb.head.i and c.dep_ in ("advmod", "obl", "obl:unmarked", "advcl", "nmod"):
            inner = [t for t in verb.doc[verb.head.i : c.i] if t.pos_ == "VERB" and verb.head.is_ancestor(t)]
            c.head = inner[-1] if inner else verb.head


def nearer_clause(clause: Token) -> None:
    """ "ratify its pact, which stipulates each party must help": a reported clause hangs on the verb right before it."""
    left = clause.left_edge.i - 1
    if clause.dep_ != "ccomp" or left < 0 or clause.doc[left] == clause.head:
        return
    verb = clause.doc[left]
    takes = verb.pos_ == "VERB" and verb.tag_ in (*FINITE, "VBN", "VBG", "VB") and clause.head.is_ancestor(verb)
    if takes and not any(c.dep_ in ("ccomp", "obj", "xcomp") for c in verb.children):
        clause.head = verb


def coordinated_cue(verb: Token) -> None:
    """ "declared that Russia was planning ..., and urged leaders": after a comma, a bare verb in the cue's tense is its own."""
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ") or has_subject(verb) or _has_aux(verb):
        return
    inner = verb.head
    if inner.dep_ != "ccomp" or inner.head.tag_ != verb.tag_ or (inner.tag_ == verb.tag_ and not _has_aux(inner)):
        return
    conjunction = next((c for c in verb.children if c.dep_ == "cc"), None)
    if conjunction is not None and conjunction.i > 0 and verb.doc[conjunction.i - 1].text == ",":
        verb.head = inner.head


def contact_clause(verb: Token) -> None:
    """ "an agreement he struck with Kim": a clause that follows a noun without any mark between modifies the noun."""
    if verb.dep_ not in ("parataxis", "dep", "ccomp") or not is_finite(verb):
        return
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is None or subject.lower_ not in ("he", "she", "it", "they", "we") or subject.i == 0:
        return
    noun = verb.doc[subject.i - 1]
    has_object = any(c.dep_ in ("obj", "ccomp", "xcomp") and c.tag_ not in ("VBZ",) for c in verb.children)
    adjacent = noun.pos_ == "NOUN" and noun.head != verb and not verb.is_ancestor(noun)
    if adjacent and not has_object and verb.head.i < noun.i and verb.head.lemma_ not in ("say", "tell", "add"):
        verb.head, verb.dep_ = noun, "acl:relcl"


def said_clause(clause: Token) -> None:
    """ "an official denied that Beirut had agreed": a that-clause behind the verb is the verb's, not its subject's."""
    noun = clause.head
    marked = any(c.dep_ == "mark" and c.tag_ == "IN" and c.lower_ == "that" for c in clause.children)
    if clause.dep_ not in ("acl", "acl:relcl") or not marked or noun.dep_ != "nsubj" or noun.lemma_ in _REPORTS:
        return
    verb = noun.head
    free = not any(c.dep_ in ("ccomp", "obj", "xcomp", "cop") for c in verb.children)
    if verb.pos_ == "VERB" and noun.i < verb.i < clause.left_edge.i and free:
        clause.head, clause.dep_ = verb, "ccomp"


def border_with(verb: Token) -> None:
    """ "drills near the border with Guyana": whom a border is with does not hold the drills."""
    for c in list(verb.children):
        first = c.left_edge
        if c.dep_ != "obl" or c.pos_ != "PROPN" or first.lower_ != "with" or first.i <= verb.i + 1:
            continue
        noun = first.nbor(-1)
        if noun.lemma_.lower() in BORDERS and noun != verb and verb.is_ancestor(noun):
            c.head, c.dep_ = noun, "nmod"


def day_of_saying(clause: Token) -> None:
    """ "said on Tuesday it had approved the sale": the day between a cue and its clause is the day of the saying."""
    cue = clause.head
    if clause.dep_ != "ccomp" or clause.i < cue.i or any(c.dep_ == "mark" for c in clause.children):
        return
    subject = next((c for c in clause.children if c.dep_ in SUBJECTS), None)
    for c in list(clause.lefts):
        between = subject is not None and cue.i + 1 == c.left_edge.i and c.right_edge.i + 1 == subject.left_edge.i
        if between and c.dep_ in ("obl", "obl:unmarked", "advmod") and c.lower_ in _DAYS:
            c.head = cue


def _has_aux(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "aux:pass", "cop") for c in verb.children)
