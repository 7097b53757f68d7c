"""Finds counted amounts: up to eight million 122-mm rounds; 3,000 to 5,000 troops; thousands; a 40-strong team."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.nlp.amounts import Amount, parse_amount
from kgraph.nlp.dates import times_in
from kgraph.nlp.lexing import APOSTROPHES, Found, Lexed, word_list
from kgraph.nlp.money import money_in
from kgraph.nlp.unitwords import HYPHENATED, MEASURES, STOPS, counted, is_plural
from kgraph.types import Quantity

# Words that number the thing after or before them: Resolution 1701, Article 5, Flight 17.
_NUMBERED = frozenset(
    word_list(
        "resolution resolutions article articles section chapter protocol part no nr nrs number numbers room flight "
        "highway route point channel title appendix page pages paragraph clause phase type model unit level category "
        "gate terminal block zone area law act order decree convention mark version step stage group class grade "
        "chapter figure table volume amendment directive regulation rule file case bill house proposition exercise "
        "exercises runway hangar pier platform lane line m mk vol pp p art sec resolution's"
    )
)
_AGES = frozenset(("aged", "age", "ages"))
_SCORES = frozenset(word_list("won win wins lost lose beat beats score scored draw drew vote voted victory defeat"))
_ONE_STOPS = frozenset(
    word_list(
        "of another who whom that which is was can may could should would must has had and or but to in on at by for "
        "with from as more such day side hand thing way point whose will does did when where not"
    )
)
_DEFINITE_ONES = frozenset(word_list("the this that no any every each another some only such which first last new"))
_CLOCKS = frozenset(("am", "pm", "a", "p", "gmt", "utc", "oclock"))


def find_quantities(text: str) -> list[Found[Quantity]]:
    """Every counted amount of a text with its bounds and unit, in the order of print.

    Dates, clock times, ages, calibres, money, scores, ordinals and the numbers in names (K2, Resolution 1701) count
    nothing and are left out. Shares have the unit "percent", or "share" for fractions ("two thirds of" is 0.667).
    ``text`` is the amount with its bounding words and without its unit.
    """
    return quantities_in(Lexed(text))


def quantities_in(lex: Lexed, *, taken: Iterable[tuple[int, int]] | None = None) -> list[Found[Quantity]]:
    """``find_quantities`` on a text that is cut already.

    ``taken`` holds the code points that dates and money occupy; without it they are looked for here.
    """
    if taken is None:
        taken = [(f.start, f.end) for f in times_in(lex, anchor=None)] + [(f.start, f.end) for f in money_in(lex)]
    edges = sorted(taken)
    found: list[Found[Quantity]] = []
    i = span = 0
    while i < lex.size:
        start = lex.tokens[i].start
        while span < len(edges) and edges[span][1] <= start:
            span += 1
        if span < len(edges) and edges[span][0] <= start:
            i += 1
            continue
        hit = _quantity(lex, i, edges[span][0] if span < len(edges) else len(lex.text))
        if hit is None:
            i += 1
            continue
        quantity, end, after = hit
        if quantity is not None:
            found.append(lex.found(i, end, quantity))
        i = after
    return found


def _quantity(lex: Lexed, i: int, limit: int) -> tuple[Quantity | None, int, int] | None:
    """The quantity at token ``i``, the end of its amount, and where to read on; a None quantity is a number to skip."""
    if lex.low(i) in ("minus", "negative"):
        return None
    amount = parse_amount(lex, i)
    if amount is None or lex[amount.end - 1].end > limit:
        return None
    if _names_something(lex, amount) or _tells_time(lex, amount) or _age(lex, amount) or _score(lex, amount):
        return None, amount.end, amount.end
    unit, after = _unit(lex, amount)
    if unit is None and _empty(lex, amount):
        return None, amount.end, amount.end
    end = amount.end
    return Quantity(amount.low, amount.high, lex.slice(i, end), unit, amount.approximate), end, max(after, end)


def _names_something(lex: Lexed, amount: Amount) -> bool:
    """Numbers inside names and codes: K2, Su-35, F-16, Resolution 1701, 9/11, +1-222-2222, 192.168.1.2."""
    i, end = amount.core, amount.end
    before, after = lex.low(i - 1), lex.low(end)
    if lex.glued(i) and (lex[i - 1].kind == "w" or before in "./:+_#&=$"):
        return True
    if lex.glued(i) and lex.dash(i - 1) and lex.glued(i - 1):
        return not (lex.low(i - 2) in ("mid", "some") or lex[i - 2].kind == "p")
    if lex.glued(end) and after in "/:._@" and lex.glued(end + 1) and lex[end + 1].kind in "nw":
        return True
    if lex.glued(end) and lex.dash(end) and lex[end + 1].kind == "n":
        return True
    if lex.glued(end) and lex.dash(end) and lex.glued(end + 1) and lex[end + 1].kind == "w":
        return lex.low(end + 1) not in HYPHENATED  # 122-mm, two-state
    if before in _NUMBERED or (before == "." and lex.low(i - 2) in ("no", "nr", "art", "sec", "nos")):
        return not (lex.low(i - 2) in ("a", "the") and is_plural(after))
    return _named_with_figures(lex, amount)


def _named_with_figures(lex: Lexed, amount: Amount) -> bool:
    """A small number right after a capitalised word is part of a name ("Hwasong 18"), unless it clearly counts."""
    i = amount.core
    if amount.number.form != "digits" or i != amount.first or amount.number.scale > 1 or amount.low != amount.high:
        return False
    if not lex.capital(i - 1) or lex.low(i - 1) in STOPS or "," in lex.low(i):
        return False
    after = lex[amount.end]
    return not (
        after.low in ("%", "percent", "per", "of") or (after.kind == "w" and counted(lex, amount.end, one=False))
    )


def _tells_time(lex: Lexed, amount: Amount) -> bool:
    """Years, clock times and decades."""
    i, end = amount.core, amount.end
    plain = amount.number.form == "digits" and end == i + 1 and lex.low(i).isdigit()
    if not plain:
        return lex.low(end) == "o" and lex.low(end + 1) in APOSTROPHES
    printed, after = lex.low(i), lex.low(end)
    if len(printed) == 4 and 1500 <= int(printed) <= 2150 and amount.first == i:
        return counted(lex, end, one=False) is None or lex.low(i - 1) in ("in", "since", "of")
    if after in _CLOCKS and (after not in ("a", "p") or lex.words(end + 1, ".", "m")):
        return True
    if after == ":" and lex.glued(end):
        return True
    if after in APOSTROPHES and lex.low(end + 1) in ("clock", "s"):
        return True
    return after == "s" and lex.glued(end)


def _age(lex: Lexed, amount: Amount) -> bool:
    """Ages: aged 32; a 47-year-old; Kim, 32, said; 18 years old; in his 40s; under-18s."""
    i, end = amount.core, amount.end
    if lex.low(amount.first - 1) in _AGES or lex.words(amount.first - 2, "age", "of") or lex.low(i - 1) in _AGES:
        return True
    j = end + 1 if lex.dash(end) else end
    if lex.low(j) in ("year", "years", "month", "months", "week", "weeks", "day", "days"):
        k = j + 2 if lex.dash(j + 1) else j + 1
        if lex.low(k) in ("old", "olds") or lex.words(k, "of", "age"):
            return True
    low = amount.low or 0
    aged = amount.number.form == "digits" and 0 < low < 120 and low == amount.high
    return aged and lex.low(i - 1) == "," and lex.capital(i - 2) and lex.low(end) in (",", ".", ")", "")


def _score(lex: Lexed, amount: Amount) -> bool:
    """Votes and results: won 3-1; a 5-4 ruling; 24/7."""
    i, end = amount.core, amount.end
    if lex[i].kind == "n" and lex.dash(i + 1) and lex.glued(i + 1) and lex[i + 2].kind == "n":
        near = {lex.low(amount.first - k) for k in (1, 2, 3)} | {lex.low(end), lex.low(end + 1)}
        return bool(near & _SCORES) or lex.low(end) in ("ruling", "decision", "loss", "verdict", "majority")
    return False


def _empty(lex: Lexed, amount: Amount) -> bool:
    """Numbers that count nothing plainly: "one" as a pronoun, "few", "half", a digit that names a point."""
    i, end = amount.core, amount.end
    bounded = amount.first != amount.core
    if amount.number.form == "vague":
        return lex.low(i) in ("few", "several", "a") and not bounded and lex.low(end) != "of" and end - i <= 2
    if amount.number.form == "fraction":
        return True
    return lex.low(i) in ("one", "zero") and end == i + 1 and not bounded


def _unit(lex: Lexed, amount: Amount) -> tuple[str | None, int]:
    """What the amount counts and the token after it where the unit is part of the figure ("30 percent")."""
    end = amount.end
    after = lex.low(end)
    if after in ("%", "percent", "pc", "percentage"):
        return "percent", end + 1
    if lex.words(end, "per", "cent"):
        return "percent", end + 2
    if amount.number.form == "fraction" and amount.number.scale == 1 and (amount.low or 0) < 1:
        shared = after == "of" or after in ("the", "its", "their", "his", "all") or lex.words(end - 2, "in")
        ratio = "in" in (lex.low(amount.core + 1), lex.low(amount.core + 2)) or lex.low(amount.core + 1) == "out"
        return ("share" if shared or ratio else None), end
    if lex.dash(end) and lex.glued(end) and lex.glued(end + 1):
        return _hyphenated(lex, end + 1), end
    if after in MEASURES:
        return lex.printed(end), end + 1
    one = amount.number.low == amount.number.high == 1
    if one and amount.first == amount.core and _no_count(lex, amount):
        return None, end
    return counted(lex, end, one=one), end


def _hyphenated(lex: Lexed, i: int) -> str | None:
    """The unit of "a 10-day truce", "a 3,000-strong force": the hyphenated noun; after "strong" the noun behind it."""
    word = lex.low(i)
    if word == "strong":
        follower = lex[i + 1]
        return lex.printed(i + 1) if follower.kind == "w" and not lex.capital(i + 1) else None
    return word if word in HYPHENATED else None


def _no_count(lex: Lexed, amount: Amount) -> bool:
    """Whether "one" is a pronoun or part of an idiom: one of, no one, the one, one day."""
    return lex.low(amount.end) in _ONE_STOPS or lex.low(amount.core - 1) in _DEFINITE_ONES
