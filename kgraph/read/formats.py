"""Which reader reads which suffix: the built-in ones, those that other packages install, and what bytes look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from kgraph.read.decode import refuse_binary
from kgraph.read.source import Item, Reader, Source

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "kgraph.readers"
BUILT_IN = {
    ".txt": "plain:read_text",
    ".text": "plain:read_text",
    ".md": "plain:read_markdown",
    ".markdown": "plain:read_markdown",
    ".html": "page:read_html",
    ".htm": "page:read_html",
    ".xhtml": "page:read_html",
    ".json": "rows:read_json",
    ".jsonl": "rows:read_jsonl",
    ".ndjson": "rows:read_jsonl",
    ".csv": "rows:read_csv",
    ".tsv": "rows:read_csv",
}
_TABLE_HEADER = re.compile(r"[\"\w]+([,;\t][\"\w ]+)+", re.ASCII)


def suffixes() -> tuple[str, ...]:
    """Every suffix that can be read, with its dot, sorted; readers of installed packages included."""
    return tuple(sorted({*BUILT_IN, *_installed()}))


def reader_for(suffix: str) -> Reader | None:
    """The reader of a suffix (with its dot, any case), or None.

    An installed reader never replaces a built-in one: what a folder yields must not depend on what else is installed.
    """
    suffix = suffix.lower()
    if place := BUILT_IN.get(suffix):
        module, name = place.split(":")
        return cast(Reader, getattr(import_module(f"kgraph.read.{module}"), name))
    entry = _installed().get(suffix)
    return _third_party(entry) if entry else None


def _third_party(entry: EntryPoint) -> Reader:
    def reader(source: Source) -> Iterator[Item]:
        try:
            read = cast(Reader, entry.load())
        except Exception as error:
            raise source.problem(
                f"the installed reader {entry.value} cannot be loaded ({error}); reinstall or remove its package"
            ) from error
        yield from read(source)

    return reader


@cache
def _installed() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points

    # Sorted, so that two packages that claim one suffix are chosen between in the same way everywhere.
    found = sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value), reverse=True)
    return {"." + entry.name.lower().lstrip("."): entry for entry in found}


def sniff(source: Source) -> str:
    """The suffix that input without one deserves: ``.html``, ``.json``, ``.jsonl``, ``.csv``, else ``.txt``.

    Only what is unmistakable counts, as news may well begin with a bracket. Raises InputError where it is no text.
    """
    refuse_binary(source)
    head = source.head()
    start = _head_text(head)
    if re.match(r"(<\?xml[^>]*\?>\s*)?<(!doctype\s+html|html|head|body)\b", start, re.IGNORECASE):
        return ".html"
    if re.match(r"\[\s*\{\s*\"", start):
        return ".json"
    lines = [line for line in start.splitlines() if line.strip()]
    if re.match(r"\{\s*(\"|$)", start):
        return ".jsonl" if _looks_like_lines(lines) else ".json"
    if lines and _TABLE_HEADER.fullmatch(lines[0].strip()):
        names = {name.strip(' "').lower() for name in re.split(r"[,;\t]", lines[0])}
        if "text" in names and names & {"id", "title", "publisher", "published", "url"}:
            return ".csv"
    return ".txt"


def _looks_like_lines(lines: list[str]) -> bool:
    """Is it an object a line, and not one object over several?"""
    return len(lines) > 1 and lines[1].lstrip().startswith("{") and lines[0].rstrip() not in ("{", "[")


def _head_text(head: bytes) -> str:
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return head.decode(encoding, "replace").lstrip()
