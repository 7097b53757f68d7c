"""``kgraph claims accept``: claims that were rightly read."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.options import decision_options


@click.command("accept")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@decision_options
def command(
    claims: tuple[str, ...], why: str | None, who: str | None, ledger: Path | None, store: Path, as_json: bool
) -> None:
    """Mark claims as rightly read; for those that were rejected this lifts the rejection."""
    from kgraph.cli.decided import tell
    from kgraph.curating import accept

    tell(accept(store, *claims, who=who, why=why, ledger=ledger), as_json=as_json)
