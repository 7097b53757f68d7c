"""Words that point back to something told before: "the deployment", "Seoul's allegation", "denied this".

A noun of action or speech points back where it is definite (the, this, such, their, Seoul's) and nothing around it says
that another thing is meant: no "another" or "previous" before it, no clause behind it that tells which one or what.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kgraph.extract import verdicts
from kgraph.extract.clauses import agents, case_of, children, conjuncts
from kgraph.extract.cues import SPEECH_ACT
from kgraph.extract.frames import FrameTable
from kgraph.extract.reporting import DENY
from kgraph.extract.speech_acts import NAMING
from kgraph.nlp.tokens import Span, Text, Token
from kgraph.resolve.action_nouns import is_event_noun, is_speech_noun, is_treaty_noun
from kgraph.types import Stance

Kind = Literal["event", "speech", "treaty", "bare"]
# "the" may begin what is new; these never do.
DEMONSTRATIVE = frozenset("this that these those such both".split())
_POINTING = DEMONSTRATIVE | {"the", "all"}
_OTHER = frozenset(
    "other another further previous earlier latest last first second third fourth fifth next new additional similar "
    "identical comparable future past repeated recurrent recent possible potential hypothetical upcoming "
    "forthcoming prior subsequent former annual yearly daily weekly monthly regular usual same different separate only "
    "single biggest largest deadliest worst final original initial eventual would-be so-called more many several few "
    "various successive successful double mutual occasional sporadic frequent common historic ancient early late".split()
)
_CONFIRM = frozenset("confirm verify corroborate acknowledge admit concede affirm".split())
_JUDGE = frozenset(verb for verb, act in SPEECH_ACT.items() if act in ("ACCUSE", "REJECT", "SUPPORT"))
# What is denied or confirmed where a bare pronoun is the object; of "it", only by verbs that take no thing.
_OF_WORDS = (DENY | _CONFIRM) - frozenset(
    "reject dismiss contest concede admit acknowledge affirm rebuff decry".split()
)
# "Made the accusation": whose words they are.
_MAKE = frozenset("make issue repeat reiterate deliver level lodge renew voice give utter".split())
_NOUNS = frozenset({"NN", "NNS"})


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A noun phrase or pronoun that may point back.

    ``words`` are its determiner to its head; ``owners`` who is said to do or say it ("Seoul's", "Russian", "by Oslo"), ``makers`` who makes it by the verb above ("Oslo made the claim");
    ``concerns`` the nouns behind it that tell what it is about; ``classes`` the nouns before it that tell its kind
    ("drone strike"); ``count`` how many there are; ``stance`` what the verb above does to what is meant; ``apposed``
    that it stands behind what it means in one sentence ("..., a charge that Oslo denies").
    """

    head: Token
    words: Span
    kind: Kind
    owners: tuple[Token, ...] = ()
    concerns: tuple[Token, ...] = ()
    classes: tuple[Token, ...] = ()
    makers: tuple[Token, ...] = ()
    count: int | None = None
    stance: Stance | None = None
    governor: Token | None = None
    apposed: bool = False

    @property
    def plural(self) -> bool:
        """Whether several things are meant."""
        return self.head.tag_ == "NNS"

    @property
    def lemma(self) -> str:
        """The noun's lemma, in lower case."""
        return self.head.lemma_.lower()

    @property
    def demonstrative(self) -> bool:
        """Whether "this", "such" and the like say that it was told before."""
        return any(c.lower_ in DEMONSTRATIVE for c in children(self.head, "det", "det:predet"))

    @property
    def unreal(self) -> bool:
        """Whether its clause speaks of what may be: "the deployment would", "if the strike"."""
        above = (self.head.head, self.head.head.head)
        words = {c.lower_ for t in above for c in t.children if c.dep_ in ("aux", "mark")}
        return bool(words & {"would", "could", "may", "might", "if", "should"})

    @property
    def of_past_occasion(self) -> bool:
        """ "Told reporters after the meeting": it has taken place."""
        above = self.head.head
        past = above.tag_ in ("VBD", "VBN") and not any(c.lower_ in ("will", "would") for c in above.children)
        return past and case_of(self.head) in ("after", "during", "following", "since", "at", "in")

    @property
    def bare(self) -> bool:
        """Whether nothing but a determiner stands with the noun."""
        return not (self.owners or self.concerns or self.classes)


def find_anaphors(doc: Text, frames: FrameTable) -> Iterator[Anaphor]:
    """Every noun phrase and pronoun that may point back to a claim, in order of the text."""
    for token in doc:
        if token.tag_ in _NOUNS and token.pos_ == "NOUN":
            found = _noun(token, frames) or _apposed(token)
        elif (
            token.lower_ in ("this", "that", "it") and token.pos_ in ("PRON", "DET") and token.tag_ not in ("WDT", "WP")
        ):
            found = _pronoun(token)
        else:
            continue
        if found is not None:
            yield found


def _noun(noun: Token, frames: FrameTable) -> Anaphor | None:
    """A definite noun of action, speech or agreement that nothing marks as another one."""
    kind = _kind(noun, frames)
    if kind is None or noun.dep_ in ("compound", "appos", "flat", "amod", "obl:unmarked", "nmod:unmarked"):
        return None
    before = [
        c for c in noun.lefts if c.dep_ in ("det", "det:predet", "nmod:poss", "amod", "compound", "nummod", "nmod")
    ]
    possessors = [c for c in before if c.dep_ == "nmod:poss"]
    if not possessors and not any(c.lower_ in _POINTING for c in before if c.dep_ in ("det", "det:predet")):
        return None
    if _is_marked_other(noun, before) or _is_told_here(noun):
        return None
    amods = [c for c in before if c.dep_ == "amod"]
    behind = [c for c in noun.rights if c.dep_ in ("nmod", "obl")]
    doers = [t for c in behind if case_of(c) in ("by", "from") for t in conjuncts(c)]
    if any(c.dep_ == "nmod:unmarked" for c in noun.children):
        return None
    start = min([c.left_edge.i for c in before], default=noun.i)
    verb, stance = _above(noun)
    return Anaphor(
        head=noun,
        words=noun.doc[start : noun.i + 1],
        kind=kind,
        owners=(*(t for c in possessors for t in conjuncts(c)), *(c for c in amods if c.text[:1].isupper()), *doers),
        concerns=tuple(t for c in behind if case_of(c) not in ("by", "from") for t in conjuncts(c)),
        classes=tuple(c for c in before if c.dep_ in ("compound", "nmod")),
        makers=tuple(agents(noun.head)) if noun.dep_ in ("obj", "nsubj:pass") and noun.head.lemma_ in _MAKE else (),
        count=_count(before),
        stance=stance,
        governor=verb,
    )


def _apposed(noun: Token) -> Anaphor | None:
    """ "..., a charge that Oslo denies": a noun of speech set behind what was said, with who answers it."""
    if noun.dep_ not in ("appos", "parataxis", "conj", "obl:unmarked", "nmod:unmarked") or not is_speech_noun(noun):
        return None
    first = next((c for c in children(noun, "det") if c.lower_ in ("a", "an")), None)
    clauses = [c for c in children(noun, "acl:relcl") if c.i > noun.i and _stance(c) is not None]
    if first is None or not clauses or first.i == 0 or noun.doc[first.i - 1].lower_ not in (",", "—", "–"):
        return None
    words = noun.doc[first.i : noun.i + 1]
    return Anaphor(noun, words, "speech", stance=_stance(clauses[0]), governor=clauses[0], apposed=True)


def _kind(noun: Token, frames: FrameTable) -> Kind | None:
    if is_treaty_noun(noun):
        return "treaty"
    if is_speech_noun(noun):
        return "speech"
    return "event" if is_event_noun(noun, frames) else None


def _is_marked_other(noun: Token, before: list[Token]) -> bool:
    """ "The latest attack", "the second meeting", "the deadliest raid": one among others, not the one just told."""
    words = {c.lower_ for c in before} | {c.lemma_.lower() for c in before}
    ordinal = any(c.dep_ == "amod" and c.pos_ == "NUM" for c in before)
    superlative = any(t.tag_ in ("JJS", "RBS") for c in before if c.dep_ == "amod" for t in c.subtree)
    return bool(words & _OTHER) or ordinal or superlative or noun.lower_ in ("ones",)


def _is_told_here(noun: Token) -> bool:
    """A clause behind it without a comma tells which or what, or it is itself said of something: "it was the attack"."""
    if any(c.dep_ == "cop" for c in noun.children):
        return True
    for c in noun.rights:
        if c.dep_ in ("acl", "ccomp", "acl:relcl", "advcl:relcl", "csubj"):
            between = noun.doc[noun.i + 1 : c.i + 1]
            if not any(t.lower_ in (",", "—", "–", "(") for t in between[:1]):
                return True
        if c.dep_ == "appos":
            return True
    return False


def _count(before: list[Token]) -> int | None:
    numbers = {"two": 2, "three": 3, "four": 4, "both": 2}
    return next((numbers[c.lower_] for c in before if c.lower_ in numbers), None)


def _above(noun: Token) -> tuple[Token | None, Stance | None]:
    """The verb whose object the phrase is, or passive subject, and what it does to it."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ == "NOUN":
        top = top.head
    while (
        top.dep_ == "nmod"
        and case_of(top) == "of"
        and top.head.lemma_.lower() in ("all", "both", "any", "most", "part")
    ):
        top = top.head
    verb = top.head
    if verb.pos_ != "VERB" or top.dep_ not in ("obj", "nsubj:pass"):
        return None, None
    return verb, _stance(verb)


def _stance(verb: Token) -> Stance | None:
    """What a verb of answer does to its object; nothing where it is negated or only possible."""
    near = [verb, *((verb.head,) if verb.dep_ in ("conj", "xcomp", "advcl") else ())]
    words = {c.lower_ for v in near for c in v.children if c.dep_ in ("advmod", "aux", "cc", "cc:preconj", "det")}
    if words & {"not", "n't", "n’t", "never", "nor", "neither", "would", "could", "may", "might", "if", "cannot"}:
        return None
    lemma = verb.lemma_.lower()
    if lemma in NAMING:
        return "denies" if verdicts.named(verb) == "REJECT" else None  # "called the claims baseless"
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in ("refuse", "decline", "fail"):
        return None
    return "denies" if lemma in DENY - {"decry"} else "confirms" if lemma in _CONFIRM else None


def _pronoun(token: Token) -> Anaphor | None:
    """ "Denied this", "confirmed it", "condemned that": a bare pronoun under a verb of answer."""
    verb = token.head
    if verb.pos_ != "VERB" or token.children or verb.dep_ in ("acl:relcl", "acl"):
        return None
    lemma = verb.lemma_.lower()
    governed = token.dep_ in ("obj", "nsubj:pass")
    answers = _OF_WORDS if token.lower_ == "it" or token.dep_ == "nsubj:pass" else _OF_WORDS | DENY | _CONFIRM | _JUDGE
    if not governed or lemma not in answers or any(c.dep_ in ("ccomp", "xcomp") for c in verb.children):
        return None
    _, stance = _above(token)
    return Anaphor(token, token.doc[token.i : token.i + 1], "bare", stance=stance, governor=verb)
