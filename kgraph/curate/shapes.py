"""What people decided about an entity besides its mentions: name, aliases, type, codes; put over what the rules say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kgraph.curate import decisions
from kgraph.curate.decisions import Portrayal
from kgraph.ids import fold
from kgraph.types import Entity, EntityType

_BODIES = frozenset({"Agency", "Ministry", "IntelligenceService", "ArmedForce", "Legislature"})


@dataclass(frozen=True, slots=True)
class Shape:
    """What is None is left as the rules have it; ``linked`` says whether ``wikidata`` was decided, None included."""

    name: str | None = None
    aliases: frozenset[str] = frozenset()
    type: EntityType | None = None
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    linked: bool = False

    def told(self, decision: Portrayal) -> Shape:
        """The shape after one more decision."""
        match decision:
            case decisions.Rename():
                former = {name for name in (self.name, decision.entity.name) if name}
                return replace(self, name=decision.name, aliases=self.aliases | former)
            case decisions.Retype():
                return replace(
                    self,
                    type=decision.type,
                    country=decision.country or self.country,
                    sector=decision.sector or self.sector,
                )
            case decisions.Link():
                return replace(self, wikidata=decision.wikidata, linked=True)

    def named(self, name: str | None) -> Shape:
        """The shape of an entity that keeps the name it had when others were merged into it."""
        return self if self.name is not None or name is None else replace(self, name=name)

    def joined(self, other: Shape, name: str | None) -> Shape:
        """The shape after another entity was merged in: its names become aliases, the rest of it lapses."""
        return replace(self, aliases=self.aliases | other.aliases | {n for n in (other.name, name) if n})

    def is_called(self, name: str, *, aliases: bool) -> bool:
        """Whether people gave it this name, or this alias."""
        own = self.aliases if aliases else {self.name} if self.name else frozenset()
        return fold(name) in {fold(n) for n in own}


def shaped(entity: Entity, shape: Shape | None, entities: Mapping[str, Entity]) -> Entity:
    """The entity as people want it; ``entities`` are all, to find its state among."""
    if shape is None:
        return entity
    name = shape.name or entity.name
    country = shape.country or entity.country
    type_ = shape.type or entity.type
    changed = replace(
        entity,
        name=name,
        aliases=tuple(sorted({*entity.aliases, *shape.aliases, entity.name} - {name, ""})),
        type=type_,
        country=country,
        sector=shape.sector or entity.sector,
        wikidata=shape.wikidata if shape.linked else entity.wikidata,
    )
    return changed if shape.country is None else _of_state(changed, country, entities)


def _of_state(entity: Entity, country: str | None, entities: Mapping[str, Entity]) -> Entity:
    """An entity moved to another state: a part of that one, and of no other, if it was a part of one or is a body."""
    states = {e.iso3: e.id for e in entities.values() if e.type == "State" and e.iso3}
    others = {whole for whole in entity.part_of if whole not in states.values()}
    home = states.get(country or "")
    belongs = entity.type in _BODIES or len(others) < len(entity.part_of)
    if home is not None and belongs and home != entity.id:
        others.add(home)
    return replace(entity, part_of=tuple(sorted(others)))
