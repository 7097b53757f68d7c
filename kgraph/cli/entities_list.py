"""``kgraph entities list``: who is in the graph."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

import click

from kgraph.cli.listing import format_option, listed, types_among
from kgraph.cli.options import store_option, traceback_option

COLUMNS = ("mentions", "type", "name", "country", "id")
SORTS = ("mentions", "name", "type", "id")


@click.command("list")
@click.option(
    "--type", "types", multiple=True, metavar="TYPE", help="Only this type or those below it; may be repeated."
)
@click.option("--like", metavar="TEXT", help="Only those with this text in their name, an alias or the id.")
@click.option("--sort", type=click.Choice(SORTS), default="mentions", show_default=True, help="By what to sort.")
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Only the first N.")
@format_option
@store_option
@traceback_option
def command(types: tuple[str, ...], like: str | None, sort: str, top: int | None, form: str, store: Path) -> None:
    """List the actors, places and treaties, most mentioned first."""
    from kgraph.api import open
    from kgraph.ids import fold
    from kgraph.store.classes import ENTITY_TYPES, with_above

    above = {name: frozenset(cls.removeprefix("kg:") for cls in with_above(name)) for name in ENTITY_TYPES}
    wanted = types_among(types, chain.from_iterable(above.values()))
    with open(store) as graph:
        entities = list(graph.entities().values())
    text = fold(like) if like else ""
    rows = [
        {
            "id": e.id, "type": e.type, "name": e.name, "aliases": list(e.aliases), "country": e.country,
            "sector": e.sector, "wikidata": e.wikidata, "mentions": e.mentions, "articles": len(e.articles),
        }
        for e in entities
        if (not types or wanted & above[e.type])
        and (not like or like in e.id or any(text in fold(n) for n in (e.name, *e.aliases)))
    ]  # fmt: skip

    def order(row: dict[str, Any]) -> tuple[Any, ...]:
        first = -row["mentions"] if sort == "mentions" else row[sort].casefold()
        return (first, row["name"].casefold(), row["id"])

    click.echo(listed(sorted(rows, key=order)[:top], COLUMNS, form))
