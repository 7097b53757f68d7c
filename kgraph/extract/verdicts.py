"""What it does to call a thing something: "baseless" rejects a claim, "illegal" accuses, "historic" supports."""

from __future__ import annotations

from kgraph.extract.clauses import case_of, children
from kgraph.nlp.tokens import Token

# That it is not so: of claims, charges, reports.
_FALSE = frozenset(
    "false untrue baseless groundless unfounded unsubstantiated fabricated fictitious inaccurate incorrect wrong lie fiction "
    "fabrication falsehood nonsense hoax fake disinformation misinformation propaganda fantasy myth invention rubbish absurd "
    "ridiculous ludicrous preposterous laughable fanciful rumour rumor slander libel smear defamation farce".split()
)
# That it is bad, or somebody's fault.
_BAD = frozenset(
    "illegal unlawful illegitimate unjustified unjust unacceptable unfair irresponsible reckless dangerous provocative "
    "hypocritical cynical shameful disgraceful outrageous infamous heinous barbaric cowardly brutal criminal genocidal "
    "misguided unwise destabilising destabilizing inflammatory aggressive hostile arrogant biased one-sided motivated "
    "intolerable inexcusable indefensible counterproductive unconstitutional abhorrent deplorable appalling unprovoked "
    "provocation aggression aggressor violation crime escalation blackmail terrorism terrorist genocide massacre atrocity "
    "hypocrisy outrage disgrace occupier occupation criminal betrayal bully piracy failure mistake blunder sham scandal "
    "catastrophe disaster insult humiliation surrender invader invasion coercion interference bullying threat abuse "
    "injustice tragedy widening".split()
)
# That it is good.
_GOOD = frozenset(
    "historic necessary justified legitimate lawful proportionate sensible reasonable constructive positive encouraging "
    "courageous brave wise right timely important welcome landmark milestone breakthrough success victory triumph "
    "comrade friend ally partner hero brother champion".split()
)
_TRUE = frozenset("true accurate correct right fair acceptable justified legitimate".split())
_TOLD = frozenset(
    "allegation claim charge accusation report suggestion finding assertion rumour rumor insinuation story talk".split()
)
_NEGATIONS = frozenset("not n't n’t never no hardly".split())
_STRONG_GOOD = _GOOD - {"right", "important", "positive", "necessary", "ally", "partner", "friend"}


def named(verb: Token) -> str | None:
    """The PLOVER type of a verb of naming: "called the charge absurd", "described it as a historic day"; None if neutral."""
    things = children(verb, "obj")
    judged = [
        c
        for c in verb.children
        if c.i > verb.i
        and (c.dep_ in ("xcomp", "obl:unmarked") or (c.dep_ == "obl" and case_of(c) == "as") or c in things[1:])
    ]
    words = [t for c in judged for t in c.subtree]
    if any(t.lower_ in _NEGATIONS for t in words):
        return None
    told = any(t.lemma_.lower() in _TOLD for t in things[:1])
    lemmas = {t.lemma_.lower() for t in words} | {t.lower_ for t in words}
    if lemmas & _FALSE or (told and lemmas & _BAD):
        return "REJECT"
    if lemmas & _BAD:
        return "ACCUSE"
    return "SUPPORT" if lemmas & _GOOD else None


def judged(predicate: Token) -> str | None:
    """The PLOVER type of saying that something is so: "the charge was baseless", "the vote was illegal", "not true"."""
    if predicate.pos_ not in ("ADJ", "NOUN") or not children(predicate, "cop"):
        return None
    near = [predicate, *children(predicate, "amod", "advmod", "compound")]
    lemmas = {t.lemma_.lower() for t in near} | {t.lower_ for t in near}
    negated = any(t.lower_ in _NEGATIONS for t in [*near, *children(predicate, "det")])
    if negated:
        return "REJECT" if lemmas & _TRUE else None
    if lemmas & _FALSE:
        return "REJECT"
    return "ACCUSE" if lemmas & _BAD else "SUPPORT" if lemmas & _STRONG_GOOD else None
