"""Values and names of the program in words: a token as printed, ``_in_battle`` as "in battle", a docstring's first sentence."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from typing import Any

from kgraph.nlp.tokens import Span, Token
from kgraph.types import Mention

_LISTED = 6


def shown(value: Any) -> str:
    """A value as printed words: a token, a mention, a list of them, a plain value."""
    if isinstance(value, (Token, Mention, Span)):
        return f'"{value.text}"'
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, (list, tuple, set, frozenset, Mapping)):
        items = list(value)
        some = ", ".join(shown(v) for v in items[:_LISTED])
        return f"{some} and {len(items) - _LISTED} more" if len(items) > _LISTED else some or "nothing"
    text = getattr(value, "text", None)
    if isinstance(text, str):
        return f'"{text}"'
    for part in ("noun", "head"):
        token = getattr(value, part, None)
        if isinstance(token, Token):
            return f'"{token.text}"'
    return str(value) if isinstance(value, (int, float)) else type(value).__name__


def human(name: str) -> str:
    """A name of the program as words: ``_in_battle`` is "in battle"."""
    return re.sub(r"[_\s]+", " ", re.sub(r"^context\.|\(.*\)$", "", name)).strip()


def code(node: ast.expr) -> str:
    """A condition as the rule has it, on one line."""
    return " ".join(ast.unparse(node).split())


def first(text: str) -> str:
    """The first sentence without its stop."""
    return re.split(r"(?<=[a-z)\"”])\.(?:\s|$)", text.strip(), maxsplit=1)[0].rstrip(".")


def asked(doc: str) -> str:
    """What a guard's docstring asks: "Whether the clause is passive: by ..." asks that the clause is passive."""
    return re.split(r"[:;]\s", first(doc), maxsplit=1)[0].removeprefix("Whether ").removeprefix("whether ")


def lowered(text: str) -> str:
    """With a small first letter, unless the first word is a name or a quotation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
