"""What a store's folder remembers for its ledger: where that is, how much of it is in the graph, the user's actors.

``curation.json`` names the ledger that the store was last connected with (none: ``ledger.jsonl`` beside it) and the
fingerprint of the decisions that are in the graph. ``actors/`` keeps copies of the user's own files of actors, so that
a decision can be put into the graph without naming them again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kgraph.curate.ledger import LEDGER, Ledger, read_ledger
from kgraph.errors import StoreError
from kgraph.ids import slug

MEMORY = "curation.json"
ACTORS = "actors"


def ledger_path(store: Path, given: str | Path | None = None) -> Path:
    """The ledger of a store: the one that is given, else that of last time, else ``ledger.jsonl`` in its folder."""
    if given is not None:
        return Path(given)
    named = _memory(store).get("ledger")
    return Path(named) if isinstance(named, str) else store / LEDGER


def open_ledger(store: Path, given: str | Path | None = None, *, make: bool = False) -> Ledger:
    """The store's ledger; one that was named must be there, or with ``make`` may be made while no other is in use.

    Raises:
        StoreError: it cannot be read, or a file that was named is missing.
    """
    path = ledger_path(store, given)
    if given is None or path.exists() or not make:
        return read_ledger(path, missing_ok=_same(path, store / LEDGER))
    used = ledger_path(store)
    if not _same(path, used) and used.exists() and read_ledger(used).entries:
        raise StoreError(f"no ledger at {path}, and the decisions of {store} are in {used}: copy that file there first")
    return read_ledger(path)


def in_graph(store: Path, ledger: Ledger) -> bool:
    """Whether these decisions, and no others, are in the graph of the store."""
    known = _memory(store).get("applied", Ledger().fingerprint)
    return bool(known == ledger.fingerprint)


def remember(store: Path, ledger: Ledger) -> None:
    """Note that the ledger's decisions are in the graph now."""
    path = ledger.path
    named = None if path is None or _same(path, store / LEDGER) else str(path.resolve())
    _write(store / MEMORY, {"ledger": named, "applied": ledger.fingerprint})


def keep_actors(store: Path, files: Iterable[str | Path]) -> None:
    """Keep copies of the user's files of actors, in their order, in place of those kept before."""
    contents = [(Path(file).stem, Path(file).read_bytes()) for file in files]
    folder = store / ACTORS
    if [data for _, data in contents] == [path.read_bytes() for path in kept_actors(store)]:
        return
    shutil.rmtree(folder, ignore_errors=True)
    if contents:
        folder.mkdir()
    for number, (name, data) in enumerate(contents):
        (folder / f"{number:03d}-{slug(name)}.ttl").write_bytes(data)


def kept_actors(store: Path) -> list[Path]:
    """The copies of the user's files of actors."""
    return sorted((store / ACTORS).glob("*.ttl"))


def _memory(store: Path) -> dict[str, Any]:
    path = store / MEMORY
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}  # a path that is no folder is told of when the store is opened
    except (OSError, ValueError) as error:
        raise StoreError(f"{path} cannot be read ({error}): remove it and name the ledger with --ledger") from error
    return found if isinstance(found, dict) else {}


def _write(path: Path, value: dict[str, Any]) -> None:
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")
        os.replace(fresh, path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror or error}") from error


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
