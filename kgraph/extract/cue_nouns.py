"""Attributions by nouns: the claim that, the accusation, a position that is a clause, the promise to do something."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.attribution import REPORTING, Attribution
from kgraph.extract.clauses import agents, case_of, children, conjuncts
from kgraph.extract.content import content_range, is_that_clause
from kgraph.extract.reporting import DENY, LIGHT, NOUNS, PLANS
from kgraph.nlp.tokens import Text, Token


def noun_clause(doc: Text) -> Iterator[Attribution]:
    """A noun with its clause: "Seoul's claim that ...", "sounded the alarm that ...", "rejected the allegation that ..."."""
    for noun in doc:
        if noun.lemma_.lower() not in NOUNS or noun.pos_ != "NOUN":
            continue
        clauses = [c for c in children(noun, "acl", "ccomp", "acl:relcl") if is_that_clause(c)]
        if not clauses:
            continue
        sources, denied = _sources(noun)
        inner = tuple(content_range(c, without=[noun]) for c in clauses)
        yield Attribution("noun_clause", "indirect", noun, _cue(noun), sources, inner, denied)


def noun_is_clause(doc: Text) -> Iterator[Attribution]:
    """A noun that is said to be a clause: "the minister's position is that troops must leave"."""
    for noun in doc:
        if noun.lemma_.lower() not in NOUNS or noun.dep_ not in ("nsubj", "nsubj:outer") or noun.head.i < noun.i:
            continue
        clause = noun.head
        that = [c for c in children(clause, "mark") if c.lower_ == "that" and c.i > noun.i]
        sources, _ = _sources(noun)
        if not that or not sources:
            continue
        words = (noun, *(c for c in children(clause, "cop") if noun.i < c.i < that[0].i))
        start, end = content_range(clause, without=[])
        yield Attribution("noun_is_clause", "indirect", noun, words, sources, ((max(start, that[0].i), end),))


def noun_plan(doc: Text) -> Iterator[Attribution]:
    """A noun of intention with its infinitive, of a named owner: "Lima's promise to withdraw"; nothing is said to be so."""
    for noun in doc:
        if noun.lemma_.lower() not in PLANS or noun.pos_ != "NOUN":
            continue
        clauses = [c for c in children(noun, "acl") if any(m.lower_ == "to" for m in children(c, "mark"))]
        sources, _ = _sources(noun)
        if clauses and sources:
            inner = tuple(content_range(c, without=[noun]) for c in clauses)
            yield Attribution("noun_plan", "indirect", noun, _cue(noun), sources, inner, intended=True)


NOUN_RULES = (noun_clause, noun_is_clause, noun_plan)


def _cue(noun: Token) -> tuple[Token, ...]:
    return tuple(sorted([noun, *children(noun, "det")], key=lambda t: t.i))


def _sources(noun: Token) -> tuple[tuple[Token, ...], bool]:
    """Whose claim the noun is: its possessor, its author, or the subject of the verb that makes it; and whether denied."""
    own = [t for c in children(noun, "nmod:poss") for t in conjuncts(c)]
    own += [t for c in children(noun, "nmod") if case_of(c) in ("by", "from") for t in conjuncts(c)]
    above = noun.head
    answered = noun.dep_ == "nsubj:pass" and (bool(agents(above)) or above.lemma_ in DENY)  # "was denied by Tehran"
    if above.pos_ == "VERB" and (noun.dep_ in ("obj", "obl") or answered):
        denied = above.lemma_ in DENY
        if own:
            return (tuple(own), False) if not denied else (tuple(agents(above)), True)
        if above.lemma_ in LIGHT | REPORTING or denied:
            return tuple(agents(above)), denied
    return tuple(own), False
