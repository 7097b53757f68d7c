"""What treaties oblige their parties to: clauses of a treaty, and what parties undertake together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgraph.extract.attribution import REPORTING
from kgraph.extract.clauses import agents, children, patients
from kgraph.extract.context import Context, participant
from kgraph.extract.nouns import is_treaty
from kgraph.extract.treaty_frames import framed, gapped, is_binding, laying_down, related
from kgraph.extract.treaty_parties import (
    TreatyInView,
    can_agree,
    collective_mentions,
    is_collective,
    parties_of,
    refers_back,
    sides_of,
    states_in,
    strangers,
    together,
    treaty_named,
    two_in_view,
    unique,
)
from kgraph.extract.treaty_words import LAYS_DOWN, UNDERTAKES, verb_lemma
from kgraph.nlp.tokens import Token
from kgraph.types import Claim, Mention, Participant

_BOUND = ("State", "IGO", "Organization", "ArmedGroup", "ArmedForce", "Agency", "Ministry", "Legislature", "Person")
_MODALS = frozenset("will would shall should must may can could 'll ’ll".split())
_DOUBT = ("believe", "suspect", "think", "fear", "doubt")
# What takes up a clause in the sentence that follows it.
_IN_TURN = frozenset("return exchange turn addition period time case".split())


def treaty_clauses(context: Context, treaty: Token, view: TreatyInView) -> Iterator[Claim]:
    """What a treaty says: "the pact stipulates that ...", "the deal gives Israel 60 days to ...", "under it, each must ..."."""
    first: list[Mention] = []
    verbs = [*laying_down(context, treaty, view), *framed(treaty, view), *related(treaty)]
    for verb in dict.fromkeys(verbs):
        known = _known(context, treaty, view)
        claim = _clause(context, view, "treaty_clause", verb, known or first, treaty_named(context, treaty, view))
        first = first or list(claim.role("party"))  # "Fiji could send police, and its ships could call there"
        yield claim
        view.clause = verb
        for subject, infinitive in gapped(context, verb):
            yield _gap(context, subject, infinitive, known, treaty_named(context, treaty, view))


def goes_on(context: Context, root: Token, view: TreatyInView) -> Iterator[Claim]:
    """A duty in the sentence behind a clause: "Over the same period Hezbollah must ...", "In return Ethiopia would ..."."""
    before = view.clause
    if before is None or view.mention is None or before.sent.end != root.sent.start:
        return
    told = root.lemma_ in REPORTING
    verb = next((c for c in children(root, "ccomp", "parataxis") if told), root)
    if root.lemma_ == "vote" or is_treaty(next(iter(agents(verb)), root)):
        return
    in_turn = any(
        t.lemma_.lower() in _IN_TURN and t.dep_ == "obl" and any(c.dep_ in ("case", "fixed") for c in t.children)
        for t in root.sent[:8]
    )
    duty = is_binding(verb, strict=not in_turn)
    heads = agents(verb) or patients(verb)
    names = {m.text.lower() for m in view.parties}
    known = any(in_turn or m.text.lower() in names for m in sides_of(context, heads))
    bound = known or any(is_collective(t) and t.lower_ != "they" for t in heads)
    if verb.pos_ == "VERB" and duty and bound and (in_turn or not told):
        view.clause = verb
        yield _clause(context, view, "treaty_clause", verb, view.parties, view.mention, confidence=0.75)


def undertakings(context: Context, verb: Token, view: TreatyInView) -> Iterator[Claim]:
    """What several parties undertake together: "the two states undertook not to use force", "they also agreed to meet".

    Of one state alone it is an undertaking only where a treaty with it is in view.
    """
    if verb.pos_ != "VERB" or verb_lemma(verb) not in UNDERTAKES:
        return
    matters = children(verb, "xcomp", "ccomp")
    if not matters or (matters[0].dep_ == "ccomp" and not is_binding(matters[0])):
        return
    doers = agents(verb)
    named = unique([m for t in doers for m in context.side(t) if can_agree(m) and m.kind != "pronoun"])
    collective = [t for t in doers if is_collective(t)]
    if len(named) < 2 and not collective:
        yield from _alone(context, verb, named, view)
        return
    parties = together(context, doers, view) or (named if len(named) >= 2 and not collective else [])
    parties = parties or (view.parties if len(view.parties) >= 2 else two_in_view(context, verb))
    if len(parties) < 2 and (view.mention is not None or verb.lemma_ == "undertake"):
        parties = collective_mentions(context, collective)
        if not parties:
            return
    elif len(parties) < 2:
        return
    people = [*participant("party", parties)]
    if view.mention is not None and view.near(verb, 1500) and not strangers(context, parties, view.parties):
        people.append(Participant("treaty", view.mention))
    yield _settled(context.claim("ClauseClaim", "undertaking", verb, people, event="AGREE", confidence=0.8), verb)
    for infinitive in (m for m in matters if m.dep_ == "ccomp"):
        yield _clause(context, view, "undertaking", infinitive, parties, view.mention, confidence=0.75)
    if verb.lemma_ == "agree":
        yield context.claim("TreatyClaim", "undertaking", verb, people, activity="agree", event="AGREE", confidence=0.7)


def _alone(context: Context, verb: Token, named: list[Mention], view: TreatyInView) -> Iterator[Claim]:
    """ "Damascus had agreed to keep tanks out of the south", in a text on its talks of a treaty."""
    if verb.lemma_ not in ("agree", "undertake") or len(named) != 1 or named[0].type not in ("State", "ArmedGroup"):
        return
    mine = any(m.text == named[0].text for m in view.parties) or len(view.parties) < 2
    if view.mention is None or not view.near(verb, 2500) or not mine or not children(verb, "xcomp"):
        return
    people = [*participant("party", unique([*named])), Participant("treaty", view.mention)]
    yield _settled(context.claim("ClauseClaim", "undertaking", verb, people, event="AGREE", confidence=0.6), verb)
    if verb.lemma_ == "agree":
        yield context.claim("TreatyClaim", "undertaking", verb, people, activity="agree", event="AGREE", confidence=0.6)


def _known(context: Context, treaty: Token, view: TreatyInView) -> list[Mention]:
    """The parties that the phrase names, or of the treaty that it goes back to."""
    parties = [] if treaty.pos_ == "PRON" else [m for m in parties_of(context, treaty) if m.kind != "pronoun"]
    if len(parties) >= 2:
        return parties
    if view.read_at == treaty.i or refers_back(context, treaty, view):
        return unique([*parties, *view.parties])
    return parties


def _clause(
    context: Context,
    view: TreatyInView,
    rule: str,
    verb: Token,
    known: list[Mention],
    treaty: Mention | None,
    *,
    confidence: float = 0.9,
) -> Claim:
    """The claim of one clause; whom it binds stands for parties that are not known."""
    parties = known
    if len(known) < 2:
        heads = patients(verb) if verb_lemma(verb) in LAYS_DOWN or not agents(verb) else agents(verb)
        bound = together(context, heads, view) or [m for m in sides_of(context, heads) if _can_be_bound(m)]
        parties = unique([*known, *bound])
        if len(parties) < 2:
            others = states_in(context, list(verb.subtree))
            inside = [m for m in others if treaty is not None and treaty.start <= m.start < treaty.end]
            parties = unique([*parties, *(m for m in others if m not in inside)])
    people = [*participant("party", parties)]
    if treaty is not None:
        people.append(Participant("treaty", treaty))
    return _settled(context.claim("ClauseClaim", rule, verb, people, confidence=confidence), verb)


def _can_be_bound(mention: Mention) -> bool:
    """A party by its type; troops that only a description names ("foreign troops") are no party."""
    return mention.type in _BOUND and not (mention.kind == "nominal" and mention.type == "ArmedForce")


def _gap(context: Context, subject: Token, infinitive: Token, known: list[Mention], treaty: Mention | None) -> Claim:
    """A clause whose verb is left out the second time: "Kigali undertook to disband it and Kinshasa to free prisoners"."""
    own = sides_of(context, [subject])
    parties = known if len(known) >= 2 else unique([*known, *own])
    people = [*participant("party", parties)]
    if treaty is not None:
        people.append(Participant("treaty", treaty))
    span = [*(t for t in subject.subtree if t.i <= subject.i), *(t for t in infinitive.subtree if t.i > subject.i)]
    evidence = context.evidence(span)
    claim = context.claim("ClauseClaim", "treaty_clause", infinitive, people, evidence=evidence, confidence=0.75)
    return replace(claim, phase=None)


def _settled(claim: Claim, verb: Token) -> Claim:
    """The claim without the phase and doubt that modal verbs bring elsewhere: "shall", "may" and "would" are the clause's own."""
    auxiliaries = [*children(verb, "aux", "aux:pass", "cop"), *children(verb.head, "aux") * (verb.dep_ == "conj")]
    modal = any(c.lower_ in _MODALS for c in auxiliaries)
    to_be = any(c.lemma_ == "be" for c in auxiliaries) and any(c.lower_ == "to" for c in children(verb, "mark"))
    duty = verb.lemma_ == "have" and bool(children(verb, "xcomp"))
    if not (modal or to_be or duty):
        return claim
    hedged = any(
        c.lemma_.lower() in ("reportedly", "allegedly", "possibly", "perhaps") for c in children(verb, "advmod")
    )
    told = any(s.cue is not None and any(w in s.cue.text for w in _DOUBT) for s in claim.sources)
    certain = claim.certainty == "possible" and not hedged and not told
    return replace(claim, phase=None, certainty="certain" if certain else claim.certainty)
