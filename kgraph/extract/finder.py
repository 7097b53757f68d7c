"""The text with its mentions by token, as the rules for posts and affiliations read it: who owns a title, what is where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from kgraph.extract.titles import Title, is_portfolio, is_role, possessor, words
from kgraph.types import BODY_TYPES, PERSON_TYPES, EntityType, Evidence, Mention, MentionKind, Role

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Span, Text, Token

OWNERS = BODY_TYPES | {"State"}
_LOCAL = frozenset({"governor", "mayor", "leader", "head", "prefect", "administrator", "ruler", "co-leader"})
_SERVING = frozenset(
    "adviser advisor aide spokesman spokeswoman spokesperson chief secretary envoy deputy counsel lawyer assistant".split()
)
_OF_CITIES = frozenset({"mayor", "mayors", "prefect"})
_SPOKEN = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_GOVERNING = frozenset({"Agency", "Ministry", "Legislature", "IntelligenceService", "ArmedForce"})
_COMMANDING = frozenset({"chief", "commander", "head"})
_FORCES = frozenset("army military navy air force armed forces police coast guard".split())
_LEADING = frozenset(
    "leader co-leader head chairman chairwoman chairperson chair founder co-founder member spokesman spokeswoman "
    "spokesperson director president commander executive secretary".split()
)
# "US-backed", "Kremlin-appointed", "Nato-led": what somebody else does to the one described.
HYPHENED = ("ed", "led", "made", "built", "run", "held", "born", "funded", "aligned", "friendly")


class MentionsLike(Protocol):
    """What this module needs of ``kgraph.extract.mentions.Mentions``."""

    def all(self) -> Iterable[Mention]:
        """Every mention of the text."""

    def of(self, token: Token, /) -> Mention | None:
        """The mention that the noun phrase headed by the token is."""

    def record(self, span: Span, kind: MentionKind, type: EntityType, /) -> Mention:
        """A mention for the span, the one that exists or a new one."""


class Finder:
    """The text with its mentions by token, as the patterns read it."""

    def __init__(self, doc: Text, mentions: MentionsLike) -> None:
        self.doc = doc
        self.record, self.of = mentions.record, mentions.of
        self.by_token: list[tuple[int, int, Mention]] = sorted(
            ((span.start, span.end, m) for m in mentions.all() if (span := doc.char_span(m.start, m.end)) is not None),
            key=lambda item: (item[0], item[1], item[2].kind, item[2].type),
        )
        self._starts = [a for a, _, _ in self.by_token]
        self._ends: dict[int, list[Mention]] = {}
        for _, b, m in self.by_token:
            self._ends.setdefault(b, []).append(m)
        self.persons = [
            (_name_start(doc, a, b), b, m) for a, b, m in self.by_token if m.type in PERSON_TYPES and m.kind == "name"
        ]

    def within(self, start: int, end: int) -> list[tuple[int, int, Mention]]:
        """The mentions among the tokens start to end (exclusive), in order."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [(a, b, m) for a, b, m in self.by_token[first:last] if b <= end]

    def starting(self, *places: int) -> list[tuple[int, int, Mention]]:
        """The mentions that begin at one of the tokens, in order."""
        first, last = bisect_left(self._starts, min(places)), bisect_right(self._starts, max(places))
        return [(a, b, m) for a, b, m in self.by_token[first:last] if a in places]

    def ending(self, place: int) -> list[Mention]:
        """The mentions that end before the token, in order."""
        return self._ends.get(place, [])

    def owner(self, start: int, end: int) -> Mention | None:
        """The actor that the tokens name as owner: an organisation rather than its state, the first of the longest."""
        inside = [
            (a, b, m) for a, b, m in self.within(start, end) if m.type in OWNERS and not _in_name(self.doc, a, b, m)
        ]
        heads = [x for x in inside if not _possesses(self.doc, x, inside)]
        inside = heads or inside
        return min(inside, key=lambda x: (x[2].type == "State", x[0], -x[1]))[2] if inside else None

    def complement(self, title: Title, *, portfolio: bool) -> Mention | None:
        """The owner that the words behind a title name; a minister's portfolio is no owner, a state is.

        Of "adviser to President Ana Lopez" it is the person, of "the mayor of Riga" the place.
        """
        begin, stop = title.behind
        inside = [m for a, b, m in self.within(begin, stop) if m.type in OWNERS]
        if portfolio and not any(m.type == "State" for m in inside):
            return None
        head = self.doc[title.head].lower_
        if inside:
            owner = self.owner(begin, stop)
            return owner if owner is not None or head not in _LEADING else self._unknown_body(begin, stop)
        local = [m for _, _, m in self.within(begin, stop) if m.type == "Place" and m.kind == "name"]
        if local and head in _LOCAL:
            return local[0]
        named = [(a, m) for a, _, m in self.within(begin, stop) if m.type in PERSON_TYPES and m.kind == "name"]
        served = [m for a, m in named if head in _SERVING and all(_in_title(t) for t in self.doc[begin:a])]
        return served[0] if served else None

    def _bare_body(self, title: Title) -> Mention | None:
        """The body that a spokesperson's title names without its state: "foreign ministry spokesman Ana Lopez"."""
        start, end = title.before
        nouns = [t for t in self.doc[start:end] if t.tag_ in ("NN", "NNP")]
        found = self.of(nouns[-1]) if nouns and nouns[-1].i == end - 1 else None
        return found if found is not None and found.kind == "nominal" and found.type in _GOVERNING else None

    def _unknown_body(self, start: int, stop: int) -> Mention | None:
        """A body by a name that nobody knows and that holds a state's: "the far-right Alternative for Germany"."""
        first = next((i for i in range(start, stop) if self.doc[i].tag_ in ("NNP", "NNPS")), stop)
        last = first
        while last < stop and (self.doc[last].tag_ in ("NNP", "NNPS") or self.doc[last].lower_ in ("for", "of", "the")):
            last += 1
        while last > first and self.doc[last - 1].tag_ not in ("NNP", "NNPS"):
            last -= 1
        within = any(t.lower_ == "for" for t in self.doc[first:last])
        return self.record(self.doc[first:last], "name", "Organization") if within else None

    def described(self, start: int, end: int) -> Mention | None:
        """The owner that the tokens only describe: "the force" in "a spokesman for the force", "the group's"."""
        last = start
        while last < end and self.doc[last].tag_ in ("DT", "PRP$", "JJ", "NN", "NNS", "NNP", "NNPS", "POS"):
            last += 1
        nouns = [t for t in self.doc[start:last] if t.tag_ in ("NN", "NNS", "NNP", "NNPS")]
        found = self.of(nouns[-1]) if nouns else None
        return found if found is not None and found.type in OWNERS and found.kind != "pronoun" else None

    def tokens(self, mention: Mention) -> range:
        """The tokens of a mention."""
        span = self.doc.char_span(mention.start, mention.end)
        return range(span.start, span.end) if span is not None else range(0)

    def pronoun(self, token: Token) -> Mention:
        """The mention of a possessive pronoun, made if there is none."""
        for _, _, m in self.within(token.i, token.i + 1):
            return m
        person = token.lower_ in ("his", "her", "my")
        return self.record(self.doc[token.i : token.i + 1], "pronoun", "Person" if person else "State")

    def role(self, person: Mention, title: Title, end: int) -> Role:
        """The role that a title gives a person; ``end`` is the last token of the evidence, exclusive."""
        doc = self.doc
        begin, stop = title.behind
        portfolio = is_portfolio(doc, title)
        owner = (
            self.owner(*title.before)
            or self.complement(title, portfolio=portfolio)
            or (self.described(begin, stop) if begin < stop and doc[begin].tag_ in ("DT", "PRP$") else None)
        )
        mark = next((t.i for t in doc[title.before[0] : title.before[1]] if t.tag_ == "POS"), None)
        if owner is None and mark is not None:
            owner = self.described(title.before[0], mark)
        if owner is None and mark is not None:  # "Dolisie's district commissioner"
            owner = next((m for m in self.ending(mark) if m.type == "Place" and m.kind == "name"), None)
        if owner is None and doc[title.head].lower_ in _SPOKEN and possessor(doc, title) is None:
            owner = self._bare_body(title)
        covered = _covered(doc, self, owner)
        if owner is not None and owner.kind == "nominal" and doc[title.head].lower_ in _SPOKEN and not covered:
            covered = set(self.tokens(owner)) - {title.head}
        if doc[title.head].lower_ in _COMMANDING:
            covered -= {i for i in covered if doc[i].lower_ in _FORCES and doc[i].text.islower()}  # an "army chief"
        if owner is None and (pronoun := possessor(doc, title)) is not None:
            owner = self.pronoun(pronoun)
        # "secretary of state", "chief of the general staff", but not "president of Ukraine", "speaker of the house"
        named = self.complement(title, portfolio=portfolio) is not None
        if (
            owner is not None
            and owner.type == "State"
            and owner.kind == "name"
            and doc[title.head].lower_ in _OF_CITIES
        ):
            span = self.tokens(owner)
            owner = self.record(doc[span.start : span.stop], "name", "Place")  # "the mayor of Riga" is not Latvia's
        described = any(t.tag_ in ("POS", "PRP$", "DT") for t in doc[begin:stop])
        part = not described or doc[title.head].lower_ in ("chief", "chairman")
        complement = part and not named and stop - begin <= 4
        text = words(doc, title, covered, complement=complement)
        if not complement and begin < stop and doc[begin].lower_ == "staff" and text.endswith("chief"):
            text += " of staff"
        start = min(title.start, *self.tokens(person), *(self.tokens(owner) if owner else ()))
        return Role(person=person, title=text, of=owner, evidence=evidence_of(doc, start, end))


def _in_title(token: Token) -> bool:
    """Whether a word may stand in a title before a name: "to Prime Minister" Abiy Ahmed, "to the Ukrainian President"."""
    return is_role(token) or token.tag_ in ("NNP", "JJ", "DT", "POS", "PRP$") or token.lower_ in ("prime", "vice")


def _in_name(doc: Text, start: int, end: int, mention: Mention) -> bool:
    """Whether a state's name is only part of a party's or an adjective: "Alternative for Germany", "Russian-installed"."""
    if end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].lower_.endswith(HYPHENED):
        return True
    return mention.type == "State" and start > 1 and doc[start - 1].lower_ == "for" and doc[start - 2].tag_ == "NNP"


def _possesses(doc: Text, one: tuple[int, int, Mention], all_: list[tuple[int, int, Mention]]) -> bool:
    """Whether a body possesses the next one named: "the Chinese military's" Eastern Theatre Command."""
    _, end, mention = one
    follows = mention.type != "State" and end < len(doc) and doc[end].tag_ == "POS"
    return follows and any(a == end + 1 and m.type != "State" for a, _, m in all_)


def _name_start(doc: Text, start: int, end: int) -> int:
    """Where the bare name begins, should the mention include its title."""
    i = start
    while i < end - 1 and (is_role(doc[i]) or (doc[i].text.endswith(".") and len(doc[i]) > 2)):
        i += 1
    return i


def _covered(doc: Text, find: Finder, owner: Mention | None) -> set[int]:
    """The tokens that name the owner and are no part of the title; of a description, only its own owner's.

    "NIS director" is director of the NIS, but an "army chief" stays an army chief.
    """
    if owner is None:
        return set()
    span = find.tokens(owner)
    if owner.kind != "nominal":
        return set(span)
    inner = [find.tokens(m) for a, b, m in find.by_token if m.kind in ("name", "demonym") and m.type in OWNERS
             and span.start <= a and b <= span.stop and m is not owner]  # fmt: skip
    return {i for tokens in inner for i in tokens}


def evidence_of(doc: Text, start: int, end: int) -> Evidence:
    """The words from token ``start`` to ``end`` with their sentence."""
    span = doc[start:end]
    sentence = doc[start].sent
    return Evidence(span.start_char, span.end_char, span.text, sentence.text.strip())
