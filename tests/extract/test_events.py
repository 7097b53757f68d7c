"""Events between two actors by frames, and the frames files themselves."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

import kgraph.nlp
from kgraph.actors import load
from kgraph.extract.context import Context
from kgraph.extract.events import event_claims
from kgraph.extract.frames import FrameError, load_frames, own_frames
from kgraph.plover import EVENTS
from kgraph.types import Article, Claim


@cache
def _tools():
    return kgraph.nlp.load(), load()


def claims(text: str, frames=None) -> list[Claim]:
    nlp, actors = _tools()
    doc = nlp.make_doc(text)
    doc._.published = date(2025, 3, 14)
    return list(event_claims(Context(nlp(doc), Article("article/x", "x.txt", text), actors, frames)))


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
        ("Germany will provide Moldova with financial assistance.", "AID", "Germany", "Moldova"),
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


def test_own_frames_are_sound():
    frames = own_frames()
    assert len(frames) > 30
    assert {f.event for f in frames} <= set(EVENTS)
    assert len({f.name for f in frames}) == len(frames)


def test_users_frames_are_used(tmp_path):
    (tmp_path / "mine.toml").write_text(
        '[[frame]]\nevent = "ACCUSE"\nverbs = ["sue"]\ncontext = ["legal"]\n', encoding="utf-8"
    )
    (claim,) = claims("Nicaragua sued Germany.", load_frames(tmp_path))
    assert (claim.event, claim.context, claim.rules[0]) == ("ACCUSE", "legal", "frame:mine:1")


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('[[frame]]\nevent = "AID"\nverbs = ["give"]\n\n[[frame]]\nevent = "HELP"\nverbs = ["x"]\n', "line 5", "HELP"),
        ('[[frame]]\nevent = "AID"\nverb = ["give"]\n', "line 1", "'verb'"),
        ('[[frame]]\nevent = "AID"\n', "line 1", "verbs"),
        ('[[frame]]\nevent = "AID"\nverbs = "give"\n', "line 1", "list"),
        ('[[frame]]\nevent = "AID"\nverbs = ["give"]\nactor = ["boss"]\n', "line 1", "boss"),
        ('[[frame]]\nevent = "AID\n', "line 2", "TOML"),
    ],
)
def test_bad_frames_are_refused_with_their_line(tmp_path, text, line, word):
    (tmp_path / "bad.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FrameError) as caught:
        load_frames(tmp_path)
    message = str(caught.value)
    assert line in message
    assert word in message
    assert "bad.toml" in message
    assert "\n" not in message
