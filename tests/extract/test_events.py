"""Events between two actors by frames."""

from __future__ import annotations

import pytest
from by_model import claims_by

from kgraph.extract.events import event_claims

claims = claims_by(event_claims)


@pytest.mark.parametrize(
    ("text", "event", "actor", "recipient"),
    [
        ("The United States imposed sanctions on two Iranian oil traders.", "SANCTION", "United States", "Iranian"),
        ("Poland expelled 45 Russian diplomats.", "SANCTION", "Poland", "Russian"),
        ("Algeria recalled its ambassador to France.", "SANCTION", "Algeria", "France"),
        ("Bolivia has broken off relations with Israel.", "SANCTION", "Bolivia", "Israel"),
        ("American sanctions on Venezuela have hurt its oil industry.", "SANCTION", "American", "Venezuela"),
        ("ECOWAS suspended Niger from the bloc.", "SANCTION", "ECOWAS", "Niger"),
        ("Turkish police arrested three Iranian citizens in Istanbul.", "COERCE", "Turkish police", "Iranian"),
        ("Iran seized a Greek tanker in the Gulf of Oman.", "COERCE", "Iran", "Greek"),
        ("Ghana deported 168 Liberian refugees.", "COERCE", "Ghana", "Liberian"),
        ("The World Bank approved a loan to Pakistan.", "AID", "World Bank", "Pakistan"),
        ("Germany provided Moldova with financial assistance.", "AID", "Germany", "Moldova"),
        ("Germany will provide Moldova with financial assistance.", "AGREE", "Germany", "Moldova"),
        ("Germany will suspend aid to Moldova.", "THREATEN", "Germany", "Moldova"),
        ("India and Japan held joint naval exercises in the Bay of Bengal.", "COOPERATE", "India", "Japan"),
        ("South Korea shares intelligence with the United States.", "COOPERATE", "South Korea", "United States"),
        ("Hamas released four Israeli hostages.", "RETREAT", "Hamas", "Israeli"),
        ("The EU lifted sanctions on Syria.", "CONCEDE", "EU", "Syria"),
        ("Saudi Arabia and Iran restored diplomatic relations.", "SUPPORT", "Saudi Arabia", "Iran"),
        ("Norway recognised Palestine as a state.", "SUPPORT", "Norway", "Palestine"),
        ("Argentina apologised to Brazil.", "CONCEDE", "Argentina", "Brazil"),
    ],
)
def test_reads_event_actor_and_recipient(text, event, actor, recipient):
    (claim,) = claims(text)
    assert (claim.type, claim.event) == ("EventClaim", event)
    assert [m.text for m in claim.role("actor")] == [actor]
    assert [m.text for m in claim.role("recipient")] == [recipient]


@pytest.mark.parametrize(
    ("text", "polarity", "phase"),
    [
        ("Turkey threatened to impose sanctions on Greece.", "+", "planned"),
        ("Sweden denied that it had sent aid to the rebels.", "-", "completed"),
        ("India and Japan held joint naval exercises.", "+", "completed"),
    ],
)
def test_polarity_and_phase(text, polarity, phase):
    (claim,) = claims(text)
    assert (claim.polarity, claim.phase) == (polarity, phase)


@pytest.mark.parametrize(
    "text",
    [
        "Netflix released a film about Japan.",
        "Apple released a new phone in China.",
        "Germany gave its consent.",
        "The team broke the deadlock with Spain.",
        "The court banned smoking in restaurants.",
        "Belgium started the game with Lukaku.",
        "The EU discussed sanctions on Belarus.",
        "Students read books in Dhaka.",
    ],
)
def test_what_is_no_event_between_actors(text):
    assert claims(text) == []
