"""Which states have which offices: a monarchy has no president, Washington no prime minister.

Only what holds for decades stands here, and nobody's name: forms of government, and what departments call their heads.
A state that is not ruled out may have the office.
"""

from __future__ import annotations

import re

# ISO 3166 alpha-3. Kingdoms, principalities and the realms whose head of state is a monarch elsewhere.
_MONARCHIES = frozenset(
    "AND ATG AUS BHS BHR BEL BLZ BTN BRN CAN DNK ESP GBR GRD JAM JOR JPN KHM KNA KWT LCA LIE LSO LUX MAR MCO MYS NLD NOR "
    "NZL OMN PNG QAT SAU SLB SWE SWZ THA TON TUV VAT VCT".split()
)
# Presidential systems without a head of government of that title.
_NO_PRIME_MINISTER = frozenset(
    "AGO ARG BEN BOL BRA BWA CHE CHL COL COM CRI CYP DOM ECU FSM GHA GMB GTM HND IDN IRN KEN KIR LBR MDV MEX MHL MWI NGA "
    "NIC NRU PAN PHL PLW PRY SLE SLV SSD SUR SYC TKM TUR URY USA VEN ZAF ZMB ZWE".split()
)
_CHANCELLORS = frozenset({"DEU", "AUT", "GBR"})
_PREMIERS = frozenset({"CHN", "TWN"})
# Departments of state are led by secretaries; what others call a minister.
_SECRETARIES = frozenset({"USA", "GBR", "PHL", "MEX"})
# Where officials of the second rank bear the title: the civil heads of ministries.
_CIVIL_SECRETARIES = frozenset({"IND", "PAK", "BGD", "LKA", "NPL", "AUS", "NZL", "PNG", "KEN", "IRL"})
_NO_MINISTERS = frozenset({"USA", "PHL", "MEX"})
_MAIN_PORTFOLIOS = ("foreign minister", "defence minister", "defense minister", "interior minister")
_DEPARTMENT = re.compile(
    r"(?:under)?secretary$|(?:under)?secretary of (?!state$)|(?:foreign|defen[cs]e|home|treasury|interior|energy) secretary"
)


def may_have(state: str, title: str) -> bool:
    """Whether a state (ISO 3166 alpha-3) can have an office of that title (lower case, "former" or not)."""
    office = title.removeprefix("former ").removeprefix("acting ").removeprefix("caretaker ").removeprefix("interim ")
    if office.endswith("prime minister"):
        return state not in _NO_PRIME_MINISTER | _CHANCELLORS - {"GBR"} | _PREMIERS
    if office.endswith("president"):
        return state not in _MONARCHIES
    if office.endswith("chancellor"):
        return state in _CHANCELLORS
    if office.endswith(("king", "queen", "prince", "emir", "sultan")):
        return state in _MONARCHIES
    if office == "secretary of state":
        return state in {"USA", "VAT"}
    if _DEPARTMENT.search(office):
        return state in _SECRETARIES | _CIVIL_SECRETARIES
    if office.endswith(_MAIN_PORTFOLIOS):
        return state not in _NO_MINISTERS | ({"GBR"} if office in _MAIN_PORTFOLIOS else set())
    if office.endswith("minister"):
        return state not in _NO_MINISTERS
    return True
