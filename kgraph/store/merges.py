"""Why keys of different articles are one entity, and why others stay open, as quads of the graph of actors and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from kgraph.store.entities import ACTORS
from kgraph.store.records import Reader, Writer
from kgraph.store.terms import Terms
from kgraph.types import Merge, OpenKey


def merges_to_quads(merges: Iterable[Merge], open_keys: Iterable[OpenKey], terms: Terms) -> Iterator[Quad]:
    """A node for each key that joined an entity, and one for each that could not be settled."""
    writer = Writer(terms, terms.graph(ACTORS))
    for merge in merges:
        node = terms.node("merge", merge.key, merge.into)
        writer.types(node, "kg:Merge")
        writer.add(node, "kg:key", merge.key)
        writer.link(node, "kg:into", merge.into)
        writer.add(node, "kg:reason", merge.reason)
        writer.add(node, "kg:score", float(merge.score))
    for key in open_keys:
        node = terms.node("open-key", key.key)
        writer.types(node, "kg:OpenKey")
        writer.add(node, "kg:key", key.key)
        writer.link(node, "kg:entity", key.entity)
        writer.add(node, "kg:reason", key.reason)
        writer.listing(node, "kg:candidate", key.candidates, as_ids=True)
    yield from writer.quads


def merges_from_quads(quads: Iterable[Quad], terms: Terms) -> list[Merge]:
    """Every merge in the quads, by key."""
    reader = Reader(terms, quads)
    found = [
        Merge(
            key=reader.words(node, "kg:key"),
            into=reader.terms.relative(reader.needed(node, "kg:into")),
            reason=reader.words(node, "kg:reason"),
            score=reader.number(node, "kg:score") or 0.0,
        )
        for node in reader.subjects("kg:Merge")
    ]
    return sorted(found, key=lambda merge: merge.key)


def open_keys_from_quads(quads: Iterable[Quad], terms: Terms) -> list[OpenKey]:
    """Every key in the quads that stays open, by key."""
    reader = Reader(terms, quads)
    found = [_open_key(reader, node) for node in reader.subjects("kg:OpenKey")]
    return sorted(found, key=lambda open_key: open_key.key)


def _open_key(reader: Reader, node: NamedNode) -> OpenKey:
    return OpenKey(
        key=reader.words(node, "kg:key"),
        entity=reader.terms.relative(reader.needed(node, "kg:entity")),
        reason=reader.words(node, "kg:reason"),
        candidates=reader.listing(node, "kg:candidate", as_ids=True),
    )
