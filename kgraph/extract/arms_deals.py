"""Arms claims from deals and traces: what is asked for, contracted, funded, exchanged, taken over, found with somebody."""

from __future__ import annotations

from dataclasses import replace

from kgraph.extract.arms_parts import TO, can_trade, item_among, item_mention, money_of, quantity_of_item
from kgraph.extract.clauses import agents, case_of, children, is_passive, obliques, patients
from kgraph.extract.context import Context, coordinated, participant
from kgraph.extract.nouns import is_treaty, is_weapon
from kgraph.nlp.tokens import Token
from kgraph.types import Claim, Participant

_SUMS = frozenset("million billion trillion dollar euro pound worth".split())
_STORES = frozenset("stock stockpile arsenal depot inventory store armoury armory warehouse factory".split())
GIVEN = frozenset("supply donate provide deliver furnish".split())
_USING = frozenset("use fire launch operate field employ receive deploy".split())


def requested(context: Context, verb: Token) -> Claim | None:
    """Arms that somebody is asked for: "has asked Moscow for air defence systems", "requested tanks from Berlin"."""
    phrases = list(obliques(verb))
    if verb.lemma_ == "ask":
        item = item_among(context, [t for case, t in phrases if case == "for"])
        asked = context.actors_of(t for t in patients(verb) if t.i < (item.i if item is not None else 0))
    else:
        item = item_among(context, [t for t in patients(verb) if t.pos_ in ("NOUN", "PROPN")])
        asked = context.actors_of(t for case, t in phrases if case == "from")
    supplier = [m for m in asked if can_trade(m)]
    recipient = [m for m in context.actors_of(agents(verb)) if can_trade(m) and m not in supplier]
    if item is None or not supplier or not recipient:
        return None
    people = [*participant("supplier", supplier), *participant("recipient", recipient)]
    claim = context.claim(
        "ArmsClaim", "arms_requested", verb, [*people, Participant("item", item_mention(context, item))],
        activity="supply", event="REQUEST", quantity=quantity_of_item(context, item), confidence=0.7,
    )  # fmt: skip
    return replace(claim, phase="planned", certainty="possible")


def taken(context: Context, verb: Token) -> Claim | None:
    """ "Ethiopia took delivery of drones": what arrived, and to whom."""
    noun = next((c for c in children(verb, "obj") if c.lemma_ in ("delivery", "possession", "receipt")), None)
    item = item_among(context, [c for c in children(noun, "nmod") if case_of(c) == "of"]) if noun is not None else None
    if noun is None or item is None:
        return None
    recipient = [m for m in context.actors_of(agents(verb)) if can_trade(m)]
    givers = [t for case, t in [*obliques(verb), *((case_of(c), c) for c in noun.subtree)] if case == "from"]
    supplier = [m for m in context.actors_of(givers) if can_trade(m) and m not in recipient]
    if not recipient:
        return None
    people = [*participant("supplier", supplier), *participant("recipient", recipient)]
    return context.claim(
        "ArmsClaim", "delivery_taken", verb, [*people, Participant("item", item_mention(context, item))],
        activity="supply", event="AID", quantity=quantity_of_item(context, item), money=money_of(context, verb),
    )  # fmt: skip


def from_stocks(context: Context, verb: Token) -> Claim | None:
    """ "The rifles came from Venezuelan army stocks": whose arms they were."""
    item = item_among(context, [t for t in agents(verb) if t.pos_ in ("NOUN", "PROPN")])
    stores = [t for case, t in obliques(verb) if case == "from" and t.lemma_.lower() in _STORES]
    supplier = [m for t in stores if (m := context.mentions.owner(t)) is not None and can_trade(m)]
    if item is None or not supplier:
        return None
    return context.claim(
        "ArmsClaim", "from_stocks", verb,
        [*participant("supplier", supplier), Participant("item", item_mention(context, item))],
        activity="supply", event="AID", quantity=quantity_of_item(context, item), confidence=0.7,
    )  # fmt: skip


def supplied(context: Context, participle: Token) -> Claim | None:
    """Who gave arms that somebody uses: "Ukraine fired American-supplied rockets"."""
    item, verb = participle.head, participle.head.head
    if not is_weapon(item) or item.dep_ not in ("obj", "nsubj:pass", "obl") or verb.lemma_ not in _USING:
        return None
    inside = [*children(participle, "amod", "compound", "obl", "nsubj", "nmod"), *children(item, "amod", "compound")]
    supplier = [m for t in inside if t.i < participle.i and (m := context.mentions.name_at(t)) is not None]
    recipient = [m for m in context.actors_of(agents(verb)) if can_trade(m) and m not in supplier]
    if not supplier or not recipient:
        return None
    people = [*participant("supplier", supplier[:1]), *participant("recipient", recipient)]
    claim = context.claim(
        "ArmsClaim", "supplied_arms", verb, [*people, Participant("item", item_mention(context, item))],
        activity="supply", event="AID", quantity=quantity_of_item(context, item), confidence=0.75,
    )  # fmt: skip
    return replace(claim, polarity="+", certainty="certain", phase="completed")


def funded(context: Context, verb: Token) -> Claim | None:
    """Military aid told by its sum: "approved a further $567 million in military aid for Taiwan"."""
    sums = [t for t in children(verb, "obj", "nsubj:pass") if t.pos_ in ("SYM", "NUM") or t.lemma_ in _SUMS]
    goods = [c for t in sums for c in children(t, "nmod") if case_of(c) in ("in", "of", "worth")]
    if sums:  # the parser hangs "in military aid" on the sum or on the verb
        goods += [t for t in [*children(verb, "obj"), *(t for _, t in obliques(verb))] if case_of(t) == "in"]
    item = item_among(context, goods)
    if item is None:
        return None
    inside = [(case_of(c), c) for t in [*sums, item] for c in t.subtree if c.dep_ in ("nmod", "obl")]
    recipient = [
        m for case, t in [*inside, *obliques(verb)] if case in TO for m in [context.actor(t)] if m and can_trade(m)
    ]
    supplier = [m for m in context.actors_of(agents(verb)) if can_trade(m) and m not in recipient]
    if not supplier or not recipient:
        return None
    recipient = list(dict.fromkeys(recipient))
    people = [*participant("supplier", supplier), *participant("recipient", recipient)]
    claim = context.claim(
        "ArmsClaim", "arms_funded", verb, [*people, Participant("item", item_mention(context, item))],
        activity="supply", event="AID", money=context.money(verb.subtree), confidence=0.75,
    )  # fmt: skip
    return replace(claim, phase="planned") if claim.phase == "completed" else claim


def contracted(context: Context, verb: Token) -> Claim | None:
    """A contract for arms: "signed a deal with Sweden for four jets", "placed an order for 50 tanks with Seoul"."""
    deal = next((c for c in patients(verb) if is_treaty(c) or c.lemma_.lower() == "order"), None)
    if deal is None:
        return None
    inside = [c for c in deal.subtree if c.dep_ == "nmod"]  # "a contract worth $1 billion with Saab"
    phrases = [*obliques(verb), *((case_of(c), t) for c in inside for t in coordinated([c]))]
    item = item_among(context, [t for case, t in phrases if case == "for"])
    partners = [t for case, t in phrases if case in ("with", "from")]
    supplier = [m for t in partners for m in [context.actor(t)] if m is not None and can_trade(m)]
    recipient = [m for m in context.actors_of(agents(verb)) if can_trade(m) and m not in supplier]
    if item is None or not supplier or not recipient:
        return None
    people = [*participant("supplier", supplier), *participant("recipient", recipient)]
    claim = context.claim(
        "ArmsClaim", "arms_contract", verb, [*people, Participant("item", item_mention(context, item))],
        activity="sell", event="COOPERATE", quantity=quantity_of_item(context, item), money=context.money(verb.subtree),
        confidence=0.75,
    )  # fmt: skip
    return replace(claim, phase="planned") if claim.phase == "completed" else claim


def fed(context: Context, verb: Token) -> Claim | None:
    """ "The rebels are sheltered and supplied by Caracas": an armed group that somebody supplies, with what is not said."""
    groups = [m for m in context.actors_of(patients(verb)) if m.type in ("ArmedGroup", "ArmedForce")]
    supplier = [m for m in context.actors_of(agents(verb)) if m.type in ("State", "ArmedForce", "ArmedGroup", "IGO")]
    if not is_passive(verb) or not groups or not supplier or any(case == "with" for case, _ in obliques(verb)):
        return None
    people = [*participant("supplier", supplier), *participant("recipient", groups)]
    return context.claim("ArmsClaim", "group_supplied", verb, people, activity="supply", event="AID", confidence=0.6)


def exchanged(context: Context, verb: Token) -> Claim | None:
    """ "offered Russia a naval base in exchange for arms": who is to give the arms is whom the offer is made to."""
    deals = [t for case, t in obliques(verb) if case == "in" and t.lemma_ in ("exchange", "return")]
    item = item_among(context, [c for t in deals for c in children(t, "nmod", "obl") if case_of(c) == "for"])
    if item is None:
        return None
    recipient = [m for m in context.actors_of(agents(verb)) if can_trade(m)]
    given = [*children(verb, "iobj", "obj"), *(t for case, t in obliques(verb) if case == "to")]
    givers = [m for m in context.actors_of(given) if m.type in ("State", "ArmedGroup", "ArmedForce", "IGO", "Company")]
    supplier = [m for m in givers if m not in recipient]
    if not supplier or not recipient:
        return None
    people = [*participant("supplier", supplier), *participant("recipient", recipient)]
    claim = context.claim(
        "ArmsClaim", "arms_in_exchange", verb, [*people, Participant("item", item_mention(context, item))],
        activity="supply", event="AID", quantity=quantity_of_item(context, item), confidence=0.6,
    )  # fmt: skip
    return replace(claim, phase="planned", certainty="possible") if verb.lemma_ in ("offer", "promise") else claim
