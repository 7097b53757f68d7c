"""Who says what: sources, cue words and the content that is theirs alone; the chains that these make.

Each rule is a function from a text to ``Attribution`` records; ``find_attributions`` runs them in order and joins
quotations to the cues that introduce them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kgraph.extract.clauses import agents, case_of, is_passive
from kgraph.extract.reporting import DENY, SAY, SHOW, THINK
from kgraph.nlp.tokens import Span, Text, Token
from kgraph.types import QuoteKind

REPORTING = SAY | THINK | DENY | SHOW
"""Verbs that assert, deny, believe or show what their clause or object says."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: the heads of its sources, its cue's tokens, its content as token ranges, and its rule.

    ``denied`` says that the source denies the content, ``intended`` that the source plans or wants it but does not
    say that it is so; ``head`` is the cue's verb, adjective, noun or preposition.
    """

    rule: str
    kind: QuoteKind
    head: Token
    cue: tuple[Token, ...]
    sources: tuple[Token, ...]
    content: tuple[Range, ...]
    denied: bool = False
    intended: bool = False

    def covers(self, token: Token) -> bool:
        """Whether the token stands in the content."""
        return any(a <= token.i < b for a, b in self.content)

    @property
    def size(self) -> int:
        """Content length in tokens."""
        return sum(b - a for a, b in self.content)


class Attributions:
    """All attributions of a text, and the chain of them over any token; who only intends something is in no chain."""

    def __init__(self, found: list[Attribution]) -> None:
        self.all = sorted(found, key=lambda a: (a.content[0][0] if a.content else a.head.i, -a.size, a.head.i))
        self._over: dict[int, list[Attribution]] = {}
        for attribution in self.all:
            if attribution.intended:
                continue
            for i in {i for a, b in attribution.content for i in range(a, b)}:
                self._over.setdefault(i, []).append(attribution)

    def chain(self, token: Token) -> list[Attribution]:
        """The attributions whose content holds the token, outermost first."""
        over = [a for a in self._over.get(token.i, ()) if token not in a.cue]
        return sorted(over, key=lambda a: (-a.size, a.rule == "according_to", a.head.i))

    def of(self, head: Token) -> Attribution | None:
        """The attribution whose cue the token heads, if any."""
        return next((a for a in self.all if a.head == head), None)


def find_attributions(doc: Text, quotations: list[Span]) -> Attributions:
    """Every attribution of the text, by all rules; ``quotations`` are what ``kgraph.nlp.quotes`` found."""
    from kgraph.extract.cue_nouns import NOUN_RULES
    from kgraph.extract.cue_verbs import VERB_RULES
    from kgraph.extract.quotations import attach_quotations
    from kgraph.extract.source_phrases import PHRASE_RULES

    found: list[Attribution] = []
    for rule in (*VERB_RULES, *NOUN_RULES, *PHRASE_RULES):
        for attribution in rule(doc):
            if not any(a.head == attribution.head and a.rule != "according_to" for a in found):
                found.append(attribution)
    return Attributions(attach_quotations(doc, quotations, [_in_scope(a, found) for a in found]))


def _in_scope(attribution: Attribution, found: list[Attribution]) -> Attribution:
    """With the content that is its own, where a sentence has another source too.

    A source's phrase at the end of what somebody says tells of the whole: "He said it was cut, according to Reuters".
    Whom a speaker cites is the source of what the speaker says: "Reuters said it was cut, citing residents".
    """
    content = attribution.content
    if attribution.head.lower_ in ("citing", "quoting"):
        spoken = [a for a in found if a.head.pos_ == "VERB" and not a.intended and attribution.covers(a.head)]
        citing = max((a for a in spoken if a.rule != "according_to"), key=lambda a: a.size, default=None)
        return replace(attribution, content=_in_scope(citing, found).content) if citing is not None else attribution
    for other in found:
        if other.rule == "according_to" and other.covers(attribution.head) and attribution.covers(other.head):
            first = min(t.i for t in (*other.cue, *(s.left_edge for s in other.sources)))
            *before, (start, end) = content
            if start < first < end and all(b <= first for a, b in other.content if a < end):
                comma = attribution.head.doc[first - 1].text == ","
                content = (*before, (start, first - comma))
    return replace(attribution, content=content) if content != attribution.content else attribution


def speakers(verb: Token) -> tuple[Token, ...]:
    """The heads of the sources of a reporting verb; empty when it has none ("it is said")."""
    found = [t for t in agents(verb) if not (t.lower_ in ("it", "there") and t.dep_ == "expl")] or _misplaced(verb)
    if is_passive(verb) or any(c.dep_ == "expl" and c.i < verb.i for c in verb.children):
        return tuple(t for t in found if t.dep_ == "obl:agent" or case_of(t) == "by")
    return tuple(found)


def _misplaced(verb: Token) -> list[Token]:
    """The speaker just before the cue that the parser gave to the reported clause: "They left, two people there said"."""
    if is_passive(verb) or any(c.dep_.startswith(("nsubj", "expl")) for c in verb.children):
        return []
    first = min([verb.i, *(c.i for c in verb.children if c.dep_.startswith("aux"))])
    for clause in verb.children:
        if clause.dep_ in ("ccomp", "advcl") and clause.i < verb.i:
            subjects = [c for c in clause.children if c.dep_ == "nsubj"]
            if is_aside(clause, verb):
                return subjects
            if clause.dep_ == "advcl":
                continue
            behind = [s for s in subjects if s.i > clause.i and _ends(s) == first - 1 and len(subjects) > 1]
            if behind:
                return behind
    return []


def is_aside(clause: Token, verb: Token) -> bool:
    """Whether what looks like a reported clause describes the speaker: "An official, granted anonymity, said ..."."""
    if any(c.dep_.startswith("nsubj") for c in verb.children):
        return False
    doc, before = verb.doc, [c for c in clause.children if c.dep_ == "nsubj" and c.i < clause.i]
    between = doc[clause.i - 1].text == "," == doc[verb.i - 1].text and clause.i < verb.i
    bare = clause.tag_ in ("VBD", "VBN") and not any(c.dep_.startswith("aux") for c in clause.children)
    return (
        between and bare and len(before) == 1 and max(t.i for t in before[0].subtree if t.i < clause.i) >= clause.i - 2
    )


def _ends(noun: Token) -> int:
    return max(t.i for t in noun.subtree)


def cue_words(verb: Token) -> tuple[Token, ...]:
    """The verb with its auxiliaries, negation and particle."""
    parts = [verb]
    for c in verb.children:
        if c.dep_ in ("aux", "aux:pass", "compound:prt", "cop") or (
            c.dep_ == "advmod" and c.lower_ in ("not", "n't", "never", "n’t")
        ):
            parts.append(c)
    return tuple(sorted(parts, key=lambda t: t.i))


def with_quotes(attribution: Attribution, kind: QuoteKind, pieces: list[Range]) -> Attribution:
    """The same attribution with quoted pieces joined to its content."""
    return replace(attribution, kind=kind, content=_merge([*attribution.content, *pieces]))


def _merge(ranges: list[Range]) -> tuple[Range, ...]:
    merged: list[Range] = []
    for a, b in sorted(ranges):
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return tuple(merged)
