"""Counted amounts: bounds, ranges, units, and the numbers that count nothing."""

from __future__ import annotations

import random

import pytest

from kgraph.nlp.money import find_money
from kgraph.nlp.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("1,500 troops have already reached the port", 1500, 1500, "troops"),
        ("up to eight million 122-mm and 152-mm rounds", None, 8e6, "rounds"),
        ("13,000 cargo containers filled with shells", 13000, 13000, "containers"),
        ("approximately 11,000 North Korean infantry soldiers were preparing", 11000, 11000, "soldiers"),
        ("the actual number may be closer to 12,000 troops", 12000, 12000, "troops"),
        ("thousands of North Korean troops were training", 1000, None, "troops"),
        ("hundreds of foreign fighters", 100, 999, "fighters"),
        ("tens of thousands of protesters marched", 10000, None, "protesters"),
        ("hundreds of thousands of people fled", 100000, None, "people"),
        ("dozens of drones", 24, 99, "drones"),
        ("3,000 to 5,000 men", 3000, 5000, "men"),
        ("between 3,000 and 5,000 mercenaries", 3000, 5000, "mercenaries"),
        ("3,000-5,000 reservists", 3000, 5000, "reservists"),
        ("three or four missiles", 3, 4, "missiles"),
        ("five to six thousand rockets", 5000, 6000, "rockets"),
        ("two or three hundred villagers", 200, 300, "villagers"),
        ("a 40- to 50-strong convoy", 40, 50, "convoy"),
        ("a 3,000-strong force", 3000, 3000, "force"),
        ("as many as 600 prisoners", None, 600, "prisoners"),
        ("no more than 200 observers", None, 200, "observers"),
        ("fewer than 20 tanks", None, 20, "tanks"),
        ("under 100 jets", None, 100, "jets"),
        ("more than 2,000 soldiers", 2000, None, "soldiers"),
        ("over 600,000 displaced people", 600000, None, "people"),
        ("at least 41 people were killed", 41, None, "people"),
        ("no fewer than seven ministers", 7, None, "ministers"),
        ("upwards of 30 warships", 30, None, "warships"),
        ("as few as 12 ships", 12, None, "ships"),
        ("at least 1,500 but no more than 3,000 guards", 1500, 3000, "guards"),
        ("500 or more militants", 500, None, "militants"),
        ("300-plus vehicles", 300, None, "vehicles"),
        ("a couple of howitzers", 2, 2, "howitzers"),
        ("a pair of soldiers can be heard", 2, 2, "soldiers"),
        ("several hundred miners", 300, 900, "miners"),
        ("half a million refugees", 5e5, 5e5, "refugees"),
        ("a million and a half shells", 1.5e6, 1.5e6, "shells"),
        ("8m rounds", 8e6, 8e6, "rounds"),
        ("one Russian soldier moaned", 1, 1, "soldier"),
        ("one senior official told reporters", 1, 1, "official"),
        ("12 Russians were detained", 12, 12, "Russians"),
        ("300 Houthi rebels", 300, 300, "rebels"),
        ("25 Patriot air defence systems", 25, 25, "systems"),
        ("30 percent of the seats", 30, 30, "percent"),
        ("45% of the land", 45, 45, "percent"),
        ("two thirds of the army", 2 / 3, 2 / 3, "share"),
        ("one in five voters", 0.2, 0.2, "share"),
        ("a strip 29km wide", 29, 29, "km"),
        ("a 10-day ceasefire", 10, 10, "day"),
        ("a five-member panel", 5, 5, "member"),
        ("In Gaza 30 people died", 30, 30, "people"),
        ("10,000 more of its troops", 10000, 10000, None),
    ],
)
def test_bounds_and_units(text, low, high, unit):
    (found,) = find_quantities(text)
    value = found.value
    assert (value.min, value.max) == (pytest.approx(low), pytest.approx(high))
    assert value.unit == unit
    assert text[found.start : found.end] == value.text


@pytest.mark.parametrize(
    "words", ["about", "around", "roughly", "some", "nearly", "almost", "an estimated", "close to"]
)
def test_approximate(words):
    (found,) = find_quantities(f"{words} 400 gunmen")
    assert (found.value.min, found.value.max, found.value.approximate) == (400, 400, True)
    assert found.value.text == f"{words} 400"


def test_bounded_and_approximate_at_once():
    (found,) = find_quantities("up to about 70 recruits")
    assert (found.value.min, found.value.max, found.value.approximate) == (None, 70, True)


def test_a_change_is_no_range():
    values = [(f.value.min, f.value.max) for f in find_quantities("The garrison rose from 3,000 to 5,000 troops")]
    assert values == [(3000, 3000), (5000, 5000)]


@pytest.mark.parametrize(
    "text",
    [
        "K2 tanks",
        "Su-35 jets and F-16s",
        "UN Security Council Resolution 1701",
        "Article 5 of the treaty",
        "Flight MH17",
        "Hwasong 18",
        "the 9/11 attacks",
        "155mm shells",
        "122-mm artillery",
        "a two-state solution",
        "a 47-year-old man",
        "aged 32",
        "Kim Min, 32, said so",
        "18 years old",
        "in his 40s",
        "at 5pm",
        "at 10:30 GMT",
        "+1-222-2222-2222",
        "won 3-1",
        "a 5-4 ruling",
        "open 24/7",
        "in 2022",
        "27-28 October",
        "two weeks ago",
        "$3bn",
        "20 million euros",
        "one of them",
        "no one came",
        "the third brigade",
        "the 25th anniversary",
        "on 192.168.1.2",
    ],
)
def test_numbers_that_count_nothing(text):
    assert find_quantities(text) == []


def test_hostile_strings_keep_their_offsets():
    random.seed(3)
    words = (
        "1 2,000 27 3rd 2014 October of and to - – . , ' s $ % million dozen half two hundred 9 / 11 : about more than "
        "up to a 99999999999999999999 0 century few several thousands euros £ won percent or mm strong ½ one in"
    ).split()
    for _ in range(1500):
        text = "".join(random.choice(words) + random.choice(["", " "]) for _ in range(random.randint(1, 12)))
        for found in find_quantities(text):
            assert text[found.start : found.end] == found.value.text
            low, high = found.value.min, found.value.max
            assert low is None or high is None or low <= high
        for money in find_money(text):
            assert text[money.start : money.end] == money.value.text
