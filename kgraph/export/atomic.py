"""A file that appears whole or not at all: written beside its place, then moved into it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kgraph.errors import ExportError


@contextmanager
def atomic(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file at ``path`` when the block ends well; else nothing is left behind.

    A link is followed, a device or pipe is written directly.

    Raises:
        ExportError: the folder does not exist or cannot be written, or the disk is full.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as stream:
                yield stream
            return
        with _moved_into(target) as stream:
            yield stream
    except OSError as error:
        raise ExportError(f"{path}: {error.strerror or error}; {_remedy(path)}") from error


@contextmanager
def _moved_into(target: Path) -> Iterator[BinaryIO]:
    if target.is_dir():
        raise IsADirectoryError(None, "is a folder")
    # Not tempfile: its files are private, and the export is to have the permissions of any other new file.
    part = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    try:
        with part.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _remedy(path: Path) -> str:
    if not path.parent.is_dir():
        return f"make the folder first: mkdir -p {path.parent}"
    return "choose another file name" if path.is_dir() else "check permissions and free space"
