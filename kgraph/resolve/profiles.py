"""What all articles together say of a key, in memory that grows with keys, and whatever the order of the articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kgraph.resolve.established import full_form
from kgraph.resolve.referent import Order, Referent

LAST: Order = (date.max, "\U0010ffff")
REMEMBERED = 8
"""How many articles of a key, the earliest, tell who stands beside it."""


@dataclass(slots=True)
class Profile:
    """Forms with how often, posts and states each with the first article that tells them, the name, the company."""

    forms: dict[str, int] = field(default_factory=dict)
    roles: dict[tuple[str, str | None], Order] = field(default_factory=dict)
    countries: dict[str, Order] = field(default_factory=dict)
    first: Order = LAST
    """The first article that has the key."""
    named: Order = LAST
    """The first article that names it in full."""
    name: str | None = None
    """The name in full that this article establishes."""
    beside: dict[Order, tuple[str, ...]] = field(default_factory=dict)

    @property
    def established(self) -> tuple[bool, Order]:
        """By what it comes before others: by the first article that names it in full, else by the first that has it."""
        return (self.name is None, self.first if self.name is None else self.named)

    @property
    def company(self) -> frozenset[str]:
        """The keys beside it in the articles that are remembered."""
        return frozenset(key for keys in self.beside.values() for key in keys)

    def states(self, until: Order | None = None) -> frozenset[str]:
        """The codes of its states, as told by the articles until then."""
        return frozenset(code for code, order in self.countries.items() if until is None or order <= until)

    def add(self, referent: Referent) -> None:
        """Add what one more article says."""
        order = referent.order
        for form, count in referent.names:
            self.forms[form] = self.forms.get(form, 0) + count
        for role in referent.roles:
            self.roles[role] = min(order, self.roles.get(role, LAST))
        for code in referent.countries:
            self.countries[code] = min(order, self.countries.get(code, LAST))
        self.first = min(order, self.first)
        if order < self.named:
            found = full_form(referent.names, person=referent.key.startswith("person/"))
            if found is not None:
                self.named, self.name = order, found
        if referent.beside:
            self._remember(order, referent.beside)

    def absorb(self, other: Profile) -> None:
        """Add what is said of another key of the same entity; the name stays."""
        for form, count in other.forms.items():
            self.forms[form] = self.forms.get(form, 0) + count
        for role, order in other.roles.items():
            self.roles[role] = min(order, self.roles.get(role, LAST))
        for code, order in other.countries.items():
            self.countries[code] = min(order, self.countries.get(code, LAST))
        for order, keys in other.beside.items():
            self._remember(order, keys)

    def _remember(self, order: Order, keys: tuple[str, ...]) -> None:
        if order in self.beside:
            self.beside[order] = tuple(sorted({*self.beside[order], *keys}))
        elif len(self.beside) < REMEMBERED:
            self.beside[order] = keys
        elif order < (latest := max(self.beside)):
            del self.beside[latest]
            self.beside[order] = keys


def profiles_of(referents: Iterable[Referent]) -> dict[str, Profile]:
    """The profile of every key."""
    found: dict[str, Profile] = {}
    for referent in referents:
        profile = found.get(referent.key)
        if profile is None:
            profile = found[referent.key] = Profile()
        profile.add(referent)
    return found


def name_of(key: str, profile: Profile) -> str:
    """The name in full; of bodies without one the commonest form; else what the key spells."""
    if profile.name is None and profile.forms and not key.startswith("person/"):
        return max(profile.forms, key=lambda form: (profile.forms[form], form))
    return profile.name or key.split("/", 1)[-1].replace("-", " ").title()
