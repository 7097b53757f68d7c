"""What commands that decide something take and print: who decides, why and where; the lines added, and what looks odd."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.options import json_option, ledger_option, store_option, traceback_option
from kgraph.cli.output import say
from kgraph.export.text import terminal_text

if TYPE_CHECKING:
    from kgraph.curating import Circumstances
    from kgraph.deciding import Decided


@dataclass(frozen=True, slots=True)
class Deciding:
    """What every deciding command is told besides the decision itself."""

    store: Path
    ledger: Path | None
    who: str | None
    why: str | None
    as_json: bool

    @property
    def circumstances(self) -> Circumstances:
        """The arguments that every function of ``kgraph.curating`` takes."""
        return {"who": self.who, "why": self.why, "ledger": self.ledger}

    def tell(self, decided: Decided) -> None:
        """Print what was decided in the form that was asked for."""
        tell(decided, as_json=self.as_json)


def decision_options(function: Callable[..., None]) -> Callable[..., None]:
    """``--why``, ``--who``, ledger, store, JSON and traceback; the command gets them as one ``Deciding``, first."""

    @wraps(function)
    def command(
        *, store: Path, ledger: Path | None, who: str | None, why: str | None, as_json: bool, **own: Any
    ) -> None:
        function(Deciding(store, ledger, who, why, as_json), **own)

    for option in (
        traceback_option,
        json_option,
        store_option,
        ledger_option,
        click.option(
            "--who", envvar="KGRAPH_WHO", show_envvar=True, metavar="NAME", help="Who decides, for the ledger."
        ),
        click.option("--why", metavar="TEXT", help="The reason, for those who read the ledger later."),
    ):
        command = option(command)
    return command


def tell(decided: Decided, *, as_json: bool) -> None:
    """Print what was decided on standard output, one line each, and warnings on standard error."""
    from kgraph.curate.ledger import line_of
    from kgraph.curate.sentences import sentence

    for warning in decided.warnings:
        say(warning, kind="warning")
    for problem in decided.problems:
        say(str(problem), kind=problem.severity)
    if as_json:
        rows = [{"id": entry.id, **json.loads(line_of(entry))} for entry in decided.entries]
        problems = [{"severity": p.severity, "message": str(p)} for p in decided.problems]
        told = {"lines": rows, "warnings": list(decided.warnings), "problems": problems, "counting": decided.counting}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for entry in decided.entries:
        click.echo(f"{entry.id}  {terminal_text(sentence(entry))}")
