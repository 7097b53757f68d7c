"""Lets ``python -m kgraph`` run the command line."""

from kgraph.cli import main

main()
