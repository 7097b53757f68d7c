"""What kgraph knows of the actors of world politics before it reads an article, as data that users can extend.

The data stand in ``ontologies/actors.ttl`` and the files that it imports. ``load()`` reads them once a process.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from kgraph.actors.build import build
from kgraph.actors.parse import packaged, read
from kgraph.actors.records import (
    AgencyNoun,
    Contextual,
    Demonym,
    Known,
    Metonym,
    Office,
    State,
    Surface,
)
from kgraph.actors.table import Actors

__all__ = [
    "Actors",
    "AgencyNoun",
    "Contextual",
    "Demonym",
    "Known",
    "Metonym",
    "Office",
    "State",
    "Surface",
    "load",
]


def load(*extra: Path | str) -> Actors:
    """The actor knowledge of the package and of the user's own Turtle files, which may add actors and names.

    Args:
        extra: further .ttl files in the terms of ``ontologies/actors.ttl``.

    Raises:
        OntologyError: a file cannot be read, is no Turtle or breaks a rule; the message names file and line.
    """
    return _load(tuple(Path(file).resolve() for file in extra))


@lru_cache(maxsize=8)
def _load(extra: tuple[Path, ...]) -> Actors:
    return build(read(packaged("actors.ttl"), *extra))
