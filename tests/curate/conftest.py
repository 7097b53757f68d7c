"""A store of the small world."""

import pytest
from world import extractions, put


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "kgraph.db"
    put(path, extractions())
    return path
