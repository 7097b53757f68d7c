import io
from dataclasses import dataclass

import pytest

from kgraph.errors import InputError
from kgraph.read import read
from kgraph.types import Article


@dataclass
class Batch:
    articles: list[Article]
    problems: list[InputError]

    @property
    def texts(self):
        return [article.text for article in self.articles]

    @property
    def errors(self):
        return [str(p) for p in self.problems if p.severity == "error"]

    @property
    def warnings(self):
        return [str(p) for p in self.problems if p.severity == "warning" and "no publication date" not in str(p)]


@pytest.fixture
def read_batch(tmp_path, monkeypatch):
    """Read paths from inside the temporary folder, so that messages carry short names."""
    monkeypatch.chdir(tmp_path)

    def run(*paths, metadata=None, stdin=b""):
        problems = []
        articles = list(read(paths, metadata=metadata, stdin=io.BytesIO(stdin), on_problem=problems.append))
        assert all("\n" not in str(problem) for problem in problems)
        return Batch(articles, problems)

    return run
