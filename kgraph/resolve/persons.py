"""Which names of one article are one person: full names, surnames, family names that come first, first names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kgraph.extract.titles import HONORIFICS, RANKS, ROLE_NOUNS
from kgraph.ids import fold, slug
from kgraph.resolve.spelling import alike, skeleton

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
PARTICLES = frozenset(
    {"al", "el", "as", "ar", "ad", "an", "von", "van", "der", "den", "de", "del", "di", "da", "dos", "la", "le",
     "bin", "ibn", "ben", "abu", "ould", "st", "bint", "ter", "zu", "du"}
)  # fmt: skip
# The commonest family names of languages that put them first.
_FAMILY_FIRST = """
    kim lee yi park pak choi choe cho jo jung chung jeong kang yoon yun jang chang han shin sin seo suh kwon
    hwang ahn an song hong ryu yoo yu moon bae baek ri rim ro no roh noh xi li wang zhang liu chen yang huang
    zhao zhou wu xu sun zhu ma hu guo he gao lin luo zheng liang xie tang deng feng cao peng zeng tian dong pan
    cai wei jiang qin qian mao nguyen tran le pham hoang phan vu vo dang bui do ngo duong ly to"""
FAMILY_FIRST = frozenset(_FAMILY_FIRST.split())
_KEPT = 1 << 14  # names whose words are kept: one article asks for each of its names many times
NEAR = 600  # code points within which an ambiguous short name may mean the person just named


@dataclass(slots=True)
class Person:
    """One person of an article: every full form printed, with how often, and where the mentions start."""

    forms: dict[str, int] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The longest of the commonest full forms."""
        return max(self.forms, key=lambda form: (self.forms[form], len(form), form))

    @property
    def key(self) -> str:
        """``person/kim-jong-un``."""
        return f"person/{slug(self.name)}"


@lru_cache(maxsize=_KEPT)
def bare(name: str) -> str:
    """A name as printed without titles, ranks, honorifics and possessive: "Lt Gen Budanov" is "Budanov"."""
    words = name.replace("’s", "").replace("'s", "").replace("‘s", "").split()
    while len(words) > 1 and _is_title(words[0]):
        words = words[1:]
    return " ".join(words)


def _is_title(word: str) -> bool:
    low = word.casefold().rstrip(".,")
    return low in HONORIFICS or low in RANKS or low in ROLE_NOUNS


@lru_cache(maxsize=_KEPT)
def tokens(name: str) -> tuple[str, ...]:
    """The folded words of a bare name, without suffixes and initials: "Lloyd J. Austin III" is lloyd austin."""
    words = [w for w in fold(bare(name)).split() if w not in _SUFFIXES]
    core = [w for w in words if len(w) > 1]
    return tuple(core or words)


@lru_cache(maxsize=_KEPT)
def core(name: str) -> tuple[str, ...]:
    """The words of a name without particles: "al-Burhan" is burhan."""
    words = tokens(name)
    return tuple(w for w in words if w not in PARTICLES) or words


def is_full(name: str) -> bool:
    """Whether a name has a first name and a surname; "Díaz-Canel" is one surname."""
    return len(core(name)) >= 2 and " " in bare(name).strip()


@lru_cache(maxsize=_KEPT)
def family_first(name: str) -> bool:
    """Whether the first word is the family name, by the name's shape: "Kim Jong Un", "Cho Tae-yong", "Xi Jinping"."""
    words = bare(name).split()
    if not 2 <= len(words) <= 3:
        return False
    hyphened = len(words) == 2 and "-" in words[1] and words[1].split("-", 1)[1][:1].islower()
    short = len(words) == 3 and all(len(w) <= 5 and w.isalpha() for w in words)
    return hyphened or (fold(words[0]) in FAMILY_FIRST and (short or len(words) == 2)) or short


def same_person(left: str, right: str) -> bool:
    """Whether two full names are one person's, by their first and last words; middle names may be missing."""
    a, b = core(left), core(right)
    if a == b or "".join(a) == "".join(b):
        return True
    if "".join(map(skeleton, a)) == "".join(map(skeleton, b)) or _is_clipped(left, right):
        return True
    if family_first(left) or family_first(right):
        return False
    return alike(a[0], b[0]) and alike(a[-1], b[-1])


def clipped(name: str) -> tuple[str, ...] | None:
    """A name with "bin" up to the father's: "Hamad bin Jassim" of "Hamad bin Jassim Al Thani"; None without one."""
    words = tokens(name)
    at = next((i for i, w in enumerate(words) if w in ("bin", "ibn", "bint") and 0 < i < len(words) - 1), None)
    rest = () if at is None else words[at + 2 :]
    return None if at is None or (rest and rest[0] not in ("al", "el", "aal")) else words[: at + 2]


def _is_clipped(left: str, right: str) -> bool:
    """Whether one name is the other without the family's at its end."""
    a, b = clipped(left), clipped(right)
    return a is not None and a == b and len(a) in (len(tokens(left)), len(tokens(right)))


@lru_cache(maxsize=_KEPT)
def surnames(name: str) -> frozenset[str]:
    """The words by which a full name is called for short, in the forms that a short mention folds to."""
    words, plain = tokens(name), core(name)
    last = next((i for i in range(len(words) - 1, 0, -1) if words[i - 1] not in PARTICLES), len(words) - 1)
    found = frozenset({plain[-1], " ".join(words[last:])})
    return found | {plain[0]} if family_first(name) else found


def cluster(mentions: Sequence[tuple[int, str]]) -> dict[int, str]:
    """The key of every name, by its start: ``person/volodymyr-zelensky``, or ``person/?kim`` where it stays open.

    ``mentions`` are (start, name as printed). A short name joins the one full name that it can belong to; among
    several, the one named nearest before it, if only one was named near; else it stays open.
    """
    people = _full_names(mentions)
    keys: dict[int, str] = {start: p.key for p in people for start in p.starts}
    for start, name in sorted(mentions):
        if start in keys:
            continue
        found = _candidates(name, people)
        if len(found) > 1:
            found = [p for p in found if any(0 <= start - s <= NEAR for s in p.starts)]
        if len(found) == 1:
            found[0].starts.append(start)
            keys[start] = found[0].key
        else:
            keys[start] = f"person/?{slug(' '.join(core(name)))}"
    return keys


def _full_names(mentions: Sequence[tuple[int, str]]) -> list[Person]:
    """The people that the article names in full, in order."""
    people: list[Person] = []
    for start, name in sorted(mentions):
        if not is_full(name):
            continue
        plain = bare(name)
        person = next((p for p in people if any(same_person(plain, form) for form in p.forms)), None)
        if person is None:
            person = Person()
            people.append(person)
        person.forms[plain] = person.forms.get(plain, 0) + 1
        person.starts.append(start)
    return people


def _candidates(name: str, people: Sequence[Person]) -> list[Person]:
    """Who a short name may be: by surname, else by any word of the name, else by a like-spelt surname."""
    short, words, parts = " ".join(core(name)), " ".join(tokens(name)), tokens(name)
    tests: tuple[Callable[[str], bool], ...] = (
        lambda form: short in surnames(form) or words in surnames(form),
        lambda form: len(parts) > 1 and tokens(form)[-len(parts) :] == parts,
        lambda form: short == core(form)[0],
        lambda form: short in core(form),
        lambda form: any(alike(short, s) for s in surnames(form)),
    )
    for test in tests:
        found = [p for p in people if any(test(form) for form in p.forms)]
        if found:
            return found
    return []
