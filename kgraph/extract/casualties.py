"""Killed and injured: counts read from verbs of harm and from "left nine dead"."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.clauses import children, is_passive, patients
from kgraph.extract.context import Context
from kgraph.nlp.tokens import Token
from kgraph.types import Casualties, Range

KILL = frozenset("kill murder slay massacre slaughter assassinate behead execute martyr lynch exterminate".split())
INJURE = frozenset("wound injure maim hurt mutilate".split())
HARM = KILL | INJURE
_NOBODY = frozenset("nobody none no-one".split())
_TIES = ("advcl", "conj", "parataxis", "acl", "acl:relcl", "xcomp", "ccomp", "dep")


def casualties(context: Context, verb: Token) -> Casualties | None:
    """The killed and injured of the event at a verb: its own, and those of the clauses that hang on it."""
    killed: Range | None = None
    injured: Range | None = None
    for token in cluster(verb):
        deaths, wounds = _of_verb(context, token)
        killed, injured = killed or deaths, injured or wounds
    return Casualties(killed, injured) if killed or injured else None


def cluster(verb: Token, depth: int = 0) -> Iterator[Token]:
    """A verb and the verbs of harm that tell its outcome: "hit a market, killing 12 and wounding 40"."""
    yield verb
    if depth > 3:
        return
    for c in verb.children:
        if c.dep_ in _TIES and c.i > verb.i and (_tells_harm(c) or c.lemma_ in ("die", "leave", "include")):
            yield from cluster(c, depth + 1)
    if depth == 0:
        yield from _trailing(verb)


def _trailing(verb: Token) -> Iterator[Token]:
    """A participle of harm behind a comma tells the main deed's outcome, wherever the parser hangs it."""
    for t in verb.subtree:
        if t.tag_ == "VBG" and t.i > verb.i and t.head != verb and t.lemma_.lower() in HARM and t.nbor(-1).text == ",":
            yield from cluster(t, 1)


def absorbs(head: Token, verb: Token) -> bool:
    """Whether the verb only tells the outcome of the event at ``head``."""
    return head != verb and any(t == verb for t in cluster(head))


def count(context: Context, token: Token) -> Range | None:
    """How many persons a noun phrase means; None where it means no persons that can be counted."""
    if any(c.lower_ == "no" for c in children(token, "det")) or token.lower_ in _NOBODY:
        return Range(0, 0)
    quantity = context.quantity(token)
    if quantity is not None:
        return Range(quantity.min, quantity.max)
    for inner in (c for c in token.children if c.dep_ in ("nmod", "appos")):
        quantity = context.quantity(inner) if inner.i > token.i and token.pos_ == "NUM" else None
        if quantity is not None:
            return Range(quantity.min, quantity.max)
    if token.pos_ == "PROPN" or token.lower_ in ("him", "her", "he", "she"):
        return Range(1, 1) if token.ent_type_ in ("PER", "PERSON", "") else None
    if token.tag_ == "NN" and any(c.lower_ in ("a", "an", "one", "another") for c in children(token, "det", "nummod")):
        return Range(1, 1)
    return Range(2, None) if token.tag_ == "NNS" else None


def _tells_harm(verb: Token) -> bool:
    return verb.lemma_.lower() in HARM or any(
        c.lower_ in ("dead", "wounded", "injured", "hurt") for c in children(verb, "xcomp", "obj", "acl")
    )


def _of_verb(context: Context, verb: Token) -> tuple[Range | None, Range | None]:
    lemma = verb.lemma_.lower()
    if lemma == "leave":
        return _left(context, verb)
    if lemma == "die":
        dead = next((n for t in children(verb, "nsubj") if (n := count(context, t)) is not None), None)
        return dead, None
    if lemma not in HARM:
        return None, None
    # "five were killed and 23 injured": the bare number before a participle counts its own victims.
    elided = [
        c for c in children(verb, "obl:unmarked", "nsubj", "nummod", "nsubj:pass") if c.pos_ == "NUM" and c.i < verb.i
    ]
    if verb.tag_ == "VBN" and verb.i and verb.nbor(-1).pos_ == "NUM" and verb.nbor(-1).dep_ == "conj":
        elided = [verb.nbor(-1)]  # the same, where the parser coordinates the number with the verb
    victims = (elided if verb.dep_ == "conj" else []) or patients(verb)
    victims = victims or (children(verb, "nsubj") if is_passive(verb) or verb.tag_ == "VBN" else [])
    number = next((n for t in victims if (n := count(context, t)) is not None), None)
    if _either(verb) or any(_either(c) for c in children(verb, "conj")):
        return None, None  # "killed or wounded 300": neither number is told
    return (number, None) if lemma in KILL else (None, number)


def _either(verb: Token) -> bool:
    return verb.dep_ == "conj" and verb.head.lemma_ in HARM and any(c.lower_ == "or" for c in verb.children)


def _left(context: Context, verb: Token) -> tuple[Range | None, Range | None]:
    """ "left nine dead and thirty wounded"."""
    killed: Range | None = None
    injured: Range | None = None
    for token in verb.subtree:
        if token.lower_ not in ("dead", "wounded", "injured", "hurt") or token.i < verb.i or token.i - verb.i > 20:
            continue
        holder = next((t for t in reversed(list(verb.doc[verb.i + 1 : token.i])) if _counts(context, t)), None)
        number = count(context, holder) if holder is not None else None
        if token.lower_ == "dead":
            killed = killed or number
        else:
            injured = injured or number
    return killed, injured


def _counts(context: Context, token: Token) -> bool:
    return token.pos_ in ("NUM", "NOUN", "PRON") and token.tag_ != "PRP" and context.quantity(token) is not None
