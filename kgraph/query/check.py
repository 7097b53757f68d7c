"""What a query may not do, found in its text before the engine sees it: change data, or ask another server.

SPARQL has no reserved words, and the engine reads without a tokeniser: ``?o.SERVICE<x>{``, ``1SERVICE x:y{`` and
``?a<?b)SERVICE?s#>`` are calls of SERVICE to it. So SERVICE is looked for in every way in which the text can be read.
"""

from __future__ import annotations

import re

from kgraph.errors import QueryError

UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")

_LONG = r'"""(?:[^"\\]|\\.|"(?!""))*"""' r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
_SHORT = r'"(?:[^"\\\n\r]|\\.)*"' r"|'(?:[^'\\\n\r]|\\.)*'"
_IRI = r'<[^<>"{}|^`\\\x00-\x20]*>'
_COMMENT = r"#[^\n\r]*"
LOCAL_NAME = r"(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?#@%-])*"
"""What stands behind the colon of a prefixed name."""

QUIET = re.compile(f"{_LONG}|{_SHORT}|{_IRI}|{_COMMENT}", re.DOTALL)
"""Strings, IRIs and comments, where a keyword is none; long strings first, since they begin like empty ones."""
_FIRST = re.compile(r"\A\s*(?:(?:BASE\s|PREFIX\s+[\w.-]*:|VERSION\s)\s*)*([A-Za-z]+)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

# What a reading goes over in one step, by the character that it begins with.
_STEPS = {
    '"': re.compile(f"{_LONG}|{_SHORT}", re.DOTALL),
    "'": re.compile(f"{_LONG}|{_SHORT}", re.DOTALL),
    "#": re.compile(_COMMENT),
    "?": re.compile(r"\?\w+"),
    "$": re.compile(r"\$\w+"),
    "@": re.compile(r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*"),
    ":": re.compile(f":{LOCAL_NAME}"),
}
_IRI_STEP = re.compile(_IRI)
_GAP = r"(?:\s|#[^\n\r]*[\n\r])*"
_CALL = re.compile(rf"SERVICE{_GAP}(?:SILENT{_GAP})?[^\s{{}}]+?{_GAP}\{{(?!\|)", re.IGNORECASE)
# A keyword for certain: no end of a name, and no last word of a comment, which would have a new line behind it.
_NAMES_GRAPH = re.compile(r"(?<=[\s{}])GRAPH[ \t]+[\w.-]*\Z", re.IGNORECASE)


def check(sparql: str) -> None:
    """Refuse updates and SERVICE; QueryError says why."""
    for text in dict.fromkeys((sparql, unescaped(sparql))):
        word = first_word(text)
        if word in UPDATES:
            raise QueryError(f"{word} would change the store; queries only read: use SELECT or ASK")
        if _calls_service(text):
            raise QueryError("SERVICE would ask another server; queries only read this store: leave it out")


def unescaped(sparql: str) -> str:
    """The text with its ``\\u`` escapes resolved, which count wherever they stand."""
    return _ESCAPE.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), sparql)


def first_word(sparql: str) -> str | None:
    """The word that a query or update begins with after its prologue, in capitals; None where there is none."""
    found = _FIRST.match(QUIET.sub(" ", sparql))
    return None if found is None else found[1].upper()


def _calls_service(text: str) -> bool:
    """Whether SERVICE stands as a keyword in any reading.

    A reading goes from one place to the next; ``<`` begins an IRI or compares, a dot ends a name or is part of it, so
    that from some places there are two ways on. Every place that some reading comes to is looked at once.
    """
    if re.search("service", text, re.IGNORECASE) is None:
        return False
    reached = bytearray(len(text) + 2)
    reached[0] = 1
    for at, char in enumerate(text):
        if not reached[at]:
            continue
        if char in "sSſ" and _CALL.match(text, at) and not _NAMES_GRAPH.search(text, max(0, at - 200), at):
            return True
        for end in _ways_on(text, at, char):
            reached[end] = 1
    return False


def _ways_on(text: str, at: int, char: str) -> list[int]:
    if char == "<":
        iri = _IRI_STEP.match(text, at)
        return [at + 1, iri.end()] if iri is not None else [at + 1]
    step = _STEPS.get(char)
    found = step.match(text, at) if step is not None else None
    if found is None:
        return [at + 1]
    dots = [n for n in range(at, found.end()) if text[n] == "."] if char == ":" else []
    return [found.end(), *dots]
