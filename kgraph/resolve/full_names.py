"""Which full names of different articles are one person's: each name joins one that was established before it.

Names come in the order in which they were first printed in full, and each is settled by what had been printed until
then: so an article that is published later never moves what earlier ones established.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kgraph.resolve.persons import clipped, core, family_first, same_person
from kgraph.resolve.profiles import Profile, name_of
from kgraph.resolve.spelling import LONG, skeleton


class Joined(NamedTuple):
    """That a key is the person of another key, why, and how sure (0 to 1)."""

    leader: str
    reason: str
    score: float


def join_full_names(profiles: Mapping[str, Profile]) -> dict[str, Joined]:
    """For each person's key that joins one established before it, whom and why; in time linear in the keys."""
    met: dict[tuple[str, ...], list[str]] = defaultdict(list)
    leaders: dict[str, str] = {}
    joined: dict[str, Joined] = {}
    people: dict[str, Profile] = {}
    for key in sorted(profiles, key=lambda key: (profiles[key].established, key)):
        name = name_of(key, profiles[key])
        buckets = list(meeting_points(name))
        near = dict.fromkeys(other for bucket in buckets for other in met.get(bucket, ()))
        found = [how for other in near if (how := _joins(key, other, leaders[other], profiles, people[leaders[other]]))]
        if found:
            joined[key] = min(found, key=lambda how: (-how.score, profiles[how.leader].established, how.leader))
            leaders[key] = joined[key].leader
        else:
            leaders[key] = key
            people[key] = Profile(name=profiles[key].name)
        people[leaders[key]].absorb(profiles[key])
        for bucket in buckets:
            met[bucket].append(key)
    return joined


def meeting_points(name: str) -> Iterator[tuple[str, ...]]:
    """Where spellings of a name meet: by all letters, or by what one letter changed in each of its ends leaves alone."""
    words = core(name)
    if words:
        yield ("".join(words),)
        yield ("".join(map(skeleton, words)),)
    if len(words) == 2:
        yield tuple(sorted(map(skeleton, words)))  # "Orban Viktor"
    if (patronym := clipped(name)) is not None:
        yield ("clipped", *patronym)
    if len(words) > 1 and not family_first(name):
        for first in _untouched(words[0]):
            for last in _untouched(words[-1]):
                yield (first, last)


def _turned(one: str, other: str) -> bool:
    """Whether two names of two words are each other's in the other order: the family's name first or last."""
    a, b = [skeleton(w) for w in core(one)], [skeleton(w) for w in core(other)]
    return len(a) == 2 and a == b[::-1] and a[0] != a[1]


def _untouched(word: str) -> tuple[str, ...]:
    """The skeleton; of a long one its first and last letters, of which a single change of a letter leaves one alone."""
    whole = skeleton(word)
    return (whole,) if len(whole) < LONG else (whole[:4] + "-", "-" + whole[-3:])


def _joins(key: str, other: str, leader: str, profiles: Mapping[str, Profile], person: Profile) -> Joined | None:
    """Whether a key is the person whom another key already belongs to; states that are known must not differ."""
    mine = profiles[key]
    name, known = name_of(key, mine), name_of(other, profiles[other])
    until = mine.established[1]
    states, theirs = mine.states(until), person.states(until)
    if (states and theirs and not states & theirs) or not (
        same_person(name, known) or (states & theirs and _turned(name, known))
    ):
        return None
    same = [skeleton(w) for w in core(name)] == [skeleton(w) for w in core(known)] or "".join(core(name)) == "".join(
        core(known)
    )
    shared = sorted(states & theirs)
    reason = (
        f"{'same full name spelt otherwise' if same else 'first name and surname are spelt alike'}: {known} / {name}"
    )
    if shared:
        reason += f"; same state: {', '.join(shared)}"
    score = (0.9 if same else 0.75) + (0.08 if shared else 0.0)
    return Joined(leader, reason, round(score, 2))
