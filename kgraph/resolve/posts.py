"""Whose post a bare title is: "vice foreign minister" of the state that the sentences before are about, or nobody's."""

from __future__ import annotations

from dataclasses import replace

from kgraph.resolve.scene import PERSON_TYPES, Scene
from kgraph.types import Mention, Role

# Posts that a state has; a bare "analyst" or "editor" is no state's.
_OF_STATES = (
    "president", "prime minister", "minister", "leader", "premier", "chancellor", "king", "queen", "emir", "army chief",
    "chief of staff", "vice president", "ruler",
)  # fmt: skip
_OF_ONE = frozenset({"president", "prime minister", "leader", "king", "chancellor", "premier"})


def fill_posts(scene: Scene) -> None:
    """Gives the bare titles their owners, where the text leaves one state only."""
    scene.extraction = replace(scene.extraction, roles=tuple(_filled(scene, role) for role in scene.extraction.roles))


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
    """The state that the text is about where the bare title stands, if it names no other near.

    In the person's own sentence: the one state named before, as its subject, unless that only reports the person's
    words. Else, where the person is the subject and the title follows the name, so that it leans on the context
    ("Yassin Ibrahim, the defence minister," but not "President Biden"): the one state that the sentence before names,
    as a subject, and that the person's sentence does not name again. Not a state whose own president the article
    names otherwise.
    """
    person = role.person
    for sentences in (0, 1):
        if sentences and (
            not (scene.is_subject(person) or _leads(scene, person)) or role.evidence.start < person.start
        ):
            return None
        before = [m for m in scene.before(person, sentences=sentences) if m.end <= role.evidence.start]
        if any(m.type in PERSON_TYPES and m.kind == "name" and scene.keys[m] != scene.keys.get(person) for m in before):
            return None
        own = {
            _code(scene, m) for m in scene.mentions if sentences and m.kind == "name" and scene.same_sentence(m, person)
        }
        named = [m for m in before if m.kind == "name" and _code(scene, m) not in own | {None}]
        text = scene.extraction.article.text
        if not sentences and any(". " in text[m.end : role.evidence.start] for m in named):
            return None  # the parse ran two sentences together
        if named:
            subjects = [m for m in named if _acts(scene, m) and not scene.speaks(m)]
            alone = len({_code(scene, m) for m in named}) == 1
            return subjects[0] if subjects and alone and not _taken(scene, role, _code(scene, subjects[0])) else None
    return None


def _code(scene: Scene, mention: Mention) -> str | None:
    """The code of the state that a mention names; a body of it says less."""
    key = scene.keys.get(mention, "")
    return key.removeprefix("state/") if key.startswith("state/") else None


def _leads(scene: Scene, mention: Mention) -> bool:
    """Whether a person is the grammatical centre of the sentence though no subject by the parse."""
    root = scene.root(mention)
    return root is not None and root.head.dep_ == "ROOT"


def _acts(scene: Scene, mention: Mention) -> bool:
    """Whether a mention of a state is a subject, or possesses one: "Sudan's government has broken"."""
    key, root = scene.keys[mention], scene.root(mention)
    if root is None or not key.startswith("state/"):
        return False
    owner = root.dep_ in ("nmod:poss", "amod", "compound") and root.head.dep_ in ("nsubj", "nsubj:pass")
    return scene.is_subject(mention) or owner or (root.dep_ == "flat" and root.head.dep_ == "ROOT")


def _taken(scene: Scene, role: Role, country: str | None) -> bool:
    """Whether the article names another holder of the state's highest post."""
    mine = scene.keys.get(role.person)
    return role.title in _OF_ONE and any(
        r.title in _OF_ONE and r.of is not None and scene.world.country(scene.keys.get(r.of)) == country
        and scene.keys.get(r.person) != mine
        for r in scene.extraction.roles
    )  # fmt: skip
