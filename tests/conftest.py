"""What tests of several stages share: the language model, loaded once, and a store built from two small articles."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "examples" / "articles"


@pytest.fixture(scope="session")
def nlp():
    """kgraph's own language pipeline."""
    from kgraph.nlp import load

    return load()


@pytest.fixture(scope="session")
def actors():
    """The actor knowledge of the package."""
    from kgraph.actors import load

    return load()
