"""Nouns of human beings, and the gender that they tell."""

import pytest

from kgraph.resolve.humans import gender_of_noun, is_human


@pytest.mark.parametrize(
    ("noun", "gender"),
    [
        ("chairman", "m"), ("fisherman", "m"), ("anchorwoman", "f"), ("sister", "f"), ("coach", None), ("human", None),
        ("german", None), ("shaman", None),
    ],
)  # fmt: skip
def test_a_noun_tells_a_gender_only_where_it_is_of_a_man_or_a_woman(noun, gender):
    assert gender_of_noun(noun) == gender
    assert is_human(noun)


def test_nouns_of_things_are_no_people():
    assert not any(map(is_human, ("shortlist", "wrist", "report")))
