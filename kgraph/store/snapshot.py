"""A snapshot of a store on disk: the same quads in a folder of their own, to read while others write to the store.

The engine's tables never change once written, so the snapshot has them as hard links and takes no room of its own;
where the file system cannot link they are copied. The few files that the engine goes on writing to are copied.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from kgraph.errors import StoreError
from kgraph.store.folder import MARKER, QUADS, held

TABLES = ".sst"


def snapshot(path: Path, target: Path) -> None:
    """Make a snapshot of the store at a path in a new folder, which ``Dataset.open`` then reads as a store.

    Raises:
        StoreError: there is no store at the path, it is being written to, or the snapshot cannot be written.
    """
    with held(path):
        try:
            (target / QUADS).mkdir(parents=True)
            for file in sorted((path / QUADS).iterdir()):
                if file.suffix == TABLES:
                    _link(file, target / QUADS / file.name)
                elif file.is_file() and file.name != "LOCK":
                    shutil.copyfile(file, target / QUADS / file.name)
            shutil.copyfile(path / MARKER, target / MARKER)
        except OSError as error:
            shutil.rmtree(target, ignore_errors=True)
            what = error.strerror or error
            raise StoreError(
                f"cannot make a snapshot of {path} at {target} ({what}): make room on the disk, or check permissions"
            ) from error


def _link(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:
        shutil.copyfile(file, target)
