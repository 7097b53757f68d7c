"""Keys for described bodies: "the spy agency", "its army", "the group", "the defence ministry in Brasilia"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from kgraph.extract.nouns import COMPANIES, MEDIA
from kgraph.ids import fold
from kgraph.resolve.focus import focus
from kgraph.resolve.phrases import prominence
from kgraph.resolve.scene import GUESTS, Scene
from kgraph.resolve.troops import PEOPLE_IN_ARMS, troops_before
from kgraph.resolve.unowned import unowned_body
from kgraph.resolve.words import content, is_definite, own_words, unresolved
from kgraph.types import BODY_TYPES, Mention

_AGENCIES = frozenset("agency service directorate bureau office department".split())
_ORGANISATIONS = frozenset(
    "organisation organization body bloc alliance union coalition institution group watchdog".split()
)
_ARMED = frozenset(
    "militia paramilitary paramilitaries rebel militant insurgent guerrilla separatist jihadist gang attacker gunman "
    "assailant extremist islamist".split()
)
_GROUPS = _ARMED | frozenset("group movement faction organisation organization".split())
_CIVIL = frozenset(
    "rights human aid advocacy monitoring research relief humanitarian charity campaign environmental media business".split()
)
_GENERIC = frozenset("press paper media medium".split())  # "the press" is hardly ever one paper
_NEAR = 6  # sentences within which a noun that fits many points at a name
_KINDS = frozenset(
    "armed terrorist terror islamic ethnic main largest powerful spy intelligence whole own same".split()
)
_DECAY = 0.7  # a sentence
_REACH = 8  # sentences
_LEAD = 1.35  # by which factor the first must lead the second

Fits = Callable[[Mention, str], float]


def described_body(scene: Scene, mention: Mention) -> str:
    """The key of a body: by its state and kind; without a state by what the words point back to."""
    owner = scene.owner(mention)
    if owner is None and _is_whose(scene, mention):
        return unresolved(scene, mention)
    own = " ".join(own_words(scene, mention))
    root = scene.root(mention)
    lemma = root.lemma_.lower() if root is not None else own.split()[-1]
    if lemma == "office" and (office := _office(scene, mention)) is not None:
        return office
    if owner is not None and (owner.startswith(("person/", "source/")) or _of_body(scene, mention, owner)):
        owner = scene.side(owner)
        if owner is None:
            return unresolved(scene, mention)
    if owner is not None and owner.startswith("state/"):
        return _of_state(scene, mention, owner, own, lemma)
    if owner is not None and lemma in PEOPLE_IN_ARMS:
        return owner
    return _without_owner(scene, mention, own, lemma)


def _of_body(scene: Scene, mention: Mention, owner: str) -> bool:
    """ "Its troops" of a ministry that spoke are its state's; those of an army are the army's."""
    return _is_whose(scene, mention) and owner.startswith("agency/") and scene.world.type(owner) != "ArmedForce"


def _is_whose(scene: Scene, mention: Mention) -> bool:
    """Whether the words begin with a possessive pronoun: "its forces"."""
    span = scene.spans.get(mention)
    return span is not None and span[0].tag_ == "PRP$"


def _of_state(scene: Scene, mention: Mention, owner: str, own: str, lemma: str) -> str:
    country, noun = owner.removeprefix("state/"), scene.world.noun(own)
    is_state = noun is not None and noun.is_state
    if is_state or (lemma in PEOPLE_IN_ARMS and (noun is None or lemma != "force")):
        return owner
    if noun is not None and (described := scene.world.described(country, own)) is not None:
        return described
    if lemma == "side":
        return owner  # "the Ethiopian side" at a table is Ethiopia
    # What only this article describes ("an Emirati security company") is nobody that another article means.
    return scene.local("agency", f"{own} {country}") if mention.type in BODY_TYPES else scene.local("source", own)


def _without_owner(scene: Scene, mention: Mention, own: str, lemma: str) -> str:
    noun = scene.world.noun(own)
    if lemma == "lawmaker":
        return scene.local("source", own)  # some of them, of whatever chamber
    if noun is not None and mention.type == "Legislature" and (found := unowned_body(scene, mention, own)) is not None:
        return found
    if (named := _named_group(scene, mention, lemma)) is not None:
        return named
    if lemma in PEOPLE_IN_ARMS:
        root = scene.root(mention)
        single = root is not None and root.tag_ == "NN" and lemma in ("force", "unit")
        new = mention.text.lower().startswith(("these ", "those ")) or single
        force = None if new else troops_before(scene, mention)
        if force is not None:
            return force
    if is_definite(mention):
        if lemma in _GROUPS:
            noun = None
        kind = noun.id if noun is not None else None
        found = _again(scene, mention, lemma) if noun is None else None
        found = found or _point_back(scene, mention, _fitting(scene, mention, lemma, kind), kind)
        if found is not None:
            return found
        at_home = noun is not None and not noun.plural and lemma not in GUESTS
        state = focus(scene, mention) if at_home else None
        if state is not None and (described := scene.world.described(state.removeprefix("state/"), own)) is not None:
            return described
    return scene.local("agency" if noun is not None else "organization", own)


def _named_group(scene: Scene, mention: Mention, lemma: str) -> str | None:
    """ "The FDLR militia" is the FDLR."""
    root = scene.root(mention)
    inner = [m for m in scene.inside(mention) if m.kind == "name" and m.type in BODY_TYPES and m in scene.keys]
    ends = [m for m in inner if root is not None and 0 <= root.idx - m.end <= 1]
    return scene.keys[ends[0]] if ends and lemma in _GROUPS else None


def _office(scene: Scene, mention: Mention) -> str | None:
    """ "Yoon's office" is the office of the president that Yoon is."""
    for m in scene.inside(mention):
        for role in scene.extraction.roles:
            if scene.keys.get(role.person) == scene.keys.get(m) is not None and role.of is not None:
                country = scene.world.country(scene.keys.get(role.of))
                if country is not None and role.title in ("president", "prime minister"):
                    return scene.world.described(country, f"{role.title}'s office")
    return None


def _again(scene: Scene, mention: Mention, lemma: str) -> str | None:
    """What the same noun described before: "the separatists" after "Tuareg separatists"; nobody's own name goes before."""
    words = set(content(mention))
    for other in scene.before(mention, sentences=_REACH):
        root = scene.root(other)
        if root is None or other.kind != "nominal" or root.lemma_.lower() != lemma:
            continue
        key = scene.keys[other]
        if key.startswith(("organization/", "agency/")) and (words <= set(content(other)) or len(words) == 1):
            return key
    return None


def _point_back(scene: Scene, mention: Mention, fits: Fits, noun: str | None) -> str | None:
    """The body before that the words fit and that is clearly more salient than any other that they fit."""
    span = scene.spans.get(mention)
    if span is None:
        return None
    scores: dict[str, float] = defaultdict(float)
    at: dict[tuple[int, str], float] = {}
    distances: dict[int, int] = {}
    wholes = {a.whole for a in scene.extraction.affiliations if a.whole.type == "ArmedGroup"}  # "an affiliate of X"
    for other in scene.before(mention, sentences=100):
        key, root = scene.keys[other], scene.root(other)
        degree = fits(other, key)
        if degree <= 0 or root is None or (other in wholes and not scene.is_subject(other)):
            continue
        distance = distances.setdefault(root.sent.start, _sentences_between(scene, root.sent.start, span.sent.start))
        if distance > _NEAR and noun is None and degree < 1.0:
            continue
        weight = degree * max(prominence(root), 0.3) * _DECAY ** min(distance, 12)
        at[distance, key] = max(at.get((distance, key), 0.0), weight)
    for (_, key), weight in at.items():
        scores[key] += weight
    order = sorted(scores, key=lambda key: (-scores[key], key))
    if not order or (len(order) > 1 and scores[order[0]] < _LEAD * scores[order[1]]):
        return None
    return order[0]


def _sentences_between(scene: Scene, start: int, end: int) -> int:
    count = 0
    while end > start:
        end, count = scene.doc[end - 1].sent.start, count + 1
    return count


def _fitting(scene: Scene, mention: Mention, lemma: str, noun: str | None) -> Fits:
    """A function: an earlier mention and its key -> how well the words can mean it, 0 to 1."""
    words, root = set(content(mention)), scene.root(mention)
    civil = not words.isdisjoint(_CIVIL)
    plural = root is not None and root.tag_ in ("NNS", "NNPS") and lemma not in _ARMED
    extra = words - _CIVIL - _ARMED - _KINDS - ({root.lower_, lemma} if root is not None else {lemma})

    def fits(earlier: Mention, key: str) -> float:
        if not key.startswith(("organization/", "agency/")):
            return 0.0
        if noun is not None:
            return 1.0 if noun in scene.world.kinds(key) or words <= set(content(earlier)) else 0.0
        if lemma in _GENERIC or earlier.kind != "name" or plural or not mention.text.lower().startswith("the "):
            return 0.0
        if extra and not extra <= _names(scene, key, earlier):
            return 0.0  # "the Paralympic movement" is not the body named last
        known = scene.world.type(key)
        type_ = known or earlier.type
        if lemma in _ARMED:
            return 0.95 if type_ == "ArmedGroup" else 0.5 if type_ == "Organization" and known is None else 0.0
        if lemma in _names(scene, key, earlier):
            return 1.0
        if lemma in _GROUPS and type_ in ("ArmedGroup", "Organization"):
            return 0.0 if civil and type_ == "ArmedGroup" else 0.9
        if lemma in _AGENCIES:
            return 0.8 if type_ in ("Agency", "IntelligenceService") else 0.0
        if lemma in _ORGANISATIONS:
            return 0.8 if type_ in ("IGO", "Organization") else 0.0
        if lemma in COMPANIES:
            return 0.9 if type_ == "Company" else 0.6 if type_ == "Organization" and known is None else 0.0
        return 0.9 if lemma in MEDIA and type_ == "MediaOutlet" else 0.0

    return fits


def _names(scene: Scene, key: str, mention: Mention) -> set[str]:
    """The words of the names of a body: "the mission" can be the African Union Transition Mission in Somalia."""
    known = scene.world.known(key)
    forms = [mention.text, key.rsplit("/", 1)[-1].replace("-", " "), *(known.names if known is not None else ())]
    return {word for form in forms for word in fold(form).split()}
