"""The claims that one rule finds in a sentence as kgraph's own model reads it, published on 14 March 2025."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

import kgraph.nlp
from kgraph.actors import load
from kgraph.extract.context import Context
from kgraph.types import Article, Claim


@cache
def _language():
    return kgraph.nlp.load()


def claims_by(rule: Callable[[Context], Iterator[Claim]]) -> Callable[[str], list[Claim]]:
    """A function from a text to its claims by this rule."""

    def claims(text: str) -> list[Claim]:
        doc = _language().make_doc(text)
        doc._.published = date(2025, 3, 14)
        return list(rule(Context(_language()(doc), Article("article/x", "x.txt", text), load())))

    return claims
