"""The whole flow on one screen: articles are read, annotated, mined for claims, resolved, stored and connected.

An article is read again only where its text or metadata changed, or where another reading (kgraph, its rules, its
model, the user's actors) read it before; so building the same articles again changes nothing and is quick.
What depends on all articles (which mentions are one actor, the edges between actors, the links between claims) is
computed anew after every build. Each article is written in one transaction: an interrupted build leaves whole articles,
and the next build goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kgraph.actors import Actors
from kgraph.actors import load as load_actors
from kgraph.analyse.edges import edges
from kgraph.errors import InputError
from kgraph.read import read
from kgraph.reading import reading
from kgraph.resolve import Referent, describe, link, referents
from kgraph.store import Dataset
from kgraph.store.edges import edges_to_quads
from kgraph.store.entities import entities_to_quads
from kgraph.store.links import link_claims, links_to_quads
from kgraph.types import Article, Claim, Extraction, Mention

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

OnProblem = Callable[[InputError], None]
OnProgress = Callable[[int, Article], None]
_SAME_TEXT = 0.5  # the share of common words from which two texts of one path are versions of one article


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    ``new + changed + unchanged`` are the articles read; ``changed`` counts those whose claims, metadata or text are
    other than before, ``replaced`` those of the store that gave way to a newer version of the same file.
    ``articles``, ``claims`` and ``entities`` count what the store holds now.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    replaced: int = 0
    articles: int = 0
    claims: int = 0
    entities: int = 0
    problems: tuple[InputError, ...] = ()

    @property
    def read(self) -> int:
        """How many articles were read."""
        return self.new + self.changed + self.unchanged

    @property
    def errors(self) -> tuple[InputError, ...]:
        """The problems for which something was left out."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def build(
    paths: Iterable[str | Path],
    *,
    store: str | Path,
    metadata: str | Path | None = None,
    model: str | None = None,
    actors: Iterable[str | Path] = (),
    base: str | None = None,
    stdin: BinaryIO | None = None,
    on_problem: OnProblem | None = None,
    on_progress: OnProgress | None = None,
) -> Report:
    """Read articles into a store, which is made where there is none; without a single article none is made.

    Args:
        paths: files, folders and ``-`` (standard input), as ``kgraph.read.read`` takes them.
        store: the folder of the store.
        metadata: a CSV with the columns path, title, publisher, published, url.
        model: an installed spaCy pipeline to use instead of kgraph's own.
        actors: Turtle files with further actors.
        base: the base IRI of a new store.
        stdin: what ``-`` reads; the process's standard input by default.
        on_problem: called with each input that is wrong or odd, when it is met; the rest of the batch goes on.
        on_progress: called with the number and the article before each article is read.

    Raises:
        StoreError: the folder is no store, is in use, or has another base.
        ModelError: the language model is missing or damaged.
        OntologyError: a file of actors cannot be read.
    """
    problems: list[InputError] = []

    def note(problem: InputError) -> None:
        problems.append(problem)
        if on_problem is not None:
            on_problem(problem)

    files = [paths] if isinstance(paths, (str, Path)) else list(paths)
    reader = Reader(model=model, actors=tuple(actors))
    articles = read(files, metadata=None if metadata is None else Path(metadata), stdin=stdin, on_problem=note)
    first = next(articles, None)
    if first is None:
        return Report(problems=tuple(problems))
    with Dataset.open(store, create=True, base=base) as dataset:
        before = {article.id: article for article in dataset.articles()}
        told: dict[str, str] = {}
        try:
            for number, article in enumerate(chain([first], articles), start=1):
                if on_progress is not None:
                    on_progress(number, article)
                if (outcome := _store(article, before.get(article.id), dataset, reader, note)) is not None:
                    told[article.id] = outcome
            replaced = _remove_old_versions(before, told, dataset)
        except KeyboardInterrupt:
            connect(dataset, reader.actors)  # what was read so far is of use
            raise
        claims, entities = connect(dataset, reader.actors)
        counts = {outcome: list(told.values()).count(outcome) for outcome in ("new", "changed", "unchanged")}
        return Report(
            **counts,
            replaced=replaced,
            articles=len(dataset.article_ids()),
            claims=claims,
            entities=entities,
            problems=tuple(problems),
        )


class Reader:
    """From an article to its claims, one article at a time; the language model is loaded when it is first needed."""

    def __init__(self, *, model: str | None = None, actors: tuple[str | Path, ...] = ()) -> None:
        self.model = model
        self.actors: Actors = load_actors(*actors)
        self.reading = reading(model=model, actors=actors)

    @cached_property
    def nlp(self) -> Language:
        """The language pipeline."""
        from kgraph.nlp import load

        return load(self.model)

    def annotate(self, article: Article) -> Doc:
        """The article's text with tags, names, quotations, dates and quantities."""
        doc = self.nlp.make_doc(article.text)
        doc._.published = article.published  # dates without a year are read against it
        return self.nlp(doc)

    def __call__(self, article: Article) -> Extraction:
        """Everything read from one article, its mentions keyed but not yet linked to entities."""
        from kgraph.extract.extractor import extract
        from kgraph.resolve import resolve_article

        doc = self.annotate(article)
        return resolve_article(doc, extract(doc, article, self.actors), self.actors)


def _store(article: Article, stored: Article | None, dataset: Dataset, reader: Reader, note: OnProblem) -> str | None:
    """Read an article into the store where needed: ``new``, ``changed`` or ``unchanged``; None where reading failed."""
    if stored == article and dataset.reading(article.id) == reader.reading:
        return "unchanged"
    reader.nlp  # noqa: B018 - a missing model is no fault of this article
    old = None if stored is None else dataset.extraction(article.id)
    try:
        fresh = reader(article)
        if old is not None and fresh == old.relink(_unlinked):
            dataset.replace_article(old, reading=reader.reading)
            return "unchanged"
        dataset.replace_article(fresh, reading=reader.reading)
    except OSError:
        raise
    except Exception as error:
        # A rule's bug must cost one article, not the batch.
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        note(InputError(f"{article.path}: cannot be analysed ({what}); please report it with the article"))
        return None
    return "new" if old is None else "changed"


def _unlinked(mention: Mention) -> Mention:
    return replace(mention, entity=None)


def _remove_old_versions(before: dict[str, Article], told: dict[str, str], dataset: Dataset) -> int:
    """Take out what an edited file said before: its path is read again, most of its words too, but not its text."""
    removed = 0
    for article_id in told:
        article = dataset.article(article_id) if article_id not in before else None
        for old in before.values() if article is not None else ():
            if article is not None and old.path == article.path and old.id not in told and _alike(old, article):
                removed += dataset.remove_article(old.id)
    return removed


def _alike(one: Article, other: Article) -> bool:
    mine, theirs = set(one.text.split()), set(other.text.split())
    return len(mine & theirs) >= _SAME_TEXT * len(mine | theirs)


def connect(dataset: Dataset, actors: Actors) -> tuple[int, int]:
    """Link the mentions of all articles to entities and derive the graphs of actors, edges and links between claims.

    Returns the numbers of claims and entities.
    """
    found: list[Referent] = []
    for extraction in dataset.extractions():
        found.extend(referents(extraction, actors=actors))
    table = link(found)
    claims: list[Claim] = []
    entities = describe(_linked(dataset, table, claims), actors)
    articles = {article.id: article for article in dataset.articles()}
    dataset.replace_derived("actors", entities_to_quads(entities.values(), dataset.terms))
    dataset.replace_derived("edges", edges_to_quads(edges(claims, entities, articles), dataset.terms))
    dataset.replace_derived("links", links_to_quads(link_claims(claims), dataset.terms))
    return len(claims), len(entities)


def _linked(dataset: Dataset, table: dict[str, str], claims: list[Claim]) -> Iterator[Extraction]:
    """Every extraction with its mentions linked by the table; what changed is stored, claims are gathered."""

    def to_entity(mention: Mention) -> Mention:
        entity = None if mention.key is None else table.get(mention.key)
        return mention if entity == mention.entity else replace(mention, entity=entity)

    for extraction in dataset.extractions():
        linked = extraction.relink(to_entity)
        if linked != extraction:
            dataset.replace_article(linked, reading=dataset.reading(linked.article.id))
        claims.extend(linked.claims)
        yield linked
