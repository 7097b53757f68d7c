"""What resolution asks of the actor knowledge, in terms of keys ("state/PRK") instead of entity ids."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from kgraph.ids import fold
from kgraph.types import EntityType

if TYPE_CHECKING:
    from kgraph.actors import Actors, AgencyNoun, Known
    from kgraph.actors.places import Place

_GENERATED = re.compile(r"agency/(?P<noun>[a-z0-9-]+)-(?P<iso>[a-z]{3})$")
_LOCAL = re.compile(
    r"agency/[0-9a-f]{8,}/[a-z0-9-]+-(?P<iso>[a-z]{3})$"
)  # a body of a state that one article describes
# Words that describe a body without making it another one.
_NEUTRAL = frozenset(
    "own entire whole powerful main top country new current local first secretive feared ruling military-led army-led "
    "legitimate internationally recognised recognized elected wartime exiled embattled interim transitional".split()
)


class World:
    """Questions about states and their bodies; every answer is a key or None."""

    def __init__(self, actors: Actors) -> None:
        self.actors = actors

    def state(self, text: str) -> str | None:
        """The state that a name, demonym, capital or seat stands for: ``state/PRK`` for "Pyongyang"."""
        for surface in self.actors.named(text):
            if surface.target.startswith("entity/state/"):
                return surface.target.removeprefix("entity/")
        if self.actors.named(text):
            return None
        found = self.actors.demonym(text) or self.actors.metonym(text)
        return f"state/{found.iso3}" if found is not None else None

    def is_city(self, text: str) -> bool:
        """Whether the name is a capital's and no state's, so that it can also mean the place."""
        metonym = self.actors.metonym(text)
        return metonym is not None and metonym.kind == "capital" and not self.actors.named(text)

    def capital(self, state: str) -> str | None:
        """The capital's name of ``state/PRK``."""
        capitals = (
            self.actors.states[iso].capitals if (iso := state.removeprefix("state/")) in self.actors.states else ()
        )
        return capitals[0] if capitals else None

    def contextual(self, text: str, present: Collection[str]) -> str | None:
        """What a short name means among the keys present: "the North" beside South Korea; None where several fit."""
        fits = {
            c.actor.id.removeprefix("entity/")
            for c in self.actors.contextual(text)
            if any(key.removeprefix("entity/") in present for key in c.context)
        }
        return fits.pop() if len(fits) == 1 else None

    def bodies(self, text: str) -> list[str]:
        """The listed bodies (no states) that carry the name."""
        found = [s.target for s in self.actors.named(text) if not s.target.startswith("entity/state/")]
        return [target.removeprefix("entity/") for target in dict.fromkeys(found)]

    def owned(self, country: str, text: str) -> str | None:
        """The listed body of a state whose full name is the text with the state's: "Ukraine's Defence Intelligence"."""
        if country not in self.actors.states:
            return None
        state = self.actors.states[country]
        forms = [f"{a} {text}" for a in state.adjectives] + [f"{state.name}'s {text}", f"{text} of {state.name}"]
        found = {k for form in forms for k in self.bodies(form) if self.country(k) == country}
        return found.pop() if len(found) == 1 else None

    def noun(self, words: str) -> AgencyNoun | None:
        """The kind of body that the words describe; adjectives that make no other body of it are passed over."""
        rest = words if self.actors.may_describe((words.split() or [""])[-1]) else ""
        while rest:
            found = self.actors.agency_noun(rest)
            if found is not None:
                return found
            first, _, rest = rest.partition(" ")
            if fold(first) not in _NEUTRAL and first.lower() not in _NEUTRAL:
                return None
        return None

    def described(self, country: str, words: str) -> str | None:
        """The body of the state that the words describe: ``agency/nis-kor``, ``agency/foreign-ministry-jpn``."""
        noun = self.noun(words)
        known = self.actors.agency_described(country, noun.name) if noun is not None and not noun.plural else None
        return known.id.removeprefix("entity/") if known is not None else None

    def known(self, key: str) -> Known | None:
        """The record of a listed actor, or of a body made from a state and a kind."""
        listed = self.actors.get(f"entity/{key}")
        if listed is not None:
            return listed
        match = _GENERATED.fullmatch(key)
        noun = self.actors.nouns.get(match["noun"]) if match else None
        if match is None or noun is None:
            return None
        made = self.actors.agency_described(match["iso"].upper(), noun.name)
        return made if made is not None and made.id == f"entity/{key}" else None

    def country(self, key: str | None) -> str | None:
        """The code of the state that a key is or belongs to."""
        if key is None:
            return None
        if key.startswith("state/"):
            return key.removeprefix("state/")
        known = self.known(key)
        if known is not None:
            return known.country
        match = _GENERATED.fullmatch(key) or _LOCAL.fullmatch(key)
        return match["iso"].upper() if match and match["iso"].upper() in self.actors.states else None

    def kinds(self, key: str) -> frozenset[str]:
        """The kinds of body (ids of agency nouns, broader ones too) that a key is."""
        known, match = self.actors.get(f"entity/{key}"), _GENERATED.fullmatch(key)
        own = set(known.described) if known is not None else {match["noun"]} if match else set()
        broader = {b for k in own if k in self.actors.nouns for b in self.actors.nouns[k].broader}
        return frozenset(own | broader)

    def type(self, key: str) -> EntityType | None:
        """The type that is known of a key."""
        known = self.known(key)
        return known.type if known is not None else None

    def name(self, key: str) -> str | None:
        """The name that is known of a key."""
        known = self.known(key)
        return known.name if known is not None else None

    def place(self, name: str, country: str | None) -> Place | None:
        """Where a place lies, by its printed name and the state that the text puts it in, if it does."""
        from kgraph.actors.places import place

        return place(name, country)

    def town(self, name: str, states: Collection[str]) -> Place | None:
        """A town too small for ``place``, in the one of these states that has one of the name."""
        from kgraph.actors.towns import town

        return town(name, states)
