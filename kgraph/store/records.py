"""Quads of one graph while a record is written to it (Writer) or read from it (Reader)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from kgraph.errors import StoreError
from kgraph.store.terms import Terms, integer_literal, term, to_literal

T = TypeVar("T")
Value = str | bool | int | float | date | NamedNode | Literal


class Writer:
    """Collects the quads of one graph."""

    def __init__(self, terms: Terms, graph: NamedNode) -> None:
        self.terms = terms
        self.graph = graph
        self.quads: dict[Quad, None] = {}

    def add(self, subject: NamedNode, predicate: str, *values: Value | None) -> None:
        """Write one quad for each value that is not None; ``predicate`` is a prefixed name."""
        for value in values:
            if value is not None:
                node = value if isinstance(value, NamedNode | Literal) else to_literal(value)
                self.quads[Quad(subject, term(predicate), node, self.graph)] = None

    def types(self, subject: NamedNode, *classes: str) -> None:
        """Write the classes of a node."""
        for name in classes:
            self.add(subject, "rdf:type", term(name))

    def link(self, subject: NamedNode, predicate: str, relative: str | None) -> None:
        """Write a link to a relative id, where there is one."""
        if relative is not None:
            self.add(subject, predicate, self.terms.iri(relative))

    def place(self, node: NamedNode, position: int) -> None:
        """Write where a node stands in its list; a node that stands there twice has two positions."""
        self.add(node, "kg:position", integer_literal(position))

    def listing(self, subject: NamedNode, predicate: str, values: tuple[str, ...], *, as_ids: bool = False) -> None:
        """Write a list of texts or ids as separate values, and as ``kg:order`` where they do not stand in sorted order.

        RDF keeps values as a set; ``kg:order`` is a JSON list ``[predicate, value, ...]``.
        """
        for value in values:
            self.add(subject, predicate, self.terms.iri(value) if as_ids else value)
        if list(values) != sorted(set(values)):
            self.add(subject, "kg:order", json.dumps([predicate, *values], ensure_ascii=False))


class Reader:
    """Looks up the quads of one graph by subject and predicate."""

    def __init__(self, terms: Terms, quads: Iterable[Quad]) -> None:
        self.terms = terms
        self._values: dict[NamedNode, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                self._values[quad.subject][quad.predicate.value].append(quad.object)

    def subjects(self, cls: str) -> Iterator[NamedNode]:
        """The nodes of a class, sorted by IRI."""
        wanted = term(cls)
        kind = term("rdf:type").value
        yield from sorted(
            (node for node, values in self._values.items() if wanted in values.get(kind, ())), key=lambda n: n.value
        )

    def all(self, subject: NamedNode, predicate: str) -> list[NamedNode | Literal]:
        """Every value of a property."""
        values = self._values.get(subject)
        return list(values.get(term(predicate).value, ())) if values else []

    def one(self, subject: NamedNode, predicate: str) -> NamedNode | Literal | None:
        """The only value of a property, or None; StoreError where there are several."""
        values = self.all(subject, predicate)
        if len(values) > 1:
            raise StoreError(f"{subject} has {len(values)} values of {predicate}, not one: build the article again")
        return values[0] if values else None

    def node(self, subject: NamedNode, predicate: str) -> NamedNode | None:
        """The node that a property leads to, or None."""
        value = self.one(subject, predicate)
        return value if isinstance(value, NamedNode) else None

    def needed(self, subject: NamedNode, predicate: str) -> NamedNode:
        """The node that a property must lead to."""
        node = self.node(subject, predicate)
        if node is None:
            raise StoreError(f"{subject} has no {predicate}: build the article again")
        return node

    def text(self, subject: NamedNode, predicate: str) -> str | None:
        """A text, or None."""
        value = self.one(subject, predicate)
        return None if value is None else value.value

    def words(self, subject: NamedNode, predicate: str) -> str:
        """A text that must be there."""
        value = self.text(subject, predicate)
        if value is None:
            raise StoreError(f"{subject} has no {predicate}: build the article again")
        return value

    def integer(self, subject: NamedNode, predicate: str) -> int:
        """A whole number that must be there."""
        return int(self.words(subject, predicate))

    def number(self, subject: NamedNode, predicate: str) -> float | None:
        """A number, or None."""
        value = self.text(subject, predicate)
        return None if value is None else float(value)

    def day(self, subject: NamedNode, predicate: str) -> date | None:
        """A date, or None."""
        value = self.text(subject, predicate)
        return None if value is None else date.fromisoformat(value)

    def id(self, subject: NamedNode, predicate: str) -> str | None:
        """A relative id, or None."""
        node = self.node(subject, predicate)
        return None if node is None else self.terms.relative(node)

    def listing(self, subject: NamedNode, predicate: str, *, as_ids: bool = False) -> tuple[str, ...]:
        """A list of texts or ids in the order in which ``Writer.listing`` was given them."""
        for order in self.all(subject, "kg:order"):
            name, *values = json.loads(order.value)
            if name == predicate:
                return tuple(values)
        found = self.all(subject, predicate)
        return tuple(sorted(self.terms.relative(v) if as_ids else v.value for v in found))

    def placed(self, nodes: Iterable[NamedNode], read: Callable[[NamedNode], T]) -> tuple[T, ...]:
        """What ``read`` makes of the nodes, in the order of their positions."""
        spots = sorted((int(p.value), n.value, n) for n in nodes for p in self.all(n, "kg:position"))
        return tuple(read(node) for _, _, node in spots)
