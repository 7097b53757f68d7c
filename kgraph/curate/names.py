"""Which entity a line of the ledger means now: by the key in its id, else by name and type, else none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from kgraph.curate.decisions import EntityRef
from kgraph.ids import fold, slug
from kgraph.store.classes import with_above
from kgraph.types import Entity, EntityType

PREFIX = "entity/"
_KINDS: dict[str, str] = {
    "Person": "person", "Official": "person", "Place": "place", "Treaty": "treaty", "UnnamedSource": "source",
}  # fmt: skip


def family(type_: EntityType) -> str:
    """The broadest kind of actor that the type is of: readings differ on Official or Person, not on State or Person."""
    return [cls for cls in with_above(type_) if cls not in ("kg:Actor", "kg:Entity")][-1]


def new_id(name: str, type_: EntityType, tail: str = "") -> str:
    """An id for an entity that a person makes; ``tail`` tells it from another of that name."""
    return f"{PREFIX}{_KINDS.get(type_, 'organization')}/{slug(name)}{tail and '-' + tail}"


class Machine:
    """The entities as the rules make them, before any decision.

    ``table`` leads from the key of a mention to its entity; ``describe`` describes them all, which takes a while, and
    is called only where a line's id leads nowhere.
    """

    def __init__(self, table: Mapping[str, str], describe: Callable[[], Mapping[str, Entity]]) -> None:
        self.table = table
        self._describe = describe

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every entity."""
        return frozenset(self.table.values())

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Every entity with its names and type."""
        return self._describe()

    def by_id(self, id: str | None) -> str | None:
        """The entity that holds the key of the id now, or that still has the id."""
        if id is None:
            return None
        found = self.table.get(id.removeprefix(PREFIX))
        return found if found is not None else id if id in self.ids else None

    def by_name(self, name: str, *, aliases: bool) -> frozenset[str]:
        """The entities of that name, or with that alias."""
        return frozenset((self._aliases if aliases else self._names).get(fold(name), ()))

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        return _index((e.id, (e.name,)) for e in self.entities.values())

    @cached_property
    def _aliases(self) -> dict[str, set[str]]:
        return _index((e.id, e.aliases) for e in self.entities.values())


def _index(rows: Iterable[tuple[str, Iterable[str]]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for id, names in rows:
        for name in names:
            found[fold(name)].add(id)
    return found


def agrees(ref: EntityRef, type_: EntityType | None) -> bool:
    """Whether a type may be that of the entity that is meant."""
    return ref.type is None or type_ is None or family(ref.type) == family(type_)
