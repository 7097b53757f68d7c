"""Whose post a bare title is: "Foreign Minister Ana Lopez" of the state that the sentences around are about, or nobody's.

Steps from the surest to the least sure; the first that leaves one state decides, and steps that contradict each other
leave the post open. A wrong state is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kgraph.resolve.evidence import (
    acting_body,
    acting_states,
    answers,
    earlier_in_paragraph,
    hosting_place,
    is_agent,
    met_place,
    named_in_front,
    opposed_states,
    place_state,
    possessor_in_report,
    sentence_of,
    speaking_place,
)
from kgraph.resolve.home import home_states, main_states
from kgraph.resolve.offices import may_have
from kgraph.resolve.paragraph import chamber_before, has_other_owner, nearest_states, states_before
from kgraph.resolve.scene import Scene
from kgraph.types import PERSON_TYPES, Mention, Role

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Span

# Posts that a state has; a bare "analyst" or "editor" is no state's.
_OF_STATES = (
    "president", "prime minister", "minister", "premier", "chancellor", "king", "queen", "emir", "army chief",
    "chief of staff", "vice president", "ruler", "secretary of state", "secretary of defense", "secretary of defence",
    "foreign secretary", "defence secretary", "defense secretary", "home secretary", "interior secretary",
    "treasury secretary", "undersecretary", "national security adviser", "national security advisor", "military chief",
    "armed forces chief", "chief of the general staff", "attorney general",
)  # fmt: skip
# Not the leaders of gangs, rebels, unions and parties.
_LEADERS = frozenset(
    {"leader", "supreme leader", "military leader", "interim leader", "transitional leader", "opposition leader"}
)
_OF_ONE = frozenset({"president", "prime minister", "leader", "king", "chancellor", "premier"})
_SPOKEN = ("spokesman", "spokeswoman", "spokesperson")
_QUOTES = ('"', "“", "‘", "'")


@dataclass(frozen=True, slots=True)
class _Case:
    """A title to fill, with the states that it can be of."""

    scene: Scene
    role: Role
    home: frozenset[str]

    @property
    def person(self) -> Mention:
        return self.role.person

    def fits(self, state: str | None) -> str | None:
        """The state, if it can have the office, nobody else of the article holds it there, and the person is not
        opposed to it."""
        if state is None or not may_have(state, self.role.title) or _taken(self.scene, self.role, state):
            return None
        return state if state not in opposed_states(self.scene, self.person) else None

    def one(self, states: list[str]) -> str | None:
        """The only one of the states that fits."""
        fitting = {s for s in states if self.fits(s)}
        return fitting.pop() if len(fitting) == 1 else None


def fill_posts(scene: Scene) -> None:
    """Gives the bare titles their owners, where the text leaves one state only."""
    home = home_states(scene)
    for steps in (SURE, SURE, GUESSED, GUESSED):  # what is sure of one first: it may rule out or tell another's state
        roles = tuple(_filled(scene, role, home, steps) for role in scene.extraction.roles)
        scene.extraction = replace(scene.extraction, roles=roles)


def _filled(scene: Scene, role: Role, home: frozenset[str], steps: tuple[Step, ...]) -> Role:
    if role.of is not None:
        _settle_body(scene, role, home, steps)
        return role
    title = role.title.removeprefix("former ")
    if title.endswith(_SPOKEN):
        body = _spoken_for(scene, role)
        return role if body is None else replace(role, of=body)
    if title in ("speaker", "deputy speaker", "parliament speaker"):
        chamber = chamber_before(scene, role)
        if chamber is not None:
            return replace(role, of=chamber)
    if (not title.endswith(_OF_STATES) and title not in _LEADERS) or has_other_owner(scene, role):
        return role
    same = _by_other_role(scene, role)
    if same is not None:
        return replace(role, of=same)
    case = _Case(scene, role, home)
    for step in steps:
        state = step(case)
        if state is not None:
            named = _mention_of(scene, state, role.person.start)
            return role if named is None else replace(role, of=named)
    return role


def _by_other_role(scene: Scene, role: Role) -> Mention | None:
    """The owner that the article gives elsewhere: "Russian President Putin ... President Putin"."""
    same = [r.of for r in scene.extraction.roles if r.of and scene.keys.get(r.person) == scene.keys.get(role.person)]
    states = {scene.world.country(scene.keys.get(m)) for m in same} - {None}
    return same[0] if len(states) == 1 and may_have(str(next(iter(states))), role.title) else None


def _in_title(case: _Case) -> str | None:
    """The place within the title: "the opposition leader in Honiara, Peter Fono"."""
    scene, words = case.scene, case.role.evidence
    found = [m for m in scene.between(words.start, words.end) if scene.doc.text[: m.start].endswith((" in ", " of "))]
    states = {state for m in found if (state := place_state(scene, m)) is not None}
    return case.fits(states.pop()) if len(states) == 1 else None


def _in_front(case: _Case) -> str | None:
    """The place that the sentence begins with: "In Israel, opposition leader Yair Lapid called ..."."""
    sentence = sentence_of(case.scene, case.person)
    return case.fits(named_in_front(case.scene, sentence)) if sentence is not None else None


def _where_they_are(case: _Case) -> str | None:
    """The capital that others travel to to meet them, or where they speak, if the article is mainly about its state."""
    host = case.fits(hosting_place(case.scene, case.person))
    if host is not None:
        return host
    host = case.fits(met_place(case.scene, case.person))
    if host is not None and host in main_states(case.scene):
        return host
    state = case.fits(speaking_place(case.scene, case.person))
    return state if state in main_states(case.scene) and not _home_against(case, state or "") else None


def _by_own_sentence(case: _Case) -> str | None:
    """The state that acts in their own sentence before them: "Norway will send tanks, Defence Minister X said"."""
    scene, sentence = case.scene, sentence_of(case.scene, case.person)
    if sentence is None:
        return None
    acting = [s for s in acting_states(scene, sentence, until=case.role.evidence.start, reported=True) if case.fits(s)]
    before = {
        scene.world.country(scene.keys.get(m)) for m in scene.between(sentence.start_char, case.role.evidence.start)
        if m.kind in ("name", "demonym") and case.fits(scene.world.country(scene.keys.get(m))) is not None
    }  # fmt: skip
    if len(acting) != 1:
        return None
    # An official of the home state may speak of what the other main state does, hardly of a state named in passing.
    if acting[0] in main_states(scene) and _home_against(case, acting[0]):
        return None
    return acting[0] if before == set(acting) or acting[0] in case.home else None


def _by_paragraph(case: _Case) -> str | None:
    """The state that the paragraph is about up to there: the nearest one that acts and can have the office."""
    state = _near(case)
    return state if state is not None and not _home_against(case, state) else None


def _near(case: _Case) -> str | None:
    sentence = sentence_of(case.scene, case.person)
    if sentence is None or not (is_agent(case.scene, case.person) or _leads(case)):
        return None
    for before in earlier_in_paragraph(case.scene, sentence):
        fitting = [s for s in acting_states(case.scene, before) if case.fits(s)]
        if fitting:
            return fitting[0] if len(fitting) == 1 and _in_focus(case, fitting[0], sentence) else None
    return None


def _in_focus(case: _Case, state: str, sentence: Span) -> bool:
    """Whether a state is more than named in passing ("Italy has declined."): in the article, in the paragraph, or
    by an office that few others have."""
    behind = case.role.evidence.start >= case.person.start  # "X, the defence minister": the words lean on the context
    if behind or state in main_states(case.scene) or case.role.title in ("secretary of state", "chancellor"):
        return True
    start = min([sentence.start_char, *(b.start_char for b in earlier_in_paragraph(case.scene, sentence))])
    named = [m for m in case.scene.between(start, sentence.start_char) if m.kind in ("name", "demonym")]
    return sum(case.scene.world.country(case.scene.keys.get(m)) == state for m in named) > 1


def _by_content(case: _Case) -> str | None:
    """The one state that the sentence before names, as a subject of whatever clause, for a title behind the name."""
    scene, sentence = case.scene, sentence_of(case.scene, case.person)
    if (
        sentence is None
        or case.role.evidence.start < case.person.start
        or not (is_agent(scene, case.person) or _leads(case))
    ):
        return None
    before = next(earlier_in_paragraph(scene, sentence), None)
    if before is None:
        return None
    named = [m for m in scene.between(before.start_char, before.end_char) if m.kind == "name" and place_state(scene, m)]
    states = {place_state(scene, m) for m in named}
    alone = states.pop() if len(states) == 1 and any(scene.is_subject(m) for m in named) else None
    return case.fits(alone) if alone is not None and not _home_against(case, alone) else None


def _leads(case: _Case) -> bool:
    """Whether a person is the grammatical centre of the sentence though no subject by the parse."""
    root = case.scene.root(case.person)
    return root is not None and root.head.dep_ == "ROOT"


def _by_answer(case: _Case) -> str | None:
    """A quotation that begins a paragraph after a state's reaction: "Asmara denied it.", "“Lies,” Minister X said."."""
    scene, sentence = case.scene, sentence_of(case.scene, case.person)
    if sentence is None or sentence.start == 0 or not is_agent(scene, case.person):
        return None
    before = scene.doc[sentence.start - 1].sent
    quoted = next((t.text for t in sentence if not t.is_space), "") in _QUOTES
    return case.one(acting_states(scene, before)) if quoted and answers(before) else None


def _after_lead(case: _Case) -> str | None:
    """The state that acts in the first sentence, for the first official of the second paragraph."""
    scene, sentence = case.scene, sentence_of(case.scene, case.person)
    if sentence is None or sentence.start == 0 or not is_agent(scene, case.person):
        return None
    before = scene.doc[sentence.start - 1].sent
    text = scene.extraction.article.text
    if "\n" in text[: before.start_char].strip() or "\n" not in text[before.start_char : sentence.start_char]:
        return None
    state = case.one(acting_states(scene, before))
    return state if state is not None and not _home_against(case, state) else None


def _at_home(case: _Case) -> str | None:
    """The state that the article is at home in, for those who act, where no other stands nearer that could have them."""
    if not is_agent(case.scene, case.person) or _rivals(case):
        return None
    sentence = sentence_of(case.scene, case.person)
    home = case.one(sorted(case.home))
    if sentence is None or home is None:
        return None
    others = states_before(case.scene, sentence, case.person) + nearest_states(case.scene, sentence)
    for before in earlier_in_paragraph(case.scene, sentence):
        others += acting_states(case.scene, before)
    return home if all(s == home or not case.fits(s) for s in others) else None


def _by_officials(case: _Case) -> str | None:
    """The main state of whoever acts nearest before in the paragraph, officials too: "Mr Pahor left. Minister X ..." """
    sentence = sentence_of(case.scene, case.person)
    if sentence is None or not is_agent(case.scene, case.person):
        return None
    if states_before(case.scene, sentence, case.person):
        return None
    state = case.one(nearest_states(case.scene, sentence))
    acts = any(state in acting_states(case.scene, before) for before in earlier_in_paragraph(case.scene, sentence))
    if state is None or (acts and _home_against(case, state)):
        return None
    return state if state in main_states(case.scene) else None


Step = Callable[[_Case], str | None]
SURE: tuple[Step, ...] = (
    _in_title,
    _in_front,
    _by_answer,
    _where_they_are,
    _by_own_sentence,
    _by_paragraph,
    _by_content,
)
GUESSED: tuple[Step, ...] = (_after_lead, _by_officials, _at_home)


def _home_against(case: _Case, state: str) -> bool:
    """Whether the article is at home in another state that could have the office as well."""
    return state not in case.home and any(case.fits(s) for s in case.home)


def _rivals(case: _Case) -> bool:
    """Whether somebody else has the same title and no state either."""
    mine = case.scene.keys.get(case.person)
    return any(
        r.of is None and r.title == case.role.title and case.scene.keys.get(r.person) != mine
        for r in case.scene.extraction.roles
    )


def _spoken_for(scene: Scene, role: Role) -> Mention | None:
    """Whose a bare "spokeswoman" is: the body that acts in the sentence before, in the same paragraph."""
    sentence = sentence_of(scene, role.person)
    if sentence is None or not is_agent(scene, role.person):
        return None
    before = next(earlier_in_paragraph(scene, sentence), None)
    return acting_body(scene, before) if before is not None else None


def _settle_body(scene: Scene, role: Role, home: frozenset[str], steps: tuple[Step, ...]) -> None:
    """Whose a bare body before a title is, as for a bare title: "said foreign ministry spokesman Ana Lopez"."""
    body = role.of
    if body is None or body in scene.keys:
        return
    if body.kind == "pronoun":
        key = possessor_in_report(scene, body)
        if key is not None:
            scene.put(body, key)
        return
    if scene.country(body) is not None:
        return
    noun = scene.world.noun(body.text.lower().removeprefix("the "))
    if noun is None or noun.plural or noun.is_state or any(m.kind == "pronoun" for m in scene.inside(body)):
        return
    case = _Case(scene, replace(role, of=None), home)
    state = next((s for step in steps if (s := step(case)) is not None), None)
    key = scene.world.described(state, noun.name) if state is not None else None
    if key is not None:
        scene.put(body, key)


def _mention_of(scene: Scene, state: str, place: int) -> Mention | None:
    """The last mention of a state before a place, else the first behind it."""
    found = [m for m in scene.mentions if m.kind in ("name", "demonym") and scene.keys.get(m) == f"state/{state}"]
    before = [m for m in found if m.end <= place]
    return before[-1] if before else found[0] if found else None


def _taken(scene: Scene, role: Role, country: str) -> bool:
    """Whether the article names another holder of the state's office, or of its highest."""
    mine = scene.keys.get(role.person)
    office = _OF_ONE if role.title in _OF_ONE else {role.title}
    return any(
        r.title in office and (r.title == role.title or r.title == "leader" or role.title == "leader")
        and r.of is not None and scene.world.country(scene.keys.get(r.of)) == country
        and scene.keys.get(r.person) != mine and r.person.type in PERSON_TYPES
        for r in scene.extraction.roles
    )  # fmt: skip
