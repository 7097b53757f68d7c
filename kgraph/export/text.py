"""Text made safe for the file that it goes into: every replacement keeps one code point for one, so offsets hold."""

from __future__ import annotations

import re

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORMULA = re.compile(r"'*(?:[\t\n\r]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])")
_WHITE = re.compile(r"[\t\n\r ]+")
# Control characters, lone surrogates, line and paragraph separators, and the bidirectional embeddings and overrides.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
REPLACEMENT = "\ufffd"


def encodable(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot hold, as U+FFFD."""
    return _SURROGATE.sub(REPLACEMENT, text)


def xml_text(text: str) -> str:
    """The text with every character that XML 1.0 forbids (section 2.2, Char) as U+FFFD."""
    return _NOT_XML.sub(REPLACEMENT, text)


def cell_text(text: str) -> str:
    """The text for a cell of a table: without control characters, and never a formula to a spreadsheet.

    A text that begins like a formula (``= + - @`` and their full-width forms, tab, carriage return, line feed;
    white space before them does not help) gets one leading apostrophe, also when it begins with apostrophes
    already: so dropping one apostrophe before such a text gives exactly what was there.
    """
    clean = _CONTROL.sub(REPLACEMENT, encodable(text))
    return f"'{clean}" if _FORMULA.match(clean) else clean


def terminal_text(text: str) -> str:
    """The text on one line for a terminal: what could move the cursor or turn the line round shows as U+FFFD."""
    return _UNSEEN.sub(REPLACEMENT, _WHITE.sub(" ", text)).strip()
