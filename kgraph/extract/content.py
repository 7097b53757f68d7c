"""What of a sentence is reported: the content of a cue as ranges of tokens, and which clauses can be content at all."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.extract.attribution import Range
from kgraph.extract.clauses import children
from kgraph.nlp.tokens import Text, Token

_QUESTION_WORDS = frozenset("what how why when where who whom whose which whether whatever".split())
_STOPS = (".", ",", ";")
_OPENING = ("“", '"', "‘", "'", "„", "«")


def pieces(clause: Token, verb: Token) -> list[Range]:
    """The content of a clause; in two where the cue is set into it: "The convoy, Ankara insisted, carried food"."""
    own = {t.i for t in clause.subtree}
    set_in = min(own) < verb.i < max(own) and (
        (verb.i < clause.i and any(c.i < verb.i and c.dep_.startswith("nsubj") for c in clause.children))
        or (
            clause.i < verb.i
            and any(c.i > verb.i and c.dep_ in ("nsubj", "nsubj:pass", "cop") for c in clause.children)
        )
    )
    if not set_in:
        return [content_range(clause, without=[verb])]
    return ranges(clause.doc, own)


def content_range(clause: Token, *, without: list[Token]) -> Range:
    """The token range of a clause, its mark and quotation marks included, final stop excluded.

    A clause before its cue ends where the cue's own words begin; one behind it begins after the cue.
    """
    tokens = [t for t in clause.subtree if t not in without]
    for cue in without:
        own = [cue, *(t for c in children(cue, "nsubj", "nsubj:pass", "obl:agent") for t in c.subtree)]
        first, last = min(t.i for t in own), max(t.i for t in own)
        beside = [t for t in tokens if (t.i < first if clause.i < cue.i else t.i > min(last, cue.i))]
        tokens = beside or tokens
    above = clause
    while (
        above.head != above
    ):  # what the parser hangs on the clause over the words that it hangs on: "reached Juba at noon"
        above = above.head
        if above not in without:
            tokens = [t for t in tokens if (t.i < above.i) == (clause.i < above.i)] or tokens
    return _without_stop(clause.doc, tokens[0].i, tokens[-1].i + 1, above=clause.i)


def outside(root: Token, phrase: Token) -> tuple[Range, ...]:
    """The clause of ``root`` less the phrase that names the source, as ranges."""
    inside = {t.i for t in phrase.subtree}
    for c in children(root, "conj", "parataxis"):  # "..., according to the army; the rebels denied it"
        first = c.left_edge.i
        if c.i > phrase.i and ";" in (root.doc[first].text, root.doc[first - 1].text):
            inside |= {t.i for t in c.subtree}
    found = ranges(root.doc, (t.i for t in root.subtree if t.i not in inside and not t.is_space))
    doc = root.doc
    if found and len(found) > 1 and all(doc[i].is_punct or doc[i].dep_ == "cc" for i in range(*found[0])):
        found = found[1:]  # "But, as the minister said, ..."
    return (*found[:-1], _without_stop(doc, *found[-1], above=found[-1][0])) if found else ()


def ranges(doc: Text, places: Iterable[int]) -> list[Range]:
    """Token numbers as ranges; those that hold only punctuation are left out."""
    found: list[Range] = []
    for i in sorted(places):
        if found and i == found[-1][1]:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return [r for r in found if any(not doc[i].is_punct for i in range(*r))]


def _without_stop(doc: Text, start: int, end: int, *, above: int) -> Range:
    """Without the stop behind it, which ends the whole sentence, and the comma or colon before it."""
    while end - 1 > above and doc[end - 1].text in _STOPS:
        end -= 1
    while start < end - 1 and doc[start].text in (",", ":", ";"):
        start += 1
    return start, end


def is_finite(clause: Token) -> bool:
    """A reported clause has a subject, a finite verb or a "that"; bare infinitives are intentions."""
    if any(c.dep_ == "mark" and c.lower_ == "to" for c in clause.children):
        return any(c.dep_ in ("nsubj", "nsubj:pass", "expl") for c in clause.children)
    gerund = clause.tag_ == "VBG" or (
        clause.tag_ == "VB" and clause.lower_.endswith("ing") and clause.lemma_ != "bring"
    )
    return not gerund or bool(children(clause, "aux", "nsubj", "nsubj:pass"))


def is_tensed(clause: Token) -> bool:
    """Whether the clause says that something is so; "saw it fall" and "heard him shouting" tell of the deed itself."""
    if clause.tag_ in ("VB", "VBG", "VBN"):
        return bool(children(clause, "aux", "aux:pass")) or any(c.lower_ == "that" for c in children(clause, "mark"))
    return True


def is_clause(token: Token) -> bool:
    """Whether what a verb governs is a clause or a quotation, not a fragment ("let's say, China")."""
    if token.pos_ in ("VERB", "AUX") or children(token, "nsubj", "nsubj:pass", "cop", "expl", "csubj", "mark"):
        return True
    first = token.left_edge
    return first.text in _OPENING or any(t.text in _OPENING for t in first.doc[max(0, first.i - 1) : first.i + 2])


def is_that_clause(clause: Token) -> bool:
    """Whether a clause on a noun says what the noun holds, and does not describe it ("the claim that surprised us")."""
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


def questions(verb: Token) -> list[Token]:
    """The indirect questions behind a verb: "explained how ...", "asked why ...", "do not know what it is"."""
    found: list[Token] = []
    for c in verb.children:
        if c.i < verb.i or c.lower_ not in _QUESTION_WORDS or c.dep_ in ("advmod", "mark"):
            continue
        if children(c, "acl:relcl", "advcl:relcl", "acl", "cop", "nsubj", "advcl"):
            found.append(c)
    behind = ("obj", "obl", "ccomp", "advcl", "acl:relcl", "advcl:relcl")
    asked = [c for c in children(verb, *behind) if c.i > verb.i and _asks(c)]
    if children(verb, "obj", "iobj"):  # "saw her when she arrived", "told them where it was cold"
        asked = [c for c in asked if c.dep_ != "advcl"]
    return found + [c for c in asked if c not in found]


def _asks(noun: Token) -> bool:
    """ "asked which ships had left", "know how many men it takes": the question word stands on the noun."""
    first = noun.left_edge
    asking = first.lower_ in _QUESTION_WORDS and first.i > noun.head.i
    if noun.dep_ == "advcl" and first.lower_ == "when":
        return False  # "the minister said when he arrived"
    return asking and bool(children(noun, "acl:relcl", "advcl:relcl") or noun.pos_ in ("VERB", "AUX"))


def sentence_of(token: Token, *, whole: bool) -> Token:
    """The predicate of the widest clause round a token that does not describe a noun; above a reported one if ``whole``."""
    stops = ("acl:relcl", "acl", "parataxis", "advcl:relcl", "ROOT") + (() if whole else ("ccomp",))
    while token.head != token and token.dep_ not in stops:
        above = token.head
        own_voice = token.dep_ == "conj" and any(c.lower_ == "but" for c in children(token, "cc"))
        if own_voice and children(token, "nsubj", "nsubj:pass"):
            break
        token = above
    return token


def is_set_off(phrase: Token) -> bool:
    """Whether a comma, a dash or the sentence's edge parts the phrase from what stands before and behind it."""
    doc, tokens = phrase.doc, phrase.subtree
    first, last = phrase.left_edge.i, max(t.i for t in tokens)
    before = doc[max(0, first - 1)]
    opens = first == phrase.sent.start or doc[first].is_punct or before.is_punct or before.is_space
    opens = opens or before.dep_ in ("cc", "mark")
    closes = last + 1 >= len(doc) or doc[last].is_punct or doc[last + 1].is_punct or doc[last + 1].is_space
    return bool(opens and closes)
