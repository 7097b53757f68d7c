"""The verbs of troop claims: which verb speaks of a force, and what it says that the troops do."""

from __future__ import annotations

from kgraph.extract.clauses import (
    OBJECT_CONTROL,
    case_of,
    children,
    is_passive,
    patients,
    told,
)
from kgraph.extract.forces import Force
from kgraph.extract.nouns import GROUPS, TROOPS, is_weapon
from kgraph.nlp.tokens import Token

# What a verb says that troops do: as its subject, as its object.
SUBJECT: dict[str, str] = {}
OBJECT: dict[str, str] = {}
for _kind, _as_subject, _as_object in (
    ("deploy", "deploy redeploy support reinforce back accompany escort", "deploy redeploy send dispatch despatch commit rush rotate move shift relocate use pour funnel "
     "provide supply contribute lend throw assign place put position parachute insert field pledge promise offer order strengthen reinforce bolster"),
    ("arrive", "arrive reach enter come land cross appear show return pour stream flow head go advance move travel march", "receive "
     "welcome host"),
    ("transport", "", "transport ferry carry airlift ship fly bus drive transfer"),
    ("present", "be remain stay operate work live camp patrol stand lie guard number exist serve sit stay occupy control hold man secure",
     "station base house have keep maintain see spot observe detect film concentrate"),
    ("fight", "fight battle clash join engage attack storm assault participate skirmish raid ambush repel defend intervene "
     "invade capture retake liberate", ""),
    ("train", "train drill exercise practise practice rehearse", "train drill instruct coach"),
    ("prepare", "prepare ready", "prepare ready equip"),
    ("assemble", "assemble gather mass amass regroup muster form", "assemble gather mass amass mobilise mobilize muster raise "
     "recruit form concentrate hire enlist conscript call build"),
    ("withdraw", "withdraw retreat leave depart evacuate exit pull fall", "withdraw evacuate remove recall pull repatriate "
     "expel evict extract"),
):  # fmt: skip
    for _verb in _as_subject.split():
        SUBJECT.setdefault(_verb, _kind)
    for _verb in _as_object.split():
        OBJECT.setdefault(_verb, _kind)
# Verbs too general to speak of troops unless a place, a battle or a number stands with them.
NEED_PLACE = frozenset(
    "be have come go work live camp support land use put place see move head return provide supply come carry stand lie keep sit exist number hold "
    "raise call build throw field show back accompany escort strengthen reinforce bolster fall control lend assign post position pull".split()
)
# With an object these verbs tell what troops do to something else.
_MOVING_OTHERS = frozenset(
    "assemble mass muster raise move return train gather form drill land march fly hold base send post flow pour".split()
)
_DRILLING = frozenset("begin start undergo receive complete finish".split())
GUARDING = frozenset("guard protect patrol secure defend monitor occupy seal watch".split())
EXERCISES = frozenset("drill exercise manoeuvre maneuver wargame".split())
_READINESS = frozenset("alert standby readiness".split())
_UNDER_WAY = frozenset("way route march move".split())
BESIDE = frozenset("alongside with beside".split())
_BATTLE = frozenset(
    "battle combat war conflict fight fighting hostility offensive operation action incursion invasion assault".split()
)
# What the sentence does to a nominal event so that it is claimed, not only wished for or complained of.
ASSERTING = frozenset(
    "confirm announce report deny reject order approve authorise authorize begin start complete continue finish condemn "
    "detect observe verify halt suspend follow delay".split()
)


def predicate_of(head: Token) -> tuple[Token | None, bool]:
    """The verb that troops are the subject or object of, and whether as its doer."""
    top = head
    while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    above = top.head
    if above == top or (above.pos_ not in ("VERB", "AUX") and top.dep_ not in ("nsubj", "nsubj:pass")):
        if above != top and head.dep_ in ("nmod",) and above.pos_ == "NOUN":
            return None, False
        return _participle(head)
    if top.dep_ in ("nsubj", "nsubj:pass", "csubj"):
        verb = _follow(above, passive=is_passive(above))
        return verb, not is_passive(verb)
    if top.dep_ == "iobj" or (top.dep_ == "obj" and any(is_weapon(c) and c != top for c in children(above, "obj"))):
        return None, False  # "sent the militia weapons": what is sent is not the troops
    if top.dep_ == "obj":
        inner = [c for c in told(above) if c.i > top.i]
        if inner and above.lemma_ in OBJECT_CONTROL - set(OBJECT) | {"order"}:
            return _follow(inner[0], passive=is_passive(inner[0])), True  # "ordered its contingent to leave"
        return above, False
    if top.dep_ == "obl:agent" or (top.dep_ == "obl" and case_of(top) == "by"):
        return above, True
    return _participle(head)


def _participle(head: Token) -> tuple[Token | None, bool]:
    """A participle on the noun: "troops stationed in Mali", "soldiers training near the border"."""
    for c in children(head, "acl", "acl:relcl"):
        if any(m.lower_ == "to" for m in children(c, "mark")):
            continue  # "forces to fight": what they are for, not what they do
        if not children(c, "nsubj") or children(c, "nsubj")[0].tag_ in ("WDT", "WP"):
            return _follow(c, passive=is_passive(c)), not is_passive(c)
    return None, False


def _follow(verb: Token, *, passive: bool) -> Token:
    """Past verbs that only introduce another: "began training", "are preparing to fight", "were seen boarding"."""
    for _ in range(3):
        loose = verb.lemma_ in ("appear", "seem")
        if passive and verb.lemma_ in ("need", "require", "want"):
            return verb  # "are needed to repel": what they are for
        inner = [
            c
            for c in children(verb, "xcomp", *(("advcl",) if loose else ()))
            if c.pos_ == "VERB" or c.lemma_ in ("ready", "prepared")
        ]
        if verb.lemma_ == "commit":
            inner += [c for c in children(verb, "advcl", "ccomp") if c.tag_ == "VBG"]  # "committed to leaving"
        if not inner or (verb.lemma_ in ("prepare", "train") and not passive):
            return verb
        known = verb.lemma_ in SUBJECT and not passive
        if known and verb.lemma_ not in NEED_PLACE | {"begin", "continue", "appear"}:
            return verb
        verb = inner[0]
        passive = is_passive(verb)
    return verb


def activity_of(verb: Token, force: Force, *, as_subject: bool) -> str | None:
    """What the troops do, by the verb with its particles and objects; None where the verb does not speak of troops."""
    lemma = verb.lemma_.lower()
    particles = {c.lower_ for c in verb.children if c.dep_ in ("compound:prt", "advmod")}
    cases = {case_of(c).split(" ")[0] for c in verb.children if c.dep_ == "obl"}
    away = particles & {"out", "back", "down", "home"} or "out" in cases
    home = "home" in particles and lemma in ("go", "come", "return", "head", "send", "march", "ship")
    if lemma == "come" and any(case_of(c) == "under" for c in verb.children):
        return None  # "came under fire"
    if home or (lemma in ("pull", "move", "fall", "draw", "fly", "bring") and away):
        return "withdraw"
    if as_subject and lemma in _MOVING_OTHERS and any(c.dep_ == "obj" for c in verb.children):
        return "deploy" if lemma in ("move", "send") and any(is_weapon(t) for t in patients(verb)) else None
    if lemma in ("put", "place") and force.head.lemma_ in ("number", "figure", "strength", "total"):
        return None  # a count: see ``counted_by``
    if lemma == "stand" and not as_subject:
        return "assemble" if "up" in particles else None  # "stood up its first brigade abroad"
    if lemma in ("throw", "drive", "kick") and not as_subject and "out" in particles:
        return "withdraw"  # "was thrown out by the junta"
    goals = children(verb, "obl")
    goal = {c.lemma_.lower() for g in goals for c in [g, *children(g, "nmod")]}  # "on its highest level of alert"
    if lemma in ("put", "place") and not as_subject and goal & _READINESS:
        return "prepare"  # "placed its army on high alert"
    if lemma == "order" and not as_subject and not any(case_of(c) in ("to", "into") for c in children(verb, "obl")):
        return None
    if lemma in ("take", "participate", "join", "engage") and as_subject and _in_exercise(verb):
        return "train"
    if lemma == "join" and is_passive(verb) and as_subject:
        return "deploy"  # "they will be joined by 200 Fijians"
    if lemma in _DRILLING and any(c.lemma_ == "training" for c in children(verb, "obj", "xcomp")):
        return "train"
    if lemma == "pull" or (lemma == "fall" and not particles & {"back"}) or (lemma == "show" and "up" not in particles):
        return None
    if any(c.lemma_ in _BATTLE and case_of(c) in ("in", "into") for c in verb.children if c.dep_ == "obl") and lemma in (
        "participate", "take", "engage", "join", "use", "involve",
    ):  # fmt: skip
        return "fight"
    if verb.pos_ == "NOUN" and case_of(verb) in ("on", "en") and lemma in _UNDER_WAY | _READINESS:
        return "prepare" if lemma in _READINESS else "deploy"
    if lemma == "be" or verb.pos_ in ("ADJ", "ADV", "NOUN", "PROPN"):
        if as_subject and lemma in ("ready", "prepared", "poised"):
            return "prepare"
        return "present" if verb.pos_ != "ADJ" else None
    table = SUBJECT if as_subject else OBJECT
    found = table.get(lemma)
    if lemma == "join" and not _joins_war(verb):
        return None
    if found == "deploy" and not as_subject and lemma == "use":
        return "fight" if in_battle(verb) else "deploy"
    return found


def _in_exercise(verb: Token) -> bool:
    """ "take part in drills", "joined the exercise"."""
    return any(c.lemma_.lower() in EXERCISES for c in children(verb, "obl", "obj", "nmod")) or any(
        n.lemma_.lower() in EXERCISES for c in children(verb, "obj") for n in children(c, "nmod")
    )


def _joins_war(verb: Token) -> bool:
    """ "joined the offensive", "joined Russian forces": not a club, a tour or a service."""
    joined = {t.lemma_.lower() for c in children(verb, "obj", "obl", "xcomp", "advcl") for t in c.subtree}
    return bool(joined & (_BATTLE | TROOPS - {"company", "corps", "team"} | GROUPS | {"front", "frontline", "fight"}))


def in_battle(verb: Token) -> bool:
    """Whether a phrase of the verb names fighting: "sent into battle"."""
    return any(t.lemma_.lower() in _BATTLE for c in verb.children if c.dep_ == "obl" for t in c.subtree)
