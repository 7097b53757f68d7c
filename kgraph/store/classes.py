"""The classes of the ontology that a record's type stands for, each with those above it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from kgraph.types import ClaimType, EntityType

_ABOVE: dict[str, tuple[str, ...]] = {
    "State": ("Actor", "Entity"),
    "Agency": ("Actor", "Entity"),
    "Ministry": ("Agency", "Actor", "Entity"),
    "IntelligenceService": ("Agency", "Actor", "Entity"),
    "ArmedForce": ("Agency", "Actor", "Entity"),
    "Legislature": ("Agency", "Actor", "Entity"),
    "Person": ("Actor", "Entity"),
    "Official": ("Person", "Actor", "Entity"),
    "Organization": ("Actor", "Entity"),
    "IGO": ("Organization", "Actor", "Entity"),
    "Company": ("Organization", "Actor", "Entity"),
    "MediaOutlet": ("Organization", "Actor", "Entity"),
    "ArmedGroup": ("Organization", "Actor", "Entity"),
    "UnnamedSource": ("Actor", "Entity"),
    "Place": ("Entity",),
    "Treaty": ("Entity",),
    "Equipment": ("Entity",),
    **dict.fromkeys(get_args(ClaimType), ("Claim",)),
}
ENTITY_TYPES: tuple[str, ...] = get_args(EntityType)
CLAIM_TYPES: tuple[str, ...] = get_args(ClaimType)
ROLES: tuple[str, ...] = (
    "force", "location", "origin", "ally", "opponent", "operator", "supplier", "recipient", "item", "party",
    "actor", "treaty", "attacker", "target", "participant", "speaker",
)  # fmt: skip


def with_above(name: str) -> tuple[str, ...]:
    """A type and every class above it, as prefixed names: the store needs no reasoner."""
    return tuple(f"kg:{cls}" for cls in (name, *_ABOVE[name]))


def narrowest(names: Iterable[str], known: tuple[str, ...]) -> str | None:
    """The lowest of these classes among the known types, or None."""
    candidates = [name for name in names if name in known]
    return max(candidates, key=lambda name: (len(_ABOVE[name]), name), default=None)
