"""From claims to claims: which claim "the deployment", "Seoul's allegation" or "denied this" points back to.

A noun of a deed points to the claim of that deed told last before it, whoever tells it; a noun of speech to what was
said, and the claims made in it; "the agreement" to the claim that made the treaty. The noun must fit by its own verb or
by the class of verbs that it belongs to, the actors named with it must take part, its number must agree. Where several
matters fit equally well, or the text speaks of another in between, nothing is linked.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from kgraph.extract.frames import FrameTable, own_table
from kgraph.extract.means import mode_of
from kgraph.extract.treaty_words import MAKING
from kgraph.nlp.nominals import verbs_of
from kgraph.nlp.tokens import Token
from kgraph.resolve.action_nouns import acts_of, is_treaty_noun
from kgraph.resolve.agreement import Agreement
from kgraph.resolve.anaphors import Anaphor, find_anaphors
from kgraph.resolve.matters import Told, counted, fit, matters_of, same_matter, told
from kgraph.resolve.sayings import Saying, fits_saying, is_told, nested, sayings, told_by
from kgraph.resolve.scene import Scene
from kgraph.types import Claim, Extraction, Reference, Span

REACH = 6
"""How many sentences back a noun may point that tells nothing of whose deed or saying it is."""
FAR = 25
"""How far it may point with an owner or a subject that agrees."""
_NEAR = 3  # the same for sayings
_ARTICLE = 200  # sentences in which a treaty may be meant again
_SETTLED = frozenset({"sign", "agree", "establish", "ratify", "formalise"})
_MAKES = _SETTLED | {"propose", "submit"}
_TRUCES = frozenset("ceasefire cease-fire fire truce armistice alliance partnership".split())


def with_references(scene: Scene, extraction: Extraction, frames: FrameTable | None = None) -> Extraction:
    """The extraction, its mentions keyed, with a ``Reference`` for all that points back to one of its claims."""
    found = tuple(References(scene, extraction, frames or own_table()).all())
    return replace(extraction, references=found) if found else extraction


class References:
    """The claims and sayings of one article, and what its words point to among them."""

    def __init__(self, scene: Scene, extraction: Extraction, frames: FrameTable) -> None:
        self.scene, self.doc, self.extraction, self.frames = scene, scene.doc, extraction, frames
        self.told = sorted(told(scene.doc, extraction.claims), key=lambda t: (t.root.i, t.claim.id))
        self.agreement = Agreement(scene)
        self.seen: dict[tuple[str, str], int] = {}  # claim and noun -> the last sentence in which the noun meant it

    @cached_property
    def sayings(self) -> list[Saying]:
        """Everything that somebody says, by sentence."""
        return sayings(self.doc, self.extraction, self.told, self.agreement.actors_within)

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        """The sentences of the claims and of the sayings."""
        return [t.sentence for t in self.told], [s.sentence for s in self.sayings]

    def _near(self, here: int, back: int) -> list[Told]:
        """The claims told in a sentence and as many before it."""
        places = self._places[0]
        return self.told[bisect_left(places, here - back) : bisect_right(places, here)]

    @cached_property
    def sentences(self) -> dict[int, int]:
        """First token of a sentence -> how many sentences stand before it."""
        starts = dict.fromkeys(t.sent.start for t in self.doc)
        return {start: number for number, start in enumerate(starts)}

    def sentence(self, token: Token) -> int:
        """The number of the token's sentence."""
        return self.sentences[token.sent.start]

    def all(self) -> Iterator[Reference]:
        """Every reference, in order of the text."""
        if not self.told:
            return
        for anaphor in find_anaphors(self.doc, self.frames):
            ways = {"event": self.event, "speech": self.speech, "treaty": self.treaty, "bare": self.bare}
            meant = ways[anaphor.kind](anaphor)
            if meant is not None:
                yield self._reference(anaphor, *meant)

    # Deeds

    def event(self, anaphor: Anaphor) -> tuple[list[Claim], str, float] | None:
        """The deed told last that a noun of action names."""
        fits = self._deeds(anaphor)
        if not fits:
            return None
        place = {one.claim.id: max(one.sentence, self.seen.get((one.claim.id, anaphor.lemma), -1)) for one, _ in fits}
        last = max(place.values())
        best = max(tier for one, tier in fits if place[one.claim.id] == last)
        near = [one for one, tier in fits if place[one.claim.id] == last and tier == best]
        if self._rivals(anaphor, near, best, fits):
            return None
        chosen = self._number(anaphor, near, [one for one, tier in fits if tier == best])
        gap = self.sentence(anaphor.head) - last
        if chosen is None or gap > (FAR if self.agreement.positive(anaphor, chosen[0]) else REACH):
            return None
        for one in chosen:
            self.seen[one.claim.id, anaphor.lemma] = self.sentence(anaphor.head)
        known = self.agreement.positive(anaphor, chosen[0])
        score = (0.85 if best == 2 else 0.75) + 0.05 * known - 0.02 * min(gap, 8)
        how = "the same word or its verb" if best == 2 else "a word of its class"
        return [one.claim for one in chosen], f"{how} told last before it", score

    def _deeds(self, anaphor: Anaphor) -> list[tuple[Told, int]]:
        """The claims before a noun that it can name, with how well they fit."""
        here, start = self.sentence(anaphor.head), anaphor.words.start_char
        manner = mode_of([anaphor.head, *anaphor.classes]) if anaphor.classes else None
        found = []
        for one in self._near(here, FAR):
            if one.claim.evidence.end > start or one.claim.polarity == "-":
                continue
            tier = fit(one, anaphor.lemma, self.frames, manner)
            if not tier or not self.agreement.deed(anaphor, one, tier):
                continue
            if not anaphor.plural and not counted(anaphor.lemma, False, [one]):
                continue
            if one.claim.certainty == "possible" and not anaphor.unreal:
                continue
            if any(c.lower_ in ("any", "no", "every") for c in one.root.lefts if c.dep_ == "det"):
                continue
            if one.claim.phase == "planned" and anaphor.of_past_occasion:
                continue
            if here - one.sentence <= (FAR if tier == 2 or self.agreement.positive(anaphor, one) else REACH):
                found.append((one, tier))
        return found

    def _rivals(self, anaphor: Anaphor, near: list[Told], best: int, fits: list[tuple[Told, int]]) -> bool:
        """Whether another matter may as well be meant: told by a closer word before, or the foreground of the text."""
        world = self.scene.world
        if self._passed_over(anaphor, near) or (best == 1 and self._told_otherwise(anaphor, fits)):
            return True
        others = [(o, tier) for o, tier in fits if o not in near and not any(same_matter(o, n, world) for n in near)]
        if any(tier > best for _, tier in others):
            return True
        far = self.sentence(anaphor.head) - near[0].sentence > 1
        return bool(others) and far and all(n.background for n in near)

    def _passed_over(self, anaphor: Anaphor, near: list[Told]) -> bool:
        """Whether the same word stands between as something new that no claim tells: "a second attack"."""
        first = max(n.root.i for n in near)
        inside = [(c.evidence.start, c.evidence.end) for c in (n.claim for n in near)]
        for token in self.doc[first + 1 : anaphor.words.start]:
            if token.lemma_.lower() != anaphor.lemma or token.pos_ != "NOUN" or token.dep_ == "compound":
                continue
            new = any(c.lower_ in _NEW for c in token.lefts)
            if new and not any(a <= token.idx < b for a, b in inside):
                return True
        return False

    def _told_otherwise(self, anaphor: Anaphor, fits: list[tuple[Told, int]]) -> bool:
        """Whether the noun's own verb stands shortly before, in what no fitting claim tells: "gunmen raided" for "the raid"."""
        roots = {one.root.i for one, _ in fits}
        own = verbs_of(anaphor.lemma)
        here = self.sentence(anaphor.head)
        token = anaphor.words.start - 1
        while token >= 0 and here - self.sentence(self.doc[token]) <= _NEAR:
            word = self.doc[token]
            if word.pos_ == "VERB" and word.lemma_.lower() in own and token not in roots:
                return True
            token -= 1
        return False

    def _number(self, anaphor: Anaphor, near: list[Told], fits: list[Told]) -> list[Told] | None:
        """Those of the nearest that are meant: one matter, or as many as the noun's number wants; else None."""
        matters = matters_of(near, self.scene.world)
        if anaphor.count is not None:
            if len(matters) != anaphor.count:
                matters = matters_of(fits, self.scene.world)
            return [m[-1] for m in matters] if len(matters) == anaphor.count else None
        if anaphor.plural and not (anaphor.owners or anaphor.concerns):
            other = [m for m in matters_of(fits, self.scene.world) if not any(o in near for o in m)]
            if other and not self.agreement.one_side([o for m in (*matters, *other) for o in m]):
                return None
            matters += other
        if len(matters) == 1 and not counted(anaphor.lemma, anaphor.plural, matters[0]):
            return None
        if len(matters) == 1:
            return [max(near, key=lambda t: (len(t.claim.participants), t.root.i))]
        return [m[-1] for m in matters] if anaphor.plural else None

    # Sayings

    def speech(self, anaphor: Anaphor) -> tuple[list[Claim], str, float] | None:
        """What was said, where a noun of speech names it."""
        if self.agreement.is_speaker(anaphor.head):
            return None  # "the statement said": it speaks itself
        here = self.sentence(anaphor.head)
        reach = FAR if anaphor.owners else 0 if anaphor.apposed else _NEAR
        answers = anaphor.stance is not None
        fits = [
            (s, tier) for s in self._before(anaphor, reach) if (tier := fits_saying(anaphor.lemma, s, answered=answers))
        ]
        fits = [(s, tier) for s, tier in fits if self.agreement.saying(anaphor, s)]
        answering = self._answered(anaphor, [s for s, _ in fits])
        if answering is not None:
            fits = [(s, tier) for s, tier in fits if s in answering]
        if not fits:
            return None
        last = max(s.sentence for s, _ in fits)
        best = max(tier for s, tier in fits if s.sentence == last)
        plain = best == 1 and not answers and not acts_of(anaphor.lemma)
        if any(tier > best and here - s.sentence <= _NEAR for s, tier in fits) or (plain and here - last > 1):
            return None
        near = [s for s, tier in fits if s.sentence == last and tier == best]
        if len(near) > 1 and not nested(near) and not (anaphor.plural or len({s.speakers for s in near}) == 1):
            return None
        meant = [near[-1]] if nested(near) else near
        if answers and not any(s.contents for s in meant):
            meant = [*(s for s, _ in fits if s.speakers == near[-1].speakers and last - s.sentence == 1), *meant]
        claims = list(dict.fromkeys(c for s in meant for c in told_by(anaphor.lemma, s)))
        score = (0.85 if best == 2 else 0.7) + 0.05 * bool(anaphor.owners) - 0.03 * min(here - last, 6)
        return (claims, "what was said last before it by words that it names", score) if claims else None

    def _before(self, anaphor: Anaphor, reach: int) -> list[Saying]:
        """The sayings that end before a phrase, within so many sentences."""
        here, start = self.sentence(anaphor.head), anaphor.words.start_char
        places = self._places[1]
        near = self.sayings[bisect_left(places, here - reach) : bisect_right(places, here)]
        if anaphor.apposed:
            return [s for s in near if s.start < start and s.cue.i < anaphor.head.i]
        return [s for s in near if s.end <= start or self._is_clause_before(s, anaphor)]

    def _is_clause_before(self, saying: Saying, anaphor: Anaphor) -> bool:
        """Whether a saying is a clause before, though its words run on: "so Oslo said; Riga disputed the claim"."""
        verb = anaphor.governor
        if verb is None or anaphor.stance is None or not saying.start < anaphor.words.start_char < saying.end:
            return False
        between = self.doc[saying.cue.i : verb.i] if saying.cue.i < verb.i else ()
        return any(t.lower_ in (";", "but") for t in between)

    def _answered(self, anaphor: Anaphor, found: list[Saying]) -> list[Saying] | None:
        """Of what one who denies or confirms may answer, what others said of them; None where nobody answers."""
        if anaphor.stance is None or anaphor.governor is None:
            return None
        who = self.agreement.subjects(anaphor.governor)
        others = [s for s in found if is_told(s) and not self.agreement.any_akin(who, s.speakers)]
        about = [s for s in others if self.agreement.any_akin(who, s.concerned)]
        claimed = [s for s in about if self.agreement.any_akin(who, s.doers)]
        return claimed or about or others

    def bare(self, anaphor: Anaphor) -> tuple[list[Claim], str, float] | None:
        """What "this" or "it" is under a verb of answer: what was said in the sentence before, or earlier in this one."""
        found = [s for s in self._before(anaphor, 1) if s.claims]
        if anaphor.stance is not None:
            found = self._answered(anaphor, found) or []
        if not found:
            return self._bare_deed(anaphor)
        last = max(s.sentence for s in found)
        near = [s for s in found if s.sentence == last]
        aside = anaphor.governor is not None and anaphor.governor.dep_ == "advcl"  # "..., though Oslo denies it"
        if aside and last != self.sentence(anaphor.head):
            return None
        if anaphor.stance is None or not nested(near):
            return None
        claims = list(near[-1].contents) or list(near[-1].claims)
        return claims, "what was said just before", 0.75

    def _bare_deed(self, anaphor: Anaphor) -> tuple[list[Claim], str, float] | None:
        """The one matter that the sentence before tells in the article's own voice, of those who answer."""
        if anaphor.governor is None:
            return None
        here, who = self.sentence(anaphor.head), self.agreement.subjects(anaphor.governor)
        start = anaphor.words.start_char
        near = [t for t in self._near(here, 1) if t.claim.evidence.end <= start]
        near = [t for t in near if t.claim.type not in ("Statement", "ClauseClaim") and t.claim.polarity == "+"]
        if anaphor.stance is not None:
            near = [t for t in near if self.agreement.any_akin(who, t.keys)]
        if not near or anaphor.lemma == "it":
            return None
        last = [t for t in near if t.sentence == max(t.sentence for t in near)]
        if len(matters_of(last, self.scene.world)) != 1:
            return None
        return [t.claim for t in last], "the one thing told just before", 0.7

    # Treaties

    def treaty(self, anaphor: Anaphor) -> tuple[list[Claim], str, float] | None:
        """The claim that made or proposed the treaty that the words mean, by its key, else the only one told of."""
        keys = self.agreement.keys_at(anaphor.head, type_="Treaty")
        start, here = anaphor.words.start_char, self.sentence(anaphor.head)
        before = [
            t for t in self._near(here, _ARTICLE)
            if t.claim.type == "TreatyClaim" and t.claim.evidence.end <= start and t.claim.polarity == "+"
            and (t.claim.activity in _MAKES or t.root.lemma_.lower() in MAKING)
        ]  # fmt: skip
        same = [t for t in before if {_parties(k) for k in t.filled("treaty")} & {_parties(k) for k in keys}]
        if same and not self.agreement.other_treaty(
            same[-1].claim.evidence.start, start, keys | same[-1].filled("treaty")
        ):
            made = [t for t in same if t.claim.activity in _SETTLED]
            return [(made or same)[-1].claim], "the same treaty", 0.85 if made else 0.75
        near = [t for t in before if here - t.sentence <= _NEAR and not _several_treaties(t)]
        named = {key for t in before for key in t.filled("treaty")}
        own = all(key.startswith(f"treaty/{self.scene.id}/") for key in keys)
        if same or not near or not own or not anaphor.bare or len(named) > 1 or anaphor.lemma in _TRUCES:
            return None
        if self.agreement.other_treaty(near[-1].claim.evidence.start, start, named):
            return None
        return [near[-1].claim], "the only treaty told of before it", 0.7

    # The record

    def _reference(self, anaphor: Anaphor, claims: list[Claim], reason: str, score: float) -> Reference:
        words = anaphor.words
        said = " ".join(claims[0].evidence.quote.split())
        short = said if len(said) <= 80 else said[:77].rsplit(" ", 1)[0] + " …"
        ids = tuple(dict.fromkeys(c.id for c in claims))
        span = Span(words.start_char, words.end_char, words.text)
        holder = self._holder(anaphor, set(ids))
        return Reference(span, holder, ids, f"{reason}: “{short}”", anaphor.stance, round(max(score, 0.5), 2))

    def _holder(self, anaphor: Anaphor, meant: set[str]) -> str | None:
        """The claim with the smallest evidence about the words; for an answer, the statement that its verb makes."""
        a, b = anaphor.words.start_char, anaphor.words.end_char
        near = self._near(self.sentence(anaphor.head) + 1, FAR)
        around = [t for t in near if t.claim.evidence.start <= a and b <= t.claim.evidence.end]
        around = [t for t in around if t.claim.id not in meant]
        if anaphor.stance is not None:
            around = [t for t in near if t.root is anaphor.governor and t.claim.id not in meant] or around
        size = {t.claim.id: t.claim.evidence.end - t.claim.evidence.start for t in around}
        return min(size, key=lambda i: (size[i], i)) if size else None


_NEW = frozenset("a an another second third other new further more".split())


def _several_treaties(one: Told) -> bool:
    """ "Signed agreements on water and roads": none of them is "the treaty"."""
    return any(t.tag_ in ("NNS", "NNPS") and is_treaty_noun(t) for t in one.deeds)


def _parties(key: str) -> str:
    """A treaty's key without its kind, as a "deal" and a "pact" of the same states are one; a ceasefire is another."""
    return key.removesuffix("/deal")
