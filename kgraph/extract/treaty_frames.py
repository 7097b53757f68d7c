"""Where the clauses of a treaty stand in a sentence: behind verbs of laying down, "under the pact", "in which", gaps."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.attribution import REPORTING
from kgraph.extract.clauses import agents, antecedent, case_of, children, clause_root, conjuncts, obliques
from kgraph.extract.context import Context
from kgraph.extract.nouns import TREATY_PARTS, is_treaty
from kgraph.extract.treaty_parties import TreatyInView, is_collective, sides_of
from kgraph.extract.treaty_words import BINDS, EFFECTS, LAYS_DOWN, UNDERTAKES, is_paper, verb_lemma
from kgraph.nlp.tokens import Token

_BODIES = frozenset("alliance partnership coalition".split())
_DUTY = frozenset({"must", "shall"})
_OPEN = frozenset("will would may can could should 'll ’ll".split())
_PERMITS = LAYS_DOWN - frozenset("say state include contain call set list mention define apply divide".split())
# What "it" says of a treaty and of hardly anything else; other verbs need the treaty to be what the text is about.
_HARD = frozenset(
    "stipulate oblige obligate commit bind exempt entitle preclude specify envisage envision foresee".split()
)
_REASONS = frozenset({"according to", "per", "as per"})
_LOW_PARTS = ("one", "another", "other", "first", "second", "third")


def laying_down(context: Context, treaty: Token, view: TreatyInView) -> Iterator[Token]:
    """Verbs of laying down of which the treaty, what stands for it, or a relative pronoun on it is the subject."""
    above = treaty.head
    if treaty.dep_ in ("nsubj", "nsubj:outer") and above.pos_ == "VERB" and treaty.lemma_.lower() not in _BODIES:
        yield from _laid_down(context, treaty, above, view)
    if treaty.pos_ == "PRON":
        return
    for verb in treaty.sent:
        if verb.pos_ == "VERB" and verb_lemma(verb) in LAYS_DOWN and verb != above:
            subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            relative = subject is not None and subject.tag_ in ("WDT", "WP") and antecedent(subject) == treaty
            if relative:
                yield from (v for v in _coordinated(verb) if verb_lemma(v) in LAYS_DOWN and not _mere_effect(v))
    for first in children(treaty, "acl:relcl"):  # "which was negotiated by Norway and established a buffer zone"
        if any(c.tag_ == "WDT" for c in first.children):
            others = (v for v in conjuncts(first)[1:] if verb_lemma(v) in LAYS_DOWN and _no_subject(v))
            yield from (v for v in others if not children(v, "aux:pass"))
    if treaty.dep_ in ("nsubj", "obj", "nsubj:pass", "obl", "ROOT"):
        yield from _parts(treaty)


def _laid_down(context: Context, treaty: Token, above: Token, view: TreatyInView) -> Iterator[Token]:
    verbs = [v for v in _coordinated(above) if not _mere_effect(v)]
    if treaty.pos_ != "PRON":
        yield from (v for v in verbs if verb_lemma(v) in LAYS_DOWN)
        return
    hard = any(verb_lemma(v) in _HARD or _provides_for(v) for v in verbs)
    soft = any(verb_lemma(v) in BINDS for v in verbs) and not _rival(context, treaty)
    if view.fresh(treaty) and (hard or soft):
        yield from (v for v in verbs if verb_lemma(v) in LAYS_DOWN)


def _coordinated(verb: Token) -> list[Token]:
    """The verb with those that share its subject, also where the parser hung them inside the first one's clause."""
    later = (v for v in conjuncts(verb)[1:] if v.pos_ == "VERB" and _no_subject(v) and not children(v, "aux:pass"))
    found = [verb, *later]
    if verb.tag_ in ("VBZ", "VBD"):
        for t in verb.subtree:
            strayed = t.dep_ == "conj" and t.tag_ == verb.tag_ and t.head.tag_ in ("VB", "VBP", "VBG", "NNS", "NN")
            if strayed and t not in found and verb_lemma(t) in LAYS_DOWN and _no_subject(t):
                found.append(t)
    return found


def _no_subject(verb: Token) -> bool:
    return not any(c.dep_.startswith(("nsubj", "csubj")) for c in verb.children)


def _mere_effect(verb: Token) -> bool:
    """ "The deal gives hope", "the pact set off protests": no clause."""
    objects = children(verb, "obj")
    low = verb_lemma(verb)
    if low == "set" and any(c.lower_ == "off" for c in verb.children):
        return True
    return low in ("give", "extend", "create", "establish") and any(o.lemma_.lower() in EFFECTS for o in objects)


def _provides_for(verb: Token) -> bool:
    that = any(m.lower_ == "that" for c in children(verb, "ccomp") for m in children(c, "mark"))
    return (
        verb.lemma_ == "provide"
        and (that or any(case == "for" for case, _ in obliques(verb)))
        and not children(verb, "obj")
    )


def _rival(context: Context, pronoun: Token) -> bool:
    """Whether "it" may as well be the one actor that the clause or sentence before has as its subject."""
    start = pronoun.sent.start
    if start == 0:
        return True
    heads = agents(pronoun.doc[start - 1].sent.root)
    return len(heads) == 1 and not is_collective(heads[0]) and heads[0].tag_ != "NNS" and bool(sides_of(context, heads))


def _parts(treaty: Token) -> Iterator[Token]:
    """ "The pact has two articles. One bars both states from hosting troops. The other obliges them to share water." """
    if not any(t.lemma_.lower() in TREATY_PARTS and t.tag_ == "NNS" for t in treaty.sent):
        return
    end = treaty.sent.end
    for _ in range(2):
        if end >= len(treaty.doc):
            return
        following = treaty.doc[end].sent
        subject = next((c for c in following.root.children if c.dep_ == "nsubj"), None)
        if subject is None or subject.lower_ not in _LOW_PARTS or verb_lemma(following.root) not in BINDS:
            return
        yield following.root
        end = following.end


def framed(treaty: Token, view: TreatyInView) -> Iterator[Token]:
    """Predicates that a phrase puts into the treaty: "under the pact Fiji must ...", "in the draft ...", "according to its charter"."""
    case = case_of(treaty)
    over = treaty
    if (
        treaty.dep_ == "nmod"
        and case == "of"
        and treaty.head.lemma_.lower() in ("term", "provision", "article", "part")
    ):
        over, case = treaty.head, case_of(treaty.head)  # "under the terms of the deal"
    if over.dep_ not in ("obl", "nmod", "advmod") or over.head.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return
    if case not in ("under", "in", "by", "on") and case not in _REASONS:
        return
    verb = clause_root(over.head)
    if verb_lemma(verb) in REPORTING and not is_binding(verb):
        verb = next((c for c in children(verb, "ccomp", "parataxis")), verb)
    for v in conjuncts(verb):
        in_use = treaty.i > v.i and not is_binding(v)  # "use the port under a treaty of 2011"
        if v.pos_ in ("VERB", "ADJ", "NOUN") and _in_frame(v, case) and not in_use:
            yield v


def _in_frame(verb: Token, case: str) -> bool:
    lemma = verb_lemma(verb)
    if lemma in REPORTING and lemma not in UNDERTAKES:
        return False
    if case == "by" or case == "on":
        return lemma in UNDERTAKES and bool(children(verb, "xcomp", "ccomp")) if case == "by" else False
    undertaken = lemma in UNDERTAKES and bool(children(verb, "xcomp", "ccomp", "obj"))
    present = verb.tag_ in ("VBZ", "VBP") and case != "in"
    copula = any(c.tag_ in ("VBZ", "VBP") for c in children(verb, "cop")) and case != "in"
    return undertaken or present or copula or is_binding(verb)


def is_binding(verb: Token, *, strict: bool = False) -> bool:
    """Whether the clause states a duty or a right: "must", "is to", "had to", "may", "were barred from"; ``strict``: a duty."""
    auxiliaries = children(verb, "aux", "aux:pass", "cop")
    if verb.dep_ == "conj" and not auxiliaries and _no_subject(verb) and verb.tag_ == "VB":
        return is_binding(verb.head, strict=strict)
    words = {c.lower_ for c in auxiliaries}
    to_be = any(c.lemma_ == "be" for c in auxiliaries) and any(c.lower_ == "to" for c in children(verb, "mark"))
    have_to = verb.lemma_ == "have" and any(
        m.lower_ == "to" for c in children(verb, "xcomp") for m in children(c, "mark")
    )
    if words & _DUTY or to_be or have_to:
        return True
    passive = any(c.lemma_ == "be" for c in auxiliaries) and verb.tag_ == "VBN" and verb_lemma(verb) in _PERMITS
    return not strict and (bool(words & _OPEN) or passive)


def related(treaty: Token) -> Iterator[Token]:
    """Predicates of "under which", "in which", "by which" and "whereby" clauses on the treaty, wherever the parser hung them."""
    for word in treaty.sent:
        if word.i <= treaty.i or word.i - treaty.i > 25:
            continue
        case = case_of(word) if word.lower_ == "which" else "under" if word.lower_ == "whereby" else ""
        if case not in ("under", "in", "by") or _nearest(word) != treaty:
            continue
        verb = clause_root(word)
        for v in conjuncts(verb):
            undertaken = verb_lemma(v) in UNDERTAKES and bool(children(v, "xcomp", "ccomp", "obj"))
            if v.pos_ == "VERB" and v.i > word.i and (case == "under" or undertaken or is_binding(v)):
                yield v


def _nearest(word: Token) -> Token | None:
    """The treaty noun that stands nearest before a relative pronoun, if nothing but the treaty's own phrases lie between."""
    for i in range(word.i - 1, word.sent.start - 1, -1):
        token = word.doc[i]
        if (is_treaty(token) or is_paper(token)) and token.dep_ != "compound":
            return token
        if token.pos_ == "VERB" and token.dep_ not in ("acl", "amod"):
            return None
    return None


def gapped(context: Context, verb: Token) -> Iterator[tuple[Token, Token]]:
    """(subject, infinitive) of what the same verb says of another party, unsaid: "... and Kinshasa to free prisoners"."""
    if verb_lemma(verb) not in UNDERTAKES | {
        "oblige",
        "require",
        "commit",
        "bind",
        "compel",
        "allow",
        "permit",
        "enable",
    }:
        return
    for token in verb.subtree:
        marked = token.i > 1 and any(c.dep_ == "mark" and c.lower_ == "to" and c.i == token.i - 1 for c in token.lefts)
        if not marked or token.tag_ != "VB":
            continue
        subject = token.doc[token.i - 2]
        joined = any(c.dep_ == "cc" for c in subject.lefts) or token.doc[subject.left_edge.i - 1].lower_ == "and"
        if subject.i > verb.i and subject.pos_ in ("PROPN", "NOUN") and joined and sides_of(context, [subject]):
            yield subject, token
