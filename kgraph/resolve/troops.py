"""Whose "the troops", "1,500 soldiers", "they" are: the state or group whose people in arms were last spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.resolve.scene import Scene
from kgraph.types import Mention

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Token

PEOPLE_IN_ARMS = frozenset(
    "troop soldier fighter serviceman force unit recruit personnel infantry mercenary defender peacekeeper paratrooper "
    "conscript".split()
)
_REACH = 4  # sentences
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
    return next((k for k in keys if k.startswith(_OWNERS)), None)


def troops_before(scene: Scene, mention: Mention) -> str | None:
    """The owner of the troops spoken of last, within some sentences; where one sentence has two, nobody.

    "1,500 troops", without an article, may be others: only a state's, spoken of in this sentence or the one before.
    """
    definite = mention.text.lower().startswith("the ")
    span = scene.spans.get(mention)
    if span is None:
        return None
    sentences, current = 0, span.sent
    found: list[str] = []
    for i in range(span.start - 1, -1, -1):
        token = scene.doc[i]
        if token.sent is not current:
            if found or sentences == (_REACH if definite else 1):
                break
            sentences, current = sentences + 1, token.sent
        owner = owner_of_troops(scene, token)
        if owner is not None and owner not in found:
            found.append(owner)
    return found[0] if len(found) == 1 and (definite or found[0].startswith("state/")) else None
