"""What the sentences before an official in a paragraph tell of states besides their subjects: by officials, by objects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgraph.resolve.evidence import acting_states, earlier_in_paragraph, sentence_of, unquoted_states
from kgraph.resolve.scene import SUBJECTS, Scene
from kgraph.types import PERSON_TYPES, Mention, Role

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Span

# "A vice president of the shipbuilder" is nobody's vice president but the shipbuilder's.
_COMPLEMENT = re.compile(
    r"\s+(?:of|at|for|with|in)\s+(?:the|a|an|its|his|her|their|another|\w+['’]s)\s+(?P<rest>[\w\s-]+)"
)
_STATES = frozenset("country nation republic state government kingdom cabinet".split())


def official_states(scene: Scene, sentence: Span) -> list[str]:
    """The codes of the states of those who act in a sentence, by the posts that the article gives them."""
    found: list[str] = []
    for token in sentence:
        if token.dep_ not in SUBJECTS or token.head.dep_ not in ("ROOT", "conj", "parataxis"):
            continue
        for m in scene.at(token.idx):
            key = scene.keys.get(m, "")
            if m.type in PERSON_TYPES and key.startswith("person/") and (side := scene.side(key)) is not None:
                found += [side.removeprefix("state/")] if side.startswith("state/") else []
    return list(dict.fromkeys(found))


def states_before(scene: Scene, sentence: Span, person: Mention) -> list[str]:
    """The codes of the states of a sentence that may own a title in it: not those that own somebody else behind."""
    owned = {a.whole.start for a in scene.extraction.affiliations if a.member.start > person.end}
    owned |= {r.of.start for r in scene.extraction.roles if r.of is not None and r.person.start > person.end}
    wholes = [m for m in scene.between(person.end, sentence.end_char) if m.start in owned]
    behind = {scene.world.country(scene.keys.get(m)) for m in wholes}
    elsewhere = [
        m for m in scene.between(sentence.start_char, sentence.end_char)
        if m.kind in ("name", "demonym") and m not in wholes and scene.world.country(scene.keys.get(m)) in behind
    ]  # fmt: skip
    kept = behind - {scene.world.country(scene.keys.get(m)) for m in elsewhere}
    return [s for s in unquoted_states(scene, sentence) if s not in kept]


def has_other_owner(scene: Scene, role: Role) -> bool:
    """Whether the words behind a title say whose it is, though nobody knows who is meant: "of the shipbuilder".

    A title that several share may be of a state each: "the deputy prime ministers, A and B".
    """
    text, head = scene.doc.text[role.evidence.start : role.evidence.end], re.escape(role.title.split()[-1])
    if re.search(rf"\b{head}s\b", text, re.IGNORECASE):
        return True
    # Not by offsets into text.lower(), which may be longer than the text: "İzmir".
    title = max(re.finditer(head, text, re.IGNORECASE), key=lambda found: found.start(), default=None)
    match = _COMPLEMENT.match(text, title.end()) if title is not None else None
    return match is not None and _STATES.isdisjoint(match["rest"].lower().split())


def nearest_states(scene: Scene, sentence: Span) -> list[str]:
    """The codes of the states that act nearest before a sentence in its paragraph, by themselves or by their officials.

    Where nobody acts, those that the sentence directly before speaks of: "It has split the Peruvian government."
    """
    for i, before in enumerate(earlier_in_paragraph(scene, sentence)):
        officials = official_states(scene, before)
        own = list(dict.fromkeys([*officials, *unquoted_states(scene, before)])) if officials else []
        own = own or acting_states(scene, before)
        own = own or (unquoted_states(scene, before) if i == 0 else [])
        if own:
            return own
    return []


def chamber_before(scene: Scene, role: Role) -> Mention | None:
    """The parliament that the sentence or the one before speaks of, for a bare "Speaker Ana Lopez"."""
    sentence = sentence_of(scene, role.person)
    if sentence is None:
        return None
    before = next(earlier_in_paragraph(scene, sentence), None)
    for start, end in (
        (sentence.start_char, role.evidence.start),
        (before.start_char, before.end_char) if before else (0, 0),
    ):
        found = [m for m in scene.between(start, end) if m.type == "Legislature" and m.kind in ("name", "nominal")]
        if found:
            return found[-1] if len({scene.keys.get(m, m.text) for m in found}) == 1 else None
    return None
