"""CSV: the same rows with nested values as readable columns, and beside them as JSON, so that nothing is lost.

RFC 4180: commas, double quotes, CRLF; UTF-8 without a byte order mark, which base R would read into the first
column's name (in Excel: Data, From Text/CSV, 65001). Lists are joined by ``"; "``, attribution chains by ``" > "``, and by ``" & "`` where
sources speak together; the columns that end in ``_json`` hold the lists whole. Text that a spreadsheet would run as a formula begins with an
apostrophe (see ``kgraph.export.text.cell_text``).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO, ClassVar

from kgraph.export.exporter import Exporter
from kgraph.export.jsonl import json_text
from kgraph.export.rows import Row, Rows
from kgraph.export.source import Source
from kgraph.export.text import cell_text
from kgraph.store.classes import ROLES

_ARTICLE = ("article_id", "article_path", "article_title", "article_publisher", "article_published", "article_url")


class CsvTable(Exporter[Row]):
    """Any rows as CSV; a subclass names its columns and flattens its rows."""

    columns: ClassVar[tuple[str, ...]]

    def __init__(self, out: BinaryIO) -> None:
        super().__init__(out)
        self._write_line(list(self.columns))

    def flat(self, row: Row) -> Row:
        """The row as column to value; columns that are not named are empty."""
        raise NotImplementedError

    def write(self, x: Row) -> None:
        """Write the row as one record."""
        flat = self.flat(x)
        self._write_line([_cell(column, flat.get(column)) for column in self.columns])

    def _write_line(self, cells: list[str]) -> None:
        line = io.StringIO(newline="")
        csv.writer(line).writerow(cells)
        self.out.write(line.getvalue().encode())


class ClaimsCsv(CsvTable):
    """``claims.csv``."""

    description = "every claim, one row each; nested values also as JSON columns"
    columns = (
        "id", "type", "event", "mode", "context", "activity", *_ARTICLE,
        "evidence_start", "evidence_end", "evidence_quote", "evidence_sentence",
        "sources", "polarity", "certainty", "phase", *(f"role_{role}" for role in ROLES),
        "quantity_min", "quantity_max", "quantity_text", "quantity_unit", "quantity_approximate",
        "killed_min", "killed_max", "injured_min", "injured_max", "money_amount", "money_currency", "money_text",
        "time_start", "time_end", "time_granularity", "time_text", "rule", "confidence", "review",
        "refers_to", "sources_json", "roles_json", "refers_to_json",
    )  # fmt: skip

    @classmethod
    def rows(cls, dataset: Source) -> Iterator[Row]:
        """One row a claim."""
        return Rows(dataset).claims()

    def flat(self, row: Row) -> Row:
        """Source chains as ``A & B > C``, participants as ``role_force`` and so on."""
        casualties = row["casualties"] or {}
        return {
            **row,
            **_nested(row, "article", "evidence", "quantity", "money", "time"),
            **_nested(casualties, "killed", "injured"),
            **{f"role_{role}": _names(filled) for role, filled in row["roles"].items()},
            "sources": _chain(row["sources"]),
            "rule": "; ".join(row["rule"]),
            "refers_to": "; ".join(dict.fromkeys(r["id"] for r in row["refers_to"])),
            "refers_to_json": json_text(row["refers_to"]),
            "sources_json": json_text(row["sources"]),
            "roles_json": json_text(row["roles"]),
        }


class EntitiesCsv(CsvTable):
    """``entities.csv``."""

    description = "every actor, place and treaty, one row each"
    columns = (
        "id", "type", "name", "aliases", "wikidata", "iso3", "cow", "gw", "sector", "country", "mentions", "articles",
        "roles", "part_of", "latitude", "longitude", "aliases_json", "roles_json", "part_of_json",
    )  # fmt: skip

    @classmethod
    def rows(cls, dataset: Source) -> Iterator[Row]:
        """One row an entity."""
        return Rows(dataset).entities()

    def flat(self, row: Row) -> Row:
        """Posts as ``President of Ukraine``, lists joined."""
        return {
            **row,
            "aliases": "; ".join(row["aliases"]),
            "articles": "; ".join(row["articles"]),
            "roles": "; ".join(f"{r['role']} of {r['of']['name']}" if r["of"] else r["role"] for r in row["roles"]),
            "part_of": _names(row["part_of"]),
            **{f"{key}_json": json_text(row[key]) for key in ("aliases", "roles", "part_of")},
        }


class QuotesCsv(CsvTable):
    """``quotes.csv``."""

    description = "every attribution, one row each"
    columns = (
        *_ARTICLE, "kind", "source_start", "source_end", "source_text", "source_entity", "source_name",
        "cue_start", "cue_end", "cue_text", "content_start", "content_end", "content_text", "content_json",
    )  # fmt: skip

    @classmethod
    def rows(cls, dataset: Source) -> Iterator[Row]:
        """One row an attribution."""
        return Rows(dataset).quotes()

    def flat(self, row: Row) -> Row:
        """Content from its first to its last piece; pieces joined by an ellipsis."""
        content = row["content"]
        return {
            **row,
            **_nested(row, "article", "source", "cue"),
            "content_start": min((piece["start"] for piece in content), default=None),
            "content_end": max((piece["end"] for piece in content), default=None),
            "content_text": " […] ".join(piece["text"] for piece in content),
            "content_json": json_text(content),
        }


def _nested(row: Row, *keys: str) -> Row:
    """``{"time": {"start": …}}`` as ``{"time_start": …}``."""
    return {f"{key}_{name}": value for key in keys for name, value in (row.get(key) or {}).items()}


def _chain(sources: list[Row]) -> str:
    marks = ["", *(" & " if s["joint"] else " > " for s in sources[1:])]
    return "".join(mark + s["name"] for mark, s in zip(marks, sources, strict=False))


def _names(participants: list[Row]) -> str:
    return "; ".join(p["name"] for p in participants)


def _cell(column: str, value: Any) -> str:
    """A value as a cell. A polarity is one of two fixed signs and a number is a number: neither can carry a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return str(value) if column == "polarity" and value in ("+", "-") else cell_text(str(value))
