"""``kgraph claims reject``: claims that were wrongly read."""

from __future__ import annotations

import click

import kgraph
from kgraph.cli.deciding import Deciding, decision_options


@click.command("reject")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@decision_options
def command(deciding: Deciding, claims: tuple[str, ...]) -> None:
    """Mark claims as wrongly read: they are kept, and left out of answers, edges, the page and exports.

    CLAIM is an id or the beginning of one. `kgraph claims accept` and `kgraph entities undo` bring a claim back.
    """
    deciding.tell(kgraph.reject(deciding.store, *claims, **deciding.circumstances))
