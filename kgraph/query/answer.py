"""Run a SPARQL query over a dataset: read only, over the union of all graphs, with the usual prefixes declared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal, Protocol

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

from kgraph.errors import QueryError
from kgraph.store.terms import PREFIXES, Terms

Term = NamedNode | RdfLiteral | BlankNode | Triple
QUERIES = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")

# Strings, IRIs and comments: where a keyword is none. Triple-quoted strings first, since they begin like empty ones.
_QUIET = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r"|#[^\n\r]*",
    re.DOTALL,
)
_SERVICE = re.compile(r"(?<![\w?$:@.-])SERVICE(?![\w:-])", re.IGNORECASE)
_FIRST = re.compile(r"\A\s*(?:(?:BASE\s|PREFIX\s+[\w.-]*:|VERSION\s)\s*)*([A-Za-z]+)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_PREFIXED = re.compile(r"([\w.-]*):[\w.%\\-]*\s*\Z")
_SENTENCE = re.compile(r"[A-Z][A-Za-z]*(?: [A-Za-z]+){2,}")
_MOST = 200  # characters of a message that is not ours


class Queryable(Protocol):
    """What a query needs of a dataset; ``kgraph.store.dataset.Dataset`` has it."""

    terms: Terms

    def select(self, sparql: str) -> Any:
        """The engine's answer over the union of all graphs."""
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

    Raises:
        QueryError: The query cannot be parsed, would change data or would ask another server.
    """
    check(sparql)
    try:
        return _result(dataset.select(sparql), dataset.terms.base)
    except SyntaxError as error:
        raise QueryError(_explain(sparql, str(error))) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be run: {' '.join(str(error).split())}") from error


def check(sparql: str) -> None:
    """Refuse updates and SERVICE before the engine sees them; QueryError says why."""
    for text in {sparql, _ESCAPE.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), sparql)}:
        plain = _QUIET.sub(" ", text)
        first = _FIRST.match(plain)
        if first is not None and first[1].upper() in UPDATES:
            raise QueryError(f"{first[1].upper()} would change the store; queries only read: use SELECT or ASK")
        if _SERVICE.search(plain):
            raise QueryError("SERVICE would ask another server; queries only read this store: leave it out")


def _result(answer: object, base: str) -> Result:
    if isinstance(answer, QueryBoolean):
        value = RdfLiteral("true" if answer else "false", datatype=_BOOLEAN)
        return Result("ask", ("answer",), ((value,),), base)
    if isinstance(answer, QuerySolutions):
        names = tuple(variable.value for variable in answer.variables)
        rows = tuple(tuple(solution[name] for name in names) for solution in answer)
        return Result("select", names, rows, base)
    if isinstance(answer, QueryTriples):
        triples = sorted(set(answer), key=str)
        return Result(
            "construct",
            ("subject", "predicate", "object"),
            tuple((t.subject, t.predicate, t.object) for t in triples),
            base,
        )
    raise QueryError(f"the engine gave an answer of an unknown kind: {type(answer).__name__}")


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
    lines = sparql.splitlines() or [""]
    line = lines[min(row, len(lines)) - 1]
    before, after = line[: column - 1], line[column - 1 :].strip()
    shown = f"before {_cut(after)!r}" if after else f"after {_cut(before.strip(), last=True)!r}"
    place = f"the query cannot be parsed at line {row}, column {column} ({shown})"
    reason = _reason(sparql, before, " ".join(found[3].split()))
    if not reason and not after and row >= len(lines):
        reason = "it ends too early"
    return f"{place}: {reason}" if reason else place


def _cut(text: str, *, last: bool = False, length: int = 40) -> str:
    if len(text) <= length:
        return text
    return f"...{text[-length:]}" if last else f"{text[:length]}..."


def _reason(sparql: str, before: str, complaint: str) -> str:
    """Why the parser stopped, in words; empty where it only lists what it expected."""
    first = _FIRST.match(_QUIET.sub(" ", sparql))
    if first is None or first[1].upper() not in QUERIES:
        word = f", not {first[1][:20]}" if first else ""
        return f"a query begins with {', '.join(QUERIES[:-1])} or {QUERIES[-1]}{word}"
    name = _PREFIXED.search(before)
    if "Prefix not found" in complaint and name is not None and name[1] not in PREFIXES:
        return f"the prefix {name[1]}: is not declared"
    sentence = _SENTENCE.search(complaint.removeprefix("expected ").removeprefix("one of "))
    if complaint.startswith("expected "):
        return sentence[0] if sentence is not None and sentence[0] != "Prefix not found" else ""
    return complaint[:_MOST]
