"""Which treaty "the pact", "its defence pact" and "a defence treaty with North Korea" are: one node by its parties."""

from __future__ import annotations

import re

from kgraph.ids import fold, slug
from kgraph.resolve.scene import Scene
from kgraph.resolve.words import is_definite
from kgraph.types import Mention

_KINDS = {
    "ceasefire": "ceasefire",
    "cease": "ceasefire",
    "truce": "ceasefire",
    "armistice": "ceasefire",
    "deal": "deal",
}
# Words before a noun for treaties that do not say which one it is.
_PLAIN = frozenset(
    "the a an its their his her this that these those such any new old draft final full formal bilateral fragile same current "
    "recent long proposed signed initial provisional us american such".split()
)
Defined = dict[tuple[str, frozenset[str]], list[Mention]]
_ACTORS = ("state/", "organization/", "agency/")
_WITH = re.compile(r"\b(with|between|and)\b")
_SIGNED = re.compile(r"\b(?:signed|struck|agreed|concluded|reached|sealed|negotiated|made)\b")
AHEAD = 60  # code points behind the noun in which "with X" or "between X and Y" may begin


def settle_treaties(scene: Scene) -> None:
    """Gives every described treaty its key.

    A description that shows two parties defines a treaty. One that shows fewer joins the one treaty whose parties
    include them; a bare "the treaty" the nearest before it; what is left is this article's own.
    """
    mentions = list(scene.open("nominal"))
    treaties = [m for m in mentions if m.type == "Treaty"]
    shown = {m: _parties(scene, m) for m in treaties}
    defined: dict[tuple[str, frozenset[str]], list[Mention]] = {}
    for m, p in shown.items():
        if len(p) >= 2:
            defined.setdefault((_kind(m), frozenset(p)), []).append(m)
    for mention in treaties:
        key = _alliance(scene, mention) or _covered(mention, shown[mention], defined)
        key = key or _join(mention, shown[mention], defined) or _named(scene, mention)
        if key is None and not shown[mention] and not mention.text.lower().startswith(("a ", "an ")):
            key = _nearest(scene, mention)
        key = key or _again(scene, mention)
        scene.put(mention, key or scene.local("treaty", fold(mention.text)))


def _again(scene: Scene, mention: Mention) -> str | None:
    """ "The declaration" after "the Quito Declaration": the treaty before that the same noun named."""
    if not is_definite(mention) or _extra(mention):
        return None
    noun = fold(mention.text).split()[-1]
    for other in scene.before(mention, sentences=100):
        if scene.keys[other].startswith("treaty/") and fold(other.text).split()[-1] == noun:
            return scene.keys[other]
    return None


def _alliance(scene: Scene, mention: Mention) -> str | None:
    """ "The alliance" is the international organisation named last, where it is one: NATO."""
    if fold(mention.text).split()[-1] not in ("alliance", "bloc"):
        return None
    before = scene.before(mention, sentences=100)
    return next((scene.keys[m] for m in before if scene.world.type(scene.keys[m]) == "IGO"), None)


def _named(scene: Scene, mention: Mention) -> str | None:
    """A treaty by its own name: "the UN Charter", "the Comprehensive Peace Agreement"."""
    words = mention.text.replace("’s", "'s").split()
    return f"treaty/{slug(' '.join(words[-3:]))}" if words[-1][:1].isupper() and len(words) > 1 else None


def _kind(mention: Mention) -> str:
    """Treaties proper, ceasefires and deals are never one."""
    return next((_KINDS[w] for w in reversed(fold(mention.text).split()) if w in _KINDS), "treaty")


def _covered(mention: Mention, parties: set[str], defined: Defined) -> str | None:
    """The one pact or truce before "the deal", which is a word for any of them."""
    if _kind(mention) != "deal" or not is_definite(mention) or _extra(mention):
        return None
    before = [
        known for known, some in defined.items() if known[0] != "deal" and any(m.end <= mention.start for m in some)
    ]
    fits = [known for known in before if parties <= known[1]]
    return _key(*fits[0]) if len(fits) == 1 and parties else None


def _join(mention: Mention, parties: set[str], defined: Defined) -> str | None:
    """The key of the one defined treaty of this kind that has these parties.

    Where it shows fewer, nothing that describes it may speak against: "Sweden's accession protocol" is no defence pact.
    """
    kind, extra = _kind(mention), _extra(mention)
    fits = [known for known in sorted(defined, key=str) if known[0] == kind and parties <= known[1]]
    exact = [known for known in fits if known[1] == parties]
    described = {known: {w for m in defined[known] for w in _extra(m)} for known in fits}
    alike = [known for known in fits if not extra or not described[known] or extra & described[known]]
    chosen = exact or alike
    if len(chosen) != 1 or (not parties and mention.text.lower().startswith(("a ", "an "))):
        return None
    return _key(*chosen[0])


def _key(kind: str, parties: frozenset[str]) -> str:
    names = "-".join(sorted(key.rsplit("/", 1)[-1] for key in parties))
    return f"treaty/{names}" if kind == "treaty" else f"treaty/{names}/{kind}"


def _extra(mention: Mention) -> set[str]:
    """The words that tell one treaty from another: "accession", "forces"; not "new", "1951" or who signed it."""
    words = fold(mention.text).split()[:-1]
    own = {w for w in re.sub(r"^.*?['’]s\s", "", mention.text).split()[:-1] if w.islower()}
    return {w for w in words if w in own and w.isalpha() and w not in _PLAIN}


def _parties(scene: Scene, mention: Mention) -> set[str]:
    """Parties within the words, behind "with" and "between", and by the claims that the mention takes part in."""
    found = {scene.keys[m] for m in scene.inside(mention) if scene.keys.get(m, "").startswith(_ACTORS)}
    for m in scene.inside(mention):
        pair = [scene.world.state(piece) for piece in re.split("[-–]", m.text)]
        found |= {state for state in pair if state is not None} if None not in pair and len(pair) == 2 else set()
    text = scene.extraction.article.text
    reach = text[mention.end : mention.end + AHEAD]
    if _WITH.match(reach.strip().split(" ")[0] if reach.strip() else "") and not reach.strip().startswith("and"):
        stop = mention.end + len(re.split(r"[.,;]| that | which | to ", reach)[0])
        within = [m for m in scene.mentions if mention.end <= m.start and m.end <= stop]
        found |= {scene.keys[m] for m in within if scene.keys.get(m, "").startswith(_ACTORS)}
    found |= _signatories(scene, mention, text)
    for claim in scene.extraction.claims:
        if mention in claim.role("treaty"):
            found |= {scene.keys[p] for p in claim.role("party") if scene.keys.get(p, "").startswith(_ACTORS)}
    countries = {scene.world.country(key) for key in found}
    return (
        {k for k in found if k.startswith("state/") or scene.world.country(k) is None or len(countries) == 1}
        if found
        else set()
    )


def _signatories(scene: Scene, mention: Mention, text: str) -> set[str]:
    """The states of those who signed it by the clause behind: "a military agreement he struck with Kim"."""
    clause = re.split(r"[.,;]", text[mention.end : mention.end + 2 * AHEAD])[0]
    verb = _SIGNED.search(clause)
    if verb is None or clause[: verb.start()].count(" ") > 12:
        return set()
    stop = mention.end + len(clause)
    with_ = re.match(r"\s+with\b", clause[verb.end() :])
    if with_ is None:
        stop = mention.end + verb.start()
    behind = [m for m in scene.mentions if mention.end <= m.start and m.end <= stop and m in scene.keys]
    after = mention.end + verb.end()
    near = [m for m in behind if m.end <= after] + [m for m in behind if m.start >= after][:1]
    return {state for m in near if (state := _state(scene, m)) is not None}


def _state(scene: Scene, mention: Mention) -> str | None:
    """The state that a mention is, or for whom its person signs by a post of the article."""
    key = scene.keys[mention]
    if key.startswith("state/"):
        return key
    for role in scene.extraction.roles:
        if (
            scene.keys.get(role.person) == key
            and role.of is not None
            and (c := scene.world.country(scene.keys.get(role.of)))
        ):
            return f"state/{c}"
    return None


def _nearest(scene: Scene, mention: Mention) -> str | None:
    """The treaty of the same kind that was named last."""
    for other in scene.before(mention, sentences=100):
        if scene.keys[other].startswith("treaty/") and (_kind(other) == _kind(mention)):
            return scene.keys[other]
    return None
