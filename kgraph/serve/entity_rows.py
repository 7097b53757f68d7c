"""The index's rows of entities: who there is, and every name that they are found by."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from kgraph.serve.names import fold
from kgraph.store import Dataset
from kgraph.store.classes import ENTITY_TYPES, narrowest
from kgraph.store.entities import ACTORS
from kgraph.store.terms import PREFIXES, term

TABLES = """
CREATE TABLE entity(n INTEGER PRIMARY KEY, id TEXT UNIQUE, name TEXT, type TEXT, mentions INTEGER,
  degree INTEGER DEFAULT 0, claims INTEGER DEFAULT 0, cooperation INTEGER DEFAULT 0, conflict INTEGER DEFAULT 0,
  rank REAL DEFAULT 0);
CREATE TABLE name(n INTEGER, folded TEXT);
"""


class EntityRows:
    """Reads the graph of actors and writes the tables; ``number`` is that of each entity, by its IRI."""

    def __init__(self, dataset: Dataset, database: sqlite3.Connection) -> None:
        self.dataset, self.database = dataset, database
        self.graph = dataset.terms.graph(ACTORS)
        found = database.execute("SELECT id, n FROM entity")
        self.number = {dataset.terms.iri(id).value: n for id, n in found}

    def write(self) -> None:
        """Write everybody."""
        relative = self.dataset.terms.relative
        names, mentions = self._texts("rdfs:label"), self._texts("kg:mentionCount")
        types, aliases = self._texts("rdf:type"), self._texts("skos:altLabel")
        ids = sorted((relative(NamedNode(iri)), iri) for iri in names)
        self.number = {iri: n for n, (_, iri) in enumerate(ids)}
        for id, iri in ids:
            self._add(id, iri, names[iri][0], types[iri], mentions[iri], aliases[iri])

    def renew(self, entities: Iterable[str]) -> set[str]:
        """Write these anew, given by relative ids; the ids of those that are new or gone."""
        changed: set[str] = set()
        for id in sorted(entities):
            node = self.dataset.terms.iri(id)
            names = self._of(node, "rdfs:label")
            number = self.number.get(node.value)
            if number is None and not names:
                continue  # no entity, but a part of one, such as a tenure
            if number is None or not names:
                changed.add(id)
            if number is not None:
                self.database.execute("DELETE FROM name WHERE n = ?", (number,))
                self.database.execute("DELETE FROM entity WHERE n = ?", (number,))
                del self.number[node.value]
            if names:
                self.number[node.value] = self._free() if number is None else number
                told = [self._of(node, name) for name in ("rdf:type", "kg:mentionCount", "skos:altLabel")]
                self._add(id, node.value, names[0], *told)
        return changed

    def _free(self) -> int:
        (last,) = self.database.execute("SELECT COALESCE(MAX(n), -1) FROM entity").fetchone()
        return max(int(last), max(self.number.values(), default=-1)) + 1

    def _add(self, id: str, iri: str, name: str, types: list[str], mentions: list[str], aliases: Iterable[str]) -> None:
        n = self.number[iri]
        type_ = narrowest([kind.removeprefix(PREFIXES["kg"]) for kind in types], ENTITY_TYPES) or ""
        self.database.execute(
            "INSERT INTO entity(n, id, name, type, mentions) VALUES (?, ?, ?, ?, ?)",
            (n, id, name, type_, int(mentions[0]) if mentions else 0),
        )
        called = sorted({fold(text) for text in (name, *aliases)})
        self.database.executemany("INSERT INTO name VALUES (?, ?)", ((n, folded) for folded in called))

    def _texts(self, predicate: str) -> defaultdict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for row in self.dataset.select(f"SELECT ?s ?o {{ GRAPH {self.graph} {{ ?s {term(predicate)} ?o }} }}"):
            found[row["s"].value].append(row["o"].value)
        return found

    def _of(self, node: NamedNode, predicate: str) -> list[str]:
        quads = self.dataset.store.quads_for_pattern(node, term(predicate), None, self.graph)
        return [quad.object.value for quad in quads if isinstance(quad.object, NamedNode | Literal)]
