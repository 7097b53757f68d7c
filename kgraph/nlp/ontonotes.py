"""Turns the OntoNotes entities of spaCy's English pipelines into names as kgraph's own model reads them.

PERSON is PER; GPE, LOC and FAC are LOC; ORG is ORG. The rest are no names here: demonyms (NORP) are the gazetteer's,
dates and amounts have grammars of their own.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

# Labels that OntoNotes has and kgraph has not: who sets one of them writes OntoNotes.
LABELS = frozenset("PERSON GPE NORP FAC CARDINAL MONEY WORK_OF_ART".split())
_NAMES = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
_ARTICLES = frozenset("the a an".split())
_TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady prof rev president minister chancellor pope gen general col colonel maj major "
    "capt captain lt lieutenant adm admiral sgt sergeant marshal secretary sen senator gov governor ambassador".split()
)
_ENDINGS = frozenset(("'s", "’s", "'", "’"))


@Language.component("kgraph_ontonotes", requires=["doc.ents"], assigns=["doc.ents"])
def ontonotes(doc: Doc) -> Doc:
    """The same Doc with its names by kgraph's convention: no article or title before, no possessive ending behind."""
    doc.ents = [name for entity in doc.ents if (name := _name(entity)) is not None]
    return doc


def _name(entity: Span) -> Span | None:
    """The bare name with kgraph's label, or None where it is no person, organisation or place."""
    label = _NAMES.get(entity.label_)
    before = _ARTICLES | _TITLES if label == "PER" else _ARTICLES
    start, end = entity.start, entity.end
    while end - start > 1 and entity.doc[start].lower_.rstrip(".") in before:
        start += 1
    while end - start > 1 and (entity.doc[end - 1].text in _ENDINGS or entity.doc[end - 1].is_space):
        end -= 1
    named = any(c.isalnum() for c in entity.doc[start].text)
    return Span(entity.doc, start, end, label=label) if label is not None and named else None
