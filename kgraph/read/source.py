"""What a reader gets and gives: one open input (``Source``) in, raw articles (``Record``) and problems out.

A reader is any callable of the type ``Reader``: it reads ``source.file`` and yields a ``Record`` for each article.
For a row that it cannot use it yields ``source.problem(...)`` and goes on; to give up the whole input it raises
that problem. Cleaning, limits, dates, metadata, ids and duplicates are none of its business: they are applied to
the records of every reader alike.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

from kgraph.errors import InputError, InputWarning

MAX_CODE_POINTS = 2_000_000
"""The longest text of one article, in Unicode code points: several novels, so more is a mistake or an archive."""

MAX_BYTES = 4 * MAX_CODE_POINTS + 4
"""No encoding needs more bytes than this, mark included, for a text within the limit."""

STANDARD_INPUT = "-"
SPOOL = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Record:
    """One article as its file gives it, not yet checked.

    ``published`` is a date or whatever the file prints. In a file of many articles ``row`` is the article's
    number there and ``line`` the line on which it starts, both counted from 1; in a plain file both are None.
    """

    text: str
    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: date | str | None = None
    url: str | None = None
    row: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An input that is open for reading: its path as the user gave it, and its bytes (seekable, at the start)."""

    path: str
    file: BinaryIO

    @property
    def label(self) -> str:
        """The input's name in a message."""
        return label(self.path)

    def problem(self, message: str, *, line: int | None = None) -> InputError:
        """An error that names this input and, if given, the line (from 1)."""
        return InputError(one_line(f"{self.label}:{line}: {message}" if line else f"{self.label}: {message}"))

    def warning(self, message: str) -> InputWarning:
        """A warning that names this input."""
        return InputWarning(one_line(f"{self.label}: {message}"))

    def head(self, size: int = 65_536) -> bytes:
        """The first ``size`` bytes; the file stands at its start again afterwards."""
        data = self.file.read(size)
        self.file.seek(0)
        return data


Item = Record | InputError
Reader = Callable[[Source], Iterator[Item]]


def label(path: str) -> str:
    """A path, or a path and a row (``-#3``), as messages name it."""
    return "standard input" + path[1:] if path.split("#")[0] == STANDARD_INPUT else path


def one_line(message: str) -> str:
    """The message with line breaks and other control characters escaped: names and values come from outside."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", lambda m: ascii(m[0])[1:-1], message)


def shown(value: object, *, limit: int = 60) -> str:
    """A value as a message quotes it: ``repr``, shortened."""
    text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def printable_path(path: Path) -> str:
    """The path as text. Bytes of a name that are not UTF-8 become U+FFFD, as no graph format could hold them."""
    return os.fsencode(path).decode("utf-8", "replace")


def os_problem(path: str, error: OSError) -> InputError:
    """The operating system's refusal, in one line with a remedy."""
    remedy = {
        FileNotFoundError: "no such file or folder; check the spelling and the current folder",
        PermissionError: "may not be read; check its permissions",
    }.get(type(error), f"cannot be read ({error.strerror or error})")
    return InputError(one_line(f"{label(path)}: {remedy}"))


@contextmanager
def open_source(path: Path, name: str, stdin: BinaryIO | None) -> Iterator[Source]:
    """Open a file, a named pipe or standard input; what cannot seek is first copied to a temporary file."""
    if name == STANDARD_INPUT:
        with _spooled(stdin or _standard_input()) as file:
            yield Source(name, file)
        return
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise InputError(one_line(f"{name}: is a folder; name a file in it"))
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        raise InputError(one_line(f"{name}: is a device or socket, not a file; name a file, a folder or -"))
    with path.open("rb") as file:
        if file.seekable():
            yield Source(name, file)
        else:
            with _spooled(file) as copy:
                yield Source(name, copy)


def _standard_input() -> BinaryIO:
    import sys

    return sys.stdin.buffer


@contextmanager
def _spooled(stream: BinaryIO) -> Iterator[BinaryIO]:
    with tempfile.SpooledTemporaryFile(max_size=SPOOL) as spool:
        file = cast(BinaryIO, spool)
        shutil.copyfileobj(stream, file)
        file.seek(0)
        yield file
