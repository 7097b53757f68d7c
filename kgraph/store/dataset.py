"""The dataset: every article's claims in a graph of its own and the graphs derived from them, on disk or in memory.

A change is one SPARQL update, which Oxigraph applies whole or not at all: a crash leaves an article as it was before
or as it is after, never in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Store

from kgraph.errors import NotFound, StoreError
from kgraph.ids import fold
from kgraph.store.changes import Changes
from kgraph.store.claims import read_claim
from kgraph.store.entities import ACTORS, entities_from_quads
from kgraph.store.extraction import extraction_from_quads, extraction_to_quads, read_article
from kgraph.store.folder import Folder, writing
from kgraph.store.merges import merges_from_quads, open_keys_from_quads
from kgraph.store.records import Reader
from kgraph.store.terms import DEFAULT_BASE, PREFIXES, Terms, term
from kgraph.types import Article, Claim, Entity, Extraction, Merge, OpenKey

DERIVED = (ACTORS, "edges", "links")
"""The graphs that are computed anew from the articles after a build."""


class Dataset:
    """Claims, entities and their graphs; open it with ``Dataset.open`` or ``Dataset.memory`` and close it again."""

    def __init__(self, store: Store, base: str, *, folder: Folder | None = None, read_only: bool = False) -> None:
        self._store: Store | None = store
        self._folder = folder
        self.read_only = read_only
        self.terms = Terms(base)
        self._changes = Changes()

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        create: bool = False,
        base: str | None = None,
        read_only: bool = True,
        noted: bool = False,
    ) -> Dataset:
        """Open the store in a folder; several may read at once, one may write while none reads.

        Args:
            path: The store's folder.
            create: Make the store if there is none; implies writing.
            base: The base IRI of a new store; of an old one, checked.
            read_only: False to write.
            noted: Keep beside the store what this session changes (``kgraph.store.changes``); everything that is
                written must then be written by ``replace_article``, ``remove_article`` and ``replace_derived``.

        Raises:
            StoreError: There is no store, the folder is something else, or it is locked.
        """
        read_only = read_only and not create
        folder = Folder(Path(path), create=create, base=base, read_only=read_only, noted=noted and not read_only)
        return cls(folder.store, folder.base, folder=folder, read_only=read_only)

    @classmethod
    def memory(cls, *, base: str = DEFAULT_BASE) -> Dataset:
        """An empty dataset in memory."""
        return cls(Store(), base)

    @property
    def base(self) -> str:
        """The IRI that relative ids stand under."""
        return self.terms.base

    @property
    def path(self) -> Path | None:
        """The store's folder; None in memory."""
        return None if self._folder is None else self._folder.path

    def close(self) -> None:
        """Write everything to disk and let others open the store."""
        try:
            if self._store is not None and self._folder is not None and not self.read_only:
                self.flush()
        finally:
            self._store = None
            if self._folder is not None:
                del self._folder.store
                self._folder.close(self._changes)
                self._folder = None

    def flush(self) -> None:
        """Write everything to disk; StoreError where there is no room."""
        with writing(self.path):
            self.store.flush()

    def __enter__(self) -> Dataset:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def store(self) -> Store:
        """The Oxigraph store; StoreError once the dataset is closed."""
        if self._store is None:
            raise StoreError("the dataset is closed: open it again")
        return self._store

    # Articles

    def replace_article(self, extraction: Extraction, *, reading: str | None = None) -> bool:
        """Put what was read from an article in place of what is stored of it; False where nothing changes.

        ``reading`` names what read it, for ``reading()`` to give back.
        """
        graph = self.terms.article_graph(extraction.article.id)
        return self._replace(graph, extraction_to_quads(extraction, self.terms, reading=reading))

    def reading(self, article_id: str) -> str | None:
        """What read the article that is stored, as ``replace_article`` was told; None where that is unknown."""
        node, graph = self.terms.iri(article_id), self.terms.article_graph(article_id)
        quads = self.store.quads_for_pattern(node, term("kg:reading"), None, graph)
        return Reader(self.terms, quads).text(node, "kg:reading")

    def fingerprints(self) -> dict[str, str | None]:
        """What each article's digest is known by (``kgraph.store.digests``), by the article's id."""
        found: dict[str, str | None] = {self.terms.relative(node): None for node, _ in self._instances("kg:Article")}
        for quad in self.store.quads_for_pattern(None, term("kg:fingerprint"), None, None):
            if isinstance(quad.object, Literal):
                found[self.terms.relative(quad.subject)] = quad.object.value
        return found

    def links_of(self, article_id: str) -> set[tuple[str, str | None]]:
        """The keys of an article's mentions, each with the entity that it is linked to."""
        graph = self.terms.article_graph(article_id)
        to = {q.subject: q.object for q in self.store.quads_for_pattern(None, term("kg:entity"), None, graph)}
        keys = self.store.quads_for_pattern(None, term("kg:key"), None, graph)
        return {
            (q.object.value, self.terms.relative(to[q.subject]) if q.subject in to else None)
            for q in keys
            if isinstance(q.object, Literal)
        }

    def remove_article(self, article_id: str) -> bool:
        """Take an article and everything read from it out; False where it is not there."""
        return self._replace(self.terms.article_graph(article_id), ())

    def article_ids(self) -> list[str]:
        """The ids of all articles, in the order of their paths."""
        return [article.id for article in self.articles()]

    def articles(self) -> list[Article]:
        """All articles, in the order of their paths."""
        found = []
        for node, graph in self._instances("kg:Article"):
            quads = self.store.quads_for_pattern(node, None, None, graph)
            found.append(read_article(Reader(self.terms, quads), node))
        return sorted(found, key=lambda article: (article.path, article.id))

    def article(self, article_id: str) -> Article:
        """One article; NotFound where the store does not hold it."""
        node = self.terms.iri(article_id)
        quads = list(self.store.quads_for_pattern(node, None, None, self.terms.article_graph(article_id)))
        if not quads:
            raise NotFound(f"no article {article_id} in the store: `kgraph query sources` lists the articles")
        return read_article(Reader(self.terms, quads), node)

    def extraction(self, article_id: str) -> Extraction:
        """Everything read from one article; NotFound where the store does not hold it."""
        self.article(article_id)
        return extraction_from_quads(self._graph(self.terms.article_graph(article_id)), self.terms)

    def extractions(self) -> Iterator[Extraction]:
        """Everything read from every article, in the order of their paths."""
        for article_id in self.article_ids():
            yield self.extraction(article_id)

    # Claims and entities

    def claims(self, *, rejected: bool = False) -> Iterator[Claim]:
        """Every claim, article by article, in the order of the text; those that a person rejected only if asked for."""
        for extraction in self.extractions():
            yield from (claim for claim in extraction.claims if rejected or claim.review != "rejected")

    def claim(self, claim_id: str) -> Claim:
        """One claim by its id, its IRI, or a beginning of either that no other claim has; else NotFound."""
        wanted = claim_id.removeprefix(self.base)
        wanted = wanted if wanted.startswith("claim/") else f"claim/{wanted}"
        found: dict[str, NamedNode] = {}
        for node, graph in (pair for cls in ("kg:Claim", "kg:RejectedClaim") for pair in self._instances(cls)):
            relative = self.terms.relative(node)
            if relative.startswith(wanted):
                found[relative] = graph
        if wanted in found:
            found = {wanted: found[wanted]}
        if not found:
            raise NotFound(f"no claim {claim_id!r} in the store: `kgraph claims list` lists the claims")
        if len(found) > 1:
            some = ", ".join(sorted(found)[:5])
            raise NotFound(f"{len(found)} claims begin with {claim_id!r}: give more of the id ({some} ...)")
        relative, graph = next(iter(found.items()))
        return read_claim(Reader(self.terms, self._graph(graph)), self.terms.iri(relative))

    def entities(self) -> dict[str, Entity]:
        """Every entity by its id, sorted by id."""
        graph = self._graph(self.terms.graph(ACTORS))
        return {entity.id: entity for entity in entities_from_quads(graph, self.terms)}

    def entity(self, name: str) -> Entity:
        """One entity by its id or IRI, or by a name or alias that no other entity has; else NotFound.

        Where no name has these very words, case, accents and hyphens do not count.
        """
        entities = self.entities()
        wanted = name.removeprefix(self.base)
        for relative in (wanted, f"entity/{wanted}"):
            if relative in entities:
                return entities[relative]
        found: list[Entity] = []
        for plain in (str.casefold, fold):
            asked = plain(name)
            found = (
                found
                or [e for e in entities.values() if plain(e.name) == asked]
                or [e for e in entities.values() if asked in map(plain, e.aliases)]
            )
        if not found:
            raise NotFound(f"no entity {name!r} in the store: `kgraph entities list` lists the entities")
        if len(found) > 1:
            raise NotFound(
                f"{len(found)} entities are called {name!r}: give one's id ({', '.join(e.id for e in found)})"
            )
        return found[0]

    def merges(self) -> list[Merge]:
        """Why keys of different articles are one entity, each with its reason and score, by key."""
        return merges_from_quads(self._graph(self.terms.graph(ACTORS)), self.terms)

    def open_keys(self) -> list[OpenKey]:
        """The keys that all articles together leave open, each with the reason, by key."""
        return open_keys_from_quads(self._graph(self.terms.graph(ACTORS)), self.terms)

    def name_types(self) -> dict[str, dict[str, int]]:
        """By entity, how many of the names that stand for it were read as each type, in all articles."""
        found: dict[str, dict[str, int]] = {}
        asked = """SELECT ?entity ?type (COUNT(DISTINCT ?mention) AS ?n) {
            ?mention kg:mentionKind "name" ; kg:entity ?entity ; kg:mentionType ?type } GROUP BY ?entity ?type"""
        for row in self.select(asked):
            types = found.setdefault(self.terms.relative(row["entity"]), {})
            types[row["type"].value.removeprefix(PREFIXES["kg"])] = int(row["n"].value)
        return found

    # Quads

    def replace_derived(self, name: str, quads: Iterable[Quad]) -> bool:
        """Put these quads in place of a derived graph, one of DERIVED; False where nothing changes."""
        if name not in DERIVED:
            raise StoreError(f"no derived graph {name!r}: one of {', '.join(DERIVED)}")
        return self._replace(self.terms.graph(name), quads)

    def derived(self, name: str) -> list[Quad]:
        """The quads of a derived graph, one of DERIVED."""
        if name not in DERIVED:
            raise StoreError(f"no derived graph {name!r}: one of {', '.join(DERIVED)}")
        return self._graph(self.terms.graph(name))

    def article_quads(self, article_id: str) -> list[Quad]:
        """The quads of an article's graph; none where the store does not hold it."""
        return self._graph(self.terms.article_graph(article_id))

    def typed(self, cls: str) -> list[Quad]:
        """The quads that say that a node is of a class, such as ``kg:Claim``, in any graph."""
        return list(self.store.quads_for_pattern(None, term("rdf:type"), term(cls), None))

    def quads(self) -> list[Quad]:
        """Every quad, sorted by graph, subject, predicate and object as N-Quads write them."""
        return sorted(self.store, key=lambda q: (str(q.graph_name), str(q.subject), str(q.predicate), str(q.object)))

    def select(self, sparql: str, *, default: Sequence[str] | None = None, named: Sequence[str] | None = None) -> Any:
        """What Oxigraph answers to a query; ``kgraph.query.run`` is the safe way in.

        Args:
            sparql: the query; relative IRIs in it stand under the dataset's base.
            default: the IRIs of the graphs that it reads as one; by default all of them.
            named: the IRIs of the graphs that GRAPH may name; all of them, or none where ``default`` is given.
        """
        if default is None and named is None:
            return self.store.query(sparql, base_iri=self.base, prefixes=PREFIXES, use_default_graph_as_union=True)
        return self.store.query(
            sparql,
            base_iri=self.base,
            prefixes=PREFIXES,
            default_graph=[NamedNode(iri) for iri in default or ()],
            named_graphs=[NamedNode(iri) for iri in named or ()],
        )

    def has_graph(self, iri: str) -> bool:
        """Whether the dataset has a graph of this name, be it empty."""
        try:
            return self.store.contains_named_graph(NamedNode(iri))
        except ValueError:  # no IRI
            return False

    def _instances(self, cls: str) -> Iterator[tuple[NamedNode, NamedNode]]:
        """The nodes of a class, each with the graph that says so."""
        for quad in self.typed(cls):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
                yield quad.subject, quad.graph_name

    def _graph(self, graph: NamedNode) -> list[Quad]:
        return list(self.store.quads_for_pattern(None, None, None, graph))

    def _replace(self, graph: NamedNode, quads: Iterable[Quad]) -> bool:
        """Make these the quads of a graph by one transaction that touches only what differs."""
        if self.read_only:
            raise StoreError("the dataset is open for reading: open it with read_only=False")
        given, old = set(quads), set(self._graph(graph))
        if any(quad.graph_name != graph for quad in given):
            raise StoreError(f"quads of other graphs than {graph.value} were given for it")
        # What is new goes through a store in memory, because Oxigraph writes some literals in a form of its own
        # ("1.0" as "1").
        passing = Store()
        passing.extend(given - old)
        fresh = set(passing)
        gone, added = old - given - fresh, fresh - old
        if not gone and not added:
            return False
        changes = [("DELETE DATA", gone), ("INSERT DATA", added)]
        update = ";\n".join(f"{verb} {{ {_block(graph, part)} }}" for verb, part in changes if part)
        if not given:
            update += f";\nDROP SILENT GRAPH {graph}"
        with writing(self.path):
            self.store.update(update)
        self._changes.note(self.terms, graph, gone | added)
        return True


def _block(graph: NamedNode, quads: Iterable[Quad]) -> str:
    """Quads as a GRAPH block; terms write themselves escaped, so hostile text stays inside its literal."""
    lines = sorted(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in quads)
    return f"GRAPH {graph} {{\n" + "\n".join(lines) + "\n}"
