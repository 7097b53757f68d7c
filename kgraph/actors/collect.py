"""The growing tables that the readers of nodes fill, and the frozen tables that come of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kgraph.actors.records import AgencyNoun, Contextual, Demonym, Known, Metonym, ModifierKind, Office, State, Surface
from kgraph.actors.table import Actors, frozen
from kgraph.ids import fold


@dataclass
class Builder:
    """Collects records from nodes; ``finish`` makes the frozen tables."""

    known: dict[str, Known] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    surfaces: list[Surface] = field(default_factory=list)
    nouns: dict[str, AgencyNoun] = field(default_factory=dict)
    noun_forms: dict[str, AgencyNoun] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    office_forms: dict[str, Office] = field(default_factory=dict)
    modifiers: dict[str, ModifierKind] = field(default_factory=dict)
    contextuals: list[Contextual] = field(default_factory=list)
    names: dict[str, list[Surface]] = field(default_factory=lambda: defaultdict(list))
    acronyms: dict[str, list[Surface]] = field(default_factory=lambda: defaultdict(list))
    demonyms: dict[str, list[tuple[Surface, Demonym]]] = field(default_factory=lambda: defaultdict(list))
    metonyms: dict[str, list[tuple[Surface, Metonym]]] = field(default_factory=lambda: defaultdict(list))
    described: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def finish(self) -> Actors:
        """The frozen tables."""
        contextual: dict[str, list[Contextual]] = defaultdict(list)
        for entry in self.contextuals:
            contextual[folded(entry.text)].append(entry)
        return Actors(
            known=self.known,
            states=self.states,
            surfaces=tuple(dict.fromkeys(self.surfaces)),
            nouns=self.nouns,
            offices=self.offices,
            modifiers=self.modifiers,
            contextuals=tuple(self.contextuals),
            _names=frozen(self.names),
            _acronyms=frozen(self.acronyms),
            _demonyms=frozen(self.demonyms),
            _metonyms=frozen(self.metonyms),
            _contextuals=frozen(contextual),
            _blocked=frozenset(folded(s.text) for s in self.surfaces if s.kind == "blocked"),
            _nouns=self.noun_forms,
            _offices=self.office_forms,
            _described=frozen(self.described),
        )


def folded(text: str) -> str:
    """``fold(text)``, without its cost for plain words, of which there are thousands."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return text.lower()
    return fold(text)
