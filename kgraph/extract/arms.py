"""Claims about arms: who supplies what to whom, how much, for what money; and who holds arms back."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.arms_deals import GIVEN, contracted, exchanged, fed, from_stocks, funded, requested, supplied, taken
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
from kgraph.extract.context import REPORTING, Context, participant
from kgraph.extract.modality import is_faculty
from kgraph.extract.nouns import SHIPS, is_weapon
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
    **dict.fromkeys("withhold suspend freeze block halt embargo delay pause".split(), "withhold"),
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
    "start continue pause clear make receive accept expedite pledge promise unveil".split()
)
_LOADS = frozenset("shipment delivery batch consignment convoy cargo load".split())
_STARTING = frozenset("start begin continue resume".split())
# The nominal event's phase is that of these verbs; of the others it is open.
_ASSERTING_DONE = frozenset("approve authorise authorize start begin resume pause suspend halt".split())
_FUNDING = frozenset("approve announce authorise authorize unveil allocate earmark clear pledge promise grant".split())
_CONTRACTING = frozenset("sign conclude ink place strike agree finalise finalize seal".split())
_MAKING_PUBLIC = frozenset("announce approve pledge promise unveil".split())
# Verbs that only move things say nothing of supply without a recipient.
_MOVES = frozenset("ship transport fly transfer hand pass lend airlift channel funnel carry".split())
_NEEDS_DOER = frozenset("station deploy promise pledge offer".split())
_GROUNDED = frozenset("weapon missile warhead bomb system launcher battery".split())
# Bombs that people make and post, park or wear are no supplies of arms.
_OWN = frozenset({"its", "their", "his", "her"})
_OWN_FORCES = frozenset(
    "garrison garrisons troops forces force army navy military soldiers contingent contingents base bases outpost outposts "
    "positions units unit brigade brigades battalion fleet presence defences defenses guard police marines".split()
)


def arms_claims(context: Context) -> Iterator[Claim]:
    """Every arms claim of the article, in order of the text."""
    for token in context.doc:
        if token.dep_ == "amod" and token.lemma_ in GIVEN and token.tag_ == "VBN":
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
            if found is None and lemma in _FUNDING:
                found = funded(context, token)
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
    if not giving and not doers and verb.dep_ == "acl" and verb.head.lemma_ in ("talk", "negotiation", "discussion"):
        doers = context.actors_of(children(verb.head, "nsubj"))  # "India is in talks with France to buy jets"
    receivers = recipients_of(context, verb, others, item)
    inside = [(case_of(t), t) for c in things for t in c.subtree if t.dep_ == "nmod" and t.i > item.i]
    origins = [t for case, t in [*obliques(verb), *inside] if case in ("from", "by") and t not in agents(verb)]
    if not giving and not origins and verb.dep_ == "acl":
        origins = [c for c in children(verb.head, "nmod") if case_of(c) == "with"]
    givers = context.actors_of(origins)
    supplier, recipient = (doers, receivers) if giving else (givers, doers)
    if not giving and is_passive(verb):
        supplier, recipient = givers, context.actors_of(agents(verb)) or receivers
    if giving and not supplier:
        owner = context.mentions.owner(item)  # "guns were smuggled from Florida", "a boat carrying Iranian missiles"
        supplier = givers or ([owner] if owner is not None and owner.kind == "demonym" else [])
    supplier = [m for m in supplier if can_trade(m)]
    recipient = [m for m in recipient if can_trade(m) and m not in supplier and m.text.lower() not in _OWN]
    if recipient and all(_own_force(m) for m in recipient):
        return None  # "reinforced its garrison with tanks": nobody else is supplied
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


def _own_force(mention: Mention) -> bool:
    """Whether the words name the doer's own troops: "its garrison", "their army"."""
    words = mention.text.lower().split()
    return words[0] in _OWN and words[-1] in _OWN_FORCES


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


def arrival(context: Context, verb: Token) -> Claim | None:
    """Arms on their way: "the first tanks should reach Ukraine in March", "the missiles arrived in Odesa"."""
    if verb.lemma_ not in ("reach", "arrive") or is_passive(verb):
        return None
    item = next((t for t in agents(verb) if is_weapon(t) and t.lemma_.lower() not in SHIPS), None)
    if item is None:  # "the first shipment of missiles arrived"
        loads = [t for t in agents(verb) if t.lemma_.lower() in _LOADS]
        item = next((t for load in loads for t in contents(load) if is_weapon(t)), None)
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
    holding = GIVE.get(verb.lemma_) == "withhold" and noun.dep_ != "nsubj"  # "paused the delivery of weapons"
    if item is None or (holding and is_weapon(noun)):
        return None  # aid that is withheld is read by its verb
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
    arriving = noun.dep_ == "nsubj" and recipient and noun.lemma_ in ("delivery", "shipment", "supply")
    if arriving and verb.lemma_ in _STARTING:
        supplier = [m for m in supplier if m not in doers]  # "deliveries to Kyiv will start": whose is not said
    elif not supplier or (not recipient and len(supplier) < 2 and not selling):
        return None
    people = [*participant("supplier", supplier), *participant("recipient", recipient)]
    return context.claim(
        "ArmsClaim", "arms_by_noun", verb, [*people, Participant("item", item_mention(context, item))],
        nominal=verb.lemma_ not in _ASSERTING_DONE, activity="withhold" if holding else NOMINAL[noun.lemma_.lower()],
        event=None if holding else "AID",
        quantity=quantity_of_item(context, item), money=money_of(context, verb), confidence=0.75,
        told_by=verb if verb.lemma_ in REPORTING else None,
    )  # fmt: skip


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
