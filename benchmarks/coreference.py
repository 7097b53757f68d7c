"""How well does resolution follow who is meant? Measured on the coreference layer of GUM's news, interviews and speeches.

    python benchmarks/coreference.py [CORPUS] [--errors]

CORPUS is the corpus as its archive or its unpacked folder (by default ``../shared/corpora/ud_english_gum.tar.xz``);
without it nothing can be measured. Train and dev documents are one table, the test documents another. ``--errors``
lists every pronoun and description of train and dev that went wrong.

All names, demonyms, pronouns and descriptions that extraction finds are resolved. Mentions of the two layers are the
same where they have the same head word. Names: B-cubed over the names of people, organisations and places that both
have, and over all that the corpus has. Pronouns of the third person and definite descriptions count as resolved where
their key belongs to a name too, as right where most names of that key stand in the chain of the corpus. Descriptions
that name whose they are, or who, point nowhere and are left out; so are governments, which here are their states.

The corpus marks every noun phrase, so descriptions of mere places ("the bar", "this city", "the world") count too; the
rows "of actors" leave out those that the corpus types as places, unless the chain names a state ("the country"), and
that we take for places or nobody: role descriptions as such.
"""

from __future__ import annotations

import re
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kgraph.actors import Actors
from kgraph.extract.extractor import extract
from kgraph.extract.mentions import Mentions
from kgraph.ids import article_id
from kgraph.nlp.tokens import Text
from kgraph.pipeline import Reader
from kgraph.resolve import resolve_article
from kgraph.types import Article, Extraction

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "ud_english_gum.tar.xz"
GENRES = ("news", "interview", "speech")
NAMED = frozenset({"person", "organization", "place"})
THIRD = frozenset("he him his she her hers it its they them their".split())
DEFINITE = frozenset("the this that these those his her its their".split())
GOVERNMENTS = frozenset("government administration authorities leadership regime".split())
_ENTITY = re.compile(
    r"\((?P<open>\d+)(?:\[\d+/\d+\])?-(?P<type>[a-z]+)-[^()]*(?P<whole>\))?|(?P<close>\d+)(?:\[\d+/\d+\])?\)"
)


@dataclass
class Word:
    """A word of the corpus: code points, tag, head (index in the document, -1 at the root)."""

    start: int
    end: int
    text: str
    tag: str
    head: int
    relation: str


@dataclass
class Gold:
    """A mention of the corpus: its chain, type, words (indices, end exclusive) and head word."""

    chain: str
    type: str
    first: int
    last: int
    head: int = -1


@dataclass
class Document:
    """One document of the corpus."""

    name: str
    text: str = ""
    words: list[Word] = field(default_factory=list)
    mentions: list[Gold] = field(default_factory=list)


def files(corpus: Path) -> dict[str, str]:
    """The corpus' files by name, from its folder or archive."""
    if corpus.is_dir():
        return {
            str(p.relative_to(corpus)): p.read_text(encoding="utf-8") for p in sorted(corpus.rglob("*")) if p.is_file()
        }
    if not corpus.is_file():
        raise SystemExit(f"{corpus} is missing: name GUM's archive or folder, python benchmarks/coreference.py CORPUS")
    found = {}
    with tarfile.open(corpus) as archive:
        for member in archive:
            if member.isfile() and (stream := archive.extractfile(member)) is not None:
                found[member.name] = stream.read().decode("utf-8")
    return found


def documents(contents: dict[str, str], part: str) -> Iterator[Document]:
    """The documents of the genres in one part ("train", "dev", "test")."""
    listing = next((text for name, text in contents.items() if name.endswith(f"files.{part}")), None)
    if listing is None:
        raise SystemExit(f"files.{part} is missing in the corpus: give GUM with its lists of files")
    by_name = {Path(name).stem: text for name, text in contents.items() if name.endswith(".conllu")}
    for name in listing.split():
        if name.split("_")[1] in GENRES and name in by_name:
            yield parse(name, by_name[name])


def parse(name: str, conllu: str) -> Document:
    """A document of its CoNLL-U text; paragraphs are divided by an empty line."""
    document, opened = Document(name), defaultdict(list)
    base, gap, joined_until, joined_gap = 0, "", 0, ""
    for line in conllu.splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_"):
            gap = "\n\n" if document.text else ""
        if line.startswith("# sent_id"):
            base = len(document.words)
        if not line[:1].isdigit():
            continue
        cell = line.split("\t")
        if "." in cell[0]:
            continue
        if "-" in cell[0]:
            joined_until = base + int(cell[0].split("-")[1])
            joined_gap = "" if "SpaceAfter=No" in cell[9] else " "
            continue
        document.text += gap
        start = len(document.text)
        document.text += cell[1]
        head = base + int(cell[6]) - 1 if cell[6] != "0" else -1
        document.words.append(Word(start, len(document.text), cell[1], cell[4], head, cell[7]))
        gap = "" if "SpaceAfter=No" in cell[9] else " "
        if len(document.words) < joined_until:
            gap = ""
        elif len(document.words) == joined_until:
            gap = joined_gap
        _bracket(document, cell[9], opened)
    for mention in document.mentions:
        mention.head = _head(document.words, mention)
    return document


def _bracket(document: Document, misc: str, opened: dict[str, list[Gold]]) -> None:
    """Opens and closes the mentions that begin and end at the last word."""
    value = next((f[7:] for f in misc.split("|") if f.startswith("Entity=")), "")
    at = len(document.words)
    for match in _ENTITY.finditer(value):
        if match["open"]:
            mention = Gold(match["open"], match["type"], at - 1, at)
            document.mentions.append(mention)
            if not match["whole"]:
                opened[match["open"]].append(mention)
        elif opened[match["close"]]:
            opened[match["close"]].pop().last = at


def _head(words: list[Word], mention: Gold) -> int:
    inside = range(mention.first, mention.last)
    return next((i for i in inside if words[i].head not in inside), mention.first)


def resolved(document: Document, reader: Reader) -> Extraction:
    """The document with all names, pronouns and descriptions resolved."""
    article = Article(article_id(document.text), f"{document.name}.txt", document.text)
    doc = Text.of(reader.annotate(article))
    extraction = extract(doc, article, reader.actors)
    mentions = Mentions(doc, reader.actors)
    nouns = [t for t in doc if t.tag_ in ("NN", "NNS") and t.dep_ not in ("compound", "amod")]
    # a noun of no known kind may be a source or an actor as well: extraction describes it so where it speaks or acts
    described = [m for t in nouns if (m := mentions.of(t) or mentions.describe(t, default="UnnamedSource")) is not None]
    found = {*extraction.mentions, *(m for m in described if m.text.lower().split()[0] in DEFINITE)}
    unique = {(m.start, m.end): m for m in sorted(found, key=lambda m: (m.start, m.end, m.kind, m.type), reverse=True)}
    ordered = tuple(unique[place] for place in sorted(unique))
    return resolve_article(doc, replace(extraction, mentions=ordered), reader.actors)


@dataclass
class Tally:
    """Counts over documents."""

    names: list[tuple[float, float]] = field(default_factory=list)  # B-cubed precision and recall of a shared name
    missed: int = 0
    right: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)

    def rows(self) -> Iterator[str]:
        """The lines of the table."""
        precision, recall = (_mean(column) for column in zip(*self.names, strict=True))
        found = len(self.names) / (len(self.names) + self.missed)
        yield f"  names, where both have them   B-cubed P {precision:.3f} R {recall:.3f} F1 {_f1(precision, recall):.3f}"
        yield f"  names, all of the corpus      found {found:.3f}, B-cubed F1 {_f1(precision, recall * found):.3f}"
        for counts in (self.right, self.given, self.wanted):
            counts["both"] = counts["pronouns"] + counts["descriptions"]
            counts["both, of actors"] = counts["pronouns"] + counts["  of them of actors"]
        for kind in ("pronouns", "descriptions", "  of them of actors", "both", "both, of actors"):
            right, given, wanted = self.right[kind], self.given[kind], self.wanted[kind]
            p, r = right / max(given, 1), right / max(wanted, 1)
            yield f"  {kind:22s} P {right}/{given} {p:.3f}  R {right}/{wanted} {r:.3f}"


def _mean(values: Iterable[float]) -> float:
    some = list(values)
    return sum(some) / max(len(some), 1)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(precision + recall, 1e-9)


def measure(document: Document, extraction: Extraction, doc: Text, tally: Tally, actors: Actors) -> list[str]:
    """Adds a document to the tally; returns its errors, a line each."""
    words, named = document.words, [g for g in document.mentions if g.type in NAMED]
    keyed, kinds = _read(document, extraction, doc)
    names = {i: g.chain for g in named if (i := _name(words, g)) is not None}
    votes = _measure_names(names, keyed, kinds, tally)
    by_head = {g.head: g for g in sorted(document.mentions, key=lambda g: g.first - g.last)}
    used = {m.key for m in extraction.mentions if m.kind in ("name", "demonym")}
    chains = set(names.values())
    states = {g.chain for g in named if _is_state(document, g, actors)}
    errors = []
    for i, word in enumerate(words):
        gold = by_head.get(i)
        kind = _kind(document, i, gold, kinds.get(i))
        if kind is None or (kind == "descriptions" and _says_whose(extraction, doc, word, gold, names)):
            continue
        wanted = gold is not None and gold.chain in chains and (kind == "pronouns" or gold.type in NAMED)
        given = kinds.get(i) in ("pronoun", "nominal") and keyed[i] in used
        right = wanted and given and gold is not None and gold.chain in [c for c, _ in votes[keyed[i]].most_common(1)]
        if kind == "descriptions" and word.text.lower() in GOVERNMENTS and not right:
            continue  # here a government is its state, there it is not
        of_actor = (wanted and gold is not None and (gold.type != "place" or gold.chain in states)) or (
            given and not wanted and not keyed[i].startswith("place/")
        )
        for row in (kind, "  of them of actors") if kind == "descriptions" and of_actor else (kind,):
            tally.wanted[row] += wanted
            tally.given[row] += given
            tally.right[row] += right
        if (wanted or given) and not right:
            sort = "wrong" if given else "open"
            meant = next(
                (words[j].text for j, c in names.items() if gold is not None and c == gold.chain), "nobody named"
            )
            errors.append(f"{sort} {kind} {document.name}: {keyed.get(i)} for {meant}: {_around(document, word)}")
    return errors


def _read(document: Document, extraction: Extraction, doc: Text) -> tuple[dict[int, str], dict[int, str]]:
    """The keys and the kinds of our mentions by their head words, the shorter mention's where two share one."""
    words = document.words
    at = {word.start: i for i, word in enumerate(words)}
    keyed: dict[int, str] = {}
    kinds: dict[int, str] = {}
    for m in sorted(extraction.mentions, key=lambda m: m.end - m.start):
        span = doc.char_span(m.start, m.end)
        head = at.get(span.root.idx) if span is not None else None
        inner = [i for i in range(len(words)) if m.start <= words[i].start < m.end] if head is None else [head]
        for i in inner[-1:]:
            if m.key is not None and keyed.setdefault(i, m.key) == m.key:
                kinds.setdefault(i, m.kind)
    return keyed, kinds


def _measure_names(
    names: dict[int, str], keyed: dict[int, str], kinds: dict[int, str], tally: Tally
) -> dict[str, Counter[str]]:
    """Adds the names to the tally; returns the corpus' chains of the names under each of our keys."""
    both = [i for i in names if kinds.get(i) in ("name", "demonym")]
    tally.missed += len(names) - len(both)
    for i in both:
        mine, gold = [j for j in both if keyed[j] == keyed[i]], [j for j in both if names[j] == names[i]]
        shared = len(set(mine) & set(gold))
        tally.names.append((shared / len(mine), shared / len(gold)))
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for i in both:
        votes[keyed[i]][names[i]] += 1
    return votes


def _around(document: Document, word: Word) -> str:
    before = document.text[max(0, word.start - 70) : word.start]
    return " ".join(f"{before}[[{word.text}]]{document.text[word.end :][:30]}".split())


def _says_whose(extraction: Extraction, doc: Text, word: Word, gold: Gold | None, names: dict[int, str]) -> bool:
    """Whether a description names whose it is, or who: "the Indian navy", "the poet Walt Whitman"; it points nowhere."""
    if gold is not None and any(i in names for i in range(gold.first, gold.last)):
        return True
    mine = [m for m in extraction.mentions if m.kind == "nominal" and m.start <= word.start < m.end]
    within = [m for m in extraction.mentions if m.kind in ("name", "demonym")]
    return any(n.start >= m.start and n.end <= m.end for m in mine for n in within)


def _is_state(document: Document, mention: Gold, actors: Actors) -> bool:
    """Whether the corpus' mention is a state by name: "the United States"."""
    text = document.text[document.words[mention.first].start : document.words[mention.last - 1].end]
    name = text.removesuffix("'s").removeprefix("the ").removeprefix("The ")
    return any(s.target.startswith("entity/state/") for s in actors.named(name))


def _name(words: list[Word], mention: Gold) -> int | None:
    """The head word of the name that a mention is, or that its noun is a title of: "defender Kyle Walker"."""
    inside = range(mention.head, mention.last)
    heads = [
        mention.head,
        *(i for i in inside if words[i].head == mention.head and words[i].relation in ("flat", "appos")),
    ]
    return next((i for i in heads if words[i].tag in ("NNP", "NNPS")), None)


def _kind(document: Document, i: int, gold: Gold | None, mine: str | None) -> str | None:
    """What the word heads, by the corpus or by us: a pronoun of the third person, a definite description, else None."""
    word = document.words[i]
    if word.tag in ("PRP", "PRP$"):
        return "pronouns" if word.text.lower() in THIRD else None
    if word.tag not in ("NN", "NNS"):
        return None
    definite = gold is not None and document.words[gold.first].text.lower() in DEFINITE
    return "descriptions" if definite or (mine == "nominal" and gold is None) else None


def main() -> None:
    """Command line."""
    arguments = [a for a in sys.argv[1:] if a != "--errors"]
    contents = files(Path(arguments[0]) if arguments else CORPUS)
    reader = Reader()
    for title, parts in (("train and dev", ("train", "dev")), ("test", ("test",))):
        tally, errors, count = Tally(), [], 0
        for part in parts:
            for document in documents(contents, part):
                extraction = resolved(document, reader)
                doc = Text.of(reader.annotate(extraction.article))
                errors += measure(document, extraction, doc, tally, reader.actors)
                count += 1
        print(f"{title}: {count} documents", *tally.rows(), sep="\n")
        if "--errors" in sys.argv and title != "test":
            print(*errors, sep="\n")


if __name__ == "__main__":
    main()
