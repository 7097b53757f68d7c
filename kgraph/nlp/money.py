"""Finds amounts of money: $1.64-billion; US$ 3 million; £20m; 50 billion won; billions of dollars."""

from __future__ import annotations

from kgraph.nlp.amounts import BOUNDS, Amount, parse_amount
from kgraph.nlp.cardinals import parse_cardinal
from kgraph.nlp.currencies import CODES, DOLLAR_PREFIXES, DOUBTFUL, HUNDREDTHS, NAMES, SIGNS
from kgraph.nlp.lexing import Found, Lexed
from kgraph.nlp.numberwords import SCALES, SMALL, VAGUE
from kgraph.types import Money

_NUMBER_WORDS = (
    frozenset(SMALL) | frozenset(VAGUE) | {"a", "an", "half", "quarter", "several", "few", "between", "from"}
)
# Codes that are no English words, so that they are read in small letters too.
_PLAIN_CODES = frozenset(("usd", "eur", "gbp", "jpy", "rub", "aud", "nzd", "mxn", "btc"))
_STARTS = (
    _NUMBER_WORDS | BOUNDS.first_words | frozenset(DOLLAR_PREFIXES) | frozenset(code.lower() for code in CODES)
    | frozenset(("u", "rs", "rmb"))
)  # fmt: skip
_WEIGHTS = frozenset(("of", "per", "heavier", "lighter", "weight", "bomb", "bombs", "warhead"))


def find_money(text: str) -> list[Found[Money]]:
    """Every amount of money of a text, in the order of print.

    A record has one amount: the figure printed, whatever bounds it ("more than $3bn" and "up to $3bn" are 3e9; the
    text keeps the words); of a range the lower end; of "billions of dollars" the least that it can mean. A bare dollar
    sign is the United States dollar; names that several currencies share (francs, pesos) stand as the currency where
    no country is named. Cents and pence are hundredths.
    """
    return money_in(Lexed(text))


def money_in(lex: Lexed) -> list[Found[Money]]:
    """``find_money`` on a text that is cut already."""
    found: list[Found[Money]] = []
    i = 0
    while i < lex.size:
        hit = _money(lex, i)
        if hit is None:
            i += 1
            continue
        first, end, amount, currency = hit
        found.append(lex.found(first, end, Money(amount, currency, lex.slice(first, end))))
        i = end
    return found


def _money(lex: Lexed, i: int) -> tuple[int, int, float, str] | None:
    """The first and last token, the amount and the currency of money at token ``i``."""
    token = lex.tokens[i]
    if token.kind == "w" and token.low not in _STARTS:
        return None
    if token.low in ("between", "from"):
        inner = _sign_before(lex, i + 1)
        if inner is not None:
            return i, inner[1], inner[2], inner[3]
    if token.kind == "n" or token.kind == "f" or token.low in _NUMBER_WORDS:
        return _name_after(lex, i) or _sign_before(lex, i)
    if token.low in BOUNDS.first_words:
        return _bounded(lex, i)
    return _sign_before(lex, i)


def _bounded(lex: Lexed, i: int) -> tuple[int, int, float, str] | None:
    """Money with its bounding words: "more than $3bn", "up to 20 million euros"."""
    j, hit = i, BOUNDS.at(lex, i)
    while hit is not None and hit[1] < i + 12:
        j = hit[1]
        hit = BOUNDS.at(lex, j)
    if j == i:
        return None
    inner = _sign_before(lex, j) or _name_after(lex, j)
    return None if inner is None else (i, inner[1], inner[2], inner[3])


def _sign(lex: Lexed, i: int) -> tuple[str, int] | None:
    """A currency sign or code at token ``i`` and the token after it: $, US$, HK $, USD, €."""
    word = lex.low(i)
    if word in SIGNS:
        return SIGNS[word], i + 1
    dotted = 4 if lex.words(i, "u", ".", "s", ".") else 3 if lex.words(i, "u", ".", "s") else 0
    if dotted and lex.low(i + dotted) == "$":
        return "USD", i + dotted + 1
    if lex.low(i + 1) == "$" and word in DOLLAR_PREFIXES and (lex.glued(i + 1) or len(word) > 1 or word == "c"):
        return DOLLAR_PREFIXES[word], i + 2
    if word == "rs" and (lex[i + 1].kind == "n" or lex.low(i + 1) == "."):
        return "INR", i + (2 if lex.low(i + 1) == "." else 1)
    if word.upper() in CODES and (lex.printed(i).isupper() or word in _PLAIN_CODES):
        return word.upper(), i + 1
    return ("CNY", i + 1) if word == "rmb" else None


def _sign_before(lex: Lexed, i: int) -> tuple[int, int, float, str] | None:
    """Money with its sign before the figures, alone or as a range: $3-4bn; $3 billion to $4 billion."""
    if lex.glued(i) and lex[i - 1].kind == "w":
        return None
    sign = _sign(lex, i)
    if sign is None or lex[sign[1]].kind not in "nf":
        return None
    currency, j = sign
    amount = parse_amount(lex, j)
    if amount is None or amount.low is None:
        return None
    end = _after_name(lex, amount.end)
    end = _second_sign(lex, end, currency, between=lex.low(i - 1) == "between") or end
    return i, end, _least(amount), currency


def _after_name(lex: Lexed, end: int) -> int:
    """The token after a currency's name that repeats the sign: $5 million US dollars."""
    name = NAMES.at(lex, end)
    return name[1] if name and lex.low(end) not in DOUBTFUL and lex.low(end) not in HUNDREDTHS else end


def _second_sign(lex: Lexed, end: int, currency: str, *, between: bool) -> int | None:
    """The end of a range whose upper end has the sign again."""
    if lex.low(end) not in ("to", "-", "–", "and"):
        return None
    sign = _sign(lex, end + 1)
    if sign is None or sign[0] != currency or (lex.low(end) == "and" and not between):
        return None
    amount = parse_amount(lex, sign[1]) if lex[sign[1]].kind == "n" else None
    return None if amount is None else amount.end


def _least(amount: Amount) -> float:
    """The one figure that stands for an amount: its printed number, of a range the lower end."""
    return amount.low if amount.low is not None else amount.high or 0.0


def _name_after(lex: Lexed, i: int) -> tuple[int, int, float, str] | None:
    """Money with its currency behind the figures: 20 million euros; 100 US dollars; 5 EUR; 20 €; half a million USD."""
    if (lex.glued(i) and (lex[i - 1].kind == "w" or lex.low(i - 1) in "-./")) or lex.low(i - 1) == "$":
        return None
    amount = parse_amount(lex, i)
    if amount is None or (amount.number.form == "fraction" and amount.number.scale == 1 and amount.number.low < 1e-3):
        return None
    j = amount.end
    if lex.low(j) == "of" and amount.number.form == "vague":
        j += 1
    if lex.dash(j) and lex.glued(j):
        j += 1
    value = _least(amount)
    if lex.low(j) in SIGNS and lex[j + 1].kind != "n":
        return i, j + 1, value, SIGNS[lex.low(j)]
    code = _code_after(lex, j)
    if code is not None:
        return i, code[1], value * code[2], code[0]
    name = NAMES.at(lex, j)
    if name is None or not _is_money(lex, j, name[1], value):
        return None
    if lex.low(name[1] - 1) in HUNDREDTHS:
        value /= 100
    hundredths, end = _and_hundredths(lex, name[1])
    return i, end, value + hundredths, name[0]


def _code_after(lex: Lexed, j: int) -> tuple[str, int, float] | None:
    """A code behind the figures, with a scale word behind it or an M before it: 75 USD million; 30 MUSD."""
    word = lex.low(j).upper()
    if word == "RMB":
        return "CNY", j + 1, 1.0
    if word in CODES and (lex.printed(j).isupper() or lex.glued(j) or lex.low(j) in _PLAIN_CODES):
        scale = SCALES.get(lex.low(j + 1))
        return word, j + (2 if scale else 1), scale or 1.0
    if word[:1] == "M" and word[1:] in CODES and lex.printed(j).isupper():
        return word[1:], j + 1, 1e6
    return None


def _is_money(lex: Lexed, j: int, end: int, value: float) -> bool:
    """Whether a name that is another word too means money here: not 500 pounds of explosives, not "50 won medals"."""
    word = lex.low(end - 1)
    if word not in DOUBTFUL or end - j > 1:
        return True
    if word in ("pound", "pounds"):
        if lex.dash(j - 1) and lex.glued(j):
            return value >= 10000
        return lex.low(end) not in _WEIGHTS or value >= 1e6
    return value >= 1000 and lex.low(end) not in ("the", "a", "by", "in", "their", "his", "her")


def _and_hundredths(lex: Lexed, j: int) -> tuple[float, int]:
    """Cents after dollars: "3 dollars 50 cents"."""
    k = j + 1 if lex.low(j) == "and" else j
    number = parse_cardinal(lex, k)
    if number is None or lex.low(number.end) not in HUNDREDTHS or not number.low < 100:
        return 0.0, j
    return number.low / 100, number.end + 1
