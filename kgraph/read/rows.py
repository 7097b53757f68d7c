"""Readers of files that hold many articles: JSON, JSON Lines and CSV with the fields of ``FIELDS``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kgraph.errors import InputError
from kgraph.read.decode import open_text, too_long
from kgraph.read.source import MAX_CODE_POINTS, Item, Record, Source, shown
from kgraph.read.table import read_rows

FIELDS = ("id", "text", "title", "publisher", "published", "url")
MAX_DOCUMENT = 256_000_000
"""The longest JSON document, in code points; JSON Lines and CSV have no such limit, as they are read row by row."""
MAX_LINE = 12 * MAX_CODE_POINTS + 100_000
"""The longest line of JSON Lines, in code points: an article within the limit, all of it escaped as \\uXXXX\\uXXXX."""


def read_csv(source: Source) -> Iterator[Item]:
    """A table with a header; rows are numbered as a spreadsheet does, the header being row 1."""
    remedy = "; a table that describes other files is given by --metadata"
    for row in read_rows(source, needed="text", known=FIELDS, remedy=remedy):
        if isinstance(row, InputError):
            yield row
        else:
            yield from record(source, row.values, row=row.number, line=row.line)


def read_jsonl(source: Source) -> Iterator[Item]:
    """JSON Lines: an object a line, numbered by line; blank lines are allowed."""
    text, warning = open_text(source)
    if warning:
        yield warning
    number = 0
    try:
        while line := text.readline(MAX_LINE):
            number += 1
            if len(line) == MAX_LINE and line[-1] not in "\r\n":
                while len(text.readline(MAX_LINE)) == MAX_LINE:
                    pass
                yield too_long(source, line=number)
            elif line.strip():
                yield from _json_line(source, line, number)
    finally:
        text.detach()


def _json_line(source: Source, line: str, number: int) -> Iterator[Item]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = _reason(error) if isinstance(error, json.JSONDecodeError) else str(error)
        yield source.problem(f"this line is not JSON ({reason}); every line must be one whole object", line=number)
        return
    yield from record(source, value, row=number, line=number)


def _reason(error: json.JSONDecodeError) -> str:
    """What is wrong and at which column; some of the messages end in "at" already."""
    return f"{error.msg.removesuffix(' at')} at column {error.colno}"


def read_json(source: Source) -> Iterator[Item]:
    """One object, or a list of objects numbered from 1."""
    text, warning = open_text(source)
    if warning:
        yield warning
    try:
        document = text.read(MAX_DOCUMENT + 1)
    finally:
        text.detach()
    if len(document) > MAX_DOCUMENT:
        raise source.problem(f"is longer than {MAX_DOCUMENT:,} characters; save it as .jsonl, one object a line")
    value = _parse(source, document)
    if isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from record(source, item, row=number)
    else:
        yield from record(source, value)


def _parse(source: Source, document: str) -> Any:
    if not document.strip():
        raise source.problem("is empty; leave it out or fill it")
    try:
        return json.loads(document)
    except json.JSONDecodeError as error:
        remedy = "name it .jsonl if every line is an object" if error.msg == "Extra data" else "mend it"
        raise source.problem(f"is not JSON ({_reason(error)}); {remedy}", line=error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise source.problem(f"is not JSON that can be read ({error})") from error


def record(source: Source, value: object, *, row: int | None = None, line: int | None = None) -> Iterator[Item]:
    """The record of one object with the fields of ``FIELDS``; a field of the wrong type is reported and left out."""
    place = "" if line or not row else f"item {row}: "
    if not isinstance(value, Mapping):
        yield source.problem(f"{place}{shown(value)} is not an object with a field 'text'", line=line)
        return
    text = value.get("text")
    if not isinstance(text, str):
        if text is None:
            found = ", ".join(map(str, value))[:200] or "none"
            message = f"has no 'text'; fields found: {found}"
        else:
            message = f"'text' must be a string, not {shown(text)}"
        yield source.problem(f"{place}{message}; this article is skipped", line=line)
        return
    fields: dict[str, str] = {}
    for name in FIELDS:
        given = value.get(name)
        if name == "text" or given is None:
            continue
        if name == "id" and isinstance(given, int) and not isinstance(given, bool):
            given = str(given)
        if isinstance(given, str):
            fields[name] = given
        else:
            yield source.problem(f"{place}'{name}' must be a string, not {shown(given)}; it is left out", line=line)
    yield Record(text, **fields, row=row, line=line)
