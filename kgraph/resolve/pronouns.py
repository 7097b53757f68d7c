"""Who a pronoun is: the most salient antecedent that agrees with it, or nobody where none leads clearly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgraph.extract.nouns import COMPANIES, DOCUMENTS, MEDIA, ORGANISATIONS, PERSONS, STATES, TROOPS
from kgraph.resolve.given_names import gender_of
from kgraph.resolve.humans import COLLECTIVES, gender_of_noun, is_human
from kgraph.resolve.phrases import Phrase, Phrases
from kgraph.resolve.salience import choose, excluded, quotation_of
from kgraph.resolve.scene import SPEECH, SUBJECTS, Scene
from kgraph.resolve.topic import main_person
from kgraph.types import BODY_TYPES, PERSON_TYPES, Mention

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Token

_HE, _SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})
_IT, _THEY = frozenset({"it", "its"}), frozenset({"they", "them", "their"})
_WE = frozenset({"we", "us", "our"})
# Predicates that only somebody who thinks and acts can have: "it is ready to talk".
_AGENTIVE = frozenset(
    "aware unaware ready willing unwilling able unable prepared determined committed concerned confident open opposed "
    "keen reluctant sure certain hopeful worried responsible innocent involved neutral bound free due set active responsive "
    "independent sovereign guilty accountable answerable vigilant loyal hostile friendly eager happy pleased glad sorry angry "
    "grateful proud afraid anxious desperate optimistic pessimistic interested serious complicit powerless bankrupt "
    "satisfied disappointed dissatisfied outraged alarmed cautious wary sceptical skeptical".split()
)
# What one denies, confirms or calls something is a claim, rarely an actor.
_OF_CLAIMS = frozenset(
    "deny confirm reject say know discuss put call mean believe think understand see do make find consider prove admit "
    "describe explain repeat report doubt hear read write learn".split()
)
# What one does to texts: "is expected to approve it" means a pact or a law, not a state or a body.
_OF_TEXTS = frozenset(
    "sign ratify approve adopt endorse initial conclude negotiate broker renegotiate implement honour honor violate "
    "breach scrap terminate renew extend amend veto draft finalise finalize submit publish suspend revoke repeal break respect observe".split()
)
_TEXTS = frozenset(
    "bill law act budget text document resolution statement amendment decree plan proposal motion decision".split()
)
# What only a state or a body has: "its troops", "its border".
_OF_ACTORS = (TROOPS | PERSONS | STATES) - {"party"} | frozenset(
    "border coast soil territory airspace waters capital ally government parliament embassy citizen fleet navy ministry "
    "military sovereignty neighbour neighbor rival enemy spokesman spokeswoman economy election constitution".split()
)
_LEAD, _LEAD_OPEN = (
    0.2,
    0.3,
)  # by how much the winner must lead; an object "it" and one quoted mean things said more often
_BODIES = (
    ORGANISATIONS
    | COMPANIES
    | STATES
    | TROOPS
    | frozenset(
        "government authority court church university union ministry agency service department bureau office directorate "
        "parliament senate house cabinet congress embassy police command club".split()
    )
)
_TIMES = 1.75  # ... or how many times as salient as the next somebody must be
_ENOUGH, _ENOUGH_TO_SPEAK = 0.35, 0.25  # who goes on speaking has been named a little further back


def settle_pronoun(scene: Scene, phrases: Phrases, mention: Mention) -> None:
    """Gives a pronoun the key of its antecedent, or a group, or the open mention that it will share the key of."""
    low, span = mention.text.lower(), scene.spans.get(mention)
    if span is None:
        return
    token = span.root
    if low in _HE | _SHE:
        _person(scene, phrases, mention, token, "f" if low in _SHE else "m")
    elif low in _IT:
        _thing(scene, phrases, mention, token)
    elif low in _THEY:
        _several(scene, phrases, mention, token)
    elif low in _WE:
        _put(scene, mention, _speakers_side(scene, mention))
    elif low in ("who", "which", "that"):
        _relative(scene, mention, token)


def _put(scene: Scene, mention: Mention, key: str | None) -> None:
    if key is not None:
        scene.put(mention, key)


def learn_genders(scene: Scene) -> None:
    """From titles (a spokeswoman, a chairman, Mrs) and given names."""
    text = scene.extraction.article.text
    for mention in scene.mentions:
        key = scene.keys.get(mention, "")
        if mention.kind != "name" or not key.startswith("person/"):
            continue
        title = re.search(
            r"\b(Mr|Mrs|Ms|Miss|Mister|Madam|Lady|Sir|Lord|King|Queen|Prince|Princess)\.?\s+$",
            text[max(0, mention.start - 10) : mention.start],
        )
        if title is not None:
            scene.genders.setdefault(
                key, "f" if title[1] in ("Mrs", "Ms", "Miss", "Madam", "Lady", "Queen", "Princess") else "m"
            )
        elif (gender := gender_of(mention.text)) is not None:
            scene.genders.setdefault(key, gender)
    for role in scene.extraction.roles:
        holder, title_words = scene.keys.get(role.person), role.title
        if holder is not None and title_words.endswith(("woman", "queen", "princess")):
            scene.genders[holder] = "f"
        elif holder is not None and title_words.endswith(("spokesman", "chairman", "king", "prince", "congressman")):
            scene.genders[holder] = "m"


def _gender(scene: Scene, phrase: Phrase) -> str | None:
    known = scene.genders.get(phrase.key or "")
    return known or gender_of_noun(phrase.token.lemma_.lower())


def _person(scene: Scene, phrases: Phrases, mention: Mention, token: Token, gender: str) -> None:
    """ "He", "her": one human being of that gender."""

    def fits(phrase: Phrase) -> float:
        known = _gender(scene, phrase)
        if known is not None and known != gender:
            return 0.0
        lemma, key = phrase.token.lemma_.lower(), phrase.key or ""
        if key.startswith("person/"):
            return 1.0
        if phrase.plural or lemma in COLLECTIVES or phrase.members or _is_said_of_somebody(phrase.token):
            return 0.0
        if key.startswith("source/") and lemma not in DOCUMENTS | MEDIA:
            return _as_somebody(phrase.token, lemma)
        if not key and (phrase.mention is None or phrase.mention.type in PERSON_TYPES | {"UnnamedSource"}):
            return 0.9 if is_human(lemma) or phrase.token.ent_type_ in ("PER", "PERSON") else 0.0
        return 0.0

    choice = choose(scene, phrases, token, fits, sentences=3)
    speaks = token.dep_ in SUBJECTS and token.head.lemma_ in SPEECH
    if choice is None or choice.score < (_ENOUGH_TO_SPEAK if speaks else _ENOUGH):
        _put(scene, mention, main_person(scene, mention, gender, but=excluded(scene, phrases, token)))
        return
    if choice.phrase.key is None:
        return
    if choice.lead < _LEAD and choice.score < _TIMES * (choice.score - choice.lead):
        return
    scene.put(mention, choice.phrase.key)
    if choice.phrase.key.startswith("person/"):
        scene.genders.setdefault(choice.phrase.key, gender)


def _as_somebody(token: Token, lemma: str) -> float:
    """How well a described source can be one human being: by its noun; one that speaks may be of any but a body's."""
    speaks = token.pos_ == "NOUN" and token.dep_ in SUBJECTS and token.head.lemma_ in SPEECH - {"continue", "show"}
    if is_human(lemma) or (speaks and lemma not in _BODIES):
        return 0.9
    return 0.3 if token.pos_ == "PROPN" else 0.0


def _is_said_of_somebody(token: Token) -> bool:
    """ "Lopez was a legend": the predicate brings nobody new."""
    children = list(token.children)
    named = any(c.dep_ in SUBJECTS and (c.pos_ == "PROPN" or c.tag_ == "PRP") for c in children)
    return named and any(c.dep_ == "cop" for c in children)


def _is_filler(token: Token) -> bool:
    """Whether an "it" stands for nothing in particular, or for what was said: "it is clear that", "called it a victory"."""
    if token.dep_ == "expl" or (token.dep_ == "nsubj:outer" and any(c.dep_ == "nsubj" for c in token.head.children)):
        return True  # "It is because I know this that I speak"
    if token.dep_ in SUBJECTS:
        copula = any(c.dep_ == "cop" for c in token.head.children)
        clause = any(c.dep_ in ("csubj", "ccomp") and token.head.pos_ == "ADJ" for c in token.head.children)
        agent = token.head.lemma_.lower() in _AGENTIVE or _is_body(token.head)
        return (copula and not agent) or (clause and not copula)
    return token.dep_ == "obj" and token.head.lemma_.lower() in _OF_CLAIMS


def _is_body(noun: Token) -> bool:
    """Whether a predicate is one that only a state or body can be: "it would be a defensive alliance"."""
    kinds = STATES | COMPANIES | ORGANISATIONS - {"side", "administration", "mission"}
    split = any(c.dep_ == "acl:relcl" for c in noun.children)  # "It was a company that broke the ban"
    return noun.tag_ == "NN" and noun.lemma_.lower() in kinds and not split


def _thing(scene: Scene, phrases: Phrases, mention: Mention, token: Token) -> None:
    """ "It", "its": one state, body or treaty; where a thing that nobody tracks is as likely, nothing."""
    aside = token.dep_ not in SUBJECTS and token.dep_ != "nmod:poss"
    if _is_filler(token) or (aside and quotation_of(scene, token) is not None):
        return  # "They will pay for it": what is talked of
    acts = token.dep_ in SUBJECTS and token.head.lemma_ in SPEECH
    acts = acts or (token.dep_ == "nmod:poss" and token.head.lemma_.lower() in _OF_ACTORS)
    text = token.dep_ in ("obj", "nsubj:pass") and token.head.lemma_ in _OF_TEXTS

    def fits(phrase: Phrase) -> float:
        lemma, key = phrase.token.lemma_.lower(), phrase.key or ""
        if phrase.members or (phrase.plural and not (phrase.mention and phrase.mention.kind == "name")):
            return 0.0
        if phrase.mention is not None and phrase.mention.type == "MediaOutlet" and not acts:
            return 0.4  # the press tells of others
        if key.startswith(("state/", "agency/", "organization/")):
            return 0.0 if text or (phrase.mention is not None and phrase.mention.kind == "demonym") else 1.0
        if key.startswith("treaty/") or (phrase.mention is not None and phrase.mention.type == "Treaty"):
            return 0.0 if acts else 1.0 if text else 0.9
        if key.startswith("place/"):
            return 0.0 if acts else 0.6
        if key.startswith("person/") or phrase.token.ent_type_ in ("PER", "PERSON") or is_human(lemma):
            return 0.0
        if text:
            return 0.9 if lemma in _TEXTS else 0.2
        return 0.3 if acts else 0.8

    choice = choose(scene, phrases, token, fits, sentences=2)
    if choice is None or choice.score < _ENOUGH or choice.lead < (_LEAD if text else _lead(scene, token)):
        return
    if choice.phrase.key is not None:
        scene.put(mention, choice.phrase.key)
    elif choice.phrase.mention is not None and choice.phrase.mention.type == "Treaty":
        scene.later[mention] = choice.phrase.mention


def _lead(scene: Scene, token: Token) -> float:
    """By how much the winner must lead: more for an object and within a quotation, where things said are meant often."""
    object_ = token.dep_ not in SUBJECTS and token.dep_ != "nmod:poss"
    return _LEAD_OPEN if object_ or quotation_of(scene, token) is not None else _LEAD


def _several(scene: Scene, phrases: Phrases, mention: Mention, token: Token) -> None:
    """ "They", "their": a plural, a coordination of actors, or a body whose name or noun is a plural."""

    def fits(phrase: Phrase) -> float:
        key, m = phrase.key or "", phrase.mention
        if phrase.members:
            return 1.0
        if phrases.is_coordinated(phrase.token) and phrase.token.dep_ != "conj":
            return 0.9  # of whom some are unknown
        if phrase.token.dep_ == "conj":
            return 0.0
        if phrase.plural:
            return 1.0
        lemma = phrase.token.lemma_.lower()
        if lemma in COLLECTIVES:
            return 0.9
        body = m is not None and m.type in BODY_TYPES and not key.startswith("state/")
        if m is not None and m.kind == "name" and body and re.search(r"(?<!s)s$", m.text) and " " not in m.text:
            return 1.0  # "the Houthis"
        return 0.6 if key.startswith(("organization/", "agency/")) and m is not None and m.kind == "name" else 0.0

    choice = choose(scene, phrases, token, fits, sentences=2, several=True)
    if choice is None or choice.score < _ENOUGH or choice.lead < _LEAD:
        return
    if choice.phrase.members:
        scene.groups[mention] = choice.phrase.members
    elif choice.phrase.key is not None and not (choice.phrase.mention and choice.phrase.mention.kind == "demonym"):
        scene.put(mention, choice.phrase.key)  # "Americans ... they" are no state


def _speakers_side(scene: Scene, mention: Mention) -> str | None:
    """ "We are moving the army closer," the minister said: the state for which an official speaks; else nobody."""
    for quote in scene.extraction.quotes:
        inside = any(piece.start <= mention.start < piece.end for piece in quote.content)
        if quote.speaker is None or not inside or quote.kind == "indirect":
            continue
        speaker = scene.keys.get(quote.speaker)
        if speaker is not None and speaker.startswith(("state/", "organization/")):
            return speaker
        if speaker is not None and (side := scene.side(speaker)) is not None:
            return side
    return None


def _relative(scene: Scene, mention: Mention, token: Token) -> None:
    """ "Who": what the noun that its clause modifies is, or the name in apposition to it that stands right before."""
    predicate = token
    while predicate.dep_ not in ("acl:relcl", "ROOT") and predicate.head is not predicate:
        predicate = predicate.head
    nouns = [predicate.head.idx] if predicate.dep_ == "acl:relcl" else []
    text = scene.extraction.article.text
    beside = [
        m
        for m in scene.between(mention.start - 80, mention.start)
        if m.type in PERSON_TYPES | {"UnnamedSource"} and text[m.end : mention.start].strip(" ,–—-") == ""
    ]
    found = [m for idx in nouns for m in sorted(scene.at(idx), key=lambda m: m.start - m.end) if m.end <= mention.start]
    for m in [*found, *sorted(beside, key=lambda m: m.start - m.end)]:
        key = scene.keys.get(m, "unresolved/")
        if not key.startswith("unresolved/"):
            scene.put(mention, key)
            return
