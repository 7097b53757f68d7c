"""Reader of web pages: the main text by trafilatura, with the title, date, site and address of the page's metadata."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.read.decode import read_plain
from kgraph.read.source import Item, Record, Source

DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}
"""Dates from metadata only, never guessed from the prose; a fixed bound, as the default asks the clock."""


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None


def read_html(source: Source) -> Iterator[Item]:
    """A web page: offsets count in the extracted main text, not in the file."""
    html, warning = read_plain(source)
    if warning:
        yield warning
    page = _extract(html)
    if page is None or not page.text.strip():
        raise source.problem("no article text found in this page; save the text itself as .txt")
    yield Record(page.text, title=page.title, publisher=page.publisher, published=page.published, url=page.url)


def _extract(html: str) -> _Page | None:
    import trafilatura

    for name in ("trafilatura", "htmldate"):  # they log what they could not parse; the reader reports it itself
        logging.getLogger(name).addHandler(logging.NullHandler())
    # An encoding declared inside is no longer true of decoded text, and lxml refuses it.
    html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html)
    page = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False, date_extraction_params=DATES)
    if page is None or isinstance(page, dict):
        return None
    return _Page(page.text or "", page.title, page.sitename, page.date, page.url)
