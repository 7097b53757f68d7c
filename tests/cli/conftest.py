"""Runs the program as a user does: arguments in, exit status and both outputs out."""

from dataclasses import dataclass

import pytest

from kgraph.cli import main


@dataclass
class Run:
    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys, monkeypatch):
    monkeypatch.delenv("KGRAPH_STORE", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)

    def run_(*arguments):
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Run(end.value.code or 0, out, err)

    return run_
