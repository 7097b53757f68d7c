"""Events of PLOVER types between two actors, by the frames of ``kgraph.extract.frames``, where no other rule tells them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kgraph.extract.arguments import dated, doers, nations, phrase_tokens, things, where
from kgraph.extract.clauses import case_of, children, clause_root, conjuncts, obliques
from kgraph.extract.context import Context, participant
from kgraph.extract.frames import Frame, FrameTable, own_table
from kgraph.nlp.tokens import Token
from kgraph.types import Claim, Mention

_ACTORS = frozenset(
    "State Agency Ministry IntelligenceService ArmedForce Legislature Official Person Organization IGO Company MediaOutlet ArmedGroup".split()
)
_WISHED = frozenset(
    "threaten consider urge demand call plan propose want oppose seek request avoid lift ease discuss warn".split()
)
_CROWD = frozenset(
    "protester demonstrator student worker farmer activist supporter resident opponent teacher critic refugee prisoner people "
    "thousand hundred crowd police rebel".split()
)


def event_claims(context: Context, frames: tuple[Frame, ...] | None = None) -> Iterator[Claim]:
    """Every event between two actors that a frame tells, in order of the text; at most one a predicate."""
    table = own_table() if frames is None else FrameTable(frames)
    used: set[Token] = set()
    for token in context.doc:
        found = None
        if token.pos_ == "VERB":
            fits = table.verbs.get(token.lemma_.lower(), ())
            found = next((c for f in fits if (c := by_verb(context, token, f)) is not None), None)
            if found is not None:
                used.update(t for o in _object_nouns(token) for t in conjuncts(o))
        elif token.pos_ == "NOUN" and token not in used:
            fits = table.deeds.get(token.lemma_.lower(), ())
            found = next((c for f in fits if (c := by_noun(context, token, f)) is not None), None)
        if found is not None:
            yield found


def by_verb(context: Context, verb: Token, frame: Frame) -> Claim | None:
    """The event at a verb if the frame fits: "imposed sanctions on Minsk", "arrested three Iranians"."""
    if not _is_verb(verb, frame.verbs):
        return None
    nouns = _object_nouns(verb)
    held = [t for t in nouns if t.lemma_.lower() in frame.nouns]
    if frame.nouns and not held:
        return None
    if not _words_fit(verb, frame):
        return None
    actors = _real(context, [t for slot in frame.actor for t in _slot(verb, held, slot, frame)])
    recipients = _real(context, [t for slot in frame.recipient for t in _slot(verb, held, slot, frame)], frame=frame)
    if not actors and len(recipients) != 1:
        return None
    if len(actors) >= 2 and not recipients and "with" in frame.recipient:
        actors, recipients = actors[:1], actors[1:]  # "Japan and India held joint drills"
    return _claim(context, verb, frame, actors, recipients, held)


def by_noun(context: Context, noun: Token, frame: Frame) -> Claim | None:
    """The event that a noun tells by itself, with both actors in its phrase: "American sanctions on Iran"."""
    if noun.lemma_.lower() not in frame.deeds or noun.dep_ == "compound":
        return None
    verb = clause_root(noun)
    if verb.lemma_.lower() in _WISHED and verb != noun:
        return None
    actors = _real(context, [t for slot in frame.actor for t in _noun_slot(noun, slot)])
    recipients = _real(context, [t for slot in frame.recipient for t in _noun_slot(noun, slot)])
    return _claim(context, noun, frame, actors, recipients, [noun])


def _claim(
    context: Context, head: Token, frame: Frame, actors: list[Mention], recipients: list[Mention], nouns: list[Token]
) -> Claim | None:
    spans = {(m.start, m.end) for m in actors}
    recipients = [
        m
        for m in recipients
        if (m.start, m.end) not in spans and m.text.lower() not in {a.text.lower() for a in actors}
    ]
    if not actors or not recipients or all(m.kind == "pronoun" for m in [*actors, *recipients]):
        return None
    spots = where(context, [head], skip=[*actors, *recipients])
    people = [
        *participant("actor", actors),
        *participant("recipient", recipients),
        *participant("location", [m for m in spots if m.type == "Place"]),
    ]
    verbal = head.pos_ == "VERB"
    claim = context.claim(
        "EventClaim", f"frame:{frame.name}", head, people, event=frame.event, nominal=not verbal,
        evidence=None if verbal else context.evidence(list(phrase_tokens(head))), money=context.money(head.subtree) if verbal else None,
        quantity=next((q for n in nouns if (q := context.quantity(n)) is not None), None) if verbal else None,
        confidence=0.8 if verbal else 0.65,
    )  # fmt: skip
    return replace(dated(claim, head), mode=frame.mode, context=", ".join(frame.context) or None)


def _is_verb(verb: Token, verbs: frozenset[str]) -> bool:
    """Whether the verb, with its particle where it has one, is among those of a frame."""
    lemma = verb.lemma_.lower()
    particles = [c.lower_ for c in children(verb, "compound:prt")] or [
        c.lower_ for c in children(verb, "advmod", "xcomp") if c.lower_ in ("off", "out", "over", "up", "down", "free")
    ]
    if particles:
        return f"{lemma} {particles[0]}" in verbs or (lemma in verbs and particles[0] in ("back", "off"))
    return lemma in verbs


def _object_nouns(verb: Token) -> list[Token]:
    """The object nouns, and what they count: "sanctions", "a package of sanctions", "rounds of drills"."""
    found: list[Token] = []
    for t in things(verb):
        found.append(t)
        found.extend(m for c in children(t, "nmod") if case_of(c) == "of" for m in conjuncts(c))
    if not found or any(t.pos_ in ("NUM", "SYM") or t.lemma_ in ("dollar", "euro", "million") for t in found):
        found += [t for case, t in obliques(verb) if case in ("in", "of", "worth")]
    return found


def _words_fit(verb: Token, frame: Frame) -> bool:
    words = {t.lower_ for t in verb.subtree} | {t.lemma_.lower() for t in verb.subtree}
    return not (frame.needs and not frame.needs & words) and not frame.unless & words


def _slot(verb: Token, held: list[Token], slot: str, frame: Frame) -> list[Token]:
    """The tokens that stand in an argument slot of the verb or of the object nouns that the frame asked for."""
    if slot == "subject":
        return doers(verb)
    if slot == "object":
        return [t for t in things(verb) if t not in held or frame.event in ("COERCE", "RETREAT")]
    if slot == "owner":
        return [
            c
            for t in [*held, *things(verb)]
            for c in children(t, "nmod:poss", "amod", "compound", "nmod")
            if c.i < t.i or case_of(c) in ("of", "from")
        ]
    phrases = [t for c in children(verb, "obl", "nmod") if case_of(c) == slot for t in conjuncts(c)]
    return phrases + [t for n in held for c in children(n, "nmod", "obl") if case_of(c) == slot for t in conjuncts(c)]


def _noun_slot(noun: Token, slot: str) -> list[Token]:
    if slot == "owner":
        return [t for c in children(noun, "nmod:poss", "amod", "compound") if c.i < noun.i for t in conjuncts(c)]
    return [t for c in children(noun, "nmod") if case_of(c) == slot for t in conjuncts(c)]


def _real(context: Context, tokens: Iterable[Token], *, frame: Frame | None = None) -> list[Mention]:
    """The actors among the tokens: named ones, those that own or are described by the noun, crowds that protest."""
    found: list[Mention] = []
    for token in tokens:
        named = context.mentions.name_at(token)
        if named is not None:
            some = [named]
        elif token.pos_ in ("NOUN", "PRON", "PROPN", "NUM"):
            some = nations(context, token) or context.side(token)
        else:
            some = []
        for m in some:
            crowd = m.type == "UnnamedSource" and token.lemma_.lower() in _CROWD and frame is None
            if m.text.lower() in ("its", "their", "his", "her", "we", "us", "me", "our", "you") or m.text.isdigit():
                continue
            if (m.type in _ACTORS or crowd) and m.text.lower() not in ("i", "who", "which", "that") and m not in found:
                found.append(m)
    return found
