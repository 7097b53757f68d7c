"""The sixteen event types of PLOVER v2 and what they say of a relation: cooperation or conflict, in words or deeds.

Source: PLOVER v2.0 codebook (Halterman et al. 2023), table of event types and quad classes.
"""

from __future__ import annotations

QUAD: dict[str, str] = {
    "AGREE": "verbal cooperation",
    "CONSULT": "verbal cooperation",
    "SUPPORT": "verbal cooperation",
    "CONCEDE": "verbal cooperation",
    "COOPERATE": "material cooperation",
    "AID": "material cooperation",
    "RETREAT": "material cooperation",
    "REQUEST": "verbal conflict",
    "ACCUSE": "verbal conflict",
    "REJECT": "verbal conflict",
    "THREATEN": "verbal conflict",
    "PROTEST": "material conflict",
    "SANCTION": "material conflict",
    "MOBILIZE": "material conflict",
    "COERCE": "material conflict",
    "ASSAULT": "material conflict",
}
EVENTS: tuple[str, ...] = tuple(QUAD)
SECTOR_NAMES: dict[str, str] = {
    "BUS": "business",
    "COP": "police",
    "CRM": "criminals",
    "CVL": "civilians",
    "EDU": "education",
    "GOV": "government",
    "HLH": "health",
    "IGO": "intergovernmental organisation",
    "JRN": "journalists",
    "JUD": "judiciary",
    "LAB": "labour",
    "LEG": "legislature",
    "MED": "media",
    "MIL": "military",
    "NGO": "non-governmental organisation",
    "OPP": "opposition",
    "PTY": "political party",
    "REB": "rebels",
    "REL": "religion",
    "SPY": "intelligence",
    "UAF": "unaligned armed forces",
    "UNK": "unknown",
}
"""What the codes of sectors stand for, for people."""
SECTORS = frozenset(SECTOR_NAMES)
"""The codes of actors' sectors that kgraph uses (PLOVER v2.0 codebook, table of sectors; MED and UNK as in CAMEO)."""


def sign(event: str | None) -> int:
    """+1 for cooperation, -1 for conflict, 0 where there is no event type."""
    if event is None:
        return 0
    return 1 if QUAD[event].endswith("cooperation") else -1


def intended(event: str) -> str:
    """The type of an event that somebody means to bring about: cooperation is agreed to, conflict is threatened.

    PLOVER v2.0 counts the announcement as the event, not what may come of it (codebook, AGREE and THREATEN); events in
    words are themselves.
    """
    if QUAD[event].startswith("verbal"):
        return "AGREE" if event in ("CONSULT", "CONCEDE", "SUPPORT") else event
    return "AGREE" if sign(event) > 0 else "THREATEN"
