"""``kgraph query``: ask the store a question in SPARQL, or a stock question by its name."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

import click

from kgraph.cli.options import store_option, traceback_option
from kgraph.cli.output import table, width


@click.command("query")
@click.argument("question", required=False, metavar="[SPARQL|NAME]")
@click.option("--file", "-f", type=click.File(encoding="utf-8"), metavar="FILE.rq", help="Read the query from a file.")
@click.option("--list", "listing", is_flag=True, help="List the stock questions.")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True,
    help="How to print the answer.",
)  # fmt: skip
@store_option
@traceback_option
def command(question: str | None, file: TextIO | None, listing: bool, form: str, store: Path) -> None:
    """Ask the store a question: a SPARQL query, or a stock question by its name.

    The query may be - to read it from standard input. The usual prefixes (kg: plover: prov: oa: rdfs: skos: owl: xsd:
    wd:) need not be declared, and every graph is searched. Queries only read.
    """
    from kgraph.query import stock_questions

    if listing:
        click.echo(table(("name", "question"), ((q.name, q.title) for q in stock_questions())))
        return
    if (question is None) == (file is None):
        raise click.UsageError("give a SPARQL query, the name of a stock question (--list shows them) or --file")
    from kgraph.api import open
    from kgraph.query import write

    text = _given(question or "", file)
    with open(store) as graph:
        click.echo(write(graph.ask(text), form, width=width()), nl=False)


def _given(question: str, file: TextIO | None) -> str:
    """The question itself, or what the file or standard input holds."""
    source = sys.stdin if file is None and question == "-" else file
    if source is None:
        return question
    try:
        return source.read()
    except UnicodeError as error:
        from kgraph.errors import QueryError

        raise QueryError(f"{source.name}: is not UTF-8 text; save the query as UTF-8") from error
