"""Articles that nobody wrote, for measuring linking at scale: people, bodies and states in news-like proportions.

Names are drawn with Zipf's weights, so that a few actors stand in every tenth article and most in one; surnames are
shared, spellings vary, posts stand for their holders, acronyms for what other articles spell out, and short names and
pronouns point back. The same number gives the same article everywhere.
"""

from __future__ import annotations

import random
from bisect import bisect
from datetime import date, timedelta
from itertools import accumulate

from kgraph.ids import digest as hashed
from kgraph.ids import slug
from kgraph.resolve.persons import cluster
from kgraph.types import Affiliation, Article, Claim, Evidence, Extraction, Mention, Participant, Role, Source, Span

PEOPLE, BODIES = 40_000, 4_000
STATES = (
    "RUS",
    "UKR",
    "PRK",
    "KOR",
    "USA",
    "CHN",
    "IRN",
    "ISR",
    "TUR",
    "EGY",
    "SDN",
    "ETH",
    "KEN",
    "BRA",
    "IND",
    "FRA",
)
POSTS = ("president", "foreign minister", "defence minister", "army chief", "ambassador", "spokesman")
_ONSETS = "b ch d dj f g gh h j k kh l m n p r s sh t v w y z zh br kr st dr".split()
_NUCLEI = "a e i o u ou ie ia ei".split()
_CODAS = "n r l m k v s sky ov ev in yan dze oglu ez son berg i y".split()
_SWAPS = (("y", "iy"), ("kh", "h"), ("ou", "u"), ("i", "y"), ("sh", "sch"), ("v", "w"))


class _Zipf:
    """Draws numbers below n, each with a weight of one by its rank."""

    def __init__(self, n: int) -> None:
        self._sums = list(accumulate(1 / (rank + 1) for rank in range(n)))

    def __call__(self, rng: random.Random) -> int:
        return bisect(self._sums, rng.random() * self._sums[-1])


def _word(seed: int, kind: str) -> str:
    rng = random.Random(f"{kind} {seed}")
    middle = "".join(rng.choice(_ONSETS) + rng.choice(_NUCLEI) for _ in range(rng.choice((1, 1, 2, 2, 3))))
    return (middle + rng.choice(_CODAS)).capitalize()


_ranks = _Zipf(PEOPLE), _Zipf(BODIES)
_in_states = _Zipf(len(STATES))
_surnames = [_word(i, "surname") for i in range(9_000)]
_given = [_word(i, "given") for i in range(1_200)]
_in_names = _Zipf(len(_surnames)), _Zipf(len(_given))


def _person(number: int) -> tuple[str, str, str, str]:
    """Given name, surname, state and post of a person."""
    rng = random.Random(f"person {number}")
    given, last = _given[_in_names[1](rng)], _surnames[_in_names[0](rng)]
    return given, last, STATES[_in_states(rng)], rng.choice(POSTS)


def _spelt(name: str, rng: random.Random) -> str:
    """The name, one time in twelve in another transliteration."""
    if rng.random() > 1 / 12:
        return name
    old, new = rng.choice(_SWAPS)
    return name.replace(old, new)


def _body(number: int) -> tuple[str, str]:
    """The name of a body in words and its acronym."""
    rng = random.Random(f"body {number}")
    words = [_surnames[rng.randrange(len(_surnames))], rng.choice(("National", "United", "People's", "Free"))]
    words += [
        rng.choice(("Defence", "Rescue", "Trade", "Press", "Islamic")),
        rng.choice(("Front", "Council", "Agency")),
    ]
    return " ".join(words), "".join(word[0] for word in words)


class _Text:
    """A text that grows with its mentions."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def put(self, words: str) -> int:
        """Add words; returns where they start."""
        start = self.length
        self.parts.append(words)
        self.length += len(words) + 1
        return start


def article(number: int) -> Extraction:
    """The article of this number: about twenty mentions and three claims, keyed and not linked."""
    rng = random.Random(number)
    text, mentions = _Text(), []
    people = [_person(_ranks[0](rng)) for _ in range(4)]
    named = []
    for given, last, _, _ in people:
        if rng.random() < 0.85:
            named.append((text.put(full := f"{_spelt(given, rng)} {_spelt(last, rng)}"), full))
        for _ in range(rng.choice((1, 1, 2))):
            named.append((text.put(last), last))
    keys = cluster(named)
    mentions += [Mention(s, s + len(n), n, "name", "Person", keys[s]) for s, n in named]
    mentions += [_said(text, "he", "pronoun", "Person", rng.choice(mentions).key) for _ in range(2)]
    states = [_said(text, code, "name", "State", f"state/{code}") for *_, code, _ in people]
    bodies = [_said_body(text, *_body(_ranks[1](rng)), rng) for _ in range(3)]
    post = _said(text, "the president", "nominal", "Official", f"person/@{rng.choice(STATES)}/president")
    sentence = " ".join(text.parts)
    evidence = Evidence(0, len(sentence), sentence, sentence)
    id = f"article/{hashed('generated', number)}"
    by_last = {name: m for (_, name), m in zip(named, mentions, strict=False)}
    roles = [Role(by_last[last], title, states[i], evidence) for i, (_, last, _, title) in enumerate(people) if i < 2]
    claims = [_claim(id, i, evidence, rng, states, mentions, bodies) for i in range(3)]
    return Extraction(
        Article(id, f"{number}.txt", sentence, published=date(2015, 1, 1) + timedelta(days=rng.randrange(3650))),
        mentions=(*mentions, *states, *bodies, post),
        claims=tuple(claims),
        roles=tuple(roles),
        affiliations=(Affiliation(bodies[0], states[0], evidence),),
    )


def _said(text: _Text, words: str, kind: str, type: str, key: str | None) -> Mention:
    start = text.put(words)
    return Mention(start, start + len(words), words, kind, type, key)  # type: ignore[arg-type]


def _said_body(text: _Text, name: str, acronym: str, rng: random.Random) -> Mention:
    words = name if rng.random() < 0.7 else acronym
    return _said(text, words, "name", "Organization", f"organization/{slug(words)}")


def _claim(
    article: str, i: int, evidence: Evidence, rng: random.Random, states: list[Mention], people: list[Mention],
    bodies: list[Mention],
) -> Claim:  # fmt: skip
    one, other = rng.sample(states, 2)
    kind = rng.choice(("TroopClaim", "EventClaim", "Statement"))
    roles = {
        "TroopClaim": (Participant("force", one), Participant("location", other)),
        "EventClaim": (Participant("actor", one), Participant("recipient", other)),
        "Statement": (Participant("speaker", people[0]), Participant("target", bodies[0])),
    }[kind]
    return Claim(
        id=f"claim/{hashed(article, i)}",
        article=article,
        type=kind,  # type: ignore[arg-type]
        evidence=evidence,
        sources=(Source(rng.choice(people), Span(0, 4, "said")),),
        participants=roles,
        event=rng.choice(("AID", "ASSAULT", "CONSULT")) if kind == "EventClaim" else None,
        activity=rng.choice(("deploy", "withdraw")) if kind == "TroopClaim" else None,
        polarity=rng.choice("+++-"),  # type: ignore[arg-type]
    )
