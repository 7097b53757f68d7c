"""Keys for names and demonyms: states, known bodies, acronyms, persons, organisations, places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping
from typing import TYPE_CHECKING

from kgraph.ids import fold, slug
from kgraph.resolve.home import dateline_end
from kgraph.resolve.persons import bare, cluster
from kgraph.resolve.scene import Scene
from kgraph.types import PERSON_TYPES, Mention

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Span

_REGION = re.compile(
    r"(?:\s+(?:border|coastal|frontline))?\s+(?:region|oblast|province|district|county|prefecture|governorate|area|city|"
    r"port|town|camp|airport)$"
)
_PARTS = frozenset(
    {"eastern", "western", "northern", "southern", "central", "south-eastern", "southeastern", "north-eastern",
     "northeastern", "southwestern", "northwestern", "upper", "lower", "occupied"}
)  # fmt: skip
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def settle_names(scene: Scene) -> None:
    """Gives every name and demonym its key: states first, since bodies and short names are read by their states.

    What an acronym stands for in this article goes before what it stands for elsewhere.
    """
    from kgraph.nlp.acronyms import acronyms

    defined = acronyms(scene.doc)
    _states(scene)
    _places(scene)
    _bodies(scene, besides=defined)
    _acronyms(scene, defined)
    _bodies(scene)
    _contextual_bodies(scene)
    _persons(scene)
    for mention in list(scene.open("name", "demonym")):
        if mention.type == "State":
            scene.put(mention, f"unresolved/{scene.id}/{slug(mention.text)}-{mention.start}")
        long = _plain(defined[mention.text].text) if mention.text in defined else mention.text
        if mention.type != "Treaty" and is_kind_of_body(scene, long):
            continue  # "the Foreign Ministry": of which state, a later step says
        scene.put(mention, f"{'treaty' if mention.type == 'Treaty' else 'organization'}/{slug(_plain(mention.text))}")


def _states(scene: Scene) -> None:
    """States by name, demonym and metonym; then the short names that need another state beside them ("the North")."""
    _seats_of_bodies(scene)
    begin = dateline_end(scene)
    for contextual in (False, True):
        present = set(scene.keys.values())
        for mention in list(scene.open("name", "demonym")):
            if mention.type in PERSON_TYPES:
                continue
            text = _with_article(scene, mention) if contextual else _plain(mention.text)
            with_article = _with_article(scene, mention)
            key = scene.world.contextual(text, present) if contextual else scene.world.state(text)
            if key is None and not contextual and with_article != mention.text:
                key = scene.world.state(with_article)  # "the Emirates"
            if (
                key is not None
                and key.startswith("state/")
                and not ((mention.type == "Place" or mention.start < begin) and scene.world.is_city(text))
            ):
                scene.put(mention, key)


def _seats_of_bodies(scene: Scene) -> None:
    """A capital that acts for the organisation that sits there, where the article names it: "Brussels" beside the EU."""
    named, begin = [m for m in scene.open("name") if m.type not in PERSON_TYPES], dateline_end(scene)
    present = {key for m in named for key in scene.world.bodies(_plain(m.text))}
    for mention in named:
        if mention.type == "State" and scene.world.is_city(_plain(mention.text)) and mention.start >= begin:
            key = scene.world.contextual(_plain(mention.text), present)
            if key is not None and not key.startswith("state/"):
                scene.put(mention, key)


def _with_article(scene: Scene, mention: Mention) -> str:
    """The words with the article before them, for names that have one: "the North"."""
    text = scene.extraction.article.text
    before = text[max(0, mention.start - 30) : mention.start].lower()
    # "the North", "the nuclear-armed North"
    return f"the {mention.text}" if re.search(r"\bthe\s+(?:[a-z]+-[a-z]+\s+)?$", before) else mention.text


def _places(scene: Scene) -> None:
    """Places by their bare name: "the Kursk border region" and Kursk are one.

    Names that the language model took for something else are places where the article has them as a place
    elsewhere, or joins them to places: "Vladivostok, Ussuriysk and Khabarovsk".
    """
    names = {fold(place_name(m.text)) for m in scene.mentions if m.type == "Place" and m.kind == "name"}
    begin = dateline_end(scene)
    for mention in list(scene.open("name")):
        place = mention.start < begin and scene.world.is_city(mention.text)
        place = place or fold(mention.text) in names or _among_places(scene, mention) or _in_place(scene, mention)
        if mention.type == "Place" or place:
            names.add(fold(place_name(mention.text)))
            scene.put(mention, f"place/{slug(place_name(mention.text))}")


def _among_places(scene: Scene, mention: Mention) -> bool:
    """Whether a name of one word that nobody knows is joined to a place by "and" or a comma."""
    root = scene.root(mention)
    if root is None or root.dep_ != "conj" or " " in mention.text or scene.world.bodies(mention.text):
        return False
    if f" {mention.text}" in scene.people:
        return False
    return any(scene.keys.get(m, "").startswith("place/") for m in scene.at(root.head.idx))


def _in_place(scene: Scene, mention: Mention) -> bool:
    """Whether the gazetteer has the name as a place, and the words before it treat it as one: "in Goma"."""
    before = scene.extraction.article.text[max(0, mention.start - 12) : mention.start]
    located = re.search(r"\b(?:in|near|at|around|towards?|outside|into|from|to)\s+(?:the\s+)?$", before)
    if located is None or scene.world.bodies(mention.text):
        return False
    return scene.world.place(mention.text, None) is not None


def place_name(text: str) -> str:
    """A place's name without its owner, article and kind: "Russia's western Kursk region" is Kursk."""
    name = _plain(re.split(r"['’‘]s\s+", text)[-1])
    name = re.sub(r"(\s(?:region|oblast|province|district|governorate|state|area)) of [A-Z].*$", r"\1", name)
    short = _REGION.sub("", name)
    while short != name:
        name, short = short, _REGION.sub("", short)
    return name if _PARTS.intersection(name.split()[:1]) else re.sub(r"^(?:[a-z]+\s+)+(?=[A-Z])", "", name)


def _bodies(scene: Scene, *, besides: Container[str] = ()) -> None:
    """Bodies that the actors file knows, told apart by their state where several bear the name."""
    for mention in list(scene.open("name")):
        if mention.type in PERSON_TYPES or mention.type == "Treaty" or mention.text in besides:
            continue
        key = _known_body(scene, mention)
        if key is not None:
            scene.put(mention, key)


def _known_body(scene: Scene, mention: Mention) -> str | None:
    """The listed body of the name; else the body that the name describes ("Foreign Ministry") of its state."""
    text, country = _plain(mention.text), scene.country(mention)
    if country is not None and (owned := scene.world.owned(country, text)) is not None:
        return owned
    found = scene.world.bodies(text) or scene.world.bodies(_with_article(scene, mention))
    if country is not None:
        found = [k for k in found if scene.world.country(k) in (None, country)]
    if len(found) > 1:
        counts = _countries(scene)
        found = [k for k in found if counts[scene.world.country(k)]]
    if len(found) == 1:
        return found[0]
    noun = scene.world.noun(text)
    if noun is None or noun.plural:
        return None
    return scene.world.described(country, text) if country is not None else None


def is_kind_of_body(scene: Scene, name: str) -> bool:
    """Whether a name only says what kind of a state's bodies it is: "Parliament", "the Department of Foreign Affairs"."""
    noun = scene.world.noun(_plain(name))
    return noun is not None and not noun.plural and not noun.is_state


def _countries(scene: Scene) -> Counter[str | None]:
    """How often the article names each state."""
    return Counter(scene.world.country(k) for k in scene.keys.values() if k.startswith("state/"))


def _contextual_bodies(scene: Scene) -> None:
    """Short names of bodies that another actor of the article makes clear: "Brussels" beside the European Union."""
    present = set(scene.keys.values())
    for mention in list(scene.open("name")):
        if (
            mention.type not in PERSON_TYPES
            and (key := scene.world.contextual(_plain(mention.text), present)) is not None
        ):
            scene.put(mention, key)


def _acronyms(scene: Scene, defined: Mapping[str, Span]) -> None:
    """An acronym that the article defines is what its long form is: a known body, a description, or a name."""
    text = scene.extraction.article.text
    for short, long in sorted(defined.items()):
        used = [m for m in scene.mentions if m.text == short and m.type not in PERSON_TYPES and m.kind == "name"]
        spelled = [
            m
            for m in scene.mentions
            if m.start < long.end_char and long.start_char < m.end and m.type not in PERSON_TYPES
        ]
        known = [scene.keys[m] for m in used + spelled if m in scene.keys and m.end >= long.end_char - 1]
        known = [k for k in known if not k.startswith(("state/", "place/"))] or [
            scene.keys[m] for m in used if m in scene.keys
        ]
        noun = scene.world.noun(_plain(long.text)) if not known else None
        if noun is not None and not noun.plural and not any(scene.country(m) for m in used + spelled):
            continue  # "the Department of Foreign Affairs (DFA)": of which state, a later step says
        key = known[0] if known else _spelled_key(scene, long.text, text[long.start_char : long.end_char], short)
        for mention in used + [m for m in spelled if m.end == long.end_char]:
            if mention.kind == "name" or mention.end == long.end_char:
                scene.put(mention, key)


def _spelled_key(scene: Scene, long: str, printed: str, short: str) -> str:
    """The key of a long form that nobody knows: by its kind of body and state, else by its name."""
    noun = scene.world.noun(long)
    owner = next((scene.country(m) for m in scene.mentions if printed in m.text and scene.country(m)), None) or next(
        (scene.country(m) for m in scene.mentions if m.text == short and scene.country(m)), None
    )
    if noun is not None and owner and (key := scene.world.described(owner, long)) is not None:
        return key
    return f"organization/{slug(_plain(long) if long[:1].isupper() else short)}"


def _persons(scene: Scene) -> None:
    names = [(m.start, m.text) for m in scene.open("name") if m.type in PERSON_TYPES]
    keys = cluster(names)
    aliases = _known_as(scene, keys)
    for mention in list(scene.open("name")):
        alias = fold(bare(mention.text)) in aliases and " " not in mention.text
        if mention.type in PERSON_TYPES or alias:
            key = aliases.get(fold(bare(mention.text))) or keys[mention.start]
            scene.put(mention, key)


def _known_as(scene: Scene, keys: dict[int, str]) -> dict[str, str]:
    """Second names that the article gives: "Mohamed Hamdan Dagalo, the RSF commander known as Hemedti"."""
    text, found = scene.extraction.article.text, {}
    for mention in scene.mentions:
        if mention.start not in keys or mention.type not in PERSON_TYPES:
            continue
        key = keys[mention.start]
        ahead = text[mention.end : mention.end + 90].split(". ")[0]
        match = re.search(r"\b(?:known as|nicknamed|nom de guerre|also called)\s+[“\"‘']?([A-Z][\w’'-]+)", ahead)
        if match and "/?" not in key:
            found[fold(match[1])] = key
    return found


def _plain(text: str) -> str:
    """A name without article and possessive ending."""
    return _ARTICLE.sub("", re.sub(r"['’‘]s?$", "", text.strip()))
