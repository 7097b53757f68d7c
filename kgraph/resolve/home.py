"""Where an article is at home: the states of its dateline, as far as the article is about them."""

from __future__ import annotations

import re
from collections import Counter

from kgraph.resolve.scene import Scene

# "KYIV, Oct 25 (Agency) -", "CÚCUTA, Colombia (PanAm) —", "Bukavu (DR Congo) (ANP) -"
_DATELINE = re.compile(r"\s*([^\n]{3,90}?)\s+(?:-|–|—|--)\s+(?=\S)")
_PARTS = re.compile(r"[/,();]|\band\b")
_MAIN = 3  # states that an article may be mainly about ...
_SHARE = 4  # ... each named at least a fourth as often as the first


def home_states(scene: Scene) -> frozenset[str]:
    """The codes of the states that the dateline names and that are among those that the article speaks of most."""
    return frozenset(dateline_states(scene) & main_states(scene))


def dateline_end(scene: Scene) -> int:
    """Where the dateline ends, in code points: what stands in it is where a report was written; 0 without one."""
    match = _DATELINE.match(scene.extraction.article.text)
    return (
        match.end()
        if match is not None and (match[1].split("(")[0].split(",")[0].strip().isupper() or "(" in match[1])
        else 0
    )


def main_states(scene: Scene) -> frozenset[str]:
    """The codes of the states that the article's text names most, behind its dateline."""
    match = _DATELINE.match(scene.extraction.article.text)
    begin = match.end() if match else 0
    counts = Counter(
        key.removeprefix("state/") for m, key in scene.keys.items()
        if key.startswith("state/") and m.kind != "nominal" and m.start >= begin
    )  # fmt: skip
    most = counts.most_common(_MAIN)
    return frozenset(state for state, n in most if n > 1 and n * _SHARE >= most[0][1])


def dateline_states(scene: Scene) -> set[str]:
    """The codes of the states in which the article says, at its head, that it was written."""
    match = _DATELINE.match(scene.extraction.article.text)
    if match is None:
        return set()
    first = match[1].split("(")[0].split(",")[0].strip()
    if not (first.isupper() or "(" in match[1]):
        return set()
    found: set[str] = set()
    for part in _PARTS.split(match[1]):
        name = part.strip()
        name = name.title() if name.isupper() and len(name) > 3 else name
        state = scene.world.state(name) if name[:1].isupper() else None
        if state is not None:
            found.add(state.removeprefix("state/"))
        elif name[:1].isupper() and (place := scene.world.place(name, None)) is not None and place.iso3:
            found.add(place.iso3)
    return found
