"""Puts the nlp components together, in their order."""

from __future__ import annotations

import spacy
from spacy.language import Language

from kgraph.errors import ModelError
from kgraph.nlp import (  # noqa: F401  (they register their factories)
    acronyms,
    clearnlp,
    ontonotes,
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
# A sentence that shows what a pipeline sets: its components do not all declare it.
_PROBE = "The ministry said on Monday that two ships had been sent to the port by Peru."
_NEEDED = {"dependencies": "DEP", "tags": "TAG", "parts of speech": "POS", "lemmas": "LEMMA"}
_REMEDY = "name a full English pipeline such as en_core_web_sm, or leave --model out to use kgraph's own"


def build(model: str | None = None) -> Language:
    """kgraph's own pipeline, or an installed spaCy pipeline with kgraph's further components behind it.

    An installed pipeline may have Universal Dependencies, or ClearNLP's, which are translated; so are OntoNotes names.
    Raises ModelError when it is not installed, is not English, or does not set what the rules read.
    """
    if model is None:
        nlp = spacy.blank("en")
        nlp.max_length = 10_000_000
        nlp.add_pipe("kgraph_parser")
    else:
        nlp = _installed(model)
        for name in _translators(nlp, model):
            nlp.add_pipe(name)
    for name in COMPONENTS[1:]:
        nlp.add_pipe(name)
    return nlp


def _installed(model: str) -> Language:
    """The installed pipeline, if it reads English."""
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise ModelError(
            f"{model}: no such spaCy pipeline is installed; leave --model out to use kgraph's own"
        ) from error
    except (ImportError, ValueError) as error:
        why = " ".join(str(error).split())
        raise ModelError(
            f"{model}: the spaCy pipeline cannot be loaded ({why}); install what it needs, or {_REMEDY}"
        ) from error
    if nlp.lang != "en":
        raise ModelError(f"{model}: reads the language {nlp.lang!r}, the rules English; {_REMEDY}")
    return nlp


def _translators(nlp: Language, model: str) -> list[str]:
    """The components that turn the pipeline's labels into those that the rules read."""
    doc = nlp(_PROBE)
    missing = [what for what, attribute in _NEEDED.items() if not doc.has_annotation(attribute)]
    if missing:
        raise ModelError(f"{model}: sets no {' and no '.join(missing)}; {_REMEDY}")
    declared = {label for labels in nlp.pipe_labels.values() for label in labels}
    deps, names = declared | {t.dep_ for t in doc}, declared | {e.label_ for e in doc.ents}
    found = ["kgraph_ontonotes"] if names & ontonotes.LABELS else []
    if deps & clearnlp.LABELS:
        return [*found, "kgraph_clearnlp"]  # behind the names: it reads where a person's begins
    if not deps & {"obl", "obj", "nsubj:pass"}:
        raise ModelError(f"{model}: its dependencies are neither Universal Dependencies nor ClearNLP's; {_REMEDY}")
    return found
