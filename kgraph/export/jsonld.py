"""JSON-LD 1.1 with a compact context: prefixes, and the type of each property whose values are all of one kind.

Oxigraph writes JSON-LD only expanded, and rdflib would take many times as long, so the tree is built here; kgraph's
data have no blank nodes, lists or languages to make that hard (where they do occur, they are written expanded).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from itertools import groupby
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kgraph.export.jsonl import json_text
from kgraph.export.rdf import RdfExporter, order

_XSD = "http://www.w3.org/2001/XMLSchema#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.~/-]*")
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")


class JsonLd(RdfExporter):
    """``.jsonld``."""

    description = "JSON-LD with a compact context: a named graph for each article"

    def finalize(self) -> None:
        """Write the context, then graph by graph, one node a line."""
        quads = sorted(self.quads, key=order)
        self.coerced = self.coercions(quads)
        self.out.write(b'{"@context": ' + json.dumps(self.context(), indent=1).encode() + b',\n"@graph": [')
        before = b"\n"
        for graph, members in groupby(quads, key=lambda quad: quad.graph_name):
            nodes = [json_text(self.node(s, list(g))) for s, g in groupby(members, key=lambda quad: quad.subject)]
            block = ",\n".join(nodes)
            if not isinstance(graph, DefaultGraph):
                block = f'{{"@id": {json_text(self.compact(graph))}, "@graph": [\n{block}\n]}}'
            self.out.write(before + block.encode())
            before = b",\n"
        self.out.write(b"\n]}\n")

    def context(self) -> dict[str, Any]:
        """The prefixes, then the properties whose values need no type of their own."""
        terms = {self.compact(NamedNode(p)): {"@id": p, "@type": kind} for p, kind in sorted(self.coerced.items())}
        return {"@version": 1.1, **dict(sorted(self.prefixes.items())), **terms}

    def coercions(self, quads: list[Quad]) -> dict[str, str]:
        """Property to ``@id`` or the datatype that all its values have; strings and mixed ones have none."""
        kinds: dict[str, set[str]] = defaultdict(set)
        for quad in quads:
            kinds[quad.predicate.value].add(_kind(quad.object))
        plain = {"", _XSD + "string", _XSD + "boolean", _XSD + "integer"}
        return {
            p: self.compact_iri(kind) if kind != "@id" else kind
            for p, (kind, *others) in ((p, sorted(k)) for p, k in kinds.items())
            if not others and kind not in plain and p != _RDF_TYPE
        }

    def node(self, subject: Any, quads: list[Quad]) -> dict[str, Any]:
        """One node object with all that one graph says of it."""
        node: dict[str, Any] = {"@id": self.compact(subject)}
        for predicate, members in groupby(quads, key=lambda quad: quad.predicate):
            objects = [quad.object for quad in members]
            if predicate.value == _RDF_TYPE and all(isinstance(o, NamedNode) for o in objects):
                node["@type"] = _one_or_all([self.compact(o) for o in objects])
            else:
                key = self.compact(predicate)
                coerced = self.coerced.get(predicate.value)
                node[key] = _one_or_all([self.value(o, coerced=coerced) for o in objects])
        return node

    def value(self, value: Any, *, coerced: str | None) -> Any:
        """A value, bare where the context or JSON itself says its type."""
        if not isinstance(value, Literal):
            return self.compact(value) if coerced else {"@id": self.compact(value)}
        if value.language:
            return {"@value": value.value, "@language": value.language}
        kind = value.datatype.value
        if coerced or kind == _XSD + "string":
            return value.value
        if kind == _XSD + "boolean" and value.value in ("true", "false"):
            return value.value == "true"
        if kind == _XSD + "integer" and _INTEGER.fullmatch(value.value):
            return int(value.value)
        return {"@value": value.value, "@type": self.compact_iri(kind)}

    def compact(self, node: NamedNode | BlankNode | Any) -> str:
        """A node as a compact IRI where a prefix fits, else in full."""
        return f"_:{node.value}" if isinstance(node, BlankNode) else self.compact_iri(node.value)

    def compact_iri(self, iri: str) -> str:
        """``kg:Claim`` for ``https://w3id.org/kgraph/ontology#Claim``; the longest prefix wins."""
        fitting = [(len(ns), name) for name, ns in self.prefixes.items() if iri.startswith(ns)]
        for length, name in sorted(fitting, reverse=True):
            if _LOCAL.fullmatch(iri[length:]):
                return f"{name}:{iri[length:]}"
        return iri


def _kind(value: Any) -> str:
    """``@id``, a datatype, or nothing for a text in a language."""
    if isinstance(value, Literal):
        return "" if value.language else value.datatype.value
    return "@id"


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
