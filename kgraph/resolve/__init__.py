"""The resolve stage: mentions become entities, one node an actor, within and across articles.

The flow, a module a step:

1. ``article.resolve_article`` gives every mention of one article the key of its referent: names (``naming``,
   ``persons``), the owners of bare titles (``posts``), descriptions and pronouns in the order of the text
   (``describing``, with ``bodies``, ``people``, ``places``, ``groups``, ``troops`` and ``pronouns``; which antecedents
   grammar allows: ``binding``, how likely each is: ``salience``), and treaties (``treaties``). Every step reads what the steps before it settled (``scene``) and asks what is known of
   the world beforehand (``world``). It abstains rather than guess: ``unresolved/...`` keys merge nothing.
2. ``digest`` keeps what one article tells of its actors; ``referent`` reads from it what linking takes, and
   ``linking`` decides over all articles which keys are one entity, with the reason of every merge: full names
   (``full_names``), then short names, posts and acronyms (``short_names``), from what all articles say of a key
   (``profiles``). Order of building never matters, and what is published later renames nobody (``established``).
3. ``entities.describe`` makes the entity table from linked extractions or from digests.
4. ``suggest`` and ``odd`` rank for a person what the evidence is too short to decide (by ``likeness``).

Linking needs no language pipeline, so what reads articles is imported when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgraph.resolve.article import about_actors, resolve_article
    from kgraph.resolve.entities import describe
    from kgraph.resolve.linking import Linking, Referent, link, link_with_reasons

__all__ = [
    "Linking", "Referent", "about_actors", "describe", "link", "link_with_reasons", "resolve_article",
]  # fmt: skip
_MODULES = {"about_actors": "article", "resolve_article": "article", "describe": "entities"}


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module(f"kgraph.resolve.{_MODULES.get(name, 'linking')}"), name)
    raise AttributeError(f"module 'kgraph.resolve' has no attribute {name!r}")
