"""Numbers in figures and words, ordinals, and money."""

from __future__ import annotations

import pytest

from kgraph.nlp.lexing import Lexed
from kgraph.nlp.money import find_money
from kgraph.nlp.numbers import find_numbers, parse_ordinal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,500", [1500]),
        ("12,345.6", [12345.6]),
        ("40 000 refugees", [40000]),
        ("1 234 567", [1234567]),
        ("12,34,567", [1234567]),
        ("1.234,56", [1234.56]),
        (".5", [0.5]),
        ("8m", [8e6]),
        ("1.5bn", [1.5e9]),
        ("2k", [2000]),
        ("10M", [10e6]),
        ("3 million", [3e6]),
        ("two hundred and fifty", [250]),
        ("two hundred fifty-one", [251]),
        ("twenty-one thousand three hundred", [21300]),
        ("3 hundred and 21", [321]),
        ("a dozen", [12]),
        ("two dozen", [24]),
        ("half a dozen", [6]),
        ("half a million", [5e5]),
        ("a million and a half", [1.5e6]),
        ("two and a half million", [2.5e6]),
        ("a quarter of a million", [2.5e5]),
        ("two point five billion", [2.5e9]),
        ("two thirds", [2 / 3]),
        ("one-fifth", [0.2]),
        ("three-quarters of voters", [0.75]),
        ("2½ and ¾", [2.5, 0.75]),
        ("one in three women", [1 / 3]),
        ("nine out of ten", [0.9]),
        ("several hundred", [300]),
        ("a few thousand", [2000]),
        ("hundreds of thousands", [1e5]),
        ("tens of thousands", [1e4]),
        ("minus five", [-5]),
        ("13 lakh", [13e5]),
        ("the 180ml bottle", []),
        ("29km away", []),
        ("9/11", [9, 11]),
        ("192.168.1.2", [192, 168, 1, 2]),
        ("That one is good", []),
        ("12 in six boxes", [12, 6]),
    ],
)
def test_values(text, expected):
    assert [found.value for found in find_numbers(text)] == pytest.approx(expected)


def test_offsets_cover_the_number():
    text = "Some two hundred and fifty men and 1,500 horses"
    assert [text[f.start : f.end] for f in find_numbers(text)] == ["two hundred and fifty", "1,500"]


def test_digit_strings_too_long_to_be_amounts_are_no_numbers():
    assert find_numbers("9" * 5000) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("25th", 25), ("1st", 1), ("third", 3), ("twenty-first", 21), ("twenty third", 23), ("25", None)],
)
def test_ordinals(text, value):
    ordinal = parse_ordinal(Lexed(text), 0)
    assert (ordinal and ordinal[0]) == value


@pytest.mark.parametrize(
    ("text", "amount", "currency", "printed"),
    [
        ("signed a $1.64-billion deal", 1.64e9, "USD", "$1.64-billion"),
        ("worth $1.64bn", 1.64e9, "USD", "$1.64bn"),
        ("US$ 3 million in aid", 3e6, "USD", "US$ 3 million"),
        ("a U.S. $150 million loan", 1.5e8, "USD", "U.S. $150 million"),
        ("about £20m", 2e7, "GBP", "about £20m"),
        ("€5bn", 5e9, "EUR", "€5bn"),
        ("20 million euros", 2e7, "EUR", "20 million euros"),
        ("50 billion won", 5e10, "KRW", "50 billion won"),
        ("billions of dollars of tanks", 1e9, "USD", "billions of dollars"),
        ("more than $3bn was spent", 3e9, "USD", "more than $3bn"),
        ("up to 300m pounds", 3e8, "GBP", "up to 300m pounds"),
        ("$3-4bn", 3e9, "USD", "$3-4bn"),
        ("between $3 billion and $4 billion", 3e9, "USD", "between $3 billion and $4 billion"),
        ("$300 million to $400 million", 3e8, "USD", "$300 million to $400 million"),
        ("a million-dollar bribe", 1e6, "USD", "a million-dollar"),
        ("A$40 million", 4e7, "AUD", "A$40 million"),
        ("HK$10.05 billion", 1.005e10, "HKD", "HK$10.05 billion"),
        ("100 billion yuan", 1e11, "CNY", "100 billion yuan"),
        ("3.2 trillion roubles", 3.2e12, "RUB", "3.2 trillion roubles"),
        ("900,000 rubles", 9e5, "RUB", "900,000 rubles"),
        ("2 million hryvnias", 2e6, "UAH", "2 million hryvnias"),
        ("450,000 yen", 450000, "JPY", "450,000 yen"),
        ("10,000 Swiss francs", 1e4, "CHF", "10,000 Swiss francs"),
        ("5 million Egyptian pounds", 5e6, "EGP", "5 million Egyptian pounds"),
        ("30 million North Korean won", 3e7, "KPW", "30 million North Korean won"),
        ("35 lakh rupees", 3.5e6, "INR", "35 lakh rupees"),
        ("USD 200 million", 2e8, "USD", "USD 200 million"),
        ("75 million SEK", 7.5e7, "SEK", "75 million SEK"),
        ("470 pence a share", 4.7, "GBP", "470 pence"),
        ("3 dollars 50 cents", 3.5, "USD", "3 dollars 50 cents"),
        ("half a million US dollars", 5e5, "USD", "half a million US dollars"),
        ("20 billion francs", 2e10, "franc", "20 billion francs"),
    ],
)
def test_money(text, amount, currency, printed):
    (found,) = find_money(text)
    assert found.value.amount == pytest.approx(amount)
    assert (found.value.currency, found.value.text) == (currency, printed)
    assert text[found.start : found.end] == printed


@pytest.mark.parametrize(
    "text",
    [
        "500 pounds of explosives",
        "a 500-pound bomb",
        "He won 50 medals",
        "some 50 won the vote",
        "the $ sign",
        "All 70 of us",
        "1,500 troops",
        "a real 20",
        "in 2024",
    ],
)
def test_no_money(text):
    assert find_money(text) == []
