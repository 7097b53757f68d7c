"""What every rule saw in a sentence: the claims that were made of it, and for each word what blocked a rule there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.explain.grammar import worded
from kgraph.explain.reasons import Reason, is_met, refused
from kgraph.explain.rules import Rule, frame_place, rules
from kgraph.explain.trace import Call, Tracer, Word
from kgraph.nlp.tokens import Text, Token
from kgraph.types import Affiliation, Article, Claim, Extraction, Quote, Role

if TYPE_CHECKING:
    from collections.abc import Callable

ASIDE = ("Role", "Affiliation")
"""Kinds of rules that look at every name, and are told only where they are asked for."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """A rule that met a word and made nothing of it: the words, where they stand (code points), and why."""

    rule: str
    doc: str
    place: str
    word: str
    start: int
    end: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Parsed:
    """A word as the language model read it; ``relation`` in words, ``head`` the word that it hangs on."""

    word: str
    lemma: str
    part: str
    label: str
    relation: str
    head: str


@dataclass(frozen=True, slots=True)
class SentenceExplanation:
    """What came of a sentence and what did not.

    ``made`` are the claims; ``attributions``, ``roles`` and ``affiliations`` what else was read; ``blocked`` the rules
    that met a word and gave it up, in the order of the words.
    """

    text: str
    made: tuple[Claim, ...]
    attributions: tuple[Quote, ...]
    roles: tuple[Role, ...]
    affiliations: tuple[Affiliation, ...]
    blocked: tuple[Blocked, ...]
    parse: tuple[Parsed, ...]


def explain_sentence(
    text: str,
    reader: Callable[[Article], Extraction],
    *,
    type_: str | None = None,
    frames: tuple[Path, ...] = (),
) -> SentenceExplanation:
    """What the rules make of a text, and where each that met one of its words gave it up.

    Args:
        text: a sentence, or a few.
        reader: reads an article, as ``kgraph.pipeline.Reader`` does.
        type_: only claims and rules of this type: a claim type, "Attribution", "Role" or "Affiliation".
        frames: folders of the user's own frames.
    """
    article = Article("article/sentence", "sentence", text)
    tracer = Tracer(lambda start, end: True)
    found = tracer.run(lambda: reader(article))
    asked = [r for r in rules() if r.type == type_ or (type_ is None and r.type not in ASIDE)]
    return SentenceExplanation(
        text=text,
        made=tuple(c for c in found.claims if type_ in (None, c.type)),
        attributions=found.quotes if type_ in (None, "Attribution") else (),
        roles=found.roles if type_ in (None, "Role") else (),
        affiliations=found.affiliations if type_ in (None, "Affiliation") else (),
        blocked=tuple(blocked(tracer.calls, asked, frames)),
        parse=tuple(parsed(tracer.text)) if tracer.text is not None else (),
    )


def blocked(calls: list[Call], asked: list[Rule], frames: tuple[Path, ...] = ()) -> list[Blocked]:
    """The words that the rules met and made nothing of, each rule once a word, in the order of the text."""
    found: dict[tuple[int, str], Blocked] = {}
    every = list(walked(calls))
    for rule in asked:
        tried: dict[Word, list[Call]] = {}
        for call in every:
            if call.word is not None and call.watched and _is_of(call, rule):
                tried.setdefault(call.word, []).append(call)
        for word, runs in tried.items():
            start = word.idx if isinstance(word, Token) else word.start
            if any(c.found for c in runs):
                continue
            own = [c for c in runs if c.function.called in rule.functions] or runs[:1]
            for run in own:
                name = _name(rule, run)
                end = start + len(word.text)
                frame = run.given.get("frame") if name != rule.name else None
                doc = rule.doc if frame is None else f"{' '.join(filter(None, (frame.event, frame.mode)))}, by a frame"
                place = (frame_place(name, frames) or (rule.place, ""))[0]
                found[start, name] = Blocked(name, doc, place, word.text, start, end, refused(run))
    return [found[key] for key in sorted(found, key=lambda k: k[0])]


def walked(calls: list[Call]) -> Iterator[Call]:
    """The calls with all that they called, depth first."""
    for call in calls:
        yield call
        yield from walked(call.calls)


def parsed(text: Text) -> Iterator[Parsed]:
    """The words with their part of speech, their relation and the word that they hang on."""
    for t in text:
        if not t.is_space:
            head = "" if t.head is t else t.head.text
            yield Parsed(t.text, t.lemma_, worded("pos_", t.pos_), t.dep_, worded("dep_", t.dep_), head)


def _is_of(call: Call, rule: Rule) -> bool:
    """Whether a run belongs to the rule and is about its word."""
    called = call.function.called
    if called in rule.functions:
        through = call.function.loop() is not None and not isinstance(_place_given(call), Token)
        return (call.turn or not through or rule.type in ASIDE) and is_met(call)
    if called not in rule.starts or call.found or not is_met(call, strictly=True):
        return False
    return not any(c.function.called in rule.functions for c in walked(call.calls))


def _name(rule: Rule, call: Call) -> str:
    """The name of the rule; of a frame, its own."""
    frame = getattr(call.given.get("frame"), "name", "")
    return rule.name.replace("*", frame) if frame else rule.name


def _place_given(call: Call) -> Word | None:
    return None if call.turn else call.word
