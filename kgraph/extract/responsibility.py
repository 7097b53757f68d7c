"""Who is said to be behind an attack: claims of responsibility, blame, attribution and their denials."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgraph.extract.arguments import doers, things
from kgraph.extract.clauses import OBJECT_CONTROL, case_of, children, conjuncts, obliques
from kgraph.extract.context import Context
from kgraph.extract.sides import actors_in, deed_in
from kgraph.extract.violence import EXPLOSIONS, is_gun
from kgraph.nlp.tokens import Token
from kgraph.types import Mention, Polarity

_CLAIM = frozenset("claim take accept admit assume acknowledge".split())
_DISCLAIM = frozenset("deny disclaim reject disavow disown".split())
_PART = frozenset("responsibility involvement role part hand complicity participation".split())
_LAY = frozenset("blame attribute ascribe pin link tie trace".split())  # a deed on or to somebody
_NOBODY = frozenset("nobody none no-one".split())
VERBS = _CLAIM | _DISCLAIM | _LAY | {"accuse", "have", "play"}


@dataclass(slots=True)
class Charge:
    """Whom somebody holds to be behind which deeds; ``tellers`` say so, ``polarity`` is "-" for who denies it."""

    attackers: list[Mention]
    deeds: list[Token]
    tellers: list[Token] = field(default_factory=list)
    polarity: Polarity | None = None
    cue: Token | None = None  # the word that tells it, where it is not the head of the claim


def charge(context: Context, verb: Token) -> Charge | None:
    """The charge that a verb makes: "claimed responsibility for", "blamed X for", "attributed it to X"."""
    lemma = verb.lemma_.lower()
    if lemma in _CLAIM | _DISCLAIM | {"have", "play"}:
        return _owned(context, verb)
    found = _laid(context, verb) if lemma in _LAY else None
    return found or (_accused(context, verb) if lemma in ("blame", "accuse") else None)


def behind(context: Context, head: Token) -> Charge | None:
    """ "was behind the attack", "is responsible for the bombing": the subject is the attacker."""
    if not children(head, "cop"):
        return None
    if head.lemma_ == "responsible":
        deeds = [d for c in children(head, "obl") if case_of(c) == "for" and (d := deed_of(c)) is not None]
    elif case_of(head) == "behind":
        deeds = [d for t in conjuncts(head) if (d := deed_of(t)) is not None]
    else:
        return None
    accused = any(c.tag_ == "VBG" for c in children(head, "cop")) and head.head.lemma_ in OBJECT_CONTROL
    subjects = things(head.head) if accused else doers(head)  # "accused Minsk of being behind the attack"
    attackers = [m for t in subjects for m in actors_in(context, t)]
    if not deeds or not attackers:
        return None
    return Charge(attackers, deeds, doers(head.head), cue=head.head) if accused else Charge(attackers, deeds)


def deed_of(token: Token) -> Token | None:
    """The deed that a noun is or counts; an explosion is one where somebody is said to be behind it."""
    found = deed_in(token)
    return token if found is None and token.lemma_.lower() in EXPLOSIONS and is_gun(token) else found


def _owned(context: Context, verb: Token) -> Charge | None:
    """ "claimed responsibility for the bombing", "denied any role in the attack", "had a hand in it"."""
    lemma = verb.lemma_.lower()
    parts = [t for t in things(verb) if t.lemma_ in _PART]
    if lemma in ("have", "play", "take"):
        parts = [t for t in parts if t.lemma_ in ("hand", "part", "role", "responsibility")]
    phrases = [*obliques(verb), *((case_of(c), c) for t in parts for c in children(t, "nmod"))]
    deeds = [d for case, t in phrases if case in ("for", "in") and (d := deed_of(t)) is not None] if parts else []
    if not deeds:
        return None
    subjects = doers(verb)
    attackers = [m for t in subjects for m in actors_in(context, t)]
    nobody = any(t.lower_ in _NOBODY or _negated(t) for t in subjects)
    if nobody or (lemma in _CLAIM and context.assess(verb).polarity == "-"):
        return Charge([], deeds, [], "+")  # that nobody claims an attack does not undo it
    tellers = subjects if (lemma in _CLAIM | _DISCLAIM and "responsib" in parts[0].lemma_) or lemma in _DISCLAIM else []
    return Charge(attackers, deeds, tellers, "-" if lemma in _DISCLAIM else None) if attackers else None


def _laid(context: Context, verb: Token) -> Charge | None:
    """ "blamed the attack on X", "the attack was attributed to X by Y", "the killings have been linked to X"."""
    deeds = [d for t in things(verb) if (d := deed_of(t)) is not None]
    phrases = [(case, t) for case, t in obliques(verb) if case in ("on", "to")]
    phrases += [(case_of(c), t) for d in deeds for c in children(d, "nmod") for t in conjuncts(c) if case_of(c) == "on"]
    blamed = [
        m
        for case, t in phrases
        if case == ("on" if verb.lemma_ in ("blame", "pin") else "to")
        for m in actors_in(context, t)
    ]
    people = [m for m in dict.fromkeys(blamed) if m.type not in ("Place", "Treaty")]
    return Charge(people, deeds, doers(verb)) if deeds and people else None


def _accused(context: Context, verb: Token) -> Charge | None:
    """ "the army blamed the rebels for the strikes": the one who blames is the source, the blamed one the attacker."""
    deeds = [d for case, t in obliques(verb) if case in ("for", "of") and (d := deed_of(t)) is not None]
    blamed = [m for t in things(verb) for m in actors_in(context, t)]
    return Charge(blamed, deeds, doers(verb)) if deeds and blamed else None


def _negated(token: Token) -> bool:
    """Whether the noun is negated: "no responsibility"."""
    return any(c.lower_ in ("no", "neither") for c in children(token, "det", "advmod", "cc:preconj"))
