"""The stock questions: SPARQL files in ``stock/``, each with a title and what it is about in its header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import NotFound, QueryError

FOLDER = Path(__file__).parent / "stock"
_HEADER = re.compile(r"^#\s*(title|about):\s*(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class StockQuestion:
    """A question that many ask: its name for the command line, a title, what it is about, and the query."""

    name: str
    title: str
    about: str
    sparql: str


def stock_questions() -> tuple[StockQuestion, ...]:
    """Every stock question, sorted by name."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.rq")))


def stock(name: str) -> StockQuestion:
    """A stock question by its name; NotFound lists the names there are."""
    names = sorted(path.stem for path in FOLDER.glob("*.rq"))
    if name not in names:
        raise NotFound(f"no stock question {name!r}: one of {', '.join(names)}, or give a SPARQL query")
    return _read(FOLDER / f"{name}.rq")


def _read(path: Path) -> StockQuestion:
    sparql = path.read_text(encoding="utf-8")
    header = dict(_HEADER.findall(sparql))
    if set(header) != {"title", "about"}:
        raise QueryError(f"{path} lacks a `# title:` or `# about:` line: add it")
    return StockQuestion(path.stem, header["title"], header["about"], sparql)
