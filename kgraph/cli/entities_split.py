"""``kgraph entities split``: some mentions of an entity are of another one."""

from __future__ import annotations

import click

import kgraph
from kgraph.cli.deciding import Deciding, decision_options


@click.command("split")
@click.argument("entity", metavar="ENTITY")
@click.option("--name", "names", multiple=True, metavar="FORM", help="Every mention that reads so; may be given again.")
@click.option(
    "--article", "articles", multiple=True, metavar="ID", help="Every mention in this article; may be given again."
)
@click.option(
    "--mention", "mentions", multiple=True, metavar="ID",
    help="One mention, by the id that `kgraph entities show` prints; may be given again.",
)  # fmt: skip
@click.option("--as", "into", required=True, metavar="NAME", help="The entity that they become: its name, or an id.")
@click.option("--type", "type_", metavar="TYPE", help="The type of a new entity; by default that of ENTITY.")
@decision_options
def command(
    deciding: Deciding,
    entity: str,
    names: tuple[str, ...],
    articles: tuple[str, ...],
    mentions: tuple[str, ...],
    into: str,
    type_: str | None,
) -> None:
    """Take mentions from an entity and give them to another one, which is made where there is none of that name.

    What is chosen by --name or --article is chosen in later builds, too. With a name go the pronouns and descriptions
    that point back to it: kgraph entities split "Kim Jong Un" --name "Kim Yong-bok" --as "Kim Yong-bok"
    """
    if not (names or articles or mentions):
        raise click.UsageError("choose mentions by --name, --article or --mention")
    deciding.tell(
        kgraph.split(
            deciding.store,
            entity,
            into=into,
            names=names,
            articles=articles,
            mentions=mentions,
            type=type_,
            **deciding.circumstances,
        )
    )
