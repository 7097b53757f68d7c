"""Metadata tables: title, publisher, date and address of plain files, by path, from a CSV beside them."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kgraph.errors import InputError, InputWarning
from kgraph.read.folder import METADATA_NAME, Found
from kgraph.read.source import STANDARD_INPUT, one_line, open_source, os_problem, printable_path, shown
from kgraph.read.table import Row, columns, read_rows

COLUMNS = ("path", "title", "publisher", "published", "url")


@dataclass(slots=True)
class Sidecar:
    """One metadata table. A row is found by its path, from the table's folder or the current one, or by file name.

    A file name alone decides only where one row and one file bear it; in a table that was found in a folder,
    only for files of that folder.
    """

    name: str
    folder: str
    everywhere: bool
    by_path: dict[str, Row] = field(default_factory=dict)
    by_name: dict[str, list[Row]] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def row(self, file: Found, names: Counter[str]) -> Row | None:
        """The row that describes the file; ``names`` counts the names of all files that are being read."""
        path = _key(file.path)
        row = self.by_path.get(path)
        if row is None and (self.everywhere or path.startswith(os.path.join(self.folder, ""))):
            name = _name(file.path.name)
            rows = self.by_name.get(name, [])
            row = rows[0] if len(rows) == 1 and names[name] == 1 else None
        if row is not None:
            self.used.add(row.number)
        return row

    def unused(self) -> InputError | None:
        """A warning that lists the rows that described no file, once all files have been asked for."""
        rows = sorted({row.number: row for rows in self.by_name.values() for row in rows}.items())
        idle = [row for number, row in rows if number not in self.used]
        if not idle:
            return None
        names = ", ".join(f"{shown(row.values['path'])} (line {row.line})" for row in idle[:5])
        more = f" and {len(idle) - 5} more" if len(idle) > 5 else ""
        return InputWarning(
            one_line(f"{self.name}: {len(idle)} row(s) match none of the files read: {names}{more}; check their paths")
        )


def file_names(files: Iterable[Found]) -> Counter[str]:
    """How many of the files bear each name."""
    return Counter(_name(file.path.name) for file in files)


def is_sidecar(file: Found) -> bool:
    """Is it a ``metadata.csv`` found in a folder, with a column ``path`` and none for text?"""
    if not file.walked or file.path.name.lower() != METADATA_NAME:
        return False
    try:
        with open_source(file.path, file.name, None) as source:
            header = columns(source)
    except (InputError, OSError):
        return False  # its reader will say what is wrong with it
    return "path" in header and "text" not in header


def load(path: Path, *, everywhere: bool) -> tuple[Sidecar | None, list[InputError]]:
    """Read a metadata table; None where it cannot be used, and what was wrong with it or its rows."""
    name = printable_path(path)
    sidecar = Sidecar(name, os.path.realpath(path.parent), everywhere)
    problems: list[InputError] = []
    rows: list[Row] = []
    try:
        with open_source(path, name, None) as source:
            header = columns(source)
            for row in read_rows(source, needed="path", known=COLUMNS):
                if isinstance(row, InputError):
                    problems.append(row)
                elif "path" not in row.values:
                    problems.append(source.problem("this row has no path; it is skipped", line=row.line))
                else:
                    rows.append(row)
            if strange := [column for column in header if column not in COLUMNS]:
                unknown = ", ".join(strange)[:200]
                message = f"columns not used: {unknown}; the known ones are {', '.join(COLUMNS)}"
                problems.append(InputWarning(one_line(f"{name}: {message}")))
    except InputError as error:
        return None, [error]
    except OSError as error:
        return None, [os_problem(name, error)]
    problems.extend(_index(sidecar, rows))
    return sidecar, problems


def _index(sidecar: Sidecar, rows: list[Row]) -> list[InputError]:
    problems: list[InputError] = []
    kept: list[Row] = []
    for row in rows:
        path = _key(Path(sidecar.folder), row.values["path"])
        first = sidecar.by_path.setdefault(path, row)
        if first is row:
            kept.append(row)
            continue
        where = f"{shown(row.values['path'])} is already described on line {first.line}; this row is skipped"
        problems.append(InputError(one_line(f"{sidecar.name}:{row.line}: {where}")))
    for row in kept:
        path = row.values["path"].strip().replace("\\", "/")
        sidecar.by_name.setdefault(_name(path.rsplit("/", 1)[-1]), []).append(row)
        if sidecar.everywhere:
            sidecar.by_path.setdefault(_key(Path.cwd(), path), row)
    return problems


def _key(folder: Path, path: str | None = None) -> str:
    """A path in the form that is compared: absolute, links resolved, Unicode composed."""
    if path is not None:
        path = path.strip().replace("\\", "/")
        folder = Path(path) if path == STANDARD_INPUT else folder / path
    return STANDARD_INPUT if str(folder) == STANDARD_INPUT else _name(os.path.realpath(folder))


def _name(name: str) -> str:
    return unicodedata.normalize("NFC", name)
