"""Which states the sentences around an official are about: their subjects, where they speak, whom they oppose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.extract.clauses import case_of
from kgraph.extract.titles import is_role
from kgraph.resolve.scene import SUBJECTS, Scene
from kgraph.types import PERSON_TYPES, Mention

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Span, Token

# What is said to, of or against somebody else: the object of these is not the speaker's own state.
_OPPOSING = frozenset(
    "accuse blame condemn criticise criticize denounce warn urge thank ask tell praise assure invite demand reject rebuff "
    "threaten press exhort implore beg congratulate meet call visit attack sanction".split()
)
_DEMANDING = frozenset("demand urge ask press exhort implore beg call".split())  # ... that somebody else do something
_TOWARDS = frozenset({"to", "on", "with", "against", "at"})
_PERCEIVING = frozenset({"see", "watch", "let", "have", "help"})
_ANSWERING = frozenset(
    "say deny reject dismiss condemn welcome confirm denounce protest respond reply call accuse acknowledge refute dispute "
    "brush play shrug scoff praise insist warn charge claim".split()
)
_MEETING = frozenset("meet see visit host receive welcome join telephone phone talk speak negotiate".split())
_TRAVELLING = frozenset("travel go fly come head visit arrive journey".split())
_PLACED = frozenset({"in", "at", "to", "from"})
_SPEAKING = _ANSWERING | frozenset("tell add announce declare state ask urge".split())


def sentence_of(scene: Scene, mention: Mention) -> Span | None:
    """The sentence in which a mention stands."""
    span = scene.spans.get(mention)
    return span.sent if span is not None else None


def earlier_in_paragraph(scene: Scene, sentence: Span) -> Iterator[Span]:
    """The sentences of the same paragraph before a sentence, nearest first."""
    text, here = scene.extraction.article.text, sentence
    while here.start > 0:
        before = scene.doc[here.start - 1].sent
        if before.start >= here.start or "\n" in text[before.start_char : here.start_char]:
            return
        yield before
        here = before


def acting_states(scene: Scene, sentence: Span, *, until: int | None = None, reported: bool = False) -> list[str]:
    """The codes of the states that are subjects of a sentence's main clauses, themselves or by a body or people of theirs.

    ``until`` is a code point: only subjects before it; ``reported`` adds the clause that the main one reports. An
    official named in person stands for no state here.
    """
    found: list[str] = []
    for token in sentence:
        if token.dep_ in SUBJECTS and _main(token.head, reported=reported) and (until is None or token.idx < until):
            for one in (token, *(c for c in token.children if c.dep_ == "conj")):
                state = _state_of_noun(scene, one)
                if state is not None and state not in found:
                    found.append(state)
    return found


def acting_body(scene: Scene, sentence: Span) -> Mention | None:
    """The one state or body that is the subject of a sentence's first main clause: "The Kremlin brushed it off"."""
    for token in sentence:
        if token.dep_ in SUBJECTS and _main(token.head):
            if any(c.dep_ == "conj" for c in token.children):
                return None
            found = [
                m for m in scene.at(token.idx) if m.type not in PERSON_TYPES | {"UnnamedSource", "Place", "Treaty"}
            ]
            found = [m for m in found if m.kind in ("name", "nominal") and m.end == token.idx + len(token.text)]
            return max(found, key=lambda m: m.end - m.start, default=None)
    return None


def answers(sentence: Span) -> bool:
    """Whether a sentence's main clause tells of a reaction in words: "Asmara dismissed the reports"."""
    return any(t.dep_ == "ROOT" and t.lemma_ in _ANSWERING for t in sentence)


def named_in_front(scene: Scene, sentence: Span) -> str | None:
    """The state that a sentence begins by placing itself in: "In Israel, the opposition leader ...", "In Riga, ..."."""
    first = next((t for t in sentence if not t.is_punct and not t.is_space), None)
    if first is None or first.text not in ("In", "From"):
        return None
    stop = next((t.idx for t in sentence if t.text == ","), first.idx)
    places = [m for m in scene.between(first.idx, stop) if m.kind == "name" and m.end == stop]
    states = {state for m in places if (state := place_state(scene, m)) is not None}
    return states.pop() if len(states) == 1 else None


def place_state(scene: Scene, mention: Mention) -> str | None:
    """The code of the state that a name is, or whose capital it is."""
    key = scene.world.state(mention.text) if mention.kind == "name" else None
    return key.removeprefix("state/") if key is not None else None


def unquoted_states(scene: Scene, sentence: Span) -> list[str]:
    """The codes of the states that a sentence names outside quotations, where a description is not merely made with it."""
    quoted = scene.quoted(sentence.start_char, sentence.end_char)
    named = [
        m for m in scene.between(sentence.start_char, sentence.end_char)
        if m.kind in ("name", "demonym") and not _hyphened(scene, m) and not any(a <= m.start < b for a, b in quoted)
    ]  # fmt: skip
    return list(dict.fromkeys(s for m in named if (s := _own_state(scene, m)) is not None))


def speaking_place(scene: Scene, mention: Mention) -> str | None:
    """The state in whose capital a person speaks: "told reporters in Pristina"."""
    verb = _verb_of(scene, mention)
    if verb is None or verb.lemma_ not in _SPEAKING or not is_agent(scene, mention):
        return None
    return _capital_under(scene, verb)


def hosting_place(scene: Scene, mention: Mention) -> str | None:
    """The state in whose capital others meet a person: "to travel to Moscow to meet President Putin"."""
    root = _head_noun(scene, mention)
    if root is None or is_agent(scene, mention) or root.head.lemma_ not in _MEETING | {"talk", "talks"}:
        return None
    above = root.head.head
    return _capital_under(scene, above) if above.lemma_ in _TRAVELLING else None


def possessor_in_report(scene: Scene, pronoun: Mention) -> str | None:
    """Whose "its" is before a post: "Chile will send two ships, its minister said", "Somaliland is alarmed. Its minister"."""
    token = scene.root(pronoun)
    if token is None or token.dep_ != "nmod:poss" or token.lower_ != "its" or token.head.dep_ not in SUBJECTS:
        return None
    verb = token.head.head
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and c.i < token.i]
    if clauses and verb.dep_ == "ROOT":
        return _named_subject(scene, clauses[0], ("state/", "agency/", "organization/", "place/"))
    sentence = token.sent
    first = next((t for t in sentence if not t.is_punct and not t.is_space), None)
    if first is None or first.i != token.i or sentence.start == 0:
        return None
    root = next((t for t in scene.doc[sentence.start - 1].sent if t.dep_ == "ROOT"), None)
    return _named_subject(scene, root, ("place/",)) if root is not None else None


def _named_subject(scene: Scene, verb: Token, kinds: tuple[str, ...]) -> str | None:
    """The key of the name that is a predicate's subject, if it is of these kinds."""
    for child in verb.children:
        if child.dep_.split(":")[0] == "nsubj" and not any(c.dep_ == "conj" for c in child.children):
            keys = [scene.keys[m] for m in scene.at(child.idx) if m.kind == "name" and m in scene.keys]
            return next((k for k in keys if k.startswith(kinds)), None)
    return None


def met_place(scene: Scene, mention: Mention) -> str | None:
    """The state in whose capital somebody of no state is received by a person: "The envoy met President X in Lima"."""
    root = _head_noun(scene, mention)
    if root is None or root.dep_ != "obj" or root.head.lemma_ != "meet":
        return None
    guests = {_state_of_noun(scene, c) for c in root.head.children if c.dep_ in SUBJECTS}
    return _capital_under(scene, root.head) if guests == {None} else None


def is_agent(scene: Scene, mention: Mention) -> bool:
    """Whether a person acts or speaks in their sentence: as a subject, behind "by", or as one side of a meeting."""
    root = _head_noun(scene, mention)
    if root is None:
        return False
    if root.dep_ == "conj":
        root = root.head
    by = any(c.dep_ == "case" and c.lower_ in ("by", "between") for c in root.children)
    seen = root.dep_ == "obj" and root.head.lemma_ in _PERCEIVING and any(c.dep_ == "xcomp" for c in root.head.children)
    return root.dep_ in SUBJECTS or by or seen


def opposed_states(scene: Scene, mention: Mention) -> set[str]:
    """The states that a person addresses, meets or speaks against, in their sentence and as "he" or "she" in the next."""
    found: set[str] = set()
    verb = _verb_of(scene, mention)
    if verb is not None and is_agent(scene, mention):
        found |= _objects(scene, verb)
    sentence = sentence_of(scene, mention)
    if sentence is not None and sentence.end < len(scene.doc):
        after = scene.doc[sentence.end].sent
        for token in after:
            if token.dep_ in SUBJECTS and token.lower_ in ("he", "she") and token.head.dep_ == "ROOT":
                found |= _objects(scene, token.head)
    return found | _counterparts(scene, mention)


def _counterparts(scene: Scene, mention: Mention) -> set[str]:
    """The states of the officials beside a person: "her Romanian counterpart", "and Chile's foreign minister"."""
    sentence = sentence_of(scene, mention)
    if sentence is None:
        return set()
    found: set[str] = set()
    for token in sentence:
        if token.lower_ in ("counterpart", "counterparts"):
            found |= {s for c in token.children for m in scene.at(c.idx) if (s := _own_state(scene, m)) is not None}
    root = _head_noun(scene, mention)
    if root is not None:
        beside = [c for c in root.children if c.dep_ == "conj"] + ([root.head] if root.dep_ == "conj" else [])
        for token in beside:
            found |= {s for c in token.children if c.dep_ in ("nmod:poss", "amod", "compound")
                      for m in scene.at(c.idx) if (s := _own_state(scene, m)) is not None}  # fmt: skip
    return found


def _objects(scene: Scene, verb: Token) -> set[str]:
    if verb.lemma_ not in _OPPOSING:
        return set()
    below = [c for c in verb.children if c.dep_ in ("obj", "iobj") or (c.dep_ == "obl" and case_of(c) in _TOWARDS)]
    if verb.lemma_ in _DEMANDING:
        below += [s for c in verb.children if c.dep_ in ("ccomp", "xcomp") for s in c.children if s.dep_ in SUBJECTS]
    return {state for token in below if (state := _state_of_noun(scene, token)) is not None}


def _capital_under(scene: Scene, verb: Token) -> str | None:
    found: set[str] = set()
    for child in verb.children:
        nouns = [child, *(c for c in child.children if c.dep_ == "nmod")]
        for noun in nouns if child.dep_ in ("obl", "obj", "iobj") else ():
            if any(c.dep_ == "case" and c.lower_ in _PLACED for c in noun.children):
                found |= {s for m in scene.at(noun.idx) if m.kind == "name" and _is_seat(scene, m)
                          and (s := place_state(scene, m)) is not None}  # fmt: skip
    return found.pop() if len(found) == 1 else None


def _is_seat(scene: Scene, mention: Mention) -> bool:
    """Whether a name is a capital's or a government seat's: "Riga", "the White House"."""
    return scene.world.is_city(mention.text) or scene.world.actors.metonym(mention.text) is not None


def _head_noun(scene: Scene, mention: Mention) -> Token | None:
    """The head of the noun phrase that a name belongs to: "Minister" in "Foreign Minister Ana Lopez" by some parses."""
    root = scene.root(mention)
    while root is not None and root.dep_ in ("flat", "appos") and root.head.i != root.i:
        root = root.head
    return root


def _verb_of(scene: Scene, mention: Mention) -> Token | None:
    root = _head_noun(scene, mention)
    return root.head if root is not None and root.head.i != root.i else None


def _main(verb: Token, *, reported: bool = False) -> bool:
    """Whether a predicate is a sentence's main one, or joined to it, or what a parenthetical report reports."""
    if verb.dep_ == "ROOT" or (reported and verb.dep_ == "ccomp" and verb.head.dep_ == "ROOT"):
        return True
    if verb.dep_ == "conj":
        return _main(verb.head, reported=reported)
    return verb.dep_ == "parataxis" and verb.head.dep_ == "ROOT"


def _state_of_noun(scene: Scene, token: Token) -> str | None:
    """The state that a noun phrase is, or that owns it: "Seoul", "Colombian officials", "Britain's Defense Ministry"."""
    if token.tag_ in ("PRP", "WP", "WDT", "DT"):
        return None
    covering = sorted(scene.at(token.idx), key=lambda m: m.start - m.end)
    if any(m.type in PERSON_TYPES and m.kind == "name" for m in covering):
        return None
    for m in covering:
        state = _own_state(scene, m)
        if state is not None and m.end <= token.idx + len(token.text) + 1:
            return state
        owner = scene.country(m) if m.type != "Place" else None
        if owner is not None:
            return owner
    for child in token.children:
        people = is_role(token) and child.dep_ == "nmod"
        behind = people and any(c.dep_ == "case" and c.lower_ in ("in", "of", "from") for c in child.children)
        if child.dep_ in ("nmod:poss", "amod", "compound") or behind:
            for m in scene.at(child.idx):
                if not _hyphened(scene, m) and (state := _own_state(scene, m)) is not None:
                    return state
    return None


def _own_state(scene: Scene, mention: Mention) -> str | None:
    key = scene.keys.get(mention)
    if key is None:
        return None
    return scene.world.country(key) if key.startswith(("state/", "agency/")) else None


def _hyphened(scene: Scene, mention: Mention) -> bool:
    """ "Moscow-led", "US-backed": the state is only part of a description."""
    return re.match(r"-\w", scene.extraction.article.text[mention.end : mention.end + 2]) is not None
