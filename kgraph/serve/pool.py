"""The workers: a few processes kept ready, each answering one job at a time, killed and replaced when one goes too far."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
from collections.abc import Coroutine
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import Any

from kgraph.serve.plain import for_a_log
from kgraph.serve.refusal import Refusal
from kgraph.serve.settings import Limits

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from kgraph.serve.worker import main; main()"
_SLOW_START = 60.0  # seconds that a new process may take until it is ready
_ALONE = 1.0  # seconds in which the first process starts and answers before others take computing from it
_RETRY = 1.0  # seconds after a process that could not be started
_OVERFLOWS = (-signal.SIGSEGV, 0xC00000FD)  # how a process ends when its stack does, on Unix and on Windows
_LONGEST_REPLY = 2**20
_LOG = logging.getLogger(__package__)
_NOT_STARTED = (OSError, Refusal, TimeoutError, ValueError)


class Worker:
    """One process; ``ask`` one thing at a time."""

    def __init__(self, process: asyncio.subprocess.Process, errors: Path) -> None:
        self.process, self.errors = process, errors

    @classmethod
    async def start(cls, limits: Limits, errors: Path) -> Worker:
        """A new process, ready; what it prints goes to the file ``errors``."""
        with open(errors, "wb") as file:
            creating = asyncio.ensure_future(asyncio.create_subprocess_exec(
                sys.executable, "-P", "-c", _START, json.dumps(sys.path), json.dumps(asdict(limits)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=file,
                limit=_LONGEST_REPLY,
                start_new_session=os.name == "posix",
            ))  # fmt: skip
            try:
                process = await asyncio.shield(creating)
            except asyncio.CancelledError:  # a process that nobody waits for any more would be left behind
                await cls(await creating, errors).kill()
                raise
        worker = cls(process, errors)
        try:
            async with asyncio.timeout(_SLOW_START):
                await worker.reply()
        except BaseException:
            await worker.kill()
            raise
        return worker

    async def ask(self, job: dict[str, Any]) -> dict[str, Any]:
        """Send a job and wait for its reply; Refusal where the process ends instead."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(job).encode() + b"\n")
            await self.process.stdin.drain()
        except (BrokenPipeError, ConnectionResetError) as error:
            raise Refusal(500, "the query failed: its process had ended; ask again") from error
        return await self.reply()

    async def reply(self) -> dict[str, Any]:
        """The next reply."""
        assert self.process.stdout is not None
        line = await self.process.stdout.readline()
        if not line.endswith(b"\n"):
            await self.process.wait()
            raise Refusal(500, self._last_words())
        reply: dict[str, Any] = json.loads(line)
        return reply

    def _last_words(self) -> str:
        """Why the process ended, for whoever asked."""
        try:
            printed = self.errors.read_bytes()[-4000:]
        except OSError:
            printed = b""
        if b"memory allocation" in printed or b"bad_alloc" in printed or b"MemoryError" in printed:
            return TOO_MUCH_MEMORY
        if b"overflowed its stack" in printed or self.process.returncode in _OVERFLOWS:
            return TOO_DEEP
        return f"the query failed: its process ended unexpectedly (status {self.process.returncode})"

    async def kill(self) -> None:
        """End the process, whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()
        with contextlib.suppress(OSError):
            self.errors.unlink()


TOO_MUCH_MEMORY = "the query was stopped: it needs more memory than a query may have; ask for less"
TOO_DEEP = "the query was stopped: it is nested too deeply"


class Pool:
    """Keeps ``limits.workers`` processes ready; ``run`` hands a job to the next that is free."""

    def __init__(self, limits: Limits, folder: Path) -> None:
        self.limits, self.folder = limits, folder
        self._free: asyncio.Queue[Worker] = asyncio.Queue()
        self._all: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._stopped = False
        self._wanted = asyncio.Event()
        self._numbers = count(1)

    async def start(self) -> None:
        """Start the first process; returns when it is ready. The others follow one by one, to leave the first its time."""
        await self._add()
        self._later(self._follow())

    async def _follow(self) -> None:
        """Start the other processes, at once when somebody waits for one."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_ALONE):
                await self._wanted.wait()
        for _ in range(self.limits.workers - 1):
            await self._add_at_last()

    async def stop(self) -> None:
        """End every process, for good."""
        self._stopped = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.kill() for worker in self._all))
        self._all.clear()

    async def run(self, job: dict[str, Any]) -> dict[str, Any]:
        """The reply to a job; when the caller is cancelled the job's process is killed.

        Raises:
            Refusal: there are too many queries (503), or this one went too far and was stopped (500).
        """
        worker = await self._next()
        done = False
        try:
            async with asyncio.timeout(self.limits.seconds):
                reply = await worker.ask(job)
            done = not reply.get("retire")
            if "trace" in reply:
                _LOG.error("a worker failed at a job:\n%s", for_a_log(reply["trace"]))
            return reply
        except TimeoutError as error:
            message = f"the query was stopped: it took longer than {self.limits.seconds:g} s; ask for less"
            raise Refusal(500, message) from error
        finally:
            if done:
                self._free.put_nowait(worker)
            else:
                self._later(self._replace(worker))

    async def _next(self) -> Worker:
        busy = Refusal(503, "the server is busy with other queries: ask again later", {"Retry-After": "5"})
        if self._waiting >= self.limits.waiting:
            raise busy
        self._waiting += 1
        if self._free.empty():
            self._wanted.set()
        try:
            async with asyncio.timeout(self.limits.seconds):
                worker = await self._free.get()
                while worker.process.returncode is not None:  # it has ended while nobody asked it anything
                    self._later(self._replace(worker))
                    worker = await self._free.get()
                return worker
        except TimeoutError as error:
            raise busy from error
        finally:
            self._waiting -= 1

    async def _add(self) -> None:
        worker = await Worker.start(self.limits, self.folder / f"worker-{next(self._numbers)}.err")
        self._all.add(worker)
        self._free.put_nowait(worker)

    async def _replace(self, worker: Worker) -> None:
        """Kill a worker and put another in its place, however long that takes."""
        await worker.kill()
        self._all.discard(worker)
        await self._add_at_last()

    async def _add_at_last(self) -> None:
        while True:
            try:
                return await self._add()
            except _NOT_STARTED:
                await asyncio.sleep(_RETRY)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        if self._stopped:
            work.close()
            return
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
