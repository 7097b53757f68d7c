"""The edges around entities: who is near, what ties them, and how many claims say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode

from kgraph.store import Dataset
from kgraph.store.edges import EDGES
from kgraph.store.terms import PREFIXES, term

Way = Literal["out", "in", "both"]
_SIDES = (("from", "to"), ("to", "from"))


class Neighbour(NamedTuple):
    """An actor tied to another, with the claims behind the ties by what they say.

    ``relations``: what ties them, most claims first, each with the way it goes from the one that was asked about.
    """

    id: str
    claims: int
    cooperation: int
    conflict: int
    relations: tuple[tuple[Way, str], ...]


class Ties:
    """Looks up edges, each question within the graph of edges."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.terms = dataset.terms
        self.graph = dataset.terms.graph(EDGES)

    def neighbours(self, entity: str) -> list[Neighbour]:
        """Who is tied to an entity, most claims first."""
        node = self.terms.iri(entity)
        gathered: dict[str, list[tuple[int, int, Way, str]]] = {}
        for here, there in _SIDES:
            rows = self._select(
                f"SELECT ?other ?claims ?sign ?relation ?directed {{ GRAPH {self.graph} {{ ?x kg:{here} {node} ; "
                f"kg:{there} ?other ; kg:claimCount ?claims ; kg:sign ?sign ; kg:relation ?relation ; "
                f"kg:directed ?directed }} }}"
            )
            for other, claims, sign, relation, directed in rows:
                way: Way = "both" if directed.value != "true" else "out" if here == "from" else "in"
                tie = (int(claims.value), int(sign.value), way, relation.value)
                gathered.setdefault(self.terms.relative(other), []).append(tie)
        found = [
            Neighbour(
                id=other,
                claims=sum(n for n, *_ in ties),
                cooperation=sum(n for n, sign, *_ in ties if sign > 0),
                conflict=sum(n for n, sign, *_ in ties if sign < 0),
                relations=tuple(dict.fromkeys((way, words) for _, _, way, words in sorted(ties, reverse=True))),
            )
            for other, ties in gathered.items()
            if other != entity
        ]
        return sorted(found, key=lambda n: (-n.claims, n.id))

    def degree(self, entity: str) -> int:
        """How many entities an edge leads to from this one, or from them to it."""
        node = self.terms.iri(entity)
        either = " UNION ".join(f"{{ ?x kg:{here} {node} ; kg:{there} ?other }}" for here, there in _SIDES)
        (row,) = self._select(
            f"SELECT (COUNT(DISTINCT ?other) AS ?n) {{ GRAPH {self.graph} {{ {either} FILTER(?other != {node}) }} }}"
        )
        return int(row[0].value)

    def edges(self, entities: Iterable[str]) -> list[dict[str, object]]:
        """The edges that have both ends among some entities, with what they say and how many claims say so."""
        known = sorted(set(entities))
        among = ", ".join(str(self.terms.iri(key)) for key in known)
        ends = {
            edge.value: (key, self.terms.relative(other))
            for key in known
            for edge, other in self._select(
                f"SELECT ?x ?to {{ GRAPH {self.graph} {{ ?x kg:from {self.terms.iri(key)} ; kg:to ?to "
                f"FILTER(?to IN ({among})) }} }}"
            )
        }
        names = "event relation edgeKind directed sign polarity certainty claimCount".split()
        dates = "startDate endDate publishedFirst publishedLast".split()
        found: list[dict[str, object]] = []
        for edge, (source, target) in sorted(ends.items(), key=lambda entry: (entry[1], entry[0])):
            # Not all of an edge at once: it may have thousands of claims.
            told = {name: self._value(NamedNode(edge), f"kg:{name}") for name in (*names, *dates)}
            found.append(
                {
                    "id": self.terms.relative(NamedNode(edge)),
                    "from": source,
                    "to": target,
                    "event": (told["event"] or "").removeprefix(PREFIXES["plover"]) or None,
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

    def _value(self, node: NamedNode, predicate: str) -> str | None:
        for quad in self.dataset.store.quads_for_pattern(node, term(predicate), None, self.graph):
            if isinstance(quad.object, NamedNode | RdfLiteral):
                return quad.object.value
        return None

    def _select(self, sparql: str) -> Iterator[Sequence[RdfLiteral]]:
        answer = self.dataset.select(sparql)
        names = [variable.value for variable in answer.variables]
        for row in answer:
            yield [row[name] for name in names]
