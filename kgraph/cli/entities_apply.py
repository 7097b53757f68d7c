"""``kgraph entities apply``: put the ledger into the graph after an edit by hand."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.options import json_option, ledger_option, store_option, traceback_option


@click.command("apply")
@ledger_option
@store_option
@json_option
@traceback_option
@click.pass_context
def command(context: click.Context, ledger: Path | None, store: Path, as_json: bool) -> None:
    """Put the ledger into the graph as it is now, after it was edited by hand or exchanged.

    Lines that are wrong are named and left out, and the exit status is 3; lines that find nothing to apply to are
    named and kept for later.
    """
    from kgraph.cli.build import SKIPPED
    from kgraph.cli.deciding import tell
    from kgraph.deciding import apply

    decided = apply(store, ledger=ledger)
    tell(decided, as_json=as_json)
    if not as_json:
        click.echo(f"{decided.counting} decision{'' if decided.counting == 1 else 's'} in {store}")
    context.exit(SKIPPED if any(p.severity == "error" for p in decided.problems) else 0)
