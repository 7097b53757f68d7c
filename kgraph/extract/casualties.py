"""Killed and injured: counts read from verbs of harm and from "left nine dead"."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.arguments import things
from kgraph.extract.clauses import case_of, children, is_passive, obliques, patients
from kgraph.extract.context import Context
from kgraph.nlp.tokens import Token
from kgraph.types import Casualties, Range

KILL = frozenset("kill murder slay massacre slaughter assassinate behead execute martyr lynch exterminate".split())
INJURE = frozenset("wound injure maim hurt mutilate".split())
HARM = KILL | INJURE
DIE = frozenset({"die", "perish"})
LIVES = frozenset({"claim", "cost", "take"})  # "claimed nine lives"
RISE = frozenset("rise climb reach stand pass exceed jump top hit increase grow mount surpass put".split())
_SHOT = {"shoot": "dead", "gun": "down", "mow": "down"}
_DEATHS = frozenset("dead killed deaths fatalities victims".split())
_OTHER_TOLLS = frozenset("wounded injured economic human road tolls psychological".split())
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
        if (
            t.tag_ == "VBG"
            and t.i > verb.i
            and t.head != verb
            and t.lemma_.lower() in HARM
            and t.nbor(-1).lower_ in (",", "and")
        ):
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
    """Whether the verb tells of dead or injured."""
    return verb.lemma_.lower() in HARM or any(
        c.lower_ in ("dead", "wounded", "injured", "hurt") for c in children(verb, "xcomp", "obj", "acl")
    )


def _of_verb(context: Context, verb: Token) -> tuple[Range | None, Range | None]:
    """The killed and the injured that a verb itself tells."""
    lemma = verb.lemma_.lower()
    if lemma == "leave":
        return _left(context, verb)
    if lemma in HARM:
        if _either(verb) or any(_either(c) for c in children(verb, "conj")):
            return None, None  # "killed or wounded 300": neither number is told
        number = _first(context, _victims(context, verb))
        return (number, None) if lemma in KILL else (None, number)
    return _first(context, _dead(verb)), None


def _victims(context: Context, verb: Token) -> list[Token]:
    """Whom a verb of harm is done to."""
    if verb.tag_ == "VBG":
        # "killing seven and wounding dozens": the parser may take all that follows for one noun phrase.
        following = verb.doc[verb.i + 1 : verb.i + 3]
        if len(following) == 2 and following[0].pos_ == "NUM" and following[1].lower_ == "and":
            return [following[0]]
    # "five were killed and 23 injured": the bare number before a participle counts its own victims.
    elided = [
        c for c in children(verb, "obl:unmarked", "nsubj", "nummod", "nsubj:pass") if c.pos_ == "NUM" and c.i < verb.i
    ]
    if verb.tag_ == "VBN" and verb.i and verb.nbor(-1).pos_ == "NUM" and verb.nbor(-1).dep_ == "conj":
        elided = [verb.nbor(-1)]  # the same, where the parser coordinates the number with the verb
    victims = (elided if verb.dep_ == "conj" else []) or patients(verb)
    victims = victims or (children(verb, "nsubj") if is_passive(verb) or verb.tag_ == "VBN" else [])
    if not victims and verb.tag_ == "VBG" and verb.dep_ == "conj":
        counted = (t for t in verb.doc[verb.i + 1 : verb.i + 5] if t.pos_ in ("NUM", "NOUN") and context.quantity(t))
        return [t for t in [next(counted, None)] if t is not None]
    return victims


def _dead(verb: Token) -> list[Token]:
    """Who died, told by another verb than one of killing: "nine died", "claimed nine lives", "shot nine dead"."""
    lemma = verb.lemma_.lower()
    if lemma in DIE:
        return children(verb, "nsubj", "nsubj:pass")
    if lemma in _SHOT:
        fatal = any(c.lower_ == _SHOT[lemma] for c in children(verb, "xcomp", "advmod", "compound:prt"))
        return patients(verb) if fatal else []
    if lemma in LIVES:
        return victims_of_lives(verb)
    if toll_of(verb) is not None:
        return [t for case, t in obliques(verb) if case in ("to", "at")] or things(verb)
    return []


def victims_of_lives(verb: Token) -> list[Token]:
    """Whose lives an attack takes, or the lives: "the lives of nine people", "nine lives", "thousands of lives"."""
    for token in children(verb, "obj"):
        inner = [c for c in children(token, "nmod") if case_of(c) == "of"]
        if token.lemma_ == "life":
            return inner or [token]
        if any(c.lemma_ == "life" for c in inner):
            return [token]
    return []


def toll_of(verb: Token) -> Token | None:
    """The death toll that a verb of amount tells: "the death toll rose to 40", "the number of dead stood at nine"."""
    if verb.lemma_.lower() not in RISE:
        return None
    for token in [*children(verb, "nsubj", "nsubj:pass"), *(children(verb, "obj") if verb.lemma_ == "put" else [])]:
        words = {t.lower_ for t in token.subtree}
        if token.lemma_ == "toll" and not words & _OTHER_TOLLS:
            return token
        if token.lemma_ in ("number", "count") and words & _DEATHS:
            return token
    return None


def _first(context: Context, tokens: list[Token]) -> Range | None:
    return next((n for t in tokens if (n := count(context, t)) is not None), None)


def _either(verb: Token) -> bool:
    """Whether two kinds of harm are told as one: "killed or wounded 300"."""
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
    """Whether the word counts people."""
    return token.pos_ in ("NUM", "NOUN", "PRON") and token.tag_ != "PRP" and context.quantity(token) is not None
