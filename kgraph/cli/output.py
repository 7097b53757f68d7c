"""What commands print besides their answers: one-line messages, progress and tables, safe for a terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Literal

import click

Kind = Literal["error", "warning", "note"]
_CLEAR = "\r\x1b[K"


def say(message: str, *, kind: Kind = "note") -> None:
    """One line on standard error, with nothing in it that a terminal would obey."""
    from kgraph.export.text import terminal_text

    mark = "" if kind == "note" else f"{kind}: "
    click.echo(f"kgraph: {mark}{terminal_text(message)}", err=True)


class Progress:
    """A line on standard error that says what is being done; nothing where that is no terminal."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()

    def show(self, text: str) -> None:
        """Put this text in place of the last."""
        if self.shown:
            from kgraph.export.text import terminal_text

            width = shutil.get_terminal_size().columns - 1
            sys.stderr.write(_CLEAR + terminal_text(text)[:width])
            sys.stderr.flush()

    def clear(self) -> None:
        """Leave the line empty."""
        if self.shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A plain table, as wide as its cells; texts on one line each."""
    from tabulate import tabulate

    from kgraph.export.text import terminal_text

    cells = [[terminal_text(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    right = ["right" if any(_number(row[i]) for row in cells) else "left" for i in range(len(headers))]
    text = tabulate(cells, headers=headers, disable_numparse=True, colalign=right if cells else None)
    return "\n".join(line.rstrip() for line in text.splitlines())


def _number(cell: object) -> bool:
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def width() -> int | None:
    """Columns for a table: the terminal's, or those that COLUMNS asks for; None, as wide as need be, for a file."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS"):
        return shutil.get_terminal_size().columns
    return None
