"""Which names of one article are one person."""

import pytest

from kgraph.resolve.persons import cluster, family_first, same_person


def keys(*names, apart=1000):
    """The keys of names that stand ``apart`` code points from each other."""
    found = cluster([(i * apart, name) for i, name in enumerate(names)])
    return [found[i * apart].removeprefix("person/") for i in range(len(names))]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Volodymyr Zelensky", "Zelensky"),
        ("Volodymyr Zelensky", "Zelenskyy"),
        ("Kyrylo Budanov", "Lt Gen Budanov"),
        ("Kim Jong Un", "Kim"),
        ("Cho Tae-yong", "Cho"),
        ("Xi Jinping", "Xi"),
        ("Rim Mu Song", "Rim"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Abdel Fattah al-Burhan", "Burhan"),
        ("Abdel Fattah al-Burhan", "al-Burhan"),
        ("Luiz Inacio Lula da Silva", "Lula"),
        ("Joe Biden", "Mr Biden"),
    ],
)
def test_short_names_join_the_full_name(full, short):
    first, second = keys(full, short)
    assert first == second
    assert keys(short, full) == [first, first], "a headline may come first"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kim Jong Un", "Kim Jong-un"),
        ("Lloyd J. Austin III", "Lloyd Austin"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskiy"),
        ("António Guterres", "Antonio Guterres"),
    ],
)
def test_variants_of_a_full_name_are_one_person(left, right):
    assert same_person(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kim Jong Un", "Kim Jong Gyu"),
        ("Kim Jong Un", "Kim Yo Jong"),
        ("George Bush", "Laura Bush"),
        ("Xi Jinping", "Xi Zhongxun"),
    ],
)
def test_one_surname_does_not_make_one_person(left, right):
    assert not same_person(left, right)


def test_two_kims_leave_a_distant_kim_open():
    assert keys("Kim Jong Un", "Kim Jong Gyu", "Kim") == ["kim-jong-un", "kim-jong-gyu", "?kim"]


def test_of_two_kims_the_one_just_named_is_meant():
    found = cluster([(0, "Kim Jong Un"), (4000, "Kim Jong Gyu"), (4100, "Kim")])
    assert found[4100] == "person/kim-jong-gyu"


def test_of_two_kims_one_who_is_named_only_later_is_not_meant():
    assert cluster([(0, "Kim Jong Un"), (3900, "Kim"), (4000, "Kim Jong Gyu")])[3900] == "person/?kim"


def test_a_lone_surname_stays_open():
    assert keys("Putin") == ["?putin"]


@pytest.mark.parametrize(
    ("name", "first"), [("Kim Jong Un", True), ("Shin Won-sik", True), ("Volodymyr Zelensky", False)]
)
def test_family_name_first(name, first):
    assert family_first(name) is first
