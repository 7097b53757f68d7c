"""``kgraph entities show``: one entity with every mention in its sentence, and the decisions that made it so."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.options import json_option, ledger_option, store_option, traceback_option


@click.command("show")
@click.argument("entity", metavar="ENTITY")
@ledger_option
@store_option
@json_option
@traceback_option
def command(entity: str, ledger: Path | None, store: Path, as_json: bool) -> None:
    """Show an entity: names, type, codes, posts, claims, every mention in its sentence, and what people decided of it.

    Each mention begins with its id, for `kgraph entities split --mention ID`.
    """
    from kgraph.api import open
    from kgraph.cli.listing import as_json as written
    from kgraph.cli.portrait import as_text, portrait
    from kgraph.deciding import lines

    book, _ = lines(store, ledger=ledger)
    with open(store) as graph:
        found = portrait(graph.dataset, entity, book)
        click.echo(written(found) if as_json else as_text(graph, found), nl=as_json)
