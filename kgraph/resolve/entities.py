"""Describes the entities of linked extractions: best name, type, aliases, codes, posts, owners, coordinates."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kgraph.actors.places import Place
from kgraph.resolve.digest import UNRESOLVED, Digest, Told, digest
from kgraph.resolve.display import aliases_of, cased, description, treaty_name
from kgraph.resolve.established import full_form
from kgraph.resolve.naming import place_name
from kgraph.resolve.persons import bare
from kgraph.resolve.referent import Order
from kgraph.resolve.sectors import is_public, sector_of
from kgraph.resolve.world import World
from kgraph.types import Entity, EntityType, Extraction, Mention, Tenure

if TYPE_CHECKING:
    from kgraph.actors import Actors, Known

_WELL_KNOWN = 300_000  # people of a city that print names without its state
_BY_KEY: dict[str, EntityType] = {"state": "State", "place": "Place", "treaty": "Treaty", "source": "UnnamedSource"}


@dataclass(slots=True)
class _Notes:
    """What the articles say of one entity; it grows with distinct words, not with mentions."""

    names: Counter[str] = field(default_factory=Counter)
    demonyms: set[str] = field(default_factory=set)
    described: set[str] = field(default_factory=set)
    types: Counter[EntityType] = field(default_factory=Counter)
    mentions: int = 0
    articles: list[str] = field(default_factory=list)
    wholes: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    tenures: dict[tuple[str, str | None], Order] = field(default_factory=dict)
    begun: dict[tuple[str, str | None], date] = field(default_factory=dict)
    ended: dict[tuple[str, str | None], date] = field(default_factory=dict)
    full: tuple[Order, str] | None = None
    """The name in full of the earliest article that has one."""
    named: tuple[Order, Counter[str]] | None = None
    """The names in the earliest article that has any."""
    worded: tuple[Order, frozenset[str]] | None = None
    """The descriptions in the earliest article that has any."""


def describe(extractions: Iterable[Extraction], actors: Actors) -> dict[str, Entity]:
    """Entity id -> Entity, for every entity that the linked extractions mention, by id.

    Counts grow with entities, not with mentions kept; the order of the extractions does not matter.
    """
    return describe_digests((digest(extraction, entity_id) for extraction in extractions), lambda id: id, actors)


def describe_digests(
    digests: Iterable[Digest], entity_of: Callable[[str], str | None], actors: Actors
) -> dict[str, Entity]:
    """Entity id -> Entity, from digests, by id; ``entity_of`` says which entity a digest's referent is, if any."""
    world = World(actors)
    notes: dict[str, _Notes] = defaultdict(_Notes)
    for one in digests:
        _note(one, entity_of, notes)
    officials = frozenset(
        id for id, note in notes.items() if any(is_public(t, frozenset(), world) for t in _tenures(note))
    )
    located = _located(notes, world)
    return {id: _entity(id, notes, world, officials, located) for id in sorted(notes)}


def entity_id(mention: Mention | None) -> str | None:
    """The entity of a linked mention; of one that is only keyed, the entity that its key alone makes, if any."""
    if mention is None or (mention.key is not None and mention.key.startswith(UNRESOLVED)):
        return None
    return mention.entity or (f"entity/{mention.key}" if mention.key else None)


def _note(one: Digest, entity_of: Callable[[str], str | None], notes: dict[str, _Notes]) -> None:
    order = (one.published or date.max, one.article)
    grouped: dict[str, list[Told]] = defaultdict(list)
    for told in one.told:
        if (id := entity_of(told.id)) is not None:
            grouped[id].append(told)
    for id, some in grouped.items():
        note = notes[id]
        note.articles.append(one.article)
        for told in some:
            note.names.update(dict(told.names))
            note.demonyms.update(form for form, _ in told.demonyms)
            note.described.update(form for form, _ in told.descriptions)
            note.types.update(dict(told.types))
            note.mentions += told.mentions
            note.countries.update(told.posts)
        _establish(id, note, order, some)
    for member, whole in ((entity_of(m), entity_of(w)) for m, w in one.affiliations):
        if member and whole and member != whole:
            notes[member].wholes.add(whole)
    for person, title, of in one.roles:
        if (holder := entity_of(person)) is not None:
            post = (title, None if of is None else entity_of(of))
            notes[holder].tenures[post] = min(order, notes[holder].tenures.get(post, order))
    for person, title, of, start, end in one.tenures:
        if (holder := entity_of(person)) is not None:
            post = (title, None if of is None else entity_of(of))
            for day, printed in ((start, notes[holder].begun), (end, notes[holder].ended)):
                if day is not None:
                    printed[post] = min(date.fromisoformat(day), printed.get(post, date.max))


def _establish(id: str, note: _Notes, order: Order, some: Iterable[Told]) -> None:
    """Keep the names and descriptions of the earliest article that has any: what comes later does not rename."""
    names: Counter[str] = Counter()
    for told in some:
        names.update(dict(told.names))
    if names and (note.named is None or order < note.named[0]):
        note.named = (order, names)
    if note.full is None or order < note.full[0]:
        forms = [(place_name(n), c) for n, c in names.items()] if id.startswith("entity/place/") else names.items()
        found = full_form(forms, person=id.startswith("entity/person/"))
        if found is not None:
            note.full = (order, found)
    words = frozenset(form for told in some for form, _ in told.descriptions)
    if words and (note.worded is None or order < note.worded[0]):
        note.worded = (order, words)


def _entity(
    id: str,
    notes: dict[str, _Notes],
    world: World,
    officials: frozenset[str],
    located: dict[str, Place | None],
) -> Entity:
    key, note = id.removeprefix("entity/"), notes[id]
    known = world.known(key)
    tenures = _tenures(note)
    type_ = _type(key, note, tenures, officials, world)
    name = _name(key, note, world)
    country = _country(id, note, notes, world, located)
    aliases = aliases_of(key, names=note.names, demonyms=note.demonyms, described=note.described)
    aliases |= set(known.names if known else ())
    place = located.get(id) if type_ == "Place" else None
    return Entity(
        id=id,
        type=type_,
        name=name,
        aliases=tuple(sorted(a for a in aliases - {name} if a)),
        country=known.country if known and known.country else country or (place.iso3 if place else None),
        sector=sector_of(type_, tenures, known.sector if known else None, world),
        wikidata=known.wikidata if known else place.wikidata if place else None,
        iso3=known.iso3 if known else None,
        cow=known.cow if known else None,
        gw=known.gw if known else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        roles=tenures,
        part_of=_part_of(id, notes, known, country, type_),
        mentions=note.mentions,
        articles=tuple(sorted(note.articles)),
    )


def _states_by_article(notes: dict[str, _Notes], world: World) -> dict[str, set[str]]:
    """Article -> the codes of the states that it mentions, themselves or by a part of them ("eastern Chad")."""
    found: dict[str, set[str]] = defaultdict(set)
    for id, note in notes.items():
        if id.startswith("entity/place/"):
            for form in note.names:
                state = world.state(form.partition(" ")[2]) if " " in form else None
                for article in note.articles if state else ():
                    found[article].add(str(state).removeprefix("state/"))
        if id.startswith("entity/state/"):
            for article in note.articles:
                found[article].add(id.removeprefix("entity/state/"))
    return found


def _tenures(note: _Notes) -> tuple[Tenure, ...]:
    """The posts, oldest first; one without an owner is dropped where the same post has one."""
    owned = {title for title, of in note.tenures if of is not None}
    kept = {post: at for post, at in note.tenures.items() if post[1] is not None or post[0] not in owned}
    rows = sorted(kept.items(), key=lambda row: (row[1][0], row[0][0], row[0][1] or "", row[1][1]))
    return tuple(
        Tenure(
            title=t,
            of=of,
            start=note.begun.get((t, of), None if t.startswith("former ") or (t, of) in note.ended else day),
            end=note.ended.get((t, of), day if t.startswith("former ") else None),
            article=a,
        )
        for (t, of), (first, a) in rows
        for day in [None if first == date.max else first]
    )


def _type(key: str, note: _Notes, tenures: tuple[Tenure, ...], officials: frozenset[str], world: World) -> EntityType:
    kind = key.split("/", 1)[0]
    if kind == "person":
        return "Official" if any(is_public(t, officials, world) for t in tenures) or note.countries else "Person"
    known = world.type(key)
    if known is not None:
        return known
    if kind in _BY_KEY:
        things = note.types["Equipment"] > 0 and set(note.types) <= {"Equipment", "UnnamedSource"}
        return "Equipment" if kind == "source" and things else _BY_KEY[kind]
    votes = Counter(
        {t: n for t, n in note.types.items() if kind == "unresolved" or t not in ("Person", "Place", "State")}
    )
    if not votes:
        return "UnnamedSource" if kind == "unresolved" else "Agency" if kind == "agency" else "Organization"
    return min(votes, key=lambda t: (t == "Organization", -votes[t], t))


def _name(key: str, note: _Notes, world: World) -> str:
    """The known name; else the name in full, a short name, or a description, of the earliest article that has one."""
    if (known := world.known(key)) is not None:
        return known.name
    if key.startswith("treaty/"):
        return (
            (_best(note.named[1]) if note.named else None) or treaty_name(key, world) or _description(note) or "treaty"
        )
    if note.full is not None:
        return note.full[1]
    return _short_name(key, note) or _description(note) or key.rsplit("/", 1)[-1].replace("-", " ")


def _short_name(key: str, note: _Notes) -> str | None:
    """The commonest name in the earliest article that has any."""
    if note.named is None:
        return None
    clip = place_name if key.startswith("place/") else bare
    forms: Counter[str] = Counter()
    for form, count in note.named[1].items():
        forms[cased(clip(form)) if key.startswith("place/") else clip(form)] += count
    return _best(forms)


def _located(notes: dict[str, _Notes], world: World) -> dict[str, Place | None]:
    """Where every place lies."""
    whereabouts = _states_by_article(notes, world)
    found: dict[str, Place | None] = {}
    for id, note in notes.items():
        if id.startswith("entity/place/"):
            nearby = {state for article in note.articles for state in whereabouts.get(article, ())}
            found[id] = _located_one(_name(id.removeprefix("entity/"), note, world), note, nearby, world)
    return found


def _located_one(name: str, note: _Notes, nearby: set[str], world: World) -> Place | None:
    """Where a place lies, by any form that the articles print, in the state that they put it in.

    Where they do not say, it must lie in a state that they mention or be well known.
    """
    forms = [name, *sorted(note.names), *sorted(note.described)]
    owners = {re.split(r"['’]s\s", form)[0] for form in forms if re.search(r"['’]s\s", form)}
    owners |= {form.rsplit(" of ", 1)[1] for form in forms if " of " in form}
    states = {state.removeprefix("state/") for owner in owners if (state := world.state(owner)) is not None}
    states |= {whole.removeprefix("entity/state/") for whole in note.wholes if whole.startswith("entity/state/")}
    hint = states.pop() if len(states) == 1 else None
    if hint is not None:
        found = next((found for form in forms if (found := world.place(form, hint)) is not None), None)
        return found or world.town(name, {hint}) or Place(name, hint, None, None, kind="region")
    for form in forms:
        found = world.place(form, None)
        if found is not None and (found.iso3 is None or found.iso3 in nearby):
            return found
        if found is not None and found.population >= _WELL_KNOWN:
            return found
    return world.town(name, nearby)


def _best(forms: Counter[str]) -> str | None:
    """The commonest form, among equals the longest."""
    return max(forms, key=lambda n: (forms[n], len(n), n)) if forms else None


def _description(note: _Notes) -> str | None:
    """The shortest description in the earliest article that has any, without its article ("the")."""
    return description(note.worded[1]) if note.worded is not None else None


def _country(
    id: str, note: _Notes, notes: dict[str, _Notes], world: World, located: dict[str, Place | None]
) -> str | None:
    """The state by the key, the posts held, or what it belongs to; None where these do not agree."""
    own = world.country(id.removeprefix("entity/"))
    if own is not None:
        return own
    now = [of for title, of in note.tenures if of and not title.startswith("former ")]
    found: set[str] = set()
    for above in (now, [of for _, of in note.tenures if of], note.wholes):
        found = found or {c for whole in above if (c := _country_of_whole(whole, notes, world, located))}
    found |= note.countries
    return found.pop() if len(found) == 1 else None


def _country_of_whole(
    whole: str, notes: dict[str, _Notes], world: World, located: dict[str, Place | None]
) -> str | None:
    direct = world.country(whole.removeprefix("entity/"))
    if direct is not None:
        return direct
    if (place := located.get(whole)) is not None:
        return place.iso3
    if whole.startswith("entity/person/") and whole in notes:
        held = {c for _, of in notes[whole].tenures if of and (c := world.country(of.removeprefix("entity/")))}
        return held.pop() if len(held) == 1 else None
    above = sorted(notes[whole].wholes) if whole in notes else []
    return next((c for w in above if (c := world.country(w.removeprefix("entity/")))), None)


def _part_of(
    id: str, notes: dict[str, _Notes], known: Known | None, country: str | None, type_: EntityType
) -> tuple[str, ...]:
    """What it belongs to: as printed, as the actors file has it, and for agencies the state of their key."""
    if type_ in ("State", "Person", "Official", "Treaty"):
        return ()
    found = {w for w in notes[id].wholes if not w.startswith("entity/unresolved/")}
    if known is not None and known.part_of in notes:
        found.add(known.part_of)
    state = known.country if known else None
    state = state or (country if id.startswith("entity/agency/") else None)
    if state is not None and type_ != "Place":
        found.add(f"entity/state/{state}")
    return tuple(sorted(found - {id}))
