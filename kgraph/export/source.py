"""What an exporter needs of a dataset, and nothing more: ``kgraph.store.Dataset`` has it, and so may a test's fake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kgraph.store.terms import Terms
    from kgraph.types import Entity, Extraction


class Source(Protocol):
    """A dataset as exporters read it; every iteration must come in the same order each time."""

    @property
    def terms(self) -> Terms:
        """The IRIs of this dataset."""
        ...

    def extractions(self) -> Iterable[Extraction]:
        """What was read from each article, with mentions linked to entities."""
        ...

    def entities(self) -> Mapping[str, Entity]:
        """Every entity by its relative id."""
        ...

    def quads(self) -> Iterable[Quad]:
        """Every statement with the named graph that it stands in."""
        ...
