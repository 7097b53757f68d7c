"""How much of what a careful reader finds does extraction find? Prints the scorer's table for each annotated set.

    python benchmarks/score.py [SCORER]

SCORER is ``score_claims.py`` (by default ``../shared/score/score_claims.py``; without it nothing can be scored). The
articles that the project began from are scored too where they are at hand, beside the scorer's folder.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import kgraph

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "score" / "score_claims.py"
SETS = {
    "the annotated seed": (SHARED / "seeds", SHARED / "gold"),
    "the ten examples": (ROOT / "examples" / "articles", ROOT / "tests" / "gold"),
    "thirteen further articles": (ROOT / "tests" / "gold" / "news" / "articles", ROOT / "tests" / "gold" / "news"),
    "ten articles of the first blind test": (
        ROOT / "tests" / "gold" / "blind" / "articles",
        ROOT / "tests" / "gold" / "blind",
    ),
    "six articles of the second blind test": (
        ROOT / "tests" / "gold" / "blind2" / "articles",
        ROOT / "tests" / "gold" / "blind2",
    ),
    "eight articles of the third blind test": (
        ROOT / "tests" / "gold" / "blind3" / "articles",
        ROOT / "tests" / "gold" / "blind3",
    ),
}


def score(articles: Path, gold: Path, scorer: Path) -> str:
    """The scorer's summary for the articles of a folder that have annotated facts."""
    facts = sorted(gold.glob("*.json"))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        metadata = _dates(facts, out / "metadata.csv")
        files = [articles / row["path"] for row in csv.DictReader(metadata.open(encoding="utf-8"))]
        kgraph.build(files, store=out / "store", metadata=metadata)
        with kgraph.open(out / "store") as graph:
            for name in ("claims.jsonl", "entities.jsonl"):
                graph.export(out / name)
        command = [sys.executable, scorer, "--claims", out / "claims.jsonl", "--entities", out / "entities.jsonl"]
        command += ["--articles", articles, *facts]
        run = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
    return run.stdout[run.stdout.index("ALL") + 4 :].rstrip()


def _dates(facts: list[Path], table: Path) -> Path:
    """Writes what the facts say of their articles as metadata: without its date an article's "Friday" is no day."""
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["path", "publisher", "published"])
        writer.writeheader()
        for path in facts:
            about = json.loads(path.read_text(encoding="utf-8"))
            writer.writerow({k: about.get(g) for k, g in (("path", "text"), ("publisher",) * 2, ("published",) * 2)})
    return table


def main() -> None:
    """Command line."""
    scorer = Path(sys.argv[1]) if len(sys.argv) > 1 else SCORER
    if not scorer.is_file():
        raise SystemExit(f"{scorer} is missing: name the scorer, python benchmarks/score.py SCORER")
    for title, (articles, gold) in SETS.items():
        if not articles.is_dir():
            print(f"{title}: not at hand\n")
            continue
        print(f"{title}\n{score(articles, gold, scorer)}\n")


if __name__ == "__main__":
    main()
