"""What commands that decide something print: the lines that were added, and what looks odd."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kgraph.cli.output import say
from kgraph.export.text import terminal_text

if TYPE_CHECKING:
    from kgraph.deciding import Decided


def tell(decided: Decided, *, as_json: bool) -> None:
    """Print what was decided on standard output, one line each, and warnings on standard error."""
    from kgraph.curate.ledger import line_of
    from kgraph.curate.sentences import sentence

    for warning in decided.warnings:
        say(warning, kind="warning")
    for problem in decided.problems:
        say(str(problem), kind=problem.severity)
    if as_json:
        rows = [{"id": entry.id, **json.loads(line_of(entry))} for entry in decided.entries]
        problems = [{"severity": p.severity, "message": str(p)} for p in decided.problems]
        told = {"lines": rows, "warnings": list(decided.warnings), "problems": problems, "counting": decided.counting}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for entry in decided.entries:
        click.echo(f"{entry.id}  {terminal_text(sentence(entry))}")
