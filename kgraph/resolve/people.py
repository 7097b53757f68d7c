"""Keys for described people: "the Russian president", "a senior official", "the minister", "his soldiers"."""

from __future__ import annotations

from kgraph.extract.titles import ROLE_NOUNS
from kgraph.ids import fold, slug
from kgraph.resolve.scene import Scene
from kgraph.resolve.troops import PEOPLE_IN_ARMS, troops_before
from kgraph.resolve.words import content, is_definite, own_words
from kgraph.types import Mention

_POSTS_OF_ONE = frozenset(
    {"president", "prime minister", "foreign minister", "king", "chancellor", "defence minister", "defense minister",
     "premier", "emir", "queen", "supreme leader", "leader", "vice president"}
)  # fmt: skip


def described_person(scene: Scene, mention: Mention) -> str:
    """By apposition to a name, by a post that one person holds, by pointing back; else unnamed."""
    root = scene.root(mention)
    plural = root is not None and root.tag_ in ("NNS", "NNPS") and not mention.text.lower().startswith("one of ")
    if not plural and (titled := titled_person(scene, mention)) is not None:
        return titled
    words = content(mention)
    if plural and root is not None and root.lemma_.lower() in PEOPLE_IN_ARMS:
        owner = scene.owner(mention)
        if owner is not None and owner.startswith(("person/", "source/", "agency/")):
            owner = scene.side(owner)
        force = owner or troops_before(scene, mention)
        if force is not None:
            return force
    post = " ".join(own_words(scene, mention))
    definite, country = is_definite(mention), scene.country(mention)
    owned = any(m.kind == "name" and m.start == mention.start for m in scene.inside(mention))
    if (definite or owned) and country is not None and post in _POSTS_OF_ONE:
        return _holder(scene, post, country) or f"person/@{country}/{slug(post)}"
    if definite and country is None and words:
        found = None if plural else _holder_before(scene, mention, words[-1])
        found = found or _source_before(scene, mention, words[-1])
        if found is not None:
            return found
    return scene.local("source", " ".join(words) or mention.text)


def titled_person(scene: Scene, mention: Mention) -> str | None:
    """The person whose post these words tell: "Hungary's foreign minister" in "Pal Nagy, Hungary's foreign minister,"."""
    for role in scene.extraction.roles:
        inside = role.evidence.start - 4 <= mention.start and mention.end <= role.evidence.end
        same = inside and not {w for w in role.title.split() if w in ROLE_NOUNS}.isdisjoint(content(mention))
        if same and role.person in scene.keys:
            return scene.keys[role.person]
    return None


def _holder(scene: Scene, post: str, country: str) -> str | None:
    """The person to whom the article gives the post of the state."""
    found = {
        scene.keys[r.person]
        for r in scene.extraction.roles
        if r.person in scene.keys and r.title == post and r.of is not None
        and scene.world.country(scene.keys.get(r.of)) == country
    }  # fmt: skip
    return found.pop() if len(found) == 1 else None


def _holder_before(scene: Scene, mention: Mention, head: str) -> str | None:
    """The person before with that title, if the paragraphs before name one alone: "the president"."""
    found = {
        scene.keys[r.person]
        for r in scene.extraction.roles
        if r.person in scene.keys and r.title.split()[-1] == head and r.evidence.start < mention.start
    }
    return found.pop() if len(found) == 1 else None


def _source_before(scene: Scene, mention: Mention, head: str) -> str | None:
    """The unnamed person before of the same noun and number: "the official said" after "a senior official"."""
    for earlier in scene.before(mention, sentences=6):
        key, root = scene.keys[earlier], scene.root(earlier)
        text = fold(root.text) if root is not None else ""
        if key.startswith("source/") and content(earlier) and head in (content(earlier)[-1], text):
            return key
    return None
