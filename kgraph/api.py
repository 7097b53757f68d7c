"""The Python interface to a store: open it, and ask it for claims, entities, answers, graphs and files.

>>> import kgraph
>>> report = kgraph.build(["articles/"], store="kgraph.db")  # doctest: +SKIP
>>> with kgraph.open("kgraph.db") as graph:  # doctest: +SKIP
...     rows = graph.query("troop-claims")
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO

from kgraph.query import Result, run, stock
from kgraph.store import Dataset

if TYPE_CHECKING:
    import networkx as nx

    from kgraph.analyse.measures import Analysis
    from kgraph.explain import ClaimExplanation
    from kgraph.types import Article, Claim, Entity

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def open(store: str | Path) -> Graph:
    """Open a store for reading; close it again, or use it in a ``with`` block.

    Raises:
        StoreError: there is no store at this path, it is no store, or somebody writes to it.
    """
    return Graph(Dataset.open(store))


class Graph:
    """What a store holds, to read; several may read one store at once."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let others write to the store."""
        self.dataset.close()

    def articles(self) -> list[Article]:
        """Every article, in the order of their paths."""
        return self.dataset.articles()

    def claims(self, *, rejected: bool = False) -> Iterator[Claim]:
        """Every claim, article by article, in the order of the text; those that a person rejected only if asked for."""
        return self.dataset.claims(rejected=rejected)

    def entities(self) -> dict[str, Entity]:
        """Every entity by its id."""
        return self.dataset.entities()

    def ask(self, question: str) -> Result:
        """The answer to a SPARQL query or to a stock question by its name, as RDF terms.

        Raises:
            QueryError: the query cannot be parsed, or would change data or ask another server.
            NotFound: no stock question has this name.
        """
        return run(self.dataset, stock(question).sparql if _NAME.fullmatch(question) else question)

    def query(self, question: str) -> list[dict[str, Any]]:
        """The answer as rows of plain values, ready for ``pandas.DataFrame``; IRIs in full, None for no value.

        Args and errors as for ``ask``; an ASK query gives one row with the column ``answer``.
        """
        from kgraph.query.formats import to_rows

        return to_rows(self.ask(question))

    def to_networkx(self, *, isolated: bool = False) -> nx.MultiDiGraph[str]:
        """The graph of actors, with the claims behind every edge; see ``kgraph.analyse.graph.to_networkx``."""
        from kgraph.analyse.graph import to_networkx

        return to_networkx(self.claims(), self.entities(), self._articles(), isolated=isolated)

    def analyse(self) -> Analysis:
        """Who is central, who goes with whom, what holds the graph together."""
        from kgraph.analyse.measures import measure

        return measure(self.to_networkx())

    def page(self, *, title: str = "Knowledge graph") -> str:
        """The graph as one self-contained HTML page; write it as UTF-8."""
        from kgraph.view import render

        return render(self.claims(), self.entities(), self._articles(), title=title)

    def export(
        self,
        name: str | Path,
        *,
        out: Path | BinaryIO | None = None,
        format: str | None = None,
        rejected: bool = False,
    ) -> int:
        """Write one file whose name says what it holds (``claims.jsonl``, ``all.ttl``); returns the rows written.

        Args and errors as for ``kgraph.export.export``.
        """
        from kgraph.export import export

        return export(self.dataset, name, out=out, format=format, rejected=rejected)

    def show_claim(self, claim_id: str) -> str:
        """Everything about one claim, as text; NotFound where there is none."""
        from kgraph.show import show_claim

        return show_claim(self.dataset, claim_id)

    def show_entity(self, name: str) -> str:
        """Everything about one entity, by id or name, as text; NotFound where there is none."""
        from kgraph.show import show_entity

        return show_entity(self.dataset, name)

    def explain_claim(
        self,
        claim_id: str,
        *,
        model: str | None = None,
        actors: Iterable[str | Path] = (),
        frames: Iterable[str | Path] = (),
    ) -> tuple[ClaimExplanation, str]:
        """How a claim came to be made, by reading its article again; and what to know of that reading, else "".

        Args:
            claim_id: the claim's id, its IRI, or a beginning of either that no other claim has.
            model: the spaCy pipeline to read with; by default the one that read the article for the store.
            actors: the Turtle files of further actors that the store was built with.
            frames: the folders of further frames that it was built with.

        Raises:
            NotFound: no claim, or several, have this id.
            ModelError: the language model is missing or damaged.
            OntologyError: a file of actors cannot be read.
            FrameError: a folder of frames cannot be read.
        """
        from kgraph.explain import explain_claim
        from kgraph.pipeline import Reader
        from kgraph.reading import model_of

        claim = self.dataset.claim(claim_id)
        article, before = self.dataset.article(claim.article), self.dataset.reading(claim.article)
        folders = tuple(Path(folder) for folder in frames)
        reader = Reader(model=model or model_of(before), actors=tuple(actors), frames=folders)
        same = before is None or before == reader.reading
        note = "" if same else f"read again by another reading ({reader.reading}) than the stored one ({before})"
        return explain_claim(claim, article, reader, frames=folders), note

    def _articles(self) -> dict[str, Article]:
        return {article.id: article for article in self.articles()}
