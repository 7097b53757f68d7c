"""The whole flow on one screen: articles are read, annotated, mined for claims, resolved, stored and connected.

An article is read again only where its text or metadata changed, or where another reading (kgraph, its rules, its
model, the user's actors) read it before; so building the same articles again changes nothing and is quick.
What depends on all articles (which mentions are one actor, the edges between actors, the links between claims) is
computed anew after every build that read anything or met a changed ledger, from the articles' digests. Each article is
written in one transaction: an interrupted build leaves whole articles, and the next build goes on from there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kgraph.actors import Actors
from kgraph.actors import load as load_actors
from kgraph.analyse.edges import edges
from kgraph.curate import memory
from kgraph.curate.articles import CuratedArticles
from kgraph.curate.ledger import Ledger
from kgraph.curate.replay import Curation
from kgraph.curate.wording import verb_of
from kgraph.errors import DormantLine, InputError, StoreError
from kgraph.extract.frames import FrameTable, frame_table
from kgraph.read import read
from kgraph.reading import reading
from kgraph.resolve import link_with_reasons
from kgraph.resolve.entities import describe_digests
from kgraph.resolve.referent import referents_of
from kgraph.resolve.world import World
from kgraph.store import Dataset
from kgraph.store.digests import Digests
from kgraph.store.edges import edges_to_quads
from kgraph.store.entities import decisions_to_quads, entities_to_quads
from kgraph.store.links import link_claims, links_to_quads
from kgraph.store.merges import merges_to_quads
from kgraph.types import Article, Entity, Extraction

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

OnProblem = Callable[[InputError], None]
OnProgress = Callable[[int, Article], None]
PENDING = "unconnected"
"""A file in the store's folder while articles are in it that are not yet connected to the others."""
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
    frames: Iterable[str | Path] = (),
    base: str | None = None,
    ledger: str | Path | None = None,
    stdin: BinaryIO | None = None,
    on_problem: OnProblem | None = None,
    on_progress: OnProgress | None = None,
) -> Report:
    """Read articles into a store, which is made where there is none; without a single article none is made.

    Args:
        paths: files, folders and ``-`` (standard input), as ``kgraph.read.read`` takes them.
        store: the folder of the store.
        metadata: a CSV with the columns path, title, publisher, published, url; it must be there.
        model: an installed spaCy pipeline to use instead of kgraph's own.
        actors: Turtle files with further actors.
        frames: folders with further frames of events (docs/frames.md); where they fit, they go before kgraph's own.
        base: the base IRI of a new store.
        ledger: the decisions of people (docs/curation.md); by default the file of last time, else the store's own.
        stdin: what ``-`` reads; the process's standard input by default.
        on_problem: called with each input that is wrong or odd, when it is met; the rest of the batch goes on.
        on_progress: called with the number and the article before each article is read.

    Raises:
        InputError: the table of metadata is not there.
        StoreError: the folder is no store, in use, of another base, or on a full disk; or the named ledger is missing.
        ModelError: the language model is missing or damaged.
        OntologyError: a file of actors cannot be read.
        FrameError: a folder of frames is missing or empty, or a frame is wrong.
    """
    note = _Notes(on_problem)
    reader = Reader(model=model, actors=tuple(actors), frames=tuple(frames))
    files = [paths] if isinstance(paths, (str, Path)) else list(paths)
    articles = read(files, metadata=_table(metadata), stdin=stdin, on_problem=note)
    if (first := next(articles, None)) is None:
        return Report(problems=tuple(note.problems))
    folder = Path(store)
    if not folder.exists():
        reader.nlp  # noqa: B018 - where the model is missing, no empty store is left behind
    decisions = memory.open_ledger(folder, ledger)
    with Dataset.open(folder, create=True, base=base, noted=True) as dataset:
        report = _filled(dataset, chain([first], articles), folder, reader, decisions, note, on_progress)
    settle(folder, decisions)  # only now is everything on disk
    return report


def _table(metadata: str | Path | None) -> Path | None:
    """The table of metadata; without one that was named, articles that have dates would be stored anew without."""
    if metadata is not None and not Path(metadata).exists():
        raise InputError(f"{metadata}: no such table of metadata; check the spelling and the current folder")
    return None if metadata is None else Path(metadata)


class _Notes:
    """Keeps the problems that are met, and hands each on at once."""

    def __init__(self, on_problem: OnProblem | None) -> None:
        self.problems: list[InputError] = []
        self._on_problem = on_problem

    def __call__(self, problem: InputError) -> None:
        self.problems.append(problem)
        if self._on_problem is not None:
            self._on_problem(problem)


def _filled(
    dataset: Dataset,
    articles: Iterable[Article],
    folder: Path,
    reader: Reader,
    decisions: Ledger,
    note: _Notes,
    on_progress: OnProgress | None,
) -> Report:
    """Take the articles in and connect whatever changed, also where reading was interrupted."""
    for problem in decisions.problems:
        note(problem)
    pending = folder / PENDING
    if not memory.in_graph(folder, decisions):
        pending.touch()
    try:
        told, replaced = _take_in(articles, dataset, reader, pending.touch, note, on_progress)
    finally:
        if pending.exists():
            memory.keep_actors(folder, reader.actor_files)
            curation = connect(dataset, reader.actors, decisions)
            for line in dormant_lines(decisions, curation):
                note(line)
    outcomes = Counter(told.values())
    return Report(
        new=outcomes["new"],
        changed=outcomes["changed"],
        unchanged=outcomes["unchanged"],
        replaced=replaced,
        articles=len(dataset.typed("kg:Article")),
        claims=len(dataset.typed("kg:Claim")),
        entities=len(dataset.typed("kg:Entity")),
        problems=tuple(note.problems),
    )


class Reader:
    """From an article to its claims, one article at a time; the language model is loaded when it is first needed."""

    def __init__(
        self, *, model: str | None = None, actors: tuple[str | Path, ...] = (), frames: tuple[str | Path, ...] = ()
    ) -> None:
        self.model = model
        self.actor_files = actors
        self.actors: Actors = load_actors(*actors)
        self.frames: FrameTable = frame_table(frames)
        self.reading = reading(model=model, actors=actors, frames=frames)

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
        from kgraph.nlp.tokens import Text
        from kgraph.resolve import about_actors, resolve_article

        text = Text.of(self.annotate(article))
        found = resolve_article(text, extract(text, article, self.actors, self.frames), self.actors, self.frames)
        return about_actors(found, self.actors)


def _take_in(
    articles: Iterable[Article],
    dataset: Dataset,
    reader: Reader,
    mark: Callable[[], None],
    note: OnProblem,
    on_progress: OnProgress | None,
) -> tuple[dict[str, str], int]:
    """Read what is new or was read otherwise, and remove what it replaces; ``mark`` is called before any change.

    Returns what became of each article by its id (``new``, ``changed``, ``unchanged``), and how many were replaced.
    """
    before = {article.id: article for article in dataset.articles()}
    told: dict[str, str] = {}
    for number, article in enumerate(articles, start=1):
        if on_progress is not None:
            on_progress(number, article)
        stored = before.get(article.id)
        if stored == article and dataset.reading(article.id) == reader.reading:
            told[article.id] = "unchanged"
            continue
        mark()
        if (outcome := _store(article, stored is not None, dataset, reader, note)) is not None:
            told[article.id] = outcome
    replaced = 0
    for old in _old_versions(before, told, dataset):
        mark()
        replaced += dataset.remove_article(old)
    return told, replaced


def _store(article: Article, known: bool, dataset: Dataset, reader: Reader, note: OnProblem) -> str | None:
    """Read an article into the store: ``new``, ``changed`` or ``unchanged``; None where reading failed."""
    reader.nlp  # noqa: B018 - a missing model is no fault of this article
    old = dataset.extraction(article.id) if known else None
    try:
        fresh = reader(article)
        if old is not None and fresh == _as_read(old):
            dataset.replace_article(old, reading=reader.reading)
            return "unchanged"
        dataset.replace_article(fresh, reading=reader.reading)
    except (OSError, StoreError):
        raise
    except Exception as error:
        # A rule's bug must cost one article, not the batch.
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        note(InputError(f"{article.path}: cannot be analysed ({what}); please report it with the article"))
        return None
    return "new" if old is None else "changed"


def _as_read(extraction: Extraction) -> Extraction:
    """A stored extraction without what was added when articles were connected."""
    plain = extraction.relink(lambda mention: replace(mention, entity=None))
    return replace(plain, claims=tuple(replace(claim, review=None) for claim in plain.claims))


def _old_versions(before: dict[str, Article], told: Iterable[str], dataset: Dataset) -> Iterator[str]:
    """What an edited file said before its editing: same path, same day, most words the same, and not read again."""
    read_now = set(told)
    left = defaultdict(list)
    for old in before.values():
        if old.id not in read_now and old.path != "-":
            left[old.path].append(old)
    for article in (dataset.article(article_id) for article_id in told) if left else ():
        for old in left[article.path]:
            if old.published == article.published and _alike(old.text, article.text):
                yield old.id


def _alike(one: str, other: str) -> bool:
    mine, theirs = set(one.split()), set(other.split())
    return len(mine & theirs) >= _SAME_TEXT * len(mine | theirs)


def connect(dataset: Dataset, actors: Actors, ledger: Ledger | None = None) -> Curation:
    """Link the mentions of all articles to entities and derive the graphs of actors, edges and links between claims.

    The decisions of the ledger are replayed over what linking finds; what came of them is returned.
    """
    world = World(actors)
    with Digests(dataset) as digests:
        linking = link_with_reasons(r for packed in digests for r in referents_of(packed.digest(), world))

        def undecided() -> dict[str, Entity]:
            return describe_digests((packed.digest() for packed in digests), linking.entity_of, actors)

        curation = Curation(ledger.entries if ledger else (), linking.entities, undecided)
        articles = CuratedArticles(dataset, linking, curation)
        articles.look(digests)
        told = (packed.digest() for packed in articles.told(digests))
        entities = curation.described(describe_digests(told, articles.entity_of, actors))
        claims = [claim for packed in articles.told(digests) for claim in packed.linked(articles.entity_of)]
        answers = [reference for packed in articles.told(digests) for reference in packed.referring()]
    known = articles.led().among(entities)
    described = (
        entities_to_quads(entities.values(), dataset.terms),
        decisions_to_quads(curation.touched(entities), dataset.terms),
        merges_to_quads(known.merges, known.open, dataset.terms),
    )
    dataset.replace_derived("actors", chain.from_iterable(described))
    read = {article.id: article for article in dataset.articles()}
    dataset.replace_derived("edges", edges_to_quads(edges(claims, entities, read), dataset.terms))
    published = {article.id: article.published for article in read.values()}
    dataset.replace_derived("links", links_to_quads(link_claims(claims, answers, published=published), dataset.terms))
    return curation


def settle(folder: Path, ledger: Ledger) -> None:
    """Note that what the store's graph holds is connected and on disk, with the ledger's decisions in it."""
    memory.remember(folder, ledger)
    (folder / PENDING).unlink(missing_ok=True)


def dormant_lines(ledger: Ledger, curation: Curation) -> Iterator[DormantLine]:
    """What to tell of the lines of a ledger that find nothing to apply to."""
    for entry, reason in curation.dormant():
        verb = verb_of(entry.decision)
        yield DormantLine(f"{ledger.path}:{entry.number}: {verb} {entry.id} waits: {reason}; the line is kept")
