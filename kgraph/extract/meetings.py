"""Claims about meetings: who meets, talks to or visits whom, where, and by which means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from kgraph.extract.clauses import agents, case_of, children, clause_root, conjuncts, is_passive, obliques, patients
from kgraph.extract.context import Context, participant
from kgraph.extract.modality import NEGATIVE
from kgraph.types import Claim, Mention

NOUNS = frozenset("meeting talk summit conference negotiation discussion consultation dialogue session encounter parley huddle".split())
_PHONES = frozenset("phone telephone call videoconference video-call teleconference video link".split())
_MEET = frozenset("meet confer huddle parley convene gather".split())
_HOLD = frozenset(
    "hold have host attend begin open start resume convene chair join conduct conclude complete lead continue finish end "
    "arrange schedule organise organize postpone cancel skip boycott call enter participate take restart".split()
)
_RECEIVE = frozenset("host receive welcome".split())
_VISIT = frozenset("visit tour".split())
_TRAVEL = frozenset("travel fly go arrive head".split())
_TELL = frozenset("tell discuss speak talk phone telephone call ring brief raise say inform assure warn urge".split())
_PAIRS = frozenset(
    "leader side counterpart delegation pair minister official president negotiator team man diplomat envoy chief commander "
    "head general ambassador representative lawmaker premier party mediator secretary two duo trio".split()
)
_VISITORS = frozenset("president minister envoy delegation premier secretary leader official diplomat chief king prince pope general".split())
_WANTED = frozenset(
    "urge demand propose offer seek request suggest plan schedule arrange consider want expect call await hope favour favor "
    "prepare announce agree invite advocate".split()
)
_REFUSED = frozenset("cancel reject refuse boycott skip oppose decline call-off rule scrap shun".split())
_NOT_MET = frozenset("Place Treaty Equipment MediaOutlet".split())
_WITH = frozenset({"with", "alongside"})
_AMONG = frozenset({"between", "among", "amongst", "with", "involving"})


def meeting_claims(context: Context) -> Iterator[Claim]:
    """Every meeting claim of the article, in order of the text."""
    used: set[Token] = set()
    for token in context.doc:
        if token.pos_ == "VERB":
            claim = by_verb(context, token, used)
            if claim is not None:
                yield claim
    for token in context.doc:
        if token.pos_ == "NOUN" and token.lemma_.lower() in NOUNS and token not in used:
            claim = by_noun(context, token)
            if claim is not None:
                yield claim


def by_verb(context: Context, verb: Token, used: set[Token]) -> Claim | None:
    """A meeting told by a verb; notes the meeting nouns that it uses up."""
    lemma = verb.lemma_.lower()
    if lemma in _MEET or (lemma == "sit" and _particle(verb, "down")) or (lemma == "shake" and _has(patients(verb), "hand")):
        return _meet(context, verb)
    held = [t for t in [*patients(verb), *(t for _, t in obliques(verb))] if t.lemma_.lower() in NOUNS]
    if held and lemma in _HOLD and (_has(patients(verb), *NOUNS) or lemma in ("participate", "take", "enter", "call")):
        used.update(held)
        return _hold(context, verb, held)
    phone = [t for case, t in obliques(verb) if case in ("by", "in", "over", "on", "via", "during") and _is_phone(t)]
    if lemma in _TELL and (phone or lemma in ("phone", "telephone", "speak", "talk", "ring")):
        return _speak(context, verb, phone)
    if lemma in _RECEIVE:
        return _receive(context, verb)
    if lemma in _VISIT or lemma in _TRAVEL:
        return _visit(context, verb)
    return None


def by_noun(context: Context, noun: Token) -> Claim | None:
    """A meeting told by a noun: "a meeting between the two ministers in Manila"."""
    people = _noun_participants(context, noun)
    if not _enough(people) or noun.dep_ == "compound":
        return None
    places = context.places(_phrases(noun))
    claim = _claim(context, noun, people, places, rule="meeting_by_noun", mode="multilateral" if len(people) > 2 else None)
    return _governed(noun, claim)


def _governed(noun: Token, claim: Claim) -> Claim:
    """What the predicate over a meeting noun makes of it: wanted, refused, or as it stands."""
    top = noun
    while top.dep_ in ("nmod", "conj") and top.head.pos_ == "NOUN":
        top = top.head
    verb = clause_root(top)
    lemma = verb.lemma_.lower()
    if verb.pos_ == "VERB" and lemma in _REFUSED | NEGATIVE and top.dep_ in ("obj", "nsubj:pass", "obl"):
        return replace(claim, polarity="-" if claim.polarity == "+" else "+")
    wished = {t.lower_ for t in noun.lefts} & {"proposed", "planned", "possible", "future", "upcoming", "potential", "new", "further", "any"}
    if (verb.pos_ == "VERB" and lemma in _WANTED and top.dep_ in ("obj", "obl", "nsubj:pass")) or wished - {"new", "further"}:
        return replace(claim, phase="planned")
    return claim


def _meet(context: Context, verb: Token) -> Claim | None:
    """ "X met Y", "X met with Y", "the two leaders met in Geneva"."""
    if verb.lemma_ in ("gather", "convene", "huddle") and patients(verb) and not is_passive(verb):
        return None
    first = _people(context, agents(verb) or (patients(verb) if is_passive(verb) else []))
    objects = [] if verb.lemma_ == "shake" or is_passive(verb) else patients(verb)
    second = _people(context, [*objects, *(t for case, t in obliques(verb) if case in _WITH)])
    if objects and not second:
        return None  # "met the deadline"
    people = _merge(first, second)
    if not first or not _enough(people) or (verb.lemma_ in ("gather", "convene") and not second and len(first) < 2):
        return None
    return _claim(context, verb, people, _places(context, verb), rule="meeting_by_verb")


def _hold(context: Context, verb: Token, nouns: list[Token]) -> Claim | None:
    """ "held talks with Y", "attended a summit of the African Union", "talks were held between X and Y"."""
    doers = [] if verb.lemma_ in ("arrange", "organise", "organize") else _people(context, agents(verb))
    doers = [m for m in doers if m.text.lower() not in ("talks",)]
    others = _people(context, (t for case, t in obliques(verb) if case in _AMONG))
    named = [m for n in nouns for m in _noun_participants(context, n)]
    people = _merge(doers, others, named)
    if not _enough(people):
        return None
    phone = any(_is_phone(t) for n in nouns for t in [n, *children(n, "compound", "amod")])
    places = _merge(_places(context, verb), context.places(p for n in nouns for p in _phrases(n)))
    claim = _claim(
        context, verb, people, places, rule="meeting_by_verb", mode="phone" if phone else "multilateral" if len(people) > 2 else None
    )
    if verb.lemma_ in _REFUSED:
        return replace(claim, polarity="-" if claim.polarity == "+" else "+")
    return replace(claim, phase="planned") if verb.lemma_ in ("schedule", "arrange", "call") else claim


def _speak(context: Context, verb: Token, phone: list[Token]) -> Claim | None:
    """ "told him by telephone", "spoke with his Turkish counterpart", "phoned the king"."""
    first = _people(context, agents(verb))
    direct = patients(verb) if verb.lemma_ in ("tell", "phone", "telephone", "call", "ring", "brief", "inform", "assure", "warn", "urge") else []
    cases = ("with",) if verb.lemma_ in ("speak", "talk") and not phone else ("with", "to")
    second = _people(context, [*direct, *(t for case, t in obliques(verb) if case in cases)])
    second = [m for m in second if m.type in ("Person", "State", "Official", "UnnamedSource", "Agency", "Ministry", "ArmedGroup")]
    reporters = {"reporter", "reporters", "journalists", "journalist", "audience", "supporters", "crowd"}
    second = [m for m in second if not reporters & set(m.text.lower().split())]
    if not first or not second:
        return None
    by_phone = phone or verb.lemma_ in ("phone", "telephone", "ring")
    return _claim(context, verb, _merge(first, second), [], rule="meeting_by_speech", mode="phone" if by_phone else None)


def _receive(context: Context, verb: Token) -> Claim | None:
    """ "Putin received Assad in the Kremlin", "Turkey hosted negotiators from both sides"."""
    first, second = _people(context, agents(verb)), _people(context, patients(verb))
    persons = [m for m in second if m.type in ("Person", "Official", "UnnamedSource")]
    visitors = [t for t in patients(verb) if t.lemma_.lower() in _VISITORS or t.ent_type_ in ("PER", "PERSON")]
    if not first or not persons or not visitors:
        return None
    return _claim(context, verb, _merge(first, persons), _places(context, verb), rule="meeting_by_visit", mode="visit")


def _visit(context: Context, verb: Token) -> Claim | None:
    """ "visited Budapest", "flew to Riyadh"; not where the purpose tells a meeting that stands as its own claim."""
    visitors = [t for t in agents(verb) if t.ent_type_ in ("PER", "PERSON") or t.lemma_.lower() in _VISITORS or t.lower_ in ("he", "she")]
    first = _people(context, visitors)
    purpose = [c for c in children(verb, "advcl", "xcomp", "conj") if c.lemma_.lower() in _MEET | _HOLD | {"talk"}]
    if not first or purpose:
        return None
    if verb.lemma_ in _VISIT:
        goals = patients(verb)
    else:
        goals = [t for case, t in obliques(verb) if case in ("to", "in") and any(c.lower_ == "for" for k in verb.children for c in k.children)]
        if not any(t.lemma_.lower() in NOUNS | {"visit"} for case, t in obliques(verb) if case in ("for", "on")):
            return None
    places = context.places(("in", t) for t in goals)
    if not places:
        return None
    return _claim(context, verb, first, places, rule="meeting_by_visit", mode="visit")


def _claim(context: Context, head: Token, people: list[Mention], places: list[Mention], *, rule: str, mode: str | None = None) -> Claim:
    spots = [m for m in places if m not in people]
    evidence = None if head.pos_ == "VERB" else context.evidence(list(_noun_phrase(head)))
    claim = context.claim(
        "MeetingClaim", rule, head, [*participant("participant", people), *participant("location", spots)],
        evidence=evidence, nominal=head.pos_ != "VERB", event="CONSULT", confidence=0.85 if head.pos_ == "VERB" else 0.75,
    )  # fmt: skip
    return replace(claim, mode=mode) if mode else claim


def _noun_phrase(noun: Token) -> Iterator[Token]:
    for t in noun.subtree:
        token = t
        while token != noun and token.dep_ not in ("acl:relcl", "advcl", "parataxis", "conj"):
            token = token.head
        if token == noun or (token.dep_ == "conj" and token.head.dep_ == "nmod"):
            yield t


def _places(context: Context, verb: Token) -> list[Mention]:
    """Where it takes place: by the verb's own phrases, or those of the journey that it is the purpose of."""
    found = [(c, t) for c, t in obliques(verb) if c not in ("with", "between", "from", "by", "of", "for")]
    if verb.dep_ in ("advcl", "xcomp", "conj") and verb.head.lemma_ in _TRAVEL | _VISIT:
        found += [(c, t) for c, t in obliques(verb.head) if c in ("to", "in", "into")]
        found += [("in", t) for t in patients(verb.head) if verb.head.lemma_ in _VISIT]
    return context.places(found)


def _noun_participants(context: Context, noun: Token) -> list[Mention]:
    """Who takes part: "between X and Y", "of European leaders", "with Z", "their", "US-China talks"."""
    found: list[Mention] = []
    for c in children(noun, "nmod:poss"):
        found += _people(context, conjuncts(c))
    for c in children(noun, "nmod", "obl"):
        if case_of(c) in _AMONG | {"of"}:
            found += _people(context, conjuncts(c))
    before = [t for c in children(noun, "amod", "compound", "nmod") if c.i < noun.i for t in c.subtree]
    names = [m for t in before if (m := context.mentions.name_at(t)) is not None and m.type in ("State", "Organization", "IGO", "ArmedGroup")]
    return _merge(names, found)


def _people(context: Context, tokens: Iterable[Token]) -> list[Mention]:
    found: list[Mention] = []
    for token in tokens:
        mention = _person(context, token)
        if mention is not None and mention not in found:
            found.append(mention)
    return found


def _person(context: Context, token: Token) -> Mention | None:
    if token.lower_ in ("it", "who", "we", "i", "us", "its"):
        return context.actor(token) if token.lower_ in ("we", "us", "its") else None
    named = context.mentions.name_at(token)
    if named is None and token.lemma_.lower() in _PAIRS:
        return context.mentions.describe(token, default="UnnamedSource")
    found = context.actor(token)
    if found is None or found.type in _NOT_MET:
        return None
    return None if token.pos_ == "NOUN" and named is None and token.lemma_.lower() in NOUNS else found


def _enough(people: list[Mention]) -> bool:
    """Two participants, or one phrase that means several."""
    if len(people) >= 2:
        return True
    return bool(people) and people[0].kind in ("nominal", "pronoun") and _plural(people[0].text)


def _plural(text: str) -> bool:
    low = text.lower()
    return low in ("they", "we", "their") or low.startswith(("both ", "the two ", "the three ", "two ", "three ", "leaders ", "officials ", "delegations ")) or (
        low.split(" of ")[0].endswith(("ministers", "leaders", "officials", "delegations", "presidents", "envoys", "sides", "negotiators", "pair", "diplomats"))
    )


def _merge(*groups: list[Mention]) -> list[Mention]:
    found: list[Mention] = []
    for group in groups:
        for m in group:
            if all((m.start, m.end) != (f.start, f.end) for f in found):
                found.append(m)
    return found


def _phrases(noun: Token) -> list[tuple[str, Token]]:
    return [(case_of(c), t) for c in children(noun, "nmod", "obl") if case_of(c) not in ("of", "with", "between", "on", "about") for t in conjuncts(c)]


def _is_phone(token: Token) -> bool:
    words = {token.lemma_.lower(), *(c.lemma_.lower() for c in children(token, "compound", "amod"))}
    return bool(words & _PHONES)


def _particle(verb: Token, word: str) -> bool:
    return any(c.lower_ == word for c in children(verb, "compound:prt", "advmod"))


def _has(tokens: Iterable[Token], *lemmas: str) -> bool:
    return any(t.lemma_.lower() in lemmas for t in tokens)
