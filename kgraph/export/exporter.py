"""What an exporter is: it takes its rows from a dataset, writes them one by one, then finalises the file."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import BinaryIO, ClassVar, Generic, TypeVar

from kgraph.export.source import Source

X = TypeVar("X")


class Exporter(ABC, Generic[X]):
    """Writes one file. ``write(x)`` for each of ``rows(dataset)``, then ``finalize()`` once; errors are raised.

    A third party adds a format by an entry point in the group ``kgraph.exporters``: its name is the file name's
    ending (``parquet``, ``claims.tsv``), its object a subclass of this.
    """

    description: ClassVar[str]
    unit: ClassVar[str] = "row"
    """What ``write`` takes, in a word whose plural ends in s."""

    def __init__(self, out: BinaryIO) -> None:
        """``out`` is open for writing bytes, and stays open after ``finalize``."""
        self.out = out

    @classmethod
    @abstractmethod
    def rows(cls, dataset: Source) -> Iterable[X]:
        """What this format takes from a dataset, in the order in which it is to be written."""

    def configure(self, dataset: Source) -> None:
        """Take from the dataset what the file's head says, before the first row."""

    @abstractmethod
    def write(self, x: X) -> None:
        """Take one row."""

    def finalize(self) -> None:
        """Write what had to wait for the last row."""
