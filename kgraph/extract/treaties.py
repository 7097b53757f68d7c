"""Claims about treaties: who negotiates, signs, ratifies, submits or leaves one, and what its clauses oblige."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgraph.extract.clauses import agents, case_of, children, conjuncts, is_passive, obliques
from kgraph.extract.context import Context, participant
from kgraph.extract.nouns import TREATY_PARTS, is_treaty, is_treaty_body
from kgraph.extract.treaty_clauses import (
    TreatyInView,
    can_agree,
    collective_mentions,
    is_collective,
    parties_of,
    refers_back,
    states_in,
    treaty_clauses,
    treaty_mention,
    treaty_named,
    two_in_view,
    under_pronoun,
    undertakings,
    unique,
)
from kgraph.nlp.tokens import Token
from kgraph.types import Claim, Mention, Participant

ACTS: dict[str, str] = {
    **dict.fromkeys("sign renew strike conclude ink reach seal initial make enter finalise finalize".split(), "sign"),
    **dict.fromkeys("agree accept join broker mediate commit extend renew prolong".split(), "agree"),
    **dict.fromkeys("establish form create found launch".split(), "establish"),
    **dict.fromkeys("ratify approve adopt endorse back pass".split(), "ratify"),
    **dict.fromkeys("submit send refer forward present table introduce".split(), "submit"),
    **dict.fromkeys("formalise formalize codify enact".split(), "formalise"),
    **dict.fromkeys("propose negotiate draft discuss offer seek".split(), "propose"),
    **dict.fromkeys(
        "withdraw leave quit abandon denounce terminate scrap suspend cancel exit renounce annul revoke end".split(),
        "withdraw",
    ),
    **dict.fromkeys("violate breach break flout contravene".split(), "violate"),
}
EVENTS = {
    "sign": "AGREE", "agree": "AGREE", "establish": "AGREE", "ratify": "AGREE", "submit": "AGREE", "formalise": "AGREE",
    "propose": "CONSULT", "withdraw": "REJECT", "violate": "REJECT",
}  # fmt: skip
_WITH = frozenset({"with", "between", "among", "amongst"})
_LEGISLATIVE = frozenset("ratify approve adopt pass endorse submit send refer forward present table".split())
# Treaty nouns that in news also mean a bargain or a handover; they need parties or a negotiating verb.
_ON_PRONOUN = frozenset(
    "sign ratify approve violate breach break endorse initial conclude scrap terminate annul".split()
)
_APPROVAL = frozenset("approval ratification consent assent endorsement signature".split())
_OWN = frozenset({"its", "their", "his", "her"})
_FORMAL = frozenset(
    "sign ratify conclude revoke terminate violate breach break flout contravene formalise formalize initial renounce".split()
)
_LOOSE = frozenset(
    "contract understanding arrangement declaration roadmap deal accord agreement partnership alliance protocol convention charter".split()
)


def treaty_claims(context: Context) -> Iterator[Claim]:
    """Every claim about treaties and their clauses, in order of the text."""
    view = TreatyInView()
    for token in context.doc:
        part = token.lemma_.lower() in TREATY_PARTS and token.pos_ == "NOUN" and view.mention is not None
        if part:
            yield from treaty_clauses(context, token, view)
        if not is_treaty(token) or token.dep_ == "compound":
            if token.lower_ in ("it", "them"):
                yield from pronoun_acts(context, token, view)
                yield from under_pronoun(context, token, view)
            if token.lemma_.lower() in _APPROVAL:
                yield from approval_due(context, token, view)
            if token.pos_ == "VERB":
                yield from undertakings(context, token, view)
            continue
        named = [m for m in parties_of(context, token) if m.kind != "pronoun"]
        if len(named) >= 2 or (named and not view.parties):
            view = TreatyInView(treaty_mention(context, token), named, token.i)
        else:
            view.mention = treaty_mention(context, token)
        verb = _act_verb(token)
        if verb is not None:
            claim = act(context, token, verb, view)
            if claim is not None:
                if len([m for m in claim.role("party") if m.text.lower() not in _OWN]) >= 2:
                    view = TreatyInView(treaty_mention(context, token), list(claim.role("party")), token.i)
                yield claim
        for relative in _relatives(token):
            doing = any(c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP") for c in relative.children) or any(
                t.lower_ == "whose" for t in relative.subtree if t.i < relative.i
            )
            if relative.lemma_.lower() in ACTS and relative != verb and not doing:
                claim = act(context, token, relative, view)
                if claim is not None:
                    if len(view.parties) < 2 and len(claim.role("party")) >= 2:
                        view = TreatyInView(treaty_mention(context, token), list(claim.role("party")), token.i)
                    yield claim
        yield from treaty_clauses(context, token, view)


def act(context: Context, treaty: Token, verb: Token, view: TreatyInView) -> Claim | None:
    """What is done with a treaty: "the Senate ratified the accord with Japan", "a pact struck between the two leaders"."""
    activity = ACTS[verb.lemma_.lower()]
    if is_treaty_body(treaty) and activity not in ("establish", "withdraw", "sign") and verb.lemma_ != "join":
        return None  # "backed the National Alliance"
    # Who signs is a party, even a place that no gazetteer knows as a state: "Abkhazia".
    doers = unique(
        [m for t in agents(verb) for m in context.side(t) if can_agree(m) or (m.type, m.kind) == ("Place", "name")]
    )
    named = parties_of(context, treaty)
    phrases = [
        (case, t)
        for case, t in obliques(verb)
        if case in _WITH or (case in ("by", "to") and verb.lemma_ in _LEGISLATIVE)
    ]
    partners = [m for case, t in phrases if case in _WITH for m in context.side(t) if can_agree(m) or m.kind == "name"]
    bodies = [m for case, t in phrases if case == "to" for m in context.actors_of(_with_apposition(t))]
    actors = bodies if activity == "submit" and bodies else doers
    legislative = any(m.type in ("Legislature", "Agency") or _chamber(m) for m in actors)
    broker = verb.lemma_ in ("broker", "mediate")
    parties = unique([*named, *partners, *([] if broker or legislative or activity == "submit" else doers)])
    owners = [o for t in agents(verb) if legislative and (o := context.mentions.owner(t)) is not None]
    parties = unique([*owners, *parties])
    if any(m.kind == "name" for m in parties):
        parties = [m for m in parties if m.text.lower() not in ("its", "their", "his", "her")] or parties
    if view.read_at == treaty.i:
        parties = unique([*parties, *view.parties])
    if len(parties) < 2 and not partners and refers_back(treaty):
        parties = unique([*parties, *view.parties])
    if len(parties) < 2 and not refers_back(treaty):
        inside = states_in(context, list(verb.sent))
        parties = inside if len(inside) == 2 else parties
    parties = _together(context, verb, parties)
    leaving = activity == "withdraw" and any(c.dep_ in ("compound", "amod", "det") for c in treaty.children)
    formal = verb.lemma_ in _FORMAL or legislative or leaving
    broken = activity == "violate" and refers_back(treaty) and is_passive(verb)  # "the pact had been breached"
    if not (parties or broken or (legislative and actors)) or (
        treaty.lemma_ in _LOOSE and len(parties) < 2 and not formal
    ):
        return None
    people = [
        *participant("actor", actors),
        *participant("party", parties),
        Participant("treaty", treaty_named(context, treaty, view)),
    ]
    return context.claim(
        "TreatyClaim",
        "treaty_act",
        verb,
        people,
        activity=activity,
        event=EVENTS[activity],
        money=context.money(verb.subtree),
    )


def pronoun_acts(context: Context, token: Token, view: TreatyInView) -> Iterator[Claim]:
    """An act on the treaty in view: "the cabinet approved it by ten votes to one", "both sides broke it within weeks"."""
    if token.lower_ not in ("it", "them") or token.dep_ not in ("obj", "nsubj:pass") or view.mention is None:
        return
    verb = token.head
    recent = 0 <= token.idx - view.mention.end < 400 and token.idx > view.mention.end
    conditional = any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in verb.children)
    if recent and verb.lemma_.lower() in _ON_PRONOUN and not conditional:
        claim = act(context, token, verb, view)
        if claim is not None:
            yield claim


def _relatives(treaty: Token) -> Iterator[Token]:
    """The clauses on a treaty, and those that the parser hung on a party: "the deal with Chad, which both ratified"."""
    yield from children(treaty, "acl", "acl:relcl")
    for party in (p for c in children(treaty, "nmod") for p in conjuncts(c)):
        if party.pos_ == "PROPN":
            yield from (c for c in children(party, "acl:relcl") if c.lemma_ in _ON_PRONOUN and not _own_object(c))


def _own_object(verb: Token) -> bool:
    return any(c.tag_ not in ("WDT", "WP") for c in children(verb, "obj"))


def approval_due(context: Context, noun: Token, view: TreatyInView) -> Iterator[Claim]:
    """A treaty that waits for a chamber: "the accord still awaits approval by the senate", "needs ratification"."""
    verb = noun.head
    if noun.dep_ != "obj" or verb.lemma_ not in ("await", "need", "require", "lack", "face"):
        return
    treaty = next((t for t in agents(verb) if is_treaty(t)), None)
    if treaty is None and not any(t.lower_ == "it" for t in agents(verb)):
        return
    named = treaty_named(context, treaty, view) if treaty is not None else view.mention
    bodies = [
        m
        for c in children(noun, "nmod", "nmod:poss", "obl", "obl:agent")
        if case_of(c) in ("by", "from", "in", "of") or c.dep_ == "nmod:poss"
        for m in context.actors_of(_with_apposition(c))
        if m.type != "Treaty"
    ]
    if named is None or not bodies:
        return
    parties = unique([*(parties_of(context, treaty) if treaty is not None else []), *view.parties])
    people = [*participant("actor", bodies), *participant("party", parties), Participant("treaty", named)]
    claim = context.claim("TreatyClaim", "approval_due", verb, people, activity="ratify", event="AGREE", nominal=True)
    yield replace(claim, phase="planned")


def _act_verb(treaty: Token) -> Token | None:
    """The verb of whose act the treaty is the object: passed over nouns that introduce or share it."""
    token = treaty
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    above = token.head
    if token.dep_ == "nmod" and above.lemma_ in (
        "bill",
        "law",
        "measure",
        "draft",
        "text",
        "decree",
        "ratification",
        "wording",
        "term",
        "spirit",
        "letter",
        "provision",
        "condition",
        "rule",
        "version",
        "end",
    ):
        token, above = above, above.head
    if above.pos_ != "VERB" or above.lemma_.lower() not in ACTS:
        return None
    lemma = above.lemma_.lower()
    passive = is_passive(above) and token.dep_ in ("nsubj:pass", "nsubj")
    direct = token.dep_ == "obj"
    oblique = token.dep_ == "obl" and (
        (lemma in ("agree", "commit") and case_of(token) in ("to", "on"))
        or (lemma in ("withdraw", "exit") and case_of(token) == "from")
        or (lemma == "enter" and case_of(token) == "into")
    )
    measure = lemma == "introduce" and _purpose(above)
    return above if passive or direct or oblique or measure else None


def _purpose(verb: Token) -> bool:
    return any(c.lemma_ in ACTS for c in children(verb, "advcl", "acl"))


def _together(context: Context, verb: Token, parties: list[Mention]) -> list[Mention]:
    """ "the two governments will sign": the two states in view where a description alone names the parties."""
    doers = agents(verb)
    if not doers or not all(is_collective(t) for t in doers) or any(m.kind != "nominal" for m in parties):
        return parties
    return two_in_view(context, verb) or parties or collective_mentions(context, doers)


def _with_apposition(token: Token) -> list[Token]:
    """The noun with its appositions: "the upper house of parliament, the Federation Council"."""
    return [*children(token, "appos"), token] if children(token, "appos") else [token]


def _chamber(mention: Mention) -> bool:
    low = mention.text.lower()
    return any(
        w in low
        for w in (
            "parliament",
            "house",
            "senate",
            "assembly",
            "duma",
            "council",
            "congress",
            "lawmakers",
            "mps",
            "chamber",
        )
    )
