"""What a saying does, as a PLOVER type: by its verb, by what the verb governs, and by what is said."""

from __future__ import annotations

from kgraph.extract import verdicts
from kgraph.extract.attribution import Attribution
from kgraph.extract.clauses import case_of, children, conjuncts, patients
from kgraph.extract.context import Context
from kgraph.extract.cues import BLAME, SPEECH_ACT
from kgraph.extract.events import deed
from kgraph.extract.modality import assess
from kgraph.extract.nouns import PERSONS, TROOPS
from kgraph.extract.reporting import THINK
from kgraph.nlp.tokens import Token
from kgraph.plover import intended
from kgraph.types import Mention

# Acts of speech that need no reported clause: "condemned the raid", "called for a ceasefire", "voiced concern".
_VOICE = frozenset("voice express convey reiterate".split())
NAMING = frozenset("call describe brand label dub characterise characterize denounce".split())
_VERDICTS: dict[str, str] = {
    "concern": "ACCUSE", "alarm": "ACCUSE", "outrage": "ACCUSE", "anger": "ACCUSE", "condemnation": "ACCUSE", "regret": "ACCUSE",
    "dissatisfaction": "ACCUSE", "disappointment": "ACCUSE", "displeasure": "ACCUSE", "dismay": "ACCUSE", "indignation": "ACCUSE",
    "willingness": "AGREE", "commitment": "AGREE", "reservation": "REJECT", "objection": "REJECT",
    "support": "SUPPORT", "solidarity": "SUPPORT", "gratitude": "SUPPORT", "hope": "SUPPORT", "readiness": "AGREE",
    "opposition": "REJECT", "condolence": "SUPPORT", "thanks": "SUPPORT", "appreciation": "SUPPORT",
}  # fmt: skip
# What a noun of speech does when somebody issues, makes or delivers it.
SPEECH_NOUNS: dict[str, str] = {
    "warning": "THREATEN", "threat": "THREATEN", "ultimatum": "THREATEN", "accusation": "ACCUSE", "allegation": "ACCUSE",
    "protest": "ACCUSE", "complaint": "ACCUSE", "rebuke": "ACCUSE", "condemnation": "ACCUSE", "denial": "REJECT",
    "demand": "REQUEST", "appeal": "REQUEST", "plea": "REQUEST", "request": "REQUEST", "call": "REQUEST",
    "blame": "ACCUSE", "promise": "AGREE", "pledge": "AGREE", "vow": "AGREE", "apology": "CONCEDE", "endorsement": "SUPPORT",
}  # fmt: skip
TRADE = frozenset("trade exchange swap".split())
_DELIVER = frozenset("issue make deliver give send lodge file sound raise level renew repeat".split()) | TRADE
_ORDER = frozenset("order instruct command direct".split())
_OFFERS = frozenset(
    "concession talk mediation truce ceasefire help assistance amnesty compromise negotiation guarantee".split()
)
# Every verb that can be an act of speech without a reported clause; no other is looked at.
ACTS = (
    SPEECH_ACT.keys()
    | _ORDER
    | {"offer"}
    | NAMING
    | _VOICE
    | _DELIVER
    | {"call", "rule", "refer", "hail", "warn", "caution"}
)
_PRAISE = frozenset("comrade friend ally partner hero brother champion".split())
_REFUSALS = frozenset("unacceptable non-negotiable impossible inadmissible untenable".split())
_PEOPLE = PERSONS | TROOPS
_SELF = frozenset("it they we i he she".split())
# What a source does not want done to it: "asked not to be named", "declined to give his name".
_NAMED = frozenset("name identify quote cite give use disclose reveal publish print attribute".split())
_OWN = frozenset("country nation government administration cabinet army military force troop side state".split())
_WILLING = frozenset("ready willing prepared committed happy glad".split())
# Deeds that somebody promises by saying that he will do them, where no frame tells them.
_YIELD = frozenset(
    "accept allow let meet talk negotiate visit attend host sign ratify help assist support back return release "
    "participate contribute cooperate co-operate work respect comply abide honour honor observe join resume recognise "
    "recognize consider compensate consult withdraw pull protect defend guarantee ensure share provide send give".split()
)
# Deeds that threaten.
_HARM = frozenset(
    "retaliate respond attack strike destroy punish boycott blockade ban invade bomb kill hit target avenge fight crush "
    "block expel seize arrest annihilate shell resist halt suspend cancel quit".split()
)


def act_of(verb: Token, attribution: Attribution | None) -> str | None:
    """The PLOVER type of a speech act by its verb and what the verb governs; None for plain saying."""
    lemma = verb.lemma_.lower()
    particles = {c.lower_ for c in verb.children if c.dep_ in ("compound:prt", "advmod", "case")}
    cases = {case_of(c) for c in verb.children if c.dep_ == "obl"}
    objects = children(verb, "obj", "xcomp", "obl", "ccomp")
    if lemma == "insist" and _asserts(verb):
        return None
    if lemma == "decline" and any(c.lemma_ in ("comment", "say", "discuss") for c in children(verb, "xcomp")):
        return None
    if _keeps_name(verb):
        return None
    if lemma == "rule" and "out" in particles:
        return "REJECT"
    if lemma == "call" and cases & {"for", "on", "upon"}:
        return "REQUEST"
    if _other_sense(verb, particles):
        return None
    if lemma in _DELIVER | _VOICE:
        nouns = [c.lemma_.lower() for c in objects if c.dep_ in ("obj", "obl")]
        told = next((SPEECH_NOUNS[n] for n in nouns if n in SPEECH_NOUNS), None)
        if lemma in TRADE and any(
            c.tag_ == "NNS" and c.lemma_.lower() in ("insult", "barb", "recrimination") for c in objects
        ):
            return "ACCUSE"  # "traded barbs"
        if told is not None or lemma in _DELIVER:
            return told
    if lemma in _ORDER:
        ordered = [t for t in patients(verb) if not children(t, "nmod:poss")]  # not "ordered its troops to leave"
        return "REQUEST" if ordered and infinitive_of(verb) is not None else None
    if lemma == "offer":
        offered = infinitive_of(verb) or any(c.lemma_.lower() in _OFFERS for c in patients(verb))
        return "AGREE" if offered else None
    named_as = [t for c in verb.children if c.dep_ in ("obl", "xcomp", "obj") for t in c.subtree]
    if lemma in NAMING | {"refer", "hail"} and any(t.lemma_.lower() in _PRAISE for t in named_as):
        return "SUPPORT"
    if lemma in NAMING and (verdict := verdicts.named(verb)) is not None:
        return verdict
    if lemma in NAMING and any(t.lemma_.lower() in BLAME for c in objects for t in c.subtree):
        return "ACCUSE"
    if lemma in _VOICE:
        return next((_VERDICTS[c.lemma_.lower()] for c in objects if c.lemma_.lower() in _VERDICTS), None)
    if lemma == "warn" or lemma == "caution":
        return "THREATEN"
    if attribution is not None and attribution.denied:
        return "REJECT"
    if lemma == "call" and not children(verb, "ccomp") and not _infinitive(verb):
        return None  # "called it a setback", "had called twice"
    return SPEECH_ACT.get(lemma)


def _infinitive(verb: Token) -> bool:
    """Whether the clause is an infinitive with "to"."""
    return any(m.lower_ == "to" for c in children(verb, "xcomp", "advcl") for m in children(c, "mark"))


def _asserts(verb: Token) -> bool:
    """Whether somebody insists that something is so: not "insisted that Oslo pay", "insists that Oslo must pay"."""
    clause = next(iter(children(verb, "ccomp")), None)
    if clause is None:
        return False
    auxiliaries = children(clause, "aux")
    finite = next(iter([*auxiliaries, *children(clause, "cop", "aux:pass")]), clause)
    single = all(c.tag_ in ("NN", "NNP") and not children(c, "conj") for c in children(clause, "nsubj", "nsubj:pass"))
    bare = finite.tag_ == "VB" or (finite.tag_ in ("VBP", "NN") and single)  # the subjunctive, known or not
    return not bare and not {"must", "should"} & {c.lower_ for c in auxiliaries}


def _keeps_name(verb: Token) -> bool:
    """Whether a source asks not to be named: a formula of news copy, no act of world politics."""
    if any(t.lower_ in ("anonymity", "anonymous") for c in children(verb, "obj", "obl", "xcomp") for t in c.subtree):
        return True
    return any(
        c.lemma_.lower() in _NAMED
        and (bool(children(c, "aux:pass")) or any(t.lemma_.lower() == "name" for t in patients(c)))
        for c in children(verb, "xcomp", "ccomp", "advcl")
    )


def _other_sense(verb: Token, particles: set[str]) -> bool:
    """Whether the verb is no act of speech here: "back down", "confer a medal", "dismissed the minister", "conceded a goal"."""
    lemma, objects = verb.lemma_.lower(), patients(verb)
    if lemma == "insist":  # "insists on fishing there": it does so
        return any(c.tag_ == "VBG" for c in children(verb, "advcl", "xcomp", "obl"))
    if lemma in ("discuss", "speak", "talk") and _unnamed(verb):
        return True
    if lemma == "back":
        return bool(particles & {"down", "off", "away", "out"})
    if lemma == "confer":
        return bool(objects)
    if lemma == "dismiss":
        judged = any(case_of(c) == "as" for c in verb.children)  # "dismissed him as a thief"
        return (
            not judged
            and bool(objects)
            and all(t.ent_type_ in ("PER", "PERSON") or t.lemma_.lower() in PERSONS for t in objects)
        )
    return lemma == "concede" and any(t.lemma_.lower() in ("goal", "penalty", "point", "run", "try") for t in objects)


def _unnamed(verb: Token) -> bool:
    """ "Spoke on condition of anonymity to discuss the talks", "was not authorised to discuss": why he is not named."""
    if not any(m.lower_ == "to" for m in children(verb, "mark")):
        return False
    above = verb.head
    if above.lemma_ in ("authorise", "authorize", "permit", "allow", "empower", "anonymity", "condition"):
        return True
    return any(t.lemma_ == "anonymity" for t in above.subtree if t.i < verb.i)


def act_of_content(context: Context, attribution: Attribution, named: list[Mention]) -> str | None:
    """The type of plain saying by what is said: a demand, a promise, a threat, or an act of speech told of oneself."""
    said = _main_predicate(context, attribution)
    if said is not None:
        if any(m.lower_ in ("whether", "if") for m in children(said, "mark")):
            return None  # "did not say whether it would attend": a question, no refusal
        if demanded_of(context, said, named):
            return "REQUEST"
        if _speaks_of_self(context, said, named) and (promised := _commitment(context, said)) is not None:
            return promised
        if (verdict := verdicts.judged(said)) is not None:
            return verdict
        if said.lemma_.lower() in _REFUSALS or (said.lemma_ == "question" and _out(said)):
            return "REJECT"
    return _own_act(context, attribution)


def _out(noun: Token) -> bool:
    """ "is out of the question"."""
    return case_of(noun) in ("out of", "beyond")


def _main_predicate(context: Context, attribution: Attribution) -> Token | None:
    """The predicate of what is reported: of the clause under the cue, else of the first sentence quoted."""
    if attribution.head.pos_ == "VERB":
        clauses = children(attribution.head, "ccomp")
        if clauses:
            return clauses[0]
    for a, b in attribution.content:
        for token in context.doc[a:b]:
            if token.dep_ in ("ROOT", "ccomp", "parataxis") and token.pos_ in ("VERB", "ADJ", "NOUN"):
                return token
    return None


def demanded_of(context: Context, said: Token, named: list[Mention]) -> list[Mention]:
    """Of whom a clause demands something: "Sudan must return", "both sides have to pull back"; not of the speaker."""
    words = {c.lower_ for c in children(said, "aux")}
    negated = any(c.lower_ in ("not", "n't", "n’t") for c in said.children)
    due = "must" in words or ("should" in words and "have" not in words and said.pos_ == "VERB")
    if not due and said.lemma_ not in ("need",):
        due = said.lemma_ in ("have", "ought") and bool(children(said, "xcomp")) and said.pos_ == "VERB"
    if not due or said.lemma_ in THINK or (negated and "must" not in words and "should" not in words):
        return []
    subjects = [t for c in children(said, "nsubj", "nsubj:pass") for t in conjuncts(c)]
    found = [m for t in subjects for m in context.side(t) if m.start <= t.idx < m.end or t.lemma_ in _PEOPLE]
    spoken = {m.text.lower() for m in named}
    return [
        m
        for m in found
        if m.kind != "pronoun" and m.type not in ("Place", "Treaty", "Equipment") and m.text.lower() not in spoken
    ]


def _speaks_of_self(context: Context, said: Token, named: list[Mention]) -> bool:
    """Whether the subject of what is said is the speaker: "it will leave", "Oslo said Norway would sign"."""
    subjects = children(said, "nsubj", "nsubj:pass")
    if not subjects:
        return False
    if subjects[0].lower_ in _SELF:
        single = len(named) == 1 and named[0].type == "Person"
        return subjects[0].lower_ not in ("they",) or not single  # "They will be ready, Budanov said"
    if subjects[0].lemma_.lower() in _OWN and any(
        c.lower_ in ("its", "his", "her", "our", "their") for c in children(subjects[0], "nmod:poss")
    ):
        return True  # "said her country would retaliate"
    mention = context.actor(subjects[0])
    return mention is not None and mention.text.lower() in {m.text.lower() for m in named}


def attitude_of(context: Context, predicate: Token) -> str | None:
    """What an adjective of will says: "is opposed to the plan", "is ready to mediate", "is unwilling to talk"."""
    if not any(c.dep_ in ("cop", "aux:pass", "aux") and c.lemma_ == "be" for c in predicate.children):
        return None
    lemma = predicate.lower_
    negated = any(c.lower_ in ("not", "n't", "n’t", "no") for c in predicate.children)
    if lemma == "opposed":
        return None if negated or not any(case_of(c) == "to" for c in children(predicate, "obl")) else "REJECT"
    if lemma == "unwilling":
        return "REJECT" if children(predicate, "xcomp", "advcl") else None
    if any(c.lower_ in ("will", "would", "could", "may", "might", "if") for c in predicate.children):
        return None
    return _commitment(context, predicate)


ATTITUDES = frozenset("opposed unwilling willing ready prepared committed".split())


def _commitment(context: Context, said: Token) -> str | None:
    """A promise, a threat or a refusal of one's own: "it will lift the ban", "they would boycott the vote"."""
    willing = said.lower_ in _WILLING and said.pos_ in ("ADJ", "VERB")
    inner = children(said, "xcomp", "advcl") if willing else []
    verb = inner[0] if inner else said
    auxiliaries = {c.lower_ for c in children(said, "aux")}
    future = bool(auxiliaries & {"will", "'ll", "’ll", "shall", "wo"}) or (
        "would" in auxiliaries and "have" not in auxiliaries
    )
    if not (future or (willing and inner)):
        return None
    lemma = verb.lemma_.lower()
    negated = "-" in (assess(verb, []).polarity, assess(said, []).polarity)
    told = deed(context, verb)
    act = intended(told) if told is not None else None
    if act is None:
        act = "AGREE" if lemma in _YIELD else "THREATEN" if lemma in _HARM else None
    if negated:
        return "REJECT" if act == "AGREE" else None
    harsh = any(m.lower_ == "unless" for c in children(verb, "advcl") for m in children(c, "mark"))
    return "THREATEN" if harsh else act


def infinitive_of(verb: Token) -> Token | None:
    """The deed that an act of speech is about: "threatened to strike", "refused to sign"."""
    found = [
        c
        for c in children(verb, "xcomp", "advcl")
        if c.pos_ == "VERB" and any(m.lower_ == "to" for m in children(c, "mark"))
    ]
    return found[0] if found else None


def _own_act(context: Context, attribution: Attribution) -> str | None:
    """Plain saying of an act of speech: "said it condemned the raid", "said they totally reject the allegation"."""
    for a, b in attribution.content:
        for token in context.doc[a:b]:
            if (
                token.pos_ == "VERB"
                and token.dep_ in ("ccomp", "ROOT", "parataxis")
                and token.lemma_ in SPEECH_ACT
                and token.tag_ != "VBN"
            ):
                subject = children(token, "nsubj")
                if subject and subject[0].lower_ in ("it", "they", "we", "i", "he", "she"):
                    return SPEECH_ACT[token.lemma_]
                return None
            if (
                token.pos_ == "NOUN"
                and token.lemma_.lower() in BLAME
                and attribution.kind != "indirect"
                and token.dep_ in ("ROOT", "ccomp", "obl", "obj", "xcomp")
            ):
                return (
                    "ACCUSE"
                    if token.lemma_.lower() not in ("rumour", "rumor", "fabrication", "smear", "hoax", "nonsense")
                    else "REJECT"
                )
    return None
