"""Documents as the network reads them: word pieces, case and spacing classes, targets; windows; batches.

Every pass over the corpora cuts other windows: a random number of whole sentences, so that the network never learns
that a window of one size begins where sentences begin.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kgraph.nlp.runtime import SPACED, case_shape, plain
from training.corpora import Document, Word
from training.names import LABELS

Ints = NDArray[np.int64]
MISSING = -100  # a target that is not annotated
NAME_TAGS = ["O", *(f"{part}-{label}" for label in LABELS for part in "BILU")]
TASKS = ("tag", "pos", "feats", "lemma", "start", "ner", "head", "dep")
# A class seen less often in training is no class: its words train as missing.
RARE = {"tags": 2, "pos": 1, "feats": 4, "lemma": 3, "deps": 10}
LONGEST = 400  # word pieces of a training window: the encoder has 512 positions
# Share of the windows whose letters' case is changed: headlines and posts print all capitals, all small, or a capital
# to each word. The word pieces are lower-cased, so only the case classes change.
CASE_CHANGED = 0.1


@dataclass(frozen=True, slots=True)
class Labels:
    """What the numbers of each output mean."""

    tags: list[str]
    pos: list[str]
    feats: list[str]
    lemma: list[str]
    deps: list[str]
    ner: list[str] = field(default_factory=lambda: list(NAME_TAGS))


def script(form: str, lemma: str) -> str:
    """The edit script that makes ``lemma`` of ``form`` (``kgraph.nlp.lemmas.apply_script`` reads it)."""
    low, small, same = form.lower(), lemma.lower(), 0
    while same < min(len(low), len(small)) and low[same] == small[same]:
        same += 1
    edit = f"{len(low) - same}+{small[same:]}" if same else f"={small}"
    upper = lemma.isupper() and len(lemma) > 1 and form.isupper()
    return f"{'u' if upper else 'c' if lemma[:1].isupper() else 'l'}|{edit}"


def collect(documents: Iterable[Document]) -> Labels:
    """The classes of the training documents, the commonest first."""
    words = [w for d in documents if d.parsed for w in d.words]
    counts = {
        "tags": Counter(w.xpos for w in words if w.xpos),
        "pos": Counter(w.upos for w in words if w.upos),
        "feats": Counter(w.feats for w in words if w.feats is not None),
        "lemma": Counter(script(w.text, w.lemma) for w in words if w.lemma),
        "deps": Counter(w.dep for w in words if w.dep),
    }
    return Labels(**{k: [x for x, n in c.most_common() if n >= RARE[k]] for k, c in counts.items()})


@dataclass(frozen=True, slots=True)
class Encoded:
    """One document in numbers; ``pieces[i]`` are word i's, ``starts`` the sentences' first words and the end."""

    pieces: list[list[int]]
    shapes: Ints
    spaces: Ints
    starts: list[int]
    targets: dict[str, Ints]  # by task, a number a word; "head" counts from the document's first word, -1 the root
    parsed: bool
    sums: list[int]  # word pieces before each word, and in all


def encode(document: Document, tokenizer: Tokenizer, labels: Labels) -> Encoded:
    """The document in numbers."""
    words = document.words
    texts = plain([w.text for w in words])
    pieces = [e.ids or [100] for e in tokenizer.encode_batch(texts, add_special_tokens=False)]
    starts = [0]
    for sentence in document.sentences:
        starts.append(starts[-1] + len(sentence))
    return Encoded(
        pieces,
        np.array([case_shape(w.text) for w in words], dtype=np.int64),
        spacing(document),
        starts,
        _targets(document, words, starts, labels),
        document.parsed,
        [0, *np.cumsum([len(p) for p in pieces]).tolist()],
    )


def spacing(document: Document) -> Ints:
    """What stands before each word: 0 nothing, 1 a space, 2 the beginning of a paragraph or of the text."""
    spaces = np.array([0, *(int(w.space) for w in document.words[:-1])], dtype=np.int64)
    spaces[[0, *document.paragraphs]] = 2
    return spaces


def _targets(document: Document, words: Sequence[Word], starts: Sequence[int], labels: Labels) -> dict[str, Ints]:
    n = len(words)
    targets = {task: np.full(n, MISSING, dtype=np.int64) for task in TASKS}
    if document.parsed:
        index = {k: {x: i for i, x in enumerate(getattr(labels, k))} for k in ("tags", "pos", "feats", "lemma", "deps")}
        columns = {
            "tag": [index["tags"].get(w.xpos or "", MISSING) for w in words],
            "pos": [index["pos"].get(w.upos or "", MISSING) for w in words],
            "feats": [MISSING if w.feats is None else index["feats"].get(w.feats, MISSING) for w in words],
            "lemma": [index["lemma"].get(script(w.text, w.lemma), MISSING) if w.lemma else MISSING for w in words],
            "dep": [index["deps"].get(w.dep or "", MISSING) for w in words],
        }
        for task, column in columns.items():
            targets[task][:] = column
        targets["start"][:] = 0
        targets["start"][starts[:-1]] = 1
        for begin, sentence in zip(starts, document.sentences, strict=False):
            for k, word in enumerate(sentence):
                assert word.head is not None
                targets["head"][begin + k] = -1 if word.head < 0 else begin + word.head
    if document.names is not None:
        targets["ner"][:] = 0
        for start, end, label in document.names:
            parts = ["U"] if end - start == 1 else ["B", *"I" * (end - start - 2), "L"]
            targets["ner"][start:end] = [NAME_TAGS.index(f"{part}-{label}") for part in parts]
        targets["ner"][list(document.unsure)] = MISSING
    return targets


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``start`` to ``end`` of a document."""

    document: Encoded
    start: int
    end: int
    case: str = ""  # "", "upper", "lower" or "title"


def cut(documents: Iterable[Encoded], chance: random.Random) -> Iterator[Window]:
    """Windows of whole sentences over every document, of a length drawn anew for each."""
    for document in documents:
        target, begin = chance.randint(15, 130), 0
        for this, following in zip(document.starts[1:], [*document.starts[2:], None], strict=True):
            if following is None or following - begin > target or _size(document, begin, following) > LONGEST:
                case = chance.choice(("upper", "lower", "title")) if chance.random() < CASE_CHANGED else ""
                while _size(document, begin, this) > LONGEST:  # one sentence, too long
                    end = max(bisect(document.sums, document.sums[begin] + LONGEST) - 1, begin + 1)
                    yield Window(document, begin, end, case)
                    begin = end
                yield Window(document, begin, this, case)
                target, begin = chance.randint(15, 130), this


def _size(document: Encoded, start: int, end: int) -> int:
    return document.sums[end] - document.sums[start]


def batches(windows: Iterable[Window], pieces: int, chance: random.Random) -> list[list[Window]]:
    """All windows in batches of at most ``pieces`` word pieces, padding counted, in random order."""
    order = list(windows)
    chance.shuffle(order)
    result = []
    for k in range(0, len(order), 4000):  # not all at once, so that windows meet others in every pass
        batch: list[Window] = []
        for window in sorted(order[k : k + 4000], key=lambda w: _size(w.document, w.start, w.end)):
            if batch and (len(batch) + 1) * (_size(window.document, window.start, window.end) + 2) > pieces:
                result.append(batch)
                batch = []
            batch.append(window)
        result.append(batch)
    chance.shuffle(result)
    return result


CLS, SEP, MASK = 101, 102, 103  # of the encoder's vocabulary


def collate(batch: Sequence[Window], *, chance: random.Random | None = None, masked: float = 0.0) -> dict[str, Ints]:
    """A batch as padded arrays: ``ids``, ``att``, ``shape`` by piece; ``first``, ``last``, ``mask``, targets by word.

    With ``chance``, a share ``masked`` of the words is hidden from the network (all their pieces become one [MASK]).
    """
    rows = []
    for window in batch:
        pieces = window.document.pieces[window.start : window.end]
        if chance is not None and masked:
            pieces = [[MASK] if chance.random() < masked else p for p in pieces]
        rows.append(pieces)
    longest = max(w.end - w.start for w in batch)
    widest = max(sum(map(len, pieces)) for pieces in rows) + 2
    out = {name: np.zeros((len(batch), widest), dtype=np.int64) for name in ("ids", "att", "shape")}
    out |= {name: np.zeros((len(batch), longest), dtype=np.int64) for name in ("first", "last", "mask")}
    out |= {task: np.full((len(batch), longest), MISSING, dtype=np.int64) for task in TASKS}
    for row, (window, pieces) in enumerate(zip(batch, rows, strict=True)):
        n, lengths = len(pieces), np.array([len(p) for p in pieces])
        ends = lengths.cumsum()
        flat = [CLS, *(i for p in pieces for i in p), SEP]
        out["ids"][row, : len(flat)] = flat
        out["att"][row, : len(flat)] = 1
        out["first"][row, :n] = ends - lengths + 1
        out["last"][row, :n] = ends
        out["mask"][row, :n] = 1
        part = slice(window.start, window.end)
        shapes = _recased(window.document.shapes[part], window.case) + SPACED * window.document.spaces[part]
        out["shape"][row, 1 : len(flat) - 1] = np.repeat(shapes, lengths)
        for task in TASKS:
            out[task][row, :n] = window.document.targets[task][part]
        if window.document.parsed:
            heads = out["head"][row, :n]
            inside = (heads >= window.start) & (heads < window.end)
            # Column 0 of the arc scores is the root, column k + 1 word k; a head beyond a cut window is missing.
            out["head"][row, :n] = np.where(heads == -1, 0, np.where(inside, heads - window.start + 1, MISSING))
    return out


def _recased(shapes: Ints, case: str) -> Ints:
    letters = (shapes >= 1) & (shapes <= 4)
    if case == "upper":
        return np.where(letters, 1, shapes)
    if case == "lower":
        return np.where(letters, 4, shapes)
    if case == "title":
        return np.where(shapes == 4, 2, shapes)
    return shapes
