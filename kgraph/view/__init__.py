"""Draw the graph as one self-contained page that opens from disk and loads nothing from the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgraph.view.page import render

__all__ = ["render"]


def __getattr__(name: str) -> Any:
    if name == "render":  # what only looks up a colour needs none of it
        from kgraph.view.page import render

        return render
    raise AttributeError(f"module 'kgraph.view' has no attribute {name!r}")
