"""Claims about attacks: who attacks whom or what, where, and how many are killed and injured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from kgraph.extract.casualties import HARM, absorbs, casualties
from kgraph.extract.clauses import agents, case_of, children, clause_root, conjuncts, is_passive, obliques, patients
from kgraph.extract.context import Context, coordinated, participant
from kgraph.extract.nouns import PERSONS, PLACES, TROOPS, WEAPONS, is_troops, is_weapon
from kgraph.types import Claim, Mention

# Verbs that mean violence with any concrete object.
PLAIN = frozenset(
    "bomb bombard shell torpedo ambush strafe firebomb attack raid storm besiege invade overrun airstrike assault "
    "recapture retake rocket dynamite".split()
)
# Verbs that mean violence only if a weapon, an armed attacker or a physical target stands with them.
LOOSE = frozenset(
    "strike hit target pound hammer pummel ram destroy sink capture seize damage shoot down batter demolish flatten "
    "intercept level".split()
)
_GROUND = frozenset("overrun capture seize recapture retake invade besiege storm take".split())
_FIRE = frozenset("fire launch lob hurl rain shoot unleash drop lob".split())
_FIRE_CASES = frozenset("at on into onto toward towards against over across".split())
_DO = frozenset("launch carry conduct mount stage wage unleash perpetrate commit execute make step resume escalate".split())
NOUNS = frozenset(
    "attack strike airstrike air-strike bombing shelling raid assault bombardment ambush barrage massacre assassination "
    "invasion incursion shooting bombing onslaught salvo".split()
)
_BLASTS = frozenset("explosion blast gunfire crossfire shrapnel bullet bomber sniper fire bombing suicide-bomber".split())
_OF_TARGET = frozenset("bombing shelling bombardment assassination massacre invasion killing siege shooting".split())
_CRAFT = frozenset(
    "ship vessel boat tanker freighter trawler jet plane aircraft helicopter convoy car truck bus train tank drone "
    "missile vehicle warship submarine frigate fleet ambulance carrier".split()
)
_SITES = frozenset(
    "building block house home apartment market mosque church temple synagogue school hospital clinic hotel warehouse "
    "depot refinery plant station substation grid pipeline bridge dam factory headquarters headquarter embassy consulate "
    "barracks base post position camp airport airfield airbase port prison bunker tunnel silo radar launcher site target "
    "stronghold infrastructure facility palace parliament checkpoint outpost installation terminal shelter store shop "
    "restaurant cafe wedding funeral tower residence compound arsenal hideout territory enclave stockpile lane shipping "
    "command centre center complex neighbourhood neighborhood quarter street railway road rail university mall".split()
)
_PEOPLE = PERSONS | TROOPS | frozenset(
    "child crew family passenger worshipper protester demonstrator shopper farmer teacher nurse student pilgrim tourist "
    "herder miner girl boy baby mourner bystander peacekeeper hostage migrant medic driver victim one other leader king "
    "judge mother father brother policeman police officer scientist commander crowd community people men women two".split()
)  # fmt: skip
_CIVIL = frozenset(
    "tariff sanction fine tax inflation record strike-fund union worker wage lawsuit vote ballot campaign advert ad "
    "interest-rate economy market-share note chord deal bargain agreement balance tone pose".split()
)
_ACCIDENTS = frozenset(
    "crash accident earthquake quake flood storm landslide avalanche collapse stampede typhoon hurricane cyclone fire "
    "blaze derailment tornado heatwave crush collision lightning mudslide eruption tsunami bus train".split()
)
_UNREAL = frozenset(
    "threat risk fear plan danger possibility prospect case event warning preparation prevention protection defence "
    "defense chance likelihood target capability ability readiness scenario deterrent response spectre specter".split()
)
_UNREAL_VERBS = frozenset(
    "prevent deter threaten consider plan mull urge warn avoid fear expect vow prepare repel anticipate contemplate "
    "discourage rule authorise authorize order survive want seek intend propose oppose".split()
)
_UNREAL_WORDS = frozenset(
    "any no possible potential future further another planned imminent threatened such every preemptive pre-emptive "
    "eventual hypothetical renewed first-strike attempted personal verbal scathing cyber heart panic asthma labour labor "
    "hunger general rail train nationwide 24-hour teacher teachers nurse nurses doctors pilots".split()
)
_ARMED = ("ArmedForce", "ArmedGroup")


@dataclass(slots=True)
class Side:
    """What a noun phrase says of an attacker or a target: the actors, and whether it is a weapon, an attack, armed."""

    actors: list[Mention] = field(default_factory=list)
    armed: bool = False
    fits: bool = False


def attack_claims(context: Context) -> Iterator[Claim]:
    """Every attack claim of the article, in order of the text."""
    heads: list[Token] = []
    used: set[Token] = set()
    for token in context.doc:
        if token.pos_ == "VERB" and not any(absorbs(h, token) for h in heads):
            claim = by_verb(context, token, used)
            if claim is not None:
                heads.append(token)
                yield claim
    for token in context.doc:
        if token.pos_ == "NOUN" and token.lemma_.lower() in NOUNS and token not in used:
            claim = by_noun(context, token)
            if claim is not None:
                yield claim


def by_verb(context: Context, verb: Token, used: set[Token]) -> Claim | None:
    """An attack told by a verb; notes the attack nouns that it uses up."""
    lemma = verb.lemma_.lower()
    nouns = [t for t in _arguments(verb) if t.lemma_.lower() in NOUNS]
    if lemma in PLAIN or lemma in LOOSE or lemma in HARM or _phrasal(verb) is not None:
        found = _violence(context, verb, nouns)
    elif lemma in _FIRE or (lemma == "open" and any(t.lower_ == "fire" for t in patients(verb))):
        found = _firing(context, verb) or _doing(context, verb)
    elif lemma in _DO or lemma == "claim":
        found = _doing(context, verb)
    elif lemma in ("leave", "die"):
        found = _outcome(context, verb, nouns)
    else:
        found = None
    if found is None:
        return None
    attackers, targets = found
    used.update(nouns)
    used.update(t for n in nouns for t in conjuncts(n))
    return _claim(context, verb, attackers, targets, nouns, rule="attack_by_verb")


def by_noun(context: Context, noun: Token) -> Claim | None:
    """An attack told by a noun as something that happened: "after three days of drone attacks on Port Sudan"."""
    targets = _targets(context, _noun_targets(noun))
    attackers = _noun_attackers(context, noun)
    if not targets and not (attackers and context.places(_phrases(noun))):
        return None
    if not _happened(context, noun) or not (_martial(noun) or targets):
        return None
    return _claim(context, noun, attackers, targets, [noun], rule="attack_by_noun")


def _claim(
    context: Context, head: Token, attackers: list[Mention], targets: list[Mention], nouns: list[Token], *, rule: str
) -> Claim:
    verbal = head.pos_ == "VERB"
    harm = casualties(context, head) if verbal else None
    phrases = [*(obliques(head) if verbal else []), *(p for n in nouns for p in _phrases(n))]
    if verbal:
        phrases += [("in", t) for t in patients(head)]
        phrases += [(case_of(n), n) for t in patients(head) for n in children(t, "nmod") if case_of(n) in ("in", "near", "at", "on", "of")]
        phrases += [p for c in children(head, "advcl", "conj") if c.lemma_ in HARM for p in obliques(c)]
    places = [m for m in context.places((c, t) for c, t in phrases if c not in ("from", "by", "with", "between")) if m not in attackers]
    sides = {(m.start, m.end) for m in attackers}
    targets = [m for m in targets if (m.start, m.end) not in sides]
    people = [*participant("attacker", attackers), *participant("target", targets), *participant("location", places)]
    return context.claim(
        "AttackClaim", rule, head, people, nominal=not verbal, event="ASSAULT", casualties=harm,
        evidence=None if verbal else context.evidence(list(context.mentions.phrase(head)) + [t for t in head.subtree if t.i > head.i and t.dep_ not in ("acl:relcl",) and not _in_clause(t, head)]),
        confidence=0.85 if verbal else 0.7,
    )  # fmt: skip


def _violence(context: Context, verb: Token, nouns: list[Token]) -> tuple[list[Mention], list[Mention]] | None:
    """ "attacked the base", "were killed in a strike", "a drone hit the depot"."""
    lemma = verb.lemma_.lower()
    doers, done = agents(verb), patients(verb)
    if not doers and not is_passive(verb):
        doers = [t for t in children(verb, "nsubj")]
    side = _attacker(context, doers)
    causes = [t for case, t in obliques(verb) if case in ("in", "by", "during", "with", "from", "when") and _is_violent(t)]
    if causes:
        side.armed = True
        side.actors += [m for t in causes for m in _noun_attackers(context, t) if m not in side.actors]
    if doers and not side.fits and not causes:
        return None
    victims = [t for t in done if _concrete(context, t)]
    if not victims and not (lemma in ("attack", "strike") and side.armed and not done):
        return None
    if not _is_physical(context, verb, side, victims, causes or nouns):
        return None
    return side.actors, _targets(context, victims)


def _is_physical(context: Context, verb: Token, side: Side, victims: list[Token], causes: list[Token]) -> bool:
    """Whether the verb is meant in earnest: "hit the depot with rockets", not "hit exporters with tariffs"."""
    lemma = verb.lemma_.lower()
    around = {t.lemma_.lower() for t in verb.subtree} | {t.lemma_.lower() for t in clause_root(verb).subtree if t.i < verb.i + 15}
    own = {t.lemma_.lower() for t in verb.subtree}
    if own & _CIVIL and not (side.armed or causes):
        return False
    military = bool(causes) or side.armed or any(is_weapon(t) or is_troops(t) or t.lemma_ in NOUNS for t in verb.subtree)
    if lemma in HARM:
        soldiers = any(is_troops(t) or any(is_troops(c) for c in children(t, "nmod")) for t in victims)
        return military or bool(side.actors) or soldiers or (_phrasal(verb) is not None) or not (around & _ACCIDENTS) and bool(around & _WAR)
    things = any(t.lemma_.lower() in _CRAFT | _SITES or t.lemma_.lower() in PLACES for t in victims)
    people = any(t.lemma_.lower() in _PEOPLE for t in victims)
    sides = [m.type for m in side.actors]
    if lemma == "target" or lemma in ("hammer", "pummel", "level", "damage", "intercept"):
        return side.armed and lemma != "intercept" or (military and things)
    if lemma in PLAIN:
        verbal = any(t in ("Person",) for t in sides) and not things and not military
        return not verbal and not (lemma in ("attack", "assault") and sides and set(sides) <= {"MediaOutlet", "Company", "Legislature"})
    if lemma in ("seize", "capture", "take"):
        ground = any(context.mentions.name_at(t) is not None or t.lemma_.lower() in PLACES | _SITES for t in victims)
        return ground and (side.armed or any(t in _ARMED for t in sides)) and not (own & {"power", "control", "opportunity"})
    return military or things or (lemma == "strike" and ("State" in sides or people)) or lemma in ("sink", "ram") and bool(sides)


_WAR = NOUNS | WEAPONS - {"carrier", "part", "system", "equipment", "component", "knowledge", "technology", "vehicle", "arm", "plane"} | frozenset(
    "war fighting clash battle combat offensive rebel militant gunman insurgent jihadist militia terrorist army troops conflict violence".split()
)  # fmt: skip


def _firing(context: Context, verb: Token) -> tuple[list[Mention], list[Mention]] | None:
    """ "fired rockets at the airport", "opened fire on a convoy", "missiles were launched at Haifa"."""
    things = patients(verb)
    shots = [t for t in things if is_weapon(t) or t.lower_ in ("fire", "salvo", "barrage") or any(is_weapon(c) for c in children(t, "nmod"))]
    aims = [t for case, t in obliques(verb) if case in _FIRE_CASES and _concrete(context, t)]
    plain = verb.lemma_ in ("fire", "shoot") and not things and any(case_of(t) in ("on", "at", "upon") for t in aims)
    if not aims or not (shots or plain):
        return None
    side = _attacker(context, agents(verb))
    return side.actors, _targets(context, aims)


def _doing(context: Context, verb: Token) -> tuple[list[Mention], list[Mention]] | None:
    """ "carried out air strikes on the city", "claimed responsibility for the bombing"."""
    deeds = [t for t in patients(verb) if t.lemma_.lower() in NOUNS]
    if verb.lemma_ == "claim" or any(t.lemma_ == "responsibility" for t in patients(verb)):
        deeds = [
            t for r in patients(verb) if r.lemma_ == "responsibility" for t in coordinated(children(r, "nmod")) if t.lemma_.lower() in NOUNS
        ] + [t for case, t in obliques(verb) if case == "for" and t.lemma_.lower() in NOUNS and any(p.lemma_ == "responsibility" for p in patients(verb))]
    deeds = [t for t in deeds if not {w.lower_ for w in context.mentions.phrase(t)} & (_UNREAL_WORDS - {"any", "no", "another", "further", "such"})]
    if not deeds:
        return None
    side = _attacker(context, agents(verb))
    aims = [t for d in deeds for t in _noun_targets(d)]
    aims += [t for case, t in obliques(verb) if case in ("on", "against", "at")]
    targets = _targets(context, [t for t in aims if _concrete(context, t)])
    if not (targets or any(_martial(d) for d in deeds)) or not (side.actors or is_passive(verb)):
        return None
    return side.actors or [m for d in deeds for m in _noun_attackers(context, d)], targets


def _outcome(context: Context, verb: Token, nouns: list[Token]) -> tuple[list[Mention], list[Mention]] | None:
    """ "the raid left nine dead", "six people died in the shelling"."""
    causes = [t for t in [*agents(verb), *(t for c, t in obliques(verb) if c in ("in", "from", "during", "by"))] if _is_violent(t)]
    if not causes or casualties(context, verb) is None:
        return None
    attackers = [m for t in causes for m in _noun_attackers(context, t)]
    return attackers, _targets(context, [a for t in causes for a in _noun_targets(t) if _concrete(context, a)])


def _attacker(context: Context, tokens: Iterable[Token]) -> Side:
    side = Side()
    for token in tokens:
        lemma = token.lemma_.lower()
        if lemma in NOUNS | _BLASTS or is_weapon(token) or (lemma in _CRAFT and token.pos_ == "NOUN"):
            side.fits = True
            side.armed = side.armed or lemma not in ("strike",) or _martial(token)
            found = _noun_attackers(context, token)
        else:
            found = _actors(context, token)
            troops = is_troops(token)
            side.fits = side.fits or bool(found) or troops or lemma in _PEOPLE
            side.armed = side.armed or troops or any(m.type in _ARMED for m in found)
        side.actors += [m for m in found if m not in side.actors]
    return side


def _actors(context: Context, token: Token) -> list[Mention]:
    """The actor of a noun phrase, by its owner where the noun only tells which of its people: "Israeli soldiers"."""
    named = context.mentions.name_at(token)
    if named is None and (is_troops(token) or token.lemma_.lower() in _PEOPLE | _CRAFT | _SITES | WEAPONS):
        owner = context.mentions.owner(token)
        if owner is not None and owner.type not in ("Place", "Treaty", "Equipment"):
            return [owner]
    found = context.actor(token)
    return [found] if found is not None and found.type not in ("Treaty", "Equipment") else []


def _noun_attackers(context: Context, noun: Token) -> list[Mention]:
    """Whose attack or weapon it is: "Israeli strikes", "an attack by M23", "a rocket fired by Hezbollah"."""
    found = [m for c in children(noun, "nmod", "obl:agent", "obl") if case_of(c) in ("by", "from") for t in conjuncts(c) for m in _actors(context, t)]
    for c in children(noun, "acl", "acl:relcl"):
        found += [m for t in agents(c) if t != noun for m in _actors(context, t)] if c.lemma_ in _FIRE | _DO else []
    if not found:
        owner = _possessor(context, noun)
        found = [owner] if owner is not None else []
    return [m for m in found if m.type not in ("Place", "Treaty", "Equipment")]


def _possessor(context: Context, noun: Token) -> Mention | None:
    for c in children(noun, "nmod:poss", "amod", "compound", "nmod"):
        if c.i < noun.i and (c.dep_ != "nmod" or not case_of(c)):
            found = context.mentions.name_at(c) or (context.mentions.of(c) if c.dep_ == "nmod:poss" else None)
            if found is not None:
                return found
    return None


def _noun_targets(noun: Token) -> list[Token]:
    cases = {"on", "against", "at", "upon", "targeting"} | ({"of"} if noun.lemma_.lower() in _OF_TARGET else set())
    found = [t for c in children(noun, "nmod", "obl") if case_of(c) in cases for t in conjuncts(c)]
    for c in children(noun, "acl"):
        if c.lemma_ in ("target", "hit", "strike") and c.tag_ == "VBG":
            found += patients(c)
    return found


def _targets(context: Context, tokens: Iterable[Token]) -> list[Mention]:
    """The actors and places hit; people nobody can name are left to the casualties."""
    found: list[Mention] = []
    for token in tokens:
        for m in _actors(context, token):
            generic = m.kind == "nominal" and m.type in ("UnnamedSource", "Place")
            if not generic and m not in found:
                found.append(m)
    return found


def _arguments(verb: Token) -> list[Token]:
    return [*agents(verb), *patients(verb), *(t for _, t in obliques(verb))]


def _phrases(noun: Token) -> list[tuple[str, Token]]:
    return [(case_of(t) or case_of(c), t) for c in children(noun, "nmod", "obl") for t in conjuncts(c)]


def _phrasal(verb: Token) -> str | None:
    """ "blow up", "shoot down", "gun down", "mow down", "set off a bomb"."""
    particles = {c.lower_ for c in children(verb, "compound:prt", "advmod")}
    pairs = {"blow": {"up"}, "shoot": {"down", "dead"}, "gun": {"down"}, "mow": {"down"}, "bring": set(), "cut": set()}
    return next(iter(particles & pairs.get(verb.lemma_.lower(), set())), None)


def _is_violent(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return lemma in NOUNS and _martial(token) or lemma in _BLASTS or is_weapon(token) or lemma in ("fighting", "clash", "battle", "combat", "offensive", "operation") or any(
        c.dep_ == "nmod" and case_of(c) == "of" and _is_violent(c) for c in token.children
    )


def _martial(noun: Token) -> bool:
    """A strike or attack of war, not of labour, words or the heart."""
    words = {t.lower_ for c in children(noun, "amod", "compound", "nummod", "nmod:desc", "det") for t in c.subtree}
    if words & (_UNREAL_WORDS - {"any", "no", "another", "further", "such", "possible", "every"}):
        return False
    return noun.lemma_.lower() != "strike" or noun.tag_ == "NNS" or bool(children(noun, "nmod", "amod", "compound"))


def _happened(context: Context, noun: Token) -> bool:
    """Whether the noun tells of something that took place, by its own words and by what governs it."""
    lefts = {t.lower_ for c in noun.lefts for t in c.subtree}
    if lefts & _UNREAL_WORDS:
        return False
    definite = bool(lefts & {"the", "this", "these", "those", "its", "their", "his"}) or bool(children(noun, "nmod:poss"))
    token = noun
    while token.dep_ in ("nmod", "conj", "compound", "appos", "nmod:poss") and token.head != token:
        token = token.head
        if token.lemma_.lower() in _UNREAL:
            return False
    verb = clause_root(token)
    if verb.lemma_.lower() in _UNREAL_VERBS or verb.pos_ not in ("VERB", "AUX", "NOUN", "ADJ"):
        return False
    view = context.assess(verb)
    real = view.polarity == "+" and view.certainty == "certain" and view.phase != "planned"
    return real or (definite and view.phase != "planned" and verb.lemma_ not in ("be",))


def _concrete(context: Context, token: Token) -> bool:
    """Whether the noun means something that can be hit: an actor, a place, people, a building, a craft."""
    lemma = token.lemma_.lower()
    named = context.mentions.name_at(token)
    if named is not None and named.kind == "name":
        return named.type not in ("Treaty",)
    if token.pos_ == "PRON":
        return token.lower_ in ("them", "it", "him", "her", "us", "they", "he", "she", "we", "all", "some", "who", "many")
    if token.pos_ == "NUM" or token.tag_ in ("NNPS", "CD"):
        return True
    if lemma in _PEOPLE | _CRAFT | _SITES | PLACES | WEAPONS or is_troops(token) or token.pos_ == "PROPN":
        return True
    return any(case_of(c) == "of" and _concrete(context, c) for c in children(token, "nmod")) and context.quantity(token) is not None


def _in_clause(token: Token, head: Token) -> bool:
    while token != head:
        if token.dep_ in ("acl:relcl", "advcl", "parataxis", "conj", "appos"):
            return True
        token = token.head
    return False
