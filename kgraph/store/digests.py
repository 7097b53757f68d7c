"""The digests of articles, kept beside the store so that connecting the articles need not read them all again.

They follow from the store and may be deleted at any time. Each article in the store carries the fingerprint of its
digest: one that is missing, damaged, of another version of the program or of an older reading is made anew.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kgraph.resolve import digest as digest_module
from kgraph.resolve.digest import Digest, digest, from_record, to_record
from kgraph.store import sketches
from kgraph.store.sketches import EntityOf
from kgraph.store.terms import plain_text
from kgraph.types import Claim, Extraction, Reference

if TYPE_CHECKING:
    from kgraph.store.dataset import Dataset

FILE = "digests.sqlite"
"""The file in the store's folder."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS digests (article TEXT PRIMARY KEY, mark TEXT, told TEXT, claims TEXT, answers TEXT)"
)


class Packed(NamedTuple):
    """A digest as it is kept: what the article tells of its actors, its claims, and what answers them, each as JSON."""

    article: str
    told: str
    claims: str
    answers: str

    @property
    def fingerprint(self) -> str:
        """A hash of all."""
        return hashlib.sha256("\n".join(self[1:]).encode()).hexdigest()[:32]

    def digest(self) -> Digest:
        """What the article tells of its actors."""
        return from_record(json.loads(self.told))

    def linked(self, entity_of: EntityOf) -> list[Claim]:
        """Its claims as far as edges and links need them; ``entity_of`` says which entity a key is."""
        return sketches.from_records(json.loads(self.claims), self.article, entity_of)

    def referring(self) -> list[Reference]:
        """Its references that deny or confirm what they mean."""
        return sketches.references_from_records(json.loads(self.answers))


def pack(extraction: Extraction) -> Packed:
    """The digest of an extraction, whether or not it is linked."""
    told, claims = to_record(digest(extraction)), sketches.to_records(extraction.claims)
    answers = sketches.references_to_records(extraction.references)
    return Packed(extraction.article.id, _json(told), _json(claims), _json(answers))


def _json(value: Any) -> str:
    return plain_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


@cache
def _code() -> str:
    """A hash of the modules that decide what stands in a digest."""
    total = hashlib.sha256()
    for module in (digest_module.__file__, sketches.__file__, __file__):
        total.update(Path(module).read_bytes())
    return total.hexdigest()[:16]


class Digests:
    """The digests of a dataset's articles; a context, to be entered while the dataset is open for writing."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._file = None if dataset.path is None else dataset.path / FILE
        self._kept: sqlite3.Connection | None = None
        self._loose: dict[str, Packed] = {}

    def __enter__(self) -> Digests:
        self._open()
        try:
            self._refresh()
        except sqlite3.Error:  # damaged where opening did not show it: all is made anew
            self._discard()
            self._open()
            try:
                self._refresh()
            except sqlite3.Error:
                self._discard()
                self._refresh()
        return self

    def __exit__(self, *_: object) -> None:
        if self._kept is not None:
            self._kept.close()
        self._kept = None
        self._loose.clear()

    def __iter__(self) -> Iterator[Packed]:
        """The digest of every article, by the article's id."""
        if self._kept is None:
            yield from (self._loose[article] for article in sorted(self._loose))
        else:
            rows = self._kept.execute("SELECT article, told, claims, answers FROM digests ORDER BY article")
            yield from (Packed(*row) for row in rows)

    def _open(self) -> None:
        if self._file is None:
            return
        try:
            self._kept = sqlite3.connect(self._file)
            self._kept.execute(_TABLE)
        except sqlite3.Error:
            self._discard()

    def _discard(self) -> None:
        """Give the file up; what is made from now on is held in memory."""
        if self._kept is not None:
            self._kept.close()
        self._kept = None
        if self._file is not None:
            try:
                self._file.unlink(missing_ok=True)
            except OSError:
                self._file = None

    def _refresh(self) -> None:
        """See that there is a digest of every article, and none of others."""
        wanted = self._dataset.fingerprints()
        good = {article for article, mark in self._marks() if mark == wanted.get(article)}
        for article in sorted(wanted.keys() - good):
            packed = pack(self._dataset.extraction(article))
            if self._kept is None:
                self._loose[article] = packed
            else:
                mark = f"{_code()} {wanted[article]} {packed.fingerprint}"
                row = (article, mark, packed.told, packed.claims, packed.answers)
                self._kept.execute("INSERT OR REPLACE INTO digests VALUES (?, ?, ?, ?, ?)", row)
        if self._kept is not None:
            known = [article for (article,) in self._kept.execute("SELECT article FROM digests")]
            gone = [(article,) for article in known if article not in wanted]
            self._kept.executemany("DELETE FROM digests WHERE article = ?", gone)
            self._kept.commit()

    def _marks(self) -> Iterator[tuple[str, str | None]]:
        """Each article that has a digest, with the fingerprint that the store must have for it; None if it is damaged."""
        if self._kept is None:
            return
        for article, mark, *parts in self._kept.execute("SELECT article, mark, told, claims, answers FROM digests"):
            code, _, rest = str(mark).partition(" ")
            stored, _, own = rest.partition(" ")
            whole = code == _code() and own == Packed(article, *parts).fingerprint
            yield article, stored if whole else None
