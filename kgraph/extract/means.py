"""By which means an attack is made: the PLOVER mode of an assault, from the words for weapons and deeds."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.nlp.tokens import Token

# Modes of plover:ASSAULT, the telling before the general: a suicide bomber's bomb is a suicide attack.
_MODES: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (mode, frozenset(words.split()))
    for mode, words in (
        ("abduct", "kidnap abduct kidnapping abduction hijack hijacking hostage kidnapper hijacker"),
        ("torture", "torture"),
        ("sexual", "rape"),
        ("targeted", "assassinate assassination assassin"),
        ("suicide-attack", "suicide kamikaze"),
        ("drone", "drone uav quadcopter"),
        ("heavy-weapons", "missile rocket shell artillery mortar howitzer tank torpedo shelling bombardment barrage salvo bombard"),
        ("aerial", "airstrike air-strike air jet warplane aircraft plane helicopter gunship bomber warplanes airplane"),
        ("explosives", "bomb bombing mine landmine grenade explosion blast explosive ied blow detonate explode dynamite"),
        ("firearms", "shoot shooting gunman gun rifle bullet sniper gunfire pistol machine-gun gunfight shootout firearm"),
        ("primitive", "stab stabbing knife machete axe sword behead beheading torch stone arrow spear firebomb"),
        ("beat", "beat baton club"),
        ("crowd-control", "teargas tear-gas cannon"),
    )
)  # fmt: skip
_CRUDE = {"air": frozenset("strike raid attack force bombardment assault campaign".split())}


def mode_of(tokens: Iterable[Token]) -> str | None:
    """The mode of the attack that the tokens tell; None where they leave the means open."""
    told: set[str] = set()
    for token in tokens:
        word = token.lemma_.lower()
        if word not in _CRUDE or token.head.lemma_.lower() in _CRUDE[word]:
            told |= {word, token.lower_}
    return next((mode for mode, words in _MODES if told & words), None)
