"""What kind of thing a common noun refers to: persons who speak, troops, weapons, treaties, places, states."""

from __future__ import annotations

import re

from kgraph.actors import Actors
from kgraph.nlp.tokens import Span, Token, once
from kgraph.types import EntityType

PERSONS = frozenset(
    "official source analyst expert diplomat spokesman spokeswoman spokesperson observer witness resident activist lawmaker "
    "aide adviser advisor insider soldier defector prisoner survivor relative investigator prosecutor lawyer doctor medic "
    "economist historian researcher scholar scientist critic supporter opponent rival protester dissident journalist "
    "reporter correspondent editor writer author commentator veteran politician representative delegate envoy negotiator "
    "mediator ambassador leader minister president premier chancellor chief head director commander general admiral colonel "
    "officer secretary senator congressman deputy mayor governor king queen prince emir sultan ruler participant people "
    "person man woman villager refugee captain pilot sailor worker trader executive attorney judge member counterpart "
    "monitor inspector delegation team campaigner counsel negotiators figure villager civilian victim".split()
)
TROOPS = frozenset(
    "troop soldier force army military unit brigade battalion division regiment fighter mercenary marine infantry "
    "infantryman paratrooper contingent garrison serviceman servicewoman personnel peacekeeper militia militiaman reservist "
    "recruit conscript commando legionnaire volunteer squad platoon company corps guard combatant "
    "instructor adviser trainer column detachment legion officer police policeman gendarme crew observer sailor "
    "paramilitary patrol battlegroup".split()
)
# Troop nouns that name people only beside a state, a number or another troop noun.
WEAK_TROOPS = frozenset(
    "force unit company guard volunteer adviser instructor trainer column division military recruit corps patrol team "
    "officer police policeman gendarme crew observer".split()
)
WEAPONS = frozenset(
    "weapon arm ammunition munition missile rocket shell tank howitzer drone jet aircraft artillery round bomb launcher "
    "rifle warhead gun mine torpedo helicopter warship submarine frigate destroyer mortar grenade bullet explosive "
    "weaponry armament materiel interceptor radar uav warplane fighter-jet bomber plane projectile firearm machine-gun fighter kit boat aid assistance "
    "armour armor vehicle carrier battery system hardware equipment cluster component knowledge technology part "
    "corvette gunboat".split()
)
# Weapon nouns that need a military word beside them.
WEAK_WEAPONS = frozenset(
    "round vehicle carrier battery system hardware equipment component knowledge technology part plane arm mine cluster shell fighter kit boat aid assistance".split()
)
MILITARY_WORDS = frozenset(
    "military armoured armored defence defense air-defence missile anti-tank anti-aircraft weapon weapons arms combat "
    "artillery lethal ballistic cruise tank tanks tactical nuclear rocket rockets fighter patriot iron surveillance attack "
    "air war ammunition mm howitzer howitzers drone drones mortar calibre caliber armour guided launch launcher guidance patrol assault "
    "anti-ship stealth".split()
)
TREATIES = frozenset(
    "treaty pact agreement accord deal convention protocol ceasefire cease-fire truce memorandum armistice alliance "
    "partnership charter concordat covenant compact entente arrangement declaration understanding roadmap armistice contract".split()
)
PLACES = frozenset(
    "front frontline border frontier mainland shore crossing-point region zone area base port city town village coast territory soil province district capital "
    "island peninsula battlefield camp airport airfield airbase outpost checkpoint line valley strait sea waters water "
    "river mountain range gap facility ground centre center theatre oblast county prefecture settlement enclave outskirt suburb "
    "hotspot crossing corridor barrack compound site harbour harbor shoal reef airspace hospital school".split()
)
STATES = frozenset(
    "country nation state kingdom republic neighbour neighbor superpower power regime island-nation junta".split()
)
MEDIA = frozenset(
    "media newspaper agency broadcaster outlet channel daily website journal magazine station paper press".split()
)
GROUPS = frozenset(
    "group rebel militant insurgent militia faction movement paramilitary gang guerrilla separatist jihadist attacker "
    "gunman assailant".split()
)
COMPANIES = frozenset(
    "company firm manufacturer corporation contractor conglomerate maker shipyard airline giant".split()
)
DOCUMENTS = frozenset(
    "statement report document letter communique communiqué intelligence study footage video survey data assessment".split()
)
ORGANISATIONS = frozenset(
    "organisation organization body institution committee commission council watchdog think-tank institute bloc alliance coalition "
    "party office administration mission embassy side".split()
)

_TABLE: tuple[tuple[frozenset[str], EntityType], ...] = (
    (PERSONS, "UnnamedSource"),
    (STATES, "State"),
    (TREATIES, "Treaty"),
    (MEDIA, "MediaOutlet"),
    (GROUPS, "ArmedGroup"),
    (COMPANIES, "Company"),
    (TROOPS, "ArmedForce"),
    (DOCUMENTS, "UnnamedSource"),
    (ORGANISATIONS, "Organization"),
    (PLACES, "Place"),
)


def nominal_type(token: Token, phrase: Span, actors: Actors) -> EntityType | None:
    """What the noun phrase headed by ``token`` refers to, by its longest known ending; None where nobody can tell."""
    doc = token.doc
    for start in range(phrase.start, token.i + 1) if actors.may_describe(token.text) else ():
        noun = actors.agency_noun(doc[start : token.i + 1].text)
        if noun is not None and not noun.plural:
            return "State" if noun.is_state else noun.type
    lemma = token.lemma_.lower()
    near = {t.lower_ for c in token.lefts for t in c.subtree}
    if lemma in ("station", "channel") and near.isdisjoint(_BROADCAST):
        return "Place" if lemma == "channel" else "Organization"  # a police station can be attacked, and is no outlet
    if lemma == "agency" and near.isdisjoint(_BROADCAST | {"this"}):
        return "Agency"
    if lemma in ("group", "movement") and not near.isdisjoint(_CIVIL):
        return "Organization"
    if (
        lemma == "force"
        and token.tag_ == "NN"
        and not any(c.dep_ in ("det", "amod", "compound", "nmod:poss") for c in token.lefts)
    ):
        return None  # "the use of force"
    if lemma == "alliance":
        return "Organization"  # who acts is the body, not the treaty that made it
    if lemma in ("group", "panel", "team", "body", "committee") and (inner := _consists_of(token)) is not None:
        return nominal_type(inner, doc[inner.i : inner.i + 1], actors)
    return next((type_ for words, type_ in _TABLE if lemma in words), None)


_BROADCAST = frozenset(
    "tv television radio news broadcast satellite telegram youtube press wire state state-run".split()
)
_CIVIL = frozenset(
    "rights human monitoring aid advocacy relief humanitarian charity campaign environmental research lobby".split()
)


def _consists_of(token: Token) -> Token | None:
    """ "a group of experts": what the group consists of."""
    return next((c for c in token.children if c.dep_ == "nmod" and any(x.lower_ == "of" for x in c.children)), None)


@once
def is_troops(token: Token) -> bool:
    """Whether the noun means armed people here: "soldiers", "a battalion", "the army", "1,200 peacekeepers"."""
    lemma = token.lemma_.lower()
    if token.pos_ not in ("NOUN", "PROPN") or lemma not in TROOPS or token.ent_type_ in ("PER",):
        return False
    if lemma not in WEAK_TROOPS:
        return True
    if lemma == "force" and token.tag_ == "NN":
        return any(c.lower_ in _ONE_FORCE for c in token.lefts)
    if lemma == "force":
        return token.tag_ in ("NNS", "NNPS") and not any(
            c.lower_ in ("market", "labour", "labor", "work") for c in token.lefts
        )
    if lemma == "military":
        return token.dep_ not in ("amod", "compound") and token.tag_.startswith("NN")
    military = any(c.lower_ in _MILITARY_KINDS for c in token.lefts)
    people = any(c.dep_ == "nmod" and c.lemma_.lower() in TROOPS - WEAK_TROOPS for c in token.children)
    return military or people


_MILITARY_KINDS = frozenset(
    "troop military army tank elite infantry commando armed combat airborne armoured armored mechanised mechanized "
    "motorised motorized artillery missile naval marine ground counter-terrorism paratroop drone air-defence".split()
)
_ONE_FORCE = frozenset(
    "standby joint peacekeeping multinational reaction response expeditionary invasion occupation stabilisation "
    "stabilization regional intervention monitoring observer buffer ground task african international".split()
)


@once
def is_weapon(token: Token) -> bool:
    """Whether the noun means arms: "missiles", "armoured vehicles", "air defence systems", but not "a round of talks"."""
    lemma = token.lemma_.lower()
    if token.pos_ not in ("NOUN", "PROPN") or token.tag_ not in ("NN", "NNS", "NNP", "NNPS"):
        return False
    if token.tag_ in ("NNP", "NNPS") and token.text.rstrip("s") in ARMS_NAMES:
        return token.text.endswith("s") or any(c.dep_ == "nummod" for c in token.children)
    if _ARMS_MODEL.match(token.text):
        return token.text.endswith("s") or any(c.dep_ == "nummod" for c in token.children)
    if lemma not in WEAPONS:
        return False
    if lemma == "arm":
        return token.lower_ == "arms" and not any(c.dep_ == "nmod:poss" for c in token.children)
    if lemma not in WEAK_WEAPONS:
        return True
    inside = [t for c in token.children if c.dep_ in ("amod", "compound", "nmod", "acl", "appos") for t in c.subtree]
    near = {t.lower_ for t in inside} | {t.lemma_.lower() for t in inside}
    if any(_MODEL.match(t.text) for t in inside if t.dep_ in ("compound", "nummod", "nmod", "flat")):
        return True
    plain_plural = (
        lemma in ("round", "shell", "mine")
        and token.tag_ == "NNS"
        and not any(case_of_talks(c) for c in token.children)
    )
    return (
        bool(near & MILITARY_WORDS) or any(t.lemma_.lower() in WEAPONS - WEAK_WEAPONS for t in inside) or plain_plural
    )


# Makes of tanks, missiles, drones and aircraft that print uses without a noun: "14 Leopards", "Patriots".
ARMS_NAMES = frozenset(
    "Leopard Abram Abrams Challenger Bradley Marder Gepard Patriot Himars HIMARS Javelin Stinger Bayraktar Iskander "
    "Kinzhal Kalibr Taurus ATACMS Scalp Gripen Rafale Typhoon Eurofighter Mirage Shahed Tomahawk Hellfire Harpoon "
    "BrahMos Nasams NASAMS Iris-T Stryker Humvee Puma Boxer Archer Caesar Krab Panzerhaubitze Hawk Reaper Predator "
    "Apache Chinook Blackhawk Switchblade".split()
)
SHIPS = frozenset(
    "warship ship vessel frigate destroyer submarine corvette carrier fleet flotilla armada cruiser gunboat aircraft "
    "warplane plane jet bomber helicopter squadron".split()
)
# Designations of aircraft, tanks, drones and missiles that stand for the thing itself: "40 F-16s", "two MQ-9s".
_ARMS_MODEL = re.compile(r"^(?:F|Su|MiG|MQ|RQ|AH|UH|CH|JF|Il|Tu|T|M|B|A|K|S|Ka|Kh)-?\d{1,3}[A-Z]*s?$")
_MODEL = re.compile(r"^[A-Z][A-Za-z]*-?\d+[A-Z]*$")  # F-16, Su-35, K2


def case_of_talks(child: Token) -> bool:
    """ "rounds of talks", "shells of buildings": the noun counts or shapes something else."""
    return child.dep_ == "nmod" and any(c.lower_ == "of" for c in child.children)


TREATY_PARTS = frozenset("article clause provision paragraph section annex".split())


# Words for treaties that also end the names of parties and bodies: "the Tamil National Alliance".
_BODIES = frozenset("alliance partnership compact convention covenant concordat".split())


def is_treaty(token: Token) -> bool:
    """Whether the noun means an agreement between actors: "a defence pact", "the ceasefire", "arms deal"."""
    lemma = token.lemma_.lower()
    if lemma == "fire":  # "cease-fire" is three words to the parser
        return any(c.lower_ == "cease" and c.dep_ == "compound" for c in token.children)
    if lemma in ("accession", "membership"):  # of an alliance or union: chambers ratify a protocol on it
        return token.dep_ in ("obj", "nsubj:pass") and token.head.lemma_ == "ratify"
    if lemma in ("arrangement", "understanding") and any(case_of_talks(c) for c in token.children):
        return False  # "the arrangement of the furniture", "her understanding of the matter"
    return token.pos_ in ("NOUN", "PROPN") and lemma in TREATIES


def is_treaty_body(token: Token) -> bool:
    """Whether the word ends the name of a body: "the Tamil National Alliance"."""
    return token.pos_ == "PROPN" and token.ent_type_ == "ORG" and token.lemma_.lower() in _BODIES
