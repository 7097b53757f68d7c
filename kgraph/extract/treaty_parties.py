"""Whose a treaty is: the treaty in view, the parties that a phrase names, and whom "they" and "both sides" mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgraph.extract.clauses import agents, case_of, children, clause_root, conjuncts, is_passive, obliques
from kgraph.extract.context import Context
from kgraph.extract.nouns import TREATY_PARTS
from kgraph.extract.treaty_words import TERMS, TEXTS, is_paper
from kgraph.nlp.tokens import Token
from kgraph.types import Mention

WITH = frozenset({"with", "between", "among", "amongst"})
OWN = frozenset({"its", "their", "his", "her"})
_COLLECTIVE = frozenset("both each two either neither all three".split())
_SIDES = frozenset(
    "party side country state nation government leader minister member signatory ally neighbour neighbor capital power "
    "president premier army navy parliament legislature chamber commission delegation negotiator junta kingdom republic "
    "rival foe enemy faction".split()
)
_PARTY_TYPES = ("State", "IGO", "Organization", "ArmedGroup", "Company")
_NEVER = ("Treaty", "Equipment", "UnnamedSource", "Place", "MediaOutlet")


@dataclass(slots=True)
class TreatyInView:
    """The treaty that the article speaks of, with the parties that it has named so far.

    ``read_at`` is the token that named the parties, ``last`` the token that spoke of the treaty last: a noun, or a
    pronoun that was read as it.
    """

    mention: Mention | None = None
    parties: list[Mention] = field(default_factory=list)
    read_at: int = -1
    last: Token | None = None
    act: tuple[str, Token] | None = None  # what was last done to it, and the verb
    clause: Token | None = None  # the predicate of the clause that was last read

    def near(self, token: Token, reach: int = 400) -> bool:
        """Whether the treaty was spoken of at most ``reach`` code points before the token."""
        return self.last is not None and 0 < token.idx - self.last.idx < reach

    def fresh(self, token: Token) -> bool:
        """Whether the sentence of the token, or the one just before it, speaks of the treaty before the token."""
        if self.last is None or self.last.i >= token.i:
            return False
        start = token.sent.start
        return self.last.i >= start or self.last.i >= token.doc[start - 1].sent.start


def parties_of(context: Context, treaty: Token) -> list[Mention]:
    """The parties that the noun phrase names: "with Japan", "between X and Y", "the Russia-North Korea treaty", "France's pact"."""
    phrase = context.mentions.phrase(treaty)
    found = [m for m in context.mentions.within(phrase) if can_agree(m) and m.type in _PARTY_TYPES]
    if len(found) == 1 and not children(treaty, "nmod:poss") and _is_venue(context, found[0]):
        found = []
    for relative in children(treaty, "acl:relcl", "acl"):
        if relative.lemma_ in ("sign", "strike", "reach", "conclude", "ink", "make", "negotiate", "seal"):
            brokered = relative.lemma_ == "negotiate" and is_passive(relative)
            doers = [] if brokered else [t for t in agents(relative) if t != treaty]
            others = [t for case, t in obliques(relative) if case in WITH]
            found.extend(m for t in [*doers, *others] for m in context.side(t) if can_agree(m))
    for child in [*children(treaty, "nmod"), *(n for o in children(treaty, "nmod") for n in children(o, "nmod"))]:
        if case_of(child) in WITH:
            found.extend(m for t in conjuncts(child) for m in context.side(t) if can_agree(m) or m.kind == "name")
    possessor = next((c for c in children(treaty, "nmod:poss")), None)
    if possessor is not None and possessor.lower_ in OWN:
        mention = _subject_of(context, treaty) or context.mentions.of(possessor)
        if mention is not None:
            found.insert(0, mention)
    return unique(found)


def _subject_of(context: Context, treaty: Token) -> Mention | None:
    """Whose "its treaty with Japan" is, where the clause has one subject that can have a treaty."""
    doers = sides_of(context, [t for t in agents(clause_root(treaty)) if t.i < treaty.i])
    return doers[0] if len(doers) == 1 and doers[0].kind == "name" and doers[0].type in _PARTY_TYPES else None


def _country(context: Context, mention: Mention) -> str | None:
    """The ISO code of a state, by its name, its capital's or its people's."""
    known = context.actors.lookup(mention.text)
    other = context.actors.demonym(mention.text) or context.actors.metonym(mention.text)
    return next((k.iso3 for k in known if k.iso3), None) or (other.iso3 if other else None)


def strangers(context: Context, doers: list[Mention], parties: list[Mention]) -> bool:
    """Whether none of the states named is a party to a treaty whose parties are known."""
    named = {_country(context, m) for m in doers}
    bound = {_country(context, m) for m in parties} - {None}  # "the junta" may be any state's
    return len(parties) >= 2 and bool(named and bound) and None not in named and not named & bound


def _is_venue(context: Context, mention: Mention) -> bool:
    """ "The Brasilia Declaration", "the Ohrid accord": where it was signed, or what it is called after."""
    unknown = mention.type == "Organization" and mention.kind == "name" and not context.actors.lookup(mention.text)
    return unknown or context.actors.metonym(mention.text) is not None


def refers_back(context: Context, treaty: Token, view: TreatyInView) -> bool:
    """Whether the phrase speaks of the treaty in view: "the treaty", "its pact", "it", "Article 4"; "a pact" is a new one.

    A proper name or a year of its own ("the Algiers accord", "the 1994 treaty") makes it another, unless that is the
    one in view.
    """
    low = treaty.lemma_.lower()
    if treaty.pos_ == "PRON" or low in TREATY_PARTS | TERMS or low in TEXTS or _such(treaty):
        return True
    if treaty.lower_ == "one":
        return False
    if any(c.lower_ in ("a", "an", "any", "another", "no") for c in treaty.lefts) or treaty.tag_ == "NNS":
        return False
    own = {
        c.lower_
        for c in treaty.children
        if c.dep_ in ("compound", "amod", "nummod") and (c.tag_ == "NNP" or c.like_num) and len(c.text) > 2
    }
    if not own or view.mention is None or any(w in view.mention.text.lower() for w in own):
        return True
    # "its treaty with Washington. The 1951 pact obliges": the year of the one just named, which was not told yet.
    undated = not any(c.isdigit() for c in view.mention.text)
    return undated and view.fresh(treaty) and is_definite(treaty) and all(w.isdigit() for w in own)


def _such(treaty: Token) -> bool:
    return any(c.lower_ == "such" for c in treaty.lefts)


def is_definite(token: Token) -> bool:
    """ "The text", "this draft", "its terms": what the reader knows."""
    return any(c.lower_ in ("the", "this", "that", *OWN) for c in token.lefts) or bool(children(token, "nmod:poss"))


def treaty_mention(context: Context, treaty: Token) -> Mention:
    """The treaty as the noun phrase names it."""
    return context.mentions.record(context.mentions.phrase(treaty), "nominal", "Treaty")


def treaty_named(context: Context, treaty: Token, view: TreatyInView) -> Mention:
    """The treaty as named; for a pronoun, a part or a paper of it ("it", "Article 4") the treaty that it goes back to."""
    part = treaty.pos_ == "PRON" or treaty.lemma_.lower() in TREATY_PARTS | TERMS
    stands_for = part or (is_paper(treaty) and is_definite(treaty))
    return view.mention if stands_for and view.mention is not None else treaty_mention(context, treaty)


def two_in_view(context: Context, token: Token, *, near_only: bool = False) -> list[Mention]:
    """The two states of "both sides", "the two governments": the only two that the sentences just before name.

    Where they name more, the two that the text so far speaks of by far the most.
    """
    start = max(0, token.sent.start - 120)
    found = states_in(context, list(context.doc[start : token.i]))
    if len(found) == 2 or near_only:
        return found if len(found) == 2 else []
    counts: dict[str, list[Mention]] = {}
    for country, mention in _states(context, list(context.doc[0 : token.i])):
        counts.setdefault(country, []).append(mention)
    ranked = sorted(counts.values(), key=lambda ms: (-len(ms), ms[0].start))
    clear = len(ranked) == 2 or (len(ranked) > 2 and len(ranked[1]) >= 2 * len(ranked[2]))
    return [ranked[0][0], ranked[1][0]] if clear and len(ranked[1]) >= 2 else []


def states_in(context: Context, tokens: list[Token]) -> list[Mention]:
    """The states that the tokens name, each once, by their first mention."""
    found: dict[str, Mention] = {}
    for country, mention in _states(context, tokens):
        found.setdefault(country, mention)
    return list(found.values())


def _states(context: Context, tokens: list[Token]) -> list[tuple[str, Mention]]:
    """(ISO code, mention) of each state that the tokens name, by its name, its people's or its capital's."""
    found: list[tuple[str, Mention]] = []
    if not tokens:
        return found
    for mention in context.mentions.within(context.doc[tokens[0].i : tokens[-1].i + 1]):
        known = context.actors.lookup(mention.text) if mention.kind == "name" else ()
        demonym = context.actors.demonym(mention.text) if mention.kind == "demonym" else None
        metonym = context.actors.metonym(mention.text) if mention.kind == "name" else None
        country = (
            demonym.iso3 if demonym else metonym.iso3 if metonym else next((k.iso3 for k in known if k.iso3), None)
        )
        if country and mention.type == "State" and not mention.text.lower().startswith("the "):
            found.append((country, mention))
    return found


def together(context: Context, doers: list[Token], view: TreatyInView) -> list[Mention]:
    """Whom "they", "both" and "the two governments" are, where the text before leaves no doubt; else nobody.

    "They" are the several parties that the clause above, or the sentence before, has as its subject.
    """
    if not doers or not all(is_collective(t) for t in doers):
        return []
    first = doers[0]
    two = two_in_view(context, first, near_only=True) if first.lower_ != "they" else []
    if two:
        return two
    subject = _subject_before(first)
    named = sides_of(context, subject)
    if len(named) >= 2:
        return named
    if first.lower_ != "they":
        return two_in_view(context, first)
    if subject and all(is_collective(t) for t in subject):
        return two_in_view(context, subject[0]) if subject[0].lower_ != "they" else []
    return view.parties if view.fresh(first) and len(view.parties) >= 2 else []


def _subject_before(pronoun: Token) -> list[Token]:
    """The subject of the clause over the pronoun's, or of the sentence before."""
    verb = pronoun.head
    while verb.dep_ not in ("ROOT", "ccomp", "advcl", "acl:relcl") and verb.head != verb:
        verb = verb.head
    if verb.dep_ in ("ccomp", "advcl") and verb.head.i < verb.i:
        return agents(verb.head)
    start = pronoun.sent.start
    return agents(pronoun.doc[start - 1].sent.root) if start > 0 else []


def is_collective(token: Token) -> bool:
    """Whether the noun phrase means several parties at once: "both sides", "the two governments", "they"."""
    if token.lower_ in ("they", "both", "each", "neither"):
        return True
    return token.lemma_.lower() in _SIDES and (
        any(c.lower_ in _COLLECTIVE for c in token.lefts)
        or (token.lemma_.lower() in ("party", "side") and token.tag_ == "NNS")
    )


def collective_mentions(context: Context, tokens: list[Token]) -> list[Mention]:
    """ "both sides", "they", "both": the words themselves; whom they mean is for resolution."""
    found: list[Mention] = []
    for t in tokens:
        if t.pos_ in ("PRON", "DET"):
            found.append(context.mentions.record(context.doc[t.i : t.i + 1], "pronoun", "State"))
        elif (m := context.mentions.describe(t, default="State")) is not None:
            found.append(m)
    return found


def can_agree(mention: Mention) -> bool:
    """Whether the mention can be a party to a treaty."""
    return mention.type not in _NEVER


def sides_of(context: Context, tokens: list[Token]) -> list[Mention]:
    """The actors among the noun phrases that can be bound by a treaty; pronouns bind nobody that is known."""
    found = [m for t in tokens for m in context.side(t) if can_agree(m) and m.kind != "pronoun"]
    return unique(found)


def unique(mentions: list[Mention]) -> list[Mention]:
    """The mentions without those that print the same words as one before."""
    found: list[Mention] = []
    for m in mentions:
        if all(m.text.lower() != f.text.lower() for f in found):
            found.append(m)
    return found
