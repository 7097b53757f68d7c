"""Is every actor one node, and every node one actor? Measured on articles whose actors are annotated, mention by mention.

    python benchmarks/actors.py [FOLDER] [--misses]

FOLDER holds ``articles/`` (with their ``metadata.csv``) and ``entities/`` in the form that ``tests/gold/README.md``
explains; by default those of the third blind test. All its articles are built into one store, so that linking across
articles is measured too. A mention of the annotation and one of the store are the same where they end together, or
overlap by more than half. ``--misses`` lists what went wrong.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kgraph
from kgraph.resolve.linking import mentions_of
from kgraph.store import Dataset
from kgraph.types import Entity, Mention

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "gold" / "blind3"
NAMES = ("name", "metonym")
BODIES = frozenset({"Agency", "Ministry", "IntelligenceService", "ArmedForce", "Legislature", "Organization", "IGO"})
ALIKE = (frozenset({"Official", "Person"}), BODIES, BODIES | {"ArmedGroup"}, BODIES | {"Company"})
"""Types that one reader gives and another does not: they count as the same."""


@dataclass(frozen=True)
class Pair:
    """A mention of the annotation with the entity that the store gives it, if it has the mention at all."""

    article: str
    actor: str
    kind: str
    collective: bool
    text: str
    entity: str | None
    found: bool


def pairs(folder: Path, dataset: Dataset) -> list[Pair]:
    """Every annotated mention with what the store makes of it."""
    made: list[Pair] = []
    for extraction in dataset.extractions():
        stem = Path(extraction.article.path).stem
        mentions = mentions_of(extraction)
        for actor in json.loads((folder / "entities" / f"{stem}.json").read_text(encoding="utf-8")):
            for gold in actor["mentions"]:
                own = [m for m in mentions if _same(m, gold)]
                # Words that stand for two actors are mentions of both: either is right.
                linked = [m.entity for m in own if m.entity]
                entity = linked[0] if linked else None
                shared = bool(gold.get("collective"))
                made.append(Pair(stem, actor["id"], gold["kind"], shared, gold["text"], entity, bool(own)))
    return made


def _same(mention: Mention, gold: dict[str, Any]) -> bool:
    start, end = gold["start"], gold["end"]
    common = min(mention.end, end) - max(mention.start, start)
    return common > 0 and 2 * common > max(mention.end - mention.start, end - start) and _ends(mention, gold)


def _ends(mention: Mention, gold: dict[str, Any]) -> bool:
    """Whether they end together; an apposition may close a description, a determiner may open it."""
    return mention.end == gold["end"] or (gold["kind"] in ("description", "apposition") and mention.kind != "name")


def b_cubed(rows: Iterable[tuple[str, str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 over (actor, entity) rows."""
    rows = list(rows)
    both, actors, entities = Counter(rows), Counter(a for a, _ in rows), Counter(e for _, e in rows)
    if not rows:
        return 0.0, 0.0, 0.0
    precision = sum(n * n / entities[e] for (_, e), n in both.items()) / len(rows)
    recall = sum(n * n / actors[a] for (a, _), n in both.items()) / len(rows)
    return precision, recall, 2 * precision * recall / (precision + recall)


def of_names(rows: list[Pair]) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """By actor the entities that its names got, and by entity the actors whose names it got."""
    actors: dict[str, Counter[str]] = defaultdict(Counter)
    entities: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.kind in NAMES and row.entity and not row.collective:
            actors[row.actor][row.entity] += 1
            entities[row.entity][row.actor] += 1
    return actors, entities


def same_type(gold: str, found: str) -> bool:
    """Whether two types are the same, or are told apart by taste."""
    return gold == found or any(gold in alike and found in alike for alike in ALIKE)


def report(folder: Path, rows: list[Pair], known: dict[str, Entity], *, misses: bool) -> None:
    """Print the table, and what went wrong."""
    names = [r for r in rows if r.kind in NAMES and not r.collective]
    actors, entities = of_names(rows)
    found = [r for r in names if r.entity]
    p, r, f1 = b_cubed((row.actor, row.entity or "") for row in found)
    print(f"names found                    {len(found)}/{len(names)} {len(found) / len(names):.3f}")
    print(f"names, B-cubed                 P {p:.3f} R {r:.3f} F1 {f1:.3f}")
    twice = {a: e for a, e in actors.items() if len(e) > 1}
    mixed = {e: a for e, a in entities.items() if len(a) > 1}
    print(f"actors that are several nodes  {len(twice)}/{len(actors)}")
    print(f"nodes that are several actors  {len(mixed)}/{len(entities)}")
    best = {a: e.most_common(1)[0][0] for a, e in actors.items()}
    gold = {
        a["id"]: a for path in sorted((folder / "entities").glob("[0-9]*.json"))
        for a in json.loads(path.read_text(encoding="utf-8"))
    }  # fmt: skip
    typed = {a: (gold[a]["type"], known[e].type) for a, e in best.items() if e in known}
    wrong_types = {a: t for a, t in typed.items() if not same_type(*t)}
    print(f"types right                    {len(typed) - len(wrong_types)}/{len(typed)}")
    countries = {
        a: (gold[a]["country"], known[e].country) for a, e in best.items() if e in known and gold[a]["country"]
    }
    wrong_countries = {a: c for a, c in countries.items() if c[0] != c[1]}
    print(f"countries right                {len(countries) - len(wrong_countries)}/{len(countries)}")
    bad = []
    for label, kinds in (("descriptions", ("description", "apposition")), ("pronouns", ("pronoun",))):
        asked = [row for row in rows if row.kind in kinds and row.actor in best]
        tried = [row for row in asked if row.entity in entities]
        right = [row for row in tried if row.entity == best[row.actor] or (row.collective and _is_one(row, rows, best))]
        bad += [row for row in tried if row not in right]
        print(f"{label:30} P {len(right)}/{len(tried)} {len(right) / max(len(tried), 1):.3f}"
              f"  R {len(right)}/{len(asked)} {len(right) / max(len(asked), 1):.3f}")  # fmt: skip
    if misses:
        _list("several nodes", ((a, dict(e)) for a, e in sorted(twice.items())))
        _list("several actors", ((e, dict(a)) for e, a in sorted(mixed.items())))
        _list("types", sorted(wrong_types.items()))
        _list("countries", sorted(wrong_countries.items()))
        _list("names not found", ((r.article, r.text) for r in names if not r.entity))
        _list("wrong descriptions and pronouns", ((r.article, r.text, r.actor, r.entity) for r in bad))


def _is_one(row: Pair, rows: list[Pair], best: dict[str, str]) -> bool:
    """Whether words that stand for several actors got one of these."""
    shared = {r.actor for r in rows if r.collective and (r.article, r.text) == (row.article, row.text)}
    return row.entity in {best[a] for a in shared if a in best}


def _list(title: str, items: Iterable[object]) -> None:
    print(f"\n{title}")
    for item in items:
        print("   ", item)


def look_alikes(folder: Path, dataset: Dataset) -> tuple[list[tuple[str, str, str]], int]:
    """The words that are no actors and yet are mentions of a state or body, and how many such words there are."""
    path = folder / "entities" / "not_actors.json"
    words = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    wrong = []
    for extraction in dataset.extractions():
        stem = Path(extraction.article.path).stem
        mentions = [
            m for m in mentions_of(extraction) if (m.entity or "").startswith(("entity/state/", "entity/agency/"))
        ]
        for word in words.get(stem, []):
            wrong += [(stem, word["context"], m.entity or "") for m in mentions
                      if m.kind == "name" and (m.start, m.end) == (word["start"], word["end"])]  # fmt: skip
    return wrong, sum(map(len, words.values()))


def main() -> None:
    """Command line."""
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    folder = Path(arguments[0]) if arguments else FOLDER
    with tempfile.TemporaryDirectory() as scratch:
        store = Path(scratch) / "store"
        kgraph.build([folder / "articles"], store=store)
        with Dataset.open(store) as dataset:
            misses = "--misses" in sys.argv
            report(folder, pairs(folder, dataset), dataset.entities(), misses=misses)
            wrong, all_words = look_alikes(folder, dataset)
            print(f"look-alikes taken for actors   {len(wrong)}/{all_words}")
            if misses:
                _list("look-alikes", wrong)


if __name__ == "__main__":
    main()
