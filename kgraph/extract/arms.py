"""Claims about arms: who supplies what to whom, how much, for what money; and who holds arms back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgraph.extract.arms_parts import (
    TO,
    can_trade,
    contents,
    holds,
    item_among,
    item_mention,
    money_of,
    noun_parties,
    plainly_military,
    quantity_of_item,
    recipients_of,
    stray_item,
    with_item,
)
from kgraph.extract.clauses import agents, case_of, children, is_passive, obliques, patients
from kgraph.extract.context import REPORTING, Context, coordinated, participant
from kgraph.extract.modality import is_faculty
from kgraph.extract.nouns import SHIPS, is_treaty, is_weapon
from kgraph.nlp.tokens import Token
from kgraph.types import Claim, Mention, Participant

GIVE: dict[str, str] = {
    **dict.fromkeys(
        "supply provide give send deliver donate transfer furnish hand channel pass lend fly smuggle funnel gift".split(),
        "supply",
    ),
    **dict.fromkeys("sell export".split(), "sell"),
    **dict.fromkeys("ship transport airlift unload carry station deploy".split(), "ship"),
    **dict.fromkeys("promise pledge offer".split(), "supply"),
    **dict.fromkeys("produce manufacture make build assemble develop".split(), "produce"),
    **dict.fromkeys("withhold suspend freeze block halt embargo delay".split(), "withhold"),
}
GET: dict[str, str] = {
    **dict.fromkeys("receive obtain get procure acquire secure".split(), "supply"),
    **dict.fromkeys("buy purchase import order".split(), "sell"),
}
SUPPORT = frozenset(
    "support back reinforce aid help flood ply outfit shower".split()
)  # "supports the rebels with weapons"
ARM = frozenset("arm equip".split())  # their object is the recipient: "arming its rival"
NOMINAL: dict[str, str] = {
    "aid": "supply", "package": "supply", "assistance": "supply", "shipment": "ship", "supply": "supply", "delivery": "supply", "sale": "sell", "transfer": "supply",
    "provision": "supply", "export": "sell", "consignment": "ship", "purchase": "sell",
}  # fmt: skip
_ASSERTING = frozenset(
    "postpone delay approve authorise authorize announce confirm deny halt suspend resume report begin complete block stop reject detail "
    "clear make receive accept expedite pledge promise unveil".split()
)
_CONTRACTING = frozenset("sign conclude ink place strike agree finalise finalize seal".split())
_STORES = frozenset("stock stockpile arsenal depot inventory store armoury armory warehouse factory".split())
_GIVEN = frozenset("supply donate provide deliver furnish".split())
_USING = frozenset("use fire launch operate field employ receive deploy".split())
_MAKING_PUBLIC = frozenset("announce approve pledge promise unveil".split())
# Verbs that only move things say nothing of supply without a recipient.
_MOVES = frozenset("ship transport fly transfer hand pass lend airlift channel funnel carry".split())
_NEEDS_DOER = frozenset("station deploy promise pledge offer".split())
_GROUNDED = frozenset("weapon missile warhead bomb system launcher battery".split())
# Bombs that people make and post, park or wear are no supplies of arms.
_OWN = frozenset({"its", "their", "his", "her"})


def arms_claims(context: Context) -> Iterator[Claim]:
    """Every arms claim of the article, in order of the text."""
    for token in context.doc:
        if token.dep_ == "amod" and token.lemma_ in _GIVEN and token.tag_ == "VBN":
            found = supplied(context, token)
            if found is not None:
                yield found
        elif token.pos_ == "VERB" and not is_faculty(token):
            lemma = token.lemma_.lower()
            if lemma in GIVE or lemma in GET:
                found = by_verb(context, token) or (fed(context, token) if lemma == "supply" else None)
            elif lemma in SUPPORT:
                found = by_verb(context, token) if with_item(context, token) is not None else None
            elif lemma in ("reach", "arrive"):
                found = arrival(context, token)
            elif lemma in ("ask", "request"):
                found = requested(context, token)
            elif lemma == "take":
                found = taken(context, token)
            elif lemma in ("come", "originate", "stem"):
                found = from_stocks(context, token)
            elif lemma in ARM and token.i and token.nbor(-1).text != "-":
                found = arming(context, token)
            else:
                found = None
            if found is None and lemma in _CONTRACTING:
                found = contracted(context, token)
            if found is None and lemma in ("offer", "give", "promise", "grant", "send", "provide"):
                found = exchanged(context, token)
            if found is not None:
                yield found
        elif token.pos_ == "NOUN" and token.lemma_.lower() in NOMINAL:
            found = by_noun(context, token)
            if found is not None:
                yield found


def by_verb(context: Context, verb: Token) -> Claim | None:
    """A giving or getting verb with arms: "Tehran supplied drones to Moscow", "Poland bought tanks from Seoul"."""
    things = [t for t in patients(verb) if t.pos_ in ("NOUN", "PROPN", "NUM", "PRON") or children(t, "nmod")]
    item = item_among(context, things) or with_item(context, verb) or stray_item(verb)
    if item is None:
        return None
    lemma = verb.lemma_.lower()
    if lemma == "order" and children(verb, "xcomp", "ccomp"):
        return None  # "ordered Germany to stop": a command
    giving = lemma not in GET
    activity = GIVE[lemma] if lemma in GIVE else GET.get(lemma, "supply")
    others = [t for t in things if not holds(t, item)]
    doers = context.actors_of(agents(verb)) or noun_parties(context, verb)
    receivers = recipients_of(context, verb, others, item)
    inside = [(case_of(t), t) for c in things for t in c.subtree if t.dep_ == "nmod" and t.i > item.i]
    origins = [t for case, t in [*obliques(verb), *inside] if case in ("from", "by") and t not in agents(verb)]
    givers = context.actors_of(origins)
    supplier, recipient = (doers, receivers) if giving else (givers, doers)
    if not giving and is_passive(verb):
        supplier, recipient = givers, context.actors_of(agents(verb)) or receivers
    if giving and not supplier:
        owner = context.mentions.owner(item)  # "guns were smuggled from Florida", "a boat carrying Iranian missiles"
        supplier = givers or ([owner] if owner is not None and owner.kind == "demonym" else [])
    supplier = [m for m in supplier if can_trade(m)]
    recipient = [m for m in recipient if can_trade(m) and m not in supplier and m.text.lower() not in _OWN]
    if item.lemma_.lower() in ("tank", "vehicle", "howitzer") and recipient and lemma in ("send", "transport", "carry"):
        recipient = [m for m in recipient if m.type != "Place"]
        if not recipient:
            return None  # "sent tanks to the border town": its own troops go there
    if not _enough(verb, item, supplier, recipient, giving=giving):
        return None
    if activity == "produce" and (not supplier or not (recipient or plainly_military(item))):
        return None
    people = [*participant("supplier", supplier), *participant("recipient", recipient)]
    return context.claim(
        "ArmsClaim", "arms_by_verb", verb, [*people, Participant("item", item_mention(context, item))],
        activity=activity, event=None if activity == "produce" else "AID" if activity in ("supply", "ship") else "COOPERATE" if activity == "sell" else None,
        quantity=quantity_of_item(context, item), money=money_of(context, verb),
    )  # fmt: skip


def _enough(verb: Token, item: Token, supplier: list[Mention], recipient: list[Mention], *, giving: bool) -> bool:
    """Whether verb, item and parties together speak of a supply, not of any handling of things."""
    lemma = verb.lemma_.lower()
    if lemma in ("station", "deploy"):
        return bool(supplier) and item.lemma_.lower() in _GROUNDED
    if item.lemma_.lower() in SHIPS and lemma == "send" and all(m.type == "Place" for m in recipient):
        return False  # "sent the aircraft carrier to the port of Busan": it stays its owner's
    if lemma in _NEEDS_DOER or (item.lemma_.lower() in SHIPS and lemma in ("send", "give")):
        return bool(supplier) and (bool(recipient) or (lemma in _NEEDS_DOER and item.tag_ in ("NNS", "NNPS")))
    if not recipient and (lemma in _MOVES or not giving):
        # "had also shipped mortar rounds": a state that ships arms supplies them to somebody.
        return lemma == "ship" and plainly_military(item) and any(m.type == "State" for m in supplier)
    if not supplier and not recipient:
        return is_passive(verb) and lemma in ("deliver", "supply", "export", "ship") and item.tag_ in ("NNS", "NNPS")
    return True


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


def arrival(context: Context, verb: Token) -> Claim | None:
    """Arms on their way: "the first tanks should reach Ukraine in March", "the missiles arrived in Odesa"."""
    if verb.lemma_ not in ("reach", "arrive") or is_passive(verb):
        return None
    item = next((t for t in agents(verb) if is_weapon(t) and t.lemma_.lower() not in SHIPS), None)
    if item is None:
        return None
    places = [*children(verb, "obj"), *(t for case, t in obliques(verb) if case in ("in", "to", "into"))]
    recipient = [m for m in context.actors_of(places) if can_trade(m)]
    if not recipient:
        return None
    owner = context.mentions.owner(item)
    people = [*participant("supplier", [owner] if owner is not None and owner not in recipient else [])]
    people += [*participant("recipient", recipient), Participant("item", item_mention(context, item))]
    return context.claim(
        "ArmsClaim", "arms_arrival", verb, people, activity="ship", event="AID",
        quantity=quantity_of_item(context, item), money=money_of(context, verb), confidence=0.8,
    )  # fmt: skip


def by_noun(context: Context, noun: Token) -> Claim | None:
    """A nominal supply that a predicate asserts: "approved the sale of 40 jets to Turkey", "denied any arms transfers"."""
    verb = noun.head
    if noun.dep_ not in ("obj", "nsubj:pass", "nsubj") or verb.pos_ != "VERB" or verb.lemma_ not in _ASSERTING:
        return None
    item = next((t for t in contents(noun) if is_weapon(t)), None)
    if item is None:
        return None
    phrases = [(case_of(t), t) for t in noun.subtree if t.dep_ == "nmod"]
    if noun.dep_ == "obj" and verb.lemma_ in _MAKING_PUBLIC:
        phrases += obliques(verb)  # "announced its largest package so far for Ukraine"
    recipient = [m for case, t in phrases if case in TO for m in context.actors_of([t]) if can_trade(m)]
    supplier = [m for case, t in phrases if case in ("by", "from") for m in context.actors_of([t]) if can_trade(m)]
    possessive = [c for c in noun.children if c.dep_ == "nmod:poss"]
    owner = context.mentions.of(possessive[0]) if possessive else None
    doers = [m for t in agents(verb) for m in context.side(t) if can_trade(m)]
    supplier = supplier or ([owner] if owner is not None and owner not in recipient else doers)
    supplier = [m for m in supplier if m not in recipient]
    selling = noun.lemma_ == "sale" and supplier
    if not supplier or (not recipient and len(supplier) < 2 and not selling):
        return None
    people = [*participant("supplier", supplier), *participant("recipient", recipient)]
    return context.claim(
        "ArmsClaim", "arms_by_noun", verb, [*people, Participant("item", item_mention(context, item))],
        nominal=verb.lemma_ not in ("approve", "authorise", "authorize"), activity=NOMINAL[noun.lemma_.lower()], event="AID",
        quantity=quantity_of_item(context, item), money=money_of(context, verb), confidence=0.75,
        told_by=verb if verb.lemma_ in REPORTING else None,
    )  # fmt: skip


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


def arming(context: Context, verb: Token) -> Claim | None:
    """A verb that arms its object: "accused Rwanda of arming the rebels", "equipped the army with drones"."""
    supplier = [m for m in context.actors_of(agents(verb)) if can_trade(m)]
    recipient = [m for m in context.actors_of(patients(verb)) if can_trade(m) and m not in supplier]
    if not supplier or not recipient:
        return None
    item = with_item(context, verb)
    if verb.lemma_ == "equip" and item is None:
        return None
    people = [*participant("supplier", supplier), *participant("recipient", recipient)]
    if item is not None:
        people.append(Participant("item", item_mention(context, item)))
    quantity = quantity_of_item(context, item) if item is not None else None
    return context.claim("ArmsClaim", "arming", verb, people, activity="supply", event="AID", quantity=quantity)
