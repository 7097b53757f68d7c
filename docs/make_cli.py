"""Write docs/cli.md, the reference of the command line, out of the help of the commands themselves.

Run ``python docs/make_cli.py`` after changing a command; a test checks that it was.
"""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.program import program

TARGET = Path(__file__).parent / "cli.md"
HEAD = """\
# The command line

Generated from the commands' own help by `docs/make_cli.py`; do not edit it here.

```text
{help}
```
"""
SECTION = """
## kgraph {name}

```text
{help}
```
"""


def reference() -> str:
    """The whole reference as Markdown."""
    top = _context(program, "kgraph", None)
    text = HEAD.format(help=_help(program, top))
    for name in program.list_commands(top):
        command = program.get_command(top, name)
        if command is not None:
            text += _sections(name, command, top)
    return text


def _sections(name: str, command: click.Command, parent: click.Context) -> str:
    """A command's help and, of a group, that of its commands."""
    context = _context(command, name.rsplit(" ", 1)[-1], parent)
    text = SECTION.format(name=name, help=_help(command, context))
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found is not None:
                text += _sections(f"{name} {inner}", found, context)
    return text


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    settings = {"terminal_width": 96, "max_content_width": 96, **program.context_settings}
    return click.Context(command, info_name=name, parent=parent, **settings)


def _help(command: click.Command, context: click.Context) -> str:
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
