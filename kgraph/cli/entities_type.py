"""``kgraph entities type``: what an entity is, and whose."""

from __future__ import annotations

import click

import kgraph
from kgraph.cli.deciding import Deciding, decision_options


@click.command("type")
@click.argument("entity", metavar="ENTITY")
@click.argument("type_", metavar="TYPE")
@click.option("--country", metavar="ISO3", help="The state that it belongs to, by its ISO 3166 alpha-3 code.")
@click.option("--sector", metavar="SECTOR", help="Its PLOVER sector, such as GOV, MIL or REB.")
@decision_options
def command(deciding: Deciding, entity: str, type_: str, country: str | None, sector: str | None) -> None:
    """Say of what type an entity is: State, Ministry, Official, ArmedGroup, Place ... (a wrong one lists them all)."""
    deciding.tell(
        kgraph.retype(deciding.store, entity, type_, country=country, sector=sector, **deciding.circumstances)
    )
