"""``kgraph claims reject``: claims that were wrongly read."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.options import decision_options


@click.command("reject")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@decision_options
def command(
    claims: tuple[str, ...], why: str | None, who: str | None, ledger: Path | None, store: Path, as_json: bool
) -> None:
    """Mark claims as wrongly read: they are kept, and left out of answers, edges, the page and exports.

    CLAIM is an id or the beginning of one. `kgraph claims accept` and `kgraph entities undo` bring a claim back.
    """
    from kgraph.cli.decided import tell
    from kgraph.curating import reject

    tell(reject(store, *claims, who=who, why=why, ledger=ledger), as_json=as_json)
