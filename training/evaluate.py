"""Step 6: measure an exported model on the test parts, as the package runs it.

    python -m training.evaluate build/corpus [--model FOLDER] [--precision int8|fp32] [--flat] [--limit N]

The words are the corpora's own. The model finds the sentences itself; it is given the paragraphs, as it is in print,
unless ``--flat``. Heads and labels count against all words (a root is right where both are roots). ``starts`` is the
F1 of words that begin a sentence, ``sentences`` that of whole sentences; names count by exact span.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, Token

from kgraph.nlp.parser import Parser
from kgraph.nlp.runtime import DEFAULT, Model
from training.convert import read
from training.corpora import Document

LABELS = ("PER", "ORG", "LOC")


def annotate(parser: Parser, documents: Iterable[Document], *, flat: bool = False) -> Iterable[list[Token]]:
    """The words of each document, read by the model; paragraphs stand apart by an empty line."""
    docs, vocab = [], spacy.blank("en").vocab
    for document in documents:
        words, spaces, breaks = [], [], set() if flat else set(document.paragraphs)
        for k, word in enumerate(document.words):
            if k in breaks:
                words.append("\n\n")
                spaces.append(False)
            words.append(word.text)
            spaces.append(word.space)
        docs.append(Doc(vocab, words=words, spaces=spaces))
    for doc in parser.pipe(docs):
        yield [t for t in doc if not t.is_space]


def f1(right: int, found: int, gold: int) -> float:
    """The harmonic mean of precision and recall, in percent."""
    return 200 * right / (found + gold) if found + gold else 0.0


def syntax(parser: Parser, documents: list[Document], *, flat: bool = False) -> dict[str, float]:
    """tags, features, lemmas, UAS, LAS, sentence starts and sentences, in percent."""
    n = Counter[str]()
    for document, tokens in zip(documents, annotate(parser, documents, flat=flat), strict=True):
        place = {token.i: k for k, token in enumerate(tokens)}
        start, gold = 0, set()
        for sentence in document.sentences:
            for token, word in zip(tokens[start : start + len(sentence)], sentence, strict=True):
                head = -1 if token.head == token else place[token.head.i] - start
                n["words"] += 1
                n["tags"] += token.tag_ == word.xpos
                n["feats"] += str(token.morph) == word.feats
                n["lemmas"] += token.lemma_ == word.lemma
                n["uas"] += head == word.head
                n["las"] += head == word.head and token.dep_ == word.dep
            gold.add((start, start + len(sentence)))
            start += len(sentence)
        begins = [k for k, token in enumerate(tokens) if k == 0 or token.sent.start != tokens[k - 1].sent.start]
        found = set(zip(begins, [*begins[1:], len(tokens)], strict=True))
        n["sentences right"] += len(gold & found)
        n["starts right"] += len({a for a, _ in gold} & {a for a, _ in found})
        n["found"] += len(found)
        n["gold"] += len(gold)
    rates = {k: 100 * n[k] / n["words"] for k in ("tags", "feats", "lemmas", "uas", "las")}
    rates |= {k: f1(n[f"{k} right"], n["found"], n["gold"]) for k in ("starts", "sentences")}
    return {**rates, "words": n["words"]}


def naming(parser: Parser, documents: list[Document], *, flat: bool = False) -> dict[str, float]:
    """F1 of names by span and type, by span alone, and by type."""
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    documents = [d for d in documents if d.names is not None]
    for document, tokens in zip(documents, annotate(parser, documents, flat=flat), strict=True):
        place = {token.i: k for k, token in enumerate(tokens)}
        ents = tokens[0].doc.ents if tokens else ()
        mine = {(place[e.start], place[e.end - 1] + 1, e.label_) for e in ents}
        theirs = set(document.names or ())
        for spans, counter in ((mine & theirs, right), (mine, found), (theirs, gold)):
            counter.update(label for _, _, label in spans)
        right["span"] += len({s[:2] for s in mine} & {s[:2] for s in theirs})
    totals = [sum(c[label] for label in LABELS) for c in (right, found, gold)]
    by_type = {label: f1(right[label], found[label], gold[label]) for label in LABELS}
    return {"names": f1(*totals), "spans": f1(right["span"], *totals[1:]), **by_type, "gold": totals[2]}


def table(parser: Parser, corpus: Path, *, flat: bool = False, limit: int | None = None) -> dict[str, dict[str, float]]:
    """All measures, by test part."""
    parts: dict[str, Any] = {"test_ewt": syntax, "test_gum": syntax, "test_uner": naming, "test_gum names": naming}
    return {
        part: measure(parser, read(corpus / f"{part.split()[0]}.jsonl.gz")[:limit], flat=flat)
        for part, measure in parts.items()
    }


def main() -> None:
    """Command line: a row a test part; ``--json`` for programs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--model", type=Path, default=DEFAULT)
    parser.add_argument("--precision", default="int8", choices=("int8", "fp32"))
    parser.add_argument("--flat", action="store_true", help="without paragraph breaks")
    parser.add_argument("--limit", type=int, help="read only this many documents of each part")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    found = table(Parser(Model(args.model, precision=args.precision)), args.corpus, flat=args.flat, limit=args.limit)
    if args.json:
        print(json.dumps(found))
    for part, row in found.items() if not args.json else ():
        print(
            f"{part:16}",
            "  ".join(f"{k} {v:.1f}" if k not in ("words", "gold") else f"{k} {v}" for k, v in row.items()),
        )


if __name__ == "__main__":
    main()
