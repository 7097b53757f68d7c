"""Whether what stands with a noun that points back ("Seoul's", "on the port", "Saturday's") agrees with a claim."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any

from kgraph.extract.clauses import agents
from kgraph.extract.nouns import is_troops, is_weapon
from kgraph.extract.violence import OF_TARGET
from kgraph.nlp.tokens import Token
from kgraph.resolve.action_nouns import is_treaty_noun
from kgraph.resolve.anaphors import Anaphor
from kgraph.resolve.matters import AGENTS, Told
from kgraph.resolve.sayings import Saying
from kgraph.resolve.scene import Scene
from kgraph.types import Claim

_NO_ACTORS = frozenset({"Place", "Treaty", "Equipment"})
_LONG = 60  # code points; a mention beyond holds what it says, too
_MILITARY = frozenset("military army defence defense weapon weapons arms arm".split())


class Agreement:
    """Asks of one article's mentions and times what agreement needs."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.doc, self.world = scene, scene.doc, scene.world

    @cached_property
    def _times(self) -> dict[int, Any]:
        return {t.i: span.note for span in self.doc.spans.get("times", []) for t in span}

    @cached_property
    def _spoken(self) -> set[int]:
        """The head words, by number, of the mentions that speak: sources and speakers."""
        claims = self.scene.extraction.claims
        speaking = {m for c in claims for m in (*c.role("speaker"), *(s.mention for s in c.sources))}
        roots = (self.scene.root(m) for m in speaking if m.end - m.start < _LONG)
        return {root.i for root in roots if root is not None}

    def is_speaker(self, token: Token) -> bool:
        """Whether the word heads a mention that speaks."""
        return token.i in self._spoken

    def keys_at(self, token: Token, *, type_: str | None = None) -> frozenset[str]:
        """The keys of the narrowest mentions at a word; none where it is open whom the word means."""
        at = [m for m in self.scene.at(token.idx) if type_ is None or m.type == type_]
        at = [m for m in at if self.scene.root(m) is token] or at
        if not at:
            return frozenset()
        size = min(m.end - m.start for m in at)
        keys: set[str] = set()
        for m in at:
            if m.end - m.start == size:
                keys.update(self.scene.groups.get(m, (self.scene.keys.get(m, ""),)))
        return frozenset(k for k in keys if k and not k.startswith("unresolved/"))

    def akin(self, one: str, other: str) -> bool:
        """Whether two keys are one actor, or a state and what speaks, acts or fights for it."""
        if one == other:
            return True
        a, b = self.scene.side(one), self.scene.side(other)
        return a is not None and a == b and (one.startswith("state/") or other.startswith("state/"))

    def any_akin(self, some: Iterable[str], others: Collection[str]) -> bool:
        """Whether one of these is one of those."""
        return any(self.akin(one, other) for one in some for other in others)

    def subjects(self, verb: Token) -> frozenset[str]:
        """The keys of those who do what a verb says."""
        return frozenset(k for t in agents(verb) for k in self.keys_at(t))

    def actors_within(self, start: int, end: int) -> frozenset[str]:
        """The keys of the actors named in these code points."""
        found = {self.scene.keys.get(m, "") for m in self.scene.between(start, end) if m.type not in _NO_ACTORS}
        return frozenset(k for k in found if k and not k.startswith(("unresolved/", "place/", "treaty/")))

    def other_treaty(self, start: int, end: int, known: Collection[str]) -> bool:
        """Whether these code points name or describe a treaty that is none of those known."""
        span = self.doc.char_span(start, end)
        for token in span if span is not None else ():
            telling = any(c.dep_ in ("amod", "compound", "nummod", "nmod", "nmod:poss") for c in token.lefts)
            if telling and token.idx < end and is_treaty_noun(token) and not self.keys_at(token) & set(known):
                return True
        return False

    def one_side(self, found: list[Told]) -> bool:
        """Whether all claims are deeds of one actor."""
        doers = [one.filled(*AGENTS) for one in found]
        return all(doers) and all(self.any_akin(d, doers[0]) for d in doers)

    # Deeds

    def deed(self, anaphor: Anaphor, one: Told, tier: int) -> bool:
        """Whether nothing about a noun of action speaks against a claim."""
        owners = [t for t in anaphor.owners if t.i not in self._times]
        return (
            all(self._owns(anaphor, owner, one, tier) for owner in owners)
            and all(self._concerns(t, one.claim, one.keys) for t in anaphor.concerns)
            and all(self._classes(t, one) for t in anaphor.classes)
            and self._in_time(anaphor, one.claim)
        )

    def positive(self, anaphor: Anaphor, one: Told) -> bool:
        """Whether somebody named with the noun takes part in the claim."""
        named = [k for t in (*anaphor.owners, *anaphor.concerns, *anaphor.classes) for k in self.keys_at(t)]
        return bool(named) and self.any_akin(named, one.keys)

    def _owns(self, anaphor: Anaphor, owner: Token, one: Told, tier: int) -> bool:
        """Whether an owner is who did it; of an arrest, an attack on somebody or an expulsion also whom it befell."""
        keys = self.keys_at(owner)
        if not keys:
            return owner.tag_ == "PRP$" and tier == 2 and anaphor.lemma not in ("attack", "assault")
        agents_ = one.filled(*AGENTS)
        if agents_ and self.any_akin(keys, agents_):
            return True
        others = one.keys - agents_ - one.filled("location", "origin")
        suffers = one.claim.type in ("EventClaim", "ArmsClaim") or anaphor.lemma in OF_TARGET
        if suffers and self.any_akin(keys, others):
            return True
        return not agents_ and tier == 2 and not one.keys & keys

    def _concerns(self, token: Token, claim: Claim, keys: frozenset[str]) -> bool:
        """Whether what a phrase behind the noun names takes part, or stands in the words of the claim."""
        if token.i in self._times:
            return True
        named = self.keys_at(token)
        if named and self.any_akin(named, keys):
            return True
        return token.pos_ != "PRON" and self._printed(token, claim)

    def _classes(self, token: Token, one: Told) -> bool:
        """Whether a noun before it ("drone", "arms", "Wagner") tells a kind that the claim is of."""
        if token.i in self._times:
            return True
        lemma = token.lemma_.lower()
        if one.claim.type == "TroopClaim" and (lemma in _MILITARY or is_troops(token) or lemma in ("troop", "force")):
            return True
        if one.claim.type == "ArmsClaim" and (lemma in _MILITARY or is_weapon(token)):
            return True
        if one.claim.type == "AttackClaim" and one.claim.mode is not None and lemma in one.claim.mode:
            return True
        return self._concerns(token, one.claim, one.keys)

    def _printed(self, token: Token, claim: Claim) -> bool:
        """Whether the word stands in the sentence of a claim."""
        lemma = token.lemma_.lower()
        span = self.doc.char_span(claim.evidence.start, claim.evidence.end)
        if span is None or not len(span):
            return False
        return any(t.lemma_.lower() == lemma for t in span.root.sent)

    def _in_time(self, anaphor: Anaphor, claim: Claim) -> bool:
        """Whether the day named with the noun can be the claim's."""
        near = [t.i for t in (anaphor.head, *anaphor.owners, *anaphor.concerns, *anaphor.classes)]
        times = [self._times[i] for i in near if i in self._times]
        for time in times:
            other = claim.time
            if time.start is None or other is None or other.start is None:
                if other is not None and other.text and time.text and other.start is None:
                    return False
                continue
            if (time.end or time.start) < other.start or (other.end or other.start) < time.start:
                return False
        return True

    # Sayings

    def saying(self, anaphor: Anaphor, saying: Saying) -> bool:
        """Whether nothing about a noun of speech speaks against what was said."""
        owners = [t for t in anaphor.owners if t.i not in self._times]
        for owner in owners:
            keys = self.keys_at(owner)
            if not keys or not self.any_akin(keys, saying.speakers):
                return False
        made = frozenset(k for t in anaphor.makers for k in self.keys_at(t))
        if made and not self.any_akin(made, saying.speakers):
            return False
        known = frozenset(saying.concerned) | {p.mention.key or "" for c in saying.contents for p in c.participants}
        claims = saying.claims
        return all(
            t.i in self._times or any(self._concerns(t, c, known) for c in claims)
            for t in (*anaphor.concerns, *anaphor.classes)
        )
