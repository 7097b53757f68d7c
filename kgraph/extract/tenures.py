"""Reads since when and until when a post is held, where print says so: "who took office in May", "president since 2014"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from kgraph.types import Role, Time

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Span, Text, Token

# Verbs that begin a tenure, with what they need beside them; those without an entry need nothing.
_BEGIN = frozenset(
    "take assume become appoint elect reelect re-elect name swear inaugurate install nominate crown enter".split()
)
_OFFICES = frozenset(
    "office power post job position helm presidency premiership reins charge command duty duties over".split()
)
_END = frozenset(
    "resign quit retire dismiss sack fire oust remove depose topple overthrow leave step stand relinquish vacate die".split()
)
_NEEDS_OFFICE = frozenset({"take", "assume", "enter", "leave", "relinquish", "vacate", "quit"})
_NEEDS_DOWN = frozenset({"step", "stand"})
_PASSIVE_ONLY = frozenset(
    "appoint elect reelect re-elect name swear inaugurate install nominate crown dismiss sack fire oust remove depose topple "
    "overthrow".split()
)
_UNDER_WAY = frozenset(
    {"expect", "plan", "refuse", "decline", "threaten", "offer", "vow", "promise", "urge", "ask", "tell"}
)
_NOT_DONE = frozenset("not never n't may might could would should must will shall if to".split())
_IN_OFFICE = re.compile(r"[\s,]*(?:(?:who (?:has been )?)?in (?:office|power|the post|the job|charge)\s+)?(?:the\s+)?$")
_BOUNDS = ("since", "from", "until", "till", "between")
_BEHIND = 40  # code points behind a title in which its dates may begin


def dated(doc: Text, roles: Iterable[Role]) -> Iterator[Role]:
    """The roles with the first and last day of each tenure, as far as the sentence around the title prints them.

    Only what is told as done counts: nobody has left who is expected to leave.
    """
    times = [(span, span.note) for span in doc.spans.get("times", ()) if isinstance(span.note, Time)]
    times.sort(key=lambda time: time[0].start_char)
    told = _by_person(times)
    for role in roles:
        start, end = _beside_title(doc, role, times)
        person = [t.i for t in doc.char_span(role.person.start, role.person.end) or ()]
        for place, verb in sorted({(place, verb.i) for i in person for place, verb in told.get(i, ())}):
            time = times[place][1]
            if _begins(doc[verb]) and _is_this_post(doc, role, doc[verb]):
                start = start or time.start
            elif _ends(doc[verb]):
                end = end or time.end
        if start is not None and end is not None and start > end:
            start = None
        yield role if start is end is None else replace(role, start=start, end=end)


def _beside_title(doc: Text, role: Role, times: list[tuple[Span, Time]]) -> tuple[date | None, date | None]:
    """ "President since 2014", "prime minister from 2010 to 2018", "in office until last May"."""
    near = bisect_right(times, role.evidence.start, key=lambda time: time[0].start_char)
    for span, time in takewhile(lambda t: t[0].start_char <= role.evidence.end + _BEHIND, islice(times, near, None)):
        first = doc[span.start]
        word = first.lower_ if first.lower_ in _BOUNDS else doc[span.start - 1].lower_ if span.start else ""
        begin = first.idx if first.lower_ in _BOUNDS else doc[span.start - 1].idx
        if word not in _BOUNDS or not _IN_OFFICE.fullmatch(doc.text[min(role.evidence.end, begin) : begin]):
            continue
        if word in ("until", "till"):
            return None, time.end
        if word == "since" or time.granularity != "range":
            return time.start, None
        return time.start, time.end
    return None, None


def _governor(span: Span) -> Token | None:
    """The verb that a time says when of: the nearest above it."""
    token = span.root
    for _ in range(4):
        if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
            break
        token = token.head
    return token if token.pos_ in ("VERB", "AUX") else None


def _by_person(times: Sequence[tuple[Span, Time]]) -> dict[int, list[tuple[int, Token]]]:
    """By token of those whom they tell of: the places of the times, with the verbs that they say when of."""
    found: dict[int, list[tuple[int, Token]]] = defaultdict(list)
    for place, (span, _) in enumerate(times):
        if (verb := _governor(span)) is not None:
            for token in _persons(verb):
                found[token.i].append((place, verb))
    return found


def _persons(verb: Token) -> Iterator[Token]:
    """Those of whom a verb tells what they did or underwent, as done: in a relative clause, a participle or a main clause."""
    modal = any(c.lower_ in _NOT_DONE and c.pos_ != "PROPN" for c in verb.children)  # "in May" is no modal verb
    if modal or verb.head.lemma_ in _UNDER_WAY:
        return
    subject = next((c for c in verb.children if c.dep_.split(":")[0] == "nsubj"), None)
    if verb.dep_.startswith("acl") and (subject is None or subject.lower_ == "who"):
        yield from _phrase(verb.head)
    elif subject is not None:
        yield from _phrase(subject)


def _phrase(noun: Token) -> Iterator[Token]:
    """A noun and what is one phrase with it, title with name: "minister" in "Defence Minister X", "X, the minister"."""
    joined = ("flat", "appos", "nmod:desc", "compound")
    yield noun
    yield from (c for c in noun.children if c.dep_ in joined)
    if noun.dep_ in joined:
        yield noun.head


def _begins(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return lemma in _BEGIN and _is_complete(verb, lemma)


def _ends(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return lemma in _END and _is_complete(verb, lemma)


def _is_complete(verb: Token, lemma: str) -> bool:
    """Whether a verb has what makes it speak of a post: "took office", "stepped down", "was appointed"."""
    below = {t.lemma_.lower() for c in verb.children if c.i > verb.i for t in (c, *c.children)}
    if lemma in _NEEDS_OFFICE:
        return bool(below & _OFFICES) or (lemma == "quit" and "obj" not in {c.dep_ for c in verb.children})
    if lemma in _NEEDS_DOWN:
        return bool(below & {"down", "aside"})
    if lemma in _PASSIVE_ONLY:
        return verb.tag_ == "VBN" and not any(
            c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children if c.i == verb.i - 1
        )
    return True


def _is_this_post(doc: Text, role: Role, verb: Token) -> bool:
    """Whether the post that a verb of appointment names, if it names one, is the role's: "became chairman in 2010"."""
    if role.evidence.start <= verb.idx < role.evidence.end:
        return True
    named = [c for c in verb.children if c.dep_ in ("xcomp", "obj", "obl") and c.i > verb.i and c.pos_ == "NOUN"]
    posts = [c for c in named if c.lemma_.lower() not in _OFFICES and c.dep_ != "obl"]
    return not posts and verb.lemma_ != "become"
