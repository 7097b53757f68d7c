"""Which claims deny, contradict and corroborate each other, and which pairs are left alone."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.store import links as links_module
from kgraph.store.dataset import Dataset
from kgraph.store.links import link_claims, links_to_quads
from kgraph.store.pairs import HUBS
from kgraph.types import Claim, Evidence, Mention, Participant, Quantity, Reference, Source, Span, Time


def mention(name):
    return Mention(0, len(name), name, "name", "State", entity=f"entity/{name}")


def claim(number, source=None, cue="said", article="article/1", kind="TroopClaim", **rest):
    roles = rest.pop("roles", {"force": "East", "location": "Port"})
    sources = () if source is None else (Source(mention(source), Span(0, len(cue), cue)),)
    return Claim(
        id=f"claim/{number}",
        article=article,
        type=kind,
        evidence=Evidence(0, 1, "x", "x"),
        sources=sources,
        participants=tuple(Participant(role, mention(name)) for role, name in roles.items()),
        **{"activity": "deploy", "phase": "completed", **rest},
    )


def links(*claims):
    found = [(link.kind, link.subject[-1], link.object[-1]) for link in link_claims(claims)]
    assert found == [(link.kind, link.subject[-1], link.object[-1]) for link in link_claims(reversed(claims))]
    return found


YES = claim(1, "West")
NO = claim(2, "North", polarity="-")


def test_opposite_claims_of_two_sources_contradict():
    assert links(YES, NO) == [("contradicts", "1", "2")]


def test_one_whom_the_claim_is_about_denies_it():
    assert links(YES, claim(2, "East", polarity="-")) == [("denies", "2", "1")]


def test_a_verb_of_denial_denies():
    assert links(YES, claim(2, "North", cue="has denied", polarity="-")) == [("denies", "2", "1")]


def test_two_sources_corroborate():
    assert links(YES, claim(2, "South")) == [("corroborates", "1", "2")]


def test_one_source_in_two_articles_corroborates_but_not_in_one():
    assert links(YES, claim(2, "West", article="article/2")) == [("corroborates", "1", "2")]
    assert links(YES, claim(2, "West")) == []


def reported(number, *chain, joint=False, **rest):
    cue = Span(0, 4, "said")
    sources = tuple(Source(mention(name), cue, joint=joint and k > 0) for k, name in enumerate(chain))
    return replace(claim(number, **rest), sources=sources)


def test_who_reports_both_sides_does_not_agree_with_both():
    says, denies = reported(1, "Agency", "West"), reported(2, "Agency", "East", polarity="-")
    assert links(says, denies) == [("denies", "2", "1")]
    assert links(says, reported(2, "Agency", "South")) == [("corroborates", "1", "2")]
    (link,) = link_claims([says, denies])
    assert link.reason.startswith("East denies what West says")


def test_one_speaker_reported_by_two_agencies_is_no_second_voice():
    assert links(reported(1, "Agency", "West"), reported(2, "Wire", "West")) == []


def test_those_who_speak_jointly_are_all_speakers():
    for speaker in ("West", "South"):
        assert links(reported(1, "West", "South", joint=True), claim(2, speaker)) == []
    assert links(reported(1, "West", "South", joint=True), NO) == [("contradicts", "1", "2")]


def statement(number, speaker, **rest):
    return claim(number, kind="Statement", activity=None, roles={"speaker": speaker}, **rest)


def answer(stance, holder, *meant):
    ids = tuple(f"claim/{n}" for n in meant)
    return Reference(Span(50, 60, "the charge"), holder, ids, "told last before it", stance)


def answers(claims, *references):
    found = [(link.kind, link.subject[-1], link.object[-1]) for link in link_claims(claims, references)]
    assert found == [(link.kind, link.subject[-1], link.object[-1]) for link in link_claims(claims[::-1], references)]
    return found


def test_who_denies_the_charge_denies_the_claims_that_it_means():
    claims = [YES, statement(2, "East"), statement(3, "West")]
    assert answers(claims, answer("denies", "claim/2", 1, 3)) == [("denies", "2", "1")]
    (link,) = link_claims(claims, [answer("denies", "claim/2", 1)])
    assert link.reason == "East denies what West says: deploy, force East, location Port (“the charge”)"


def test_a_charge_that_no_claim_tells_is_denied_as_a_statement():
    assert answers([statement(2, "East"), statement(3, "West")], answer("denies", "claim/2", 3)) == [
        ("denies", "2", "3")
    ]


def test_who_confirms_the_report_corroborates_it():
    assert answers([YES, statement(2, "North")], answer("confirms", "claim/2", 1)) == [("corroborates", "1", "2")]


@pytest.mark.parametrize(
    "reference",
    [
        answer(None, "claim/2", 1),  # only speaks of it
        answer("denies", None, 1),  # nobody's claim
        answer("denies", "claim/2", 9),  # of no claim that is there
        answer("denies", "claim/2"),
    ],
)
def test_other_references_answer_nothing(reference):
    assert answers([YES, statement(2, "East")], reference) == []


def test_who_does_not_deny_answers_nothing():
    assert answers([YES, statement(2, "East", polarity="-")], answer("denies", "claim/2", 1)) == []


def test_arriving_says_that_they_were_sent():
    assert links(claim(1, "West", activity="arrive"), NO) == [("contradicts", "1", "2")]


@pytest.mark.parametrize(
    "change",
    [
        {"roles": {"force": "North", "location": "Port"}},
        {"roles": {"force": "East", "location": "Elsewhere"}},
        {"activity": "withdraw"},
        {"phase": "planned"},
        {"certainty": "possible"},
        {"kind": "Statement"},
        {"source": "North"},
    ],
)
def test_what_does_not_speak_of_the_same_is_not_contradicted(change):
    source = change.pop("source", "West")
    assert links(claim(1, source, **change), NO) == []


def test_other_times_are_other_matters():
    may, june = (Time(date(2031, m, 1), date(2031, m, 9), "range", "then") for m in (5, 6))
    assert links(replace(YES, time=may), replace(NO, time=june)) == []
    assert links(replace(YES, time=may), replace(NO, time=may)) == [("contradicts", "1", "2")]


def test_numbers_that_cannot_agree_do_not_corroborate():
    few, many = Quantity(None, 3000, "up to 3,000"), Quantity(10000, None, "more than 10,000")
    assert links(replace(YES, quantity=few), replace(claim(2, "South"), quantity=many)) == []
    assert links(replace(YES, quantity=few), claim(2, "South")) == [("corroborates", "1", "2")]


def test_attacks_without_a_date_are_not_compared():
    roles = {"attacker": "East", "target": "West"}
    one, two = (claim(n, s, kind="AttackClaim", roles=roles, activity=None) for n, s in ((1, "West"), (2, "South")))
    assert links(one, two) == []
    day = Time(date(2031, 5, 1), date(2031, 5, 1), "day", "1 May")
    assert links(replace(one, time=day), replace(two, time=day)) == [("corroborates", "1", "2")]


def test_arms_and_treaties_are_compared_too():
    arms = [
        claim(n, s, kind="ArmsClaim", activity=a, polarity=p, roles={"supplier": "East", "recipient": "North"})
        for n, s, a, p in ((1, "West", "ship", "+"), (2, "East", "supply", "-"))
    ]
    assert links(*arms) == [("denies", "2", "1")]
    pact = [claim(n, s, kind="TreatyClaim", activity="sign", roles={"treaty": "Pact"}) for n, s in ((1, "A"), (2, "B"))]
    assert links(*pact) == [("corroborates", "1", "2")]


def test_links_have_a_reason_and_symmetric_ones_both_directions():
    (link,) = link_claims([YES, NO])
    assert link.reason == "West says so, North says not: deploy, force East, location Port"
    with Dataset.memory() as data:
        data.replace_derived("links", links_to_quads([link], data.terms))
        base = data.base
        ask = "ASK { <%sclaim/%d> kg:contradicts <%sclaim/%d> }"
        assert data.select(ask % (base, 1, base, 2))
        assert data.select(ask % (base, 2, base, 1))
        reasons = data.select("SELECT ?r { ?l a kg:ClaimLink ; kg:reason ?r }")
        assert [row["r"].value for row in reasons] == [link.reason]


MATTERS = st.builds(
    claim,
    st.integers(0, 9999),
    st.sampled_from(["West", "South", "East", None]),
    kind=st.sampled_from(["TroopClaim", "ArmsClaim", "EventClaim"]),
    article=st.sampled_from(["article/1", "article/2"]),
    activity=st.sampled_from(["deploy", "arrive", "withdraw", "supply"]),
    event=st.sampled_from(["AID", None]),
    phase=st.sampled_from(["planned", "completed"]),
    polarity=st.sampled_from("+-"),
    roles=st.dictionaries(
        st.sampled_from(["force", "location", "supplier", "recipient", "actor"]), st.sampled_from(["East", "North"])
    ),
)


@given(st.lists(MATTERS, max_size=9, unique_by=lambda claim: claim.id))
def test_claims_that_never_meet_would_not_be_linked(some):
    together = {(link.kind, link.subject, link.object) for link in link_claims(some)}
    by_pairs = {
        (link.kind, link.subject, link.object) for two in combinations(some, 2) for link in link_claims(two)
    }  # fmt: skip
    everything = {
        (link.kind, link.subject, link.object)
        for one, other in combinations(sorted(some, key=lambda claim: claim.id), 2)
        if one.type == other.type and (link := compared(one, other)) is not None
    }
    assert together == by_pairs == everything


def compared(one, other):
    """The link between two claims of one type, whether or not they would meet."""
    return links_module._link(one, other)


@pytest.mark.parametrize("many", [200, 400])
def test_a_large_matter_stands_as_a_star_around_the_first_reports(many):
    reports = [claim(n, f"Source {n}", article=f"article/{n:04}") for n in range(many)]
    published = {f"article/{n:04}": date(2031, 1, 1) + timedelta(days=n) for n in range(many)}
    found = list(link_claims(reports, published=published))
    assert {link.kind for link in found} == {"corroborates"}
    assert len(found) <= HUBS * many
    linked = {id for link in found for id in (link.subject, link.object)}
    assert linked == {report.id for report in reports}, "every report is linked to some of the first"
    hubs = {f"claim/{n}" for n in range(HUBS)}
    assert all(hubs & {link.subject, link.object} for link in found)
    assert found == list(link_claims(reversed(reports), published=published))


def test_a_denial_in_a_large_matter_answers_the_first_reports():
    reports = [claim(n, f"Source {n}", article=f"article/{n:04}") for n in range(60)]
    denied = claim(99, "East", article="article/0099", polarity="-")
    found = [link for link in link_claims([*reports, denied]) if link.kind == "denies"]
    assert len(found) == 60, "a denial is itself among the first that deny"
    assert {link.subject for link in found} == {"claim/99"}
