"""Who takes part in a meeting: the actors of subjects, objects and the noun phrases of meetings themselves."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.extract.arguments import nations
from kgraph.extract.clauses import case_of, children, conjuncts
from kgraph.extract.context import Context
from kgraph.nlp.tokens import Token
from kgraph.types import Mention

NOUNS = frozenset(
    "meeting talk summit conference negotiation discussion consultation dialogue session encounter parley huddle".split()
)
_PAIRS = frozenset(
    "leader side counterpart delegation pair minister official president negotiator team man diplomat envoy chief commander "
    "head general ambassador representative lawmaker premier party mediator secretary two duo trio pope pontiff king queen prince princess emir sultan chancellor".split()
)
_SEVERAL = ("both ", "the two ", "the three ", "two ", "three ", "leaders ", "officials ", "delegations ")
_PLURALS = (*(f"{noun}s" for noun in sorted(_PAIRS - {"man", "party", "secretary", "two"})), "pair", "secretaries")
_NOT_MET = frozenset("Place Treaty Equipment MediaOutlet".split())
# Talks by telephone: calls that are said to be of that kind, conversations.
_CALLS = frozenset("call conversation conference videoconference teleconference link".split())
_PHONES = frozenset("phone telephone videoconference video-call teleconference video".split())
_LINES = frozenset("phone telephone videoconference video-call teleconference call".split())
AMONG = frozenset({"between", "among", "amongst", "with", "involving"})


def of_noun(context: Context, noun: Token) -> list[Mention]:
    """Who takes part: "between X and Y", "of European leaders", "with Z", "their", "US-China talks"."""
    found: list[Mention] = []
    for c in children(noun, "nmod:poss"):
        found += people_in(context, conjuncts(c)) if c.tag_ != "PRP$" or noun.dep_ != "obj" else []
    for c in children(noun, "nmod", "obl"):
        if case_of(c) in AMONG | {"of"}:
            found += people_in(context, conjuncts(c))
    before = noun.doc[noun.left_edge.i : noun.i]
    names = [
        m
        for t in before
        if (m := context.mentions.name_at(t)) is not None and m.type in ("State", "Organization", "IGO", "ArmedGroup")
    ]
    return merge(names, found)


def people_in(context: Context, tokens: Iterable[Token]) -> list[Mention]:
    """The actors that can meet, in the noun phrases; several where one plural names several nations."""
    found: list[Mention] = []
    for token in tokens:
        several = [m for m in nations(context, token) if m.type not in _NOT_MET]
        mention = None if several else _one(context, token)
        found += [m for m in [*several, *([mention] if mention is not None else [])] if m not in found]
    return found


def _one(context: Context, token: Token) -> Mention | None:
    """The one participant that a noun phrase names or describes."""
    if token.lower_ in ("it", "who", "we", "i", "us", "its"):
        return context.actor(token) if token.lower_ in ("we", "us", "its") else None
    named = context.mentions.name_at(token)
    apposed = context.actor(token)
    if (
        apposed is not None
        and apposed.kind == "name"
        and apposed.type not in _NOT_MET
        and named is None
        and any(c.dep_ == "appos" for c in token.children)
    ):
        return apposed
    if named is None and token.lemma_.lower() in _PAIRS:
        return context.mentions.describe(token, default="UnnamedSource")
    found = context.actor(token)
    borrowed = found is not None and found.kind == "pronoun" and found.start != token.idx  # "met her husband"
    if found is None or found.type in _NOT_MET or borrowed:
        return None
    return None if token.pos_ == "NOUN" and named is None and token.lemma_.lower() in NOUNS else found


def is_call(token: Token) -> bool:
    """Whether the noun is a talk over the telephone or by video: "a phone call", "a video conference"."""
    words = {c.lemma_.lower() for c in children(token, "compound", "amod")}
    return token.lemma_.lower() in _CALLS and token.pos_ == "NOUN" and bool(words & _PHONES)


def is_phone(token: Token) -> bool:
    """Whether a noun names the telephone or the like as the means of a talk."""
    return token.lemma_.lower() in _LINES or is_call(token)


def is_leaders(token: Token) -> bool:
    """Whether a plural means people who meet to talk: "leaders", "envoys"."""
    return token.tag_ == "NNS" and token.lemma_.lower() in _PAIRS


def is_telling(people: list[Mention], spots: list[Mention]) -> bool:
    """Whether the claim names anybody: pronouns alone need a place, and "we" alone never will do."""
    others = [m for m in people if m.kind != "pronoun"]
    third = any(m.text.lower() not in ("we", "us", "our", "i", "me", "you") for m in people)
    return bool(others) or bool(third and spots)


def is_enough(people: list[Mention]) -> bool:
    """Two participants, or one phrase that means several."""
    if len(people) >= 2:
        return True
    return bool(people) and people[0].kind in ("nominal", "pronoun") and _plural(people[0].text)


def _plural(text: str) -> bool:
    """Whether the words mean several people."""
    low = text.lower()
    several = low in ("they", "we", "their") or low.startswith(_SEVERAL)
    return several or low.split(" of ")[0].endswith(_PLURALS)


def merge(*groups: list[Mention]) -> list[Mention]:
    """The mentions of all groups, each place of the text once, in order."""
    found: list[Mention] = []
    for group in groups:
        for m in group:
            if all((m.start, m.end) != (f.start, f.end) for f in found):
                found.append(m)
    return found


def meeting_in(token: Token) -> Token | None:
    """The meeting that a noun is or counts: "talks", "five rounds of negotiations", "a telephone call"."""
    if (token.lemma_.lower() in NOUNS and token.pos_ in ("NOUN", "PROPN")) or is_call(token):
        return token
    return next((c for c in children(token, "nmod") if case_of(c) == "of" and c.lemma_.lower() in NOUNS), None)
