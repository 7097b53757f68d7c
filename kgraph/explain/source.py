"""The rules as text: which statement stands on a line, what a name was given, what a comment says of a list of words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType

import kgraph.extract
from kgraph.errors import KgraphError

FOLDER = Path(kgraph.extract.__file__).parent
_EXITS = (ast.Return, ast.Continue, ast.Break)


class Function:
    """One function of a rule module as its source has it."""

    def __init__(self, node: ast.FunctionDef, module: Module) -> None:
        self.node, self.module, self.name = node, module, node.name
        self.parents: dict[ast.stmt, ast.stmt] = {}
        self._lines: dict[int, ast.stmt] = {}
        for statement in node.body:
            self._place(statement)

    def _place(self, statement: ast.stmt) -> None:
        """Notes the lines of a statement, of a compound one those of its head, and goes on with what stands in it."""
        inner = list(_blocks(statement))
        end = statement.end_lineno or statement.lineno
        last = min([i.lineno for i in inner]) - 1 if inner else end
        for line in range(statement.lineno, max(last, statement.lineno) + 1):
            self._lines.setdefault(line, statement)
        for child in inner:
            self.parents[child] = statement
            self._place(child)

    @property
    def doc(self) -> str:
        """The docstring on one line; empty where there is none."""
        return " ".join((ast.get_docstring(self.node) or "").split())

    @property
    def called(self) -> str:
        """``arms.by_verb``."""
        return f"{self.module.path.stem}.{self.name}"

    def statement(self, line: int) -> ast.stmt | None:
        """The statement that a line belongs to; None outside the function's body."""
        return self._lines.get(line)

    def given(self, name: str, before: int, *, shared: bool = False) -> ast.expr | None:
        """What a name was last given above a line, other than a plain word; with ``shared`` also together with others."""
        found: ast.expr | None = None
        for node in ast.walk(self.node):
            if isinstance(node, ast.Assign) and node.lineno < before:
                for target in node.targets:
                    names = ast.walk(target) if shared else [target]
                    plain = isinstance(node.value, ast.Constant) and bool(node.value.value)
                    if any(isinstance(t, ast.Name) and t.id == name for t in names) and not plain:
                        found = node.value
        return found

    def givings(self, name: str) -> list[ast.stmt]:
        """Every statement that gives the name a value or adds to it."""
        found: list[ast.stmt] = []
        for node in ast.walk(self.node):
            if isinstance(node, ast.Assign):
                targets = [t for target in node.targets for t in ast.walk(target)]
            elif isinstance(node, (ast.AugAssign, ast.AnnAssign, ast.For)):
                targets = list(ast.walk(node.target))
            else:
                continue
            if any(isinstance(t, ast.Name) and t.id == name for t in targets):
                found.append(node)
        return found

    def loop(self) -> ast.For | None:
        """The outermost loop, where the function is one."""
        return next((s for s in self.node.body if isinstance(s, ast.For)), None)


class Module:
    """One module of rules: its functions by the code objects that Python runs, and the comments on its lists."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise KgraphError(
                f"{path}: {error.strerror or error}; to explain, kgraph needs the source of its rules: install it unzipped"
            ) from None
        self.lines = self.text.splitlines()
        self.tree = ast.parse(self.text)
        self._functions = {
            (node.name, min([node.lineno, *(d.lineno for d in node.decorator_list)])): Function(node, self)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.FunctionDef)
        }

    def function(self, code: CodeType) -> Function | None:
        """The function that a code object is of."""
        return self._functions.get((code.co_name, code.co_firstlineno))

    def named(self, name: str) -> Function | None:
        """The function of that name."""
        return next((f for (n, _), f in self._functions.items() if n == name), None)

    def remark(self, line: int) -> str:
        """The comment at the end of a line, else the one on lines of its own just above; empty without either."""
        own = _comment(self.lines[line - 1])
        if own or not 1 < line <= len(self.lines):
            return own
        return ""

    def about(self, constant: str) -> str:
        """The comment above a list of words, as the module that defines it has it; empty where there is none."""
        for node in self.tree.body:
            targets = (
                node.targets
                if isinstance(node, ast.Assign)
                else [node.target]
                if isinstance(node, ast.AnnAssign)
                else []
            )
            if any(isinstance(t, ast.Name) and t.id == constant for t in targets):
                return self._above(node.lineno)
            imported = isinstance(node, ast.ImportFrom) and any((a.asname or a.name) == constant for a in node.names)
            if imported and isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kgraph.extract."):
                return module(FOLDER / f"{(node.module or '').rsplit('.', 1)[-1]}.py").about(constant)
        return ""

    def _above(self, line: int) -> str:
        found: list[str] = []
        while line > 1 and self.lines[line - 2].startswith("#"):
            line -= 1
            found.insert(0, self.lines[line - 1].lstrip("# "))
        return " ".join(found)


@cache
def module(path: Path) -> Module:
    """The module in a file, read once."""
    return Module(path)


def is_way_out(statement: ast.stmt) -> bool:
    """Whether a statement leaves a function, or goes on to the next word, with nothing found."""
    if isinstance(statement, ast.Return):
        value = statement.value
        empty = isinstance(value, (ast.List, ast.Tuple)) and not any(not _nothing(e) for e in value.elts)
        return value is None or _nothing(value) or empty
    return isinstance(statement, ast.Continue)


def _nothing(node: ast.expr) -> bool:
    """None, False, an empty list or an empty string."""
    if isinstance(node, ast.Constant):
        return node.value in (None, False, "")
    return isinstance(node, (ast.List, ast.Tuple)) and not node.elts


def turns_away(statement: ast.stmt) -> bool:
    """Whether a statement is a guard: where its condition holds, nothing is found."""
    return isinstance(statement, ast.If) and is_way_out(statement.body[-1])


def _blocks(statement: ast.stmt) -> Iterator[ast.stmt]:
    for field in ("body", "orelse", "finalbody"):
        for child in getattr(statement, field, ()):
            if isinstance(child, ast.stmt):
                yield child


def _comment(line: str) -> str:
    """The comment that ends a line of code."""
    found = re.search(r"""^(?:[^#"']|"[^"]*"|'[^']*')*#\s*(.+)$""", line)
    text = found[1] if found else ""
    return "" if text.startswith(("noqa", "type:", "fmt:")) else text
