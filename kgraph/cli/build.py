"""``kgraph build``: read articles into a store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.options import json_option, ledger_option, reader_options, store_option, traceback_option
from kgraph.cli.output import Progress, say

if TYPE_CHECKING:
    from kgraph.errors import InputError
    from kgraph.pipeline import Report
    from kgraph.types import Article

SKIPPED = 3
_UNDATED_LINES = 3  # more articles without a date than these are told in one line


@click.command("build")
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@store_option
@click.option(
    "--metadata",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A CSV with the columns path, title, publisher, published, url, for files that do not say these themselves."
    " Without it every metadata.csv in a folder that is read is used.",
)
@reader_options(
    model="An installed spaCy pipeline to read with, instead of kgraph's own.",
    actors="A Turtle file of further actors and names, in the terms of ontologies/actors.ttl; may be given again.",
    frames="A folder of further frames of events, as docs/frames.md explains them; may be given again.",
)
@ledger_option
@click.option("--base", metavar="IRI", help="The IRI that the data of a new store stand under; ends in / or #.")
@json_option
@traceback_option
@click.pass_context
def command(context: click.Context, /, paths: tuple[str, ...], store: Path, as_json: bool, **settings: Any) -> None:
    """Read articles into a store.

    PATHS are files (.txt .md .html .json .jsonl .csv ...), folders, which are searched, and - for standard input.
    An article that is stored already and has not changed is not read again; an edited file takes the place of its
    older version. Inputs that cannot be read are named on standard error and skipped.

    Exit status: 0 all inputs were read; 3 articles were built, but something was skipped; 1 nothing was built.
    """
    from kgraph.pipeline import build

    progress, problems = Progress(), Problems()

    def on_problem(problem: InputError) -> None:
        progress.clear()
        problems.tell(problem)

    def on_progress(number: int, article: Article) -> None:
        progress.show(f"reading {number}: {article.path}")

    try:
        # The other options are called what the arguments of build are called.
        report = build(paths, store=store, on_problem=on_problem, on_progress=on_progress, **settings)
    finally:
        progress.clear()
        problems.finish()
    click.echo(_as_json(report) if as_json else _summary(report, store))
    if report.read == 0:
        say("nothing was built: no article could be read", kind="error")
        context.exit(1)
    context.exit(SKIPPED if report.errors else 0)


class Problems:
    """Tells each problem in one line; articles without a date in one line together where they are many."""

    def __init__(self) -> None:
        self.undated: list[InputError] = []

    def tell(self, problem: InputError) -> None:
        """Print a problem, now or at the end."""
        from kgraph.errors import UndatedWarning

        if isinstance(problem, UndatedWarning):
            self.undated.append(problem)
        else:
            say(str(problem), kind=problem.severity)

    def finish(self) -> None:
        """Print what was kept for the end."""
        if len(self.undated) <= _UNDATED_LINES:
            for problem in self.undated:
                say(str(problem), kind="warning")
            return
        message = "have no publication date, so words such as 'yesterday' in them stay undated"
        say(f"{len(self.undated)} articles {message}; give dates with --metadata FILE.csv", kind="warning")


def _summary(report: Report, store: Path) -> str:
    parts = [f"{report.new} new", f"{report.changed} changed", f"{report.unchanged} unchanged"]
    if report.replaced:
        parts.append(f"{report.replaced} older versions taken out")
    if report.read == 0:
        return "read no articles"
    holds = (
        f"{_count(report.articles, 'article')}, {_count(report.claims, 'claim')}, {_count(report.entities, 'entity')}"
    )
    return f"read {_count(report.read, 'article')}: {', '.join(parts)}\n{store} holds {holds}"


def _count(number: int, word: str) -> str:
    plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{number:,} {word if number == 1 else plural}"


def _as_json(report: Report) -> str:
    counts = {
        name: getattr(report, name)
        for name in ("read", "new", "changed", "unchanged", "replaced", "articles", "claims", "entities")
    }
    problems = [{"severity": p.severity, "message": str(p)} for p in report.problems]
    return json.dumps({**counts, "problems": problems}, ensure_ascii=False, indent=1)
