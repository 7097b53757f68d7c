"""Run a SPARQL query over a dataset: read only, over the union of all graphs, with the usual prefixes declared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar

from pyoxigraph import (
    BlankNode,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)
from pyoxigraph import (
    Literal as RdfLiteral,
)

from kgraph.errors import LimitError, QueryError, QueryFailed
from kgraph.query.check import check, first_word
from kgraph.query.clauses import Graphs, dataset_clause
from kgraph.query.faults import fault
from kgraph.store.terms import PREFIXES, Terms

T = TypeVar("T")
Answer = QueryBoolean | QuerySolutions | QueryTriples
Term = NamedNode | RdfLiteral | BlankNode | Triple
QUERIES = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_PREFIXED = re.compile(r"([\w.-]*):[\w.%\\-]*\s*\Z")
_SENTENCE = re.compile(r"[A-Z][A-Za-z]*(?: [A-Za-z]+){2,}")
_MOST = 200  # characters of a message that is not ours


class Queryable(Protocol):
    """What a query needs of a dataset; ``kgraph.store.dataset.Dataset`` has it."""

    terms: Terms

    def select(self, sparql: str, *, default: Sequence[str] | None = None, named: Sequence[str] | None = None) -> Any:
        """The engine's answer, over the union of all graphs or those that are named."""
        ...

    def has_graph(self, iri: str) -> bool:
        """Whether there is a graph of this name."""
        ...


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query: its variables and rows of RDF terms, None where a variable has no value.

    ``kind`` is select, ask (one row, one variable ``answer``) or construct (also for DESCRIBE; the variables are
    ``subject``, ``predicate``, ``object``, the rows sorted). ``base`` is the base IRI of the dataset.
    """

    kind: Literal["select", "ask", "construct"]
    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    base: str

    def __bool__(self) -> bool:
        """The answer to ASK; of the others, whether there are any rows."""
        if self.kind == "ask":
            answer = self.rows[0][0]
            return isinstance(answer, RdfLiteral) and answer.value == "true"
        return bool(self.rows)


def run(dataset: Queryable, sparql: str) -> Result:
    """Answer a SELECT, ASK, CONSTRUCT or DESCRIBE query; the prefixes of ``PREFIXES`` need not be declared.

    Relative IRIs stand under the dataset's base. FROM and FROM NAMED choose among the dataset's graphs; without them
    every graph is read as one.

    Raises:
        QueryError: The query cannot be parsed, would change data, would ask another server or reads a graph that the
            dataset lacks; QueryFailed where only answering it fails.
    """
    return result_of(evaluate(dataset, sparql), dataset.terms.base)


def evaluate(dataset: Queryable, sparql: str, *, graphs: Graphs | None = None) -> Answer:
    """The engine's answer to a query, still to be read; read it under ``failures_told``.

    Args:
        dataset: what is asked.
        sparql: the query.
        graphs: what the query reads instead of what its FROM clauses say.

    Raises:
        QueryError: as for ``run``.
    """
    check(sparql)
    graphs = graphs or dataset_clause(sparql, dataset.terms.base)
    named = (*graphs.default, *graphs.named) if graphs is not None else ()
    missing = [iri for iri in named if not dataset.has_graph(iri)]
    try:
        with failures_told():
            if graphs is None or missing:  # then only for its syntax
                answer = dataset.select(sparql)
            else:
                answer = dataset.select(sparql, default=graphs.default, named=graphs.named)
    except SyntaxError as error:
        raise QueryError(_explain(sparql, str(error))) from error
    if missing:
        raise QueryError(f"no graph <{missing[0]}> in the store, and nothing is fetched: name one of its graphs")
    if not isinstance(answer, (QueryBoolean, QuerySolutions, QueryTriples)):
        raise QueryFailed(f"the engine gave an answer of an unknown kind: {type(answer).__name__}")
    return answer


@contextmanager
def failures_told() -> Iterator[None]:
    """Errors of the engine while it answers, as QueryFailed; syntax errors pass."""
    try:
        yield
    except SyntaxError:
        raise
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryFailed(f"the query cannot be run: {' '.join(str(error).split())}") from error


def result_of(answer: Answer, base: str, *, most: int | None = None) -> Result:
    """The answer, read whole.

    Args:
        answer: what ``evaluate`` gave.
        base: the base IRI of the dataset.
        most: more rows or triples than these raise LimitError.

    Raises:
        QueryFailed: the engine fails on the way.
    """
    with failures_told():
        if isinstance(answer, QueryBoolean):
            value = RdfLiteral("true" if answer else "false", datatype=_BOOLEAN)
            return Result("ask", ("answer",), ((value,),), base)
        if isinstance(answer, QuerySolutions):
            names = tuple(variable.value for variable in answer.variables)
            found = tuple(tuple(row[name] for name in names) for row in limited(answer, most))
            return Result("select", names, found, base)
        triples = sorted(distinct(answer, most), key=str)
        rows = tuple((t.subject, t.predicate, t.object) for t in triples)
        return Result("construct", ("subject", "predicate", "object"), rows, base)


def limited(rows: Iterable[T], most: int | None) -> Iterator[T]:
    """The rows; LimitError where there are more than ``most``."""
    for number, row in enumerate(rows, 1):
        if most is not None and number > most:
            raise _too_many(most, "rows")
        yield row


def distinct(triples: Iterable[Triple], most: int | None) -> list[Triple]:
    """The triples of a graph, each once, as they come; LimitError where there are more than ``most``."""
    seen: dict[Triple, None] = {}
    for triple in triples:
        seen[triple] = None
        if most is not None and len(seen) > most:
            raise _too_many(most, "triples")
    return list(seen)


def _too_many(most: int, what: str) -> LimitError:
    return LimitError(f"the answer has more than {most:,} {what}: ask for less, or for a part with LIMIT and OFFSET")


_BOOLEAN = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")


def _explain(sparql: str, message: str) -> str:
    """The parser's complaint as one short line: the place, the words there, and the reason where there is one.

    The parser lists every token that it could have gone on with, hundreds of characters that help nobody; a sentence
    among them is a reason.
    """
    found = _PLACE.match(message)
    if found is None:
        return f"the query cannot be parsed: {' '.join(message.split())[:_MOST]}"
    row, column = int(found[1]), int(found[2])
    lines = sparql.split("\n")  # as the parser counts them
    line = lines[min(row, len(lines)) - 1]
    reason = _reason(sparql, line[: column - 1], " ".join(found[3].split()))
    if not reason and (plain := fault(sparql)) is not None:
        row, column, reason = plain
        line = lines[min(row, len(lines)) - 1]
    before, after = line[: column - 1], line[column - 1 :].strip()
    shown = f"before {_cut(after)!r}" if after else f"after {_cut(before.strip(), last=True)!r}"
    place = f"the query cannot be parsed at line {row}, column {column} ({shown})"
    if not reason and not after and row >= len(lines):
        reason = "it ends too early"
    return f"{place}: {reason}" if reason else place


def _cut(text: str, *, last: bool = False, length: int = 40) -> str:
    if len(text) <= length:
        return text
    return f"...{text[-length:]}" if last else f"{text[:length]}..."


def _reason(sparql: str, before: str, complaint: str) -> str:
    """Why the parser stopped, in words; empty where it only lists what it expected."""
    first = first_word(sparql)
    if first not in QUERIES:
        word = f", not {first[:20]}" if first else ""
        return f"a query begins with {', '.join(QUERIES[:-1])} or {QUERIES[-1]}{word}"
    name = _PREFIXED.search(before)
    if "Prefix not found" in complaint and name is not None and name[1] not in PREFIXES:
        return f"the prefix {name[1]}: is not declared"
    sentence = _SENTENCE.search(complaint.removeprefix("expected ").removeprefix("one of "))
    if complaint.startswith("expected "):
        return sentence[0] if sentence is not None and sentence[0] != "Prefix not found" else ""
    return complaint[:_MOST]
