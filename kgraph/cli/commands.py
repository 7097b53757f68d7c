"""Groups of commands that import a command's module when the command is asked for, not before."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import click


class Commands(click.Group):
    """A group over a table of command names and modules of ``kgraph.cli``, each of which has a ``command``."""

    def __init__(self, *args: Any, modules: Mapping[str, str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.modules = {name: module for name, module in modules.items() if find_spec(f"kgraph.cli.{module}")}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the work."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None where there is none."""
        if cmd_name not in self.modules:
            return None
        command: click.Command = import_module(f"kgraph.cli.{self.modules[cmd_name]}").command
        return command
