"""Write docs/rules.md, the table of all rules and frames, out of the rules themselves.

Run ``python docs/make_rules.py`` after changing a rule, a frame or ``kgraph/explain/rules.toml``; a test checks that it
was. Which frame reads which sentence is found by reading the sentences, so the language model is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from kgraph.explain.rules import Rule, frame_sentences, rules
from kgraph.extract.frames import Frame, own_frames
from kgraph.pipeline import Reader
from kgraph.types import Article

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "rules.md"
CASES = ROOT / "tests" / "cases"
HEAD = """\
# The rules

Generated from the rules' own docstrings, from `kgraph/explain/rules.toml` and from the frames by `docs/make_rules.py`; do not edit it here. [What is read](extraction.md) explains how the families work together.

A claim records the names of the rules that made it; `kgraph explain` shows for a claim which words passed which guards, and for a sentence what blocked each rule. Each rule has a sentence that it reads and one that it must leave alone; all are invented, and tests read them all.
"""
TITLES = {
    "Attribution": "Attribution: who says what",
    "TroopClaim": "Troops",
    "ArmsClaim": "Arms",
    "TreatyClaim": "Treaties",
    "ClauseClaim": "What treaties say",
    "AttackClaim": "Attacks",
    "MeetingClaim": "Meetings",
    "EventClaim": "Other events",
    "Statement": "Statements",
    "Role": "Posts",
    "Affiliation": "Affiliations",
}
FRAMES = """\
## Frames

Verb classes with their arguments in `kgraph/extract/frames`, each with a PLOVER type; a claim's rule is `frame:` with the file and the frame's place in it. Words are lemmas; "deed" is a noun that tells the event by itself.
"""


def table() -> str:
    """The whole table as Markdown."""
    parts = [HEAD]
    for type_, family in groupby(rules(), key=lambda r: r.type):
        parts.append(f"## {TITLES[type_]}\n\n{_rules(family)}")
    return "\n".join([*parts, FRAMES, _frames(own_frames(), examples())])


def examples() -> dict[str, str]:
    """Frame to a sentence that it reads: from the table of rules, else the first of the rule cases."""
    reader = Reader()
    found: dict[str, str] = {}
    for text in [*frame_sentences(), *sentences()]:
        for claim in reader(Article("article/invented", "invented.txt", text)).claims:
            for name in claim.rules:
                if name.startswith("frame:"):
                    found.setdefault(name, claim.evidence.sentence)
    return found


def sentences() -> list[str]:
    """The texts of the rule cases, as tests/cases/README.md has them."""
    found: list[str] = []
    for path in sorted(CASES.glob("*.md")):
        if path.name != "README.md":
            blocks = re.findall(r"(?:^>.*\n)+", path.read_text(encoding="utf-8"), re.MULTILINE)
            found += [" ".join(line.lstrip("> ") for line in block.splitlines()) for block in blocks]
    return found


def _rules(family: Iterable[Rule]) -> str:
    lines = ["| rule | reads | a sentence that it reads | one that it leaves alone |", "|---|---|---|---|"]
    for rule in family:
        cells = (f"`{rule.name}`", rule.doc, rule.matches, rule.not_)
        lines.append(f"| {' | '.join(_cell(c) for c in cells)} |")
    return "\n".join(lines) + "\n"


def _frames(frames: Iterable[Frame], read: dict[str, str]) -> str:
    lines = ["| frame | event | words | actor; recipient | a sentence that it reads |", "|---|---|---|---|---|"]
    for frame in frames:
        event = " ".join(part for part in (frame.event, frame.mode, *frame.context) if part)
        slots = f"{', '.join(frame.actor)}; {', '.join(frame.recipient)}"
        sentence = read.get(f"frame:{frame.name}", "")
        lines.append(f"| {' | '.join(_cell(c) for c in (f'`{frame.name}`', event, _words(frame), slots, sentence))} |")
    return "\n".join(lines) + "\n"


def _words(frame: Frame) -> str:
    """The words of a frame: verbs, with which nouns, which deeds, what must and must not stand beside them."""
    kinds = (
        ("", frame.verbs),
        ("with ", frame.nouns),
        ("deed ", frame.deeds),
        ("needs ", frame.needs),
        ("not with ", frame.unless),
    )
    return "; ".join(f"{mark}{', '.join(sorted(words))}" for mark, words in kinds if words)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    TARGET.write_text(table(), encoding="utf-8")
