"""``kgraph entities link``: which item of Wikidata an entity is."""

from __future__ import annotations

import click

import kgraph
from kgraph.cli.deciding import Deciding, decision_options


@click.command("link")
@click.argument("entity", metavar="ENTITY")
@click.argument("item", required=False, metavar="[QID]")
@click.option("--none", "none", is_flag=True, help="It is no item of Wikidata.")
@decision_options
def command(deciding: Deciding, entity: str, item: str | None, none: bool) -> None:
    """Say which item of Wikidata an entity is (Q423), or by --none that it is none."""
    if (item is None) != none:
        raise click.UsageError("give either an identifier such as Q423 or --none")
    deciding.tell(kgraph.link(deciding.store, entity, item, **deciding.circumstances))
