"""Claims about meetings: who meets, talks to or visits whom, where, and by which means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kgraph.extract.arguments import dated, doers, phrase_tokens, place, things, where
from kgraph.extract.attendance import (
    AMONG,
    NOUNS,
    is_call,
    is_enough,
    is_leaders,
    is_phone,
    is_telling,
    meeting_in,
    merge,
    of_noun,
    people_in,
)
from kgraph.extract.clauses import case_of, children, clause_root, is_passive, obliques
from kgraph.extract.context import Context, participant
from kgraph.extract.cues import NEGATIVE
from kgraph.nlp.tokens import Token
from kgraph.types import Claim, Mention

_MEET = frozenset("meet confer huddle parley convene gather negotiate".split())
_HOLD = frozenset(
    "hold have host attend begin open start resume convene chair join conduct conclude complete lead continue finish end "
    "arrange schedule renew reopen organise organize postpone cancel skip boycott call enter participate take restart mediate broker "
    "facilitate moderate join scrap make pay".split()
)
_RECEIVE = frozenset("host receive welcome".split())
_VISIT = frozenset("visit tour".split())
_TRAVEL = frozenset("travel fly go arrive head return come".split())
_TELL = frozenset("tell discuss speak talk phone telephone call ring brief raise say inform assure warn urge".split())
# Verbs whose meeting stands behind a preposition: "took part in talks", "entered into negotiations".
_ENTERED = {"participate": "in", "take": "in", "enter": "into", "call": "for"}
_SEEK = frozenset("seek request propose offer suggest demand".split())
_TURN_DOWN = frozenset("reject refuse decline turn".split())
# Every verb that ``by_verb`` can read; no other is looked at.
_VERBS = _MEET | _HOLD | _SEEK | _TURN_DOWN | _RECEIVE | _VISIT | _TRAVEL | _TELL | {"sit", "shake"}
_VISITORS = frozenset(
    "president minister envoy delegation premier secretary leader official diplomat negotiator mediator chief king prince pope general".split()
)
_WANTED = frozenset(
    "urge demand propose offer seek request suggest plan schedule arrange consider want expect call await hope favour favor "
    "prepare announce agree invite advocate".split()
)
_REFUSED = frozenset("cancel postpone reject refuse boycott skip oppose decline call-off rule scrap shun".split())
_VISIT_NOUNS = frozenset({"visit", "trip", "tour"})
_GO = frozenset("pay make begin start end conclude complete cut plan cancel postpone".split())
_OCCASIONS = frozenset("at during in after following".split())
_MARGINS = frozenset("sideline margin fringe".split())
_WITH = frozenset({"with", "alongside"})
# What troops, plans and ships meet with that is no meeting.
_NO_MEETING = frozenset(
    "combat battle resistance fire approval opposition success failure disapproval criticism scepticism skepticism silence "
    "hostility accident death response reaction rejection final semifinal semi-final quarterfinal quarter-final match playoff "
    "play-off tournament cup championship derby fixture league stadium court".split()
)


def meeting_claims(context: Context) -> Iterator[Claim]:
    """Every meeting claim of the article, in order of the text."""
    used: set[Token] = set()
    for token in context.doc:
        if token.pos_ == "VERB" and token.lemma_.lower() in _VERBS:
            claim = by_verb(context, token, used)
            if claim is not None:
                yield claim
    for token in context.doc:
        if token.pos_ != "NOUN" or token in used:
            continue
        if token.lemma_.lower() in NOUNS or is_call(token):
            claim = by_noun(context, token)
        elif token.lemma_.lower() in _VISIT_NOUNS:
            claim = by_visit_noun(context, token)
        else:
            continue
        if claim is not None:
            yield claim


def by_verb(context: Context, verb: Token, used: set[Token]) -> Claim | None:
    """A meeting told by a verb; notes the meeting nouns that it uses up."""
    lemma = verb.lemma_.lower()
    if (
        lemma in _MEET
        or (lemma == "sit" and _particle(verb, "down"))
        or (lemma == "shake" and _has(things(verb), "hand"))
    ):
        return _meet(context, verb)
    held = [m for t in things(verb) if (m := meeting_in(t)) is not None]
    held += [m for case, t in obliques(verb) if case == _ENTERED.get(lemma) and (m := meeting_in(t)) is not None]
    refused = lemma in _TURN_DOWN and (lemma != "turn" or _particle(verb, "down"))
    if held and (lemma in _HOLD | _SEEK or refused):
        used.update(held)
        return _hold(context, verb, held)
    phone = [t for case, t in obliques(verb) if case in ("by", "in", "over", "on", "via", "during") and is_phone(t)]
    if lemma in _TELL and (phone or lemma in ("phone", "telephone", "speak", "talk", "ring")):
        return _speak(context, verb, phone)
    if lemma in _RECEIVE:
        return _receive(context, verb)
    if lemma in _VISIT or lemma in _TRAVEL:
        return _visit(context, verb)
    return None


def by_noun(context: Context, noun: Token) -> Claim | None:
    """A meeting told by a noun: "a meeting between the two ministers in Manila"."""
    people = merge(of_noun(context, noun), _attending(context, noun))
    top = clause_root(noun)
    places = where(context, [top if noun.dep_ in ("nsubj", "nsubj:pass") and top.pos_ == "VERB" else noun])
    named = any(m.kind != "nominal" or any(w[:1].isupper() for w in m.text.split()[1:]) for m in people)
    if not (named or places) or not is_enough(people) or noun.dep_ == "compound":
        return None
    mode = "phone" if is_call(noun) else "multilateral" if len(people) > 2 else None
    claim = _claim(context, noun, people, places, rule="meeting_by_noun", mode=mode)
    return _governed(context, noun, claim) if claim is not None else None


def by_visit_noun(context: Context, noun: Token) -> Claim | None:
    """A visit told by a noun: "the king's visit to Rabat", "during a visit to Hanoi, Ms Silva said"."""
    told = [*children(noun, "nmod:poss"), *(c for c in children(noun, "nmod") if case_of(c) == "by")]
    above = clause_root(noun)
    if not told and ((noun.dep_ == "obl" and noun.lemma_ == "visit") or (noun.dep_ == "obj" and above.lemma_ in _GO)):
        told = doers(above)
    goals = [c for c in [*children(noun, "nmod"), *children(above, "obl")] if case_of(c) == "to" and c.i > noun.i]
    visitors = people_in(context, [t for t in told if _is_visitor(t)])
    places = [place(context, m) for m in context.places(("in", t) for t in goals[:1]) if m.kind == "name"]
    if not visitors or not places or noun.dep_ == "compound":
        return None
    claim = _claim(context, noun, visitors, places, rule="meeting_by_visit", mode="visit")
    return _governed(context, noun, claim) if claim is not None else None


def _is_occasion(noun: Token) -> bool:
    """ "during a visit to Hanoi", "at a meeting in Riga": what happens there happens at the same time."""
    return noun.dep_ == "obl" and case_of(noun) in _OCCASIONS


def _attending(context: Context, noun: Token) -> list[Mention]:
    """ "At a meeting with the king, Mr Silva asked for help": who acts there takes part."""
    case, verb = case_of(noun), noun.head
    if not _is_occasion(noun) or verb.pos_ != "VERB":
        return []
    if any(case_of(c) == "with" for c in children(noun, "nmod")):
        return people_in(context, doers(verb))
    people = people_in(context, doers(verb)) if case in ("at", "during") else []
    return [m for m in people if m.type in ("Person", "State")]


def _is_visitor(token: Token) -> bool:
    """Whether the word means a person who comes in an office, no tourist."""
    return (
        token.ent_type_ in ("PER", "PERSON") or token.lemma_.lower() in _VISITORS or token.lower_ in ("he", "she")
    )  # not the tourists


def _governed(context: Context, noun: Token, claim: Claim) -> Claim:
    """What the predicate over a meeting noun makes of it: wanted, refused, or as it stands."""
    top = noun
    while top.dep_ in ("nmod", "conj") and top.head.pos_ == "NOUN":
        top = top.head
    verb = clause_root(top)
    lemma = verb.lemma_.lower()
    if verb.pos_ == "VERB" and lemma in _REFUSED | NEGATIVE and top.dep_ in ("obj", "nsubj:pass", "obl"):
        return replace(claim, polarity="-" if claim.polarity == "+" else "+")
    wished = {t.lower_ for t in noun.lefts} & {
        "proposed",
        "planned",
        "possible",
        "future",
        "upcoming",
        "potential",
        "new",
        "further",
        "any",
    }
    clause = top.dep_ in ("nsubj", "nsubj:pass") or _is_occasion(top)
    if claim.time is None and clause:
        claim = replace(claim, time=context.time(verb))
    if claim.phase is None and verb.pos_ == "VERB" and (clause or lemma in _GO):
        claim = replace(claim, phase=context.assess(verb).phase)
    if (verb.pos_ == "VERB" and lemma in _WANTED and top.dep_ in ("obj", "obl", "nsubj:pass")) or wished - {
        "new",
        "further",
    }:
        return replace(claim, phase="planned")
    return claim


def _meet(context: Context, verb: Token) -> Claim | None:
    """ "X met Y", "X met with Y", "the two leaders met in Geneva"."""
    if verb.lemma_ in ("gather", "convene", "huddle") and things(verb) and not is_passive(verb):
        return None
    first = people_in(context, doers(verb) or (things(verb) if is_passive(verb) else []))
    objects = [] if verb.lemma_ == "shake" or is_passive(verb) else things(verb)
    second = people_in(context, [*objects, *(t for case, t in obliques(verb) if case in _WITH)])
    if objects and not second:
        return None  # "met the deadline"
    if any(t.lemma_.lower() in _NO_MEETING for _, t in obliques(verb)):
        return None
    occasions = [t for case, t in obliques(verb) if case in ("for", "at", "in") and meeting_in(t) is not None]
    second = merge(second, [m for t in occasions for m in of_noun(context, t)])
    people = merge(first, second)
    leaders = any(is_leaders(t) for t in doers(verb))
    alone = verb.lemma_ in ("gather", "convene") and not second and not (len(first) > 1 or occasions or leaders)
    if not first or not is_enough(people) or alone:
        return None
    return _claim(context, verb, people, _places(context, verb), rule="meeting_by_verb")


def _hold(context: Context, verb: Token, nouns: list[Token]) -> Claim | None:
    """ "held talks with Y", "attended a summit of the African Union", "talks were held between X and Y"."""
    asked = verb.lemma_ in _SEEK | _TURN_DOWN and not any(
        case_of(c) == "with" for n in nouns for c in children(n, "nmod")
    )
    absent = asked or verb.lemma_ in ("arrange", "organise", "organize")
    hosts = [] if absent else people_in(context, doers(verb))
    others = people_in(context, (t for case, t in obliques(verb) if case in AMONG))
    named = [m for n in nouns for m in of_noun(context, n)]
    people = merge(hosts, others, named)
    if not is_enough(people):
        return None
    phone = any(is_phone(t) for n in nouns for t in [n, *children(n, "compound", "amod")])
    places = merge(_places(context, verb), where(context, nouns))
    claim = _claim(
        context,
        verb,
        people,
        places,
        rule="meeting_by_verb",
        mode="phone" if phone else "multilateral" if len(people) > 2 else None,
    )
    if claim is None:
        return None
    if verb.lemma_ in _REFUSED | {"turn"}:
        return replace(claim, polarity="-" if claim.polarity == "+" else "+")
    return replace(claim, phase="planned") if verb.lemma_ in _SEEK | {"schedule", "arrange", "call"} else claim


def _speak(context: Context, verb: Token, phone: list[Token]) -> Claim | None:
    """ "told him by telephone", "spoke with his Turkish counterpart", "phoned the king"."""
    first = people_in(context, doers(verb))
    direct = (
        things(verb)
        if verb.lemma_ in ("tell", "phone", "telephone", "call", "ring", "brief", "inform", "assure", "warn", "urge")
        else []
    )
    cases = ("with",) if verb.lemma_ in ("speak", "talk") and not phone else ("with", "to")
    second = people_in(context, [*direct, *(t for case, t in obliques(verb) if case in cases)])
    second = [
        m
        for m in second
        if m.type in ("Person", "State", "Official", "UnnamedSource", "Agency", "Ministry", "ArmedGroup")
    ]
    reporters = {"reporter", "reporters", "journalists", "journalist", "audience", "supporters", "crowd"}
    second = [m for m in second if not reporters & set(m.text.lower().split())]
    together = is_enough(first) and (phone or any(t.lemma_ in _MARGINS for _, t in obliques(verb)))
    if not first or not (second or (together and verb.lemma_ in ("speak", "talk"))):
        return None
    by_phone = phone or verb.lemma_ in ("phone", "telephone", "ring")
    return _claim(
        context,
        verb,
        merge(first, second),
        _places(context, verb),
        rule="meeting_by_speech",
        mode="phone" if by_phone else None,
    )


def _receive(context: Context, verb: Token) -> Claim | None:
    """ "Putin received Assad in the Kremlin", "Turkey hosted negotiators from both sides"."""
    first, second = people_in(context, doers(verb)), people_in(context, things(verb))
    persons = ("PER", "PERSON", "ORG") if all(m.type == "Person" for m in first) else ("PER", "PERSON")
    visitors = [t for t in things(verb) if t.lemma_.lower() in _VISITORS or t.ent_type_ in persons]
    if not first or not second or not visitors:
        return None
    goals = [place(context, m) for m in context.places((c, t) for c, t in obliques(verb) if c in ("to", "into"))]
    places = merge(_places(context, verb), [m for m in goals if m.kind == "name"])
    return _claim(context, verb, merge(first, second), places, rule="meeting_by_visit", mode="visit")


def _visit(context: Context, verb: Token) -> Claim | None:
    """ "visited Budapest", "flew to Riyadh"; not where the purpose tells a meeting that stands as its own claim."""
    visitors = [t for t in doers(verb) if _is_visitor(t)]
    first = people_in(context, visitors)
    purpose = [c for c in children(verb, "advcl", "xcomp", "conj") if c.lemma_.lower() in _MEET | _HOLD | {"talk"}]
    if not first or purpose:
        return None
    if verb.lemma_ in _VISIT:
        goals = things(verb)
    else:
        goals = [
            t
            for case, t in obliques(verb)
            if case in ("to", "in") and any(c.lower_ in ("for", "on") for k in verb.children for c in k.children)
        ]
        if not any(t.lemma_.lower() in NOUNS | {"visit"} for case, t in obliques(verb) if case in ("for", "on")):
            return None
    places = [place(context, m) for m in context.places(("in", t) for t in goals) if m.kind == "name"]
    if not places:
        return None
    talks = [m for case, t in obliques(verb) if case in ("for", "on") and (m := meeting_in(t)) is not None]
    hosts = [m for t in talks for m in of_noun(context, t)]
    return _claim(context, verb, merge(first, hosts), places, rule="meeting_by_visit", mode="visit")


def _claim(
    context: Context, head: Token, people: list[Mention], places: list[Mention], *, rule: str, mode: str | None = None
) -> Claim | None:
    spots = [m for m in places if m not in people]
    if not is_telling(people, spots) or any(t.lemma_ == "interview" for t in head.subtree):
        return None
    evidence = None if head.pos_ == "VERB" else context.evidence(list(phrase_tokens(head)))
    claim = context.claim(
        "MeetingClaim", rule, head, [*participant("participant", people), *participant("location", spots)],
        evidence=evidence, nominal=head.pos_ != "VERB", event="CONSULT", confidence=0.85 if head.pos_ == "VERB" else 0.75,
    )  # fmt: skip
    claim = dated(claim, head)
    return replace(claim, mode=mode) if mode else claim


def _places(context: Context, verb: Token) -> list[Mention]:
    """Where it takes place: by the clause's own phrases, or those of the journey that it is the purpose of."""
    found = where(context, [verb])
    journey = verb.head if verb.dep_ in ("advcl", "xcomp", "conj") else None
    if journey is not None and journey.lemma_ in _TRAVEL | _VISIT:
        goals = [t for c, t in obliques(journey) if c in ("to", "in", "into")] + (
            things(journey) if journey.lemma_ in _VISIT else []
        )
        found += [place(context, m) for m in context.places(("in", t) for t in goals) if m.kind == "name"]
    return found


def _particle(verb: Token, word: str) -> bool:
    """Whether the verb has this particle."""
    return any(c.lower_ == word for c in children(verb, "compound:prt", "advmod"))


def _has(tokens: Iterable[Token], *lemmas: str) -> bool:
    """Whether one of the words is among these."""
    return any(t.lemma_.lower() in lemmas for t in tokens)
