"""The world according to an actor over the whole store, and how it differs from another's."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from kgraph.errors import NotFound
from kgraph.serve.drawn import part_of
from kgraph.serve.lookups import Lookups

DRAWN = 120  # pairs of actors that are drawn, those with most claims
OF_A_PAIR = 2  # claims that are loaded of each of the first pairs
LOADED_PAIRS = 60
LISTED = 50  # statements of each list of a comparison
Pair = tuple[str, str]


class Said(NamedTuple):
    """An edge, how many claims of the first, of the second and of both together stand behind it."""

    edge: dict[str, Any]
    x: int
    y: int
    both: int


def world_part(lookups: Lookups, x: str, y: str | None) -> dict[str, Any]:
    """A part for the explorer's page: the strongest ties in what X, or X and Y, claim.

    ``world`` tells of the whole store: ``claims`` that each makes, ``ties``: pairs of actors that they tie and how many
    of them are in the part, ``said``: by edge how many claims of X, of Y and of both stand behind it, ``pairs``: how
    many of theirs between two, and with Y ``lists``: what they say alike, against each other, or alone.
    """
    people = [x] if y is None else [x, y]
    if len(lookups.index.actors(people)) < len(set(people)):
        raise NotFound(f"there are no entities {' and '.join(people)} in the store")
    found = [Said(*row) for row in lookups.index.said(x, y)]
    counts = lookups.index.said_pairs(x, y)
    lists = compared(found) if y is not None else {}
    strongest = sorted(counts, key=lambda pair: (-counts[pair], pair))[:DRAWN]
    listed = {_pair(row["source"], row["target"]) for rows in lists.values() for row in rows[:LISTED]}
    shown = {*strongest, *listed}
    kept = [said for said in found if _pair(said.edge["from"], said.edge["to"]) in shown]
    ends = sorted({end for pair in shown for end in pair} | set(people))
    claims = lookups.index.said_claims(x, y, strongest[:LOADED_PAIRS], each=OF_A_PAIR)
    part = part_of(lookups, lookups.index.actors(ends), [said.edge for said in kept], dict.fromkeys(claims))
    told: dict[str, Any] = {
        "x": x, "y": y,
        "claims": [lookups.index.length("made", id) for id in people],
        "ties": len(counts), "drawn": [list(pair) for pair in strongest],
        "said": {said.edge["id"]: [said.x, said.y, said.both] for said in kept},
        "pairs": [[*pair, counts[pair]] for pair in sorted(shown) if pair in counts],
        "lists": {name: {"count": len(rows), "first": rows[:LISTED]} for name, rows in lists.items()},
    }  # fmt: skip
    return {**part, "world": told}


def compared(found: list[Said]) -> dict[str, list[dict[str, Any]]]:
    """What each of the two says of a pair, by relation, most claims first.

    Who both affirms and denies can agree with somebody and contradict them.
    """
    signs: defaultdict[tuple[str, str, str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    counts: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for edge, x, y, both in found:
        key = (edge["from"], edge["relation"], edge["to"])
        for number, side in ((x, 0), (y, 1)):
            if number:
                signs[key][side].add(edge["polarity"])
        counts[key] += x + y - both
    lists: dict[str, list[dict[str, Any]]] = {"differ": [], "agree": [], "onlyx": [], "onlyy": []}
    for key in sorted(counts, key=lambda key: (-counts[key], key)):
        one, other = signs[key]
        row = {"source": key[0], "relation": key[1], "target": key[2], "x": sorted(one), "y": sorted(other),
               "claims": counts[key]}  # fmt: skip
        if not one or not other:
            lists["onlyx" if one else "onlyy"].append(row)
            continue
        if one & other:
            lists["agree"].append(row)
        if any(a != b for a in one for b in other):
            lists["differ"].append(row)
    return lists


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)
