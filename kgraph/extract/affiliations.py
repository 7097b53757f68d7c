"""Finds what belongs to whom: agencies, forces, companies and unnamed officials under their state or organisation.

Each pattern is a function that reads one side of a mention; the guards stand beside them and say what they block.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.extract.finder import Finder, MentionsLike
from kgraph.types import BODY_TYPES, Affiliation, Evidence, Mention

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Text, Token

BODIES = BODY_TYPES - {"IGO"}
PEOPLE = frozenset({"UnnamedSource", "Official"})
WHOLES = BODY_TYPES | {"State"}
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
# Nouns between the possessor and the name that make the name something else than the possessor's own.
_RELATIONS = """
    ally allies enemy enemies rival rivals foe foes opponent opponents adversary adversaries partner partners neighbour
    neighbours neighbor neighbors counterpart counterparts friend friends nemesis proxy proxies backer backers patron
    supplier suppliers creditor competitor target victim war conflict deal treaty pact border ties relations talks
    invasion attack strike embargo sanctions support"""
RELATIONS = frozenset(_RELATIONS.split())
FORMER = frozenset({"former", "ex", "ex-", "onetime", "erstwhile", "defunct", "then"})
_PARTS_OF = frozenset("affiliate arm wing branch unit part division offshoot agency organ subsidiary".split())
_KINDS = frozenset(
    "force forces mission agency body operation army military service ministry corps command wing arm branch group "
    "parliament tribunal court office department bureau committee council directorate".split()
)
_CONTROLLED = frozenset("controlled run commanded overseen led administered supervised directed managed".split())
_CONTROL = frozenset({("part", "of"), ("under", "the"), ("subordinate", "to"), ("attached", "to")})
_SUBORDINATING = frozenset("because after before since as when while if although though that until unless so".split())
_ORGANS = frozenset("ministry parliament assembly senate presidency congress cabinet duma".split())
_FOLLOWING = frozenset({"of", "within", "at", "from", "in", "with", "inside"})
_INSIDE_ONLY = frozenset({"in", "with", "at"})  # "an official in Seoul" is there, not theirs; "in the ministry" is


def find_affiliations(doc: Text, mentions: MentionsLike) -> Iterator[Affiliation]:
    """Every agency, force, organisation or unnamed source of the text with the actor that it belongs to, each once."""
    find = Finder(doc, mentions)
    seen: set[tuple[int, int, int]] = set()
    for start, end, member in sorted({*find.by_token, *_people(doc, mentions)}, key=lambda x: (x[0], x[1], x[2].type)):
        if member.type not in BODY_TYPES | PEOPLE or member.kind == "pronoun" or _blocked(doc, start, end):
            continue
        for pattern in PATTERNS:
            whole = pattern(find, start, end, member)
            if whole is None or (member.type in BODY_TYPES and _same_words(member, whole)):
                continue
            key = (member.start, member.end, whole.start)
            if key not in seen:
                seen.add(key)
                yield Affiliation(member, whole, _evidence(find, member, whole))
            break


_OWNED = frozenset("mission delegation tribunal commission panel secretariat headquarters taskforce".split())


def _people(doc: Text, mentions: MentionsLike) -> Iterator[tuple[int, int, Mention]]:
    """The descriptions of people, by token, and of bodies that have an owner: "a senior official", "the bloc's mission"."""
    for token in doc:
        owned = token.lemma_ in _OWNED and any(c.dep_ == "nmod:poss" for c in token.children)
        types = PEOPLE | {"Organization"} if owned else PEOPLE
        if token.tag_ in ("NN", "NNS") and (m := mentions.of(token)) is not None and m.type in types:
            span = doc.char_span(m.start, m.end)
            if span is not None and m.kind == "nominal":
                yield span.start, span.end, m


def owner_before(find: Finder, start: int, end: int, member: Mention) -> Mention | None:
    """A possessor or demonym directly before the name: "Ukraine's Defence Intelligence", "Russian army"."""
    doc = find.doc
    at = start
    while at > 0 and doc[at - 1].tag_ in ("JJ", "NN", "JJR", "JJS", "RB") and doc[at - 1].lower_ not in RELATIONS:
        if any(m.type in WHOLES for m in find.ending(at)):
            break
        at -= 1
    possessive = at > 0 and doc[at - 1].tag_ == "POS"
    if doc[at - 1 if at else 0].lower_ in RELATIONS or not (possessive or at > 0):
        return None
    stop = at - 1 if possessive else at
    return next(
        (
            m
            for m in find.ending(stop)
            if (m.type in WHOLES or (m.type == "Place" and m.kind == "name" and possessive and _is_organ(find, end)))
            and (possessive or m.kind == "demonym")
            and stop <= start
        ),
        None,
    )


def owner_inside(find: Finder, start: int, end: int, member: Mention) -> Mention | None:
    """The owner within the description: "the South Korean foreign ministry", "a Pentagon official"."""
    doc = find.doc
    inner = [(a, b, m) for a, b, m in find.within(start, end - 1)
             if m.type in WHOLES and m is not member and m.kind != "pronoun"]  # fmt: skip
    if not inner and _is_organ(find, end):  # "Crimea's interior ministry": regions have organs of their own
        inner = [(a, b, m) for a, b, m in find.within(start, end - 1)
                 if m.type == "Place" and m.kind == "name" and doc[b].tag_ == "POS"]  # fmt: skip
    for a, b, m in sorted(inner, key=lambda x: (x[2].type == "State", x[0], -x[1])):
        possessive = doc[b].tag_ == "POS"
        if m.kind == "nominal" and not possessive and a <= start + 1:
            continue  # the beginning of a longer description: "Ukraine's military" intelligence agency
        follows = doc[a - 1].lower_ if a > start else ""
        attribute = doc[b].tag_ in (*_NOUNS, "JJ", "VBG") and m.kind in ("demonym", "name", "nominal")
        if _own_head(doc, b + possessive, end) and (possessive or attribute or follows in _FOLLOWING):
            return m
        if b == end - 1 and follows in _FOLLOWING:
            return m
    return None


def owner_possessing(find: Finder, start: int, end: int, member: Mention) -> Mention | None:
    """A described body that possesses it: "the bloc's mission", "the alliance's headquarters"."""
    for token in find.doc[start:end] if member.type == "Organization" else ():
        if token.dep_ == "nmod:poss" and token.text.islower() and token.head.i < end:
            found = find.of(token)
            if found is not None and found.kind == "nominal" and found.type in WHOLES - {"State"}:
                return found
    return None


def owner_behind(find: Finder, start: int, end: int, member: Mention) -> Mention | None:
    """The owner behind a preposition: "the Ministry of Defence of Russia", "a senior official within the office"."""
    doc = find.doc
    if end >= len(doc) - 1 or doc[end].lower_ not in _FOLLOWING:
        return None
    first = end + 2 if doc[end + 1].tag_ in ("DT", "PRP$") else end + 1
    for _, b, m in sorted(find.starting(first, end + 1), key=lambda x: (x[0], -x[1])):
        if m.type not in WHOLES or m.kind in ("demonym", "pronoun"):
            continue
        place = doc[end].lower_ in _INSIDE_ONLY and m.type == "State"
        if place or (member.type not in PEOPLE and doc[end].lower_ not in ("of", "within")) or _goes_on(doc, b):
            continue
        return m
    return None


def owner_by_seat(find: Finder, start: int, end: int, member: Mention) -> Mention | None:
    """The organ of a state by its seat: "the defence ministry in Brasilia"; an embassy or office there is another's.

    Whether the name is a capital's is for resolution to say; of any other town nothing comes of it.
    """
    doc = find.doc
    if end + 1 >= len(doc) or doc[end].lower_ != "in" or doc[end - 1].lower_ not in _ORGANS:
        return None
    if any(m.type in WHOLES for _, _, m in find.within(start, end - 1)):
        return None
    place = next((m for _, _, m in find.starting(end + 1) if m.kind == "name" and m.type in ("Place", "State")), None)
    if place is None:
        return None
    span = find.tokens(place)
    return find.record(doc[span.start : span.stop], "name", "State")


def owner_of_apposition(find: Finder, start: int, end: int, member: Mention) -> Mention | None:
    """The owner in the words that it is in apposition with: "South Korea's spy agency, the NIS"; both ways round."""
    doc = find.doc
    first = start - 1 if start and doc[start - 1].tag_ == "DT" else start
    if first > 1 and doc[first - 1].text == "," and member.kind == "name":
        for m in find.ending(first - 1):
            if m.type in BODIES and m.kind == "nominal":
                a, b = find.tokens(m).start, first - 1
                return owner_inside(find, a, b, m) or owner_before(find, a, b, m)
    if end + 2 < len(doc) and doc[end].text == "," and member.kind == "name":
        for a, b, m in find.starting(end + 1, end + 2):
            if m.type in BODIES and m.kind == "nominal" and _closes(doc, b):
                return owner_inside(find, a, b, m) or owner_before(find, a, b, m)
            if a == end + 1 and m.type == "State" and doc[b].tag_ == "POS":
                return m if _body_follows(find, b + 1) else None
    return None


def owner_by_pronoun(find: Finder, start: int, end: int, member: Mention) -> Mention | None:
    """A possessive pronoun: "its army", "its Foreign Ministry"; whom it means, resolution says."""
    doc = find.doc
    if member.type not in BODIES - {"Company"}:
        return None
    at = start
    while at > 0 and doc[at].tag_ != "PRP$" and doc[at - 1].tag_ in ("JJ", "NN", "NNP", "JJS"):
        at -= 1
    found = at if doc[at].tag_ == "PRP$" else at - 1
    if found < 0 or doc[found].tag_ != "PRP$" or doc[found].lower_ != "its":
        return None
    if not _own_head(doc, found + 1, end) or _two_before(find, found):
        return None
    return find.pronoun(doc[found])


def _two_before(find: Finder, pronoun: int) -> bool:
    """Whether two states stand before a pronoun in a clause of its own: "Mali left Ukraine out because its army ..."."""
    first = find.doc[pronoun].sent.start
    states = [(b, m.text) for _, b, m in find.within(first, pronoun) if m.type == "State" and m.kind == "name"]
    if len({text for _, text in states}) < 2:
        return False
    return any(t.lower_ in _SUBORDINATING for t in find.doc[states[-1][0] : pronoun])


def owner_described(find: Finder, start: int, end: int, member: Mention) -> Mention | None:
    """A name and what it is: "UNDOF, the UN observer force", "K-For, the Nato-led force", "JNIM, an affiliate of X"."""
    doc = find.doc
    if member.kind != "name":
        return None
    at = end + 1 if end < len(doc) and doc[end].text == ")" else end  # "..., JNIM), an affiliate of al Qaeda"
    if at + 2 >= len(doc) or doc[at].text != "," or doc[at + 1].lower_ not in ("the", "a", "an", "part"):
        return None
    stop = next(
        (j for j in range(at + 2, min(len(doc), at + 14)) if _closes(doc, j) or doc[j].tag_ in ("WDT", "WP")), 0
    )
    head = next((j for j in range(at + 1, stop) if doc[j].lower_ in _PARTS_OF), None)
    if head is not None and head + 1 < stop and doc[head + 1].lower_ in ("of", "to"):
        behind = [
            (a, m) for a, b, m in find.within(head + 2, stop) if m.type in WHOLES and m.kind in ("name", "nominal")
        ]
        return min(behind, key=lambda x: x[0])[1] if behind else None
    last = next((j for j in range(at + 2, stop) if doc[j].lower_ in _KINDS and not _noun(doc, j + 1)), None)
    if last is None:
        return None
    inner = [(a, b, m) for a, b, m in find.within(at + 2, last) if m.type in WHOLES and m.kind in ("name", "demonym")]
    for _, b, m in inner:
        led = doc[b].text == "-" and doc[b + 1].lower_ == "led" and m.type in ("IGO", "Organization")
        if led or (doc[b].text != "-" and _own_head(doc, b, last)):
            return m
    return None


def owner_in_control(find: Finder, start: int, end: int, member: Mention) -> Mention | None:
    """Who runs it: "the Africa Corps, which is controlled by Russia's defence ministry", "run by", "part of", "under"."""
    doc = find.doc
    if end + 3 >= len(doc) or member.type == "Company":
        return None
    i = end
    if doc[i].text == ",":
        i += 1
    if doc[i].lower_ in ("which", "that") and doc[i + 1].lower_ in ("is", "was"):
        i += 2
    elif i == end:
        return None
    while i + 2 < len(doc) and doc[i].tag_ == "RB":
        i += 1
    pair = (doc[i].lower_, doc[i + 1].lower_)
    if not (pair in _CONTROL or (pair[1] == "by" and pair[0] in _CONTROLLED)):
        return None
    first = i + 2
    while first < len(doc) and doc[first].tag_ in ("DT", "JJ"):
        first += 1
    found = find.starting(i + 2, min(first, len(doc) - 1))
    fits = [(a, b, m) for a, b, m in found if m.type in WHOLES and m.kind in ("name", "nominal")]
    return max(fits, key=lambda x: x[1])[2] if fits else None


PATTERNS = (
    owner_inside, owner_possessing, owner_before, owner_behind, owner_of_apposition, owner_described, owner_in_control, owner_by_pronoun,
    owner_by_seat,
)  # fmt: skip


def _blocked(doc: Text, start: int, end: int) -> bool:
    """Guards on the mention itself.

    "former Pentagon officials" are no Pentagon officials; "US-backed fighters" are not the US's; in "North Korea's
    United Nations representatives" the United Nations only modify.
    """
    near = [t.lower_ for t in doc[max(0, start - 2) : end]]
    hyphened = any(
        t.text == "-" and t.i + 1 < len(doc) and doc[t.i + 1].lower_.endswith(("ed", "led", "made", "based", "aligned"))
        for t in doc[max(0, start - 2) : end]
    )
    return any(w in FORMER for w in near) or hyphened or _goes_on(doc, end)


def _goes_on(doc: Text, end: int) -> bool:
    """Whether the noun phrase goes on behind the mention, so that the mention only modifies: "the Iran deal"."""
    if end >= len(doc):
        return False
    token = doc[end]
    if token.tag_ == "POS":
        return False
    hyphen = token.text == "-" and not doc[end - 1].whitespace_ and not token.whitespace_
    return hyphen or (
        token.tag_ in ("NN", "NNS") and token.dep_ not in ("obl:unmarked", "nsubj", "obj", "ROOT", "conj")
    )


def _is_organ(find: Finder, end: int) -> bool:
    """Whether a description ends in a word for an organ of government, which a region can have too."""
    return find.doc[end - 1].lower_ in _ORGANS | {"government", "police", "army", "forces", "administration"}


def _noun(doc: Text, i: int) -> bool:
    return i < len(doc) and doc[i].tag_ in _NOUNS


def _own_head(doc: Text, start: int, end: int) -> bool:
    """Whether the words between the owner and the end of the description hold no relation: "Russia's ally army"."""
    return not any(t.lower_ in RELATIONS or t.lower_ in FORMER or t.text == "-" for t in doc[start:end])


def _closes(doc: Text, end: int) -> bool:
    """Whether an apposition ends there."""
    return end >= len(doc) or doc[end].text in {",", ".", ";", ")"} or _starts_verb(doc[end])


def _starts_verb(token: Token) -> bool:
    """Whether a finite verb begins there."""
    return bool(token.tag_ in ("VBD", "VBZ", "VBP", "MD"))


def _body_follows(find: Finder, at: int) -> bool:
    """Whether an agency's description begins at or near token ``at``."""
    return any(m.type in BODIES and m.kind == "nominal" for _, _, m in find.starting(at, at + 1, at + 2))


def _same_words(member: Mention, whole: Mention) -> bool:
    """Whether both print the same words."""
    return member.text.casefold() == whole.text.casefold()


def _evidence(find: Finder, member: Mention, whole: Mention) -> Evidence:
    """The words from the first of the two mentions to the end of the last."""
    tokens = [*find.tokens(member), *find.tokens(whole)]
    span = find.doc[min(tokens) : max(tokens) + 1]
    sentence = find.doc[min(tokens)].sent
    return Evidence(span.start_char, span.end_char, span.text, sentence.text.strip())
