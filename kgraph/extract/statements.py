"""Statements: who says something to or about whom, and what the saying does (demand, accuse, reject, threaten ...)."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.attribution import Attribution, speakers
from kgraph.extract.clauses import case_of, children, is_passive, obliques, patients
from kgraph.extract.context import Context, coordinated, participant, trimmed
from kgraph.extract.cues import BLAME, SPEECH_ACT
from kgraph.extract.nouns import PERSONS
from kgraph.extract.violence import OF_TARGET
from kgraph.nlp.tokens import Token
from kgraph.types import Claim, Evidence, Mention, Quote

# Acts of speech that need no reported clause: "condemned the raid", "called for a ceasefire", "voiced concern".
_VOICE = frozenset("voice express convey reiterate".split())
_CALL = frozenset("call describe brand label dub characterise characterize denounce".split())
_VERDICTS: dict[str, str] = {
    "concern": "ACCUSE", "alarm": "ACCUSE", "outrage": "ACCUSE", "anger": "ACCUSE", "condemnation": "ACCUSE", "regret": "ACCUSE",
    "support": "SUPPORT", "solidarity": "SUPPORT", "gratitude": "SUPPORT", "hope": "SUPPORT", "readiness": "AGREE",
    "opposition": "REJECT", "condolence": "SUPPORT", "thanks": "SUPPORT", "appreciation": "SUPPORT",
}  # fmt: skip
# What a noun of speech does when somebody issues, makes or delivers it.
_SPEECH_NOUNS: dict[str, str] = {
    "warning": "THREATEN", "threat": "THREATEN", "ultimatum": "THREATEN", "accusation": "ACCUSE", "allegation": "ACCUSE",
    "protest": "ACCUSE", "complaint": "ACCUSE", "rebuke": "ACCUSE", "condemnation": "ACCUSE", "denial": "REJECT",
    "demand": "REQUEST", "appeal": "REQUEST", "plea": "REQUEST", "request": "REQUEST", "call": "REQUEST",
    "promise": "AGREE", "pledge": "AGREE", "vow": "AGREE", "apology": "CONCEDE", "endorsement": "SUPPORT",
}  # fmt: skip
_DELIVER = frozenset("issue make deliver give send lodge file sound raise level".split())
# Every verb that can be an act of speech without a reported clause; no other is looked at.
_ACTS = SPEECH_ACT.keys() | _CALL | _VOICE | _DELIVER | {"call", "rule", "refer", "hail", "warn", "caution"}
_PRAISE = frozenset("comrade friend ally partner hero brother champion".split())
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
        if token.pos_ == "VERB" and token.lemma_.lower() in _ACTS and token not in done:
            yield from from_speech_act(context, token)


def from_attribution(context: Context, attribution: Attribution) -> Iterator[Claim]:
    """An attribution as a statement of its source: "Seoul said that ...", "according to the ministry"."""
    verb = attribution.head
    found = [context.speaker(head) for head in attribution.sources]
    # What a treaty provides is no speech.
    named = [m for m in found if m is not None and m.type not in ("Treaty", "Equipment")]
    if not named:
        return
    event = act_of(verb, attribution) or _act_of_content(context, attribution)
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
    naming = verb.lemma_ in _CALL and bool(children(verb, "obj")) and verb.tag_ != "VBG"  # "called it a setback"
    if (event is None and not naming) or (is_passive(verb) and not any(c.dep_ == "obl:agent" for c in verb.children)):
        return
    named = [m for t in speakers(verb) if (m := context.actor(t)) is not None and m.type not in ("Treaty", "Equipment")]
    if not named:
        return
    people = [*participant("speaker", named), *participant("target", _targets(context, verb, None, named))]
    yield context.claim("Statement", "speech_act", verb, people, event=event, confidence=0.85)


def act_of(verb: Token, attribution: Attribution | None) -> str | None:
    """The PLOVER type of a speech act by its verb and what the verb governs; None for plain saying."""
    lemma = verb.lemma_.lower()
    particles = {c.lower_ for c in verb.children if c.dep_ in ("compound:prt", "advmod", "case")}
    cases = {case_of(c) for c in verb.children if c.dep_ == "obl"}
    objects = children(verb, "obj", "xcomp", "obl", "ccomp")
    if lemma == "decline" and any(c.lemma_ in ("comment", "say", "discuss") for c in children(verb, "xcomp")):
        return None
    if lemma == "rule" and "out" in particles:
        return "REJECT"
    if lemma == "call" and cases & {"for", "on", "upon"}:
        return "REQUEST"
    if _other_sense(verb, particles):
        return None
    if lemma in _DELIVER:
        return next(
            (_SPEECH_NOUNS[c.lemma_.lower()] for c in children(verb, "obj") if c.lemma_.lower() in _SPEECH_NOUNS), None
        )
    named_as = [t for c in verb.children if c.dep_ in ("obl", "xcomp", "obj") for t in c.subtree]
    if lemma in _CALL | {"refer", "hail"} and any(t.lemma_.lower() in _PRAISE for t in named_as):
        return "SUPPORT"
    if lemma in _CALL and any(t.lemma_.lower() in BLAME for c in objects for t in c.subtree):
        return "ACCUSE"
    if lemma in _VOICE:
        return next((_VERDICTS[c.lemma_.lower()] for c in objects if c.lemma_.lower() in _VERDICTS), None)
    if lemma == "warn" or lemma == "caution":
        return "THREATEN"
    if attribution is not None and attribution.denied:
        return "REJECT"
    if lemma == "call" and not children(verb, "ccomp") and not _infinitive(verb):
        return None  # "called it a setback", "had called twice"
    return SPEECH_ACT.get(lemma)


def _infinitive(verb: Token) -> bool:
    return any(m.lower_ == "to" for c in children(verb, "xcomp", "advcl") for m in children(c, "mark"))


def _other_sense(verb: Token, particles: set[str]) -> bool:
    """Whether the verb is no act of speech here: "back down", "confer a medal", "dismissed the minister", "conceded a goal"."""
    lemma, objects = verb.lemma_.lower(), patients(verb)
    if lemma == "back":
        return bool(particles & {"down", "off", "away", "out"})
    if lemma == "confer":
        return bool(objects)
    if lemma == "dismiss":
        judged = any(case_of(c) == "as" for c in verb.children)  # "dismissed him as a thief"
        return (
            not judged
            and bool(objects)
            and all(t.ent_type_ in ("PER", "PERSON") or t.lemma_.lower() in PERSONS for t in objects)
        )
    return lemma == "concede" and any(t.lemma_.lower() in ("goal", "penalty", "point", "run", "try") for t in objects)


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
    direct = list(patients(verb)) if verb.pos_ == "VERB" and not is_passive(verb) else []
    phrases = [t for case, t in obliques(verb) if case in _TARGET_CASES] if verb.pos_ == "VERB" else []
    plain = [t for t in direct if t.lemma_.lower() not in _ON_VICTIMS]
    phrases = [t for t in phrases if t.head.lemma_.lower() not in _ON_VICTIMS]
    apart = [m for m in context.actors_of([*plain, *phrases]) if _is_target(m) and not _overlaps(m, named)]
    found = apart or [
        m for t in coordinated(direct) for m in _behind(context, t) if _is_target(m) and not _overlaps(m, named)
    ]
    found = list(dict.fromkeys(found))
    if not found and attribution is not None and attribution.denied:
        for token in (t for a, b in attribution.content for t in context.doc[a:b]):
            mention = context.mentions.name_at(token)
            if mention is not None and _is_target(mention) and mention not in named:
                return [mention]
    return found[:3]


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


def _act_of_content(context: Context, attribution: Attribution) -> str | None:
    """Plain saying of an act of speech: "said it condemned the raid", "said they totally reject the allegation"."""
    for a, b in attribution.content:
        for token in context.doc[a:b]:
            if (
                token.pos_ == "VERB"
                and token.dep_ in ("ccomp", "ROOT", "parataxis")
                and token.lemma_ in SPEECH_ACT
                and token.tag_ != "VBN"
            ):
                subject = children(token, "nsubj")
                if subject and subject[0].lower_ in ("it", "they", "we", "i", "he", "she"):
                    return SPEECH_ACT[token.lemma_]
                return None
            if (
                token.pos_ == "NOUN"
                and token.lemma_.lower() in BLAME
                and attribution.kind != "indirect"
                and token.dep_ in ("ROOT", "ccomp", "obl", "obj", "xcomp")
            ):
                return (
                    "ACCUSE"
                    if token.lemma_.lower() not in ("rumour", "rumor", "fabrication", "smear", "hoax", "nonsense")
                    else "REJECT"
                )
    return None


def _first_predicate(context: Context, attribution: Attribution) -> Token:
    """A token inside the content to stand for the statement when the cue is no verb."""
    start = attribution.content[0][0] if attribution.content else attribution.head.i
    token = context.doc[start]
    return token.sent.root if attribution.content and attribution.covers(token.sent.root) else token


def _own_voice(claim: Claim, context: Context, attribution: Attribution) -> Claim:
    """A statement is made by its speaker; its sources are only those who report the speaker, and it is itself certain."""
    from dataclasses import replace

    outer = [a for a in context.chain(attribution.head) if a is not attribution]
    speakers_ = {p.mention for p in claim.participants if p.role == "speaker"}
    reporting = claim.citing(
        lambda s: s.mention not in speakers_ and any(s.mention == context.speaker(h) for a in outer for h in a.sources)
    )
    return replace(reporting, polarity="+")
