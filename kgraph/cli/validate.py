"""``kgraph validate``: check the store against the shapes of the ontology."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.options import store_option, traceback_option
from kgraph.cli.output import say


@click.command("validate")
@store_option
@traceback_option
@click.pass_context
def command(context: click.Context, store: Path) -> None:
    """Check that everything in the store keeps to the ontology's shapes and that every quotation stands in its article.

    Each thing that does not is printed on a line of its own, and the exit status is 1.
    """
    from kgraph.api import open
    from kgraph.export.text import terminal_text
    from kgraph.store.validate import validate

    with open(store) as graph:
        articles = {article.id: article.path for article in graph.articles()}
        found = validate(graph.dataset)
    for violation in found:
        place = articles.get(violation.article or "", "derived")
        click.echo(terminal_text(f"{place}: {violation.focus} {violation.path}: {violation.message}"))
    if found:
        say(f"{len(found)} things in {store} break the ontology's shapes; build the articles again", kind="error")
        context.exit(1)
    click.echo(f"{store}: {len(articles)} articles, all in order")
