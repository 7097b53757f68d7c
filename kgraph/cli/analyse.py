"""``kgraph analyse``: measures of the actor graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.options import json_option, store_option, traceback_option
from kgraph.cli.output import table

if TYPE_CHECKING:
    from kgraph.analyse.measures import Analysis


@click.command("analyse")
@click.option("--top", type=click.IntRange(min=1), default=15, show_default=True, help="How many rows of each table.")
@store_option
@json_option
@traceback_option
def command(top: int, store: Path, as_json: bool) -> None:
    """Measure the graph of actors: who is central, who sides with whom, what holds it together.

    Balance runs from -1 (only conflict is claimed) to 1 (only cooperation). With --json every row is printed.
    """
    from kgraph.analyse.measures import as_json as plain
    from kgraph.api import open

    with open(store) as graph:
        analysis = graph.analyse()
    if as_json:
        click.echo(json.dumps(plain(analysis), ensure_ascii=False, indent=1))
    else:
        click.echo("\n\n".join(_tables(analysis, top)))


def _tables(analysis: Analysis, top: int) -> Iterator[str]:
    actors = [
        (
            a.name,
            a.type,
            a.degree,
            a.claims,
            f"{a.pagerank:.3f}",
            f"{a.betweenness:.3f}",
            a.community,
            _share(a.balance),
        )
        for a in analysis.actors[:top]
    ]
    headers = ("actor", "type", "ties", "claims", "PageRank", "betweenness", "community", "balance")
    yield _titled("Central actors", headers, actors, len(analysis.actors))
    pairs = [
        (p.a_name, p.b_name, p.claims, p.cooperation, p.conflict, p.denied, _share(p.balance))
        for p in analysis.pairs[:top]
    ]
    headers = ("actor", "and", "claims", "cooperation", "conflict", "denied", "balance")
    yield _titled("Closest pairs", headers, pairs, len(analysis.pairs))
    names = {a.id: a.name for a in analysis.actors}
    groups = [c for c in analysis.communities if c.size > 1]
    rows = [(c.number, c.size, ", ".join(names.get(m, m) for m in c.members[:6])) for c in groups[:top]]
    yield _titled("Communities", ("number", "size", "foremost members"), rows, len(groups))
    bridges = [(b.a_name, b.b_name, b.claims) for b in analysis.bridges[:top]]
    yield _titled("Bridges: the only tie between two parts", ("actor", "and", "claims"), bridges, len(analysis.bridges))
    uneven = [t for t in analysis.triads if not t.balanced]
    triads = [(*t.names, " ".join("+" if s > 0 else "-" for s in t.signs)) for t in uneven[:top]]
    yield _titled("Unbalanced triads", ("first", "second", "third", "1-2 1-3 2-3"), triads, len(uneven))


def _titled(title: str, headers: tuple[str, ...], rows: list[tuple[object, ...]], total: int) -> str:
    if not rows:
        return f"{title}: none"
    more = f" ({len(rows)} of {total})" if total > len(rows) else ""
    return f"{title}{more}\n{table(headers, rows)}"


def _share(balance: float | None) -> str:
    return "" if balance is None else f"{balance:+.2f}"
