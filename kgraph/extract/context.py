"""What every extraction rule needs of an article at hand, and the one way to make a claim from what a rule found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from kgraph.actors import Actors
from kgraph.extract.attribution import REPORTING, Attribution, Attributions, cue_words, find_attributions
from kgraph.extract.clauses import agents, antecedent, case_of, conjuncts
from kgraph.extract.frames import FrameTable, own_table
from kgraph.extract.mentions import OWNERS, Mentions
from kgraph.extract.modality import Assessment, assess
from kgraph.extract.nouns import PLACES
from kgraph.extract.occasions import Occasions
from kgraph.extract.reporting import DENY
from kgraph.extract.spans import clause_span, coordinated, in_place_chain, participant, tight, trimmed
from kgraph.ids import digest
from kgraph.nlp.tokens import Span, Text, Token
from kgraph.types import (
    Article,
    Casualties,
    Claim,
    ClaimType,
    Evidence,
    Mention,
    Money,
    Participant,
    Quantity,
    Source,
    Time,
)
from kgraph.types import (
    Span as TextSpan,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["REPORTING", "Context", "coordinated", "participant", "trimmed"]

PLACE_CASES = frozenset(
    "in at to into onto near inside across on towards toward around outside throughout off over along within between "
    "from through via beyond".split()
) | {"close to", "out of", "north of", "south of", "east of", "west of", "as far as", "up to", "to within"}
_PIECES = frozenset(
    "most much part half rest bulk edge outskirts north south east west centre center sliver strip stretch corner km "
    "kilometre kilometer mile metre meter".split()
)
_AMOUNTS = frozenset("range variety series majority percentage share host array spectrum handful".split())
_NOBODY = frozenset("what there this these i we me us you those that".split())
_PROMISING = frozenset({"pledge", "promise", "offer"})


class Context:
    """One article under extraction: its text, mentions, attributions, quantities and times."""

    def __init__(self, doc: Doc | Text, article: Article, actors: Actors, frames: FrameTable | None = None) -> None:
        self.doc, self.article, self.actors = Text.of(doc), article, actors
        self.frames = own_table() if frames is None else frames
        self.mentions = Mentions(self.doc, actors)
        self._speakers: dict[int, Mention | None] = {}

    @cached_property
    def attributions(self) -> Attributions:
        """All attributions of the article."""
        return find_attributions(self.doc, self._group("quotations"))

    def chain(self, token: Token) -> list[Attribution]:
        """The attributions over a token, outermost first."""
        return self.attributions.chain(token)

    def assess(self, token: Token, *, nominal: bool = False) -> Assessment:
        """Polarity, certainty and phase of the event at the token."""
        return assess(token, self.chain(token), nominal=nominal)

    def sources(self, token: Token) -> tuple[Source, ...]:
        """The chain of sources over a token; one that repeats the source before it is left out."""
        found: list[Source] = []
        for attribution in self.chain(token):
            words = attribution.cue
            cue = self.text_span(words[0].i, words[-1].i + 1) if words else None
            level: list[Source] = []
            for head in attribution.sources:
                mention = self.speaker(head)
                if mention is not None and all(mention.text != s.mention.text for s in [*found, *level]):
                    level.append(Source(mention, cue, joint=bool(level)))
            found += level
        return tuple(found)

    def speaker(self, token: Token) -> Mention | None:
        """The source that a noun phrase names: an actor, a described or an unnamed person, a document."""
        if token.i not in self._speakers:
            self._speakers[token.i] = self._speaker(token)
        return self._speakers[token.i]

    def _speaker(self, token: Token) -> Mention | None:
        token = _counted(antecedent(token))
        if not self._is_name(token) and (
            token.tag_ in ("WDT", "WP")
            or token.lower_ in _NOBODY
            or (token.lower_ in ("one", "some", "many") and not any(case_of(c) == "of" for c in token.children))
        ):
            return None
        return (
            self._titled(token)
            or self._apposed(token)
            or self.mentions.of(token)
            or self.mentions.describe(token, default="UnnamedSource")
        )

    def _is_name(self, token: Token) -> bool:
        """Whether a word that is spelt as a pronoun is a name here: "the US said", "the WHO warned"."""
        found = self.mentions.name_at(token)
        return token.text.isupper() and found is not None and found.kind == "name"

    def actor(self, token: Token) -> Mention | None:
        """The actor that a noun phrase names or describes, or stands for by its owner ("Russia's army" is its army)."""
        token = _counted(antecedent(token))
        found = self._titled(token) or self._apposed(token) or self.mentions.of(token)
        return found if found is not None else self.mentions.owner(token)

    def _apposed(self, token: Token) -> Mention | None:
        """ "its army spokesman, Felix Kulayigye": the name that stands in apposition to a description."""
        if token.pos_ != "NOUN":
            return None
        for child in token.children:
            if child.dep_ == "appos" and child.i > token.i:
                found = self.mentions.name_at(child)
                if found is not None and found.kind == "name" and found.type not in ("Place", "Treaty"):
                    return found
        return None

    def _titled(self, token: Token) -> Mention | None:
        """ "Defence Directorate chief Lt Gen Budanov": the person whose title the parser took for the head."""
        if token.pos_ not in ("NOUN", "PROPN") or token.i + 1 >= len(self.doc):
            return None
        if self.doc[token.i + 1].pos_ not in ("PROPN", "NOUN", "ADP"):  # no name follows, nor what it is chief of
            return None
        inside = [t for t in token.subtree if t.i > token.i and _in_title(t, token)]
        unbroken = [t for t in inside if not any(x.is_punct for x in self.doc[token.i : t.i])]
        for t in unbroken:
            found = self.mentions.name_at(t)
            if found is not None and found.type == "Person" and found.kind == "name":
                return found
        return None

    def side(self, token: Token) -> list[Mention]:
        """The actors that a noun phrase stands for in dealings between actors: "ministers of Congo and Rwanda" are both."""
        found = self.actor(token)
        if found is None:
            return []
        if found.kind == "nominal" and found.type in ("UnnamedSource", "Official", "ArmedForce"):
            behind = [
                m
                for c in token.children
                if c.dep_ in ("nmod:poss", "nmod") and case_of(c) in ("", "of", "from")
                for t in conjuncts(c)
                if (m := self.mentions.of(t)) is not None and m.type in OWNERS
            ]
            owner = self.mentions.owner(token)
            return behind or ([owner] if owner is not None else [found])
        return [found]

    def actors_of(self, tokens: Iterable[Token]) -> list[Mention]:
        """The actors that the noun phrases name, each once, in order."""
        found: list[Mention] = []
        for token in tokens:
            mention = self.actor(token)
            if mention is not None and mention not in found:
                found.append(mention)
        return found

    def places(self, tokens: Iterable[tuple[str, Token]]) -> list[Mention]:
        """The places among prepositional phrases: their most exact names, or the kind of place described."""
        found: list[Mention] = []
        for case, token in tokens:
            if case in PLACE_CASES:
                for mention in self._place(token):
                    if mention not in found:
                        found.append(mention)
        return found

    def _place(self, token: Token) -> list[Mention]:
        if token.lemma_.lower() in _PIECES:  # "most of the coast", "within 30 km of the frontier"
            whole = next(
                (c for c in token.children if c.dep_ in ("nmod", "obl") and case_of(c) in ("of", "from")), None
            )
            if whole is not None or token.lemma_.lower() not in ("strip", "stretch", "corner"):
                return self._place(whole) if whole is not None else []
        phrase = self.mentions.phrase(token)
        inner = [t for t in token.subtree if t.i >= phrase.start and (t.i <= phrase.end or in_place_chain(t, token))]
        span = self.doc[phrase.start : max(t.i for t in inner) + 1] if inner else phrase
        where = ("Place", "State", "Equipment")  # people are stationed on a ship by its name, too
        names = [m for m in self.mentions.within(span) if m.kind == "name" and m.type in where]
        described = token.lemma_.lower() in PLACES | {"country", "nation", "state", "neighbour", "neighbor"}
        own = self.mentions.name_at(token)
        if (
            own is not None
            and own.kind == "name"
            and own.type in ("Organization", "Person")
            and self._is_place(own.text)
        ):
            return [replace(own, type="Place")]
        if own is not None:
            return names
        if not described:
            return [m for m in self.mentions.within(phrase) if m.kind == "name" and m.type == "Place"]
        exact = [m for m in names if m.type == "Place"]
        nominal = self.mentions.record(phrase, "nominal", "Place")
        return exact or [*list(names), nominal]

    def _is_place(self, name: str) -> bool:
        """Whether gazetteers know a name that the language model took for a person's or an organisation's as a place."""
        from kgraph.actors.places import place

        return place(name) is not None

    def evidence(self, tokens: Sequence[Token] | Token) -> Evidence:
        """The clause that makes a claim: the subtree of its predicate, as printed, with its sentence."""
        span = clause_span(tokens) if isinstance(tokens, Token) else tight(self.doc, tokens)
        around = self.doc[span.start].sent
        end = max(around.end_char, span.end_char)
        whole = self.doc.text[around.start_char : end].strip()
        return Evidence(span.start_char, span.end_char, span.text, " ".join(whole.split()))

    def text_span(self, start: int, end: int) -> TextSpan:
        """Tokens start to end (exclusive) as a span of the text."""
        span = trimmed(self.doc, start, end)
        return TextSpan(span.start_char, span.end_char, span.text)

    def quantity(self, token: Token) -> Quantity | None:
        """The counted amount in the noun phrase headed by the token."""
        phrase = self.mentions.phrase(token)
        for span in self._group("quantities"):
            inside = (
                phrase.start - 3 <= span.start <= token.i and phrase.start - 1 < span.end and span.start < phrase.end
            )
            if inside and not any(t.pos_ == "VERB" and t.dep_ != "amod" for t in self.doc[span.end : token.i]):
                value: Quantity = span.note
                return value
        return None

    def money(self, tokens: Iterable[Token]) -> Money | None:
        """The first amount of money among the tokens."""
        inside = {t.i for t in tokens}
        for span in self._group("money"):
            if span.start in inside:
                value: Money = span.note
                return value
        return None

    def time(self, predicate: Token) -> Time | None:
        """When the event at a predicate takes place."""
        return self._occasions.of(predicate)

    @cached_property
    def _occasions(self) -> Occasions:
        return Occasions(self.doc)

    def _group(self, name: str) -> list[Span]:
        return self.doc.spans.get(name, [])

    def _with_teller(self, sources: tuple[Source, ...], verb: Token) -> tuple[Source, ...]:
        """ "denied any arms transfers": the verb over a nominal event is itself its source's cue."""
        words = cue_words(verb)
        cue = self.text_span(words[0].i, words[-1].i + 1)
        named = [m for t in agents(verb) if (m := self.speaker(t)) is not None]
        new = [m for m in named if all(m != s.mention for s in sources)]
        return (*sources, *(Source(m, cue, joint=i > 0) for i, m in enumerate(new)))

    def _assessed(self, type_: ClaimType, predicate: Token, *, nominal: bool, told_by: Token | None) -> Assessment:
        assessment = self.assess(predicate, nominal=nominal)
        if type_ in ("TroopClaim", "ArmsClaim") and predicate.lemma_ in _PROMISING and assessment.phase != "planned":
            assessment.plan(predicate)  # "has pledged troops": they are still to come
        if told_by is not None and (told_by.lemma_ in DENY or told_by.lemma_ == "rule"):  # "ruled out"
            assessment.flip(told_by)
        return assessment

    def claim(
        self,
        type_: ClaimType,
        rule: str,
        predicate: Token,
        participants: Sequence[Participant],
        *,
        evidence: Evidence | None = None,
        nominal: bool = False,
        activity: str | None = None,
        event: str | None = None,
        quantity: Quantity | None = None,
        money: Money | None = None,
        casualties: Casualties | None = None,
        time: Time | None = None,
        confidence: float = 0.9,
        told_by: Token | None = None,
    ) -> Claim:
        """A claim of the given type at ``predicate``, with its sources, polarity, certainty and phase worked out.

        ``told_by`` is the reporting or denying verb of which a nominal event is the object.
        """
        found = evidence or self.evidence(predicate)
        assessment = self._assessed(type_, predicate, nominal=nominal, told_by=told_by)
        chain = self.chain(predicate)
        sources = self.sources(predicate)
        unique = tuple(dict.fromkeys(participants))
        names = [f"{p.role}={p.mention.start}-{p.mention.end}" for p in unique]
        key = digest(
            self.article.id, type_, activity or event, found.start, found.end, *names, quantity and quantity.text
        )
        return Claim(
            id=f"claim/{key}",
            article=self.article.id,
            type=type_,
            evidence=found,
            sources=sources if told_by is None else self._with_teller(sources, told_by),
            participants=unique,
            event=event,
            activity=activity,
            polarity=assessment.polarity,
            certainty=assessment.certainty,
            phase=assessment.phase,
            quantity=quantity,
            casualties=casualties,
            money=money,
            time=time if time is not None else self.time(predicate),
            rules=(rule, *dict.fromkeys(a.rule for a in chain)),
            confidence=round(confidence * 0.95 ** len(chain), 2),
        )


def _counted(token: Token) -> Token:
    """What a noun of amount counts: "a wide range of parties", "a majority of Americans"."""
    if token.lemma_.lower() not in _AMOUNTS:
        return token
    return next((c for c in token.children if c.dep_ == "nmod" and case_of(c) == "of"), token)


def _in_title(token: Token, head: Token) -> bool:
    """Whether a name hangs on its title only by the links within one name: not "the killing of Sheikh Ahmed Yassin"."""
    while token != head:
        if token.dep_ not in ("flat", "nmod:desc", "compound", "appos"):
            return False
        token = token.head
    return True
