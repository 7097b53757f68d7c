"""Step 1: unpack the corpora, bring them to one shape and one convention for names, and write the splits.

    python -m training.convert ../shared/corpora build/corpus

Writes ``train.jsonl.gz``, ``dev.jsonl.gz``, ``test_ewt.jsonl.gz``, ``test_gum.jsonl.gz``, ``test_uner.jsonl.gz``:
a document a line. The official splits are kept; a document is in one split only (``training.check`` proves it).
"""

from __future__ import annotations

import argparse
import gzip
import json
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from training import corpora, names
from training.corpora import CROSSNER, GUM_GENRES, Document, Word, conllu, iob, redocred

PLAIN = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
SPLITS = ("train", "dev", "test_ewt", "test_gum", "test_uner")


def demonyms() -> frozenset[str]:
    """Adjectives and inhabitants of all states, lower-cased, from the project's own ontology."""
    from kgraph.actors import load

    states = load().states.values()
    return frozenset(w.lower() for s in states for w in (*s.adjectives, *s.singular, *s.plural))


def ewt(folder: Path) -> Iterator[tuple[str, Document]]:
    """UD English EWT by its file lists: syntax, no names."""
    lists = {p.suffix[1:]: set(p.read_text().split()) for p in folder.glob("**/file-lists/files.*")}
    split_of = {Path(f).stem: split for split, files in lists.items() for f in files}
    for path in sorted(folder.glob("**/*.conllu")):
        split = split_of.get(path.stem)
        if split is not None:
            for document in conllu(path, "ewt"):
                yield {"test": "test_ewt"}.get(split, split), replace(document, mentions=())


def gum(folder: Path) -> Iterator[tuple[str, Document]]:
    """UD English GUM without its non-commercial genres: syntax and names (conversation has too few to trust)."""
    lists = {p.suffix[1:]: set(p.read_text().split()) for p in folder.glob("**/files.*")}
    for path in sorted(folder.glob("**/*.conllu")):
        genre = path.stem.split("_")[1]
        split = next((s for s, files in lists.items() if path.stem in files), None)
        if split is None or genre not in GUM_GENRES:
            continue
        for document in conllu(path, "gum"):
            found = tuple(names.longest(names.from_mentions(document)))
            named = replace(document, names=found if genre != "conversation" else None)
            doubts = tuple(names.unsure(named)) if split == "train" else ()
            yield {"test": "test_gum"}.get(split, split), replace(named, mentions=(), unsure=doubts)


def uner(folder: Path, treebank: Path) -> Iterator[tuple[str, Document]]:
    """Universal NER over EWT's development part (for training: EWT's own training part has no names) and test part."""
    paragraphs = frozenset(corpora.paragraph_starts(sorted(treebank.glob("**/*.conllu"))))
    for path in sorted(folder.glob("**/*.iob2")):
        for document in corpora.uner(path, paragraphs):
            yield "test_uner" if "test" in path.name else "train", document


def wiki(folder: Path) -> Iterator[tuple[str, Document]]:
    """Re-DocRED passages; one in ten of them for development, by the hash of its title."""
    from kgraph.ids import digest

    for path in sorted(folder.glob("**/*_revised.json")):
        for document in redocred(path):
            yield ("dev" if int(digest(document.id), 16) % 10 == 0 else "train"), document


def columns(
    folder: Path, *, pattern: str, tag: int, labels: dict[str, str], corpus: str, group: int
) -> Iterator[tuple[str, Document]]:
    """A corpus of columns, all of it for training."""
    for path in sorted(folder.glob(pattern)):
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
        for document in iob(lines, text=0, tag=tag, labels=labels, corpus=f"{corpus}-{path.stem}", group=group):
            yield "train", document


def documents(folder: Path) -> Iterator[tuple[str, Document]]:
    """(split, document) of every corpus in an unpacked folder."""
    yield from ewt(folder / "ud_english_ewt")
    yield from gum(folder / "ud_english_gum")
    yield from uner(folder / "uner_english_ewt", folder / "ud_english_ewt")
    yield from wiki(folder / "redocred")
    yield from columns(folder / "wikigold", pattern="*.txt", tag=1, labels=PLAIN, corpus="wikigold", group=10)
    # Sections f and g are public figures and news accounts; a post is a document, for it begins no running text.
    yield from columns(folder / "broad_twitter", pattern="[fg].conll", tag=1, labels=PLAIN, corpus="twitter", group=1)
    yield from columns(
        folder / "crossner_politics", pattern="*.txt", tag=1, labels=CROSSNER, corpus="crossner", group=10
    )


def unpack(archives: Path, target: Path) -> None:
    """Every archive of the corpora into ``target``, a folder each."""
    for archive in sorted(archives.glob("*.tar.xz")):
        with tarfile.open(archive) as tar:
            tar.extractall(target, filter="data")


def write(found: Iterator[tuple[str, Document]], out: Path) -> dict[str, int]:
    """Writes the splits; how many documents each got."""
    out.mkdir(parents=True, exist_ok=True)
    files = {split: gzip.GzipFile(out / f"{split}.jsonl.gz", "wb", mtime=0) for split in SPLITS}
    known, counts = demonyms(), dict.fromkeys(SPLITS, 0)
    try:
        for split, document in found:
            record = asdict(names.conventional(document, demonyms=known))
            files[split].write((json.dumps(record, ensure_ascii=False) + "\n").encode())
            counts[split] += 1
    finally:
        for file in files.values():
            file.close()
    return counts


def read(path: Path) -> list[Document]:
    """The documents of a split that ``write`` wrote."""
    documents = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            r = json.loads(line)
            sentences = tuple(tuple(Word(**w) for w in sentence) for sentence in r["sentences"])
            spans = None if r["names"] is None else tuple((a, b, label) for a, b, label in r["names"])
            documents.append(
                Document(r["id"], r["corpus"], sentences, spans, (), tuple(r["paragraphs"]), tuple(r["unsure"]))
            )
    return documents


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora", type=Path, help="folder of the corpora's archives")
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        unpack(args.corpora, Path(folder))
        print(json.dumps(write(documents(Path(folder)), args.out)))


if __name__ == "__main__":
    main()
