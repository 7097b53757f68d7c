"""Keys for described states and places: "the country", "his government", "Russian soil", "the city"."""

from __future__ import annotations

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
    if not is_bare(scene, mention) or lemma in ("power", "superpower"):
        return None  # "the regional government", "the Monti government", "the state of the economy"
    return focus(scene, mention)


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
    if low.startswith("the ") and owner is None:
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
    for sentences in (0, 1, 2):
        near = {
            scene.keys[m] for m in scene.before(mention, sentences=sentences)
            if m.kind == "name" and scene.keys[m].startswith("place/") and _PARTS.isdisjoint(m.text.lower().split())
        }  # fmt: skip
        if near:
            return near.pop() if len(near) == 1 else None
    return None
