"""``kgraph claims list``: what is claimed, with the ids that decisions need."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from kgraph.cli.listing import format_option, listed, types_among
from kgraph.cli.options import store_option, traceback_option

COLUMNS = ("id", "type", "polarity", "review", "source", "quotation")


@click.command("list")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only this type; may be given again.")
@click.option("--like", metavar="TEXT", help="Only those with this text in their words.")
@click.option("--entity", metavar="ENTITY", help="Only those that this entity makes or is in.")
@click.option("--article", metavar="ID", help="Only those of this article.")
@click.option(
    "--review", type=click.Choice(["accepted", "rejected", "none"]), help="Only those that were decided on so."
)
@format_option
@store_option
@traceback_option
def command(
    types: tuple[str, ...],
    like: str | None,
    entity: str | None,
    article: str | None,
    review: str | None,
    form: str,
    store: Path,
) -> None:
    """List the claims, rejected ones too, article by article in the order of the text."""
    from kgraph.api import open
    from kgraph.errors import NotFound
    from kgraph.types import ClaimType

    wanted = types_among(types, get_args(ClaimType))
    beginning = article and f"article/{article.removeprefix('article/')}"
    with open(store) as graph:
        if beginning and not any(a.id.startswith(beginning) for a in graph.articles()):
            raise NotFound(f"no article has the id {article!r}: `kgraph articles` lists them")
        names = {id: e.name for id, e in graph.entities().items()}
        who = graph.dataset.entity(entity).id if entity else None
        claims = list(graph.claims(rejected=True))
    rows = []
    for claim in claims:
        chain = [names.get(s.mention.entity or "", s.mention.text) for s in claim.sources]
        people = {s.mention.entity for s in claim.sources} | {p.mention.entity for p in claim.participants}
        fits = (
            (not wanted or claim.type in wanted)
            and (not like or like.casefold() in claim.evidence.quote.casefold())
            and (who is None or who in people)
            and (not beginning or claim.article.startswith(beginning))
            and (review is None or (claim.review or "none") == review)
        )
        if fits:
            rows.append({
                "id": claim.id, "type": claim.type, "event": claim.event, "activity": claim.activity,
                "polarity": claim.polarity, "certainty": claim.certainty, "review": claim.review,
                "source": " > ".join(chain), "quotation": claim.evidence.quote, "article": claim.article,
                "start": claim.evidence.start, "end": claim.evidence.end,
            })  # fmt: skip
    click.echo(listed(rows, COLUMNS, form))
