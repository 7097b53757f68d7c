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
    index = lookups.index
    near: dict[str, int] = {entity: 0}
    ahead = [entity]
    for step in range(1, depth + 1):
        wanted: dict[str, int] = {}
        room = limit + 1 - len(near)
        for key in ahead if room else ():
            # Those past so many can be among the first only by what they have with others.
            for tie in index.neighbours(key, limit=limit + len(near)):
                if tie.id not in near:
                    wanted[tie.id] = wanted.get(tie.id, 0) + tie.claims
        ahead = sorted(wanted, key=lambda key: (-wanted[key], key))[:room]
        near.update(dict.fromkeys(ahead, step))
    edges = index.edges(near)
    met: dict[str, set[object]] = {key: set() for key in near}
    for edge in edges:
        met[str(edge["from"])].add(edge["to"])
        met[str(edge["to"])].add(edge["from"])
    actors = {actor.id: actor for actor in index.actors(near)}
    return {
        "entity": entity,
        "entities": [
            {
                "id": key, "name": actors[key].name, "type": actors[key].type, "mentions": actors[key].mentions,
                "distance": distance, "left": actors[key].degree - len(met[key] - {key}),
            }
            for key, distance in near.items()
        ],
        "edges": edges,
    }  # fmt: skip
