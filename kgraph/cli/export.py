"""``kgraph export``: the store as files for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.options import store_option, traceback_option
from kgraph.cli.output import table


@click.command("export")
@click.argument("names", nargs=-1, metavar="NAMES...")
@click.option("--format", "form", metavar="FORMAT", help="The format where a name does not tell it, as for -.")
@click.option("--list", "listing", is_flag=True, help="List the formats.")
@click.option("--rejected", is_flag=True, help="Also write the claims that were rejected by `kgraph claims reject`.")
@store_option
@traceback_option
def command(names: tuple[str, ...], form: str | None, listing: bool, rejected: bool, store: Path) -> None:
    """Write the graph to files; the name of each says what it holds.

    claims.jsonl, entities.csv, north-quotes.csv, all.ttl, graph.gexf: --list shows every format. The name - is
    standard output and needs --format. A file that is there is replaced, and only by a whole one.
    """
    from kgraph.api import open
    from kgraph.export import formats, unit_of

    if listing:
        click.echo(table(("name", "holds"), formats().items()))
        return
    if not names:
        raise click.UsageError("name at least one file to write, such as claims.jsonl (--list shows the formats)")
    with open(store) as graph:
        for name in names:
            count = graph.export(name, format=form, rejected=rejected)
            if name != "-":
                unit = unit_of(form or Path(name).name)
                click.echo(f"wrote {name}: {count:,} {unit}{'' if count == 1 else 's'}")
