"""The language model as a spaCy component: tags, lemmas, dependencies, sentences and names of an ordinary Doc."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kgraph.nlp import names
from kgraph.nlp.lemmas import apply_script, mend
from kgraph.nlp.quotes import find_quotations
from kgraph.nlp.runtime import DEFAULT, MAX_PIECES, SPACED, Model, Scores, case_shape
from kgraph.nlp.trees import best_tree
from kgraph.nlp.windows import likely_start, stitch, windows

ASSIGNS = [
    "token.tag", "token.pos", "token.morph", "token.lemma", "token.dep", "token.head",
    "token.is_sent_start", "doc.sents", "doc.ents",
]  # fmt: skip

_MONEY = frozenset("$ € £ ¥ ₹ US$".split())  # no name ends in one


_ASKED = frozenset(
    "ask asks asked say says said tell tells told wonder wondered demanded replied shouted wrote".split()
)
_QUOTATION_MARKS = frozenset("\"'”’»“‘«")
_AHEAD = 4  # articles that the model reads ahead in ``pipe``


@Language.factory("kgraph_parser", assigns=ASSIGNS, default_config={"folder": None, "name": "en_news", "threads": None})
def make_parser(nlp: Language, name: str, folder: str | None, threads: int | None) -> Parser:
    """The component ``kgraph_parser``; ``name`` in the pipeline is not the model's name."""
    return Parser(Model(Path(folder) if folder else DEFAULT, threads=threads))


class _Reading(NamedTuple):
    """A Doc that the model is reading: its words, where paragraphs begin, the windows and what is to come of each."""

    where: list[int]
    breaks: list[bool]
    cuts: list[tuple[int, int]]
    futures: list[Future[Scores]]


class Parser:
    """Runs the model over a Doc and writes what it finds into the Doc."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.table = names.transitions(model.labels["ner"], model.transitions)

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, annotated."""
        return self._annotate(doc, self._submit(doc))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Each Doc of the stream, annotated; the model reads the next ones while one is written."""
        waiting: deque[tuple[Doc, _Reading]] = deque()
        for doc in stream:
            waiting.append((doc, self._submit(doc)))
            if len(waiting) > min(batch_size, _AHEAD):
                yield self._annotate(*waiting.popleft())
        while waiting:
            yield self._annotate(*waiting.popleft())

    def _submit(self, doc: Doc) -> _Reading:
        """Hands the Doc's windows to the model."""
        words = [t for t in doc if not t.is_space]
        if not words:
            return _Reading([], [], [], [])
        texts = _with_plain_quotes(doc, words)
        breaks = [t.i > 0 and (doc[t.i - 1].is_space and "\n" in doc[t.i - 1].text) for t in words]
        for k in _after_datelines(words, breaks):
            breaks[k] = True
        spaces = [0, *(int(b.i > a.i + 1 or bool(a.whitespace_)) for a, b in pairwise(words))]
        shapes = np.array(
            [
                case_shape(text) + SPACED * (2 if begins or k == 0 else space)
                for k, (text, begins, space) in enumerate(zip(texts, breaks, spaces, strict=True))
            ],
            dtype=np.int64,
        )
        pieces = self.model.pieces(texts)
        cuts = list(windows(texts, breaks, [len(p) for p in pieces], most_pieces=MAX_PIECES))
        futures = [self.model.submit(self.model.window(pieces[a:b], shapes[a:b])) for a, b in cuts]
        return _Reading([t.i for t in words], breaks, cuts, futures)

    def _annotate(self, doc: Doc, reading: _Reading) -> Doc:
        where, breaks = reading.where, reading.breaks
        if not where:
            return doc
        labels, n = self.model.labels, len(doc)
        tags, poses, lemmas, deps = ["_SP"] * n, ["SPACE"] * n, [t.text for t in doc], ["dep"] * n
        feats, heads = [""] * n, list(range(n))
        ents: list[Span] = []
        for begin, end, score in stitch(reading.cuts, [future.result() for future in reading.futures]):
            inner = where[begin:end]
            words = [doc[i].text for i in inner]
            for k, i in enumerate(inner):
                tags[i], poses[i] = labels["tags"][score.tag[k]], labels["pos"][score.pos[k]]
                feats[i] = labels["feats"][score.feats[k]]
                lemmas[i] = self._lemma(words[k], int(score.lemma[k]), tags[i])
            above = np.zeros(end - begin, dtype=np.int64)  # as in Scores.head: 0 the root, j + 1 word j
            for a, b in _sentences(score, words, breaks[begin:end]):
                tree = best_tree(score.head[a:b, np.r_[0, a + 1 : b + 1]])
                above[a:b] = np.where(tree < 0, 0, tree + a + 1)
                sequence = names.decode(score.ner[a:b], labels["ner"], self.table)  # no name goes past a sentence
                for first, last, label in names.spans(sequence, labels["ner"]):
                    while last > first + 1 and words[a + last - 1] in _MONEY:
                        last -= 1  # "sell Taiwan $500 million worth"
                    ents.append(Span(doc, inner[a + first], inner[a + last - 1] + 1, label=label))
            for i, head, relation in zip(inner, above, self.model.relations(score, above), strict=True):
                heads[i] = i if not head else inner[head - 1]
                deps[i] = _label(labels["deps"][relation], root=not head)
        _attach_spaces(doc, heads)
        _write(doc, tags=tags, poses=poses, lemmas=lemmas, deps=deps, heads=heads)
        for token, features in zip(doc, feats, strict=True):
            token.set_morph(features)  # type: ignore[attr-defined]  # missing in spaCy's stubs
        doc.ents = ents
        return doc

    def _lemma(self, form: str, script: int, tag: str) -> str:
        known = self.model.lemmas.get((form.lower(), tag))
        return known or mend(form, apply_script(form, self.model.labels["lem"][script]), tag, self.model.verbs)


def _with_plain_quotes(doc: Doc, words: list[Token]) -> list[str]:
    """The words with the marks of single-quoted quotations doubled, so that they are not read as apostrophes."""
    marks = {i for start, end in find_quotations(doc.text) for i in (start, end - 1)}
    return ['"' if t.idx in marks and len(t) == 1 else t.text for t in words]


def _after_datelines(tokens: list[Token], breaks: list[bool]) -> Iterator[int]:
    """Where the text of a paragraph begins behind its dateline: "KYIV, Oct 25 (Agency) -", "TBILISI –".

    The dash stands between spaces; the hyphens of "PORT-AU-PRINCE" do not.
    """
    words = [t.text for t in tokens]
    starts = [0, *(k for k, begins in enumerate(breaks) if begins)]
    for start in starts:
        if not (words[start].isupper() and words[start].isalpha() and len(words[start]) > 2):
            continue
        for k in range(start + 1, min(start + 14, len(words) - 1)):
            if (
                breaks[k]
                or words[k] in (".", ";", ":")
                or (words[k].islower() and words[k] not in ("of", "and", "the"))
            ):
                break
            apart = bool(tokens[k - 1].whitespace_ and tokens[k].whitespace_)
            if words[k] in ("-", "–", "—", "--") and apart and words[k + 1][:1].isupper():
                yield k + 1
                break


def _label(dep: str, *, root: bool) -> str:
    """ "ROOT" on the root alone; a word so labelled that the tree made no root is a main clause beside the main one."""
    return "ROOT" if root else "parataxis" if dep == "ROOT" else dep


def _sentences(score: Scores, words: list[str], breaks: list[bool]) -> Iterator[tuple[int, int]]:
    """(start, end) of the sentences of a window: where the model sees a start, and at paragraph breaks.

    Punctuation alone is no sentence: an opening quotation mark belongs to the sentence after it, the rest to the
    sentence before.
    """
    n = len(words)
    marks = [k for k in range(n) if k == 0 or breaks[k] or score.start[k] > _doubt(words, k)]
    kept = [0]
    for mark, following in zip(marks, [*marks[1:], n], strict=True):
        alone = not any(c.isalnum() for k in range(mark, following) for c in words[k])
        if alone and mark > 0 and not breaks[mark] and (following == n or breaks[following]):
            continue
        if mark > kept[-1] and (breaks[mark] or any(c.isalnum() for k in range(kept[-1], mark) for c in words[k])):
            kept.append(mark)
    yield from zip(kept, [*kept[1:], n], strict=True)


def _doubt(words: list[str], k: int) -> float:
    """How sure the model must be that a sentence begins at word k: hardly, where a full stop and a capital say so.

    After a comma, or a quotation that ends in one, none begins, however sure the model is; after a plain word it must
    be surer than elsewhere.
    """
    before_marks = k - 1
    while before_marks > 0 and words[before_marks] in _QUOTATION_MARKS:
        before_marks -= 1
    if words[k - 1] in (",", ";", "-", "–") or words[before_marks] == ",":
        return 1.0
    if words[k - 1][-1:].isalnum():
        return 0.6
    if not likely_start(words, k):
        return 0.5
    stop = max(i for i in range(k) if words[i] in (".", "!", "?", "…", "..."))
    if words[stop] in ("!", "?") and stop < k - 1:  # “Why now?” Smith asked
        return 1.0 if _ASKED & set(words[k + 1 : k + 4]) else 0.6
    before = words[stop - 1] if stop else ""
    whole = before.isdigit() or (before.islower() and len(before) > 3)  # no "Lt.", "No." or "vs."
    opens = words[k][:1].isupper() or words[k] in ("“", "‘", "«")
    return 0.0 if words[stop] == "." and whole and opens else 0.05


def _attach_spaces(doc: Doc, heads: list[int]) -> None:
    """White space hangs on the word before it (the first words' on the word after), in that word's sentence."""
    for token in doc:
        if not token.is_space:
            continue
        before = next((i for i in range(token.i - 1, -1, -1) if not doc[i].is_space), None)
        after = next((i for i in range(token.i + 1, len(doc)) if not doc[i].is_space), None)
        if before is not None:
            heads[token.i] = before
        elif after is not None:
            heads[token.i] = after


def _write(
    doc: Doc, *, tags: list[str], poses: list[str], lemmas: list[str], deps: list[str], heads: list[int]
) -> None:
    """Writes all columns at once; spaCy derives the sentences from the heads."""
    strings = doc.vocab.strings
    columns = np.zeros((len(doc), 5), dtype=np.uint64)
    for i in range(len(doc)):
        offset = heads[i] - i
        columns[i] = (
            strings.add(tags[i]),
            strings.add(poses[i]),
            strings.add(lemmas[i]),
            strings.add(deps[i]),
            offset % (1 << 64),  # from_array reads the offset to the head as a signed number
        )
    doc.from_array([TAG, POS, LEMMA, DEP, HEAD], columns)  # type: ignore[arg-type]  # stubs know no unsigned arrays
