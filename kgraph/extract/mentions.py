"""The mentions of a text: every place where the text names or describes an actor, place or treaty."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from kgraph.actors import Actors
from kgraph.extract.clauses import case_of
from kgraph.extract.names import POSSESSIVE, Names
from kgraph.extract.nouns import nominal_type
from kgraph.nlp.tokens import Span, Text, Token
from kgraph.types import BODY_TYPES, PERSON_TYPES, EntityType, Mention, MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MODIFIERS = frozenset("det amod compound nummod nmod:poss nmod nmod:desc flat punct advmod det:predet".split())
# What can have troops, agencies, arms or officials.
OWNERS = BODY_TYPES | PERSON_TYPES | {"State"}
_DEFINITE = frozenset("the this that these those its his her their both".split())
_PRONOUNS = frozenset("he she it they him her them his its their i we us our who".split())


class Mentions:
    """All mentions of a text, found once; look them up by token.

    Names and demonyms come from the gazetteer and the language model, descriptions ("the spy agency") from nouns
    whose kind of referent is known (``kgraph.extract.nouns``).
    """

    def __init__(self, doc: Doc | Text, actors: Actors) -> None:
        self.doc, self.actors = Text.of(doc), actors
        self._at = Names(self.doc, actors).at
        self._made: dict[tuple[int, int, MentionKind, EntityType], Mention] = {}
        self._phrases: dict[int, Span] = {}
        self._owners: dict[int, Mention | None] = {}
        self._kinds: dict[int, EntityType | None] = {}

    def all(self) -> list[Mention]:
        """Every mention by name, demonym or agency description, in order, each once."""
        return list(self._all)

    @cached_property
    def _all(self) -> list[Mention]:
        seen = {(s.start, s.end): self.record(s, kind, t) for s, kind, t in self._at.values()}
        for token in self.doc:
            if token.pos_ in ("NOUN", "PROPN") and token.i not in self._at and self._is_agency(token):
                mention = self.describe(token)
                if mention is not None:
                    seen[(token.left_edge.i, token.i + 1)] = mention
            if token.pos_ == "PRON" and token.lower_ in _PRONOUNS and token.dep_ != "expl":
                seen[(token.i, token.i + 1)] = self.record(self.doc[token.i : token.i + 1], "pronoun", "Person")
        return sorted(set(seen.values()), key=lambda m: (m.start, m.end))

    def descriptions(self) -> list[Mention]:
        """The definite descriptions of actors and places that may mean one named elsewhere, and those in apposition."""
        found = []
        for token in self.doc:
            if token.tag_ not in ("NN", "NNS") or token.i in self._at or token.dep_ in ("compound", "fixed"):
                continue
            first = self.phrase(token)[0]
            definite = first.lower_ in _DEFINITE or any(c.dep_ == "nmod:poss" for c in token.children)
            if (definite or token.dep_ == "appos") and (mention := self.of(token)) is not None:
                found += [mention] if mention.kind == "nominal" and mention.type != "Treaty" else []
        return found

    def name_at(self, token: Token) -> Mention | None:
        """The name or demonym that covers the token."""
        found = self._at.get(token.i)
        return self.record(*found) if found else None

    def of(self, token: Token) -> Mention | None:
        """The mention that the noun phrase headed by ``token`` is: a name, a description, a pronoun; else None."""
        found = self._at.get(token.i)
        if found and found[1] == "name":
            return self.record(*found)
        if found and found[0].root.dep_ not in ("amod", "compound", "nmod"):
            return self.record(*found)
        if token.pos_ == "PRON":
            return (
                self.record(self.doc[token.i : token.i + 1], "pronoun", "Person") if token.lower_ in _PRONOUNS else None
            )
        named = next(
            (c for c in token.children if c.dep_ in ("flat", "appos") and c.i in self._at and c.dep_ == "flat"), None
        )
        if named is not None:
            return self.name_at(named)
        return self.describe(token)

    def describe(self, token: Token, *, default: EntityType | None = None) -> Mention | None:
        """The description that the noun phrase headed by ``token`` is, if the noun's kind is known (or a default given)."""
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "PRON", "NUM"):
            return None
        if self.phrase(token)[0].lower_ in ("each", "every"):
            return None  # "each member state" is no one state
        if token.i not in self._kinds:
            self._kinds[token.i] = nominal_type(token, self.phrase(token), self.actors)
        type_ = self._kinds[token.i] or default
        return None if type_ is None else self.record(self.phrase(token), "nominal", type_)

    def owner(self, token: Token) -> Mention | None:
        """The actor that the noun phrase headed by ``token`` belongs to: "Russia's army", "troops from Pyongyang"."""
        if token.i not in self._owners:
            self._owners[token.i] = self._owner(token)
        return self._owners[token.i]

    def _owner(self, token: Token) -> Mention | None:
        whose = next((c for c in token.children if c.lower_ == "whose"), None)
        noun = _relative_noun(whose) if whose is not None else None
        near = [noun] if noun is not None else []
        near += [c for c in token.children if c.dep_ == "nmod:poss"]
        near += [c for c in token.children if c.dep_ == "nmod" and case_of(c) == "from"]
        behind = [c for c in token.children if c.dep_ == "nmod" and case_of(c) == "of"]
        return self._first_owner(near) or self._owner_before(token) or self._first_owner(behind)

    def _first_owner(self, tokens: list[Token]) -> Mention | None:
        found = [m for t in tokens if (m := self.of(t)) is not None and m.type in OWNERS]
        return found[0] if found else None

    def _owner_before(self, token: Token) -> Mention | None:
        """The name or demonym before the noun: "Kenyan police officers of a UN mission" are Kenya's."""
        span = self.phrase(token)
        for i in range(token.i - 1, span.start - 1, -1):
            if i in self._at and self._at[i][2] in OWNERS and not any(t.dep_ == "nmod:poss" for t in self._at[i][0]):
                return self.record(*self._at[i])
        if token.i in self._at and self._at[token.i][1] == "demonym":
            return self.record(*self._at[token.i])
        return None

    def within(self, span: Span) -> Iterator[Mention]:
        """The names and demonyms inside a Span, each once, in order."""
        last: Span | None = None
        for i in range(span.start, span.end):
            found = self._at.get(i)
            if found and found[0] is not last:
                last = found[0]
                yield self.record(*found)

    def phrase(self, token: Token) -> Span:
        """The noun phrase from its first modifier to its head, with "of" phrases but without clauses behind it."""
        if token.i not in self._phrases:
            self._phrases[token.i] = self._phrase(token)
        return self._phrases[token.i]

    def _phrase(self, token: Token) -> Span:
        start = end = token.i
        tokens = self.doc.tokens
        for child in token.lefts:
            if child.dep_ in _MODIFIERS:
                start = min(start, child.left_edge.i)
        while (
            start > token.sent.start
            and tokens[start - 1].dep_ in ("amod", "compound", "nmod:desc")
            and start <= tokens[start - 1].head.i <= end
        ):
            start -= 1
        for child in token.rights:
            if child.dep_ == "flat" or (
                child.dep_ == "nmod" and case_of(child) == "of" and child.left_edge.i == end + 1
            ):
                end = max(end, child.i if child.dep_ == "flat" else _short_end(child))
        for i in range(token.i - 1, start - 1, -1):
            joins = tokens[i - 1].pos_ == "ADJ" and tokens[i + 1].pos_ == "ADJ" if i > start else False
            if (tokens[i].text in (",", ";", ":", "–", "—") and not joins) or (
                tokens[i].pos_ in ("VERB", "SCONJ") and tokens[i].dep_ != "amod"
            ):
                start = i + 1  # what stands before a comma is no modifier
                break
        first = tokens[start]
        while start < token.i and (
            first.is_punct
            or first.is_space
            or _leads_in(first, tokens[start + 1])
            or first.dep_ in ("case", "cc", "fixed", "mark")
            or first.lower_ in ("no", "neither", "any", "either", "nor")
        ):
            start += 1
            first = tokens[start]
        return Span(self.doc, start, end + 1)

    def record(self, span: Span, kind: MentionKind, type_: EntityType) -> Mention:
        """The Mention of a Span; a possessive ending is left out."""
        asked = (span.start, span.end, kind, type_)
        if asked not in self._made:
            self._made[asked] = self._record(span, kind, type_)
        return self._made[asked]

    def _record(self, span: Span, kind: MentionKind, type_: EntityType) -> Mention:
        end = span.end
        while end - span.start > 1 and self.doc.tokens[end - 1].text in POSSESSIVE:
            end -= 1
        chars = Span(self.doc, span.start, end)
        return Mention(chars.start_char, chars.end_char, chars.text, kind, type_)

    def _is_agency(self, token: Token) -> bool:
        """Whether a noun phrase describes one agency: "the spy agency", "Russia's lower house", not "intelligence reports"."""
        if token.dep_ in ("compound", "amod", "fixed", "case", "nmod:desc"):
            return False
        if not self.actors.may_describe(token.text):
            return False
        phrase = self.phrase(token)
        bare = len(phrase) == 1
        if bare or not any(t.dep_ in ("det", "nmod:poss", "amod", "compound") for t in phrase):
            return False
        return any(
            self.actors.agency_noun(self.doc[i : token.i + 1].text) is not None
            for i in range(phrase.start, token.i + 1)
        )


def _leads_in(first: Token, then: Token) -> bool:
    """ "Not the army", "already in the country", "from stationing forces": what a noun phrase does not begin with."""
    if first.dep_ == "advmod" and first.pos_ in ("ADV", "PART"):
        return then.dep_ in ("det", "case", "nmod:poss") or then.pos_ in ("DET", "NOUN", "PROPN")
    gerund = first.tag_ == "VBG" and first.dep_ == "amod" and first.i > 0
    return gerund and first.doc[first.i - 1].tag_ == "IN" and then.pos_ in ("NOUN", "DET")


def _relative_noun(whose: Token) -> Token | None:
    """ "Eritrea, whose soldiers fought": the noun that the relative clause hangs on."""
    token = whose
    while token.dep_ != "acl:relcl" and token.head != token:
        token = token.head
    return token.head if token.dep_ == "acl:relcl" else None


def _short_end(token: Token) -> int:
    """The end of an "of" phrase without the clauses behind it."""
    end = token.i
    for child in token.rights:
        if child.dep_ in ("flat", "compound") or (child.dep_ == "nmod" and case_of(child) == "of"):
            end = max(end, _short_end(child))
    return end
