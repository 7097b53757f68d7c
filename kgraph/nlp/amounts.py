"""Reads an amount with its bounds: about 3,000; up to eight million; between 50 and 60; five to six thousand; 40-50."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kgraph.nlp.cardinals import Number
from kgraph.nlp.lexing import Lexed, Phrases
from kgraph.nlp.numbers import NUMBER_STARTS, parse_number

# approx: about so many; max: so many or fewer; min: so many or more.
BOUNDS: Phrases[str] = Phrases(
    {
        **dict.fromkeys(
            (
                "about", "around", "approximately", "approx", "roughly", "some", "nearly", "almost", "close to",
                "an estimated", "estimated", "circa", "in the region of", "on the order of", "in the order of",
                "somewhere around", "somewhere near", "more or less", "just about", "just shy of", "an average of",
                "a reported", "a total of about",
            ),
            "approx",
        ),
        **dict.fromkeys(
            (
                "up to", "as many as", "as much as", "at most", "at the most", "no more than", "not more than",
                "a maximum of", "maximum of", "fewer than", "less than", "under", "below", "lower than",
                "smaller than", "just under", "well under",
                "less than or equal to", "no greater than", "not exceeding", "slightly less than",
                "a little less than", "a little under", "slightly under", "equal to or less than",
            ),
            "max",
        ),
        **dict.fromkeys(
            (
                "more than", "over", "at least", "at the least", "no fewer than", "no less than", "not less than",
                "not fewer than", "upwards of", "upward of", "in excess of", "as few as", "as little as",
                "a minimum of", "minimum of", "above", "exceeding", "exceed", "exceeds", "exceeded", "greater than",
                "larger than", "higher than", "bigger than", "well over", "just over", "well above", "far more than",
                "slightly more than", "a little over", "a little more than", "much more than", "surpass", "surpassing",
                "surpassed", "greater than or equal to", "equal to or more than", "way over", "north of",
                "at a minimum", "many more than",
            ),
            "min",
        ),
    }
)  # fmt: skip
_STARTS = NUMBER_STARTS | BOUNDS.first_words | {"between", "from"}
_SUFFIXES: Phrases[str] = Phrases(
    {"or more": "min", "or above": "min", "or greater": "min", "or over": "min", "and more": "min", "and above": "min",
     "or so": "approx", "or thereabouts": "approx", "or less": "max", "or fewer": "max", "or below": "max",
     "at most": "max", "at least": "min", "odd": "approx"}
)  # fmt: skip
_CHANGES = frozenset(
    ("rose", "rise", "rising", "risen", "fell", "fall", "fallen", "falling", "grew", "grow", "grown", "up", "down",
     "increased", "increase", "increasing", "jumped", "climbed", "dropped", "drop", "cut", "reduced", "raised", "went",
     "expanded", "shrank", "declined", "doubled", "tripled", "soared", "surged", "raising", "reducing", "cutting")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount between the tokens ``first`` and ``end``: its least and most, each None where print leaves it open.

    ``core`` is the token where the figures begin; ``number`` the (first) number itself.
    """

    low: float | None
    high: float | None
    approximate: bool
    first: int
    core: int
    end: int
    number: Number


def parse_amount(lex: Lexed, i: int) -> Amount | None:
    """The amount that begins at token ``i`` with its bounding words, or None."""
    token = lex[i]
    if token.kind == "w" and token.low not in _STARTS:
        return None
    bound, j, approximate = _prefix(lex, i)
    core = _core(lex, j)
    if core is None:
        return None
    low, high, vague, end, number = core
    if bound in (None, "approx") and end < lex.size:
        tail = _suffix(lex, end)
        if tail is not None:
            bound, end = tail
    if bound == "approx":
        approximate = True
    elif bound == "min":
        high = None
    elif bound == "max":
        low, high = None, (high if high is not None else low)
    amount = Amount(low, high, approximate or vague, i, j, end, number)
    return _second_bound(lex, amount, bound) if bound in ("min", "max") else amount


def _prefix(lex: Lexed, i: int) -> tuple[str | None, int, bool]:
    """The bounding words before the figures: what they say, where the figures begin, whether they are approximate."""
    bound, j, approximate = None, i, False
    while j < i + 12:
        hit = BOUNDS.at(lex, j)
        if hit is None:
            break
        if hit[0] == "approx":
            approximate = True
        elif bound is None:
            bound = hit[0]
        j = hit[1]
    return bound or ("approx" if approximate else None), j, approximate


def _suffix(lex: Lexed, end: int) -> tuple[str, int] | None:
    """Bounding words behind the figures: "or more", "or so", "500+", "500-plus"."""
    if lex.low(end) == "+" and lex.glued(end):
        return "min", end + 1
    if lex.low(end) == "plus" or (lex.dash(end) and lex.glued(end) and lex.low(end + 1) == "plus"):
        return ("min", end + (1 if lex.low(end) == "plus" else 2)) if lex[end + 1].kind != "n" else None
    if lex.dash(end) and lex.glued(end) and lex.low(end + 1) == "odd":
        return "approx", end + 2
    hit = _SUFFIXES.at(lex, end)
    if hit is None or (lex.low(end) == "odd" and lex[end + 1].kind != "w") or lex.low(hit[1]) == "than":
        return None
    return hit if parse_number(lex, hit[1]) is None else None


def _core(lex: Lexed, j: int) -> tuple[float | None, float | None, bool, int, Number] | None:
    """The figures: a number or a range."""
    word = lex.low(j)
    if word == "between" or (word == "from" and not _changes(lex, j)):
        return _range(lex, j + 1, ("and", "to", "-", "–") if word == "between" else ("to", "-", "–"))
    linked = _range(lex, j, ("to", "-", "–", "—", "or", "through", "~"))
    if linked is not None:
        return linked
    number = parse_number(lex, j)
    if number is None:
        return None
    return number.low, number.high, number.form == "vague", number.end, number


def _changes(lex: Lexed, j: int) -> bool:
    """Whether "from ... to ..." tells a change ("rose from 3 to 5"), which is no range."""
    return any(lex.low(k) in _CHANGES for k in range(max(0, j - 3), j))


def _range(lex: Lexed, j: int, links: tuple[str, ...]) -> tuple[float | None, float | None, bool, int, Number] | None:
    """Two numbers with a link between them; the scale word of the second belongs to both."""
    k = BOUNDS.at(lex, j)
    first = parse_number(lex, k[1] if k and k[0] == "approx" else j)
    if first is None or (first.form == "fraction" and lex.low(first.end) != "and"):
        return None
    k_link = first.end + 1 if lex.dash(first.end) and lex.low(first.end + 1) in ("to", "or") else first.end
    link = lex.low(k_link)
    if link not in links or (link == "from" and _changes(lex, j)):
        return None
    second = parse_number(lex, k_link + 1)
    if second is None or (lex.dash(k_link) and not _tight(lex, k_link, first, second)):
        return None
    if link == "to" and lex.low(j - 1) != "between" and _changes(lex, j - 1):
        return None
    if first.scale == 1 and second.scale > 1 and first.low <= second.mantissa and first.low < 1000:
        first = replace(first.times(second.scale, first.end), scale=1.0)
    high = second.high
    if second.low <= first.low or (first.form == "vague") != (second.form == "vague"):
        return None
    return first.low, high, False, second.end, first


def _tight(lex: Lexed, k: int, first: Number, second: Number) -> bool:
    """Whether a dash between numbers makes a range: both sides spaced alike, and no telephone number or date."""
    if lex.glued(k) != lex.glued(k + 1) or (lex.dash(second.end) and lex[second.end + 1].kind == "n"):
        return False
    if lex.low(k) == "—" and not lex.glued(k):
        return False
    return not (lex.dash(k - 2) and lex.glued(k - 1))


def _second_bound(lex: Lexed, amount: Amount, bound: str | None) -> Amount:
    """A second bound of the other kind: "at least 1,500 but no more than 3,000"; "more than 20 and less than 35"."""
    j = amount.end
    while lex.low(j) in (",", "and", "but"):
        j += 1
    hit = BOUNDS.at(lex, j) if j > amount.end else None
    if hit is None or hit[0] == bound or hit[0] == "approx":
        return amount
    number = parse_number(lex, hit[1])
    if number is None:
        return amount
    low = amount.low if hit[0] == "max" else number.low
    high = number.low if hit[0] == "max" else amount.high
    if low is None or high is None or low >= high:
        return amount
    return replace(amount, low=low, high=high, end=number.end)
