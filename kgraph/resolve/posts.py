"""Whose post a bare title is: "vice foreign minister" of the state that the sentences before are about, or nobody's."""

from __future__ import annotations

from dataclasses import replace

from kgraph.resolve.scene import PERSON_TYPES, Scene
from kgraph.types import Extraction, Mention, Role

# Posts that a state has; a bare "analyst" or "editor" is no state's.
_OF_STATES = (
    "president", "prime minister", "minister", "leader", "premier", "chancellor", "king", "queen", "emir", "army chief",
    "chief of staff", "defence secretary", "defense secretary", "secretary of state", "vice president", "ruler",
)  # fmt: skip
_OF_ONE = frozenset({"president", "prime minister", "leader", "king", "chancellor", "premier"})


def fill_posts(scene: Scene, extraction: Extraction) -> Extraction:
    """The extraction with owners for the bare titles where the text leaves one state only."""
    return replace(extraction, roles=tuple(_filled(scene, role) for role in extraction.roles))


def _filled(scene: Scene, role: Role) -> Role:
    if role.of is not None or not role.title.removeprefix("former ").endswith(_OF_STATES):
        return role
    owner = _by_other_role(scene, role) or _by_subject(scene, role)
    return role if owner is None else replace(role, of=owner)


def _by_other_role(scene: Scene, role: Role) -> Mention | None:
    """The owner that the article gives elsewhere: "Russian President Putin ... President Putin"."""
    same = [r.of for r in scene.extraction.roles if r.of and scene.keys.get(r.person) == scene.keys.get(role.person)]
    states = {scene.world.country(scene.keys.get(m)) for m in same} - {None}
    return same[0] if len(states) == 1 else None


def _by_subject(scene: Scene, role: Role) -> Mention | None:
    """The state that is the last subject before: of the sentence, else of the sentence before if the person speaks.

    Not a state whose own president or leader the article names otherwise, and not the state that only reports the
    person's words or deeds.
    """
    for sentences in (0, 1):
        if sentences and not (scene.is_subject(role.person) or _leads(scene, role.person)):
            return None
        before = list(scene.before(role.person, sentences=sentences))
        if any(
            scene.keys[m] != scene.keys.get(role.person) and m.type in PERSON_TYPES and m.kind == "name" for m in before
        ):
            return None
        subjects = [m for m in before if _acts(scene, m) and (sentences or not scene.speaks(m))]
        subjects = [m for m in subjects if m.start < role.evidence.start]
        if subjects:
            state = scene.world.country(scene.keys[subjects[0]])
            return None if state is None or _taken(scene, role, state) else subjects[0]
    return None


def _leads(scene: Scene, mention: Mention) -> bool:
    """Whether a person is the grammatical centre of the sentence though no subject by the parse."""
    root = scene.root(mention)
    return root is not None and root.head.dep_ == "ROOT"


def _acts(scene: Scene, mention: Mention) -> bool:
    """Whether a mention of a state or its agency is a subject, or possesses one: "Sudan's government has broken"."""
    key, root = scene.keys[mention], scene.root(mention)
    if root is None or not key.startswith(("state/", "agency/")) or mention.kind == "pronoun":
        return False
    owner = root.dep_ in ("nmod:poss", "amod", "compound") and root.head.dep_ in ("nsubj", "nsubj:pass")
    if scene.world.country(key) is None:
        return False
    return scene.is_subject(mention) or owner or (root.dep_ == "flat" and root.head.dep_ == "ROOT")


def _taken(scene: Scene, role: Role, country: str) -> bool:
    """Whether the article names another holder of the state's highest post."""
    mine = scene.keys.get(role.person)
    return role.title in _OF_ONE and any(
        r.title in _OF_ONE and r.of is not None and scene.world.country(scene.keys.get(r.of)) == country
        and scene.keys.get(r.person) != mine
        for r in scene.extraction.roles
    )  # fmt: skip
