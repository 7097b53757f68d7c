"""CSV as rows by column name, for tables of articles and for metadata alike; strict, so that no text is mangled."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TextIO

from kgraph.errors import InputError
from kgraph.read.decode import open_text
from kgraph.read.source import Source

if TYPE_CHECKING:
    import _csv

MAX_FIELD = 64_000_000
"""The longest field, in code points, that is read in order to be refused; beyond it the file is given up."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the values that are not blank by lower-case column name, the row's number and its first line.

    Rows are numbered as a spreadsheet does, the header being row 1.
    """

    values: dict[str, str]
    number: int
    line: int


def columns(source: Source) -> list[str]:
    """The column names (lower case, stripped) of a CSV; the source is left at its start."""
    text, _ = open_text(source)
    try:
        return _header(_open_csv(source, text))
    finally:
        text.detach()
        source.file.seek(0)


def read_rows(source: Source, *, needed: str, known: tuple[str, ...], remedy: str = "") -> Iterator[Row | InputError]:
    """The rows of a CSV whose header has the ``needed`` column; a row that does not parse is an InputError instead.

    Raises InputError where the header is missing, lacks the column or names one twice.
    """
    text, warning = open_text(source)
    if warning:
        yield warning
    try:
        reader = _open_csv(source, text)
        header = _header(reader)
        _check_header(source, header, needed, known, remedy)
        yield from _rows(source, reader, header)
    finally:
        text.detach()


def _check_header(source: Source, header: list[str], needed: str, known: tuple[str, ...], remedy: str) -> None:
    if not any(header):
        raise source.problem(f"is empty; its first line must name its columns: {', '.join(known)}")
    if needed not in header:
        raise source.problem(
            f"has no column '{needed}'; columns found: {', '.join(header)[:200]}; "
            f"columns needed: {needed}, and where known {', '.join(k for k in known if k != needed)}{remedy}"
        )
    if twice := [name for name in known if header.count(name) > 1]:
        raise source.problem(f"has the column '{twice[0]}' twice; rename one")


def _rows(source: Source, reader: _csv.Reader, header: list[str]) -> Iterator[Row | InputError]:
    number = 1
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield source.problem(
                f"this row is not CSV ({error}); quote the field, and double the quotes in it", line=line
            )
            continue
        number += 1
        if len(cells) > len(header):
            yield source.problem(
                f"this row has {len(cells)} fields, the header {len(header)}; quote fields that hold the delimiter",
                line=line,
            )
        elif any(cell.strip() for cell in cells):
            values = {name: cell for name, cell in zip(header, cells, strict=False) if cell.strip()}
            yield Row(values, number, line)


def _lines(source: Source, text: TextIO) -> Iterator[str]:
    while line := text.readline(MAX_FIELD):
        if len(line) == MAX_FIELD:
            raise source.problem(f"a line is longer than {MAX_FIELD:,} characters; this is no table of articles")
        yield line


def _open_csv(source: Source, text: TextIO) -> _csv.Reader:
    """A strict reader, divided by whichever of comma, semicolon and tab gives the header the most columns."""
    csv.field_size_limit(max(csv.field_size_limit(), MAX_FIELD))
    lines = _lines(source, text)
    first = next(lines, "")
    delimiter = max(",;\t", key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))
    return csv.reader(chain([first], lines), delimiter=delimiter, strict=True)


def _header(reader: _csv.Reader) -> list[str]:
    try:
        return [cell.strip().lower() for cell in next(reader, [])]
    except csv.Error:
        return []
