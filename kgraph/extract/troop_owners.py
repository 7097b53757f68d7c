"""Whose troops a claim speaks of: the phrase's own owner, who sends them, who speaks for them, whose the force before was."""

from __future__ import annotations

from kgraph.extract.clauses import agents, case_of, children, is_passive
from kgraph.extract.context import Context
from kgraph.extract.forces import Force, InView, is_definite, is_definite_or_counted
from kgraph.nlp.tokens import Token
from kgraph.types import Mention

_DRIVING = frozenset("expel evict oust eject repel attack raid storm ambush".split())
# What is ordered from above: who tells of it in the passive speaks of his own side.
_ORDERED = frozenset(
    "send deploy dispatch redeploy station withdraw recall rotate mobilise mobilize position reinforce transfer".split()
)


def whose(
    context: Context, verb: Token, force: Force, view: InView, *, as_subject: bool, activity: str
) -> tuple[list[Mention], Mention | None]:
    """Whose troops they are (several may send troops together), and who moves them if that is another."""
    away = activity == "withdraw" and any(
        case_of(c) == "from" and (m := context.mentions.of(c)) is not None and m == force.owner
        for c in [*children(force.head, "nmod"), *children(force.noun, "nmod")]
    )
    driven = verb.lemma_ in _DRIVING or (verb.lemma_ in ("throw", "drive", "force", "kick") and is_passive(verb))
    doers = (
        [] if as_subject or driven else [m for t in agents(verb) if (m := context.actor(t)) is not None and can_send(m)]
    )
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
    side = _base_owner(context, verb) or _ordering_side(context, verb) or _one_force(context, force)
    if side and not force.anaphoric and not is_definite(force):
        return side, None
    before = view.whose(force) if is_definite_or_counted(force) else None
    if before is not None and _fits(force, before):
        return [before], None
    return side, None


def _ordering_side(context: Context, verb: Token) -> list[Mention]:
    """Whose unnamed troops are sent: "two brigades had been sent to the border, Serbia's defence minister said"."""
    chain = context.chain(verb)
    if not is_passive(verb) or verb.lemma_ not in _ORDERED or not chain or not chain[-1].sources:
        return []
    source = chain[-1].sources[0]
    speaker = context.speaker(source)
    if speaker is None or speaker.type == "UnnamedSource":
        return []
    owner = context.mentions.owner(source)
    sides = [*context.side(source), *([owner] if owner is not None else [])]
    return [m for m in sides if m.type in ("State", "ArmedForce", "ArmedGroup", "IGO", "Ministry")]


def _base_owner(context: Context, verb: Token) -> list[Mention]:
    """ "Russia's base in Gyumri, where 3,000 soldiers are stationed": whose the base is."""
    above = verb.head if verb.dep_ == "acl:relcl" and verb.head.pos_ in ("NOUN", "PROPN") else None
    for _ in range(2):
        if above is None:
            return []
        if above.lemma_.lower() in ("base", "garrison", "embassy", "camp", "barrack"):
            owner = context.mentions.owner(above)
            return [owner] if owner is not None and owner.type in ("State", "ArmedForce", "IGO") else []
        above = above.head if above.dep_ in ("nmod", "appos") else None
    return []


def _one_force(context: Context, force: Force) -> list[Mention]:
    """ "A regional force was thrown out": whose it is nobody says, so it stands for itself."""
    alone = force.noun.lemma_.lower() == "force" and force.noun.tag_ == "NN"
    described = context.mentions.describe(force.noun, default="ArmedForce") if alone else None
    return [described] if described is not None else []


def _fits(force: Force, owner: Mention) -> bool:
    """Armed groups have fighters, states have soldiers."""
    lemma = force.noun.lemma_.lower()
    if owner.type == "ArmedGroup":
        return lemma not in ("soldier", "troop", "brigade", "army", "peacekeeper", "marine")
    return not (owner.type == "State" and lemma in ("fighter", "militiaman", "mercenary") and not is_definite(force))


def can_send(mention: Mention) -> bool:
    """Whether the mention can have troops."""
    return mention.type not in ("UnnamedSource", "Place", "Treaty", "Equipment")


def _distributive(token: Token) -> bool:
    """ "each country may send troops": a rule for all, not what somebody's troops do."""
    return any(c.lower_ in ("each", "either", "every", "any") for c in token.lefts)


def speaker_side(context: Context, noun: Token) -> Mention | None:
    """Whose troops a speaker means who defends "any troop deployment": the speaker's, when nothing else is said."""
    chain = context.chain(noun)
    return context.speaker(chain[-1].sources[0]) if chain and chain[-1].sources else None
