"""The folder that a store lives in: its marker file, its lock, and the one-line errors when something is wrong.

``kgraph.json`` marks the folder as a kgraph store and keeps its format version and base IRI; ``oxigraph/`` holds the
quads. Whoever reads holds a shared lock on the marker file, whoever writes an exclusive one: Oxigraph must not be read
by one process while another writes.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from pyoxigraph import Store

from kgraph.errors import StoreError
from kgraph.store.changes import Changes, keep, state_of
from kgraph.store.terms import DEFAULT_BASE, Terms

try:
    import fcntl
except ImportError:  # Windows has no flock; Oxigraph's own lock still keeps a second writer out.
    fcntl = None  # type: ignore[assignment]

MARKER = "kgraph.json"
QUADS = "oxigraph"
FORMAT = 1
_ANEW = "move the folder away and build the store again; if it holds a ledger.jsonl, name that with --ledger"
_NO_ROOM = "no space left"
_TRIES = 10
_PAUSE = 0.05  # seconds


Stamp = tuple[tuple[str, int, int], ...]


def stamp(path: Path) -> Stamp:
    """What changes whenever the store does: its files with their sizes and times; empty where there is no store."""
    found = []
    for file in (path / MARKER, *sorted((path / QUADS).glob("*"))):
        try:
            status = file.stat()
        except OSError:
            continue
        found.append((file.name, status.st_size, status.st_mtime_ns))
    return tuple(found)


class Folder:
    """An open store folder: holds its lock until closed."""

    def __init__(self, path: Path, *, create: bool, base: str | None, read_only: bool, noted: bool = False) -> None:
        self.path = path
        self.base = read_base(path, create=create, base=base)
        self._marker = _lock(path, read_only=read_only)
        self._before = state_of(stamp(path)) if noted else None
        try:
            self.store = _open_quads(path, read_only=read_only, create=create)
        except StoreError:
            self._marker.close()
            raise

    def close(self, changes: Changes | None = None) -> None:
        """Give the lock back, once what was changed is kept where that was asked for."""
        if self._before is not None and changes is not None:
            keep(self.path, self._before, state_of(stamp(self.path)), changes)
        self._marker.close()


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep writers away from the store at a path, without opening it; StoreError as when it is opened to read."""
    read_base(path)
    marker = _lock(path, read_only=True)
    try:
        yield
    finally:
        marker.close()


def read_base(path: Path, *, create: bool = False, base: str | None = None) -> str:
    """The base IRI of the store, which is made where it may be and is not there yet; else StoreError."""
    if not path.exists():
        if not create:
            raise StoreError(f"no store at {path}: build one with `kgraph build ARTICLES --store {path}`")
    elif not path.is_dir():
        raise StoreError(f"{path} is a file, not a store: name a folder with --store")
    elif (path / MARKER).is_file():
        return _check_marker(path, base)
    elif not create or any(path.iterdir()):
        raise StoreError(f"{path} is no kgraph store (it has no {MARKER}): name another folder with --store")
    return _create(path, base or DEFAULT_BASE)


def _check_marker(path: Path, base: str | None) -> str:
    try:
        marker: Any = json.loads((path / MARKER).read_text(encoding="utf-8"))
        found, version = str(marker["base"]), int(marker["format"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path / MARKER} cannot be read ({error}): restore it, or {_ANEW}") from error
    if version > FORMAT:
        raise StoreError(
            f"{path} was made by a newer kgraph (store format {version}, this one reads {FORMAT}): update kgraph, "
            "or name another folder with --store"
        )
    if version != FORMAT:
        raise StoreError(f"{path} has store format {version}, this kgraph reads {FORMAT}: {_ANEW}")
    if base is not None and base != found:
        raise StoreError(f"{path} was built with base {found}, not {base}: leave the base out or name a new store")
    return found


def _create(path: Path, base: str) -> str:
    Terms(base)
    try:
        path.mkdir(parents=True, exist_ok=True)
        fresh = path / f"{MARKER}.new"
        fresh.write_text(json.dumps({"format": FORMAT, "base": base}, indent=1) + "\n", encoding="utf-8")
        os.replace(fresh, path / MARKER)
    except OSError as error:
        raise StoreError(f"cannot make a store at {path}: {error.strerror or error}") from error
    return base


def _lock(path: Path, *, read_only: bool) -> IO[str]:
    try:
        marker = open(path / MARKER, "r" if read_only else "r+", encoding="utf-8")  # noqa: SIM115
    except OSError as error:
        what, remedy = ("read", "") if read_only else ("written", ", or copy the store to where you may write")
        raise StoreError(f"{path} cannot be {what} ({error.strerror}): check its permissions{remedy}") from error
    if fcntl is None:
        return marker
    try:
        _flock(marker, exclusive=not read_only)
    except BlockingIOError as error:
        marker.close()
        by = "being written to" if read_only else "open"
        raise StoreError(f"{path} is {by} in another process or session: wait until it is closed") from error
    except OSError:
        pass  # A file system without locks: Oxigraph's own lock still keeps a second writer out.
    return marker


def _flock(marker: IO[str], *, exclusive: bool) -> None:
    """Lock the marker; a writer is patient with those who read for a moment, as a server does for its snapshots."""
    kind = (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB
    for _ in range(_TRIES if exclusive else 1):
        try:
            return fcntl.flock(marker, kind)
        except BlockingIOError as error:
            busy = error
            time.sleep(_PAUSE if exclusive else 0)
    raise busy


def _open_quads(path: Path, *, read_only: bool, create: bool) -> Store:
    quads = path / QUADS
    try:
        if not read_only:
            if not create and not (quads / "CURRENT").exists():
                raise StoreError(f"{path} is incomplete (no {QUADS}/CURRENT): {_ANEW}")
            return Store(str(quads))
        return Store.read_only(str(quads))
    except FileNotFoundError as error:
        raise StoreError(f"{path} is incomplete or damaged: {_ANEW}") from error
    except (OSError, RuntimeError) as error:
        reason = " ".join(str(error).split())
        if "lock" in reason.lower():
            raise StoreError(f"{path} is open in another process: wait until it is closed") from error
        if _NO_ROOM in reason.lower():
            raise StoreError(f"{path} cannot be opened ({_NO_ROOM} on the disk): make room and try again") from error
        raise StoreError(f"{path} cannot be opened ({reason}): {_ANEW}") from error


@contextmanager
def writing(path: Path | None) -> Iterator[None]:
    """What the disk refuses while quads are written, as StoreError; ``path`` is None in memory."""
    try:
        yield
    except OSError as error:
        reason = " ".join(str(error).split())
        raise StoreError(
            f"{path or 'the dataset'} cannot be written ({reason}): make room on the disk and try again; what was "
            "stored before is whole"
        ) from error
