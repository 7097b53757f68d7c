"""When two spellings are one name: transliterations differ by rule ("Zelenskyy", "Zelenskiy"), people by more."""

from __future__ import annotations

import re
from functools import lru_cache

from kgraph.ids import fold

# Spellings that transliteration schemes and languages choose differently; applied in order to a folded name.
_RULES = (
    (r"(iy|yy|ij|ii|yi)\b", "y"), (r"i\b", "y"), (r"iy|yi|ij", "y"), (r"ks", "x"), (r"kh", "h"), (r"ou|oo", "u"),
    (r"ph", "f"), (r"tch|tsch", "ch"), (r"sch", "sh"), (r"w", "v"), (r"dj|zh", "j"), (r"ee", "i"), (r"ie|ye", "e"),
    (r"ia|iya", "ya"), (r"gu(?=[ei])", "g"), (r"gh|q(?!u)", "g"), (r"(.)\1", r"\1"),
)  # fmt: skip
RULES = tuple((re.compile(pattern), to) for pattern, to in _RULES)
LONG = 7  # letters from which one letter more or less is a spelling, not another name


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """The word as all its transliterations come out: "zelensky" for Zelenskyy, Zelenskiy, Zelensky."""
    plain = fold(word)
    for pattern, to in RULES:
        plain = pattern.sub(to, plain)
    return plain


def alike(left: str, right: str) -> bool:
    """Whether two single names are spellings of one: the same skeleton, or one letter apart in a long name.

    A last "a" more is another person (Petrov, Petrova), as is another first letter.
    """
    a, b = skeleton(left), skeleton(right)
    if a == b:
        return True
    if not a or not b or a[0] != b[0] or min(len(a), len(b)) < LONG or a + "a" == b or b + "a" == a:
        return False
    return _one_apart(a, b)


def _one_apart(a: str, b: str) -> bool:
    """Whether one letter added, dropped or changed makes a of b."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    i = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    return a[i + (len(a) == len(b)) :] == b[i + 1 :]
