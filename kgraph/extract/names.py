"""Which stretches of a text are names, and of what: by the gazetteer first, then by the language model."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from kgraph.actors import Actors
from kgraph.extract.clauses import case_of, children
from kgraph.extract.name_types import NameTypes
from kgraph.nlp.tokens import Span, Text, Token
from kgraph.types import EntityType, MentionKind

LONGEST_NAME = 10  # tokens
POSSESSIVE = ("'s", "’s", "‘s", "'", "’")

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


class Names:
    """The names and demonyms of a text, found once: ``at`` gives for a token's index the name that covers it."""

    def __init__(self, doc: Text, actors: Actors) -> None:
        self.doc, self.actors = doc, actors
        self.at: dict[int, tuple[Span, MentionKind, EntityType]] = {}
        self._blocked: list[tuple[int, int]] = []
        for span, kind, type_ in self._names():
            self._put(span, kind, type_)
        types = NameTypes(self.doc)
        for entity in self.doc.ents:
            self._from_model(entity, types)
        for entity in self.doc.ents:
            self._coordinated(entity)

    def _put(self, span: Span, kind: MentionKind, type_: EntityType) -> None:
        for i in range(span.start, span.end):
            self.at[i] = (span, kind, type_)

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
        part = before is not None and before.dep_ == "amod" and before.lower_ in _COMPASS and before.i not in self.at
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
        while end - start > 1 and self.doc[end - 1].text in POSSESSIVE:
            end -= 1
        label = _LABELS.get(entity.label_)
        last = self.at.get(end - 1)
        if last is not None and last[1] == "name" and last[0].start == end - 1 > start and last[0].text.isupper():
            return  # "Hutu FDLR": the acronym is the name
        if any(a <= start and end <= b and end - start < b - a for a, b in self._blocked):
            return  # "Minsk" in "the Minsk agreements"
        taken = [i for i in range(start, end) if i in self.at]
        inner = {self.at[i][0] for i in taken}
        if (
            label is None
            or _is_unit(entity)
            or (taken and (len(taken) == end - start or any(len(s) >= end - start for s in inner)))
        ):
            return
        span = self.doc[start:end]
        if taken and label == "Place" and all(self.at[i][1] == "demonym" for i in taken):
            return
        if taken and self.at[taken[0]][1] == "demonym" and taken[0] == start and label == "Organization":
            # "Ukrainian Defence Intelligence Directorate": the state's name is its owner, not part of its own name.
            rest = max(self.at[taken[0]][0].end, start)
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
                and token.i not in self.at
                and not children(token, "det", "amod", "nmod", "compound")
            ):
                end = max([token.i, *(c.i for c in children(token, "flat"))]) + 1
                self._put(self.doc[token.i : end], "name", "Person")


def _is_unit(entity: Span) -> bool:
    """ "4th Brigade": a unit by its number is no name; whose it is stands beside it."""
    return entity[-1].lower_ in _UNITS and all(t.text[:1].isdigit() for t in entity[:-1])
