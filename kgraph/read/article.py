"""A reader's record and its metadata row become an Article: cleaned, within limits, dated; with what was wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from kgraph.errors import InputError, UndatedWarning
from kgraph.ids import article_id
from kgraph.read.dates import parse_date
from kgraph.read.sidecar import Sidecar
from kgraph.read.source import MAX_CODE_POINTS, Record, label, one_line, shown
from kgraph.read.table import Row
from kgraph.types import Article

MAX_FIELD = 2_000
"""The longest title, publisher, address or id, in code points."""

_UNSAFE = re.compile("[\x00\ud800-\udfff]")
_BLANK = re.compile(r"[\s\ufeff\u200b]*")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


def to_article(
    record: Record, name: str, described: tuple[Sidecar, Row] | None
) -> tuple[Article | None, list[InputError]]:
    """The article of a record from the file ``name``, or None where it holds no usable text; and the problems met.

    In a plain file the metadata row wins over what the file says of itself; in a file of many articles it only
    fills gaps. NUL and lone surrogates, which no graph format can hold, become U+FFFD; other characters stay.
    """
    path = name if record.row is None else f"{name}#{record.row}"
    place = f"{label(name)}:{record.line}" if record.line else label(path)
    text = _UNSAFE.sub("\ufffd", record.text)
    if _BLANK.fullmatch(text):
        return None, [InputError(one_line(f"{place}: holds no text; fill it or leave it out"))]
    if len(text) > MAX_CODE_POINTS:
        size = f"{len(text):,} characters, more than the limit of {MAX_CODE_POINTS:,} for one article"
        return None, [InputError(one_line(f"{place}: the text has {size}; split it"))]
    fields = _Fields(record, place, described)
    article = Article(
        id=article_id(text, given=fields.text("id")),
        path=path,
        text=text,
        title=fields.text("title"),
        publisher=fields.text("publisher"),
        published=fields.published(),
        url=fields.url(),
    )
    return article, fields.problems


@dataclass(slots=True)
class _Fields:
    """What is known of an article besides its text, each value with the place that says so."""

    record: Record
    place: str
    described: tuple[Sidecar, Row] | None
    problems: list[InputError] = field(default_factory=list)

    def text(self, name: str) -> str | None:
        """The first usable value of a field, on one line."""
        for value, place in self._given(name):
            plain = " ".join(_CONTROL.sub(" ", _UNSAFE.sub("\ufffd", str(value))).split())
            if len(plain) > MAX_FIELD:
                self._report(place, f"'{name}' is longer than {MAX_FIELD:,} characters; it is left out")
            elif plain:
                return plain
        return None

    def published(self) -> date | None:
        """The first value that is a date; reports those that are not, or that there is none."""
        bad = False
        for value, place in self._given("published"):
            if isinstance(value, datetime):
                return value.date()
            if isinstance(value, date):
                return value
            if day := parse_date(value):
                return day
            bad = True
            self._report(place, f"published {shown(value)} is no date that can be read in one way; write YYYY-MM-DD")
        if not bad:
            message = "has no publication date; kept, but words such as 'yesterday' in it stay undated"
            remedy = "give one by metadata (columns path,published)" if self.record.row is None else "fill 'published'"
            self.problems.append(UndatedWarning(one_line(f"{self.place}: {message}; {remedy}")))
        return None

    def url(self) -> str | None:
        """The address, if it is one of the web: it becomes a link, and other schemes could run code."""
        url = self.text("url")
        if url is None or re.fullmatch(r"https?://\S+", url, re.IGNORECASE):
            return url
        self._report(self.place, f"url {shown(url)} is left out; write it as https://...")
        return None

    def _given(self, name: str) -> list[tuple[str | date, str]]:
        own = (getattr(self.record, name), self.place)
        values = [own]
        if self.described and name != "id":
            table, row = self.described
            values.insert(0 if self.record.row is None else 1, (row.values.get(name), f"{table.name}:{row.line}"))
        return [(value, place) for value, place in values if value]

    def _report(self, place: str, message: str) -> None:
        self.problems.append(InputError(one_line(f"{place}: {message}")))
