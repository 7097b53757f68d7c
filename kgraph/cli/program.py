"""The program: finds commands by name, and turns errors into one line and an exit status."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from kgraph import __version__
from kgraph.cli.commands import Commands
from kgraph.cli.output import say

COMMANDS = {
    "build": "build",
    "articles": "articles",
    "query": "query",
    "show": "show",
    "explain": "explain",
    "analyse": "analyse",
    "view": "view",
    "serve": "serve",
    "export": "export",
    "entities": "entities",
    "claims": "claims",
    "validate": "validate",
    "version": "version",
}
"""Command name to module, in the order in which people meet them."""
INTERRUPTED = 130
BROKEN_PIPE = 141


class Program(Commands):
    """The group of all commands."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; whoever reads its output may stop at any time."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            # What is still buffered goes nowhere, quietly.
            _drop_output()
            ctx.exit(BROKEN_PIPE)


@click.group(cls=Program, modules=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kgraph", message="%(prog)s %(version)s")
def program() -> None:
    """News articles in, an attributed knowledge graph of world politics out.

    Everything a newspaper prints is somebody's claim: kgraph keeps who said it, how sure they were and where it
    stands in print. Start with `kgraph build ARTICLES`, then ask, draw and export.

    Every command keeps to these exit statuses: 0 done, 1 failed (one line says why), 2 wrong usage, 130 interrupted.
    `build` adds 3: built, but some inputs were skipped.
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program with these arguments, the process's own by default, and exit."""
    _prepare_streams()
    settings: dict[str, bool] = {}
    try:
        status = program.main(arguments, prog_name="kgraph", standalone_mode=False, obj=settings)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        say("interrupted", kind="error")
        sys.exit(INTERRUPTED)
    except Exception as error:
        if settings.get("traceback"):
            raise
        _explain(error)
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)


def _drop_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _explain(error: Exception) -> None:
    from kgraph.errors import KgraphError

    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        _drop_output()  # or the interpreter would complain of it again
        error = KgraphError(f"cannot write {error.filename or 'the output'}: the disk is full; make room and try again")
    if isinstance(error, KgraphError):
        say(str(error), kind="error")
    else:
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        say(f"something went wrong inside kgraph ({what}); --traceback shows where", kind="error")


def _prepare_streams() -> None:
    """Files and pipes carry UTF-8 whatever the locale; a terminal that lacks a character shows another."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
