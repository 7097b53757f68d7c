"""Spellings of one name, and names that only look alike."""

import pytest

from kgraph.resolve.spelling import alike


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Zelensky", "Zelenskyy"),
        ("Zelensky", "Zelenskiy"),
        ("Khamenei", "Khameney"),
        ("Erdoğan", "Erdogan"),
        ("Mohammed", "Mohamed"),
        ("Lukashenko", "Lukashenka"),
    ],
)
def test_transliterations_are_alike(left, right):
    assert alike(left, right)
    assert alike(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [("Petrov", "Petrova"), ("Smith", "Smits"), ("Lazarenko", "Nazarenko"), ("Kim", "Lim"), ("Xi", "Li")],
)
def test_other_names_are_not(left, right):
    assert not alike(left, right)
    assert not alike(right, left)
