"""Event frames: which words say that one actor does something of a PLOVER type to another; read from TOML files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kgraph.errors import KgraphError
from kgraph.plover import EVENTS

FOLDER = Path(__file__).parent / "frames"
_KEYS = {"event", "mode", "context", "verbs", "nouns", "deeds", "actor", "recipient", "needs", "unless"}
_LISTS = _KEYS - {"event", "mode"}
_SLOTS = frozenset(
    "subject object owner on against to with for from of into in at by upon toward towards before outside".split()
)


class FrameError(KgraphError):
    """A frames file that cannot be read or breaks the rules of frames; the line is named."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One pattern of an event: a verb, what its object must be, and in which arguments actor and recipient stand.

    ``verbs`` are lemmas, with a particle where one belongs ("break off"); ``nouns``, where given, must head the
    object (or stand in the verb's phrases). ``deeds`` are nouns that tell the event by themselves ("the embargo
    of X on Y"). ``actor`` and ``recipient`` list argument slots: "subject", "object", "owner" (of the object
    noun), or a preposition. ``needs`` and ``unless`` are words that the clause must or must not have.
    """

    event: str
    verbs: frozenset[str]
    nouns: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    actor: tuple[str, ...] = ("subject",)
    recipient: tuple[str, ...] = ("object",)
    needs: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    mode: str | None = None
    context: tuple[str, ...] = ()
    name: str = ""


def load_frames(folder: Path) -> tuple[Frame, ...]:
    """The frames of every ``*.toml`` file of a folder, files by name, frames in their order.

    Raises FrameError, with file, line and remedy, when a file cannot be parsed or a frame breaks the rules.
    """
    return tuple(frame for path in sorted(folder.glob("*.toml")) for frame in read_frames(path))


class FrameTable:
    """Frames by the words that start them, so that a token meets only the frames that can fit it."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self.verbs: dict[str, list[Frame]] = {}
        self.deeds: dict[str, list[Frame]] = {}
        for frame in frames:
            for lemma in {verb.split(" ")[0] for verb in frame.verbs}:
                self.verbs.setdefault(lemma, []).append(frame)
            for lemma in frame.deeds:
                self.deeds.setdefault(lemma, []).append(frame)


@lru_cache(maxsize=1)
def own_table() -> FrameTable:
    """The frames that come with the package, by their words."""
    return FrameTable(own_frames())


@lru_cache(maxsize=1)
def own_frames() -> tuple[Frame, ...]:
    """The frames that come with the package."""
    return load_frames(FOLDER)


def read_frames(path: Path) -> list[Frame]:
    """The frames of one file. Raises FrameError as ``load_frames`` does."""
    try:
        text = path.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FrameError(f"{path}: {error}; a frames file is TOML in UTF-8 with [[frame]] tables") from None
    lines = [i for i, line in enumerate(text.splitlines(), 1) if line.strip().replace(" ", "") == "[[frame]]"]
    rows = table.pop("frame", [])
    if table or not isinstance(rows, list):
        raise FrameError(f"{path}: line 1: only [[frame]] tables may stand here, not {sorted(table)}")
    return [_frame(row, path, lines[i] if i < len(lines) else 1, i) for i, row in enumerate(rows)]


def _frame(row: dict[str, Any], path: Path, line: int, index: int) -> Frame:
    problem = _problem(row)
    if problem is not None:
        raise FrameError(f"{path}: line {line}: {problem}")
    given: dict[str, Any] = {k: frozenset(row[k]) for k in ("verbs", "nouns", "deeds", "needs", "unless") if k in row}
    given |= {k: tuple(row[k]) for k in ("actor", "recipient", "context") if k in row}
    given.setdefault("verbs", frozenset())
    return Frame(event=row["event"], mode=row.get("mode"), name=f"{path.stem}:{index + 1}", **given)


def _problem(row: dict[str, Any]) -> str | None:
    """What is wrong with a frame, and the remedy; None if nothing."""
    unknown = sorted(set(row) - _KEYS)
    if unknown:
        return f"unknown key {unknown[0]!r}; the keys of a frame are {', '.join(sorted(_KEYS))}"
    if row.get("event") not in EVENTS:
        return f"event {row.get('event')!r} is no PLOVER type; take one of {', '.join(EVENTS)}"
    if not row.get("verbs") and not row.get("deeds"):
        return 'a frame needs verbs or deeds; add for example verbs = ["impose"]'
    for key in _LISTS & set(row):
        if not isinstance(row[key], list) or not all(isinstance(v, str) and v for v in row[key]):
            return f'{key} must be a list of words, as {key} = ["..."]'
    for key in ("actor", "recipient"):
        wrong = sorted(set(row.get(key, [])) - _SLOTS)
        if wrong:
            return f"{key} names the slot {wrong[0]!r}; slots are {', '.join(sorted(_SLOTS))}"
    if "mode" in row and not isinstance(row["mode"], str):
        return "mode must be one word in quotation marks"
    return None
