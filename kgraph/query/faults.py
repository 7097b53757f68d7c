"""What is plainly wrong with a query that does not parse: a bracket or string without an end, an operator without a value.

A parser that tries one thing after another says where the last try ended, which is often the end of the query and not
the place of the mistake.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<skip>\s+|\#[^\n]*|<[^<>"{}|^`\\\s]*>|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''"""
    r"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"""|(?P<quote>["'])|(?P<open>[({\[])|(?P<close>[)}\]])|(?P<operator>\|\||&&|!=|<=|>=|[=<>,])|(?P<other>[^\s"'#(){}\[\]=<>,|&!]+|.)""",
    re.DOTALL,
)
_PAIRS = {"(": ")", "{": "}", "[": "]"}


class Fault(NamedTuple):
    """Where a query is wrong (from 1, columns in code points) and why."""

    row: int
    column: int
    reason: str


def fault(sparql: str) -> Fault | None:
    """The first plain mistake in a query; None where there is none of these."""
    opened: list[tuple[str, int]] = []
    operator = ""
    for token in _TOKEN.finditer(sparql):
        kind, text, at = token.lastgroup, token[0], token.start()
        if kind == "quote":
            return _fault(sparql, at, "this string has no end")
        if kind == "open":
            opened.append((text, at))
        elif kind == "close":
            if operator:
                return _fault(sparql, at, f"a value is missing after {operator}")
            if not opened:
                return _fault(sparql, at, f"nothing before opens this {text}")
            bracket, place = opened.pop()
            if _PAIRS[bracket] != text:
                return _fault(sparql, place, f"this {bracket} is not closed before a {text} comes")
        if kind != "skip" or text[0] in "\"'<":
            operator = text if kind == "operator" else ""
    return _fault(sparql, opened[-1][1], f"this {opened[-1][0]} is never closed") if opened else None


def _fault(sparql: str, at: int, reason: str) -> Fault:
    before = sparql[:at].split("\n")
    return Fault(len(before), len(before[-1]) + 1, reason)
