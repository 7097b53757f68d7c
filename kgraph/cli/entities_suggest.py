"""``kgraph entities suggest``: likely duplicates and odd entities, each with the command that would act."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from kgraph.cli.options import json_option, store_option, traceback_option
from kgraph.cli.output import table

DEFAULT_LIMIT = 30


@click.command("suggest")
@click.option(
    "--limit", type=click.IntRange(min=0), default=DEFAULT_LIMIT, show_default=True, metavar="N",
    help="How many to print, the surest first; 0 for all.",
)  # fmt: skip
@store_option
@json_option
@traceback_option
def command(limit: int, store: Path, as_json: bool) -> None:
    """Rank what may be one actor under two names, and what looks wrong: it is for you to decide.

    Nothing is changed. Each line gives a score from 0 to 1, the reason, and the command that acts on it.
    """
    from kgraph.api import open
    from kgraph.resolve.suggest import suggestions

    with open(store) as graph:
        data = graph.dataset
        found = suggestions(data.entities(), open_keys=data.open_keys(), types=data.name_types())
    shown = found[:limit] if limit else found
    if as_json:
        click.echo(json.dumps([asdict(s) for s in shown], ensure_ascii=False, indent=1))
        return
    rows = [(f"{s.score:.2f}", s.kind, " / ".join(s.names), s.reason, s.command) for s in shown]
    click.echo(table(("score", "kind", "entities", "reason", "command"), rows) if rows else "nothing found")
    if len(shown) < len(found):
        click.echo(f"{len(found) - len(shown)} more: kgraph entities suggest --limit 0", err=True)
