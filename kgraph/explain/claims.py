"""Why a claim was made: its rule and the guards that the words passed, its cues, and who says so by which rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kgraph.explain.grammar import worded
from kgraph.explain.reasons import Reason, passed
from kgraph.explain.rules import frame_place, rule
from kgraph.explain.sentences import walked
from kgraph.explain.trace import Call, Tracer
from kgraph.explain.words import first
from kgraph.nlp.tokens import Text, Token
from kgraph.types import Article, Claim, Extraction, Phase

_PHASES: tuple[Phase, ...] = ("planned", "ongoing", "completed")


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that took part: its name as the claim records it, what it reads, and file and line of its function."""

    name: str
    doc: str
    place: str


@dataclass(frozen=True, slots=True)
class Matched:
    """Words that fill a role: where they stand (code points of the article), and what they are in the sentence."""

    role: str
    words: str
    start: int
    end: int
    standing: str


@dataclass(frozen=True, slots=True)
class Effect:
    """A word that settled polarity, certainty or phase, and how."""

    word: str
    start: int
    end: int
    did: str


@dataclass(frozen=True, slots=True)
class Link:
    """One attribution over the claim: by which rule and guards, who, by which cue words."""

    rule: Fired
    sources: tuple[str, ...]
    cue: str
    denied: bool
    guards: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ClaimExplanation:
    """Everything about how a claim came to be made.

    ``stored`` is the claim in the store, ``read`` the same claim as read now; None where it is not made any more.
    ``way`` are the functions from the rule to the claim, outermost first; ``frame`` is file, line and text of the frame.
    """

    stored: Claim
    read: Claim | None
    article: Article
    rules: tuple[Fired, ...]
    way: tuple[Fired, ...] = ()
    predicate: Matched | None = None
    matched: tuple[Matched, ...] = ()
    guards: tuple[Reason, ...] = ()
    effects: tuple[Effect, ...] = ()
    links: tuple[Link, ...] = ()
    frame: tuple[str, str] | None = None


def explain_claim(
    claim: Claim, article: Article, reader: Callable[[Article], Extraction], *, frames: tuple[Path, ...] = ()
) -> ClaimExplanation:
    """How a claim of the store came to be made: its article is read again with the rules watched.

    Args:
        claim: the claim as stored.
        article: its article, with its text.
        reader: reads an article, as ``kgraph.pipeline.Reader`` does; best the one that read it before.
        frames: folders of the user's own frames.
    """
    start, end = claim.evidence.start, claim.evidence.end
    tracer = Tracer(lambda a, b: a < end and start < b)
    extraction = tracer.run(lambda: reader(article))
    made = _making(tracer, claim.id)
    if made is not None and not any(_up(made)):  # the rule came from a word of another sentence: watch them all
        tracer = Tracer(lambda a, b: True)
        tracer.run(lambda: reader(article))
        made = _making(tracer, claim.id)
    read = next((c for c in extraction.claims if c.id == claim.id), None)
    told = ClaimExplanation(
        stored=claim,
        read=read,
        article=article,
        rules=tuple(fired(name, claim.type if i == 0 else "Attribution") for i, name in enumerate(claim.rules)),
        matched=tuple(_matched(claim, tracer.text)),
        frame=next((f for name in claim.rules if (f := frame_place(name, frames)) is not None), None),
    )
    if read is None or made is None:
        return told
    predicate = made.given.get("predicate")
    return replace(
        told,
        way=tuple(_way(made)),
        predicate=_predicate(predicate) if isinstance(predicate, Token) else None,
        guards=tuple(_guards(made)),
        effects=tuple(_effects(made, read)),
        links=tuple(_links(made, tracer)),
    )


def fired(name: str, type_: str) -> Fired:
    """A rule by the name that claims record and what it makes; with an empty docstring where the table lacks it."""
    known = rule(name, type_)
    return Fired(name, known.doc if known else "", known.place if known else "")


def _making(tracer: Tracer, claim_id: str) -> Call | None:
    """The call that made the claim."""
    makers = (c for c in walked(tracer.calls) if c.function.called == "context.claim")
    return next((c for c in makers if any(isinstance(r, Claim) and r.id == claim_id for r in c.results)), None)


def _up(call: Call) -> Iterator[tuple[Call, Call]]:
    """Each caller with the call that it made, up to the turn or the function that looked at the words."""
    inner, above = call, call.caller
    while above is not None and above.watched:
        yield above, inner
        inner, above = above, above.caller


def _way(made: Call) -> Iterator[Fired]:
    """The functions from the rule to the claim; of the rule's own family, outermost first."""
    for call, _ in reversed(list(_up(made))):
        node = call.function.node
        yield Fired(call.function.called, first(call.function.doc), f"{call.function.module.path.name}:{node.lineno}")


def _guards(made: Call) -> Iterator[Reason]:
    """What every function on the way asked, and was content with, before it went on."""
    seen: set[str] = set()
    for call, inner in reversed(list(_up(made))):
        for reason in passed(call, inner):
            if reason.text not in seen:
                seen.add(reason.text)
                yield reason


def _predicate(token: Token) -> Matched:
    return Matched("predicate", token.text, token.idx, token.idx + len(token), _standing(token))


def _matched(claim: Claim, text: Text | None) -> Iterator[Matched]:
    """The words in each role, with what they are in the sentence."""
    for participant in claim.participants:
        mention = participant.mention
        span = text.char_span(mention.start, mention.end) if text is not None else None
        standing = _standing(span.root) if span is not None and len(span) else ""
        yield Matched(participant.role, mention.text, mention.start, mention.end, standing)


def _standing(token: Token) -> str:
    """``the object of "sent"``."""
    above = f' of "{token.head.text}"' if token.head is not token and token.dep_ != "conj" else ""
    above = f': "{token.head.text}"' if token.dep_ == "conj" else above
    return f"{worded('dep_', token.dep_)}{above}"


def _effects(made: Call, claim: Claim) -> Iterator[Effect]:
    """The words that settled polarity, certainty and phase, and what the rule itself settled."""
    assessed = made.values.get("assessment")
    told: set[Token] = set()
    for call in walked(made.calls):
        word = call.given.get("word")
        if call.function.module.path.stem != "modality":
            continue
        if call.function.name in ("lower", "flip", "plan") and isinstance(word, Token):
            told.add(word)
            yield _effect(word, _did(call))
        elif isinstance(word := call.given.get("verb"), Token) and "phase" in call.function.name:
            phase = next((r for r in call.results if r in _PHASES), None)
            if phase is not None:
                yield _effect(word, f"{worded('tag_', word.tag_)}: {phase}")
    for word in dict.fromkeys(getattr(assessed, "words", ())):
        if word not in told:
            yield _effect(word, f"phase {assessed.phase}" if assessed is not None and assessed.phase else "weighed")
    own = made.given.get("predicate")
    for name in ("polarity", "certainty", "phase"):
        before, after = getattr(assessed, name, None), getattr(claim, name)
        if assessed is not None and before != after and isinstance(own, Token):
            yield _effect(
                own, f"the rule itself makes the {name} {after or 'open'}, where the words said {before or 'nothing'}"
            )


def _effect(word: Token, did: str) -> Effect:
    return Effect(word.text, word.idx, word.idx + len(word), did)


def _did(call: Call) -> str:
    if call.function.name == "lower":
        return f"lowers the certainty to {call.given.get('certainty')}"
    return "turns the polarity round" if call.function.name == "flip" else "puts it in the future: planned"


def _links(made: Call, tracer: Tracer) -> Iterator[Link]:
    """The attributions over the claim, outermost first."""
    for attribution in made.values.get("chain", ()):
        found = [c for c in walked(tracer.calls) if c.turn and any(_is_same(r, attribution) for r in c.results)]
        words = sorted(attribution.cue, key=lambda t: t.i)
        yield Link(
            fired(attribution.rule, "Attribution"),
            tuple(_printed(_phrase(head, attribution)) for head in attribution.sources),
            _printed(words),
            attribution.denied,
            tuple(passed(found[0], None)) if found else (),
        )


def _printed(words: list[Token]) -> str:
    """The words as printed, gaps between them as one space."""
    near = ((t, behind.i == t.i + 1) for t, behind in zip(words, [*words[1:], words[-1]], strict=True)) if words else ()
    return "".join(t.text + (t.whitespace_ if close else " ") for t, close in near).strip()


def _is_same(one: Any, other: Any) -> bool:
    return getattr(one, "rule", None) == other.rule and getattr(one, "head", None) is other.head


def _phrase(head: Token, attribution: Any) -> list[Token]:
    """The words of a source, without those of the content and the cue."""
    words = [t for t in head.subtree if not attribution.covers(t) and t not in attribution.cue and not t.is_space]
    while words and words[0].is_punct:
        words.pop(0)
    while words and words[-1].is_punct:
        words.pop()
    return words
