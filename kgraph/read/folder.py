"""Which files a list of paths means: folders walked in sorted order, with what was passed over and why."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kgraph.errors import InputError, InputWarning
from kgraph.read.formats import suffixes
from kgraph.read.source import STANDARD_INPUT, one_line, os_problem, printable_path

METADATA_NAME = "metadata.csv"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read. ``walked`` tells one found in a folder from one that the user named."""

    path: Path
    walked: bool = False

    @property
    def name(self) -> str:
        """The path as the user gave it, or as the folder's path and the way from there."""
        return printable_path(self.path)


@dataclass(slots=True)
class _Walk:
    """What a walk through one folder has met."""

    readable: tuple[str, ...]
    folders: set[str] = field(default_factory=set)
    other: list[str] = field(default_factory=list)
    files: int = 0


def find_files(paths: Iterable[str | Path]) -> Iterator[Found | InputError]:
    """The files behind the paths, in the order given, folders sorted by name; a path that fails is an InputError.

    Hidden files and folders are passed over silently, files of unknown kinds with one warning a folder.
    Links to folders are followed, each folder once.
    """
    for given in paths:
        path = Path(given)
        if str(given) == STANDARD_INPUT:
            yield Found(path)
            continue
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except (OSError, ValueError) as error:
            yield _refused(path, error)
            continue
        if is_folder:
            yield from _folder(path)
        else:
            yield Found(path)


def _folder(path: Path) -> Iterator[Found | InputError]:
    walk = _Walk(suffixes())
    yield from _entries(path, walk)
    name = printable_path(path)
    kinds = " ".join(walk.readable)
    if walk.other:
        names = ", ".join(walk.other[:5]) + (f", and {len(walk.other) - 5} more" if len(walk.other) > 5 else "")
        yield InputWarning(
            one_line(f"{name}: {len(walk.other)} file(s) of other kinds passed over: {names}; kinds read: {kinds}")
        )
    if not walk.files:
        yield InputError(one_line(f"{name}: this folder holds no file to read; kinds read: {kinds}"))


def _entries(folder: Path, walk: _Walk) -> Iterator[Found | InputError]:
    real = os.path.realpath(folder)
    if real in walk.folders:
        yield InputWarning(one_line(f"{printable_path(folder)}: a link to a folder already read; not read again"))
        return
    walk.folders.add(real)
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield os_problem(printable_path(folder), error)
        return
    for name in names:
        if not name.startswith("."):
            yield from _entry(folder / name, walk)


def _entry(path: Path, walk: _Walk) -> Iterator[Found | InputError]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield _refused(path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _entries(path, walk)
    elif stat.S_ISREG(mode) and path.suffix.lower() in walk.readable:
        walk.files += 1
        yield Found(path, walked=True)
    else:
        walk.other.append(printable_path(path))


def _refused(path: Path, error: OSError | ValueError) -> InputError:
    name = printable_path(path) if "\x00" not in str(path) else str(path)
    if isinstance(error, ValueError):
        return InputError(one_line(f"{name}: is no path ({error})"))
    if path.is_symlink() and isinstance(error, FileNotFoundError):
        return InputError(one_line(f"{name}: is a link to a file that does not exist; mend or remove it"))
    return os_problem(name, error)
