"""Of which state persons, companies, media, groups and places are, as print says beside their names.

"The Turkish drone maker Baykar", "Ana Lopez, a Peruvian lawyer,", "the Malian town of Kidal", "Goma in eastern Congo".
Where somebody merely is, or who backs them, tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.extract.nouns import COMPANIES, GROUPS, MEDIA, ORGANISATIONS
from kgraph.resolve.humans import is_human
from kgraph.resolve.scene import Scene
from kgraph.types import BODY_TYPES, PERSON_TYPES, Affiliation, Evidence, Mention

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Token

_BESIDE = frozenset({"appos", "flat"})
_TOWNS = frozenset("town city village port district region province settlement suburb hamlet island camp".split())
_MAKERS = re.compile(r"(?:maker|builder|producer|manufacturer|developer|operator|retailer|giant|group|bank|refiner)$")
_DIRECTION = r"(?:the\s+)?(?:far\s+)?(?:(?:north|south|east|west|central)[\w-]*\s+)?"
_INSIDE = re.compile(rf"\s+in\s+{_DIRECTION}(?:part\s+of\s+)?$|\s+\($")
_PART = re.compile(r"(?:far\s+)?(?:north|south|east|west|central)[\w-]*\s+([A-Z].+)")
_COMMA = re.compile(r",\s+$")
_BEHIND = re.compile(r",\s+(?!and\b|or\b|[A-Z])|\s*[.)—–;]")
_TO = re.compile(r"\b(?:in|at|near|from|to|outside)\s+(?:the\s+\w+\s+of\s+)?$")


def settle_origins(scene: Scene) -> None:
    """Adds an affiliation to its state for every name that print describes by it and that has none."""
    owned = {scene.keys.get(a.member) for a in scene.extraction.affiliations if _state(scene, a.whole)}
    added: dict[str, Affiliation] = {}
    for name, state in [*_described(scene), *_placed(scene)]:
        key = scene.keys.get(name, "")
        if key.startswith(("person/", "organization/", "place/")) and "/?" not in key and key not in owned:
            added.setdefault(key, Affiliation(name, state, _evidence(scene, name, state)))
    if added:
        both = (*scene.extraction.affiliations, *added.values())
        scene.extraction = replace(scene.extraction, affiliations=both)


def _described(scene: Scene) -> Iterator[tuple[Mention, Mention]]:
    """The names with a noun beside them that a demonym describes."""
    text = scene.extraction.article.text
    for state in scene.mentions:
        root = scene.root(state)
        if root is None or not _state(scene, state) or state.kind not in ("demonym", "name"):
            continue
        joined = text[state.end : state.end + 1] in ("-", "–") or text[state.start - 1 : state.start] == "-"
        if joined or root.dep_ not in ("amod", "compound", "nmod:desc", "nmod:poss"):
            continue
        noun = root.head
        if noun.pos_ == "NOUN" and noun.tag_ == "NN":
            for name in _names(scene, noun):
                if state.start < name.start or noun.dep_ == "appos":
                    demonym = state.kind == "demonym" and root.dep_ != "nmod:poss"
                    if name.type in PERSON_TYPES and not demonym:
                        continue  # "Iran's critic Ana Lopez"
                    if _fits(noun.lemma_.lower(), name):
                        yield name, state


def _names(scene: Scene, noun: Token) -> list[Mention]:
    """The names that a common noun describes: in apposition, behind "of", or as what it is said of."""
    tokens = [c for c in noun.children if c.dep_ in _BESIDE and c.i > noun.i]
    if noun.dep_ in (*_BESIDE, "compound", "nmod:desc"):
        tokens.append(noun.head)
    if noun.lemma_.lower() in _TOWNS:
        tokens += [c for c in noun.children if c.dep_ == "nmod" and any(k.lower_ == "of" for k in c.children)]
    if any(c.dep_ == "cop" and c.tag_ in ("VBZ", "VBD") for c in noun.children):
        tokens += [c for c in noun.children if c.dep_ == "nsubj"]
    return [m for t in tokens for m in scene.at(t.idx) if m.kind == "name" and not _state(scene, m)]


def _fits(noun: str, name: Mention) -> bool:
    """Whether a noun is one for what a name names."""
    if name.type in PERSON_TYPES:
        return is_human(noun)
    if name.type == "Place":
        return noun in _TOWNS
    words = COMPANIES | MEDIA | GROUPS | ORGANISATIONS
    return name.type in BODY_TYPES and (noun in words or _MAKERS.search(noun) is not None)


def _placed(scene: Scene) -> Iterator[tuple[Mention, Mention]]:
    """Places with the state that they lie in behind: "Goma in eastern Congo", "in Goma, Congo,", "Goma (Congo)"."""
    text = scene.extraction.article.text
    for place in scene.mentions:
        if place.kind != "name" or not scene.keys.get(place, "").startswith("place/"):
            continue
        for state in scene.between(place.end, place.end + 70):
            part = _PART.match(state.text) if state.type == "Place" else None
            if state.kind != "name" or not (_state(scene, state) or (part and scene.world.state(part[1]))):
                continue
            if scene.world.is_city(state.text):
                continue
            between = text[place.end : state.start]
            listed = _COMMA.fullmatch(between) and _BEHIND.match(text[state.end : state.end + 8])
            if _INSIDE.fullmatch(between) or (listed and _TO.search(text[max(0, place.start - 40) : place.start])):
                yield place, state
            break


def _state(scene: Scene, mention: Mention) -> bool:
    return scene.keys.get(mention, "").startswith("state/")


def _evidence(scene: Scene, name: Mention, state: Mention) -> Evidence:
    start, end = min(name.start, state.start), max(name.end, state.end)
    span = scene.spans.get(name)
    words = scene.extraction.article.text[start:end]
    return Evidence(start, end, words, span.sent.text.strip() if span is not None else words)
