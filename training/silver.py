"""Step 3b: names for the training documents that have none, by an exported model trained on those that have (self-training).

    python -m training.silver build/corpus build/export build/silver

Copies the corpus, with names found in the documents that are annotated for syntax alone (EWT's training part). Where
the model is unsure the word trains as missing. The treebank helps: what it does not tag as a proper noun is no name.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kgraph.nlp import names as decoding
from kgraph.nlp.runtime import MAX_PIECES, SPACED, Model, case_shape
from kgraph.nlp.windows import stitch, windows
from training.convert import SPLITS, read
from training.corpora import Document
from training.data import spacing

SURE_NAME, SURE_NONE = 0.8, 0.95  # probability from which a word counts as part of a name, as part of none
SURE_OTHERWISE = 0.9  # probability from which the model is believed to contradict an annotation


def emissions(model: Model, document: Document) -> NDArray[np.float32]:
    """(words, name tags): the emissions of the document's words, read in windows."""
    texts = [w.text for w in document.words]
    shapes = np.array([case_shape(t) for t in texts], dtype=np.int64) + SPACED * spacing(document)
    breaks = [k in set(document.paragraphs) for k in range(len(texts))]
    pieces = model.pieces(texts)
    cuts = list(windows(texts, breaks, [len(p) for p in pieces], most_pieces=MAX_PIECES))
    futures = [model.submit(model.window(pieces[a:b], shapes[a:b])) for a, b in cuts]
    return np.concatenate([scores.ner for _, _, scores in stitch(cuts, [future.result() for future in futures])])


def annotate(model: Model, document: Document) -> Document:
    """The document with names where the model is sure and unsure words where it is not."""
    words, labels = document.words, model.labels["ner"]
    scores, table = emissions(model, document), decoding.transitions(labels)
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    found, unsure = [], set[int]()
    begin = 0
    for sentence in document.sentences:
        end = begin + len(sentence)
        tags = decoding.decode(scores[begin:end], labels, table)
        for a, b, label in decoding.spans(tags, labels):
            a, b = begin + a, begin + b
            proper = any(w.upos == "PROPN" for w in words[a:b])
            sure = min(chances[i, tags[i - begin]] for i in range(a, b)) >= SURE_NAME
            if proper and sure:
                found.append((a, b, label))
            elif proper:
                unsure.update(range(a, b))
        begin = end
    named = {i for a, b, _ in found for i in range(a, b)}
    for i, word in enumerate(words):
        if i not in named and word.upos == "PROPN" and chances[i, 0] < SURE_NONE:
            unsure.add(i)
    return replace(document, names=tuple(found), unsure=tuple(sorted(unsure)))


def filtered(model: Model, document: Document) -> Document:
    """The document with the words unknown at which a sure model contradicts the annotation (agreement filter)."""
    labels = model.labels["ner"]
    scores = emissions(model, document)
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    kinds = [label.partition("-")[2] for label in labels]
    told = [""] * len(document.words)
    for start, end, kind in document.names or ():
        told[start:end] = [kind] * (end - start)
    best = chances.argmax(axis=1)
    doubted = {i for i, k in enumerate(best) if kinds[k] != told[i] and chances[i, k] >= SURE_OTHERWISE}
    kept, unsure = [], set(document.unsure)
    for start, end, kind in document.names or ():
        if doubted.isdisjoint(range(start, end)):
            kept.append((start, end, kind))
        else:
            unsure.update(range(start, end))
    unsure |= doubted - {i for start, end, _ in kept for i in range(start, end)}
    return replace(document, names=tuple(kept), unsure=tuple(sorted(unsure)))


def silver(documents: Sequence[Document], model: Model, *, filtering: bool = False) -> Iterator[Document]:
    """The documents, those with syntax but without names annotated, and Re-DocRED filtered on request."""
    for document in documents:
        if document.parsed and document.names is None and document.corpus == "ewt":
            yield annotate(model, document)
        else:
            yield filtered(model, document) if filtering and document.corpus == "redocred" else document


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--filter", action="store_true", help="leave out what a sure model contradicts in Re-DocRED")
    args = parser.parse_args()
    model = Model(args.model)
    args.out.mkdir(parents=True, exist_ok=True)
    for split in SPLITS[1:]:
        shutil.copyfile(args.corpus / f"{split}.jsonl.gz", args.out / f"{split}.jsonl.gz")
    count = 0
    with gzip.GzipFile(args.out / "train.jsonl.gz", "wb", mtime=0) as file:
        before = read(args.corpus / "train.jsonl.gz")
        for old, new in zip(before, silver(before, model, filtering=args.filter), strict=True):
            count += len(new.names or ()) - len(old.names or ())
            file.write((json.dumps(asdict(new), ensure_ascii=False) + "\n").encode())
    print(f"{count} names found in documents without")


if __name__ == "__main__":
    main()
