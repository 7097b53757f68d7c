"""``kgraph entities merge``: several entities are one."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.options import decision_options


@click.command("merge")
@click.argument("entities", nargs=-1, required=True, metavar="ENTITY OTHER...")
@decision_options
def command(
    entities: tuple[str, ...],
    why: str | None,
    who: str | None,
    ledger: Path | None,
    store: Path,
    as_json: bool,
) -> None:
    """Make entities one: the first, which keeps its id and name; the names of the others become aliases.

    This also beats what later builds would find. To merge what looks like two different things is allowed, and
    warned of: kgraph entities merge "Volodymyr Zelensky" "Zelenskyy"
    """
    if len(entities) < 2:
        raise click.UsageError("name two or more entities, the one that they are to be first")
    from kgraph.cli.decided import tell
    from kgraph.curating import merge

    tell(merge(store, *entities, who=who, why=why, ledger=ledger), as_json=as_json)
