"""What stands in a condition of a rule: the words that a name stands for, the words of a list, what a function looked for."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from typing import Any

from kgraph.explain.grammar import worded
from kgraph.explain.source import Function
from kgraph.explain.words import code, first, human, lowered, shown
from kgraph.nlp.tokens import Span, Token
from kgraph.types import Mention

PARSE = frozenset({"dep_", "pos_", "tag_"})
"""The labels of the parse that rules ask for."""
_BUILTINS = frozenset({"any", "all", "bool", "len", "next", "sorted", "list", "set", "tuple", "min", "max", "range"})


class Operands:
    """The values of the names in one function's conditions, in words."""

    def __init__(self, function: Function, values: Mapping[str, Any], *, unknown: Iterable[str] = ()) -> None:
        self.function, self.values = function, values
        self.unknown = frozenset(unknown)  # names that stand for any word of several

    def value(self, node: ast.expr) -> Any:
        """What an expression stands for; None where it cannot be told."""
        if isinstance(node, ast.Constant):
            return node.value
        try:
            return eval(compile(ast.Expression(node), "<condition>", "eval"), dict(self.values))
        except Exception:  # a name of an inner loop
            return None

    def shown(self, node: ast.expr) -> str:
        """An expression as the words that it stands for, else as its name."""
        value = self.value(node)
        if value is None or callable(value):
            base = node.value if isinstance(node, ast.Attribute) else node
            if isinstance(base, ast.Name) and base.id in self.unknown:
                return "it" if base is node else f"its {human(code(node).split('.')[-1])}"
            return human(code(node))
        return shown(value)

    def attribute_of(self, node: ast.expr) -> tuple[ast.expr, str] | None:
        """``verb.lemma_.lower()`` is the ``lemma_`` of ``verb``; so is a name that was given it."""
        if isinstance(node, ast.Name):
            given = self.function.given(node.id, getattr(node, "lineno", 10**9))
            return self.attribute_of(given) if given is not None and not isinstance(given, ast.Name) else None
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("lower", "casefold")
        ):
            return self.attribute_of(node.func.value)
        if isinstance(node, ast.Attribute):
            return node.value, node.attr
        return None

    def listed(self, node: ast.expr) -> str:
        """A list of words: by the comment on it where it has a name, else the words themselves."""
        if isinstance(node, ast.BinOp):
            return f"{self.listed(node.left)} {'but not' if isinstance(node.op, ast.Sub) else 'or'} {self.listed(node.right)}"
        if isinstance(node, ast.Name) and node.id.lstrip("_").isupper():
            about, words = self.function.module.about(node.id), self.value(node)
            some = list(words)[:4] if isinstance(words, dict) else sorted(map(str, words or ()))[:4]
            named = human(node.id.lower())
            return f'the words of "{named}" ({first(about) if about else ", ".join(map(str, some)) + " ..."})'
        value = self.value(node)
        if isinstance(value, str):
            return f'"{value}"'
        if isinstance(value, (set, frozenset, tuple, list, dict)) and value:
            return shown(sorted(value, key=str) if isinstance(value, (set, frozenset)) else list(value))
        return code(node)

    def one_of(self, attribute: str, node: ast.expr) -> str:
        """A single value that an attribute is compared with."""
        value = self.value(node)
        if attribute in PARSE and isinstance(value, str):
            return worded(attribute, value)
        return shown(value) if value is not None else code(node)

    def labels(self, attribute: str, node: ast.expr) -> str:
        """The labels of the parse that an attribute is compared with."""
        value = self.value(node)
        labels = [value] if isinstance(value, str) else sorted(value) if isinstance(value, (set, frozenset)) else value
        return listed_or(worded(attribute, str(label)) for label in labels) if labels else code(node)

    def sought(self, given: ast.expr) -> str:
        """What was looked for: the first sentence of the docstring of the first function that an expression calls."""
        for part in ast.walk(given):
            if isinstance(part, ast.Call) and (doc := self.doc_of(part.func)):
                return lowered(first(doc))
        return ""

    def doc_of(self, node: ast.expr) -> str:
        """The docstring of a function of kgraph on one line; empty for any other value."""
        if isinstance(node, ast.Name) and node.id in _BUILTINS:
            return ""
        value = self.value(node)
        ours = str(getattr(value, "__module__", "")).startswith("kgraph.")
        return " ".join((value.__doc__ or "").split()) if callable(value) and ours else ""

    def subject(self, node: ast.Call) -> str:
        """The words that a function is called on, in brackets."""
        words = [shown(v) for a in node.args if isinstance(v := self.value(a), (Token, Mention, Span))]
        return f" ({', '.join(dict.fromkeys(words))})" if words else ""


def name_called(node: ast.Call) -> str:
    """The name of the function or method that is called."""
    return (
        node.func.id
        if isinstance(node.func, ast.Name)
        else node.func.attr
        if isinstance(node.func, ast.Attribute)
        else ""
    )


def listed_or(words: Iterable[str]) -> str:
    """``a, b or c``."""
    listed = list(dict.fromkeys(words))
    return " or ".join(listed) if len(listed) < 3 else f"{', '.join(listed[:-1])} or {listed[-1]}"
