"""``kgraph entities rename``: an entity gets another name."""

from __future__ import annotations

import click

import kgraph
from kgraph.cli.deciding import Deciding, decision_options


@click.command("rename")
@click.argument("entity", metavar="ENTITY")
@click.argument("name", metavar="NAME")
@decision_options
def command(deciding: Deciding, entity: str, name: str) -> None:
    """Give an entity another name; the former one becomes an alias."""
    deciding.tell(kgraph.rename(deciding.store, entity, name, **deciding.circumstances))
