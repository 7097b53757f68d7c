"""Attacks told by what weapons do: rockets fired at a town, a bomb that goes off, a shell that lands on a house."""

from __future__ import annotations

from kgraph.extract.arguments import doers, things, where
from kgraph.extract.clauses import case_of, children, is_passive, obliques
from kgraph.extract.context import Context
from kgraph.extract.sides import Found, side_of
from kgraph.extract.violence import CHARGES, CRAFT, EXPLOSIONS, PEOPLE, SITES, is_concrete, is_gun
from kgraph.nlp.tokens import Token

_AIMS = frozenset("at on into onto toward towards against over across upon".split())
_BESIDE = frozenset({"near", "around", "outside", "close to"})
_THROWN = frozenset("bomb grenade shell missile rocket drone munition mortar explosive stone molotov petrol".split())
EXPLODE = frozenset({"explode", "detonate"})
RIP = frozenset("rip tear sweep".split())
LAND = frozenset("land fall crash slam plough".split())
# Verbs that ``blast`` reads; "go" and "set" with "off".
GO_OFF = EXPLODE | RIP | LAND | {"go", "set"}
_FALLS = frozenset("on onto into in at".split())
_FLYING = frozenset("rocket missile drone".split())
_WATERS = frozenset("sea ocean pacific atlantic gulf water waters strait bay lake orbit space desert".split())


def firing(context: Context, verb: Token) -> Found | None:
    """ "fired rockets at the airport", "opened fire on a convoy", "missiles were launched at Haifa"."""
    if verb.lemma_ in ("drop", "throw", "send"):  # people also drop arms by parachute and send tanks
        shots = [t for t in things(verb) if t.lemma_.lower() in _THROWN]
    else:
        shots = [
            t for t in things(verb) if is_gun(t) or t.lower_ == "fire" or any(is_gun(c) for c in children(t, "nmod"))
        ]
    phrases = [
        *obliques(verb),
        *((case_of(n), n) for t in shots for c in [t, *children(t, "nmod")] for n in children(c, "nmod")),
    ]
    cases = _AIMS - {"across", "over"} if verb.lemma_ == "send" else _AIMS
    cases = cases | _BESIDE if shots else cases
    aims = [t for case, t in phrases if case in cases and is_concrete(context, t) and t.lower_ not in _WATERS]
    plain = verb.lemma_ in ("fire", "shoot") and not things(verb)
    if not aims or not (shots or plain):
        return None
    return side_of(context, doers(verb)).actors, list(dict.fromkeys(aims))


def arson(context: Context, verb: Token) -> Found | None:
    """ "set fire to the consulate", "set the market ablaze"."""
    if any(t.lower_ == "fire" for t in things(verb)):
        burnt = [t for case, t in obliques(verb) if case == "to"]
    else:
        words = {c.lower_ for c in children(verb, "xcomp", "advmod", "obl")}
        burnt = things(verb) if words & {"ablaze", "alight", "fire"} else []
    burnt = [t for t in burnt if is_concrete(context, t)]
    side = side_of(context, doers(verb))
    return (side.actors, burnt) if burnt and (side.fits or is_passive(verb)) else None


def blast(context: Context, verb: Token) -> Found | None:
    """ "a car bomb exploded outside the consulate", "a shell landed on their base", "militants detonated a bomb"."""
    lemma = verb.lemma_.lower()
    off = any(c.lower_ == "off" for c in children(verb, "compound:prt", "advmod"))
    if lemma in ("go", "set") and not off:
        return None
    objects = [t for t in things(verb) if _charge(t)]
    if lemma == "set" or (lemma in EXPLODE and things(verb)):
        hit = [
            t for case, t in obliques(verb) if case in ("in", "at", "on", "under", "inside") and is_concrete(context, t)
        ]
        return (side_of(context, doers(verb)).actors, hit) if objects else None
    charges = [t for t in doers(verb) if _charge(t) or (lemma in RIP and is_gun(t) and t.lemma_ in EXPLOSIONS)]
    if not charges:
        return None
    cases = {"through"} if lemma in RIP else _FALLS if lemma in LAND else {"in", "inside"}
    cases = cases - {"in", "at"} if lemma == "crash" else cases
    aims = [t for case, t in obliques(verb) if case in cases and is_concrete(context, t) and not _in_water(t)]
    aloft = all(t.lemma_.lower() in _FLYING for t in charges)  # rockets and drones also fail
    close = lemma in ("land", "fall") and any(case in ("near", "outside", "close to") for case, _ in obliques(verb))
    if (lemma in RIP | LAND or aloft) and not aims and not close:
        return None
    if (aloft and lemma in EXPLODE and not any(t.lemma_.lower() in SITES | CRAFT | PEOPLE for t in aims)) or not (
        aims or where(context, [verb])
    ):
        return None
    return side_of(context, charges).actors, aims


def _charge(token: Token) -> bool:
    """Whether the noun means something that explodes where people attack, in its usual sense: no rocket on its pad."""
    return token.lemma_.lower() in CHARGES and token.pos_ in ("NOUN", "PROPN")


def _in_water(token: Token) -> bool:
    """Whether the word names a water."""
    return any(t.lower_ in _WATERS for t in [token, *children(token, "compound", "flat")])
