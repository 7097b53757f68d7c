"""How alike two names are for a person who decides: looser than what linking merges by, and always with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from kgraph.ids import fold
from kgraph.resolve.persons import core, family_first, surnames
from kgraph.resolve.spelling import LONG, skeleton

_SMALL = frozenset("of the for and to in on de la du des al".split())
_CLOSE = 0.8  # the share of letters in common from which two words may be one


def surname_bases(name: str) -> frozenset[str]:
    """The skeletons of the words by which a full name is called for short."""
    return frozenset(skeleton(word) for word in surnames(name))


def given_names(one: str, other: str) -> tuple[str, float]:
    """What the first names of two full names with a shared surname have in common, in words, and how much that says."""
    mine, theirs = (_given(name) for name in (one, other))
    if not mine or not theirs:
        return "", 0.0
    if mine[0] == theirs[0]:
        return "same first name", 0.6
    if close(mine[0], theirs[0]):
        return "first names are spelt alike", 0.45
    if mine[0].startswith(theirs[0]) or theirs[0].startswith(mine[0]):
        return "one first name begins the other", 0.4
    return "", 0.0


def _given(name: str) -> tuple[str, ...]:
    words = tuple(skeleton(word) for word in core(name))
    if family_first(name):
        return ("".join(words[1:]),)  # "Jong Un" is one given name, not two
    bases = surname_bases(name)
    return tuple(word for word in words if word not in bases)


def close(one: str, other: str) -> bool:
    """Whether most letters of two words stand in both, in one order; the first always does."""
    if one == other:
        return True
    if not one or not other or one[0] != other[0] or min(len(one), len(other)) < 4:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _CLOSE


def body_words(name: str) -> tuple[str, ...]:
    """The words of a body's name that tell it from others."""
    words = tuple(word for word in fold(name).split() if word not in _SMALL)
    return words or tuple(fold(name).split())


def initials(name: str) -> str:
    """The first letters of the words that carry the name: "Guyana Defence Force" is GDF."""
    return "".join(word[0] for word in body_words(name)).upper()


def is_acronym(name: str) -> bool:
    """Whether a name is one word in capitals, short enough for an acronym."""
    return name.isupper() and name.isalpha() and 2 < len(name) <= 7


def ends(name: str) -> Iterator[tuple[str, ...]]:
    """The beginnings and ends of a name of several words, longest first."""
    words = body_words(name)
    for size in range(len(words) - 1, 0, -1):
        yield words[:size]
        yield words[-size:]


def gaps(words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The words of a name without one of them, each time with the one that is left out."""
    for i, word in enumerate(words):
        yield (*words[:i], "", *words[i + 1 :]), word


def rough(name: str) -> Iterator[str]:
    """What two spellings of one name share although a letter differs: all letters, the first ones, or the last ones."""
    letters = "".join(skeleton(word) for word in core(name))
    yield letters
    if len(letters) >= LONG:
        yield letters[:4] + "-"
        yield "-" + letters[-4:]
