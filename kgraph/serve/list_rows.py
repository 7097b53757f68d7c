"""The index's rows of articles, and of what each entity makes, takes part in and is mentioned by in each of them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from kgraph.store import Dataset
from kgraph.store.classes import ROLES
from kgraph.store.terms import term

Kind = Literal["made", "about", "mentions"]
TABLES = """
CREATE TABLE article(n INTEGER PRIMARY KEY, id TEXT UNIQUE, path TEXT, title TEXT, publisher TEXT, published TEXT,
  claims INTEGER);
CREATE TABLE claim(id TEXT PRIMARY KEY, ago INTEGER, article INTEGER, at INTEGER) WITHOUT ROWID;
CREATE TABLE listed(kind TEXT, entity INTEGER, ago INTEGER, article INTEGER, at INTEGER, id TEXT,
  PRIMARY KEY(kind, entity, ago, article, at, id)) WITHOUT ROWID;
"""
_MAKING = ("kg:source", "kg:speaker")
_SAID = " ".join(str(term(f"kg:{name}")) for name in ("source", *sorted(ROLES)))
_MAKES = {term(name).value for name in _MAKING}
Row = tuple[str, int, int, int, int, str]


class ListRows:
    """Reads articles, each from its own graph, and writes the tables."""

    def __init__(self, dataset: Dataset, database: sqlite3.Connection, number: Mapping[str, int]) -> None:
        self.dataset, self.database, self.number = dataset, database, number

    def write(self) -> None:
        """Write every article."""
        quads = self.dataset.typed("kg:Article")
        self.renew({self.dataset.terms.relative(quad.subject) for quad in quads})

    def renew(self, articles: Iterable[str]) -> None:
        """Write these articles anew, given by their ids; those that are no longer there go."""
        known = dict(self.database.execute("SELECT id, n FROM article"))
        wanted = sorted(articles)
        old = [(known[id],) for id in wanted if id in known]
        if old:
            self.database.execute("CREATE TEMP TABLE old(n INTEGER PRIMARY KEY)")
            self.database.executemany("INSERT INTO old VALUES (?)", old)
            for table in ("listed", "claim"):
                self.database.execute(f"DELETE FROM {table} WHERE article IN (SELECT n FROM old)")
            self.database.execute("DELETE FROM article WHERE n IN (SELECT n FROM old)")
            self.database.execute("DROP TABLE old")
        fresh = max(known.values(), default=-1) + 1
        found: list[Row] = []
        for id in wanted:
            n = known.get(id, fresh)
            fresh += id not in known
            found += self._article(id, n)
            if len(found) > 500_000:
                self._insert(found)
                found = []
        self._insert(found)

    def _insert(self, rows: list[Row]) -> None:
        self.database.executemany("INSERT OR IGNORE INTO listed VALUES (?, ?, ?, ?, ?, ?)", sorted(rows))

    def _article(self, id: str, n: int) -> list[Row]:
        """Write an article; returns the rows of its lists."""
        node, graph = self.dataset.terms.iri(id), self.dataset.terms.article_graph(id)
        told = {q.predicate: q.object for q in self.dataset.store.quads_for_pattern(node, None, None, graph)}
        if not told:
            return []
        values = [
            getattr(told.get(term(f"kg:{name}")), "value", "") for name in ("path", "title", "publisher", "published")
        ]
        says, places, claims = self._claims(str(graph))
        self.database.execute("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?)", (n, id, *values, claims))
        ago = _ago(values[3])
        placed = sorted((claim, ago, n, at) for claim, at in places.items())
        self.database.executemany("INSERT OR IGNORE INTO claim VALUES (?, ?, ?, ?)", placed)
        rows: list[Row] = []
        for claim, found in says.items():
            at = places.get(claim, 0)
            rows += [(kind, entity, ago, n, at, claim) for kind, entity in found]
        for mention, entity, start in self._mentions(str(graph)):
            rows.append(("mentions", entity, ago, n, start, mention))
        return rows

    def _claims(self, graph: str) -> tuple[dict[str, set[tuple[str, int]]], dict[str, int], int]:
        """Who makes or is in which claim of a graph, where each claim stands, and how many are not rejected."""
        relative = self.dataset.terms.relative
        says: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
        sparql = f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ VALUES ?p {{ {_SAID} }} ?s ?p ?o }} }}"
        for row in self.dataset.select(sparql):
            entity = self.number.get(row["o"].value)
            claim = relative(row["s"])
            if entity is not None and claim.startswith("claim/"):
                says[claim].add(("made" if row["p"].value in _MAKES else "about", entity))
        places: dict[str, int] = {}
        counts = {}
        for cls in ("kg:Claim", "kg:RejectedClaim"):
            sparql = f"SELECT ?s ?at {{ GRAPH {graph} {{ ?s a {term(cls)} OPTIONAL {{ ?s kg:position ?at }} }} }}"
            found = {
                relative(row["s"]): int(row["at"].value) if row["at"] else 0 for row in self.dataset.select(sparql)
            }
            counts[cls] = len(found)
            places |= found
        return says, places, counts["kg:Claim"]

    def _mentions(self, graph: str) -> Iterable[tuple[str, int, int]]:
        sparql = f"SELECT ?s ?o ?at {{ GRAPH {graph} {{ ?s a kg:Mention ; kg:entity ?o ; oa:start ?at }} }}"
        for row in self.dataset.select(sparql):
            entity = self.number.get(row["o"].value)
            if entity is not None:
                yield self.dataset.terms.relative(row["s"]), entity, int(row["at"].value)


def _ago(published: str) -> int:
    """Days before the year 10000: the newest first, what has no date last."""
    try:
        return date.max.toordinal() - date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return date.max.toordinal()
