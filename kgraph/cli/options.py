"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_STORE = Path("kgraph.db")


def store_option(function: F) -> F:
    """``--store DIR``: where the graph is kept."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path),
        default=DEFAULT_STORE,
        show_default=True,
        envvar="KGRAPH_STORE",
        show_envvar=True,
        metavar="DIR",
        help="The folder of the store.",
    )(function)


def json_option(function: F) -> F:
    """``--json``: for programs."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs to read.")(function)


def ledger_option(function: F) -> F:
    """``--ledger FILE``: where people's decisions are kept."""
    return click.option(
        "--ledger",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The file of people's decisions (docs/curation.md); by default that of last time, else ledger.jsonl in"
        " the store's folder.",
    )(function)


def reader_options(*, model: str, actors: str, frames: str) -> Callable[[F], F]:
    """``--model``, ``--actors`` and ``--frames``: what articles are read with, each with its help."""
    folder_or_file = click.Path(path_type=Path)

    def options(function: F) -> F:
        for option in (
            click.option("--frames", type=folder_or_file, multiple=True, metavar="DIR", help=frames),
            click.option("--actors", type=folder_or_file, multiple=True, metavar="FILE", help=actors),
            click.option("--model", metavar="NAME", help=model),
        ):
            function = option(function)
        return function

    return options


def traceback_option(function: F) -> F:
    """``--traceback``: show where an error comes from."""

    def keep(context: click.Context, parameter: click.Parameter, value: bool) -> None:
        if value:
            context.ensure_object(dict)["traceback"] = True

    return click.option(
        "--traceback",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=keep,
        help="On failure show where in the program.",
    )(function)
