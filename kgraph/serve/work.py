"""What answers come from: the snapshots of a store, the processes that read them and their indexes, from start to stop.

Nothing here needs the web framework, so that the first process starts before the server has loaded it.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import ServeError, StoreError
from kgraph.serve.indexes import Indexes
from kgraph.serve.pool import Pool
from kgraph.serve.settings import Settings
from kgraph.serve.snapshots import Snapshots
from kgraph.store.folder import read_base


@dataclass(frozen=True, slots=True)
class Work:
    """The parts, and the folder of their temporary files; ``ready`` is done when questions can be answered."""

    snapshots: Snapshots
    pool: Pool
    indexes: Indexes
    folder: Path
    ready: asyncio.Task[None]


@asynccontextmanager
async def working(settings: Settings) -> AsyncIterator[Work]:
    """Begin, and end everything that was begun.

    Raises:
        StoreError: there is no store, it is being written to, or it cannot be read; ``ready`` raises it as well.
        ServeError: there is no room or no right to begin; likewise.
    """
    read_base(settings.store)  # before anything is written there
    with _told():
        snapshots = Snapshots(settings.store)
    try:
        with tempfile.TemporaryDirectory(prefix="kgraph-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            pool, indexes = Pool(settings.limits, folder), Indexes(snapshots, folder)
            ready = asyncio.get_running_loop().create_task(_begin(snapshots, pool))
            try:
                yield Work(snapshots, pool, indexes, folder, ready)
            finally:
                ready.cancel()
                with contextlib.suppress(asyncio.CancelledError, Exception):
                    await ready
                await indexes.stop()
                await pool.stop()
    finally:
        snapshots.close()


async def _begin(snapshots: Snapshots, pool: Pool) -> None:
    """Make the first snapshot while the first process starts, and have that process open it."""
    starting = asyncio.ensure_future(pool.start())
    try:
        with _told():
            await snapshots.refresh()
            await starting
        with snapshots.reading() as snapshot:
            reply = await pool.run({"do": "look", "snapshot": str(snapshot), "out": os.devnull, "arguments": {}})
    except BaseException:
        starting.cancel()
        await asyncio.gather(starting, return_exceptions=True)
        raise
    if "failed" in reply:
        raise StoreError(reply["message"] or f"the store cannot be read ({reply['failed']})")


@contextmanager
def _told() -> Iterator[None]:
    """Say in one line why the server cannot start."""
    try:
        yield
    except OSError as error:
        raise ServeError(f"the server cannot start: {error}") from error
