"""Keys for what points back or describes: descriptions and pronouns in the order of the text, each by its own rules."""

from __future__ import annotations

import re

from kgraph.resolve.bodies import described_body
from kgraph.resolve.epithets import Epithets
from kgraph.resolve.groups import is_group, settle_group, settle_group_by_treaty
from kgraph.resolve.people import described_person, titled_person
from kgraph.resolve.phrases import Phrases
from kgraph.resolve.places import described_place, described_state
from kgraph.resolve.pronouns import learn_genders, settle_pronoun
from kgraph.resolve.scene import Scene
from kgraph.resolve.words import unresolved
from kgraph.types import BODY_TYPES, PERSON_TYPES, Mention

_BESIDE = re.compile(r",\s+(?:the\s+)?")
_ENDS = re.compile(r"[,.;)]|$")
# "any armed group": words that name nobody in particular.
_NO_ONE = frozenset("both all any each either neither every no".split())


def settle_references(scene: Scene) -> None:
    """Gives descriptions and pronouns their keys in one pass, so that each can lean on those before it.

    "Its army" needs "its" first, and what "they" are may be an army described before. Treaties are settled later,
    from their parties; a pronoun for one waits for it.
    """
    learn_genders(scene)
    epithets = Epithets(scene)
    phrases = Phrases(scene, epithets)
    for mention in sorted(scene.open("nominal", "pronoun"), key=lambda m: (m.start, m.kind != "pronoun", m.end)):
        if mention.kind == "pronoun":
            settle_pronoun(scene, phrases, mention)
        elif mention.type == "Treaty":
            continue
        elif is_group(scene, mention):
            settle_group(scene, phrases, mention)
        else:
            scene.put(
                mention, _apposed(scene, mention) or _named(scene, epithets, mention) or _description(scene, mention)
            )


def settle_rest(scene: Scene) -> None:
    """What waited for the treaties, and keys of their own for what stays open."""
    for pronoun, treaty in scene.later.items():
        if (key := scene.keys.get(treaty)) is not None:
            scene.put(pronoun, key)
    for mention in list(scene.open("nominal", "pronoun")):
        if mention not in scene.groups and is_group(scene, mention):
            settle_group_by_treaty(scene, mention)
        scene.put(mention, unresolved(scene, mention))


def _description(scene: Scene, mention: Mention) -> str:
    if mention.type == "State":
        return described_state(scene, mention) or unresolved(scene, mention)
    if mention.text.lower().split()[0] in _NO_ONE:
        return unresolved(scene, mention)
    if mention.type == "Place" or _is_building(scene, mention):
        return described_place(scene, mention)
    if mention.type in PERSON_TYPES or mention.type == "UnnamedSource":
        return described_person(scene, mention)
    return described_body(scene, mention)


def _is_building(scene: Scene, mention: Mention) -> bool:
    """Whether a seat of government is where something happens, not who acts: "retook the presidential palace"."""
    root = scene.root(mention)
    return (
        root is not None and root.lemma_.lower() in ("palace", "building") and root.dep_ in ("obj", "obl", "nsubj:pass")
    )


def _named(scene: Scene, epithets: Epithets, mention: Mention) -> str | None:
    """Whom a description means that stands beside a name, or that has a noun by which the article called a name."""
    root = scene.root(mention)
    if root is None or mention.type == "State":
        return None
    single = root.tag_ == "NN" and mention.type in PERSON_TYPES | {"UnnamedSource"}
    return (titled_person(scene, mention) if single else None) or epithets.beside(mention) or epithets.meant(root)


def _apposed(scene: Scene, mention: Mention) -> str | None:
    """The body that a description stands beside: "the upper house of parliament, the Federation Council,"."""
    root = scene.root(mention)
    if mention.type not in BODY_TYPES or root is None or root.tag_ == "NNS":
        return None  # "the local papers, the Herald and others"
    text = scene.extraction.article.text
    for m in scene.between(mention.start - 120, mention.end + 120):
        if m.kind != "name" or m.type not in BODY_TYPES or m not in scene.keys:
            continue
        between = text[mention.end : m.start]
        behind = between == " " or (_BESIDE.fullmatch(between) and _ENDS.match(text[m.end : m.end + 2]))
        before = _BESIDE.fullmatch(text[m.end : mention.start]) and _ENDS.match(text[mention.end : mention.end + 2])
        if behind or before:
            return scene.keys[m]
    return None
