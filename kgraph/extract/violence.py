"""Words of attack: which verbs, deeds, weapons, fighters and targets of violence a token means."""

from __future__ import annotations

from kgraph.extract.clauses import case_of, children
from kgraph.extract.context import Context
from kgraph.extract.nouns import GROUPS, PERSONS, PLACES, TROOPS, WEAPONS, is_troops, is_weapon
from kgraph.nlp.tokens import Token, once

# Verbs that mean violence with any concrete object.
PLAIN = frozenset(
    "bomb bombard shell torpedo ambush strafe firebomb attack raid storm besiege invade overrun overran airstrike assault "
    "recapture retake hijack kidnap abduct torture stab rape".split()
)
# Verbs that mean violence only if a weapon, an armed attacker or a physical target stands with them.
LOOSE = frozenset(
    "strike hit target pound hammer pummel ram destroy sink capture seize damage shoot down batter demolish flatten "
    "level rock torch ransack beat".split()
)
# The particles that make verbs violent: "blow up", "gun down".
PARTICLES = {
    "blow": {"up"},
    "shoot": {"down", "dead"},
    "gun": {"down"},
    "mow": {"down"},
    "burn": {"down"},
    "bring": {"down"},
}
FIRE = frozenset("fire launch lob hurl rain shoot unleash drop throw send".split())
DO = frozenset("launch carry conduct mount stage wage unleash perpetrate commit execute resume escalate".split())
DEEDS = frozenset(
    "attack strike airstrike air-strike bombing shelling raid assault bombardment ambush barrage massacre assassination "
    "invasion incursion shooting onslaught salvo killing siege offensive counteroffensive counter-offensive counterattack "
    "counter-attack ramming stabbing abduction kidnapping hijacking beheading storming pogrom".split()
)
BLASTS = frozenset("explosion blast gunfire crossfire shrapnel bullet bomber sniper bomb landmine mine".split())
FIGHTING = frozenset("fighting clash battle combat offensive operation firefight gunfight shootout crackdown".split())
# Deeds that name their target with "of": "the siege of Aleppo".
OF_TARGET = frozenset(
    "bombing shelling bombardment assassination massacre invasion killing shooting siege ramming stabbing abduction kidnapping "
    "hijacking beheading storming".split()
)
# What goes off or comes down when people attack, and what it is called when it does.
CHARGES = frozenset(
    "bomb mine landmine grenade shell device ied warhead explosive munition mortar missile rocket drone".split()
)
EXPLOSIONS = frozenset({"explosion", "blast"})
# Explosions that nobody meant and mines that people dig in.
_NO_BLAST = frozenset(
    "gas boiler factory dust chemical industrial accidental coal volcanic steam methane firework fireworks fuel tanker "
    "gold copper iron diamond silver lithium salt uranium zinc nickel tin cobalt open-pit opencast underground "
    "electrical transformer population".split()
)
FIGHTERS = GROUPS | frozenset(
    "gunman fighter insurgent guerilla militiaman rebel militant terrorist jihadist bandit pirate attacker assailant warlord soldier troop policeman police "
    "settler hijacker kidnapper extremist islamist bomber coastguard coastguardsman vigilante guerrilla".split()
) - {"group", "movement", "faction"}
# Fighters of no state: "Somali pirates" are not Somalia.
IRREGULAR = FIGHTERS - {"soldier", "troop", "policeman", "police", "fighter"} | {"mercenary"}
CRAFT = frozenset(
    "ship vessel boat tanker freighter trawler jet plane aircraft helicopter convoy car truck bus train tank drone "
    "missile vehicle warship submarine frigate fleet ambulance carrier warplane motorcade".split()
)
SITES = frozenset(
    "building block house home apartment market mosque church temple synagogue school hospital clinic hotel warehouse "
    "depot refinery plant station substation grid pipeline bridge dam factory headquarters headquarter embassy consulate "
    "barracks base post position camp airport airfield airbase port prison bunker tunnel silo radar launcher site target "
    "stronghold infrastructure facility palace parliament checkpoint outpost installation terminal shelter store shop "
    "restaurant cafe wedding funeral tower residence compound arsenal hideout territory enclave stockpile lane shipping "
    "pagoda monastery nunnery convent cathedral shrine farm farmhouse nightclub theatre theater cinema stadium museum orphanage "
    "kindergarten courthouse marketplace bazaar tent command center complex neighbourhood neighborhood quarter street railway rail university mall office".split()
)
PEOPLE = PERSONS | TROOPS | FIGHTERS | frozenset(
    "child crew family passenger worshipper protester demonstrator shopper farmer teacher nurse student pilgrim tourist "
    "herder miner girl boy baby mourner bystander hostage migrant driver one other leader king mother father brother sister "
    "wife husband son daughter cousin elder sheikh cleric preacher imam priest bishop nun monk engineer dean professor "
    "lecturer politician candidate bodyguard employee colleague photographer cameraman blogger singer athlete "
    "scientist crowd community dozen hundred thousand score american staff troops fisherman tribesman businessman "
    "clergyman churchgoer commuter motorist vendor merchant inmate detainee guest patient pupil schoolchild schoolgirl "
    "schoolboy infant toddler teenager youth nomad pastoralist national citizen foreigner immigrant paramedic firefighter "
    "rescuer evangelist missionary".split()
)  # fmt: skip
# Words that turn a verb of violence into one of money, votes or speech.
CIVIL = frozenset(
    "tariff sanction fine tax inflation record union worker wage lawsuit vote ballot campaign advert ad economy "
    "chord deal bargain agreement balance tone pose goal ball penalty market subsidy levy duty shortage cyberattack hacker".split()
)
ACCIDENTS = frozenset(
    "overturn capsize collide derail plunge skid veer swerve topple malfunction crash accident earthquake quake flood storm landslide avalanche collapse stampede typhoon hurricane cyclone "
    "blaze derailment tornado heatwave crush collision lightning mudslide eruption tsunami outbreak virus disease".split()
)
WAR = DEEDS | FIGHTING | FIGHTERS | (WEAPONS - {"carrier", "part", "system", "equipment", "component", "knowledge", "technology",
                                              "vehicle", "arm", "plane", "kit", "boat", "hardware"}) | frozenset(
    "war army troops conflict violence militia gunfire frontline".split()
)  # fmt: skip
# Words in a noun phrase that leave an attack unreal, and those that make it none.
UNREAL = frozenset(
    "any no possible potential future further another planned imminent threatened such every preemptive pre-emptive "
    "eventual hypothetical renewed attempted new alleged more".split()
)
_NO_ATTACK = frozenset(
    "personal verbal scathing cyber heart panic asthma labour labor hunger general rail train nationwide 24-hour "
    "teacher teachers nurse nurses doctors pilots political stinging ddos ransomware hacking legal public-sector wage "
    "charm diplomatic media marketing publicity sales trade tariff peace online website shark dog bear animal crocodile "
    "elephant anxiety propaganda computer digital verbatim sit-in student students".split()
)
_STRIKE_WORDS = frozenset(
    "air drone missile rocket artillery military retaliatory israeli deadly precision night bombing naval nuclear ballistic "
    "cruise airborne surgical cross-border ukrainian russian american overnight fresh".split()
)


@once
def is_deed(token: Token) -> bool:
    """Whether the noun means a violent attack: no strike of workers, no attack in words or of the heart."""
    if token.dep_ == "compound":
        return False
    if token.tag_ == "VBG":  # "shelling killed two people" is a noun, whatever the tagger says
        named = token.dep_ in ("nsubj", "nsubj:pass", "csubj") and token.lower_ in DEEDS
        return named and not any(c.dep_ in ("obj", "aux", "nsubj") for c in token.children)
    lemma = token.lemma_.lower()
    if lemma not in DEEDS or token.pos_ not in ("NOUN", "PROPN"):
        return False
    words = {
        t.lower_
        for c in children(token, "amod", "compound", "nmod", "nmod:desc", "nummod")
        if c.i < token.i
        for t in c.subtree
    }
    if words & _NO_ATTACK:
        return False
    if lemma == "offensive":
        aims = {case_of(c) for c in children(token, "nmod")} & {
            "on",
            "against",
            "in",
            "into",
            "towards",
            "toward",
            "near",
        }
        retaking = any(c.lemma_ in ("retake", "recapture", "capture", "seize", "take") for c in children(token, "acl"))
        return bool(aims or retaking or words & {"military", "ground", "army", "rebel", "insurgent"})
    if lemma not in ("strike",):
        return True
    aimed = any(case_of(c) in ("on", "against", "at", "in", "near", "by") for c in children(token, "nmod"))
    return token.tag_ == "NNS" or bool(words & _STRIKE_WORDS) or aimed


def is_armed(token: Token) -> bool:
    """Whether the noun means people who bear arms: soldiers, rebels, gunmen."""
    return is_troops(token) or (token.pos_ == "NOUN" and token.lemma_.lower() in FIGHTERS)


def is_gun(token: Token) -> bool:
    """Whether the noun means a weapon or what comes out of one."""
    lemma = token.lemma_.lower()
    words = {c.lower_ for c in children(token, "compound", "amod", "nmod")}
    if lemma in EXPLOSIONS | {"mine"}:
        words |= {t.lower_ for c in children(token, "nmod") if case_of(c) in ("at", "in", "inside") for t in c.lefts}
        if words & _NO_BLAST:
            return False
    return (
        is_weapon(token)
        or lemma in BLASTS
        or (lemma in ("cannon", "shot", "tear-gas", "gas") and token.pos_ == "NOUN")
        or (
            lemma == "fire"
            and bool(
                words
                & {
                    "artillery",
                    "tank",
                    "mortar",
                    "sniper",
                    "friendly",
                    "rocket",
                    "israeli",
                    "russian",
                    "ukrainian",
                    "machine-gun",
                }
            )
        )
    )


@once
def is_violent(token: Token) -> bool:
    """Whether the noun tells how people came to harm: an attack, a weapon, a fight, or a series of them."""
    if is_deed(token) or is_gun(token) or token.lemma_.lower() in FIGHTING:
        return True
    return any(c.dep_ == "nmod" and case_of(c) == "of" and is_violent(c) for c in token.children)


def is_concrete(context: Context, token: Token) -> bool:
    """Whether the noun means something that can be hit: an actor, a place, people, a building, a craft."""
    named = context.mentions.name_at(token)
    if named is not None and named.kind == "name":
        return named.type != "Treaty"
    if token.pos_ in ("PRON", "DET"):
        return token.lower_ in (
            "them",
            "it",
            "him",
            "her",
            "us",
            "they",
            "he",
            "she",
            "we",
            "all",
            "some",
            "who",
            "many",
            "another",
            "himself",
        )
    if token.pos_ in ("NUM", "PROPN") or token.tag_ in ("NNPS", "CD"):
        return True
    if token.lemma_.lower() in PEOPLE | CRAFT | SITES | PLACES | WEAPONS or is_troops(token):
        return True
    return (
        any(case_of(c) == "of" and is_concrete(context, c) for c in children(token, "nmod"))
        and context.quantity(token) is not None
    )


def particle(verb: Token) -> str | None:
    """The particle that makes a verb violent: "blow up", "shoot down", "gun down", "mow down"."""
    words = {c.lower_ for c in children(verb, "compound:prt", "advmod", "xcomp")}
    return next(iter(words & PARTICLES.get(verb.lemma_.lower(), set())), None)
