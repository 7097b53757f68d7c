"""Polarity, certainty and phase of an event: what negation, modals, hedges and governing predicates make of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgraph.extract.attribution import Attribution
from kgraph.extract.clauses import children
from kgraph.extract.cues import (
    HEDGES,
    MAYBE,
    NEGATIVE,
    NEGATORS,
    PLAN,
    PLANNED_AUX,
    POSSIBLE_AUX,
    PROBABLE,
    TRY,
)
from kgraph.extract.reporting import THINK
from kgraph.nlp.tokens import Token
from kgraph.types import Certainty, Phase, Polarity

_BEGIN = frozenset("begin start continue keep resume go remain".split())
_FUTURE_ADJECTIVES = frozenset(
    "ready set due poised prepared likely willing able bound scheduled slated expected certain unlikely".split()
)
_STATES = frozenset("base station hold remain stay be have lack guard occupy control number contain".split())
_HINTS = frozenset({"speculate", "suggest", "hint"})
_SIGNS = frozenset("evidence sign indication rumour rumor speculation suspicion fear belief idea notion".split())
_WEIGH = frozenset("consider mull weigh discuss contemplate debate".split())
_TALKING = frozenset("talk think speak dream fantasise fantasize".split())
_OPTIONS = frozenset(
    "stance possibility option idea prospect proposal question suggestion policy debate talk risk chance".split()
)
_FACULTIES = frozenset(
    "ability capability capacity capacities right means power freedom permission legitimacy incapacity inability".split()
)
_CLIMBS = ("xcomp", "advcl", "acl", "conj", "ccomp", "csubj", "csubj:pass")


@dataclass(slots=True)
class Assessment:
    """What the words around an event say of it; ``words`` are the tokens that said so."""

    polarity: Polarity = "+"
    certainty: Certainty = "certain"
    phase: Phase | None = None
    words: list[Token] = field(default_factory=list)

    def lower(self, certainty: Certainty, word: Token) -> None:
        """Lowers the certainty to the given grade, never raises it."""
        order = ("certain", "probable", "possible")
        if order.index(certainty) > order.index(self.certainty):
            self.certainty = certainty
        self.words.append(word)

    def flip(self, word: Token) -> None:
        """Turns the polarity round."""
        self.polarity = "-" if self.polarity == "+" else "+"
        self.words.append(word)

    def plan(self, word: Token) -> None:
        """The event is yet to come."""
        self.phase = "planned"
        self.words.append(word)


def assess(event: Token, chain: list[Attribution], *, nominal: bool = False) -> Assessment:
    """Polarity, certainty and phase of the event that a verb (or, if ``nominal``, a noun) stands for.

    ``chain`` are the attributions over the event, outermost first: their denials and doubts count too.
    """
    result = Assessment(phase=None if nominal else _own_phase(event))
    past = bool(chain) and chain[-1].head.tag_ in ("VBD", "VBN")
    _own_words(event, result, told_in_past=past)
    stops = {a.head for a in chain}
    _governors(event, stops, result)
    for attribution in chain:
        if not (attribution.denied and _presupposed(event, attribution.head)):
            _from_cue(attribution, result)
    return result


def _presupposed(event: Token, cue: Token) -> bool:
    """ "ruled out closing the base, where 3,000 soldiers are stationed": a relative clause is not what is denied."""
    token = event
    while token.head not in (token, cue):
        if token.dep_ == "acl:relcl":
            return True
        token = token.head
    return False


def is_faculty(verb: Token) -> bool:
    """Whether the clause only says what somebody can or may do: "its right to deploy soldiers", "the ability to strike"."""
    infinitive = any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)
    return infinitive and verb.dep_ in ("acl", "xcomp", "advcl") and verb.head.lemma_.lower() in _FACULTIES


def _own_phase(verb: Token) -> Phase | None:
    """From the verb's tense and aspect."""
    auxiliaries = {c.lower_ for c in _auxiliaries(verb)}
    lemmas = {c.lemma_.lower() for c in _auxiliaries(verb)}
    if verb.tag_ == "VBG" and (lemmas & {"be"} or not auxiliaries):
        return "ongoing"
    if verb.tag_ in ("VBD",) or (verb.tag_ == "VBN" and (lemmas & {"have"} or auxiliaries & {"was", "were", "been"})):
        return "ongoing" if verb.lemma_ in _STATES and "have" not in lemmas else "completed"
    if verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VBN" and auxiliaries & {"is", "are", "being"}):
        return "ongoing"
    return "completed" if verb.tag_ == "VBN" and verb.dep_ == "acl" else None


def _auxiliaries(verb: Token) -> list[Token]:
    own = children(verb, "aux", "aux:pass", "cop")
    if (
        not own
        and verb.dep_ == "conj"
        and verb.head.pos_ in ("VERB", "AUX")
        and not children(verb, "nsubj", "nsubj:pass")
    ):
        return _auxiliaries(verb.head) if verb.tag_ == verb.head.tag_ else []
    return own


def _own_words(event: Token, result: Assessment, *, told_in_past: bool = False) -> None:
    """Modals, adverbs, negators and conditions among the event's own dependents."""
    conditional = any(m.lower_ in ("if", "unless") for c in children(event, "advcl") for m in children(c, "mark"))
    perfect = any(c.lemma_ == "have" for c in children(event, "aux"))
    for c in [
        *_auxiliaries(event),
        *children(event, "advmod", "det", "cc:preconj", "cc", "mark", "nsubj", "obj", "nsubj:pass", "case"),
    ]:
        low = c.lower_
        if low == "would" and c.dep_ == "aux" and told_in_past and not perfect and not conditional:
            result.plan(c)  # "said that it would send troops": a future told in the past
        elif c.dep_ in ("aux", "aux:pass", "cop") and low in POSSIBLE_AUX:
            result.lower("possible", c)
            result.phase = (
                "completed" if perfect else "planned" if low in ("could", "would", "should") else result.phase
            )
        elif c.dep_ == "aux" and low == "must":
            if perfect:  # "must have left": an inference
                result.lower("probable", c)
                result.phase = "completed"
            else:
                result.plan(c)  # an order or a duty: it is still to be done
        elif c.lemma_ == "be" and c.dep_ in ("aux", "cop") and any(m.lower_ == "to" for m in children(event, "mark")):
            result.plan(c)  # "is to send"
        elif c.dep_ == "aux" and low in PLANNED_AUX:
            result.plan(c)
        elif c.dep_ in ("nsubj", "obj", "nsubj:pass"):
            if any(
                d.lower_ in ("no", "neither", "nor", "none") for d in children(c, "det", "advmod", "cc:preconj", "cc")
            ) or (low in ("none", "nobody", "nothing") or _not_one(c)):
                result.flip(c)
        elif (
            low in NEGATORS
            and (c.dep_ in ("advmod", "det", "cc:preconj", "case") or low in ("neither", "nor"))
            and not _only(c)
        ):
            result.flip(c)
        elif low in HEDGES and c.dep_ == "advmod":
            result.lower("probable", c)
        elif (low in MAYBE and c.dep_ == "advmod") or (c.dep_ == "mark" and low in ("if", "unless", "whether")):
            result.lower("possible", c)
    if event.sent[-1].text == "?" or (len(event.sent) > 1 and event.sent[-2].text == "?"):
        result.lower("possible", event.sent[-1])


def _not_one(noun: Token) -> bool:
    """ "not one soldier", "not a single ship": none at all."""
    first = noun.left_edge
    words = [t.lower_ for t in noun.doc[first.i : noun.i]]  # "not a few ships" are many
    return words[:2] == ["not", "one"] or words[:3] == ["not", "a", "single"]


def _only(negator: Token) -> bool:
    """ "not only": no negation."""
    following = negator.nbor(1).lower_ if negator.i + 1 < len(negator.doc) else ""
    return following in ("only", "just", "merely")


def _governors(event: Token, stops: set[Token], result: Assessment) -> None:
    """Predicates over the event: "plans to", "failed to", "is likely to", "barring it from", up to the reporting cue."""
    token = event
    for _ in range(8):
        if token.dep_ not in _CLIMBS or token.head == token or token.head in stops:
            return
        above = token.head
        if token.dep_ == "conj":
            _shared_modal(token, above, result)
            token = above
            continue
        infinitive = any(c.dep_ == "mark" and c.lower_ == "to" for c in token.children)
        if token.dep_ == "advcl" and not infinitive and children(token, "nsubj", "nsubj:pass", "expl"):
            return  # "halted the project after militants attacked": a clause of its own
        if above.lemma_ in _TALKING and _about(token):  # "nobody is talking about leaving the pact"
            result.lower("possible", above)
            result.plan(above)
            _own_words(above, result)
            return
        if above.lemma_ == "have" and infinitive and (yet := _yet(token)) is not None:
            result.flip(yet)  # "has yet to ratify"
            result.plan(yet)
            return
        if above.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            _governor(token, above, infinitive=infinitive, result=result)
        if token.dep_ in ("acl", "advcl") and not infinitive and above.lemma_ not in NEGATIVE:
            return
        if token.dep_ == "ccomp" and above.pos_ == "VERB" and above.lemma_ not in PLAN | NEGATIVE | PROBABLE:
            return
        _own_words(above, result)
        token = above


def _about(verb: Token) -> bool:
    """Whether the clause is only a thought: "about leaving", "of sending troops"."""
    return verb.tag_ == "VBG" and any(c.lower_ in ("about", "of") for c in children(verb, "mark", "case"))


def _yet(verb: Token) -> Token | None:
    return next((c for t in (verb, verb.head) for c in children(t, "advmod") if c.lower_ == "yet"), None)


def _shared_modal(token: Token, above: Token, result: Assessment) -> None:
    """ "could be sent and fight": a conjunct without auxiliary shares the first one's."""
    if children(token, "aux", "aux:pass", "nsubj", "nsubj:pass"):
        return
    for c in children(above, "aux"):
        if c.lower_ in POSSIBLE_AUX and token.tag_ == "VB":
            result.lower("possible", c)
        elif c.lower_ in PLANNED_AUX and token.tag_ == "VB":
            result.plan(c)


def _governor(event: Token, above: Token, *, infinitive: bool, result: Assessment) -> None:
    lemma = above.lemma_.lower()
    passive = any(c.dep_ == "aux:pass" for c in above.children)
    if lemma in NEGATIVE:
        result.flip(above)
    elif lemma in ("likely", "unlikely"):
        result.lower("probable", above)
        if lemma == "unlikely":
            result.flip(above)
    elif lemma in PROBABLE and (infinitive or passive):
        result.lower("probable", above)
    elif lemma in _WEIGH:
        result.lower("possible", above)
        result.plan(above)
    elif lemma in TRY and infinitive:
        result.phase = "ongoing" if above.tag_ == "VBG" else result.phase or "planned"
        result.words.append(above)
    elif infinitive and (lemma in PLAN or lemma in _FUTURE_ADJECTIVES):
        result.plan(above)
    elif above.pos_ == "NOUN" and lemma in _OPTIONS:
        result.lower("possible", above)
        result.phase = "planned"
    elif (infinitive and above.pos_ == "NOUN") or (
        infinitive
        and event.dep_ in ("advcl", "xcomp")
        and lemma in ("go", "be")
        and above.tag_ in ("VBG", "VBZ", "VBP", "VBD")
    ):
        result.plan(above)
    elif lemma in _BEGIN:
        result.phase = "ongoing"
        result.words.append(above)


def _from_cue(attribution: Attribution, result: Assessment) -> None:
    """A denial turns the content round; belief and hearsay leave it probable; an unconfirmed report possible."""
    cue = attribution.head
    negated = any(c.lower_ in NEGATORS for c in cue.children if c.dep_ in ("advmod", "aux", "mark")) or any(
        c.lower_ in ("no", "without") for c in cue.children if c.dep_ in ("det", "mark", "case")
    )
    if negated and cue.pos_ == "NOUN" and cue.lemma_ in ("evidence", "proof", "sign", "indication"):
        result.flip(cue)  # "no evidence that missiles were moved"
        result.lower("probable", cue)
    elif attribution.denied and not negated:
        result.flip(cue)
    elif negated and cue.pos_ == "VERB":
        result.lower("possible", cue)
    elif cue.lemma_ == "doubt":
        result.flip(cue)
        result.lower("probable", cue)
    elif cue.lemma_ in THINK | _HINTS or attribution.rule == "raising" or (cue.pos_ == "NOUN" and cue.lemma_ in _SIGNS):
        result.lower("probable", cue)
