"""How much of what a careful reader finds does extraction find? Prints the scorer's table for each annotated set.

    python benchmarks/score.py [SCORER]

SCORER is ``score_claims.py`` (by default ``../shared/score/score_claims.py``; without it nothing can be scored).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import kgraph

ROOT = Path(__file__).resolve().parents[1]
SCORER = ROOT.parent / "shared" / "score" / "score_claims.py"
SETS = {
    "the ten examples": (ROOT / "examples" / "articles", ROOT / "tests" / "gold"),
    "thirteen further articles": (ROOT / "tests" / "gold" / "news" / "articles", ROOT / "tests" / "gold" / "news"),
    "ten blind articles": (ROOT / "tests" / "gold" / "blind" / "articles", ROOT / "tests" / "gold" / "blind"),
}


def score(articles: Path, gold: Path, scorer: Path) -> str:
    """The scorer's summary for a folder of articles and the facts annotated in them."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        kgraph.build([articles], store=out / "store")
        with kgraph.open(out / "store") as graph:
            for name in ("claims.jsonl", "entities.jsonl"):
                graph.export(out / name)
        command = [sys.executable, scorer, "--claims", out / "claims.jsonl", "--entities", out / "entities.jsonl"]
        command += ["--articles", articles, *sorted(gold.glob("*.json"))]
        run = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
    return run.stdout[run.stdout.index("ALL") + 4 :].rstrip()


def main() -> None:
    """Command line."""
    scorer = Path(sys.argv[1]) if len(sys.argv) > 1 else SCORER
    if not scorer.is_file():
        raise SystemExit(f"{scorer} is missing: name the scorer, python benchmarks/score.py SCORER")
    for title, (articles, gold) in SETS.items():
        print(f"{title}\n{score(articles, gold, scorer)}\n")


if __name__ == "__main__":
    main()
