"""Whose "the troops", "1,500 soldiers", "they" are: the state or group whose people in arms were last spoken of."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.resolve.scene import Scene
from kgraph.types import Claim, Mention, Participant

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Token

PEOPLE_IN_ARMS = frozenset(
    "troop soldier fighter serviceman force unit recruit personnel infantry mercenary defender peacekeeper paratrooper "
    "conscript".split()
)
_REACH = 4  # sentences
_OFTEN, _NEARLY_ALL = 2, 0.75
_OWNERS = ("state/", "organization/", "agency/")


def owner_of_troops(scene: Scene, token: Token) -> str | None:
    """The key of the actor whose people in arms a noun names by its own words: "North Korean soldiers", "M23 fighters"."""
    demonym = token.tag_ == "NNPS" and any(m.kind == "demonym" for m in scene.at(token.idx))
    if token.lemma_.lower() not in PEOPLE_IN_ARMS and not demonym:
        return None
    found = _known(scene, token) if demonym else None
    for child in token.children:
        if child.dep_ in ("amod", "compound", "nmod:poss") or (child.dep_ == "nmod" and child.i > token.i):
            near = child.dep_ != "nmod" or any(c.lower_ in ("of", "from") for c in child.children)
            found = found or (_known(scene, child) if near else None)
    return found


def _known(scene: Scene, token: Token) -> str | None:
    keys = [scene.keys.get(m, "") for m in scene.at(token.idx) if m.end <= token.idx + len(token.text) + 60]
    key = next((k for k in keys if k.startswith(_OWNERS)), None)
    country = scene.world.country(key) if key is not None and key.startswith("agency/") else None
    return f"state/{country}" if country is not None else key


def troops_before(scene: Scene, mention: Mention) -> str | None:
    """The owner of the troops that a description goes on speaking of.

    "1,500 troops", without an article, may be others: only a state's, spoken of in this sentence or the one before.
    """
    span = scene.spans.get(mention)
    if span is None:
        return None
    if mention.text.lower().startswith("the "):
        return in_view(scene, span.start)
    found = _last(scene, span.start, 1)
    return found[0] if len(found) == 1 and found[0].startswith("state/") else None


def in_view(scene: Scene, start: int) -> str | None:
    """The owner of the troops spoken of last before a token, within some sentences; where one sentence has two, nobody.

    Further on, the owner of nearly all troops that the article has spoken of.
    """
    found = _last(scene, start, _REACH)
    if found:
        return found[0] if len(found) == 1 else None
    owners = Counter(o for i in range(start) if (o := owner_of_troops(scene, scene.doc[i])) is not None)
    top = owners.most_common(1)
    return top[0][0] if top and top[0][1] >= max(_OFTEN, _NEARLY_ALL * sum(owners.values())) else None


def _last(scene: Scene, start: int, reach: int) -> list[str]:
    """The owners of troops that the last sentence before a token that has any speaks of."""
    if start >= len(scene.doc):
        return []
    sentences, current = 0, scene.doc[start].sent
    found: list[str] = []
    for i in range(start - 1, -1, -1):
        token = scene.doc[i]
        if token.sent is not current:
            if found or sentences == reach:
                break
            sentences, current = sentences + 1, token.sent
        owner = owner_of_troops(scene, token)
        if owner is not None and owner not in found:
            found.append(owner)
    return found


def correct_forces(scene: Scene) -> None:
    """The force of a claim that only goes on speaking of one ("the troops", "the first group") is the one spoken of last.

    Extraction hands such a claim the owner that it read last; here it is known who each of them is.
    """

    def force(claim: Claim, participant: Participant) -> Participant:
        mention = participant.mention
        span = scene.doc.char_span(claim.evidence.start, claim.evidence.end)
        if (
            participant.role != "force"
            or span is None
            or mention.end > span.sent.start_char
            or mention not in scene.keys
        ):
            return participant
        key = in_view(scene, span.sent.start)
        meant = [m for m in scene.between(0, claim.evidence.start) if scene.keys.get(m) == key and m.kind != "pronoun"]
        return replace(participant, mention=meant[-1]) if key != scene.keys[mention] and meant else participant

    claims = tuple(
        replace(c, participants=tuple(force(c, p) for p in c.participants)) if c.type == "TroopClaim" else c
        for c in scene.extraction.claims
    )
    scene.extraction = replace(scene.extraction, claims=claims)
