"""The ONNX language model: windows of word pieces in, scores of words out. No spaCy here, and no torch.

A window is run alone, never padded beside others: so a text reads the same whatever is read with it. The windows run
side by side, one processor core each.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # it ships no types
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kgraph.errors import ModelError
from kgraph.nlp.newsverbs import NEWS_VERBS

DEFAULT = Path(__file__).resolve().parent.parent / "models"
MAX_PIECES = 400  # of a window; the encoder has 512 positions and was trained on windows up to this size
# A word's case class and the space before it make one number: class + SPACED * (0 none, 1 space, 2 paragraph).
SPACED = 8
SHAPES = 3 * SPACED
_SWITCH = 0.0005  # seconds
_KNOWN_WORDS = 1 << 16  # words whose pieces are kept

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
T = TypeVar("T")
_ORTHOGRAPHY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "´": "'", "`": "'"})


@dataclass(frozen=True, slots=True)
class Window:
    """l word pieces with the shape of their words, and where each of n words begins and ends among them."""

    ids: Ints
    shape: Ints
    first: Ints
    last: Ints


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model says of the n words of a window.

    ``tag``, ``pos``, ``feats`` and ``lemma`` are class numbers (n); ``start`` (n) the probability that the word
    begins a sentence; ``ner`` (n, tags) emissions; ``head`` (n, n + 1) scores of heads, column 0 the root, column
    j + 1 word j; ``rel_of`` (n, w) and ``rel_to`` (n + 1, w) what ``Model.relations`` labels arcs by.
    """

    tag: Ints
    pos: Ints
    feats: Ints
    lemma: Ints
    start: Floats
    ner: Floats
    head: Floats
    rel_of: Floats
    rel_to: Floats


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
    """A model folder (``NAME.int8.onnx``, or another precision, with its labels, tokenizer and lists of words) and its sessions."""

    def __init__(
        self,
        folder: Path = DEFAULT,
        *,
        name: str = "en_news",
        precision: str = "int8",
        threads: int | None = None,
    ) -> None:
        self.graph, self.small_graph = folder / f"{name}.{precision}.onnx", folder / f"{name}.relations.onnx"
        parts = [folder / f"{name}.{part}" for part in ("labels.json", "tokenizer.json", "verbs.txt", "lemmas.tsv")]
        for path in (self.graph, self.small_graph, *parts):
            if not path.is_file():
                raise ModelError(f"{path}: the language model is incomplete; install kgraph again")
        self.labels: dict[str, Any] = _read(parts[0], lambda path: json.loads(path.read_text(encoding="utf-8")))
        self.tokenizer: Tokenizer = _read(parts[1], lambda path: Tokenizer.from_file(str(path)))
        self.transitions: list[list[float]] = self.labels.pop("transitions", [])  # of name tags, if the model has them
        self.verbs = NEWS_VERBS.union(_read(parts[2], lambda path: path.read_text(encoding="utf-8")).split())
        rows = _read(parts[3], lambda path: [row.split("\t") for row in path.read_text(encoding="utf-8").splitlines()])
        self.lemmas = {(form, tag): lemma for form, tag, lemma in rows}
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.opening, self.closing, self.unknown = (
            self.tokenizer.token_to_id(token) or 0 for token in ("[CLS]", "[SEP]", "[UNK]")
        )
        self._pieces = lru_cache(_KNOWN_WORDS)(self._encode)
        self.threads = threads or _cores()

    @cached_property
    def session(self) -> onnxruntime.InferenceSession:
        """The session of the large graph, made at first use; each run takes one core."""
        return _session(self.graph)

    @cached_property
    def relations_session(self) -> onnxruntime.InferenceSession:
        """The session of the small graph, which labels chosen arcs."""
        return _session(self.small_graph)

    @cached_property
    def workers(self) -> ThreadPoolExecutor:
        """Threads that run windows side by side.

        Between two windows a thread needs the interpreter for a moment only; by default the thread that has it keeps
        it for 5 ms, almost as long as a window takes, and half of the speed of two cores is lost in waiting.
        """
        sys.setswitchinterval(min(sys.getswitchinterval(), _SWITCH))
        return ThreadPoolExecutor(self.threads, thread_name_prefix="kgraph-model")

    def pieces(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The word pieces of each word, at least one."""
        return [self._pieces(word) for word in plain(words)]

    def _encode(self, word: str) -> tuple[int, ...]:
        found: list[int] = self.tokenizer.encode(word, add_special_tokens=False).ids
        return tuple(found or [self.unknown])

    def window(self, pieces: Sequence[tuple[int, ...]], shapes: Ints) -> Window:
        """A window of words with these pieces and shapes (case class and space, see ``SPACED``)."""
        lengths = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
        last = lengths.cumsum()
        shape = np.zeros(int(last[-1]) + 2, dtype=np.int64)
        shape[1:-1] = np.repeat(shapes, lengths)
        ids = np.array([self.opening, *(i for word in pieces for i in word), self.closing], dtype=np.int64)
        return Window(ids, shape, last - lengths + 1, last)

    def submit(self, window: Window) -> Future[Scores]:
        """Scores of a window, to come."""
        return self.workers.submit(self._run, self.session, window)

    def _run(self, session: onnxruntime.InferenceSession, window: Window) -> Scores:
        feed = {"ids": window.ids, "shape": window.shape, "first": window.first, "last": window.last}
        return Scores(*session.run(list(Scores.__dataclass_fields__), feed))

    def relations(self, scores: Scores, heads: Ints) -> Ints:
        """The number of each word's relation to its head; ``heads`` counts the root as 0, word j as j + 1."""
        feed = {"rel_of": scores.rel_of, "rel_to": scores.rel_to, "heads": heads}
        found: Ints = self.relations_session.run(["rel"], feed)[0]
        return found


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    providers = ["CPUExecutionProvider"]
    return _read(path, lambda path: onnxruntime.InferenceSession(str(path), options, providers=providers))


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


def plain(words: Sequence[str]) -> list[str]:
    """The words as the tokenizer knows them: straight quotation marks, and never empty."""
    return [w.translate(_ORTHOGRAPHY).strip() or "-" for w in words]
