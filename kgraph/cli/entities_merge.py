"""``kgraph entities merge``: several entities are one."""

from __future__ import annotations

import click

import kgraph
from kgraph.cli.deciding import Deciding, decision_options


@click.command("merge")
@click.argument("entities", nargs=-1, required=True, metavar="ENTITY OTHER...")
@decision_options
def command(deciding: Deciding, entities: tuple[str, ...]) -> None:
    """Make entities one: the first, which keeps its id and name; the names of the others become aliases.

    This also beats what later builds would find. To merge what looks like two different things is allowed, and
    warned of: kgraph entities merge "Volodymyr Zelensky" "Zelenskyy"
    """
    if len(entities) < 2:
        raise click.UsageError("name two or more entities, the one that they are to be first")
    deciding.tell(kgraph.merge(deciding.store, *entities, **deciding.circumstances))
