"""Which referents of different articles are one entity: order of articles never matters, and doubt keeps them apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.ids import fold, slug
from kgraph.resolve.persons import bare, core, family_first, is_full, same_person, surnames
from kgraph.resolve.spelling import LONG, skeleton
from kgraph.resolve.world import World
from kgraph.types import EntityType, Extraction, Mention

if TYPE_CHECKING:
    from kgraph.actors import Actors

OPEN = "person/?"  # a short name that its article leaves open
POST = "person/@"  # a person known only by a post: person/@RUS/president
UNRESOLVED = "unresolved/"  # words that resolution abstains from


@dataclass(frozen=True, slots=True)
class Referent:
    """What one article says of one key: its names and types with their counts, posts held, states belonged to."""

    key: str
    article: str
    names: tuple[tuple[str, int], ...] = ()
    types: tuple[tuple[EntityType, int], ...] = ()
    roles: tuple[tuple[str, str | None], ...] = ()
    countries: tuple[str, ...] = ()


def mentions_of(extraction: Extraction) -> list[Mention]:
    """Every mention of an extraction, wherever it stands, each place and key once, in order of the text."""
    seen: set[Mention] = set()

    def collect(mention: Mention) -> Mention:
        seen.add(mention)
        return mention

    extraction.relink(collect)
    return sorted(seen, key=lambda m: (m.start, m.end, m.key or "", m.type, m.kind))


def referents(extraction: Extraction, *, actors: Actors | None = None) -> Iterator[Referent]:
    """The referents of a keyed extraction, by key.

    With ``actors`` a post in a listed body tells its holder's country ("director of the NIS"); without, only posts
    of states do.
    """
    world = World(actors) if actors is not None else None

    def country_of(key: str | None) -> str | None:
        if key is not None and key.startswith("state/"):
            return key.removeprefix("state/")
        return world.country(key) if world is not None else None

    names: dict[str, Counter[str]] = defaultdict(Counter)
    types: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for mention in mentions_of(extraction):
        if mention.key is None:
            continue
        types[mention.key][mention.type] += 1
        if mention.kind == "name":
            names[mention.key][mention.text] += 1
    wholes = {a.member.key: a.whole.key for a in extraction.affiliations}
    roles: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
    countries: dict[str, set[str]] = defaultdict(set)
    for role in extraction.roles:
        if role.person.key is None:
            continue
        of = role.of.key if role.of is not None else None
        roles[role.person.key].add((role.title, of))
        country = country_of(of) or country_of(wholes.get(of))
        if country:
            countries[role.person.key].add(country)
    for member, whole in wholes.items():
        if member is not None and (country := country_of(whole)):
            countries[member].add(country)
    for key in sorted(types):
        yield Referent(
            key=key,
            article=extraction.article.id,
            names=tuple(sorted(names[key].items())),
            types=tuple(sorted(types[key].items())),
            roles=tuple(sorted(roles[key], key=lambda r: (r[0], r[1] or ""))),
            countries=tuple(sorted(countries[key])),
        )


def link(referents: Iterable[Referent]) -> dict[str, str]:
    """Key -> entity id, for every key of all referents that names somebody; what stayed open is no node."""
    profiles = _profiles(referents)
    full = {k: p for k, p in profiles.items() if k.startswith("person/") and not k.startswith((OPEN, POST))}
    people = _people(full)
    entities = {key: f"entity/{key}" for key in profiles if not key.startswith(UNRESOLVED)}
    entities.update({key: f"entity/{leader}" for key, leader in people.items()})
    merged = _merged(full, people)
    index = _surname_index(merged)
    for key, profile in sorted(profiles.items()):
        if key.startswith(OPEN):
            leader = _by_short_name(key, profile, merged, index)
            entities[key] = f"entity/{leader}" if leader else f"entity/person/{slug(key.removeprefix(OPEN))}"
        elif key.startswith(POST):
            leader = _by_post(key, merged)
            entities[key] = f"entity/{leader}" if leader else f"entity/person/{slug(key.removeprefix(POST))}"
    entities.update({key: f"entity/{leader}" for key, leader in _organisations(profiles).items()})
    return entities


@dataclass(slots=True)
class _Profile:
    """What all articles together say of a key."""

    names: Counter[str]
    roles: set[tuple[str, str | None]]
    countries: set[str]


def _profiles(referents: Iterable[Referent]) -> dict[str, _Profile]:
    profiles: dict[str, _Profile] = {}
    for r in referents:
        profile = profiles.setdefault(r.key, _Profile(Counter(), set(), set()))
        profile.names.update(dict(r.names))
        profile.roles.update(r.roles)
        profile.countries.update(r.countries)
    return profiles


def _people(full: Mapping[str, _Profile]) -> dict[str, str]:
    """Person key -> the key that stands for the person: spellings of one full name, unless their states differ."""
    names = {key: _name(key, profile) for key, profile in full.items()}
    buckets: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in sorted(full):
        for bucket in _buckets(names[key]):
            buckets[bucket].append(key)
    leaders = {key: key for key in full}
    for _, keys in sorted(buckets.items()):
        for i, left in enumerate(keys):
            for right in keys[i + 1 :]:
                one, other = sorted((_leader(leaders, left), _leader(leaders, right)))
                if one != other and _one_person(left, right, full, names):
                    leaders[other] = one
    groups: dict[str, list[str]] = defaultdict(list)
    for key in leaders:
        groups[_leader(leaders, key)].append(key)
    best = {k: min(some, key=lambda key: (-sum(full[key].names.values()), key)) for k, some in groups.items()}
    return {key: best[_leader(leaders, key)] for key in leaders}


def _buckets(name: str) -> set[tuple[str, ...]]:
    """Where spellings of a name meet: by its letters, or by first letter and surname with up to one letter left out."""
    words = core(name)
    found: set[tuple[str, ...]] = {("".join(words),)}
    if not family_first(name):
        last = skeleton(words[-1])
        shorter = {last[:i] + last[i + 1 :] for i in range(1, len(last))} if len(last) >= LONG else set()
        found |= {(skeleton(words[0])[:1], form) for form in {last, *shorter}}
    return found


def _leader(leaders: dict[str, str], key: str) -> str:
    """The key that leads this one's group; shortens the way to it."""
    while leaders[key] != key:
        leaders[key] = leaders[leaders[key]]
        key = leaders[key]
    return key


def _name(key: str, profile: _Profile) -> str:
    full = [n for n in profile.names if is_full(n)]
    return max(full, key=lambda n: (profile.names[n], n)) if full else key.split("/", 1)[1].replace("-", " ").title()


def _one_person(left: str, right: str, full: Mapping[str, _Profile], names: Mapping[str, str]) -> bool:
    a, b = full[left], full[right]
    apart = a.countries and b.countries and not a.countries & b.countries
    return not apart and same_person(names[left], names[right])


def _merged(full: Mapping[str, _Profile], people: Mapping[str, str]) -> dict[str, _Profile]:
    """The profiles of the people, each with all that their keys say."""
    merged: dict[str, _Profile] = {}
    for key, leader in sorted(people.items()):
        profile = merged.setdefault(leader, _Profile(Counter(), set(), set()))
        profile.names.update(full[key].names)
        profile.roles |= full[key].roles
        profile.countries |= full[key].countries
    return merged


def _by_short_name(
    key: str, profile: _Profile, people: Mapping[str, _Profile], index: Mapping[str, set[str]]
) -> str | None:
    """The one person of that surname over all articles; where posts or states are known they must not speak against.

    Among several the one with the same post or state, if it is one.
    """
    short = key.removeprefix(OPEN).replace("-", " ")
    found = sorted(index.get(skeleton(short), ()))
    found = [
        k for k in found if not (profile.countries and people[k].countries) or profile.countries & people[k].countries
    ]
    if len(found) > 1:
        titles = {t for t, _ in profile.roles}
        found = [
            k for k in found if profile.countries & people[k].countries or titles & {t for t, _ in people[k].roles}
        ]
    return found[0] if len(found) == 1 else None


def _surname_index(people: Mapping[str, _Profile]) -> dict[str, set[str]]:
    index: dict[str, set[str]] = defaultdict(set)
    for key, profile in people.items():
        for name in {_name(key, profile), *(n for n in profile.names if is_full(n))}:
            for surname in surnames(bare(name)):
                index[skeleton(surname)].add(key)
    return index


def _by_post(key: str, people: Mapping[str, _Profile]) -> str | None:
    """The one person who holds the post of the state: ``person/@RUS/president``."""
    _, _, rest = key.partition("@")
    country, _, post = rest.partition("/")
    held = [
        k for k, p in people.items()
        if any(slug(title) == post and of == f"state/{country}" for title, of in p.roles)
    ]  # fmt: skip
    return held[0] if len(held) == 1 else None


def _organisations(profiles: Mapping[str, _Profile]) -> dict[str, str]:
    """Organisations known in one article by their acronym alone, under the one that another article spells out."""
    by_form: dict[str, set[str]] = defaultdict(set)
    for key, profile in profiles.items():
        if key.startswith(("organization/", "agency/")):
            for name in profile.names:
                by_form[fold(name)].add(key)
    leaders: dict[str, str] = {}
    for key, profile in sorted(profiles.items()):
        if not key.startswith("organization/") or not profile.names or len({fold(n) for n in profile.names}) > 1:
            continue
        others = {k for n in profile.names for k in by_form[fold(n)]} - {key}
        if len(others) == 1 and all(n.isupper() and " " not in n for n in profile.names):
            leaders[key] = next(iter(others))
    return leaders
