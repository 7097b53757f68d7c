"""The neighbourhood of an entity as data for a page that draws it: who is near, and the edges among them."""

from __future__ import annotations

from typing import Any

from kgraph.serve.lookups import Lookups


def surroundings(lookups: Lookups, entity: str, *, depth: int, limit: int) -> dict[str, Any]:
    """The entities within some steps of one, those with most claims first, and every edge between them.

    Args:
        lookups: what the store holds.
        entity: the relative id to begin at; NotFound where there is none.
        depth: how many steps.
        limit: how many entities besides the first; ``left`` says of each entity how many of its neighbours are not
            among them.
    """
    first = lookups.entity(entity)
    near: dict[str, int] = {first.id: 0}
    ahead = [first.id]
    for step in range(1, depth + 1):
        wanted: dict[str, int] = {}
        for key in ahead:
            for tie in lookups.ties.neighbours(key):
                if tie.id not in near:
                    wanted[tie.id] = wanted.get(tie.id, 0) + tie.claims
        ahead = sorted(wanted, key=lambda key: (-wanted[key], key))[: limit + 1 - len(near)]
        near.update(dict.fromkeys(ahead, step))
    edges = lookups.ties.edges(near)
    met: dict[str, set[object]] = {key: set() for key in near}
    for edge in edges:
        met[str(edge["from"])].add(edge["to"])
        met[str(edge["to"])].add(edge["from"])
    left = {key: lookups.ties.degree(key) - len(met[key] - {key}) for key in near}
    return {
        "entity": first.id,
        "entities": [
            {**_described(lookups, key), "distance": distance, "left": left[key]} for key, distance in near.items()
        ],
        "edges": edges,
    }


def _described(lookups: Lookups, key: str) -> dict[str, Any]:
    found = lookups.described(key)
    return {"id": key, "name": found.name, "type": found.type, "mentions": found.mentions}
