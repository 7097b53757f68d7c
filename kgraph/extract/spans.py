"""Spans of claims and clauses, and which phrases belong to a predicate: the geometry that the rules share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kgraph.extract.clauses import CLAUSAL, agents, case_of, conjuncts
from kgraph.nlp.tokens import Span, Text, Token
from kgraph.types import Mention, Participant

_STRAY_BEFORE = frozenset({",", ".", ";", ":", "–", "—", "-", "”", "’", ")", "]"})
_STRAY_BEHIND = frozenset({",", ".", ";", ":", "–", "—", "-", "“", "‘", "(", "["})


_FINITE = ("aux", "nsubj", "nsubj:pass")


def clause_span(predicate: Token) -> Span:
    """The clause of a predicate as a Span: its subtree without coordinated clauses and quotation debris at the edges."""
    apart = [
        c
        for c in predicate.children
        if c.dep_ in ("parataxis",) or (c.dep_ == "conj" and c.pos_ in ("VERB", "AUX") and c.i > predicate.i)
    ]
    skip = {t.i for c in apart for t in c.subtree} | {c.i for a in apart for c in a.children if c.dep_ == "cc"}
    marks = {
        c.i for c in predicate.children if c.dep_ == "mark" and c.lower_ in ("that", "as", "after", "before", "while")
    }
    tokens = [t for t in predicate.subtree if t.i not in skip and t.i not in marks and not t.is_space]
    subjects = [
        s for s in agents(predicate) if predicate.dep_ == "xcomp" and s.sent == predicate.sent and s.i < predicate.i
    ]
    if subjects and predicate.i - subjects[0].i < 25:
        tokens = list(predicate.doc[min(subjects[0].left_edge.i, tokens[0].i) : tokens[-1].i + 1])
    return tight(predicate.doc, tokens)


def tight(doc: Text, tokens: Sequence[Token]) -> Span:
    """First to last token as a Span, without white space and stray punctuation at the edges."""
    places = [t.i for t in tokens]
    return trimmed(doc, min(places), max(places) + 1)


def trimmed(doc: Text, start: int, end: int) -> Span:
    """Tokens start to end (exclusive) as a Span, without white space and stray punctuation at the edges."""
    tokens = doc.tokens
    while start < end - 1 and (tokens[start].is_space or tokens[start].text in _STRAY_BEFORE):
        start += 1
    while end - 1 > start and (tokens[end - 1].is_space or tokens[end - 1].text in _STRAY_BEHIND):
        end -= 1
    return Span(doc, start, end)


def participant(role: str, mentions: Iterable[Mention]) -> list[Participant]:
    """One participant in the role for each mention."""
    return [Participant(role, mention) for mention in mentions]


def in_place_chain(token: Token, head: Token) -> bool:
    """Whether the token belongs to a place that a place is in: "the ‘combat zone’ in Russia's Kursk border region"."""
    while token != head:
        if token.dep_ in CLAUSAL or (
            token.dep_ == "nmod" and case_of(token) not in ("of", "in", "near", "at", "close to", "on")
        ):
            return False
        token = token.head
    return True


def governors(span: Span, *, reach: int) -> Iterator[tuple[int, Token]]:
    """What a time expression hangs on, with the steps to it, up to ``reach`` of them and no other clause between."""
    token = span.root
    for steps in range(reach + 1):
        yield steps, token
        infinitive = any(c.dep_ == "mark" and c.lower_ == "to" for c in token.children)
        if (token.dep_ in CLAUSAL and token.dep_ != "advcl" and not infinitive) or token.head == token:
            return
        if token.dep_ == "conj" and token.head.i < token.i and any(c.dep_ in _FINITE for c in token.children):
            return  # "has 600 there and will add 200 by June": a clause of its own, with a tense of its own
        token = token.head


def coordinated(tokens: Iterable[Token]) -> list[Token]:
    """The tokens with everything coordinated with them, each once."""
    found: list[Token] = []
    for token in tokens:
        for t in conjuncts(token):
            if t not in found:
                found.append(t)
    return found
