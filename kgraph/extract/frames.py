"""Event frames: which words say that one actor does something of a PLOVER type to another; read from TOML files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from kgraph.errors import KgraphError
from kgraph.plover import EVENTS

FOLDER = Path(__file__).parent / "frames"
_KEYS = {"event", "mode", "context", "verbs", "nouns", "deeds", "actor", "recipient", "needs", "unless", "alone"}
_LISTS = _KEYS - {"event", "mode", "alone"}
_SLOTS = frozenset(
    "subject object owner purpose on against to with for from of into in at by upon over about between among toward "
    "towards before outside around behind under along near inside through beside alongside".split()
)


class FrameError(KgraphError):
    """A folder or file of frames that cannot be read or breaks the rules of frames; file and line are named."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One pattern of an event: a verb, what its object must be, and in which arguments actor and recipient stand.

    ``verbs`` are lemmas, with a particle where one belongs ("break off"); ``nouns``, where given, must head the
    object (or stand in the verb's phrases). ``deeds`` are nouns that tell the event by themselves ("the embargo
    of X on Y"). ``actor`` and ``recipient`` list argument slots: "subject", "object", "owner" (of the object
    noun), "purpose" (of the clause that says what for), or a preposition. ``needs`` and ``unless`` are words that the
    clause must or must not have. ``alone``: the event is told even if no recipient is named.
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
    alone: bool = False
    name: str = ""
    place: str = ""

    @property
    def pattern(self) -> Frame:
        """The frame without its name and place: what two frames that say the same share."""
        return replace(self, name="", place="")


def frame_files(folder: Path) -> list[Path]:
    """The ``*.toml`` files of a folder of frames, by name.

    Raises FrameError when there is no such folder or no frames file in it.
    """
    if not folder.is_dir():
        what = "is a file" if folder.exists() else "does not exist"
        raise FrameError(f"{folder}: {what}; name a folder that holds *.toml files of frames")
    found = sorted(folder.glob("*.toml"))
    if not found:
        raise FrameError(f"{folder}: no *.toml file in this folder; put files of [[frame]] tables there")
    return found


def load_frames(*folders: Path) -> tuple[Frame, ...]:
    """The frames of every ``*.toml`` file of the folders, files by name, frames in their order.

    Raises FrameError, with file, line and remedy, when a folder holds no frames, a file cannot be parsed, a frame
    breaks the rules, or two frames are the same.
    """
    frames = tuple(frame for folder in folders for path in frame_files(folder) for frame in read_frames(path))
    met: dict[Frame, Frame] = {}
    for frame in frames:
        first = met.setdefault(frame.pattern, frame)
        if first is not frame:
            raise FrameError(f"{frame.place}: the same frame as at {first.place}; take one of them out")
    return frames


def frame_table(folders: Iterable[str | Path] = ()) -> FrameTable:
    """The user's frames before our own, by their words: where both fit a clause the user's decide.

    Raises FrameError as ``load_frames`` does.
    """
    mine = tuple(Path(folder) for folder in folders)
    return FrameTable((*load_frames(*mine), *own_frames())) if mine else own_table()


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
    form = "a frames file is TOML in UTF-8 with [[frame]] tables"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise FrameError(f"{path}: {error.strerror or error}; {form}") from None
    except UnicodeDecodeError as error:
        raise FrameError(f"{path}: not UTF-8 at byte {error.start}; {form}") from None
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FrameError(f"{path}: {_syntax(str(error), text)}; {form}") from None
    lines = text.splitlines()
    rows = table.pop("frame", [])
    if table or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        wrong = sorted(table)[0] if table else "frame"
        raise FrameError(f"{path}: line {_line_of(wrong, lines, 0)}: {wrong!r} stands outside a [[frame]]; {form}")
    starts = [i for i, line in enumerate(lines, 1) if re.match(r"\[\[\s*frame\s*\]\]", line.strip())]
    if not rows:
        raise FrameError(f"{path}: line 1: no frame in this file; begin one with [[frame]]")
    return [_frame(row, path, lines, starts[i] if i < len(starts) else 1, i) for i, row in enumerate(rows)]


def _syntax(message: str, text: str) -> str:
    """The parser's message with its line in front: "line 3: Unclosed array"."""
    said = re.fullmatch(r"(.*?) \(at (?:line (\d+), column \d+|end of document)\)", message, re.DOTALL)
    line = int(said[2]) if said and said[2] else len(text.splitlines())
    return f"line {max(line, 1)}: {' '.join((said[1] if said else message).split())}"


def _line_of(key: str, lines: list[str], start: int) -> int:
    """The line, from 1, on which a key stands in the frame that begins on line ``start``; else that line."""
    for number, line in enumerate(lines[start:], start + 1):
        if start and line.strip().startswith("[["):
            break
        if re.match(rf"\s*[\[\"']*{re.escape(key)}\b", line):
            return number
    return max(start, 1)


def _frame(row: dict[str, Any], path: Path, lines: list[str], start: int, index: int) -> Frame:
    found = _problem(row)
    if found is not None:
        key, problem = found
        raise FrameError(f"{path}: line {_line_of(key, lines, start) if key else start}: {problem}")
    given: dict[str, Any] = {k: frozenset(row[k]) for k in ("verbs", "nouns", "deeds", "needs", "unless") if k in row}
    given |= {k: tuple(row[k]) for k in ("actor", "recipient", "context") if k in row}
    given.setdefault("verbs", frozenset())
    name = f"{path.stem}:{index + 1}"
    return Frame(
        event=row["event"], mode=row.get("mode"), alone=row.get("alone", False), name=name, place=f"{path}: line {start}",
        **given,
    )  # fmt: skip


def _problem(row: dict[str, Any]) -> tuple[str, str] | None:
    """What is wrong with a frame, with the key ("" for the whole frame) and the remedy; None if nothing."""
    unknown = sorted(set(row) - _KEYS)
    if unknown:
        return unknown[0], f"unknown key {unknown[0]!r}; the keys of a frame are {', '.join(sorted(_KEYS))}"
    if row.get("event") not in EVENTS:
        given = f"event {row['event']!r} is no PLOVER type" if "event" in row else "a frame needs an event"
        return "event" if "event" in row else "", f"{given}; take one of {', '.join(EVENTS)}"
    for key in sorted(_LISTS & set(row)):
        if not isinstance(row[key], list) or not all(isinstance(v, str) and v.strip() for v in row[key]):
            return key, f'{key} must be a list of words, as {key} = ["..."]'
        if not row[key]:
            return key, f"{key} is empty; give it words or take the line out"
    if "verbs" not in row and "deeds" not in row:
        return "", 'a frame needs verbs or deeds; add for example verbs = ["impose"]'
    for key in ("actor", "recipient"):
        wrong = sorted(set(row.get(key, [])) - _SLOTS)
        if wrong:
            return key, f"{key} names the slot {wrong[0]!r}; slots are {', '.join(sorted(_SLOTS))}"
    if "mode" in row and not (isinstance(row["mode"], str) and row["mode"].strip()):
        return "mode", 'mode must be one word in quotation marks, as mode = "arrest"'
    if "alone" in row and not isinstance(row["alone"], bool):
        return "alone", "alone must be true or false"
    return None
