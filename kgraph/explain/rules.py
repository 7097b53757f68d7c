"""The table of rules: what each claim's ``rules`` name, the function behind it, and a sentence for and against it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from kgraph.explain.source import FOLDER, Function, module
from kgraph.explain.words import first
from kgraph.extract.frames import FOLDER as FRAMES

_TABLE = Path(__file__).parent / "rules.toml"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    ``name`` is what claims record (``frame:*`` stands for ``frame:deeds:1`` and so on); ``type`` the kind of record it
    makes: a claim type, "Attribution", "Role" or "Affiliation". ``functions`` are those that read a word by it, as
    ``arms.by_verb``; ``starts`` those that choose the words for it.
    """

    name: str
    type: str
    functions: tuple[str, ...]
    matches: str
    not_: str
    starts: tuple[str, ...] = ()

    @property
    def doc(self) -> str:
        """What the rule reads, in one sentence: its function's docstring."""
        found = function(self.functions[0])
        return first(found.doc) if found is not None else ""

    @property
    def place(self) -> str:
        """The file and line of its function: ``arms.py:149``."""
        found = function(self.functions[0])
        return f"{found.module.path.name}:{found.node.lineno}" if found is not None else ""

    def is_named(self, name: str) -> bool:
        """Whether a claim that records this name was made by the rule."""
        return name == self.name or (self.name.endswith(":*") and name.startswith(self.name[:-1]))


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Every rule, family by family."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return tuple(
        Rule(r["name"], r["type"], _called(r["functions"]), r["matches"], r["not"], _called(r.get("starts", ())))
        for r in table["rule"]
    )


def _called(names: Iterable[str]) -> tuple[str, ...]:
    """The functions with the modules that they stand in."""
    return tuple(f.called if (f := function(name)) is not None else name for name in names)


@lru_cache(maxsize=1)
def frame_sentences() -> tuple[str, ...]:
    """Sentences that frames read; which frame reads which is found by reading them."""
    found: list[str] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["frames"]["sentences"]
    return tuple(found)


def rule(name: str, type_: str | None = None) -> Rule | None:
    """The rule of a name that a claim records, of several the one that makes this type; None where the table lacks it."""
    named = [r for r in rules() if r.is_named(name)]
    return next((r for r in named if r.type == type_), named[0] if named else None)


@cache
def function(called: str) -> Function | None:
    """The source of ``arms.by_verb``, or of a function that no two modules have, as ``named_title``; None without one."""
    stem, dot, name = called.rpartition(".")
    paths = [FOLDER / f"{stem}.py"] if dot else sorted(FOLDER.glob("*.py"))
    return next((f for path in paths if path.exists() and (f := module(path).named(name)) is not None), None)


def frame_place(name: str, folders: tuple[Path, ...] = ()) -> tuple[str, str] | None:
    """File and line of a frame (``frame:deeds:3`` is the third of deeds.toml), and its text; None where it is not found."""
    _, stem, number = [*name.split(":"), "", ""][:3]
    for folder in (*folders, FRAMES):
        path = folder / f"{stem}.toml"
        if not path.is_file() or not number.isdigit():
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        starts = [i for i, line in enumerate(lines) if line.strip().replace(" ", "") == "[[frame]]"]
        if 0 < int(number) <= len(starts):
            start = starts[int(number) - 1]
            end = next(
                (i for i in range(start + 1, len(lines)) if not lines[i].strip() or lines[i].startswith("[[")),
                len(lines),
            )
            return f"{path.name}:{start + 1}", "\n".join(lines[start + 1 : end])
    return None
