"""``kgraph articles``: what the store was built from."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kgraph.cli.options import json_option, store_option, traceback_option
from kgraph.cli.output import table


@click.command("articles")
@store_option
@json_option
@traceback_option
def command(store: Path, as_json: bool) -> None:
    """List the articles in the store, with their dates, and how many claims each makes."""
    from kgraph.api import open

    with open(store) as graph:
        rows = [
            {
                "id": e.article.id,
                "published": e.article.published.isoformat() if e.article.published else None,
                "publisher": e.article.publisher,
                "title": e.article.title,
                "path": e.article.path,
                "url": e.article.url,
                "claims": sum(claim.review != "rejected" for claim in e.claims),
            }
            for e in graph.dataset.extractions()
        ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        shown = ("published", "publisher", "title", "claims", "path", "id")
        cells = [[row[name] if row[name] is not None else "" for name in shown] for row in rows]
        click.echo(table(shown, cells) if cells else "nothing found")
