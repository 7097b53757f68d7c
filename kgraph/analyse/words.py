"""The readable names of relations between actors, by the activity or event type of the claim behind them."""

from __future__ import annotations

TROOPS: dict[str, str] = {
    "deploy": "sends troops to",
    "arrive": "has troops arrive in",
    "transport": "moves troops to",
    "present": "has troops in",
    "fight": "fights in",
    "train": "trains troops in",
    "prepare": "prepares troops for",
    "assemble": "gathers troops in",
    "withdraw": "withdraws troops from",
}
ARMS: dict[str, str] = {
    "supply": "supplies arms to",
    "sell": "sells arms to",
    "ship": "ships arms to",
    "produce": "makes arms for",
    "withhold": "withholds arms from",
}
#: What parties do together.
TREATY_JOINT: dict[str, str] = {
    "sign": "signs a treaty with",
    "agree": "agrees a treaty with",
    "establish": "establishes a treaty with",
    "formalise": "formalises a treaty with",
}
#: What one actor does to the other parties.
TREATY_ALONE: dict[str, str] = {
    **TREATY_JOINT,
    "ratify": "ratifies a treaty with",
    "submit": "submits a treaty with",
    "propose": "proposes a treaty to",
    "withdraw": "withdraws from a treaty with",
    "violate": "breaks a treaty with",
}
#: What one actor does to the treaty.
TREATY_ITSELF: dict[str, str] = {
    "sign": "signs",
    "agree": "agrees",
    "establish": "establishes",
    "ratify": "ratifies",
    "submit": "submits",
    "formalise": "formalises",
    "propose": "proposes",
    "withdraw": "withdraws from",
    "violate": "breaks",
}
#: PLOVER v2 event types as verbs.
EVENTS: dict[str, str] = {
    "AGREE": "agrees with",
    "CONSULT": "consults",
    "SUPPORT": "supports",
    "CONCEDE": "yields to",
    "COOPERATE": "cooperates with",
    "AID": "aids",
    "RETREAT": "eases pressure on",
    "REQUEST": "makes demands of",
    "ACCUSE": "accuses",
    "REJECT": "rejects",
    "THREATEN": "threatens",
    "PROTEST": "protests against",
    "SANCTION": "sanctions",
    "MOBILIZE": "mobilises against",
    "COERCE": "coerces",
    "ASSAULT": "attacks",
}
