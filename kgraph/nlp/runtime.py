"""The ONNX language model: windows of words in, scores out. No spaCy here, and no torch."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # it ships no types
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kgraph.errors import ModelError

DEFAULT = Path(__file__).resolve().parent.parent / "models"
MAX_PIECES = 500  # the encoder has 512 positions; a window is cut well before
BATCH = 16

T = TypeVar("T")
_ORTHOGRAPHY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "´": "'", "`": "'"})


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model says of one window of n words (arrays without padding).

    ``arc`` (n, n + 1), column 0 the root; ``rel`` is the label of each word's best-scored head; ``start`` the
    probability that the word begins a sentence; ``ner`` (n, tags) emissions.
    """

    tag: NDArray[np.int64]
    pos: NDArray[np.int64]
    lemma: NDArray[np.int64]
    start: NDArray[np.float32]
    ner: NDArray[np.float32]
    arc: NDArray[np.float32]
    rel: NDArray[np.int64]
    head: NDArray[np.int64]


def case_shape(word: str) -> int:
    """The case class of a word: 1 capitals, 2 capitalised, 3 mixed from a capital, 4 lower, 5 digits, 6 other."""
    if word.isupper() and len(word) > 1:
        return 1
    if word[:1].isupper():
        return 2 if len(word) == 1 or word[1:].islower() else 3
    if word.islower():
        return 4
    return 5 if any(c.isdigit() for c in word) else 6


class Model:
    """A model folder (``NAME.int8.onnx`` with its labels, tokenizer and verb list) and its session."""

    def __init__(self, folder: Path = DEFAULT, *, name: str = "en_news", threads: int | None = None) -> None:
        self.graph = folder / f"{name}.int8.onnx"
        parts = [folder / f"{name}.{part}" for part in ("labels.json", "tokenizer.json", "verbs.txt")]
        for path in (self.graph, *parts):
            if not path.is_file():
                raise ModelError(f"{path}: the language model is incomplete; install kgraph again")
        self.labels: dict[str, list[str]] = _read(parts[0], lambda path: json.loads(path.read_text(encoding="utf-8")))
        self.tokenizer: Tokenizer = _read(parts[1], lambda path: Tokenizer.from_file(str(path)))
        self.verbs = frozenset(_read(parts[2], lambda path: path.read_text(encoding="utf-8")).split())
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.threads = threads or _cores()

    @cached_property
    def session(self) -> onnxruntime.InferenceSession:
        """The onnxruntime session, made at first use."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        providers = ["CPUExecutionProvider"]
        return _read(self.graph, lambda path: onnxruntime.InferenceSession(str(path), options, providers=providers))

    def piece_counts(self, words: Sequence[str]) -> list[int]:
        """How many word pieces each word costs."""
        return [max(1, len(e.ids)) for e in self.tokenizer.encode_batch(_plain(words), add_special_tokens=False)]

    def score(self, windows: Sequence[Sequence[str]]) -> list[Scores]:
        """Scores for each window, in order.

        Windows are batched by length, and int8 activations are scaled over a batch: pass the windows of one
        article at a time, so that an article's result does not depend on its neighbours.
        """
        order = sorted(range(len(windows)), key=lambda i: (len(windows[i]), i))
        results: dict[int, Scores] = {}
        for k in range(0, len(order), BATCH):
            some = order[k : k + BATCH]
            results.update(zip(some, self._run([windows[i] for i in some]), strict=True))
        return [results[i] for i in range(len(windows))]

    def _run(self, windows: Sequence[Sequence[str]]) -> Iterator[Scores]:
        encoded = [self.tokenizer.encode(_plain(w), is_pretokenized=True) for w in windows]
        pieces, longest = max(len(e.ids) for e in encoded), max(len(w) for w in windows)
        ids = np.zeros((len(windows), pieces), dtype=np.int64)
        attention, shape = np.zeros_like(ids), np.zeros_like(ids)
        first = np.zeros((len(windows), longest), dtype=np.int64)
        mask = np.zeros((len(windows), longest), dtype=bool)
        for row, (words, encoding) in enumerate(zip(windows, encoded, strict=True)):
            ids[row, : len(encoding.ids)] = encoding.ids
            attention[row, : len(encoding.ids)] = 1
            mask[row, : len(words)] = True
            for piece in range(len(encoding.ids) - 1, -1, -1):
                word = encoding.word_ids[piece]
                if word is not None:
                    shape[row, piece] = case_shape(words[word])
                    first[row, word] = piece
        names = ("tag", "pos", "lemma", "ss", "ner", "arc", "rel", "head")
        feed = {"ids": ids, "att": attention, "shape": shape, "first": first, "mask": mask}
        out = dict(zip(names, self.session.run(list(names), feed), strict=True))
        for row, words in enumerate(windows):
            n = len(words)
            yield Scores(
                tag=out["tag"][row, :n],
                pos=out["pos"][row, :n],
                lemma=out["lemma"][row, :n],
                start=out["ss"][row, :n],
                ner=out["ner"][row, :n],
                arc=out["arc"][row, :n, : n + 1],
                rel=out["rel"][row, :n],
                head=out["head"][row, :n],
            )


def _read(path: Path, how: Callable[[Path], T]) -> T:
    """What ``how`` reads from a file of the model; the libraries' many errors become one that says what to do."""
    try:
        return how(path)
    except Exception as error:
        reason = " ".join(str(error).split())[:200]
        raise ModelError(f"{path}: not a readable language model ({reason}); install kgraph again") from error


def _cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _plain(words: Sequence[str]) -> list[str]:
    """The words as the tokenizer knows them: straight quotation marks, and never empty."""
    return [w.translate(_ORTHOGRAPHY).strip() or "-" for w in words]
