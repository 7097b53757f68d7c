"""Predicates and their arguments: who does what to whom in a clause, over conjunction, control, relatives and voice."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.nlp.tokens import Token, once

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")
OBJECTS = ("obj", "iobj")
OBLIQUES = ("obl", "nmod", "obl:unmarked", "nmod:unmarked", "obl:agent")
CLAUSAL = ("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis", "csubj", "csubj:pass")
# What a by-phrase without an article names that is nobody: "by chance", "by force".
_MANNER = frozenset(
    "chance accident mistake force law default contrast definition phone telephone letter email fax sea air land road rail "
    "ship plane truck hand midnight noon dawn nightfall night day now then virtue means way acclamation consensus".split()
)
_RELATIVE = {"which", "that", "who", "whom", "whose", "where", "when"}
# Verbs whose infinitive is done by their object ("urged Russia to stop"), not by their subject ("promised to stop").
OBJECT_CONTROL = frozenset(
    "urge ask order tell command instruct force compel press pressure push persuade convince encourage invite allow "
    "permit enable help let make see watch hear find send deploy dispatch train prepare authorise authorize require "
    "oblige call expect want accuse prevent bar stop block ban forbid prohibit keep deter dissuade warn request "
    "beg blame charge condemn criticise criticize praise thank denounce direct task hire recruit use lead cause get have leave show catch film photograph spot accuse suspect "
    "implore exhort entreat beseech counsel advise challenge dare remind teach coerce cajole incite prompt drive "
    "summon mandate empower entitle enlist nudge prod caution pay bribe assign appoint elect choose trust inspire".split()
)


# Of these, the ones whose object is somebody who is told to do it, not a thing that serves to do it.
_COMMANDING = OBJECT_CONTROL & frozenset(
    "urge ask order tell command instruct force compel press pressure push persuade convince encourage invite allow permit "
    "authorise authorize require oblige call warn request beg direct task train prepare send deploy".split()
)
_PROTESTING = frozenset(
    "protest complain demand condemn denounce express voice convey lodge object register deliver hand warn reject tell "
    "inform raise seek request".split()
)
_ASKED = ("on", "upon", "to", "with")
_COMPASS = frozenset(
    "north south east west northeast northwest southeast southwest northward southward eastward westward inland".split()
)

_NEARER = frozenset("closer close nearer near away back deep deeper up down out forward further farther".split())


def children(token: Token, *deps: str) -> list[Token]:
    """The children of a token by dependency label, in order."""
    return [c for c in token.children if c.dep_ in deps]


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it or named of it: "Peru and Chile", "ten states, including Peru"."""
    found = [token]
    for c in token.children:
        named_of = c.dep_ == "nmod" and token.tag_ == "NNS" and case_of(c) in ("including", "such as")
        if c.dep_ == "conj" or named_of:
            found.extend(conjuncts(c))
    return found


@once
def case_of(token: Token) -> str:
    """The preposition of a noun phrase, lower-cased and whole: "in", "close to", "alongside"; "" without one."""
    words: list[str] = []
    for c in token.children:
        if c.dep_ == "case" and c.lower_ not in ("'s", "’s", "‘s", "'", "’") and c.i < token.i:
            words.extend(t.lower_ for t in sorted([c, *children(c, "fixed")], key=lambda t: t.i))
    if not words and token.dep_ == "conj" and token.head.dep_ != "conj":
        return case_of(token.head)
    return " ".join(words)


@once
def is_passive(verb: Token) -> bool:
    """Whether the clause is passive: by auxiliary, passive subject, or as a bare past participle on a noun."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop")}
    if auxiliaries & {"has", "have", "had", "'ve", "’ve"} and not auxiliaries & {"been", "being", "be"}:
        return False  # "has withdrawn": perfect, whatever label the parser gave its subject
    if verb.tag_ == "VBD" and not auxiliaries and children(verb, "obj"):
        return False  # "each accused the other": a past form with an object, whatever label its subject has
    if any(c.dep_ in ("nsubj:pass", "aux:pass", "csubj:pass", "obl:agent") for c in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not children(verb, "aux", *SUBJECTS):
        return is_passive(verb.head)
    return _is_participle(verb) and not children(verb, "aux", "obj")


def _is_participle(verb: Token) -> bool:
    """A past participle without subject of its own; before a clause also where it was tagged as a past form."""
    front = verb.tag_ == "VBD" and verb.dep_ == "advcl" and verb.i < verb.head.i and not children(verb, *SUBJECTS)
    return front or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl"))


def agents(verb: Token) -> list[Token]:
    """Who does it: the subject of an active clause, the by-phrase of a passive one; inherited where unspoken."""
    return list(_agents(verb))


@once
def _agents(verb: Token) -> list[Token]:
    if is_passive(verb):
        return [t for c in verb.children if _is_agent(c) for t in conjuncts(c)]
    return [antecedent(t) for t in _subjects(verb)]


def patients(verb: Token) -> list[Token]:
    """To whom it is done: the objects, or the subject of a passive clause."""
    return list(_patients(verb))


@once
def _patients(verb: Token) -> list[Token]:
    if is_passive(verb):
        return _subjects(verb) + [t for c in children(verb, "obj") for t in conjuncts(c)]
    found = [antecedent(t) for c in children(verb, *OBJECTS) for t in conjuncts(c)]
    if any(map(is_reciprocal, found)):
        return _subjects(verb)  # "accused each other"
    if not found and verb.dep_ == "acl:relcl":
        # "the arms that Moscow sent": the antecedent, when the relative clause has a subject of its own and no object.
        own = children(verb, "nsubj")
        whose = own and any(t.lower_ == "whose" for t in own[0].subtree)  # "Spain, whose leader said": none of Spain's
        if own and own[0].lower_ not in _RELATIVE and not whose:
            return [verb.head]
    if not found and verb.dep_ == "conj" and _shares_object(verb):
        return patients(verb.head)
    return found


def obliques(verb: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, noun) of each prepositional phrase of the predicate and of its objects; coordinated nouns too."""
    return iter(_obliques(verb))


@once
def _obliques(verb: Token) -> list[tuple[str, Token]]:
    found: list[tuple[str, Token]] = []
    for c in verb.children:
        if c.dep_ in OBLIQUES:
            case = case_of(c)
            mutual = is_reciprocal(c) and case in ("at", "on", "against")  # "fired at each other"
            for t in _subjects(verb) if mutual else conjuncts(c):
                found.append((case if mutual else case_of(t) or case, t))
        elif c.dep_ in OBJECTS or c.dep_ == "nsubj:pass":
            for t in conjuncts(c):
                nearer = [n for a in children(t, "amod") if a.lower_ in _NEARER for n in children(a, "obl")]
                found.extend((case_of(n), m) for n in [*children(t, "nmod"), *nearer] for m in conjuncts(n))
        elif c.dep_ == "advmod" and c.lower_ in _COMPASS:  # "moved south of the river"
            found.extend((f"{c.lower_} {case_of(n)}", m) for n in children(c, "obl", "nmod") for m in conjuncts(n))
        elif c.dep_ == "advmod" and c.lower_ in _NEARER:  # "moved closer to the border"
            found.extend((case_of(n), m) for n in children(c, "obl", "nmod") for m in conjuncts(n))
    return found


def told(verb: Token) -> list[Token]:
    """What the object of a verb of command is to do: "ordered its contingent to leave", "were told to withdraw".

    The parser hangs the infinitive on the verb or, wrongly, on its object.
    """
    found = [c for c in children(verb, "xcomp") if c.pos_ == "VERB" or _infinitive(c)]
    if verb.lemma_ in _COMMANDING:
        objects = children(verb, "obj", "nsubj:pass")
        found += [c for o in objects for c in children(o, "acl") if _infinitive(c) and not _thing_asked(o)]
    return found


def _thing_asked(noun: Token) -> bool:
    """ "asked permission to leave": not somebody who is told."""
    return noun.pos_ == "NOUN" and noun.tag_ == "NN" and not children(noun, "det", "nmod:poss", "amod", "compound")


def clause_root(token: Token) -> Token:
    """The predicate of the smallest clause that holds the token."""
    while token.dep_ not in (*CLAUSAL, "ROOT") and not (token.dep_ == "conj" and token.pos_ in ("VERB", "AUX")):
        if token.head == token:
            break
        token = token.head
    return token


def _is_agent(token: Token) -> bool:
    """Whether a by-phrase names the doer: not "by chance", "by Friday"."""
    if token.lemma_.lower() in _MANNER and not children(token, "det", "amod", "nmod:poss"):
        return False
    by = token.dep_ == "obl:agent" and case_of(token) in ("by", "")  # "including X" is no doer
    return by or (token.dep_ == "obl" and case_of(token) == "by" and token.ent_type_ != "DATE")


def _subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The surface subjects of a predicate, or those that it inherits."""
    own = children(verb, *SUBJECTS)
    if own:
        if own[0].lower_ in _RELATIVE and verb.dep_ in ("acl:relcl", "advcl:relcl"):
            return conjuncts(verb.head) if verb.head.pos_ != "VERB" else []
        return [antecedent(t) for c in own for t in conjuncts(c)]
    if depth > 6:
        return []
    head = verb.head
    if verb.dep_ == "conj" and head != verb:
        return (
            _subjects(head, depth + 1)
            if is_passive(verb) == is_passive(head) or not is_passive(verb)
            else patients(head)
        )
    if verb.dep_ == "ccomp" and verb.tag_ != "VBG":
        # "companies that it says bought arms": the noun that the relative clause hangs on does it.
        return conjuncts(head.head) if head.dep_ == "acl:relcl" and head.i < verb.i else []
    if verb.dep_ in ("xcomp", "advcl", "ccomp"):
        objects = [t for c in children(head, *OBJECTS, "nsubj:pass") if c.i < verb.i for t in conjuncts(c)]
        governed = verb.dep_ == "xcomp" or _of_gerund(verb)
        if governed and any(map(is_reciprocal, objects)):
            return _subjects(head, depth + 1)  # "accused each other of breaking the truce"
        if head.lemma_ == "summon" and verb.lemma_ in _PROTESTING:
            return _subjects(head, depth + 1)  # "summoned the envoy to protest": who summons does
        if not objects and governed and head.dep_ == "acl:relcl" and not is_passive(head):
            objects = patients(head)  # "firms it accuses of arming the rebels"
        if governed and objects and head.lemma_ in OBJECT_CONTROL:
            return [antecedent(t) for t in objects]
        if verb.dep_ in ("xcomp", "advcl") and head.lemma_ in ("call", "appeal", "plead") and _infinitive(verb):
            asked = [t for c in children(head, "obl") if c.i < verb.i and case_of(c) in _ASKED for t in conjuncts(c)]
            if asked:
                return asked  # "called on the rebels to disarm"
        if head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            if objects and verb.dep_ == "advcl" and head.lemma_ in OBJECT_CONTROL and _infinitive(verb):
                return objects
            return _subjects(head, depth + 1)
    return _of_modifier(verb, depth) if verb.dep_ in ("acl", "acl:relcl") else []


def _of_modifier(verb: Token, depth: int) -> list[Token]:
    """The unspoken subjects of a clause that modifies a noun: the noun, or who would do what the noun plans."""
    head = verb.head
    if _infinitive(verb) and head.pos_ == "NOUN":
        above = clause_root(head)
        if above.lemma_ in _COMMANDING and head.head == above and not _thing_asked(head):
            return conjuncts(head)  # "ordered its contingent to leave"
        given = [t for c in children(above, "iobj") for t in conjuncts(c)]
        if given:
            return given  # "gives Israel 60 days to withdraw"
        owners = [t for c in children(head, "nmod:poss") for t in conjuncts(c)]
        if owners and owners[0].lower_ not in ("my", "our", "your"):
            return owners  # "Israel's plan to withdraw"
        makers = [c for c in head.lefts if c.dep_ in ("compound", "amod") and c.tag_ in ("NNP", "NNPS")]
        if makers and above.lemma_ not in ("have", "make", "take", "launch", "announce", "begin"):
            return makers[-1:]  # "condemned a US plan to sell weapons"
        return _subjects(above, depth + 1) if above != head and above != verb else []
    return conjuncts(head)


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for: the noun that its relative clause hangs on; any other token is itself."""
    if token.tag_ not in ("WDT", "WP") or token.lower_ not in _RELATIVE:
        return token
    above = token.head
    while above.dep_ in ("ccomp", "xcomp", "conj", "advcl", "aux", "cop") and above.head != above:
        above = above.head
    relative = above.dep_ in ("acl:relcl", "acl") and above.head.pos_ in ("NOUN", "PROPN", "PRON", "NUM")
    return above.head if relative else token


def is_reciprocal(token: Token) -> bool:
    """Whether a word is "each other" or "one another"."""
    behind = {c.lower_ for c in token.children if c.i == token.i + 1}
    return (token.lower_ == "each" and "other" in behind) or (token.lower_ == "one" and "another" in behind)


def _of_gerund(verb: Token) -> bool:
    """ "accused X of arming", "barred it from sending": the object of the verb above does it."""
    return verb.tag_ == "VBG" and any(
        c.dep_ in ("mark", "case") and c.lower_ in ("of", "from", "for", "into") for c in verb.children
    )


def _infinitive(verb: Token) -> bool:
    """Whether the clause is an infinitive with "to"."""
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)


def _shares_object(verb: Token) -> bool:
    """Coordinated verbs share an object that follows the last: "built and shipped rockets"."""
    return bool(verb.head.dep_ != "conj" and any(c.dep_ in OBJECTS and c.i > verb.i for c in verb.head.children))
