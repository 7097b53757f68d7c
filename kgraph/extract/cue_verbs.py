"""Attributions by verbs and adjectives: saying, thinking, knowing, showing, denying, charging, intending."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.attribution import REPORTING, Attribution, Range, cue_words, is_aside, speakers
from kgraph.extract.clauses import agents, children, is_passive, patients
from kgraph.extract.content import (
    content_range,
    is_clause,
    is_finite,
    is_tensed,
    is_that_clause,
    outside,
    pieces,
    questions,
)
from kgraph.extract.nouns import PERSONS
from kgraph.extract.reporting import (
    AS_CLAUSES,
    ATTITUDES,
    CALLS_FOR,
    DENY,
    DIRECT,
    ENSURE,
    INTEND,
    KNOW,
    PERCEIVE,
    QUESTIONS,
    RAISING,
    SAY,
    THINK,
    WILLING,
    WITH_PARTICLE,
)
from kgraph.nlp.tokens import Text, Token

_GERUND_CUES = frozenset("deny admit acknowledge confess report recall".split())
_ACCUSING = frozenset("accuse suspect blame charge condemn criticise criticize denounce convict praise thank".split())
# Verbs whose object is the one who is told, shown or persuaded.
_ADDRESSED = frozenset(
    "tell assure reassure remind inform notify warn promise show teach convince persuade advise".split()
)
_FIRST = ("i", "we")
# "made clear that", "made it known that"; of these the second line tells what is seen to, not what is said.
_MADE_CLEAR = frozenset("clear plain known public explicit".split())
_MADE_SURE = frozenset("sure certain".split())


def reported_clause(doc: Text) -> Iterator[Attribution]:
    """A reporting verb with its clause: "Seoul said that troops had arrived"; "it was reported that ..."."""
    for verb in doc:
        if verb.pos_ not in ("VERB", "AUX") or _supposes(verb):
            continue
        clauses = _clauses(verb) if _reports(verb) else []
        if verb.lemma_ in QUESTIONS:
            clauses += [c for c in questions(verb) if c not in clauses]
        if clauses:
            inner = [piece for c in clauses for piece in pieces(c, verb)]
            yield _by(verb, "reported_clause", inner, denied=verb.lemma_ in DENY, intended=verb.lemma_ in ENSURE)


def _clauses(verb: Token) -> list[Token]:
    """The clauses that a reporting verb governs, or that stand beside it as sentences."""
    clauses = [c for c in children(verb, "ccomp") if is_finite(c) and is_clause(c) and not is_aside(c, verb)]
    if verb.lemma_ in PERCEIVE:
        clauses = [c for c in clauses if is_tensed(c)]
    if not clauses and verb.lemma_ in DENY:
        clauses = children(verb, "ccomp")
    if not clauses and children(verb, "nsubj") and not children(verb, "obj"):
        clauses = _beside(verb)
    clauses += [c for c in children(verb, "csubj:pass") if c.i > verb.i and is_that_clause(c)]
    if not clauses and verb.lemma_ in _ADDRESSED:  # "showed the world that it could", read as a clause of the world
        clauses = [c for o in children(verb, "obj", "iobj") for c in children(o, "acl", "acl:relcl") if _marked(c)]
    return clauses


def parenthetical(doc: Text) -> Iterator[Attribution]:
    """A reporting verb beside its clause: "The troops, Seoul said, had arrived"; "as Seoul put it, they had arrived"."""
    for verb in doc:
        added = (
            verb.dep_ == "conj" and verb.lemma_ in SAY and not children(verb, "cc")
        )  # "they left, Oslo said, and ..."
        if not added and verb.dep_ not in ("parataxis", "advcl"):
            continue
        if verb.head == verb or not (_reports(verb) or _puts_it(verb)):
            continue
        own = children(verb, "nsubj")
        as_clause = any(c.dep_ in ("mark", "advmod") and c.lower_ == "as" for c in verb.children)
        plain = verb.lemma_ in SAY and verb.tag_ in ("VBD", "VBZ", "VBP") and not children(verb, "mark", "advmod")
        if not own or children(verb, "ccomp", "xcomp") or (verb.dep_ == "advcl" and not (as_clause or plain)):
            continue
        if any(not _is_told(c) for c in children(verb, "obj")) or not _is_inserted(verb):
            continue
        filler = own[0].lower_ == "you" and verb.lemma_ not in SAY  # "you know", "you see"
        if filler or (as_clause and verb.lemma_ not in AS_CLAUSES and not _puts_it(verb)):
            continue
        if not as_clause and _puts_it(verb):
            continue
        yield _by(verb, "parenthetical", outside(verb.head, verb), denied=verb.lemma_ in DENY)


def raising(doc: Text) -> Iterator[Attribution]:
    """A passive reporting verb over an infinitive: "is believed to have sent", "was reported to be training"."""
    for verb in doc:
        if verb.lemma_ in RAISING and is_passive(verb):
            for c in children(verb, "xcomp", "advcl"):
                if c.dep_ == "xcomp" or _infinitive(c):
                    span = content_range(c, without=[])
                    yield Attribution("raising", "indirect", verb, cue_words(verb), tuple(agents(verb)), (span,))


def gerund(doc: Text) -> Iterator[Attribution]:
    """A denial or admission of a deed: "Tehran denies supplying drones", "ruled out sending troops"."""
    for verb in doc:
        rules_out = verb.lemma_ == "rule" and any(c.lower_ == "out" for c in verb.children)
        if not (verb.lemma_ in _GERUND_CUES or rules_out) or verb.pos_ != "VERB":
            continue
        for c in children(verb, "xcomp", "ccomp", "advcl"):
            apart = c.dep_ == "advcl" and (doc[c.left_edge.i - 1].is_punct or is_passive(verb))
            if not apart and (c.tag_ == "VBG" or any(x.tag_ == "VBG" for x in children(c, "aux", "cop"))):
                span = content_range(c, without=[])
                yield _by(verb, "gerund", [span], denied=verb.lemma_ in DENY or rules_out)


def accusation(doc: Text) -> Iterator[Attribution]:
    """A charge with a deed: "Khartoum accused the Emirates of arming its rival", "blamed him for ordering the raid"."""
    for verb in doc:
        if verb.lemma_ not in _ACCUSING or verb.pos_ != "VERB":
            continue
        for c in children(verb, "advcl", "xcomp", "ccomp", "obl"):
            marked = any(m.dep_ in ("mark", "case") and m.lower_ in ("of", "for", "with") for m in c.children)
            if marked and c.i > verb.i and c.tag_ in ("VBG", "VBN"):
                source, span = tuple(agents(verb)), content_range(c, without=[])
                yield Attribution("accusation", "indirect", verb, cue_words(verb), source, (span,))


def attitude(doc: Text) -> Iterator[Attribution]:
    """What somebody is sure, aware or afraid of: "Hanoi is confident that the talks will go on"."""
    for word in doc:
        made = word.dep_ == "xcomp" and word.head.lemma_ == "make"
        if word.lower_ in _MADE_CLEAR | _MADE_SURE and made:
            clauses, verb = [c for c in children(word, "ccomp", "csubj") if is_finite(c)], word.head
            clauses = clauses or [c for c in children(verb, "ccomp") if c.i > word.i and is_finite(c)]
            if clauses:
                inner = [content_range(c, without=[word]) for c in clauses]
                yield _by(verb, "attitude", inner, extra=(word,), intended=word.lower_ in _MADE_SURE)
        elif word.lower_ in ATTITUDES and word.pos_ in ("ADJ", "VERB", "NOUN"):
            clauses = [c for c in children(word, "ccomp") if c.i > word.i and is_finite(c) and is_clause(c)]
            held = tuple(patients(word) if is_passive(word) else agents(word))
            if clauses and held and not children(word, "expl", "obj") and held[0].dep_ not in ("expl", "csubj"):
                inner = [content_range(c, without=[word]) for c in clauses]
                yield Attribution("attitude", "indirect", word, cue_words(word), held, tuple(inner))


def intention(doc: Text) -> Iterator[Attribution]:
    """What somebody plans, wants or commands: "plans to leave", "urged Peru to withdraw", "called for talks"."""
    for word in doc:
        if word.pos_ not in ("VERB", "ADJ") or is_passive(word):
            continue
        found: list[Range] = []
        if (word.lemma_ in INTEND | DIRECT and word.pos_ == "VERB") or (
            word.lower_ in WILLING and children(word, "cop")
        ):
            for c in children(word, "xcomp", "advcl"):
                if c.i > word.i and _infinitive(c) and (c.dep_ == "xcomp" or word.lemma_ in DIRECT):
                    start, end = content_range(c, without=[])
                    whom = [o for o in children(word, "obj", "iobj") if word.i < o.i < c.i]
                    found.append((min([start, *(o.left_edge.i for o in whom)]), end))
        if not found and word.lemma_ in CALLS_FOR:
            found = [content_range(c, without=[]) for c in children(word, "obl") if _is_for(c) and c.i > word.i]
        if found and agents(word):
            yield _by(word, "intention", found[:1], intended=True)


VERB_RULES = (reported_clause, parenthetical, raising, gerund, accusation, attitude, intention)


def _by(
    verb: Token,
    rule: str,
    content: list[Range] | tuple[Range, ...],
    *,
    extra: tuple[Token, ...] = (),
    denied: bool = False,
    intended: bool = False,
) -> Attribution:
    """An attribution by a verb to its speakers; ``extra`` are further words of the cue."""
    words = tuple(sorted([*cue_words(verb), *extra], key=lambda t: t.i))
    sources = speakers(verb)
    own = [s.left_edge.i for s in sources if s.head != verb and s.i < verb.i]
    inner = [_short_of(r, own) for r in content]  # a speaker that the parser hung on the clause is none of its words
    return Attribution(rule, "indirect", verb, words, sources, tuple(inner), denied, intended)


def _short_of(content: Range, starts: list[int]) -> Range:
    start, end = content
    return (start, min([end, *(i for i in starts if start < i < end)]))


def _reports(verb: Token) -> bool:
    """Whether the verb can report here: some do only with a particle, and "mean" only of oneself ("I mean")."""
    lemma = verb.lemma_
    if lemma in WITH_PARTICLE:
        return any(c.lower_ == "out" for c in verb.children)
    if lemma == "mean":
        return any(c.lower_ in _FIRST for c in children(verb, "nsubj"))
    return lemma in REPORTING or lemma in KNOW or lemma in ENSURE


def _supposes(verb: Token) -> bool:
    """Whether the verb serves as a conjunction: "considering that it rains", "assuming they come"."""
    spoken = bool(children(verb, "nsubj", "nsubj:pass", "aux", "aux:pass"))
    conjunction = verb.lemma_ in ("consider", "assume", "suppose", "grant") and verb.dep_ != "xcomp"
    return verb.tag_ == "VBG" and not spoken and conjunction


def _beside(verb: Token) -> list[Token]:
    """What the parser hangs on the verb as a sentence of its own.

    "The claims are baseless, the minister said"; "The minister explained: the claims are baseless".
    """
    before = [c for c in children(verb, "parataxis") if c.left_edge.i < _own_start(verb) and is_finite(c)]
    before = [c for c in before if not _is_filler(c)]
    return before or [
        c
        for c in children(verb, "parataxis")
        if c.i > verb.i and verb.doc[c.left_edge.i - 1].text == ":" and is_clause(c)
    ]


def _own_start(verb: Token) -> int:
    """Where the cue's own words begin: its subject's first word, or itself."""
    return min((c.left_edge.i for c in children(verb, "nsubj")), default=verb.i)


def _puts_it(verb: Token) -> bool:
    """ "as the minister put it", "as one envoy has it"."""
    return verb.lemma_ in ("put", "have") and any(c.lower_ == "it" for c in children(verb, "obj"))


def _is_told(noun: Token) -> bool:
    """Whether the object of an inserted cue is whom it addresses ("they left, he told me") or stands for what is said."""
    verb = noun.head
    person = noun.pos_ in ("PRON", "PROPN") or noun.lemma_.lower() in PERSONS
    return _puts_it(verb) or (verb.lemma_ in _ADDRESSED and person and noun.lower_ not in ("something", "this", "that"))


def _is_inserted(verb: Token) -> bool:
    """Whether punctuation parts the cue's clause from the clause that it is put into; "I think" needs none."""
    tokens = verb.subtree
    first, last, doc = verb.left_edge, max(tokens, key=lambda t: t.i), verb.doc
    if verb.i > verb.head.i:
        return bool(first.is_punct or doc[first.i - 1].is_punct) or any(
            c.lower_ == "as" for c in children(verb, "mark")
        )
    subject = children(verb, "nsubj")
    return bool(last.is_punct or doc[last.i + 1].is_punct) or any(c.lower_ in _FIRST for c in subject)


def _is_filler(clause: Token) -> bool:
    """ "You see, ...", "I mean, ...": words that hold nothing themselves."""
    return clause.lemma_ in THINK | KNOW | {"mean"} and all(
        c.dep_ in ("nsubj", "aux", "advmod", "punct", "cc") for c in clause.children
    )


def _marked(clause: Token) -> bool:
    return any(m.lower_ == "that" for m in children(clause, "mark")) and bool(children(clause, "nsubj", "nsubj:pass"))


def _infinitive(clause: Token) -> bool:
    """Whether the clause is an infinitive with "to"."""
    return any(m.dep_ == "mark" and m.lower_ == "to" for m in clause.children)


def _is_for(phrase: Token) -> bool:
    return any(c.dep_ == "case" and c.lower_ == "for" for c in phrase.children)
