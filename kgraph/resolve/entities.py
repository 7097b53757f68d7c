"""Describes the entities of linked extractions: best name, type, aliases, codes, posts, owners, coordinates."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kgraph.extract.titles import is_rank
from kgraph.ids import fold
from kgraph.resolve.digest import UNRESOLVED, Digest, Told, clean, digest
from kgraph.resolve.established import full_form
from kgraph.resolve.naming import place_name
from kgraph.resolve.persons import bare
from kgraph.resolve.referents import Order
from kgraph.resolve.world import World
from kgraph.types import Entity, EntityType, Extraction, Mention, Tenure

if TYPE_CHECKING:
    from kgraph.actors import Actors
    from kgraph.actors.places import Place

_ARTICLE = re.compile(r"^(?:the|a|an|to the|to)\s+", re.IGNORECASE)
_WHOSE = re.compile(r"(?:his|her|its|their|our|my|your)\s", re.IGNORECASE)
_BY_KEY: dict[str, EntityType] = {"state": "State", "place": "Place", "treaty": "Treaty", "source": "UnnamedSource"}
_PRIVATE = frozenset(
    "analyst expert editor professor author historian journalist reporter researcher scholar fellow correspondent "
    "columnist economist lawyer scientist tycoon businessman activist writer publisher oligarch executive founder "
    "owner resident veteran dissident".split()
)


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
    return {id: _entity(id, notes[id], notes, world) for id in sorted(notes)}


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


def _entity(id: str, note: _Notes, notes: dict[str, _Notes], world: World) -> Entity:
    key = id.removeprefix("entity/")
    known = world.known(key)
    tenures = _tenures(note)
    type_ = _type(key, note, tenures, world)
    name = _name(key, note, world)
    country = _country(id, note, notes, world)
    aliases = _aliases(key, note) | set(known.names if known else ())
    place = _located(name, note, world) if type_ == "Place" else None
    return Entity(
        id=id,
        type=type_,
        name=name,
        aliases=tuple(sorted(a for a in aliases - {name} if a)),
        country=known.country if known and known.country else country or (place.iso3 if place else None),
        sector=_sector(type_, tenures, note, known.sector if known else None),
        wikidata=known.wikidata if known else place.wikidata if place else None,
        iso3=known.iso3 if known else None,
        cow=known.cow if known else None,
        gw=known.gw if known else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        roles=tenures,
        part_of=_part_of(id, note, known.country if known else None, country, type_),
        mentions=note.mentions,
        articles=tuple(sorted(note.articles)),
    )


def _aliases(key: str, note: _Notes) -> set[str]:
    """The names and demonyms as printed; of bodies also the descriptions that name their owner."""
    found = {*note.names, *note.demonyms}
    if key.startswith("agency/"):
        bare_forms = {_ARTICLE.sub("", form) for form in note.described if not _WHOSE.match(form)}
        found |= {form for form in bare_forms if form[:1].isupper() and 2 <= len(form.split()) <= 6}
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
            start=None if t.startswith("former ") else day,
            end=day if t.startswith("former ") else None,
            article=a,
        )
        for (t, of), (first, a) in rows
        for day in [None if first == date.max else first]
    )


def _type(key: str, note: _Notes, tenures: tuple[Tenure, ...], world: World) -> EntityType:
    kind = key.split("/", 1)[0]
    if kind == "person":
        return "Official" if any(_is_public(t) for t in tenures) or note.countries else "Person"
    known = world.type(key)
    if known is not None:
        return known
    if kind in _BY_KEY:
        return _BY_KEY[kind]
    votes = Counter(
        {t: n for t, n in note.types.items() if kind == "unresolved" or t not in ("Person", "Place", "State")}
    )
    if not votes:
        return "UnnamedSource" if kind == "unresolved" else "Agency" if kind == "agency" else "Organization"
    return min(votes, key=lambda t: (t == "Organization", -votes[t], t))


def _is_public(tenure: Tenure) -> bool:
    """Whether a post is one of a state or its bodies."""
    of = (tenure.of or "").removeprefix("entity/")
    if _PRIVATE.intersection(tenure.title.split()[-1:]):
        return False
    return of.startswith(("state/", "agency/")) or tenure.title.removeprefix("former ").endswith(
        ("minister", "president", "prime minister", "secretary of state", "ambassador", "secretary general")
    )


def _name(key: str, note: _Notes, world: World) -> str:
    """The known name; else the name in full, a short name, or a description, of the earliest article that has one."""
    if (known := world.known(key)) is not None:
        return known.name
    if key.startswith("treaty/"):
        return (
            (_best(note.named[1]) if note.named else None) or _treaty_name(key, world) or _description(note) or "treaty"
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
        forms[clip(form)] += count
    return _best(forms)


def _located(name: str, note: _Notes, world: World) -> Place | None:
    """Where a place lies, by any form that the articles print, in the state that they put it in."""
    forms = [name, *sorted(note.names), *sorted(note.described)]
    owners = {re.split(r"['’]s\s", form)[0] for form in forms if re.search(r"['’]s\s", form)}
    owners |= {form.rsplit(" of ", 1)[1] for form in forms if " of " in form}
    states = {state.removeprefix("state/") for owner in owners if (state := world.state(owner)) is not None}
    hint = states.pop() if len(states) == 1 else None
    return next((found for form in forms if (found := world.place(form, hint)) is not None), None)


def _treaty_name(key: str, world: World) -> str | None:
    """ "North Korea–Russia treaty", of ``treaty/PRK-RUS``."""
    _, parties, *kind = key.split("/")
    names = [world.name(f"state/{code}") for code in parties.split("-")]
    return (
        None
        if None in names or len(names) < 2
        else f"{'–'.join(n for n in names if n)} {kind[0] if kind else 'treaty'}"
    )


def _best(forms: Counter[str]) -> str | None:
    """The commonest form, among equals the longest."""
    return max(forms, key=lambda n: (forms[n], len(n), n)) if forms else None


def _description(note: _Notes) -> str | None:
    """The shortest description in the earliest article that has any, without its article ("the")."""
    if note.worded is None:
        return None
    found = min(note.worded[1], key=lambda n: (len(n), n))
    first, _, rest = found.partition(" ")
    return clean(rest if rest and first.lower() in ("the", "a", "an", "some", "to") else found)


def _country(id: str, note: _Notes, notes: dict[str, _Notes], world: World) -> str | None:
    """The state by the key, the posts held, or what it belongs to; None where these do not agree."""
    own = world.country(id.removeprefix("entity/"))
    if own is not None:
        return own
    above = [t for _, t in note.tenures if t] or list(note.wholes)
    found = {c for whole in above if (c := _country_of_whole(whole, notes, world))}
    found |= note.countries
    return found.pop() if len(found) == 1 else None


def _country_of_whole(whole: str, notes: dict[str, _Notes], world: World) -> str | None:
    direct = world.country(whole.removeprefix("entity/"))
    if direct is not None:
        return direct
    above = sorted(notes[whole].wholes) if whole in notes else []
    return next((c for w in above if (c := world.country(w.removeprefix("entity/")))), None)


def _part_of(id: str, note: _Notes, known: str | None, country: str | None, type_: EntityType) -> tuple[str, ...]:
    """What it belongs to: as printed, and for agencies the state of their key."""
    if type_ in ("State", "Person", "Official", "Treaty"):
        return ()
    found = {w for w in note.wholes if not w.startswith("entity/unresolved/")}
    state = known or (country if id.startswith("entity/agency/") else None)
    if state is not None and type_ != "Place":
        found.add(f"entity/state/{state}")
    return tuple(sorted(found - {id}))


def _sector(type_: EntityType, tenures: tuple[Tenure, ...], note: _Notes, known: str | None) -> str | None:
    """The PLOVER sector (codebook, table of sectors): from the actors file, else by type and post."""
    if known is not None:
        return known
    fixed = {
        "State": "GOV", "Ministry": "GOV", "Agency": "GOV", "Legislature": "LEG", "ArmedForce": "MIL", "IGO": "IGO",
        "IntelligenceService": "SPY", "Company": "BUS", "MediaOutlet": "MED", "ArmedGroup": "REB",
    }  # fmt: skip
    if type_ in fixed:
        return fixed[type_]
    if type_ == "Official":
        posts = [fold(t.title) for t in tenures]
        military = any(is_rank(p) or {"army", "military", "commander", "navy"} & set(p.split()) for p in posts)
        return "MIL" if military else "GOV"
    return None
