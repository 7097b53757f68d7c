"""Keys for descriptions: "the spy agency", "the Russian president", "a senior official", "its defence pact"."""

from __future__ import annotations

import re

from kgraph.extract.titles import ROLE_NOUNS
from kgraph.ids import fold, slug
from kgraph.resolve.naming import place_name
from kgraph.resolve.scene import BODY_TYPES, PERSON_TYPES, Scene
from kgraph.types import Mention

_BESIDE = re.compile(r",\s+(?:the\s+)?")
_ENDS = re.compile(r"[,.;)]|$")
_DEFINITE = ("the ", "this ", "that ", "these ", "those ")
_OWNED = ("his ", "her ", "its ", "their ")
_DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "some", "any", "his", "her", "its", "their", "one", "of", "to"}
)
_NUMBERS = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "dozens", "about"}
)
# Nouns that name a body again, whatever kind of body it was called before.
_SAME_BODY = frozenset("agency service directorate bureau office department organisation organization body".split())
_SAME_GROUP = frozenset(
    "group militia movement paramilitaries rebels militants insurgents organisation organization faction".split()
)
_POSTS_OF_ONE = frozenset(
    {"president", "prime minister", "foreign minister", "king", "chancellor", "defence minister", "defense minister",
     "premier", "emir", "queen", "supreme leader", "leader", "vice president"}
)  # fmt: skip
_PEOPLE_IN_ARMS = frozenset(
    "troop soldier fighter serviceman force unit recruit personnel infantry mercenary defender peacekeeper".split()
)


def settle_descriptions(scene: Scene) -> None:
    """Gives every description its key, in order of the text, so that each can point back to those before it."""
    for mention in list(scene.open("nominal")):
        if mention.type != "Treaty":  # treaties need their parties first, see treaties.py
            scene.put(mention, _apposed(scene, mention) or _description(scene, mention))


# "both sides", "any armed group": words that name nobody in particular.
_NO_ONE = frozenset("both all any each either neither every no".split())
_POSSESSIVES = frozenset("its their his her our my your".split())


def _description(scene: Scene, mention: Mention) -> str:
    if mention.type == "State":
        return _state(scene, mention) or unresolved(scene, mention)
    if mention.text.lower().split()[0] in _NO_ONE:
        return unresolved(scene, mention)
    if mention.type == "Place":
        return _place(scene, mention)
    if mention.type in PERSON_TYPES or mention.type == "UnnamedSource":
        return _person(scene, mention)
    return _body(scene, mention)


def _apposed(scene: Scene, mention: Mention) -> str | None:
    """The body that a description stands beside: "the upper house of parliament, the Federation Council,"."""
    if mention.type not in BODY_TYPES:
        return None
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


def unresolved(scene: Scene, mention: Mention) -> str:
    """A key for what stays open: unlike any other, so that nothing is merged by it."""
    return f"unresolved/{scene.id}/{slug(mention.text)}-{mention.start}"


def _words(mention: Mention) -> list[str]:
    words = fold(mention.text).split()
    return [w for w in words if w not in _DETERMINERS and w not in _NUMBERS and not w.isdigit()] or words


def _is_definite(mention: Mention) -> bool:
    return mention.text.lower().startswith(_DEFINITE)


def _state(scene: Scene, mention: Mention) -> str | None:
    """ "the South Korean government", "his country" (of a person whose state is known), "the country"."""
    inner = scene.owner(mention)
    if inner is not None and inner.startswith("state/"):
        return inner
    low = mention.text.lower()
    if low.startswith(("his ", "her ")):
        person = next(
            (k for m in scene.before(mention, sentences=0) if (k := scene.keys[m]).startswith("person/")), None
        )
        return _state_of_person(scene, person)
    if not _is_definite(mention) or low.split()[-1].endswith("s"):
        return None
    return _focus(scene, mention)


def _state_of_person(scene: Scene, person: str | None) -> str | None:
    for role in scene.extraction.roles:
        if person is not None and scene.keys.get(role.person) == person and role.of is not None:
            country = scene.world.country(scene.keys.get(role.of))
            if country is not None:
                return f"state/{country}"
    return None


def _focus(scene: Scene, mention: Mention) -> str | None:
    """The state that "the country" means: the one state subject of its sentence before it, else of the one before."""
    for sentences in (0, 1):
        near = [m for m in scene.before(mention, sentences=sentences) if scene.keys[m].startswith("state/")]
        subjects = {scene.keys[m] for m in near if scene.is_subject(m)}
        if len(subjects) == 1:
            return subjects.pop()
        if subjects or len({scene.keys[m] for m in near}) > 1:
            return None
        if near and sentences == 0:
            return scene.keys[near[0]]
    return None


def _body(scene: Scene, mention: Mention) -> str:
    """Bodies by their state and kind; without a state, the body before that the words can mean."""
    owner = scene.owner(mention)
    country = scene.world.country(owner)
    own = " ".join(_own_words(scene, mention))
    noun = scene.world.noun(own)
    root = scene.root(mention)
    lemma = root.lemma_.lower() if root is not None else own.split()[-1]
    if country is not None and owner is not None and owner.startswith("state/"):
        is_state = noun is not None and noun.is_state
        if is_state or (lemma in _PEOPLE_IN_ARMS and (noun is None or lemma != "force")):
            return f"state/{country}"
        if noun is not None and (described := scene.world.described(country, own)) is not None:
            return described
        return f"agency/{slug(own)}-{country.lower()}" if mention.type in BODY_TYPES else scene.local("source", own)
    if owner is not None and lemma in _PEOPLE_IN_ARMS:
        return owner
    if lemma in _SAME_GROUP and (named := _named_group(scene, mention)) is not None:
        return named
    if lemma == "office" and (office := _office(scene, mention)) is not None:
        return office
    if lemma in _PEOPLE_IN_ARMS and (force := _troops_before(scene, mention)) is not None:
        return force
    found = _back(scene, mention, lemma, noun.id if noun is not None else None)
    if found is not None:
        return found
    return scene.local("agency" if noun is not None else "organization", own)


def _named_group(scene: Scene, mention: Mention) -> str | None:
    """ "The FDLR militia" is the FDLR."""
    root = scene.root(mention)
    inner = [m for m in scene.inside(mention) if m.kind == "name" and m.type in BODY_TYPES and m in scene.keys]
    ends = [m for m in inner if root is not None and 0 <= root.idx - m.end <= 1]
    return scene.keys[ends[0]] if ends else None


def _office(scene: Scene, mention: Mention) -> str | None:
    """ "Yoon's office" is the office of the president that Yoon is."""
    for m in scene.inside(mention):
        for role in scene.extraction.roles:
            if scene.keys.get(role.person) == scene.keys.get(m) is not None and role.of is not None:
                country = scene.world.country(scene.keys.get(role.of))
                if country is not None and role.title in ("president", "prime minister"):
                    return scene.world.described(country, f"{role.title}'s office")
    return None


def _troops_before(scene: Scene, mention: Mention) -> str | None:
    """Whose "1,500 troops" are: of the one state whose troops this sentence or the two before speak of."""
    root = scene.root(mention)
    singular = root is not None and root.tag_ == "NN" and root.lemma_ in ("force", "unit")
    if singular or mention.text.lower().startswith(("these ", "those ")):
        return None
    near = [m for m in scene.before(mention, sentences=2) if scene.keys[m].startswith("state/")]
    found = {scene.keys[m] for m in near if _words(m) and _is_troops(scene, m)}
    return found.pop() if len(found) == 1 else None


def _is_troops(scene: Scene, mention: Mention) -> bool:
    root = scene.root(mention)
    return root is not None and (
        root.lemma_.lower() in _PEOPLE_IN_ARMS or (mention.kind == "demonym" and root.tag_ == "NNPS")
    )


def _own_words(scene: Scene, mention: Mention) -> list[str]:
    """A description's words without those that name its owner."""
    inner = {w for m in scene.inside(mention) if m.kind in ("name", "demonym") for w in fold(m.text).split()}
    return [w for w in _words(mention) if w not in inner] or _words(mention)


def _back(scene: Scene, mention: Mention, lemma: str, noun: str | None) -> str | None:
    """The body that "the spy agency", "the ministry", "the group" points back to, if one alone fits near or at all."""
    if not _is_definite(mention):
        return None
    fits = [m for m in scene.before(mention, sentences=100) if _fits(scene, m, set(_words(mention)), lemma, noun)]
    keys = list(dict.fromkeys(scene.keys[m] for m in fits))
    if len(keys) > 1:
        near = list(dict.fromkeys(scene.keys[m] for m in scene.before(mention, sentences=2) if m in fits))
        return near[0] if len(near) == 1 else None
    return keys[0] if keys else None


def _fits(scene: Scene, earlier: Mention, content: set[str], lemma: str, noun: str | None) -> bool:
    """Whether a description of these words and head can mean the body that an earlier mention names."""
    key = scene.keys[earlier]
    if key.startswith(("state/", "person/", "place/", "source/", "treaty/", "unresolved/")):
        return False
    if noun is not None and noun in scene.world.kinds(key):
        return True
    if content <= set(_words(earlier)):
        return True
    type_ = scene.world.type(key) or earlier.type
    if lemma in _SAME_GROUP and type_ in ("ArmedGroup", "Organization"):
        return earlier.kind == "name"
    return (
        lemma in _SAME_BODY
        and noun is None
        and type_ in BODY_TYPES - {"ArmedGroup", "Company", "MediaOutlet", "ArmedForce"}
    )


def _place(scene: Scene, mention: Mention) -> str:
    """Described places: by the name within, the capital of a state, else as the article calls them."""
    names = [m for m in scene.inside(mention) if m.kind == "name" and m.type == "Place"]
    if names:
        return scene.keys.get(names[-1], f"place/{slug(place_name(names[-1].text))}")
    owner = scene.owner(mention)
    if owner is not None and owner.startswith("state/"):
        if mention.text.lower().endswith("capital"):
            capital = scene.world.capital(owner)
            return f"place/{slug(capital)}" if capital else owner
        if mention.text.lower().endswith(("soil", "territory")):
            return owner
    named = place_name(mention.text)
    if named[:1].isupper() and named != mention.text:
        return f"place/{slug(named)}"
    if mention.text.lower().split()[0] in _POSSESSIVES:
        return unresolved(scene, mention)  # "their border": whose stayed open
    return scene.local("place", " ".join(_words(mention)) or mention.text)


def _person(scene: Scene, mention: Mention) -> str:
    """A person described: by apposition to a name, by a post that one person holds, by pointing back; else unnamed."""
    root = scene.root(mention)
    plural = root is not None and root.tag_ in ("NNS", "NNPS") and not mention.text.lower().startswith("one of ")
    for role in scene.extraction.roles:
        inside = role.evidence.start - 4 <= mention.start and mention.end <= role.evidence.end
        same = inside and not {w for w in role.title.split() if w in ROLE_NOUNS}.isdisjoint(_words(mention))
        if same and not plural and role.person in scene.keys:
            return scene.keys[role.person]
    words = _words(mention)
    if plural and root is not None and root.lemma_ in _PEOPLE_IN_ARMS:
        country = scene.country(mention)
        force = f"state/{country}" if country is not None else _troops_before(scene, mention)
        if force is not None:
            return force
    post = " ".join(w for w in _own_words(scene, mention))
    definite, country = _is_definite(mention), scene.country(mention)
    owned = any(m.kind == "name" and m.start == mention.start for m in scene.inside(mention))
    if (definite or owned) and country is not None and post in _POSTS_OF_ONE:
        return _holder(scene, post, country) or f"person/@{country}/{slug(post)}"
    if definite and country is None and words:
        found = _holder_before(scene, mention, words[-1]) or _source_before(scene, mention, words[-1])
        if found is not None:
            return found
    return scene.local("source", " ".join(words) or mention.text)


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
        key = scene.keys[earlier]
        if key.startswith("source/") and _words(earlier) and head in (_words(earlier)[-1], fold(_head(scene, earlier))):
            return key
    return None


def _head(scene: Scene, mention: Mention) -> str:
    root = scene.root(mention)
    return str(root.text) if root is not None else ""
