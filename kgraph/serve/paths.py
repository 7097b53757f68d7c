"""The shortest way between two actors over the whole store, with the newest claims behind each step."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from kgraph.errors import NotFound
from kgraph.serve.drawn import part_of
from kgraph.serve.lookups import Lookups

BEHIND_A_STEP = 20  # claims that are sent with each step; the page loads more of those that are looked at


def path_part(lookups: Lookups, a: str, b: str) -> dict[str, Any]:
    """A part for the explorer's page, and in ``path`` the ids of the actors on the way, empty where there is none.

    ``direct`` says whether claims lead all the way; only where they do not are affiliations taken to help. Of equally
    short ways it is the one that more claims stand behind, step by step.
    """
    found = lookups.index.actors((a, b))
    if len({actor.id for actor in found}) < len({a, b}):
        raise NotFound(f"there are no two entities {a} and {b} in the store")
    claimed = shortest(lookups, a, b, claimed=True)
    path = claimed or shortest(lookups, a, b, claimed=False)
    steps = [(min(step), max(step)) for step in pairwise(path)]
    edges = [e for e in lookups.index.edges(path) if (min(e["from"], e["to"]), max(e["from"], e["to"])) in steps]
    claims = dict.fromkeys(id for one, other in steps for id in lookups.index.between(one, other, limit=BEHIND_A_STEP))
    part = part_of(lookups, lookups.index.actors(path), edges, claims)
    return {**part, "path": path, "direct": bool(claimed)}


def shortest(lookups: Lookups, a: str, b: str, *, claimed: bool) -> list[str]:
    """The ids of the actors on the way, both ends among them; none where nothing connects them.

    Args:
        lookups: what the store holds.
        a: where the way begins.
        b: where it ends.
        claimed: whether each step must have a claim behind it.
    """
    before: dict[str, str | None] = {a: None}
    ahead = [a]
    while ahead and b not in before:
        reached: dict[str, str] = {}
        for there, here in lookups.index.steps(ahead, claimed=claimed):
            if there not in before:
                reached.setdefault(there, here)
        before |= reached
        ahead = list(reached)
    if b not in before:
        return []
    path: list[str] = []
    at: str | None = b
    while at is not None:
        path.append(at)
        at = before[at]
    return path[::-1]
