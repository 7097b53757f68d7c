"""By which words an entity is shown that has no name in full, and by which others it was called."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgraph.resolve.digest import clean
from kgraph.resolve.world import World

_ARTICLE = re.compile(r"^(?:the|a|an|to the|to)\s+", re.IGNORECASE)
_WHOSE = re.compile(r"(?:his|her|its|their|our|my|your)\s", re.IGNORECASE)
_NUMBER = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty(?:-\w+)?|thirty|forty|fifty|"
    r"(?:a |several )?dozens?|(?:a )?score|(?:a )?couple|hundreds|thousands|tens|a hundred|a thousand|scores|most|many|"
    r"several|some|few)"
)
# "about a dozen Philippine marines", "at least 100 militants", "one of his ministers": how many is not part of a name.
_COUNT = re.compile(
    r"^(?:(?:at\s+)?(?:least|most)|more than|fewer than|less than|up to|as many as|about|around|some|nearly|almost|over|"
    r"roughly|another|a further|an estimated|an additional|the other|all|all of)\s+(?=" + _NUMBER + r"\s)|"
    r"^" + _NUMBER + r"(?:\s+(?:million|billion|thousand|hundred|or so|other|more))?(?:\s+of)?(?:\s+(?:the|his|her|its|their))?\s+(?=\S*[^\W\d])",
    re.IGNORECASE,
)  # fmt: skip


def aliases_of(key: str, *, names: Iterable[str], demonyms: Iterable[str], described: Iterable[str]) -> set[str]:
    """The names and demonyms as printed; of bodies also the descriptions that name their owner."""
    found = {*names, *demonyms}
    if key.startswith("agency/"):
        bare_forms = {uncounted(_ARTICLE.sub("", form)) for form in described if not _WHOSE.match(form)}
        found |= {form for form in bare_forms if form[:1].isupper() and 2 <= len(form.split()) <= 6}
    return found


def description(described: Iterable[str]) -> str | None:
    """The shortest description, without its article and without how many they are."""
    found = min(described, key=lambda n: (len(n), n), default=None)
    if found is None:
        return None
    first, _, rest = found.partition(" ")
    return clean(uncounted(rest if rest and first.lower() in ("the", "a", "an", "some", "to") else found))


def uncounted(words: str) -> str:
    """The words without how many they are: "two Israeli officials" is Israeli officials."""
    for _ in range(2):
        words = _COUNT.sub("", words) or words
    return words


def cased(name: str) -> str:
    """A dateline's capitals as other print has them: "JOHANNESBURG"."""
    return name.title() if name.isupper() and len(name) > 4 and "." not in name else name


def treaty_name(key: str, world: World) -> str | None:
    """ "North Korea–Russia treaty", of ``treaty/PRK-RUS``."""
    _, parties, *kind = key.split("/")
    names = [world.name(f"state/{code}") for code in parties.split("-")]
    return (
        None
        if None in names or len(names) < 2
        else f"{'–'.join(n for n in names if n)} {kind[0] if kind else 'treaty'}"
    )
