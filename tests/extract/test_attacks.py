"""Attacks: who attacks whom, where, with how many killed and injured; and the metaphors that are none."""

from __future__ import annotations

import pytest
from by_model import claims_by

from kgraph.extract.attacks import attack_claims
from kgraph.types import Claim, Range

claims = claims_by(attack_claims)


def names(claim: Claim, role: str) -> list[str]:
    return [m.text for m in claim.role(role)]


@pytest.mark.parametrize(
    ("text", "attacker", "target", "location"),
    [
        ("A Russian drone hit an apartment block in Kharkiv.", ["Russian"], [], ["Kharkiv"]),
        ("Ethiopian jets carried out air strikes on Mekelle.", ["Ethiopian"], ["Mekelle"], ["Mekelle"]),
        ("Boko Haram gunmen opened fire on a convoy near Maiduguri.", ["Boko Haram"], [], ["Maiduguri"]),
        ("The militants fired rockets at the airport.", ["The militants"], [], []),
        ("Russia has launched its biggest attack on Kyiv since January.", ["Russia"], ["Kyiv"], ["Kyiv"]),
        ("The army has fought off three days of drone attacks on Port Sudan.", [], ["Port Sudan"], ["Port Sudan"]),
        ("Somali pirates hijacked a Maltese tanker.", ["Somali pirates"], ["Maltese"], []),
        ("Ukraine shot down 12 drones overnight.", ["Ukraine"], [], []),
        ("Rebels captured the town of Bukavu on Friday.", ["Rebels"], ["Bukavu"], ["Bukavu"]),
        ("Ukrainian drones struck an oil refinery in Ryazan, the governor said.", ["Ukrainian"], [], ["Ryazan"]),
        ("Hezbollah fired rockets at northern Israel through the evening.", ["Hezbollah"], ["Israel"], ["Israel"]),
        ("Israel bombed the Iranian consulate in Damascus.", ["Israel"], ["Iranian"], ["Damascus"]),
        ("Missiles were fired by Iran at an American base in Iraq.", ["Iran"], ["American"], ["Iraq"]),
        ("Two Russian missiles hit Odesa.", ["Russian"], ["Odesa"], ["Odesa"]),
        ("Three people were killed when Russian shells hit a school in Kherson.", ["Russian"], [], ["Kherson"]),
        ("Nepalese peacekeepers came under fire near Sake.", [], ["Nepalese"], ["Sake"]),
    ],
)  # fmt: skip
def test_reads_sides_and_place(text, attacker, target, location):
    (claim,) = claims(text)
    assert names(claim, "attacker") == attacker
    assert names(claim, "target") == target
    assert names(claim, "location") == location
    assert (claim.type, claim.event, claim.polarity) == ("AttackClaim", "ASSAULT", "+")


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("A drone hit a market in Lviv, killing at least 12 people and wounding 40.", Range(12, None), Range(40, 40)),
        ("Gunmen killed 23 passengers and wounded several others in Balochistan.", Range(23, 23), Range(3, 9)),
        ("An attack by M23 on Goma left nine dead.", Range(9, 9), None),
        ("At least 30 people died in the shelling of a market in Omdurman.", Range(30, None), None),
        ("Fourteen South African soldiers were killed in late January.", Range(14, 14), None),
        ("Two missiles hit Kyiv; five people were killed and 23 injured.", Range(5, 5), Range(23, 23)),
        ("A suicide bomber blew himself up in Kabul, killing dozens.", Range(24, 99), None),
        ("Israeli strikes have killed more than 3,800 people in Lebanon.", Range(3800, None), None),
        ("Police killed a protester in Nairobi during a march.", Range(1, 1), None),
        ("Russian rockets killed or wounded 50 civilians in Donetsk.", None, None),
    ],
)
def test_counts_killed_and_injured(text, killed, injured):
    (claim,) = claims(text)
    harm = claim.casualties
    assert (harm.killed if harm else None, harm.injured if harm else None) == (killed, injured)


def test_outcome_belongs_to_the_attack_and_is_no_claim_of_its_own():
    (claim,) = claims("In a clash on Dec. 31, U.S. Navy helicopters sank three Houthi boats, killing 10 men.")
    assert names(claim, "attacker") == ["U.S. Navy"]
    assert claim.casualties is not None
    assert claim.casualties.killed == Range(10, 10)


def test_blame_has_its_source():
    (claim,) = claims("The army blamed the RSF for the strikes.")
    assert names(claim, "attacker") == ["RSF"]
    assert [s.mention.text for s in claim.sources] == ["The army"]


@pytest.mark.parametrize(
    ("text", "polarity", "phase"),
    [
        ("Pakistan denied that its air force had bombed Afghan villages.", "-", "completed"),
        ("Israel threatened to attack Iran.", "+", "planned"),
        ("Hezbollah did not attack the base, the army said.", "-", None),
    ],
)
def test_denials_and_threats(text, polarity, phase):
    (claim,) = claims(text)
    assert (claim.polarity, claim.phase) == (polarity, phase)


@pytest.mark.parametrize(
    "text",
    [
        "Senator Smith attacked his record on immigration.",
        "By then Iraq had destroyed its stockpiles of nerve gas.",
        "Tehran has the ability to strike Israel, analysts said.",
        "The two countries struck a deal on grain exports.",
        "The trade deficit hit a record high in May.",
        "Washington has targeted Chinese chipmakers with tariffs.",
        "The director shot a film in Morocco.",
        "Lawmakers killed the bill on Thursday.",
        "The earthquake killed 300 people in Turkey and injured 2,000.",
        "Train drivers began a strike on Monday that hit commuters across Germany.",
        "Trump attacked the European Union over its trade surplus.",
        "Any attack on a NATO member would trigger Article 5.",
        "He warned of an attack on Taiwan.",
        "Inflation hit Argentine families hard.",
        "No one was hurt in the attack.",
        "The president struck a defiant tone in Ankara.",
        "She died of a heart attack in London.",
        "The pandemic hit Peru harder than its neighbours.",
        "Brazil beat Chile after Neymar struck twice.",
        "Teachers in Kenya called off their strike.",
        "The storm damaged homes in Mozambique.",
    ],
)
def test_metaphors_accidents_and_mere_threats_are_no_attacks(text):
    assert claims(text) == []
