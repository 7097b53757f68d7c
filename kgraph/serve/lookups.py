"""What the pages look up in a dataset, one thing at a time: nothing here reads the whole store but names and counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from kgraph.errors import NotFound, StoreError
from kgraph.serve.index import Index
from kgraph.serve.names import ArticleName, EntityName, Names, search_articles
from kgraph.serve.render import path_of
from kgraph.store import Dataset
from kgraph.store.claims import read_claim
from kgraph.store.entities import ACTORS, entity_from_quads
from kgraph.store.records import Reader
from kgraph.store.references import read_reference
from kgraph.store.terms import term
from kgraph.types import Article, Claim, Entity, Reference

# What a claim's record is made of: the properties that lead to its parts.
_PARTS = {
    term(f"kg:{name}")
    for name in "participation attribution mention cue evidence quantity money time casualties killed injured".split()
} | {term("oa:hasSelector")}

_REFERENCE_PARTS = {term("kg:words")}


_WITH_PAGES = ("article/", "claim/", "entity/")


class Link(NamedTuple):
    """A claim that denies, contradicts or corroborates another, from the side of one of them."""

    words: str
    claim: str
    reason: str


class Spot(NamedTuple):
    """A mention with the words around it."""

    article: str
    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Page:
    """A part of a longer list: its number from 1, and how many things and parts there are."""

    number: int
    count: int
    size: int

    @property
    def last(self) -> int:
        """The number of the last part."""
        return max(1, -(-self.count // self.size))

    @property
    def start(self) -> int:
        """How many things come before it."""
        return (self.number - 1) * self.size

    @classmethod
    def of(cls, wanted: int, count: int, size: int) -> Page:
        """The part that is wanted, or the nearest there is."""
        return cls(max(1, min(wanted, -(-count // size))), count, size)


class Lookups:
    """Looks things up by their relative ids; NotFound where the store lacks one."""

    def __init__(self, dataset: Dataset, index: Path | None = None) -> None:
        self.dataset = dataset
        self.terms = dataset.terms
        self.names = Names(dataset)
        self._index = index
        self._described: dict[str, EntityName | None] = {}

    @cached_property
    def index(self) -> Index:
        """The index of the snapshot; StoreError while there is none."""
        if self._index is None:
            raise StoreError("the index of the store is not there yet: ask again later")
        return Index(self._index)

    def foremost(self, limit: int) -> tuple[list[str], int]:
        """The ids of the entities that are mentioned most, and how many there are."""
        if self._index is not None:
            actors, count = self.index.search("", limit=limit)
            return [actor.id for actor in actors], count
        return self.names.foremost(limit)

    def newest(self, limit: int) -> tuple[list[ArticleName], int]:
        """The articles that were published last, and how many there are."""
        if self._index is None:
            return self.names.newest(limit)
        return search_articles(self.articles.values(), "")[:limit], len(self.articles)

    @property
    def indexed(self) -> bool:
        """Whether the index of the snapshot is there, without which names, ties and lists cannot be looked up."""
        return self._index is not None

    @cached_property
    def claims(self) -> int:
        """How many claims there are."""
        return self.names.count("kg:Claim") if self._index is None else self.index.claims()

    def close(self) -> None:
        """Let the index go."""
        if "index" in self.__dict__:
            self.index.close()

    @cached_property
    def articles(self) -> dict[str, ArticleName]:
        """Every article by its id: title, publisher, date and path."""
        return self.names.articles() if self._index is None else {a.id: a for a in self.index.articles()}

    def described(self, entity: str) -> EntityName:
        """An entity's name, type, aliases and mentions; its id where the store has no name for it."""
        if entity not in self._described:
            self._described[entity] = self.names.entity(entity)
        return self._described[entity] or EntityName(entity, entity, "", 0, ())

    def name(self, entity: str) -> str:
        """An entity's name; the id where the store has none."""
        return self.described(entity).name

    def label(self, id: str) -> str | None:
        """The name of an entity or article; None for anything else."""
        if id in self.articles:
            return self.articles[id].label
        found = self.described(id)
        return found.name if found.type else None

    def own_id(self, node: object) -> str | None:
        """The relative id of a node of the store's own; None for anything else."""
        is_own = isinstance(node, NamedNode) and node.value.startswith(self.terms.base)
        return self.terms.relative(node) if is_own else None

    def page(self, node: object) -> str | None:
        """The address of the page about a node, where it is an article, a claim or an entity."""
        own = self.own_id(node)
        return path_of(own) if own is not None and own.startswith(_WITH_PAGES) else None

    def entity(self, entity: str) -> Entity:
        """One entity."""
        graph, node = self.terms.graph(ACTORS), self.terms.iri(entity)
        quads = self._quads(node, graph)
        if not quads:
            raise NotFound(f"there is no entity {entity} in the store")
        for quad in [q for q in quads if q.predicate == term("kg:tenure")]:
            quads += self._quads(quad.object, graph)
        return entity_from_quads(quads, self.terms)

    def claim(self, claim: str) -> Claim:
        """One claim."""
        node = self.terms.iri(claim)
        known = [
            quad
            for cls in ("kg:Claim", "kg:RejectedClaim")
            for quad in self.dataset.store.quads_for_pattern(node, term("rdf:type"), term(cls), None)
        ]
        if not known:
            raise NotFound(f"there is no claim {claim} in the store")
        graph = known[0].graph_name
        quads: list[Quad] = []
        seen, ahead = {node}, [node]
        while ahead:
            found = self._quads(ahead.pop(), graph)
            quads += found
            parts = {q.object for q in found if q.predicate in _PARTS and isinstance(q.object, NamedNode)} - seen
            seen |= parts
            ahead += parts
        return read_claim(Reader(self.terms, quads), node)

    def article(self, article: str) -> Article:
        """One article."""
        try:
            return self.dataset.article(article)
        except NotFound as error:
            raise NotFound(f"there is no article {article} in the store") from error

    def claims_in(self, article: str) -> int:
        """How many claims an article makes."""
        graph = self.terms.article_graph(article)
        (row,) = self._select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {graph} {{ ?c a kg:Claim }} }}")
        return int(row[0].value)

    def printed(self, text: str) -> tuple[str, str]:
        """The one thing whose very words a text is: ``("article", id)`` by its path, ``("entity", id)`` by its name,
        ``("claim", id)`` by its quotation (the first in print where several claims have it); ``("", "")`` else.
        """  # fmt: skip
        for kind, name in (("article", "kg:path"), ("claim", "kg:quotation"), ("entity", "rdfs:label")):
            quads = self.dataset.store.quads_for_pattern(None, term(name), Literal(text), None)
            ids = {self.terms.relative(quad.subject) for quad in quads if isinstance(quad.subject, NamedNode)}
            ids = {id for id in ids if id.startswith(f"{kind}/") and (kind != "claim" or self._counts(id))}
            if len(ids) == 1 or (ids and kind == "claim"):
                return kind, min(ids)
        return "", ""

    def links(self, claim: str) -> list[Link]:
        """The claims that a claim denies, contradicts or corroborates, and those that do so to it."""
        node = self.terms.iri(claim)
        rows = self._select(
            f"SELECT ?kind ?there ?other ?why {{ ?l a kg:ClaimLink ; kg:relation ?kind ; kg:reason ?why "
            f"{{ ?l kg:from {node} ; kg:to ?other BIND(true AS ?there) }} "
            f"UNION {{ ?l kg:to {node} ; kg:from ?other BIND(false AS ?there) }} }} ORDER BY ?kind ?there ?other"
        )
        return [
            Link(_words(kind.value, there.value == "true"), self.terms.relative(other), why.value)
            for kind, there, other, why in rows
        ]

    def references(self, claim: str) -> list[Reference]:
        """The words of a claim that point back to other claims, in the order of print, with those that still count."""
        held = self.dataset.store.quads_for_pattern(None, term("kg:heldBy"), self.terms.iri(claim), None)
        found = []
        for node, graph in [(quad.subject, quad.graph_name) for quad in held]:
            quads = self._quads(node, graph)
            parts = [q.object for q in quads if isinstance(q.object, NamedNode) and q.predicate in _REFERENCE_PARTS]
            quads += [quad for part in parts for quad in self._quads(part, graph)]
            if isinstance(node, NamedNode):
                found.append(read_reference(Reader(self.terms, quads), node))
        found = [replace(one, refers_to=tuple(filter(self._counts, one.refers_to))) for one in found]
        return sorted((one for one in found if one.refers_to), key=lambda one: (one.span.start, one.span.end))

    def _counts(self, claim: str) -> bool:
        """Whether the store has a claim that nobody rejected."""
        return any(
            self.dataset.store.quads_for_pattern(self.terms.iri(claim), term("rdf:type"), term("kg:Claim"), None)
        )

    def members(self, entity: str) -> list[str]:
        """The ids of the entities that are part of this one."""
        return self._subjects("kg:partOf", entity)

    def posts(self, entity: str) -> list[tuple[str, str]]:
        """Who is said to hold which post of this entity: ids of holders, and posts."""
        node, graph = self.terms.iri(entity), self.terms.graph(ACTORS)
        tenures = [q.subject for q in self.dataset.store.quads_for_pattern(None, term("kg:postOf"), node, graph)]
        found = {
            (self.terms.relative(holder), post.value)
            for tenure in tenures
            for holder in self._values(tenure, "kg:holder", graph)
            for post in self._values(tenure, "kg:post", graph)
        }
        return sorted(found)

    def spots(self, mentions: Iterable[str]) -> Iterator[Spot]:
        """Mentions, given by their ids, with the words around them."""
        texts: dict[str, str] = {}
        for id in mentions:
            node = self.terms.iri(id)
            told = {quad.predicate: quad.object for quad in self._quads(node, None)}
            article = self.terms.relative(told[term("kg:article")])
            start, end = (int(told[term(name)].value) for name in ("oa:start", "oa:end"))  # type: ignore[union-attr]
            if article not in texts:
                texts[article] = self.article(article).text
            text = texts[article]
            left, right = around(text, start, end)
            yield Spot(article, start, end, text[left:start], text[start:end], text[end:right])

    def _subjects(self, predicate: str, relative: str) -> list[str]:
        quads = self.dataset.store.quads_for_pattern(
            None, term(predicate), self.terms.iri(relative), self.terms.graph(ACTORS)
        )
        return sorted(self.terms.relative(quad.subject) for quad in quads)

    def _quads(self, node: object, graph: object) -> list[Quad]:
        return list(self.dataset.store.quads_for_pattern(node, None, None, graph))  # type: ignore[arg-type]

    def _values(self, node: object, predicate: str, graph: object) -> list[NamedNode | Literal]:
        found = self.dataset.store.quads_for_pattern(node, term(predicate), None, graph)  # type: ignore[arg-type]
        return [quad.object for quad in found if isinstance(quad.object, NamedNode | Literal)]

    def _select(self, sparql: str) -> Iterator[Sequence[Literal]]:
        """The rows of a query of our own; every value is a node or literal of the store."""
        answer = self.dataset.select(sparql)
        names = [variable.value for variable in answer.variables]
        for row in answer:
            yield [row[name] for name in names]


_WORDS = {
    ("denies", True): "denies",
    ("denies", False): "is denied by",
    ("contradicts", True): "contradicts",
    ("contradicts", False): "is contradicted by",
    ("corroborates", True): "is corroborated by",
    ("corroborates", False): "is corroborated by",
}
_REACH = 180


def _words(kind: str, there: bool) -> str:
    return _WORDS.get((kind, there), kind)


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the words around a place in a text: its sentence, roughly, or what can be shown of it."""
    left, right = max(0, start - _REACH), min(len(text), end + _REACH)
    for mark in ("\n", ". ", "? ", "! ", ".\u201d ", '." '):
        found = text.rfind(mark, left, start)
        left = max(left, found + len(mark)) if found >= 0 else left
    for mark in ("\n", ". ", "? ", "! "):
        found = text.find(mark, end, right)
        right = min(right, found + len(mark.rstrip())) if found >= 0 else right
    return left, right
