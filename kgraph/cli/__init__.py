"""The command line: thin, one command a file, each loaded when it is called."""

from kgraph.cli.program import main

__all__ = ["main"]
