"""The parts of an arms claim: what is given, how many, for what sum, and to whom; where the words of a clause put them."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.clauses import agents, case_of, children, is_passive, obliques, patients
from kgraph.extract.context import Context, coordinated
from kgraph.extract.nouns import is_treaty, is_troops, is_weapon
from kgraph.nlp.tokens import Token
from kgraph.types import Mention, Money, Quantity

_CONSISTING = frozenset("of for with containing including about on in".split())
_WATERS = frozenset("sea ocean gulf strait bay channel canal waters coast front border".split())
TO = frozenset({"to", "for"})
# What tells of arms instead of holding them: "a list of ammunition", "comments about missiles".
_ABOUT = frozenset(
    "list photo photograph picture image video footage map record report letter story comment remark information data "
    "idea question request plan proposal threat design blueprint detail mention statement claim".split()
)
_HOME_MADE = frozenset("letter parcel car truck pipe petrol fire suicide roadside nail mail".split())


def item_among(context: Context, things: list[Token]) -> Token | None:
    """The first weapon among the things given, or inside what carries, counts or concerns them."""
    for thing in things:
        for token in contents(thing):
            if is_weapon(token) and not _is_home_made(token):
                return token
    return None


def _is_home_made(token: Token) -> bool:
    """Whether the bomb is of a kind that people make, post or wear: a car bomb, a letter bomb."""
    return token.lemma_.lower() in ("bomb", "explosive") and any(c.lower_ in _HOME_MADE for c in token.lefts)


def contents(thing: Token, depth: int = 0) -> Iterator[Token]:
    """A noun and what it consists of: "shipments of arms", "13,000 containers filled with rockets", "$6m worth of bombs"."""
    yield thing
    if depth > 5 or thing.lemma_.lower() in _ABOUT:
        return
    for c in thing.children:
        of_phrase = c.dep_ in ("nmod", "obl") and case_of(c) in _CONSISTING
        if c.dep_ == "conj" and _excluded(c):
            continue
        clause = c.dep_ in ("acl", "acl:relcl")
        if of_phrase or c.dep_ in ("conj", "appos", "compound", "nummod", "amod"):
            yield from contents(c, depth + 1)
        elif clause or (c.dep_ in ("obl", "obj", "advcl", "xcomp") and depth):
            for inner in [*children(c, "obj", "obl", "advcl", "xcomp"), *([c] if c.dep_ in ("obl", "obj") else [])]:
                yield from contents(inner, depth + 1)


def with_item(context: Context, verb: Token) -> Token | None:
    """ "providing Russia with ammunition"."""
    phrases = [t for case, t in obliques(verb) if case == "with" and not _excluded(t)]
    return item_among(context, phrases)


def _excluded(token: Token) -> bool:
    """ "with vehicles, but not with weapons"."""
    return any(c.lower_ == "not" for c in children(token, "advmod", "cc"))


def stray_item(verb: Token) -> Token | None:
    """A weapon behind the verb that the parser hung on a number or a measure: "eight million 122-mm and 152-mm rounds"."""
    near = [verb, *([verb.head] if verb.dep_ == "xcomp" else [])]
    numbers = [c for t in near for c in t.children if c.i > verb.i and c.dep_ in ("nummod", "obj", "dep", "xcomp")]
    stray = (t for c in numbers for t in c.subtree if t.tag_ == "NNS" and is_weapon(t))
    return next((t for t in stray if not _is_home_made(t) and not _of_another(t, verb)), None)


def holds(thing: Token, item: Token) -> bool:
    """Whether a thing that is given is the item or contains it."""
    return thing == item or thing.is_ancestor(item)


def recipients_of(context: Context, verb: Token, others: list[Token], item: Token) -> list[Mention]:
    """To whom: the indirect object, "to X", or whom it helps; a supply verb's plain object beside "with arms"."""
    phrases = [t for case, t in obliques(verb) if case in TO or case == "into"]
    top = item
    while top.head not in (verb, top) and not top.is_ancestor(verb):
        top = top.head
    phrases.extend(
        t
        for c in top.subtree
        if c.dep_ in ("nmod", "obl") and c.i > item.i and case_of(c) in TO and not _of_another(c, verb)
        for t in coordinated([c])
    )
    deals = [verb.head] if verb.dep_ == "acl" else children(verb.head, "obj") if verb.dep_ == "advcl" else []
    for deal in deals:
        if is_treaty(deal):
            phrases.extend(t for c in children(deal, "nmod") if case_of(c) == "with" for t in coordinated([c]))
    beside = verb.lemma_ in ("carry", "transport", "ship", "send", "move")  # "carrying troops and artillery"
    others = [t for t in others if not (is_weapon(t) or (beside and is_troops(t))) and item.head != t]
    indirect = [t for t in others if t.i < item.i]  # "gave Kyiv tanks": before what is given
    named = context.actors_of(indirect + phrases)
    if not named:
        named = _before_number(context, item)
    if named:
        return named
    possessor = context.mentions.owner(item)
    if (
        possessor is not None
        and any(c.dep_ == "nmod:poss" for c in item.children)
        and (possessor.kind == "name" or (possessor.kind == "nominal" and is_passive(verb)))
    ):
        return [possessor]  # "supplied most of Pakistan's imported weapons"
    purposes = [c for t in (verb, top, *coordinated([top])) for c in children(t, "advcl", "xcomp", "acl")]
    for purpose in purposes:
        if purpose.lemma_ in ("help", "aid", "support", "assist", "defend", "back"):
            named = context.actors_of(patients(purpose))
    return named


def _of_another(token: Token, verb: Token) -> bool:
    """Whether the phrase belongs to a relative clause that the verb is not in: "guns [sent to the army] were smuggled"."""
    while token.head != token:
        token = token.head
        if token == verb:
            return False
        if token.dep_ == "acl:relcl":
            return True
    return False


def _before_number(context: Context, item: Token) -> list[Mention]:
    """ "sell Yerevan 36 howitzers": a name before the number is to whom, where the parse took both for one phrase."""
    top = item  # "sell Taiwan $500 million worth of missiles"
    while top.dep_ == "nmod" and case_of(top) == "of" and top.head.pos_ in ("NOUN", "NUM", "SYM", "ADJ"):
        top = top.head
    phrase = context.mentions.phrase(top)
    inside = [m for m in context.mentions.within(phrase) if m.kind == "name"]
    first = inside[0] if inside and inside[0].start == phrase.start_char and len(phrase) > 1 else None
    if first is not None and first.type == "State" and not first.text.replace(".", "").isupper():
        return [first]  # "sold Cambodia radar": makers stand as adjectives ("Cambodian"), receivers as names
    numbers = [t.idx for t in phrase if t.pos_ in ("NUM", "SYM") or t.like_num]
    return [m for m in inside if any(m.end < n for n in numbers)][:1]


def noun_parties(context: Context, verb: Token) -> list[Mention]:
    """The supplier in "a deal with Poland to supply rockets" is the one who made the deal."""
    return context.actors_of(agents(verb.head)) if verb.dep_ in ("acl", "xcomp") and verb.head.pos_ == "VERB" else []


def can_trade(mention: Mention) -> bool:
    """Whether the mention can supply or get arms."""
    if mention.type == "Place" and mention.text.split()[-1].lower() in _WATERS:
        return False  # "a destroyer was sent to the Red Sea"
    return mention.type not in ("Treaty", "Equipment", "UnnamedSource") and mention.text.lower() not in (
        "who",
        "which",
        "that",
    )


def plainly_military(item: Token) -> bool:
    """Whether the noun means arms whatever stands beside it."""
    return item.lemma_.lower() not in ("plane", "vehicle", "part", "component", "system", "technology", "equipment")


def item_mention(context: Context, item: Token) -> Mention:
    """The arms as the noun phrase names them."""
    return context.mentions.record(context.mentions.phrase(item), "nominal", "Equipment")


def quantity_of_item(context: Context, item: Token) -> Quantity | None:
    """The count of the weapons, or of what they come in ("13,000 containers filled with rockets")."""
    token = item
    for _ in range(4):
        found = context.quantity(token)
        if found is not None:
            return found
        if token.head == token or (token.pos_ == "VERB" and token.dep_ not in ("acl", "advcl", "acl:relcl")):
            return None
        if token.dep_ == "obj" and token.head.dep_ == "acl:relcl" and children(token.head, "nsubj"):
            return None  # "11 companies that sell arms" are no 11 arms
        token = token.head
    return None


def money_of(context: Context, verb: Token) -> Money | None:
    """The sum in the clause, or in the deal that the clause describes."""
    deal = is_treaty(verb.head) or (verb.dep_ == "advcl" and any(is_treaty(c) for c in children(verb.head, "obj")))
    return context.money(verb.subtree) or (context.money(verb.head.subtree) if deal else None)
