"""Puts the nlp components together, in their order."""

from __future__ import annotations

import spacy
from spacy.language import Language

from kgraph.errors import ModelError
from kgraph.nlp import (  # noqa: F401  (they register their factories)
    acronyms,
    parser,
    quantity_spans,
    quotes,
    repairs,
    time_spans,
)

COMPONENTS = (
    "kgraph_parser",
    "kgraph_repairs",
    "kgraph_quotes",
    "kgraph_acronyms",
    "kgraph_times",
    "kgraph_quantities",
)


def build(model: str | None = None) -> Language:
    """kgraph's own pipeline, or an installed spaCy pipeline with kgraph's further components behind it."""
    if model is None:
        nlp = spacy.blank("en")
        nlp.max_length = 10_000_000
        nlp.add_pipe("kgraph_parser")
    else:
        try:
            nlp = spacy.load(model)
        except OSError as error:
            raise ModelError(
                f"{model}: no such spaCy pipeline is installed; leave --model out to use kgraph's own"
            ) from error
    for name in COMPONENTS[1:]:
        nlp.add_pipe(name)
    return nlp
