"""``kgraph entities link``: which item of Wikidata an entity is."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.options import decision_options


@click.command("link")
@click.argument("entity", metavar="ENTITY")
@click.argument("item", required=False, metavar="[QID]")
@click.option("--none", "none", is_flag=True, help="It is no item of Wikidata.")
@decision_options
def command(
    entity: str,
    item: str | None,
    none: bool,
    why: str | None,
    who: str | None,
    ledger: Path | None,
    store: Path,
    as_json: bool,
) -> None:
    """Say which item of Wikidata an entity is (Q423), or by --none that it is none."""
    if (item is None) != none:
        raise click.UsageError("give either an identifier such as Q423 or --none")
    from kgraph.cli.decided import tell
    from kgraph.curating import link

    tell(link(store, entity, item, who=who, why=why, ledger=ledger), as_json=as_json)
