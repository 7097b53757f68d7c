"""``kgraph entities undo``: take a decision back, or list the decisions."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

import kgraph
from kgraph.cli.deciding import Deciding, decision_options
from kgraph.cli.output import say, table


@click.command("undo")
@click.argument("line", required=False, default="", metavar="[LINE]")
@click.option("--list", "listing", is_flag=True, help="List the lines of the ledger with their ids instead.")
@decision_options
def command(deciding: Deciding, line: str, listing: bool) -> None:
    """Take back the decision with this id, or the last one; decisions about claims, too.

    The line stays in the ledger, and another one says that it no longer counts. To undo an undo brings the decision
    back.
    """
    if listing:
        _list(deciding.store, deciding.ledger, as_json=deciding.as_json)
    else:
        deciding.tell(kgraph.undo(deciding.store, line, **deciding.circumstances))


def _list(store: Path, ledger: Path | None, *, as_json: bool) -> None:
    from kgraph.curate.sentences import sentence
    from kgraph.deciding import lines

    book, counting = lines(store, ledger=ledger)
    for problem in book.problems:
        say(str(problem), kind=problem.severity)
    rows = [
        {
            "line": entry.number, "id": entry.id, "counts": entry.number in counting,
            **asdict(entry.signed), "decision": sentence(entry),
        }
        for entry in book.entries
    ]  # fmt: skip
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif rows:
        shown = [{**row, "counts": "yes" if row["counts"] else ""} for row in rows]
        click.echo(table(list(rows[0]), ([str(v or "") for v in row.values()] for row in shown)))
    else:
        click.echo(f"no decisions in {book.path}")
