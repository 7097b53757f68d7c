"""Who says what, beside GUM's discourse annotation: are its attributions found, and are ours attributions in GUM?

    python benchmarks/attribution.py [GUM] [--errors]

GUM is the corpus's archive or the folder that it unpacks to (by default
``../shared/corpora/ud_english_gum.tar.xz``). GUM parts a text into units (about a clause each) and relates them;
``attribution-positive`` and ``attribution-negative`` relate the unit with the source and the cue ("Oslo said") to the
unit that holds what is said. ``--errors`` lists what was missed and what was wrong, never of the test documents.

An attribution of GUM is found when one of ours has its cue in the attributing unit and the main predicate of the
content's unit in its content. The source is right when a source of ours stands in the words that GUM marks as the
source. A cue of ours is wrong when it stands in no attributing unit. What cannot be compared is counted apart:

- credits: units of GUM that only name somebody ("Jane Doe." under a picture, the author of a poem); the second column
  has them too;
- free quotations: they go on with the last speaker and have no cue of their own;
- nouns with a clause ("the claim that ..."): GUM relates such a clause to its noun, as an elaboration;
- intentions, gerunds and infinitives under a passive ("plans to leave", "denied leaving", "is said to have left"):
  GUM's units follow finite clauses, so it has nothing to relate;
- attributions within one unit: what else GUM does not part from its cue.

The last column has the cues of all these kinds too.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from gum import Document, Relation, documents

import kgraph.nlp
from kgraph.extract.attribution import Attribution, find_attributions
from kgraph.nlp.tokens import Text, Token

GUM = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "ud_english_gum.tar.xz"
GENRES = ("news", "interview", "speech")
# Rules whose content is no unit of its own in GUM.
_APART = {
    "noun_clause": "nouns with a clause",
    "noun_plan": "nouns with an infinitive",
    "intention": "intentions",
    "raising": "infinitives under a passive",
    "gerund": "gerunds",
    "accusation": "gerunds",
}


@dataclass(slots=True)
class Tally:
    """Counts over documents of one kind."""

    gold: int = 0  # GUM's attributions but for credits, and how many of them we found
    found: int = 0
    credits: int = 0
    credits_found: int = 0
    marked: int = 0  # those found whose source GUM marks, and how often it is ours
    source: int = 0
    ours: int = 0  # our attributions of comparable kinds, and how many stand in no attributing unit
    wrong: int = 0
    every: int = 0  # all our attributions with a cue, and how many stand in no attributing unit
    elsewhere: int = 0
    apart: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Adds another's counts."""
        for name in (
            "gold",
            "found",
            "credits",
            "credits_found",
            "marked",
            "source",
            "ours",
            "wrong",
            "every",
            "elsewhere",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.apart += other.apart

    def line(self, title: str) -> str:
        """One line of the table."""
        shares = [
            (self.found, self.gold),
            (self.found + self.credits_found, self.gold + self.credits),
            (self.source, self.marked),
            (self.wrong, self.ours),
            (self.elsewhere, self.every),
        ]
        return f"  {title:14}" + "".join(f"{f'{a}/{b}':>11} {a / b if b else 0:5.3f}" for a, b in shares)


HEAD = f"  {'':14}{'found':>17}{'with credits':>17}{'source right':>17}{'wrong cues':>17}{'all kinds':>17}"


class Comparison:
    """One document of GUM beside our attributions of its plain text."""

    def __init__(self, document: Document, text: Text) -> None:
        self.gold, self.text = document, text
        self.ours = find_attributions(text, text.spans["quotations"]).all
        self.cue_units = {document.whole(relation.cue_unit) for relation in document.relations}
        self.counts = Tally()
        self.errors: list[str] = []  # what was missed and what was wrong, in words
        for relation in document.relations:
            self._look_for(relation)
        for attribution in self.ours:
            self._judge(attribution)

    def _look_for(self, relation: Relation) -> None:
        """Counts whether we found an attribution of GUM, with its source."""
        counts = self.counts
        cued = [a for a in self.ours if a.cue and self._unit(a.head) == self.gold.whole(relation.cue_unit)]
        held = [a for a in cued if self._holds(a, relation)]
        if self.gold.is_credit(relation):
            counts.credits += 1
            counts.credits_found += bool(held)
            return
        counts.gold += 1
        counts.found += bool(held)
        if not held:
            self.errors.append(f"{'content' if cued else 'missed'}: {self._told(relation)}")
        elif relation.source:
            counts.marked += 1
            counts.source += any(self._is_source(t, relation) for a in held for t in a.sources)

    def _judge(self, attribution: Attribution) -> None:
        """Counts whether an attribution of ours has its cue in an attributing unit."""
        counts, apart = self.counts, self._apart(attribution)
        wrong = bool(attribution.cue) and self._unit(attribution.head) not in self.cue_units
        counts.every += bool(attribution.cue)
        counts.elsewhere += wrong
        if apart:
            counts.apart[apart] += 1
            return
        counts.ours += 1
        counts.wrong += wrong
        if wrong:
            sentence = " ".join(attribution.head.sent.text.split())
            self.errors.append(f"wrong: {attribution.rule} [{attribution.head}] in {sentence}")

    def _unit(self, token: Token) -> int | None:
        return self.gold.unit_at(token.idx)

    def _token(self, word: int) -> Token | None:
        span = self.text.char_span(self.gold.words[word].start, self.gold.words[word].end)
        return span[0] if span is not None else None

    def _holds(self, attribution: Attribution, relation: Relation) -> bool:
        """Whether the main predicate of the content's unit stands in the attribution's content."""
        token = self._token(self.gold.predicate(relation.content_unit))
        return token is not None and attribution.covers(token)

    def _is_source(self, token: Token, relation: Relation) -> bool:
        return any(self._token(word) is token for word in relation.source)

    def _apart(self, attribution: Attribution) -> str | None:
        """The kind of attribution that GUM's units cannot show, or None."""
        if not attribution.cue:
            return "free quotations"
        if attribution.rule in _APART:
            return _APART[attribution.rule]
        units = {self._unit(self.text[i]) for a, b in attribution.content for i in range(a, b) if self.text[i].is_alpha}
        return "attributions within one unit" if units == {self._unit(attribution.head)} else None

    def _told(self, relation: Relation) -> str:
        cue, content = (
            " ".join(self.gold.text[self.gold.words[i].start : self.gold.words[i].end] for i in self.gold.of_unit(unit))
            for unit in (relation.cue_unit, relation.content_unit)
        )
        return f"{cue} -> {content}"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("gum", type=Path, nargs="?", default=GUM, help="the corpus: its archive or folder")
    parser.add_argument(
        "--errors", action="store_true", help="list what was missed or wrong outside the test documents"
    )
    parser.add_argument("--genre", help="read the documents of one genre only")
    options = parser.parse_args()
    if not options.gum.exists():
        raise SystemExit(
            f"{options.gum} is missing: name GUM's archive or folder, python benchmarks/attribution.py GUM"
        )
    nlp = kgraph.nlp.load()
    tallies: dict[tuple[str, str], Tally] = {}
    for split, document in documents(options.gum):
        if options.genre not in (None, document.genre):
            continue
        part = "test" if split == "test" else "train and dev"
        comparison = Comparison(document, Text.of(nlp(document.text)))
        tallies.setdefault((part, document.genre), Tally()).add(comparison.counts)
        if options.errors and split != "test":
            print(document.name, *comparison.errors, sep="\n    ")
    report(tallies)


def report(tallies: dict[tuple[str, str], Tally]) -> None:
    """Prints the tables: the genres of the target and their sum, then the other genres, then what was left out."""
    print(HEAD)
    others = sorted({genre for _, genre in tallies} - set(GENRES))
    for part in ("train and dev", "test"):
        print(part)
        for title, genres in (("these three", GENRES), ("the others", tuple(others))):
            total = Tally()
            for genre in genres:
                if (part, genre) in tallies:
                    print(tallies[part, genre].line(genre))
                    total.add(tallies[part, genre])
            print(total.line(title))
            apart = ", ".join(f"{kind} {number}" for kind, number in sorted(total.apart.items()))
            print(f"    not comparable: {apart or 'none'}")


if __name__ == "__main__":
    main()
