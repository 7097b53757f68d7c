"""One act on a treaty as a claim: what is done, by whom, between whom, and whether that is a treaty at all."""

from __future__ import annotations

from dataclasses import replace

from kgraph.extract.clauses import agents, case_of, children, conjuncts, is_passive, obliques
from kgraph.extract.context import Context, participant
from kgraph.extract.nouns import is_treaty_body
from kgraph.extract.treaty_parties import (
    OWN,
    WITH,
    TreatyInView,
    can_agree,
    collective_mentions,
    is_collective,
    parties_of,
    refers_back,
    states_in,
    together,
    treaty_named,
    unique,
)
from kgraph.extract.treaty_words import (
    EVENTS,
    FORMAL,
    LOOSE,
    MAKING,
    deed,
    is_paper,
    is_private,
    is_road_map,
    verb_lemma,
)
from kgraph.nlp.tokens import Token
from kgraph.types import Claim, Mention, Participant

_CHAMBERS = (
    "parliament house senate assembly duma council congress lawmakers mps chamber legislature diet knesset bundestag "
    "rada majlis riksdag".split()
)
_PUBLIC = ("State", "IGO", "ArmedGroup", "Agency", "Ministry", "ArmedForce", "Legislature", "Official")
_WORTH = frozenset(
    "missile weapon arms warship frigate submarine aircraft jet tank drone gas oil nuclear defence defense".split()
)


def act(context: Context, treaty: Token, verb: Token, view: TreatyInView) -> Claim | None:
    """What is done with a treaty: "the Senate ratified the accord with Japan", "a pact struck between the two leaders"."""
    activity = deed(verb, treaty if treaty.dep_ == "obl" else None) or deed(verb) or "sign"  # "put their names to it"
    lemma = verb_lemma(verb)
    if is_treaty_body(treaty) and activity not in ("establish", "withdraw", "sign") and lemma != "join":
        return None  # "backed the National Alliance"
    actors = doers_of(context, verb)
    legislative = any(m.type in ("Legislature", "Agency") or is_chamber(m) for m in actors)
    if activity == "submit" and (bodies := _recipients(context, verb)):
        actors = bodies
    parties = _parties(context, treaty, verb, actors if activity != "submit" else [], view, legislative)
    leaving = activity == "withdraw" and any(c.dep_ in ("compound", "amod", "det") for c in treaty.children)
    formal = lemma in FORMAL or legislative or leaving
    if not _warranted(context, treaty, verb, parties, view, formal=formal, chamber=legislative and bool(actors)):
        return None
    people = [*participant("actor", actors), *participant("party", parties)]
    if treaty.lower_ != "one":
        people.append(Participant("treaty", treaty_named(context, treaty, view)))
    claim = context.claim(
        "TreatyClaim",
        "treaty_act",
        verb,
        people,
        activity=activity,
        event=EVENTS[activity],
        money=context.money(verb.subtree),
        time=context.time(verb)
        or (context.time(treaty) if activity in ("sign", "agree") and treaty.dep_ != "ROOT" else None),
        confidence=0.9 if parties else 0.8,
    )
    view.act = (activity, verb)
    if _by_nobody(verb):
        claim = replace(claim, polarity="-" if claim.polarity == "+" else "+")
    presupposed = verb.dep_ == "acl" and not claim.sources and not children(verb, "advmod", "aux")
    if presupposed:  # "is expected to sail under a treaty signed in May"
        claim = replace(claim, certainty="certain")
    voted = verb.head.lemma_ == "vote" and verb.dep_ in ("xcomp", "advcl") and verb.head.tag_ == "VBD"
    return replace(claim, phase="completed") if voted else claim


def doers_of(context: Context, verb: Token) -> list[Mention]:
    """Who acts; a party may be a place that no gazetteer knows as a state: "Abkhazia"."""
    heads = agents(verb)
    if not heads:  # "was declared void by Georgia"
        heads = [t for c in children(verb, "xcomp") for case, n in obliques(c) if case == "by" for t in conjuncts(n)]
    found = [m for t in heads for m in context.side(t) if can_agree(m) or (m.type, m.kind) == ("Place", "name")]
    if not found and heads and all(is_collective(t) and t.pos_ == "NOUN" for t in heads):
        found = collective_mentions(context, heads)
    return unique(found)


def _recipients(context: Context, verb: Token) -> list[Mention]:
    """The bodies that a treaty is submitted to: "to the upper house of parliament, the Federation Council"."""
    heads = [t for case, t in obliques(verb) if case in ("to", "before")]
    return context.actors_of([n for t in heads for n in [*children(t, "appos"), t]])


def _parties(
    context: Context, treaty: Token, verb: Token, actors: list[Mention], view: TreatyInView, legislative: bool
) -> list[Mention]:
    """The parties: those that the treaty and the verb name, those who act, those of the treaty in view."""
    lemma = verb_lemma(verb)
    named = parties_of(context, treaty)
    heads = [t for case, t in obliques(verb) if case in WITH]
    partners = [m for t in heads for m in context.side(t) if can_agree(m) or m.kind == "name"]
    broker = lemma in ("broker", "mediate", "negotiate") and is_passive(verb)
    broker = broker or lemma in ("broker", "mediate")
    parties = unique([*named, *partners, *([] if broker or legislative else actors)])
    owners = [o for t in agents(verb) if legislative and (o := context.mentions.owner(t)) is not None]
    parties = unique([*owners, *parties])
    if any(m.kind == "name" for m in parties):
        parties = [m for m in parties if m.text.lower() not in OWN] or parties
    back = refers_back(context, treaty, view)
    if view.read_at == treaty.i or (len(parties) < 2 and not partners and back):
        parties = unique([*parties, *view.parties])
    if len(parties) < 2 and not back:
        inside = _elsewhere(context, verb)
        parties = inside if len(inside) == 2 else parties
    heads = agents(verb)
    vague = all(m.kind == "pronoun" or (m.kind == "nominal" and m in actors) for m in parties)
    if heads and all(is_collective(t) for t in heads) and vague:
        parties = together(context, heads, view) or parties or collective_mentions(context, heads)
    return parties


def _elsewhere(context: Context, verb: Token) -> list[Mention]:
    """The states that the sentence names, but for those where it is done ("signed in Havana")."""
    places = {n.i for case, t in obliques(verb) if case in ("in", "at") for n in t.subtree}
    doc = context.doc
    return [m for m in states_in(context, list(verb.sent)) if not any(doc[i].idx == m.start for i in places)]


def _warranted(
    context: Context,
    treaty: Token,
    verb: Token,
    parties: list[Mention],
    view: TreatyInView,
    *,
    formal: bool,
    chamber: bool,
) -> bool:
    """Whether there is enough to call it a treaty: parties, a chamber, or a formal act in a text about states."""
    lemma = treaty.lemma_.lower()
    public = [m for m in parties if m.type in _PUBLIC]
    if chamber:
        return True
    if is_private(treaty) and len(public) < 2:
        return False
    back = treaty.pos_ == "PRON" or treaty.lower_ == "one" or refers_back(context, treaty, view)
    if back and verb_lemma(verb) in ("violate", "breach", "break") and is_passive(verb):
        return True  # "the pact had been breached"
    of_states = bool(public) or speaks_of_states(context, verb)
    if is_paper(treaty) and not is_road_map(treaty):
        return _paper_signed(treaty, parties, public, of_states, known=back and view.last not in (None, treaty))
    if lemma == "contract":
        worth = any(t.lower_ in _WORTH or t.lemma_ in _WORTH for t in verb.sent) or "$" in verb.sent.text
        return of_states and (len(public) >= 2 or (worth and not any(m.type == "Person" for m in parties)))
    if len(parties) >= 2:
        return bool(public) or of_states
    if parties and (lemma not in LOOSE or formal):
        return True
    if back and public and verb_lemma(verb) == "accept" and any(c.lower_ != "its" for c in treaty.lefts):
        return True  # "Kyiv accepted the deal"
    told = verb_lemma(verb) in MAKING | FORMAL and (is_passive(verb) or verb.dep_ == "acl" or (back and formal))
    return told and of_states


def speaks_of_states(context: Context, token: Token) -> bool:
    """Whether the sentence, or what stands just before it, names a state."""
    sentence = token.sent
    return bool(states_in(context, list(context.doc[max(0, sentence.start - 80) : sentence.end])))


def _paper_signed(
    treaty: Token, parties: list[Mention], public: list[Mention], of_states: bool, *, known: bool
) -> bool:
    """A plan or framework that is signed: by two, or by a state alone, which signs nothing but agreements."""
    if len(parties) >= 2:
        return bool(public) or of_states
    alone = any(m.type in ("State", "ArmedGroup") for m in public) and treaty.lemma_.lower() not in (
        "letter",
        "document",
    )
    return alone or (known and bool(parties))


def _by_nobody(verb: Token) -> bool:
    """ "Ratified by neither parliament"."""
    return any(
        d.lower_ in ("neither", "no", "none")
        for c in verb.children
        if c.dep_ in ("obl:agent", "obl") and case_of(c) == "by"
        for d in [c, *children(c, "det", "cc:preconj", "advmod")]
    )


def is_chamber(mention: Mention) -> bool:
    """Whether the words name a parliament or a house of it."""
    low = mention.text.lower()
    return any(w in low for w in _CHAMBERS)
