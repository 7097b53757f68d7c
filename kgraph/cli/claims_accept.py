"""``kgraph claims accept``: claims that were rightly read."""

from __future__ import annotations

import click

import kgraph
from kgraph.cli.deciding import Deciding, decision_options


@click.command("accept")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@decision_options
def command(deciding: Deciding, claims: tuple[str, ...]) -> None:
    """Mark claims as rightly read; for those that were rejected this lifts the rejection."""
    deciding.tell(kgraph.accept(deciding.store, *claims, **deciding.circumstances))
