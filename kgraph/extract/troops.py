"""Claims about troops: whose they are, how many, what they do, where, when, beside and against whom."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.extract.clauses import (
    OBJECT_CONTROL,
    agents,
    case_of,
    children,
    clause_root,
    is_passive,
    obliques,
    patients,
)
from kgraph.extract.context import REPORTING, Context, coordinated, participant
from kgraph.extract.forces import NOMINAL, Force, InView, find_force, is_definite_or_counted, joint_owners, quantity_of
from kgraph.extract.modality import is_faculty
from kgraph.extract.nouns import GROUPS, TROOPS, is_weapon
from kgraph.types import Claim, Mention, Participant

# What a verb says that troops do: as its subject, as its object.
SUBJECT: dict[str, str] = {}
OBJECT: dict[str, str] = {}
for _kind, _as_subject, _as_object in (
    ("deploy", "deploy redeploy support reinforce", "deploy redeploy send dispatch despatch commit rush rotate move shift relocate use pour funnel "
     "provide supply contribute lend throw assign place put position parachute insert field"),
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
_NEED_PLACE = frozenset(
    "be have come go work live camp support land use put place see move head return provide supply come carry stand lie keep sit exist number hold "
    "raise call build throw field show fall control lend assign post position pull".split()
)
# With an object these verbs tell what troops do to something else.
_MOVING_OTHERS = frozenset(
    "assemble mass muster raise move return train gather form drill land march fly hold base send post flow pour".split()
)
_DRILLING = frozenset("begin start undergo receive complete finish".split())
_GUARDING = frozenset("guard protect patrol secure defend monitor occupy seal watch".split())
_EXERCISES = frozenset("drill exercise manoeuvre maneuver wargame".split())
_WITH = frozenset("alongside with beside".split())
_BATTLE = frozenset(
    "battle combat war conflict fight fighting hostility offensive operation action incursion invasion assault".split()
)
# What the sentence does to a nominal event so that it is claimed, not only wished for or complained of.
_ASSERTING = frozenset(
    "confirm announce report deny reject order approve authorise authorize begin start complete continue finish condemn "
    "detect observe verify halt suspend follow delay".split()
)


def troop_claims(context: Context) -> Iterator[Claim]:
    """Every troop claim of the article, in order of the text."""
    view = InView()
    for token in context.doc:
        exercise = drills(context, token)
        if exercise is not None:
            yield exercise
        force = find_force(context, token, view)
        if force is None:
            continue
        claims = list(by_verbs(context, force, view)) or list(by_noun(context, force, view))
        view.see(force, claims[0].role("force")[0] if claims else force.owner)
        yield from claims


def drills(context: Context, noun: Token) -> Claim | None:
    """Manoeuvres that somebody holds: "China staged large-scale drills around the island"."""
    verb = noun.head
    if noun.lemma_.lower() not in _EXERCISES or noun.dep_ not in ("obj", "nsubj:pass", "nmod"):
        return None
    if noun.dep_ == "nmod":
        verb = verb.head  # "a day of drills"
    if verb.lemma_ not in (
        "stage",
        "hold",
        "conduct",
        "begin",
        "launch",
        "start",
        "carry",
        "mount",
        "end",
        "complete",
        "announce",
    ):
        return None
    doers = [m for t in agents(verb) if (m := context.actor(t)) is not None and _can_send(m) and m.type != "Person"]
    if not doers:
        return None
    phrases = [*obliques(verb), *_in_phrase(noun), *_in_phrase(noun.head if noun.dep_ == "nmod" else noun)]
    places = [m for m in context.places(phrases) if m not in doers]
    allies = [m for case, t in phrases if case in _WITH for m in context.actors_of([t])]
    people = [*participant("force", doers), *participant("location", places), *participant("ally", allies)]
    return context.claim("TroopClaim", "drills", verb, people, activity="train", event="MOBILIZE", confidence=0.8)


def by_verbs(context: Context, force: Force, view: InView) -> Iterator[Claim]:
    """Troops as subject or object of a verb, and of the verbs coordinated with it: "were hired and sent to Darfur"."""
    verb, as_subject = _predicate(force.head)
    if verb is None:
        return
    yield from by_verb(context, force, verb, view, as_subject=as_subject)
    for further in children(verb, "conj"):
        shares = as_subject or force.head.dep_ == "nsubj:pass"
        if further.pos_ == "VERB" and shares and not children(further, "nsubj", "nsubj:pass", "obj"):
            passive = is_passive(further) or (is_passive(verb) and further.tag_ == "VBN")
            yield from by_verb(context, force, further, view, as_subject=not passive)


def by_verb(context: Context, force: Force, verb: Token, view: InView, *, as_subject: bool) -> Iterator[Claim]:
    """What one verb says of the troops: "Rwandan soldiers have crossed the border", "France will pull out its troops"."""
    activity = None if is_faculty(verb) else _activity(verb, force, as_subject=as_subject)
    if activity is None or not _enough(context, verb, force, activity):
        return
    owners, operator = _whose(context, verb, force, view, as_subject=as_subject, activity=activity)
    if not owners:
        return
    owners = [*owners, *(m for m in joint_owners(context, force) if m not in owners)]
    participants = [*participant("force", owners), *_surroundings(context, verb, force, activity, operator)]
    yield context.claim(
        "TroopClaim", "troops_by_verb", verb, participants, activity=activity, event=_event(activity),
        quantity=quantity_of(context, force),
    )  # fmt: skip


def by_noun(context: Context, force: Force, view: InView) -> Iterator[Claim]:
    """A nominal event with a predicate that asserts it: "confirmed the deployment of 3,000 troops"."""
    noun = force.noun.head if force.noun.dep_ in ("nmod", "compound", "nmod:poss") else None
    if noun is None or noun.lemma_.lower() not in NOMINAL:
        return
    verb = clause_root(noun)
    subject = noun.dep_ in ("nsubj", "nsubj:pass") and any(c.dep_ in ("aux", "cop") for c in verb.children)
    asserted = noun.dep_ in ("obj", "nsubj", "nsubj:pass") and noun.head.lemma_ in _ASSERTING
    if not (subject or asserted):
        return
    owner = force.owner or context.mentions.owner(noun) or _speaker_side(context, noun) or view.owner
    if owner is None:
        return
    places = context.places(
        (case_of(n), n) for n in coordinated([*children(noun, "nmod"), *children(force.noun, "nmod")])
    )
    participants = [Participant("force", owner), *participant("location", [p for p in places if p != owner])]
    activity = NOMINAL[noun.lemma_.lower()]
    yield context.claim(
        "TroopClaim", "troops_by_noun", verb, participants, activity=activity, event=_event(activity),
        quantity=quantity_of(context, force), confidence=0.75,
        told_by=noun.head if asserted and noun.head.lemma_ in REPORTING else None,
    )  # fmt: skip


def _predicate(head: Token) -> tuple[Token | None, bool]:
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
        return _follow(above, passive=is_passive(above)), not is_passive(above)
    if top.dep_ == "iobj" or (top.dep_ == "obj" and any(is_weapon(c) and c != top for c in children(above, "obj"))):
        return None, False  # "sent the militia weapons": what is sent is not the troops
    if top.dep_ == "obj":
        told = [c for c in children(above, "xcomp") if c.pos_ == "VERB" and c.i > top.i]
        if told and above.lemma_ in OBJECT_CONTROL - set(OBJECT):
            return _follow(told[0], passive=is_passive(told[0])), True  # "ordered its contingent to leave"
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
        inner = [c for c in children(verb, "xcomp", *(("advcl",) if loose else ())) if c.pos_ == "VERB"]
        if verb.lemma_ == "commit":
            inner += [c for c in children(verb, "advcl", "ccomp") if c.tag_ == "VBG"]  # "committed to leaving"
        if not inner or (verb.lemma_ in ("prepare", "train") and not passive):
            return verb
        known = verb.lemma_ in SUBJECT and not passive
        if known and verb.lemma_ not in _NEED_PLACE | {"begin", "continue", "appear"}:
            return verb
        verb = inner[0]
        passive = is_passive(verb)
    return verb


def _activity(verb: Token, force: Force, *, as_subject: bool) -> str | None:
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
    if lemma in _DRILLING and any(c.lemma_ == "training" for c in children(verb, "obj", "xcomp")):
        return "train"
    if lemma == "pull" or (lemma == "fall" and not particles & {"back"}) or (lemma == "show" and "up" not in particles):
        return None
    if any(c.lemma_ in _BATTLE and case_of(c) in ("in", "into") for c in verb.children if c.dep_ == "obl") and lemma in (
        "participate", "take", "engage", "join", "use", "involve",
    ):  # fmt: skip
        return "fight"
    if lemma == "be" or verb.pos_ in ("ADJ", "ADV", "NOUN", "PROPN"):
        if as_subject and lemma in ("ready", "prepared", "poised"):
            return "prepare"
        return "present" if verb.pos_ != "ADJ" else None
    table = SUBJECT if as_subject else OBJECT
    found = table.get(lemma)
    if lemma == "join" and not _joins_war(verb):
        return None
    if found == "deploy" and not as_subject and lemma == "use":
        return "fight" if _surrounding_battle(verb) else "deploy"
    return found


def _joins_war(verb: Token) -> bool:
    """ "joined the offensive", "joined Russian forces": not a club, a tour or a service."""
    joined = {t.lemma_.lower() for c in children(verb, "obj", "obl", "xcomp", "advcl") for t in c.subtree}
    return bool(joined & (_BATTLE | TROOPS - {"company", "corps", "team"} | GROUPS | {"front", "frontline", "fight"}))


def _surrounding_battle(verb: Token) -> bool:
    return any(t.lemma_.lower() in _BATTLE for c in verb.children if c.dep_ == "obl" for t in c.subtree)


def _enough(context: Context, verb: Token, force: Force, activity: str) -> bool:
    """General verbs need a place, a number or a battle beside the troops to say anything of them."""
    if force.head.ent_type_ and force.noun == force.head and verb.lemma_ in ("leave", "stay", "remain"):
        return bool(context.places([*obliques(verb), *(("to", t) for t in patients(verb))]))
    if activity in ("withdraw", "fight", "train", "prepare", "assemble"):
        return True
    if verb.lemma_.lower() not in _NEED_PLACE and verb.pos_ == "VERB":
        return True
    if any(c.lower_ == "in" and c.dep_ in ("advmod", "compound:prt") for c in verb.children):
        return True  # "moved in"
    places = context.places([*obliques(verb), *_in_phrase(force.head)]) or (
        verb.pos_ != "VERB" and context.mentions.name_at(verb) is not None
    )
    if verb.pos_ not in ("VERB", "AUX"):
        places = places or bool(context.places([(case_of(verb) or "in", verb)]))
    if activity == "present":
        return bool(places)
    return bool(places) or _surrounding_battle(verb) or quantity_of(context, force) is not None


def _whose(
    context: Context, verb: Token, force: Force, view: InView, *, as_subject: bool, activity: str
) -> tuple[list[Mention], Mention | None]:
    """Whose troops they are (several may send troops together), and who moves them if that is another."""
    away = activity == "withdraw" and any(
        case_of(c) == "from" and (m := context.mentions.of(c)) is not None and m == force.owner
        for c in [*children(force.head, "nmod"), *children(force.noun, "nmod")]
    )
    doers = [] if as_subject else [m for t in agents(verb) if (m := context.actor(t)) is not None and _can_send(m)]
    moving = activity in ("deploy", "transport", "fight", "assemble", "train", "withdraw")
    if force.owner is not None and force.owner.text.lower().startswith(("each ", "every ", "any ", "either ")):
        return [], None
    if force.owner is not None and not ((force.owner.kind == "pronoun" or away) and doers):
        other = doers[0] if doers and doers[0].text != force.owner.text and doers[0].kind != "pronoun" else None
        return [force.owner], other if moving else None
    if activity == "transport" and doers and view.owner is not None:
        return [view.owner], doers[0]  # who carries troops need not own them
    if doers and activity not in ("fight", "train"):
        return ([], None) if _distributive(agents(verb)[0]) else (doers, None)
    if is_definite_or_counted(force) and view.owner is not None:
        return [view.owner], None
    return [], None


def _can_send(mention: Mention) -> bool:
    return mention.type not in ("UnnamedSource", "Place", "Treaty", "Equipment")


def _distributive(token: Token) -> bool:
    """ "each country may send troops": a rule for all, not what somebody's troops do."""
    return any(c.lower_ in ("each", "either", "every", "any") for c in token.lefts)


def _surroundings(
    context: Context, verb: Token, force: Force, activity: str, operator: Mention | None
) -> Iterator[Participant]:
    """Where to and from, beside and against whom, moved by whom."""
    phrases = [*_phrases(verb), *_in_phrase(force.head)]
    places = [(case, t) for case, t in phrases if case != "from"]
    direct = [
        ("to", t) for t in patients(verb) if verb.lemma_ in ("reach", "enter", "leave", "cross") and t != force.head
    ]
    if verb.pos_ not in ("VERB", "AUX"):
        direct.append((case_of(verb) or "in", verb))
    owner_text = force.owner.text if force.owner else None
    for mention in context.places([*direct, *places]):
        if mention.text != owner_text or mention.type == "Place":
            yield Participant("location", mention)
    for mention in context.places((c, t) for c, t in phrases if c in ("from", "out of")):
        if mention.text != owner_text:
            yield Participant("origin", mention)
            if activity == "withdraw":
                yield Participant("location", mention)  # where they are until they have left
    for case, token in phrases:
        clash = case == "with" and verb.lemma_ in ("clash", "battle", "skirmish", "spar")
        if case in _WITH and token != force.head and not clash:
            yield from participant("ally", context.actors_of([token]))
        if case == "against" or clash:
            yield from participant("opponent", context.actors_of([token]))
    for c in [verb, *children(verb, "xcomp", "advcl")]:
        if c.lemma_ == "fight":
            enemies = [t for t in patients(c) if t != force.head and t != force.noun]
            yield from participant("opponent", [m for m in context.actors_of(enemies) if m.text != owner_text])
    if operator is not None:
        yield Participant("operator", operator)


def _in_phrase(token: Token, depth: int = 0) -> Iterator[tuple[str, Token]]:
    """Prepositional phrases inside the noun phrase of the troops: "a battalion of 600 soldiers to Latvia"."""
    for c in children(token, "nmod", "obl"):
        for n in coordinated([c]):
            yield case_of(n), n
        if depth < 3:
            yield from _in_phrase(c, depth + 1)


def _where(verb: Token) -> list[tuple[str, Token]]:
    """ "the port, where a ship took on soldiers": the noun that a clause with "where" describes."""
    above = verb
    for _ in range(4):
        if above.dep_ in ("acl:relcl", "advcl:relcl", "acl") and above.head.pos_ in ("NOUN", "PROPN"):
            if any(t.lower_ == "where" for t in above.subtree if t.i < above.i):
                return [("in", t) for t in coordinated([above.head])]
            return []
        if above.head == above:
            return []
        above = above.head
    return []


def _phrases(verb: Token) -> list[tuple[str, Token]]:
    """The verb's prepositional phrases, with those of the purpose clauses under it: "sent in to fight near Goma"."""
    found = [*obliques(verb), *_where(verb)]
    for c in [verb, *children(verb, "advcl", "xcomp")]:
        if c.lemma_ in _GUARDING:
            found.extend(("at", t) for t in children(c, "obj"))
    found.extend((case_of(c), c) for t in children(verb, "obj") if t.pos_ == "ADJ" for c in children(t, "obl", "nmod"))
    found.extend((case_of(c), c) for c in children(verb, "xcomp") if c.pos_ in ("NOUN", "PROPN"))
    for c in children(verb, "advcl", "xcomp"):
        found.extend(obliques(c))
    if verb.dep_ in ("xcomp",) and verb.head.pos_ == "VERB":
        found.extend(obliques(verb.head))
    return found


def _speaker_side(context: Context, noun: Token) -> Mention | None:
    """Whose troops a speaker means who defends "any troop deployment": the speaker's, when nothing else is said."""
    chain = context.chain(noun)
    return context.speaker(chain[-1].sources[0]) if chain and chain[-1].sources else None


def _event(activity: str) -> str:
    return {"withdraw": "RETREAT", "fight": "ASSAULT"}.get(activity, "MOBILIZE")
