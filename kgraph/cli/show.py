"""``kgraph show``: everything about one claim or one entity."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.options import store_option, traceback_option


@click.command("show")
@click.argument("kind", type=click.Choice(["claim", "entity"]))
@click.argument("name", metavar="ID")
@store_option
@traceback_option
def command(kind: str, name: str, store: Path) -> None:
    """Show everything about one claim or entity, with the words in their sentence.

    A claim is named by its id or the beginning of it; an entity by its id or its name, in quotation marks where it
    has spaces: kgraph show entity "North Korea".
    """
    from kgraph.api import open

    with open(store) as graph:
        click.echo(graph.show_claim(name) if kind == "claim" else graph.show_entity(name), nl=False)
