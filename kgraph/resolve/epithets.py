"""Nouns by which an article calls those whom it names: "the coach" behind "Ana Ruiz, the coach", "the foundation".

A name teaches nouns by apposition ("Ana Ruiz, a coach"), as a title ("striker Ana Ruiz"), by a predicate ("Ana Ruiz is
the coach") and, of bodies and places, by its own head ("the Lopez Foundation", "University of Oslo"). A definite
description of that noun means who learnt it, if it is one alone since the noun last meant somebody else ("a coach",
"Chile's coach") and nothing else in the description tells one of a kind.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kgraph.extract.nouns import COMPANIES, GROUPS, MEDIA, ORGANISATIONS, PLACES
from kgraph.ids import fold
from kgraph.resolve.humans import COLLECTIVES, KIN, is_human
from kgraph.resolve.scene import SUBJECTS, Scene
from kgraph.resolve.troops import PEOPLE_IN_ARMS
from kgraph.types import Mention

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Token

_NAMED = ("person/", "organization/", "place/", "agency/")
# Nouns that say too little, or mean something else as soon as they stand alone: "part", "the front", "the house".
_VAGUE = frozenset(
    "part one name example thing kind sort type number rest majority result reason symbol target case home issue problem "
    "answer key way place area time front house state world nation country times post people man woman person force "
    "army line council government member subject center centre point end side heart office citizen individual voter".split()
)
# Nouns of many bodies at once: whom they mean is ranked (``kgraph.resolve.bodies``).
_RANKED = frozenset(
    "agency service directorate bureau department group movement faction organisation organization body bloc alliance union "
    "coalition institution watchdog company firm corporation party newspaper paper magazine channel".split()
)
# Nouns that bodies and places are called by; others stand beside a name by chance.
_OF_BODIES = (
    COMPANIES
    | GROUPS
    | MEDIA
    | ORGANISATIONS
    | PLACES
    | frozenset(
        "academy archive association band bank bar boutique brand brewery bridge building bureau cafe camp casino cathedral cemetery "
        "chain charity church cinema clinic club cluster college community congregation conglomerate convent cooperative "
        "court department developer diocese district embassy enterprise fair family farm federation festival foundation "
        "fund gallery garden hall hotel house insurer journal kindergarten laboratory lab label league library lender "
        "lobby mall market memorial mill mine ministry monastery monument mosque museum network operator orchestra order "
        "palace park plant platform prison producer programme program provider publisher refinery resort restaurant retailer "
        "school secretariat seminary shop society stadium startup start-up store studio subsidiary supermarket supplier "
        "synagogue team temple theatre theater tower tribunal trust union university utility venture vineyard website zoo "
        "volcano lake desert canyon forest glacier reservoir dam canal road street square suburb neighbourhood neighborhood".split()
    )
)
_POINTING = frozenset({"the", "this", "that"})
_WHOSE = frozenset({"his", "her", "its", "their"})
_NEW = frozenset({"a", "an", "another", "one", "some", "any", "each", "every", "no"})
_NEUTRAL = frozenset("own whole entire same very young famous".split())
_UNREAL = frozenset("would could may might should will can must".split())
_RESTRICTING = frozenset({"acl", "acl:relcl", "nmod", "appos"})


@dataclass(frozen=True, slots=True)
class _Event:
    """Where (token index) a noun means whom; None: somebody else. ``words`` may stand beside the noun."""

    place: int
    key: str | None
    words: frozenset[str] = frozenset()


class Epithets:
    """The nouns that an article's names teach, and what a description by one of them means."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._meant: dict[int, str | None] = {}

    def beside(self, mention: Mention) -> str | None:
        """The key of the name that a description stands in apposition to, or that it is said of: "is the coach"."""
        root = self.scene.root(mention)
        if root is None or root.tag_ != "NN" or not root.text.islower():
            return None
        for token in _apposed(root):
            key = self._name_at.get(token.i)
            if key is not None and self._fits(key, root):
                return key
        subject = _subject(root)
        first = mention.text.split()[0].lower()
        if subject is None or first in _NEW or not _points(root):
            return None
        said_of = self._name_at.get(subject.i) or self._pronoun(subject)
        return said_of if said_of is not None and self._fits(said_of, root) else None

    def meant(self, root: Token) -> str | None:
        """The key of whom "the coach" means, by its noun; None where nobody or several could be meant."""
        if root.i not in self._meant:
            self._meant[root.i] = self._whom(root)
        return self._meant[root.i]

    def _whom(self, root: Token) -> str | None:
        lemma = root.lemma_.lower()
        if root.tag_ != "NN" or lemma not in self._events or not _points(root):
            return None
        events = self._events[lemma]
        keys: dict[str, frozenset[str]] = {}
        for event in reversed(events):
            if event.place >= root.i:
                continue
            if event.key is None:
                break
            keys[event.key] = keys.get(event.key, frozenset()) | event.words
        if len(keys) != 1:
            return None
        key, words = keys.popitem()
        return key if _bare(root, words) else None

    @cached_property
    def _name_at(self) -> dict[int, str]:
        """Head word (token index) of a settled name -> its key."""
        keys = self.scene.keys
        return {
            span.root.i: keys[m]
            for m, span in self.scene.spans.items()
            if m.kind == "name" and keys.get(m, "").startswith(_NAMED)
        }

    def _pronoun(self, subject: Token) -> str | None:
        if subject.tag_ != "PRP":
            return None
        keys = (self.scene.keys.get(m, "") for m in self.scene.at(subject.idx) if m.kind == "pronoun")
        return next((key for key in keys if key.startswith(_NAMED)), None)

    def _fits(self, key: str, noun: Token) -> bool:
        """Whether a noun can be of whom the key means: people's nouns of people, others of bodies and places."""
        lemma = noun.lemma_.lower()
        if key.startswith("person/"):
            return is_human(lemma) and lemma not in COLLECTIVES
        return key.startswith(_NAMED) and (not is_human(lemma) or lemma in COLLECTIVES)

    @cached_property
    def _events(self) -> dict[str, list[_Event]]:
        """Noun (lemma) -> its events in order."""
        found: dict[str, list[_Event]] = defaultdict(list)
        taught: set[int] = set()
        for index, key in sorted(self._name_at.items()):
            for noun in self._nouns(self.scene.doc[index]):
                known = key.startswith("person/") or noun.lemma_.lower() in _OF_BODIES
                if known and self._fits(key, noun) and noun.lemma_.lower() not in _VAGUE:
                    taught.add(noun.i)
                    words = frozenset(t.lower_ for t in noun.subtree if t.i <= noun.i)
                    found[noun.lemma_.lower()].append(_Event(max(noun.i, index), key, words))
        for mention in self.scene.mentions:
            self._by_name(mention, found)
        for token in self.scene.doc:
            lemma = token.lemma_.lower()
            if token.tag_ == "NN" and lemma in found and token.i not in taught and _means_another(token):
                found[lemma].append(_Event(token.i, None))
        for events in found.values():
            events.sort(key=lambda e: (e.place, e.key or ""))
        return dict(found)

    def _nouns(self, name: Token) -> list[Token]:
        """The nouns that stand for a name: in apposition, as its title, as its predicate."""
        nouns = [t for t in _apposed(name) if t.tag_ == "NN" and t.text.islower()]
        nouns += [c for c in name.lefts if c.dep_ in ("compound", "nmod:desc") and c.tag_ == "NN"]
        if name.dep_ in SUBJECTS and name.head.tag_ == "NN" and _subject(name.head) is name:
            nouns.append(name.head)
        return nouns

    def _by_name(self, mention: Mention, found: dict[str, list[_Event]]) -> None:
        """The noun that the name of a body or place ends with, or that stands before "of" in it."""
        key, span = self.scene.keys.get(mention, ""), self.scene.spans.get(mention)
        bodies = ("organization/", "place/", "agency/")
        if mention.kind != "name" or span is None or not key.startswith(bodies) or " " not in mention.text:
            return
        words = fold(mention.text).split()
        before = next((i for i, w in enumerate(words) if w in ("of", "for")), len(words)) - 1
        noun = words[before]
        if (
            noun in _VAGUE | _RANKED
            or noun in PEOPLE_IN_ARMS
            or is_human(noun)
            or self.scene.world.noun(noun) is not None
        ):
            return
        found[noun].append(_Event(span.end - 1, key, frozenset(words)))


def _apposed(token: Token) -> list[Token]:
    """The words in apposition to a word, and the one to which it is."""
    found = [c for c in token.children if c.dep_ == "appos"]
    return [*found, token.head] if token.dep_ == "appos" else found


def _subject(noun: Token) -> Token | None:
    """Of whom a noun is said: "Ana is the coach"; of nobody where it is denied or only possible."""
    children = list(noun.children)
    if not any(c.dep_ == "cop" for c in children):
        return None
    if any(c.lower_ in ("not", "n't", "never", "no", "longer") or c.lower_ in _UNREAL for c in children):
        return None
    return next((c for c in children if c.dep_ in SUBJECTS), None)


def _points(noun: Token) -> bool:
    """Whether a noun phrase points at something known: "the coach"; of kin, "his brother"."""
    kin = noun.lemma_.lower() in KIN
    return any(c.lower_ in _POINTING or (kin and c.lower_ in _WHOSE) for c in noun.lefts)


def _means_another(noun: Token) -> bool:
    """Whether a noun phrase introduces one of the kind or says whose it is: "a coach", "Chile's coach"."""
    if noun.dep_ in ("compound", "nmod:desc", "amod", "fixed"):
        return False
    owned = any(c.dep_ == "nmod:poss" and c.lower_ not in _WHOSE for c in noun.children)
    return owned or any(c.lower_ in _NEW for c in noun.lefts)


def _bare(noun: Token, words: frozenset[str]) -> bool:
    """Whether nothing beside a noun tells one of a kind, but words that those who taught it had too."""
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nummod", "nmod:desc") and child.lower_ not in words | _NEUTRAL:
            return False
        if child.dep_ == "nmod:poss" and child.tag_ != "PRP$":
            return False
        if (
            child.i > noun.i
            and child.dep_ in _RESTRICTING
            and noun.doc[child.left_edge.i - 1].text not in (",", "(", "–")
        ):
            return False
    return True
