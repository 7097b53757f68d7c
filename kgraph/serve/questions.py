"""The query page: a question, its answer as a table, as files and, where it is triples, as a picture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from kgraph.errors import KgraphError, LimitError, NotFound, QueryError, QueryFailed
from kgraph.query.answer import Result, Term, evaluate, result_of
from kgraph.query.formats import short
from kgraph.query.questions import stock, stock_questions
from kgraph.serve.lookups import Lookups
from kgraph.serve.picture import Picture, picture
from kgraph.serve.render import path_of, render, web_address
from kgraph.store.terms import PREFIXES

SHOWN = 500
"""How many rows the page shows; the files have all."""
EXAMPLE = "SELECT ?who (COUNT(?claim) AS ?claims)\nWHERE {\n  ?claim a kg:Claim ; kg:source/rdfs:label ?who\n}\nGROUP BY ?who\nORDER BY DESC(?claims) ?who\nLIMIT 20\n"
_LONG = 6000  # characters of a query that go into no address; query.js has the same
_PLACE = re.compile(r"at line (\d+), column (\d+)")
_LONGEST = 5000  # characters of a text that may be something's very words
_NUMBERS = {PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float")}
_DATES = {PREFIXES["xsd"] + name for name in ("date", "dateTime", "gYear", "gYearMonth")}
_HEADER = re.compile(r"\A(?:#\s*(?:title|about):.*\n)+")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a query: a message, and its line with the words before and after the place."""

    message: str
    line: int | None = None
    column: int | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as the table shows it, the page that it leads to, and its kind: ``number``, ``when``, ``quote`` or none."""

    words: str
    path: str | None = None
    kind: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a query as the page shows it."""

    kind: str
    yes: bool = False
    count: int = 0
    variables: tuple[str, ...] = ()
    rows: list[list[Cell]] = field(default_factory=list)
    downloads: tuple[tuple[str, str], ...] = ()
    picture: Picture | None = None
    undrawn: str = ""

    @property
    def numeric(self) -> list[bool]:
        """Which columns hold numbers only."""
        columns = ([row[n] for row in self.rows if row[n].words] for n in range(len(self.variables)))
        return [bool(cells) and all(cell.kind == "number" for cell in cells) for cells in columns]

    @property
    def noun(self) -> str:
        """What is counted."""
        word = "triple" if self.kind == "graph" else "row"
        return word if self.count == 1 else f"{word}s"


def query(lookups: Lookups, parameters: dict[str, str], *, rows: int) -> bytes:
    """The page: with a question and its answer where the parameters have one.

    Args:
        lookups: what the store holds.
        parameters: ``q``, a query, or ``stock``, the name of a stock question.
        rows: the most that an answer may have.
    """
    chosen = parameters.get("stock", "")
    text = parameters.get("q", "").replace("\r\n", "\n")
    title = about = ""
    if chosen and not text:
        question = stock(chosen)
        text, title, about = _HEADER.sub("", question.sparql), question.title, question.about
    error: Mistake | None = None
    answer: Answered | None = None
    if text.strip():
        try:
            answer = answered(lookups, ask(lookups, text, most=rows))
        except (QueryError, NotFound) as problem:
            error = mistake(text, problem)
    return render(
        "query.html",
        place="/query",
        query=text or EXAMPLE,
        # Beside an answer a long question leaves room for it.
        rows=min(30 if answer is None else 12, max(8, (text or EXAMPLE).count("\n") + 2)),
        title=title,
        about=about,
        chosen=chosen,
        questions=stock_questions(),
        prefixes=sorted(PREFIXES.items()),
        error=error,
        answer=answer,
        long=len(text) > _LONG,
    )


def ask(lookups: Lookups, text: str, *, most: int) -> Result:
    """The whole answer, rows in order; LimitError where it has too many."""
    return result_of(evaluate(lookups.dataset, text), lookups.dataset.base, most=most)


def mistake(text: str, problem: KgraphError) -> Mistake:
    """An error with the place that it names."""
    place = _PLACE.search(str(problem))
    if place is None or isinstance(problem, LimitError | QueryFailed):
        return Mistake(str(problem))
    row, column = int(place[1]), int(place[2])
    lines = text.split("\n")  # as the parser counts them
    line = lines[min(row, len(lines)) - 1]
    return Mistake(str(problem), row, column, line[: column - 1][-200:], line[column - 1 :][:200])


def answered(lookups: Lookups, result: Result) -> Answered:
    """An answer as the page shows it."""
    if result.kind == "ask":
        return Answered("boolean", yes=bool(result), downloads=(("json", "JSON"),))
    graph = result.kind == "construct"
    drawn, undrawn = picture(lookups, result)
    files = (("turtle", "Turtle"), ("jsonld", "JSON-LD")) if graph else (("csv", "CSV"), ("json", "JSON"))
    return Answered(
        kind="graph" if graph else "rows",
        count=len(result.rows),
        variables=result.variables,
        rows=[[_cell(lookups, term) for term in row] for row in result.rows[:SHOWN]],
        downloads=files,
        picture=drawn,
        undrawn=undrawn,
    )


def _cell(lookups: Lookups, term: Term | None) -> Cell:
    words = short(term, lookups.dataset.base)
    if isinstance(term, NamedNode):
        path = lookups.page(term)
        name = lookups.label(lookups.terms.relative(term)) if path else None
        return Cell(name or words, path or web_address(term.value), title=words if name else "")
    if isinstance(term, Literal):
        kind = "number" if term.datatype.value in _NUMBERS else "when" if term.datatype.value in _DATES else ""
        return Cell(words, kind=kind) if kind else _printed(lookups, words)
    return Cell(words)


def _printed(lookups: Lookups, words: str) -> Cell:
    """A text; with the page of the claim, article or entity whose very words it is, for every answer leads to print."""
    what, id = lookups.printed(words) if 0 < len(words) <= _LONGEST else ("", "")
    if not what:
        return Cell(words)
    return Cell(words, path_of(id), kind="" if what == "entity" else "quote", title=f"The {what}")
