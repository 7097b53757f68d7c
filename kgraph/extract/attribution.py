"""Who says what: sources, cue words and the content that is theirs alone; the chains that these make.

Each rule is a function from a text to ``Attribution`` records; ``find_attributions`` runs them in order and joins
quotations to the cues that introduce them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kgraph.extract.clauses import agents, case_of, children, clause_root, conjuncts, is_passive
from kgraph.extract.cues import DENY, NOUNS, SAY, SHOW, THINK
from kgraph.extract.nouns import DOCUMENTS, MEDIA, ORGANISATIONS, PERSONS
from kgraph.nlp.tokens import Span, Text, Token
from kgraph.types import QuoteKind

REPORTING = SAY | THINK | DENY | SHOW
_RAISING = REPORTING | {"rumour", "rumor", "purport", "tip"}
_GERUND_CUES = frozenset("deny admit acknowledge confess report recall".split())
_ACCUSING = frozenset("accuse suspect blame charge condemn criticise criticize denounce convict praise thank".split())
_LIGHT = frozenset(
    "make issue give sound voice express repeat reiterate reject dismiss deny issue raise level face echo publish "
    "release refute rebut confirm".split()
)

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: the heads of its sources, its cue's tokens, its content as token ranges, and its rule.

    ``denied`` says that the source denies the content; ``head`` is the cue's verb, noun or preposition.
    """

    rule: str
    kind: QuoteKind
    head: Token
    cue: tuple[Token, ...]
    sources: tuple[Token, ...]
    content: tuple[Range, ...]
    denied: bool = False

    def covers(self, token: Token) -> bool:
        """Whether the token stands in the content."""
        return any(a <= token.i < b for a, b in self.content)

    @property
    def size(self) -> int:
        """Content length in tokens."""
        return sum(b - a for a, b in self.content)


class Attributions:
    """All attributions of a text, and the chain of them over any token."""

    def __init__(self, found: list[Attribution]) -> None:
        self.all = sorted(found, key=lambda a: (a.content[0][0] if a.content else a.head.i, -a.size, a.head.i))
        self._over: dict[int, list[Attribution]] = {}
        for attribution in self.all:
            for i in {i for a, b in attribution.content for i in range(a, b)}:
                self._over.setdefault(i, []).append(attribution)

    def chain(self, token: Token) -> list[Attribution]:
        """The attributions whose content holds the token, outermost first."""
        over = [a for a in self._over.get(token.i, ()) if token not in a.cue]
        return sorted(over, key=lambda a: (-a.size, a.head.i))

    def of(self, head: Token) -> Attribution | None:
        """The attribution whose cue the token heads, if any."""
        return next((a for a in self.all if a.head == head), None)


def find_attributions(doc: Text, quotations: list[Span]) -> Attributions:
    """Every attribution of the text, by all rules; ``quotations`` are what ``kgraph.nlp.quotes`` found."""
    from kgraph.extract.quotations import attach_quotations

    found: list[Attribution] = []
    for rule in (reported_clause, parenthetical, raising, gerund, accusation, noun_clause, according_to):
        for attribution in rule(doc):
            if not any(a.head == attribution.head and a.rule != "according_to" for a in found):
                found.append(attribution)
    return Attributions(attach_quotations(doc, quotations, found))


def reported_clause(doc: Text) -> Iterator[Attribution]:
    """A reporting verb with its clause: "Seoul said that troops had arrived"; "it was reported that ..."."""
    for verb in doc:
        if verb.lemma_ not in REPORTING or verb.pos_ not in ("VERB", "AUX"):
            continue
        clauses = [c for c in children(verb, "ccomp") if _finite(c)]
        if not clauses and verb.lemma_ in DENY:
            clauses = children(verb, "ccomp")
        if not clauses and children(verb, "nsubj") and not children(verb, "obj"):
            # "The claims are baseless, the minister said": the parser hangs what is said before the verb on it.
            clauses = [c for c in children(verb, "parataxis") if c.left_edge.i < _own_start(verb) and _finite(c)]
        clauses += [c for c in children(verb, "csubj:pass") if c.i > verb.i and _that_clause(c)]
        if not clauses:
            continue
        inner = [piece for c in clauses for piece in _pieces(c, verb)]
        yield Attribution(
            "reported_clause", "indirect", verb, cue_words(verb), speakers(verb), tuple(inner), verb.lemma_ in DENY
        )


def parenthetical(doc: Text) -> Iterator[Attribution]:
    """A reporting verb beside its clause: "The troops, Seoul said, had arrived"; "they had arrived, it added"."""
    for verb in doc:
        if verb.lemma_ not in REPORTING or verb.dep_ not in ("parataxis", "advcl") or verb.head == verb:
            continue
        own = children(verb, "nsubj")
        as_clause = any(c.dep_ in ("mark", "advmod") and c.lower_ == "as" for c in verb.children)
        if not own or children(verb, "ccomp", "obj") or (verb.dep_ == "advcl" and not as_clause):
            continue
        yield Attribution(
            "parenthetical",
            "indirect",
            verb,
            cue_words(verb),
            speakers(verb),
            _outside(verb.head, verb),
            verb.lemma_ in DENY,
        )


def raising(doc: Text) -> Iterator[Attribution]:
    """A passive reporting verb over an infinitive: "is believed to have sent", "was reported to be training"."""
    for verb in doc:
        if verb.lemma_ in _RAISING and is_passive(verb):
            for c in children(verb, "xcomp", "advcl"):
                if c.dep_ == "advcl" and not any(m.dep_ == "mark" and m.lower_ == "to" for m in c.children):
                    continue
                span = _content(c, without=[])
                yield Attribution("raising", "indirect", verb, cue_words(verb), tuple(agents(verb)), (span,))


def gerund(doc: Text) -> Iterator[Attribution]:
    """A denial or admission of a deed: "Tehran denies supplying drones", "ruled out sending troops"."""
    for verb in doc:
        rules_out = verb.lemma_ == "rule" and any(c.lower_ == "out" for c in verb.children)
        if (verb.lemma_ in _GERUND_CUES or rules_out) and verb.pos_ == "VERB":
            for c in children(verb, "xcomp", "ccomp", "advcl"):
                if c.tag_ == "VBG" or any(x.tag_ == "VBG" for x in children(c, "aux", "cop")):
                    denied = verb.lemma_ in DENY or rules_out
                    yield Attribution(
                        "gerund", "indirect", verb, cue_words(verb), speakers(verb), (_content(c, without=[]),), denied
                    )


def accusation(doc: Text) -> Iterator[Attribution]:
    """A charge with a deed: "Khartoum accused the Emirates of arming its rival", "blamed him for ordering the raid"."""
    for verb in doc:
        if verb.lemma_ not in _ACCUSING or verb.pos_ != "VERB":
            continue
        for c in children(verb, "advcl", "xcomp", "ccomp", "obl"):
            marked = any(m.dep_ in ("mark", "case") and m.lower_ in ("of", "for", "with") for m in c.children)
            if marked and c.i > verb.i and c.tag_ in ("VBG", "VBN"):
                source = tuple(agents(verb))
                yield Attribution("accusation", "indirect", verb, cue_words(verb), source, (_content(c, without=[]),))


def noun_clause(doc: Text) -> Iterator[Attribution]:
    """A noun with its clause: "Seoul's claim that ...", "sounded the alarm that ...", "rejected the allegation that ..."."""
    for noun in doc:
        if noun.lemma_.lower() not in NOUNS or noun.pos_ != "NOUN":
            continue
        clauses = [c for c in children(noun, "acl", "ccomp", "acl:relcl") if _that_clause(c)]
        if not clauses:
            continue
        sources, denied = _noun_sources(noun)
        words = tuple(
            sorted([noun, *(c for c in children(noun, "det", "nmod:poss") if c.dep_ == "det")], key=lambda t: t.i)
        )
        inner = tuple(_content(c, without=[noun]) for c in clauses)
        yield Attribution("noun_clause", "indirect", noun, words, sources, inner, denied)


def according_to(doc: Text) -> Iterator[Attribution]:
    """A source in a prepositional phrase: "according to the NIS, ...", "..., citing officials"."""
    for token in doc:
        sources: list[Token] = []
        cue: tuple[Token, ...] = (token,)
        if token.lower_ in ("according", "per") and token.dep_ == "case":
            if token.lower_ == "per" and token.head.ent_type_ not in ("ORG", "PER"):
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
        if target == phrase:
            continue
        yield Attribution("according_to", "indirect", token, cue, tuple(sources), _outside(clause_root(target), phrase))


def _own_start(verb: Token) -> int:
    """Where the cue's own words begin: its subject's first word, or itself."""
    return min((c.left_edge.i for c in children(verb, "nsubj")), default=verb.i)


def _can_tell(token: Token) -> bool:
    """Whether what is cited is a source ("citing officials"), not a reason ("citing attacks")."""
    return token.pos_ == "PROPN" or token.lemma_.lower() in PERSONS | DOCUMENTS | MEDIA | ORGANISATIONS


def speakers(verb: Token) -> tuple[Token, ...]:
    """The heads of the sources of a reporting verb; empty when it has none ("it is said")."""
    found = [t for t in agents(verb) if not (t.lower_ in ("it", "there") and t.dep_ == "expl")]
    if is_passive(verb) or any(c.dep_ == "expl" for c in verb.children):
        return tuple(t for t in found if t.dep_ == "obl:agent" or case_of(t) == "by")
    return tuple(found)


def cue_words(verb: Token) -> tuple[Token, ...]:
    """The verb with its auxiliaries, negation and particle."""
    parts = [verb]
    for c in verb.children:
        if c.dep_ in ("aux", "aux:pass", "compound:prt") or (
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


def _pieces(clause: Token, verb: Token) -> list[Range]:
    """The content of a clause; in two where the cue is set into it: "The convoy, Ankara insisted, carried food"."""
    own = {t.i for t in clause.subtree}
    if not (min(own) < verb.i < clause.i and any(c.i < verb.i and c.dep_.startswith("nsubj") for c in clause.children)):
        return [_content(clause, without=[verb])]
    ranges: list[Range] = []
    for i in sorted(own):
        if ranges and i == ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], i + 1)
        else:
            ranges.append((i, i + 1))
    return [r for r in ranges if any(not clause.doc[i].is_punct for i in range(*r))]


def _content(clause: Token, *, without: list[Token]) -> Range:
    """The token range of a clause, its mark and quotation marks included, final stop excluded.

    A clause before its cue ends where the cue's own words begin; one behind it begins after the cue.
    """
    tokens = [t for t in clause.subtree if t not in without]
    for cue in without:
        own = [cue, *(t for c in children(cue, "nsubj", "nsubj:pass", "obl:agent") for t in c.subtree)]
        first, last = min(t.i for t in own), max(t.i for t in own)
        beside = [t for t in tokens if (t.i < first if clause.i < cue.i else t.i > min(last, cue.i))]
        tokens = beside or tokens
    start, end = tokens[0].i, tokens[-1].i + 1
    doc = clause.doc
    while end - 1 > clause.i and doc[end - 1].text in (".", ",", ";"):
        end -= 1
    return start, end


def _outside(root: Token, phrase: Token) -> tuple[Range, ...]:
    """The clause of ``root`` less the phrase that names the source, as ranges."""
    inside = {t.i for t in phrase.subtree}
    keep = [t.i for t in root.subtree if t.i not in inside and not t.is_space]
    ranges: list[Range] = []
    doc = root.doc
    for i in keep:
        if ranges and i == ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], i + 1)
        else:
            ranges.append((i, i + 1))
    return tuple(r for r in ranges if any(not doc[i].is_punct for i in range(*r)))


def _finite(clause: Token) -> bool:
    """A reported clause has a subject, a finite verb or a "that"; bare infinitives are intentions."""
    if any(c.dep_ == "mark" and c.lower_ == "to" for c in clause.children):
        return any(c.dep_ in ("nsubj", "nsubj:pass", "expl") for c in clause.children)
    gerund = clause.tag_ == "VBG" or (
        clause.tag_ == "VB" and clause.lower_.endswith("ing") and clause.lemma_ != "bring"
    )
    return not gerund or bool(children(clause, "aux", "nsubj", "nsubj:pass"))


def _that_clause(clause: Token) -> bool:
    marks = [c for c in clause.children if c.dep_ == "mark"]
    if any(c.lower_ == "that" and c.tag_ == "WDT" and c.dep_ == "obj" for c in clause.children):
        # "the allegation that Rwanda had sent troops": with another object, "that" is no relative pronoun.
        return len(children(clause, "obj")) > 1
    if any(m.lower_ in ("that", "whether", "if") for m in marks):
        return True
    relative = any(c.tag_ in ("WDT", "WP") for c in clause.subtree if c.i < clause.i)
    return (
        not marks
        and not relative
        and bool(children(clause, "nsubj", "nsubj:pass"))
        and clause.tag_ not in ("VBG", "VBN")
    )


def _noun_sources(noun: Token) -> tuple[tuple[Token, ...], bool]:
    """Whose claim the noun is: its possessor, its author, or the subject of the verb that makes it; and whether denied."""
    own = [t for c in children(noun, "nmod:poss") for t in conjuncts(c)]
    own += [t for c in children(noun, "nmod") if case_of(c) in ("by", "from") for t in conjuncts(c)]
    above = noun.head
    if above.pos_ == "VERB" and noun.dep_ in ("obj", "obl"):
        denied = above.lemma_ in DENY
        if own:
            return (tuple(own), False) if not denied else (tuple(agents(above)), True)
        if above.lemma_ in _LIGHT | REPORTING or denied:
            return tuple(agents(above)), denied
    return tuple(own), False
