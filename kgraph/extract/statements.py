"""Statements: who says something to or about whom, and what the saying does (demand, accuse, reject, threaten ...)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgraph.extract.attribution import Attribution, speakers
from kgraph.extract.clauses import agents, case_of, children, is_passive, is_reciprocal, obliques, patients
from kgraph.extract.context import Context, coordinated, participant, trimmed
from kgraph.extract.cues import NEGATORS
from kgraph.extract.events import as_intended, crowd
from kgraph.extract.modality import assess
from kgraph.extract.nouns import is_troops
from kgraph.extract.speech_acts import (
    ACTS,
    ATTITUDES,
    NAMING,
    TRADE,
    act_of,
    act_of_content,
    attitude_of,
    demanded_of,
    infinitive_of,
)
from kgraph.extract.violence import OF_TARGET
from kgraph.nlp.tokens import Token
from kgraph.types import Claim, Evidence, Mention, Quote

# Deeds whose "of" phrase is the victim.
_ON_VICTIMS = OF_TARGET | {"murder", "death", "arrest", "detention", "execution", "abduction"}
_TARGET_CASES = frozenset({"to", "on", "of", "with", "against", "at", "about", "from"})


def statements(context: Context) -> Iterator[Claim]:
    """Every statement: each attribution with a speaker, and each act of speech without a reported clause."""
    done: set[Token] = set()
    for attribution in context.attributions.all:
        if attribution.sources and not attribution.intended and attribution.rule not in ("noun_clause",):
            yield from from_attribution(context, attribution)
            done.add(attribution.head)
    for token in context.doc:
        if token in done:
            continue
        if token.lower_ in ATTITUDES and attitude_of(context, token) is not None:
            yield from from_attitude(context, token)
        elif token.pos_ == "VERB" and token.lemma_.lower() in ACTS:
            yield from from_speech_act(context, token)


def from_attitude(context: Context, predicate: Token) -> Iterator[Claim]:
    """What somebody is willing to do or opposed to: "Tunis is ready to mediate", "Quito is opposed to the plan"."""
    event = attitude_of(context, predicate)
    subjects = [t for c in children(predicate, "nsubj", "nsubj:pass") for t in coordinated([c])]
    named = [m for t in subjects if (m := context.actor(t)) is not None and m.type not in ("Treaty", "Equipment")]
    if event is None or not named or (context.chain(predicate) and subjects[0].pos_ == "PRON"):
        return  # what a speaker says of himself is the type of the attribution
    deed = infinitive_of(predicate)
    over = [t for case, t in obliques(deed or predicate) if case in _DEED_CASES]
    about = [m for t in [*(patients(deed) if deed else []), *over] for m in _affected(context, t)]
    target = [m for m in dict.fromkeys(about) if _is_target(m) and not _overlaps(m, named)]
    people = [*participant("speaker", named), *participant("target", target)]
    claim = context.claim("Statement", "attitude", predicate, people, event=event, confidence=0.75)
    yield replace(claim, polarity="+")


def from_attribution(context: Context, attribution: Attribution) -> Iterator[Claim]:
    """An attribution as a statement of its source: "Seoul said that ...", "according to the ministry"."""
    verb = attribution.head
    found = [context.speaker(head) for head in attribution.sources]
    # What a treaty provides is no speech.
    named = [m for m in found if m is not None and m.type not in ("Treaty", "Equipment") and not _nobody(m)]
    if not named:
        return
    event = act_of(verb, attribution) or act_of_content(context, attribution, named)
    target = _targets(context, verb, attribution, named)
    people = [*participant("speaker", named), *participant("target", target)]
    evidence = _evidence(context, attribution)
    predicate = verb if verb.pos_ == "VERB" else _first_predicate(context, attribution)
    claim = context.claim(
        "Statement", f"statement:{attribution.rule}", predicate, people, evidence=evidence, event=event
    )
    yield _own_voice(claim, context, attribution)


def from_speech_act(context: Context, verb: Token) -> Iterator[Claim]:
    """A speech act on a noun: "condemned the strike", "called on Kigali to pull back", "voiced concern"."""
    event = act_of(verb, None)
    naming = verb.lemma_ in NAMING and bool(children(verb, "obj")) and verb.tag_ != "VBG"  # "called it a setback"
    if (event is None and not naming) or (is_passive(verb) and not any(c.dep_ == "obl:agent" for c in verb.children)):
        return
    if _only_asked(verb):
        return
    heads = [h for t in speakers(verb) for h in _author(t)]
    found = [m for t in heads if (m := context.actor(t) or next(iter(crowd(context, t)), None)) is not None]
    named = [m for m in found if m.type not in ("Treaty", "Equipment")]
    if not named or (
        verb.lemma_ == "protest"
        and all(m.kind == "demonym" or crowd(context, t) for m, t in zip(found, heads, strict=False))
    ):
        return  # a crowd protests in the street
    people = [*participant("speaker", named), *participant("target", _targets(context, verb, None, named))]
    claim = context.claim("Statement", "speech_act", verb, people, event=event, confidence=0.85)
    yield as_intended(claim, verb) if event == "SUPPORT" else claim


def _only_asked(verb: Token) -> bool:
    """ "Urged Uganda to condemn the coup": that is for others to say."""
    clause = verb
    while clause.dep_ == "conj" and clause.head.pos_ == "VERB" and not children(clause, "nsubj", "mark"):
        clause = clause.head
    above = clause.head
    asked = above.lemma_ in _ASKING and clause.dep_ in ("xcomp", "advcl") and clause != above
    if not asked or not any(m.lower_ == "to" for m in children(clause, "mark")):
        return False
    whom = [
        *children(above, "obj", "iobj", "nsubj:pass"),
        *(t for c, t in obliques(above) if c in ("on", "upon", "to")),
    ]
    return any(t.i < clause.i for t in whom)


_ASKING = frozenset(
    "ask urge call appeal beg implore press pressure push encourage exhort advise order tell instruct direct command "
    "invite request persuade force compel oblige require plead entreat beseech lobby want expect".split()
)


def _author(token: Token) -> list[Token]:
    """Who speaks where a paper does: "Oslo issued a declaration demanding an inquiry"."""
    paper = token.lemma_.lower() in _PAPERS and token.dep_ == "obj" and token.head.lemma_ not in _REFUSING
    return agents(token.head) or [token] if paper else [token]


_REFUSING = frozenset(
    "veto reject block oppose dismiss ignore denounce condemn criticise criticize receive get".split()
)
_PAPERS = frozenset("statement declaration letter communique note message ultimatum resolution petition".split())


def quotes(context: Context) -> Iterator[Quote]:
    """Every attribution as a row of the quotes table."""
    for attribution in context.attributions.all:
        content = tuple(context.text_span(a, b) for a, b in attribution.content)
        head = attribution.sources[0] if attribution.sources else None
        source = context.text_span(*_source_range(attribution)) if head is not None else None
        words = attribution.cue
        cue = context.text_span(words[0].i, words[-1].i + 1) if words else None
        speaker = context.speaker(head) if head is not None else None
        yield Quote(attribution.kind, source, speaker, cue, content)


def _source_range(attribution: Attribution) -> tuple[int, int]:
    """The whole noun phrase of the source with its modifiers, without the preposition that introduces it."""
    first = attribution.sources[0]
    cue = {t.i for t in attribution.cue}
    tokens = [t.i for t in first.subtree if t.i not in cue and not any(a <= t.i < b for a, b in attribution.content)]
    behind_cue = max((i for i in cue if i < first.i), default=-1)  # ", according to": none of it is the source
    tokens = [
        i
        for i in tokens
        if i >= first.left_edge.i
        and i > behind_cue
        and (i >= first.i or first.doc[i].dep_ not in ("mark", "case") or first.doc[i].head != first)
    ]
    return (min(tokens), max(tokens) + 1) if tokens else (first.i, first.i + 1)


def _evidence(context: Context, attribution: Attribution) -> Evidence:
    """Source, cue and content together: from the first to the last of their tokens, within reason."""
    ranges = [*attribution.content, *((t.i, t.i + 1) for t in attribution.cue)]
    if attribution.sources and attribution.cue:
        ranges.append(_source_range(attribution))
    start, end = min(a for a, _ in ranges), max(b for _, b in ranges)
    span = trimmed(context.doc, start, end)
    first, last = context.doc[start].sent, context.doc[end - 1].sent
    whole = " ".join(context.doc.text[first.start_char : last.end_char].split())
    return Evidence(span.start_char, span.end_char, span.text, whole)


def _targets(context: Context, verb: Token, attribution: Attribution | None, named: list[Mention]) -> list[Mention]:
    """Whom the speech is addressed to or about: objects, addressees, else the main actor of the content."""
    if verb.lemma_ in NAMING and verb.dep_ == "acl:relcl" and verb.head.lower_ == "what":
        return []  # "what he called a change of government"
    if any(is_reciprocal(c) for c in children(verb, "obj", "obl")) or (verb.lemma_ in TRADE and len(named) > 1):
        return named  # "accused each other", "traded threats"
    addressed = verb.pos_ == "VERB" and (not is_passive(verb) or act_of(verb, attribution) is not None)
    direct = list(patients(verb)) if addressed else []  # "Kenya was urged by Paris to wait"
    phrases = [t for case, t in obliques(verb) if case in _TARGET_CASES] if verb.pos_ == "VERB" else []
    plain = [t for t in direct if t.lemma_.lower() not in _ON_VICTIMS]
    phrases = [t for t in phrases if t.head.lemma_.lower() not in _ON_VICTIMS]
    if verb.lemma_ in _OF_MATTERS:  # "hailed it": what was told before
        plain, direct = ([t for t in ts if t.lower_ != "it"] for ts in (plain, direct))
    apart = [m for m in context.actors_of([*plain, *phrases]) if _is_target(m) and not _overlaps(m, named)]
    found = apart or [
        m for t in coordinated(direct) for m in _behind(context, t) if _is_target(m) and not _overlaps(m, named)
    ]
    found = list(dict.fromkeys(found)) or _in_content(context, verb, attribution, named)
    if not found and attribution is not None and attribution.denied:
        for token in (t for a, b in attribution.content for t in context.doc[a:b]):
            mention = context.mentions.name_at(token)
            if mention is not None and _is_target(mention) and mention not in named:
                return [mention]
    return found[:3]


_OF_MATTERS = NAMING | frozenset(
    "welcome hail praise applaud laud salute condemn decry deplore reject dismiss deny dispute refute oppose endorse approve "
    "back support defend lament".split()
)


def _in_content(context: Context, verb: Token, attribution: Attribution | None, named: list[Mention]) -> list[Mention]:
    """Whom what is said concerns: the one of whom something is demanded, or to whom a deed is promised or threatened."""
    if verb.pos_ != "VERB":
        return []
    act = act_of(verb, attribution)
    inner = infinitive_of(verb)
    if inner is not None and act in ("AGREE", "THREATEN", "REJECT"):
        nouns = [*patients(inner), *(t for case, t in obliques(inner) if case in _DEED_CASES)]
        found = [m for t in nouns for m in _affected(context, t)]
    elif attribution is not None and children(verb, "ccomp"):
        said = children(verb, "ccomp")[0]
        subjects = [t for c in children(said, "nsubj", "nsubj:pass") for t in coordinated([c])]
        found = (
            [m for t in subjects for m in context.side(t)] if act == "REQUEST" else demanded_of(context, said, named)
        )
    elif act in ("REQUEST", "REJECT", "ACCUSE", "AGREE"):
        over = [t for case, t in obliques(verb) if case in ("for", "to", "over", "against")]
        found = [m for t in [*over, *patients(verb)] for m in _concerned(context, t)]
    else:
        found = []
    return [m for m in dict.fromkeys(found) if _is_target(m) and m.kind != "pronoun" and not _overlaps(m, named)]


def _affected(context: Context, noun: Token) -> list[Mention]:
    """Whom a deed would meet, by name or as a definite party; not the troops, teams and bodies that would do it."""
    found = context.side(noun) or _behind(context, noun)
    own = is_troops(noun) and noun.head.lemma_.lower() in _SENT
    return [] if own else [m for m in found if m.kind != "nominal" or m.text.lower().startswith(("the ", "both "))]


_SENT = frozenset("send deploy dispatch contribute provide offer supply station keep set establish create form".split())
_DEED_CASES = frozenset("with to against on for from by at".split())


_HOSTILE = frozenset(
    "sanction embargo boycott action measure war protest uprising strike tariff penalty offensive".split()
)


def _concerned(context: Context, noun: Token) -> list[Mention]:
    """Whom a noun deals with: "sanctions against Harare", "the release of two Kenyans"."""
    against = noun.lemma_.lower() in _HOSTILE or case_of(noun) == "against"
    cases = ("of", "from", "by", "to", "with", "on", *(("against",) if against else ()))
    return [m for c in children(noun, "nmod") if case_of(c) in cases for t in coordinated([c]) for m in context.side(t)]


def _behind(context: Context, noun: Token) -> list[Mention]:
    """Whose doing a noun is: "Sharon's murder of Yassin" is Sharon's; the victim of a deed is no target of words."""
    deed = noun.lemma_.lower() in _ON_VICTIMS
    possessors = [
        m for c in children(noun, "nmod:poss", "amod", "compound") if (m := context.mentions.of(c)) is not None
    ]
    owner = context.mentions.owner(noun) if not deed else possessors[0] if possessors else None
    cases = ("by", "on", "from", "against") if deed else ("by", "on", "from", "of", "against")
    behind = [m for c in children(noun, "nmod") if case_of(c) in cases for m in context.actors_of([c])]
    return [*([owner] if owner is not None else []), *behind]


def _overlaps(mention: Mention, others: list[Mention]) -> bool:
    return any(mention.start < m.end and m.start < mention.end for m in others)


def _is_target(mention: Mention) -> bool:
    return mention.type not in ("Treaty", "Equipment", "Place") and (
        mention.kind != "pronoun" or mention.text.lower() in ("him", "her", "them", "it")
    )


def _nobody(mention: Mention) -> bool:
    """ "Nobody in Tbilisi believes it": nobody's statement."""
    return mention.text.lower().split()[0] in ("nobody", "none") or mention.text.lower().startswith("no one")


def _first_predicate(context: Context, attribution: Attribution) -> Token:
    """A token inside the content to stand for the statement when the cue is no verb."""
    start = attribution.content[0][0] if attribution.content else attribution.head.i
    token = context.doc[start]
    return token.sent.root if attribution.content and attribution.covers(token.sent.root) else token


def _own_voice(claim: Claim, context: Context, attribution: Attribution) -> Claim:
    """A statement is made by its speaker; its sources are only those who report the speaker, and it is itself certain."""
    outer = [a for a in context.chain(attribution.head) if a is not attribution]
    speakers_ = {p.mention for p in claim.participants if p.role == "speaker"}
    reporting = claim.citing(
        lambda s: s.mention not in speakers_ and any(s.mention == context.speaker(h) for a in outer for h in a.sources)
    )
    return replace(reporting, polarity="-" if _unsaid(attribution.head) else "+")


def _unsaid(cue: Token) -> bool:
    """ "Has not said whether", "refused to say that"; not "rejected it, saying that"."""
    if cue.pos_ != "VERB":
        return False
    own = cue.dep_ in ("advcl", "acl", "conj") and not any(m.lower_ == "to" for m in children(cue, "mark"))
    negated = any(c.lower_ in NEGATORS for c in children(cue, "advmod"))
    return negated if own else assess(cue, []).polarity == "-"
