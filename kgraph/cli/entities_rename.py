"""``kgraph entities rename``: an entity gets another name."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.options import decision_options


@click.command("rename")
@click.argument("entity", metavar="ENTITY")
@click.argument("name", metavar="NAME")
@decision_options
def command(
    entity: str, name: str, why: str | None, who: str | None, ledger: Path | None, store: Path, as_json: bool
) -> None:
    """Give an entity another name; the former one becomes an alias."""
    from kgraph.cli.decided import tell
    from kgraph.curating import rename

    tell(rename(store, entity, name, who=who, why=why, ledger=ledger), as_json=as_json)
