"""How linking grows: time and memory of generated articles, as ratios from each number of articles to its double.

    python benchmarks/linking.py [LARGEST]         (by default 10000 articles of some twenty mentions)
    python benchmarks/linking.py --store ARTICLES  (what adding one article to a store of so many costs)

Prints ratios only: 2 is linear. Memory is the peak of what is held beside the digests that are read.
"""

import gc
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

from generated import article

from kgraph.actors import load
from kgraph.analyse.edges import edges
from kgraph.pipeline import connect
from kgraph.resolve import link_with_reasons
from kgraph.resolve.entities import describe_digests
from kgraph.resolve.referent import referents_of
from kgraph.resolve.world import World
from kgraph.store import Dataset
from kgraph.store.digests import FILE, pack
from kgraph.store.links import link_claims
from kgraph.types import Entity


def table(packed, world):
    """Which key is which entity, with the reasons."""
    return link_with_reasons(r for one in packed for r in referents_of(one.digest(), world))


def measured(function, *given):
    """Seconds of the processor, and the peak of memory in bytes, each in a run of its own."""
    gc.collect()
    start = time.process_time()
    function(*given)
    seconds = time.process_time() - start
    gc.collect()
    tracemalloc.start()
    function(*given)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return seconds, peak


def growth(largest):
    """Print the ratios of each doubling up to this number of articles."""
    actors = load()
    world = World(actors)
    packed = [pack(article(number)) for number in range(largest)]
    print("what                  articles  mentions      keys  entities   time x   memory x   keys x")
    for name, run in {"linking": _link, "description": _describe, "claims: links, edges": _links}.items():
        before = None
        for size in (largest // 8, largest // 4, largest // 2, largest):
            some = packed[:size]
            linking = table(some, world)
            mentions = sum(told.mentions for one in some for told in one.digest().told)
            now = (
                *measured(run, some, linking, actors, world),
                len(linking.entities),
            )
            ratios = ["", "", ""] if before is None else [f"{b / a:.2f}" for a, b in zip(before, now, strict=True)]
            entities = len(set(linking.entities.values()))
            print(f"{name:20} {size:9} {mentions:9} {now[2]:9} {entities:9}" + "".join(f"{r:>10}" for r in ratios))
            before = now


def _link(some, linking, actors, world):
    table(some, world)


def _describe(some, linking, actors, world):
    describe_digests((one.digest() for one in some), linking.entity_of, actors)


def _links(some, linking, actors, world):
    claims = [claim for one in some for claim in one.linked(linking.entity_of)]
    for _ in link_claims(claims):
        pass
    entities = {id: Entity(id, "Organization", id) for id in {*linking.entities.values()}}
    for _ in edges(claims, entities):
        pass


def adding_one(size):
    """Print what adding one article costs beside connecting all anew."""
    actors = load()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "kgraph.db"
        with Dataset.open(store, create=True) as dataset:
            for number in range(size):
                dataset.replace_article(article(number))
            first = _timed(lambda: connect(dataset, actors))
            dataset.replace_article(article(size))
            adding = _timed(lambda: connect(dataset, actors))
            (store / FILE).unlink()
            anew = _timed(lambda: connect(dataset, actors))
    print(f"{size} articles: connecting one more takes {adding / first:.3f} of connecting all the first time,")
    print(f"and {adding / anew:.3f} of connecting them again without the digests beside the store")


def _timed(function):
    start = time.process_time()
    function()
    return time.process_time() - start


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["--store"]:
        adding_one(int(arguments[1]))
    else:
        growth(int(arguments[0]) if arguments else 10_000)
