"""Which snapshot of the store is read: made when the server starts and again whenever a build has changed the store.

The workers only ever open snapshots, so that a build finds the store free at any time, and answers come from the store
as it was after the last build that has ended. Snapshots lie beside the store's own files, where tables can be linked;
where that is not allowed they lie with the temporary files and are copies.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import IO

from kgraph.errors import StoreError
from kgraph.store.folder import Stamp, stamp
from kgraph.store.snapshot import snapshot

try:
    import fcntl
except ImportError:  # Without flock nobody can tell whether a folder is still in use; it stays.
    fcntl = None  # type: ignore[assignment]

FOLDER = "serving"
_LOOK_AGAIN = 1.0  # seconds between looks at the store


class Snapshots:
    """The current snapshot of a store; older ones go when nobody reads them any more."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self._stamp: Stamp = ()
        self._looked = 0.0
        self._current: Path | None = None
        self._readers: Counter[Path] = Counter()
        self._stamps: dict[Path, Stamp] = {}
        self._numbers = count(1)
        self._looking = asyncio.Lock()
        self._folder, self._lock = _own_folder(store)

    async def refresh(self) -> None:
        """Make a new snapshot where the store has changed and nobody is writing to it.

        Raises:
            StoreError: there is no snapshot yet and none can be made.
        """
        if self._current is not None and time.monotonic() - self._looked < _LOOK_AGAIN:
            return
        async with self._looking:
            try:
                now = await asyncio.to_thread(stamp, self.store)
                if self._current is None or (now and now != self._stamp):
                    target = self._folder / str(next(self._numbers))
                    await asyncio.to_thread(snapshot, self.store, target)
                    before, self._current, self._stamp = self._current, target, now
                    self._stamps[target] = now
                    if before is not None:
                        self._discard(before)
            except StoreError:  # being written to: what there was goes on being read
                if self._current is None:
                    raise
            self._looked = time.monotonic()

    def expire(self) -> None:
        """Look at the store at the next request, however short the time since the last."""
        self._looked = float("-inf")

    def stamp_of(self, path: Path) -> Stamp:
        """The state of the store that a snapshot is of."""
        return self._stamps.get(path, ())

    @contextmanager
    def reading(self, path: Path | None = None) -> Iterator[Path]:
        """A snapshot, by default the current one, kept for as long as it is read."""
        path = path or self._current
        if path is None:
            raise StoreError(f"{self.store} is not open")
        self._readers[path] += 1
        try:
            yield path
        finally:
            self._readers[path] -= 1
            self._discard(path)

    def _discard(self, path: Path) -> None:
        if path != self._current and self._readers[path] <= 0:
            del self._readers[path]
            self._stamps.pop(path, None)
            shutil.rmtree(path, ignore_errors=True)

    def close(self) -> None:
        """Remove all snapshots."""
        self._current = None
        shutil.rmtree(self._folder, ignore_errors=True)
        self._lock.close()
        _remove_if_empty(self._folder.parent)


def _own_folder(store: Path) -> tuple[Path, IO[str]]:
    """A folder for this server's snapshots, locked while it runs; those of servers that have crashed are removed."""
    parent = store / FOLDER
    try:
        parent.mkdir(exist_ok=True)
        for old in parent.iterdir():
            _remove_if_unused(old)
        folder = Path(tempfile.mkdtemp(dir=parent))
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="kgraph-"))
    lock = open(folder / "lock", "w", encoding="utf-8")  # noqa: SIM115
    if fcntl is not None:
        with suppress(OSError):  # a file system without locks: nobody can remove it either
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return folder, lock


def _remove_if_unused(folder: Path) -> None:
    if fcntl is None:
        return
    try:
        with open(folder / "lock", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        return


def _remove_if_empty(folder: Path) -> None:
    try:
        if folder.name == FOLDER:
            folder.rmdir()
    except OSError:
        return
