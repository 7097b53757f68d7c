"""Write a dataset, or a table or graph made of it, to one file; the file's name says which."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

from kgraph.errors import ExportError
from kgraph.export.atomic import atomic
from kgraph.export.exporter import Exporter
from kgraph.export.registry import exporter, format_of, formats, unit_of
from kgraph.export.source import Source
from kgraph.export.standing import WithoutRejected

__all__ = ["Exporter", "Source", "export", "formats", "unit_of"]


def export(
    dataset: Source,
    name: str | Path,
    *,
    out: Path | BinaryIO | None = None,
    format: str | None = None,
    rejected: bool = False,
) -> int:
    """Write one file and say how many rows went into it (claims, quads; a graph is one row).

    Args:
        dataset: what to export.
        name: a file name that ends in a format's (``claims.jsonl``, ``all.ttl``); ``-`` is standard output.
        out: another place to write to: a file, an existing folder (the file gets ``name`` there), an open stream.
        format: the format's name where the file's name does not tell.
        rejected: also write the claims that a person rejected (docs/curation.md); the actor graph never has them.

    Raises:
        ExportError: no such format, or the file cannot be written; a file that was there is then unchanged.
    """
    if str(name) == "-" and format is None:
        raise ExportError("standard output has no name to tell the format: add one, like --format claims.jsonl")
    kind = exporter(format_of(format or Path(name).name))
    dataset = dataset if rejected else WithoutRejected(dataset)
    if str(name) == "-" and out is None:
        out = sys.stdout.buffer
    if not (out is None or isinstance(out, Path)):
        return _write(dataset, kind(out))
    path = Path(name) if out is None else out / Path(name).name if out.is_dir() else out
    with atomic(path) as stream:
        return _write(dataset, kind(stream))


def _write(dataset: Source, exporter: Exporter[object]) -> int:
    exporter.configure(dataset)
    rows = 0
    for rows, row in enumerate(exporter.rows(dataset), start=1):  # noqa: B007 - the count is the result
        exporter.write(row)
    exporter.finalize()
    return rows
