"""Whom an article goes on about: the person of whom most that it says of people is, for a "he" far from any name."""

from __future__ import annotations

from collections import Counter

from kgraph.resolve.scene import Scene
from kgraph.types import Mention

_OFTEN = 3  # mentions before
_SHARE = 0.6  # of the mentions of all people of that gender
_REACH = 6  # sentences since the last mention


def main_person(scene: Scene, mention: Mention, gender: str, *, but: set[str]) -> str | None:
    """The key of the person of a gender ("f", "m") whom a passage is about; None where others have come up since.

    ``but``: the keys of those whom the pronoun cannot mean.
    """
    counts: Counter[str] = Counter()
    last: dict[str, int] = {}
    for other in scene.mentions:
        if other.start >= mention.start:
            break
        key = scene.keys.get(other, "")
        if key.startswith("person/") and other.kind != "nominal" and scene.genders.get(key, gender) == gender:
            counts[key] += 1
            last[key] = other.start
    if not counts:
        return None
    key, count = min(counts.items(), key=lambda row: (-row[1], row[0]))
    if key in but or count < _OFTEN or count < _SHARE * counts.total():
        return None
    near = any(scene.keys[m] == key for m in scene.before(mention, sentences=_REACH))
    return key if near and _said_last(scene, mention, last, key) else None


def _said_last(scene: Scene, mention: Mention, last: dict[str, int], key: str) -> bool:
    """Whether nobody else has come up in the sentences behind the last one that speaks of the person."""
    span = scene.doc.char_span(mention.start, mention.end)
    rivals = {other for other in last if other != key and last[other] > last[key]}
    if span is None or not rivals:
        return True
    return not any(scene.keys[m] in rivals for m in scene.before(mention, sentences=1))
