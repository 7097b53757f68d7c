"""``kgraph entities``: see who is in the graph, and put right what the rules got wrong."""

from __future__ import annotations

import click

from kgraph.cli.commands import Commands

MODULES = {
    "list": "entities_list",
    "show": "entities_show",
    "suggest": "entities_suggest",
    "merge": "entities_merge",
    "split": "entities_split",
    "rename": "entities_rename",
    "type": "entities_type",
    "link": "entities_link",
    "undo": "entities_undo",
    "apply": "entities_apply",
}


@click.group("entities", cls=Commands, modules=MODULES)
def command() -> None:
    """See the actors, places and treaties, and decide where you know better than the rules.

    Every decision is a line of the store's ledger, a file that may be edited, versioned and shared; it holds at once
    and after every later build. docs/curation.md explains it. ENTITY is an id, or a name that no other entity has.
    """
