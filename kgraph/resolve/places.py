"""Keys for described states and places: "the country", "his government", "Russian soil", "the city"."""

from __future__ import annotations

from collections import Counter

from kgraph.ids import slug
from kgraph.resolve.focus import focus
from kgraph.resolve.naming import place_name
from kgraph.resolve.scene import Scene
from kgraph.resolve.words import content, is_bare, is_definite, unresolved
from kgraph.types import Mention

_COUNTRIES = frozenset("country nation state kingdom republic".split())
# Nouns that relate a state to another: "Russia's neighbour" is not Russia.
_RELATIONS = frozenset("neighbour neighbor ally rival enemy foe partner patron opponent superpower power state".split())
_CITIES = frozenset("city town village port".split())
_PARTS = frozenset(
    "state province region district county oblast governorate island sea ocean river mountains valley strait gulf "
    "northern southern eastern western central airport".split()
)  # no name of a city has these
_REACH = 12  # sentences within which a noun goes on meaning the same place
_FAR = 3  # times as often as any other place
_POSSESSIVES = frozenset("its their his her our my your".split())


def described_state(scene: Scene, mention: Mention) -> str | None:
    """ "The South Korean government", "his country" (of a person whose state is known), "the country"."""
    root = scene.root(mention)
    lemma = root.lemma_.lower() if root is not None else ""
    first, plural = mention.text.lower().split()[0], root is not None and root.tag_ in ("NNS", "NNPS")
    owner = scene.owner(mention)
    if owner is not None and lemma in _RELATIONS and not _is_named(scene, mention):
        return None
    if owner is not None:
        side = owner if owner.startswith("state/") else scene.side(owner) if first in _POSSESSIVES else None
        return side if side is not None and side.startswith("state/") else None
    if first in _POSSESSIVES or not is_definite(mention) or (plural and lemma != "authority"):
        return None
    if not is_bare(scene, mention) or lemma in ("power", "superpower", "state"):
        return None  # "the regional government", "the Monti government", "the role of the state"
    if first == "that":
        return _named_last(scene, mention)
    return focus(scene, mention)


def _named_last(scene: Scene, mention: Mention) -> str | None:
    """ "Aid for Chad until the president of that country resigns": the state named last, in this sentence or the one before."""
    for sentences in (0, 1):
        for m in scene.before(mention, sentences=sentences):
            if m.kind == "name" and scene.keys[m].startswith("state/"):
                return scene.keys[m]
    return None


def _is_named(scene: Scene, mention: Mention) -> bool:
    """ "The Gulf state of Qatar": the state within the words is the state meant."""
    return any(
        scene.extraction.article.text[: m.start].endswith(" of ") for m in scene.inside(mention) if m.kind == "name"
    )


def described_place(scene: Scene, mention: Mention) -> str:
    """By the name within, the capital of a state, the place named last, else as the article calls it."""
    names = [m for m in scene.inside(mention) if m.kind == "name" and m.type == "Place"]
    if names:
        return scene.keys.get(names[-1], f"place/{slug(place_name(names[-1].text))}")
    owner, low = scene.owner(mention), mention.text.lower()
    if owner is not None and not owner.startswith("state/") and low.split()[0] in _POSSESSIVES:
        owner = scene.side(owner)
    if owner is not None and owner.startswith("state/"):
        if low.endswith("capital"):
            capital = scene.world.capital(owner)
            return f"place/{slug(capital)}" if capital else owner
        if low.endswith(("soil", "territory")):
            return owner
    named = place_name(mention.text)
    states = any(scene.keys.get(m, "").startswith("state/") for m in scene.inside(mention))
    if named[:1].isupper() and named != mention.text and not states:  # "three Finnish ports" have no name
        return f"place/{slug(named)}"
    if low.split()[0] in _POSSESSIVES:
        return unresolved(scene, mention)  # "their border": which of several
    if low.startswith(("the ", "this ")) and owner is None:
        found = _pointed_at(scene, mention, content(mention)[-1] if len(content(mention)) == 1 else "")
        if found is not None:
            return found
    return scene.local("place", " ".join(content(mention)) or mention.text)


def _pointed_at(scene: Scene, mention: Mention, noun: str) -> str | None:
    """ "The country": the state in focus; "the capital": its capital; "the city": the one place named last."""
    if noun in _COUNTRIES:
        return focus(scene, mention)
    if noun == "capital":
        state = focus(scene, mention)
        capital = scene.world.capital(state) if state is not None else None
        return f"place/{slug(capital)}" if capital is not None else None
    if noun not in _CITIES:
        return None
    if mention.text.lower().startswith("this ") and (here := _only_city(scene)) is not None:
        return here  # where one speaks or writes
    for sentences in (0, 1, 2):
        near = {scene.keys[m] for m in scene.before(mention, sentences=sentences) if _may_be_city(scene, m)}
        if near:
            return near.pop() if len(near) == 1 else None
    return _again(scene, mention, noun) or _only_city(scene)


def _may_be_city(scene: Scene, mention: Mention) -> bool:
    named = mention.kind == "name" and scene.keys.get(mention, "").startswith("place/")
    return named and _PARTS.isdisjoint(mention.text.lower().split())


def _again(scene: Scene, mention: Mention, noun: str) -> str | None:
    """What the same noun meant before, where no other place has been named since."""
    for m in scene.before(mention, sentences=_REACH):
        if m.kind == "nominal" and m.type == "Place" and content(m)[-1] == noun:
            return scene.keys[m] if len(content(m)) == 1 and is_definite(m) else None
        if _may_be_city(scene, m):
            return None
    return None


def _only_city(scene: Scene) -> str | None:
    """The place that the article names more than once, and far more often than any other."""
    counts = Counter(scene.keys[m] for m in scene.mentions if _may_be_city(scene, m))
    order = sorted(counts, key=lambda key: (-counts[key], key))
    clear = bool(order) and counts[order[0]] > 1 and (len(order) == 1 or counts[order[0]] >= _FAR * counts[order[1]])
    return order[0] if clear else None
