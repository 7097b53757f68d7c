"""Claims about troops: whose they are, how many, what they do, where, when, beside and against whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgraph.extract.clauses import (
    agents,
    case_of,
    children,
    clause_root,
    is_passive,
    obliques,
    patients,
)
from kgraph.extract.context import REPORTING, Context, coordinated, participant
from kgraph.extract.force_words import NOMINAL
from kgraph.extract.forces import (
    Force,
    InView,
    find_force,
    joint_owners,
    quantity_of,
)
from kgraph.extract.modality import is_faculty
from kgraph.extract.nouns import is_troops
from kgraph.extract.troop_owners import can_send, speaker_side, whose
from kgraph.extract.troop_places import REINFORCING, in_phrase, is_shared, surroundings
from kgraph.extract.troop_verbs import (
    ASSERTING,
    BESIDE,
    EXERCISES,
    NEED_PLACE,
    activity_of,
    in_battle,
    predicate_of,
)
from kgraph.nlp.tokens import Token
from kgraph.types import Claim, Participant, Quantity

_LEAVING = frozenset({"withdraw", "retreat", "pull"})
_GROWING = frozenset("grow swell expand rise increase shrink".split())
_COUNTS = frozenset("number figure strength total size count".split())
_RESIZING = frozenset(
    "raise increase boost expand enlarge strengthen swell cut reduce shrink trim halve double".split()
)


def troop_claims(context: Context) -> Iterator[Claim]:
    """Every troop claim of the article, in order of the text."""
    view = InView()
    for token in context.doc:
        retreat = withdrawal(context, token) if token.lemma_ in _LEAVING and token.pos_ == "VERB" else None
        if retreat is not None:
            yield retreat
        exercise = drills(context, token) if token.lemma_.lower() in EXERCISES else None
        if exercise is not None:
            yield exercise
        force = find_force(context, token, view)
        if force is None:
            continue
        claims = list(by_verbs(context, force, view)) or list(by_noun(context, force, view))
        if not claims:
            claims = [c for c in (requested(context, force), counted_by(context, force)) if c is not None]
        view.see(force, claims[0].role("force")[0] if claims else force.owner)
        yield from claims


def withdrawal(context: Context, verb: Token) -> Claim | None:
    """A state that leaves a place: "Israel withdrew from Gaza", "urged Kigali to pull back from Goma"; not from talks."""
    away = verb.lemma_ != "pull" or any(c.lower_ in ("out", "back") for c in verb.children)
    if not away or children(verb, "obj") or is_faculty(verb) or is_passive(verb):
        return None
    states = [m for t in agents(verb) if (m := context.mentions.name_at(t)) is not None and m.type == "State"]
    goals = [(case, t) for case, t in obliques(verb) if case in ("from", "out of", "of", "to", "behind", "beyond")]
    places = [m for m in context.places(goals) if m.type in ("Place", "State") and m not in states]
    if not states or not places:
        return None
    people = [*participant("force", states), *participant("location", places)]
    people += participant("origin", [m for m in places if any(case in ("from", "out of", "of") for case, _ in goals)])
    return context.claim(
        "TroopClaim", "state_withdraws", verb, people, activity="withdraw", event="RETREAT", confidence=0.8
    )


def drills(context: Context, noun: Token) -> Claim | None:
    """Manoeuvres that somebody holds: "China staged large-scale drills around the island"."""
    verb = noun.head
    if noun.dep_ not in ("obj", "nsubj:pass", "nmod"):
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
    doers = [m for t in agents(verb) if (m := context.actor(t)) is not None and can_send(m) and m.type != "Person"]
    if not doers:
        return None
    phrases = [*obliques(verb), *in_phrase(noun), *in_phrase(noun.head if noun.dep_ == "nmod" else noun)]
    places = [m for m in context.places(phrases) if m not in doers]
    allies = [m for case, t in phrases if case in BESIDE and not is_shared(t) for m in context.actors_of([t])]
    people = [*participant("force", doers), *participant("location", places), *participant("ally", allies)]
    return context.claim("TroopClaim", "drills", verb, people, activity="train", event="MOBILIZE", confidence=0.8)


def by_verbs(context: Context, force: Force, view: InView) -> Iterator[Claim]:
    """Troops as subject or object of a verb, and of the verbs coordinated with it: "were hired and sent to Darfur"."""
    verb, as_subject = predicate_of(force.head)
    if verb is None:
        return
    yield from by_verb(context, force, verb, view, as_subject=as_subject)
    for relative in children(
        force.head, "acl:relcl"
    ):  # "the guards, who left the airport in May, will also leave the port"
        told = children(relative, "nsubj", "nsubj:pass")
        if relative != verb and told and told[0].tag_ in ("WDT", "WP") and verb.head != relative:
            passive = is_passive(relative)
            yield from by_verb(context, force, relative, view, as_subject=not passive)
    for further in children(verb, "conj"):
        shares = as_subject or force.head.dep_ == "nsubj:pass"
        if further.pos_ == "VERB" and shares and not children(further, "nsubj", "nsubj:pass", "obj"):
            passive = is_passive(further) or (is_passive(verb) and further.tag_ == "VBN")
            yield from by_verb(context, force, further, view, as_subject=not passive)


def by_verb(context: Context, force: Force, verb: Token, view: InView, *, as_subject: bool) -> Iterator[Claim]:
    """What one verb says of the troops: "Rwandan soldiers have crossed the border", "France will pull out its troops"."""
    activity = None if is_faculty(verb) else activity_of(verb, force, as_subject=as_subject)
    size = resized(context, force, verb)
    if size is not None:
        activity = "present"
    elif activity is None or not _enough(context, verb, force, activity):
        return
    owners, operator = whose(context, verb, force, view, as_subject=as_subject, activity=activity)
    if not owners:
        return
    owners = [*owners, *(m for m in joint_owners(context, force) if m not in owners)]
    participants = [*participant("force", owners), *surroundings(context, verb, force, activity, owners, operator)]
    yield context.claim(
        "TroopClaim", "troops_by_verb", verb, participants, activity=activity, event=_event(activity),
        quantity=size or _added(context, force, verb) or quantity_of(context, force),
    )  # fmt: skip


def by_noun(context: Context, force: Force, view: InView) -> Iterator[Claim]:
    """A nominal event with a predicate that asserts it: "confirmed the deployment of 3,000 troops"."""
    noun = force.noun.head if force.noun.dep_ in ("nmod", "compound", "nmod:poss") else None
    if noun is None or noun.lemma_.lower() not in NOMINAL:
        return
    verb = clause_root(noun)
    subject = noun.dep_ in ("nsubj", "nsubj:pass") and any(c.dep_ in ("aux", "cop") for c in verb.children)
    asserted = noun.dep_ in ("obj", "nsubj", "nsubj:pass") and noun.head.lemma_ in ASSERTING
    if not (subject or asserted):
        return
    owner = force.owner or context.mentions.owner(noun) or speaker_side(context, noun) or view.owner
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
        told_by=verb if _rules_out(verb) else noun.head if asserted and noun.head.lemma_ in REPORTING else None,
    )  # fmt: skip


def _rules_out(verb: Token) -> bool:
    """Whether the verb is "rule out"."""
    return verb.lemma_ == "rule" and any(c.lower_ == "out" for c in verb.children)


def resized(context: Context, force: Force, verb: Token) -> Quantity | None:
    """How many a force becomes or is: "cut the contingent to 2,000", "will grow to 4,800 soldiers", "numbers 600"."""
    changed = verb.lemma_ in _RESIZING and force.head.dep_ in ("obj", "nsubj:pass") and force.noun.tag_ == "NN"
    grown = verb.lemma_ in _GROWING and force.head.dep_ == "nsubj"
    if verb.lemma_ in ("number", "total") and force.head.dep_ == "nsubj":
        sizes = children(verb, "obj")
    else:
        sizes = [t for case, t in obliques(verb) if case == "to"] if changed or grown else []
    return next((q for t in sizes if (q := context.quantity(t)) is not None), None)


def _added(context: Context, force: Force, verb: Token) -> Quantity | None:
    """How many join a force: "reinforced its garrison with 600 soldiers"."""
    if verb.lemma_ not in REINFORCING or force.head.dep_ not in ("obj", "nsubj:pass"):
        return None
    joining = [t for case, t in obliques(verb) if case in ("with", "by") and is_troops(t)]
    return next((q for t in joining if (q := context.quantity(t)) is not None), None)


def counted_by(context: Context, force: Force) -> Claim | None:
    """A count that somebody puts on troops: "put the number of soldiers in the north at 45,000"."""
    noun = force.head if force.head.lemma_ in _COUNTS else force.head.head
    if noun.lemma_ not in _COUNTS or noun.dep_ not in ("obj", "nsubj:pass"):
        return None
    verb = noun.head
    sizes = [t for case, t in obliques(verb) if case == "at"] if verb.lemma_ in ("put", "estimate", "place") else []
    quantity = next((q for t in sizes if (q := context.quantity(t)) is not None), None)
    if quantity is None or force.owner is None:
        return None
    places = context.places([*in_phrase(force.head), *in_phrase(noun)])
    people = [Participant("force", force.owner), *participant("location", places)]
    return context.claim(
        "TroopClaim", "troops_counted", verb, people, activity="present", event="MOBILIZE", quantity=quantity,
        confidence=0.75, told_by=verb,
    )  # fmt: skip


def requested(context: Context, force: Force) -> Claim | None:
    """Troops that somebody is asked for: "has asked Kenya for troops", "requested 500 police from Nepal"."""
    verb, case = force.head.head, case_of(force.head)
    if verb.pos_ != "VERB" or verb.lemma_ not in ("ask", "request", "beg"):
        return None
    if force.head.dep_ == "obl" and case == "for":
        asked = context.actors_of(patients(verb))
    elif force.head.dep_ == "obj":
        asked = context.actors_of(t for prep, t in obliques(verb) if prep == "from")
    else:
        return None
    owners = [m for m in asked if can_send(m) and m.type != "Person"]
    if not owners:
        return None
    claim = context.claim(
        "TroopClaim", "troops_requested", verb, participant("force", owners), activity="deploy", event="MOBILIZE",
        quantity=quantity_of(context, force), confidence=0.7,
    )  # fmt: skip
    return replace(claim, phase="planned", certainty="possible")


def _enough(context: Context, verb: Token, force: Force, activity: str) -> bool:
    """Whether the verb says enough of the troops: general ones need a place, a number or a battle beside them."""
    if force.head.ent_type_ and force.noun == force.head and verb.lemma_ in ("leave", "stay", "remain"):
        return bool(context.places([*obliques(verb), *(("to", t) for t in patients(verb))]))
    if activity in ("withdraw", "fight", "train", "prepare", "assemble"):
        return True
    if verb.lemma_.lower() not in NEED_PLACE and verb.pos_ == "VERB":
        return True
    if any(c.lower_ == "in" and c.dep_ in ("advmod", "compound:prt") for c in verb.children):
        return True  # "moved in"
    places = context.places([*obliques(verb), *in_phrase(force.head)]) or (
        verb.pos_ != "VERB" and context.mentions.name_at(verb) is not None
    )
    if verb.pos_ not in ("VERB", "AUX"):
        places = places or bool(context.places([(case_of(verb) or "in", verb)]))
    if activity == "present":
        if any(t.lemma_ in ("command", "control", "flag") for case, t in obliques(verb) if case == "under"):
            return True
        here = any(c.lower_ in ("there", "here") for c in children(verb, "advmod")) or verb.lower_ in ("there", "here")
        counted = verb.lemma_ == "have" and quantity_of(context, force) is not None and _has_force(context, verb)
        return bool(places) or here or counted
    return bool(places) or in_battle(verb) or quantity_of(context, force) is not None


def _has_force(context: Context, verb: Token) -> bool:
    """ "the mission has 4,000 soldiers": who has them is a state or an armed body."""
    return any(
        is_troops(t) or ((m := context.actor(t)) is not None and m.type in ("State", "ArmedForce", "ArmedGroup", "IGO"))
        or t.lemma_.lower() == "mission"
        for t in agents(verb)
    )  # fmt: skip


def _event(activity: str) -> str:
    return {"withdraw": "RETREAT", "fight": "ASSAULT"}.get(activity, "MOBILIZE")
