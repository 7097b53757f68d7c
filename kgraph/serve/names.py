"""The names of things: entities found by name or alias, and the table of articles; by queries within one graph each."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kgraph.store import Dataset
from kgraph.store.classes import ENTITY_TYPES, narrowest
from kgraph.store.entities import ACTORS
from kgraph.store.terms import PREFIXES, term

_TOLD = ("path", "title", "publisher", "published")
_PUBLISHED = "SELECT ?a ?v { GRAPH ?g { ?a kg:published ?v } }"  # only articles have this


@dataclass(frozen=True, slots=True)
class EntityName:
    """An entity as lists show it."""

    id: str
    name: str
    type: str
    mentions: int
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleName:
    """An article as lists show it; ``published`` is an ISO date, empty where there is none."""

    id: str
    path: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""

    @property
    def label(self) -> str:
        """The title, or the file's name where there is none."""
        return self.title.strip() or self.path.replace("\\", "/").rsplit("/", 1)[-1]


class Names:
    """Names in a dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.terms = dataset.terms
        self.actors = dataset.terms.graph(ACTORS)

    def entity(self, id: str) -> EntityName | None:
        """One entity; None where there is none."""
        node = self.terms.iri(id)
        names = self._texts(node, "rdfs:label")
        if not names:
            return None
        classes = [text.removeprefix(PREFIXES["kg"]) for text in self._texts(node, "rdf:type")]
        mentions = self._texts(node, "kg:mentionCount")
        return EntityName(
            id=id,
            name=names[0],
            type=narrowest(classes, ENTITY_TYPES) or "",
            mentions=int(mentions[0]) if mentions else 0,
            aliases=tuple(sorted(self._texts(node, "skos:altLabel"))),
        )

    def foremost(self, limit: int) -> tuple[list[str], int]:
        """The ids of the entities that are mentioned most, and how many there are."""
        pattern = "?e kg:mentionCount ?n"
        ((count,),) = self._rows(pattern, "(COUNT(*) AS ?n)")
        # First how often the last of them is mentioned: sorting the entities themselves takes a hundred times as long.
        most = [int(row[0].value) for row in self._rows(pattern, "?n", f"ORDER BY DESC(?n) LIMIT {limit}")]
        found = self._rows(f"{pattern} FILTER(?n >= {most[-1]})", "?e ?n") if most else iter(())
        named = sorted((-int(number.value), self.terms.relative(node)) for node, number in found)
        return [id for _, id in named[:limit]], int(count.value)

    def newest(self, limit: int) -> tuple[list[ArticleName], int]:
        """The articles that were published last, and how many there are."""
        days = {self.terms.relative(row["a"]): row["v"].value for row in self.dataset.select(_PUBLISHED)}
        count = self.count("kg:Article")
        if len(days) < min(limit, count):  # some have no date: their order needs every path
            return search_articles(self.articles().values(), "")[:limit], count
        last = sorted(days.values(), reverse=True)[:limit][-1:]
        found = [self.article(id) for id, day in days.items() if [day] >= last]
        return search_articles(found, "")[:limit], count

    def article(self, id: str) -> ArticleName:
        """One article; without a title where there is none of this id."""
        node, graph = self.terms.iri(id), self.terms.article_graph(id)
        told = {q.predicate: q.object for q in self.dataset.store.quads_for_pattern(node, None, None, graph)}
        return ArticleName(id, *(getattr(told.get(term(f"kg:{name}")), "value", "") for name in _TOLD))

    def types(self) -> list[tuple[str, int]]:
        """The types of entities that there are, each with how many are of it or of one below it."""
        rows = self._rows("?e a ?type", "?type (COUNT(*) AS ?n)", "GROUP BY ?type")
        found = [(node.value.removeprefix(PREFIXES["kg"]), int(count.value)) for node, count in rows]
        return sorted(entry for entry in found if entry[0] in ENTITY_TYPES)

    def articles(self) -> dict[str, ArticleName]:
        """Every article by its id."""
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for name in _TOLD:
            sparql = f"SELECT ?a ?v {{ GRAPH ?g {{ ?a kg:{name} ?v }} }}"  # only articles have these
            for row in self.dataset.select(sparql):
                found[self.terms.relative(row["a"])][name] = row["v"].value
        return {id: ArticleName(id, **values) for id, values in found.items()}

    def count(self, cls: str) -> int:
        """How many things of a class there are, such as ``kg:Claim``."""
        (row,) = self.dataset.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?x a {term(cls)} }} }}")
        return int(row["n"].value)

    def _texts(self, node: NamedNode, predicate: str) -> list[str]:
        quads = self.dataset.store.quads_for_pattern(node, term(predicate), None, self.actors)
        return [quad.object.value for quad in quads if isinstance(quad.object, NamedNode | Literal)]

    def _rows(self, pattern: str, variables: str, rest: str = "") -> Iterator[list[Literal]]:
        answer = self.dataset.select(f"SELECT {variables} {{ GRAPH {self.actors} {{ {pattern} }} }} {rest}")
        names = [variable.value for variable in answer.variables]
        for row in answer:
            yield [row[name] for name in names]


def search_articles(articles: Iterable[ArticleName], words: str) -> list[ArticleName]:
    """The articles whose title, publisher or path has all the words, newest first."""
    parts = fold(words).split()
    found = [a for a in articles if all(part in fold(f"{a.title} {a.publisher} {a.path}") for part in parts)]
    found.sort(key=lambda article: (article.path, article.id))
    return sorted(found, key=lambda article: article.published, reverse=True)


def fold(text: str) -> str:
    """Text as it is compared: without case, accents and surplus space."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).casefold().split())
