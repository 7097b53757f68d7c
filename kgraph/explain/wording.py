"""Says a condition of a rule in plain words, for the words that it was asked about."""

from __future__ import annotations

import ast

from kgraph.explain.grammar import worded
from kgraph.explain.operands import PARSE, Operands, listed_or, name_called
from kgraph.explain.trace import affirmed, ask
from kgraph.explain.words import asked, code, first, human, lowered, shown
from kgraph.nlp.tokens import Token
from kgraph.types import Mention

_WORD = {"lemma_", "lower_", "text", "lemma", "low"}
# Names of the program that tell a reader nothing.
_VAGUE = frozenset("found named value result some given inner own held".split())
_KEYS = {"needs": "one of the words", "unless": "none of the words"}
# What the loops of the rules go through, by the functions and attributes that give it.
_AROUND = {
    "children": "word that hangs on {0}", "lefts": "word on {0}, before it", "rights": "word on {0}, behind it",
    "subtree": "word in the phrase of {0}", "sent": "word in the sentence of {0}", "obliques": "phrase of {0}",
    "agents": "doer of {0}", "doers": "doer of {0}", "patients": "thing that {0} is done to",
    "things": "thing that {0} is done to", "conjuncts": "word coordinated with {0}", "coordinated": "word among {0}",
}  # fmt: skip


class Wording(Operands):
    """Puts the conditions of one function into words."""

    def say(self, node: ast.expr, held: bool, depth: int = 0) -> str:
        """The condition, or its contrary where it did not hold, as a sentence without a stop."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return self.say(node.operand, not held, depth)
        node, same = affirmed(node)
        held = held is same
        said = None
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            said = self._comparison(node, held)
        elif isinstance(node, ast.Call):
            said = self._call(node, held, depth)
        elif isinstance(node, ast.Name):
            said = self._name(node, held, depth)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.BitAnd, ast.Sub)):
            left, right = self.listed(node.left), self.listed(node.right)
            among = "is among" if isinstance(node.op, ast.BitAnd) else "is outside"
            said = f"{'one' if held else 'none'} of {left} {among} {right}"
        elif isinstance(node, ast.Attribute):
            said = self._attribute(node, held)
        elif isinstance(node, ast.BoolOp):
            word = " or " if isinstance(node.op, ast.Or) else " and "
            said = word.join(self.say(v, True, depth + 1) for v in node.values)
            said = said if held else f"it is not so that {said}"
        return said or f"{'it holds' if held else 'it does not hold'} that {code(node)}"

    # The kinds of conditions

    def _comparison(self, node: ast.Compare, held: bool) -> str | None:
        left, operator, right = node.left, node.ops[0], node.comparators[0]
        attribute = self.attribute_of(left)
        if isinstance(left, ast.Call) and name_called(left) == "case_of" and isinstance(operator, (ast.In, ast.Eq)):
            return f"{self.shown(left.args[0])} {'stands' if held else 'does not stand'} behind {self.listed(right)}"
        if isinstance(left, ast.Name) and left.id == "case" and left.id in self.unknown:
            return f"it {'stands' if held else 'does not stand'} behind {self.listed(right)}"
        if isinstance(operator, ast.Is) and isinstance(right, ast.Constant) and right.value is None:
            return self._nothing(left, held)
        if attribute is None:
            return self._sizes(node, held)
        base, name = attribute
        subject = self.shown(base)
        if isinstance(operator, ast.In):
            listed = self.listed(right)
        elif isinstance(operator, ast.Eq):
            listed = self.one_of(name, right)
        else:
            return None
        if name in PARSE:
            value = self.value(left)
            options = self.labels(name, right)
            verb = "stands as" if name == "dep_" else "is"
            if held or not isinstance(value, str):
                wanted = worded(name, value) if isinstance(value, str) else options
                return f"{subject} {verb if held else f'{verb} not'} {wanted}"
            return f"{subject} {verb} {worded(name, value)}, not {options}"
        if name in ("type", "kind", "ent_type_", "event", "rule"):
            value, which = self.value(left), "type of name" if name == "ent_type_" else name
            if value is None:
                return f"{subject} is {'' if held else 'not '}of the {which} {listed}"
            return f"{subject} is of the {which} {value or 'none'}{'' if held else f', not {listed}'}"
        if name in _WORD:
            return f"{subject} is {'' if held else 'not '}{'among ' if isinstance(operator, ast.In) else ''}{listed}"
        return None

    def _nothing(self, left: ast.expr, held: bool) -> str:
        """``found is None``: what was looked for, by the docstrings of those who looked."""
        if isinstance(left, ast.NamedExpr):
            left = left.value
        called = human(left.id) if isinstance(left, ast.Name) else ""
        value = self.value(left)
        if not held and value is not None:
            return (
                f"{called or human(left.attr) if isinstance(left, ast.Attribute) else called or 'it'} is {shown(value)}"
            )
        return self._missing(left, called)

    def _missing(self, node: ast.expr, called: str) -> str:
        """What was looked for in vain: by what the name says, or the docstring of the function that looked."""
        given: ast.expr | None = node
        if isinstance(node, ast.Name):
            given = self.function.given(node.id, getattr(node, "lineno", 10**9), shared=True)
        if isinstance(given, ast.IfExp):
            chosen = given.body if self.value(given.test) else given.orelse
            if isinstance(chosen, ast.Constant):
                return f"there is no {called or 'such word'}: {self._decided(given.test)}"
            given = chosen
        if isinstance(given, ast.Call) and name_called(given) == "get" and isinstance(given.func, ast.Attribute):
            return f"{self.shown(given.args[0])} is not among {self.listed(given.func.value)}"
        if isinstance(given, (ast.ListComp, ast.GeneratorExp)) and given.generators[0].ifs:
            loop = given.generators[0]
            every = ast.BoolOp(ast.And(), loop.ifs) if len(loop.ifs) > 1 else loop.ifs[0]
            part = ast.GeneratorExp(ast.copy_location(every, given), [ast.comprehension(loop.target, loop.iter, [], 0)])
            found = "" if called in _VAGUE else f"found no {called}: "
            return f"{found}{self._each(part, False, every=False, depth=2)}"
        if called in _VAGUE and isinstance(node, ast.Name) and len(self.function.givings(node.id)) > 2:
            return "none of its readings fits"
        looked = self.sought(given) if given is not None else ""
        if called in _VAGUE:
            called = ""
        if called and looked:
            return f"found no {called} ({looked})"
        return (
            f"found no {called}"
            if called
            else f"found none of this: {looked}"
            if looked
            else f"there is no {code(node)}"
        )

    def _decided(self, test: ast.expr) -> str:
        """What decided a condition."""
        try:
            _, answers = ask(test, dict(self.values), [])
        except Exception:  # a name of an inner loop
            return code(test)
        return " and ".join(self.say(a.part, a.held, 2) for a in answers)

    def _sizes(self, node: ast.Compare, held: bool) -> str | None:
        left, right = node.left, node.comparators[0]
        signs: dict[type[ast.cmpop], tuple[str, str]] = {
            ast.Lt: ("fewer than", "at least"), ast.LtE: ("at most", "more than"), ast.Gt: ("more than", "at most"),
            ast.GtE: ("at least", "fewer than"), ast.Eq: ("exactly", "not exactly"),
        }  # fmt: skip
        words = signs.get(type(node.ops[0]))
        counted = isinstance(left, ast.Call) and isinstance(left.func, ast.Name) and left.func.id == "len"
        if words is not None and counted and isinstance(left, ast.Call):
            value = self.value(left.args[0])
            there = f" ({shown(value)})" if value else ""
            return (
                f"of {human(code(left.args[0]))} there are {words[0] if held else words[1]} {self.value(right)}{there}"
            )
        one, other = self.value(left), self.value(right)
        if isinstance(one, (Token, Mention)) and words:
            known = isinstance(other, (Token, Mention))
            return f"{shown(one)} is {'' if held else 'not '}{shown(other) if known else f'the {human(code(right))}'}"
        if isinstance(node.ops[0], ast.In):
            return f"{self.shown(left)} is {'' if held else 'not '}among {self.listed(right)}"
        if isinstance(node.ops[0], ast.Eq) and isinstance(one, str):
            return f"{self.shown(left)} is {'' if held else 'not '}{self.shown(right)}"
        return None

    def _call(self, node: ast.Call, held: bool, depth: int) -> str | None:
        name = name_called(node)
        if name in ("any", "all") and node.args and isinstance(node.args[0], (ast.GeneratorExp, ast.ListComp)):
            return self._each(node.args[0], held, every=name == "all", depth=depth)
        if name == "bool" and node.args:
            return self.say(node.args[0], held, depth)
        if name == "isinstance":
            return None
        if name in ("startswith", "endswith", "isupper", "isdigit"):
            return f"{self.shown(node.func.value) if isinstance(node.func, ast.Attribute) else ''} {'' if held else 'not '}{name} {', '.join(code(a) for a in node.args)}".strip()
        if name == "children" and len(node.args) > 1:
            wanted = listed_or(worded("dep_", str(self.value(a))) for a in node.args[1:])
            return (
                f"{'' if held else 'nothing hangs on '}{self.shown(node.args[0])}{' has ' if held else ' as '}{wanted}"
            )
        if name == "get" and isinstance(node.func, ast.Attribute) and node.args:
            return f"{self.shown(node.args[0])} is {'' if held else 'not '}among {self.listed(node.func.value)}"
        about = self.subject(node)
        doc = self.doc_of(node.func)
        if doc.lower().startswith("whether "):
            said = asked(doc)
            return f"{said}{about}" if held else f"it is not so that {said}{about}"
        if doc.startswith(('"', "“")):
            return f"{'as in' if held else 'not as in'} {doc.rstrip('.')}{about}"
        if doc:
            return f"{'found' if held else 'found none of'} this{about}: {lowered(first(doc))}"
        return f"{'' if held else 'not '}{human(name)}{about}" if name else None

    def _each(self, node: ast.GeneratorExp | ast.ListComp, held: bool, *, every: bool, depth: int) -> str:
        """``any(... for c in verb.children)``: some or no word that hangs on the verb is so."""
        loop = node.generators[0]
        names = {t.id for t in ast.walk(loop.target) if isinstance(t, ast.Name)}
        inner = Wording(self.function, {k: v for k, v in self.values.items() if k not in names}, unknown=names)
        parts = [p for c in (node.elt, *loop.ifs) for p in _conjuncts(c)]
        said = " and ".join(inner.say(p, True, depth + 1).removeprefix("it ") for p in parts)
        where = self.around(loop.iter)
        link = "" if said.split(" ")[0] in ("is", "are", "stands", "does", "has") else ": "
        which = ("every" if held else "not every") if every else "a" if held else "no"
        return f"{which} {where}{link or ' '}{said}"

    def around(self, node: ast.expr) -> str:
        """What a loop goes through: "word that hangs on ..."."""
        name = name_called(node) if isinstance(node, ast.Call) else node.attr if isinstance(node, ast.Attribute) else ""
        base = (
            node.args[0]
            if isinstance(node, ast.Call) and node.args
            else node.value
            if isinstance(node, ast.Attribute)
            else None
        )
        if name == "children" and isinstance(node, ast.Call) and len(node.args) > 1:
            labels = [worded("dep_", str(self.value(a))) for a in node.args[1:]]
            return f"word that hangs on {self.shown(node.args[0])} as {listed_or(labels)}"
        if name in _AROUND and base is not None:
            return _AROUND[name].format(self.shown(base))
        value = self.value(node)
        return (
            f"one of {shown(value)}"
            if value and isinstance(value, (list, tuple, set, frozenset))
            else f"one of {human(code(node))}"
        )

    def _name(self, node: ast.Name, held: bool, depth: int) -> str | None:
        value = self.values.get(node.id)
        given = self.function.given(node.id, getattr(node, "lineno", 10**9))
        if isinstance(value, bool) or (value is None and depth < 3):
            if given is not None and depth < 3:
                return self._decided(given) if isinstance(given, ast.BoolOp) else self.say(given, held, depth + 1)
            return f"{'' if held else 'not '}{human(node.id)}"
        if held:
            return f"{human(node.id)}: {shown(value)}"
        return self._missing(node, human(node.id))

    def _attribute(self, node: ast.Attribute, held: bool) -> str:
        value, owner = self.value(node), self.value(node.value)
        of = "the frame" if type(owner).__name__ == "Frame" else self.shown(node.value)
        if isinstance(value, (list, tuple, set, frozenset)) and not isinstance(owner, (Token, Mention)):
            listed = self.listed(node) if value else ""
            asked = _KEYS.get(node.attr, human(node.attr))
            return f"{of} asks for {asked}: {listed}" if held else f"{of} has no {human(node.attr)}"
        return f"{of} is {'' if held else 'not '}{human(node.attr)}"


def _conjuncts(node: ast.expr) -> list[ast.expr]:
    return list(node.values) if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And) else [node]
