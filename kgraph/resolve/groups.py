"""Mentions that stand for several actors: "both sides", "the two governments", "each country", and who they are.

The members are the last two that are named together and fit the noun; or, where the sentences before speak of no third,
the only two; or the parties of the treaty that the sentence is about. Between three nothing is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from kgraph.resolve.binding import predicates, subject_of
from kgraph.resolve.focus import shares_of
from kgraph.resolve.phrases import Phrases
from kgraph.resolve.scene import SUBJECTS, Scene
from kgraph.types import Mention

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Token

_DETERMINERS = frozenset("both each either neither".split())
_STATES = frozenset(
    "country nation state government neighbour neighbor capital power republic ally kingdom foe".split()
)
_PERSONS = frozenset(
    "leader president minister man woman official general commander envoy diplomat premier counterpart chief".split()
)
_BODIES = frozenset("army military navy ministry parliament force".split())
_ANY = frozenset("side party rival enemy adversary partner signatory belligerent faction camp applicant".split())
_REACH = 3  # sentences before
_DECAY, _LEAD = 0.7, 1.5
_PROMINENT = 0.34  # an object of the sentence before, or a subject two before


def is_group(scene: Scene, mention: Mention) -> bool:
    """Whether a description says that it stands for two: "both sides", "the two armies", "each party", "the sides"."""
    span = scene.spans.get(mention)
    if span is None or mention.kind != "nominal":
        return False
    words = [t.lower_ for t in span]
    lemma, plural = span.root.lemma_.lower(), span.root.tag_ in ("NNS", "NNPS")
    known = lemma in _STATES | _PERSONS | _BODIES | _ANY
    if not known or any(m.kind in ("name", "demonym", "pronoun") for m in scene.inside(mention)):
        return False
    if words[0] == "the" and "two" not in words:
        return plural and lemma in ("side", "neighbour", "neighbor", "party", "foe") and len(words) <= 3
    if words[0] in ("the", "these", "those"):
        return words[1] == "two" and plural
    return words[0] in _DETERMINERS and (plural or words[0] in ("each", "either", "neither"))


def settle_group(scene: Scene, phrases: Phrases, mention: Mention) -> None:
    """Finds the two that a description stands for, if they are clear."""
    root = scene.root(mention)
    members = _members(scene, phrases, mention, root) if root is not None else None
    if members is not None:
        scene.groups[mention] = members


def settle_group_by_treaty(scene: Scene, mention: Mention) -> None:
    """ "The treaty obliges both sides": its parties."""
    root = scene.root(mention)
    if root is None:
        return
    lemma, sentence = root.lemma_.lower(), root.sent
    if lemma not in _STATES | _ANY:
        return
    near = [m for m in scene.between(sentence.start_char, mention.start) if m.type == "Treaty"]
    near += [m for m in scene.before(mention, sentences=1) if m.type == "Treaty"]
    for treaty in near:
        match = re.fullmatch(r"treaty/([A-Z]{3})-([A-Z]{3})(/\w+)?", scene.keys.get(treaty, ""))
        if match:
            scene.groups[mention] = (f"state/{match[1]}", f"state/{match[2]}")
            return


def _members(scene: Scene, phrases: Phrases, mention: Mention, root: Token) -> tuple[str, ...] | None:
    """The two named together most prominently; else the only two of the sentences before; None where others rival."""
    fits = _fitting(scene, root.lemma_.lower())
    own = _own_subjects(phrases, root)
    scores: dict[tuple[str, ...], float] = {}
    for distance, phrase in phrases.before(root, sentences=_REACH):
        if len(phrase.members) < 2:
            continue
        members = tuple(sorted({k for key in phrase.members if (k := fits(key)) is not None and key not in own}))
        if len(members) >= 2:
            score = phrase.weight * _DECAY**distance
            scores[members] = max(score, scores.get(members, 0.0))
    order = sorted(scores, key=lambda members: (-scores[members], members))
    if order:
        clear = len(order) == 1 or scores[order[0]] >= _LEAD * scores[order[1]]
        matter = scores[order[0]] >= _PROMINENT or _spoken_of(scene, order[0])
        return order[0] if clear and len(order[0]) == 2 and matter else None
    found = _only_two(scene, mention, fits, own)
    return found if found is not None and _spoken_of(scene, found) else None


def _own_subjects(phrases: Phrases, root: Token) -> set[str]:
    """ "Turkey hosted talks between the two sides": the subject of the clause that they are no subject of is neither."""
    token = root
    while token.dep_ in ("nmod", "conj", "appos", "nmod:poss") and token.head is not token:
        token = token.head
    if token.dep_ in SUBJECTS:
        return set()
    subject = next((s for p in predicates(token) if (s := subject_of(p)) is not None), None)
    key = phrases.key_at(subject) if subject is not None and subject.i < root.i else None
    return set(key.split("+")) if key is not None else set()


def _spoken_of(scene: Scene, members: tuple[str, ...]) -> bool:
    """Whether one of two states is among those that the article speaks of most: "the two countries" are its matter."""
    shares = shares_of(scene)
    order = sorted(shares, key=lambda code: (-shares[code], code))
    main = {f"state/{code}" for code in order[:2]}
    return not all(key.startswith("state/") for key in members) or not main.isdisjoint(members)


def _only_two(
    scene: Scene, mention: Mention, fits: Callable[[str], str | None], own: set[str]
) -> tuple[str, ...] | None:
    """The only two that the sentence up to the mention and the sentences before it speak of, nearest window first."""
    for sentences in range(_REACH):
        near = [m for m in scene.before(mention, sentences=sentences) if scene.keys[m] not in own]
        keys = dict.fromkeys(k for m in reversed(near) if (k := fits(_state_at(scene, m))) is not None)
        if len(keys) == 2:
            return tuple(keys)
        if len(keys) > 2:
            return None
    return None


def _state_at(scene: Scene, mention: Mention) -> str:
    """The key of a mention; of a capital where something happens, its state's: it is spoken of as well."""
    key = scene.keys[mention]
    capital = key.startswith("place/") and mention.kind == "name" and scene.world.is_city(mention.text)
    return (scene.world.state(mention.text) or key) if capital else key


def _fitting(scene: Scene, lemma: str) -> Callable[[str], str | None]:
    """A function: the key of an actor -> the key of what the noun means of it, or None where it does not fit."""

    def person(key: str) -> str | None:
        return key if key.startswith("person/") else None

    def state(key: str) -> str | None:
        found = scene.side(key) if key.startswith(("person/", "agency/")) else key
        return found if found is not None and found.startswith("state/") else None

    def body(key: str) -> str | None:
        country = scene.world.country(key) if key.startswith(("state/", "agency/")) else None
        return scene.world.described(country, lemma) if country is not None else None

    def side(key: str) -> str | None:
        if key.startswith("person/"):
            return state(key)
        if key.startswith("state/") or (key.startswith("organization/") and scene.world.type(key) != "IGO"):
            return key
        return None

    return person if lemma in _PERSONS else state if lemma in _STATES else body if lemma in _BODIES else side
