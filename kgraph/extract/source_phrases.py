"""Attributions by a phrase that names the source: according to, citing, per, in the words of, in somebody's view."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.attribution import Attribution, Range
from kgraph.extract.clauses import case_of, children, clause_root, conjuncts
from kgraph.extract.content import is_set_off, outside, sentence_of
from kgraph.extract.nouns import COMPANIES, DOCUMENTS, GROUPS, MEDIA, ORGANISATIONS, PERSONS, STATES
from kgraph.nlp.tokens import Text, Token

# What one acts according to: it says nothing, unless the phrase is set off ("according to the constitution, ...").
_STANDARDS = frozenset(
    "plan schedule timetable rule law constitution principle need ability size age type kind class criterion standard wish "
    "tradition custom merit rank taste circumstance condition procedure protocol practice preference requirement "
    "system theory model method formula guideline pattern definition value level number degree order".split()
)
LABEL = 8  # words in which the colon of a label must stand
_TELLERS = (
    PERSONS | DOCUMENTS | MEDIA | ORGANISATIONS | GROUPS | COMPANIES | STATES
    | frozenset("ministry army navy military police department authority court parliament service command bureau".split())
)  # fmt: skip
_VIEWS = frozenset("view opinion judgement judgment estimation telling reckoning assessment words account eyes".split())


def according_to(doc: Text) -> Iterator[Attribution]:
    """A source in a prepositional phrase: "according to the NIS, ...", "..., citing officials", "per the ministry"."""
    for token in doc:
        sources: list[Token] = []
        cue: tuple[Token, ...] = (token,)
        if token.lower_ in ("according", "per") and token.dep_ == "case":
            if token.lower_ == "per" and (not _can_tell(token.head) or not _is_definite(token.head)):
                continue
            cue = tuple(sorted([token, *children(token, "fixed")], key=lambda t: t.i))
            sources, phrase = conjuncts(token.head), token.head
        elif token.lower_ == "according":
            inside = children(token, "obl", "nmod")
            if not inside:
                continue
            cue = tuple(sorted([token, *(c for c in children(inside[0], "case"))], key=lambda t: t.i))
            sources, phrase = conjuncts(inside[0]), token
        elif token.lower_ in ("citing", "quoting") and any(_can_tell(c) for c in children(token, "obj")):
            sources, phrase = conjuncts(children(token, "obj")[0]), token
        else:
            continue
        target = phrase.head
        standard = sources[0].lemma_.lower() in _STANDARDS and not is_set_off(phrase)
        if target == phrase or standard:
            continue
        yield Attribution("according_to", "indirect", token, cue, tuple(sources), outside(_told(phrase), phrase))


def in_words_of(doc: Text) -> Iterator[Attribution]:
    """A source whose words or view something is: "in the words of the envoy, ...", "in Ankara's view, ..."."""
    for noun in doc:
        if noun.lower_ not in _VIEWS or noun.dep_ not in ("obl", "nmod") or case_of(noun) not in ("in", "by"):
            continue
        own = children(noun, "nmod:poss") or [c for c in children(noun, "nmod") if case_of(c) == "of"]
        if own and noun.head != noun and is_set_off(noun):
            cue = tuple(sorted([*children(noun, "case", "det"), noun], key=lambda t: t.i))
            content = outside(_told(noun), noun)
            yield Attribution("in_words_of", "indirect", noun, cue, tuple(conjuncts(own[0])), content)


def speaker_label(doc: Text) -> Iterator[Attribution]:
    """A speaker before a colon, at the head of a line: "Minister: we will stay", "ANA LOPEZ: We never left"."""
    labels = list(_labels(doc))
    for colon, speaker, content in labels:
        # A lone name before a colon may be a dateline ("NAIROBI: ..."); those of an interview come again and again.
        described = speaker.lemma_.lower() in PERSONS
        full = colon.i > 1 and not doc[colon.i - 2].is_space and not speaker.text.isupper()
        if described or full or len(labels) > 1:
            yield Attribution("speaker_label", "direct", colon, (colon,), (speaker,), (content,))


def _labels(doc: Text) -> Iterator[tuple[Token, Token, Range]]:
    """(colon, speaker, what is said) for every line that a label opens."""
    start, ends = 0, [*(t.i for t in doc if t.is_space and "\n" in t.text), len(doc)]
    for end, following in zip(ends, [*ends[1:], len(doc)], strict=True):
        begin, start = start, end + 1
        colon = next((i for i in range(begin, min(end, begin + LABEL)) if doc[i].text == ":"), None)
        if colon is None:
            continue
        # The label may stand on a line of its own.
        first, last = (colon + 1, end) if colon + 1 < end else (end + 1, following)
        speaker = _labelled(doc, begin, colon)
        if first < last and speaker is not None and _has_clause(doc, first, last):
            yield doc[colon], speaker, (first, last)


PHRASE_RULES = (according_to, in_words_of, speaker_label)


def _labelled(doc: Text, start: int, colon: int) -> Token | None:
    """The person or people that a label names; None where it names a topic or says something itself."""
    words = [doc[i] for i in range(start, colon) if not doc[i].is_space]
    if not words or any(t.pos_ in ("VERB", "AUX", "SCONJ", "ADP") or t.is_punct for t in words):
        return None
    heads = [t for t in words if t.head not in words or t.head == t]
    head = heads[0] if len(heads) == 1 else words[-1]
    person = head.ent_type_ in ("PER", "PERSON") or head.lemma_.lower() in PERSONS
    return head if person else None


def _has_clause(doc: Text, start: int, end: int) -> bool:
    """Whether a clause with its subject follows, in the first sentence behind a label."""
    first = doc[start].sent
    return any(
        t.dep_ in ("nsubj", "nsubj:pass", "expl", "csubj") for t in doc[start : min(end, max(first.end, start + 1))]
    )


def _told(phrase: Token) -> Token:
    """The predicate of what the source tells: the sentence, where the phrase is set off from it, else its clause."""
    clause = clause_root(phrase.head)
    if not is_set_off(phrase):
        return clause
    # "The envoy said that the road was cut, according to the daily Le Temps": behind, it is the whole that is told.
    return sentence_of(clause, whole=phrase.i > phrase.sent.root.i and phrase.left_edge.i > clause.i)


def _is_definite(noun: Token) -> bool:
    """ "per the ministry", "per officials", but not "per person"."""
    return noun.tag_ != "NN" or bool(children(noun, "det", "nmod:poss", "amod", "compound"))


def _can_tell(token: Token) -> bool:
    """Whether what is cited is a source ("citing officials"), not a reason ("citing attacks") or a unit ("per head")."""
    return token.pos_ == "PROPN" or token.ent_type_ in ("ORG", "PER") or token.lemma_.lower() in _TELLERS
