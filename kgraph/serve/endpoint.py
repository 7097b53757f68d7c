"""``/sparql``: requests in, answers out, by the SPARQL 1.1 Protocol.

An answer is written to a file in full before its status is sent, so that it is complete or an error.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Awaitable
from pathlib import Path
from typing import IO, Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from kgraph.errors import StoreError
from kgraph.serve.bodies import GONE, read_body
from kgraph.serve.description import describe
from kgraph.serve.indexes import Indexes
from kgraph.serve.pool import TOO_DEEP, TOO_MUCH_MEMORY, Pool
from kgraph.serve.protocol import METHODS, read_operation
from kgraph.serve.refusal import Refusal
from kgraph.serve.settings import Limits
from kgraph.serve.snapshots import Snapshots

T = TypeVar("T")
_CHUNK = 2**18
_STATUS = {"QueryError": 400, "DecisionError": 400, "NotFound": 404, "NotAcceptable": 406, "StoreError": 503}
_LATER = {"Retry-After": "10"}
_WORDS = {"MemoryError": TOO_MUCH_MEMORY, "RecursionError": TOO_DEEP}


class Answers:
    """Has the workers do jobs on the current snapshot, and keeps their answers until they are sent."""

    def __init__(self, pool: Pool, snapshots: Snapshots, folder: Path, indexes: Indexes | None = None) -> None:
        self.pool, self.snapshots, self.folder, self.indexes = pool, snapshots, folder, indexes

    async def get(self, do: str, *, indexed: bool = False, **arguments: Any) -> tuple[dict[str, Any], IO[bytes]]:
        """The reply of a worker and the file with its answer; Refusal where it has none.

        Args:
            do: the name of a job.
            indexed: whether the job needs the index of the snapshot, and waits until it is made.
            arguments: the job's.
        """
        handle, name = tempfile.mkstemp(dir=self.folder)
        os.close(handle)
        out = Path(name)
        try:
            await self.snapshots.refresh()
            with self.snapshots.reading() as snapshot:
                job: dict[str, Any] = {"do": do, "snapshot": str(snapshot), "out": name, "arguments": arguments}
                if self.indexes is not None:
                    index = self.indexes.ready(snapshot)
                    if index is None and indexed:
                        index = await self.indexes.of(snapshot, patience=self.pool.limits.patience)
                    job["index"] = None if index is None else str(index)
                reply = await self.pool.run(job)
            if "failed" in reply:
                raise self._refused(reply)
            return reply, open(out, "rb")
        except StoreError as error:
            raise Refusal(503, self._without_places(str(error)), _LATER) from error
        finally:
            _remove(out)

    def _refused(self, reply: dict[str, Any]) -> Refusal:
        kind, message = reply["failed"], reply["message"]
        if kind == "NotAcceptable":
            message = f"the answer comes as {message}"
        status = _STATUS.get(kind, 500)
        return Refusal(status, self._without_places(_WORDS.get(kind, message)), _LATER if status == 503 else None)

    def _without_places(self, message: str) -> str:
        """A message that does not say where on this machine things lie: whoever asks may sit at another."""
        store = self.snapshots.store
        for folder in (store.resolve().parent, store.parent, self.folder):
            if folder != folder.parent:
                message = message.replace(f"{folder}{os.sep}", "")
        return message


def _remove(file: Path) -> None:
    try:
        file.unlink()
    except OSError:  # Windows keeps an open file; the folder goes when the server ends
        return


async def sparql(request: Request) -> Response:
    """The endpoint."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": f"{METHODS}, OPTIONS"})
    if request.method not in METHODS.split(", "):
        raise Refusal(405, f"the endpoint takes {METHODS}", {"Allow": f"{METHODS}, OPTIONS"})
    limits: Limits = request.app.state.settings.limits
    body = await read_body(request, limits.body) if request.method == "POST" else b""
    accept = ", ".join(request.headers.getlist("accept")) or None
    operation = read_operation(request.method, request.scope["query_string"], request.headers.get("content-type"), body)
    if operation is None:
        media_type, description = describe(str(request.url.replace(query="")), accept)
        return Response(description, media_type=_with_charset(media_type), headers={"Vary": "Accept"})
    graphs = operation.graphs
    work = request.app.state.answers.get(
        "sparql",
        query=operation.query,
        accept=accept,
        default=None if graphs is None else graphs.default,
        named=None if graphs is None else graphs.named,
    )
    reply, file = await unless_gone(request, work)
    return from_file(file, _with_charset(reply["type"]), headers={"Vary": "Accept"})


async def unless_gone(request: Request, work: Awaitable[T]) -> T:
    """The result of some work, which is given up when the client goes away."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise Refusal(GONE, "the client went away")
        return working.result()
    finally:
        for task in (working, leaving):
            task.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def from_file(file: IO[bytes], media_type: str, *, headers: dict[str, str]) -> Response:
    """A response with all that a file holds, read as it is sent; the file is closed then."""
    size = os.fstat(file.fileno()).st_size

    async def chunks() -> AsyncIterator[bytes]:
        try:
            while chunk := await asyncio.to_thread(file.read, _CHUNK):
                yield chunk
        finally:
            file.close()

    if size <= _CHUNK:
        with file:
            return Response(file.read(), media_type=media_type, headers=headers)
    return StreamingResponse(chunks(), media_type=media_type, headers={**headers, "Content-Length": str(size)})


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
