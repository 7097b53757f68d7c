"""The language model as a spaCy component: tags, lemmas, dependencies, sentences and names of an ordinary Doc."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kgraph.nlp import names
from kgraph.nlp.lemmas import apply_script, mend
from kgraph.nlp.morphology import FEATS
from kgraph.nlp.quotes import find_quotations
from kgraph.nlp.runtime import DEFAULT, MAX_PIECES, Model, Scores
from kgraph.nlp.trees import best_tree
from kgraph.nlp.windows import likely_start, windows

ASSIGNS = [
    "token.tag", "token.pos", "token.morph", "token.lemma", "token.dep", "token.head",
    "token.is_sent_start", "doc.sents", "doc.ents",
]  # fmt: skip


@Language.factory("kgraph_parser", assigns=ASSIGNS, default_config={"folder": None, "name": "en_news", "threads": None})
def make_parser(nlp: Language, name: str, folder: str | None, threads: int | None) -> Parser:
    """The component ``kgraph_parser``; ``name`` in the pipeline is not the model's name."""
    return Parser(Model(Path(folder) if folder else DEFAULT, threads=threads))


class Parser:
    """Runs the model over a Doc, one article a batch, and writes what it finds into the Doc."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.table = names.transitions(model.labels["ner"])

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, annotated."""
        words = [t for t in doc if not t.is_space]
        if words:
            texts = _with_plain_quotes(doc, words)
            breaks = [t.i > 0 and (doc[t.i - 1].is_space and "\n" in doc[t.i - 1].text) for t in words]
            for k in _after_datelines(words, breaks):
                breaks[k] = True
            costs = self.model.piece_counts(texts)
            pieces = list(windows(texts, breaks, costs, most_pieces=MAX_PIECES))
            scores = self.model.score([texts[a:b] for a, b in pieces])
            self._annotate(doc, [t.i for t in words], breaks, pieces, scores)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Each Doc of the stream, annotated (articles are never batched together, see Model.score)."""
        for doc in stream:
            yield self(doc)

    def _annotate(
        self, doc: Doc, where: list[int], breaks: list[bool], pieces: list[tuple[int, int]], scores: list[Scores]
    ) -> None:
        labels, n = self.model.labels, len(doc)
        tags, poses, lemmas, deps = ["_SP"] * n, ["SPACE"] * n, [t.text for t in doc], ["dep"] * n
        heads = list(range(n))
        ents: list[Span] = []
        for (begin, end), score in zip(pieces, scores, strict=True):
            for k in range(end - begin):
                i = where[begin + k]
                tags[i], poses[i] = labels["tags"][score.tag[k]], labels["pos"][score.pos[k]]
                lemmas[i] = self._lemma(doc[i].text, int(score.lemma[k]), tags[i])
            inner = [doc[where[begin + k]].text for k in range(end - begin)]
            for a, b in _sentences(score, inner, [breaks[begin + k] for k in range(end - begin)]):
                for k, head in enumerate(best_tree(score.arc[a:b, np.r_[0, a + 1 : b + 1]]), start=a):
                    i = where[begin + k]
                    heads[i] = i if head < 0 else where[begin + a + head]
                    deps[i] = "ROOT" if head < 0 else _label(labels["deps"][score.rel[k]])
            sequence = names.decode(score.ner, labels["ner"], self.table)
            for a, b, label in names.spans(sequence, labels["ner"]):
                ents.append(Span(doc, where[begin + a], where[begin + b - 1] + 1, label=label))
        _attach_spaces(doc, heads)
        _write(doc, tags=tags, poses=poses, lemmas=lemmas, deps=deps, heads=heads)
        for token in doc:
            token.set_morph(FEATS.get(tags[token.i], ""))  # type: ignore[attr-defined]  # missing in spaCy's stubs
        doc.ents = ents

    def _lemma(self, form: str, script: int, tag: str) -> str:
        return mend(form, apply_script(form, self.model.labels["lem"][script]), tag, self.model.verbs)


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


def _label(dep: str) -> str:
    """A root label on a word that the tree made no root: a main clause beside the main clause."""
    return "parataxis" if dep == "ROOT" else dep


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

    After a comma none begins, however sure the model is; after a plain word it must be surer than elsewhere.
    """
    if words[k - 1] in (",", ";", "-", "–"):
        return 1.0
    if words[k - 1][-1:].isalnum():
        return 0.6
    if not likely_start(words, k):
        return 0.5
    stop = max(i for i in range(k) if words[i] in (".", "!", "?", "…", "..."))
    if words[stop] in ("!", "?") and stop < k - 1:
        return 0.5  # “Why now?” Smith asked
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
