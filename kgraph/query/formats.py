"""The answer to a query as a table for the terminal, as CSV for a spreadsheet or R, or as JSON for a program.

Table: IRIs as ids relative to the dataset's base or as prefixed names; cells are wrapped to the width that is there,
and where that is too narrow for the columns each row becomes a block with a line for each cell that is not empty;
control characters, which a hostile text could steer a terminal with, become ``\\ufffd``.

CSV: RFC 4180 with ``\\n``, IRIs in full, an empty cell where there is no value. A text cell that a spreadsheet would
run as a formula (it begins with = + - @ or their full-width forms, white space before them or not, or with a tab or
line break) gets a leading apostrophe, except where it is a bare sign (a polarity) or a number. Typed numbers are left as they are.

JSON: a list with one object a row, ``{variable: value}``; IRIs in full, numbers and booleans as such, null where there
is no value. ASK gives true or false.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import textwrap
from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from kgraph.errors import QueryError
from kgraph.query.answer import Result, Term
from kgraph.store.terms import PREFIXES, unescape

FORMATS = ("table", "csv", "json")
NARROWEST = 16
"""Columns that a long word keeps in a table however narrow the terminal is."""
SAMPLE = 100
"""How many rows, at most, settle the widths of the columns."""
_XSD = PREFIXES["xsd"]
_NUMBERS = {f"{_XSD}{name}" for name in ("integer", "decimal", "double", "float")}
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_HARMLESS = re.compile(r"[+-]|[+-]?\d[\d,]*(\.\d+)?([eE][+-]?\d+)?%?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_LOCAL = re.compile(r"[\w-]+")


def write(result: Result, form: str, *, width: int | None = None) -> str:
    """The result in one of FORMATS, ending in a newline.

    Args:
        result: The answer to a query.
        form: One of FORMATS; any other raises QueryError.
        width: Columns of the terminal, to which a table's cells are wrapped; None leaves them as they are.
    """
    if form == "table":
        return to_table(result, width=width)
    if form == "csv":
        return to_csv(result)
    if form == "json":
        return to_json(result)
    raise QueryError(f"no format {form!r} for the answer to a query: one of {', '.join(FORMATS)}")


def to_table(result: Result, *, width: int | None = None) -> str:
    """A plain table; ``yes`` or ``no`` for ASK."""
    from tabulate import tabulate

    if result.kind == "ask":
        return "yes\n" if result else "no\n"
    if not result.rows:
        return "no rows\n"
    cells = [[short(term, result.base) for term in row] for row in result.rows]
    if width is not None:
        widths = column_widths(result.variables, cells, width)
        if widths is None:
            return _blocks(result.variables, cells, width)
        cells = [[_wrapped(cell, room) for cell, room in zip(row, widths, strict=True)] for row in cells]
    table = tabulate(cells, headers=result.variables, disable_numparse=True)
    return "\n".join(line.rstrip() for line in table.splitlines()) + "\n"


def _wrapped(cell: str, width: int) -> str:
    """The lines of a cell, none longer than the width; tabulate's own wrapping fails on texts like ``12,000``."""
    return "\n".join(
        part for line in cell.splitlines() for part in textwrap.wrap(line, width, break_on_hyphens=False) or [""]
    )


def _blocks(names: Sequence[str], rows: list[list[str]], width: int) -> str:
    """Each row as lines of name and value, for tables with more columns than the terminal can show side by side."""
    margin = max(map(len, names)) + 2
    room = max(NARROWEST, width - margin)
    return "\n".join(
        "".join(
            f"{'' if number else name:{margin}}{line}".rstrip() + "\n"
            for name, cell in zip(names, row, strict=True)
            if cell
            for number, line in enumerate(_wrapped(cell, room).split("\n"))
        )
        for row in rows
    )


def column_widths(names: Sequence[str], rows: list[list[str]], width: int) -> list[int] | None:
    """Columns that share the terminal's width so that the rows become low; None where it is too narrow for them.

    Every column has room for its name and its words; what is left goes, one by one, to the column that makes the most
    rows as high as they are. A sample of the rows decides.
    """
    natural = [
        max(len(name), *(len(line) for row in rows for line in row[i].splitlines() or [""]))
        for i, name in enumerate(names)
    ]
    words = [max((len(word) for row in rows for word in row[i].split()), default=0) for i in range(len(names))]
    shares = [max(len(name), min(word, NARROWEST)) for name, word in zip(names, words, strict=True)]
    room = width - 2 * (len(names) - 1) - sum(shares)
    if room < 0:
        return None
    sample = [[len(cell) for cell in row] for row in rows[:: -(-len(rows) // SAMPLE)]]
    for _ in range(room):
        votes = [0] * len(names)
        for lengths in sample:
            heights = [-(-length // share) for length, share in zip(lengths, shares, strict=True)]
            column = heights.index(max(heights))
            votes[column] += heights[column] if shares[column] < natural[column] else 0
        if not any(votes):
            break
        shares[votes.index(max(votes))] += 1
    return shares


def to_csv(result: Result) -> str:
    """CSV with a header, safe to open in a spreadsheet."""
    rows = [list(result.variables), *([_csv_cell(term) for term in row] for row in result.rows)]
    return "".join(_csv_line(row) for row in rows)


def to_json(result: Result) -> str:
    """A JSON list of objects; true or false for ASK."""
    if result.kind == "ask":
        return "true\n" if result else "false\n"
    return json.dumps(to_rows(result), ensure_ascii=False, indent=1) + "\n"


def to_rows(result: Result) -> list[dict[str, str | int | float | bool | None]]:
    """The rows as dictionaries of plain values, as JSON has them; of ASK one row."""
    return [dict(zip(result.variables, map(_json_value, row), strict=True)) for row in result.rows]


def safe_cell(text: str) -> str:
    """Text that no spreadsheet runs as a formula (see the module's docstring)."""
    return f"'{text}" if _FORMULA.match(text) and not _HARMLESS.fullmatch(text) else text


def short(term: Term | None, base: str) -> str:
    """A term for a reader: a relative id, a prefixed name, or the words of a literal."""
    if term is None:
        return ""
    if not isinstance(term, NamedNode):
        text = term.value if isinstance(term, Literal) else str(term)
        return _CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    iri = term.value
    if iri.startswith(base):
        return _CONTROL.sub("\ufffd", unescape(iri[len(base) :]))
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _csv_cell(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value if term.datatype.value in _NUMBERS else safe_cell(term.value)
    return term.value if isinstance(term, NamedNode) else str(term)


def _csv_line(cells: list[str]) -> str:
    # The writer quotes a lone carriage return only where its own line ends hold one.
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n") + "\n"


def _json_value(term: Term | None) -> str | int | float | bool | None:
    if term is None:
        return None
    if not isinstance(term, Literal):
        return term.value if isinstance(term, NamedNode) else str(term)
    if term.datatype.value == f"{_XSD}boolean":
        return term.value in ("true", "1")
    if term.datatype.value in _NUMBERS:
        number = float(term.value)
        if not math.isfinite(number):
            return term.value
        return int(term.value) if re.fullmatch(r"[+-]?\d+", term.value) else number
    return term.value
