"""Reader of web pages: the main text by trafilatura, with the title, date, site and address of the page's metadata."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from kgraph.read.dates import parse_date
from kgraph.read.decode import read_plain
from kgraph.read.source import Item, Record, Source

DATES: dict[str, Any] = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}
"""The first publication, not an update; and a fixed bound, as the default asks the clock."""

_PROSE = re.compile("title|description|keywords", re.IGNORECASE)


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
    tree = trafilatura.load_html(re.sub(r"^\s*<\?xml[^>]*\?>", "", html))
    if tree is None:
        return None
    published = _published(tree)
    page = trafilatura.bare_extraction(tree, with_metadata=True, include_comments=False, date_extraction_params=DATES)
    if page is None or isinstance(page, dict):
        return None
    return _Page(page.text or "", page.title, page.sitename, published, page.url)


def _published(tree: Any) -> str | None:
    """The date that the page declares: in its address, meta elements or JSON-LD, else in its only ``time``.

    htmldate would go on to guess from any date in the prose or the footer, and "on Friday" would then be
    reckoned from a wrong day; so it is shown nothing but the declarations.
    """
    from htmldate import find_date

    declared, head = tree.makeelement("html"), tree.makeelement("head")
    declared.append(head)
    for element in tree.iter("link", "meta", "script"):
        is_date = element.tag == "meta" and not _PROSE.search(f"{element.get('name')} {element.get('property')}")
        is_address = element.tag == "link" and element.get("rel") == "canonical"
        if is_date or is_address or element.get("type") == "application/ld+json":
            copy = deepcopy(element)
            copy.tail = None  # the prose that follows it
            head.append(copy)
    found: str | None = find_date(declared, **DATES)
    if found:
        return found
    times = {parse_date(element.get("datetime", "")) for element in tree.iter("time")} - {None}
    return str(times.pop()) if len(times) == 1 else None
