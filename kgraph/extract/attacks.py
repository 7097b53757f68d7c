"""Claims about attacks: who attacks whom or what, where, and how many are killed and injured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgraph.extract.arguments import doers, phrase_tokens, place, things, where
from kgraph.extract.assaults import suffering, violence
from kgraph.extract.casualties import DIE, HARM, LIVES, RISE, absorbs, casualties, toll_of
from kgraph.extract.clauses import case_of, children, clause_root, conjuncts, is_passive, is_reciprocal, obliques
from kgraph.extract.context import Context, participant
from kgraph.extract.firing import GO_OFF, arson, blast, firing
from kgraph.extract.means import mode_of
from kgraph.extract.modality import is_faculty
from kgraph.extract.outcomes import cause_clause, outcome
from kgraph.extract.responsibility import VERBS as CHARGING
from kgraph.extract.responsibility import Charge, behind, charge
from kgraph.extract.sides import Found, aims_of, attackers_of, deed_in, side_of, targets_in
from kgraph.extract.violence import DEEDS, DO, FIRE, LOOSE, PARTICLES, PLAIN, UNREAL, is_concrete, is_deed, particle
from kgraph.nlp.tokens import Token
from kgraph.types import Casualties, Claim, Mention, Range, Source

_UNREAL_NOUNS = frozenset(
    "threat risk fear plan danger possibility prospect case event warning preparation prevention protection defence "
    "defense chance likelihood capability ability readiness scenario deterrent response spectre specter idea plot attempt "
    "bid drill exercise simulation accusation allegation".split()
)
_UNREAL_VERBS = frozenset(
    "prevent deter threaten consider plan mull urge warn avoid fear expect vow prepare repel anticipate contemplate discourage "
    "rule authorise authorize order survive want seek intend propose oppose cancel postpone foil thwart call demand avert "
    "simulate rehearse await".split()
)
# What follows only on a deed that was done: "avenge the killing", "condemned for the attack".
_AFTER = frozenset("over after since following amid despite".split())
_ANSWERS = frozenset(
    "retaliate avenge revenge punish condemn apologise apologize arrest try jail charge sentence sanction compensate "
    "criticise criticize praise convict imprison mourn denounce deplore investigate commemorate".split()
)
_HAPPEN = frozenset("take happen occur come begin start last continue end follow unfold".split())
_PLOTS = frozenset("plot plan attempt bid conspiracy scheme".split())
_FOIL = frozenset("foil thwart prevent stop avert block disrupt frustrate halt".split())
_UNCOVER = frozenset("uncover reveal expose discover condemn denounce detect".split())
# Every verb that ``by_verb`` can read; no other is looked at.
_VERBS = (
    FIRE | DO | PLAIN | LOOSE | HARM | PARTICLES.keys() | GO_OFF | CHARGING | DIE | LIVES | RISE
    | {"open", "come", "leave"}
)  # fmt: skip


def attack_claims(context: Context) -> Iterator[Claim]:
    """Every attack claim of the article, in order of the text."""
    heads: list[Token] = []
    used: set[Token] = set()
    tolls = [toll for t in context.doc if t.pos_ == "VERB" and (toll := toll_of(t)) is not None]
    used.update(
        t for toll in tolls for t in toll.subtree if t.pos_ == "VERB" and t.lemma_ in HARM
    )  # "the number killed"
    for token in context.doc:
        if token in used or token.pos_ not in ("VERB", "NOUN", "ADJ", "PROPN"):
            continue
        claim = None
        if token.pos_ == "VERB":
            read = token.lemma_.lower() in _VERBS and not is_faculty(token)
            if read and not any(absorbs(h, token) for h in heads):
                claim = by_verb(context, token, used)
        elif (blame := behind(context, token)) is not None:
            claim = _charged(context, token, blame)
            used.update(blame.deeds if claim is not None else [])
        if claim is not None:
            heads.append(token)
            yield claim
    for token in context.doc:
        if (token.lemma_.lower() in DEEDS or token.lower_ in DEEDS) and is_deed(token) and token not in used:
            claim = by_noun(context, token)
            if claim is not None:
                yield claim


def by_verb(context: Context, verb: Token, used: set[Token]) -> Claim | None:
    """An attack told by a verb; notes the attack nouns that it uses up."""
    blame = charge(context, verb) if verb.lemma_.lower() in CHARGING else None
    if blame is not None:
        claim = _charged(context, verb, blame)
        used.update(blame.deeds if claim is not None else [])
        return claim
    toll = toll_of(verb)
    arguments = [*doers(verb), *things(verb), *(t for _, t in obliques(verb))]
    arguments += toll.subtree if toll is not None else []
    deeds = [d for t in arguments if (d := deed_in(t)) is not None]
    found = _found(context, verb, deeds)
    clause = cause_clause(context, verb) if verb.lemma_.lower() in HARM | DIE else None
    if clause is not None and (found is not None or verb.lemma_.lower() in DIE):
        cause, (attackers, aims) = clause
        found = found or ([], [t for t in doers(verb) if is_concrete(context, t)])
        found = found[0] + [m for m in attackers if m not in found[0]], found[1] or aims
        deeds.append(cause)
        used.add(cause)
    if found is None:
        return None
    claim = _claim(context, verb, *_without_foilers(context, verb, found), deeds)
    used.update(d for t in deeds for d in conjuncts(t))
    return replace(claim, polarity="-") if claim is not None and _foiled(verb) in _FOIL else claim


def by_noun(context: Context, noun: Token) -> Claim | None:
    """An attack told by a noun as something that happened: "after three days of drone attacks on Port Sudan"."""
    aims = [t for t in aims_of(noun) if is_concrete(context, t)]
    attackers = attackers_of(context, noun)
    foiled = noun.dep_ in ("obj", "nsubj:pass") and noun.head.lemma_.lower() in _FOIL
    heads = [noun, *([noun.head] if foiled else _happening(noun))]
    spots = where(context, heads)
    definite = any(c.lower_ in ("the", "this", "that", "these", "those") for c in children(noun, "det"))
    placed = spots and (attackers or (aims and (definite or foiled)))
    if not targets_in(context, aims) and not placed and not (attackers and aims):
        return None
    if not foiled and not _happened(context, noun):
        return None
    claim = _claim(context, noun, attackers, aims, heads)
    if claim is not None and claim.time is None and len(heads) > 1:
        claim = replace(claim, time=context.time(heads[1]))
    return replace(claim, polarity="-", phase=None) if foiled and claim is not None else claim


def _found(context: Context, verb: Token, deeds: list[Token]) -> Found | None:
    """The sides of the attack that a verb tells, by the first reading that fits."""
    lemma = verb.lemma_.lower()
    found: Found | None = None
    if lemma in FIRE or (lemma == "open" and any(t.lower_ == "fire" for t in things(verb))):
        found = firing(context, verb)
    if found is None and lemma in GO_OFF:
        found = blast(context, verb) or (arson(context, verb) if lemma == "set" else None)
    if found is None and lemma in DO:
        found = _doing(context, verb, deeds)
    if found is None and (lemma in PLAIN | LOOSE | HARM or particle(verb) is not None):
        found = violence(context, verb)
    if found is None and lemma == "come":
        found = suffering(context, verb)
    if found is None and lemma in DIE | LIVES | RISE | {"leave"}:
        found = outcome(context, verb)
    return found


def _doing(context: Context, verb: Token, deeds: list[Token]) -> Found | None:
    """ "carried out air strikes on the city"."""
    if not any(deed_in(t) for t in things(verb)):
        return None
    side = side_of(context, doers(verb))
    aims = [t for d in deeds for t in aims_of(d)] + [t for case, t in obliques(verb) if case in ("on", "against", "at")]
    if not (side.actors or side.fits or is_passive(verb)):
        return None
    side.add([] if side.actors else (m for d in deeds for m in attackers_of(context, d)))
    return side.actors, list(dict.fromkeys(t for t in aims if is_concrete(context, t)))


def _claim(
    context: Context,
    head: Token,
    attackers: list[Mention],
    aims: list[Token],
    deeds: list[Token],
    *,
    charged: bool = False,
) -> Claim | None:
    """The claim, with the places and casualties of the clause; None if nothing but harm to nobody is told."""
    verbal = head.pos_ == "VERB" or charged
    attackers = [m for m in attackers if m.type != "Place"]
    harm = casualties(context, head) if verbal else None
    mutual = any(is_reciprocal(c) for c in children(head, "obj", "obl"))  # "shelled each other"
    targets = [m for m in targets_in(context, aims) if mutual or m not in attackers]
    spots = where(context, [head, *deeds], skip=attackers)
    for mention in targets:
        spot = place(context, mention)
        if spot.type == "Place" and all((s.start, s.end) != (spot.start, spot.end) for s in spots):
            spots.append(spot)
    if not (attackers or targets or spots or harm) or (_unharmed(harm) and not (attackers and targets)):
        return None
    unnamed = all(m.kind == "pronoun" for m in [*attackers, *targets])
    disowned = verbal and bool(deeds) and bool(context.chain(head))  # "the army said it did not carry out the raid"
    # "Chad said its soldiers fired on the convoy": whose they are is told, and what was hit.
    disowned = disowned or (verbal and bool(aims and context.chain(head)) and _owners(attackers))
    told = [*phrase_tokens(head)] if not verbal else [*head.subtree]
    mode = mode_of([*told, *(t for d in deeds for t in phrase_tokens(d))])
    if not (spots or harm or (mode and aims and _others(attackers))) and unnamed and not disowned:
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
    claim = replace(claim, mode=mode)
    if head.tag_ == "VBG" and head.dep_ in ("advcl", "acl") and not children(head, "aux") and claim.phase == "ongoing":
        return replace(claim, phase=context.assess(head.head).phase)
    return replace(claim, phase="completed") if not verbal and claim.phase is None and claim.polarity == "+" else claim


def _owners(attackers: list[Mention]) -> bool:
    return bool(attackers) and all(m.text.lower() in ("its", "their", "our") for m in attackers)


def _charged(context: Context, head: Token, blame: Charge) -> Claim | None:
    """The claim of who is behind an attack; whoever says so is its source."""
    aims = [a for d in blame.deeds for a in aims_of(d) if is_concrete(context, a)]
    claim = _claim(context, head, blame.attackers, aims, blame.deeds, charged=True)
    if claim is None:
        return None
    told = context.evidence([head, *(t for d in [*doers(head), *things(head), *blame.deeds] for t in phrase_tokens(d))])
    claim = replace(claim, phase="completed", polarity=blame.polarity or claim.polarity)
    if not blame.tellers:
        return claim
    teller = blame.cue or head
    cue = context.text_span(teller.i, teller.i + 1)
    known = [s.mention for s in claim.sources]
    own = [Source(m, cue) for t in blame.tellers if (m := context.speaker(t)) is not None and m not in known]
    sources = (*claim.sources, *(replace(s, joint=i > 0) for i, s in enumerate(own)))
    sure = "certain" if head.lemma_ == "blame" else claim.certainty
    return replace(claim, evidence=told, sources=sources, certainty=sure)


def _foiled(verb: Token) -> str | None:
    """ "foiled a plot to bomb the embassy": the verb over the plot, where it is one of foiling or finding out."""
    plot = verb.head
    if verb.dep_ not in ("acl", "nmod") or plot.lemma_.lower() not in _PLOTS:
        return None
    above = clause_root(plot).lemma_.lower()
    return above if above in _FOIL | _UNCOVER else None


def _without_foilers(context: Context, verb: Token, found: Found) -> Found:
    """Whoever foils a plot is not its maker; that is who owns the plot."""
    if _foiled(verb) is None:
        return found
    plot = verb.head
    foilers = side_of(context, doers(clause_root(plot))).actors
    makers = [m for m in attackers_of(context, plot) if m not in foilers]
    return [m for m in found[0] if m not in foilers] or makers, found[1]


def _happening(noun: Token) -> list[Token]:
    """ "the ambush took place near Garissa": the verb that only says that the deed happened."""
    verb = noun.head
    return [verb] if noun.dep_ == "nsubj" and verb.pos_ == "VERB" and verb.lemma_.lower() in _HAPPEN else []


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
    definite = bool(lefts & {"the", "this", "these", "those", "its", "their", "his"}) or bool(
        children(noun, "nmod:poss")
    )
    answered = verb.lemma_.lower() in _ANSWERS and token.dep_ in ("obl", "obj", "nsubj:pass")
    if definite and (answered or (token.dep_ == "obl" and case_of(token) in _AFTER)):
        return True
    if verb.lemma_.lower() in _UNREAL_VERBS:
        return False
    view = context.assess(verb)
    doubtful = view.certainty != "certain" or view.polarity == "-" or verb.lemma_ == "be"
    return view.phase != "planned" and (definite or not doubtful)


def _others(people: list[Mention]) -> bool:
    """Whether anybody but the speaker and the reader is among the people."""
    return any(m.kind == "name" or m.text.lower() not in ("i", "we", "you", "me", "us") for m in people)


def _unharmed(harm: Casualties | None) -> bool:
    """Whether the attack is said to have harmed nobody."""
    return harm is not None and all(r in (None, Range(0, 0)) for r in (harm.killed, harm.injured))
