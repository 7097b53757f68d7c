"""JSON Lines: one object a line, UTF-8, exactly the tabular contract."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kgraph.export.exporter import Exporter
from kgraph.export.rows import Row, Rows
from kgraph.export.source import Source
from kgraph.export.text import encodable

# JSON leaves these bare, but many readers (str.splitlines among them) break lines at them.
_LINE_BREAKS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def json_text(value: Any) -> str:
    """A value as one line of JSON: no escapes but those needed, no character that any reader takes for a line break."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    return encodable(text.translate(_LINE_BREAKS))


class JsonLines(Exporter[Row]):
    """Any rows as JSON Lines."""

    def write(self, x: Row) -> None:
        """Write the row as one line."""
        self.out.write(json_text(x).encode() + b"\n")


class ClaimsJsonl(JsonLines):
    """``claims.jsonl``."""

    description = "every claim, one JSON object a line"

    @classmethod
    def rows(cls, dataset: Source) -> Iterator[Row]:
        """One row a claim."""
        return Rows(dataset).claims()


class EntitiesJsonl(JsonLines):
    """``entities.jsonl``."""

    description = "every actor, place and treaty, one JSON object a line"

    @classmethod
    def rows(cls, dataset: Source) -> Iterator[Row]:
        """One row an entity."""
        return Rows(dataset).entities()


class QuotesJsonl(JsonLines):
    """``quotes.jsonl``."""

    description = "every attribution (source, cue, content), one JSON object a line"

    @classmethod
    def rows(cls, dataset: Source) -> Iterator[Row]:
        """One row an attribution."""
        return Rows(dataset).quotes()
