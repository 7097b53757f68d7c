"""What writers changed in a store on disk, session by session, so that what is derived from it can be brought up to date.

``changes.jsonl`` in the store's folder has a line for each session of writing that was asked to keep one: the state of
the store before and after it, and what changed in between. A session without a line breaks the chain of states, and
then nothing can be told of what came before it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kgraph.store.terms import Terms

FILE = "changes.jsonl"
_LINES = 20  # are kept
_MOST = 20_000  # names in a line; what is derived is made anew after a larger change


@dataclass(slots=True)
class Changes:
    """The relative ids of the articles whose graphs changed, and of the nodes of derived graphs, by the graph's name."""

    articles: set[str] = field(default_factory=set)
    nodes: dict[str, set[str]] = field(default_factory=dict)

    def note(self, terms: Terms, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Take down that these quads of a graph came or went."""
        name = terms.relative(graph).removeprefix("graph/")
        if name.startswith("article/"):
            self.articles.add(name)
            return
        subjects = (quad.subject for quad in quads)
        self.nodes.setdefault(name, set()).update(terms.relative(s) for s in subjects if isinstance(s, NamedNode))

    def add(self, other: Changes) -> None:
        """Take in what another session changed."""
        self.articles |= other.articles
        for name, nodes in other.nodes.items():
            self.nodes.setdefault(name, set()).update(nodes)

    @property
    def size(self) -> int:
        """How many names there are."""
        return len(self.articles) + sum(map(len, self.nodes.values()))

    def to_object(self) -> dict[str, object]:
        """As JSON has it."""
        return {"articles": sorted(self.articles), "nodes": {name: sorted(n) for name, n in sorted(self.nodes.items())}}

    @classmethod
    def from_object(cls, value: dict[str, object]) -> Changes:
        """What ``to_object`` wrote; KeyError, TypeError or AttributeError for anything else."""
        nodes: dict[str, list[str]] = value["nodes"]  # type: ignore[assignment]
        return cls(set(value["articles"]), {name: set(found) for name, found in nodes.items()})  # type: ignore[call-overload]


def state_of(stamp: object) -> str:
    """A short name for a state of the store, from the stamp of its files."""
    return hashlib.sha256(repr(stamp).encode()).hexdigest()[:16]


def keep(folder: Path, before: str, after: str, changes: Changes) -> None:
    """Add a line; where it cannot be written the chain is broken, which costs time and nothing else."""
    if changes.size > _MOST:
        return
    line = json.dumps({"before": before, "after": after, **changes.to_object()}, ensure_ascii=False)
    fresh = folder / f"{FILE}.new"
    try:
        lines = [*_lines(folder), line][-_LINES:]
        fresh.write_text("".join(f"{text}\n" for text in lines), encoding="utf-8", errors="replace")
        os.replace(fresh, folder / FILE)
    except OSError:
        fresh.unlink(missing_ok=True)


def back_from(folder: Path, state: str) -> Iterator[tuple[str, Changes]]:
    """Earlier states from which it is known what changed up to this one, the latest first."""
    total = Changes()
    for line in reversed(_lines(folder)):
        try:
            value = json.loads(line)
            if value["after"] != state:
                continue
            total.add(Changes.from_object(value))
            state = str(value["before"])
        except (ValueError, KeyError, TypeError, AttributeError):
            return
        yield state, total


def _lines(folder: Path) -> list[str]:
    try:
        return (folder / FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
