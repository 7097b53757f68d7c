"""Makes the index of a snapshot: a SQLite file of names, ties and lists, so that no page gathers what it does not show.

Everything in it is derived from the store; it is made once for a snapshot, in a process of its own.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from pyoxigraph import NamedNode

from kgraph.serve.names import fold
from kgraph.store import Dataset
from kgraph.store.classes import ENTITY_TYPES, ROLES, narrowest
from kgraph.store.edges import EDGES
from kgraph.store.entities import ACTORS
from kgraph.store.terms import PREFIXES, term

VERSION = 2
"""Of the tables below; an index of another version is made anew."""
Kind = Literal["made", "about", "mentions"]
KINDS: dict[Kind, tuple[str, tuple[str, ...], str]] = {
    "made": ("claim/", ("kg:source", "kg:speaker"), "kg:position"),
    "about": ("claim/", tuple(f"kg:{role}" for role in sorted(ROLES) if role != "speaker"), "kg:position"),
    "mentions": ("mention/", ("kg:entity",), "oa:start"),
}
"""The lists of an entity: what stands in them, by which properties, and what orders it within its article."""
_TABLES = """
CREATE TABLE entity(n INTEGER PRIMARY KEY, id TEXT UNIQUE, name TEXT, type TEXT, mentions INTEGER,
  degree INTEGER DEFAULT 0, claims INTEGER DEFAULT 0, cooperation INTEGER DEFAULT 0, conflict INTEGER DEFAULT 0,
  rank REAL DEFAULT 0);
CREATE TABLE name(n INTEGER, folded TEXT);
CREATE TABLE tie(here INTEGER, there INTEGER, claims INTEGER, cooperation INTEGER, conflict INTEGER, relations TEXT);
CREATE TABLE edge(id TEXT, source INTEGER, target INTEGER, event TEXT, relation TEXT, kind TEXT, directed INTEGER,
  sign INTEGER, polarity TEXT, certainty TEXT, claims INTEGER, startDate TEXT, endDate TEXT, publishedFirst TEXT,
  publishedLast TEXT);
CREATE TABLE listed(kind TEXT, entity INTEGER, number INTEGER, id TEXT, PRIMARY KEY(kind, entity, number)) WITHOUT ROWID;
CREATE TABLE part(name TEXT PRIMARY KEY, json TEXT);
"""
_LOOKS = """
CREATE INDEX tie_here ON tie(here, claims DESC, there);
CREATE INDEX edge_source ON edge(source, target);
CREATE INDEX edge_target ON edge(target);
"""
_TOLD = ("event", "relation", "edgeKind", "directed", "sign", "polarity", "certainty", "claimCount", "startDate",
         "endDate", "publishedFirst", "publishedLast")  # fmt: skip
Row = dict[str, Any]


class Maker:
    """Reads a dataset graph by graph and writes the tables."""

    def __init__(self, dataset: Dataset, database: sqlite3.Connection) -> None:
        self.dataset, self.database = dataset, database
        self.number: dict[str, int] = {}  # of an entity, by its IRI, in the order of ids

    def entities(self) -> None:
        """Write who there is, and every name that they are found by."""
        graph, relative = self.dataset.terms.graph(ACTORS), self.dataset.terms.relative
        names = dict(self._pairs("rdfs:label", graph))
        types: defaultdict[str, list[str]] = defaultdict(list)
        for node, kind in self._pairs("rdf:type", graph):
            types[node].append(kind.removeprefix(PREFIXES["kg"]))
        mentions = dict(self._pairs("kg:mentionCount", graph))
        ids = sorted((relative(NamedNode(iri)), iri) for iri in names)
        self.number = {iri: n for n, (_, iri) in enumerate(ids)}
        self.database.executemany(
            "INSERT INTO entity(n, id, name, type, mentions) VALUES (?, ?, ?, ?, ?)",
            (
                (n, id, names[iri], narrowest(types[iri], ENTITY_TYPES) or "", int(mentions.get(iri, 0)))
                for n, (id, iri) in enumerate(ids)
            ),
        )
        called = {(self.number[iri], fold(name)) for iri, name in names.items()}
        called |= {
            (self.number[iri], fold(name)) for iri, name in self._pairs("skos:altLabel", graph) if iri in self.number
        }
        self.database.executemany("INSERT INTO name VALUES (?, ?)", sorted(called))

    def edges(self) -> None:
        """Write the edges between entities that have names, and what ties each two."""
        graph, relative = self.dataset.terms.graph(EDGES), self.dataset.terms.relative
        ends = {name: dict(self._pairs(f"kg:{name}", graph)) for name in ("from", "to")}
        told = {name: dict(self._pairs(f"kg:{name}", graph)) for name in _TOLD}
        rows: list[Row] = []
        for iri in sorted(ends["from"]):
            source, target = self.number.get(ends["from"][iri]), self.number.get(ends["to"].get(iri, ""))
            if source is None or target is None:
                continue
            row: Row = {name: values.get(iri) for name, values in told.items()}
            row |= {"id": relative(NamedNode(iri)), "source": source, "target": target}
            row["event"] = (row["event"] or "").removeprefix(PREFIXES["plover"]) or None
            row |= {"sign": int(row["sign"] or 0), "claims": int(row["claimCount"] or 0)}
            row |= {"directed": row["directed"] == "true", "kind": row["edgeKind"]}
            row["iri"] = iri
            rows.append(row)
        rows.sort(key=lambda row: (row["source"], row["target"], row["id"]))
        columns = [column[1] for column in self.database.execute("PRAGMA table_info(edge)")]
        marks = ", ".join(f":{name}" for name in columns)
        self.database.executemany(f"INSERT INTO edge VALUES ({marks})", rows)
        self._ties(rows, self._behind(rows))

    def _behind(self, rows: list[Row]) -> dict[tuple[int, int], int]:
        """How many claims there are between each two, the lesser number first: one may stand behind several edges."""
        pairs = {row["iri"]: (min(row["source"], row["target"]), max(row["source"], row["target"])) for row in rows}
        found: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
        for edge, claim in self._pairs("kg:claim", self.dataset.terms.graph(EDGES)):
            if edge in pairs:
                found[pairs[edge]].add(claim)
        return {pair: len(claims) for pair, claims in found.items()}

    def _ties(self, rows: list[Row], behind: dict[tuple[int, int], int]) -> None:
        gathered: defaultdict[tuple[int, int], list[tuple[int, int, str, str]]] = defaultdict(list)
        for row in rows:
            if row["source"] == row["target"]:
                continue
            for here, there, way in ((row["source"], row["target"], "out"), (row["target"], row["source"], "in")):
                way = way if row["directed"] else "both"
                gathered[here, there].append((row["claims"], row["sign"], way, row["relation"] or ""))
        ties = []
        for (here, there), found in sorted(gathered.items()):
            relations = list(dict.fromkeys((way, words) for _, _, way, words in sorted(found, reverse=True)))
            cooperation, conflict = (sum(n for n, sign, *_ in found if sign * side > 0) for side in (1, -1))
            claims = behind.get((min(here, there), max(here, there)), 0)
            ties.append((here, there, claims, cooperation, conflict, json.dumps(relations, ensure_ascii=False)))
        self.database.executemany("INSERT INTO tie VALUES (?, ?, ?, ?, ?, ?)", ties)
        self.database.execute(
            "UPDATE entity SET (degree, claims, cooperation, conflict) = (SELECT COUNT(*), COALESCE(SUM(tie.claims), 0), "
            "COALESCE(SUM(tie.cooperation), 0), COALESCE(SUM(tie.conflict), 0) FROM tie WHERE here = entity.n) "
            "WHERE n IN (SELECT here FROM tie)"
        )
        self._ranks(rows)

    def _ranks(self, rows: list[Row]) -> None:
        """PageRank over claims in their direction; what has no direction counts both ways."""
        import networkx as nx

        weights: defaultdict[tuple[int, int], int] = defaultdict(int)
        for row in rows:
            if row["claims"]:
                for pair in ((row["source"], row["target"]), (row["target"], row["source"]))[: 2 - row["directed"]]:
                    weights[pair] += row["claims"]
        flow: nx.DiGraph[int] = nx.DiGraph()
        flow.add_weighted_edges_from((a, b, weight) for (a, b), weight in weights.items())
        ranks = nx.pagerank(flow, weight="weight") if len(flow) else {}
        self.database.executemany("UPDATE entity SET rank = ? WHERE n = ?", ((rank, n) for n, rank in ranks.items()))

    def lists(self) -> None:
        """Write what each entity makes, takes part in and is mentioned by: newest articles first, in reading order."""
        days = dict(self._pairs("kg:published", None))
        articles = self._articles(days)
        for kind, (start, predicates, position) in KINDS.items():
            prefix = self.dataset.base + start
            places = {iri: int(at) for iri, at in self._pairs(position, None) if iri.startswith(prefix)}
            found: set[tuple[int, int, int, str]] = set()
            for predicate in predicates:
                # Through the engine, which is several times as fast as its quads one by one.
                for row in self.dataset.select(f"SELECT ?s ?o ?g {{ GRAPH ?g {{ ?s {term(predicate)} ?o }} }}"):
                    entity, iri = self.number.get(row["o"].value), row["s"].value
                    if entity is not None and iri.startswith(prefix):
                        article = articles.get(row["g"].value, len(articles))
                        found.add((entity, article, places.get(iri, 0), iri))
            self.database.executemany("INSERT INTO listed VALUES (?, ?, ?, ?)", self._numbered(kind, sorted(found)))

    def _numbered(self, kind: str, found: list[tuple[int, int, int, str]]) -> Iterator[tuple[str, int, int, str]]:
        before, number = -1, 0
        for entity, _, _, iri in found:
            number = number + 1 if entity == before else 0
            before = entity
            yield kind, entity, number, self.dataset.terms.relative(NamedNode(iri))

    def _articles(self, days: dict[str, str]) -> dict[str, int]:
        """The place of each article's graph in the order of the lists."""
        terms = self.dataset.terms
        ids = sorted(terms.relative(node) for node in self._subjects("kg:Article"))
        ids.sort(key=lambda id: days.get(terms.iri(id).value, ""), reverse=True)
        return {terms.article_graph(id).value: n for n, id in enumerate(ids)}

    def _subjects(self, cls: str) -> Iterator[NamedNode]:
        for quad in self.dataset.store.quads_for_pattern(None, term("rdf:type"), term(cls), None):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject

    def _pairs(self, predicate: str, graph: NamedNode | None) -> Iterable[tuple[str, str]]:
        where = "?g" if graph is None else str(graph)
        for row in self.dataset.select(f"SELECT ?s ?o {{ GRAPH {where} {{ ?s {term(predicate)} ?o }} }}"):
            yield row["s"].value, row["o"].value


def make_index(dataset: Dataset, path: Path) -> int:
    """Write the index of a dataset to a new file, which is there once it is whole; returns how many entities it has."""
    from kgraph.serve.drawn import first_part

    path.unlink(missing_ok=True)
    beginning = path.with_suffix(".part")
    beginning.unlink(missing_ok=True)
    database = sqlite3.connect(beginning)
    try:
        database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES}")
        maker = Maker(dataset, database)
        maker.entities()
        maker.edges()
        maker.lists()
        database.executescript(_LOOKS)
        database.commit()
    finally:
        database.close()
    part = first_part(dataset, beginning)
    with sqlite3.connect(beginning) as database:
        database.execute("INSERT INTO part VALUES ('first', ?)", (json.dumps(part, ensure_ascii=False),))
    database.close()
    beginning.replace(path)
    return len(maker.number)
