"""Requests of the SPARQL 1.1 Protocol (W3C Recommendation of 21 March 2013, sections 2.1 and 2.2), read strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from kgraph.query.clauses import Graphs
from kgraph.serve.refusal import Refusal

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = "GET, HEAD, POST"
MOST_PARAMETERS = 20_000
"""Taking a request apart keeps all others waiting."""
_READ_ONLY = "this endpoint only reads: updates are refused"
_OF_UPDATES = ("update", "using-graph-uri", "using-named-graph-uri")
_ESCAPES = re.compile(rb"%(?![0-9A-Fa-f]{2})")
Parameters = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Operation:
    """A query operation; ``graphs`` where the protocol chooses them, which goes before the query's own FROM clauses."""

    query: str
    graphs: Graphs | None


def read_operation(method: str, query_string: bytes, content_type: str | None, body: bytes) -> Operation | None:
    """The operation that a request asks for; None where it asks for nothing, which is to ask for a description.

    Raises:
        Refusal: the request is malformed, or asks for an update.
    """
    parameters = read_parameters(query_string, "the URL")
    if method == "POST":
        media_type, charset = _content_type(content_type)
        if media_type == UPDATE:
            raise Refusal(403, _READ_ONLY)
        if media_type not in (FORM, QUERY):
            raise Refusal(
                415, f"send {QUERY}, or a form as {FORM}, not {media_type or 'a body without a Content-Type'}"
            )
        if charset not in ("utf-8", "utf8", "us-ascii"):
            raise Refusal(415, f"the body is in {charset}: send it as UTF-8")
        if media_type == QUERY:
            if "query" in parameters:
                raise Refusal(400, "there is a query in the URL and another in the body: send one")
            parameters["query"] = [_utf8(body, "the body")]
        else:
            for name, values in read_parameters(body, "the body").items():
                parameters.setdefault(name, []).extend(values)
    return _operation(parameters, posted=method == "POST")


def _operation(parameters: Parameters, *, posted: bool) -> Operation | None:
    if "update" in parameters:
        raise Refusal(403, _READ_ONLY)
    for name in _OF_UPDATES:
        if name in parameters:
            raise Refusal(400, f"{name} goes with updates, and {_READ_ONLY}")
    queries = parameters.get("query", [])
    if len(queries) > 1:
        raise Refusal(400, f"there are {len(queries)} queries: send one")
    default = tuple(parameters.get("default-graph-uri", ()))
    named = tuple(parameters.get("named-graph-uri", ()))
    if not queries:
        if posted or default or named:
            raise Refusal(400, "there is no query: send one as the parameter query")
        return None
    return Operation(queries[0], Graphs(default, named) if default or named else None)


def read_parameters(text: bytes, place: str) -> dict[str, list[str]]:
    """The parameters of a form or a URL, in UTF-8; Refusal where they are malformed."""
    found: dict[str, list[str]] = {}
    if text.count(b"&") >= MOST_PARAMETERS:
        raise Refusal(400, f"{place} has more than {MOST_PARAMETERS:,} parameters: send fewer")
    for part in text.split(b"&"):
        if part:
            name, _, value = part.partition(b"=")
            found.setdefault(_decoded(name, place), []).append(_decoded(value, place))
    return found


def _decoded(text: bytes, place: str) -> str:
    if _ESCAPES.search(text):
        raise Refusal(400, f"{place} has a % that no two hexadecimal digits follow: write it as %25")
    return _utf8(unquote_to_bytes(text.replace(b"+", b" ")), place)


def _utf8(text: bytes, place: str) -> str:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, f"{place} is not in UTF-8 (at byte {error.start + 1})") from error


def _content_type(header: str | None) -> tuple[str, str]:
    """The media type and the charset, in small letters; UTF-8 where none is given."""
    media_type, *parameters = (header or "").split(";")
    charset = "utf-8"
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip('"').lower()
    return media_type.strip().lower(), charset
