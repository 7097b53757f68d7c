"""What claims tell of, seen from words that point back to them: their predicates, their actors, and which are one matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kgraph.extract.clauses import children, conjuncts
from kgraph.extract.frames import FrameTable
from kgraph.nlp.nominals import verbs_of
from kgraph.nlp.tokens import Text, Token
from kgraph.resolve.action_nouns import (
    ATTACKS,
    CALLS,
    MANNERS,
    PLURAL_ONLY,
    VISITS,
    arms_acts,
    treaty_acts,
    troop_acts,
)
from kgraph.resolve.world import World
from kgraph.types import Claim, Mention

AGENTS = ("force", "supplier", "attacker", "participant", "actor", "party", "operator")
PLACES = frozenset({"location", "origin"})
# Roles in which claims of one matter cannot differ.
_CORE: dict[str, tuple[str, ...]] = {
    "TroopClaim": ("force", "location"), "ArmsClaim": ("supplier", "recipient"), "TreatyClaim": ("treaty", "actor"),
    "AttackClaim": ("attacker", "target", "location"), "MeetingClaim": ("participant",),
    "EventClaim": ("actor", "recipient"),
}  # fmt: skip
_TALKS = frozenset("meeting talk negotiation discussion".split())  # the other nouns of meetings tell of what kind
_PLURAL_TARGETS = frozenset("obj nsubj nsubj:pass obl".split())


@dataclass(frozen=True)
class Told:
    """A claim with its predicate in the text; ``sentence`` counts the sentences of the article from 0."""

    claim: Claim
    root: Token
    sentence: int

    @cached_property
    def verbs(self) -> frozenset[str]:
        """The verbs that tell it: the predicate, with its particle too."""
        if self.root.pos_ not in ("VERB", "AUX", "ADJ"):
            return frozenset()
        lemma = self.root.lemma_.lower()
        particles = [c.lower_ for c in children(self.root, "compound:prt", "advmod")]
        return frozenset({lemma, *(f"{lemma} {p}" for p in particles)})

    @cached_property
    def deeds(self) -> tuple[Token, ...]:
        """The nouns that tell it: the predicate itself, or what a verb launches, holds, imposes."""
        if self.root.pos_ in ("NOUN", "PROPN"):
            return (self.root,)
        near = [t for c in children(self.root, "obj", "nsubj:pass", "nsubj", "obl") for t in conjuncts(c)]
        return tuple(t for t in near if t.pos_ == "NOUN")

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of everybody in a role, places included."""
        return frozenset(m.key for p in self.claim.participants if (m := p.mention).key)

    def filled(self, *roles: str) -> frozenset[str]:
        """The keys in the roles."""
        return frozenset(m.key for m in self.claim.role(*roles) if m.key)

    @property
    def background(self) -> bool:
        """Whether it is told by the way: in a relative clause, or of months and years gone by."""
        time = self.claim.time
        long = time is not None and time.granularity in ("month", "season", "quarter", "year", "decade")
        return long or self.root.dep_ in ("acl:relcl", "acl", "advcl:relcl")

    def plural(self, noun: str) -> bool | None:
        """Whether it was told in the plural by the noun or its verb; None where the words leave it open."""
        same = [t for t in self.deeds if t.lemma_.lower() == noun] or list(
            self.deeds[:1] if self.root in self.deeds else ()
        )
        if same:
            return any(t.tag_ in ("NNS", "NNPS") for t in same)
        several = [t for c in children(self.root, *_PLURAL_TARGETS) for t in conjuncts(c)]
        count = len([c for c in several if c.dep_ == "conj"])
        return None if count or any(t.tag_ in ("NNS", "NNPS") for t in several) else False


def told(doc: Text, claims: tuple[Claim, ...]) -> Iterator[Told]:
    """Every claim with its predicate, in order of the text."""
    numbers = _sentence_numbers(doc)
    for claim in claims:
        span = doc.char_span(claim.evidence.start, claim.evidence.end)
        if span is not None and len(span):
            root = span.root
            yield Told(claim, root, numbers[root.i])


def _sentence_numbers(doc: Text) -> list[int]:
    numbers: list[int] = []
    count = -1
    for token in doc:
        count += token.i == token.sent.start
        numbers.append(max(count, 0))
    return numbers


def fit(told: Told, noun: str, frames: FrameTable, manner: str | None) -> int:
    """How well a claim is what a noun of a deed names: 2 by the same word or its verb, 1 by its class, 0 not at all.

    ``manner`` is the PLOVER mode that the phrase's own words tell of an attack ("drone strike").
    """
    claim = told.claim
    if claim.type in ("Statement", "ClauseClaim"):
        return 0
    if manner is not None and claim.mode is not None and claim.type == "AttackClaim" and manner != claim.mode:
        return 0
    if verbs_of(noun) & told.verbs or any(t.lemma_.lower() == noun for t in told.deeds):
        return 2
    return int(_in_class(claim, noun, frames))


def _in_class(claim: Claim, noun: str, frames: FrameTable) -> bool:
    if claim.type == "TroopClaim":
        return claim.activity in troop_acts(noun)
    if claim.type == "ArmsClaim":
        return claim.activity in arms_acts(noun)
    if claim.type == "TreatyClaim":
        return claim.activity in treaty_acts(noun)
    if claim.type == "AttackClaim":
        return noun in ATTACKS or claim.mode in MANNERS.get(noun, ())
    if claim.type == "MeetingClaim":
        wanted = "visit" if noun in VISITS else "phone" if noun in CALLS else None
        return (noun in _TALKS | VISITS | CALLS) and (
            claim.mode if claim.mode in ("visit", "phone") else None
        ) == wanted
    verbs = verbs_of(noun)
    own = [f for v in verbs for f in frames.verbs.get(v, ()) if v in f.verbs and not f.nouns and not f.needs]
    own += frames.deeds.get(noun, [])
    return claim.mode is not None and any((f.event, f.mode) == (claim.event, claim.mode) for f in own)


def counted(noun: str, plural: bool, found: list[Told]) -> bool:
    """Whether the number of a noun agrees with the claims of one matter: "the attacks" are not one raid, nor the reverse."""
    if noun in PLURAL_ONLY or any(one.claim.type in ("ArmsClaim", "TroopClaim") for one in found):
        return True
    said = {one.plural(noun) for one in found}
    return None in said or plural in said


def same_matter(one: Told, other: Told, world: World) -> bool:
    """Whether two claims can tell of one event: of one type, nobody in a role that rules the other's out."""
    a, b = one.claim, other.claim
    if a.type != b.type or a.polarity != b.polarity:
        return False
    if a.activity != b.activity and a.type in ("ArmsClaim", "TreatyClaim"):
        return False
    if a.type == "EventClaim" and (a.event, a.mode) != (b.event, b.mode):
        return False
    if a.type == "TroopClaim" and "withdraw" in (a.activity, b.activity) and a.activity != b.activity:
        return False
    for role in _CORE[a.type]:
        mine, theirs = one.filled(role), other.filled(role)
        if mine and theirs and not any(akin(k, j, world) for k in mine for j in theirs):
            return False
    return not _apart_in_time(a, b)


def matters_of(found: list[Told], world: World) -> list[list[Told]]:
    """The claims parted by what they tell of."""
    parted: list[list[Told]] = []
    for one in found:
        same = next((m for m in parted if all(same_matter(one, o, world) for o in m)), None)
        if same is None:
            parted.append([one])
        else:
            same.append(one)
    return parted


def _apart_in_time(one: Claim, other: Claim) -> bool:
    a, b = one.time, other.time
    if a is None or b is None or a.start is None or b.start is None:
        return False
    return (a.end or a.start) < b.start or (b.end or b.start) < a.start


def akin(one: str, other: str, world: World) -> bool:
    """Whether two keys are the same, or a state and its own body, force or official."""
    if one == other:
        return True
    a, b = world.country(one), world.country(other)
    return a is not None and a == b and ("state/" in (one[:6], other[:6]))


def speakers(claim: Claim) -> list[Mention]:
    """Who says it: a statement's speakers, any other claim's innermost sources."""
    if claim.type == "Statement":
        return list(claim.role("speaker"))
    levels = claim.chain()
    return [s.mention for s in levels[-1]] if levels else []
