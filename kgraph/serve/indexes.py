"""The index of each snapshot: made in the background by a process of its own, and kept for the next start where it is large."""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path
from typing import Any

from kgraph.errors import StoreError
from kgraph.serve.pool import Pool
from kgraph.serve.refusal import Refusal
from kgraph.serve.settings import Limits
from kgraph.serve.snapshots import FOLDER, Snapshots
from kgraph.store.changes import back_from, state_of

LIMITS = Limits(seconds=3600, memory=2**36, workers=1, waiting=64)
FILE = "index.sqlite"
#: An index of more entities is kept beside the store: making it takes seconds.
KEPT_FROM = 2000
NOT_YET = (
    "names, ties and lists of the store as it is now are still being gathered, which takes a minute where there are "
    "many; articles, claims and queries are answered meanwhile"
)
"""Why an answer that needs the index is not there; a browser asks again by itself."""
_FIRST_PAGE = 1.0  # seconds


class Indexes:
    """Makes an index when it is first asked for; all who ask for it wait for the same."""

    def __init__(self, snapshots: Snapshots, folder: Path) -> None:
        self.snapshots, self.folder = snapshots, folder
        self._pool: Pool | None = None
        self._making: dict[Path, asyncio.Task[Path]] = {}

    async def of(self, snapshot: Path, *, patience: float | None = None) -> Path:
        """The index of a snapshot.

        Args:
            snapshot: the folder of the snapshot.
            patience: how many seconds to wait for it; by default until it is made.

        Raises:
            StoreError: it cannot be made.
            Refusal: it is still being made (503).
        """
        making = self._making.get(snapshot)
        if making is None or (making.done() and (making.cancelled() or making.exception() is not None)):
            making = asyncio.get_running_loop().create_task(self._make(snapshot))
            self._making = {path: task for path, task in self._making.items() if not task.done() or path.exists()}
            self._making[snapshot] = making
        try:
            async with asyncio.timeout(patience):
                return await asyncio.shield(making)
        except TimeoutError as error:
            raise Refusal(503, NOT_YET, {"Retry-After": "1", "Refresh": "1"}) from error

    def ready(self, snapshot: Path) -> Path | None:
        """The index of a snapshot where it is made already."""
        path = snapshot / FILE
        if path.exists():
            return path
        kept = self._kept(snapshot)
        return path if kept is not None and _link(kept, path) else None

    async def begin(self) -> None:
        """Make the index of the current snapshot before anybody asks, once the first page has had its time."""
        await asyncio.sleep(_FIRST_PAGE)
        try:
            with self.snapshots.reading() as snapshot:
                await self.of(snapshot)
        except StoreError:  # whoever asks for it is told
            return

    async def stop(self) -> None:
        """End what is being made."""
        for task in self._making.values():
            task.cancel()
        await asyncio.gather(*self._making.values(), return_exceptions=True)
        if self._pool is not None:
            await self._pool.stop()

    async def _make(self, snapshot: Path) -> Path:
        path, kept = snapshot / FILE, self._kept(snapshot)
        if await asyncio.to_thread(self.ready, snapshot) is not None:
            return path
        with self.snapshots.reading(snapshot):
            if self._pool is None:
                (self.folder / "indexing").mkdir()
                self._pool = Pool(LIMITS, self.folder / "indexing")
                await self._pool.start()
            earlier = await asyncio.to_thread(self._earlier, snapshot)
            reply = await self._run(snapshot, {"path": str(path), **earlier})
            if "failed" in reply and earlier:  # from the whole store, then
                reply = await self._run(snapshot, {"path": str(path)})
            if "failed" in reply:
                raise StoreError(f"the index of the store cannot be made: {reply['message'] or reply['failed']}")
            if kept is not None and reply["entities"] > KEPT_FROM:
                await asyncio.to_thread(_keep, path, kept)
        return path

    async def _run(self, snapshot: Path, arguments: dict[str, Any]) -> dict[str, Any]:
        assert self._pool is not None
        job = {"do": "index", "snapshot": str(snapshot), "arguments": arguments, "out": os.devnull}
        try:
            return await self._pool.run(job)
        except Refusal as refusal:
            return {"failed": "Refusal", "message": refusal.message}

    def _earlier(self, snapshot: Path) -> dict[str, Any]:
        """The index that is kept of an earlier state of the store, and what has changed since, where that is known."""
        for state, changes in back_from(self.snapshots.store, state_of(self.snapshots.stamp_of(snapshot))):
            kept = self._place(snapshot, state)
            if kept is not None and kept.exists():
                return {"before": str(kept), "changes": changes.to_object()}
        return {}

    def _kept(self, snapshot: Path) -> Path | None:
        """Where the index of a snapshot's state is kept for the next server; None where nothing can be kept."""
        return self._place(snapshot, state_of(self.snapshots.stamp_of(snapshot)))

    def _place(self, snapshot: Path, state: str) -> Path | None:
        from kgraph import __version__
        from kgraph.serve.indexing import VERSION

        parent = snapshot.parent.parent
        return parent / f"index-{state_of((VERSION, __version__, state))}.sqlite" if parent.name == FOLDER else None


def _link(file: Path, target: Path) -> bool:
    """Put a file at a second place; False where it is not there."""
    try:
        os.link(file, target)
    except FileNotFoundError:
        return False
    except FileExistsError:
        return True
    except OSError:
        shutil.copyfile(file, target)
    return True


def _keep(file: Path, kept: Path) -> None:
    """Keep an index in the place of older ones."""
    for old in kept.parent.glob("index-*.sqlite"):
        old.unlink(missing_ok=True)
    try:
        _link(file, kept)
    except OSError:  # no room, or no right: the next server makes its own
        kept.unlink(missing_ok=True)
