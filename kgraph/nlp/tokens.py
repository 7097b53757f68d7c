"""The annotated article as the rules read it: spaCy's tokens and spans as plain objects, every attribute read once.

spaCy makes a new object whenever a token is looked at, walks its Doc for the children and looks its strings up in the
vocabulary; the rules look at every token some two hundred times. The attributes kept here have spaCy's names and mean
what they mean there. There is one ``Token`` object a token, so that tokens are compared by identity; what the rules
ask for again (subtrees, roots, voices) is worked out when it is first asked for and kept with the token or span.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, overload

import numpy as np
from spacy.attrs import (  # type: ignore[import-not-found]  # compiled, without stubs
    DEP,
    ENT_TYPE,
    HEAD,
    IDX,
    IS_ALPHA,
    IS_PUNCT,
    IS_SPACE,
    LEMMA,
    LIKE_NUM,
    LOWER,
    ORTH,
    POS,
    SENT_START,
    SPACY,
    TAG,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

_STRINGS = [ORTH, LOWER, LEMMA, TAG, POS, DEP, ENT_TYPE]
_NUMBERS = [IDX, SPACY, IS_SPACE, IS_PUNCT, IS_ALPHA, LIKE_NUM]
# What the components of ``kgraph.nlp`` note with the spans of a group.
_NOTES = {"quantities": "quantity", "money": "money", "times": "time"}

T = TypeVar("T")


def once(function: Callable[[Token], T]) -> Callable[[Token], T]:
    """A function of one token that is worked out once; what it gave is kept with the token, so it must not be changed."""

    @wraps(function)
    def kept(token: Token) -> T:
        if function not in token.kept:
            token.kept[function] = function(token)
        value: T = token.kept[function]
        return value

    return kept


class Token:
    """A word of a text, as ``spacy.tokens.Token``; made by ``Text``."""

    __slots__ = (
        "_subtree", "children", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_alpha", "is_punct", "is_space",
        "kept", "left_edge", "lefts", "lemma_", "like_num", "lower_", "pos_", "rights", "sent", "tag_", "text",
        "whitespace_",
    )  # fmt: skip
    head: Token
    children: Sequence[Token]
    lefts: Sequence[Token]
    rights: Sequence[Token]
    left_edge: Token  # the first token of the subtree
    sent: Span

    def __init__(self, doc: Text, i: int, strings: Sequence[str], numbers: Sequence[int]) -> None:
        self.doc, self.i = doc, i
        self.text, self.lower_, self.lemma_, self.tag_, self.pos_, self.dep_, self.ent_type_ = strings
        self.idx, space, self.is_space, self.is_punct, self.is_alpha, self.like_num = numbers
        self.kept: dict[Any, Any] = {}
        self.whitespace_ = " " if space else ""
        self.lefts = self.rights = self.children = ()  # most tokens have none
        self._subtree: list[Token] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def subtree(self) -> list[Token]:
        """The token and all that hangs on it, each dependent's own subtree whole, those on the left first."""
        if self._subtree is None:
            self._subtree = []
            todo = [(self, False)]
            while todo:
                token, opened = todo.pop()
                if opened or not token.children:
                    self._subtree.append(token)
                    continue
                todo += [(t, False) for t in reversed(token.rights)]
                todo.append((token, True))
                todo += [(t, False) for t in reversed(token.lefts)]
        return self._subtree

    def is_ancestor(self, other: Token) -> bool:
        """Whether the other token hangs on this one, directly or not."""
        while other.head is not other:
            other = other.head
            if other is self:
                return True
        return False

    def nbor(self, step: int) -> Token:
        """The token so many places behind (or, if negative, before) this one. Raises IndexError where there is none."""
        if self.i + step < 0:
            raise IndexError(f"no token stands {-step} before token {self.i}")
        return self.doc.tokens[self.i + step]


class Span:
    """Tokens ``start`` to ``end`` (exclusive) of a text, as ``spacy.tokens.Span``.

    ``label_`` is a named entity's or an acronym's; ``note`` is what a component read from the words: a Quantity,
    Money or Time.
    """

    __slots__ = ("_root", "doc", "end", "label_", "note", "start")

    def __init__(self, doc: Text, start: int, end: int, *, label: str = "", note: Any = None) -> None:
        self.doc, self.start, self.end, self.label_, self.note = doc, start, end, label, note
        self._root: Token | None = None

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, i: int) -> Token: ...

    @overload
    def __getitem__(self, i: slice) -> Span: ...

    def __getitem__(self, i: int | slice) -> Token | Span:
        if isinstance(i, slice):
            start, end, _ = i.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        if not -len(self) <= i < len(self):
            raise IndexError(f"no token {i} in a span of {len(self)}")
        return self.doc.tokens[(self.start if i >= 0 else self.end) + i]

    @property
    def start_char(self) -> int:
        """Where it begins in the text, in code points."""
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """Where it ends in the text, in code points; the white space behind it left out."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The words as printed."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def sent(self) -> Span:
        """The sentence of the first token."""
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> Token:
        """The token that the others hang on: a sentence's root, else the one nearest to it, the first among equals."""
        if self._root is None:
            self._root = self._find_root()
        return self._root

    def _find_root(self) -> Token:
        tokens = self.doc.tokens[self.start : self.end]
        top = next((t for t in tokens if t.head is t), None)
        if top is not None:
            return top
        outer = [t for t in tokens if not self.start <= t.head.i < self.end]
        return min(outer, key=_depth) if outer else tokens[0]


class Text:
    """One annotated article, as ``spacy.tokens.Doc``: its tokens, names and the spans that the components found."""

    def __init__(self, doc: Doc) -> None:
        self.tokens = _tokens(self, doc)
        self.text = "".join([t.text + t.whitespace_ for t in self.tokens])
        _hang(self.tokens, doc.to_array(HEAD).astype(np.int64).tolist())
        _sentences(self, doc.to_array(SENT_START).tolist())
        self.ents = [Span(self, e.start, e.end, label=e.label_) for e in doc.ents]
        self.spans: dict[str, list[Span]] = {
            name: [Span(self, s.start, s.end, label=s.label_, note=_note(s, _NOTES.get(name))) for s in group]
            for name, group in doc.spans.items()
        }
        self._starts = [t.idx for t in self.tokens]

    @classmethod
    def of(cls, doc: Doc | Text) -> Text:
        """The text of a Doc; a text is itself, so that stages can share one."""
        return doc if isinstance(doc, Text) else cls(doc)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, i: int) -> Token: ...

    @overload
    def __getitem__(self, i: slice) -> Span: ...

    def __getitem__(self, i: int | slice) -> Token | Span:
        if isinstance(i, slice):
            start, end, _ = i.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[i]

    def char_span(self, start: int, end: int) -> Span | None:
        """The tokens that the code points touch, as by spaCy's ``alignment_mode="expand"``; None outside the text."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        behind = start == first.idx + len(first.text)  # the white space behind a token is no part of it
        return Span(self, first.i + behind, last.i + 1)

    def _at(self, offset: int) -> Token | None:
        """The token that holds a code point, or stands before the space there."""
        i = bisect_right(self._starts, offset) - 1
        token = self.tokens[i] if i >= 0 else None
        inside = token is not None and offset < token.idx + len(token.text) + len(token.whitespace_)
        return token if inside else None


def _tokens(text: Text, doc: Doc) -> list[Token]:
    """The tokens with their own attributes; each string is looked up once."""
    hashes = doc.to_array(_STRINGS)
    numbers = doc.to_array(_NUMBERS).tolist()
    strings = {key: doc.vocab.strings[key] for key in np.unique(hashes).tolist()}
    return [
        Token(text, i, [strings[key] for key in row], own)
        for i, (row, own) in enumerate(zip(hashes.tolist(), numbers, strict=True))
    ]


def _note(span: SpacySpan, name: str | None) -> Any:
    return span._.get(name) if name is not None and span.has_extension(name) else None


def _hang(tokens: list[Token], offsets: list[int]) -> None:
    """Gives every token its head, and every head its dependents in order."""
    lefts: dict[int, list[Token]] = {}
    rights: dict[int, list[Token]] = {}
    for token, offset in zip(tokens, offsets, strict=True):
        token.head = tokens[token.i + offset]
        if offset:
            (lefts if offset > 0 else rights).setdefault(token.i + offset, []).append(token)
    for i, found in lefts.items():
        tokens[i].lefts = tokens[i].children = found
    for i, found in rights.items():
        tokens[i].rights = found
        tokens[i].children = [*tokens[i].lefts, *found]
    _set_left_edges(tokens)


def _set_left_edges(tokens: list[Token]) -> None:
    """Every token, from the first on, is the left edge of those above it that have none to its left."""
    for token in tokens:
        token.left_edge = token
    for token in tokens:
        above = token.head
        while above.left_edge.i > token.i:
            above.left_edge = token
            above = above.head


def _sentences(text: Text, marks: list[int]) -> None:
    """Gives every token its sentence; a text without any marks of sentences is one."""
    starts = [i for i, mark in enumerate(marks) if mark == 1 or i == 0]
    for start, end in zip(starts, [*starts[1:], len(marks)], strict=False):  # an empty text has no sentence
        sentence = Span(text, start, end)
        for token in text.tokens[start:end]:
            token.sent = sentence


def _depth(token: Token) -> int:
    """The number of steps to the sentence's root; spaces and punctuation that hold nothing count as far away."""
    if (token.is_space or token.is_punct) and not token.children:
        return len(token.doc.tokens) - 1
    steps = 0
    while token.head is not token:
        token, steps = token.head, steps + 1
    return steps
