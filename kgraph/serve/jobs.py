"""What a worker can be asked to do: each job reads the dataset and writes its answer to a bounded file."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from io import RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from kgraph.errors import LimitError, QueryError
from kgraph.query.answer import evaluate, result_of
from kgraph.query.clauses import Graphs
from kgraph.query.formats import to_csv
from kgraph.query.results import FORMS, kind_of, write_answer
from kgraph.serve.negotiate import choose
from kgraph.store import Dataset

if TYPE_CHECKING:
    from kgraph.serve.lookups import Lookups

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
    """The dataset to read, the file to write, how many rows an answer may have, and the look-ups in the dataset."""

    dataset: Dataset
    out: Bounded
    rows: int
    lookups: Callable[[], Lookups]


def look(job: Job) -> dict[str, Any]:
    """Open the dataset and load what pages need, so that the first page does not wait for it."""
    from kgraph.serve import pages, render

    render.templates("home.html")
    return {"type": "", "pages": pages.__name__, "lookups": job.lookups().dataset.base}


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


def page(job: Job, *, page: str, parameters: dict[str, str], values: dict[str, str]) -> dict[str, Any]:
    """Write a page as HTML; ``values`` say which of its kind."""
    from kgraph.serve import pages, questions

    if page == "query":
        job.out.write(questions.query(job.lookups(), parameters, rows=job.rows))
    else:
        written: dict[str, Callable[..., bytes]] = {
            "home": pages.home,
            "article": pages.article,
            "claim": pages.claim,
            "entity": pages.entity,
            "entities": pages.entities,
            "articles": pages.articles,
        }
        job.out.write(written[page](job.lookups(), parameters, **values))
    return {"type": "text/html"}


def download(job: Job, *, query: str, form: str) -> dict[str, Any]:
    """Write the answer to a query as a file to keep: CSV for spreadsheets, or a format of the W3C's."""
    answer = evaluate(job.dataset, query)
    if form == "csv":
        job.out.write(to_csv(result_of(answer, job.dataset.base, most=job.rows)).encode("utf-8", "replace"))
        return {"type": "text/csv"}
    found = next((f for f in FORMS if f.name == form and kind_of(answer) in f.kinds), None)
    if found is None:
        raise QueryError(f"the answer to this query does not come as {form!r}")
    write_answer(answer, found, cast(BinaryIO, job.out), most_rows=job.rows)
    return {"type": found.types[0]}


def search(job: Job, *, words: str, type: str | None, limit: int) -> dict[str, Any]:
    """Write the entities whose name or alias has the words, best matches first, as JSON."""
    found, count = job.lookups().index.search(words, type=type, limit=limit)
    shown = [
        {"id": e.id, "name": e.name, "type": e.type, "mentions": e.mentions, "claims": e.claims, "ties": e.degree}
        for e in found
    ]
    return _json(job, {"found": shown, "count": count})


def neighbourhood(job: Job, *, entity: str, depth: int, limit: int) -> dict[str, Any]:
    """Write the entities around one and the edges among them as JSON."""
    from kgraph.serve.surroundings import surroundings

    return _json(job, surroundings(job.lookups(), entity, depth=depth, limit=limit))


def graph(job: Job) -> dict[str, Any]:
    """Write what the explorer's page shows first, as it was made with the index."""
    job.out.write(job.lookups().index.part("first").encode("utf-8", "replace"))
    return {"type": "application/json"}


def actor(job: Job, *, entity: str) -> dict[str, Any]:
    """Write an actor with its foremost neighbours and newest claims, for the explorer's page."""
    from kgraph.serve.drawn import actor_part

    return _json(job, actor_part(job.lookups(), entity))


def tie(job: Job, *, a: str, b: str) -> dict[str, Any]:
    """Write what ties two actors, with the newest claims behind it, for the explorer's page."""
    from kgraph.serve.drawn import tie_part

    return _json(job, tie_part(job.lookups(), a, b))


def path(job: Job, *, a: str, b: str) -> dict[str, Any]:
    """Write the shortest way between two actors over the whole store, for the explorer's page."""
    from kgraph.serve.paths import path_part

    return _json(job, path_part(job.lookups(), a, b))


def world(job: Job, *, x: str, y: str | None) -> dict[str, Any]:
    """Write what an actor, or two, claim over the whole store, for the explorer's page."""
    from kgraph.serve.worlds import world_part

    return _json(job, world_part(job.lookups(), x, y))


def index(
    job: Job, *, path: str, before: str | None = None, changes: dict[str, object] | None = None
) -> dict[str, Any]:
    """Make the index of the dataset in a new file: anew, or from that of an earlier state and what changed since."""
    from kgraph.serve.indexing import make_index, renew_index
    from kgraph.store.changes import Changes

    if hasattr(os, "nice"):
        os.nice(5)  # pages go first
    if before is None or changes is None:
        return {"type": "", "entities": make_index(job.dataset, Path(path))}
    since = Changes.from_object(changes)
    return {"type": "", "entities": renew_index(job.dataset, Path(path), before=Path(before), changes=since)}


def decide(job: Job, *, decision: dict[str, Any], why: str | None, store: str) -> dict[str, Any]:
    """Put a decision into the ledger of the store itself and connect its articles anew."""
    from datetime import UTC, datetime

    from kgraph.curate.wording import decision_from
    from kgraph.deciding import decide as taken

    done = taken(store, decision_from(decision), when=datetime.now(UTC), who=os.environ.get("KGRAPH_WHO"), why=why)
    return {"type": "text/plain", "warnings": list(done.warnings)}


def decisions(job: Job, *, store: str, editing: str, notes: list[str]) -> dict[str, Any]:
    """Write the page of the ledger's lines, newest first, and of those that are wrong and do not count."""
    from kgraph.curate.sentences import sentence
    from kgraph.deciding import lines
    from kgraph.serve.render import render

    book, counting = lines(store)
    rows = [
        {"id": e.id, "when": e.signed.when[:16].replace("T", " "), "who": e.signed.who or "", "why": e.signed.why or "",
         "words": sentence(e), "counts": e.number in counting}
        for e in reversed(book.entries)
    ]  # fmt: skip
    folder = f"{Path(book.path).parent}{os.sep}" if book.path is not None else ""
    wrong = [str(problem).replace(folder, "") for problem in book.problems]
    values: dict[str, Any] = {"lines": rows, "editing": editing, "notes": notes, "wrong": wrong}
    job.out.write(render("decisions.html", place="/decisions", **values))
    return {"type": "text/html"}


def _json(job: Job, value: object) -> dict[str, Any]:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    job.out.write(text.encode("utf-8", "replace"))
    return {"type": "application/json"}


JOBS: dict[str, Callable[..., dict[str, Any]]] = {
    job.__name__: job
    for job in (
        look,
        sparql,
        page,
        download,
        search,
        neighbourhood,
        graph,
        actor,
        tie,
        path,
        world,
        index,
        decide,
        decisions,
    )
}
"""Every job by its name."""
