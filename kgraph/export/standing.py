"""A dataset without the claims that a person rejected, as exports see it unless they are asked for everything."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from pyoxigraph import NamedNode, Quad

from kgraph.export.source import Source
from kgraph.store.extraction import extraction_from_quads, extraction_to_quads
from kgraph.store.records import Reader
from kgraph.store.terms import Terms, term
from kgraph.types import Entity, Extraction, Reference


class WithoutRejected:
    """Wraps a dataset; articles without a rejected claim pass as they are."""

    def __init__(self, dataset: Source) -> None:
        self.dataset = dataset

    def __getattr__(self, name: str) -> Any:
        """What else an exporter of another package may ask of the dataset."""
        return getattr(self.dataset, name)

    @property
    def terms(self) -> Terms:
        """The IRIs of the dataset."""
        return self.dataset.terms

    def extractions(self) -> Iterator[Extraction]:
        """What was read from each article, the rejected claims left out."""
        return (_standing(extraction) for extraction in self.dataset.extractions())

    def entities(self) -> Mapping[str, Entity]:
        """Every entity by its relative id."""
        return self.dataset.entities()

    def quads(self) -> Iterator[Quad]:
        """Every statement; the graph of an article with rejected claims is written as if they had not been read."""
        for name, group in groupby(self.dataset.quads(), key=lambda quad: quad.graph_name):
            quads = list(group)
            if isinstance(name, NamedNode) and any(quad.object == term("kg:RejectedClaim") for quad in quads):
                yield from self._rewritten(quads)
            else:
                yield from quads

    def _rewritten(self, quads: list[Quad]) -> Iterator[Quad]:
        extraction = extraction_from_quads(quads, self.terms)
        reader = Reader(self.terms, quads)
        reading = reader.text(self.terms.iri(extraction.article.id), "kg:reading")
        yield from extraction_to_quads(_standing(extraction), self.terms, reading=reading)


def _standing(extraction: Extraction) -> Extraction:
    """The extraction with the claims that nobody rejected, and no words that point back to others."""
    kept = tuple(claim for claim in extraction.claims if claim.review != "rejected")
    if len(kept) == len(extraction.claims):
        return extraction
    there = {claim.id for claim in kept}
    references = tuple(found for r in extraction.references if (found := _among(there, r)) is not None)
    return replace(extraction, claims=kept, references=references)


def _among(there: Container[str], reference: Reference) -> Reference | None:
    """The reference with the claims that are there; None where none of those it means is."""
    meant = tuple(claim for claim in reference.refers_to if claim in there)
    if not meant:
        return None
    if reference.claim is None or reference.claim in there:
        return replace(reference, refers_to=meant)
    return replace(reference, claim=None, refers_to=meant, stance=None)  # the stance was the holding claim's
