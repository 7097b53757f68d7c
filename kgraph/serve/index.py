"""The names of everything in a store, read once for a snapshot, so that lists and searches are quick."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kgraph.store import Dataset
from kgraph.store.classes import ENTITY_TYPES, narrowest
from kgraph.store.entities import ACTORS
from kgraph.store.terms import PREFIXES, term


@dataclass(slots=True)
class EntityName:
    """An entity as lists show it."""

    id: str
    name: str = ""
    type: str = ""
    mentions: int = 0
    aliases: list[str] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)
    """The name and the aliases as they are searched."""


@dataclass(slots=True)
class ArticleName:
    """An article as lists show it; ``published`` is an ISO date, empty where there is none."""

    id: str
    path: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    claims: int = 0

    @property
    def label(self) -> str:
        """The title, or the file's name where there is none."""
        return self.title.strip() or self.path.replace("\\", "/").rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Index:
    """Entities and articles by their ids."""

    entities: dict[str, EntityName]
    articles: dict[str, ArticleName]

    @classmethod
    def read(cls, dataset: Dataset) -> Index:
        """Read the names and counts, and nothing else."""
        return cls(_entities(dataset), _articles(dataset))

    def search(self, words: str, *, type: str | None = None) -> list[EntityName]:
        """Entities whose name or alias has all the words; best matches first, then those mentioned most."""
        folded = fold(words)
        parts = folded.split()
        found = []
        for entity in self.entities.values():
            if type is None or entity.type == type:
                rank = _rank(entity, folded, parts)
                if rank is not None:
                    found.append((rank, -entity.mentions, entity.name, entity.id, entity))
        return [entry[-1] for entry in sorted(found, key=lambda entry: entry[:-1])]

    def search_articles(self, words: str) -> list[ArticleName]:
        """Articles whose title, publisher or path has all the words, newest first."""
        parts = fold(words).split()
        found = [
            article
            for article in self.articles.values()
            if all(part in fold(f"{article.title} {article.publisher} {article.path}") for part in parts)
        ]
        found.sort(key=lambda article: (article.path, article.id))
        return sorted(found, key=lambda article: article.published, reverse=True)


def fold(text: str) -> str:
    """Text as it is compared: without case, accents and surplus space."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text)
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).casefold().split())


def _rank(entity: EntityName, folded: str, parts: list[str]) -> int | None:
    """0 the very name, 1 it begins so, 2 a word of it does, 3 it is in it; 4 to 7 the same of an alias; None no match."""
    if not parts:
        return 0
    best: int | None = None
    for number, text in enumerate(entity.folded):
        if all(part in text for part in parts):
            rank = 0 if text == folded else 1 if text.startswith(folded) else 2 if f" {parts[0]}" in f" {text}" else 3
            rank += 4 if number else 0
            best = rank if best is None else min(best, rank)
    return best


def _values(dataset: Dataset, predicate: str, graph: NamedNode | None) -> Iterator[tuple[str, str]]:
    """The subject, by relative id, and the value of every triple with this predicate."""
    for quad in dataset.store.quads_for_pattern(None, term(predicate), None, graph):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(dataset.base):
            yield dataset.terms.relative(quad.subject), quad.object.value  # type: ignore[union-attr]


def _entities(dataset: Dataset) -> dict[str, EntityName]:
    graph = dataset.terms.graph(ACTORS)
    found = {key: EntityName(key, name) for key, name in _values(dataset, "rdfs:label", graph)}
    for key, alias in _values(dataset, "skos:altLabel", graph):
        if key in found:
            found[key].aliases.append(alias)
    for key, count in _values(dataset, "kg:mentionCount", graph):
        if key in found:
            found[key].mentions = int(count)
    classes: defaultdict[str, list[str]] = defaultdict(list)
    for key, value in _values(dataset, "rdf:type", graph):
        classes[key].append(value.removeprefix(PREFIXES["kg"]))
    for key, entity in found.items():
        entity.type = narrowest(classes[key], ENTITY_TYPES) or ""
        entity.aliases.sort()
        entity.folded = [fold(name) for name in (entity.name, *entity.aliases)]
    return found


def _articles(dataset: Dataset) -> dict[str, ArticleName]:
    terms = dataset.terms
    found = {}
    for quad in dataset.typed("kg:Article"):
        key = terms.relative(quad.subject)
        article = found[key] = ArticleName(key)
        for name in ("path", "title", "publisher", "published"):
            for value in dataset.store.quads_for_pattern(quad.subject, term(f"kg:{name}"), None, quad.graph_name):
                setattr(article, name, value.object.value)  # type: ignore[union-attr]
    for row in dataset.select("SELECT ?a (COUNT(?c) AS ?n) { ?c a kg:Claim ; kg:article ?a } GROUP BY ?a"):
        key = terms.relative(row["a"])
        if key in found:
            found[key].claims = int(row["n"].value)
    return found
