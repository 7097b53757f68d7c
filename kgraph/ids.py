"""Content-hash identifiers: the same content gets the same id on every machine and in every run."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits of SHA-256 over the parts, each kept apart from the next."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def article_id(text: str, *, given: str | None = None) -> str:
    """``article/<hash>``: of the id that the reader's file gives, else of the text."""
    return "article/" + (digest("id", given) if given else digest("text", text))


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """A name without case, diacritics, hyphens or possessives, for comparing: ``Kim Jong-un`` is ``kim jong un``."""
    plain = unicodedata.normalize("NFKD", name).replace("’", "'").replace("‘", "'")
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"'s\b|\b's\b", "", plain)
    return " ".join(re.sub(r"[^\w]+", " ", plain).replace("_", " ").split())


def slug(name: str) -> str:
    """A name as a piece of an IRI path; never empty (a name of no letters becomes its hash)."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
    return plain if plain and len(plain) <= 80 else f"{plain[:60].strip('-')}-{digest(name)}".strip("-")
