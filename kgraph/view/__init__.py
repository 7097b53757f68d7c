"""Draw the graph as one self-contained page that opens from disk and loads nothing from the network."""

from __future__ import annotations

from kgraph.view.page import render

__all__ = ["render"]
