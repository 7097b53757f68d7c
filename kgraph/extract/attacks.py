"""Claims about attacks: who attacks whom or what, where, and how many are killed and injured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgraph.extract.arguments import doers, phrase_tokens, place, things, where
from kgraph.extract.casualties import HARM, absorbs, casualties
from kgraph.extract.clauses import case_of, children, clause_root, conjuncts, is_passive, obliques
from kgraph.extract.context import Context, participant
from kgraph.extract.modality import is_faculty
from kgraph.extract.nouns import PLACES
from kgraph.extract.sides import ARMED_TYPES, Side, actors_in, aims_of, attackers_of, deed_in, side_of, targets_in
from kgraph.extract.violence import (
    ACCIDENTS,
    CIVIL,
    CRAFT,
    DEEDS,
    DO,
    FIRE,
    LOOSE,
    PARTICLES,
    PEOPLE,
    PLAIN,
    SITES,
    UNREAL,
    WAR,
    is_armed,
    is_concrete,
    is_deed,
    is_gun,
    is_violent,
    particle,
)
from kgraph.nlp.tokens import Token
from kgraph.types import Casualties, Claim, Mention, Range, Source

_CAUSES = frozenset("in by during with from when after under amid".split())
_AIMS = frozenset("at on into onto toward towards against over across upon".split())
_SCRAP = frozenset("destroy demolish sink flatten level damage".split())
_CONQUEST = frozenset("seize capture take recapture retake overrun".split())  # deeds of their own
_BLOWS = frozenset("fire attack shelling bombardment gunfire assault siege shellfire".split())
_UNREAL_NOUNS = frozenset(
    "threat risk fear plan danger possibility prospect case event warning preparation prevention protection defence "
    "defense chance likelihood capability ability readiness scenario deterrent response spectre specter idea".split()
)
_UNREAL_VERBS = frozenset(
    "prevent deter threaten consider plan mull urge warn avoid fear expect vow prepare repel anticipate contemplate discourage "
    "rule authorise authorize order survive want seek intend propose oppose cancel postpone foil thwart call demand".split()
)


# Every verb that ``by_verb`` can read; no other is looked at.
_VERBS = (
    FIRE
    | DO
    | PLAIN
    | LOOSE
    | HARM
    | PARTICLES.keys()
    | {"open", "claim", "take", "come", "leave", "die", "blame", "accuse"}
)

Found = tuple[list[Mention], list[Token]]


def attack_claims(context: Context) -> Iterator[Claim]:
    """Every attack claim of the article, in order of the text."""
    heads: list[Token] = []
    used: set[Token] = set()
    for token in context.doc:
        if (
            token.pos_ == "VERB"
            and token.lemma_.lower() in _VERBS
            and token not in used
            and not is_faculty(token)
            and not any(absorbs(h, token) for h in heads)
        ):
            claim = by_verb(context, token, used)
            if claim is not None:
                heads.append(token)
                yield claim
    for token in context.doc:
        if token.lemma_.lower() in DEEDS and is_deed(token) and token not in used:
            claim = by_noun(context, token)
            if claim is not None:
                yield claim


def by_verb(context: Context, verb: Token, used: set[Token]) -> Claim | None:
    """An attack told by a verb; notes the attack nouns that it uses up."""
    lemma = verb.lemma_.lower()
    arguments = [*doers(verb), *things(verb), *(t for _, t in obliques(verb))]
    deeds = [d for t in arguments if (d := deed_in(t)) is not None]
    found: Found | None = None
    if lemma in FIRE or (lemma == "open" and any(t.lower_ == "fire" for t in things(verb))):
        found = _firing(context, verb)
    if found is None and (lemma in DO or lemma in ("claim", "take")):
        found = _doing(context, verb, deeds)
    if found is None and (lemma in PLAIN | LOOSE | HARM or particle(verb) is not None):
        found = _violence(context, verb)
    if found is None and lemma == "come":
        found = _suffering(context, verb)
    if found is None and lemma in ("leave", "die"):
        found = _outcome(context, verb)
    if found is None and lemma in ("blame", "accuse"):
        claim = _blame(context, verb, deeds)
        used.update(deeds if claim is not None else [])
        return claim
    if found is None:
        return None
    clause = _cause_clause(context, verb) if lemma in HARM else None
    if clause is not None:
        cause, (attackers, aims) = clause
        found = found[0] + [m for m in attackers if m not in found[0]], found[1] or aims
        deeds.append(cause)
        used.add(cause)
    claim = _claim(context, verb, *found, deeds)
    used.update(d for t in deeds for d in conjuncts(t))
    return claim


def by_noun(context: Context, noun: Token) -> Claim | None:
    """An attack told by a noun as something that happened: "after three days of drone attacks on Port Sudan"."""
    aims = [t for t in aims_of(noun) if is_concrete(context, t)]
    attackers = attackers_of(context, noun)
    named = targets_in(context, aims)
    if not named and not (attackers and (aims or where(context, [noun]))):
        return None
    return _claim(context, noun, attackers, aims, [noun]) if _happened(context, noun) else None


def _claim(
    context: Context, head: Token, attackers: list[Mention], aims: list[Token], deeds: list[Token]
) -> Claim | None:
    """The claim, with the places and casualties of the clause; None if nothing but harm to nobody is told."""
    verbal = head.pos_ == "VERB"
    attackers = [m for m in attackers if m.type != "Place"]
    harm = casualties(context, head) if verbal else None
    targets = [m for m in targets_in(context, aims) if m not in attackers]
    spots = where(context, [head, *deeds], skip=attackers)
    for mention in targets:
        spot = place(context, mention)
        if spot.type == "Place" and all((s.start, s.end) != (spot.start, spot.end) for s in spots):
            spots.append(spot)
    if not (attackers or targets or spots or harm) or (_unharmed(harm) and not (attackers and targets)):
        return None
    unnamed = all(m.kind == "pronoun" for m in [*attackers, *targets])
    disowned = verbal and bool(deeds) and bool(context.chain(head))  # "the army said it did not carry out the raid"
    if not (spots or harm) and unnamed and not disowned:
        return None
    people = [
        *participant("attacker", attackers),
        *participant("target", [place(context, m) for m in targets]),
        *participant("location", spots),
    ]
    claim = context.claim(
        "AttackClaim", "attack_by_verb" if verbal else "attack_by_noun", head, people, nominal=not verbal, event="ASSAULT",
        evidence=None if verbal else context.evidence(list(phrase_tokens(head))), casualties=harm, confidence=0.85 if verbal else 0.7,
    )  # fmt: skip
    if head.tag_ == "VBG" and head.dep_ in ("advcl", "acl") and not children(head, "aux") and claim.phase == "ongoing":
        return replace(claim, phase=context.assess(head.head).phase)
    return replace(claim, phase="completed") if not verbal and claim.phase is None and claim.polarity == "+" else claim


def _violence(context: Context, verb: Token) -> Found | None:
    """ "attacked the base", "were killed in a strike", "a drone hit the depot"."""
    subjects, objects = doers(verb), things(verb)
    side = side_of(context, subjects)
    causes = [t for case, t in obliques(verb) if case in _CAUSES and t not in subjects and is_violent(t)]
    for cause in causes:
        side.armed = True
        side.add(attackers_of(context, cause))
    if subjects and not side.fits and not causes:
        return None
    victims = [t for t in objects if is_concrete(context, t)]
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
        around = {t.lemma_.lower() for t in verb.sent}
        return fought or bool(side.actors) or (not around & ACCIDENTS and bool(around & WAR))
    sites = any(t.lemma_.lower() in CRAFT | SITES | PLACES for t in victims)
    kinds = [m.type for m in side.actors]
    if lemma in ("target", "hammer", "pummel", "level", "damage", "batter", "rock"):
        return (side.armed and lemma != "rock") or (fought and sites)
    if lemma in PLAIN:
        words = bool(kinds) and set(kinds) <= {
            "Person",
            "MediaOutlet",
            "Company",
            "Legislature",
            "UnnamedSource",
            "Official",
        }
        return not (words and lemma in ("attack", "assault", "raid", "storm")) or sites or fought
    if lemma in ("seize", "capture", "take"):
        ground = any(context.mentions.name_at(t) is not None or t.lemma_.lower() in PLACES | SITES for t in victims)
        return ground and (side.armed or any(k in ARMED_TYPES for k in kinds))
    if lemma in ("shoot",) and particle(verb) is None:
        return fought or any(t.lemma_.lower() in PEOPLE for t in victims)
    place_hit = any((m := context.mentions.name_at(t)) is not None and m.type in ("Place", "State") for t in victims)
    return (
        fought
        or sites
        or (lemma == "strike" and "State" in kinds and place_hit)
        or (lemma in ("sink", "ram") and bool(kinds))
    )


def _firing(context: Context, verb: Token) -> Found | None:
    """ "fired rockets at the airport", "opened fire on a convoy", "missiles were launched at Haifa"."""
    shots = [t for t in things(verb) if is_gun(t) or t.lower_ == "fire" or any(is_gun(c) for c in children(t, "nmod"))]
    phrases = [
        *obliques(verb),
        *((case_of(n), n) for t in shots for c in [t, *children(t, "nmod")] for n in children(c, "nmod")),
    ]
    aims = [t for case, t in phrases if case in _AIMS and is_concrete(context, t)]
    plain = verb.lemma_ in ("fire", "shoot") and not things(verb)
    if not aims or not (shots or plain):
        return None
    return side_of(context, doers(verb)).actors, list(dict.fromkeys(aims))


def _doing(context: Context, verb: Token, deeds: list[Token]) -> Found | None:
    """ "carried out air strikes on the city", "claimed responsibility for the bombing"."""
    if verb.lemma_ in ("claim", "take"):
        blame = [t for t in things(verb) if t.lemma_ == "responsibility"]
        deeds += [d for t in blame for c in children(t, "nmod") if (d := deed_in(c)) is not None and d not in deeds]
        if not blame:
            return None
    done = [deed_in(t) for t in things(verb)] if verb.lemma_ not in ("claim", "take") else deeds
    if not deeds or not any(done):
        return None
    side = side_of(context, doers(verb))
    aims = [t for d in deeds for t in aims_of(d)] + [t for case, t in obliques(verb) if case in ("on", "against", "at")]
    if not (side.actors or side.fits or is_passive(verb)):
        return None
    side.add([] if side.actors else (m for d in deeds for m in attackers_of(context, d)))
    return side.actors, list(dict.fromkeys(t for t in aims if is_concrete(context, t)))


def _outcome(context: Context, verb: Token) -> Found | None:
    """ "the raid left nine dead", "six people died in the shelling"."""
    phrases = [t for case, t in obliques(verb) if case in _CAUSES]
    causes = [t for t in [*doers(verb), *phrases] if is_violent(t)]
    if not causes or casualties(context, verb) is None:
        return None
    return [m for t in causes for m in attackers_of(context, t)], [
        a for t in causes for a in aims_of(t) if is_concrete(context, a)
    ]


def _cause_clause(context: Context, verb: Token) -> tuple[Token, Found] | None:
    """ "14 were killed when a bomber blew himself up in Peshawar": the clause that tells the deed, and its sides."""
    for c in [*children(verb, "advcl"), *(d for t in children(verb, "conj") for d in children(t, "advcl"))]:
        told = any(m.lower_ in ("when", "after", "as") for m in children(c, "advmod", "mark"))
        if told and c.lemma_ not in _CONQUEST:
            found = _firing(context, c) or _violence(context, c)
            if found is not None:
                return c, found
    return None


def _suffering(context: Context, verb: Token) -> Found | None:
    """ "peacekeepers came under fire from the rebels": the subject is the target."""
    blows = [t for case, t in obliques(verb) if case == "under"]
    blows = [t for t in blows if t.lemma_.lower() in _BLOWS or is_violent(t)]
    victims = [t for t in doers(verb) if is_concrete(context, t)]
    if not blows or not victims:
        return None
    sources = [t for case, t in obliques(verb) if case in ("from", "by")]
    sources += [c for b in blows for c in children(b, "nmod") if case_of(c) in ("from", "by")]
    attackers = side_of(context, sources)
    return attackers.actors + [m for b in blows for m in attackers_of(context, b) if m not in attackers.actors], victims


def _blame(context: Context, verb: Token, deeds: list[Token]) -> Claim | None:
    """ "the army blamed the rebels for the strikes": the one who blames is the source, the blamed one the attacker."""
    phrases = [d for case, t in obliques(verb) if case in ("for", "of") and (d := deed_in(t)) is not None]
    blamed = [m for t in things(verb) for m in actors_in(context, t)]
    if not phrases or not blamed:
        return None
    claim = _claim(context, verb, blamed, [a for d in phrases for a in aims_of(d) if is_concrete(context, a)], phrases)
    if claim is None:
        return None
    cue = context.text_span(verb.i, verb.i + 1)
    own = [
        Source(m, cue)
        for t in doers(verb)
        if (m := context.speaker(t)) is not None and m not in [s.mention for s in claim.sources]
    ]
    told = context.evidence([verb, *(t for d in [*doers(verb), *phrases] for t in phrase_tokens(d))])
    return replace(
        claim,
        evidence=told,
        sources=(*claim.sources, *(replace(s, joint=i > 0) for i, s in enumerate(own))),
        phase="completed",
        certainty="certain" if verb.lemma_ == "blame" else claim.certainty,
    )


def _happened(context: Context, noun: Token) -> bool:
    """Whether the noun tells of something that took place, by its own words and by what governs it."""
    lefts = {t.lower_ for c in noun.lefts for t in c.subtree}
    if lefts & UNREAL:
        return False
    token = noun
    while token.dep_ in ("nmod", "conj", "appos", "nmod:poss") and token.head.pos_ in ("NOUN", "PROPN", "NUM"):
        token = token.head
        if token.lemma_.lower() in _UNREAL_NOUNS:
            return False
    verb = clause_root(token)
    if verb.lemma_.lower() in _UNREAL_VERBS:
        return False
    view = context.assess(verb)
    definite = bool(lefts & {"the", "this", "these", "those", "its", "their", "his"}) or bool(
        children(noun, "nmod:poss")
    )
    doubtful = view.certainty != "certain" or view.polarity == "-" or verb.lemma_ == "be"
    return view.phase != "planned" and (definite or not doubtful)


def _unharmed(harm: Casualties | None) -> bool:
    return harm is not None and all(r in (None, Range(0, 0)) for r in (harm.killed, harm.injured))
