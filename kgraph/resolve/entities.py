"""Describes the entities of linked extractions: best name, type, aliases, codes, posts, owners, coordinates."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kgraph.resolve.display import aliases_of, clean, name_of
from kgraph.resolve.linking import POST, UNRESOLVED, mentions_of
from kgraph.resolve.sectors import is_public, sector_of
from kgraph.resolve.world import World
from kgraph.types import Entity, EntityType, Extraction, Mention, Tenure

if TYPE_CHECKING:
    from kgraph.actors import Actors, Known
    from kgraph.actors.places import Place

_WELL_KNOWN = 300_000  # people of a city that print names without its state
_BY_KEY: dict[str, EntityType] = {"state": "State", "place": "Place", "treaty": "Treaty", "source": "UnnamedSource"}


@dataclass(slots=True)
class _Notes:
    """What the extractions say of one entity, as counts."""

    names: Counter[str] = field(default_factory=Counter)
    demonyms: Counter[str] = field(default_factory=Counter)
    described: Counter[str] = field(default_factory=Counter)
    types: Counter[EntityType] = field(default_factory=Counter)
    places: set[tuple[str, int, int]] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    wholes: Counter[str] = field(default_factory=Counter)
    countries: set[str] = field(default_factory=set)
    tenures: dict[tuple[str, str | None], tuple[date | None, str]] = field(default_factory=dict)
    begun: dict[tuple[str, str | None], date] = field(default_factory=dict)
    ended: dict[tuple[str, str | None], date] = field(default_factory=dict)


def describe(extractions: Iterable[Extraction], actors: Actors) -> dict[str, Entity]:
    """Entity id -> Entity, for every entity that the linked extractions mention, by id.

    Counts grow with entities, not with mentions kept; the order of the extractions does not matter.
    """
    world = World(actors)
    notes: dict[str, _Notes] = defaultdict(_Notes)
    for extraction in extractions:
        _note(extraction, notes)
    officials = frozenset(
        id for id, note in notes.items() if any(is_public(t, frozenset(), world) for t in _tenures(note))
    )
    whereabouts = _states_by_article(notes, world)
    return {id: _entity(id, notes, world, officials, whereabouts) for id in sorted(notes)}


def entity_id(mention: Mention | None) -> str | None:
    """The entity of a linked mention; of one that is only keyed, the entity that its key alone makes, if any."""
    if mention is None or (mention.key is not None and mention.key.startswith(UNRESOLVED)):
        return None
    return mention.entity or (f"entity/{mention.key}" if mention.key else None)


def _note(extraction: Extraction, notes: dict[str, _Notes]) -> None:
    article, published = extraction.article.id, extraction.article.published
    for mention in mentions_of(extraction):
        id = entity_id(mention)
        if id is None:
            continue
        note = notes[id]
        note.articles.add(article)
        place = (article, mention.start, mention.end)
        if place in note.places:
            continue
        note.places.add(place)
        if mention.key is not None and mention.key.startswith(POST):
            note.countries.add(mention.key.removeprefix(POST).split("/")[0])
        if mention.kind != "pronoun":
            note.types[mention.type] += 1
        counter = {"name": note.names, "demonym": note.demonyms, "nominal": note.described}.get(mention.kind)
        if counter is not None:
            counter[clean(mention.text)] += 1
    for affiliation in extraction.affiliations:
        member, whole = entity_id(affiliation.member), entity_id(affiliation.whole)
        if member and whole and member != whole:
            notes[member].wholes[whole] += 1
    for role in extraction.roles:
        person = entity_id(role.person)
        if person is None:
            continue
        post = (role.title, entity_id(role.of))
        since = notes[person].tenures.get(post)
        now = (published, article)
        if since is None or _earlier(now, since):
            notes[person].tenures[post] = now
        for day, printed in ((role.start, notes[person].begun), (role.end, notes[person].ended)):
            if day is not None:
                printed[post] = min(day, printed.get(post, day))


def _earlier(left: tuple[date | None, str], right: tuple[date | None, str]) -> bool:
    """Whether the first (date, article) comes first; without a date last."""
    return (left[0] or date.max, left[1]) < (right[0] or date.max, right[1])


def _entity(
    id: str,
    notes: dict[str, _Notes],
    world: World,
    officials: frozenset[str],
    whereabouts: dict[str, set[str]],
) -> Entity:
    key, note = id.removeprefix("entity/"), notes[id]
    known = world.known(key)
    tenures = _tenures(note)
    type_ = _type(key, note, tenures, officials, world)
    name = name_of(key, names=note.names, described=note.described, type_=type_, world=world)
    country = _country(id, note, notes, world)
    aliases = aliases_of(key, names=note.names, demonyms=note.demonyms, described=note.described)
    aliases |= set(known.names if known else ())
    nearby = {state for article in note.articles for state in whereabouts.get(article, ())}
    place = _located(name, note, nearby, world) if type_ == "Place" else None
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
        mentions=len(note.places),
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
    rows = sorted(kept.items(), key=lambda row: (row[1][0] or date.max, row[0][0], row[0][1] or "", row[1][1]))
    return tuple(
        Tenure(
            title=t,
            of=of,
            start=note.begun.get((t, of), None if t.startswith("former ") or (t, of) in note.ended else day),
            end=note.ended.get((t, of), day if t.startswith("former ") else None),
            article=a,
        )
        for (t, of), (day, a) in rows
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


def _located(name: str, note: _Notes, nearby: set[str], world: World) -> Place | None:
    """Where a place lies, by any form that the articles print, in the state that they put it in.

    Where they do not say, it must lie in a state that they mention or be well known.
    """
    forms = [name, *sorted(note.names), *sorted(note.described)]
    owners = {re.split(r"['’]s\s", form)[0] for form in forms if re.search(r"['’]s\s", form)}
    owners |= {form.rsplit(" of ", 1)[1] for form in forms if " of " in form}
    states = {state.removeprefix("state/") for owner in owners if (state := world.state(owner)) is not None}
    hint = states.pop() if len(states) == 1 else None
    if hint is not None:
        return next((found for form in forms if (found := world.place(form, hint)) is not None), None)
    for form in forms:
        found = world.place(form, None)
        if found is not None and (found.iso3 is None or found.iso3 in nearby):
            return found
        if found is not None and found.population >= _WELL_KNOWN:
            return found
    return None


def _country(id: str, note: _Notes, notes: dict[str, _Notes], world: World) -> str | None:
    """The state by the key, the posts held, or what it belongs to; None where these do not agree."""
    own = world.country(id.removeprefix("entity/"))
    if own is not None:
        return own
    now = [of for title, of in note.tenures if of and not title.startswith("former ")]
    above = now or [of for _, of in note.tenures if of] or list(note.wholes)
    found = {c for whole in above if (c := _country_of_whole(whole, notes, world))}
    found |= note.countries
    return found.pop() if len(found) == 1 else None


def _country_of_whole(whole: str, notes: dict[str, _Notes], world: World) -> str | None:
    direct = world.country(whole.removeprefix("entity/"))
    if direct is not None:
        return direct
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
