"""Are the events of PLOVER's own example sentences told, with their types and their actors?

    python benchmarks/plover.py [--misses] [FILE]

FILE is the Open Event Data Alliance's set of sentences coded by hand (by default
``../shared/specs/plover_gsr_cameo.json``). Its labels are of an older PLOVER: DEMAND is REQUEST now, DISAPPROVE and
INVESTIGATE are ACCUSE, FIGHT is ASSAULT; sentences of CRIME, which is gone, are left out. Every sentence is read as an
article of its own, and one event is coded in each, so:

given the actors    One event is taken from each sentence: first of the claims with a coded actor on both sides, then
                    of those with one anywhere, then of any; among equals those that are told as facts before those
                    that are denied, planned or wished, then those that begin first. It is right if its type is the
                    coded one. The coded actors only choose; whether they were found is not scored, nor is the coded
                    type looked at in the choice.
end to end          One event is taken by the same order, without a look at the coded actors. It is right if its type
                    is the coded one and a coded source stands on its first side and a coded target, if there is one,
                    on its other side (or in its place). What is taken and wrong costs precision of its type, what is
                    coded and not got costs recall.
all that is told    Every type of event that is told of the sentence is a prediction. A sentence may tell more events
                    than the one coded, so this precision is a lower bound.

An actor is found if it shares a word with the coded text, or is by coreference or by its key the same as what does.
The rules were developed with two thirds of the sentences in view; every third was held out.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kgraph.pipeline import Reader
from kgraph.plover import EVENTS
from kgraph.types import Article, Claim, Extraction, Mention

FILE = Path(__file__).resolve().parents[2] / "shared" / "specs" / "plover_gsr_cameo.json"
NOW = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
GONE = {"CRIME", "DOCUMENT"}
SECOND = {"target", "recipient", "opponent", "ally", "location", "item", "treaty"}
MUTUAL = {"participant", "party"}
EMPTY = frozenset("the of in and for its his their with from a an by on at to".split())


@dataclass(frozen=True)
class Sentence:
    """A coded sentence and what was read from it."""

    number: int
    text: str
    event: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    read: Extraction

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims that tell an event, those told as facts first, then as they begin."""

        def order(claim: Claim) -> tuple[bool, int, int]:
            unreal = claim.phase == "planned" or claim.polarity == "-" or claim.certainty == "possible"
            intended = claim.event in ("AGREE", "THREATEN", "REQUEST", "REJECT")  # planned by their nature
            return unreal and not intended, claim.evidence.start, -claim.evidence.end

        return sorted((c for c in self.read.claims if c.event is not None), key=order)

    def given_actors(self) -> Claim | None:
        """The event told between the coded actors."""
        ranked = sorted(self.claims, key=lambda c: -self._side(c, self.source, 0) - self._side(c, self.target, 1))
        return ranked[0] if ranked else None

    def main(self) -> Claim | None:
        """The event that is told first of all."""
        return self.claims[0] if self.claims else None

    def actors_fit(self, claim: Claim) -> bool:
        """Whether a coded source and a coded target stand on the sides of the claim where they belong."""
        return (not self.source or self._side(claim, self.source, 0)) and (
            not self.target or self._side(claim, self.target, 1)
        )

    def _side(self, claim: Claim, coded: tuple[str, ...], side: int) -> bool:
        mentions = [p.mention for p in claim.participants if p.role in MUTUAL or (p.role in SECOND) == bool(side)]
        wanted = set().union(*map(words, coded)) if coded else set()
        keys = {m.key for m in self.read.mentions if words(m.text) & wanted} - {None}
        return any(words(m.text) & wanted or m.key in keys for m in mentions)


def words(text: str) -> set[str]:
    """The words of an actor's name, without the small ones."""
    return {w for w in re.findall(r"\w+", text.lower().replace(".", "")) if len(w) > 1} - EMPTY


def sentences(file: Path) -> list[Sentence]:
    """Every coded sentence, read."""
    reader = Reader()
    rows = [row for row in json.loads(file.read_text(encoding="utf-8")) if row["event"] not in GONE]
    return [_sentence(number, row, reader) for number, row in enumerate(rows)]


def _sentence(number: int, row: dict[str, Any], reader: Reader) -> Sentence:
    def actors(field: str) -> tuple[str, ...]:
        given = row.get(field)
        return tuple(a["actorText"] for a in given if a.get("actorText")) if isinstance(given, list) else ()

    text = row["text"].strip(" {}")
    event = NOW.get(row["event"], row["event"])
    read = reader(Article(f"article/{number}", f"{number}.txt", text))
    return Sentence(number, text, event, actors("source"), actors("target"), read)


class Table:
    """Hits, false alarms and misses by type."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self.coded: Counter[str] = Counter()

    def add(self, coded: str, told: set[str], *, right: bool) -> None:
        """One sentence: its type, the types told, and whether the coded one is right."""
        self.coded[coded] += 1
        self.told.update(told)
        self.right[coded] += right

    def scores(self, event: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of a type; zero where nothing is right."""
        right = self.right[event]
        precision, recall = right / (self.told[event] or 1), right / (self.coded[event] or 1)
        return precision, recall, 2 * precision * recall / (precision + recall or 1)

    def summary(self) -> str:
        """Macro-F1 over the types that are coded, and precision and recall over all."""
        coded = [event for event in EVENTS if self.coded[event]]
        macro = sum(self.scores(event)[2] for event in coded) / len(coded)
        right, told = self.right.total(), self.told.total()
        return f"macro-F1 {macro:.3f}   precision {right}/{told} {right / told:.3f}   recall {right / self.coded.total():.3f}"


def tables(read: list[Sentence]) -> dict[str, Table]:
    """The three measures over some sentences."""
    found = {name: Table() for name in ("given the actors", "end to end", "all that is told")}
    for s in read:
        given, main = s.given_actors(), s.main()
        told = {c.event for c in s.claims if c.event}
        found["given the actors"].add(s.event, _types(given), right=given is not None and given.event == s.event)
        found["end to end"].add(
            s.event, _types(main), right=main is not None and main.event == s.event and s.actors_fit(main)
        )
        found["all that is told"].add(s.event, told, right=s.event in told)
    return found


def _types(claim: Claim | None) -> set[str]:
    return {claim.event} if claim is not None and claim.event is not None else set()


def report(title: str, read: list[Sentence]) -> None:
    """Print the measures of a part, and each type's."""
    print(f"{title}: {len(read)} sentences")
    measured = tables(read)
    for name, table in measured.items():
        print(f"  {name:17} {table.summary()}")
    print(f"  {'':10} coded   given the actors       end to end")
    for event in EVENTS:
        rows = [measured[name] for name in ("given the actors", "end to end")]
        figures = "   ".join("P {:.2f} R {:.2f} F {:.2f}".format(*t.scores(event)) for t in rows)
        print(f"  {event:10} {rows[0].coded[event]:5}   {figures}")
    print()


def show_misses(read: list[Sentence]) -> None:
    """Print what was told wrong, for those who write rules."""

    def people(mentions: tuple[Mention, ...]) -> str:
        return ", ".join(m.text for m in mentions)

    for s in read:
        given, main = s.given_actors(), s.main()
        if given is None or given.event != s.event or main is None or main.event != s.event or not s.actors_fit(main):
            ok = given is not None and given.event == s.event
            print(f"\n{s.number} {s.event} {'(actors)' if ok else ''} {s.source} -> {s.target}\n   {s.text}")
            for c in s.claims:
                roles = {
                    p.role: people(tuple(q.mention for q in c.participants if q.role == p.role)) for p in c.participants
                }
                print(f"      {c.event} {c.type} {c.phase} {c.polarity} {c.rules[0]} {roles}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Scores events against PLOVER's coded sentences.")
    parser.add_argument("file", nargs="?", type=Path, default=FILE)
    parser.add_argument("--misses", action="store_true", help="show what was told wrong in the part that may be seen")
    given = parser.parse_args()
    if not given.file.is_file():
        raise SystemExit(f"{given.file} is missing: name the coded sentences, python benchmarks/plover.py FILE")
    read = sentences(given.file)
    seen = [s for s in read if s.number % 3 != 2]
    if given.misses:
        show_misses(seen)
    report("seen", seen)
    report("held out", [s for s in read if s.number % 3 == 2])
    report("all", read)


if __name__ == "__main__":
    main()
