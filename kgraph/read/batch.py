"""The read stage itself: paths to articles, with metadata, limits, ids and duplicates; no bad input stops it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from kgraph.errors import InputError, InputWarning
from kgraph.ids import digest
from kgraph.read import sidecar as metadata_table
from kgraph.read.article import to_article
from kgraph.read.folder import Found, find_files
from kgraph.read.formats import reader_for, sniff, suffixes
from kgraph.read.sidecar import Sidecar
from kgraph.read.source import Item, Source, label, one_line, open_source, os_problem
from kgraph.types import Article

OnProblem = Callable[[InputError], None]


def read(
    paths: Iterable[str | Path],
    *,
    metadata: Path | None = None,
    stdin: BinaryIO | None = None,
    on_problem: OnProblem,
) -> Iterator[Article]:
    """The articles of files, folders and standard input (``-``), one after another, each content once.

    Whatever cannot be read is passed to ``on_problem`` as an ``InputError`` and skipped; its ``severity`` tells
    errors (something was left out) from warnings (something to know). An error that ``on_problem`` raises ends the
    batch. Files are opened one at a time; only their names are gathered beforehand.

    Args:
        paths: files, folders (walked in sorted order) and ``-``; a single path is allowed too.
        metadata: a CSV with the columns path, title, publisher, published, url; without it, every ``metadata.csv``
            in a folder that is read serves the files there.
        stdin: what ``-`` reads; the process's standard input by default.
        on_problem: called with each problem, before the article that it concerns is yielded.
    """
    files, tables = _gather([paths] if isinstance(paths, (str, Path)) else paths, metadata, on_problem)
    names = metadata_table.file_names(files)
    seen: dict[str, tuple[str, str]] = {}
    for file in files:
        described = next(((table, row) for table in tables if (row := table.row(file, names))), None)
        for item in _items(file, stdin):
            if isinstance(item, InputError):
                on_problem(item)
                continue
            article, problems = to_article(item, file.name, described)
            for problem in problems:
                on_problem(problem)
            if article and _is_new(article, seen, on_problem):
                yield article
    for table in tables:
        if unused := table.unused():
            on_problem(unused)


def _gather(
    paths: Iterable[str | Path], metadata: Path | None, on_problem: OnProblem
) -> tuple[list[Found], list[Sidecar]]:
    """The files of articles, and the tables that describe them, the nearest folder's first."""
    files: list[Found] = []
    found: list[Path] = []
    for file in find_files(paths):
        if isinstance(file, InputError):
            on_problem(file)
        elif metadata_table.is_sidecar(file):
            found.append(file.path)
        elif metadata is None or not _same(file.path, Path(metadata)):
            files.append(file)
    tables: list[Sidecar] = []
    chosen = sorted(set(found), key=lambda path: (-len(path.parts), path)) if metadata is None else [Path(metadata)]
    for path in chosen:
        table, problems = metadata_table.load(path, everywhere=metadata is not None)
        tables.extend([table] if table else [])
        for problem in problems:
            on_problem(problem)
    return files, tables


def _same(first: Path, second: Path) -> bool:
    return os.path.realpath(first) == os.path.realpath(second)


def _items(file: Found, stdin: BinaryIO | None) -> Iterator[Item]:
    """What the file's reader yields; its failure is the last item."""
    try:
        with open_source(file.path, file.name, stdin) as source:
            yield from _read_source(source, file)
    except InputError as error:
        yield error
    except OSError as error:
        yield os_problem(file.name, error)
    except Exception as error:  # a reader's bug or hostile input must cost one file, not the batch
        what = f"{type(error).__name__}: {error}"[:200]
        yield InputError(one_line(f"{label(file.name)}: its reader failed ({what}); save its text as .txt"))


def _read_source(source: Source, file: Found) -> Iterator[Item]:
    suffix = file.path.suffix.lower() or sniff(source)
    reader = reader_for(suffix)
    if reader is None:
        sniff(source)  # says more of a PDF than that its suffix is unknown
        raise source.problem(f"files of kind {suffix} cannot be read; rename it if it is one of {' '.join(suffixes())}")
    yield from reader(source)


def _is_new(article: Article, seen: dict[str, tuple[str, str]], on_problem: OnProblem) -> bool:
    """Was no article of this id read before? Reports the one that is not kept, and whether that loses anything."""
    text = digest(article.text)
    if article.id not in seen:
        seen[article.id] = (article.path, text)
        return True
    path, first = seen[article.id]
    if first == text:
        on_problem(InputWarning(one_line(f"{label(article.path)}: the same article as {path}; read once")))
    else:
        message = f"has the id of {path} but another text; skipped; give every article an id of its own, or none"
        on_problem(InputError(one_line(f"{label(article.path)}: {message}")))
    return False
