"""What a worker can be asked to do: each job reads the dataset and writes its answer to a bounded file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import RawIOBase
from typing import Any, BinaryIO, cast

from kgraph.errors import LimitError
from kgraph.query.answer import evaluate
from kgraph.query.clauses import Graphs
from kgraph.query.results import FORMS, kind_of, write_answer
from kgraph.serve.negotiate import choose
from kgraph.store import Dataset

_BUFFER = 2**16


class Bounded(RawIOBase):
    """A file that takes so many bytes and then raises LimitError; it gathers small pieces."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        self.file, self.most, self.size = file, most, 0
        self._pieces: list[bytes] = []
        self._held = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """Take these bytes."""
        piece = bytes(data)
        self.size += len(piece)
        if self.size > self.most:
            raise LimitError(f"the answer is larger than {self.most:,} bytes: ask for less, or for a part with LIMIT")
        self._pieces.append(piece)
        self._held += len(piece)
        if self._held >= _BUFFER:
            self.flush()
        return len(piece)

    def flush(self) -> None:
        """Write what is held."""
        self.file.write(b"".join(self._pieces))
        self._pieces, self._held = [], 0


@dataclass(frozen=True, slots=True)
class Job:
    """The dataset to read, the file to write, and how many rows an answer may have."""

    dataset: Dataset
    out: Bounded
    rows: int


def sparql(
    job: Job, *, query: str, accept: str | None, default: list[str] | None, named: list[str] | None
) -> dict[str, Any]:
    """Answer a query in the format that is wanted most; ``failed`` where it can be had in none that is acceptable."""
    graphs = Graphs(tuple(default or ()), tuple(named or ())) if default is not None or named is not None else None
    answer = evaluate(job.dataset, query, graphs=graphs)
    kind = kind_of(answer)
    forms = [form for form in FORMS if kind in form.kinds]
    # Each format's own media type before the more general ones that stand for several.
    offers = [(form.types[0], form) for form in forms]
    offers += [(other, form) for form in forms for other in form.types[1:]]
    chosen = choose(accept, offers)
    if chosen is None:
        return {"failed": "NotAcceptable", "message": ", ".join(form.types[0] for form in forms)}
    media_type, form = chosen
    rows = write_answer(answer, form, cast(BinaryIO, job.out), most_rows=job.rows)
    return {"type": media_type, "rows": rows}


JOBS: dict[str, Callable[..., dict[str, Any]]] = {"sparql": sparql}
"""Every job by its name."""
