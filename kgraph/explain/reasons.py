"""Finds in a traced run of a rule what decided it: the guards that it passed, or the one at which it gave the word up."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.explain.source import Function, is_way_out, turns_away
from kgraph.explain.trace import Answer, Call, Step
from kgraph.explain.wording import Wording
from kgraph.explain.words import code
from kgraph.nlp.tokens import Text, Token

_DEEP = 3
# Modules that only read the parse or look names up: why they find nothing is plain from the parse.
_GRAMMAR = frozenset({"clauses", "arguments", "spans", "mentions", "context"})


@dataclass(frozen=True, slots=True)
class Reason:
    """What a condition said of the words in hand.

    ``text`` says it in plain words; ``condition`` is the condition as the rule has it, ``place`` its file and line
    (``arms.py:160``); ``note`` is the comment that stands with it; ``because`` says why, where it asked another function.
    """

    text: str
    place: str
    condition: str
    note: str = ""
    because: tuple[Reason, ...] = ()


def refused(call: Call, depth: int = 0) -> Reason:
    """Why a function gave nothing: the condition at which it gave up, and what that rested on."""
    last = call.steps[-1] if call.steps else None
    if last is None:
        return Reason("nothing in it is about this word", _place(call.function, call.function.node.lineno), "")
    statement = last.statement
    if is_way_out(statement):
        above = call.function.parents.get(statement)
        test = next((s for s in reversed(call.steps) if s.statement is above), None)
        if isinstance(above, ast.If) and test is not None and test.taken is not None:
            return _of_step(call, test, call.function.module.remark(statement.lineno), depth)
    elif last.taken is not None and isinstance(statement, ast.Return):
        return _of_step(call, last, "", depth)
    elif isinstance(statement, ast.Return):
        tried = [c for c in call.calls if not c.found and c.steps and _within(statement, c.line)]
        if tried and depth < _DEEP:
            return refused(tried[-1], depth)
    return _nothing_fitted(call, depth)


def passed(call: Call, inner: Call | None) -> Iterator[Reason]:
    """The guards that let a word through, and the conditions under which the rule went on to ``inner`` (or to its yield)."""
    steps = call.steps[: inner.step] if inner is not None else call.steps
    around = set()
    above = steps[-1].statement if steps else None
    while above is not None:
        around.add(above)
        above = call.function.parents.get(above)
    seen = set()
    for step in steps:
        let_through = turns_away(step.statement) and step.taken is False
        led_on = step.statement in around and isinstance(step.statement, ast.If) and step.taken is True
        if let_through or led_on:
            for answer in step.answers:
                reason = _of_answer(call, step, answer)
                if reason.text not in seen:
                    seen.add(reason.text)
                    yield reason


def is_met(call: Call, *, strictly: bool = False) -> bool:
    """Whether the word is one that the function is about: one of its tests of the word itself came out right.

    A function that is called on chosen words only, and tests none itself, is about each of them, unless ``strictly``.
    """
    if call.turn:
        loop = call.function.loop()
        step = next((s for s in call.steps if s.values), None)
        if loop is not None and step is not None:
            everything = Wording(call.function, step.values).value(loop.iter)
            if not isinstance(everything, Text):
                return True
    over = list(_over(call))
    if any(a.held for c in over for step in c.steps for a in step.asked if _asks_which(c, step, a)):
        return True
    if strictly or call.turn or any(_asks_which(call, step, a) for step in call.steps for a in step.asked):
        return False
    # Called on every word that a loop comes to, and chosen by nothing: a frame is chosen by the word itself.
    return "frame" in call.given or call.word not in call.given.values() or not any(c.turn for c in over)


def _over(call: Call) -> Iterator[Call]:
    """The call and its callers that look at the same word."""
    above: Call | None = call
    while above is not None and above.word is call.word:
        yield above
        above = above.caller


def _asks_which(call: Call, step: Step, answer: Answer) -> bool:
    """Whether a part of a condition asks which word the word in question is ("is it one of ...")."""
    if not isinstance(call.word, Token):
        return False
    wording = Wording(call.function, step.values)
    part = answer.part
    if isinstance(part, ast.Name):  # "treaty = is_treaty(token)"
        given = call.function.given(part.id, step.statement.lineno)
        return given is not None and any(_is_kind(n, wording, call.word) for n in ast.walk(given))
    return _is_kind(part, wording, call.word)


def _is_kind(part: ast.AST, wording: Wording, word: Token) -> bool:
    """Whether a condition asks what kind of word it is: one of a list, or by a function, as ``is_weapon(token)``."""
    if isinstance(part, ast.Compare) and isinstance(part.ops[0], (ast.In, ast.Eq)):
        asked = wording.attribute_of(part.left)
        return asked is not None and asked[1] in ("lemma_", "lower_", "text") and wording.value(asked[0]) is word
    if not isinstance(part, ast.Call) or len(part.args) != 1 or wording.value(part.args[0]) is not word:
        return False
    asker = wording.value(part.func)
    stem = getattr(asker, "__module__", "").rsplit(".", 1)[-1]
    return getattr(asker, "__name__", "").startswith("is_") and stem not in _GRAMMAR | {"modality"}


def _of_step(call: Call, step: Step, note: str, depth: int) -> Reason:
    reasons = [_of_answer(call, step, a) for a in step.answers]
    test = step.statement.test if isinstance(step.statement, ast.If) else step.statement
    inner = tuple(r for a in step.answers for r in _behind(call, step, a, depth))
    return Reason(
        " and ".join(dict.fromkeys(r.text for r in reasons)) or code_of(test),
        _place(call.function, step.statement.lineno),
        code_of(test),
        note,
        tuple({r.place: r for r in inner}.values()),
    )


def _of_answer(call: Call, step: Step, answer: Answer) -> Reason:
    text = Wording(call.function, step.values).say(answer.part, answer.held)
    line = getattr(answer.part, "lineno", step.statement.lineno)
    condition = code(answer.part) if answer.held else f"not ({code(answer.part)})"
    return Reason(text, _place(call.function, line), condition)


def _behind(call: Call, step: Step, answer: Answer, depth: int) -> Iterator[Reason]:
    """Why the functions that a condition rests on gave nothing: those it calls, and those that gave its names."""
    if depth >= _DEEP:
        return
    stood = [step.statement]
    let_go: set[str] = set()
    for name in {n.id for n in ast.walk(answer.part) if isinstance(n, ast.Name)}:
        if not step.values.get(name):
            stood += call.function.givings(name)
            let_go |= _not_decisive(call.function.given(name, step.statement.lineno))
    for tried in call.calls:
        aside = tried.function.module.path.stem in _GRAMMAR or tried.function.name in let_go
        if not tried.found and tried.steps and not aside and any(_within(s, tried.line) for s in stood):
            inner = refused(tried, depth + 1)
            if inner.condition or inner.because:
                yield inner


def _not_decisive(given: ast.expr | None) -> set[str]:
    """The functions that only choose what a name is given: of ``None if is_faculty(verb) else ...`` the first."""
    test = given.test if isinstance(given, ast.IfExp) else None
    called_there = (n.func for n in ast.walk(test) if isinstance(n, ast.Call)) if test is not None else ()
    return {f.id for f in called_there if isinstance(f, ast.Name)}


def _nothing_fitted(call: Call, depth: int) -> Reason:
    """The end of a function was reached: nothing to go through, or no condition that held."""
    function, last = call.function, call.steps[-1].statement
    place = _place(function, last.lineno)
    values = next((s.values for s in reversed(call.steps) if s.values), {})
    tests = [
        s for s in call.steps if s.taken is False and isinstance(s.statement, ast.If) and not turns_away(s.statement)
    ]
    near = [s for s in tests if any(a.held and _asks_which(call, s, a) for a in s.asked)] or tests[-1:]
    if near:
        same = [s for s in tests if s.statement is near[-1].statement]
        reasons = {r.text: r for s in same[-3:] for r in [_of_step(call, s, "", depth)]}
        one = list(reasons.values())[-1]
        return Reason("; ".join(reasons), one.place, one.condition, one.note, one.because)
    tried = [
        c
        for c in call.calls
        if not c.found and c.steps and c.function.module.path.stem not in _GRAMMAR and depth < _DEEP
    ]
    inner = {r.place: r for c in tried[-4:] for r in [refused(c, depth + 1)] if r.condition}
    if inner:
        only = next(iter(inner.values()))
        return (
            only if len(inner) == 1 else Reason("nothing that it tries fits", place, "", because=tuple(inner.values()))
        )
    if isinstance(last, ast.For) and not any(_inside(s.statement, last, function) for s in call.steps):
        return Reason(f"there is no {Wording(function, values).around(last.iter)}", place, code(last.iter))
    return Reason("nothing that it looks for is there", place, "")


def _inside(statement: ast.stmt, loop: ast.stmt, function: Function) -> bool:
    above = function.parents.get(statement)
    while above is not None and above is not loop:
        above = function.parents.get(above)
    return above is loop


def _within(statement: ast.stmt, line: int) -> bool:
    last = statement.end_lineno or statement.lineno
    if isinstance(statement, ast.If):
        last = statement.test.end_lineno or statement.lineno
    return statement.lineno <= line <= last


def _place(function: Function, line: int) -> str:
    return f"{function.module.path.name}:{line}"


def code_of(node: ast.stmt | ast.expr) -> str:
    """A condition or return as the rule has it, on one line."""
    return " ".join(ast.unparse(node).split())
