"""Acts on treaties that no verb with the treaty as its object tells: signings, votes, entry into force, mere "signed"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from kgraph.extract.arguments import nations
from kgraph.extract.clauses import agents, case_of, children, conjuncts, is_passive, obliques, patients
from kgraph.extract.context import Context, participant
from kgraph.extract.nouns import is_treaty
from kgraph.extract.treaty_acts import doers_of, is_chamber, speaks_of_states
from kgraph.extract.treaty_parties import (
    WITH,
    TreatyInView,
    can_agree,
    parties_of,
    refers_back,
    sides_of,
    together,
    treaty_named,
    unique,
)
from kgraph.extract.treaty_words import EVENTS, LEGISLATIVE, is_private, verb_lemma
from kgraph.nlp.tokens import Token
from kgraph.types import Claim, Mention, Participant, Phase

_NOUNS: dict[str, str] = {
    **dict.fromkeys("signing signature conclusion".split(), "sign"),
    **dict.fromkeys("ratification approval adoption endorsement".split(), "ratify"),
    **dict.fromkeys("violation breach infringement".split(), "violate"),
    **dict.fromkeys(
        "termination suspension abrogation cancellation annulment denunciation renunciation revocation withdrawal exit "
        "departure".split(),
        "withdraw",
    ),
    **dict.fromkeys("extension renewal prolongation accession".split(), "agree"),
    **dict.fromkeys("talk negotiation".split(), "propose"),
}
# What is said of a nominal act that has taken place, that is to come, and that is kept from taking place.
_ASSERTS = frozenset(
    "oversee witness attend watch celebrate mark hail welcome announce confirm complete mediate preside host applaud follow "
    "condemn denounce criticise criticize lament decry protest report record document see toast commemorate".split()
)
_AWAITS = frozenset(
    "call urge demand seek plan expect await propose consider weigh prepare postpone delay defer schedule discuss hope "
    "require need advocate".split()
)
_KEEPS_FROM = frozenset("block prevent halt refuse reject veto cancel oppose bar preclude".split())
_TAKES_PLACE = frozenset("take happen occur come go begin start end fail collapse continue resume stall open".split())
_TALKING = frozenset("open begin start hold resume continue launch conduct have restart conclude end".split())
_AFTER = frozenset({"after", "following", "since", "upon", "with"})
_APPROVAL = frozenset("approval ratification consent assent endorsement signature".split())
_VIEWS = frozenset("need importance necessity urgency fact point way value gravity danger seriousness nothing".split())
_ENTRY = frozenset("accession membership entry admission bid".split())


def bare_acts(context: Context, verb: Token, view: TreatyInView) -> Iterator[Claim]:
    """A verb that leaves the treaty in view unsaid: "it will not sign until ...", "the Diet followed in June"."""
    activity = _unsaid(verb, view)
    if activity is None:
        return
    doers = doers_of(context, verb)
    if not doers or (verb.lemma_ == "follow" and not all(is_chamber(m) or m.type == "State" for m in doers)):
        return
    chamber = activity == "ratify" and any(is_chamber(m) for m in doers)
    parties = unique(view.parties if chamber else [*doers, *view.parties])
    yield _claim(context, "treaty_in_view", verb, activity, doers, parties, view.mention, confidence=0.75)


def _unsaid(verb: Token, view: TreatyInView) -> str | None:
    lemma = verb_lemma(verb)
    if view.mention is None or children(verb, "obj", "ccomp", "compound:prt", "xcomp") or is_passive(verb):
        return None
    if verb.dep_ in ("acl", "acl:relcl", "amod") or any(
        c in ("for", "on", "to", "off", "up") for c, _ in obliques(verb)
    ):
        return None
    if lemma in ("sign", "ratify") and view.near(verb, 800):
        return "sign" if lemma == "sign" else "ratify"
    if lemma == "follow" and view.act is not None and view.act[0] in ("ratify", "sign", "withdraw", "agree"):
        recent = verb.i - view.act[1].i > 0 and verb.sent.start - view.act[1].sent.end <= 0
        return view.act[0] if recent and verb.tag_ in ("VBD", "VBN", "VB") else None
    return None


def agreed_matters(context: Context, verb: Token) -> Iterator[Claim]:
    """What two sides settle that is no treaty by its noun: "negotiators of both failed to agree on a demilitarised zone"."""
    if verb.lemma_ != "agree" or verb.pos_ != "VERB" or any(case == "with" for case, _ in obliques(verb)):
        return
    matter = next((t for c in children(verb, "obl") if case_of(c) in ("on", "upon") for t in [c]), None)
    if matter is None or is_treaty(matter) or matter.lemma_.lower() in _VIEWS:
        return
    heads = agents(verb)
    sides = unique([m for t in heads for m in (nations(context, t) or context.side(t)) if can_agree(m)])
    public = [m for m in sides if m.type not in ("Person", "Company")]
    if len(sides) >= 2 and public:
        yield _claim(context, "agreed_matter", verb, "agree", sides, sides, None, confidence=0.75)


def votes(context: Context, verb: Token) -> Iterator[Claim]:
    """A chamber on somebody's entry, or for and against a treaty: "voted to let Fiji into the alliance", "voted against the pact"."""
    doers = [m for m in doers_of(context, verb) if is_chamber(m)]
    if not doers:
        return
    lemma, polarity, parties = verb_lemma(verb), "+", None
    if lemma in ("let", "admit") and verb.dep_ in ("xcomp", "advcl", "ROOT", "conj"):
        into = [t for case, t in obliques(verb) if case in ("into", "to", "in")]
        bodies = [m for t in into for m in context.side(t) if m.type in ("IGO", "Organization")]
        parties = [*sides_of(context, patients(verb)), *bodies] if bodies else None
    elif lemma in LEGISLATIVE | {"back", "accept", "clear"}:
        entry = next((o for o in patients(verb) if o.lemma_.lower() in _ENTRY and not is_treaty(o)), None)
        if entry is not None:
            phrase = list(entry.subtree)
            parties = [m for m in context.mentions.within(context.doc[phrase[0].i : phrase[-1].i + 1]) if can_agree(m)]
            parties = parties if any(m.type in ("State", "IGO", "Organization") for m in parties) else None
    elif lemma in ("vote", "reject", "veto"):
        treaty = next((t for case, t in obliques(verb) if case in ("for", "against") and is_treaty(t)), None)
        treaty = treaty or next((t for t in patients(verb) if lemma != "vote" and is_treaty(t)), None)
        if treaty is not None:
            polarity = "+" if case_of(treaty) == "for" else "-"
            parties = [m for m in parties_of(context, treaty) if m.kind != "pronoun"]
    if parties is None:
        return
    claim = _claim(context, "chamber_vote", verb, "ratify", doers, unique(parties), None, confidence=0.8)
    if polarity == "-":
        claim = replace(claim, polarity="-" if claim.polarity == "+" else "+")
    voted = verb.head.lemma_ == "vote" and verb.head.tag_ == "VBD"
    yield replace(claim, phase="completed") if voted else claim


def approval_due(context: Context, noun: Token, view: TreatyInView) -> Iterator[Claim]:
    """A treaty that waits for a chamber: "the accord still awaits approval by the senate", "needs ratification"."""
    verb = noun.head
    if noun.lemma_.lower() not in _APPROVAL or noun.dep_ != "obj":
        return
    if verb.lemma_ not in ("await", "need", "require", "lack", "face"):
        return
    treaty = next((t for t in agents(verb) if is_treaty(t)), None)
    if treaty is None and not any(t.lower_ == "it" for t in agents(verb)):
        return
    named = treaty_named(context, treaty, view) if treaty is not None else view.mention
    bodies = [
        m
        for c in children(noun, "nmod", "nmod:poss", "obl", "obl:agent")
        if case_of(c) in ("by", "from", "in", "of") or c.dep_ == "nmod:poss"
        for m in context.actors_of([*children(c, "appos"), c])
        if m.type != "Treaty"
    ]
    if named is None or not bodies:
        return
    parties = unique([*(parties_of(context, treaty) if treaty is not None else []), *view.parties])
    claim = _claim(context, "approval_due", verb, "ratify", bodies, parties, named, confidence=0.9)
    yield replace(claim, phase="planned", polarity="+")


def status(context: Context, treaty: Token, view: TreatyInView) -> Iterator[Claim]:
    """A treaty that comes into force or runs out: "took effect in June", "expires in May", "let the pact lapse"."""
    verb = treaty.head
    if verb.pos_ != "VERB" or treaty.dep_ not in ("nsubj", "nsubj:pass", "obj"):
        return
    activity, doers = _new_status(treaty, verb), []
    if activity is None:
        return
    above = verb.head if verb.dep_ in ("xcomp", "ccomp") else verb
    if above.lemma_ in ("let", "allow", "permit", "put", "bring") and treaty.i > above.i:
        doers, verb = doers_of(context, above), above
    named = parties_of(context, treaty)
    back = refers_back(context, treaty, view)
    parties = unique([*named, *(view.parties if back and len(named) < 2 else []), *doers])
    if is_private(treaty) or not (parties or (back and speaks_of_states(context, verb))):
        return
    yield _claim(context, "treaty_status", verb, activity, doers, parties, treaty_named(context, treaty, view))


def struck(context: Context, treaty: Token, view: TreatyInView) -> Iterator[Claim]:
    """A treaty that came about by the way: "the revolt ended with a deal between X and Y", "hailed the pact between them"."""
    verb = treaty.head
    after = treaty.dep_ == "obl" and case_of(treaty) in _AFTER | {"by", "through"} and verb.tag_ in ("VBD", "VBN")
    shown = treaty.dep_ == "obj" and verb.lemma_ in ("announce", "unveil", "hail", "welcome", "celebrate", "confirm")
    between = [t for c in children(treaty, "nmod") if case_of(c) in WITH for t in conjuncts(c)]
    parties = unique(
        [m for t in between for m in context.side(t) if can_agree(m) or (m.type, m.kind) == ("Place", "name")]
    )
    if shown and len(parties) == 1:
        parties = unique([*parties, *(m for m in sides_of(context, agents(verb)) if m.type == "State")])
    if len(parties) < 2 or not (after or shown) or is_private(treaty) or all(m.type == "Person" for m in parties):
        return
    mention = treaty_named(context, treaty, view)
    claim = _claim(context, "treaty_noun", verb if shown else treaty, "agree", [], parties, mention, confidence=0.7)
    yield claim if shown else replace(claim, phase="completed")


def _new_status(treaty: Token, verb: Token) -> str | None:
    lemma = verb_lemma(verb)
    force = any(case in ("into", "in") and t.lemma_ in ("force", "effect", "operation") for case, t in obliques(verb))
    if force and lemma in ("enter", "come", "go", "put", "bring"):
        return "formalise"
    if treaty.dep_ == "obj":
        lapse = lemma in ("let", "allow") and any(
            c.lemma_ in ("lapse", "expire") for c in children(verb, "xcomp", "ccomp")
        )
        return "withdraw" if lapse else None
    if lemma == "take" and any(o.lemma_ == "effect" for o in children(verb, "obj")):
        return "formalise"
    over = lemma in ("expire", "lapse") or (lemma == "run" and any(c.lower_ == "out" for c in verb.children))
    return "withdraw" if over else None


def nominal_acts(context: Context, treaty: Token, view: TreatyInView) -> Iterator[Claim]:
    """An act as a noun that a predicate asserts: "oversaw the signing of the pact", "after the treaty's ratification"."""
    noun = treaty.head
    activity = _NOUNS.get(noun.lemma_.lower())
    if activity is None or noun.pos_ != "NOUN" or treaty.dep_ not in ("nmod", "nmod:poss", "compound"):
        return
    case = case_of(treaty)
    fits = {"propose": ("on", "over", "about", "for"), "withdraw": ("of", "from", ""), "agree": ("of", "to", "")}
    if case not in fits.get(activity, ("of", "")):
        return
    verb, phase, flipped = _asserted(noun, activity)
    if phase is None:
        return
    parties, doers = _nominal_parties(context, treaty, noun, verb, view, activity)
    back = refers_back(context, treaty, view)
    if is_private(treaty) or not (len(parties) >= 2 or (back and (parties or speaks_of_states(context, noun)))):
        return
    if activity == "propose" and len(parties) < 2:
        return
    mention = treaty_named(context, treaty, view)
    claim = _claim(context, "treaty_noun", verb or noun, activity, doers, parties, mention, confidence=0.75)
    if phase != "own":
        claim = replace(claim, phase=phase)
    yield replace(claim, polarity="-" if claim.polarity == "+" else "+") if flipped else claim


def _asserted(noun: Token, activity: str) -> tuple[Token | None, Phase | Literal["own"] | None, bool]:
    """(the predicate that tells of the act, its phase or "own" for the predicate's, whether it is kept from being)."""
    verb = noun.head
    lemma = verb.lemma_.lower()
    if noun.dep_ in ("obl", "nmod") and case_of(noun) in _AFTER and verb.pos_ == "VERB" and activity != "propose":
        return None, "completed" if verb.tag_ in ("VBD", "VBN") else None, False
    if verb.pos_ != "VERB":
        return None, None, False
    passive = noun.dep_ == "nsubj:pass"
    if activity == "propose":
        talking = (noun.dep_ == "obj" and lemma in _TALKING) or (
            noun.dep_ in ("nsubj", "nsubj:pass") and lemma in _TALKING | _TAKES_PLACE
        )
        return (verb, "own", False) if talking else (None, None, False)
    if noun.dep_ == "obj" or passive or (noun.dep_ == "obl" and case_of(noun) in ("for", "over", "at")):
        if lemma in _ASSERTS:
            return verb, "own", False
        if lemma in _AWAITS:
            return verb, "planned", False
        if lemma in _KEEPS_FROM:
            return verb, "own", True
    if noun.dep_ == "nsubj" and lemma in ("take", "happen", "occur", "go", "follow"):
        return verb, "own", False
    return None, None, False


def _nominal_parties(
    context: Context, treaty: Token, noun: Token, verb: Token | None, view: TreatyInView, activity: str
) -> tuple[list[Mention], list[Mention]]:
    """(parties, who acts) of a nominal act: owners and by-phrases, the treaty's own, else those who witness it."""
    by = [t for n in (noun, treaty) for c in children(n, "nmod") if case_of(c) == "by" for t in conjuncts(c)]
    owners = [t for c in children(noun, "nmod:poss") for t in conjuncts(c) if t != treaty]
    doers = sides_of(context, [*by, *owners])
    named = [m for m in parties_of(context, treaty) if m.kind != "pronoun"]
    if activity == "propose":
        named += sides_of(context, [t for c in children(noun, "nmod") if case_of(c) in WITH for t in conjuncts(c)])
        if verb is not None:
            named += sides_of(context, [t for case, t in obliques(verb) if case in WITH])
            if noun.dep_ == "obj":
                doers += sides_of(context, agents(verb))
                doers = together(context, agents(verb), view) or doers
    chamber = any(is_chamber(m) for m in doers)
    parties = unique([*named, *([] if chamber else doers)])
    if len(parties) < 2 and refers_back(context, treaty, view):
        parties = unique([*parties, *view.parties])
    witnesses = (
        sides_of(context, agents(verb)) if verb is not None and verb.lemma_ in ("oversee", "witness", "attend") else []
    )
    if activity == "sign" and len(parties) < 2 <= len(parties) + len(witnesses):
        parties = unique([*parties, *witnesses])
    return parties, doers or witnesses


def _claim(
    context: Context,
    rule: str,
    predicate: Token,
    activity: str,
    actors: list[Mention],
    parties: list[Mention],
    treaty: Mention | None,
    *,
    confidence: float = 0.85,
) -> Claim:
    people = [*participant("actor", actors), *participant("party", parties)]
    if treaty is not None:
        people.append(Participant("treaty", treaty))
    return context.claim(
        "TreatyClaim",
        rule,
        predicate,
        people,
        activity=activity,
        event=EVENTS[activity],
        nominal=predicate.pos_ == "NOUN",
        confidence=confidence,
    )
