"""Noun phrases of troops: "10,000 soldiers", "a unit of North Koreans", "the last of its troops", "they"."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kgraph.extract.clauses import agents, case_of, children, conjuncts, obliques
from kgraph.extract.context import Context
from kgraph.extract.force_words import (
    ANAPHORIC,
    BARE_NUMBERS,
    CREWED,
    FIGHTING,
    MARTIAL,
    MEMBERS,
    NOMINAL,
    PARTS,
    REMAINDERS,
    SAILING,
    SELF_MOVING,
    SENDING,
    WARLIKE,
)
from kgraph.extract.nouns import SHIPS, TROOPS, WEAK_TROOPS, is_troops, is_weapon
from kgraph.nlp.tokens import Token
from kgraph.types import Mention, Quantity


@dataclass(frozen=True, slots=True)
class Force:
    """A noun phrase of troops: its head, the noun that counts them, and whose they are where the phrase says so.

    ``anaphoric`` phrases ("they", "the first group") speak of the force in view.
    """

    head: Token
    noun: Token
    owner: Mention | None
    anaphoric: bool = False


NEAR = 35  # tokens, about a sentence, between two phrases of which the second may go on with the first


@dataclass(slots=True)
class InView:
    """The force that the article speaks of: whose it is, and the last noun phrase that named it."""

    owner: Mention | None = None
    last: Force | None = None
    seen: Counter[str] = field(default_factory=Counter)
    owners: dict[str, Mention] = field(default_factory=dict)

    def see(self, force: Force, owner: Mention | None) -> None:
        """Notes a force that was read."""
        self.last = force
        if owner is not None and owner.kind != "pronoun":
            self.owner = owner
            self.seen[owner.text] += 1
            self.owners.setdefault(owner.text, owner)

    def whose(self, force: Force) -> Mention | None:
        """Whose a force is that goes on with one before: the last one's near it, farther on the one most spoken of.

        Farther on, a force that is only counted ("some 5,000 soldiers") may be anybody's.
        """
        if self.last is None or self.owner is None:
            return None
        near = force.head.sent.start - self.last.head.sent.end <= NEAR
        if near or not is_definite(force):
            return self.owner if near else None
        most = self.seen.most_common(2)
        return self.owners[most[0][0]] if len(most) == 1 or most[0][1] > most[1][1] else None


def find_force(context: Context, token: Token, view: InView) -> Force | None:
    """The force that the token's noun phrase is, if it is one."""
    noun = token.pos_ in ("NOUN", "PROPN") or token.tag_ in ("NN", "NNS", "NNP", "NNPS")
    if not noun and token.dep_ not in ("nsubj", "nsubj:pass", "obj"):
        return None  # no kind of force can head its phrase there
    for kind in (named_force, members, vessels, people, armed_body):
        force = kind(context, token)
        if force is not None:
            return force
    return referring(token, view)


def named_force(context: Context, token: Token) -> Force | None:
    """A noun that means troops: "soldiers", "Rwandan units", "a group of 2,600 soldiers"."""
    lemma = token.lemma_.lower()
    if lemma not in TROOPS and lemma not in WEAK_TROOPS:
        return None
    weak = lemma in WEAK_TROOPS and token.tag_ in ("NN", "NNS", "NNPS")
    owner = _owner(context, token)
    own = owner is not None and (
        owner.type in ("State", "ArmedGroup", "Organization", "IGO") or owner.text.lower() in ("its", "their")
    )
    sent = (
        weak
        and owner is None
        and token.dep_ == "obj"
        and token.head.lemma_ in SENDING
        and _by_actor(context, token.head)
    )
    placed = weak and token.dep_ == "nsubj:pass" and token.head.lemma_ in ("deploy", "station", "dispatch", "redeploy")
    beside_actor = weak and (own or sent or placed)
    if not is_troops(token) and not (beside_actor and lemma not in ("company", "team", "military", "column")):
        return None
    if token.dep_ == "nmod" and case_of(token) == "of" and is_troops(token.head):
        return None  # "a brigade of soldiers": the outer noun is the phrase
    nominal = token.dep_ == "compound" and token.head.lemma_.lower() in NOMINAL
    if (token.dep_ in ("compound", "amod", "flat") and not nominal) or (
        token.lemma_ in WEAK_TROOPS and token.ent_type_ == "ORG"
    ):
        return None
    counted = _counted(token)
    top = top_of(token)
    owners = [
        owner,
        _owner(context, counted) if counted is not None else None,
        _owner(context, top) if top != token else None,
    ]
    return Force(top, token, next((o for o in owners if o is not None), None))


def members(context: Context, token: Token) -> Force | None:
    """People counted as an armed body's: "400 members of the Self-Defence Force", "800 ELN members", "3,000 men from the corps"."""
    lemma = token.lemma_.lower()
    if lemma not in MEMBERS or token.tag_ != "NNS" or not _is_counted(token):
        return None
    if lemma == "helmet":  # "15,000 blue helmets"
        return Force(top_of(token), token, _owner(context, token)) if _has_left(token, {"blue"}) else None
    bodies = [c for c in children(token, "nmod") if case_of(c) in ("of", "from")] + children(token, "compound", "amod")
    for body in bodies:
        mention = context.mentions.name_at(body)
        if (mention is not None and mention.type in ("ArmedForce", "ArmedGroup")) or is_troops(body):
            return Force(top_of(token), token, mention or _owner(context, body))
    return None


def _has_left(token: Token, words: set[str]) -> bool:
    """Whether one of these words stands before the noun."""
    return any(c.lower_ in words for c in token.lefts)


def _is_counted(token: Token) -> bool:
    """Whether the noun is counted."""
    return bool(children(token, "nummod")) or top_of(token) != token


def _by_actor(context: Context, verb: Token) -> bool:
    """Whether a state or an armed group does what the verb says."""
    found = [context.actor(t) for t in agents(verb)]
    return any(m is not None and m.type in ("State", "ArmedGroup", "ArmedForce", "IGO") for m in found)


def vessels(context: Context, token: Token) -> Force | None:
    """Warships and military aircraft with their crews, where they go or lie: "three Chinese warships", "153 military aircraft"."""
    lemma = token.lemma_.lower()
    if lemma in CREWED and token.tag_ == "NNS" and _moved_by_owner(context, token):
        return Force(top_of(token), token, _owner(context, token))
    if token.pos_ != "NOUN" or lemma not in SHIPS or token.dep_ not in ("nsubj", "nsubj:pass", "obj", "conj", "nmod"):
        return None
    military = (
        lemma in WARLIKE
        or (lemma == "carrier" and _has_left(token, {"aircraft"}))
        or any(c.lower_ in ("military", "naval", "combat", "fighter", "war") for c in token.lefts)
    )
    if not military:
        return None
    owner = _owner(context, token)
    top = top_of(token)
    if owner is not None and owner.type not in ("State", "ArmedForce", "ArmedGroup", "IGO"):
        return None
    verb = top.head if top.dep_ != "conj" else top.head.head
    doings = {v.lemma_ for v in (verb, *children(verb, "xcomp"))}  # "are due to leave"
    sails = doings & SAILING and (owner is not None or doings & SENDING)
    return Force(top, token, owner) if sails else None


def _moved_by_owner(context: Context, token: Token) -> bool:
    """ "sent tanks to Zalambessa", "moved 28 armoured vehicles to the border": to a place, not to somebody."""
    verb = token.head if token.dep_ in ("obj", "nsubj:pass") else token.head.head
    if verb.lemma_ not in ("send", "move", "rush", "dispatch", "mass", "redeploy") or not is_weapon(token):
        return False
    goals = [
        t for case, t in obliques(verb) if case in ("to", "into", "towards", "toward", "near", "along", "at", "on")
    ]
    return bool(goals) and all(is_ground(context, t) for t in goals)


def is_ground(context: Context, token: Token) -> bool:
    """Whether the noun names land, not somebody who could be given something there."""
    named = context.mentions.name_at(token)
    if named is not None:
        return named.type == "Place" and context.actors.metonym(named.text) is None
    return token.lemma_.lower() in ("border", "frontier", "front", "frontline", "line", "area", "region", "coast")


def people(context: Context, token: Token) -> Force | None:
    """A plural of nationality doing what troops do, or counted: "a unit of North Koreans", "2,000 Russians serve in Mali"."""
    plural = token.tag_ in ("NNPS", "NNS") or (token.text.endswith("s") and token.tag_ == "NNP")
    mention = context.mentions.name_at(token) if plural else None
    if mention is None or mention.kind != "demonym":
        return None
    top = top_of(token)
    counted = top != token or any(c.dep_ == "nummod" for c in token.children)
    martial = top.head.lemma_ in MARTIAL or (top.dep_ == "nmod" and top.head.lemma_ in TROOPS)
    civil = top.head.lemma_ in _CIVIL or any(c.lemma_ in _CAPTIVE for c in children(token, "acl", "amod", "acl:relcl"))
    if top.dep_ in ("nsubj", "obj", "nsubj:pass", "nmod") and (martial or counted) and not civil:
        return Force(top, token, mention)
    return None


# What people of a nation do or undergo who are no troops: "hundreds of Ghanaians work in Dubai", "two Finns were freed".
_CAPTIVE = frozenset(
    "hold detain arrest jail imprison convict sentence charge accuse suspect kidnap abduct capture free release exchange "
    "swap pardon extradite deport expel strand trap displace injure wound bear".split()
)
_CIVIL = _CAPTIVE | frozenset(
    "work live camp support land fly evacuate rescue repatriate flee emigrate migrate vote protest demonstrate study visit "
    "travel die perish survive board reside settle tell say believe think want oppose favour favor".split()
)


def armed_body(context: Context, token: Token) -> Force | None:
    """An army or armed group by its name, where it moves itself: "Wagner is leaving Mali", "the Africa Corps arrived"."""
    if token.dep_ not in ("nsubj", "nsubj:pass"):
        return None
    doings = {v.lemma_ for v in (token.head, *children(token.head, "xcomp"))}
    if token.lemma_.lower() == "coalition" and doings & (SELF_MOVING | FIGHTING) and _is_military(token):
        return Force(token, token, context.mentions.describe(token, default="Organization"))
    if token.lemma_.lower() == "mission" and doings & (SELF_MOVING | {"pull"}):
        owner = _owner(context, token)  # "the SADC mission began pulling out"
        return Force(token, token, owner) if owner is not None and owner.type in ("IGO", "Organization") else None
    mention = context.mentions.name_at(token) if doings & SELF_MOVING else None
    if mention is None:
        return None
    return Force(token, token, mention) if mention.type in ("ArmedGroup", "ArmedForce") else None


def _is_military(coalition: Token) -> bool:
    """ "the Saudi-led coalition", "a military coalition": one of states in arms, not of parties in a cabinet."""
    return any(c.lower_ in ("led", "military", "backed") for c in coalition.lefts)


def referring(token: Token, view: InView) -> Force | None:
    """A phrase that goes on with the force in view: "some of them", "the first group", "they", "hundreds more"."""
    argument = token.dep_ in ("nsubj", "nsubj:pass", "obj")
    if view.last is None or not argument:
        return None
    near = token.sent.start - view.last.head.sent.start >= 0 and token.i - view.last.head.i < 60
    lemma = token.lemma_.lower()
    if not near:
        return None
    martial = token.head.lemma_ in MARTIAL | SENDING or token.head.lemma_ in ("ready", "reach", "move")
    if token.lower_ == "they" and token.dep_ != "obj" and martial and view.last.head.sent != token.sent:
        return Force(token, token, None, anaphoric=True)
    if (
        token.lower_ == "them"
        and token.dep_ == "obj"
        and token.head.lemma_ in ("withdraw", "pull", "redeploy", "evacuate")
    ):
        return Force(token, token, None, anaphoric=True)  # "promised to pull them out"
    inner = _counted(token)
    if (lemma in PARTS or token.pos_ == "NUM") and inner is not None and inner.lower_ in ("them", "these", "those"):
        return Force(token, token, None, anaphoric=True)
    if token.lower_ in REMAINDERS and inner is None and token.head.lemma_ in MARTIAL | SENDING | {"house", "leave"}:
        return Force(token, token, None, anaphoric=True)  # "most will be housed at the base"
    if lemma in ANAPHORIC and inner is None and martial:
        return Force(token, token, None, anaphoric=True)
    if token.pos_ == "NUM" and inner is None and (martial or token.head.lemma_ in ("deploy", "station", "base")):
        return Force(token, token, None, anaphoric=True)  # "a further 5,000 could be stationed"
    same_sentence = view.last.head.sent == token.sent
    if lemma in BARE_NUMBERS and inner is None and token.head.lemma_ in SENDING and same_sentence:
        return Force(token, token, None, anaphoric=True)
    return None


def top_of(token: Token) -> Token:
    """The head of the phrase that counts the troops: "hundreds" in "hundreds of soldiers", "last" in "the last of them"."""
    while (
        token.dep_ == "nmod"
        and case_of(token) == "of"
        and (
            token.head.pos_ == "NUM"
            or token.head.lemma_.lower()
            in PARTS | BARE_NUMBERS | {"million", "couple", "pair", "handful", "unit", "force"}
        )
    ):
        token = token.head
    return token


def joint_owners(context: Context, force: Force) -> list[Mention]:
    """All states of "Armenian and Azerbaijani soldiers", of "contingents from Fiji and Tonga"."""
    words = [t for c in force.noun.children if c.dep_ in ("amod", "compound") for t in conjuncts(c)]
    senders = [t for c in children(force.noun, "nmod") if case_of(c) == "from" for t in conjuncts(c)]
    found = [m for t in words if (m := context.mentions.name_at(t)) is not None and m.kind == "demonym"]
    found += [m for t in senders if (m := context.mentions.name_at(t)) is not None and m.type == "State"]
    states = [m for m in found if m.type == "State" or m.kind == "demonym"]
    return list(dict.fromkeys(states)) if len(states) > 1 else []


def quantity_of(context: Context, force: Force) -> Quantity | None:
    """How many they are, by the phrase's own words."""
    for token in (force.noun, force.head, _counted(force.noun)):
        if token is not None:
            found = context.quantity(token)
            if found is not None:
                return found
    return None


def is_definite(force: Force) -> bool:
    """ "the troops", "these units", "they": a force that was named before."""
    lefts = {c.lower_ for c in force.head.lefts} | {c.lower_ for c in force.noun.lefts}
    return force.anaphoric or bool(lefts & {"the", "these", "those", "such", "its", "their"})


def is_definite_or_counted(force: Force) -> bool:
    """ "the troops", "1,500 troops", "these units" go on speaking of the force in view; "soldiers" alone may not."""
    lefts = {c.lower_ for c in force.head.lefts} | {c.lower_ for c in force.noun.lefts}
    counted = any(c.dep_ == "nummod" for c in [*force.head.children, *force.noun.children])
    return (
        force.anaphoric
        or bool(lefts & {"the", "these", "those", "such", "its", "their", "additional", "more"})
        or counted
    )


def _owner(context: Context, token: Token) -> Mention | None:
    owner = context.mentions.owner(token)
    return None if owner is None or owner.type in ("Treaty", "MediaOutlet", "Company") else owner


def _counted(token: Token) -> Token | None:
    """What the noun counts: the troops in "a group of 2,600 soldiers"."""
    return next((c for c in children(token, "nmod") if case_of(c) == "of"), None)
