"""Whose body a name is that many states have: "Parliament", "the Foreign Ministry", "the Joint Chiefs of Staff"."""

from __future__ import annotations

from kgraph.resolve.focus import focus, shares_of
from kgraph.resolve.home import home_states
from kgraph.resolve.naming import is_kind_of_body
from kgraph.resolve.scene import SUBJECTS, Scene
from kgraph.types import Mention

_TWICE = 1.8  # by which factor the article must speak more of one state than of the next
_ADDRESSED = frozenset("tell inform address ask urge brief assure notify warn".split())


def settle_unowned(scene: Scene) -> None:
    """Keys for the names of bodies without a state, where the sentence or the article leaves one; else the article's own."""
    for mention in list(scene.open("name")):
        if is_kind_of_body(scene, mention.text):
            found = unowned_body(scene, mention, mention.text)
            scene.put(mention, found or scene.local("agency", mention.text))
    own = {m.text: key for m, key in scene.keys.items() if m.kind == "name" and key.startswith("agency/")}
    for short, long in sorted(_acronyms(scene).items()):
        for mention in scene.mentions:
            if mention.text == short and mention.kind == "name" and is_kind_of_body(scene, long):
                scene.put(mention, own.get(long) or scene.local("agency", long))


def unowned_body(scene: Scene, mention: Mention, words: str) -> str | None:
    """The body of the state that is told by whom it is joined with, who speaks to it, or what the passage is about."""
    state = _seated(scene, mention) or _joined(scene, mention) or _speakers(scene, mention) or _in_focus(scene, mention)
    return scene.world.described(state.removeprefix("state/"), words) if state is not None else None


def _seated(scene: Scene, mention: Mention) -> str | None:
    """The state in whose capital it sits: "the High Court in Nairobi"."""
    if not scene.extraction.article.text.startswith(" in ", mention.end):
        return None
    seats = [m for m in scene.between(mention.end, mention.end + 40) if m.start == mention.end + 4 and m.kind == "name"]
    return next((key for m in seats if scene.world.is_city(m.text) and (key := scene.world.state(m.text))), None)


def _in_focus(scene: Scene, mention: Mention) -> str | None:
    """The state that the passage is about, if it is the one at home in the article or spoken of much more than others."""
    if scene.extraction.article.text.startswith(" in ", mention.end):
        return None
    home, found = home_states(scene), focus(scene, mention)
    if found is None:
        return f"state/{next(iter(home))}" if len(home) == 1 else None
    shares = sorted(shares_of(scene).items(), key=lambda row: (-row[1], row[0]))
    leads = len(shares) == 1 or shares[0][1] >= _TWICE * shares[1][1]
    first = f"state/{shares[0][0]}" if shares else None
    return found if found.removeprefix("state/") in home or (leads and found == first) else None


def _joined(scene: Scene, mention: Mention) -> str | None:
    """The one state of the bodies that it is coordinated with: "the Ministry of Defence and the Finnish navy"."""
    root = scene.root(mention)
    if root is None:
        return None
    first = root.head if root.dep_ == "conj" else root
    nouns = [t for t in (first, *(c for c in first.children if c.dep_ == "conj")) if t.i != root.i]
    keys = {scene.keys[m] for t in nouns for m in scene.at(t.idx) if m in scene.keys}
    found = {c for key in keys if key.startswith("agency/") and (c := scene.world.country(key)) is not None}
    return f"state/{found.pop()}" if len(found) == 1 else None


def _speakers(scene: Scene, mention: Mention) -> str | None:
    """The state of the official who speaks to it: "Chancellor Ana Lopez told parliament"."""
    root = scene.root(mention)
    if root is None or root.dep_ not in ("obj", "iobj", "obl") or root.head.lemma_ not in _ADDRESSED:
        return None
    for child in root.head.children:
        if child.dep_ in SUBJECTS:
            keys = [scene.keys[m] for m in scene.at(child.idx) if m in scene.keys]
            sides = {side for key in keys if (side := scene.side(key)) is not None and side.startswith("state/")}
            return sides.pop() if len(sides) == 1 else None
    return None


def _acronyms(scene: Scene) -> dict[str, str]:
    """Acronym -> its long form, as the article defines them."""
    from kgraph.nlp.acronyms import acronyms

    return {short: long.text for short, long in acronyms(scene.doc).items()}
