"""The hand-annotated facts fit their articles: every quotation stands there once and every name is known."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

GOLD = sorted(Path(__file__).parent.glob("*.json"))
ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
BLIND = sorted((Path(__file__).parent / "blind").glob("*.json"))
UNSEEN = sorted((Path(__file__).parent / "blind2").glob("*.json"))
ACTORS = sorted((Path(__file__).parent / "blind3").glob("*.json"))
# Further articles, beside their facts.
NEWS = [*sorted((Path(__file__).parent / "news").glob("*.json")), *BLIND, *UNSEEN, *ACTORS]
KINDS = {"troop", "arms", "treaty", "clause", "attack", "meet", "stmt", "role", "part_of"}
ACTOR_SLOTS = ("src", "force", "supplier", "recipient", "actor", "parties", "attacker", "who", "speaker", "also")
PERSON_SLOTS = ("person", "agency", "of")


def load(path: Path) -> dict[str, Any]:
    """The annotation of one article."""
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def named(fact: dict[str, Any]) -> set[str]:
    """Every actor that a fact names, its alternatives included."""
    slots = [fact.get(key) for slot in ACTOR_SLOTS for key in (slot, slot + "Alt")] + [
        fact.get(s) for s in PERSON_SLOTS
    ]
    found: set[str] = set()
    while slots:
        value = slots.pop()
        if isinstance(value, list):
            slots.extend(value)
        elif value:
            found.add(value)
    return found


@pytest.mark.parametrize("path", [*GOLD, *NEWS], ids=lambda path: path.stem)
def test_facts_stand_in_their_article(path: Path) -> None:
    gold = load(path)
    folder = ARTICLES if path in GOLD else path.parent / "articles"
    text = (folder / gold["text"]).read_text(encoding="utf-8")
    assert {fact["q"]: text.count(fact["q"]) for fact in gold["facts"] if text.count(fact["q"]) != 1} == {}
    assert {fact["t"] for fact in gold["facts"]} <= KINDS
    assert len({fact["id"] for fact in gold["facts"]}) == len(gold["facts"])


@pytest.mark.parametrize("path", [*GOLD, *BLIND, *UNSEEN], ids=lambda path: path.stem)
def test_facts_name_listed_actors(path: Path) -> None:
    gold = load(path)
    assert set().union(*map(named, gold["facts"])) <= set(gold["names"])


@pytest.mark.parametrize("path", [*GOLD, *NEWS], ids=lambda path: path.stem)
def test_dates_and_amounts_are_ordered(path: Path) -> None:
    for fact in load(path)["facts"]:
        first, last = [date.fromisoformat(d) if d else None for d in fact.get("time") or (None, None)]
        assert first is None or last is None or first <= last, fact
        for slot in ("n", "killed", "injured"):
            least, most = fact.get(slot) or (None, None)
            assert least is None or most is None or least <= most, fact


def test_every_example_article_has_facts() -> None:
    assert {path.stem for path in GOLD} == {path.stem for path in ARTICLES.glob("*.txt")}


@pytest.mark.parametrize(("facts", "count"), [(BLIND, 10), (UNSEEN, 6), (ACTORS, 8)], ids=["blind", "blind2", "blind3"])
def test_the_blind_facts_have_their_articles(facts: list[Path], count: int) -> None:
    assert len(facts) == count
    assert {path.stem for path in facts} == {p.stem for p in (facts[0].parent / "articles").glob("*.txt")}


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parent / "blind3" / "entities").glob("0*.json")), ids=lambda path: path.stem
)
def test_actors_stand_where_their_mentions_say(path: Path) -> None:
    text = (path.parents[1] / "articles" / f"{path.stem}.txt").read_text(encoding="utf-8")
    mentions = [m for actor in json.loads(path.read_text(encoding="utf-8")) for m in actor["mentions"]]
    assert [m for m in mentions if text[m["start"] : m["end"]] != m["text"]] == []
