"""The words of which English numbers are made."""

from __future__ import annotations

from kgraph.nlp.lexing import word_list

ONES = {
    word: float(value)
    for value, word in enumerate(
        word_list(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        )
    )
} | {"nought": 0.0, "naught": 0.0}
TENS = {
    word: 10.0 * value
    for value, word in enumerate(word_list("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
SMALL = ONES | TENS
SCALES = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7,
    "crores": 1e7, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12, "tln": 1e12,
}  # fmt: skip
# Letters that stand for a scale only when they follow digits: 8m, 2k, 1.5b.
SUFFIXES = {"k": 1e3, "m": 1e6, "b": 1e9, "mil": 1e6, "mm": 1e6, "t": 1e12}
# Measures that print glues to their figures: 29km.
GLUED_MEASURES = frozenset(("km", "kg", "kt", "mw", "gw", "sq"))
DOZENS = {"dozen": 12.0, "dozens": 12.0, "score": 20.0}
# Plurals that name an order of magnitude: the least they can mean, and the most where the next word takes over.
VAGUE: dict[str, tuple[float, float | None]] = {
    "tens": (20.0, 99.0), "dozens": (24.0, 99.0), "scores": (40.0, 199.0), "hundreds": (100.0, 999.0),
    "thousands": (1e3, None), "millions": (1e6, None), "billions": (1e9, None), "trillions": (1e12, None),
}  # fmt: skip
VAGUE_FACTOR = {"tens": 10.0, "dozens": 24.0, "scores": 40.0, "hundreds": 100.0, "thousands": 1000.0}
VAGUE_SCALES = {
    "hundreds": 100.0, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12,
    "thousand": 1e3, "million": 1e6, "billion": 1e9,
}  # fmt: skip
# Small counts that print leaves open.
FEW: dict[str, tuple[float, float]] = {
    "a couple of": (2, 2), "a couple": (2, 2), "couple of": (2, 2), "a pair of": (2, 2), "pair of": (2, 2),
    "a few": (2, 9), "few": (2, 9), "several": (3, 9), "a handful of": (3, 7), "handful of": (3, 7),
}  # fmt: skip
DENOMINATORS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "twelfth": 12, "twentieth": 20, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
DENOMINATORS |= {f"{word}s": value for word, value in DENOMINATORS.items() if word not in ("half", "halves")}
_ORDINAL_ONES = dict(
    zip(
        word_list(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        range(1, 21),
        strict=True,
    )
)
ORDINALS = _ORDINAL_ONES | {"thirtieth": 30, "last": -1}
ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))
