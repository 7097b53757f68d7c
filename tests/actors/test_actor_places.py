"""Places: the right one of several, none where it is open, regions by their main city."""

import pytest

from kgraph.actors import load
from kgraph.actors.places import place


@pytest.mark.parametrize(
    ("name", "iso3", "latitude", "longitude"),
    [
        ("Kursk", "RUS", 51.7, 36.2),
        ("Kharkov", "UKR", 50.0, 36.3),
        ("Tripoli", "LBY", 32.9, 13.2),
        ("Kursk border region", "RUS", 51.7, 36.2),
        ("Russia’s western Kursk region", "RUS", 51.7, 36.2),
        ("Donetsk oblast", "UKR", 48.0, 37.8),
        ("Mexico City", "MEX", 19.4, -99.1),
        ("Crimea", "UKR", 45.3, 34.4),
        ("the Red Sea", None, 20.0, 38.5),
    ],
)
def test_where_a_place_lies(name, iso3, latitude, longitude):
    found = place(name)
    assert found is not None
    assert found.iso3 == iso3
    assert found.latitude == pytest.approx(latitude, abs=0.1)
    assert found.longitude == pytest.approx(longitude, abs=0.1)


def test_a_region_is_marked_as_approximate():
    region, city = place("Kursk region"), place("Kursk")
    assert (region.kind, region.approximate, region.name) == ("region", True, "Kursk region")
    assert (city.kind, city.approximate) == ("city", False)


def test_the_state_decides_between_namesakes():
    assert place("Tripoli", "LBN").iso3 == "LBN"
    assert place("Lebanon's Tripoli").iso3 == "LBN"
    assert place("Birmingham", "USA").iso3 == "USA"
    assert place("Kursk", "UKR") is None


def test_namesakes_of_like_size_are_left_open():
    assert place("Victoria") is None


def test_a_part_of_a_state_has_the_state_but_no_point():
    part = place("eastern Ukraine")
    assert (part.name, part.iso3, part.latitude) == ("eastern Ukraine", "UKR", None)


@pytest.mark.parametrize("name", ["nice", "Nowhereville", "the region", "", "the", "Russia", "of"])
def test_what_is_no_place(name):
    assert place(name) is None


def test_listed_places_lie_in_listed_states_and_on_earth():
    from kgraph.actors.places import _regions

    for found in _regions().values():
        assert found.iso3 is None or found.iso3 in load().states, found.name
        if found.latitude is not None:
            assert -90 <= found.latitude <= 90
            assert -180 <= found.longitude <= 180
