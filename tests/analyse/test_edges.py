"""Each claim type gives the edges that its roles imply, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from kgraph.analyse.edges import Edge, edges
from kgraph.types import Article, Claim, Entity, Evidence, Mention, Participant, Source, Tenure, Time

STATES = {
    code: Entity(f"state/{code}", "State", code, country=code, iso3=code) for code in ("PRK", "RUS", "UKR", "KOR")
}
ENTITIES = {e.id: e for e in STATES.values()} | {
    "agency/nis": Entity("agency/nis", "IntelligenceService", "NIS", country="KOR", part_of=("state/KOR",)),
    "person/putin": Entity(
        "person/putin", "Official", "Putin", country="RUS",
        roles=(Tenure("president", "state/RUS", date(2024, 10, 25), None, "article/1"),),
    ),
    "person/old": Entity(
        "person/old", "Person", "Old", roles=(Tenure("minister", "state/KOR", None, date(2020, 1, 1), "article/1"),)
    ),
    "unnamed/1": Entity("unnamed/1", "UnnamedSource", "a senior official", country="UKR"),
    "treaty/1": Entity("treaty/1", "Treaty", "Comprehensive Partnership"),
    "place/kursk": Entity("place/kursk", "Place", "Kursk", country="RUS"),
}  # fmt: skip
PRK, RUS, UKR, KOR = (f"state/{code}" for code in STATES)


def mention(entity):
    return Mention(0, 1, "x", "name", "State", entity=entity)


def claim(type_, sources=(), *, id="claim/1", article="article/1", time=None, roles=(), **rest):
    return Claim(
        id, article, type_, Evidence(0, 1, "x", "x"),
        sources=tuple(Source(mention(s), None) for s in sources),
        participants=tuple(Participant(role, mention(entity)) for role, entity in roles),
        time=time, **rest,
    )  # fmt: skip


def derived(*claims, articles=None):
    return [e for e in edges(claims, ENTITIES, articles) if e.kind != "affiliation"]


def triples(*claims):
    return [(e.source, e.relation, e.target, e.sign) for e in derived(*claims)]


def test_troops_tie_force_to_location_ally_and_opponent():
    found = triples(
        claim(
            "TroopClaim",
            roles=[("force", PRK), ("location", "place/kursk"), ("ally", RUS), ("opponent", UKR)],
            event="MOBILIZE",
            activity="deploy",
        )
    )
    assert found == [
        (PRK, "sends troops to", "place/kursk", 0),
        (PRK, "fields troops alongside", RUS, 1),
        (PRK, "fields troops against", UKR, -1),
    ]


@pytest.mark.parametrize(
    ("type_", "roles", "rest", "expected"),
    [
        ("ArmsClaim", [("supplier", PRK), ("recipient", RUS)], {"activity": "ship", "event": "AID"},
         (PRK, "ships arms to", RUS, 1)),
        ("ArmsClaim", [("supplier", KOR), ("recipient", UKR)], {"activity": "withhold"},
         (KOR, "withholds arms from", UKR, 0)),
        ("TreatyClaim", [("party", RUS), ("party", PRK)], {"activity": "sign", "event": "AGREE"},
         (PRK, "signs a treaty with", RUS, 1)),
        ("ClauseClaim", [("party", RUS), ("party", PRK)], {}, (PRK, "has a treaty with", RUS, 0)),
        ("AttackClaim", [("attacker", RUS), ("target", UKR)], {}, (RUS, "attacks", UKR, -1)),
        ("MeetingClaim", [("participant", RUS), ("participant", PRK)], {}, (PRK, "meets", RUS, 1)),
        ("Statement", [("speaker", UKR), ("target", RUS)], {"event": "ACCUSE"}, (UKR, "accuses", RUS, -1)),
        ("Statement", [("speaker", UKR), ("target", RUS)], {}, (UKR, "speaks of", RUS, 0)),
        ("EventClaim", [("actor", KOR), ("recipient", PRK)], {"event": "SANCTION"}, (KOR, "sanctions", PRK, -1)),
    ],
)  # fmt: skip
def test_relation_and_sign_of_each_type(type_, roles, rest, expected):
    assert triples(claim(type_, roles=roles, **rest)) == [expected]


def test_three_participants_meet_in_every_pair_without_direction():
    found = derived(claim("MeetingClaim", roles=[("participant", x) for x in (UKR, RUS, KOR)]))
    assert [(e.source, e.target, e.directed) for e in found] == [
        (KOR, RUS, False), (KOR, UKR, False), (RUS, UKR, False),
    ]  # fmt: skip


def test_a_president_who_acts_for_their_country_is_not_tied_to_it_as_to_another_party():
    found = triples(
        claim(
            "TreatyClaim",
            roles=[("party", RUS), ("party", PRK), ("actor", "person/putin"), ("treaty", "treaty/1")],
            activity="submit",
        )
    )
    assert ("person/putin", "submits a treaty with", PRK, 0) in found
    assert ("person/putin", "submits", "treaty/1", 0) in found
    assert (RUS, "is party to", "treaty/1", 0) in found
    assert not [f for f in found if f[0] == "person/putin" and f[2] == RUS]


def test_actors_who_leave_together_are_in_no_conflict_with_each_other():
    parties = [("party", x) for x in (UKR, RUS, KOR)]
    found = triples(
        claim("TreatyClaim", roles=[("actor", UKR), ("actor", RUS), *parties], activity="withdraw", event="REJECT")
    )
    leaving = {(source, target) for source, relation, target, _ in found if relation == "withdraws from a treaty with"}
    assert leaving == {(UKR, KOR), (RUS, KOR)}


def test_two_who_break_their_own_pact_do_so_towards_each_other():
    both = [(role, x) for role in ("actor", "party") for x in (UKR, RUS)]
    found = triples(claim("TreatyClaim", roles=both, activity="violate", event="REJECT"))
    assert {(RUS, UKR), (UKR, RUS)} <= {(source, target) for source, _, target, sign in found if sign < 0}


def test_sources_claim_about_the_main_actors_and_the_chain_cites():
    found = triples(
        claim("TroopClaim", ["agency/nis", UKR], roles=[("force", PRK), ("location", RUS)], activity="present")
    )
    assert found == [
        ("agency/nis", "claims about", PRK, 0),
        ("agency/nis", "cites", UKR, 0),
        (PRK, "has troops in", RUS, 0),
        (UKR, "claims about", PRK, 0),
    ]


def test_sources_that_speak_together_cite_whom_they_cite_and_not_each_other():
    told = claim("TroopClaim", [UKR, KOR, "agency/nis"], roles=[("force", PRK), ("location", RUS)], activity="present")
    first, second, third = told.sources
    found = triples(replace(told, sources=(first, replace(second, joint=True), third)))
    assert [f for f in found if f[1] == "cites"] == [(KOR, "cites", "agency/nis", 0), (UKR, "cites", "agency/nis", 0)]


def test_a_speaker_who_is_also_the_source_is_tied_once():
    found = triples(claim("Statement", [UKR], roles=[("speaker", UKR), ("target", RUS)], event="ACCUSE"))
    assert found == [(UKR, "accuses", RUS, -1)]


def test_a_denied_deed_is_neither_cooperation_nor_conflict_and_stays_apart():
    said = claim("AttackClaim", id="claim/a", roles=[("attacker", RUS), ("target", UKR)])
    denied = claim("AttackClaim", id="claim/b", roles=[("attacker", RUS), ("target", UKR)], polarity="-")
    found = derived(said, denied)
    assert {(e.polarity, e.sign, e.claims) for e in found} == {("+", -1, ("claim/a",)), ("-", 0, ("claim/b",))}
    assert len({e.id for e in found}) == 2


def test_claims_add_up_and_dates_are_bounded():
    articles = {f"article/{n}": Article(f"article/{n}", "a.txt", "", published=date(2024, 10, n)) for n in (3, 9)}
    first = claim(
        "AttackClaim", id="claim/b", article="article/9", roles=[("attacker", RUS), ("target", UKR)],
        time=Time(date(2024, 10, 1), date(2024, 10, 2), "range", "x"),
    )  # fmt: skip
    second = replace(first, id="claim/a", article="article/3", time=Time(None, date(2024, 9, 30), "day", "x"))
    (edge,) = derived(first, second, articles=articles)
    assert (edge.claims, edge.count) == (("claim/a", "claim/b"), 2)
    assert (edge.first, edge.last) == (date(2024, 9, 30), date(2024, 10, 2))
    assert (edge.published_first, edge.published_last) == (date(2024, 10, 3), date(2024, 10, 9))


def test_unresolved_unknown_and_self_are_left_out():
    assert derived(
        claim("AttackClaim", roles=[("attacker", None), ("target", UKR)]),
        claim("AttackClaim", id="claim/2", roles=[("attacker", "state/XXX"), ("target", UKR)]),
        claim("AttackClaim", id="claim/3", roles=[("attacker", UKR), ("target", UKR)]),
    ) == []  # fmt: skip


def test_affiliations_come_from_roles_part_of_and_country():
    found = {(e.source, e.relation, e.target) for e in edges([], ENTITIES)}
    assert found == {
        ("agency/nis", "is part of", KOR),
        ("person/putin", "holds office in", RUS),
        ("person/old", "held office in", KOR),
        ("unnamed/1", "belongs to", UKR),
        ("place/kursk", "lies in", RUS),
    }


def test_order_does_not_depend_on_the_order_of_claims():
    claims = [
        claim("AttackClaim", id=f"claim/{n}", roles=[("attacker", a), ("target", b)], certainty=c)
        for n, (a, b, c) in enumerate([(RUS, UKR, "certain"), (UKR, RUS, "possible"), (RUS, UKR, "probable")])
    ]
    assert derived(*claims) == derived(*reversed(claims))
    assert all(isinstance(e, Edge) and e.id.startswith("edge/") for e in derived(*claims))
