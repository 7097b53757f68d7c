"""What somebody said, as words of speech point back to it: the statement with the claims that were made in it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from kgraph.extract.reporting import DENY, SAY, THINK
from kgraph.extract.speech_acts import NAMING
from kgraph.nlp.nominals import verbs_of
from kgraph.nlp.tokens import Text, Token
from kgraph.resolve.action_nouns import ALLEGING, acts_of
from kgraph.resolve.matters import Told, speakers
from kgraph.types import Claim, Extraction, Quote, Span

# Nouns for whatever somebody said, and for what was said to be so.
_ANY_WORDS = frozenset("remark comment statement word message speech".split())
_ASSERTIONS = frozenset("claim assertion contention suggestion insinuation report".split())
_ACCOUNTS = frozenset("account version story rumour rumor tale testimony".split())  # people tell many, of anything
_NEWS = frozenset("announce declare say reveal disclose unveil proclaim pledge vow promise".split())
_PERSONAL = frozenset("remark comment word speech".split())
_BLAMING = frozenset({"accuse", "allege", "charge"})


@dataclass(frozen=True)
class Saying:
    """One statement or noun of speech: who said it, by which verb or noun, doing what, and what was claimed in it.

    ``start`` and ``end`` are the code points of all of it.
    """

    cue: Token
    sentence: int
    start: int
    end: int
    speakers: frozenset[str]
    event: str | None
    statement: Claim | None
    contents: tuple[Claim, ...]
    targets: frozenset[str]

    @property
    def verb(self) -> str:
        """The verb by which it is said, or its noun; "say" for who is only cited ("according to")."""
        cited = self.statement is not None and self.statement.rules[:1] == ("statement:according_to",)
        return "say" if cited else self.cue.lemma_.lower()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All that is meant by pointing to it: what was claimed in it, and the statement."""
        return (*self.contents, *((self.statement,) if self.statement is not None else ()))

    @property
    def doers(self) -> frozenset[str]:
        """The keys of those who take part in what was claimed in it; places are none."""
        roles = {p.mention.key for c in self.contents for p in c.participants if p.role not in ("location", "origin")}
        return frozenset(key for key in roles if key)

    @property
    def concerned(self) -> frozenset[str]:
        """The keys of those whom it is about or addressed to."""
        return self.doers | self.targets


def sayings(
    doc: Text, extraction: Extraction, all_told: Iterable[Told], within: Callable[[int, int], Iterable[str]]
) -> list[Saying]:
    """Everything that is said in an article, in order of the text; ``within`` gives the keys of actors named there."""
    table = sorted(all_told, key=lambda t: (t.claim.evidence.start, t.claim.id))
    starts = [t.claim.evidence.start for t in table]
    cued = sorted((q for q in extraction.quotes if q.cue is not None), key=lambda q: q.cue.start if q.cue else 0)
    cues = [q.cue.start for q in cued if q.cue is not None]
    by_cue: dict[int, list[Told]] = defaultdict(list)
    for one in table:
        if (cue := _own_cue(one)) is not None:
            by_cue[cue.start].append(one)
    under = {i: by_cue[c.start] for t in table if (c := _own_cue(t)) is not None for i in range(c.start, c.end)}
    found: list[Saying] = []
    taken: set[int] = set()
    for one in table:
        if one.claim.type == "Statement":
            a, b = one.claim.evidence.start, one.claim.evidence.end
            cue_token = _cue(doc, cued[bisect_left(cues, a) : bisect_left(cues, b)], one)
            taken.add(cue_token.idx)
            near = [*table[bisect_left(starts, a) : bisect_left(starts, b)], *under.get(cue_token.idx, ())]
            inside = dict.fromkeys(t for t in near if _is_content(t.claim, one.claim))
            named = within(a, b)
            found.append(_saying(one, cue_token, tuple(t.claim for t in inside), named))
    for members in by_cue.values():
        whole = members[0].claim.sources[-1].cue
        if whole is None or any(i in taken for i in range(whole.start, whole.end)):
            continue
        found.append(_of_noun(doc, members, whole.start, whole.end))
    return sorted(found, key=lambda s: (s.sentence, s.start, s.end))


def _saying(one: Told, cue: Token, contents: tuple[Claim, ...], named: Iterable[str]) -> Saying:
    claim = one.claim
    who = frozenset(m.key for m in speakers(claim) if m.key)
    return Saying(
        cue=cue,
        sentence=one.sentence,
        start=claim.evidence.start,
        end=claim.evidence.end,
        speakers=who,
        event=claim.event,
        statement=claim,
        contents=contents,
        targets=frozenset(named) - who,
    )


def _of_noun(doc: Text, members: list[Told], start: int, end: int) -> Saying:
    """A saying that only a noun tells of: "Seoul's claim that ..."."""
    span = doc.char_span(start, end)
    cue = span.root if span is not None and len(span) else members[0].root
    claims = tuple(t.claim for t in members)
    return Saying(
        cue=cue,
        sentence=members[0].sentence,
        start=min(start, *(c.evidence.start for c in claims)),
        end=max(end, *(c.evidence.end for c in claims)),
        speakers=frozenset(m.key for m in speakers(claims[0]) if m.key),
        event=None,
        statement=None,
        contents=claims,
        targets=frozenset(),
    )


def _cue(doc: Text, near: list[Quote], one: Told) -> Token:
    """The word by which a statement is made: the cue of its quotation, else its predicate."""
    if one.claim.rules and one.claim.rules[0].startswith("statement:"):
        starts = {s.start: q for q in near for s in (*q.content, q.source, q.cue) if s is not None}
        quote = starts.get(one.claim.evidence.start, near[0] if near else None)
        cue = quote.cue if quote is not None else None
        span = doc.char_span(cue.start, cue.end) if cue is not None else None
        if span is not None and len(span):
            return span.root
    return one.root


def _own_cue(one: Told) -> Span | None:
    """The cue of who says a claim that is no statement."""
    return one.claim.sources[-1].cue if one.claim.type != "Statement" and one.claim.sources else None


def _is_content(claim: Claim, statement: Claim) -> bool:
    """Whether a claim is made in a statement, by its speaker."""
    who = {m.key for m in statement.role("speaker") if m.key}
    return claim.type != "Statement" and any(m.key in who for m in speakers(claim))


def fits_saying(noun: str, saying: Saying, *, answered: bool = False) -> int:
    """How well a saying is what a noun of speech names: 2 by the same word or its verb, 1 by its class, 0 not at all.

    ``answered``: somebody denies or confirms what the noun names.
    """
    made, cue = verbs_of(noun), saying.verb
    if made & _BLAMING:
        return _as_blame(cue, saying, ALLEGING | NAMING if answered else ALLEGING)
    if cue in made or cue == noun:
        return 2
    acts = acts_of(noun)
    if acts:
        return int(saying.event in acts and not (saying.event == "ACCUSE" and cue in ALLEGING))
    if noun in _PERSONAL | _ANY_WORDS:
        return int(cue in SAY)
    if noun in _ASSERTIONS or (answered and noun in _ACCOUNTS):
        return int(
            cue in SAY and bool(saying.contents or answered or cue in ALLEGING - {"say"}) and saying.event != "REQUEST"
        )
    if noun in ("announcement", "declaration"):
        return int(cue in _NEWS and any(c.phase == "planned" for c in saying.contents))
    return 0


def told_by(noun: str, saying: Saying) -> tuple[Claim, ...]:
    """What of a saying a noun means: of a pledge, request or warning what is still to come, of other words all."""
    if saying.statement is None or verbs_of(noun) & _BLAMING or not acts_of(noun) - {"REJECT", "ACCUSE"}:
        return saying.claims
    return tuple(c for c in saying.claims if c.phase == "planned" or c is saying.statement)


def _as_blame(cue: str, saying: Saying, alleging: frozenset[str]) -> int:
    """Whether what was said blames somebody else: accused of it, or told of a deed of theirs."""
    if cue in _BLAMING:
        return 2
    others = {k for k in saying.concerned if k not in saying.speakers}
    return int(
        cue in alleging and saying.event != "REQUEST" and (bool(others) or (saying.event == "ACCUSE" and cue in NAMING))
    )


def nested(found: list[Saying]) -> bool:
    """Whether each saying lies in the one before it: "Reuters reported that Seoul said"."""
    ordered = sorted(found, key=lambda s: (s.start, -s.end))
    return all(b.start >= a.start and b.end <= a.end for a, b in pairwise(ordered))


def is_told(saying: Saying) -> bool:
    """Whether it tells something to be so, so that it can be denied: not a question, a belief or a denial."""
    lemma = saying.verb
    return lemma not in THINK - SAY and lemma not in DENY
