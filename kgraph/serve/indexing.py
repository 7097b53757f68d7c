"""Makes the index of a snapshot: a SQLite file of names, ties and lists, so that no page gathers what it does not show.

Everything in it is derived from the store. It is made in a process of its own, from the whole store or, where an index
of an earlier state is there and it is known what has changed since, from what has changed.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kgraph.serve import entity_rows, list_rows, tie_rows
from kgraph.serve.entity_rows import EntityRows
from kgraph.serve.list_rows import ListRows
from kgraph.serve.tie_rows import TieRows
from kgraph.store import Dataset
from kgraph.store.changes import Changes
from kgraph.store.edges import EDGES
from kgraph.store.entities import ACTORS
from kgraph.store.terms import term

VERSION = 4
"""Of the tables; an index of another version is made anew."""
_PARTS = "CREATE TABLE part(name TEXT PRIMARY KEY, json TEXT);"
_SAFE = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"


def make_index(dataset: Dataset, path: Path) -> int:
    """Write the index of a dataset to a new file, which is there once it is whole; returns how many entities it has."""
    with _beginning(dataset, path) as database:
        database.executescript(f"{entity_rows.TABLES}{list_rows.TABLES}{tie_rows.TABLES}{_PARTS}")
        entities = EntityRows(dataset, database)
        entities.write()
        ListRows(dataset, database, entities.number).write()
        ties = TieRows(dataset, database, entities.number)
        ties.write()
        database.executescript(tie_rows.LOOKS)
        ties.sums()
    return len(entities.number)


def renew_index(dataset: Dataset, path: Path, *, before: Path, changes: Changes) -> int:
    """Write the index of a dataset from that of an earlier state; returns how many entities it has.

    Args:
        dataset: the store as it is now.
        path: the new file, which is there once it is whole.
        before: the index of the earlier state, which stays as it is.
        changes: what has changed since; more than that does no harm.
    """
    with _beginning(dataset, path, before) as database:
        entities = EntityRows(dataset, database)
        others = entities.renew(changes.nodes.get(ACTORS, set()))
        # Who is new or gone may stand in articles and edges that are as they were.
        touched = changes.articles | _articles_of(dataset, others)
        ListRows(dataset, database, entities.number).renew(touched)
        ties = TieRows(dataset, database, entities.number)
        edges = {node for node in changes.nodes.get(EDGES, set()) if node.startswith("edge/")}  # else an end of one
        ties.renew(edges, others)
        ties.sums()
    return len(entities.number)


def _articles_of(dataset: Dataset, entities: set[str]) -> set[str]:
    """The articles that name these entities."""
    found = set()
    for id in entities:
        for quad in dataset.store.quads_for_pattern(None, term("kg:entity"), dataset.terms.iri(id), None):
            found.add(dataset.terms.relative(quad.graph_name).removeprefix("graph/"))
    return found


@contextmanager
def _beginning(dataset: Dataset, path: Path, before: Path | None = None) -> Iterator[sqlite3.Connection]:
    """A database to write to, which gets its place, and what the explorer shows first, once it is written."""
    from kgraph.serve.drawn import first_part

    path.unlink(missing_ok=True)
    beginning = path.with_suffix(".part")
    beginning.unlink(missing_ok=True)
    if before is not None:
        shutil.copyfile(before, beginning)
    with closing(sqlite3.connect(beginning)) as database:
        database.executescript(_SAFE)
        yield database
        database.commit()
    part = first_part(dataset, beginning)
    with closing(sqlite3.connect(beginning)) as database, database:
        text = json.dumps(part, ensure_ascii=False).encode("utf-8", "replace").decode()
        database.execute("INSERT OR REPLACE INTO part VALUES ('first', ?)", (text,))
    beginning.replace(path)
