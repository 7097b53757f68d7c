"""A table of claims in pandas: which kinds of claims are denied, and how sure their sources are.

It needs pandas: pip install pandas

python examples/contested.py [STORE]
"""

import sys

import pandas as pd

import kgraph


def main(store="kgraph.db"):
    with kgraph.open(store) as graph:
        paths = {article.id: article.path for article in graph.articles()}
        claims = pd.DataFrame(
            {
                "type": claim.type,
                "polarity": claim.polarity,
                "certainty": claim.certainty,
                "sources": len(claim.sources),
                "article": paths[claim.article],
            }
            for claim in graph.claims()
        )
    print(claims.groupby(["type", "polarity"]).size().unstack(fill_value=0).to_string(), "\n")
    print(claims.groupby(["type", "certainty"]).size().unstack(fill_value=0).to_string(), "\n")
    print("Share of claims with a named or unnamed source:", round((claims["sources"] > 0).mean(), 2))


if __name__ == "__main__":
    main(*sys.argv[1:])
