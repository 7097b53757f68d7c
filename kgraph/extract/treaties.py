"""Claims about treaties: who negotiates, signs, ratifies, submits or leaves one, and what its clauses oblige."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from kgraph.extract.clauses import agents, case_of, children, conjuncts, is_passive, obliques, patients
from kgraph.extract.context import Context, participant
from kgraph.extract.nouns import is_treaty
from kgraph.types import Claim, Mention, Participant

ACTS: dict[str, str] = {
    **dict.fromkeys("sign strike conclude ink reach seal initial make enter finalise finalize".split(), "sign"),
    **dict.fromkeys("agree accept join broker mediate".split(), "agree"),
    **dict.fromkeys("establish form create found launch".split(), "establish"),
    **dict.fromkeys("ratify approve adopt endorse back pass".split(), "ratify"),
    **dict.fromkeys("submit send refer forward present table introduce".split(), "submit"),
    **dict.fromkeys("formalise formalize codify enact".split(), "formalise"),
    **dict.fromkeys("propose negotiate draft discuss offer seek".split(), "propose"),
    **dict.fromkeys(
        "withdraw leave quit abandon denounce terminate scrap suspend cancel exit renounce annul".split(), "withdraw"
    ),
    **dict.fromkeys("violate breach break flout contravene".split(), "violate"),
}
EVENTS = {
    "sign": "AGREE", "agree": "AGREE", "establish": "AGREE", "ratify": "AGREE", "submit": "AGREE", "formalise": "AGREE",
    "propose": "CONSULT", "withdraw": "REJECT", "violate": "REJECT",
}  # fmt: skip
_CLAUSE_VERBS = frozenset(
    "stipulate state say provide require oblige oblige commit bind call envisage include contain set specify pledge demand allow permit prohibit ban".split()
)
_WITH = frozenset({"with", "between", "among", "amongst"})
_LEGISLATIVE = frozenset("ratify approve adopt pass endorse submit send refer forward present table".split())
_OWN = frozenset({"its", "their", "his", "her"})
# Treaty nouns that in news also mean a bargain or a handover; they need parties or a negotiating verb.
_LOOSE = frozenset("deal accord agreement partnership alliance protocol convention charter".split())


@dataclass(slots=True)
class TreatyInView:
    """The treaty that the article speaks of, with the parties that it has named so far."""

    mention: Mention | None = None
    parties: list[Mention] = field(default_factory=list)


def treaty_claims(context: Context) -> Iterator[Claim]:
    """Every claim about treaties and their clauses, in order of the text."""
    view = TreatyInView()
    for token in context.doc:
        if not is_treaty(token) or token.dep_ == "compound":
            continue
        named = parties_of(context, token)
        if len(named) >= 2 or (named and not view.parties):
            view = TreatyInView(_mention(context, token), named)
        verb = _act_verb(token)
        if verb is not None:
            claim = act(context, token, verb, view)
            if claim is not None:
                if len([p for p in claim.participants if p.role == "party"]) >= 2:
                    view = TreatyInView(_mention(context, token), list(claim.role("party")))
                yield claim
        for relative in children(token, "acl", "acl:relcl"):
            if relative.lemma_.lower() in ACTS and relative != verb:
                claim = act(context, token, relative, view)
                if claim is not None:
                    if len(view.parties) < 2 and len(claim.role("party")) >= 2:
                        view = TreatyInView(_mention(context, token), list(claim.role("party")))
                    yield claim
        yield from clauses(context, token, view)


def act(context: Context, treaty: Token, verb: Token, view: TreatyInView) -> Claim | None:
    """What is done with a treaty: "the Senate ratified the accord with Japan", "a pact struck between the two leaders"."""
    activity = ACTS[verb.lemma_.lower()]
    doers = [m for m in context.actors_of(agents(verb)) if _can_agree(m)]
    named = parties_of(context, treaty)
    phrases = [
        (case, t)
        for case, t in obliques(verb)
        if case in _WITH or (case in ("by", "to") and verb.lemma_ in _LEGISLATIVE)
    ]
    partners = [m for case, t in phrases if case in _WITH for m in context.actors_of([t]) if _can_agree(m)]
    bodies = [m for case, t in phrases if case == "to" for m in context.actors_of(_with_apposition(t))]
    actors = bodies if activity == "submit" and bodies else doers
    legislative = any(m.type in ("Legislature", "Agency") or _chamber(m) for m in actors)
    parties = _unique([*named, *partners, *([] if legislative or activity == "submit" else doers)])
    owners = [o for t in agents(verb) if legislative and (o := context.mentions.owner(t)) is not None]
    parties = _unique([*owners, *parties])
    if len(parties) < 2 and not (named or partners):
        parties = _unique([*parties, *view.parties])
    if not parties or (treaty.lemma_ in _LOOSE and len(parties) < 2 and not legislative):
        return None
    people = [
        *participant("actor", actors),
        *participant("party", parties),
        Participant("treaty", _mention(context, treaty)),
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


def clauses(context: Context, treaty: Token, view: TreatyInView) -> Iterator[Claim]:
    """What a treaty says: "the pact stipulates that ...", "under the agreement each side must ..."."""
    for verb in _clause_verbs(treaty):
        contents = children(verb, "ccomp") or (
            children(verb, "xcomp") if verb.lemma_ in ("require", "oblige", "commit", "bind") else []
        )
        for content in contents:
            parties = parties_of(context, treaty)
            known = parties if len(parties) >= 2 else _unique([*parties, *view.parties])
            people = [*participant("party", known), Participant("treaty", _mention(context, treaty))]
            yield context.claim(
                "ClauseClaim", "treaty_clause", verb, people, evidence=context.evidence(verb), event=None
            )


def parties_of(context: Context, treaty: Token) -> list[Mention]:
    """The parties that the noun phrase names: "with Japan", "between X and Y", "the Russia-North Korea treaty", "France's pact"."""
    found: list[Mention] = []
    phrase = context.mentions.phrase(treaty)
    found.extend(
        m
        for m in context.mentions.within(phrase)
        if _can_agree(m) and m.type in ("State", "IGO", "Organization", "ArmedGroup", "Company")
    )
    for child in [*children(treaty, "nmod"), *(n for o in children(treaty, "nmod") for n in children(o, "nmod"))]:
        if case_of(child) in _WITH:
            found.extend(m for t in conjuncts(child) for m in context.actors_of([t]) if _can_agree(m))
    possessor = next((c for c in children(treaty, "nmod:poss")), None)
    if possessor is not None and possessor.lower_ in _OWN:
        mention = context.mentions.of(possessor)
        if mention is not None:
            found.insert(0, mention)
    return _unique(found)


def _act_verb(treaty: Token) -> Token | None:
    """The verb of whose act the treaty is the object: passed over nouns that introduce or share it."""
    token = treaty
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    above = token.head
    if token.dep_ == "nmod" and above.lemma_ in ("bill", "law", "measure", "draft", "text", "decree", "ratification"):
        token, above = above, above.head
    if above.pos_ != "VERB" or above.lemma_.lower() not in ACTS:
        return None
    lemma = above.lemma_.lower()
    passive = is_passive(above) and token.dep_ in ("nsubj:pass", "nsubj")
    direct = token.dep_ == "obj"
    oblique = token.dep_ == "obl" and (
        (lemma == "agree" and case_of(token) in ("to", "on"))
        or (lemma in ("withdraw", "exit") and case_of(token) == "from")
        or (lemma == "enter" and case_of(token) == "into")
    )
    measure = lemma == "introduce" and _purpose(above)
    return above if passive or direct or oblique or measure else None


def _purpose(verb: Token) -> bool:
    return any(c.lemma_ in ACTS for c in children(verb, "advcl", "acl"))


def _clause_verbs(treaty: Token) -> Iterator[Token]:
    """Verbs of saying or obliging of which the treaty (or a relative pronoun for it) is the subject."""
    if treaty.dep_ in ("nsubj",) and treaty.head.lemma_ in _CLAUSE_VERBS:
        yield treaty.head
    for relative in children(treaty, "acl:relcl", "acl"):
        if relative.lemma_ in _CLAUSE_VERBS:
            yield relative
        for inner in children(relative, "acl:relcl", "conj", "ccomp", "acl"):
            subject = next((c for c in inner.children if c.dep_ == "nsubj"), None)
            if inner.lemma_ in _CLAUSE_VERBS and subject is not None and subject.lower_ in ("that", "which"):
                yield inner
    for inner in treaty.head.children:
        if (
            inner.dep_ in ("acl:relcl",)
            and inner.lemma_ in _CLAUSE_VERBS
            and inner.i > treaty.i
            and treaty.head.pos_ == "VERB"
        ):
            yield inner


def _with_apposition(token: Token) -> list[Token]:
    """The noun with its appositions: "the upper house of parliament, the Federation Council"."""
    return [*children(token, "appos"), token] if children(token, "appos") else [token]


def _mention(context: Context, treaty: Token) -> Mention:
    return context.mentions.record(context.mentions.phrase(treaty), "nominal", "Treaty")


def _can_agree(mention: Mention) -> bool:
    return mention.type not in ("Treaty", "Equipment", "UnnamedSource", "Place", "MediaOutlet")


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


def _unique(mentions: list[Mention]) -> list[Mention]:
    found: list[Mention] = []
    for m in mentions:
        if all(m.text.lower() != f.text.lower() for f in found):
            found.append(m)
    return found
