"""The training corpora as documents of one kind: words, spaces, syntax where it is annotated, names where they are.

Each reader turns one corpus (``shared/corpora/README.md`` says what they are and under which licence) into
``Document`` records. What a corpus does not annotate is None, and trains as missing, never as "no name".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Span = tuple[int, int, str]  # first word, last word exclusive, label

# Genres of GUM whose texts are licensed for any use; the others (how-to guides, fiction, essays, letters, podcasts)
# are for non-commercial use only and would bind the weights (GUM, LICENSE.md).
GUM_GENRES = frozenset("academic bio conversation court interview news speech textbook vlog voyage".split())
# The label set: persons, organisations, places. What other corpora call by other names is mapped or left out.
CROSSNER = {
    "politician": "PER",
    "person": "PER",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "country": "LOC",
    "location": "LOC",
}


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; ``head`` counts from the sentence's first word, -1 for the root; None: not annotated."""

    text: str
    space: bool = True
    upos: str | None = None
    xpos: str | None = None
    feats: str | None = None
    lemma: str | None = None
    head: int | None = None
    dep: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Sentences in their order; ``names`` as spans over all words of the document, or None where not annotated."""

    id: str
    corpus: str
    sentences: tuple[tuple[Word, ...], ...]
    names: tuple[Span, ...] | None = None
    mentions: tuple[Span, ...] = field(default=(), repr=False)
    paragraphs: tuple[int, ...] = ()  # words that begin one, beside the first; where the corpus marks them
    unsure: tuple[int, ...] = ()  # words of which the annotation does not say whether they are names

    @property
    def words(self) -> list[Word]:
        """All words in order."""
        return [word for sentence in self.sentences for word in sentence]

    @property
    def parsed(self) -> bool:
        """Whether the document has syntax."""
        return bool(self.sentences) and self.sentences[0][0].head is not None


def conllu(path: Path, corpus: str) -> Iterator[Document]:
    """Documents of a CoNLL-U file. A multi-word token's spacing stands on its range line; empty nodes are left out."""
    name = path.stem
    rows: list[list[str]] = []
    sentences: list[list[list[str]]] = []
    paragraphs: list[int] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# newdoc"):
            if sentences:
                yield _document(name, corpus, sentences, paragraphs)
            name, sentences, paragraphs = (line.split("=", 1)[1].strip() if "=" in line else name), [], []
        elif re.match(r"# newpar( |$)", line):  # not newpar_block, which stands inside one
            paragraphs.append(len(sentences))
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            sentences.append(rows)
            rows = []
    if sentences:
        yield _document(name, corpus, sentences, paragraphs)


def _document(name: str, corpus: str, sentences: list[list[list[str]]], paragraphs: list[int]) -> Document:
    read = tuple(tuple(_words(rows)) for rows in sentences)
    starts = [sum(map(len, read[:k])) for k in paragraphs if k]
    return Document(name, corpus, read, mentions=tuple(_mentions(sentences)), paragraphs=tuple(starts))


def _words(rows: list[list[str]]) -> Iterator[Word]:
    spaces = _spaces(rows)
    for row in rows:
        if row[0].isdigit():
            yield Word(
                text=row[1],
                space=spaces[int(row[0])],
                upos=row[3],
                xpos=None if row[4] == "_" else row[4],
                feats="" if row[5] == "_" else row[5],
                lemma=row[2],
                head=int(row[6]) - 1,
                dep="ROOT" if row[6] == "0" else relation(row[7]),
            )


def _spaces(rows: list[list[str]]) -> dict[int, bool]:
    """Word number -> whether a space follows; inside a range none does, after it what the range line says."""
    spaces = {int(row[0]): "SpaceAfter=No" not in row[9] for row in rows if row[0].isdigit()}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            spaces.update(dict.fromkeys(range(first, last), False))
            spaces[last] = "SpaceAfter=No" not in row[9]
    return spaces


# Subtypes that the extraction rules read; the rest are folded into their relation.
_SUBTYPES = frozenset(
    "nsubj:pass nsubj:outer csubj:pass aux:pass obl:agent obl:unmarked nmod:poss nmod:desc nmod:unmarked acl:relcl "
    "advcl:relcl compound:prt cc:preconj det:predet".split()
)


def relation(label: str) -> str:
    """A UD relation with the subtypes that the rules use; ``obl:tmod`` and ``obl:npmod`` are now ``obl:unmarked``."""
    label = {
        "obl:tmod": "obl:unmarked",
        "obl:npmod": "obl:unmarked",
        "nmod:tmod": "nmod:unmarked",
        "nmod:npmod": "nmod:unmarked",
    }.get(label, label)
    return label if label in _SUBTYPES else label.split(":")[0]


def _mentions(sentences: list[list[list[str]]]) -> Iterator[Span]:
    """GUM's entity mentions, named or not, nested ones too; words are counted over the document."""
    open_: dict[str, list[tuple[int, str]]] = {}
    offset = 0
    for rows in sentences:
        words = [row for row in rows if row[0].isdigit()]
        for k, row in enumerate(words, start=offset):
            found = re.search(r"Entity=([^|]*)", row[9])
            parts: list[str] = re.findall(r"\([^()]+\)?|[^()]+\)", found[1]) if found else []
            for part in parts:
                group, kind, *_ = [*part.strip("()").split("-"), ""]
                if part.startswith("(") and part.endswith(")"):
                    yield k, k + 1, kind
                elif part.startswith("("):
                    open_.setdefault(group, []).append((k, kind))
                elif open_.get(group):
                    start, kind = open_[group].pop()
                    yield start, k + 1, kind
        offset += len(words)


def iob(
    lines: Iterable[str], *, text: int, tag: int, labels: dict[str, str], corpus: str, group: int = 8
) -> Iterator[Document]:
    """Documents of ``group`` sentences each from lines of columns, in any IOB variant (bare I- begins a name too).

    ``text`` and ``tag`` are column numbers; a label that ``labels`` does not know is no name of ours.
    """
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in lines:
        if line.startswith("# ") and "=" in line:
            continue
        columns = line.rstrip("\n").split("\t") if "\t" in line else line.split()
        if len(columns) <= max(text, tag):
            if sentences[-1]:
                sentences.append([])
        elif columns[0] != "-DOCSTART-":
            sentences[-1].append((columns[text].strip() or "_", columns[tag]))
    full = [s for s in sentences if s]
    for number, k in enumerate(range(0, len(full), group)):
        some = full[k : k + group]
        words = tuple(tuple(printed(w for w, _ in sentence)) for sentence in some)
        names = tuple(_spans([t for sentence in some for _, t in sentence], [len(s) for s in some], labels))
        yield Document(f"{corpus}-{number}", corpus, words, names)


def _spans(tags: list[str], lengths: list[int], labels: dict[str, str]) -> Iterator[Span]:
    ends = {sum(lengths[: k + 1]) for k in range(len(lengths))}
    start, kind = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        label = tag[2:] if tag[1:2] == "-" else ""
        goes_on = kind and label == kind and tag[0] in "IL" and i not in ends
        if kind and not goes_on:
            if kind in labels:
                yield start, i, labels[kind]
            kind = ""
        if label and not goes_on:
            start, kind = i, label


def uner(path: Path, paragraphs: frozenset[str]) -> Iterator[Document]:
    """Documents of Universal NER; ``paragraphs`` are the ids of sentences that begin one (of the treebank beneath)."""
    kept: list[tuple[str, str, list[tuple[str, str]]]] = []
    name, ident, text, rows = "", "", "", list[tuple[str, str]]()
    for line in [*path.read_text(encoding="utf-8").split("\n"), "", "# newdoc id = "]:
        if line.startswith("# newdoc"):
            if kept:
                yield _uner(name, kept, paragraphs)
            kept, name = [], line.split("=", 1)[1].strip()
        elif line.startswith("# sent_id"):
            ident = line.split("=", 1)[1].strip()
        elif line.startswith("# text"):
            text = line.split("=", 1)[1].strip()
        elif line and not line.startswith("#"):
            _, word, tag, *_ = line.split("\t")
            rows.append((word, tag))
        elif rows:
            kept.append((ident, text, rows))
            rows = []


def _uner(name: str, kept: list[tuple[str, str, list[tuple[str, str]]]], paragraphs: frozenset[str]) -> Document:
    plain = {label: label for label in ("PER", "ORG", "LOC")}
    sentences = [tuple(aligned((w for w, _ in rows), text)) for _, text, rows in kept]
    lengths = [len(s) for s in sentences]
    spans = tuple(_spans([tag for _, _, rows in kept for _, tag in rows], lengths, plain))
    starts = tuple(sum(lengths[:k]) for k, (ident, _, _) in enumerate(kept) if k and ident in paragraphs)
    return Document(name, "uner", tuple(sentences), spans, paragraphs=starts)


def aligned(words: Iterable[str], text: str) -> Iterator[Word]:
    """Words with the spaces that the text has; a word that is not found where it should be is taken to stand apart."""
    place, row = 0, list(words)
    for k, word in enumerate(row):
        at = text.find(word, place)
        place = at + len(word) if at >= 0 else place
        yield Word(word, space=k == len(row) - 1 or at < 0 or text[place : place + 1].isspace())


def paragraph_starts(paths: Iterable[Path]) -> Iterator[str]:
    """The ids of the sentences that begin a paragraph, in CoNLL-U files."""
    for path in paths:
        begins = False
        for line in path.read_text(encoding="utf-8").split("\n"):
            begins = begins or bool(re.match(r"# newpar( |$)", line))
            if begins and line.startswith("# sent_id"):
                yield line.split("=", 1)[1].strip()
                begins = False


def redocred(path: Path) -> Iterator[Document]:
    """Passages of Re-DocRED; nationality adjectives, which it tags LOC, are for ``names.conventional`` to drop."""
    for passage in json.loads(path.read_text(encoding="utf-8")):
        starts = [0]
        for sentence in passage["sents"]:
            starts.append(starts[-1] + len(sentence))
        names = {
            (starts[m["sent_id"]] + m["pos"][0], starts[m["sent_id"]] + m["pos"][1], m["type"])
            for entity in passage["vertexSet"]
            for m in entity
            if m["type"] in ("PER", "ORG", "LOC")
        }
        words = tuple(
            tuple(printed(w if w.strip() else "_" for w in sentence)) for sentence in passage["sents"] if sentence
        )
        yield Document(passage["title"], "redocred", words, tuple(sorted(names)))


_CLINGS_LEFT = frozenset(". , ; : ! ? ) ] } % ... … ” ’".split())
_CLINGS_RIGHT = frozenset("( [ { $ £ € # “ ‘".split())
_CLITIC = re.compile(r"(n't|n’t|['’](s|re|ve|ll|d|m)?)$", re.IGNORECASE)


def printed(texts: Iterable[str]) -> Iterator[Word]:
    """Words with the spaces that print would put between them, for corpora that do not say."""
    row, opened = list(texts), False
    for k, text in enumerate(row):
        after = row[k + 1] if k + 1 < len(row) else ""
        clings = after in _CLINGS_LEFT or bool(_CLITIC.match(after)) or text in _CLINGS_RIGHT
        if text == '"':
            opened = not opened
            clings = clings or opened
        yield Word(text, space=not (clings or (after == '"' and opened)))
