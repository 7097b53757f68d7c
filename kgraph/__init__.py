"""News articles in, an attributed knowledge graph of world politics out.

>>> import kgraph
>>> report = kgraph.build(["articles/"], store="kgraph.db")  # doctest: +SKIP
>>> with kgraph.open("kgraph.db") as graph:  # doctest: +SKIP
...     for claim in graph.claims():
...         print(claim.type, claim.evidence.quote)

Importing kgraph loads nothing heavy; what a call needs is imported when it is called.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgraph.api import Graph, open
    from kgraph.curating import accept, apply, decide, link, merge, reject, rename, retype, split, undo
    from kgraph.pipeline import build

_MODULES = {"Graph": "api", "open": "api", "build": "pipeline"} | dict.fromkeys(
    ("accept", "apply", "decide", "link", "merge", "reject", "rename", "retype", "split", "undo"), "curating"
)
__all__ = [
    "Graph",
    "__version__",
    "accept",
    "apply",
    "build",
    "decide",
    "link",
    "merge",
    "open",
    "reject",
    "rename",
    "retype",
    "split",
    "undo",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return getattr(import_module(f"kgraph.{_MODULES[name]}"), name)
    raise AttributeError(f"module 'kgraph' has no attribute {name!r}")
