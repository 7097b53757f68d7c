"""From what a person asks to a line that lasts: names become ids with names and types, claims and mentions get anchors."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kgraph.curate import decisions
from kgraph.curate.advice import doubts
from kgraph.curate.anchors import chosen, claim_ref
from kgraph.curate.decisions import Decision, EntityRef, Entry, Selector
from kgraph.curate.names import family, new_id
from kgraph.curate.replay import standing
from kgraph.curate.wording import line_id
from kgraph.errors import DecisionError, NotFound
from kgraph.ids import fold
from kgraph.store import Dataset
from kgraph.store.terms import term, text_literal
from kgraph.types import Article, Entity, Mention

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a decision is held against: the store as it is, the ledger so far, and the states that there are."""

    dataset: Dataset
    entries: tuple[Entry, ...]
    states: Collection[str]


def settled(decision: Decision, grounds: Grounds) -> tuple[Decision, list[str]]:
    """The decision with lasting references, and what to warn of.

    Raises:
        NotFound: no entity, claim, article or line is what the decision names, or several are.
        DecisionError: the decision says nothing new, or names a state that there is not.
    """
    match decision:
        case decisions.Merge():
            return _merge(decision, grounds)
        case decisions.Split():
            return _split(decision, grounds)
        case decisions.Verdict():
            return _verdict(decision, grounds.dataset), []
        case decisions.Undo():
            return decisions.Undo(_line(decision.line, grounds.entries)), []
        case decisions.Rename():
            entity = find_entity(grounds.dataset, decision.entity)
            if entity.name == decision.name:
                raise DecisionError(f"{entity.id} is called {entity.name!r} already")
            namesakes = [e for e in _called(decision.name, grounds.dataset) if e.id != entity.id]
            return replace(decision, entity=_ref(entity)), [
                f"{e.id} is called {e.name!r}, too: if they are one, merge them" for e in namesakes
            ]
        case decisions.Retype():
            if decision.country is not None and decision.country not in grounds.states:
                raise DecisionError(f"no state has the code {decision.country!r}: give an ISO 3166 code such as PRK")
            return replace(decision, entity=_ref(find_entity(grounds.dataset, decision.entity))), []
        case decisions.Link():
            entity = find_entity(grounds.dataset, decision.entity)
            others = [e for e in grounds.dataset.entities().values() if e.id != entity.id]
            same = [e for e in others if decision.wikidata is not None and e.wikidata == decision.wikidata]
            return replace(decision, entity=_ref(entity)), [
                f"{e.name} ({e.id}) is {decision.wikidata}, too: if they are one, merge them" for e in same
            ]


def find_entity(dataset: Dataset, ref: EntityRef) -> Entity:
    """The entity that is meant; NotFound where there is none, or several."""
    try:
        return dataset.entity(ref.id or ref.name or "")
    except NotFound:
        if ref.id is None or ref.name is None:
            raise
        return dataset.entity(ref.name)


def mentions_in(dataset: Dataset, entity: Entity) -> list[tuple[Article, Mention]]:
    """Every mention that stands for the entity, each place once, article by article in the order of the text."""
    found: list[tuple[Article, Mention]] = []
    for id in entity.articles:
        extraction = dataset.extraction(id)
        places: dict[tuple[int, int], Mention] = {}
        for mention in extraction.anywhere():
            if mention.entity == entity.id:
                places.setdefault((mention.start, mention.end), mention)
        found.extend((extraction.article, places[place]) for place in sorted(places))
    return sorted(found, key=lambda row: (row[0].path, row[0].id, row[1].start, row[1].end))


def mention_id(article: Article, mention: Mention) -> str:
    """How a mention is named on the command line: ``3f2a…@12-20``, the article's hash and code points."""
    return f"{article.id.removeprefix('article/')}@{mention.start}-{mention.end}"


def selector_of(mention: str) -> Selector:
    """The selector of a mention by its id as ``mention_id`` gives it; DecisionError where it is none."""
    article, _, place = mention.removeprefix("article/").partition("@")
    start, _, end = place.partition("-")
    if not (
        article and start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and int(start) < int(end)
    ):
        raise DecisionError(f"{mention!r} is no mention: `kgraph entities show` lists them, such as 3f2a9c@12-20")
    return Selector(article=f"article/{article}", start=int(start), end=int(end))


def _ref(entity: Entity) -> EntityRef:
    return EntityRef(entity.id, entity.name, entity.type)


def _merge(decision: decisions.Merge, grounds: Grounds) -> tuple[Decision, list[str]]:
    entities = [find_entity(grounds.dataset, ref) for ref in decision.entities]
    if len({e.id for e in entities}) < len(entities):
        some = ", ".join(str(ref) for ref in decision.entities)
        raise DecisionError(f"{some}: two of these are one entity already; give each once")
    return decisions.Merge(tuple(_ref(e) for e in entities)), list(doubts(entities))


def _split(decision: decisions.Split, grounds: Grounds) -> tuple[Decision, list[str]]:
    entity = find_entity(grounds.dataset, decision.entity)
    selectors = tuple(_selector(s, grounds.dataset) for s in decision.mentions)
    places = mentions_in(grounds.dataset, entity)
    for selector in selectors:
        if not any(chosen(selector, mention, article.id) for article, mention in places):
            what = selector.name or selector.text or selector.article
            raise NotFound(f"no mention of {entity.name} is {what!r}: `kgraph entities show {entity.id}` lists them")
    all_of_it = all(any(chosen(s, mention, article.id) for s in selectors) for article, mention in places)
    warnings = [f"every mention of {entity.name} is split off: nothing is left of it"] if all_of_it else []
    into = _into(decision.into, entity, grounds)
    made = decisions.Split(_ref(entity), selectors, into)
    if into.id is None:
        made = replace(made, into=_new(into, entity, grounds.dataset, line_id(made)))
    return made, warnings


def _into(ref: EntityRef, source: Entity, grounds: Grounds) -> EntityRef:
    """The other entity that is there already by that id or name, of the same kind; else the name alone."""
    if ref.id is not None and ref.name is None:
        return _ref(find_entity(grounds.dataset, ref))
    type_ = ref.type or source.type
    found = [
        e for e in _called(ref.name or "", grounds.dataset)
        if e.id != source.id and family(e.type) == family(type_) and ref.id in (None, e.id)
    ]  # fmt: skip
    if len(found) == 1:
        return _ref(found[0])
    if len(found) > 1:
        raise NotFound(
            f"{len(found)} entities are called {ref.name!r}: give one's id ({', '.join(e.id for e in found)})"
        )
    return EntityRef(ref.id, ref.name, type_)


def _new(ref: EntityRef, source: Entity, dataset: Dataset, tail: str) -> EntityRef:
    """A new entity, under an id that neither an entity nor a key of a mention has."""
    name, type_ = ref.name or source.name, ref.type or source.type
    id = new_id(name, type_)
    key = text_literal(id.removeprefix("entity/"))
    taken = id in dataset.entities() or any(dataset.store.quads_for_pattern(None, term("kg:key"), key, None))
    return EntityRef(new_id(name, type_, tail[:8]) if taken else id, name, type_)


def _called(name: str, dataset: Dataset) -> list[Entity]:
    """The entities of that name; where there is none, those with that alias."""
    entities = dataset.entities().values()
    return [e for e in entities if fold(e.name) == fold(name)] or [
        e for e in entities if fold(name) in {fold(a) for a in e.aliases}
    ]


def _selector(selector: Selector, dataset: Dataset) -> Selector:
    if selector.article is None:
        return selector
    wanted = selector.article if selector.article.startswith("article/") else f"article/{selector.article}"
    found = _by_beginning(wanted, [article.id for article in dataset.articles()], str, "article", "`kgraph articles`")
    if selector.start is None:
        return replace(selector, article=found)
    return replace(selector, article=found, text=dataset.article(found).text[selector.start : selector.end] or None)


def _verdict(decision: decisions.Verdict, dataset: Dataset) -> decisions.Verdict:
    claim = dataset.claim(decision.claim.id)
    if claim.review == decision.review:
        raise DecisionError(f"{claim.id} is {claim.review} already: `kgraph entities undo --list` shows by which line")
    return replace(decision, claim=claim_ref(claim))


def _line(wanted: str, entries: Sequence[Entry]) -> str:
    """The id of a line that counts: the last decision where none is named."""
    counting, _ = standing(entries)
    if not wanted:
        if not counting:
            raise NotFound("the ledger holds no decision that could be undone")
        return counting[-1].id
    known = {e.id: e for e in entries}
    found = _by_beginning(wanted, list(known), str, "line", "`kgraph entities undo --list`")
    if not isinstance(known[found].decision, decisions.Undo) and found not in {e.id for e in counting}:
        raise DecisionError(f"line {found} is undone already: `kgraph entities undo --list` shows what counts")
    return found


def _by_beginning(wanted: str, there: Iterable[T], key: Callable[[T], str], what: str, remedy: str) -> T:
    """The only one whose key is this or begins with it."""
    rows = list(there)
    found = [x for x in rows if key(x) == wanted] or [x for x in rows if key(x).startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(f"{len(found)} {what}s begin with {wanted!r}: give more of the id")
    raise NotFound(f"no {what} has the id {wanted!r}: {remedy} lists them")
