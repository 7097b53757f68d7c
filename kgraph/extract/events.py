"""Events of PLOVER types between two actors, by the frames of ``kgraph.extract.frames``, where no other rule tells them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kgraph.extract.arguments import dated, doers, nations, phrase_tokens, things, where
from kgraph.extract.clauses import case_of, children, clause_root, conjuncts, is_passive, obliques
from kgraph.extract.context import Context, participant
from kgraph.extract.frames import Frame
from kgraph.nlp.tokens import Token
from kgraph.plover import intended
from kgraph.types import BODY_TYPES, PERSON_TYPES, Claim, Mention

_ACTORS = BODY_TYPES | PERSON_TYPES | {"State"}
_WISHED = frozenset(
    "threaten consider urge demand call plan propose want oppose seek request avoid lift ease discuss warn".split()
)
_CROWD = frozenset(
    "protester demonstrator student worker farmer activist supporter resident opponent teacher critic refugee prisoner people "
    "thousand hundred crowd police rebel youth miner fisherman trucker driver nurse doctor villager settler striker inmate "
    "militant rioter mob lawyer journalist woman mother relative veteran landowner trader shopkeeper monk marcher "
    "soldier officer mutineer plotter putschist commando paratrooper fighter inhabitant migrant fundamentalist loyalist nationalist union dissident opposition guerrilla guerilla insurgent gunman".split()
)
# What carries the thing that is given, cut or moved: "aid deliveries", "a food programme", "air links".
_CARRIERS = frozenset(
    "delivery program programme package shipment convoy flight supply payment operation effort fund budget agreement project "
    "mission deal ration".split()
)
# Verbs that only carry out what their object names: their subject does it ("announced the expulsion of").
_CARRY_OUT = frozenset(
    "announce order begin start launch conduct continue resume stage hold mount approve authorise authorize complete issue "
    "make declare impose maintain lead extend renew defend justify decree".split()
)
_BY_PLACE = frozenset({"SANCTION", "CONCEDE", "AID"})
_PARTICLES = frozenset("off out over up down free back away in aside together hostage through".split())
_WILL = frozenset("will would shall 'll ’ll wo".split())
_WILLING = frozenset("ready willing prepared committed determined set eager".split())


def event_claims(context: Context) -> Iterator[Claim]:
    """Every event between two actors that a frame tells, in order of the text; at most one a predicate."""
    table = context.frames
    used: set[Token] = set()
    for token in context.doc:
        found = None
        if token.pos_ in ("VERB", "ADJ"):
            fits = _fitting(context, token)
            found = next((c for f in fits if (c := by_verb(context, token, f)) is not None), None)
            if found is not None:
                used.update(t for o in _object_nouns(token) for t in conjuncts(o))
        elif token.pos_ == "NOUN" and token not in used:
            fits = table.deeds.get(token.lemma_.lower(), [])
            found = next((c for f in fits if (c := by_noun(context, token, f)) is not None), None)
        if found is not None:
            yield found


def deed(context: Context, verb: Token) -> str | None:
    """The PLOVER type of what a verb with its objects means, whoever may do it; None if no frame fits."""
    return next((f.event for f in _fitting(context, verb) if _held(verb, f) is not None), None)


def by_verb(context: Context, verb: Token, frame: Frame) -> Claim | None:
    """The event at a verb if the frame fits: "imposed sanctions on Minsk", "arrested three Iranians"."""
    held = _held(verb, frame)
    if held is None:
        return None
    crowds = frame.alone or frame.event == "PROTEST"
    actors = _real(context, [t for slot in frame.actor for t in _slot(verb, held, slot)], crowds=True)
    recipients = _real(context, [t for slot in frame.recipient for t in _slot(verb, held, slot)], crowds=crowds)
    if not recipients and frame.event in _BY_PLACE:  # "sanctions on a refinery in China"
        hit = [t for slot in frame.recipient if slot not in ("object", "owner") for t in _slot(verb, held, slot)]
        inside = [c for t in hit if t.pos_ == "NOUN" for c in children(t, "nmod") if case_of(c) == "in"]
        recipients = [m for m in _real(context, inside) if m.type == "State" and m.kind == "name"]
    if len(actors) >= 2 and not recipients and "with" in frame.recipient and frame.mode != "third-party":
        actors, recipients = actors[:1], actors[1:]  # "Japan and India held joint drills"
    return _claim(context, verb, frame, actors, recipients, held)


def by_noun(context: Context, noun: Token, frame: Frame) -> Claim | None:
    """The event that a noun tells by itself: "American sanctions on Iran", "announced the expulsion of two Finns"."""
    if noun.lemma_.lower() not in frame.deeds or noun.dep_ == "compound":
        return None
    verb = clause_root(noun)
    if verb.lemma_.lower() in _WISHED and verb != noun:
        return None
    actors = _real(context, [t for slot in frame.actor for t in _noun_slot(noun, slot)])
    if not actors and noun.dep_ == "obj" and noun.head.lemma_.lower() in _CARRY_OUT:
        actors = _real(context, doers(noun.head))
    recipients = _real(context, [t for slot in frame.recipient for t in _noun_slot(noun, slot)])
    return _claim(context, noun, replace(frame, alone=False), actors, recipients, [noun])


def _claim(
    context: Context, head: Token, frame: Frame, actors: list[Mention], recipients: list[Mention], nouns: list[Token]
) -> Claim | None:
    spans = {(m.start, m.end) for m in actors}
    recipients = [
        m
        for m in recipients
        if (m.start, m.end) not in spans and m.text.lower() not in {a.text.lower() for a in actors}
    ]
    people = [*actors, *recipients]
    spots = where(context, [head], skip=people)
    if not _telling(context, head, frame, actors, recipients, spots):
        return None
    roles = [
        *participant("actor", actors),
        *participant("recipient", recipients),
        *participant("location", [m for m in spots if m.type == "Place" or not recipients]),
    ]
    verbal = head.pos_ != "NOUN"
    claim = context.claim(
        "EventClaim", f"frame:{frame.name}", head, roles, event=frame.event, nominal=not verbal,
        evidence=None if verbal else context.evidence(list(phrase_tokens(head))), money=context.money(head.subtree) if verbal else None,
        quantity=next((q for n in nouns if (q := context.quantity(n)) is not None), None) if verbal else None,
        confidence=(0.8 if verbal else 0.65) - (0 if recipients else 0.1),
    )  # fmt: skip
    claim = replace(dated(claim, head), mode=frame.mode, context=", ".join(frame.context) or None)
    return as_intended(claim, head) if verbal else claim


def _telling(
    context: Context, head: Token, frame: Frame, actors: list[Mention], recipients: list[Mention], spots: list[Mention]
) -> bool:
    """Whether enough of those concerned are named: two sides, or one where the frame or the place makes up for it."""
    if all(m.kind == "pronoun" for m in [*actors, *recipients]):
        return bool(actors) and frame.alone and bool(context.chain(head))  # "the union said it called off the strike"
    if not actors:
        named = any(m.kind in ("name", "demonym") for m in recipients)
        return named and head.pos_ == "VERB" and is_passive(head) and frame.recipient[0] == "object"
    return bool(recipients) or frame.alone or ("in" in frame.recipient and bool(spots))


def as_intended(claim: Claim, verb: Token) -> Claim:
    """What somebody only means to do is, in PLOVER, an agreement or a threat: "Accra will lift the ban"."""
    if claim.phase != "planned" or claim.polarity == "-" or claim.event is None or not _own_will(verb):
        return claim
    return replace(claim, event=intended(claim.event), mode=None)


def _own_will(verb: Token) -> bool:
    """Whether the doer's own will is told and not yet done: "will impose", "is ready to lift"; not "was urged to"."""
    if any(c.dep_ == "aux" and c.lower_ in _WILL for c in verb.children):
        return True
    above = verb.head
    return verb.dep_ in ("xcomp", "advcl") and above.pos_ in ("ADJ", "VERB") and above.lemma_.lower() in _WILLING


def _held(verb: Token, frame: Frame) -> list[Token] | None:
    """The object nouns that the frame asks for, if the verb and the words about it fit; else None."""
    if not _is_verb(verb, frame.verbs):
        return None
    held = [t for t in _object_nouns(verb) if _is_thing(t, frame.nouns)]
    return held if (held or not frame.nouns) and _words_fit(verb, frame) else None


def _is_thing(noun: Token, nouns: frozenset[str]) -> bool:
    """Whether a noun is one of a frame's, or carries one of them: "aid deliveries", "food supplies"."""
    lemma = noun.lemma_.lower()
    if lemma in nouns:
        return True
    return lemma in _CARRIERS and any(c.lemma_.lower() in nouns for c in children(noun, "compound", "amod"))


def _lemmas(token: Token) -> tuple[str, ...]:
    """What the verb's lemma may be: a past form that the lemmatiser does not know may have lost too little ("riote")."""
    lemma = token.lower_ if token.pos_ == "ADJ" else token.lemma_.lower()
    return (lemma, lemma[:-1]) if token.lower_ == f"{lemma}d" else (lemma,)


def _fitting(context: Context, verb: Token) -> list[Frame]:
    return [frame for lemma in _lemmas(verb) for frame in context.frames.verbs.get(lemma, ())]


def _is_verb(verb: Token, verbs: frozenset[str]) -> bool:
    """Whether the verb, with its particle where it has one, is among those of a frame."""
    particles = [c.lower_ for c in children(verb, "compound:prt")] or [
        c.lower_ for c in children(verb, "advmod", "xcomp") if c.lower_ in _PARTICLES
    ]
    for lemma in _lemmas(verb):
        if particles:
            if f"{lemma} {particles[0]}" in verbs or (lemma in verbs and particles[0] in ("back", "up", "down")):
                return True
        elif lemma in verbs or any(f"{lemma} {case_of(t)}" in verbs for t in children(verb, "obl")):
            return True
    return False


def _object_nouns(verb: Token) -> list[Token]:
    """The object nouns, and what they count: "sanctions", "a package of sanctions", "rounds of drills"."""
    found: list[Token] = []
    for t in things(verb):
        found.append(t)
        found.extend(m for c in children(t, "nmod", "obl") if case_of(c) in ("of", "for") for m in conjuncts(c))
    if not found or any(t.pos_ in ("NUM", "SYM") or t.lemma_ in ("dollar", "euro", "million") for t in found):
        found += [t for case, t in obliques(verb) if case in ("in", "of", "worth", "on", "for")]
    return found


def _words_fit(verb: Token, frame: Frame) -> bool:
    words = {t.lower_ for t in verb.subtree} | {t.lemma_.lower() for t in verb.subtree}
    if frame.needs and not frame.needs & words:
        return False
    if not frame.unless & words:
        return True
    # "deposed the president, hours after he had won the vote": another clause tells of another deed.
    apart = {t.i for c in verb.children if c.dep_ == "advcl" and children(c, "nsubj", "nsubj:pass") for t in c.subtree}
    own = [t for t in verb.subtree if t.i not in apart]
    return not frame.unless & {w for t in own for w in (t.lower_, t.lemma_.lower())}


def _slot(verb: Token, held: list[Token], slot: str) -> list[Token]:
    """The tokens that stand in an argument slot of the verb or of the object nouns that the frame asked for."""
    if slot == "subject":
        return doers(verb)
    if slot == "object":
        return things(verb)
    if slot == "owner":
        return [
            c
            for t in [*held, *things(verb)]
            for c in children(t, "nmod:poss", "amod", "compound", "nmod")
            if c.i < t.i or case_of(c) in ("of", "from")
        ]
    if slot == "purpose":
        return _purpose(verb, held)
    phrases = [t for c in children(verb, "obl", "nmod") if case_of(c) == slot for t in conjuncts(c)]
    within = [*held, *(c for n in held for c in children(n, "nmod") if case_of(c) == "of")]
    within += [v for n in within for v in children(n, "acl") if v.tag_ == "VBN"]  # "the sanctions imposed on Niger"
    if slot == "of":
        within += children(verb, "obl")  # "hacked into the computers of a bank"
    return phrases + [t for n in within for c in children(n, "nmod", "obl") if case_of(c) == slot for t in conjuncts(c)]


def _noun_slot(noun: Token, slot: str) -> list[Token]:
    if slot == "owner":
        return [t for c in children(noun, "nmod:poss", "amod", "compound") if c.i < noun.i for t in conjuncts(c)]
    within = [
        noun,
        *(c for c in children(noun, "nmod") if case_of(c) == "of"),
    ]  # the parser hangs "by X" on the nearest
    return [t for n in within for c in children(n, "nmod") if case_of(c) == slot for t in conjuncts(c)]


def _purpose(verb: Token, held: list[Token]) -> list[Token]:
    """Whom the clause of purpose is about: "to demand reforms by the king", "in protest against Oslo's plan"."""
    clauses = [c for t in [verb, *held] for c in children(t, "advcl", "xcomp", "acl") if c.pos_ == "VERB" and c.i > t.i]
    clauses += [v for c in clauses for v in children(c, "ccomp", "conj")]
    nouns = [t for c in clauses for t in [*things(c), *(n for _, n in obliques(c)), *children(c, "nsubj")]]
    nouns += [t for case, t in obliques(verb) if case in ("in", "over", "against") and t.pos_ == "NOUN"]
    return nouns + [m for t in nouns for c in children(t, "nmod", "nmod:poss") for m in conjuncts(c)]


def _real(context: Context, tokens: Iterable[Token], *, crowds: bool = False) -> list[Mention]:
    """The actors among the tokens: named ones, those that own or are described by the noun, crowds where they count."""
    found: list[Mention] = []
    for token in tokens:
        for m in _named(context, token) or (crowd(context, token) if crowds else []):
            low = m.text.lower()
            known = m.type in _ACTORS or (crowds and m.type in ("UnnamedSource", "ArmedForce"))
            if known and (low not in _NOBODY or m.kind == "name") and not low.isdigit() and m not in found:
                found.append(m)
    return found


_NOBODY = frozenset("its their his her we us me our you i who which that".split())


def _named(context: Context, token: Token) -> list[Mention]:
    named = context.mentions.name_at(token)
    if named is not None:
        return [named]
    if token.pos_ not in ("NOUN", "PRON", "PROPN", "NUM"):
        return []
    return [m for m in nations(context, token) or context.side(token) if m.type in _ACTORS]


def crowd(context: Context, token: Token) -> list[Mention]:
    """ "about 200 supporters", "angry paper workers": people who act together without a name."""
    inner = [token, *(c for c in children(token, "nmod") if case_of(c) == "of")]
    if token.pos_ != "NOUN" or not any(t.lemma_.lower() in _CROWD for t in inner):
        return []
    found = context.mentions.describe(token, default="UnnamedSource")
    return [found] if found is not None else []
