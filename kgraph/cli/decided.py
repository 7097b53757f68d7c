"""What commands that decide something print: the lines that were added, and what looks odd."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kgraph.cli.output import say
from kgraph.export.text import terminal_text

if TYPE_CHECKING:
    from kgraph.curate.decisions import Entry
    from kgraph.deciding import Decided


def tell(decided: Decided, *, as_json: bool) -> None:
    """Print what was decided on standard output, one line each, and warnings on standard error."""
    from kgraph.curate.ledger import line_of

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


def sentence(entry: Entry) -> str:
    """A decision in words."""
    from kgraph.curate.decisions import Link, Merge, Rename, Retype, Split, Undo, Verdict

    decision = entry.decision
    match decision:
        case Merge():
            first, *others = decision.entities
            return f"merged {' and '.join(map(str, others))} into {first}"
        case Split():
            return (
                f"split {', '.join(_chosen(s) for s in decision.mentions)} of {decision.entity} off as {decision.into}"
            )
        case Rename():
            return f"renamed {decision.entity} {decision.name!r}"
        case Retype():
            more = [
                f"{word} {value}"
                for word, value in (("country", decision.country), ("sector", decision.sector))
                if value
            ]
            return ", ".join([f"made {decision.entity} a {decision.type}", *more])
        case Link():
            return f"linked {decision.entity} to {decision.wikidata or 'no item of Wikidata'}"
        case Verdict():
            return f"{decision.review} {decision.claim.id}: {decision.claim.quote or ''}"
        case Undo():
            return f"undid {decision.line}"


def _chosen(selector: object) -> str:
    from kgraph.curate.decisions import Selector

    assert isinstance(selector, Selector)
    if selector.start is not None:
        return (
            f"{selector.text!r} at {(selector.article or '').removeprefix('article/')}@{selector.start}-{selector.end}"
        )
    return f"every {selector.name!r}" if selector.name is not None else f"all in {selector.article}"
