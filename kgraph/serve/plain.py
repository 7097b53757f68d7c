"""Text that others have a hand in, made fit for a line of text and for a log that a terminal shows."""

from __future__ import annotations

import re

_LONGEST = 2000
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> str:
    """A message as one line: without control characters, which steer terminals, and not longer than can be read."""
    line = _CONTROL.sub("\ufffd", " ".join(text.split()))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def for_a_log(text: str) -> str:
    """Lines for a log: control characters as they are written in Python; new lines and tabs stay."""
    return _CONTROL.sub(lambda found: found[0] if found[0] in "\n\t" else ascii(found[0])[1:-1], text)
