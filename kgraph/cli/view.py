"""``kgraph view``: the graph as one page."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.options import store_option, traceback_option


@click.command("view")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("graph.html"), show_default=True, metavar="FILE",
    help="The page to write; - for standard output.",
)  # fmt: skip
@click.option("--title", default="Knowledge graph", show_default=True, help="The title of the page.")
@store_option
@traceback_option
def command(output: Path, title: str, store: Path) -> None:
    """Draw the graph as one page that opens in any browser and loads nothing from the network."""
    from kgraph.api import open
    from kgraph.export.atomic import atomic

    with open(store) as graph:
        page = graph.page(title=title)
    if str(output) == "-":
        click.echo(page, nl=False)
        return
    with atomic(output) as stream:
        stream.write(page.encode("utf-8"))
    click.echo(f"wrote {output}: open it in a browser")
