"""``kgraph analyse``: measures of the actor graph."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.options import json_option, store_option, traceback_option
from kgraph.cli.output import table

if TYPE_CHECKING:
    from kgraph.analyse.measures import ActorRow, Analysis, PairRow

LONGEST_NAME = 60


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
    names = {actor.id: _short(actor.name) for actor in analysis.actors}
    groups = [community for community in analysis.communities if community.size > 1]
    uneven = [triad for triad in analysis.triads if not triad.balanced]
    yield _titled(
        "Central actors",
        ("actor", "type", "ties", "claims", "PageRank", "betweenness", "community", "balance"),
        [
            (
                _short(a.name),
                a.type,
                a.degree,
                a.claims,
                f"{a.pagerank:.3f}",
                f"{a.betweenness:.3f}",
                a.community,
                _sign(a),
            )
            for a in analysis.actors
        ],
        top,
    )
    yield _titled(
        "Closest pairs",
        ("actor", "and", "claims", "cooperation", "conflict", "denied", "balance"),
        [
            (_short(p.a_name), _short(p.b_name), p.claims, p.cooperation, p.conflict, p.denied, _sign(p))
            for p in analysis.pairs
        ],
        top,
    )
    yield _titled(
        "Communities",
        ("number", "size", "foremost members"),
        [(c.number, c.size, ", ".join(names.get(m, _short(m)) for m in c.members[:6])) for c in groups],
        top,
    )
    yield _titled(
        "Bridges: the only tie between two parts",
        ("actor", "and", "claims"),
        [(_short(b.a_name), _short(b.b_name), b.claims) for b in analysis.bridges],
        top,
    )
    yield _titled(
        "Unbalanced triads",
        ("first", "second", "third", "1-2 1-3 2-3"),
        [(*map(_short, t.names), "   ".join("+" if sign > 0 else "-" for sign in t.signs)) for t in uneven],
        top,
    )


def _short(name: str) -> str:
    """The name, cut where it is longer than any table needs; --json has it whole."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _titled(title: str, headers: Sequence[str], rows: Sequence[Sequence[object]], top: int) -> str:
    """A table of the first rows, under its title."""
    if not rows:
        return f"{title}: none"
    more = f" ({top} of {len(rows)})" if len(rows) > top else ""
    return f"{title}{more}\n{table(headers, rows[:top])}"


def _sign(row: ActorRow | PairRow) -> str:
    return "" if row.balance is None else f"{row.balance:+.2f}"
