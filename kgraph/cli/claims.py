"""``kgraph claims``: see the claims, and say which were wrongly or rightly read."""

from __future__ import annotations

import click

from kgraph.cli.commands import Commands

MODULES = {"list": "claims_list", "reject": "claims_reject", "accept": "claims_accept"}


@click.group("claims", cls=Commands, modules=MODULES)
def command() -> None:
    """See the claims, and decide which were wrongly or rightly read.

    A rejected claim is kept, and left out of answers, edges, the page and exports. Decisions are lines of the store's
    ledger, as for `kgraph entities`.
    """
