"""Runs the extraction under Python's tracing hook and keeps what the rules asked of the words in hand.

Nothing in the rules knows of this: without a ``Tracer`` they run as they are. With one, every condition that a
function of ``kgraph.extract`` comes to while it looks at a word in question is worked out part by part, just before the
function itself does so, and kept with the answers. The conditions have no effects, so asking them twice is harmless.
"""

from __future__ import annotations

import ast
import dis
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, TypeVar

from kgraph.explain.source import FOLDER, Function, module
from kgraph.nlp.tokens import Text, Token
from kgraph.types import Mention

T = TypeVar("T")
Word = Token | Mention
_YIELD = {"YIELD_VALUE"}
_FOLDER = str(FOLDER)


@dataclass(frozen=True, slots=True)
class Answer:
    """One part of a condition, without ``not``, and whether it held."""

    part: ast.expr
    held: bool


@dataclass(slots=True)
class Step:
    """A statement that a function came to; of one with a condition, what decided it and the values at that time.

    ``asked`` are all parts that were worked out, ``answers`` those that decided.
    """

    statement: ast.stmt
    answers: tuple[Answer, ...] = ()
    asked: tuple[Answer, ...] = ()
    taken: bool | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Call:
    """One run of a function over a word; or, of a function that goes through the text, its turn at one word."""

    function: Function
    caller: Call | None
    line: int  # of the caller
    step: int  # how many steps the caller had made
    word: Word | None
    watched: bool
    turn: bool = False
    given: Mapping[str, Any] = field(default_factory=dict)  # its arguments
    steps: list[Step] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    results: list[Any] = field(default_factory=list)  # what it gave, without None
    values: Mapping[str, Any] = field(default_factory=dict)  # its locals at the end, where it made a claim
    now: Call | None = None  # the turn in hand

    @property
    def found(self) -> bool:
        """Whether it gave anything."""
        return any(r is not False and (not isinstance(r, (list, tuple, dict, set)) or r) for r in self.results)


class Tracer:
    """Watches the rules while they look at the words that ``wanted`` accepts."""

    def __init__(self, wanted: Callable[[int, int], bool]) -> None:
        self.wanted = wanted
        self.calls: list[Call] = []
        self.text: Text | None = None
        self._stack: list[Call] = []
        self._open: dict[FrameType, Call] = {}
        self._functions: dict[CodeType, Function | None] = {}

    def run(self, function: Callable[[], T]) -> T:
        """What the function gives, watched."""
        before = sys.gettrace()
        sys.settrace(self._enter)
        try:
            return function()
        finally:
            sys.settrace(before)
            self._open.clear()

    def _function(self, code: CodeType) -> Function | None:
        if code not in self._functions:
            ours = code.co_filename.startswith(_FOLDER) and not code.co_name.startswith("<")
            self._functions[code] = module(Path(code.co_filename)).function(code) if ours else None
        return self._functions[code]

    def _enter(self, frame: FrameType, event: str, arg: Any) -> Any:
        function = self._function(frame.f_code)
        if function is None:
            return None
        if frame in self._open:  # a generator goes on
            self._stack.append(self._open[frame])
            return self._local
        top = self._stack[-1] if self._stack else None
        caller = top.now or top if top is not None else None
        word = _word(frame)
        watched = (caller is not None and caller.watched) or (word is not None and self._wanted(word))
        if word is not None and not watched:
            return None
        line = frame.f_back.f_lineno if frame.f_back is not None else 0
        call = Call(function, caller, line, len(caller.steps) if caller else 0, word, watched)
        if watched:
            call.given = dict(frame.f_locals)
        (caller.calls if caller is not None else self.calls).append(call)
        self._open[frame] = call
        self._stack.append(call)
        return self._local

    def _local(self, frame: FrameType, event: str, arg: Any) -> Any:
        call = self._open.get(frame)
        if call is None:
            return None
        if event == "line":
            self._line(call, frame)
        elif event == "return":
            current = call.now or call
            if arg is not None:
                current.results.append(arg)
                if current is not call:
                    call.results.append(arg)
            if call.function.name in ("claim", "__init__"):
                call.values = dict(frame.f_locals)
                self._keep_text(call)
            if self._stack and self._stack[-1] is call:
                self._stack.pop()
            if not (frame.f_code.co_flags & 0x20 and _yields(frame)):
                del self._open[frame]
        return self._local

    def _keep_text(self, call: Call) -> None:
        doc = getattr(call.values.get("self"), "doc", None)
        if isinstance(doc, Text) and self.text is None:
            self.text = doc

    def _line(self, call: Call, frame: FrameType) -> None:
        statement = call.function.statement(frame.f_lineno)
        if statement is None:
            return
        if not call.watched:
            self._take_turn(call, frame, statement)
        current = call.now or call
        if not current.watched or (current.steps and current.steps[-1].statement is statement):
            return
        current.steps.append(self._step(statement, frame))

    def _take_turn(self, call: Call, frame: FrameType, statement: ast.stmt) -> None:
        """Of a function that goes through the text, the turn of the word that it is at."""
        loop = call.function.loop()
        if loop is None or not isinstance(loop.target, ast.Name):
            return
        if statement is loop or not _stands_in(statement, loop, call.function):
            call.now = None
            return
        word = _place(frame.f_locals.get(loop.target.id))
        if call.now is None and word is not None and self._wanted(word):
            call.now = Call(call.function, call, loop.lineno, 0, word, watched=True, turn=True)
            call.calls.append(call.now)

    def _step(self, statement: ast.stmt, frame: FrameType) -> Step:
        test = condition(statement)
        if test is None:
            return Step(statement)
        # Lists are copied, as the function may add to them before anybody looks at this step.
        own = {k: v.copy() if isinstance(v, (list, set, dict)) else v for k, v in frame.f_locals.items()}
        values = {**frame.f_globals, **own}
        asked: list[Answer] = []
        try:
            taken, answers = ask(test, values, asked)
        except Exception:  # a name of an enclosing scope, or worse: the statement alone is kept
            return Step(statement, values=values)
        return Step(statement, tuple(answers), tuple(asked), taken, values)

    def _wanted(self, word: Word) -> bool:
        if isinstance(word, Token):
            return self.wanted(word.sent.start_char, word.sent.end_char)
        return self.wanted(word.start, word.end)


def ask(node: ast.expr, values: dict[str, Any], asked: list[Answer]) -> tuple[bool, list[Answer]]:
    """Whether a condition holds, and the parts by which: of "or" the one that held, of "and" the one that did not.

    Every part that had to be worked out is added to ``asked``. Raises what working out a part raises.
    """
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        held, answers = ask(node.operand, values, asked)
        return not held, answers
    if isinstance(node, ast.BoolOp):
        enough = isinstance(node.op, ast.Or)
        all_answers: list[Answer] = []
        for part in node.values:
            held, answers = ask(part, values, asked)
            if held is enough:
                return held, answers
            all_answers += answers
        return not enough, all_answers
    held = bool(eval(_compiled(node), values))  # the rules' own source, not anybody's input
    positive, same = affirmed(node)
    asked.append(Answer(positive, held is same))
    return held, [asked[-1]]


@cache
def _compiled(node: ast.expr) -> CodeType:
    return compile(ast.Expression(node), "<condition>", "eval")


def condition(statement: ast.stmt) -> ast.expr | None:
    """What a statement asks: an if's test, or what a return makes its value depend on."""
    if isinstance(statement, ast.If):
        return statement.test
    if isinstance(statement, ast.Return) and statement.value is not None:
        value = statement.value
        if isinstance(value, ast.IfExp):
            return value.test
        if isinstance(value, (ast.BoolOp, ast.Compare)) or (
            isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.Not)
        ):
            return value
        plain = (
            isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in ("bool", "any", "all")
        )
        return value if plain or isinstance(value, ast.Name) else None
    return None


def affirmed(node: ast.expr) -> tuple[ast.expr, bool]:
    """A comparison without its negation, and whether it means the same: ``a not in b`` gives ``a in b``, False."""
    turned = {ast.NotIn: ast.In, ast.NotEq: ast.Eq, ast.IsNot: ast.Is}
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in turned:
        same = ast.Compare(node.left, [turned[type(node.ops[0])]()], node.comparators)
        return ast.copy_location(same, node), False
    return node, True


def _word(frame: FrameType) -> Word | None:
    """The word or name that a function is called on: the first of its arguments that is, or has, one."""
    code = frame.f_code
    count = code.co_argcount + code.co_kwonlyargcount
    return next((w for name in code.co_varnames[:count] if (w := _place(frame.f_locals.get(name))) is not None), None)


def _place(value: Any) -> Word | None:
    if isinstance(value, (Token, Mention)):
        return value
    head = getattr(value, "noun", None) or getattr(value, "head", None)
    return head if isinstance(head, Token) else None


def _stands_in(statement: ast.stmt, loop: ast.For, function: Function) -> bool:
    above: ast.stmt | None = statement
    while above is not None and above is not loop:
        above = function.parents.get(above)
    return above is loop


def _yields(frame: FrameType) -> bool:
    """Whether a generator stops to give something, rather than for good."""
    return dis.opname[frame.f_code.co_code[frame.f_lasti]] in _YIELD
