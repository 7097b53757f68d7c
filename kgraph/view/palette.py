"""How actor types look: colours from Okabe and Ito's colour-blind safe palette, told apart by shape as well."""

from __future__ import annotations

from typing import NamedTuple

from kgraph.types import EntityType


class Look(NamedTuple):
    """A type's plural name in the legend, its vis-network shape and its colour."""

    label: str
    shape: str
    color: str


LOOKS: dict[EntityType, Look] = {
    "State": Look("States", "dot", "#0072B2"),
    "Agency": Look("Agencies", "square", "#56B4E9"),
    "Ministry": Look("Ministries", "square", "#56B4E9"),
    "IntelligenceService": Look("Intelligence services", "square", "#56B4E9"),
    "Legislature": Look("Legislatures", "square", "#56B4E9"),
    "ArmedForce": Look("Armed forces", "triangle", "#D55E00"),
    "ArmedGroup": Look("Armed groups", "triangleDown", "#D55E00"),
    "Official": Look("Officials", "diamond", "#E69F00"),
    "Person": Look("People", "diamond", "#E69F00"),
    "UnnamedSource": Look("Unnamed sources", "diamond", "#8A8A8A"),
    "IGO": Look("IGOs", "hexagon", "#009E73"),
    "Organization": Look("Organisations", "hexagon", "#009E73"),
    "Company": Look("Companies", "hexagon", "#009E73"),
    "MediaOutlet": Look("Media", "hexagon", "#CC79A7"),
    "Place": Look("Places", "triangleDown", "#B7A411"),
    "Treaty": Look("Treaties", "star", "#CC79A7"),
    "Equipment": Look("Equipment", "square", "#8A8A8A"),
}
