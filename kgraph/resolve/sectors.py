"""What an actor's posts and owners say of it: whether a person is an official, and the PLOVER sector."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.extract.titles import is_rank
from kgraph.ids import fold
from kgraph.resolve.world import World
from kgraph.types import EntityType, Tenure

_PRIVATE = frozenset(
    "analyst expert editor professor author historian journalist reporter researcher scholar fellow correspondent "
    "columnist economist lawyer scientist tycoon businessman activist writer publisher oligarch executive founder "
    "owner resident veteran dissident".split()
)
_PUBLIC = ("minister", "president", "prime minister", "secretary of state", "ambassador", "secretary general")
_SERVING = frozenset(
    "envoy adviser advisor spokesman spokeswoman spokesperson aide secretary deputy chief minister".split()
)
# The PLOVER sector (codebook, table of sectors) that a type has by itself.
_BY_TYPE = {
    "State": "GOV", "Ministry": "GOV", "Agency": "GOV", "Legislature": "LEG", "ArmedForce": "MIL", "IGO": "IGO",
    "IntelligenceService": "SPY", "Company": "BUS", "MediaOutlet": "MED", "ArmedGroup": "REB",
}  # fmt: skip
_MILITARY = frozenset({"army", "military", "commander", "navy", "troops", "forces", "marines"})
_LEGISLATIVE = frozenset({"senator", "lawmaker", "congressman", "congresswoman", "mp", "legislator"})


def is_public(tenure: Tenure, officials: frozenset[str], world: World) -> bool:
    """Whether a post is one of a state or its bodies, of an international organisation, or at an official's side.

    ``officials`` are the ids of persons who hold such a post of their own.
    """
    of = (tenure.of or "").removeprefix("entity/")
    head = tenure.title.split()[-1]
    if head in _PRIVATE:
        return False
    if of.startswith(("state/", "agency/")) or world.type(of) == "IGO":
        return True
    if tenure.of in officials and head in _SERVING:
        return True
    return tenure.title.removeprefix("former ").endswith(_PUBLIC)


def sector_of(type_: EntityType, tenures: Iterable[Tenure], known: str | None, world: World) -> str | None:
    """The sector: from the actors file, else by type; of persons by the posts they hold, else by those they held."""
    if known is not None:
        return known
    if type_ in _BY_TYPE:
        return _BY_TYPE[type_]
    if type_ not in ("Official", "Person"):
        return None
    held = [t for t in tenures if t.end is None] or list(tenures)
    found = [s for t in held if (s := _of_post(t, world)) is not None]
    if type_ == "Official":
        return next((s for s in found if s != "GOV"), "GOV")
    return next((s for s in found if s != "GOV"), None)


def _of_post(tenure: Tenure, world: World) -> str | None:
    """The sector of one post: by its words ("army chief"), else by whose it is."""
    words = set(fold(tenure.title).split())
    if is_rank(tenure.title) or words & _MILITARY:
        return "MIL"
    if words & _LEGISLATIVE:
        return "LEG"
    of = (tenure.of or "").removeprefix("entity/")
    if of.startswith("state/"):
        return "GOV"
    known = world.known(of)
    type_ = known.type if known is not None else None
    if known is not None and known.sector is not None and type_ != "MediaOutlet":
        return known.sector
    return _BY_TYPE.get(type_ or "")
