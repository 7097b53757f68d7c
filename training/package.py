"""Step 7: put an exported model where the package keeps its own.

    python -m training.package build/export [--into kgraph/models]

Copies what is shipped (not the 32-bit graph) and prints the sizes; the model card's figures are evaluate's.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from kgraph.nlp.runtime import DEFAULT
from training.export import NAME

SHIPPED = ("int8.onnx", "relations.onnx", "labels.json", "tokenizer.json", "verbs.txt", "lemmas.tsv")
LIMIT = 30_000_000  # bytes in all


def package(folder: Path, into: Path) -> int:
    """Copies the shipped files; their size in bytes. Too large a model is refused before anything is replaced."""
    files = [folder / f"{NAME}.{part}" for part in SHIPPED]
    size = sum(path.stat().st_size for path in files)
    if size > LIMIT:
        raise SystemExit(f"{folder}: {size:,} bytes are more than the {LIMIT:,} that may be shipped")
    for path in files:
        shutil.copyfile(path, into / path.name)
    return size


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--into", type=Path, default=DEFAULT)
    args = parser.parse_args()
    print(f"{package(args.folder, args.into):,} bytes in {args.into}")


if __name__ == "__main__":
    main()
