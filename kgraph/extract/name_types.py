"""What a name is that no list knows, by the words beside it: a ship, a paper, a firm, a place, a person, or no actor."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from kgraph.extract.nouns import ARMS_NAMES, COMPANIES, GROUPS, PLACES, SHIPS, WEAK_WEAPONS, WEAPONS
from kgraph.nlp.tokens import Span, Text, Token
from kgraph.types import EntityType

_PERSON = ("PER", "PERSON")
_SHIPS = SHIPS - {"aircraft", "warplane", "plane", "jet", "bomber", "helicopter", "squadron", "fleet"} | frozenset(
    "tanker ferry freighter trawler tug tugboat icebreaker cutter minesweeper minehunter yacht liner supertanker barge "
    "patrol-boat lifeboat boat dreadnought battleship landing-craft cargo-ship container-ship bulker".split()
)
_SHIP_PREFIXES = frozenset("HMS HMAS HMCS HMNZS USS USNS USCGC BRP INS JS KRI ROKS TCG ITS FGS HNLMS HDMS ORP PNS MV MT "
                           "RMS RFA RRS SS ARA BAP".split())  # fmt: skip
_ARMS = (WEAPONS | SHIPS) - WEAK_WEAPONS | {"howitzer", "launcher", "fighter-jet"}
_TV = frozenset("tv television radio news broadcasting telegram youtube satellite broadcast".split())
_MEDIA = frozenset("newspaper broadcaster outlet website newswire magazine daily weekly tabloid broadsheet".split())
_MEDIA_BESIDE_NEWS = frozenset("site agency channel station service portal network wire programme program".split())
_NEWS = _TV | {"press", "media"}
_PLACES = PLACES - {"line", "base", "site", "facility", "hospital", "school", "compound", "ground", "centre", "center"} | {
    "stronghold", "neighbourhood", "neighborhood", "hamlet", "isle", "islet", "lake", "state", "resort",
}  # fmt: skip
_BODIES = frozenset("party university institute institution think-tank charity watchdog foundation union ngo".split())
_ARMED = frozenset(
    "armed militant rebel jihadist insurgent guerrilla terrorist separatist paramilitary extremist".split()
)
_DATE = re.compile(r"\d|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_CIVIL = frozenset("rights human monitoring aid advocacy relief humanitarian charity campaign research lobby".split())
# What the last word of a name says that it names.
_LAST: dict[str, EntityType] = {
    **dict.fromkeys("tv television radio tribune gazette herald broadcasting newswire newspaper".split(), "MediaOutlet"),
    **dict.fromkeys(
        "airways airlines aerospace industries corporation corp inc ltd llc plc gmbh holdings motors shipyards "
        "shipbuilding petroleum technologies".split(),
        "Company",
    ),
    **dict.fromkeys("army navy battalion brigade regiment marines".split(), "ArmedForce"),
}  # fmt: skip
_LAST_TWO: dict[tuple[str, str], EntityType] = {
    ("news", "agency"): "MediaOutlet", ("press", "agency"): "MediaOutlet", ("news", "service"): "MediaOutlet",
    ("air", "force"): "ArmedForce", ("coast", "guard"): "ArmedForce", ("defence", "force"): "ArmedForce",
    ("defense", "force"): "ArmedForce", ("defence", "forces"): "ArmedForce", ("defense", "forces"): "ArmedForce",
    ("armed", "forces"): "ArmedForce",
}  # fmt: skip
# Adjectives of continents, seas, blocs and faiths: whom they describe is no actor.
_WIDE = frozenset(
    "european asian african arab western eastern baltic nordic scandinavian soviet latin caribbean pacific atlantic "
    "mediterranean balkan islamic muslim christian jewish catholic orthodox sunni shia shiite hindu buddhist sikh slavic".split()
)
_IN_ARMS = frozenset(
    "fighter group militia militiaman rebel force army separatist group side troop soldier insurgent militant faction guerrilla "
    "combatant paramilitary gunman commander".split()
)
_REBELS = frozenset(
    "free democratic liberation resistance patriotic revolutionary volunteer islamic lord's people's".split()
)
_SITE = re.compile(r"\w\.(?:com|org|net|info|co\.[a-z]{2}|[a-z]{2})$", re.IGNORECASE)
_COMPOSED = re.compile(r"-(?:backed|led|made|built|run|held|born|funded|aligned|based|controlled|mediated|brokered|"
                       r"friendly|sponsored|supplied|trained|style|era)$")  # fmt: skip
_PARTICIPLE = re.compile(r"(?:ed|led|made|built|run|held|born|style|era|friendly)$")
# "BERLIN/WASHINGTON, Jan 25 (Northgate) -", "NAIROBI (Savanna Press) —": who sent the report.
_DATELINE = re.compile(r"\s*[^\n]{0,70}?\((?P<sender>[^()\n]{2,40})\)\s+(?:-|–|—|--)\s+(?=\S)")


class NameTypes:
    """The types of the names that only the language model finds in a text."""

    def __init__(self, doc: Text) -> None:
        self.doc = doc

    def of(self, span: Span, label: EntityType) -> EntityType | None:
        """The type of a name that the model reads as ``label``; None where the words name no actor.

        What the words beside one mention tell holds for every mention of the name in the text.
        """
        if (label != "Place" and not any(c.isupper() for c in span.text)) or self._modifies(span):
            return None
        if self._is_people(span, label):
            return "Organization" if span.root.head.lemma_.lower() in _IN_ARMS - GROUPS else None
        told = self._told.get(span.text)
        return told if told is not None else label

    @cached_property
    def _told(self) -> dict[str, EntityType]:
        found: dict[str, EntityType] = {}
        sender = _DATELINE.match(self.doc.text)
        if sender is not None and not _DATE.search(sender["sender"]):
            found[sender["sender"]] = "MediaOutlet"
        for entity in self.doc.ents:
            span = _without_article(entity)
            if (told := self._beside(span, entity.label_)) is not None:
                found.setdefault(span.text, told)
        return found

    def _beside(self, span: Span, label: str) -> EntityType | None:
        """What the words within, before and behind one mention of a name tell of it."""
        if self._is_ship(span):
            return "Equipment"
        kind = _by_last_word(span) if label != "LOC" else None
        if kind is not None:
            return kind
        for noun in self._class_nouns(span):
            kind = _by_noun(noun)
            if kind is not None and not (label in _PERSON and kind == "ArmedGroup"):
                return kind
        if label not in _PERSON and len(span) == 1 and self._is_surname(span):
            return "Person"
        return None

    def _class_nouns(self, span: Span) -> list[Token]:
        """The nouns that say what a name is: "the drone maker Skydio", "X, a Colombian news site,"."""
        root = span.root
        nouns = [c for c in root.children if c.dep_ == "appos" and c.pos_ == "NOUN" and c.i >= span.end]
        before = self.doc[span.start - 1] if span.start else None
        if before is not None and before.pos_ == "NOUN" and before.tag_ == "NN":
            joined = root.dep_ in ("appos", "flat") and root.head.i == before.i
            if joined or (before.dep_ in ("compound", "nmod:desc") and before.head.i == root.i):
                nouns.append(before)
        if root.dep_ == "appos" and root.head.i < span.start and root.head.pos_ == "NOUN":
            nouns.append(root.head)
        return nouns

    def _is_ship(self, span: Span) -> bool:
        """ "The frigate Vancouver", "HMS Trent", "a car carrier, the Galaxy Leader"."""
        before = self.doc[span.start - 1] if span.start else None
        if span[0].text in _SHIP_PREFIXES or (before is not None and before.text in _SHIP_PREFIXES):
            return True
        return any(noun.lemma_.lower() in _SHIPS for noun in self._class_nouns(span))

    def _modifies(self, span: Span) -> bool:
        """Whether the words only describe a noun and name nobody: "European leaders", "U.N.-backed", "Gripen jets"."""
        root, end = span.root, span.end
        wide = span.text.lower() in _WIDE and root.dep_ in ("amod", "compound", "nmod:desc")
        if len(span) == 1 and (_COMPOSED.search(span.text) or root.tag_ in ("RB", "JJR", "JJS") or wide):
            return True
        doc = self.doc
        make = span.text if span.text in ARMS_NAMES else span.text.removesuffix("s")
        if len(span) == 1 and make in ARMS_NAMES and span.text not in self._surnames:
            return True  # "the Abrams", "14 Leopards"
        glued = end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_
        if glued and len(span) == 1 and _PARTICIPLE.search(doc[end + 1].lower_) and span.text not in self._alone:
            return True
        head = root.head
        if root.dep_ not in ("compound", "amod", "nmod:desc", "nummod") or head.i < end or head.pos_ != "NOUN":
            return False
        jet = head.lemma_.lower() == "fighter" and any(c.isdigit() for c in span.text)
        arms = jet or head.lemma_.lower() in _ARMS or span.text.rstrip("s") in ARMS_NAMES
        return arms and span.text not in self._alone

    def _is_people(self, span: Span, label: EntityType) -> bool:
        """Whether a word stands for a people, not for a body: "Tigrayan fighters", "Hutu militias", "a Shia leader"."""
        root = span.root
        if len(span) > 1 or root.dep_ not in ("amod", "compound", "nmod:desc") or root.head.i < span.end:
            return False
        if root.tag_ == "JJ":
            return True
        unknown = label != "Organization" and span.text not in self._surnames | self._alone
        return unknown and root.head.lemma_.lower() in _IN_ARMS and not _is_known_place(span.text)

    @cached_property
    def _alone(self) -> frozenset[str]:
        """The names that somewhere in the text stand for themselves, not before a noun."""
        joined = ("compound", "amod", "nmod:desc", "nummod", "obl:unmarked")
        return frozenset(e.text for e in self.doc.ents if e.root.dep_ not in joined or e.root.head.i < e.end)

    @cached_property
    def _surnames(self) -> frozenset[str]:
        """First and last words of the names of people, unless the model reads them more often as something else."""
        named: Counter[str] = Counter()
        for entity in self.doc.ents:
            if entity.label_ in _PERSON and not any(t.tag_ == "POS" for t in entity):
                words = {entity[0].text, entity[-1].text} if len(entity) > 1 else {entity.text}
                named.update(w for w in words if len(w) > 2 and w[0].isupper() and not w.isupper())
            elif len(entity) == 1:
                named[entity.text] -= 1
        full = {t.text for e in self.doc.ents if e.label_ in _PERSON and len(e) > 1 for t in (e[0], e[-1])}
        return frozenset(word for word, count in named.items() if count >= 0 and word in full)

    def _is_surname(self, span: Span) -> bool:
        """Whether a word alone is a name of a person named in full, and nothing happens in it or is described by it."""
        root = span.root
        before = {c.lower_ for c in root.children if c.dep_ in ("case", "det")}
        where = {"in", "near", "at", "into", "inside", "outside", "the", "a", "an"}
        modifies = root.dep_ in ("compound", "amod", "nmod:desc") and root.head.i > root.i
        return span.text in self._surnames and before.isdisjoint(where) and not modifies


def _is_known_place(name: str) -> bool:
    from kgraph.actors.places import place

    return place(name) is not None


def _without_article(entity: Span) -> Span:
    start = entity.start + (len(entity) > 1 and entity[0].lower_ == "the")
    return entity.doc[start : entity.end]


def _by_last_word(span: Span) -> EntityType | None:
    """ "Qasioun TV", "Kenya Airways", "Guyana Defence Force"; a liberation army is nobody's armed force."""
    words = [t.lower_ for t in span if t.text not in ("-", "'s")]
    if _SITE.search(span.text) and " " not in span.text and not span.text.isupper():
        return "MediaOutlet"
    if len(words) < 2:
        return None
    found = _LAST_TWO.get((words[-2], words[-1])) or _LAST.get(words[-1])
    return None if found == "ArmedForce" and not _REBELS.isdisjoint(words) else found


def _by_noun(noun: Token) -> EntityType | None:
    """What kind of thing a common noun says that its name is."""
    lemma = noun.lemma_.lower()
    near = {t.lower_ for c in noun.lefts for t in c.subtree}
    if lemma in _MEDIA or (lemma in _MEDIA_BESIDE_NEWS and near & _NEWS):
        return "MediaOutlet"
    if lemma in COMPANIES | {"manufacturer", "producer"}:
        return "Company"
    if lemma in GROUPS:
        return "Organization" if near & _CIVIL else "ArmedGroup" if lemma != "group" or near & _ARMED else None
    if lemma in _BODIES:
        return "Organization"
    return "Place" if lemma in _PLACES else None
