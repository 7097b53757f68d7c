"""Makes decisions: a line is added to the ledger, and the store is connected anew so that it holds at once.

>>> import kgraph
>>> kgraph.merge("kgraph.db", "Volodymyr Zelensky", "Zelenskiy", why="two spellings")  # doctest: +SKIP

Everything happens under the store's lock for writing: while a line is added nobody reads or builds. A failure between
the line and the graph leaves the store marked, and the next build or decision puts the line into the graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kgraph import pipeline
from kgraph.actors import Actors, load
from kgraph.curate import memory
from kgraph.curate.decisions import Decision, Entry, Signature
from kgraph.curate.ledger import LEDGER, Ledger, append
from kgraph.curate.referring import Grounds, settled
from kgraph.curate.replay import Curation, standing
from kgraph.curate.wording import entry
from kgraph.errors import InputError, StoreError
from kgraph.store import Dataset
from kgraph.store.folder import read_base

Store = str | Path | Dataset
"""The folder of a store that nobody has open, or a dataset that is open for writing."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision.

    ``entries`` are the lines that were added; ``warnings`` say what looks odd about them; ``problems`` are the wrong
    lines of the ledger and those that find nothing to apply to; ``counting`` is how many lines count.
    """

    entries: tuple[Entry, ...]
    warnings: tuple[str, ...]
    problems: tuple[InputError, ...]
    counting: int


def decide(
    store: Store,
    *decisions: Decision,
    when: datetime | str,
    who: str | None = None,
    why: str | None = None,
    ledger: str | Path | None = None,
) -> Decided:
    """Add decisions to the store's ledger and put them into its graph; all of them or, where one is wrong, none.

    Args:
        store: the folder, or a dataset open for writing.
        decisions: records of ``kgraph.curate.decisions``; entities in them may be named by id or by name alone, claims
            and articles by a beginning of the id that no other has; ``Undo("")`` means the last decision.
        when: the time of the decision; with a date-time without zone, that of the place.
        who: who decided.
        why: the reason, for those who read the ledger later.
        ledger: the file to add to; by default that of last time, else ``ledger.jsonl`` in the store's folder.

    Raises:
        NotFound: there is no such entity, claim, mention or line, or there are several.
        DecisionError: a decision cannot be one, or says nothing new.
        StoreError: the store or the ledger cannot be opened or written, or somebody else has the store open.
    """
    signed = Signature(when.isoformat(timespec="seconds") if isinstance(when, datetime) else when, who, why)
    warnings: list[str] = []
    with _opened(store) as dataset:
        folder = _folder(dataset)
        book = memory.open_ledger(folder, ledger, make=True)
        actors = _actors(folder)
        if not memory.in_graph(folder, book) or (folder / pipeline.PENDING).exists():
            pipeline.connect(dataset, actors, book)
        grounds = Grounds(dataset, book.entries, actors.states)
        entries = []
        for decision in decisions:
            lasting, doubts = settled(decision, grounds)
            entries.append(entry(lasting, signed))
            warnings.extend(doubts)
        (folder / pipeline.PENDING).touch()
        append(book.path or folder / LEDGER, entries)
        book, curation = _renewed(dataset, actors, book.path)
        return Decided(tuple(entries), tuple(warnings), _problems(book, curation), len(curation.entries))


def apply(store: Store, *, ledger: str | Path | None = None) -> Decided:
    """Put the ledger into the graph as it is now, after an edit by hand; args and errors as for ``decide``."""
    with _opened(store) as dataset:
        folder = _folder(dataset)
        path = memory.open_ledger(folder, ledger).path
        (folder / pipeline.PENDING).touch()
        book, curation = _renewed(dataset, _actors(folder), path)
        return Decided((), (), _problems(book, curation), len(curation.entries))


def lines(store: str | Path, *, ledger: str | Path | None = None) -> tuple[Ledger, set[int]]:
    """The store's ledger, and the numbers of those of its lines that count (neither undone nor an undo).

    Raises StoreError where there is no store or its ledger cannot be read.
    """
    read_base(Path(store))
    book = memory.open_ledger(Path(store), ledger)
    return book, {entry.number for entry in standing(book.entries)[0]}


@contextmanager
def _opened(store: Store) -> Iterator[Dataset]:
    if isinstance(store, Dataset):
        yield store
        return
    with Dataset.open(store, read_only=False, noted=True) as dataset:
        yield dataset


def _folder(dataset: Dataset) -> Path:
    if dataset.path is None or dataset.read_only:
        raise StoreError("a decision needs a store on disk that is open for writing: open it with read_only=False")
    return dataset.path


def _actors(folder: Path) -> Actors:
    return load(*memory.kept_actors(folder))


def _renewed(dataset: Dataset, actors: Actors, path: Path | None) -> tuple[Ledger, Curation]:
    """The ledger as it is in its file now, put into the graph and onto the disk."""
    folder = _folder(dataset)
    book = memory.open_ledger(folder, path)
    curation = pipeline.connect(dataset, actors, book)
    dataset.flush()
    pipeline.settle(folder, book)
    return book, curation


def _problems(book: Ledger, curation: Curation) -> tuple[InputError, ...]:
    return (*book.problems, *pipeline.dormant_lines(book, curation))
