"""Meetings: who meets whom, where, by which means; and what only looks like a meeting."""

from __future__ import annotations

import pytest
from by_model import claims_by

from kgraph.extract.meetings import meeting_claims

claims = claims_by(meeting_claims)


@pytest.mark.parametrize(
    ("text", "participants", "location"),
    [
        ("President Macron met Chancellor Scholz in Berlin on Monday.", ["Macron", "Scholz"], ["Berlin"]),
        ("The two leaders met in Geneva last week.", ["The two leaders"], ["Geneva"]),
        ("Talks between Sudan and Ethiopia ended in Cairo.", ["Sudan", "Ethiopia"], ["Cairo"]),
        ("Blinken held talks with his Egyptian counterpart in Cairo.", ["Blinken", "his Egyptian counterpart"], ["Cairo"]),
        ("Iran and Saudi Arabia have held five rounds of negotiations in Baghdad.", ["Iran", "Saudi Arabia"], ["Baghdad"]),
        ("The foreign ministers of Japan and South Korea will meet in Busan.", ["Japan", "South Korea"], ["Busan"]),
        ("Officials from the United States and the Taliban met in Doha.", ["United States", "Taliban"], ["Doha"]),
        ("Turkey hosted Russian and Ukrainian negotiators in Istanbul.", ["Turkey", "Russian", "Ukrainian"], ["Istanbul"]),
        ("Xi and Biden shook hands in Bali.", ["Xi", "Biden"], ["Bali"]),
        ("Mr Kristersson visited Budapest on Friday.", ["Kristersson"], ["Budapest"]),
    ],
)  # fmt: skip
def test_reads_participants_and_place(text, participants, location):
    (claim,) = claims(text)
    assert [m.text for m in claim.role("participant")] == participants
    assert [m.text for m in claim.role("location")] == location
    assert (claim.type, claim.event, claim.polarity) == ("MeetingClaim", "CONSULT", "+")


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Lula phoned Maduro on Saturday.", "phone"),
        ("Erdogan spoke with Putin by phone.", "phone"),
        ("The defence secretary told allied ministers in a video call that more was needed.", "phone"),
        ("Mr Kristersson visited Budapest on Friday.", "visit"),
        ("President Macron met Chancellor Scholz in Berlin.", None),
    ],
)
def test_tells_the_means(text, mode):
    assert [c.mode for c in claims(text)] == [mode]


def test_a_journey_to_meet_is_one_meeting_at_its_goal():
    (claim,) = claims("Netanyahu will visit Washington next week to meet Trump.")
    assert [m.text for m in claim.role("participant")] == ["Netanyahu", "Trump"]
    assert [m.text for m in claim.role("location")] == ["Washington"]
    assert claim.phase == "planned"


@pytest.mark.parametrize(
    ("text", "polarity", "phase"),
    [
        ("Trump cancelled a meeting with Kim Jong Un.", "-", "completed"),
        ("Zelensky denied that he had met Lukashenko.", "-", "completed"),
        ("France called for talks between Serbia and Kosovo.", "+", "planned"),
        ("The minister had a meeting with Angela Merkel.", "+", "completed"),
    ],
)
def test_polarity_and_phase(text, polarity, phase):
    (claim,) = claims(text)
    assert (claim.polarity, claim.phase) == (polarity, phase)


@pytest.mark.parametrize(
    "text",
    [
        "The factory failed to meet its targets this year.",
        "The government met the demands of teachers.",
        "Farmers gathered in Paris to protest.",
        "The delegation visited the museum.",
        "We met back in high school.",
        "She met her future husband there.",
        "His brigade had not yet met any North Koreans in combat.",
        "Chomsky sat down with Michael Dranove for an interview.",
        "The United States must meet its responsibilities.",
        "Angola faced a summit of problems.",
    ],
)
def test_what_is_no_meeting(text):
    assert claims(text) == []
