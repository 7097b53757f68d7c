"""The noun phrases of an article as antecedents: what each is, how prominent its grammatical role makes it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kgraph.resolve.epithets import Epithets
from kgraph.resolve.scene import SUBJECTS, Scene
from kgraph.resolve.troops import PEOPLE_IN_ARMS, owner_of_troops
from kgraph.types import Mention

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Token

# Prominence by grammatical role, after the hierarchies of centering: subject before object before the rest.
_ROLES = {
    "nsubj": 0.8, "nsubj:pass": 0.8, "csubj": 0.8, "obl:agent": 0.6, "obj": 0.5, "ROOT": 0.5, "iobj": 0.45, "obl": 0.35,
    "nmod:poss": 0.35, "nmod": 0.25, "vocative": 0.2,
}  # fmt: skip
_OTHER = 0.2
_SOURCE = 0.6  # "according to X"
_PARTS = frozenset({"compound", "flat", "amod", "fixed", "case", "nmod:desc", "goeswith", "det", "list", "appos"})
_TIMES = frozenset(
    "second minute hour day night morning afternoon evening week weekend fortnight month quarter season year decade "
    "century time today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november december percent % way part number lot "
    "p.m. a.m. kilometre kilometer mile metre meter km euro dollar pound tonne ton".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase by its head; ``mention`` is the one that stands for it, where there is one.

    ``name`` tells keyless phrases apart by their head word, so that a thing named twice is one.
    """

    token: Token
    mention: Mention | None
    key: str | None
    members: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The key, the members' keys, or the head word."""
        return self.key or "+".join(self.members) or f"@{self.token.lemma_.lower()}"

    @property
    def plural(self) -> bool:
        """Whether the head word is a plural."""
        return self.token.tag_ in ("NNS", "NNPS")

    @property
    def weight(self) -> float:
        """How prominent its role makes it, 0 to 1."""
        return prominence(self.token)


def prominence(token: Token) -> float:
    """How prominent the grammatical role of a noun is; coordinated nouns share the first one's."""
    for _ in range(6):
        if token.dep_ not in ("conj", "appos", "flat") or token.head is token:
            break
        token = token.head
    if token.dep_ == "obl" and any(c.dep_ == "case" and c.lower_ in ("according", "by") for c in token.children):
        return _SOURCE
    return _ROLES.get(token.dep_, _OTHER)


class Phrases:
    """The noun phrases of a scene, sentence by sentence; keys are read when asked, since they are being found."""

    def __init__(self, scene: Scene, epithets: Epithets) -> None:
        self.scene, self.epithets = scene, epithets

    @cached_property
    def _roots(self) -> dict[int, list[Mention]]:
        """Head word (token index) -> the mentions that it heads, names first, the longest first."""
        roots: dict[int, list[Mention]] = defaultdict(list)
        for mention, span in self.scene.spans.items():
            roots[span.root.i].append(mention)
        for found in roots.values():
            found.sort(key=lambda m: (m.kind != "name", m.start - m.end, m.type))
        return dict(roots)

    @cached_property
    def _heads(self) -> dict[int, list[Token]]:
        """First token of a sentence -> the heads of its noun phrases."""
        heads: dict[int, list[Token]] = defaultdict(list)
        for token in self.scene.doc:
            if token.dep_ in _PARTS or token.lemma_.lower() in _TIMES or token.dep_.startswith("obl:unmarked"):
                continue
            if token.pos_ in ("NOUN", "PROPN") or (token.i in self._roots and token.pos_ in ("PRON", "ADJ", "NUM")):
                heads[token.sent.start].append(token)
        return dict(heads)

    @cached_property
    def _sentences(self) -> list[int]:
        return sorted({token.sent.start for token in self.scene.doc})

    def before(self, token: Token, *, sentences: int) -> Iterator[tuple[int, Phrase]]:
        """The phrases before a token with their distance in sentences, from its sentence and the ones before."""
        here = bisect_left(self._sentences, token.sent.start)
        for distance in range(sentences + 1):
            if here - distance < 0:
                return
            for head in self._heads.get(self._sentences[here - distance], ()):
                if head.i < token.i and not (head.pos_ == "PRON" and self.key_at(head) is None):
                    yield distance, self.at(head)

    def at(self, token: Token) -> Phrase:
        """The phrase that a token heads."""
        members = self.coordinated(token)
        if members:
            return Phrase(token, None, None, members)
        mention = self.mention_at(token)
        key = self.scene.keys.get(mention) if mention is not None else None
        if mention is not None and mention in self.scene.groups:
            return Phrase(token, mention, None, self.scene.groups[mention])
        return Phrase(token, mention, self._known(token, key))

    def single(self, token: Token) -> Phrase:
        """The phrase of a token alone, where it is coordinated with others."""
        mention = self.mention_at(token)
        key = self.scene.keys.get(mention) if mention is not None else None
        return Phrase(token, mention, self._known(token, key))

    def _known(self, token: Token, key: str | None) -> str | None:
        """The key, if it is one, or by the noun; troops without one are their owner's: "they" after "North Korean soldiers"."""
        if key is None or key.startswith("unresolved/"):
            troops = token.lemma_.lower() in PEOPLE_IN_ARMS
            return owner_of_troops(self.scene, token) if troops else self.epithets.meant(token)
        return key

    def mention_at(self, token: Token) -> Mention | None:
        """The mention that a token heads, or that stands in apposition to it; a settled one before an open one."""
        found = list(self._roots.get(token.i, ()))
        for child in token.rights:
            if child.dep_ in ("appos", "flat"):
                found += self._roots.get(child.i, ())
        settled = [m for m in found if not self.scene.keys.get(m, "unresolved/").startswith("unresolved/")]
        return next(iter(settled or found), None)

    def key_at(self, token: Token) -> str | None:
        """The key or the group (its keys joined) of the mention that a token heads."""
        mention = self.mention_at(token)
        if mention in self.scene.groups:
            return "+".join(self.scene.groups[mention])
        key = self.scene.keys.get(mention) if mention is not None else None
        return None if key is None or key.startswith("unresolved/") else key

    def coordinated(self, token: Token) -> tuple[str, ...]:
        """The keys of a coordination that a token begins, where all its members have one: "Peru and Chile"."""
        rest = [c for c in token.rights if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "PRON")]
        if not rest or token.dep_ == "conj":
            return ()
        keys = [self.key_at(t) for t in (token, *rest)]
        if None in keys or len(set(keys)) < 2 or any("+" in key for key in keys if key):
            return ()
        return tuple(dict.fromkeys(key for key in keys if key))

    def is_coordinated(self, token: Token) -> bool:
        """Whether a noun is one of several joined by "and"."""
        return token.dep_ == "conj" or any(c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN") for c in token.rights)


def is_subject(token: Token) -> bool:
    """Whether a token is a grammatical subject, itself or as a further member of a coordinated one."""
    while token.dep_ in ("conj", "appos", "flat") and token.head is not token:
        token = token.head
    return token.dep_ in SUBJECTS
