"""The words of treaty making: verbs by what they do to a treaty, verbs of its clauses, papers that verbs make treaties."""

from __future__ import annotations

from kgraph.extract.clauses import case_of, children
from kgraph.nlp.tokens import Token, once

ACTS: dict[str, str] = {
    **dict.fromkeys(
        "sign cosign co-sign countersign strike conclude ink reach seal initial make enter finalise finalize clinch".split(),
        "sign",
    ),
    **dict.fromkeys(
        "agree accept join broker mediate commit extend renew prolong revive restore accede subscribe".split(), "agree"
    ),
    **dict.fromkeys("establish form create found launch".split(), "establish"),
    **dict.fromkeys("ratify approve adopt endorse back pass".split(), "ratify"),
    **dict.fromkeys("submit send refer forward present table introduce".split(), "submit"),
    **dict.fromkeys("formalise formalize codify enact".split(), "formalise"),
    **dict.fromkeys("propose negotiate renegotiate draft discuss offer seek".split(), "propose"),
    **dict.fromkeys(
        "withdraw leave quit abandon denounce terminate scrap suspend cancel exit renounce annul revoke end abrogate "
        "repudiate rescind void nullify invalidate freeze ditch dump jettison shred".split(),
        "withdraw",
    ),
    **dict.fromkeys("violate breach break flout contravene infringe".split(), "violate"),
}
# Verbs that say so only with a particle or preposition.
PHRASAL: dict[tuple[str, str], str] = {
    **{(v, p): "withdraw" for v in ("walk", "pull", "back", "drop", "opt", "get") for p in ("away from", "out of")},
    **{(v, "up"): "withdraw" for v in ("tear", "rip")},
    **{(v, "from"): "withdraw" for v in ("withdraw", "exit", "walk", "resign", "retreat", "secede")},
    **{(v, "off"): "withdraw" for v in ("call",)},
    **{(v, "on"): "violate" for v in ("renege", "go", "cheat")},
    **{(v, p): "agree" for v in ("agree", "commit") for p in ("to", "on")},
    **{(v, "to"): "agree" for v in ("accede", "subscribe", "adhere")},
    **{("sign", p): "sign" for p in ("up to", "on to", "onto", "to", "off on")},
    ("enter", "into"): "sign",
}
# These mean nothing to a treaty without their particle.
NEEDS_PARTICLE = frozenset("tear rip walk pull drop opt get call renege go cheat resign retreat secede adhere".split())
EVENTS = {
    "sign": "AGREE", "agree": "AGREE", "establish": "AGREE", "ratify": "AGREE", "submit": "AGREE", "formalise": "AGREE",
    "propose": "CONSULT", "withdraw": "REJECT", "violate": "REJECT",
}  # fmt: skip
LEGISLATIVE = frozenset("ratify approve adopt pass endorse submit send refer forward present table".split())
# What is done to "it", the treaty in view.
ON_PRONOUN = frozenset(
    "sign cosign countersign ratify approve violate breach break flout endorse initial conclude scrap terminate annul revoke "
    "abrogate rescind repudiate denounce renounce renegotiate".split()
)
# Verbs that are hardly said of anything but treaties.
FORMAL = frozenset(
    "sign cosign co-sign countersign ratify conclude revoke terminate violate breach break flout contravene infringe "
    "formalise formalize initial renounce annul abrogate rescind repudiate denounce accede renegotiate void nullify "
    "tear rip renege".split()
)
# What is done to a treaty that is told of with its date or place alone: "a truce reached in Cairo".
MAKING = frozenset(
    "sign cosign countersign initial conclude reach strike agree seal ratify negotiate broker ink".split()
)
SIGNING = frozenset("sign cosign co-sign countersign initial ink ratify".split())
# Treaty nouns that in news also mean a bargain, a handover or a habit; they need parties or a negotiating verb.
LOOSE = frozenset(
    "contract understanding arrangement declaration roadmap map deal accord agreement partnership alliance protocol "
    "convention charter".split()
)
# Papers that are agreements where a verb of signing governs them or a treaty is in view.
PAPERS = frozenset(
    "plan text draft document paper framework roadmap statute letter proposal version package communique communiqué "
    "blueprint programme program wording rule regulation minute principle".split()
)
TERMS = frozenset("term provision condition wording text annex article clause".split())
# Papers that are no treaty of their own: "a leaked version" is of the treaty in view.
TEXTS = frozenset("draft version text wording".split())
# Whose bargains are no treaties.
PRIVATE = frozenset(
    "pay wage salary labour labor union bargaining plea marriage prenuptial book record recording film movie publishing "
    "tv television broadcast broadcasting sponsorship endorsement shirt kit transfer loan rental lease tenancy property "
    "housing takeover merger buyout acquisition settlement severance confidentiality non-disclosure licensing franchise "
    "retail insurance employment player coaching playing management advertising party coalition business year".split()
)
VOID = frozenset("void null dead invalid over defunct obsolete ended".split())
# Verbs of which a treaty is the subject when it lays something down.
LAYS_DOWN = frozenset(
    "stipulate state say provide require oblige obligate commit bind bar ban prohibit forbid preclude allow permit let give "
    "grant guarantee entitle include contain call set specify spell pledge demand limit cap restrict curb ensure envisage "
    "envision foresee cover extend lay enable authorise authorize empower compel order exempt excuse settle define "
    "regulate govern establish create recognise recognize confer impose mandate prescribe dictate promise list mention "
    "reserve assign fix divide apply".split()
)
# Of these, the ones that a mere "it" says of a treaty and hardly of a state.
BINDS = frozenset(
    "stipulate provide require oblige obligate commit bind bar ban prohibit forbid preclude allow permit entitle specify limit "
    "cap restrict ensure envisage envision foresee cover lay enable authorise authorize empower compel exempt mandate "
    "prescribe grant guarantee confer set spell establish create".split()
)
UNDERTAKES = frozenset("undertake agree pledge commit promise vow consent accept recognise recognize renounce".split())
# What "gives" is said of when no clause is meant: "the deal gives hope".
EFFECTS = frozenset("boost hope lift blow momentum impression pause rise headache satisfaction".split())
_PARTICLES = frozenset("up away off out back".split())
_ODD_LEMMAS = {"initialle": "initial", "initiall": "initial", "annull": "annul", "acced": "accede", "reneg": "renege"}


def verb_lemma(verb: Token) -> str:
    """The verb's lemma, lower-cased; spellings that the lemmatiser does not know are put right."""
    low = verb.lemma_.lower()
    return _ODD_LEMMAS.get(low, low)


def deed(verb: Token, object_: Token | None = None) -> str | None:
    """What a verb does to a treaty that is its object, or that stands behind its preposition (``object_`` an oblique)."""
    lemma = verb_lemma(verb)
    particles = " ".join(c.lower_ for c in verb.children if c.lower_ in _PARTICLES and c.dep_ != "case")
    case = case_of(object_) if object_ is not None else ""
    if lemma == "commit" and _as_state(verb):
        return None  # "remained committed to"
    for words in (f"{particles} {case}".strip(), case, particles):
        if words and (lemma, words) in PHRASAL:
            return PHRASAL[lemma, words]
    if lemma == "declare" and any(c.lemma_.lower() in VOID for c in children(verb, "xcomp", "obj", "ccomp", "advmod")):
        return "withdraw"
    if case or lemma in NEEDS_PARTICLE:
        return None
    if lemma in ("make", "leave") and children(verb, "xcomp"):
        return None  # "made public"
    if lemma == "negotiate" and verb.tag_ == "VBN" and not children(verb, "nsubj") and not _going_on(verb):
        return "agree"  # "a truce negotiated by Qatar": it has come about
    return None if particles and lemma in ("back", "pass", "send", "make", "break") else ACTS.get(lemma)


def _as_state(verb: Token) -> bool:
    """ "Is committed to", "remained committed to"."""
    return any(c.lemma_ in ("be", "remain", "stay", "keep") for c in [*verb.children, verb.head]) and verb.tag_ == "VBN"


def _going_on(verb: Token) -> bool:
    return any(c.lower_ in ("being", "to", "will", "is", "are") for c in children(verb, "aux", "aux:pass", "mark"))


@once
def is_paper(token: Token) -> bool:
    """Whether the noun means a paper that may be an agreement: "plan", "framework", "side letter", "road map"."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    return token.lemma_.lower() in PAPERS or is_road_map(token)


def is_road_map(token: Token) -> bool:
    """ "Road map", in two words."""
    return token.lemma_.lower() == "map" and any(c.lower_ == "road" for c in token.lefts)


def is_private(treaty: Token) -> bool:
    """Whether its modifiers show a bargain of firms, sportsmen or parties: "a pay deal", "a coalition agreement"."""
    return any(c.lower_ in PRIVATE or c.lemma_.lower() in PRIVATE for c in children(treaty, "compound", "amod", "nmod"))
