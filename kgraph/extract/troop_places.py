"""What stands around troops in a clause: where to and from, beside and against whom."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.clauses import case_of, children, obliques, patients
from kgraph.extract.context import Context, coordinated, participant
from kgraph.extract.forces import Force
from kgraph.extract.nouns import is_troops
from kgraph.extract.troop_verbs import BESIDE, GUARDING
from kgraph.nlp.nominals import BORDERS
from kgraph.nlp.tokens import Token
from kgraph.types import Mention, Participant

# What two have between them: "the border with Somalia" puts nobody at anybody's side.
_SHARED = BORDERS | frozenset("line truce ceasefire talk agreement deal treaty pact war conflict tie".split())
REINFORCING = frozenset("reinforce strengthen bolster boost augment beef supplement".split())


def surroundings(
    context: Context, verb: Token, force: Force, activity: str, owners: list[Mention], operator: Mention | None
) -> Iterator[Participant]:
    """Where to and from, beside and against whom, moved by whom."""
    around = [*phrases(verb), *in_phrase(force.head)]
    places = [(case, t) for case, t in around if case != "from"]
    direct = [
        ("to", t)
        for t in patients(verb)
        if verb.lemma_ in ("reach", "enter", "leave", "cross", "occupy", "hold", "control") and t != force.head
    ]
    if verb.pos_ not in ("VERB", "AUX"):
        direct.append((case_of(verb) or "in", verb))
    own = {m.text for m in owners}
    for mention in context.places([*direct, *places]):
        if mention.text not in own or mention.type == "Place":
            yield Participant("location", mention)
    for mention in context.places((c, t) for c, t in around if c in ("from", "out of")):
        if mention.text not in own:
            yield Participant("origin", mention)
            if activity == "withdraw":
                yield Participant("location", mention)  # where they are until they have left
    for case, token in around:
        clash = case == "with" and verb.lemma_ in ("clash", "battle", "skirmish", "spar")
        actor = context.mentions.of(token) is not None or is_troops(token)  # "with our consent" is nobody beside them
        joining = (verb.lemma_ in REINFORCING and is_troops(token)) or is_shared(token)
        if case in BESIDE and token != force.head and not clash and actor and not joining:
            yield from participant("ally", context.actors_of([token]))
        if case == "against" or clash:
            yield from participant("opponent", context.actors_of([token]))
    for c in [verb, *children(verb, "xcomp", "advcl")]:
        if c.lemma_ == "fight":
            enemies = [t for t in patients(c) if t != force.head and t != force.noun]
            yield from participant("opponent", [m for m in context.actors_of(enemies) if m.text not in own])
    if operator is not None:
        yield Participant("operator", operator)


def in_phrase(token: Token, depth: int = 0) -> Iterator[tuple[str, Token]]:
    """Prepositional phrases inside the noun phrase of the troops: "a battalion of 600 soldiers to Latvia"."""
    for c in children(token, "nmod", "obl"):
        for n in coordinated([c]):
            yield case_of(n), n
        if depth < 3:
            yield from in_phrase(c, depth + 1)


def is_shared(token: Token) -> bool:
    """Whether a phrase names whom something is shared with: "near the border with Guyana" puts nobody beside the troops."""
    first = token.left_edge
    return first.i > 0 and first.nbor(-1).lemma_.lower() in _SHARED


def _where(verb: Token) -> list[tuple[str, Token]]:
    """ "the port, where a ship took on soldiers": the noun that a clause with "where" describes."""
    above = verb
    for _ in range(4):
        if above.dep_ in ("acl:relcl", "advcl:relcl", "acl") and above.head.pos_ in ("NOUN", "PROPN"):
            if any(t.lower_ == "where" for t in above.subtree if t.i < above.i):
                return [("in", t) for t in coordinated([above.head])]
            return []
        if above.head == above:
            return []
        above = above.head
    return []


def phrases(verb: Token) -> list[tuple[str, Token]]:
    """The verb's prepositional phrases, with those of the purpose clauses under it: "sent in to fight near Goma"."""
    found = [*obliques(verb), *_where(verb)]
    for c in [verb, *children(verb, "advcl", "xcomp")]:
        if c.lemma_ in GUARDING:
            found.extend(("at", t) for t in children(c, "obj"))
    found.extend((case_of(c), c) for t in children(verb, "obj") if t.pos_ == "ADJ" for c in children(t, "obl", "nmod"))
    found.extend((case_of(c), c) for c in children(verb, "xcomp") if c.pos_ in ("NOUN", "PROPN"))
    for c in children(verb, "advcl", "xcomp"):
        found.extend(obliques(c))
    if verb.dep_ in ("xcomp",) and verb.head.pos_ == "VERB":
        found.extend(obliques(verb.head))
    return found
