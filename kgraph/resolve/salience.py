"""Ranks the antecedents that a pronoun may have: by prominence, nearness, repetition, and the clause that it stands in.

The weights follow Lappin and Leass (1994) and centering in kind: what is said of a phrase in one sentence counts once,
by its most prominent role; each sentence further back counts less; the subject of the clause above counts most. The
winner must lead the next by a margin, else the pronoun stays open. Nouns that no mention stands for compete too: where
one of them wins, nothing is resolved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.resolve.binding import (
    coordinated,
    coordinated_before,
    dislocated,
    forbidden,
    governors,
    predicates,
    subject_ahead,
    subject_of,
)
from kgraph.resolve.phrases import Phrase, Phrases, is_subject
from kgraph.resolve.scene import SPEECH, SUBJECTS, Scene

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Token

_DECAY = (1.0, 0.75, 0.4, 0.2, 0.1)
_GOVERNOR = (0.8, 0.4, 0.2)  # bonus of the subjects of the clauses above, nearest first
_REPORTED = 0.2  # "Chile announced it would": the subject of a reported clause is mostly who reports
_SPEAKER = 0.6  # who spoke last, for a pronoun that speaks
_PARALLEL = 0.35  # the subject of the sentence before, for a subject
_AHEAD = 0.9  # the subject behind an adjunct in front: "In his speech, Biden said"
_LEFT_OUT = 1.0  # "Ana Ruiz, she is coming"
_COORDINATED = 0.8  # "Seoul and its partners"
_ONE_OF_SEVERAL = 0.6

# Who or what no third person's pronoun means.
_OTHERS = frozenset("i me you we us one who what there someone somebody anyone everyone everybody nobody".split())

Fits = Callable[[Phrase], float]
Place = int | str
"""Where a noun phrase is met: so many sentences back, or by a place in the clause that counts for itself."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An antecedent with its score and by how much it leads the next."""

    phrase: Phrase
    score: float
    lead: float


def choose(
    scene: Scene, phrases: Phrases, pronoun: Token, fits: Fits, *, sentences: int = 2, several: bool = False
) -> Choice | None:
    """The most salient antecedent.

    ``fits`` says how well a phrase agrees with the pronoun, 0 (never) to 1. With ``several`` a coordination is one
    antecedent, else each of its members is.
    """
    contest = _Contest(phrases, pronoun, fits, excluded(scene, phrases, pronoun), several=several)
    for distance, phrase in phrases.before(pronoun, sentences=sentences):
        contest.consider(phrase.token, phrase.weight * _DECAY[distance], distance)
    for place, token, weight in (*_above(pronoun, several=several), *_beside(pronoun)):
        contest.consider(token, weight, place)
    if pronoun.dep_ in SUBJECTS and pronoun.head.lemma_ in SPEECH:
        speaker = _last_speaker(phrases, pronoun, fits, sentences)
        if speaker is not None:
            contest.consider(speaker, _SPEAKER, "speaker")
    for token in _parallel(phrases, pronoun):
        contest.consider(token, _PARALLEL, "parallel")
    return contest.winner()


class _Contest:
    """The scores of those who may be meant, as one noun phrase after another is considered."""

    def __init__(self, phrases: Phrases, pronoun: Token, fits: Fits, excluded: set[str], *, several: bool) -> None:
        self._phrases = phrases
        self._pronoun = pronoun
        self._fits = fits
        self._banned = forbidden(pronoun)
        self._excluded = excluded
        self._several = several
        self._scores: dict[str, float] = defaultdict(float)
        self._best: dict[str, Phrase] = {}
        self._gained: dict[tuple[Place, str], float] = {}

    def consider(self, token: Token, weight: float, place: Place) -> None:
        """Add what a noun phrase counts, if the pronoun may mean it; at one place only its best showing counts."""
        if (token.pos_ == "PRON" and token.lower_ in _OTHERS) or token.i in self._banned:
            return
        phrase = self._phrases.at(token) if self._several else self._phrases.single(token)
        degree = self._fits(phrase)
        if degree <= 0 or phrase.name in self._excluded:
            return
        if phrase.mention is not None and phrase.mention.start <= self._pronoun.idx < phrase.mention.end:
            return  # "one of his ministers" is not "his"
        if not self._several and self._phrases.is_coordinated(token):
            weight *= _ONE_OF_SEVERAL
        if phrase.name not in self._best or (self._best[phrase.name].mention is None and phrase.mention is not None):
            self._best[phrase.name] = phrase
        gain = weight * degree - self._gained.get((place, phrase.name), 0.0)
        if gain > 0:
            self._gained[place, phrase.name] = weight * degree
            self._scores[phrase.name] += gain

    def winner(self) -> Choice | None:
        """Who has most, with the lead over the next; None where nobody fits."""
        order = sorted(self._scores, key=lambda name: (-self._scores[name], name))
        if not order:
            return None
        first = self._scores[order[0]]
        second = self._scores[order[1]] if len(order) > 1 else 0.0
        return Choice(self._best[order[0]], first, first - second)


def _above(pronoun: Token, *, several: bool) -> Iterator[tuple[Place, Token, float]]:
    """The subjects of the clauses that the pronoun's clause hangs on, nearest first."""
    banned = forbidden(pronoun)
    for rank, subject in enumerate(s for s in governors(pronoun) if s.i not in banned):
        for one in [subject] if several else coordinated(subject):
            reports = (
                rank == 0
                and pronoun.dep_ in SUBJECTS
                and pronoun.head.dep_ == "ccomp"
                and one.head is pronoun.head.head
            )
            yield f"clause {rank} above", one, _GOVERNOR[min(rank, 2)] + (_REPORTED if reports else 0.0)


def _beside(pronoun: Token) -> Iterator[tuple[Place, Token, float]]:
    """What its place in its own clause makes likely."""
    if (ahead := subject_ahead(pronoun)) is not None:
        yield "ahead", ahead, _AHEAD
    if (outside := dislocated(pronoun)) is not None:
        yield "left out", outside, _LEFT_OUT
    if (first := coordinated_before(pronoun)) is not None:
        yield "coordinated", first, _COORDINATED / _ONE_OF_SEVERAL


def _parallel(phrases: Phrases, pronoun: Token) -> Iterator[Token]:
    """The subjects of the sentence before, for the subject of a sentence or whose it is."""
    topic = pronoun.head if pronoun.dep_ == "nmod:poss" else pronoun  # "Its spokesman said"
    if topic.dep_ not in SUBJECTS or topic.head.dep_ != "ROOT":
        return
    for distance, phrase in phrases.before(pronoun, sentences=1):
        if distance == 1 and is_subject(phrase.token) and _main(phrase.token):
            yield phrase.token


def excluded(scene: Scene, phrases: Phrases, pronoun: Token) -> set[str]:
    """The names (``Phrase.name``) of those whom a pronoun cannot mean, by grammar or as who is quoted."""
    found = {phrase.name for i in forbidden(pronoun) if (phrase := phrases.single(scene.doc[i])).key}
    return found | _outside_quotation(scene, phrases, pronoun) | _named_below(phrases, pronoun)


def _named_below(phrases: Phrases, pronoun: Token) -> set[str]:
    """ "He said that Biden ..." is not Biden: the keys of the names in the clause of which a pronoun is the subject."""
    if pronoun.dep_ not in SUBJECTS:
        return set()
    found = set()
    for child in pronoun.head.rights:
        if child.dep_ not in ("conj", "parataxis", "punct", "cc", "aux"):
            below = (phrases.mention_at(t) for t in child.subtree if t.pos_ == "PROPN")
            found |= {phrases.scene.keys.get(m, "") for m in below if m is not None and m.kind == "name"}
    return found - {""}


def _main(token: Token) -> bool:
    while token.dep_ in ("conj", "appos", "flat") and token.head is not token:
        token = token.head
    return token.head.dep_ in ("ROOT", "conj", "parataxis")


def _last_speaker(phrases: Phrases, pronoun: Token, fits: Fits, sentences: int) -> Token | None:
    """The last noun phrase before that is the subject of a verb of speech, or a source."""
    found = [
        (distance, -phrase.token.i, phrase.token)
        for distance, phrase in phrases.before(pronoun, sentences=sentences)
        if is_subject(phrase.token) and phrase.token.head.lemma_ in SPEECH and fits(phrase) > 0
    ]
    return min(found, key=lambda f: f[:2])[2] if found else None


def quotation_of(scene: Scene, token: Token) -> tuple[int, int] | None:
    """The token indices (end exclusive) of the quotation that a token stands in."""
    return next(((q.start, q.end) for q in scene.doc.spans.get("quotations", ()) if q.start <= token.i < q.end), None)


def _outside_quotation(scene: Scene, phrases: Phrases, pronoun: Token) -> set[str]:
    """The names of those whose quotation the pronoun stands in: who speaks says "I", not "he" or "it"."""
    quotation = quotation_of(scene, pronoun)
    if quotation is None:
        return set()
    inside = range(*quotation)
    own = next(((p, s) for p in predicates(pronoun) if (s := subject_of(p)) is not None), None)
    if own is None or own[0].i not in inside or own[1].i not in inside:
        return set()  # a few words quoted within a report: 'it was "changing its tone"'
    found = {phrases.single(t).name for t in governors(pronoun) if t.i not in inside and t.head.i not in inside}
    for quote in scene.extraction.quotes:
        spoken = any(piece.start <= pronoun.idx < piece.end for piece in quote.content)
        if spoken and quote.kind != "indirect" and quote.speaker is not None and quote.speaker in scene.keys:
            found.add(scene.keys[quote.speaker])
    return found
