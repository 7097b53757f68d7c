"""Content negotiation by the Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, TypeVar

T = TypeVar("T")
_RANGE = re.compile(r"\s*([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)\s*((?:;[^,]*)?)\Z")
_QUALITY = re.compile(r";\s*q\s*=\s*([0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*(?:;|\Z)", re.IGNORECASE)


class Range(NamedTuple):
    """A media range and how much it is wanted, 0 to 1."""

    type: str
    subtype: str
    quality: float

    def covers(self, media_type: str) -> int:
        """How closely it fits a media type: 0 not at all, 1 any, 2 any of a type, 3 the very one."""
        main, _, sub = media_type.partition("/")
        if self.type == "*" and self.subtype == "*":
            return 1
        if self.type != main:
            return 0
        return 2 if self.subtype == "*" else 3 if self.subtype == sub else 0


def ranges(accept: str | None) -> list[Range]:
    """The ranges of an Accept header; any type where there is no header. What is malformed in it is passed over."""
    if accept is None or not accept.strip():
        return [Range("*", "*", 1.0)]
    found = []
    for part in accept.split(","):
        match = _RANGE.match(part)
        if match is not None:
            quality = _QUALITY.search(match[3])
            found.append(Range(match[1].lower(), match[2].lower(), min(1.0, float(quality[1])) if quality else 1.0))
    return found


def choose(accept: str | None, offers: Iterable[tuple[str, T]]) -> tuple[str, T] | None:
    """The offer that is wanted most, the first of those that are wanted equally; None where none is acceptable.

    Args:
        accept: the Accept header, None where there is none.
        offers: media types in the order in which the server prefers them, each with what it stands for.
    """
    asked = ranges(accept)
    best: tuple[float, tuple[str, T]] | None = None
    for offer in offers:
        fits = [(range_.covers(offer[0]), range_.quality) for range_ in asked]
        closeness, quality = max((fit for fit in fits if fit[0]), default=(0, 0.0))
        if closeness and quality > 0 and (best is None or quality > best[0]):
            best = (quality, offer)
    return None if best is None else best[1]
