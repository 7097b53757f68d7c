"""What a body belongs to by its own name: "Guyana Defence Force" is Guyana's, "UN Security Council" the UN's."""

from __future__ import annotations

import re
from dataclasses import replace

from kgraph.resolve.scene import Scene
from kgraph.types import BODY_TYPES, Affiliation, Evidence, Mention

# The last words of the names of a state's own bodies; "Nigeria Airways" and "Korea Herald" are no part of the state.
_ORGANS = frozenset(
    "force forces army navy guard guards ministry parliament senate assembly police corps command marines".split()
)
# Names that rebels and parties give themselves: "Free Syrian Army", "Lebanese Resistance Forces".
_REBELS = frozenset(
    "free democratic liberation resistance patriotic revolutionary volunteer legion islamic lord's".split()
)


def settle_wholes(scene: Scene) -> None:
    """Adds the affiliations that names tell by themselves, for bodies that belong to nobody yet."""
    owned = {a.member.key or scene.keys.get(a.member) for a in scene.extraction.affiliations}
    added: list[Affiliation] = []
    for mention in list(scene.mentions):
        if mention.kind != "name" or mention.type not in BODY_TYPES or scene.keys.get(mention) in owned:
            continue
        whole = _within(scene, mention)
        if whole is not None and whole[1] != scene.keys.get(mention):
            part, key = whole
            scene.put(part, key)
            added.append(Affiliation(mention, part, _evidence(scene, mention)))
            owned.add(scene.keys.get(mention))
    if added:
        mentions = tuple(
            sorted({*scene.extraction.mentions, *(a.whole for a in added)}, key=lambda m: (m.start, m.end))
        )
        affiliations = (*scene.extraction.affiliations, *added)
        scene.extraction = replace(scene.extraction, mentions=mentions, affiliations=affiliations)


def _within(scene: Scene, mention: Mention) -> tuple[Mention, str] | None:
    """The state or international organisation that a name begins with, or whose forces it names."""
    words = [(w.start(), w.end()) for w in re.finditer(r"[^\s-]+(?:-\w+)*", mention.text)]
    organ = mention.text.split()[-1].lower() in _ORGANS and mention.type != "ArmedGroup"
    organ = organ and _REBELS.isdisjoint(mention.text.lower().split())
    for first in range(len(words) - 1):
        for last in range(min(len(words) - 2, first + 2), first - 1, -1):
            a, b = words[first][0], words[last][1]
            text = re.sub(r"['’]s?$", "", mention.text[a:b])
            b = a + len(text)
            key = scene.world.state(text) if organ and text[0].isupper() else None
            if first == 0 and key is None:
                bodies = scene.world.bodies(text)
                key = bodies[0] if len(bodies) == 1 and scene.world.type(bodies[0]) == "IGO" else None
            if key is not None:
                kind = "State" if key.startswith("state/") else "IGO"
                return Mention(mention.start + a, mention.start + b, text, "name", kind), key  # type: ignore[arg-type]
    return None


def _evidence(scene: Scene, mention: Mention) -> Evidence:
    span = scene.spans.get(mention)
    sentence = span.sent.text.strip() if span is not None else mention.text
    return Evidence(mention.start, mention.end, mention.text, sentence)
