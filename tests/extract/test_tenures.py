"""Since when and until when a post is held, where the sentence says so: by a verb, or by the dates beside the title."""

from dataclasses import replace
from datetime import date

import pytest

from kgraph.actors import load
from kgraph.extract.extractor import extract
from kgraph.read import read

PUBLISHED = date(2024, 9, 18)  # a Wednesday

BEGUN = [
    ("Juan Vega, the Chilean defence minister, who took office in May, said no.", date(2024, 5, 1)),
    ("Juan Vega, Chile’s defence minister, who took office in March, said no.", date(2024, 3, 1)),
    ("Somalia’s defence minister, Amina Warsame, took office in May, after an election.", date(2024, 5, 1)),
    ("Ana Roa, Peru’s president since 2014, said no.", date(2014, 1, 1)),
    ("Ana Roa was appointed foreign minister of Peru in 2022.", date(2022, 1, 1)),
]
ENDED = [
    ("Ana Roa, Peru’s defence minister, resigned last week.", date(2024, 9, 15)),
    ("Ana Roa, prime minister until 2019, said no.", date(2019, 12, 31)),
    ("Juan Vega, Peru’s army chief, was dismissed in March.", date(2024, 3, 31)),
]
UNDATED = [
    # no longer held, but print does not say since when
    "Peru’s former president Juan Vega said no.",
    # not yet, perhaps never, or denied
    "Ana Roa, the Chilean defence minister, will resign in June.",
    "Ana Roa, the Chilean defence minister, is expected to resign in June.",
    "Ana Roa, the Chilean defence minister, may resign in May.",
    "Ana Roa, Peru’s president, did not resign in May.",
    # something else took place then, or they did it to another
    "Ana Roa, the Chilean defence minister, visited Lima in June.",
    "Juan Vega, Peru’s army chief, dismissed the charge in March.",
    "Juan Vega, Peru’s army chief, dismissed two generals in March.",
    "Juan Vega, Peru’s army chief, took part in a parade in May.",
]


@pytest.fixture(scope="module")
def role(tmp_path_factory):
    """A function: a sentence -> the one role that it tells."""
    from kgraph.pipeline import Reader

    folder, actors, reader = tmp_path_factory.mktemp("tenures"), load(), Reader()

    def read_role(sentence):
        file = folder / "article.txt"
        file.write_text(sentence, encoding="utf-8")
        (article,) = read([file], on_problem=lambda problem: None)
        article = replace(article, published=PUBLISHED)
        (found,) = extract(reader.annotate(article), article, actors).roles
        return found

    return read_role


@pytest.mark.parametrize(("sentence", "day"), BEGUN)
def test_tells_the_first_day(role, sentence, day):
    found = role(sentence)
    assert (found.start, found.end) == (day, None)


@pytest.mark.parametrize(("sentence", "day"), ENDED)
def test_tells_the_last_day(role, sentence, day):
    found = role(sentence)
    assert (found.start, found.end) == (None, day)


def test_tells_both(role):
    found = role("Juan Vega, president from 2010 to 2018, said no.")
    assert (found.start, found.end) == (date(2010, 1, 1), date(2018, 12, 31))


@pytest.mark.parametrize("sentence", UNDATED)
def test_dates_nothing_that_print_does_not_date(role, sentence):
    found = role(sentence)
    assert (found.start, found.end) == (None, None)
