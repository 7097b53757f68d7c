"""``kgraph version``: which kgraph this is, and with which rules and model it reads."""

from __future__ import annotations

import click

from kgraph.cli.options import traceback_option


@click.command("version")
@traceback_option
def command() -> None:
    """Print the version, and the name of the rules and model that claims in a store are marked with (kg:reading)."""
    from kgraph.reading import reading

    click.echo(reading())
