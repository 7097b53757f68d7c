"""The digest of one article: all that linking and description need of it, by referent, without its text.

A digest is small, is made from the extraction alone, and says nothing of other articles: so it can be kept beside the
store and read instead of the extraction when the articles are connected again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kgraph.types import EntityType, Extraction, Mention

OPEN = "person/?"  # a short name that its article leaves open
POST = "person/@"  # a person known only by a post: person/@RUS/president
UNRESOLVED = "unresolved/"  # words that resolution abstains from

Counts = tuple[tuple[str, int], ...]
"""Words as printed, each with how often, sorted."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an article says of one referent: its forms and types, each with how often, and how many places name it."""

    id: str
    names: Counts = ()
    demonyms: Counts = ()
    descriptions: Counts = ()
    types: tuple[tuple[EntityType, int], ...] = ()
    mentions: int = 0
    posts: tuple[str, ...] = ()
    """Codes of the states whose post stands for the person: RUS of "the Russian president"."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What an article says of all its referents; posts as (person, title, of whom), affiliations as (member, whole)."""

    article: str
    published: date | None
    told: tuple[Told, ...] = ()
    roles: tuple[tuple[str, str, str | None], ...] = ()
    affiliations: tuple[tuple[str, str], ...] = ()
    tenures: tuple[tuple[str, str, str | None, str | None, str | None], ...] = ()
    """Of the roles whose first or last day is printed: (person, title, of whom, first day, last day), ISO dates."""


@dataclass(slots=True)
class _Counters:
    names: Counter[str] = field(default_factory=Counter)
    demonyms: Counter[str] = field(default_factory=Counter)
    descriptions: Counter[str] = field(default_factory=Counter)
    types: Counter[EntityType] = field(default_factory=Counter)
    places: set[tuple[int, int]] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)


def mentions_of(extraction: Extraction) -> list[Mention]:
    """Every mention of an extraction, wherever it stands, each place and key once, in order of the text."""
    seen: set[Mention] = set()

    def collect(mention: Mention) -> Mention:
        seen.add(mention)
        return mention

    extraction.relink(collect)
    return sorted(seen, key=lambda m: (m.start, m.end, m.key or "", m.type, m.kind, m.text, m.entity or ""))


def key_of(mention: Mention | None) -> str | None:
    """The referent that the mention's article supports."""
    return None if mention is None else mention.key


def digest(extraction: Extraction, of: Callable[[Mention | None], str | None] = key_of) -> Digest:
    """The digest of an extraction; ``of`` names the referent of a mention, None for one that is left out."""
    found: dict[str, _Counters] = {}
    for mention in mentions_of(extraction):
        id = of(mention)
        if id is None:
            continue
        counters = found.setdefault(id, _Counters())
        if mention.key is not None and mention.key.startswith(POST):
            counters.posts.add(mention.key.removeprefix(POST).split("/")[0])
        if (mention.start, mention.end) in counters.places:
            continue
        counters.places.add((mention.start, mention.end))
        if mention.kind != "pronoun":
            counters.types[mention.type] += 1
        forms = {"name": counters.names, "demonym": counters.demonyms, "nominal": counters.descriptions}
        if mention.kind in forms:
            forms[mention.kind][clean(mention.text)] += 1
    affiliations = {(of(a.member), of(a.whole)) for a in extraction.affiliations}
    roles = {(of(r.person), r.title, of(r.of)) for r in extraction.roles}
    dated = {
        (of(r.person), r.title, of(r.of), _iso(r.start), _iso(r.end)) for r in extraction.roles if r.start or r.end
    }
    return Digest(
        article=extraction.article.id,
        published=extraction.article.published,
        told=tuple(_told(id, found[id]) for id in sorted(found)),
        roles=tuple(sorted(((p, t, o) for p, t, o in roles if p), key=lambda r: (r[0], r[1], r[2] or ""))),
        affiliations=tuple(sorted((m, w) for m, w in affiliations if m and w and m != w)),
        tenures=tuple(sorted(((p, t, o, a, b) for p, t, o, a, b in dated if p), key=lambda r: [x or "" for x in r])),
    )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _told(id: str, counters: _Counters) -> Told:
    return Told(
        id=id,
        names=tuple(sorted(counters.names.items())),
        demonyms=tuple(sorted(counters.demonyms.items())),
        descriptions=tuple(sorted(counters.descriptions.items())),
        types=tuple(sorted(counters.types.items())),
        mentions=len(counters.places),
        posts=tuple(sorted(counters.posts)),
    )


def clean(text: str) -> str:
    """Words as printed, without marks around them and with one kind of apostrophe."""
    return " ".join(text.strip("‘’“”\"'[]( )").split()).replace("‘s", "'s").replace("’s", "'s")


def to_record(digest: Digest) -> dict[str, object]:
    """The digest as JSON values."""
    told = [[t.id, t.names, t.demonyms, t.descriptions, t.types, t.mentions, t.posts] for t in digest.told]
    published = digest.published.isoformat() if digest.published else None
    return {
        "article": digest.article,
        "published": published,
        "told": told,
        "roles": digest.roles,
        "affiliations": digest.affiliations,
        "tenures": digest.tenures,
    }


def from_record(record: Mapping[str, object]) -> Digest:
    """The digest that ``to_record`` made these values of; ValueError, KeyError or TypeError where they are damaged."""
    published = record["published"]
    told, roles, wholes, tenures = (_list(record[name]) for name in ("told", "roles", "affiliations", "tenures"))
    return Digest(
        article=str(record["article"]),
        published=None if published is None else date.fromisoformat(str(published)),
        told=tuple(
            Told(id, _pairs(names), _pairs(demonyms), _pairs(words), _pairs(types), int(count), tuple(posts))
            for id, names, demonyms, words, types, count, posts in told
        ),
        roles=tuple((person, title, of) for person, title, of in roles),
        affiliations=tuple((member, whole) for member, whole in wholes),
        tenures=tuple((person, title, of, start, end) for person, title, of, start, end in tenures),
    )


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("a digest is made of lists")
    return value


def _pairs(rows: list[list[Any]]) -> tuple[tuple[Any, int], ...]:
    return tuple((form, int(count)) for form, count in rows)
