"""One article while it is being resolved: its text, its mentions in order, and the keys found so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from kgraph.ids import slug
from kgraph.resolve.world import World
from kgraph.types import PERSON_TYPES, Extraction, Mention

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Span, Text, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
SPEECH = frozenset(
    "say tell state add claim declare announce argue deny warn insist assert report note write explain stress continue "
    "call urge reply respond confirm acknowledge concede admit promise pledge vow threaten predict estimate propose repeat "
    "reiterate emphasise emphasize retort counter object complain".split()
)


# Bodies that sit in the capital of another state: "the embassy in Beirut".
GUESTS = frozenset("embassy consulate mission delegation bureau office branch headquarters agency".split())
_ORGANS = frozenset({"State", "Agency", "Ministry", "IntelligenceService", "ArmedForce", "Legislature"})
LONGEST = 300  # code points; no mention that matters is longer


class Scene:
    """What the steps of ``resolve_article`` share; each step adds to ``keys`` and never changes what is there."""

    def __init__(self, doc: Text, extraction: Extraction, world: World) -> None:
        self.doc, self.extraction, self.world = doc, extraction, world
        self.id = extraction.article.id.removeprefix("article/")
        self.keys: dict[Mention, str] = {}
        self.genders: dict[str, str] = {}
        self.groups: dict[Mention, tuple[str, ...]] = {}  # plural mentions -> the keys of those they stand for
        self.shares: dict[str, float] = {}  # state code -> its share in the mentions of states
        self.later: dict[Mention, Mention] = {}  # pronouns -> the open mention whose key they will share
        self.mentions = sorted(set(extraction.anywhere()), key=lambda m: (m.start, m.end, m.kind, m.type))
        self._starts = [m.start for m in self.mentions]
        self.spans = {m: span for m in self.mentions if (span := _span(doc, m)) is not None}

    @cached_property
    def wholes(self) -> dict[tuple[int, int], Mention]:
        """(start, end) of a member -> the mention that it belongs to."""
        return {(a.member.start, a.member.end): a.whole for a in self.extraction.affiliations}

    @cached_property
    def people(self) -> frozenset[str]:
        """The last words of the full names of people, each with a space before it."""
        return frozenset(
            f" {m.text.rsplit(' ', 1)[1]}" for m in self.mentions if m.type in PERSON_TYPES and " " in m.text
        )

    @cached_property
    def _quotations(self) -> list[tuple[int, int]]:
        from kgraph.nlp.quotes import find_quotations

        return list(find_quotations(self.doc.text))

    def quoted(self, start: int, end: int) -> list[tuple[int, int]]:
        """(start, end) of the quotations that reach into code points start to end (exclusive)."""
        first = bisect_right(self._quotations, start, key=lambda quotation: quotation[1])
        return list(takewhile(lambda quotation: quotation[0] < end, islice(self._quotations, first, None)))

    def put(self, mention: Mention, key: str) -> None:
        """Settles a mention, unless it is settled."""
        self.keys.setdefault(mention, key)

    def open(self, *kinds: str) -> Iterator[Mention]:
        """The mentions of these kinds that have no key yet, in order."""
        yield from (m for m in self.mentions if m.kind in kinds and m not in self.keys)

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie within these code points, in order."""
        first = bisect_left(self._starts, start)
        last = bisect_right(self._starts, end)
        return [m for m in self.mentions[first:last] if m.end <= end]

    def at(self, offset: int) -> list[Mention]:
        """The mentions that cover a code point."""
        return [m for m in self.between(offset - LONGEST, offset + LONGEST) if m.start <= offset < m.end]

    def inside(self, mention: Mention) -> list[Mention]:
        """The other mentions within a mention's words."""
        within = self.between(mention.start, mention.end)
        return [m for m in within if (m.start, m.end) != (mention.start, mention.end)]

    def owner(self, mention: Mention) -> str | None:
        """The key of what a mention belongs to: the state or body within its words, else by its affiliation."""
        inner = [m for m in self.inside(mention) if m in self.keys and not self.keys[m].startswith("unresolved/")]
        if inner and inner[0].kind == "pronoun" and inner[0].start == mention.start:
            return self.keys[inner[0]]  # "its army"
        inner = [m for m in inner if not self._described_by(m)]
        states = [self.keys[m] for m in inner if self.keys[m].startswith("state/")]
        if states:
            return states[0]
        whole = self.wholes.get((mention.start, mention.end))
        if whole is not None and (key := self.keys.get(whole)) is not None:
            return key
        found = next((self.keys[m] for m in inner if not self.keys[m].startswith(("person/", "place/"))), None)
        return found or self._seated(mention)

    def _described_by(self, mention: Mention) -> bool:
        """Whether a name only describes what somebody does to the noun: "Turkish-backed rebels" are not Turkey's."""
        behind = self.extraction.article.text[mention.end : mention.end + 16]
        return re.match(r"-(?!led\b)\w+(?:ed|made|built|run|held|born|friendly)\b", behind) is not None

    def _seated(self, mention: Mention) -> str | None:
        """ "The defence ministry in Brasilia": the state whose capital or seat of government is named behind."""
        behind = self.extraction.article.text[mention.end : mention.end + 4]
        root = self.root(mention)
        if behind != " in " or root is None or root.lemma_.lower() in GUESTS or mention.type not in _ORGANS:
            return None
        seats = [
            m for m in self.between(mention.end, mention.end + 40) if m.start == mention.end + 4 and m.kind == "name"
        ]
        return next((key for m in seats if self.world.is_city(m.text) and (key := self.world.state(m.text))), None)

    def side(self, key: str) -> str | None:
        """The state (else the organisation) that a state's body, an official or an unnamed source stands for."""
        if key.startswith("state/"):
            return key
        if key.startswith("person/"):
            for role in self.extraction.roles:
                if self.keys.get(role.person) != key or role.of is None or role.title.startswith("former "):
                    continue
                owner = self.keys.get(role.of, "unresolved/")
                country = self.world.country(owner)
                if country is not None and not owner.startswith("organization/"):
                    return f"state/{country}"
                if owner.startswith("organization/"):
                    return owner
            return None
        if key.startswith("source/"):
            found = {c for m, k in self.keys.items() if k == key and m.kind == "nominal" and (c := self.country(m))}
            return f"state/{found.pop()}" if len(found) == 1 else None
        country = self.world.country(key)
        return f"state/{country}" if country is not None else None

    def country(self, mention: Mention) -> str | None:
        """The code of the state that a mention belongs to."""
        return self.world.country(self.owner(mention))

    def root(self, mention: Mention) -> Token | None:
        """The head word of a mention."""
        span = self.spans.get(mention)
        return span.root if span is not None else None

    def is_subject(self, mention: Mention) -> bool:
        """Whether a mention is a grammatical subject, itself or by the noun that its words stand before."""
        root = self.root(mention)
        return root is not None and root.dep_ in SUBJECTS

    def speaks(self, mention: Mention) -> bool:
        """Whether a mention is the subject of a verb of speech."""
        root = self.root(mention)
        return root is not None and root.dep_ in SUBJECTS and root.head.lemma_ in SPEECH

    def before(self, mention: Mention, *, sentences: int) -> Iterator[Mention]:
        """The settled mentions before a mention, nearest first, from its sentence and the ones before it."""
        span = self.spans.get(mention)
        if span is None:
            return
        first = span.sent
        for _ in range(sentences):
            if first.start == 0:
                break
            first = self.doc[first.start - 1].sent
        for i in range(bisect_right(self._starts, mention.start) - 1, -1, -1):
            other = self.mentions[i]
            if other.start < first.start_char:
                return
            if other.end <= mention.start and other in self.keys:
                yield other

    def same_sentence(self, left: Mention, right: Mention) -> bool:
        """Whether two mentions stand in one sentence."""
        a, b = self.spans.get(left), self.spans.get(right)
        return a is not None and b is not None and bool(a.sent == b.sent)

    def local(self, prefix: str, words: str) -> str:
        """A key that no other article shares: ``source/<article>/senior-official``."""
        return f"{prefix}/{self.id}/{slug(words)}"


def _span(doc: Text, mention: Mention) -> Span | None:
    return doc.char_span(mention.start, mention.end)
