"""Frames files: the page that explains them, and the errors of those that are wrong."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import kgraph.nlp
from kgraph.actors import load
from kgraph.extract.context import Context
from kgraph.extract.events import event_claims
from kgraph.extract.frames import FrameError, frame_table, load_frames, own_frames
from kgraph.plover import EVENTS
from kgraph.types import Article, Claim

PAGE = (Path(__file__).parents[2] / "docs" / "frames.md").read_text(encoding="utf-8")


@cache
def _tools():
    return kgraph.nlp.load(), load()


def claims(text: str, *folders: Path) -> list[Claim]:
    nlp, actors = _tools()
    context = Context(nlp(text), Article("article/x", "x.txt", text), actors, frame_table(folders))
    return list(event_claims(context))


def put(folder: Path, text: str, name: str = "bad.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


# The page


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    return put(tmp_path_factory.mktemp("frames"), re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1], "fishing.toml")


ROWS = re.findall(r'^\| "(.+?)" \| (\w+) \| (.+?) \| (.+?) \| `(.+?)` \|$', PAGE, re.MULTILINE)


def test_the_page_has_rows():
    assert len(ROWS) == 3


@pytest.mark.parametrize(("sentence", "event", "actor", "recipient", "rule"), ROWS)
def test_the_example_reads_what_the_page_says(example, sentence, event, actor, recipient, rule):
    (claim,) = claims(sentence, example)
    assert (claim.event, claim.rules[0]) == (event, rule)
    assert [m.text for m in claim.role("actor")] == [actor]
    assert [m.text for m in claim.role("recipient")] == [recipient]


def test_the_example_reads_no_more_than_the_page_says(example):
    silent = re.findall(r'"([^"]+?\.)"', PAGE[PAGE.index("and it reads no event in") :])[:2]
    assert len(silent) == 2
    assert [claims(sentence, example) for sentence in silent] == [[], []]


def test_without_the_example_its_sentences_give_no_such_rule():
    found = [c.rules[0] for row in ROWS for c in claims(row[0])]
    assert [rule for rule in found if "fishing" in rule] == []


def test_every_key_is_on_the_page(tmp_path):
    with pytest.raises(FrameError, match="the keys of a frame are") as caught:
        load_frames(put(tmp_path, '[[frame]]\nfoo = "x"\n'))
    keys = str(caught.value).split("frame are ")[1].split(", ")
    assert [key for key in keys if f"`{key}`" not in PAGE] == []


# Our own


def test_own_frames_are_sound_and_cover_every_type():
    frames = own_frames()
    assert {f.event for f in frames} == set(EVENTS)
    assert len({f.name for f in frames}) == len(frames)


def test_users_frames_go_before_our_own(tmp_path):
    put(tmp_path, '[[frame]]\nevent = "THREATEN"\nverbs = ["expel"]\nrecipient = ["owner"]\n', "mine.toml")
    assert [c.event for c in claims("Togo expelled two Beninese diplomats.")] == ["SANCTION"]
    assert [c.event for c in claims("Togo expelled two Beninese diplomats.", tmp_path)] == ["THREATEN"]


# Errors

GOOD = '[[frame]]\nevent = "AID"\nverbs = ["give"]\n'


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (GOOD + '\n[[frame]]\nevent = "HELP"\nverbs = ["x"]\n', "line 6", "AGREE"),
        (GOOD + '\n[[frame]]\nverbs = ["x"]\n', "line 5", "needs an event"),
        ('[[frame]]\nevent = "AID"\nverb = ["give"]\n', "line 3", "'verb'"),
        ('[[frame]]\nevent = "AID"\n', "line 1", 'verbs = ["impose"]'),
        ('[[frame]]\nevent = "AID"\nverbs = "give"\n', "line 3", "list"),
        ('[[frame]]\nevent = "AID"\nverbs = ["give", 3]\n', "line 3", "list"),
        ('[[frame]]\nevent = "AID"\nverbs = []\n', "line 3", "empty"),
        ('[[frame]]\nevent = "AID"\nverbs = ["give"]\nnouns = []\n', "line 4", "empty"),
        ('[[frame]]\nevent = "AID"\nverbs = ["give"]\nactor = ["boss"]\n', "line 4", "boss"),
        ('[[frame]]\nevent = "AID"\nverbs = ["give"]\nalone = "yes"\n', "line 4", "true or false"),
        ('[[frame]]\nevent = "AID"\nverbs = ["give"]\nmode = 3\n', "line 4", "quotation marks"),
        ('[[frame]]\nevent = "AID\n', "line 2", "TOML"),
        ('[[frame]]\nevent = "AID"\nverbs = [\n', "line 3", "TOML"),
        ('# mine\nname = "x"\n', "line 2", "[[frame]]"),
        ("# nothing\n", "line 1", "[[frame]]"),
        (GOOD + GOOD, "line 4", "bad.toml: line 1"),
    ],
)
def test_wrong_frames_are_refused_with_file_line_and_remedy(tmp_path, text, line, word):
    with pytest.raises(FrameError) as caught:
        load_frames(put(tmp_path, text))
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'bad.toml'}: {line}: ")
    assert word in message
    assert "\n" not in message


def test_a_folder_must_be_there_and_hold_frames(tmp_path):
    for folder, word in ((tmp_path, "no *.toml file"), (tmp_path / "gone", "does not exist")):
        with pytest.raises(FrameError, match=re.escape(f"{folder}: {word}")):
            load_frames(folder)
    with pytest.raises(FrameError, match="is a file"):
        load_frames(put(tmp_path, GOOD) / "bad.toml")


def test_a_file_must_be_utf_8(tmp_path):
    (tmp_path / "bad.toml").write_bytes(b"# caf\xe9\n" + GOOD.encode())
    with pytest.raises(FrameError, match=r"not UTF-8 at byte 5"):
        load_frames(tmp_path)
