"""``kgraph entities type``: what an entity is, and whose."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.options import decision_options


@click.command("type")
@click.argument("entity", metavar="ENTITY")
@click.argument("type_", metavar="TYPE")
@click.option("--country", metavar="ISO3", help="The state that it belongs to, by its ISO 3166 alpha-3 code.")
@click.option("--sector", metavar="SECTOR", help="Its PLOVER sector, such as GOV, MIL or REB.")
@decision_options
def command(
    entity: str,
    type_: str,
    country: str | None,
    sector: str | None,
    why: str | None,
    who: str | None,
    ledger: Path | None,
    store: Path,
    as_json: bool,
) -> None:
    """Say of what type an entity is: State, Ministry, Official, ArmedGroup, Place ... (a wrong one lists them all)."""
    from kgraph.cli.decided import tell
    from kgraph.curating import retype

    decided = retype(store, entity, type_, country=country, sector=sector, who=who, why=why, ledger=ledger)
    tell(decided, as_json=as_json)
