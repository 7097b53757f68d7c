"""The index's rows of edges, of the claims behind each, and of what ties each two entities in sum."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import NamedNode

from kgraph.store import Dataset
from kgraph.store.edges import EDGES
from kgraph.store.terms import PREFIXES, term

TABLES = """
CREATE TABLE tie(here INTEGER, there INTEGER, claims INTEGER, cooperation INTEGER, conflict INTEGER, relations TEXT);
CREATE TABLE edge(e INTEGER PRIMARY KEY, id TEXT, source INTEGER, target INTEGER, event TEXT, relation TEXT, kind TEXT,
  directed INTEGER, sign INTEGER, polarity TEXT, certainty TEXT, claims INTEGER, startDate TEXT, endDate TEXT,
  publishedFirst TEXT, publishedLast TEXT);
CREATE TABLE behind(claim TEXT, edge INTEGER, PRIMARY KEY(claim, edge)) WITHOUT ROWID;
"""
LOOKS = """
CREATE INDEX tie_here ON tie(here, claims DESC, there);
CREATE INDEX tie_both ON tie(here, there);
CREATE INDEX edge_source ON edge(source, target);
CREATE INDEX edge_target ON edge(target);
CREATE INDEX edge_id ON edge(id);
CREATE INDEX behind_edge ON behind(edge);
"""
_TOLD = ("event", "relation", "edgeKind", "directed", "sign", "polarity", "certainty", "claimCount", "startDate",
         "endDate", "publishedFirst", "publishedLast")  # fmt: skip
Pair = tuple[int, int]
Values = Mapping[str, str | None]


class TieRows:
    """Reads the graph of edges and writes the tables."""

    def __init__(self, dataset: Dataset, database: sqlite3.Connection, number: Mapping[str, int]) -> None:
        self.dataset, self.database, self.number = dataset, database, number
        self.graph = dataset.terms.graph(EDGES)

    def write(self) -> None:
        """Write every edge between entities that have names, and every tie."""
        told = {name: dict(self._pairs(f"kg:{name}")) for name in ("from", "to", *_TOLD)}
        rows = []
        for iri in told["from"]:
            row = self._row(iri, {name: values.get(iri) for name, values in told.items()})
            if row is not None:
                rows.append((iri, row))
        rows.sort(key=lambda entry: (entry[1][1], entry[1][2], entry[1][0]))
        at = {iri: e for e, (iri, _) in enumerate(rows)}
        self._insert((e, row) for e, (_, row) in enumerate(rows))
        behind = ((self._relative(claim), at[edge]) for edge, claim in self._pairs("kg:claim") if edge in at)
        self.database.executemany("INSERT OR IGNORE INTO behind VALUES (?, ?)", sorted(behind))
        self._ties(None)

    def renew(self, edges: Iterable[str], entities: Iterable[str]) -> None:
        """Write these edges anew, and those of these entities, both given by relative ids; then the ties they are in."""
        changed = set(edges) | {edge for id in entities for edge in self._edges_of(id)}
        pairs: set[Pair] = set()
        for id in sorted(changed):
            for e, source, target in self._all("SELECT e, source, target FROM edge WHERE id = ?", id):
                pairs.add(_pair(source, target))
                self.database.execute("DELETE FROM behind WHERE edge = ?", (e,))
                self.database.execute("DELETE FROM edge WHERE e = ?", (e,))
            node = self.dataset.terms.iri(id)
            told: dict[str, str | None] = {}
            claims = []
            for quad in self.dataset.store.quads_for_pattern(node, None, None, self.graph):
                value = getattr(quad.object, "value", "")
                if quad.predicate == term("kg:claim"):
                    claims.append(self._relative(value))
                else:
                    told[quad.predicate.value.removeprefix(PREFIXES["kg"])] = value
            row = self._row(node.value, told) if "from" in told else None
            if row is None:
                continue
            ((e,),) = self._all("SELECT COALESCE(MAX(e), -1) + 1 FROM edge")
            self._insert([(e, row)])
            self.database.executemany("INSERT OR IGNORE INTO behind VALUES (?, ?)", ((claim, e) for claim in claims))
            pairs.add(_pair(row[1], row[2]))
        self._ties(pairs)

    def _edges_of(self, entity: str) -> Iterable[str]:
        """The edges of an entity in the dataset, and those that the index has of one that is gone."""
        node = self.dataset.terms.iri(entity)
        for end in ("kg:from", "kg:to"):
            for quad in self.dataset.store.quads_for_pattern(None, term(end), node, self.graph):
                yield self.dataset.terms.relative(quad.subject)

    def _row(self, iri: str, told: Values) -> tuple[Any, ...] | None:
        """An edge as its table has it, without its number; None where one of its ends has no name."""
        source, target = self.number.get(told.get("from") or ""), self.number.get(told.get("to") or "")
        if source is None or target is None:
            return None
        event = (told.get("event") or "").removeprefix(PREFIXES["plover"]) or None
        plain = (told.get(name) for name in ("polarity", "certainty"))
        days = (told.get(name) for name in ("startDate", "endDate", "publishedFirst", "publishedLast"))
        return (
            self._relative(iri), source, target, event, told.get("relation"), told.get("edgeKind"),
            told.get("directed") == "true", int(told.get("sign") or 0), *plain, int(told.get("claimCount") or 0), *days,
        )  # fmt: skip

    def _insert(self, rows: Iterable[tuple[int, tuple[Any, ...]]]) -> None:
        marks = ", ".join("?" * 16)
        self.database.executemany(f"INSERT INTO edge VALUES ({marks})", ((e, *row) for e, row in rows))

    def _ties(self, pairs: set[Pair] | None) -> None:
        """Write what ties these pairs, or all: what is between two, by what it says."""
        rows = self._all("SELECT source, target, claims, sign, directed, relation FROM edge WHERE source != target")
        gathered: defaultdict[Pair, list[tuple[int, int, str, str]]] = defaultdict(list)
        for source, target, claims, sign, directed, relation in rows:
            if pairs is None or _pair(source, target) in pairs:
                for here, there, way in ((source, target, "out"), (target, source, "in")):
                    gathered[here, there].append((claims, sign, way if directed else "both", relation or ""))
        behind = self._behind(pairs)
        ties = []
        for (here, there), found in sorted(gathered.items()):
            relations = list(dict.fromkeys((way, words) for _, _, way, words in sorted(found, reverse=True)))
            cooperation, conflict = (sum(n for n, sign, *_ in found if sign * side > 0) for side in (1, -1))
            words = json.dumps(relations, ensure_ascii=False)
            ties.append((here, there, behind.get(_pair(here, there), 0), cooperation, conflict, words))
        for a, b in pairs or ():
            self.database.execute("DELETE FROM tie WHERE here = ? AND there = ?", (a, b))
            self.database.execute("DELETE FROM tie WHERE here = ? AND there = ?", (b, a))
        self.database.executemany("INSERT INTO tie VALUES (?, ?, ?, ?, ?, ?)", ties)

    def _behind(self, pairs: set[Pair] | None) -> dict[Pair, int]:
        """How many claims there are between each two: one may stand behind several edges."""
        count = "SELECT MIN(source, target), MAX(source, target), COUNT(DISTINCT claim) FROM {} GROUP BY 1, 2"
        if pairs is None:
            return {(a, b): n for a, b, n in self._all(count.format("behind JOIN edge ON e = behind.edge"))}
        found = {}
        for a, b in pairs:
            ((found[a, b],),) = self._all(
                "SELECT COUNT(DISTINCT claim) FROM edge JOIN behind ON behind.edge = e "
                "WHERE (source = ? AND target = ?) OR (source = ? AND target = ?)", a, b, b, a,
            )  # fmt: skip
        return found

    def sums(self) -> None:
        """Write how each entity is tied in sum, and how central it is: PageRank over claims in their direction.

        What has no direction counts both ways.
        """
        import networkx as nx

        self.database.execute(
            "UPDATE entity SET (degree, claims, cooperation, conflict) = (SELECT COUNT(*), COALESCE(SUM(tie.claims), 0), "
            "COALESCE(SUM(tie.cooperation), 0), COALESCE(SUM(tie.conflict), 0) FROM tie WHERE here = entity.n), rank = 0"
        )
        weights: defaultdict[Pair, int] = defaultdict(int)
        rows = self._all(
            "SELECT source, target, claims, directed FROM edge WHERE claims > 0 ORDER BY source, target, id"
        )
        for source, target, claims, directed in rows:
            for pair in ((source, target), (target, source))[: 1 if directed else 2]:
                weights[pair] += claims
        flow: nx.DiGraph[int] = nx.DiGraph()
        flow.add_weighted_edges_from((a, b, weight) for (a, b), weight in weights.items())
        ranks = nx.pagerank(flow, weight="weight") if len(flow) else {}
        self.database.executemany("UPDATE entity SET rank = ? WHERE n = ?", ((rank, n) for n, rank in ranks.items()))

    def _pairs(self, predicate: str) -> Iterable[tuple[str, str]]:
        for row in self.dataset.select(f"SELECT ?s ?o {{ GRAPH {self.graph} {{ ?s {term(predicate)} ?o }} }}"):
            yield row["s"].value, row["o"].value

    def _relative(self, iri: str) -> str:
        return self.dataset.terms.relative(NamedNode(iri))

    def _all(self, sql: str, *values: Any) -> list[Any]:
        return self.database.execute(sql, values).fetchall()


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)
