"""What treaties oblige their parties to: clauses of a treaty, and what parties undertake together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kgraph.extract.clauses import agents, antecedent, case_of, children, clause_root, conjuncts, obliques
from kgraph.extract.context import Context, participant
from kgraph.extract.nouns import TREATY_PARTS
from kgraph.nlp.tokens import Token
from kgraph.types import Claim, Mention, Participant

# Verbs of which a treaty is the subject when it lays something down.
LAYS_DOWN = frozenset(
    "stipulate state say provide require oblige commit bind bar ban prohibit forbid allow permit give grant guarantee entitle "
    "include contain call set specify pledge demand limit cap ensure envisage foresee cover extend lay enable authorise "
    "authorize compel order restrict".split()
)
UNDERTAKES = frozenset("undertake agree pledge commit promise vow consent".split())
_COLLECTIVE = frozenset("both each two either all three".split())
_SIDES = frozenset("party side country state nation government leader minister member signatory ally".split())
_WITH = frozenset({"with", "between", "among", "amongst"})
_OWN = frozenset({"its", "their", "his", "her"})


@dataclass(slots=True)
class TreatyInView:
    """The treaty that the article speaks of, with the parties that it has named so far, and the token that named them."""

    mention: Mention | None = None
    parties: list[Mention] = field(default_factory=list)
    read_at: int = -1


def treaty_clauses(context: Context, treaty: Token, view: TreatyInView) -> Iterator[Claim]:
    """What a treaty says: "the pact stipulates that ...", "the deal gives Israel 60 days to ...", "under it, each must ..."."""
    parties = parties_of(context, treaty)
    known = parties if len(parties) >= 2 or not refers_back(treaty) else unique([*parties, *view.parties])
    for verb in [*_laying_down(treaty), *_under(treaty)]:
        named = known if len(known) >= 2 else unique([*known, *states_in(context, list(verb.subtree))])
        people = [*participant("party", named), Participant("treaty", treaty_named(context, treaty, view))]
        yield context.claim("ClauseClaim", "treaty_clause", verb, people)


def undertakings(context: Context, verb: Token, view: TreatyInView) -> Iterator[Claim]:
    """What several parties undertake together: "the two states undertook not to use force", "they also agreed to meet"."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in UNDERTAKES:
        return
    if not children(verb, "xcomp", "ccomp"):
        return
    doers = agents(verb)
    named = unique([m for t in doers for m in context.side(t) if can_agree(m) and m.kind != "pronoun"])
    together = len(named) >= 2 or any(is_collective(t) for t in doers)
    if not together:
        return
    parties = named if len(named) >= 2 else view.parties if len(view.parties) >= 2 else two_in_view(context, verb)
    if len(parties) < 2 and (view.mention is not None or verb.lemma_ == "undertake"):
        parties = collective_mentions(context, [t for t in doers if is_collective(t)])
        if not parties:
            return
    elif len(parties) < 2:
        return
    people = [*participant("party", parties)]
    if view.mention is not None:
        people.append(Participant("treaty", view.mention))
    yield context.claim("ClauseClaim", "undertaking", verb, people, event="AGREE", confidence=0.8)
    if verb.lemma_ == "agree":
        yield context.claim("TreatyClaim", "undertaking", verb, people, activity="agree", event="AGREE", confidence=0.7)


def under_pronoun(context: Context, pronoun: Token, view: TreatyInView) -> Iterator[Claim]:
    """ "Under it, Chad must withdraw its troops": what the treaty in view obliges to."""
    if view.mention is None or case_of(pronoun) != "under" or pronoun.idx - view.mention.end > 400:
        return
    for verb in _under(pronoun):
        named = view.parties if len(view.parties) >= 2 else states_in(context, list(verb.subtree))
        people = [*participant("party", named), Participant("treaty", view.mention)]
        yield context.claim("ClauseClaim", "treaty_clause", verb, people)


def collective_mentions(context: Context, tokens: list[Token]) -> list[Mention]:
    """ "both sides", "they", "both": the words themselves; whom they mean is for resolution."""
    found: list[Mention] = []
    for t in tokens:
        if t.pos_ in ("PRON", "DET"):
            found.append(context.mentions.record(context.doc[t.i : t.i + 1], "pronoun", "State"))
        elif (m := context.mentions.describe(t, default="State")) is not None:
            found.append(m)
    return found


def parties_of(context: Context, treaty: Token) -> list[Mention]:
    """The parties that the noun phrase names: "with Japan", "between X and Y", "the Russia-North Korea treaty", "France's pact"."""
    found: list[Mention] = []
    phrase = context.mentions.phrase(treaty)
    found.extend(
        m
        for m in context.mentions.within(phrase)
        if can_agree(m) and m.type in ("State", "IGO", "Organization", "ArmedGroup", "Company")
    )
    if len(found) == 1 and not children(treaty, "nmod:poss") and context.actors.metonym(found[0].text) is not None:
        found = []  # "the Brasilia Declaration", "the Moscow agreement": where it was signed
    for relative in children(treaty, "acl:relcl", "acl"):
        if relative.lemma_ in ("sign", "strike", "reach", "conclude", "ink", "make", "negotiate", "seal"):
            doers = [t for t in agents(relative) if t != treaty]
            others = [t for case, t in obliques(relative) if case in _WITH]
            found.extend(m for t in [*doers, *others] for m in context.side(t) if can_agree(m))
    for child in [*children(treaty, "nmod"), *(n for o in children(treaty, "nmod") for n in children(o, "nmod"))]:
        if case_of(child) in _WITH:
            found.extend(m for t in conjuncts(child) for m in context.side(t) if can_agree(m) or m.kind == "name")
    possessor = next((c for c in children(treaty, "nmod:poss")), None)
    if possessor is not None and possessor.lower_ in _OWN:
        mention = context.mentions.of(possessor)
        if mention is not None:
            found.insert(0, mention)
    return unique(found)


def refers_back(treaty: Token) -> bool:
    """Whether the phrase speaks of a treaty already named: "the treaty", "its pact", "it"; "a pact" is a new one."""
    if treaty.pos_ == "PRON" or treaty.lemma_.lower() in TREATY_PARTS:
        return True
    return not any(c.lower_ in ("a", "an", "any", "another", "no") for c in treaty.lefts) and treaty.tag_ != "NNS"


def two_in_view(context: Context, token: Token) -> list[Mention]:
    """The two states of "both sides", "the two governments": the only two that the sentences just before name."""
    start = max(0, token.sent.start - 120)
    found = states_in(context, list(context.doc[start : token.i]))
    return found if len(found) == 2 else []


def states_in(context: Context, tokens: list[Token]) -> list[Mention]:
    """The states that the tokens name, each once, by their first mention."""
    found: dict[str, Mention] = {}
    if not tokens:
        return []
    for mention in context.mentions.within(context.doc[tokens[0].i : tokens[-1].i + 1]):
        known = context.actors.lookup(mention.text) if mention.kind == "name" else ()
        demonym = context.actors.demonym(mention.text) if mention.kind == "demonym" else None
        metonym = context.actors.metonym(mention.text) if mention.kind == "name" else None
        country = (
            demonym.iso3 if demonym else metonym.iso3 if metonym else next((k.iso3 for k in known if k.iso3), None)
        )
        if country and mention.type == "State" and not mention.text.lower().startswith("the "):
            found.setdefault(country, mention)
    return list(found.values())


def _laying_down(treaty: Token) -> Iterator[Token]:
    """Verbs of laying down of which the treaty, or a relative pronoun for it, is the subject."""
    above = treaty.head
    if treaty.dep_ == "nsubj" and above.lemma_ in LAYS_DOWN and above.pos_ == "VERB":
        yield above
        yield from (c for c in children(above, "conj") if c.lemma_ in LAYS_DOWN and not children(c, "nsubj"))
    for verb in treaty.sent:
        if verb.pos_ == "VERB" and verb.lemma_ in LAYS_DOWN and verb != above:
            subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            if subject is not None and subject.tag_ in ("WDT", "WP") and antecedent(subject) == treaty:
                yield verb
    if treaty.dep_ in ("nsubj", "obj", "nsubj:pass", "obl", "ROOT"):
        yield from _next_sentence(treaty)


def _next_sentence(treaty: Token) -> Iterator[Token]:
    """ "It barred any armed group from the strip": the sentence after the treaty's, with the pronoun as its subject."""
    end = treaty.sent.end
    for k in range(2):
        if end >= len(treaty.doc):
            return
        following = treaty.doc[end].sent
        root = _laid_down_in(following.root, treaty, part=k > 0)
        if root is None:
            return
        yield root
        end = following.end


def _laid_down_in(root: Token, treaty: Token, *, part: bool) -> Token | None:
    """The verb of laying down, if the sentence goes on with the treaty ("it barred ...") or with a part of it.

    "The pact has two articles. One bars both states from hosting troops. The other obliges them to share water."
    """
    subject = next((c for c in root.children if c.dep_ == "nsubj"), None)
    strict = LAYS_DOWN - {
        "say",
        "state",
        "call",
        "demand",
        "pledge",
        "order",
        "include",
        "contain",
        "give",
        "set",
        "extend",
    }
    if subject is None or root.lemma_ not in strict:
        return None
    whole = subject.lower_ == "it" and not part and treaty.dep_ in ("nsubj", "obj", "nsubj:pass")
    parts = subject.lower_ in ("one", "another", "other", "first", "second", "third") and any(
        t.lemma_.lower() in TREATY_PARTS and t.tag_ == "NNS" for t in treaty.sent
    )
    return root if whole or parts else None


def _under(treaty: Token) -> Iterator[Token]:
    """ "Under the agreement, American forces will have access to bases"; "a truce under which Rwanda was to withdraw"."""
    if case_of(treaty) == "under" and treaty.dep_ == "obl" and treaty.head.pos_ in ("VERB", "AUX", "ADJ"):
        verb = clause_root(treaty.head)
        modal = any(c.tag_ == "MD" or c.lemma_ == "be" for c in children(verb, "aux", "cop")) or verb.tag_ in (
            "VBZ",
            "VBP",
        )
        if verb.pos_ in ("VERB", "ADJ", "NOUN") and modal:
            yield verb
    for relative in children(treaty, "acl:relcl"):
        if any(case == "under" and t.tag_ in ("WDT", "WP") for case, t in obliques(relative)):
            yield relative


def is_collective(token: Token) -> bool:
    """Whether the noun phrase means several parties at once: "both sides", "the two governments", "they"."""
    if token.lower_ in ("they", "both", "each"):
        return True
    return token.lemma_.lower() in _SIDES and (
        any(c.lower_ in _COLLECTIVE for c in token.lefts)
        or (token.lemma_.lower() in ("party", "side") and token.tag_ == "NNS")
    )


def treaty_mention(context: Context, treaty: Token) -> Mention:
    """The treaty as the noun phrase names it."""
    return context.mentions.record(context.mentions.phrase(treaty), "nominal", "Treaty")


def treaty_named(context: Context, treaty: Token, view: TreatyInView) -> Mention:
    """The treaty as named; for a pronoun or a part of it ("it", "Article 4") the treaty that it goes back to."""
    stands_for = treaty.pos_ == "PRON" or treaty.lemma_.lower() in TREATY_PARTS
    return view.mention if stands_for and view.mention is not None else treaty_mention(context, treaty)


def can_agree(mention: Mention) -> bool:
    """Whether the mention can be a party to a treaty."""
    return mention.type not in ("Treaty", "Equipment", "UnnamedSource", "Place", "MediaOutlet")


def unique(mentions: list[Mention]) -> list[Mention]:
    """The mentions without those that print the same words as one before."""
    found: list[Mention] = []
    for m in mentions:
        if all(m.text.lower() != f.text.lower() for f in found):
            found.append(m)
    return found
