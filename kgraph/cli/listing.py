"""Lists of records as a table for the terminal, CSV or JSON: what `entities list` and `claims list` print."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import click

from kgraph.cli.output import table

F = TypeVar("F", bound=Callable[..., Any])
Row = Mapping[str, Any]


def format_option(function: F) -> F:
    """``--format``: for people, spreadsheets or programs."""
    return click.option(
        "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True,
        help="How to print the list.",
    )(function)  # fmt: skip


def types_among(given: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """The known types that were given, in any case; a wrong one is an error of usage, not an empty list."""
    by_name = {name.casefold(): name for name in known}
    for name in given:
        if name.casefold() not in by_name:
            raise click.BadParameter(f"{name!r} is no type: one of {', '.join(sorted(by_name.values()))}")
    return frozenset(by_name[name.casefold()] for name in given)


def listed(rows: Sequence[Row], columns: Sequence[str], form: str) -> str:
    """The rows in a format of ``format_option``, ending without a newline; JSON holds every field of a row."""
    from kgraph.export.jsonl import json_text
    from kgraph.export.text import cell_text

    if form == "json":
        return "[" + ",\n ".join(json_text(dict(row)) for row in rows) + "]"
    if form == "csv":
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_csv_cell(column, row[column], cell_text) for column in columns] for row in rows)
        return out.getvalue().rstrip("\n")
    if not rows:
        return "nothing found"
    return table(columns, ([_cell(row[column]) for column in columns] for row in rows))


def _cell(value: Any) -> object:
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    return "" if value is None else value


def _csv_cell(column: str, value: Any, safe: Callable[[str], str]) -> str:
    text = str(_cell(value))
    return text if isinstance(value, (int, float)) or (column == "polarity" and text in "+-") else safe(text)


def as_json(value: Any) -> str:
    """Any value as JSON that people can read, too."""
    return json.dumps(value, ensure_ascii=False, indent=1)
