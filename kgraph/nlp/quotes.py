"""Quotations in the text: pairs of quotation marks, told apart from apostrophes, over sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

LONGEST = 2_500  # code points; a mark that is never closed must not swallow the article
_DOUBLE_OPEN, _DOUBLE_CLOSE = "“„«", "”»"
_MARK = re.compile("[“„«\"‘']")
_PUNCTUATION = " \t\n\r.,;:!?)]}…—–-"


@Language.component("kgraph_quotes", assigns=["doc.spans"])
def quotes(doc: Doc) -> Doc:
    """Writes ``doc.spans["quotations"]``: every quotation with its marks, outer ones only, in order."""
    found = []
    for start, end in find_quotations(doc.text):
        span = doc.char_span(start, end, label="quotation", alignment_mode="expand")
        if span is not None:
            found.append(span)
    doc.spans["quotations"] = SpanGroup(doc, name="quotations", spans=found)
    return doc


def find_quotations(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every outermost quotation, marks included, as code points."""
    until = 0
    for mark in _MARK.finditer(text):
        i = mark.start()
        if i >= until and _opens(text, i) and (end := _closing(text, i)) is not None:
            yield i, end + 1
            until = end + 1


def _opens(text: str, i: int) -> bool:
    """Whether a quotation opens at i."""
    mark = text[i]
    before, after = text[i - 1] if i else " ", text[i + 1] if i + 1 < len(text) else " "
    if mark in _DOUBLE_OPEN:
        return True
    if mark == '"':
        return not after.isspace() and (before.isspace() or before in "([{—–-‘'")
    if mark in "‘'":
        # "Ukraine ‘s" and "the ’90s" are apostrophes that a typesetter turned round.
        contraction = after in "sS" and i + 2 < len(text) and not text[i + 2].isalnum()
        decade = mark == "'" and after.isdigit()
        return (before.isspace() or before in '([{—–“"') and not after.isspace() and not contraction and not decade
    return False


def _closing(text: str, opening: int) -> int | None:
    """Where the quotation that opens at ``opening`` closes, or None.

    A quotation may run over paragraphs when each begins with a new opening mark (the printers' convention).
    """
    mark, limit = text[opening], min(len(text), opening + LONGEST)
    closes = {"“": "”", "„": "”“", "«": "»", '"': '"', "‘": "’", "'": "'"}[mark]
    i = opening + 1
    while i < limit:
        if text[i] == "\n" and text[i - 1] != "\n" and not _continues(text, i, mark):
            return None
        if text[i] in closes and _closes(text, i, single=mark in "‘'", limit=limit):
            return i
        i += 1
    return None


def _continues(text: str, newline: int, mark: str) -> bool:
    """Whether the paragraph after ``newline`` goes on with the quotation: it opens with the same mark again."""
    rest = text[newline:].lstrip() if newline + 400 > len(text) else text[newline : newline + 400].lstrip()
    return rest[:1] == mark


def _closes(text: str, i: int, *, single: bool, limit: int) -> bool:
    """Whether the mark at i ends a quotation; a single one may be an apostrophe instead."""
    before, after = text[i - 1], text[i + 1] if i + 1 < len(text) else " "
    if not single:
        return not before.isspace() or after.isspace()
    if after.isalnum() or before.isspace():
        return False
    if before in "sS" and after == " " and i + 2 < len(text) and text[i + 2].islower():
        # "the soldiers’ rations": a plural's apostrophe, if the quotation still finds a later end.
        for j in range(i + 1, limit):
            if text[j] in "‘\n":
                return True
            if text[j] == text[i] and not text[j + 1 : j + 2].isalnum() and text[j - 1] in ".,!?;:" + "…":
                return False
    return after in _PUNCTUATION or after in "’”'\"" or not after.isalnum()
