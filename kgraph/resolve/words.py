"""What the words of a description say by themselves: what they are about, whether they point back, whose they are."""

from __future__ import annotations

from kgraph.ids import fold, slug
from kgraph.resolve.scene import Scene
from kgraph.types import Mention

_DEFINITE = ("the ", "this ", "that ", "these ", "those ")
_DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "some", "any", "his", "her", "its", "their", "one", "of", "to"}
)
_NUMBERS = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "dozens", "about"}
)


def content(mention: Mention) -> list[str]:
    """The folded words without determiners and numbers."""
    words = fold(mention.text).split()
    return [w for w in words if w not in _DETERMINERS and w not in _NUMBERS and not w.isdigit()] or words


def own_words(scene: Scene, mention: Mention) -> list[str]:
    """The content words without those that name the owner."""
    inner = {w for m in scene.inside(mention) if m.kind in ("name", "demonym") for w in fold(m.text).split()}
    return [w for w in content(mention) if w not in inner] or content(mention)


# Words that describe a body or state without telling another one of its kind.
_NEUTRAL = frozenset(
    "own entire whole powerful main new current secretive ruling military army led legitimate internationally recognised "
    "recognized elected wartime exiled interim transitional national federal central same country nation s".split()
)


def is_bare(scene: Scene, mention: Mention) -> bool:
    """Whether a description has no words of its own beside its noun that tell one of a kind: "the central government"."""
    root = scene.root(mention)
    head = {root.lower_, root.lemma_.lower()} if root is not None else set()
    return set(content(mention)) <= _NEUTRAL | {fold(w) for w in head}


def is_definite(mention: Mention) -> bool:
    """Whether the words point at something known: "the agency", "those troops"."""
    return mention.text.lower().startswith(_DEFINITE)


def unresolved(scene: Scene, mention: Mention) -> str:
    """A key for what stays open: unlike any other, so that nothing is merged by it."""
    return f"unresolved/{scene.id}/{slug(mention.text)}-{mention.start}"
