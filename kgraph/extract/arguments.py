"""Doers, objects and places of a clause, with the parser's usual slips put right: double subjects, deep places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kgraph.extract.clauses import CLAUSAL, agents, case_of, conjuncts, is_passive, patients
from kgraph.extract.context import Context
from kgraph.nlp.tokens import Token, once
from kgraph.types import Claim, Mention

_WHERE = frozenset(
    "in at near inside outside across on off over onto around along toward towards into against beneath".split()
)
_WHERE_TWO = frozenset({"close to", "north of", "south of", "east of", "west of", "outside of", "inside of"})
_POSSESSIVE = ("'s", "’s", "‘s", "'", "’")


def doers(verb: Token) -> list[Token]:
    """Who does it, without owners read as subjects ("Turkey's air force") and subjects that stand behind the verb."""
    return list(_doers(verb))


@once
def _doers(verb: Token) -> list[Token]:
    found = _agents(verb)
    before = [t for t in found if t.i < verb.i]
    return [t for t in found if not _is_owner(t) and not (before and t.i > verb.i and not is_passive(verb))]


def things(verb: Token) -> list[Token]:
    """To whom or what it is done; a second subject behind the verb is its object ("told Ursula by telephone that")."""
    return list(_things(verb))


@once
def _things(verb: Token) -> list[Token]:
    found = patients(verb)
    if is_passive(verb) and any(t.i < verb.i for t in found):
        found = [t for t in found if not _behind(t, verb)]
    subjects = _agents(verb) if verb.lemma_ in ("tell", "inform", "assure", "brief", "warn", "urge") else []
    if any(t.i < verb.i for t in subjects):
        found = found + [t for t in subjects if _behind(t, verb) and t not in found]
    return found


def where(context: Context, heads: Iterable[Token], *, skip: Iterable[Mention] = ()) -> list[Mention]:
    """The named places in the phrases of verbs and nouns, however deep, but of no other clause."""
    found: list[Mention] = []
    taken = {(m.start, m.end) for m in skip}
    for head in heads:
        for token in head.subtree:
            case = case_of(token)
            if (case not in _WHERE and case not in _WHERE_TWO) or not _inside(token, head):
                continue
            for mention in context.places([(case if case in _WHERE else "near", token)]):
                spot = place(context, mention)
                if mention.kind == "name" and (mention.start, mention.end) not in taken and spot not in found:
                    found.append(spot)
    return found


def place(context: Context, mention: Mention) -> Mention:
    """A capital that is named as the place of an event is the city, not its government."""
    metonym = context.actors.metonym(mention.text) if mention.type == "State" else None
    return replace(mention, type="Place") if metonym is not None and metonym.kind == "capital" else mention


def dated(claim: Claim, verb: Token) -> Claim:
    """The claim with the phase of a deed: "held talks" is over, where "held the town" goes on."""
    past = verb.tag_ == "VBD" or (
        verb.tag_ == "VBN" and not any(c.lower_ in ("is", "are", "being") for c in verb.children)
    )
    over = claim.phase == "ongoing" and past and verb.lemma_.lower() in ("hold", "have", "host", "stay", "be")
    if over:
        return replace(claim, phase="completed")
    to_come = _infinitive(verb) or _subjunctive(verb) or any(c.lower_ == "must" for c in verb.children)
    return replace(claim, phase="planned") if claim.phase is None and claim.polarity == "+" and to_come else claim


def _infinitive(verb: Token) -> bool:
    """ "a pledge to send": yet to come; not the purpose of a journey made ("flew to Rome to meet")."""
    marked = any(c.dep_ == "mark" and c.lower_ in ("to", "due") for c in verb.children)  # "is due to visit"
    return marked and not (verb.dep_ == "advcl" and verb.head.tag_ in ("VBD", "VBN"))


def _subjunctive(verb: Token) -> bool:
    """ "demanded that Israel ease restrictions"."""
    return verb.tag_ == "VB" and not any(c.dep_ in ("aux", "mark") and c.lower_ != "that" for c in verb.children)


def nations(context: Context, token: Token) -> list[Mention]:
    """The several states that one plural stands for: "Russian and Ukrainian negotiators", "officials from Mali and Niger"."""
    if token.tag_ not in ("NNS", "NNPS") or context.mentions.name_at(token) is not None:
        return []
    found: list[Mention] = []
    for child in token.children:
        if child.dep_ in ("amod", "compound", "nmod", "nmod:poss") and (
            child.i < token.i or case_of(child) in ("of", "from")
        ):
            for t in conjuncts(child):
                m = context.mentions.name_at(t)
                if m is not None and m.type in ("State", "ArmedGroup", "Organization", "IGO") and m not in found:
                    found.append(m)
    return found if len(found) > 1 else []


def phrase_tokens(noun: Token) -> Iterator[Token]:
    """The tokens of a noun phrase with its prepositional phrases, without its clauses and what is coordinated with it."""
    for token in noun.subtree:
        above = token
        while above != noun and above.dep_ not in ("acl", "acl:relcl", "advcl", "parataxis", "appos"):
            if above.dep_ in ("conj", "cc") and above.head == noun:
                break
            above = above.head
        if above == noun:
            yield token


def _agents(verb: Token) -> list[Token]:
    """The agents; for a coordinated verb whose only subject stands behind it, those of the verb before."""
    found = agents(verb)
    if verb.dep_ == "conj" and found and all(t.i > verb.i for t in found) and not is_passive(verb):
        return agents(verb.head)
    return found


def _is_owner(token: Token) -> bool:
    """Whether the word is a possessor: its possessive ending follows."""
    following = token.nbor(1).text if token.i + 1 < len(token.doc) else ""
    return following in _POSSESSIVE


def _behind(token: Token, verb: Token) -> bool:
    """Whether the word is a subject that stands behind its verb."""
    return token.dep_ == "nsubj" and token.head == verb and token.i > verb.i


def _inside(token: Token, head: Token) -> bool:
    """Whether only phrases lie between the token and its head."""
    while token != head:
        harm = token.dep_ in ("advcl", "conj") and token.head == head and token.tag_ == "VBG"
        if (token.dep_ in CLAUSAL or (token.dep_ == "conj" and token.pos_ == "VERB")) and not harm:
            return False
        if token.dep_.startswith("nsubj") and token.i > head.i:
            return False
        token = token.head
    return True
