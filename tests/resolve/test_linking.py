"""Referents of several articles: which are one entity, whatever their order."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kgraph.resolve import Referent, link, link_with_reasons
from kgraph.resolve.profiles import REMEMBERED

PRESIDENT = (("president", "state/RUS"),)


def person(key, *names, article="a", roles=(), countries=()):
    return Referent(
        f"person/{key}", article, tuple((n, 1) for n in names), (("Person", 1),), tuple(roles), tuple(countries)
    )


def test_states_sources_and_places_keep_their_keys():
    some = [Referent("state/PRK", "a"), Referent("source/a/officer", "a"), Referent("place/kursk", "b")]
    assert link(some) == {r.key: f"entity/{r.key}" for r in some}


def test_spellings_of_one_full_name_are_one():
    found = link(
        [person("volodymyr-zelensky", "Volodymyr Zelensky"), person("volodymyr-zelenskiy", "Volodymyr Zelenskiy")]
    )
    assert len(set(found.values())) == 1


def test_spellings_with_different_states_stay_apart():
    found = link([
        person("mohamed-ali", "Mohamed Ali", countries=["EGY"]),
        person("mohammed-ali", "Mohammed Ali", countries=["SOM"]),
    ])  # fmt: skip
    assert len(set(found.values())) == 2


def test_surname_joins_the_only_full_name():
    found = link([person("?putin", "Putin"), person("vladimir-putin", "Vladimir Putin", article="b")])
    assert found["person/?putin"] == "entity/person/vladimir-putin"


def test_surname_never_merges_two_people():
    found = link([
        person("?kim", "Kim"), person("kim-jong-un", "Kim Jong Un", article="b"),
        person("kim-jong-gyu", "Kim Jong Gyu", article="c"),
    ])  # fmt: skip
    assert found["person/?kim"] == "entity/person/kim"
    assert len(set(found.values())) == 3


def test_of_two_the_one_of_the_same_state_is_meant():
    found = link([
        person("?kim", "Kim", roles=[("leader", "state/PRK")], countries=["PRK"]),
        person("kim-jong-un", "Kim Jong Un", article="b", countries=["PRK"]),
        person("kim-dae-jung", "Kim Dae Jung", article="c", countries=["KOR"]),
    ])  # fmt: skip
    assert found["person/?kim"] == "entity/person/kim-jong-un"


def test_surname_of_another_state_does_not_join():
    found = link([
        person("?smith", "Smith", countries=["USA"]), person("ian-smith", "Ian Smith", article="b", countries=["ZWE"]),
    ])  # fmt: skip
    assert found["person/?smith"] == "entity/person/smith"


def test_a_post_joins_its_only_holder():
    found = link([
        person("@RUS/president"), person("vladimir-putin", "Vladimir Putin", article="b", roles=PRESIDENT),
    ])  # fmt: skip
    assert found["person/@RUS/president"] == "entity/person/vladimir-putin"


def test_a_former_holder_does_not_hold_the_post():
    found = link([
        person("@RUS/president"),
        person("boris-yeltsin", "Boris Yeltsin", article="b", roles=[("former president", "state/RUS")]),
    ])  # fmt: skip
    assert found["person/@RUS/president"] == "entity/person/rus-president"


def test_a_post_that_two_are_named_as_holding_is_nobody_s():
    found = link_with_reasons([
        person("@RUS/president"), person("vladimir-putin", "Vladimir Putin", article="b", roles=PRESIDENT),
        person("dmitry-medvedev", "Dmitry Medvedev", article="c", roles=PRESIDENT),
    ])  # fmt: skip
    assert found.merges == ()
    (left,) = found.open
    assert set(left.candidates) == {"entity/person/vladimir-putin", "entity/person/dmitry-medvedev"}


def test_a_name_turned_round_needs_a_state_in_common():
    def turned(*states):
        some = [person("viktor-orban", "Viktor Orban", countries=["HUN"]),
                person("orban-viktor", "Orban Viktor", article="b", countries=states)]  # fmt: skip
        return len(set(link(some).values()))

    assert (turned("HUN"), turned("SRB"), turned()) == (1, 2, 2)


def test_an_acronym_joins_the_organisation_that_spells_it_out():
    found = link([
        Referent("organization/gdf", "a", (("GDF", 2),)),
        Referent("organization/guyana-defence-force", "b", (("GDF", 1), ("Guyana Defence Force", 1))),
    ])  # fmt: skip
    assert found["organization/gdf"] == "entity/organization/guyana-defence-force"


def test_two_keys_of_one_acronym_are_one_node_and_never_each_other():
    found = link([Referent("organization/gdf", "a", (("GDF", 2),)), Referent("organization/guard", "b", (("GDF", 1),))])
    assert set(found.values()) == {"entity/organization/gdf"}


def test_of_two_with_a_surname_the_company_decides_if_it_is_only_one_s():
    beside = ("agency/border-guard-ken", "organization/harbour-board")
    found = link_with_reasons([
        Referent("person/?otieno", "a", (("Otieno", 1),), beside=beside),
        Referent("person/grace-otieno", "b", (("Grace Otieno", 1),), beside=beside),
        Referent("person/luis-otieno", "c", (("Luis Otieno", 1),)),
    ])  # fmt: skip
    (merge,) = found.merges
    assert (merge.into, merge.score) == ("entity/person/grace-otieno", 0.6)
    assert merge.reason.endswith("the only one beside agency/border-guard-ken, organization/harbour-board")


def test_company_is_that_of_the_earliest_articles_in_whatever_order_they_come():
    bodies = ("agency/border-guard-ken", "organization/harbour-board")
    some = [Referent("person/?otieno", "z", (("Otieno", 1),), beside=bodies),
            Referent("person/luis-otieno", "y", (("Luis Otieno", 1),))]  # fmt: skip
    for n in range(REMEMBERED + 4):
        beside = bodies if n == 0 else (f"organization/of-article-{n}",)
        some.append(Referent("person/grace-otieno", f"b{n:02}", (("Grace Otieno", 1),), beside=beside))
    for order in (some, some[::-1]):
        assert link(order)["person/?otieno"] == "entity/person/grace-otieno"
    some[-1] = replace(some[-1], beside=bodies)  # of a later article
    some[2] = replace(some[2], beside=("organization/of-article-0",))
    for order in (some, some[::-1]):
        assert link(order)["person/?otieno"] == "entity/person/otieno"


def test_one_body_in_common_is_too_little_company():
    beside = ("organization/harbour-board",)
    found = link_with_reasons([
        Referent("person/?otieno", "a", (("Otieno", 1),), beside=beside),
        Referent("person/grace-otieno", "b", (("Grace Otieno", 1),), beside=beside),
        Referent("person/luis-otieno", "c", (("Luis Otieno", 1),)),
    ])  # fmt: skip
    assert found.merges == ()
    assert [key.key for key in found.open] == ["person/?otieno"]


FORMS = ["Kim Jong Un", "Kim Jong-un", "Kim Jong Gyu", "Volodymyr Zelensky", "Volodymyr Zelenskiy", "Vladimir Putin", "Ivan Petrov", "Ivan Petrova"]  # fmt: skip
SHORT = ["kim", "zelensky", "putin", "petrov"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(FORMS + SHORT), st.sampled_from(["a", "b", "c"]), st.sampled_from([(), ("PRK",), ("UKR",)])
        ),
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_articles_never_matters(rows, random):
    some = [
        person(
            f"?{n}" if n in SHORT else n.lower().replace(" ", "-"),
            n if n in FORMS else n.title(),
            article=a,
            countries=c,
        )
        for n, a, c in rows
    ]
    shuffled = list(some)
    random.shuffle(shuffled)
    assert link(some) == link(shuffled)
