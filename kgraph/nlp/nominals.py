"""Which verbs a noun of action or speech is made from: "deployment" from deploy, "denial" from deny, "raid" from raid.

English derives such nouns by a small set of suffixes, some with a change of the stem that comes from Latin (expel,
expulsion; provide, provision). The rules here run backwards, from the noun to every verb that it could come from;
whoever asks keeps those that are verbs of the class in question.
"""

from __future__ import annotations

from functools import cache

# What lies between two sides: "the border with Guyana".
BORDERS = frozenset("border frontier boundary borderland".split())

# Ending of the noun -> endings of the verb; the longest ending that the noun has goes first, all are tried.
_STEMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ification", ("ify",)), ("isation", ("ise", "ize")), ("ization", ("ise", "ize")), ("ulsion", ("el",)),
    ("mission", ("mit",)), ("cession", ("cede",)), ("ception", ("ceive",)), ("scription", ("scribe",)),
    ("duction", ("duce", "duct")), ("tention", ("tain", "tend")), ("vention", ("vene", "vent")), ("nsion", ("nd",)),
    ("lution", ("lve",)), ("quisition", ("quire",)), ("quiry", ("quire",)), ("truction", ("troy", "truct")),
    ("asion", ("ade",)), ("osion", ("ode",)), ("ision", ("ide", "ise")), ("elation", ("eal",)), ("anation", ("ain",)),
    ("amation", ("aim",)), ("etition", ("eat", "ete")), ("unciation", ("ounce",)), ("osition", ("ose",)),
    ("ation", ("", "e", "ate")), ("ition", ("", "e", "ite")), ("ion", ("", "e")), ("ment", ("",)), ("ial", ("y",)),
    ("al", ("", "e")), ("ence", ("", "e", "end")), ("ance", ("", "e")), ("ure", ("", "e")), ("ery", ("er",)),
    ("ing", ("", "e")), ("ism", ("ise", "ize")), ("ogy", ("ogise", "ogize")), ("aint", ("ain",)), ("eat", ("eaten",)),
    ("sponse", ("spond",)), ("of", ("ove",)), ("ief", ("ieve",)), ("ice", ("ise",)), ("ea", ("ead",)), ("al", ("y",)),
    ("age", ("", "e")),
)  # fmt: skip
# What no ending shows: changes of the vowel, or another stem altogether.
_ODD: dict[str, tuple[str, ...]] = {
    "sale": ("sell",), "flight": ("fly", "flee"), "speech": ("speak",), "siege": ("besiege",), "gift": ("give",),
    "theft": ("steal",), "loss": ("lose",), "thought": ("think",), "presence": ("present", "remain", "stay"),
    "talk": ("talk", "negotiate"), "offensive": ("attack",), "aid": ("aid", "assist"), "breach": ("breach",),
    "violation": ("violate",), "trial": ("try",), "assault": ("assault",), "word": ("say",), "remark": ("remark", "say"),
    "comment": ("comment", "say"), "statement": ("state", "say"), "account": ("recount",), "story": ("tell",),
    "strike": ("strike", "bomb"), "airstrike": ("airstrike", "strike", "bomb"), "air-strike": ("airstrike", "strike", "bomb"),
}  # fmt: skip
_PARTICLES = ("down", "out", "over", "up", "off", "back", "away", "in")


@cache
def verbs_of(noun: str) -> frozenset[str]:
    """Every verb that a noun's lemma (lower case) could be made from, the noun's own form among them.

    A noun made of a verb and its particle gives both with a space between: "crackdown", "pull-out".
    Many of the forms returned are no words at all; ask whether those that you look for are among them.
    """
    found = {noun, *_ODD.get(noun, ())}
    for ending, bases in _STEMS:
        if noun.endswith(ending) and len(noun) > len(ending) + 1:
            stem = noun[: -len(ending)]
            found.update(stem + base for base in bases)
            if ending in ("ing", "al", "ence", "ance") and len(stem) > 3 and stem[-1] == stem[-2]:
                found.add(stem[:-1])  # "kidnapping", "rebuttal"
            if ending == "ing" and stem.endswith("y"):
                found.add(stem)
    for particle in _PARTICLES:
        if noun.endswith(particle) and len(noun) > len(particle) + 2:
            found.add(f"{noun[: -len(particle)].rstrip('-')} {particle}")
    return frozenset(found)
