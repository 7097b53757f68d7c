"""Who a pronoun is: a conservative sieve that would rather leave it open (unlike any other) than guess."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.resolve.describing import unresolved
from kgraph.resolve.scene import BODY_TYPES, SPEECH, SUBJECTS, Scene
from kgraph.types import Mention

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Token

_HE, _SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})
_IT, _THEY = frozenset({"it", "its"}), frozenset({"they", "them", "their"})
_WE = frozenset({"we", "us", "our"})
_OBJECTS = frozenset({"obj", "iobj", "obl"})
_CLAUSES = frozenset({"ccomp", "advcl", "xcomp", "acl:relcl", "acl", "parataxis", "advcl:relcl", "conj"})


def settle_pronouns(scene: Scene) -> None:
    """Gives every pronoun the key of its antecedent, or a key of its own."""
    _learn_genders(scene)
    for mention in list(scene.open("pronoun")):
        low = mention.text.lower()
        if low in _HE | _SHE:
            key = _person(scene, mention, "f" if low in _SHE else "m")
        elif low in _IT:
            key = _thing(scene, mention)
        elif low in _THEY:
            key = _several(scene, mention)
        elif low in _WE:
            key = _speakers_side(scene, mention)
        elif low in ("who", "which", "that"):
            key = _relative(scene, mention)
        else:
            key = None
        scene.put(mention, key or unresolved(scene, mention))


def _speakers_side(scene: Scene, mention: Mention) -> str | None:
    """ "We are moving the army closer," the minister said: the state for which an official speaks; else nobody."""
    for quote in scene.extraction.quotes:
        inside = any(piece.start <= mention.start < piece.end for piece in quote.content)
        if quote.speaker is None or not inside or quote.kind == "indirect":
            continue
        speaker = scene.keys.get(quote.speaker)
        if speaker is not None and speaker.startswith("state/"):
            return speaker
        for role in scene.extraction.roles:
            owner = scene.keys.get(role.of) if role.of is not None else None
            if scene.keys.get(role.person) == speaker and owner is not None and owner.startswith("state/"):
                return owner
    return None


def _learn_genders(scene: Scene) -> None:
    """From titles: a spokeswoman, a chairman, Mrs."""
    for role in scene.extraction.roles:
        key, title = scene.keys.get(role.person), role.title
        if key is not None and title.endswith(("woman", "queen", "princess")):
            scene.genders[key] = "f"
        elif key is not None and title.endswith(("spokesman", "chairman", "king", "prince", "congressman")):
            scene.genders[key] = "m"


def _fits_gender(scene: Scene, key: str, gender: str) -> bool:
    return scene.genders.get(key, gender) == gender


def _person(scene: Scene, mention: Mention, gender: str) -> str | None:
    """ "He": the speaker before where he goes on speaking; the subject person before; the only person near."""
    for steps in (_speaker, _subject_person, _only_person):
        key = steps(scene, mention, gender)
        if key is not None:
            scene.genders.setdefault(key, gender)
            return key
    return None


def _speaker(scene: Scene, mention: Mention, gender: str) -> str | None:
    """ "..., he added": the person who spoke last, within four sentences."""
    if not scene.speaks(mention):
        return None
    for other in scene.before(mention, sentences=4):
        key = scene.keys[other]
        if _is_one(scene, other) and scene.speaks(other) and other.kind != "pronoun":
            return key if _fits_gender(scene, key, gender) else None
    return None


def _is_one(scene: Scene, mention: Mention) -> bool:
    """Whether a settled mention is one human being."""
    root = scene.root(mention)
    plural = root is not None and root.tag_ in ("NNS", "NNPS") and mention.kind == "nominal"
    return scene.keys[mention].startswith(("person/", "source/")) and not plural


def _subject_person(scene: Scene, mention: Mention, gender: str) -> str | None:
    """The person who is a subject before the pronoun in its sentence, else in the sentence before; one alone."""
    for sentences in (0, 1):
        subjects = [
            scene.keys[m] for m in scene.before(mention, sentences=sentences)
            if _is_one(scene, m) and scene.is_subject(m) and _fits_gender(scene, scene.keys[m], gender)
        ]  # fmt: skip
        if subjects:
            governing = _governor_subject(scene, mention, subjects)
            if governing is not None:
                return governing
            return subjects[0] if len(set(subjects)) == 1 else None
    return None


def _only_person(scene: Scene, mention: Mention, gender: str) -> str | None:
    """The only named person of the sentence and the two before it."""
    people = {
        scene.keys[m] for m in scene.before(mention, sentences=2)
        if scene.keys[m].startswith("person/") and _fits_gender(scene, scene.keys[m], gender)
    }  # fmt: skip
    return people.pop() if len(people) == 1 else None


def _ancestors(scene: Scene, mention: Mention) -> Iterator[Token]:
    """The predicates above a pronoun, from its own clause outwards; a possessive may mean its own clause's subject."""
    root = scene.root(mention)
    if root is None:
        return
    predicate, first = root, True
    while True:
        while predicate.dep_ not in _CLAUSES | {"ROOT"} and predicate.head.i != predicate.i:
            predicate = predicate.head
        bound = root.dep_ in SUBJECTS or root.dep_ in _OBJECTS  # "Iran provided it": not Iran, which would be "itself"
        if not (first and bound and predicate.i == root.head.i):
            yield predicate
        first = False
        if predicate.head.i == predicate.i:
            return
        predicate = predicate.head


def _governor_subject(scene: Scene, mention: Mention, allowed: list[str]) -> str | None:
    """The subject of the nearest clause above the pronoun, if it is one of the allowed keys."""
    for predicate in _ancestors(scene, mention):
        for child in predicate.children:
            if child.dep_ in SUBJECTS and child.idx < mention.start:
                for m in scene.at(child.idx):
                    if m in scene.keys and m.end <= mention.start:
                        key = scene.keys[m]
                        if key in allowed:
                            return key
    return None


def _is_thing(scene: Scene, mention: Mention) -> bool:
    """Whether a settled mention is a state or a single body: what "it" can mean when it acts or speaks."""
    key = scene.keys[mention]
    if key.startswith(("state/", "agency/", "organization/")):
        return mention.kind != "demonym"
    return False


def _thing(scene: Scene, mention: Mention) -> str | None:
    """ "It": the body that spoke before where it goes on speaking; the subject of the clause above; the only one."""
    root = scene.root(mention)
    if root is None or root.dep_ == "expl" or any(c.dep_ == "cop" for c in root.head.children if root.dep_ in SUBJECTS):
        return None
    if root.dep_ in SUBJECTS and root.head.lemma_ in SPEECH and root.head.dep_ == "ROOT":
        return _last_speaking_body(scene, mention) or _things_near(scene, mention)
    return _things_near(scene, mention)


def _last_speaking_body(scene: Scene, mention: Mention) -> str | None:
    for other in scene.before(mention, sentences=2):
        if scene.speaks(other):
            return scene.keys[other] if _is_thing(scene, other) else None
    return None


def _things_near(scene: Scene, mention: Mention) -> str | None:
    """The subject of a clause above the pronoun; else the only state or body that is a subject near."""
    for sentences in (0, 1):
        subjects = [
            scene.keys[m] for m in scene.before(mention, sentences=sentences)
            if scene.is_subject(m) and _is_thing(scene, m) and not _coordinated(scene, m)
        ]  # fmt: skip
        if subjects:
            above = _governor_subject(scene, mention, subjects) if sentences == 0 else None
            return above or (subjects[0] if len(set(subjects)) == 1 else None)
    return None


def _coordinated(scene: Scene, mention: Mention) -> bool:
    """Whether a subject is one of several: "South Korea and the United States said"."""
    root = scene.root(mention)
    return root is not None and (root.dep_ == "conj" or any(c.dep_ == "conj" for c in root.children))


def _several(scene: Scene, mention: Mention) -> str | None:
    """ "They": the plural source or the body that is the subject above; never one of several joined by "and"."""
    root = scene.root(mention)
    if root is None:
        return None
    for sentences in (0, 1):
        found = [m for m in scene.before(mention, sentences=sentences) if scene.is_subject(m)]
        fits = [m for m in found if _is_plural(scene, m)]
        if any(_coordinated(scene, m) for m in found):
            return None
        if fits:
            keys = {scene.keys[m] for m in fits}
            return keys.pop() if len(keys) == 1 else None
    return None


def _is_plural(scene: Scene, mention: Mention) -> bool:
    """Whether a mention can be "they": several people, or a body whose noun is a plural ("services", "forces")."""
    key, root = scene.keys[mention], scene.root(mention)
    plural = root is not None and root.tag_ in ("NNS", "NNPS")
    body = mention.type in BODY_TYPES and not key.startswith("state/")
    return plural and (key.startswith("source/") or body)


def _relative(scene: Scene, mention: Mention) -> str | None:
    """ "Who": what the noun that its clause modifies is."""
    root = scene.root(mention)
    if root is None:
        return None
    predicate = root
    while predicate.dep_ not in ("acl:relcl", "ROOT") and predicate.head.i != predicate.i:
        predicate = predicate.head
    if predicate.dep_ != "acl:relcl":
        return None
    noun = predicate.head
    for m in sorted(scene.at(noun.idx), key=lambda m: m.start - m.end):
        if m in scene.keys and m.end <= mention.start:
            return scene.keys[m]
    return None
