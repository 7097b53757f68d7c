"""The file that holds the decisions: JSON Lines that people may edit, read line by line and only ever added to.

A line that is wrong costs itself alone. A line is added whole or not at all, and two programs may add at once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kgraph.curate.decisions import Entry
from kgraph.curate.wording import entry_from, to_object
from kgraph.errors import DecisionError, LedgerError, StoreError
from kgraph.ids import digest

try:
    import fcntl
except ImportError:  # Windows; the store's own lock still keeps writers of one store apart
    fcntl = None  # type: ignore[assignment]

LEDGER = "ledger.jsonl"
"""The ledger's name in a store's folder, where no other is named."""
_BOM = b"\xef\xbb\xbf"
# JSON leaves these bare, but many readers take them for the end of a line.
_LINE_BREAKS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029", "\x7f": "\\u007f"})


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a ledger says, line by line in the order of the file, and what is wrong with it."""

    path: Path | None = None
    entries: tuple[Entry, ...] = ()
    problems: tuple[LedgerError, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Changes with the decisions and their order, and with nothing else."""
        return digest("ledger", *(entry.id for entry in self.entries))


def read_ledger(path: Path, *, missing_ok: bool = True) -> Ledger:
    """All lines of a ledger; lines that are wrong stand in ``problems``, each in one line that names file and line.

    Args:
        path: the file. Blank lines and lines that begin with # are passed over.
        missing_ok: whether no file is an empty ledger.

    Raises:
        StoreError: the file cannot be read, or is missing and must not be.
    """
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:  # whether the store is one is seen when it is opened
        if missing_ok:
            return Ledger(path)
        raise StoreError(
            f"no ledger at {path}: name the file with --ledger, or make an empty one there to begin anew"
        ) from error
    except OSError as error:
        raise StoreError(f"the ledger {path} cannot be read: {error.strerror or error}") from error
    entries: list[Entry] = []
    problems: list[LedgerError] = []
    for number, line in enumerate(data.removeprefix(_BOM).split(b"\n"), start=1):
        try:
            found = _read_line(line, number)
        except DecisionError as error:
            problems.append(LedgerError(f"{path}:{number}: {error}; the line is left out"))
        else:
            if found is not None:
                entries.append(found)
    return Ledger(path, tuple(entries), tuple(problems))


def _read_line(line: bytes, number: int) -> Entry | None:
    try:
        text = line.decode("utf-8").strip()
    except UnicodeDecodeError as error:
        raise DecisionError("the line is not UTF-8 text: save the ledger as UTF-8") from error
    if not text or text.startswith("#"):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        what = getattr(error, "msg", "it is nested too deep")
        raise DecisionError(f"the line is no JSON ({what}): mend it, or put # before it") from error
    return entry_from(value, number=number)


def line_of(entry: Entry) -> str:
    """The line that holds the entry, without its end."""
    said = to_object(entry.decision, entry.signed)
    return json.dumps(said, ensure_ascii=False, allow_nan=False).translate(_LINE_BREAKS)


def append(path: Path, entries: Iterable[Entry]) -> None:
    """Add lines at the end of the ledger, which is made where there is none: all of them or, on an error, none.

    Raises:
        StoreError: the file cannot be written; it is then as it was.
    """
    data = "".join(f"{line_of(entry)}\n" for entry in entries).encode("utf-8")
    try:
        with path.open("ab+", buffering=0) as stream:  # what a buffer holds would be written after the truncation
            if fcntl is not None:
                fcntl.flock(stream, fcntl.LOCK_EX)
            length = stream.seek(0, os.SEEK_END)
            if length:
                stream.seek(length - 1)
                data = data if stream.read(1) == b"\n" else b"\n" + data
            try:
                rest = memoryview(data)
                while rest:
                    rest = rest[stream.write(rest) :]
                os.fsync(stream.fileno())
            except OSError:
                stream.truncate(length)
                raise
    except OSError as error:
        raise StoreError(f"the ledger {path} cannot be written: {error.strerror or error}") from error
