"""``kgraph explain``: which rule made a claim and why, or what each rule saw in a sentence and what blocked it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import click

from kgraph.cli.options import json_option, reader_options, store_option, traceback_option

TYPES = (
    "TroopClaim", "ArmsClaim", "TreatyClaim", "ClauseClaim", "AttackClaim", "MeetingClaim", "EventClaim", "Statement",
    "Attribution", "Role", "Affiliation",
)  # fmt: skip


@click.command("explain")
@click.argument("name", metavar="[ID]", required=False)
@store_option
@click.option(
    "--why-not",
    "sentence",
    metavar="SENTENCE",
    help="A sentence instead of a claim: the claims made of it, and for each rule that met a word of it what blocked it.",
)
@click.option(
    "--type",
    "type_",
    type=click.Choice(TYPES),
    help="With --why-not: only claims and rules of this type.",
    metavar="TYPE",
)
@click.option("--parse", is_flag=True, help="With --why-not: print the parse, too.")
@reader_options(
    model="The spaCy pipeline to read with; by default the one that read the claim.",
    actors="A Turtle file of further actors, as the store was built with; may be given again.",
    frames="A folder of further frames, as the store was built with; may be given again.",
)
@json_option
@traceback_option
def command(
    name: str | None,
    store: Path,
    sentence: str | None,
    type_: str | None,
    parse: bool,
    model: str | None,
    actors: tuple[Path, ...],
    frames: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Show which rules made a claim and why, or what blocked them in a sentence.

    ID is a claim's id or the beginning of it. Its article is read again, with the rules watched: the rule and what it
    reads, the words in each role, the guards that they passed, the words that settled polarity, certainty and phase,
    and who says so by which rule.

    With --why-not SENTENCE no store is needed. The TYPES are the claim types, and Attribution, Role and Affiliation;
    rules of the last two look at every name and are told only where they are asked for.
    """
    if (name is None) == (sentence is None):
        raise click.UsageError("give the id of a claim, or --why-not and a sentence in quotation marks")
    if sentence is None and (type_ or parse):
        raise click.UsageError("--type and --parse go with --why-not")
    if sentence is not None:
        click.echo(_sentence(sentence, type_, parse, Readers(model, actors, frames), as_json), nl=False)
    elif name is not None:
        click.echo(_claim(name, store, Readers(model, actors, frames), as_json), nl=False)


class Readers(NamedTuple):
    """What articles are read with."""

    model: str | None
    actors: tuple[Path, ...]
    frames: tuple[Path, ...]


def _sentence(sentence: str, type_: str | None, parse: bool, by: Readers, as_json: bool) -> str:
    from kgraph.explain import explain_sentence
    from kgraph.explain.record import sentence_record
    from kgraph.explain.text import sentence_text
    from kgraph.pipeline import Reader

    if not sentence.strip():
        raise click.UsageError("--why-not was given no words: put the sentence in quotation marks")
    reader = Reader(model=by.model, actors=by.actors, frames=by.frames)
    told = explain_sentence(sentence, reader, type_=type_, frames=by.frames)
    return _json(sentence_record(told)) if as_json else sentence_text(told, parse=parse)


def _claim(name: str, store: Path, by: Readers, as_json: bool) -> str:
    from kgraph.api import open
    from kgraph.explain.record import claim_record
    from kgraph.explain.text import claim_text

    with open(store) as graph:
        told, note = graph.explain_claim(name, model=by.model, actors=by.actors, frames=by.frames)
    return _json(claim_record(told, note=note)) if as_json else claim_text(told, note=note)


def _json(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
