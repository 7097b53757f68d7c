"""Step 2: prove that the converted corpora are fit to train on; a fault stops the recipe with the document's name.

python -m training.check build/corpus
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kgraph.ids import digest
from training.convert import SPLITS, read
from training.corpora import Document
from training.names import LABELS


def faults(document: Document) -> Iterator[str]:
    """What is wrong with a document, a sentence each."""
    for k, sentence in enumerate(document.sentences):
        heads = [w.head for w in sentence]
        if heads[0] is not None and (heads.count(-1) != 1 or not _is_tree(heads)):
            yield f"{document.id}: sentence {k} is no tree with one root"
        if any(not w.text or w.text != w.text.strip() for w in sentence):
            yield f"{document.id}: sentence {k} has an empty word or one with a space"
    size, last = len(document.words), 0
    for start, end, label in document.names or ():
        if not last <= start < end <= size:
            yield f"{document.id}: name {start}-{end} overlaps another or leaves the text"
        if label not in LABELS:
            yield f"{document.id}: unknown label {label}"
        last = end


def _is_tree(heads: list[int | None]) -> bool:
    for start in range(len(heads)):
        node: int | None = start
        for _ in range(len(heads) + 1):
            if node is not None and node >= 0:
                node = heads[node]
        if node != -1:
            return False
    return True


def sentence_keys(document: Document) -> set[str]:
    """Hashes of the document's longer sentences, to find a text that stands in two splits."""
    return {digest(*(w.text for w in s)) for s in document.sentences if len(s) > 8}


def main() -> None:
    """Command line: prints a table of the splits, exits 1 on any fault."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path)
    args = parser.parse_args()
    found, keys = [], {}
    for split in SPLITS:
        documents = read(args.corpus / f"{split}.jsonl.gz")
        words = Counter(d.corpus.split("-")[0] for d in documents for _ in d.words)
        named = Counter(label for d in documents for _, _, label in d.names or ())
        print(
            f"{split:10} {len(documents):6} documents {sum(words.values()):8} words  names {dict(named)}  {dict(words)}"
        )
        found += [fault for d in documents for fault in faults(d)]
        keys[split] = {k for d in documents for k in sentence_keys(d)}
    for test in ("test_ewt", "test_gum", "test_uner"):
        shared = keys["train"] & keys[test]
        if len(shared) > 3:  # a stock phrase may stand anywhere, a text may not
            found.append(f"{len(shared)} long sentences of {test} stand in train too")
    for fault in found[:20]:
        print("FAULT", fault)
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
