"""Which noun phrases the grammar of a sentence offers a pronoun as antecedent, and which it forbids.

After the binding conditions: a pronoun is not the subject of its own clause ("Iran provided it with drones"), nor the
phrase that it stands in ("its army"); the subjects of the clauses above it are its likeliest antecedents.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.resolve.scene import SUBJECTS

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Token

_CLAUSES = frozenset({"ccomp", "advcl", "xcomp", "acl:relcl", "acl", "parataxis", "advcl:relcl", "csubj", "ROOT"})
_ARGUMENTS = frozenset({"obj", "iobj", "obl", "obl:agent"})
_COUNTS = frozenset("all some most many none half few several number rest majority part".split())
_RELATIVES = frozenset({"who", "which", "that", "whom"})


def predicates(token: Token) -> Iterator[Token]:
    """The predicates above a word, from its own clause outwards; a coordinated predicate comes before the first one."""
    while True:
        moved = token.head is not token
        token = token.head
        if token.dep_ in _CLAUSES or (token.dep_ == "conj" and _is_predicate(token)):
            yield token
        if not moved or token.head is token:
            return


def _is_predicate(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") or any(c.dep_ in (*SUBJECTS, "cop") for c in token.children)


def subject_of(predicate: Token) -> Token | None:
    """The noun phrase that a predicate's subject is: its own, the one that it modifies, or the object that controls it."""
    own = next((c for c in predicate.children if c.dep_ in SUBJECTS), None)
    if own is not None:
        if own.lower_ in _RELATIVES and predicate.dep_ == "acl:relcl":
            return predicate.head
        return own
    if predicate.dep_ == "acl" and predicate.tag_ in ("VBG", "VBN"):
        return predicate.head
    if predicate.dep_ == "acl":  # "gives Israel 60 days to pull its soldiers out": Israel pulls
        return next((c for c in predicate.head.head.children if c.dep_ == "iobj"), None)
    if predicate.dep_ == "xcomp":  # "induced Russia to extend its range": Russia extends
        above = [c for c in predicate.head.children if c.dep_ in ("obj", "iobj") and c.i < predicate.i]
        return above[0] if above else None
    return None


def governors(pronoun: Token) -> list[Token]:
    """The subjects of the clauses above a pronoun, nearest first; of its own clause only for a possessive."""
    place = counted(pronoun)
    bound, first = place.dep_ in _ARGUMENTS or place.dep_ in SUBJECTS, True
    found: list[Token] = []
    for predicate in predicates(pronoun):
        subject = subject_of(predicate)
        own = first and bound
        if subject is not None:
            first = False
        fronted = next((c for c in predicate.lefts if c.dep_ == "ccomp"), None)  # "Peru has left, its envoy said"
        told = subject_of(fronted) if fronted is not None else None
        if fronted is not None and told is not None and pronoun not in fronted.subtree and told.i < pronoun.i:
            found.append(told)
        if subject is None or own or subject.i >= pronoun.i or subject is pronoun:
            continue
        if subject not in found:
            found.append(subject)
    return found


def forbidden(pronoun: Token) -> set[int]:
    """The heads (token indices) of phrases that the pronoun cannot mean."""
    found = set()
    pronoun = counted(pronoun)
    token = pronoun
    while token.head is not token and token.dep_ not in _CLAUSES and token.dep_ not in (*SUBJECTS, *_ARGUMENTS, "conj"):
        token = token.head
        if token.pos_ in ("NOUN", "PROPN"):
            found.add(token.i)
    if pronoun.dep_ in _ARGUMENTS:
        for predicate in predicates(pronoun):
            subject = subject_of(predicate)
            if subject is not None:
                found |= {t.i for t in coordinated(subject)}
                break
        found |= {
            t.i for c in pronoun.head.children if c.dep_ in _ARGUMENTS and c is not pronoun for t in coordinated(c)
        }
    if pronoun.dep_ in SUBJECTS:
        found |= {t.i for c in pronoun.head.children if c.dep_ in _ARGUMENTS for t in coordinated(c)}
    return found


def counted(pronoun: Token) -> Token:
    """ "Shot all of them down": the word that counts the pronoun has its place in the clause."""
    counts = pronoun.dep_ == "nmod" and (pronoun.head.pos_ in ("DET", "PRON", "NUM") or pronoun.head.lower_ in _COUNTS)
    return pronoun.head if counts else pronoun


def coordinated(token: Token) -> list[Token]:
    """A noun with those joined to it."""
    return [token, *(c for c in token.rights if c.dep_ == "conj")]


def coordinated_before(pronoun: Token) -> Token | None:
    """ "Seoul and its partners": the first of those that the phrase of a possessive is coordinated with."""
    phrase = pronoun.head
    if pronoun.dep_ != "nmod:poss" or phrase.dep_ != "conj" or phrase.head.pos_ not in ("NOUN", "PROPN"):
        return None
    return phrase.head if phrase.head.i < pronoun.i else None


def subject_ahead(pronoun: Token) -> Token | None:
    """ "In his speech, Biden said", "As he left, Biden spoke": the subject behind the adjunct that the pronoun stands in."""
    token = pronoun
    while token.head is not token:
        above = token.head
        asked = token.dep_ in ("ccomp", "xcomp") and any(c.dep_ in SUBJECTS for c in token.children)
        if asked and above.tag_ != "VBG":
            return None  # "Asked whether he would resign, Lopez said"; but "Admitting that he was late, Lopez said"
        if token.dep_ in ("obl", "advcl") and token.i < above.i:
            subject = next((c for c in above.children if c.dep_ in SUBJECTS), None)
            if subject is not None and max(pronoun.i, token.i) < subject.i:
                return subject if subject.pos_ in ("NOUN", "PROPN") else None
        token = above
    return None


def dislocated(pronoun: Token) -> Token | None:
    """ "Ana Ruiz, she is coming": the name or noun that stands before the clause of which the pronoun is the subject."""
    if pronoun.dep_ not in SUBJECTS or pronoun.i < 2 or pronoun.nbor(-1).text != ",":
        return None
    above = pronoun.head.head
    if pronoun.head.dep_ == "parataxis" and above.pos_ == "PROPN" and above.i < pronoun.i:
        between = (pronoun.nbor(i - pronoun.i) for i in range(above.i + 1, pronoun.i - 1))
        return above if all(t.dep_ == "flat" for t in between) else None
    before = [c for c in pronoun.head.lefts if c.dep_ in ("dislocated", "vocative") and c.i < pronoun.i]
    return before[-1] if before and before[-1].subtree[-1].i >= pronoun.i - 2 else None
