"""Of which state somebody is, by the words beside the name; never by where they are or who backs them."""

import pytest

FOUND = [
    ("The Turkish drone maker Bayrak sold two drones to Chad.", "Bayrak", "TUR"),
    ("The French oil company Petrox left in June.", "Petrox", "FRA"),
    ("The Iranian daily Sobh reported the strike.", "Sobh", "IRN"),
    ("The Colombian rebel group Red Dawn denied it.", "Red Dawn", "COL"),
    ("The Malian town of Lere fell on Monday.", "Lere", "MLI"),
    ("Juan Vega, a Chilean miner, was hurt.", "Juan Vega", "CHL"),
    ("Juan Vega, Lima’s mayor, said that Peru was calm.", "Juan Vega", "PER"),
]
OPEN = [
    ("The London-based analyst Ana Roa agreed.", "Ana Roa"),
    ("A US-backed fighter, Ali Hassan, agreed.", "Ali Hassan"),
    ("Ana Roa spoke in Peru on Monday.", "Ana Roa"),
    ("Hundreds fled to Zarbat, Rwanda and Uganda.", "Zarbat"),
]


def country(linked, text, name):
    _, table = linked(text)
    found = {e.country for e in table.values() if e.name == name}
    return found.pop() if found else None


@pytest.mark.parametrize(("text", "name", "state"), FOUND)
def test_is_of_the_state_beside_the_name(linked, text, name, state):
    assert country(linked, text, name) == state


@pytest.mark.parametrize(("text", "name"), OPEN)
def test_stays_without_a_state(linked, text, name):
    assert country(linked, text, name) is None
