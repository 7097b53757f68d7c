"""Who is meant by what names nobody in full: a surname, a post, an acronym, settled by all articles or left open.

Keys go before evidence. Where several could be meant, a state, a post, then the company of the same bodies and people
decides, if for one alone; else the key stays open and the record says between whom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from kgraph.ids import fold, slug
from kgraph.resolve.digest import OPEN, POST
from kgraph.resolve.persons import bare, is_full, surnames
from kgraph.resolve.profiles import Profile, name_of
from kgraph.resolve.spelling import skeleton

COMPANY = 2
"""How many bodies or people must stand beside both, where nothing else tells candidates apart."""
_LISTED = 5


class Settled(NamedTuple):
    """What a key was settled as: another key with a score (0 to 1), or nobody; the reason; who else was possible."""

    leader: str | None
    reason: str
    score: float = 0.0
    candidates: tuple[str, ...] = ()


class ShortNames:
    """Answers for surnames and posts alone, from the people whom any article names in full."""

    def __init__(self, people: Mapping[str, Profile]) -> None:
        self._people = people
        self._surnames: dict[str, list[str]] = defaultdict(list)
        self._posts: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key, profile in sorted(people.items()):
            forms = {bare(name_of(key, profile)), *(bare(form) for form in profile.forms if is_full(form))}
            for surname in sorted({skeleton(s) for form in forms for s in surnames(form)}):
                self._surnames[surname].append(key)
            for post in sorted({(slug(title), of) for title, of in profile.roles if of is not None}):
                self._posts[post].append(key)

    def surname(self, key: str, profile: Profile) -> Settled:
        """Who ``person/?kim`` is: the one bearer of the name whose state does not differ, or whom evidence tells."""
        bearers = self._surnames.get(skeleton(key.removeprefix(OPEN).replace("-", " ")), [])
        if not bearers:
            return Settled(None, "no article names anybody of this name in full")
        states = profile.states()
        found = [k for k in bearers if not states or not self._people[k].countries or states & self._people[k].states()]
        if not found:
            return Settled(
                None, f"those who bear this name are of other states: {self._listed(bearers)}", 0.0, tuple(bearers)
            )
        if len(found) == 1:
            return self._only(profile, found[0], alone=len(bearers) == 1)
        return self._among(profile, found)

    def _only(self, profile: Profile, key: str, *, alone: bool) -> Settled:
        who = (
            "the only bearer of the name over all articles" if alone else "the only bearer of the name whose state fits"
        )
        agreed, score = _agreement(profile, self._people[key])
        return Settled(key, ", ".join(filter(None, [who, agreed])), max(score, 0.7 if alone else 0.65), (key,))

    def _among(self, profile: Profile, found: Sequence[str]) -> Settled:
        states, titles = profile.states(), {title for title, _ in profile.roles}
        told = [
            k for k in found
            if states & self._people[k].states() or titles & {title for title, _ in self._people[k].roles}
        ]  # fmt: skip
        if len(told) == 1:
            agreed, _ = _agreement(profile, self._people[told[0]])
            return Settled(
                told[0],
                f"of {len(found)} who bear the name the only one with the {agreed or 'same post'}",
                0.75,
                tuple(found),
            )
        left = told or list(found)
        shared = {k: sorted(profile.company & self._people[k].company) for k in left}
        close = [k for k in left if shared[k]]
        if len(close) == 1 and len(shared[close[0]]) >= COMPANY:
            beside = ", ".join(shared[close[0]][:_LISTED])
            return Settled(
                close[0], f"of {len(found)} who bear the name the only one beside {beside}", 0.6, tuple(found)
            )
        return Settled(None, f"several bear this name: {self._listed(left)}", 0.0, tuple(left))

    def post(self, key: str) -> Settled:
        """Who ``person/@RUS/president`` is: the one person who is named as holding the post of the state."""
        country, _, post = key.removeprefix(POST).partition("/")
        held = self._posts.get((post, f"state/{country}"), [])
        words = f"{post.replace('-', ' ')} of {country}"
        if len(held) == 1:
            return Settled(held[0], f"the only one named as {words} over all articles", 0.8, tuple(held))
        if not held:
            return Settled(None, f"no article names the {words}")
        return Settled(None, f"several are named as {words}: {self._listed(held)}", 0.0, tuple(held))

    def _listed(self, keys: Sequence[str]) -> str:
        names = [name_of(key, self._people[key]) for key in keys[:_LISTED]]
        return ", ".join(names) + (f" and {len(keys) - _LISTED} more" if len(keys) > _LISTED else "")


def _agreement(one: Profile, other: Profile) -> tuple[str, float]:
    """What posts and states two profiles share, in words, and how much that says."""
    posts = sorted((t, of or "") for t, of in one.roles.keys() & other.roles.keys())
    if posts:
        title, of = posts[0]
        return f"same post: {title}{' of ' + of.split('/')[-1] if of else ''}", 0.9
    states = sorted(one.states() & other.states())
    return (f"same state: {', '.join(states)}", 0.85) if states else ("", 0.0)


def acronyms(profiles: Mapping[str, Profile]) -> dict[str, Settled]:
    """Organisations that their articles call by an acronym alone, under the one that another article spells out."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for key in sorted(k for k in profiles if k.startswith(("organization/", "agency/"))):
        for form in sorted({fold(form) for form in profiles[key].forms}):
            bearers[form].append(key)
    bare_ones = {
        key for key in profiles if key.startswith("organization/") and _is_acronym(profiles[key].forms)
    }  # fmt: skip
    return {key: how for key in sorted(bare_ones) if (how := _acronym(key, profiles, bearers, bare_ones))}


def _acronym(
    key: str, profiles: Mapping[str, Profile], bearers: Mapping[str, list[str]], bare_ones: Container[str]
) -> Settled | None:
    """Where an acronym belongs; None where it is the only one of its kind."""
    short = min(profiles[key].forms)
    others = [k for k in bearers[fold(short)] if k != key]
    spelt = [k for k in others if k not in bare_ones]
    names = ", ".join(name_of(k, profiles[k]) for k in spelt[:_LISTED])
    if len(spelt) == 1:
        return Settled(spelt[0], f"acronym spelt out in another article: {short} / {names}", 0.85)
    if spelt:
        return Settled(None, f"several bear this acronym: {names}", 0.0, tuple(spelt))
    first = min((key, *others), key=lambda k: (profiles[k].first, k))
    return None if first == key else Settled(first, f"the same acronym in another article: {short}", 0.85)


def _is_acronym(forms: Iterable[str]) -> bool:
    """Whether every form is one and the same word in capitals."""
    some = list(forms)
    return bool(some) and len({fold(f) for f in some}) == 1 and all(f.isupper() and " " not in f for f in some)
