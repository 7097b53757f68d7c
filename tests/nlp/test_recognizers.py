"""Recognizers-Text's English specs: the share that the grammars answer, of the forms that news uses.

What is left out and what counts as an answer stands in ``benchmarks/recognizers.py``, which prints the figures.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "recognizers.py"


@pytest.fixture(scope="module")
def recognizers():
    """The benchmark, loaded by its path: benchmarks are no package."""
    spec = importlib.util.spec_from_file_location("recognizers_benchmark", BENCHMARK)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.mark.parametrize(
    ("title", "share"), [("numbers", 0.97), ("number ranges", 0.97), ("money", 0.98), ("dates", 0.94)]
)
def test_share_of_the_spec_answered(recognizers, title, share):
    if not recognizers.SPECS.is_dir():
        pytest.skip("the Recognizers-Text specs are not here")
    result = recognizers.measure(title)
    assert result.share >= share, result.missed


def test_every_case_is_asked_or_left_out_by_name(recognizers):
    if not recognizers.SPECS.is_dir():
        pytest.skip("the Recognizers-Text specs are not here")
    for title in recognizers.SPECS_BY_TITLE:
        result = recognizers.measure(title)
        assert result.asked + sum(result.left_out.values()) == result.total
        assert all(result.left_out.values()), f"{title}: a form left out that no case has: {result.left_out}"
