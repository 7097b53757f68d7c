"""What to warn of before a decision: nothing here forbids, for the person may know better."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kgraph.curate.names import family
from kgraph.types import Entity


def doubts(merged: Sequence[Entity]) -> Iterator[str]:
    """Why entities that are to be merged look like different ones, a sentence for each reason."""
    for one, other in combinations(merged, 2):
        pair = f"{one.name} ({one.id}) and {other.name} ({other.id})"
        if one.type == other.type == "State":
            yield f"{pair} are two states"
        elif family(one.type) != family(other.type):
            yield f"{pair} are of different kinds: {one.type}, {other.type}"
        elif one.country and other.country and one.country != other.country:
            yield f"{pair} belong to different states: {one.country}, {other.country}"
        if one.wikidata and other.wikidata and one.wikidata != other.wikidata:
            yield f"{pair} are different items of Wikidata: {one.wikidata}, {other.wikidata}"
