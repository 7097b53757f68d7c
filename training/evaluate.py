"""Step 4: measure a model on the test parts, over the corpora's own words and with the model's own sentences.

    python -m training.evaluate build/corpus [--model FOLDER] [--limit N]

Heads and labels count against all words (a root is right where both are roots); sentences and names by exact spans.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from kgraph.nlp.parser import Parser
from kgraph.nlp.runtime import DEFAULT, Model
from training.convert import read
from training.corpora import Document


def annotate(parser: Parser, document: Document, vocab: Vocab) -> Doc:
    """The document's words read by the model."""
    words = document.words
    doc = Doc(vocab, words=[w.text for w in words], spaces=[w.space for w in words])
    return parser(doc)


def f1(right: int, found: int, gold: int) -> float:
    """The harmonic mean of precision and recall, in percent."""
    return 200 * right / (found + gold) if found + gold else 0.0


def syntax(parser: Parser, documents: Iterable[Document]) -> dict[str, float]:
    """tags, lemmas, UAS, LAS and sentences, in percent."""
    n = Counter[str]()
    vocab = Vocab()
    for document in documents:
        doc, start = annotate(parser, document, vocab), 0
        for sentence in document.sentences:
            for k, word in enumerate(sentence):
                token = doc[start + k]
                head = -1 if token.head == token else token.head.i - start
                n["words"] += 1
                n["tags"] += token.tag_ == word.xpos
                n["lemmas"] += token.lemma_ == word.lemma
                n["uas"] += head == word.head
                n["las"] += head == word.head and token.dep_ == word.dep
            start += len(sentence)
        gold, total = set(), 0
        for sentence in document.sentences:
            gold.add((total, total + len(sentence)))
            total += len(sentence)
        found = {(s.start, s.end) for s in doc.sents}
        n["sent_right"] += len(gold & found)
        n["sent_found"] += len(found)
        n["sent_gold"] += len(gold)
    rates = {k: 100 * n[k] / n["words"] for k in ("tags", "lemmas", "uas", "las")}
    return {**rates, "sentences": f1(n["sent_right"], n["sent_found"], n["sent_gold"]), "words": n["words"]}


def naming(parser: Parser, documents: Iterable[Document]) -> dict[str, float]:
    """F1 of names by span and type, by span alone, and by type."""
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    vocab = Vocab()
    for document in documents:
        if document.names is None:
            continue
        doc = annotate(parser, document, vocab)
        mine = {(e.start, e.end, e.label_) for e in doc.ents}
        theirs = set(document.names)
        for spans, counter in ((mine & theirs, right), (mine, found), (theirs, gold)):
            counter.update(label for _, _, label in spans)
        right["span"] += len({s[:2] for s in mine} & {s[:2] for s in theirs})
    total = {k: sum(v for label, v in c.items() if label != "span") for k, c in (("f", found), ("g", gold))}
    by_type = {label: f1(right[label], found[label], gold[label]) for label in sorted(gold)}
    typed = sum(v for label, v in right.items() if label != "span")
    return {"names": f1(typed, total["f"], total["g"]), "spans": f1(right["span"], total["f"], total["g"]), **by_type}


def main() -> None:
    """Command line: a row a test part; ``--json`` for programs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--model", type=Path, default=DEFAULT)
    parser.add_argument("--limit", type=int, help="read only this many documents of each part")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    component = Parser(Model(args.model))
    table = {
        part: measure(component, read(args.corpus / f"{part}.jsonl.gz")[: args.limit])
        for part, measure in (("test_ewt", syntax), ("test_gum", syntax), ("test_uner", naming))
    }
    table["test_gum names"] = naming(component, read(args.corpus / "test_gum.jsonl.gz")[: args.limit])
    if args.json:
        print(json.dumps(table))
    for part, row in table.items() if not args.json else ():
        print(f"{part:16}", "  ".join(f"{k} {v:.1f}" for k, v in row.items()))


if __name__ == "__main__":
    main()
