"""The dataset of a query, read from its FROM and FROM NAMED clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from kgraph.query.check import LOCAL_NAME, QUIET, unescaped
from kgraph.store.terms import PREFIXES

_TOKEN = re.compile(rf"(?P<quiet>{QUIET.pattern})|(?P<name>[?$@]\w+|[\w.-]*:{LOCAL_NAME}|\w+)|(?P<mark>\S)", re.DOTALL)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Graphs:
    """The IRIs of the graphs that a query reads: those merged to its default graph, and those that GRAPH may name."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def dataset_clause(sparql: str, base: str) -> Graphs | None:
    """The graphs of FROM and FROM NAMED; None where the query has neither, or where they cannot be read.

    Args:
        sparql: a query.
        base: the IRI that relative IRIs stand under where the query has no BASE.
    """
    default: list[str] = []
    named: list[str] = []
    names = _Names(base)
    tokens = list(_outermost(unescaped(sparql)))
    for at, token in enumerate(tokens):
        rest = tokens[at + 1 : at + 3]
        word = token.upper()
        if word == "BASE" and rest:
            names.base = names.iri(rest[0]) or names.base
        elif word == "PREFIX" and len(rest) == 2:
            names.prefixes[rest[0].removesuffix(":")] = names.iri(rest[1]) or ""
        elif word == "FROM" and rest:
            is_named = rest[0].upper() == "NAMED"
            iri = names.iri(rest[-1] if is_named else rest[0])
            if iri is None:
                return None
            (named if is_named else default).append(iri)
    return Graphs(tuple(default), tuple(named)) if default or named else None


class _Names:
    """IRIs and prefixed names by the prologue read so far."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.prefixes = dict(PREFIXES)

    def iri(self, token: str) -> str | None:
        if token.startswith("<"):
            relative = token[1:-1]
            return relative if _ABSOLUTE.match(relative) else urljoin(self.base, relative)
        prefix, colon, local = token.partition(":")
        if not colon or prefix not in self.prefixes:
            return None
        return self.prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)


def _outermost(sparql: str) -> Iterator[str]:
    """The tokens outside of all brackets, comments and strings left out: the dataset clause stands nowhere else."""
    depth = 0
    for found in _TOKEN.finditer(sparql):
        if found["mark"] in ("{", "("):
            depth += 1
        elif found["mark"] in ("}", ")"):
            depth -= 1
        elif depth == 0 and not found[0].startswith(("#", '"', "'")):
            yield found[0]
