"""Which claims deny, contradict or corroborate each other, and why: computed, kept apart, never used to delete.

Two claims are compared only where they are of one type, are about the same actors in the same roles, speak of
compatible activities, places and times, and both of plans or both not of plans. Statements and treaty clauses are not
compared: that two people say different things is no contradiction. But a statement that denies or confirms "this" or
"the charge" answers the claims that these words point back to (``kgraph.resolve.references``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pyoxigraph import Quad

from kgraph.store.pairs import SENT, ids, pairs
from kgraph.store.records import Writer
from kgraph.store.terms import Terms
from kgraph.types import Claim, Mention, Reference

LINKS = "links"
"""The name of the derived graph that holds every link."""
LinkKind = Literal["denies", "contradicts", "corroborates"]
DENIALS = ("deny", "denie", "dismiss", "reject", "refut", "rebut", "disput", "disavow", "repudiat")


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """``subject`` denies, contradicts or corroborates ``object`` (ids of claims); ``reason`` says why in a sentence."""

    kind: LinkKind
    subject: str
    object: str
    reason: str


def link_claims(
    claims: Iterable[Claim],
    references: Iterable[Reference] = (),
    *,
    published: Mapping[str, date | None] | None = None,
) -> Iterator[ClaimLink]:
    """Every link between two of the claims, sorted; a symmetric link stands once, smaller id first.

    Where very many claims speak of one matter each is compared with the earliest only (``kgraph.store.pairs``), by
    the days on which the articles were ``published``. ``references`` are what words in the claims point back to: what
    is denied or confirmed by them is linked too.
    """
    all_claims = list(claims)
    found: dict[tuple[str, str], ClaimLink] = {}
    for one, other in pairs(all_claims, published or {}):
        first, second = (one, other) if one.id < other.id else (other, one)
        if first.id == second.id or (first.id, second.id) in found:
            continue
        if (link := _link(first, second)) is not None:
            found[first.id, second.id] = link
    for link in _answers(all_claims, references):
        found.setdefault((link.subject, link.object), link)
    yield from sorted(found.values(), key=lambda link: (link.subject, link.object, link.kind))


def links_to_quads(links: Iterable[ClaimLink], terms: Terms) -> Iterator[Quad]:
    """The quads of the graph of links: a node with its reason for each, and direct triples, both ways if symmetric."""
    writer = Writer(terms, terms.graph(LINKS))
    for link in links:
        subject, other = terms.iri(link.subject), terms.iri(link.object)
        node = terms.node("link", link.kind, link.subject, link.object)
        writer.types(node, "kg:ClaimLink")
        writer.add(node, "kg:from", subject)
        writer.add(node, "kg:to", other)
        writer.add(node, "kg:relation", link.kind)
        writer.add(node, "kg:reason", link.reason)
        writer.add(subject, f"kg:{link.kind}", other)
        if link.kind != "denies":
            writer.add(other, f"kg:{link.kind}", subject)
    yield from writer.quads


def _answers(claims: list[Claim], references: Iterable[Reference]) -> Iterator[ClaimLink]:
    """Denials and confirmations of "this" or "the charge", each with the claims meant; else the statement meant."""
    known = {claim.id: claim for claim in claims}
    for reference in references:
        answer = known.get(reference.claim or "")
        if reference.stance is None or answer is None or answer.polarity == "-":
            continue
        meant = [known[i] for i in reference.refers_to if i in known and i != answer.id]
        told = [claim for claim in meant if claim.type in _ANCHORS] or meant
        for claim in told:
            yield _answer(reference, answer, claim)


def _answer(reference: Reference, answer: Claim, told: Claim) -> ClaimLink:
    who = " and ".join(dict.fromkeys(m.text for m in answer.role("speaker"))) or _voice(answer)
    voice = " and ".join(dict.fromkeys(m.text for m in told.role("speaker"))) or _voice(told)
    matter = f"{_matter(told, told)} (“{reference.span.text}”)" if _matter(told, told) else f"“{reference.span.text}”"
    if reference.stance == "denies":
        return ClaimLink("denies", answer.id, told.id, f"{who} denies what {voice} says: {matter}")
    first, second = sorted((answer.id, told.id))
    return ClaimLink("corroborates", first, second, f"{who} confirms what {voice} says: {matter}")


def _link(one: Claim, other: Claim) -> ClaimLink | None:
    """The link between two claims that share an actor, or None."""
    if not (_SAME[one.type](one, other) and _same_phase(one, other) and _same_time(one, other)):
        return None
    if one.polarity == other.polarity:
        return _corroboration(one, other)
    return _contradiction(*((one, other) if one.polarity == "-" else (other, one)))


def _corroboration(one: Claim, other: Claim) -> ClaimLink | None:
    """The same said by two sources, or in two articles; numbers, where both have one, must be able to agree."""
    if not _same_count(one, other):
        return None
    who, whom = _speakers(one), _speakers(other)
    if not who & whom:
        reason = f"{_voice(one)} and {_voice(other)} both say so: {_matter(one, other)}"
    elif one.article != other.article:
        reason = f"two articles report it from {_voice(one)}: {_matter(one, other)}"
    else:
        return None
    return ClaimLink("corroborates", one.id, other.id, reason)


def _contradiction(negative: Claim, positive: Claim) -> ClaimLink | None:
    """One says that it is so, the other that it is not; what is only possible is not contradicted."""
    if positive.certainty == "possible" or _speakers(negative) & _speakers(positive):
        return None
    matter = _matter(negative, positive)
    if _is_denial(negative) or _concerns_speaker(negative, positive):
        reason = f"{_voice(negative)} denies what {_voice(positive)} says: {matter}"
        return ClaimLink("denies", negative.id, positive.id, reason)
    reason = f"{_voice(positive)} says so, {_voice(negative)} says not: {matter}"
    first, second = sorted((negative.id, positive.id))
    return ClaimLink("contradicts", first, second, reason)


# What makes two claims of a type speak of the same thing


def _share(one: Claim, other: Claim, *roles: str) -> bool:
    return bool(ids(one, *roles) & ids(other, *roles))


def _agree(one: Claim, other: Claim, *roles: str) -> bool:
    """Whether the claims share a filler of the roles, or one of them names none."""
    mine, theirs = ids(one, *roles), ids(other, *roles)
    return not mine or not theirs or bool(mine & theirs)


def _same_troops(one: Claim, other: Claim) -> bool:
    acts = {one.activity, other.activity}
    same = len(acts) == 1 or acts <= SENT
    return same and _share(one, other, "force") and _agree(one, other, "location")


def _same_arms(one: Claim, other: Claim) -> bool:
    withheld = [claim.activity == "withhold" for claim in (one, other)]
    made = [claim.activity == "produce" for claim in (one, other)]
    same = withheld[0] == withheld[1] and made[0] == made[1]
    return same and _share(one, other, "supplier") and _agree(one, other, "recipient")


def _same_treaty(one: Claim, other: Claim) -> bool:
    same = one.activity == other.activity and _agree(one, other, "actor") and _agree(one, other, "treaty")
    return same and (_share(one, other, "treaty") or len(ids(one, "party") & ids(other, "party")) > 1)


def _same_attack(one: Claim, other: Claim) -> bool:
    places = _agree(one, other, "location")
    return _share(one, other, "attacker") and _share(one, other, "target") and places and _timed(one, other)


def _same_meeting(one: Claim, other: Claim) -> bool:
    return len(ids(one, "participant") & ids(other, "participant")) > 1 and _timed(one, other)


def _same_event(one: Claim, other: Claim) -> bool:
    same = one.event is not None and one.event == other.event and one.mode == other.mode
    return same and _share(one, other, "actor") and _share(one, other, "recipient") and _agree(one, other, "location")


_ANCHORS: dict[str, tuple[str, ...]] = {
    "TroopClaim": ("force",),
    "ArmsClaim": ("supplier",),
    "TreatyClaim": ("treaty", "party"),
    "AttackClaim": ("attacker",),
    "MeetingClaim": ("participant",),
    "EventClaim": ("actor",),
}
_SAME: dict[str, Callable[[Claim, Claim], bool]] = {
    "TroopClaim": _same_troops,
    "ArmsClaim": _same_arms,
    "TreatyClaim": _same_treaty,
    "AttackClaim": _same_attack,
    "MeetingClaim": _same_meeting,
    "EventClaim": _same_event,
}


def _same_phase(one: Claim, other: Claim) -> bool:
    return (one.phase == "planned") == (other.phase == "planned")


def _same_time(one: Claim, other: Claim) -> bool:
    """Whether the times overlap; a claim without dates agrees with any."""
    if one.time is None or other.time is None:
        return True
    starts = [one.time.start or one.time.end, other.time.start or other.time.end]
    ends = [one.time.end or one.time.start, other.time.end or other.time.start]
    if starts[0] is None or starts[1] is None or ends[0] is None or ends[1] is None:
        return True
    return starts[0] <= ends[1] and starts[1] <= ends[0]


def _timed(one: Claim, other: Claim) -> bool:
    """Whether both claims say when: actors meet and fight often, so undated claims may be of two occasions."""
    return all(claim.time is not None and (claim.time.start or claim.time.end) for claim in (one, other))


def _same_count(one: Claim, other: Claim) -> bool:
    mine, theirs = one.quantity, other.quantity
    if mine is None or theirs is None or mine.unit != theirs.unit:
        return True
    floor = max(mine.min or 0, theirs.min or 0)
    return all(top is None or floor <= top for top in (mine.max, theirs.max))


# Who speaks


def _name(mention: Mention) -> str:
    return mention.entity or mention.key or mention.text.casefold()


def _sayers(claim: Claim) -> list[Mention]:
    """Who says it itself: the innermost source with those that say it jointly, whoever reports them."""
    found: list[Mention] = []
    for source in reversed(claim.sources):
        found.insert(0, source.mention)
        if not source.joint:
            break
    return found


def _speakers(claim: Claim) -> frozenset[str]:
    """Who says it, by name; the article where it speaks itself."""
    return frozenset(_name(mention) for mention in _sayers(claim)) or frozenset({claim.article})


def _voice(claim: Claim) -> str:
    return " and ".join(mention.text for mention in _sayers(claim)) or "the article itself"


def _is_denial(claim: Claim) -> bool:
    cues = [source.cue.text.casefold() for source in claim.sources if source.cue is not None]
    return any(word.startswith(DENIALS) for cue in cues for word in cue.split())


def _concerns_speaker(negative: Claim, positive: Claim) -> bool:
    """Whether a source of the negative claim is one whom the positive claim is about."""
    actors = {p.mention.entity for p in positive.participants if p.mention.entity and p.role != "location"}
    return any(source.mention.entity in actors for source in negative.sources)


def _matter(one: Claim, other: Claim) -> str:
    """What both claims are about, in the words of the first."""
    theirs = {p.mention.entity for p in other.participants}
    shared = [p for p in one.participants if p.mention.entity and p.mention.entity in theirs]
    parts = list(dict.fromkeys(f"{p.role} {p.mention.text}" for p in shared))
    return ", ".join(filter(None, [one.activity or one.event, *parts]))
