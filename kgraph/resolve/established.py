"""Which name an article establishes for what it names: the form in full that it prints most, never a cut one.

The earliest article that names somebody in full gives the entity its name and its id (docs/design.md), so that what is
published later changes neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kgraph.resolve.persons import bare, core, is_full


def full_form(forms: Iterable[tuple[str, int]], *, person: bool) -> str | None:
    """The commonest full form among forms with their counts, among equals the longest; None where none is full.

    A person's name is full with a first name and a surname, another's when it is spelt out in several words. A form
    that is the beginning of another ("Guyana Defence", "Guyana Defence Force") is cut, and counts for the other.
    """
    counts: Counter[str] = Counter()
    for form, count in forms:
        plain = bare(form)
        if is_full(plain) if person else " " in plain:
            counts[plain] += count
    whole: Counter[str] = Counter()
    words = {form: core(form) for form in counts}
    for form, count in counts.items():
        longer = [f for f in counts if len(words[f]) > len(words[form]) and words[f][: len(words[form])] == words[form]]
        whole[max(longer, key=lambda f: (len(words[f]), f)) if longer else form] += count
    found = max(whole, key=lambda f: (whole[f], len(f), f), default=None)
    return None if found is None else _spoken(found) if person else found


def _spoken(name: str) -> str:
    """A person's name as a headline in capitals would print it in the text."""
    return name.title() if name.isupper() else name


def any_form(forms: Iterable[tuple[str, int]]) -> str | None:
    """The commonest form, among equals the longest."""
    counts: Counter[str] = Counter()
    for form, count in forms:
        counts[bare(form)] += count
    return max(counts, key=lambda f: (counts[f], len(f), f), default=None)
