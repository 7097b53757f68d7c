"""Attacks told by verbs of violence: who hits whom, and whether the verb is meant in earnest."""

from __future__ import annotations

from kgraph.extract.arguments import doers, things
from kgraph.extract.casualties import HARM
from kgraph.extract.clauses import case_of, children, is_passive, obliques
from kgraph.extract.context import Context
from kgraph.extract.nouns import PLACES
from kgraph.extract.sides import ARMED_TYPES, Found, Side, aims_of, attackers_of, side_of
from kgraph.extract.violence import (
    ACCIDENTS,
    CIVIL,
    CRAFT,
    PEOPLE,
    PLAIN,
    SITES,
    WAR,
    is_armed,
    is_concrete,
    is_deed,
    is_gun,
    is_violent,
)
from kgraph.nlp.tokens import Token

CAUSES = frozenset("in by during with from when after under amid".split())
_SCRAP = frozenset("destroy demolish sink flatten level damage torch".split())
_CRIMES = frozenset("murder massacre assassinate behead lynch".split())  # killings that nothing else can mean
# Whom one beats in a vote or a game.
_RIVALS = frozenset(
    "rival opponent candidate team leader minister champion expert critic politician president competitor senator governor "
    "mayor incumbent party lawmaker chief scientist investor trader player challenger analyst economist".split()
)
# What is hit in a manner of speaking.
_NO_THING = frozenset(
    "snag milestone headline nerve deal blow chord balance note record bottom roof ground wall snags stride peak low high "
    "limit fear terror alarm pose bargain difficulty obstacle problem delay turbulence".split()
)
_BLOWS = frozenset("fire attack shelling bombardment gunfire assault siege shellfire".split())
_SPEAKERS = frozenset("Person MediaOutlet Company Legislature UnnamedSource Official".split())


def violence(context: Context, verb: Token) -> Found | None:
    """ "attacked the base", "were killed in a strike", "a drone hit the depot"."""
    subjects, objects = doers(verb), things(verb)
    side = side_of(context, subjects)
    causes = [t for case, t in obliques(verb) if case in CAUSES and t not in subjects and is_violent(t)]
    for cause in causes:
        side.armed = True
        side.add(attackers_of(context, cause))
    if subjects and not side.fits and not causes:
        return None
    shot = any(is_gun(t) for t in subjects)  # what a missile hits is a thing
    victims = [t for t in objects if is_concrete(context, t) or (shot and t.tag_ in ("NN", "NNS"))]
    victims = [t for t in victims if t.lemma_.lower() not in _NO_THING]
    if not victims and not (verb.lemma_ in ("attack", "strike") and side.armed and not objects):
        return None
    if not _is_physical(context, verb, side, victims, meant=bool(causes)):
        return None
    aims = [t for t in victims if t.lower_ != "himself" and not (subjects and _is_own(verb, t))]
    if not aims and victims and verb.lemma_.lower() in _SCRAP:
        return None  # "Iraq destroyed its stockpiles"
    return side.actors, aims + [a for c in causes for a in aims_of(c) if not side.actors or not aims]


def _is_own(verb: Token, thing: Token) -> bool:
    """Whether the thing destroyed is the doer's own: "had destroyed its chemical weapons"."""
    owned = any(c.lower_ in ("its", "their", "his", "her") for c in children(thing, "nmod:poss"))
    return verb.lemma_.lower() in _SCRAP and owned and not is_passive(verb)


def _is_physical(context: Context, verb: Token, side: Side, victims: list[Token], *, meant: bool) -> bool:
    """Whether the verb is meant in earnest: "hit the depot with rockets", not "hit exporters with tariffs"."""
    lemma = verb.lemma_.lower()
    own = {t.lemma_.lower() for t in verb.subtree}
    if own & CIVIL and not side.armed:
        return False
    fought = meant or side.armed or any(is_gun(t) or is_armed(t) or is_deed(t) for t in verb.subtree)
    if lemma in HARM:
        return _is_harm(context, verb, side, fought=fought, meant=meant)
    sites = any(t.lemma_.lower() in CRAFT | SITES | PLACES for t in victims)
    kinds = [m.type for m in side.actors]
    if lemma in ("target", "hammer", "pummel", "level", "damage", "batter", "rock"):
        return (side.armed and lemma != "rock") or (fought and sites)
    if lemma in PLAIN:
        crowd = doers(verb) and all(t.tag_ in ("NN", "NNS") and not is_armed(t) for t in doers(verb))
        if lemma in ("overrun", "overran", "invade", "besiege") and crowd and not set(kinds) & {"State", *ARMED_TYPES}:
            return False  # "overrun by tourists", "besieged by reporters"
        words = bool(kinds) and set(kinds) <= _SPEAKERS
        return not (words and lemma in ("attack", "assault", "raid", "storm")) or sites or fought
    if lemma in ("seize", "capture", "take"):
        ground = any(context.mentions.name_at(t) is not None or t.lemma_.lower() in PLACES | SITES for t in victims)
        return ground and (side.armed or any(k in ARMED_TYPES for k in kinds))
    people = any(t.lemma_.lower() in PEOPLE or is_armed(t) for t in victims)
    if lemma == "bring":
        return any(t.lemma_.lower() in CRAFT | {"jet", "warplane", "airliner", "balloon"} for t in victims)
    if lemma in ("shoot", "gun", "mow"):
        return fought or people
    if lemma == "beat":
        fair = any(t.lemma_.lower() in _RIVALS or t.pos_ == "PROPN" for t in [*victims, *doers(verb)])
        return people and not fair and (side.armed or is_passive(verb) or side.fits)
    place_hit = any((m := context.mentions.name_at(t)) is not None and m.type in ("Place", "State") for t in victims)
    return (
        fought
        or sites
        or (lemma == "strike" and "State" in kinds and place_hit)
        or (lemma in ("sink", "ram") and bool(kinds))
    )


def _is_harm(context: Context, verb: Token, side: Side, *, fought: bool, meant: bool) -> bool:
    """Whether people were killed or hurt by people: not in a crash, not by a flood or a disease."""
    if verb.lemma_.lower() in _CRIMES:
        return True
    told = [*doers(verb), *(t for case, t in obliques(verb) if case in CAUSES), *children(verb, "advcl")]
    mishap = bool({t.lemma_.lower() for t in told} & ACCIDENTS)
    if mishap and not (meant or side.armed) and not any(_is_blow(t) for t in verb.subtree):
        return False
    around = {t.lemma_.lower() for t in verb.sent}
    return fought or bool(side.actors) or (not around & ACCIDENTS and bool(around & WAR))


def _is_blow(token: Token) -> bool:
    """Whether the word is an attack, a shot or a verb of striking."""
    shot = is_gun(token) and token.lemma_.lower() not in CRAFT and token.dep_ != "compound"
    struck = token.pos_ == "VERB" and (token.lemma_ in PLAIN or token.lemma_ == "shoot")
    return is_deed(token) or shot or struck


def suffering(context: Context, verb: Token) -> Found | None:
    """ "peacekeepers came under fire from the rebels": the subject is the target."""
    blows = [t for case, t in obliques(verb) if case == "under"]
    blows = [t for t in blows if t.lemma_.lower() in _BLOWS or is_violent(t)]
    victims = [t for t in doers(verb) if is_concrete(context, t)]
    judged = any(case in ("for", "over") for case, _ in obliques(verb))  # "came under fire for the budget"
    if not blows or not victims or judged:
        return None
    sources = [t for case, t in obliques(verb) if case in ("from", "by")]
    sources += [c for b in blows for c in children(b, "nmod") if case_of(c) in ("from", "by")]
    attackers = side_of(context, sources)
    return attackers.actors + [m for b in blows for m in attackers_of(context, b) if m not in attackers.actors], victims
