"""Names in RDF: relative ids and their IRIs, the prefixes that kgraph uses, and literals with their Python values.

Text in literals: RDF strings hold every Unicode character except lone surrogates (halves of a character that broken
JSON can carry). Each of those becomes U+FFFD, one code point for one, so offsets stay right; control characters are
kept. This is the only thing that does not come back from the store exactly as it went in.
"""

from __future__ import annotations

import math
import re
from datetime import date
from functools import cache
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode

from kgraph.errors import StoreError
from kgraph.ids import digest

DEFAULT_BASE = "https://w3id.org/kgraph/data/"
PREFIXES: dict[str, str] = {
    "kg": "https://w3id.org/kgraph/ontology#",
    "plover": "https://w3id.org/kgraph/plover#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "schema": "https://schema.org/",
    "time": "http://www.w3.org/2006/time#",
    "org": "http://www.w3.org/ns/org#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "wd": "http://www.wikidata.org/entity/",
}
_SAFE = "/-._~:@!$&'()*+,;="
_SURROGATE = re.compile("[\ud800-\udfff]")
_DOTS = re.compile(r"(^|/)(\.+)(?=/|$)")


@cache
def term(curie: str) -> NamedNode:
    """The IRI of a prefixed name: ``term("kg:Claim")``."""
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def escape(text: str) -> str:
    """Any text as a piece of an IRI: percent-encoded UTF-8; segments of dots too, so that no tool folds them away."""
    plain = quote(text, safe=_SAFE, errors="surrogatepass")
    return _DOTS.sub(lambda match: match[1] + match[2].replace(".", "%2E"), plain)


def unescape(piece: str) -> str:
    """The text that ``escape`` made this piece of an IRI of."""
    return unquote(piece, errors="surrogatepass")


class Terms:
    """Turns relative ids into IRIs under a base and back: ``claim/3f…`` and ``<base>claim/3f…``."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+[/#]", base):
            raise StoreError(
                f"base IRI {base!r} is not absolute or does not end in / or #: give one like {DEFAULT_BASE}"
            )
        self.base = base

    def iri(self, relative: str) -> NamedNode:
        """The IRI of a relative id."""
        return NamedNode(self.base + escape(relative))

    def relative(self, node: object) -> str:
        """The relative id of an IRI under the base; StoreError for anything else."""
        if isinstance(node, NamedNode) and node.value.startswith(self.base):
            return unescape(node.value[len(self.base) :])
        raise StoreError(f"{node} is no id under {self.base}: was the store written with another base?")

    def node(self, kind: str, *content: object) -> NamedNode:
        """An IRI hashed from content; the same content always gets the same one."""
        return self.iri(f"{kind}/{digest(kind, repr(content))}")

    def article_graph(self, article: str) -> NamedNode:
        """The graph that holds everything read from the article with this id."""
        return self.iri(f"graph/{article}")

    def graph(self, name: str) -> NamedNode:
        """A derived graph: ``actors``, ``edges`` or ``links``."""
        return self.iri(f"graph/{name}")


def plain_text(text: str) -> str:
    """The text with U+FFFD for each lone surrogate (see the module's docstring)."""
    return _SURROGATE.sub("\ufffd", text)


def text_literal(text: str) -> Literal:
    """A string literal; lone surrogates become U+FFFD (see the module's docstring)."""
    return Literal(plain_text(text))


def number_literal(value: float) -> Literal:
    """An integer or decimal where that is exact, else a double: the value comes back as it was."""
    if not math.isfinite(value):
        lexical = "NaN" if math.isnan(value) else "INF" if value > 0 else "-INF"
        return Literal(lexical, datatype=term("xsd:double"))
    plain = repr(int(value) if float(value).is_integer() and abs(value) < 1e15 else float(value))
    if "e" in plain or len(plain) > 20:
        return Literal(plain, datatype=term("xsd:double"))
    return Literal(plain, datatype=term("xsd:decimal"))


def integer_literal(value: int) -> Literal:
    """A whole number: an offset, a position, a count."""
    return Literal(str(value), datatype=term("xsd:integer"))


def date_literal(day: date) -> Literal:
    """An ISO date."""
    return Literal(day.isoformat(), datatype=term("xsd:date"))


def boolean_literal(value: bool) -> Literal:
    """True or false."""
    return Literal("true" if value else "false", datatype=term("xsd:boolean"))


def to_literal(value: str | bool | int | float | date) -> Literal:
    """A Python value as the literal of its kind; floats as ``number_literal``."""
    if isinstance(value, str):
        return text_literal(value)
    if isinstance(value, bool):
        return boolean_literal(value)
    if isinstance(value, int):
        return integer_literal(value)
    if isinstance(value, float):
        return number_literal(value)
    return date_literal(value)
