"""What tests of several stages share: the language model, loaded once, and a store built from two small articles."""

from pathlib import Path

import pytest
from hypothesis import settings

# An example may take long on a machine that does other things: that is no failure.
settings.register_profile("kgraph", deadline=None)
settings.load_profile("kgraph")

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


@pytest.fixture(scope="session")
def built(nlp, tmp_path_factory):
    """A store built from two of the example articles; read it, do not write to it."""
    from kgraph.pipeline import build

    store = tmp_path_factory.mktemp("built") / "kgraph.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kgraph.nlp.load", lambda model=None: nlp)
        files = [ARTICLES / "01_korea_russia_troops.txt", ARTICLES / "07_armenia_azerbaijan.txt"]
        report = build(files, store=store, metadata=ARTICLES / "metadata.csv")
    assert report.new == 2
    return store
