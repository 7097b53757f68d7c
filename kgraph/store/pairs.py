"""Which pairs of claims are compared: those that can speak of the same matter, in time linear in the claims.

Claims meet in a block by what must agree before they can be linked at all: their type, an actor in its role, what was
done, whether it is only planned. Where a block is large (a thousand articles that report one deployment), not every
pair is compared but each claim with the earliest ones that affirm and that deny: links then stand as stars around the
first reports instead of between all. Claims of a large block that name different places, months or recipients never
agree, so they only meet those that share one, or that name none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, product

from kgraph.types import Claim

LARGE = 24
"""How many claims a block may have for every pair of them to be compared."""
HUBS = 12
"""How many claims, the earliest, each claim of a large block is compared with: so many that affirm, so many that deny."""
SENT = frozenset({"deploy", "transport", "arrive", "present", "fight"})
"""Activities of troops that all say that they were sent: a denial of one is a denial of the others."""
_MONTHS = 4  # a time longer than this fits many others, so it is compared like one without a date
Matter = tuple[object, ...]


def ids(claim: Claim, *roles: str) -> frozenset[str]:
    """The entities that fill the roles of a claim."""
    return frozenset(mention.entity for mention in claim.role(*roles) if mention.entity)


def pairs(claims: Iterable[Claim], published: Mapping[str, date | None]) -> Iterator[tuple[Claim, Claim]]:
    """The pairs to compare; some come several times. ``published`` dates the articles, for what is earliest."""
    blocks: dict[Matter, list[Claim]] = defaultdict(list)
    for claim in claims:
        for matter in _MATTERS[claim.type](claim) if claim.type in _MATTERS else ():
            blocks[(claim.type, claim.phase == "planned", *matter)].append(claim)

    def early(claim: Claim) -> tuple[date, str, int, str]:
        return (published.get(claim.article) or date.max, claim.article, claim.evidence.start, claim.id)

    for block in blocks.values():
        if len(block) <= LARGE:
            yield from combinations(block, 2)
        else:
            yield from _large(sorted(block, key=early))


def _large(block: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of a large block, whose claims are sorted."""
    parts: dict[str, list[Claim]] = defaultdict(list)
    whole: list[Claim] = []
    for claim in block:
        details = list(_PARTS[claim.type](claim))
        for detail in details:
            parts[detail].append(claim)
        if not details:
            whole.append(claim)
    for part in parts.values():
        yield from _star(part, part)
    yield from _star(whole, block)
    yield from _star(block, whole)


def _star(claims: Sequence[Claim], among: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Each claim with the first ones of both polarities."""
    affirmed = [c for c in among if c.polarity == "+"][:HUBS]
    denied = [c for c in among if c.polarity != "+"][:HUBS]
    yield from product(claims, (*affirmed, *denied))


def _troops(claim: Claim) -> Iterator[Matter]:
    act = "sent" if claim.activity in SENT else claim.activity
    yield from ((act, force) for force in ids(claim, "force"))


def _arms(claim: Claim) -> Iterator[Matter]:
    act = (claim.activity == "withhold", claim.activity == "produce")
    yield from ((act, supplier) for supplier in ids(claim, "supplier"))


def _treaties(claim: Claim) -> Iterator[Matter]:
    yield from ((claim.activity, treaty) for treaty in ids(claim, "treaty"))
    yield from ((claim.activity, *pair) for pair in combinations(sorted(ids(claim, "party")), 2))


def _attacks(claim: Claim) -> Iterator[Matter]:
    yield from product(ids(claim, "attacker"), ids(claim, "target"))


def _meetings(claim: Claim) -> Iterator[Matter]:
    yield from combinations(sorted(ids(claim, "participant")), 2)


def _events(claim: Claim) -> Iterator[Matter]:
    if claim.event is not None:
        for actor, recipient in product(ids(claim, "actor"), ids(claim, "recipient")):
            yield (claim.event, claim.mode, actor, recipient)


def _months(claim: Claim) -> Iterator[str]:
    """The months that a claim's time covers; none where it has no date or a long time."""
    days = [day for day in (claim.time.start, claim.time.end) if day] if claim.time else []
    if days:
        first, last = (12 * day.year + day.month for day in (min(days), max(days)))
        if last - first < _MONTHS:
            yield from (str(month) for month in range(first, last + 1))


def _places(claim: Claim) -> Iterator[str]:
    yield from sorted(ids(claim, "location"))


def _recipients(claim: Claim) -> Iterator[str]:
    yield from sorted(ids(claim, "recipient"))


def _actors(claim: Claim) -> Iterator[str]:
    yield from sorted(ids(claim, "actor"))


_MATTERS: dict[str, Callable[[Claim], Iterator[Matter]]] = {
    "TroopClaim": _troops,
    "ArmsClaim": _arms,
    "TreatyClaim": _treaties,
    "AttackClaim": _attacks,
    "MeetingClaim": _meetings,
    "EventClaim": _events,
}
"""By type, what must agree: one matter for each actor, or pair of actors, that two claims must share."""
_PARTS: dict[str, Callable[[Claim], Iterator[str]]] = {
    "TroopClaim": _places,
    "ArmsClaim": _recipients,
    "TreatyClaim": _actors,
    "AttackClaim": _months,
    "MeetingClaim": _months,
    "EventClaim": _places,
}
"""By type, by what a large block is parted: claims must share one of these, if both have any."""
