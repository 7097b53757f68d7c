"""Who stands on which side of an attack: attackers by subject, owner or by-phrase, targets by object or aim."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kgraph.extract.arguments import doers, things
from kgraph.extract.clauses import case_of, children, conjuncts, obliques
from kgraph.extract.context import Context
from kgraph.extract.nouns import PLACES
from kgraph.extract.violence import (
    CRAFT,
    DO,
    FIRE,
    IRREGULAR,
    OF_TARGET,
    PEOPLE,
    SITES,
    is_armed,
    is_deed,
    is_gun,
    is_violent,
)
from kgraph.nlp.tokens import Token
from kgraph.types import Mention

Found = tuple[list[Mention], list[Token]]  # who attacks, and the nouns of what is attacked
ARMED_TYPES = ("ArmedForce", "ArmedGroup")
_AMOUNTS = frozenset("hundred thousand dozen score number handful ten scores".split())
_HOLLOW = frozenset("group man person people one".split())
_LINKED = re.compile(r"-(linked|backed|led|aligned|allied|affiliated|controlled|supported|funded|inspired|trained)\b")


@dataclass(slots=True)
class Side:
    """What the subject of an attack is: the actors, whether they bear arms, whether it can attack at all."""

    actors: list[Mention] = field(default_factory=list)
    armed: bool = False
    fits: bool = False

    def add(self, mentions: Iterable[Mention]) -> None:
        """Adds the actors that are not there yet."""
        self.actors += [m for m in mentions if m not in self.actors]


def side_of(context: Context, tokens: Iterable[Token]) -> Side:
    """The side that the subjects of a clause make up."""
    side = Side()
    for token in tokens:
        people = is_armed(_counted(token))
        if (is_violent(token) and not people) or (token.lemma_.lower() in CRAFT and token.pos_ == "NOUN"):
            side.fits = True
            side.armed = side.armed or is_violent(token)
            side.add(attackers_of(context, token))
            continue
        found = actors_in(context, token)
        armed = people or any(m.type in ARMED_TYPES for m in found)
        side.fits = side.fits or bool(found) or armed or token.lemma_.lower() in PEOPLE
        side.armed = side.armed or armed
        side.add(found)
    return side


def actors_in(context: Context, token: Token) -> list[Mention]:
    """The actor of a noun phrase, by its owner where the noun only tells which of its people: "Israeli soldiers"."""
    token = _counted(token)
    named = context.mentions.name_at(token)
    common = token.lemma_.lower() in PEOPLE | CRAFT | SITES | PLACES or is_armed(token) or is_gun(token)
    if named is None and common and token.lemma_.lower() != "police":
        owner = _owner(context, token)
        named_place = [
            m
            for c in children(token, "nmod", "compound")
            if (case_of(c) == "of" or c.dep_ == "compound") and (m := context.mentions.name_at(c)) is not None
        ]
        if token.lemma_.lower() in PLACES and named_place:
            return named_place
        irregular = token.lemma_.lower() in IRREGULAR and (owner is None or owner.type == "State")
        if owner is not None and not irregular and owner.type not in ("Treaty", "Equipment"):
            return [owner]
        described = context.mentions.describe(token, default="ArmedGroup") if irregular else None
        if described is not None:
            return [replace(described, type="ArmedGroup")]
    found = context.side(token)
    if is_armed(token) and found and found[0].type == "UnnamedSource":
        return [replace(found[0], type="ArmedForce")]
    return [m for m in found if m.type not in ("Treaty", "Equipment") and not m.text.isdigit()]


def _counted(token: Token) -> Token:
    """ "hundreds of fighters": the fighters."""
    if token.lemma_.lower() not in _AMOUNTS:
        return token
    return next((c for c in children(token, "nmod") if case_of(c) == "of"), token)


def _owner(context: Context, token: Token) -> Mention | None:
    """Whose people or thing it is; not the one that an owner is only tied to ("the Iran-backed group")."""
    found = [context.mentions.owner(token)]
    found += [context.mentions.name_at(c) for c in children(token, "nmod") if case_of(c) in ("", "of", "from")]
    found += [context.mentions.owner(c) for c in children(token, "nmod") if case_of(c) == "of"]
    return next((m for m in found if m and not _only_tied(token, m) and not m.text.isdigit()), None)


def _only_tied(token: Token, mention: Mention) -> bool:
    """Whether the name only says what somebody is tied to: "anti-Israeli", "US-backed"."""
    text = token.doc.text
    before = text[max(0, mention.start - 5) : mention.start].lower()
    return before.endswith(("anti-", "pro-")) or _LINKED.match(text[mention.end :]) is not None


def attackers_of(context: Context, noun: Token) -> list[Mention]:
    """Whose attack or weapon it is: "Israeli strikes", "an attack by M23", "a rocket fired by Hezbollah"."""
    deed = deed_in(noun) or noun
    found = [
        m
        for c in children(deed, "nmod", "obl:agent", "obl")
        if case_of(c) == "by"
        for t in conjuncts(c)
        for m in actors_in(context, t)
    ]
    for c in children(deed, "acl", "acl:relcl"):
        if c.lemma_ in FIRE | DO | {"claim", "plan", "lead", "order"}:
            found += [m for t in doers(c) if t != deed for m in actors_in(context, t)]
        if c.lemma_ in ("blame", "attribute", "pin"):  # "an attack blamed on the rebels"
            found += [m for case, t in obliques(c) if case in ("on", "to") for m in actors_in(context, t)]
    for c in [] if found else children(deed, "nmod:poss", "amod", "compound", "nmod"):
        if c.i < deed.i and (c.dep_ != "nmod" or not case_of(c)):
            owner = context.mentions.name_at(c) or (context.mentions.of(c) if c.dep_ == "nmod:poss" else None)
            found += [owner] if owner is not None else []
    return [m for m in dict.fromkeys(found) if m.type not in ("Place", "Treaty", "Equipment")]


def aims_of(noun: Token) -> list[Token]:
    """What an attack noun is aimed at: "on X", "against X", "of X" after a bombing."""
    deed = deed_in(noun) or noun
    cases = {"on", "against", "at", "upon", "targeting"} | ({"of"} if deed.lemma_.lower() in OF_TARGET else set())
    found = [t for c in children(deed, "nmod", "obl") if case_of(c) in cases for t in conjuncts(c)]
    return found + [
        t
        for c in children(deed, "acl")
        if c.lemma_ in ("target", "hit", "strike") and c.tag_ == "VBG"
        for t in things(c)
    ]


def deed_in(token: Token) -> Token | None:
    """The attack that a noun is or counts: "attacks", "dozens of air raids", "a series of bombings"."""
    if is_deed(token):
        return token
    return next((c for c in children(token, "nmod") if case_of(c) == "of" and is_deed(c)), None)


def targets_in(context: Context, tokens: Iterable[Token]) -> list[Mention]:
    """The actors and places hit; people whom nobody can name are left to the casualties."""
    found: list[Mention] = []
    for token in tokens:
        for m in _as_place(context, token) or actors_in(context, token):
            owned = any(c.dep_ == "nmod:poss" for c in token.children)  # "the city's power stations"
            vague = m.kind == "nominal" and (
                m.type == "UnnamedSource"
                or (m.type in ("Place", "Organization") and not owned)
                or m.text.split()[-1].lower() in _HOLLOW
            )
            if not vague and m not in found:
                found.append(m)
    return found


def _as_place(context: Context, token: Token) -> list[Mention]:
    """A town that the language model took for a person or an organisation ("missiles hit Odesa")."""
    named = context.mentions.name_at(token)
    if named is None or named.type not in ("Person", "Organization") or " " in named.text:
        return []
    return [m for m in context.places([("in", token)]) if m.type == "Place" and m.kind == "name"]
