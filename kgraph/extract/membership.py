"""States that join and leave international organisations: to join is to accede to its treaty, to leave is to withdraw."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.clauses import agents, case_of, children, obliques, patients
from kgraph.extract.context import Context, participant
from kgraph.nlp.tokens import Token
from kgraph.types import Claim, Mention

_JOINING = frozenset("join rejoin enter accede".split())
_LEAVING = frozenset("leave quit exit withdraw pull".split())
_FROM = ("from", "out of", "of")
_STATES = frozenset("country nation state government junta kingdom republic".split())


def memberships(context: Context) -> Iterator[Claim]:
    """ "Finland joined NATO", "Niger's withdrawal ..." told by verbs: "Mali and Niger left ECOWAS", "quit OPEC"."""
    for verb in context.doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in _JOINING | _LEAVING:
            continue
        bodies = _bodies(context, verb)
        states = [m for t in agents(verb) if (m := _state(context, t)) is not None and m not in bodies]
        if not bodies or not states or _other_sense(verb):
            continue
        joins = verb.lemma_.lower() in _JOINING
        people = [*participant("actor", states), *participant("party", [*states, *bodies])]
        activity, event = ("agree", "AGREE") if joins else ("withdraw", "REJECT")
        yield context.claim("TreatyClaim", "membership", verb, people, activity=activity, event=event, confidence=0.8)


def _bodies(context: Context, verb: Token) -> list[Mention]:
    """The organisations, by name: as objects, or behind the preposition that the verb takes."""
    lemma = verb.lemma_.lower()
    if lemma in ("withdraw", "pull"):
        heads = [t for case, t in obliques(verb) if case in _FROM and t.head == verb]
    elif lemma == "accede":
        heads = [t for case, t in obliques(verb) if case == "to"]
    else:
        heads = patients(verb)
    found = [context.mentions.name_at(t) for t in heads]
    return [m for m in found if m is not None and m.type == "IGO" and m.kind == "name"]


def _state(context: Context, token: Token) -> Mention | None:
    """Who can be a member: a state by name or description, or a pronoun that can stand for one."""
    found = context.actor(token)
    if found is None or token.lemma_.lower() in _STATES:
        return found
    fits = found.type == "State" if found.kind == "name" else found.kind == "pronoun" and token.lower_ in ("it", "they")
    own = found.start <= token.idx < found.end  # not "Poland's president joined NATO"
    return found if fits and own else None


def _other_sense(verb: Token) -> bool:
    """Whether it is something else: "joined the EU in condemning the coup", "left NATO divided", "pulled troops from"."""
    lemma = verb.lemma_.lower()
    if lemma in ("withdraw", "pull"):
        return bool(children(verb, "obj"))
    if lemma in ("join", "rejoin"):
        deeds = [c for c in children(verb, "advcl") if c.tag_ == "VBG" and any(m.lower_ == "in" for m in c.children)]
        shared = [t for c in children(verb, "obl") if case_of(c) in ("in", "for") and (t := c).pos_ == "NOUN"]
        return bool(deeds or shared)
    return bool(children(verb, "xcomp", "ccomp", "obl:agent", "iobj")) or (
        lemma == "enter" and bool(children(verb, "aux:pass"))
    )
