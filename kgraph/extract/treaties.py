"""Claims about treaties, read along the text: who signs, ratifies, leaves or breaks one, with the treaty in view kept."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.clauses import children, conjuncts, is_passive
from kgraph.extract.context import Context
from kgraph.extract.nouns import TREATY_PARTS, is_treaty
from kgraph.extract.treaty_acts import act
from kgraph.extract.treaty_clauses import goes_on, treaty_clauses, undertakings
from kgraph.extract.treaty_events import agreed_matters, approval_due, bare_acts, nominal_acts, status, struck, votes
from kgraph.extract.treaty_frames import related
from kgraph.extract.treaty_parties import (
    OWN,
    TreatyInView,
    is_definite,
    parties_of,
    refers_back,
    states_in,
    treaty_mention,
)
from kgraph.extract.treaty_words import (
    ON_PRONOUN,
    SIGNING,
    TERMS,
    TEXTS,
    deed,
    is_paper,
    is_road_map,
    verb_lemma,
)
from kgraph.nlp.tokens import Token
from kgraph.types import Claim

# Nouns between a verb and the treaty that it does something to: "approved a bill on the pact", "broke its terms".
_ON_THE_WAY = frozenset(
    "status bill law measure draft text decree ratification wording term spirit letter provision condition rule version end "
    "one number series set host string raft dozen couple pair trio package".split()
)
_BODIES = frozenset("alliance partnership understanding contract".split())
_FUNCTION_WORDS = frozenset({"PUNCT", "SPACE", "ADP", "PART", "CCONJ", "SCONJ", "ADV"})  # they stand for no treaty
_PRONOUN_REACH, _PAPER_REACH = 400, 1500  # code points


def treaty_claims(context: Context) -> Iterator[Claim]:
    """Every claim about treaties and their clauses, in order of the text, each once."""
    seen: set[tuple[str, str | None, int, int]] = set()
    view = TreatyInView()
    for token in context.doc:
        if token.pos_ in _FUNCTION_WORDS and token.dep_ != "ROOT":
            continue
        for claim in _at(context, token, view):
            key = (claim.type, claim.activity, claim.evidence.start, claim.evidence.end)
            if key not in seen:
                seen.add(key)
                yield claim


def _at(context: Context, token: Token, view: TreatyInView) -> Iterator[Claim]:
    """What a token tells of a treaty: as its noun, as what stands for it, or as a predicate without either."""
    treaty = is_treaty(token) or is_road_map(token)
    if token.dep_ == "compound":
        if treaty:  # "ceasefire violations"
            yield from nominal_acts(context, token, view)
    elif not treaty and view.mention is not None and _stands_for(token, view):
        yield from _short(context, token, view)
    elif treaty or _signed_paper(token):
        yield from _named(context, token, view)
    elif is_paper(token) and _of_parties(context, token, view):
        yield from treaty_clauses(context, token, view)
    if token.pos_ in ("VERB", "AUX"):
        yield from undertakings(context, token, view)
        yield from bare_acts(context, token, view)
        yield from agreed_matters(context, token)
        yield from votes(context, token)
    yield from approval_due(context, token, view)
    if token.dep_ == "ROOT":
        yield from goes_on(context, token, view)


def _named(context: Context, treaty: Token, view: TreatyInView) -> Iterator[Claim]:
    """What the text says of a treaty that it names: "the pact", "nine agreements", a plan that is signed."""
    _take(context, treaty, view)
    verb = act_verb(treaty)
    if verb is not None:
        yield from _act(context, treaty, verb, view)
    for relative in relatives(treaty):
        if relative != verb:
            yield from _act(context, treaty, relative, view)
    yield from nominal_acts(context, treaty, view)
    yield from status(context, treaty, view)
    yield from struck(context, treaty, view)
    yield from treaty_clauses(context, treaty, view)


def _take(context: Context, treaty: Token, view: TreatyInView) -> None:
    """Puts a treaty that is named into view."""
    if treaty.lemma_.lower() in _BODIES and view.mention is not None:
        return
    named = [m for m in parties_of(context, treaty) if m.kind != "pronoun"]
    if len(named) >= 2 or (named and not view.parties) or not refers_back(context, treaty, view):
        view.parties, view.read_at = named, treaty.i
    view.mention, view.last = treaty_mention(context, treaty), treaty


def _act(context: Context, treaty: Token, verb: Token, view: TreatyInView) -> Iterator[Claim]:
    """The claim of one act; where it tells the parties, they are those of the treaty in view."""
    claim = act(context, treaty, verb, view)
    if claim is None:
        return
    known = [m for m in claim.role("party") if m.text.lower() not in OWN]
    makes = claim.activity not in ("violate", "submit", "propose")
    if len(known) >= 2 and view.last == treaty and makes:
        view.parties, view.read_at = known, treaty.i
    yield claim


def _stands_for(token: Token, view: TreatyInView) -> bool:
    """Whether the token may speak of the treaty in view: "it", "one with Chile", "the draft", "its terms", "Article 4"."""
    if token.lower_ in ("it", "them"):
        return view.near(token, _PRONOUN_REACH)
    if token.lower_ == "one":
        signed = token.dep_ == "obj" and deed(token.head) in ("sign", "ratify", "agree", "propose")
        return signed and view.near(token, _PAPER_REACH) and not children(token, "nmod")
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
        return False
    low = token.lemma_.lower()
    if low in TREATY_PARTS:
        return True
    own = any(c.lower_ in OWN for c in token.lefts) if low in TERMS else False
    known = is_paper(token) and _known_paper(token) and (low in TEXTS or view.fresh(token))
    return (own or known) and view.near(token, _PAPER_REACH)


def _known_paper(token: Token) -> bool:
    """ "The draft", "a leaked version", "a draft seen by the paper": a text of what is in view."""
    return is_definite(token) or token.lemma_.lower() in TEXTS


def _short(context: Context, token: Token, view: TreatyInView) -> Iterator[Claim]:
    """What the text says of the treaty in view by a pronoun or a short form."""
    pronoun = token.lower_ in ("it", "them")
    verb = act_verb(token)
    if verb is not None and (not pronoun or (verb_lemma(verb) in ON_PRONOUN and not _conditional(verb))):
        claims = list(_act(context, token, verb, view))
        if claims and token.lower_ != "one":
            view.last = token
        yield from claims
    if token.lower_ == "one" or token.lower_ == "them":
        return
    if not pronoun and is_paper(token):
        view.last = token
    for claim in treaty_clauses(context, token, view):
        view.last = token
        yield claim


def _of_parties(context: Context, paper: Token, view: TreatyInView) -> bool:
    """ "A plan under which Rwanda was to withdraw while Congo disarmed the militia": what two states are to do."""
    clauses = list(related(paper))
    states = states_in(context, [t for c in clauses for t in sorted(c.subtree, key=lambda t: t.i)])
    return bool(clauses) and (len(states) >= 2 or view.fresh(paper))


def _conditional(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in verb.children)


def _signed_paper(token: Token) -> bool:
    """ "Signed a plan", "a framework initialled in May": a paper that is signed as treaties are."""
    if not is_paper(token) or (any(c.lower_ == "draft" for c in token.lefts) and token.lemma_ == "letter"):
        return False
    verb = act_verb(token)
    return any(verb_lemma(v) in SIGNING - {"ratify"} for v in [*([verb] if verb else []), *relatives(token)])


def relatives(treaty: Token) -> Iterator[Token]:
    """Verbs of the clauses on a treaty that do something to it: "signed in May", "which both ratified and one broke".

    Also those that the parser hung on a noun within the phrase: "a protocol on fishing, signed in May".
    """
    for first in [*children(treaty, "acl", "acl:relcl"), *_misplaced(treaty)]:
        for verb in conjuncts(first):
            if verb.pos_ == "VERB" and deed(verb) and not _does(verb, first):
                yield verb


def _misplaced(treaty: Token) -> Iterator[Token]:
    inner = [n for c in children(treaty, "nmod") for n in [*conjuncts(c), *children(c, "nmod")] if not is_treaty(n)]
    for noun in inner:
        for c in children(noun, "acl:relcl", "acl"):
            wanted = ON_PRONOUN if noun.pos_ == "PROPN" else SIGNING
            if verb_lemma(c) in wanted and not _own_object(c):
                yield c


def _does(verb: Token, first: Token) -> bool:
    """Whether the treaty, or somebody whose it is, does what the verb says: "which ended the war", "whose signing"."""
    own = [c for c in verb.children if c.dep_.startswith("nsubj")]
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD") and not own:
        return _own_object(verb)
    if is_passive(verb):
        return bool(own) and not any(c.tag_ in ("WDT", "WP") for c in own)
    if verb.dep_ == "acl" and not own:
        return verb.tag_ == "VBG" or _own_object(verb)
    subjects = own or [c for c in first.children if c.dep_.startswith("nsubj")]
    whose = any(t.lower_ == "whose" for t in verb.subtree if t.i < verb.i)
    return not subjects or whose or any(c.tag_ in ("WDT", "WP") for c in subjects) or _own_object(verb)


def _own_object(verb: Token) -> bool:
    """Whether the verb has an object of its own, besides a relative word."""
    return any(c.tag_ not in ("WDT", "WP") for c in children(verb, "obj"))


def act_verb(treaty: Token) -> Token | None:
    """The verb of whose act the treaty is the object: passed over nouns that introduce or share it."""
    token = treaty
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    above = token.head
    if token.dep_ == "nmod" and above.lemma_.lower() in _ON_THE_WAY:
        token, above = above, above.head
    if token.dep_ == "obl" and above.pos_ == "ADV":  # "walked away from the accord"
        above = above.head
    if above.pos_ != "VERB" or token == above:
        return None
    lemma = verb_lemma(above)
    if token.dep_ == "obl":
        named = lemma in ("put", "set", "affix", "add") and any(
            c.lemma_ in ("name", "signature", "initial", "pen") for c in children(above, "obj")
        )
        return above if named or deed(above, token) else None
    if deed(above) is None:
        return None
    passive = is_passive(above) and token.dep_ in ("nsubj:pass", "nsubj")
    measure = lemma == "introduce" and any(deed(c) for c in children(above, "advcl", "acl"))
    return above if passive or token.dep_ == "obj" or measure else None
