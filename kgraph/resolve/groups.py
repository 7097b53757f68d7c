"""Mentions that stand for several actors: "both sides", "the two governments", "each country", and who they are.

The members are the last two that are named together and fit the noun; or, where the sentences before speak of no third,
the only two; or the parties of the treaty that the sentence is about. Between three nothing is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kgraph.resolve.phrases import Phrases
from kgraph.resolve.scene import Scene
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
    fits = _fitting(scene, root.lemma_.lower())
    together = list(_together(phrases, root))
    for _, keys in together:
        members = tuple(dict.fromkeys(k for key in keys if (k := fits(key)) is not None))
        if len(members) == 2 and len(keys) == 2:
            return members
        if len(keys) > 2:
            return None
    return _only_two(scene, mention, fits)


def _together(phrases: Phrases, token: Token) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The coordinations and earlier groups before a token, nearest first: (distance in sentences, keys)."""
    found = [
        (distance, -phrase.token.i, phrase.members)
        for distance, phrase in phrases.before(token, sentences=_REACH)
        if len(phrase.members) > 1
    ]
    for distance, _, members in sorted(found):
        yield distance, members


def _only_two(scene: Scene, mention: Mention, fits: Callable[[str], str | None]) -> tuple[str, ...] | None:
    """The only two that the sentence before the mention and the sentences before it speak of, nearest window first."""
    for sentences in range(_REACH):
        near = [m for m in scene.before(mention, sentences=sentences) if m.kind != "pronoun" or sentences == 0]
        keys = dict.fromkeys(k for m in reversed(near) if (k := fits(scene.keys[m])) is not None)
        if len(keys) == 2:
            return tuple(keys)
        if len(keys) > 2:
            return None
    return None


def _fitting(scene: Scene, lemma: str) -> Callable[[str], str | None]:
    """A function: the key of an actor -> the key of what the noun means of it, or None where it does not fit."""

    def person(key: str) -> str | None:
        return key if key.startswith("person/") else None

    def state(key: str) -> str | None:
        return key if key.startswith("state/") else None

    def body(key: str) -> str | None:
        country = scene.world.country(key) if key.startswith(("state/", "agency/")) else None
        return scene.world.described(country, lemma) if country is not None else None

    def side(key: str) -> str | None:
        if key.startswith("state/") or (key.startswith("organization/") and scene.world.type(key) != "IGO"):
            return key
        return None

    return person if lemma in _PERSONS else state if lemma in _STATES else body if lemma in _BODIES else side
