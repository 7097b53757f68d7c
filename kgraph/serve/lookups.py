"""What the pages look up in a dataset, one thing at a time: nothing here reads the whole store but names and counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from kgraph.errors import NotFound
from kgraph.serve.index import Index
from kgraph.store import Dataset
from kgraph.store.claims import read_claim
from kgraph.store.entities import ACTORS, entity_from_quads
from kgraph.store.records import Reader
from kgraph.store.terms import PREFIXES, term
from kgraph.types import Article, Claim, Entity

# What a claim's record is made of: the properties that lead to its parts.
_PARTS = {
    term(f"kg:{name}")
    for name in "participation attribution mention cue evidence quantity money time casualties killed injured".split()
} | {term("oa:hasSelector")}
_MADE = "{ ?c kg:source ?e } UNION { ?c kg:speaker ?e }"
_ABOUT = "?c kg:participation ?p . ?p kg:entity ?e ; kg:role ?r FILTER(?r != 'speaker')"


class Link(NamedTuple):
    """A claim that denies, contradicts or corroborates another, from the side of one of them."""

    words: str
    claim: str
    reason: str


class Neighbour(NamedTuple):
    """An actor tied to another, with the claims behind the ties by what they say."""

    id: str
    claims: int
    cooperation: int
    conflict: int
    relations: tuple[str, ...]


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

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.terms = dataset.terms

    @cached_property
    def index(self) -> Index:
        """The names of all entities and articles."""
        return Index.read(self.dataset)

    def name(self, entity: str) -> str:
        """An entity's name; the id where the store has none."""
        found = self._values(self.terms.iri(entity), "rdfs:label", self.terms.graph(ACTORS))
        return found[0].value if found else entity

    def kind(self, entity: str) -> str | None:
        """An entity's type."""
        found = self.index.entities.get(entity)
        return None if found is None else found.type

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
        known = list(self.dataset.store.quads_for_pattern(node, term("rdf:type"), term("kg:Claim"), None))
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

    def claims_made(self, entity: str) -> list[str]:
        """The ids of the claims that an entity is a source of, newest articles first."""
        return self._claims(entity, _MADE)

    def claims_about(self, entity: str) -> list[str]:
        """The ids of the claims that an entity takes part in other than as speaker, newest articles first."""
        return self._claims(entity, _ABOUT)

    def _claims(self, entity: str, pattern: str) -> list[str]:
        rows = self._select(
            f"SELECT DISTINCT ?c ?day ?a ?n {{ VALUES ?e {{ {self.terms.iri(entity)} }} {pattern} "
            "?c a kg:Claim ; kg:article ?a ; kg:position ?n OPTIONAL { ?a kg:published ?day } } ORDER BY DESC(?day) ?a ?n"
        )
        return list(dict.fromkeys(self.terms.relative(row[0]) for row in rows))

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

    def neighbours(self, entity: str) -> list[Neighbour]:
        """Who is tied to an entity, most claims first."""
        node = self.terms.iri(entity)
        rows = self._select(
            f"SELECT ?other ?claims ?sign ?relation {{ GRAPH {self.terms.graph('edges')} {{ "
            f"{{ ?x kg:from {node} ; kg:to ?other }} UNION {{ ?x kg:to {node} ; kg:from ?other }} "
            f"?x kg:claimCount ?claims ; kg:sign ?sign ; kg:relation ?relation FILTER(?other != {node}) }} }}"
        )
        gathered: dict[str, list[tuple[int, int, str]]] = {}
        for other, claims, sign, relation in rows:
            gathered.setdefault(self.terms.relative(other), []).append(
                (int(claims.value), int(sign.value), relation.value)
            )
        found = [
            Neighbour(
                id=other,
                claims=sum(n for n, _, _ in ties),
                cooperation=sum(n for n, sign, _ in ties if sign > 0),
                conflict=sum(n for n, sign, _ in ties if sign < 0),
                relations=tuple(dict.fromkeys(relation for _, _, relation in sorted(ties, reverse=True))),
            )
            for other, ties in gathered.items()
        ]
        return sorted(found, key=lambda n: (-n.claims, n.id))

    def edges(self, entities: Iterable[str]) -> list[dict[str, object]]:
        """The edges that have both ends among some entities, with what they say and how many claims say so."""
        known = set(entities)
        nodes = " ".join(str(self.terms.iri(key)) for key in sorted(known))
        values = "relation edgeKind directed sign polarity certainty claimCount".split()
        dates = "startDate endDate publishedFirst publishedLast".split()
        rows = self._select(
            f"SELECT ?x ?from ?to ?event {' '.join(f'?{name}' for name in (*values, *dates))} "
            f"{{ GRAPH {self.terms.graph('edges')} {{ VALUES ?from {{ {nodes} }} ?x kg:from ?from ; kg:to ?to . "
            + "".join(f"?x kg:{name} ?{name} . " for name in values)
            + "".join(f"OPTIONAL {{ ?x kg:{name} ?{name} }} " for name in ("event", *dates))
            + "} } ORDER BY ?from ?to ?x"
        )
        found = []
        for edge, source, target, event, *rest in rows:
            if self.terms.relative(target) in known:
                told = dict(zip((*values, *dates), (None if v is None else v.value for v in rest), strict=True))
                found.append(
                    {
                        "id": self.terms.relative(edge),
                        "from": self.terms.relative(source),
                        "to": self.terms.relative(target),
                        "event": None if event is None else event.value.removeprefix(PREFIXES["plover"]),
                        "relation": told["relation"],
                        "kind": told["edgeKind"],
                        "directed": told["directed"] == "true",
                        "sign": int(told["sign"] or 0),
                        "polarity": told["polarity"],
                        "certainty": told["certainty"],
                        "claims": int(told["claimCount"] or 0),
                        **{name: told[name] for name in dates},
                    }
                )
        return found

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

    def mentions(self, entity: str) -> list[tuple[str, int, int]]:
        """Where an entity is mentioned: article, start and end, newest articles first."""
        rows = self._select(
            f"SELECT ?a ?start ?end ?day {{ ?m kg:entity {self.terms.iri(entity)} ; a kg:Mention ; kg:article ?a ; "
            "oa:start ?start ; oa:end ?end OPTIONAL { ?a kg:published ?day } } ORDER BY DESC(?day) ?a ?start ?end"
        )
        return list(dict.fromkeys((self.terms.relative(a), int(s.value), int(e.value)) for a, s, e, _ in rows))

    def spots(self, mentions: Iterable[tuple[str, int, int]]) -> Iterator[Spot]:
        """Mentions with the words around them."""
        texts: dict[str, str] = {}
        for article, start, end in mentions:
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
