"""Which nouns tell of a deed or a saying, and whether one fits a claim: by the verb it is made from, or by its class.

Nothing is listed here that the rules know already: a noun is taken for what the verbs are that it is made from
(``kgraph.nlp.nominals``), as the rules of troops, arms, attacks, meetings, treaties, frames and speech acts have them.
"""

from __future__ import annotations

from functools import cache

from kgraph.extract import nouns
from kgraph.extract.arms import GET, GIVE, NOMINAL
from kgraph.extract.attendance import NOUNS as MEETINGS
from kgraph.extract.cues import SPEECH_ACT
from kgraph.extract.frames import FrameTable
from kgraph.extract.nouns import is_treaty
from kgraph.extract.reporting import DENY, NOUNS, SAY
from kgraph.extract.speech_acts import SPEECH_NOUNS
from kgraph.extract.treaty_words import ACTS, FORMAL
from kgraph.extract.troop_verbs import EXERCISES, OBJECT, SUBJECT
from kgraph.extract.violence import CRAFT, DEEDS, EXPLOSIONS, FIGHTING, LOOSE, PLAIN, SITES
from kgraph.nlp.nominals import verbs_of
from kgraph.nlp.tokens import Token

VISITS = frozenset({"visit", "trip", "tour"})
CALLS = frozenset({"call", "conversation"})
ATTACKS = frozenset({"attack", "assault"})
"""Nouns that fit any attack; the others tell its manner."""
MANNERS: dict[str, frozenset[str]] = {
    "strike": frozenset({"aerial", "drone", "heavy-weapons"}), "raid": frozenset({"aerial", "firearms"}), "airstrike": frozenset({"aerial"}),
    "bombing": frozenset({"explosives", "aerial", "suicide-attack"}), "explosion": frozenset({"explosives", "suicide-attack"}),
    "blast": frozenset({"explosives", "suicide-attack"}), "shelling": frozenset({"heavy-weapons"}),
    "bombardment": frozenset({"heavy-weapons", "aerial"}), "barrage": frozenset({"heavy-weapons", "drone"}),
    "shooting": frozenset({"firearms"}), "abduction": frozenset({"abduct"}), "kidnapping": frozenset({"abduct"}),
    "assassination": frozenset({"targeted"}), "stabbing": frozenset({"primitive"}),
}  # fmt: skip
"""The means of attack (PLOVER modes) that a noun of violence can tell of."""
PLURAL_ONLY = MEETINGS | EXERCISES | {"sanction", "manoeuvre", "maneuver", "hostility", "tariff", "supply"}
"""Nouns whose plural often tells of one event: "the talks", "the drills"."""
# Zero-derived nouns that in news tell of the deed and not of a thing, place or person.
_DEED_NOUNS = (
    DEEDS | EXPLOSIONS | MEETINGS | EXERCISES | VISITS | CALLS | NOMINAL.keys()
    | frozenset("arrest retreat advance return airlift transport transfer march protest boycott blockade ban embargo sanction "
                "release clash battle presence siege withdrawal pullout pull-out pullback pull-back walkout takeover "
                "crackdown build-up buildup handover swap".split())
)  # fmt: skip
_GENERAL = frozenset(
    "be have come go work live see keep use put hold take make give get begin start continue end open place set carry "
    "do order build form show raise back stand lie serve exist number call lead join pass pay spread appear find "
    "support provide order introduce develop produce manufacture concentrate control drive operate maintain secure "
    "commit assign position settle".split()
)
_THINGS = (
    nouns.PERSONS | nouns.TROOPS | nouns.WEAPONS | nouns.PLACES | nouns.STATES | nouns.MEDIA | nouns.GROUPS
    | nouns.COMPANIES | nouns.DOCUMENTS | nouns.ORGANISATIONS | CRAFT | SITES
    | frozenset("position government reception relation information station operation administration organisation "
                "organization formation portion section region religion nation mission state part party rally power "
                "leader bearing backing offering opening ending beginning feeling finding standing being holding "
                "shipping landing recording engagement commitment employment parliament mandate".split())
) - _DEED_NOUNS  # fmt: skip
# Sayings' nouns that in news mostly mean something else: papers, courts, calls, orders, the press.
_OTHER_SENSES = frozenset(
    "call order note record post document text cable hold rule measure state point project signal cry object press "
    "slam blast fault back support thank salute cheer intelligence sense idea case principle news line position "
    "feeling sign evidence notion word view conclusion finding estimate knowledge thought faith doubt hope fear "
    "consensus understanding sensation discovery judgement judgment oath doctrine maxim theory thesis tip read write "
    "appeal complaint petition brief briefing description report study question answer test show title debate "
    "discussion conference consultation command mandate broadcast publication teaching reading writing reasoning "
    "concern worry alarm belief opinion pressure order defence defense certification determination holding ruling "
    "decision decree sentence demonstration exposure".split()
)
_SENT = frozenset({"deploy", "transport", "arrive", "present"})
# What an accusation may be told with: any word that says that somebody else has done wrong.
ALLEGING = frozenset("allege accuse charge blame claim say assert assess contend maintain insist report".split())
_SAYINGS = (SAY | DENY | SPEECH_ACT.keys()) - frozenset(
    "cry read write post record text cable hold rule find object".split()
)


@cache
def _event_verbs() -> frozenset[str]:
    known = (
        SUBJECT.keys() | OBJECT.keys() | GIVE.keys() | GET.keys() | PLAIN | LOOSE | FORMAL | {"meet", "confer", "talk"}
    )
    return frozenset(known) - _GENERAL


def is_event_noun(token: Token, frames: FrameTable) -> bool:
    """Whether the noun tells of a deed: "deployment", "raid", "talks", "arrests"."""
    lemma = token.lemma_.lower()
    if lemma in _DEED_NOUNS or lemma in frames.deeds:
        return True
    if lemma in _THINGS:
        return False
    made = verbs_of(lemma) - {lemma} - _GENERAL
    return bool(made & _event_verbs()) or any(verb.split(" ")[0] in frames.verbs for verb in made)


def is_speech_noun(token: Token) -> bool:
    """Whether the noun names a saying: "allegation", "denial", "remarks", "pledge"."""
    lemma = token.lemma_.lower()
    if lemma == "report":
        answered = token.dep_ in ("obj", "nsubj:pass") and token.head.lemma_.lower() in DENY | {"confirm"}
        return token.tag_ == "NNS" or answered  # else "the report" is a paper
    if lemma in _OTHER_SENSES or lemma in _DEED_NOUNS or lemma in _THINGS - nouns.DOCUMENTS:
        return False
    known = lemma in NOUNS or lemma in SPEECH_NOUNS or lemma in ("remark", "comment", "criticism", "praise")
    return known or bool((verbs_of(lemma) - {lemma}) & _SAYINGS)


def is_treaty_noun(token: Token) -> bool:
    """Whether the noun means an agreement."""
    return is_treaty(token) and token.lemma_.lower() not in ("declaration", "contract", "understanding", "arrangement")


@cache
def acts_of(noun: str) -> frozenset[str]:
    """The PLOVER types of what the saying does; empty for a plain saying: "remarks", "statement", "claim"."""
    found = {SPEECH_ACT[v] for v in verbs_of(noun) if v in SPEECH_ACT}
    if noun in SPEECH_NOUNS:
        found.add(SPEECH_NOUNS[noun])
    return frozenset(found) if noun not in ("claim", "report", "remark", "comment", "statement") else frozenset()


def troop_acts(noun: str) -> frozenset[str]:
    """What troops do by a noun: a "deployment" has them sent, on the way or there."""
    acts = {table[v] for v in verbs_of(noun) - _GENERAL for table in (SUBJECT, OBJECT) if v in table}
    if noun in ("buildup", "build-up"):
        acts.add("assemble")
    if noun not in FIGHTING:
        acts.discard("fight")
    return frozenset(acts | _SENT if acts & {"deploy", "present"} else acts)


def arms_acts(noun: str) -> frozenset[str]:
    """What is done with arms by a noun: a "shipment" has them supplied, sold or shipped."""
    acts = {table[v] for v in verbs_of(noun) - _GENERAL for table in (GIVE, GET) if v in table}
    acts |= {NOMINAL[noun]} if noun in NOMINAL else set()
    if "sell" in acts:
        return frozenset({"sell"})
    if noun in ("package", "aid", "assistance"):
        return frozenset({"supply", "sell", "ship"})
    return frozenset(acts | {"supply", "ship"}) if acts & {"supply", "ship"} else frozenset(acts)


def treaty_acts(noun: str) -> frozenset[str]:
    """What is done to a treaty by a noun: "signing", "violation"."""
    return frozenset(ACTS[v] for v in verbs_of(noun) & (FORMAL | {"withdraw", "exit"}) if v in ACTS)
