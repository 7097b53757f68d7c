"""Looks things up in the index of a snapshot: names, neighbours, edges and lists, each a part at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from kgraph.errors import NotFound
from kgraph.serve.list_rows import Kind
from kgraph.serve.names import ArticleName, fold
from kgraph.store.classes import ENTITY_TYPES, with_above

Way = Literal["out", "in", "both"]
_MOST_WORDS = 8
_DATES = ("startDate", "endDate", "publishedFirst", "publishedLast")


class Neighbour(NamedTuple):
    """An actor tied to another, with the claims behind the ties by what they say.

    ``relations``: what ties them, most claims first, each with the way it goes from the one that was asked about.
    """

    id: str
    claims: int
    cooperation: int
    conflict: int
    relations: tuple[tuple[Way, str], ...]


class Actor(NamedTuple):
    """An entity as the drawing needs it; ``degree``: to how many others it is tied, by ``claims`` in all."""

    id: str
    name: str
    type: str
    mentions: int
    degree: int
    claims: int
    cooperation: int
    conflict: int
    rank: float


class Index:
    """The file, read only."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    def part(self, name: str) -> str:
        """A part of the drawing that was made with the index, as JSON."""
        (text,) = self._one("SELECT json FROM part WHERE name = ?", name)
        return str(text)

    def count(self) -> int:
        """How many entities there are."""
        return int(self._one("SELECT COUNT(*) FROM entity")[0])

    def search(self, words: str, *, type: str | None = None, start: int = 0, limit: int) -> tuple[list[Actor], int]:
        """Who has a name or alias with all the words, best matches first, then who is mentioned most; and how many are.

        Args:
            words: in any case, with accents or without; none finds every entity.
            type: the class that the entities must be of, or of one below it.
            start: how many to pass over.
            limit: how many to give.
        """
        below = ENTITY_TYPES if type is None else [t for t in ENTITY_TYPES if f"kg:{type}" in with_above(t)]
        parts = fold(words).split()[:_MOST_WORDS]
        whole = " ".join(parts)
        kind = "1" if type is None else f"type IN ({', '.join(repr(name) for name in below)})"
        if parts:
            has = " AND ".join("instr(folded, ?) > 0" for _ in parts)
            # The very words, names that begin with them, a word that does, and what has them anywhere.
            found = (
                "SELECT n, MIN(CASE WHEN folded = ? THEN 0 WHEN substr(folded, 1, ?) = ? THEN 1 "
                f"WHEN instr(' ' || folded, ?) > 0 THEN 2 ELSE 3 END) AS fit FROM name WHERE {has} GROUP BY n"
            )
            values: list[Any] = [whole, len(whole), whole, f" {parts[0]}", *parts]
        else:
            found, values = "SELECT n, 0 AS fit FROM entity", []
        rows = self._all(
            f"SELECT {_ACTOR}, COUNT(*) OVER () FROM ({found}) JOIN entity USING (n) WHERE {kind} "
            "ORDER BY fit, mentions DESC, id LIMIT ? OFFSET ?",
            *values, limit, start,
        )  # fmt: skip
        if not rows and start:
            return [], self.search(words, type=type, limit=1)[1]
        return [Actor(*row[:-1]) for row in rows], rows[0][-1] if rows else 0

    def actors(self, entities: Iterable[str]) -> list[Actor]:
        """Entities by their ids, in their order; those without a name are left out."""
        return [actor for id in entities for actor in self._actors("id = ?", id)]

    def central(self, limit: int) -> list[Actor]:
        """The most central entities that have ties."""
        return self._actors("degree > 0 ORDER BY rank DESC, claims DESC, id LIMIT ?", limit)

    def neighbours(self, entity: str, *, start: int = 0, limit: int) -> list[Neighbour]:
        """Who is tied to an entity, most claims first."""
        rows = self._all(
            "SELECT entity.id, tie.claims, tie.cooperation, tie.conflict, relations FROM tie JOIN entity ON n = there "
            "WHERE here = ? ORDER BY tie.claims DESC, there LIMIT ? OFFSET ?", self._number(entity), limit, start,
        )  # fmt: skip
        return [
            Neighbour(id, claims, plus, minus, tuple((way, words) for way, words in json.loads(relations)))
            for id, claims, plus, minus, relations in rows
        ]

    def edges(self, entities: Iterable[str]) -> list[dict[str, Any]]:
        """The edges that have both ends among some entities, with what they say and how many claims say so."""
        numbers = {n: id for id in set(entities) for n in self._numbers(id)}
        self._among(numbers)
        rows = self._all(
            f"SELECT {_EDGE} FROM near AS a CROSS JOIN edge ON source = a.n WHERE target IN (SELECT n FROM near) "
            "ORDER BY source, target, edge.id"
        )
        return [_edge(row, numbers) for row in rows]

    def pairs(self, entities: Iterable[str]) -> list[tuple[str, str, int]]:
        """How many claims there are between each two of some entities that are tied; the lesser id first."""
        numbers = {n: id for id in set(entities) for n in self._numbers(id)}
        self._among(numbers)
        rows = self._all(
            "SELECT here, there, claims FROM near AS a CROSS JOIN tie ON here = a.n "
            "WHERE there IN (SELECT n FROM near) AND here < there"
        )
        return sorted((min(numbers[a], numbers[b]), max(numbers[a], numbers[b]), claims) for a, b, claims in rows)

    def steps(self, entities: Iterable[str], *, claimed: bool) -> list[tuple[str, str]]:
        """Who is one step from some entities and from which of them, the ties with most claims first.

        Args:
            entities: where the steps begin.
            claimed: whether a tie must have a claim behind it.
        """
        self._among(n for id in entities for n in self._numbers(id))
        return [
            (there, here)
            for there, here in self._all(
                "SELECT b.id, a.id FROM near CROSS JOIN tie ON here = near.n JOIN entity a ON a.n = here "
                "JOIN entity b ON b.n = there WHERE tie.claims >= ? ORDER BY tie.claims DESC, a.id, b.id", int(claimed),
            )
        ]  # fmt: skip

    def said(self, x: str, y: str | None) -> list[tuple[dict[str, Any], int, int, int]]:
        """The edges that claims of X or Y stand behind, with how many of X, of Y and of both; but not that they say it."""
        self._saying(x, y)
        rows = self._all(
            f"SELECT a.id, b.id, SUM(x), SUM(y), SUM(x AND y), {_EDGE} FROM saying JOIN behind USING (claim) "
            "JOIN edge ON e = behind.edge JOIN entity a ON a.n = source JOIN entity b ON b.n = target "
            "WHERE source != target AND kind NOT IN ('attribution', 'affiliation') GROUP BY e ORDER BY edge.id"
        )
        return [
            (_edge(row, {row[1]: one, row[2]: other}), mine, theirs, both)
            for one, other, mine, theirs, both, *row in rows
        ]

    def said_pairs(self, x: str, y: str | None) -> dict[tuple[str, str], int]:
        """How many claims of X or Y there are between each two that they tie; the lesser id first."""
        self._saying(x, y)
        rows = self._all(
            "SELECT MIN(a.id, b.id), MAX(a.id, b.id), behind FROM (SELECT MIN(source, target) AS one, "
            "MAX(source, target) AS other, COUNT(DISTINCT claim) AS behind FROM saying JOIN behind USING (claim) "
            "JOIN edge ON e = behind.edge WHERE source != target AND kind NOT IN ('attribution', 'affiliation') "
            "GROUP BY 1, 2) JOIN entity a ON a.n = one JOIN entity b ON b.n = other"
        )
        return {(one, other): n for one, other, n in rows}

    def said_claims(self, x: str, y: str | None, pairs: Iterable[tuple[str, str]], *, each: int) -> list[str]:
        """So many of the claims of X or Y between each two of some pairs, the newest."""
        self._saying(x, y)
        found: dict[str, None] = {}
        for a, b in pairs:
            one, other = self._number(a), self._number(b)
            rows = self._all(
                "SELECT DISTINCT saying.claim, ago, article, at FROM edge CROSS JOIN behind ON behind.edge = e "
                "CROSS JOIN saying ON saying.claim = behind.claim WHERE (source, target) IN (VALUES (?, ?), (?, ?)) "
                "AND kind NOT IN ('attribution', 'affiliation') ORDER BY ago, article, at, saying.claim LIMIT ?",
                one, other, other, one, each,
            )  # fmt: skip
            found |= {row[0]: None for row in rows}
        return list(found)

    def _saying(self, x: str, y: str | None) -> None:
        """Gather the claims that one or the other of two makes."""
        self._database.execute(
            "CREATE TEMP TABLE IF NOT EXISTS saying(claim TEXT PRIMARY KEY, x INTEGER, y INTEGER, ago INTEGER, "
            "article INTEGER, at INTEGER)"
        )
        self._database.execute("DELETE FROM saying")
        for side, id in (("x", x), ("y", y)):
            if id is not None:
                self._database.execute(
                    f"INSERT INTO saying SELECT id, {int(side == 'x')}, {int(side == 'y')}, ago, article, at FROM listed "
                    f"WHERE kind = 'made' AND entity = ? ON CONFLICT(claim) DO UPDATE SET {side} = 1",
                    (self._number(id),),
                )

    def between(self, a: str, b: str, *, limit: int) -> list[str]:
        """The claims behind the edges between two entities, the newest first."""
        one, other = self._number(a), self._number(b)
        rows = self._all(
            "SELECT DISTINCT behind.claim FROM edge CROSS JOIN behind ON behind.edge = e "
            "LEFT JOIN claim ON claim.id = behind.claim WHERE (source, target) IN (VALUES (?, ?), (?, ?)) "
            "AND source != target ORDER BY COALESCE(ago, 1e9), article, at, behind.claim LIMIT ?",
            one, other, other, one, limit,
        )  # fmt: skip
        return [id for (id,) in rows]

    def edges_behind(self, claims: Iterable[str]) -> dict[str, list[str]]:
        """The edges that each of some claims stands behind, by their ids."""
        sql = "SELECT edge.id FROM behind JOIN edge ON e = behind.edge WHERE claim = ? ORDER BY edge.id"
        return {claim: [id for (id,) in self._all(sql, claim)] for claim in claims}

    def listed(self, kind: Kind, entity: str, *, start: int = 0, limit: int) -> list[str]:
        """The ids of a part of a list: newest articles first, those of one article in the order of its text."""
        rows = self._all(
            "SELECT id FROM listed WHERE kind = ? AND entity = ? ORDER BY ago, article, at, id LIMIT ? OFFSET ?",
            kind, self._number(entity), limit, start,
        )  # fmt: skip
        return [id for (id,) in rows]

    def length(self, kind: Kind, entity: str) -> int:
        """How long a list is."""
        count = "SELECT COUNT(*) FROM listed WHERE kind = ? AND entity = ?"
        return int(self._one(count, kind, self._number(entity))[0])

    def articles(self) -> list[ArticleName]:
        """Every article."""
        return [ArticleName(*row) for row in self._all("SELECT id, path, title, publisher, published FROM article")]

    def claims(self) -> int:
        """How many claims there are."""
        return int(self._one("SELECT COALESCE(SUM(claims), 0) FROM article")[0])

    def _actors(self, where: str, *values: Any) -> list[Actor]:
        return [Actor(*row) for row in self._all(f"SELECT {_ACTOR} FROM entity WHERE {where}", *values)]

    def _numbers(self, entity: str) -> list[int]:
        return [n for (n,) in self._all("SELECT n FROM entity WHERE id = ?", entity)]

    def _number(self, entity: str) -> int:
        for n in self._numbers(entity):
            return n
        raise NotFound(f"there is no entity {entity} in the store")

    def _among(self, numbers: Iterable[int]) -> None:
        self._database.execute("CREATE TEMP TABLE IF NOT EXISTS near(n INTEGER PRIMARY KEY)")
        self._database.execute("DELETE FROM near")
        self._database.executemany("INSERT INTO near VALUES (?)", ((n,) for n in sorted(numbers)))

    def _all(self, sql: str, *values: Any) -> list[Sequence[Any]]:
        return self._database.execute(sql, [_text(value) for value in values]).fetchall()

    def _one(self, sql: str, *values: Any) -> Sequence[Any]:
        return self._all(sql, *values)[0]


_EDGE = (
    "edge.id, source, target, event, relation, kind, directed, sign, polarity, certainty, edge.claims, "
    + ", ".join(_DATES)
)
_ACTOR = ", ".join(f"entity.{name}" for name in Actor._fields)


def _edge(row: Sequence[Any], numbers: Mapping[int, str]) -> dict[str, Any]:
    """An edge as data, its ends by their ids."""
    id, source, target, event, relation, kind, directed, sign, polarity, certainty, claims, *dates = row
    return {
        "id": id, "from": numbers[source], "to": numbers[target], "event": event, "relation": relation,
        "kind": kind, "directed": bool(directed), "sign": sign, "polarity": polarity,
        "certainty": certainty, "claims": claims, **dict(zip(_DATES, dates, strict=True)),
    }  # fmt: skip


def _text(value: Any) -> Any:
    """A value that SQLite takes: text that UTF-8 can carry."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
