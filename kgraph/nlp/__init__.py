"""The nlp stage: an article's text becomes an annotated spaCy Doc."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["load"]


def load(model: str | None = None) -> Language:
    """The pipeline that reads articles: kgraph's own model, or the installed spaCy pipeline that ``model`` names.

    Raises ModelError when that pipeline is not installed. See ``kgraph.nlp.pipeline``.
    """
    from kgraph.nlp.pipeline import build

    return build(model)
