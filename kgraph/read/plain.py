"""Readers of plain files, one article each: text, and Markdown with its front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgraph.read.decode import read_plain
from kgraph.read.source import Item, Record, Source

_FRONT_MATTER = re.compile(r"\s?---[ \t]*\n(?P<block>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY_LINE = re.compile(r"(?P<key>[A-Za-z_][\w -]*):(?:[ \t]+(?P<value>.*))?[ \t]*")
_OTHER_YAML = re.compile(r"[ \t].*|-(?:[ \t].*)?|#.*|")
_NAMES = {"date": "published", "link": "url", "source": "publisher"}


def read_text(source: Source) -> Iterator[Item]:
    """A text file: its text is the article, unchanged. No title is guessed from it."""
    text, warning = read_plain(source)
    if warning:
        yield warning
    yield Record(text)


def read_markdown(source: Source) -> Iterator[Item]:
    """A Markdown file, its markup left in the text.

    A YAML front matter is cut off (offsets count from behind it), and its plain ``title``, ``publisher``,
    ``published`` or ``date``, ``url`` and ``id`` are used. A leading rule (``---``) before prose is left alone.
    """
    text, warning = read_plain(source)
    if warning:
        yield warning
    fields, body = split_front_matter(text)
    yield Record(body, **fields, row=None, line=None)


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The front matter's plain fields by kgraph's names, and the text behind it."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    found: dict[str, str] = {}
    for line in match["block"].splitlines():
        if key_line := _KEY_LINE.fullmatch(line):
            key = key_line["key"].strip().lower()
            found.setdefault(_NAMES.get(key, key), _scalar(key_line["value"] or ""))
        elif not _OTHER_YAML.fullmatch(line):
            return {}, text
    used = ("id", "title", "publisher", "published", "url")
    return {name: found[name] for name in used if found.get(name)}, text[match.end() :]


def _scalar(value: str) -> str:
    """A YAML scalar of the simple kinds; lists, maps and blocks count as absent."""
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        quote = value[0]
        return value[1:-1].replace("''" if quote == "'" else '\\"', quote)
    if value[:1] in ("[", "{", "|", ">", "&", "*", "!") or value in ("null", "~"):
        return ""
    return re.split(r"\s#", value, maxsplit=1)[0].strip()
