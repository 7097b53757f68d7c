"""Which state a passage is about: what "the country", and "the army" or "the government" without an owner, lean on."""

from __future__ import annotations

import re
from collections import Counter

from kgraph.resolve.evidence import named_in_front
from kgraph.resolve.phrases import prominence
from kgraph.resolve.scene import Scene
from kgraph.types import Mention

_IN, _SEAT = re.compile(r" in "), re.compile(r" in (?:the )?[A-Z]")
_PART = 0.45
_REACH = 2  # sentences before
_MORE = 2.0  # by which factor the article must speak more of one state than of another that stands beside it
_MINOR = 0.5  # of the share of the state spoken of most
_DOMINANT, _TWICE = 0.4, 1.8  # the share of the state that a whole article is about


def focus(scene: Scene, mention: Mention) -> str | None:
    """The one state of the sentence before a mention, else of the sentence before, else of the article; or None.

    Bodies and officials count for their state. Armed groups fight at home, so they tell the state even behind the mention ("the army
    blamed the RSF"). Where a sentence has several, the article must speak clearly more of one of them.
    """
    span = scene.spans.get(mention)
    seat = _SEAT if span is not None and span.root.lemma_.lower() in ("country", "nation") else _IN
    if span is None or seat.match(scene.extraction.article.text, mention.end):
        return None  # "the authorities in Port Sudan" sit where they are said to
    shares = shares_of(scene)
    sentence, end = span.sent, mention.start
    for distance in range(_REACH + 1):
        codes = _codes(scene, sentence.start_char, end)
        if distance == 0:
            codes |= _at_home(scene, mention.end, sentence.end_char)
            front = named_in_front(scene, sentence) if not codes else None
            codes |= {front} if front is not None else set()
        if codes:
            return _leading(shares, codes)
        if sentence.start == 0:
            break
        end = sentence.start_char
        sentence = scene.doc[sentence.start - 1].sent
    order = sorted(shares.items(), key=lambda row: (-row[1], row[0]))[:2]
    dominant = bool(order) and order[0][1] >= _DOMINANT and (len(order) == 1 or order[0][1] >= _TWICE * order[1][1])
    return f"state/{order[0][0]}" if dominant else None


def _leading(shares: dict[str, float], codes: set[str]) -> str | None:
    order = sorted(codes, key=lambda code: (-shares.get(code, 0.0), code))
    if shares.get(order[0], 0.0) < _MINOR * max(shares.values(), default=0.0):
        return None  # a state that the article speaks of in passing
    if len(order) == 1 or shares.get(order[0], 0.0) >= _MORE * shares.get(order[1], 0.0) > 0:
        return f"state/{order[0]}"
    return None


def _codes(scene: Scene, start: int, end: int) -> set[str]:
    """The states that a piece of text names, by themselves or by a body of theirs."""
    found = set()
    for m in scene.between(start, end):
        key = scene.keys.get(m, "")
        if key.startswith("person/"):
            side = scene.side(key)
            key = side if side is not None and m.kind == "name" else ""
        # "Russian troops in the country": what modifies people is often foreign there
        if (
            key.startswith(("state/", "agency/"))
            and m.kind in ("name", "nominal")
            and m.end <= end
            and _takes_part(scene, m)
        ):
            found.add(scene.world.country(key) or "")
    return found - {""}


def _takes_part(scene: Scene, mention: Mention) -> bool:
    """Whether a state or body acts, is acted on or owns something there: not "near the border with Burkina Faso"."""
    root = scene.root(mention)
    return root is not None and (root.dep_ == "nmod:poss" or prominence(root) >= _PART)


def _at_home(scene: Scene, start: int, end: int) -> set[str]:
    groups = (scene.keys.get(m, "") for m in scene.between(start, end))
    armed = (key for key in groups if key and scene.world.type(key) == "ArmedGroup")
    return {code for key in armed if (code := scene.world.country(key)) is not None}


def shares_of(scene: Scene) -> dict[str, float]:
    """The share of each state in the article's mentions of states by name."""
    if not scene.shares:
        counts: Counter[str] = Counter(
            key.removeprefix("state/")
            for m, key in scene.keys.items()
            if key.startswith("state/") and m.kind in ("name", "demonym")
        )
        total = max(sum(counts.values()), 1)
        for code, count in counts.items():
            scene.shares[code] = count / total
    return scene.shares
