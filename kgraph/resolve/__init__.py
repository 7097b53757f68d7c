"""The resolve stage: mentions become entities, one node an actor, within and across articles.

The flow, a module a step:

1. ``article.resolve_article`` gives every mention of one article the key of its referent: names (``naming``,
   ``persons``), the owners of bare titles (``posts``), descriptions and pronouns in the order of the text
   (``describing``, with ``bodies``, ``people``, ``places``, ``groups``, ``troops`` and ``pronouns``; which antecedents
   grammar allows: ``binding``, how likely each is: ``salience``), and treaties (``treaties``). Every step reads what the steps before it settled (``scene``) and asks what is known of
   the world beforehand (``world``). It abstains rather than guess: ``unresolved/...`` keys merge nothing.
2. ``linking.referents`` reads from a keyed extraction what its article says of each key; ``linking.link`` decides over
   all articles which keys are one entity. Neither depends on the order of articles.
3. ``entities.describe`` makes the entity table from linked extractions.
"""

from __future__ import annotations

from kgraph.resolve.article import resolve_article
from kgraph.resolve.entities import describe
from kgraph.resolve.linking import Linking, Referent, link, link_with_reasons, referents

__all__ = [
    "Linking", "Referent", "describe", "link", "link_with_reasons", "referents", "resolve_article",
]  # fmt: skip
