"""Build a store from the example articles and ask it three questions.

python examples/build_and_ask.py [STORE]
"""

import sys
import tempfile
from pathlib import Path

import kgraph

HERE = Path(__file__).parent


def main(store):
    report = kgraph.build([HERE / "articles"], store=store)
    print(f"{report.articles} articles, {report.claims} claims, {report.entities} entities")
    for problem in report.problems:
        print(problem)
    with kgraph.open(store) as graph:
        print("\nTroops, as somebody claims:")
        for row in graph.query("troop-claims")[:5]:
            print(f"  {row['source']}: {row['quotation']}")
        print("\nDenials:")
        for row in graph.query("denials")[:5]:
            print("  " + " | ".join(str(value) for value in row.values() if value))
        print("\nClaims that pass through two sources:")
        for row in graph.query((HERE / "queries" / "relayed.rq").read_text(encoding="utf-8"))[:5]:
            print(f"  {row['outer']} > {row['inner']}: {row['quotation']}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1])
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(Path(folder) / "kgraph.db")
