"""GUM's documents as plain text with their discourse units and the attributions that relate these, from CoNLL-U.

The column MISC holds a mark on the first word of each unit, ``kind:7->8:depth:signals``: unit 7 hangs on unit 8. The
signals name words by their number in the document: ``sem-atsrc-52-54`` is the source of an attribution.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SPLITS = ("train", "dev", "test")


@dataclass(slots=True)
class Word:
    """A word of GUM: where it stands in the rebuilt text, its part of speech and head (-1: none), its unit."""

    start: int
    end: int
    pos: str
    head: int
    dep: str
    unit: int


@dataclass(frozen=True, slots=True)
class Relation:
    """An attribution of GUM: the attributing unit, the content's unit, the source's words, how it is signalled."""

    cue_unit: int
    content_unit: int
    source: tuple[int, ...]
    signals: str


@dataclass(slots=True)
class Document:
    """A document of GUM as plain text with its words, units that an inserted one parts joined, and attributions."""

    name: str
    text: str = ""
    words: list[Word] = field(default_factory=list)
    joined: dict[int, int] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)

    @property
    def genre(self) -> str:
        """The genre, as the name says it."""
        return self.name.split("_")[1]

    def whole(self, unit: int) -> int:
        """The unit that stands for all parts of a unit."""
        while unit in self.joined:
            unit = self.joined[unit]
        return unit

    def of_unit(self, unit: int) -> list[int]:
        """The words of a unit and of its parts."""
        return [i for i, word in enumerate(self.words) if self.whole(word.unit) == self.whole(unit)]

    def predicate(self, unit: int) -> int:
        """The word of a unit that is nearest to its sentence's root, punctuation apart."""
        return min(self.of_unit(unit), key=lambda i: (self.words[i].dep == "punct", self._depth(i), i))

    def unit_at(self, offset: int) -> int | None:
        """The whole unit of the word at a code point."""
        word = next((w for w in self.words if w.start <= offset < w.end), None)
        return self.whole(word.unit) if word is not None else None

    def is_credit(self, relation: Relation) -> bool:
        """Whether the attributing unit only names somebody: the credit of a picture, the author of a title."""
        words = self.of_unit(relation.cue_unit)
        told = any(mark in relation.signals for mark in ("lex-", "dm-", "grf-dsh"))
        label = any(self.text[self.words[i].start : self.words[i].end] == ":" for i in words)
        return not told and not label and all(self.words[i].pos not in ("VERB", "AUX") for i in words)

    def _depth(self, i: int) -> int:
        steps = 0
        while self.words[i].head >= 0:
            i, steps = self.words[i].head, steps + 1
        return steps


def documents(path: Path) -> Iterator[tuple[str, Document]]:
    """(split, document) for every document of the corpus that it holds and names in its lists of files."""
    if path.is_dir():
        files = {file.name: file.read_text(encoding="utf-8") for file in sorted(path.rglob("*")) if file.is_file()}
    else:
        with tarfile.open(path) as archive:
            members = sorted((m for m in archive.getmembers() if m.isfile()), key=lambda m: m.name)
            files = {Path(m.name).name: archive.extractfile(m).read().decode() for m in members}  # type: ignore[union-attr]
    for split in SPLITS:
        for name in files[f"files.{split}"].split():
            if f"{name}.conllu" in files:
                yield split, read(name, files[f"{name}.conllu"])


def read(name: str, conllu: str) -> Document:
    """A document from its CoNLL-U: the plain text from the words, their spacing and the paragraphs."""
    document, unit = Document(name), 0
    discourse: list[str] = []
    first, gap, spaced = 0, "", {}
    for line in conllu.split("\n"):
        cells = line.split("\t")
        if re.match(r"# newpar( |$)", line):
            gap = "\n\n"
        elif re.match(r"\d+-\d+\t", line):  # a multi-word token: its own spacing is that of its last word
            start, end = map(int, cells[0].split("-"))
            spaced = dict.fromkeys(range(start, end), False) | {end: "SpaceAfter=No" not in cells[9]}
        elif re.match(r"\d+\t", line):
            number = int(cells[0])
            if number == 1:
                first = len(document.words)
            if marked := re.search(r"Discourse=([^|]+)", cells[9]):
                unit = _unit(marked[1])
                discourse += marked[1].split(";")
            document.text += gap if document.text else ""
            start = len(document.text)
            document.text += cells[1]
            head = first + int(cells[6]) - 1 if cells[6] != "0" else -1
            document.words.append(Word(start, len(document.text), cells[3], head, cells[7], unit))
            gap = " " if spaced.get(number, "SpaceAfter=No" not in cells[9]) else ""
        elif not line:
            spaced = {}
    _relate(document, discourse)
    return document


def _unit(marked: str) -> int:
    """The unit that a mark opens: "attribution-positive:7->8:3:..." opens 7, "ROOT:4:0" opens 4."""
    return int(re.split(r"[:>-]", marked.removeprefix(marked.split(":")[0] + ":"))[0])


def _relate(document: Document, discourse: list[str]) -> None:
    for mark in discourse:
        kind, arrow, *rest = mark.split(":")
        if "->" not in arrow:
            continue
        child, parent = map(int, arrow.split("->"))
        if kind.startswith("same-unit"):
            document.joined[child] = parent
        elif kind.startswith("attribution"):
            signals = rest[-1].split("+") if rest else []
            document.relations.append(Relation(child, parent, _words(signals, "sem-atsrc-"), mark))


def _words(signals: list[str], kind: str) -> tuple[int, ...]:
    """The words, counted from 0, that signals of a kind name: "sem-atsrc-52-54,60"."""
    found: list[int] = []
    for signal in signals:
        for part in signal.removeprefix(kind).split(",") if signal.startswith(kind) else ():
            start, _, end = part.partition("-")
            found += range(int(start) - 1, int(end or start))
    return tuple(found)
