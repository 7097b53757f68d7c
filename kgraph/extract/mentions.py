"""The mentions of a text: every place where the text names or describes an actor, place or treaty."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from kgraph.actors import Actors
from kgraph.extract.clauses import case_of, children
from kgraph.extract.name_types import NameTypes
from kgraph.extract.nouns import nominal_type
from kgraph.nlp.tokens import Span, Text, Token
from kgraph.types import EntityType, Mention, MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST_NAME = 10  # tokens
_POSSESSIVE = ("'s", "’s", "‘s", "'", "’")
_RANKS = frozenset(
    "gen gen. lt lt. col col. maj maj. brig brig. capt capt. adm adm. sgt sgt. cmdr general admiral colonel major captain "
    "lieutenant marshal president minister mr mr. mrs mrs. ms ms. dr dr. sir pope prince king queen".split()
)
_PLACE_CASES = frozenset(
    "in at near inside outside across around into towards toward within throughout over above outside off along".split()
)
_COMPASS = frozenset(
    "southern northern eastern western central south-eastern southeastern south-western southwestern north-eastern "
    "northeastern north-western northwestern".split()
)
_UNITS = frozenset("brigade battalion division regiment corps squadron platoon company fleet".split())
_LABELS: dict[str, EntityType] = {
    "PER": "Person",
    "PERSON": "Person",
    "ORG": "Organization",
    "LOC": "Place",
    "GPE": "Place",
}
# What a city has and no government.
_OF_CITIES = frozenset(
    "resident inhabitant dweller mayor suburb outskirts street district neighbourhood neighborhood airport port station "
    "stadium hotel hospital university school museum city capital centre center town siege battle bombardment fall capture "
    "population people skyline metro traffic road gate north south east west northeast northwest southeast southwest".split()
)
# Meetings and treaties have the name of the city that they were held in.
_HELD_IN = frozenset(
    "talk talks summit conference meeting agreement agreements accord accords protocol convention declaration memorandum "
    "process treaty pact format round forum communique communiqué marathon olympics games".split()
)
_LOWER = frozenset({"al", "el", "ash"})  # how names from the Arabic may begin in print: "al Qaeda"
_MODIFIERS = frozenset("det amod compound nummod nmod:poss nmod nmod:desc flat punct advmod det:predet".split())
# What can have troops, agencies, arms or officials.
OWNERS = frozenset(
    "State Agency Ministry IntelligenceService ArmedForce Legislature Organization IGO ArmedGroup Company Person "
    "Official MediaOutlet".split()
)
_PRONOUNS = frozenset("he she it they him her them his its their i we us our who".split())


class Mentions:
    """All mentions of a text, found once; look them up by token.

    Names and demonyms come from the gazetteer and the language model, descriptions ("the spy agency") from nouns
    whose kind of referent is known (``kgraph.extract.nouns``).
    """

    def __init__(self, doc: Doc | Text, actors: Actors) -> None:
        self.doc, self.actors = Text.of(doc), actors
        self._at: dict[int, tuple[Span, MentionKind, EntityType]] = {}
        self._made: dict[tuple[int, int, MentionKind, EntityType], Mention] = {}
        self._blocked: list[tuple[int, int]] = []
        self._phrases: dict[int, Span] = {}
        self._owners: dict[int, Mention | None] = {}
        self._kinds: dict[int, EntityType | None] = {}
        for span, kind, type_ in self._names():
            self._put(span, kind, type_)
        names = NameTypes(self.doc)
        for entity in self.doc.ents:
            self._from_model(entity, names)
        for entity in self.doc.ents:
            self._coordinated(entity)

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
        while end - span.start > 1 and self.doc.tokens[end - 1].text in _POSSESSIVE:
            end -= 1
        chars = Span(self.doc, span.start, end)
        return Mention(chars.start_char, chars.end_char, chars.text, kind, type_)

    def _put(self, span: Span, kind: MentionKind, type_: EntityType) -> None:
        for i in range(span.start, span.end):
            self._at[i] = (span, kind, type_)

    def _names(self) -> Iterator[tuple[Span, MentionKind, EntityType]]:
        """Longest gazetteer matches from left to right, unless the language model reads a longer name there."""
        end = 0
        for token in self.doc:
            first = token.text[:1]
            begins = first.isupper() or first.isdigit() or token.text in _LOWER
            if token.i < end or not begins or token.lower_ in ("the", "a", "an"):
                continue
            match = self._match(token)
            if match is not None:
                yield match
                end = match[0].end

    def _match(self, first: Token) -> tuple[Span, MentionKind, EntityType] | None:
        if not self.actors.may_begin(first.text):
            return None
        for last in reversed(self._ends(first)):
            text = self.doc.text[first.idx : last.idx + len(last.text)]
            found = None if last is not first and "\n" in text else self._known(text) or self._with_the(first, text)
            if found is None or not any(c.isalpha() for c in text):
                continue
            span = Span(self.doc, first.i, last.i + 1)
            kind, type_, ambiguous = found
            if kind is None:  # a blocked phrase: it names neither of its parts ("South China Sea")
                self._blocked.append((span.start, span.end))
                return None
            if self._inside_longer_name(span) or (ambiguous and not self._supported(span)):
                continue
            part = self._with_part(span) if kind == "name" and type_ in ("State", "Place") else span
            return part, kind, "Place" if part is not span else self._place_or_state(span, type_)
        return None

    def _with_the(self, first: Token, text: str) -> tuple[MentionKind | None, EntityType, bool] | None:
        """A name that is one only with its article: "the Emirates", "the Security Council"."""
        definite = first.i > 0 and self.doc[first.i - 1].lower_ == "the"
        found = self._known(f"the {text}") if definite else None
        return found if found is not None and found[1] != "MediaOutlet" else None  # "the Atlantic" is an ocean

    def _with_part(self, span: Span) -> Span:
        """ "in southern Lebanon": the name with the part of it where it happens; who is fired at is Lebanon."""
        before = self.doc[span.start - 1] if span.start else None
        part = before is not None and before.dep_ == "amod" and before.lower_ in _COMPASS and before.i not in self._at
        part = part and case_of(span.root) in ("in", "into", "inside", "within", "across", "from")
        return self.doc[span.start - 1 : span.end] if part else span

    def _ends(self, first: Token) -> list[Token]:
        """Where a name may end that begins at a token: within as many words as the longest listed name has."""
        tokens = self.doc.tokens[first.i : first.i + LONGEST_NAME]
        glued = not first.whitespace_ and len(tokens) > 1 and tokens[1].text[0].isalnum()
        longest = LONGEST_NAME if glued else self.actors.longest(first.text)
        ends: list[Token] = []
        words = 0
        for token in tokens:
            # Only what must be a word of its own counts: no hyphen, no possessive, no first part of "Guinea-Bissau".
            own = token.text.isalnum() and token.lower_ != "s"
            if words + own > longest:
                break
            words += own and bool(token.whitespace_)
            if not (token.is_space or token.is_punct):
                ends.append(token)
        return ends

    def _known(self, text: str) -> tuple[MentionKind | None, EntityType, bool] | None:
        """What the gazetteer says of a form: (kind, type, whether it can also mean something else)."""
        actors = self.actors
        if not actors.may_name(text):
            return None
        if actors.blocked(text):
            return None, "Place", False
        names = actors.named(text)
        if names:
            return "name", actors.known[names[0].target].type, all(s.ambiguous for s in names)
        demonym = actors.demonym(text)
        if demonym is not None:
            return "demonym", "State", False
        metonym = actors.metonym(text)
        if metonym is not None:
            return "name", "Place" if metonym.kind == "capital" else "State", metonym.ambiguous
        contextual = actors.contextual(text) or actors.contextual(f"the {text}")
        if contextual:
            return ("demonym" if contextual[0].demonym else "name"), contextual[0].actor.type, False
        return None

    @cached_property
    def _people(self) -> list[Span]:
        """The people whom the language model reads with more than one name."""
        return [e for e in self.doc.ents if e.label_ in ("PER", "PERSON") and len(e) > 1]

    def _inside_longer_name(self, span: Span) -> bool:
        """ "Georgia Meloni", "Jordan Henderson": a person's name that only begins like a state's."""
        return any(e.start <= span.start and e.end >= span.end and len(e) > len(span) for e in self._people)

    def _supported(self, span: Span) -> bool:
        """Whether the language model reads an ambiguous form as a name of the same kind."""
        labels = {t.ent_type_ for t in span}
        if labels & {"LOC", "GPE", "ORG", "NORP"}:
            return True
        # "Washington imposed": read as a person's name, but nobody of that surname stands in the article.
        alone = span[0].pos_ == "PROPN" and not (span.start and self.doc[span.start - 1].pos_ == "PROPN")
        unnamed = labels == {""} and alone and span.root.dep_ in ("nsubj", "nsubj:pass", "nmod:poss")
        return (bool(labels & {"PER", "PERSON"}) or unnamed) and not any(
            e[-1].lower_ == span[-1].lower_ for e in self._people
        )

    def _place_or_state(self, span: Span, type_: EntityType) -> EntityType:
        """A capital in its state's stead ("Seoul said") is a State; where things happen it is a Place."""
        if type_ != "Place":
            return type_
        return "Place" if case_of(span.root) in _PLACE_CASES or self._is_city(span) else "State"

    def _is_city(self, span: Span) -> bool:
        """Whether a capital is the city: "Lima residents", "the mayor of Oslo", "Moscow-based", "the Minsk agreements"."""
        doc, root = self.doc, span.root
        if (
            span.end + 1 < len(doc)
            and doc[span.end].text == "-"
            and doc[span.end + 1].lower_ in ("based", "born", "area")
        ):
            return True
        if any(c.dep_ == "amod" and c.lower_ in _COMPASS | {"downtown", "greater"} for c in root.children):
            return True
        noun = root.head.lemma_.lower()
        if root.dep_ in ("compound", "nmod:desc", "amod", "nmod:poss") and root.head.i > root.i:
            return noun in _OF_CITIES or (root.dep_ != "nmod:poss" and noun in _HELD_IN)
        return root.dep_ == "nmod" and case_of(root) == "of" and noun in _OF_CITIES

    def _from_model(self, entity: Span, names: NameTypes) -> None:
        """A name of the language model that the gazetteer does not have, without its ranks."""
        start, end = entity.start, entity.end
        while end - start > 1 and self.doc[start].lower_ in _RANKS | {"the"}:
            start += 1
        while end - start > 1 and self.doc[end - 1].text in _POSSESSIVE:
            end -= 1
        label = _LABELS.get(entity.label_)
        last = self._at.get(end - 1)
        if last is not None and last[1] == "name" and last[0].start == end - 1 > start and last[0].text.isupper():
            return  # "Hutu FDLR": the acronym is the name
        if any(a <= start and end <= b and end - start < b - a for a, b in self._blocked):
            return  # "Minsk" in "the Minsk agreements"
        taken = [i for i in range(start, end) if i in self._at]
        inner = {self._at[i][0] for i in taken}
        if (
            label is None
            or _is_unit(entity)
            or (taken and (len(taken) == end - start or any(len(s) >= end - start for s in inner)))
        ):
            return
        span = self.doc[start:end]
        if taken and label == "Place" and all(self._at[i][1] == "demonym" for i in taken):
            return
        if taken and self._at[taken[0]][1] == "demonym" and taken[0] == start and label == "Organization":
            # "Ukrainian Defence Intelligence Directorate": the state's name is its owner, not part of its own name.
            rest = max(self._at[taken[0]][0].end, start)
            span = self.doc[rest if end - rest > 1 or self._is_agency_noun(rest, end) else start : end]
        if span.root.pos_ in ("VERB", "ADV") and len(span) == 1:
            return
        type_ = names.of(span, label)
        if type_ is not None:
            self._put(span, "name", type_)

    def _is_agency_noun(self, start: int, end: int) -> bool:
        """Whether the words are a kind of body by themselves: "Senate", not "University"."""
        return end > start and self.actors.agency_noun(self.doc[start:end].text) is not None

    def _coordinated(self, entity: Span) -> None:
        """ "Xi and Biden": what is coordinated with a person by name is a person, though the model misses the name."""
        root = entity.root
        others = [*children(root, "conj"), *([root.head] if root.dep_ == "conj" else [])]
        for token in others if _LABELS.get(entity.label_) == "Person" else ():
            if (
                token.tag_ == "NNP"
                and token.i not in self._at
                and not children(token, "det", "amod", "nmod", "compound")
            ):
                end = max([token.i, *(c.i for c in children(token, "flat"))]) + 1
                self._put(self.doc[token.i : end], "name", "Person")

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


def _is_unit(entity: Span) -> bool:
    """ "4th Brigade": a unit by its number is no name; whose it is stands beside it."""
    return entity[-1].lower_ in _UNITS and all(t.text[:1].isdigit() for t in entity[:-1])
