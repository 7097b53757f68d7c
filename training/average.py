"""Step 4: one network from several, by the mean of their weights ("model soup").

    python -m training.average build/model build/annealed-1 ... --out build/average

The runs must have begun from the same weights (``training.train --start``), so that they lie in one basin of the loss;
then their mean is better than each of them, at the cost of one (Wortsman et al. 2022: "Model soups").
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch


def average(states: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The mean of ``model.pt`` contents with the same labels; a weight that only some of them have is theirs alone."""
    labels = states[0]["labels"]
    if any(state["labels"] != labels for state in states):
        raise SystemExit("the runs have other labels than the first: average only runs on the same corpora")
    nets = [state["net"] for state in states]
    mean = {}
    for name in dict.fromkeys(name for net in nets for name in net):
        found = [net[name] for net in nets if name in net]
        whole = not found[0].is_floating_point()
        mean[name] = (
            found[0] if whole else torch.stack([weight.double() for weight in found]).mean(0).to(found[0].dtype)
        )
    return {"net": mean, "labels": labels}


def main(arguments: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("runs", type=Path, nargs="+", help="folders with a model.pt")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args(arguments)
    args.out.mkdir(parents=True, exist_ok=True)
    states = [torch.load(run / "model.pt", map_location="cpu", weights_only=True) for run in args.runs]
    torch.save(average(states), args.out / "model.pt")


if __name__ == "__main__":
    main()
