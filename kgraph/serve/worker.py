"""The process that answers: takes jobs from standard input, one line each, and writes each answer to a file.

It is started with its limits, opens a snapshot of the store read-only, and ends when its standard input does, so that
none is left behind when the server is gone. All it may write are the answers' files; it can be killed at any time.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgraph.errors import KgraphError
from kgraph.serve.jobs import JOBS, Bounded, Job
from kgraph.serve.plain import one_line
from kgraph.store import Dataset

if TYPE_CHECKING:
    from kgraph.serve.lookups import Lookups

try:
    import resource
except ImportError:  # Windows has no such limits; the time limit still holds there.
    resource = None  # type: ignore[assignment]

_CPU_MARGIN = 10  # seconds of computing past the limit, after which the system ends a worker that nobody watches
_LONGEST_TRACE = 10_000
_FAILED = "the server failed at this; its log says how"
_PROCESS = Path("/proc/self/statm")


class Store:
    """The snapshot that is open."""

    def __init__(self) -> None:
        self._path: str | None = None
        self._dataset: Dataset | None = None
        self._index: str | None = None
        self._lookups: Lookups | None = None

    def at(self, path: str, index: str | None = None) -> Dataset:
        """The dataset at this path with its index, opened where another was."""
        if self._lookups is not None and (path, index) != (self._path, self._index):
            self._lookups.close()
            self._lookups = None
        self._index = index
        if self._dataset is None or path != self._path:
            if self._dataset is not None:
                self._dataset.close()
            self._dataset, self._path = None, None
            self._dataset, self._path = Dataset.open(path), path
        return self._dataset

    def lookups(self) -> Lookups:
        """The look-ups in the dataset, which know its names once they have read them."""
        if self._lookups is None:
            from kgraph.serve.lookups import Lookups

            assert self._dataset is not None
            self._lookups = Lookups(self._dataset, None if self._index is None else Path(self._index))
        return self._lookups


def main() -> None:
    """Answer jobs until standard input ends. The limits are the last argument, as JSON."""
    limits: dict[str, Any] = json.loads(sys.argv[-1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else is printed is no reply
    jobs: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(jobs,), daemon=True).start()
    store = Store()
    allowance = _limit_memory(limits["memory"])
    _reply(replies, {"ready": True})
    while True:
        request = json.loads(jobs.get())
        _limit_computing(limits["seconds"])
        _reply(replies, {**_answer(store, request, limits), "retire": _data() > allowance})


def _listen(jobs: queue.SimpleQueue[str]) -> None:
    """Take in lines; the end of them is the end of the process, whatever it is doing."""
    for line in sys.stdin:
        jobs.put(line)
    os._exit(0)


def _reply(replies: Any, reply: dict[str, Any]) -> None:
    replies.write(json.dumps(reply) + "\n")
    replies.flush()


def _answer(store: Store, request: dict[str, Any], limits: dict[str, Any]) -> dict[str, Any]:
    try:
        with open(request["out"], "wb", opener=_there) as file, Bounded(file, limits["answer"]) as out:
            job = Job(store.at(request["snapshot"], request.get("index")), out, limits["rows"], store.lookups)
            return JOBS[request["do"]](job, **request["arguments"])
    except KgraphError as error:
        return {"failed": type(error).__name__, "message": one_line(str(error))}
    except (MemoryError, RecursionError) as error:
        return {"failed": type(error).__name__, "message": ""}
    except OSError as error:
        return {
            "failed": "OSError",
            "message": f"the answer cannot be written: {error.strerror or type(error).__name__}",
        }
    except BaseException:  # the engine's panics are no Exceptions
        return {"failed": "crash", "message": _FAILED, "trace": traceback.format_exc()[-_LONGEST_TRACE:]}


def _there(path: str, flags: int) -> int:
    """Open a file that is there: one that its asker has removed is wanted no more."""
    return os.open(path, flags & ~os.O_CREAT)


def _limit_memory(most: int) -> int:
    """Let the process have so many bytes more than now; returns the size at which it had better be replaced."""
    if resource is None:
        return sys.maxsize
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Data, where the system can tell it from mere address space, which threads and mapped files take much of.
    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    now = _data()
    hard = resource.getrlimit(kind)[1]
    wanted = now + most if hard == resource.RLIM_INFINITY else min(now + most, hard)
    try:
        resource.setrlimit(kind, (wanted, hard))
    except (OSError, OverflowError, ValueError):  # some systems know the limit and refuse it
        return sys.maxsize
    return now + most // 2


def _data() -> int:
    """Bytes of data that the process has; 0 where the system does not say."""
    try:
        return int(_PROCESS.read_text().split()[5]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _limit_computing(seconds: float) -> None:
    """Have the system end the process should it compute far longer than the server lets it: nobody may be watching."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime + seconds) + _CPU_MARGIN
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    main()
