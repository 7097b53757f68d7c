"""Attacks told by their outcome: "the raid left nine dead", "six died when rebels attacked", death tolls."""

from __future__ import annotations

from kgraph.extract.arguments import doers
from kgraph.extract.assaults import CAUSES, violence
from kgraph.extract.casualties import DIE, LIVES, casualties, toll_of, victims_of_lives
from kgraph.extract.clauses import case_of, children, obliques
from kgraph.extract.context import Context
from kgraph.extract.firing import blast, firing
from kgraph.extract.sides import Found, aims_of, attackers_of
from kgraph.extract.violence import is_concrete, is_violent
from kgraph.nlp.tokens import Token

_CONQUEST = frozenset("seize capture take recapture retake overrun".split())  # deeds of their own
_PEACEFUL_WARS = frozenset(
    "trade price cold culture tariff bidding turf star drug currency propaganda civil-service".split()
)
_TOLL_CASES = frozenset("from in of after by".split())


def outcome(context: Context, verb: Token) -> Found | None:
    """ "the raid left nine dead", "six people died in the shelling", "the attack claimed nine lives"."""
    toll = toll_of(verb)
    dead = doers(verb) if verb.lemma_ in DIE else []
    phrases = [t for case, t in obliques(verb) if case in CAUSES]
    phrases += [t for t in toll.subtree if case_of(t) in _TOLL_CASES] if toll is not None else []
    subjects = [] if dead or toll is not None else doers(verb)
    causes = [t for t in [*subjects, *phrases] if is_violent(t) or _is_war(t)]
    if not causes or casualties(context, verb) is None:
        return None
    hit = dead or (victims_of_lives(verb) if toll is None and verb.lemma_ in LIVES else [])
    aims = [a for t in causes for a in aims_of(t) if is_concrete(context, a)]
    return [m for t in causes for m in attackers_of(context, t)], aims + [t for t in hit if is_concrete(context, t)]


def cause_clause(context: Context, verb: Token) -> tuple[Token, Found] | None:
    """ "14 were killed when a bomber blew himself up in Peshawar": the clause that tells the deed, and its sides."""
    for c in [*children(verb, "advcl"), *(d for t in children(verb, "conj") for d in children(t, "advcl"))]:
        told = any(m.lower_ in ("when", "after", "as") for m in children(c, "advmod", "mark"))
        if told and c.lemma_ not in _CONQUEST:
            found = firing(context, c) or blast(context, c) or violence(context, c)
            if found is not None:
                return c, found
    return None


def _is_war(token: Token) -> bool:
    """A war, a conflict or violence in which people die; no trade war."""
    words = {c.lower_ for c in children(token, "compound", "amod")}
    return token.lemma_ in ("war", "conflict", "violence", "insurgency", "uprising") and not words & _PEACEFUL_WARS
