"""What all decisions together make of the entities and claims: the same, whenever and however often it is asked.

Decisions work in the order of the ledger on what the rules make of the articles: ``Curation`` follows each mention
from the entity that linking gives it through the merges and splits that touch that entity. Nothing is kept from one
replay to the next, so decisions made one by one and a ledger replayed after a rebuild give the same graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kgraph.curate import decisions
from kgraph.curate.anchors import chosen, find_claim
from kgraph.curate.decisions import EntityRef, Entry, Selector
from kgraph.curate.names import Machine, agrees, new_id
from kgraph.curate.shapes import Shape, shaped
from kgraph.types import Claim, Entity, EntityType, Extraction, Mention, Review


def standing(entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    """The lines that count, in order, and the undo lines that find nothing to undo.

    Undoing an undo brings the decision back.
    """
    rows = list(entries)
    counts = [True] * len(rows)
    undone: dict[int, int] = {}
    idle = []
    for place, entry in enumerate(rows):
        if not isinstance(entry.decision, decisions.Undo):
            continue
        line = entry.decision.line
        found = next((i for i in range(place - 1, -1, -1) if counts[i] and rows[i].id == line), None)
        if found is None:
            idle.append(entry)
            counts[place] = False
            continue
        undone[place] = found
        while found is not None:  # an undo that is undone gives back what it had taken
            counts[found] = not counts[found]
            found = undone.get(found)
    kept = [e for e, on in zip(rows, counts, strict=True) if on and not isinstance(e.decision, decisions.Undo)]
    return kept, idle


@dataclass(frozen=True, slots=True)
class _Step:
    """A line's move of an entity's mentions to another one; all of them where ``mentions`` is None."""

    place: int
    into: str
    mentions: tuple[Selector, ...] | None


class Curation:
    """The decisions of a ledger applied to one state of the articles.

    Call ``applied`` with every linked extraction, then ``described`` with the entities of the results; ``dormant``
    and ``touched`` are known after that.
    """

    def __init__(
        self, entries: Iterable[Entry], table: Mapping[str, str], describe: Callable[[], Mapping[str, Entity]]
    ) -> None:
        self.entries, idle = standing(entries)
        self.machine = Machine(table, describe)
        self.shapes: dict[str, Shape] = defaultdict(Shape)
        self._reasons: dict[int, str] = {}
        self._idle = [(entry, f"no line before it has the id {_undone(entry)}") for entry in idle]
        self._steps: dict[str, list[_Step]] = defaultdict(list)
        self._made: set[str] = set()
        self._subjects: dict[int, tuple[str, ...]] = {}
        self._verdicts: dict[str | None, list[int]] = defaultdict(list)
        self._met: set[int] = set()
        for place, entry in enumerate(self.entries):
            self._take(place, entry)

    # What the lines say

    def _take(self, place: int, entry: Entry) -> None:
        decision = entry.decision
        match decision:
            case decisions.Merge():
                self._merge(place, decision)
            case decisions.Split():
                self._split(place, entry, decision)
            case decisions.Verdict():
                self._verdicts[decision.claim.article].append(place)
            case decisions.Rename() | decisions.Retype() | decisions.Link():
                entity = self.find(decision.entity)
                if entity is None:
                    self._reasons[place] = _nobody(decision.entity)
                    return
                self._subjects[place] = (entity,)
                self.shapes[entity] = self.shapes[entity].told(decision)

    def _merge(self, place: int, decision: decisions.Merge) -> None:
        found = [(ref, self.find(ref)) for ref in decision.entities]
        known = {id: ref for ref, id in reversed(found) if id is not None}
        order = [id for id in dict.fromkeys(id for _, id in found) if id is not None]
        missing = [ref for ref, id in found if id is None]
        if missing and len(order) < 2:
            self._reasons[place] = _nobody(missing[0])
            return
        first, *others = order
        self._subjects[place] = (first,)
        shape = self.shapes[first].named(known[first].name)
        for other in others:
            shape = shape.joined(self.shapes.pop(other, Shape()), known[other].name)
            self._steps[other].append(_Step(place, first, None))
        self.shapes[first] = shape

    def _split(self, place: int, entry: Entry, decision: decisions.Split) -> None:
        source = self.find(decision.entity)
        if source is None:
            self._reasons[place] = _nobody(decision.entity)
            return
        type_ = decision.into.type or decision.entity.type or self.type_of(source) or "Organization"
        into = self._home(decision.into, type_, apart_from=source, tail=entry.id[:8])
        self._subjects[place] = (source, into)
        self._steps[source].append(_Step(place, into, decision.mentions))

    def _home(self, ref: EntityRef, type_: EntityType, *, apart_from: str, tail: str) -> str:
        """The entity that mentions are split off to: one that is there by its id, else a new one."""
        name = ref.name or ""
        id = ref.id or new_id(name, type_, "")
        there = self.place(id) if id in self._made else self.place(self.machine.by_id(id))
        if there is not None and there != apart_from:
            return there
        made = id if there is None else new_id(name, type_, tail)
        if made not in self._made:
            self._made.add(made)
            self.shapes[made] = Shape(name=name, type=type_)
        return made

    # Which entity is meant

    def place(self, entity: str | None) -> str | None:
        """What a whole entity has become by the merges so far."""
        return None if entity is None else self._follow(entity, -1, lambda step: step.mentions is None)

    def find(self, ref: EntityRef) -> str | None:
        """The entity that a line means at this point of the replay; None where none, or several, may be meant."""
        if ref.id is not None and ref.id in self._made:
            return self.place(ref.id)
        by_id = self.place(self.machine.by_id(ref.id))
        if by_id is not None or ref.name is None:
            return by_id
        for aliases in (False, True):
            found = {p for id in self.machine.by_name(ref.name, aliases=aliases) if (p := self.place(id)) is not None}
            found |= {id for id, shape in self.shapes.items() if shape.is_called(ref.name, aliases=aliases)}
            found = {id for id in found if agrees(ref, self.type_of(id))}
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    def type_of(self, entity: str) -> EntityType | None:
        """The type of an entity as decided so far, else as the rules see it; None where neither says."""
        shape = self.shapes.get(entity)
        if shape is not None and shape.type is not None:
            return shape.type
        described = self.machine.entities.get(entity)
        return described.type if described is not None else None

    def _follow(self, entity: str, after: int, takes: Callable[[_Step], bool]) -> str:
        """Where the lines after a place take what stands for an entity."""
        while True:
            step = next((s for s in self._steps.get(entity, ()) if s.place > after and takes(s)), None)
            if step is None:
                return entity
            entity, after = step.into, step.place

    # Which articles have to be looked at

    def reviews(self, article: str, claims: str) -> bool:
        """Whether a verdict is about a claim of the article; ``claims`` is any text that holds their ids."""
        loose = (self.entries[place].decision for place in self._verdicts.get(None, ()))
        return article in self._verdicts or any(
            isinstance(v, decisions.Verdict) and v.claim.id in claims for v in loose
        )

    def splits(self, article: str) -> bool:
        """Whether any split may choose mentions of the article."""
        return any(_of_article(step, article) for steps in self._steps.values() for step in steps)

    def may_move(self, entity: str | None, article: str) -> bool:
        """Whether a split may take mentions of the article from what linking made this entity."""
        after = -1
        while entity is not None:
            later = [step for step in self._steps.get(entity, ()) if step.place > after]
            if any(_of_article(step, article) for step in later):
                return True
            whole = next((step for step in later if step.mentions is None), None)
            entity, after = (None, after) if whole is None else (whole.into, whole.place)
        return False

    # What becomes of the articles

    def applied(self, extraction: Extraction) -> Extraction:
        """A linked extraction with its mentions led to the entities, and its claims marked, as people decided."""
        if not self._steps and not self._verdicts:
            return _unreviewed(extraction)
        moved = self._moved(extraction) if self._steps else extraction
        return self._reviewed(moved)

    def _moved(self, extraction: Extraction) -> Extraction:
        article = extraction.article.id
        names = _names_by_key(extraction)

        def to_entity(mention: Mention) -> Mention:
            if mention.entity is None or mention.entity not in self._steps:
                return mention
            entity = self._follow(mention.entity, -1, lambda step: self._takes(step, mention, article, names))
            return mention if entity == mention.entity else replace(mention, entity=entity)

        if not any(mention.entity in self._steps for mention in extraction.anywhere()):
            return extraction
        return extraction.relink(to_entity)

    def _takes(self, step: _Step, mention: Mention, article: str, names: Mapping[str, list[Mention]]) -> bool:
        if step.mentions is None:
            return True
        # Descriptions and pronouns go with the names that they point back to, where all of those go.
        own = [mention] if mention.kind in ("name", "demonym") else names.get(mention.key or "", [])
        taken = any(
            chosen(selector, mention, article)
            or (selector.name is not None and own and all(chosen(selector, m, article) for m in own))
            for selector in step.mentions
        )
        if taken:
            self._met.add(step.place)
        return taken

    def _reviewed(self, extraction: Extraction) -> Extraction:
        claims = {claim.id: claim for claim in extraction.claims}
        reviews: dict[str, Review] = {}
        for place in sorted((*self._verdicts.get(extraction.article.id, ()), *self._verdicts.get(None, ()))):
            verdict = self.entries[place].decision
            assert isinstance(verdict, decisions.Verdict)
            if (claim := find_claim(verdict.claim, claims.values())) is not None:
                self._met.add(place)
                reviews[claim.id] = verdict.review
        marked = tuple(_with_review(c, reviews) for c in extraction.claims)
        return extraction if marked == extraction.claims else replace(extraction, claims=marked)

    def described(self, entities: Mapping[str, Entity]) -> dict[str, Entity]:
        """The entities of the curated articles, with the names, types and codes that people gave them."""
        for place, subjects in self._subjects.items():
            decision = self.entries[place].decision
            if isinstance(decision, decisions.Split):
                if place not in self._met:
                    self._reasons[place] = f"no such mention of {decision.entity} in the store"
            elif self._at_last(subjects[0], place) not in entities:
                self._reasons[place] = f"nothing in the store stands for {subjects[0]} now"
        for places in self._verdicts.values():
            for place in places:
                verdict = self.entries[place].decision
                if place not in self._met and isinstance(verdict, decisions.Verdict):
                    self._reasons[place] = f"no claim in the store is {verdict.claim.id} or says the same in its place"
        return {id: shaped(e, self.shapes.get(id), entities) for id, e in sorted(entities.items())}

    # What came of it

    def dormant(self) -> Iterator[tuple[Entry, str]]:
        """The lines that find nothing to apply to, each with the reason, in the order of the ledger."""
        found = [*self._idle, *((self.entries[place], reason) for place, reason in self._reasons.items())]
        yield from sorted(found, key=lambda row: (row[0].number, row[0].id))

    def touched(self, entities: Iterable[str]) -> dict[str, list[str]]:
        """Entity id -> the ids of the lines that made it what it is, for those of the entities that lines touch."""
        there = set(entities)
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for place, subjects in sorted(self._subjects.items()):
            if place not in self._reasons:
                for subject in subjects:
                    if (entity := self._at_last(subject, place)) in there:
                        found[entity][self.entries[place].id] = None
        return {entity: list(lines) for entity, lines in found.items()}

    def _at_last(self, entity: str, place: int) -> str:
        return self._follow(entity, place, lambda step: step.mentions is None)


def _of_article(step: _Step, article: str) -> bool:
    """Whether a step chooses mentions, and may choose some of the article."""
    return step.mentions is not None and any(s.article in (None, article) for s in step.mentions)


def _names_by_key(extraction: Extraction) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in extraction.mentions:
        if mention.key is not None and mention.kind in ("name", "demonym"):
            found[mention.key].append(mention)
    return found


def _with_review(claim: Claim, reviews: Mapping[str, Review]) -> Claim:
    review = reviews.get(claim.id)
    return claim if claim.review == review else replace(claim, review=review)


def _unreviewed(extraction: Extraction) -> Extraction:
    if all(claim.review is None for claim in extraction.claims):
        return extraction
    return replace(extraction, claims=tuple(replace(claim, review=None) for claim in extraction.claims))


def _nobody(ref: EntityRef) -> str:
    return f"no entity, or more than one, is {ref}"


def _undone(entry: Entry) -> str:
    return entry.decision.line if isinstance(entry.decision, decisions.Undo) else ""
