"""The lookup tables over the actor knowledge: from a form in print to what it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TypeVar

from kgraph.actors.records import (
    AgencyNoun,
    Contextual,
    Demonym,
    Known,
    Metonym,
    ModifierKind,
    Office,
    State,
    Surface,
)
from kgraph.errors import NotFound
from kgraph.ids import fold

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")

_POSSESSIVE = re.compile(r"(?:['’‘]s|(?<=s)['’‘])$")
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_KEPT = (
    1 << 16
)  # forms in print whose keys are kept, as in ``kgraph.ids.fold``: news says the same names again and again


@lru_cache(maxsize=_KEPT)
def bare(text: str) -> str:
    """The form without outer space, possessive ending and leading article."""
    return _ARTICLE.sub("", _POSSESSIVE.sub("", text.strip()))


def undotted(text: str) -> str:
    """An acronym without its dots: ``U.S.`` is ``US``."""
    return text.replace(".", "") if "." in text else text


@lru_cache(maxsize=_KEPT)
def keys(text: str) -> tuple[str, ...]:
    """The folded keys to try for a form in print: as it stands, then without a leading article."""
    full, short = fold(text), fold(bare(text))
    return (full,) if full == short else (full, short)


@lru_cache(maxsize=_KEPT)
def capitalised(text: str) -> bool:
    """Whether the first letter after any article is upper-case."""
    first = next((c for c in bare(text) if c.isalpha()), "")
    return first.isupper()


@lru_cache(maxsize=_KEPT)
def _first_keys(text: str) -> frozenset[str]:
    """The folded first word of a form, without a leading article; an acronym also without its dots."""
    words = bare(text).split()
    return (
        frozenset(fold(form).split()[0] for form in (words[0], undotted(words[0])) if fold(form))
        if words
        else frozenset()
    )


@dataclass(frozen=True)
class Actors:
    """Everything known beforehand about the actors of world politics; built by ``kgraph.actors.load``.

    All lookups take a form as printed, with or without a leading "the" and a possessive ending. They ignore case
    and accents except for acronyms and for names that are common words in lower case.
    """

    known: Mapping[str, Known]
    states: Mapping[str, State]
    surfaces: tuple[Surface, ...]
    nouns: Mapping[str, AgencyNoun]
    offices: Mapping[str, Office]
    modifiers: Mapping[str, ModifierKind]
    contextuals: tuple[Contextual, ...]
    _names: Mapping[str, tuple[Surface, ...]] = field(default_factory=dict, repr=False)
    _acronyms: Mapping[str, tuple[Surface, ...]] = field(default_factory=dict, repr=False)
    _demonyms: Mapping[str, tuple[tuple[Surface, Demonym], ...]] = field(default_factory=dict, repr=False)
    _metonyms: Mapping[str, tuple[tuple[Surface, Metonym], ...]] = field(default_factory=dict, repr=False)
    _contextuals: Mapping[str, tuple[Contextual, ...]] = field(default_factory=dict, repr=False)
    _blocked: frozenset[str] = frozenset()
    _nouns: Mapping[str, AgencyNoun] = field(default_factory=dict, repr=False)
    _offices: Mapping[str, Office] = field(default_factory=dict, repr=False)
    _described: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict, repr=False)

    def may_begin(self, word: str) -> bool:
        """Whether any listed form begins with the word: a quick test before the lookups."""
        return not self._first_words.isdisjoint(_first_keys(word))

    @cached_property
    def _first_words(self) -> frozenset[str]:
        return frozenset(key for surface in self.surfaces for key in _first_keys(surface.text))

    def may_name(self, text: str) -> bool:
        """Whether any table of names, demonyms, metonyms or blocked phrases lists the form: a quick test likewise."""
        return undotted(bare(text)) in self._acronyms or not self._printed.isdisjoint(keys(text))

    def longest(self, word: str) -> int:
        """How many words the longest listed name or blocked phrase has that begins with the word; 0 where none does."""
        return max((self._longest.get(key, 0) for key in _first_keys(word)), default=0)

    @cached_property
    def _longest(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for words in (key.split() for key in (*self._printed, *map(fold, self._acronyms))):
            if words:
                found[words[0]] = max(found.get(words[0], 0), len(words))
        return found

    @cached_property
    def _printed(self) -> frozenset[str]:
        """The keys of those tables; of contextual names with an article ("the North") also without it."""
        tables = (self._names, self._demonyms, self._metonyms, self._contextuals)
        return self._blocked.union(*tables, (key.removeprefix("the ") for key in self._contextuals))

    def lookup(self, name: str) -> tuple[Known, ...]:
        """The actors that carry this name, alias or acronym; several only where the name is truly shared."""
        found: dict[str, Known] = {}
        for surface in self.named(name):
            found.setdefault(surface.target, self.known[surface.target])
        return tuple(found.values())

    def named(self, name: str) -> tuple[Surface, ...]:
        """The listed names that this form matches, with their notes; only those spelt just so, if any are."""
        short = undotted(bare(name))
        hits = list(self._acronyms.get(short, ()))
        upper = capitalised(name)
        for key in keys(name):
            hits += [s for s in self._names.get(key, ()) if upper or not s.exact]
        spelt = {name.strip(), bare(name), short}
        return tuple([s for s in hits if s.text in spelt] or hits)

    def ambiguous(self, name: str) -> bool:
        """Whether the form, though listed, is also a common name of other things ("Georgia", "Jordan")."""
        demonym, metonym = self.demonym(name), self.metonym(name)
        return (
            any(s.ambiguous for s in self.named(name))
            or bool(demonym and demonym.ambiguous)
            or bool(metonym and metonym.ambiguous)
        )

    def get(self, entity: str) -> Known | None:
        """The actor with this relative entity id."""
        return self.known.get(entity)

    def state(self, iso3: str) -> State:
        """The state or territory with this ISO 3166 alpha-3 code.

        Raises:
            NotFound: no state has the code.
        """
        try:
            return self.states[iso3]
        except KeyError:
            raise NotFound(f"no state has the ISO 3166 alpha-3 code {iso3!r}; see ontologies/states.ttl") from None

    def demonym(self, word: str) -> Demonym | None:
        """The state whose people or things the word describes: "Dutch", "Briton", "North Koreans"."""
        return _first(self._demonyms, word)

    def metonym(self, name: str) -> Metonym | None:
        """The state whose capital or seat of government this is: "Seoul", "the Kremlin"."""
        return _first(self._metonyms, name)

    def contextual(self, name: str) -> tuple[Contextual, ...]:
        """What a short name means in articles that name one of its context actors: "the North", "the bloc"."""
        found = next((self._contextuals[k] for k in keys(name) if k in self._contextuals), ())
        return tuple(c for c in found if capitalised(name) or not capitalised(c.text))

    def blocked(self, phrase: str) -> bool:
        """Whether the phrase holds a state's name or demonym but is something else ("South China Sea")."""
        return any(key in self._blocked for key in keys(phrase))

    def agency_noun(self, phrase: str) -> AgencyNoun | None:
        """The kind of agency that the words describe, without its state: "spy agency", "the foreign ministry"."""
        return next((self._nouns[k] for k in keys(phrase) if k in self._nouns), None)

    def may_describe(self, word: str) -> bool:
        """Whether any description of an agency ends in the word: a quick test before the lookups."""
        return any(not key or key.rsplit(" ", 1)[-1] in self._noun_ends for key in keys(word))

    @cached_property
    def _noun_ends(self) -> frozenset[str]:
        """The last words of the descriptions of agencies; most phrases end in none of them."""
        return frozenset(key.rsplit(" ", 1)[-1] for key in self._nouns)

    def agency_of(self, iso3: str, phrase: str) -> Known | None:
        """The listed agency that the words describe when this state owns them: ``("KOR", "spy agency")`` is the NIS.

        None when no agency is listed or several would answer. A description that stands for the state itself
        ("government") gives the state.
        """
        noun = self.agency_noun(phrase)
        if noun is None or noun.plural or iso3 not in self.states:
            return None
        if noun.is_state:
            return self.states[iso3].actor
        found = self._described.get((iso3, noun.id), ())
        return self.known[found[0]] if len(found) == 1 else None

    def agency_described(self, iso3: str, phrase: str) -> Known | None:
        """``agency_of``, and where none is listed an agency made from the description: "Foreign ministry of Japan".

        None when the words describe no agency, or several at once.
        """
        listed = self.agency_of(iso3, phrase)
        noun = self.agency_noun(phrase)
        if listed is not None or noun is None or noun.plural or iso3 not in self.states:
            return listed
        state = self.states[iso3]
        folder = "organization" if noun.type in ("Organization", "MediaOutlet", "ArmedGroup") else "agency"
        return Known(
            id=f"entity/{folder}/{noun.id}-{iso3.lower()}",
            type=noun.type,
            name=f"{noun.name[:1].upper()}{noun.name[1:]} of {state.name}",
            aliases=tuple(dict.fromkeys(f"{state.adjective} {n}" for n in (noun.name, _american(noun.name)))),
            country=iso3,
            sector=noun.sector,
            chamber=noun.chamber,
        )

    def office(self, title: str) -> Office | None:
        """The title or rank, its modifiers taken off and noted: "former deputy foreign minister", "Lt Gen"."""
        words = fold(bare(title)).split()
        marks: set[ModifierKind] = set()
        while words:
            found = self._offices.get(" ".join(words))
            if found is not None:
                return _marked(found, marks)
            mark = self._modifier(words)
            if mark is None:
                return None
            marks.add(mark)
        return None

    def _modifier(self, words: list[str]) -> ModifierKind | None:
        """Takes the longest modifier off the front of the words, or "elect" and its like off the back."""
        for size in (2, 1):
            if len(words) <= size:
                continue
            front, back = self.modifiers.get(" ".join(words[:size])), self.modifiers.get(" ".join(words[-size:]))
            if front is not None:
                del words[:size]
                return front
            if back == "elect":
                del words[-size:]
                return back
        return None

    def family_name_first(self, iso3: str | None, *, native: bool = False) -> bool:
        """Whether English-language news writes the names of this state's people family name first.

        ``native`` asks for the order at home, which differs for Hungary and Japan.
        """
        state = self.states.get(iso3 or "")
        order = state.name_order if state else None
        return order == "family-first" or (native and order == "family-first-at-home")

    def given_name_reference(self, iso3: str | None) -> bool:
        """Whether news takes up this state's people again by given name, as few have family names (Iceland)."""
        state = self.states.get(iso3 or "")
        return state is not None and state.name_order == "given-name"

    def phrases(self) -> Iterator[Surface]:
        """Every form in print with its kind, without leading articles except where they are part of the name."""
        yield from self.surfaces


def _american(words: str) -> str:
    """The words in American spelling."""
    return words.replace("defence", "defense")


def _marked(office: Office, marks: set[ModifierKind]) -> Office:
    """The office with its modifiers noted."""
    if not marks:
        return office
    return replace(
        office,
        former=office.former or "former" in marks,
        acting=office.acting or "acting" in marks,
        deputy=office.deputy or "deputy" in marks,
        elect=office.elect or "elect" in marks,
    )


def _first(table: Mapping[str, tuple[tuple[Surface, T], ...]], name: str) -> T | None:
    """The first entry under the form's keys whose case rule the form meets."""
    upper = capitalised(name)
    for key in keys(name):
        for surface, record in table.get(key, ()):
            if upper or not surface.exact:
                return record
    return None


def frozen(table: dict[K, list[V]]) -> Mapping[K, tuple[V, ...]]:
    """A read-only table of tuples."""
    return MappingProxyType({key: tuple(values) for key, values in table.items()})
