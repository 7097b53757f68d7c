"""Answers in the formats of the SPARQL 1.1 recommendations, written row by row.

Rows: JSON, XML, CSV and TSV as the W3C defines them, values in CSV exactly as they are (``kgraph.query.formats`` writes
CSV that is safe in a spreadsheet). Graphs: Turtle, N-Triples, RDF/XML and JSON-LD. XML cannot carry control characters;
each becomes U+FFFD there. RDF/XML cannot carry every predicate either: an answer that has such a one is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape  # that of xml.sax brings a client of HTTP along
from typing import BinaryIO, Literal

from pyoxigraph import (
    BlankNode,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)
from pyoxigraph import Literal as RdfLiteral

from kgraph.errors import QueryFailed
from kgraph.query.answer import Answer, Term, distinct, failures_told, limited
from kgraph.store.terms import PREFIXES

Kind = Literal["rows", "boolean", "graph"]


@dataclass(frozen=True, slots=True)
class Form:
    """A format of answers: its name, its media types, the first of them its own, and what it can carry."""

    name: str
    types: tuple[str, ...]
    kinds: tuple[Kind, ...]


TABULAR: tuple[Kind, ...] = ("rows", "boolean")
FORMS = (
    Form("json", ("application/sparql-results+json", "application/json"), TABULAR),
    Form("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), TABULAR),
    Form("csv", ("text/csv",), TABULAR),
    Form("tsv", ("text/tab-separated-values",), TABULAR),
    Form("turtle", ("text/turtle", "application/x-turtle"), ("graph",)),
    Form("ntriples", ("application/n-triples", "text/plain"), ("graph",)),
    Form("rdfxml", ("application/rdf+xml", "application/xml", "text/xml"), ("graph",)),
    Form("jsonld", ("application/ld+json", "application/json"), ("graph",)),
)
"""Every format, for each kind of answer the one that is sent where nobody asks for another first."""

_ENGINE = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
_STRING = PREFIXES["xsd"] + "string"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML_NAME = re.compile(r"[A-Za-z_][\w.-]*\Z")
Row = tuple[Term | None, ...]


def kind_of(answer: Answer) -> Kind:
    """Whether an answer is rows, a boolean or a graph."""
    if isinstance(answer, QueryBoolean):
        return "boolean"
    return "rows" if isinstance(answer, QuerySolutions) else "graph"


def write_answer(answer: Answer, form: Form, out: BinaryIO, *, most_rows: int | None = None) -> int:
    """Write an answer in a format that can carry it; returns how many rows or triples it has.

    Args:
        answer: what the engine answered, read here.
        form: one of FORMS.
        out: where to; what is there after an error is no answer.
        most_rows: more rows or triples than these are an error.

    Raises:
        LimitError: the answer is too long.
        QueryFailed: the engine fails on the way, or the format cannot carry the answer.
    """
    with failures_told():
        if isinstance(answer, QueryBoolean):
            answer.serialize(out, format=_results_format(form))
            return 1
        if isinstance(answer, QuerySolutions):
            names = [variable.value for variable in answer.variables]
            number = 0

            def rows() -> Iterator[Row]:
                nonlocal number
                for solution in limited(answer, most_rows):
                    number += 1
                    yield tuple(solution[name] for name in names)

            out.writelines(_WRITERS[form.name](names, rows()))
            return number
        triples = distinct(answer, most_rows)
        write_graph(triples, form, out)
        return len(triples)


def write_graph(triples: Iterable[Triple], form: Form, out: BinaryIO) -> None:
    """Write triples in a format for graphs, with the usual prefixes; QueryFailed where it cannot carry them."""
    rdf = _ENGINE[form.name]
    if not isinstance(rdf, RdfFormat):
        raise QueryFailed(f"{form.name} is no format for graphs")
    if rdf != RdfFormat.RDF_XML:
        serialize(triples, out, format=rdf, prefixes=PREFIXES)
        return
    # The engine neither escapes what a parser would fold nor looks whether names are possible.
    text = serialize([_xml_triple(triple) for triple in triples], format=rdf, prefixes=PREFIXES)
    out.write((text or b"").replace(b"\r", b"&#13;"))


def _results_format(form: Form) -> QueryResultsFormat:
    found = _ENGINE[form.name]
    if not isinstance(found, QueryResultsFormat):
        raise QueryFailed(f"{form.name} is no format for a boolean")
    return found


def _json(names: list[str], rows: Iterable[Row]) -> Iterator[bytes]:
    yield f'{{"head":{{"vars":{_dump(names)}}},"results":{{"bindings":['.encode()
    mark = ""
    for row in rows:
        bindings = {name: _json_term(term) for name, term in zip(names, row, strict=True) if term is not None}
        yield f"{mark}\n{_dump(bindings)}".encode()
        mark = ","
    yield b"\n]}}\n"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    found: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        found["datatype"] = term.datatype.value
    return found


def _xml(names: list[str], rows: Iterable[Row]) -> Iterator[bytes]:
    variables = "".join(f"<variable name={_quoted(name)}/>" for name in names)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
        f"<head>{variables}</head><results>\n"
    ).encode()
    for row in rows:
        bindings = (
            f"<binding name={_quoted(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(names, row, strict=True)
            if term is not None
        )
        yield f"<result>{''.join(bindings)}</result>\n".encode()
    yield b"</results></sparql>\n"


def _xml_term(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return f"<triple>{''.join(f'<{n}>{_xml_term(part)}</{n}>' for n, part in parts.items())}</triple>"
    if term.language:
        return f"<literal xml:lang={_quoted(term.language)}>{_xml_text(term.value)}</literal>"
    datatype = "" if term.datatype.value == _STRING else f" datatype={_quoted(term.datatype.value)}"
    return f"<literal{datatype}>{_xml_text(term.value)}</literal>"


def _xml_text(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text), quote=False).replace("\r", "&#13;")


def _quoted(text: str) -> str:
    """An attribute's value in quotation marks; a parser would fold its white space were it not written as characters."""
    marks = {9: "&#9;", 10: "&#10;", 13: "&#13;"}
    return f'"{escape(text).translate(marks)}"'


def _xml_triple(triple: Triple) -> Triple:
    """The triple as XML can carry it."""
    if not _XML_NAME.search(triple.predicate.value):
        raise QueryFailed(f"RDF/XML cannot carry the predicate {triple.predicate}: ask for Turtle or N-Triples")
    value = triple.object
    if isinstance(value, RdfLiteral) and _NO_XML.search(value.value):
        plain = _NO_XML.sub("\ufffd", value.value)
        value = (
            RdfLiteral(plain, language=value.language) if value.language else RdfLiteral(plain, datatype=value.datatype)
        )
        return Triple(triple.subject, triple.predicate, value)
    return triple


def _csv(names: list[str], rows: Iterable[Row]) -> Iterator[bytes]:
    yield (",".join(map(_csv_cell, names)) + "\r\n").encode()
    for row in rows:
        yield (",".join(_csv_cell(_plain(term)) for term in row) + "\r\n").encode()


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, (BlankNode, Triple)) else term.value


def _csv_cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",\r\n]', text) else text


def _tsv(names: list[str], rows: Iterable[Row]) -> Iterator[bytes]:
    yield ("\t".join(f"?{name}" for name in names) + "\n").encode()
    for row in rows:
        yield ("\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) + "\n").encode()


_WRITERS = {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv}
