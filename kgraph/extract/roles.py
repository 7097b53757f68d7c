"""Finds who holds which post of what: "Ukrainian President Volodymyr Zelensky", "X, the head of the agency".

Each pattern is a function of its own that yields roles; ``find_roles`` runs them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.extract.appointments import appointed, joint_title, serving_as
from kgraph.extract.finder import OWNERS, Finder, MentionsLike, evidence_of
from kgraph.extract.titles import Title, is_portfolio, is_rank, is_role, title_at, title_before, words
from kgraph.types import PERSON_TYPES, Mention, Role

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Span, Text

_SAME_POST = frozenset({"counterpart", "predecessor", "successor"})
_HEADING = {
    "head": "head", "lead": "leader", "command": "commander", "chair": "chairman", "run": "head", "direct": "director",
    "edit": "editor", "govern": "governor", "rule": "ruler",
}  # fmt: skip
_COMPLEMENTS = frozenset({"of", "for", "to", "in", "at", "on", "with"})
_LED_BY = {"led": "leader", "headed": "head", "chaired": "chairman", "commanded": "commander", "run": "head"}
_NAMED = frozenset({"named", "appointed", "elected", "made", "nominated", "crowned", "declared"})
_SPEECH = frozenset({"say", "tell", "state", "add", "claim", "declare", "announce", "argue", "deny", "warn", "insist"})


def find_roles(doc: Text, mentions: MentionsLike) -> Iterator[Role]:
    """Every post that the article gives to a named person, in order, each once.

    A post no longer held has a title that begins with "former".
    """
    finder = Finder(doc, mentions)
    earlier: list[Role] = []
    for start, end, person in finder.persons:
        found = {r.title: r for pattern in reversed(PATTERNS) for r in pattern(finder, start, end, person) if r.title}
        found = found or {r.title: r for r in counterpart(finder, start, end, person, earlier)}
        posts = {t: r for t, r in found.items() if r.of is not None or not is_rank(t)}
        kept = sorted((posts or found).values(), key=lambda r: (r.evidence.start, r.evidence.end, r.title))
        earlier += kept
        yield from kept


def named_title(find: Finder, start: int, end: int, person: Mention) -> Iterator[Role]:
    """A title directly before the name: "South Korean Foreign Minister Cho Tae-yul", "NIS director Cho Tae-yong"."""
    title, doc = title_before(find.doc, start), find.doc
    if title is None:
        return
    role = find.role(person, title, end)
    if role.of is None and end < len(doc) and doc[end].lower_ == "of":
        # "Prime Minister Benjamin Netanyahu of Israel"
        state = next((m for _, _, m in find.starting(end + 1, end + 2) if m.type == "State"), None)
        role = replace(role, of=state) if state is not None and state.kind == "name" else role
    yield role


def title_behind(find: Finder, start: int, end: int, person: Mention) -> Iterator[Role]:
    """A title in apposition: "Kyrylo Budanov, the head of Ukraine's spy service,"."""
    doc = find.doc
    if end + 1 >= len(doc) or doc[end].text not in {",", "(", "–", "—"}:
        return
    title = title_at(doc, end + 1)
    if title is None or _names_another(find, title):
        return
    yield find.role(person, title, title.end)
    if title.end + 1 < len(doc) and doc[title.end - 1].lower_ != "and":
        second = title_at(doc, title.end + 1) if doc[title.end].lower_ == "and" else None
        if second is not None and not _names_another(find, second):
            yield find.role(person, second, second.end)


def title_then_name(find: Finder, start: int, end: int, person: Mention) -> Iterator[Role]:
    """A description with the name in apposition: "Its spokesman, Lin Jian, called on all sides"."""
    doc = find.doc
    before = title_before(doc, start)
    at = before.start if before is not None and before.rank else start
    if at < 2 or doc[at - 1].text != "," or (end < len(doc) and doc[end].text not in {",", ".", ";", ")", "–", "—"}):
        return
    title = title_before(doc, at - 1)
    if title is None or title.rank or not (_definite(doc, title) or _indefinite(find, title)):
        return
    if any(a < title.head + 1 <= b and m.type in PERSON_TYPES and m.kind == "name" for a, b, m in find.by_token):
        return
    yield find.role(person, title, end)


def title_of_title(find: Finder, start: int, end: int, person: Mention) -> Iterator[Role]:
    """A title with its complement before the comma: "the head of the spy agency, Kyrylo Budanov,"."""
    doc = find.doc
    rank = title_before(doc, start)
    at = rank.start if rank is not None and rank.rank else start
    if at < 4 or doc[at - 1].text != "," or (end < len(doc) and doc[end].text not in {",", ".", ";"}):
        return
    for i in range(at - 3, max(0, at - 12), -1):
        if doc[i].text in {",", ".", ";"} or doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return
        if is_role(doc[i]) and doc[i + 1].lower_ in _COMPLEMENTS:
            first = next((j for j in range(i, max(-1, i - 5), -1) if doc[j].tag_ in ("DT", "PRP$", "POS")), None)
            title = title_at(doc, first) if first is not None and doc[first].tag_ != "POS" else title_at(doc, i)
            before = title_before(doc, i + 1)
            if before is not None and doc[i + 1].lower_ in ("to", "in", "at", "on") and _definite(doc, before):
                yield find.role(person, before, end)  # "Ethiopia's ambassador to Ankara, Hirut Alemu,"
            elif title is not None and title.head == i and title.end == at - 1:
                yield find.role(person, title, end)
            return


def is_title(find: Finder, start: int, end: int, person: Mention) -> Iterator[Role]:
    """The name and a copula or an appointment: "X is the director of Y", "X was appointed prime minister"."""
    doc, i = find.doc, end
    if i < len(doc) and doc[i].text == "," and i + 1 < len(doc) and doc[i + 1].lower_ == "who":
        i += 2
    elif i < len(doc) and doc[i].text == "," and start and doc[start - 1].text == ",":
        i += 1  # "Its chairwoman, Ana Lopez, is a former judge"
    while i < len(doc) and (doc[i].lower_ in ("has", "also", "been", "had", "now", "currently", "recently", "later")):
        i += 1
    if i >= len(doc):
        return
    if doc[i].lower_ in ("was", "is") and i + 1 < len(doc) and doc[i + 1].lower_ in _NAMED:
        i += 2
    elif (doc[i].lower_ in ("is", "became", "become", "’s", "'s") and doc[i].tag_ != "POS") or (
        doc[i].lower_ == "was" and i + 1 < len(doc) and doc[i + 1].lower_ == "then"
    ):
        i += 1
    elif not (doc[i].lower_ in _NAMED and doc[i - 1].lower_ == "been"):
        return
    i += 1 if i < len(doc) and doc[i].lower_ == "as" else 0
    title = title_at(doc, i) if i < len(doc) else None
    if title is not None and not _names_another(find, title):
        yield find.role(person, title, title.end)


def who_heads(find: Finder, start: int, end: int, person: Mention) -> Iterator[Role]:
    """A verb of heading: "Sergei Shoigu, who heads the defence ministry", "Prigozhin commands the Wagner group"."""
    doc, i = find.doc, end
    relative = i + 1 < len(doc) and doc[i].text == "," and doc[i + 1].lower_ == "who"
    i += 2 if relative else 0
    if i >= len(doc) or doc[i].tag_ != "VBZ" or doc[i].lemma_ not in _HEADING:
        return
    stop = next((j for j in range(i + 1, min(len(doc), i + 10)) if doc[j].text in {",", ".", ";"}), i + 1)
    owner = find.owner(i + 1, stop)
    if owner is not None and find.tokens(owner).start <= i + 2:
        last = max(find.tokens(owner)) + 1
        evidence = evidence_of(doc, find.tokens(person).start, last)
        yield Role(person=person, title=_HEADING[doc[i].lemma_], of=owner, evidence=evidence)


def led_by(find: Finder, start: int, end: int, person: Mention) -> Iterator[Role]:
    """An organisation and who leads it: "the Wagner group, led by Yevgeny Prigozhin"."""
    doc = find.doc
    if start < 3 or doc[start - 1].lower_ != "by" or doc[start - 2].lower_ not in _LED_BY:
        return
    at = start - 3 if doc[start - 3].text == "," else start - 2
    for m in find.ending(at):
        if m.type in OWNERS and m.type != "State" and m.kind != "pronoun":
            yield Role(person, _LED_BY[doc[start - 2].lower_], m, evidence_of(doc, find.tokens(m).start, end))
            return


def described_then_named(find: Finder, start: int, end: int, person: Mention) -> Iterator[Role]:
    """A speaker described in one sentence and first named in the next.

    "One of North Korea's representatives said ... 'The allegations are groundless,' Rim Mu Song said." Only where the
    two sentences follow each other in a paragraph, both only report speech, and the name has no title of its own.
    """
    doc = find.doc
    sent = doc[start].sent
    earlier = any(m.text.split()[0] == person.text.split()[0] for a, _, m in find.persons if a < start)
    if earlier or end - start < 2 or sent.start == 0 or not _speaks(doc[start:end]):
        return
    before = doc[sent.start - 1].sent
    yield from _named_after_lead(find, start, end, person)
    if "\n" in before.text.rstrip("") or title_before(doc, start) or title_at(doc, min(end + 1, len(doc) - 1)):
        return
    found = _indefinite_speaker(before)
    if found is None:
        return
    title = title_before(doc, found + 1)
    if title is None or title.rank:
        return
    owner = find.owner(*title.before)
    state = next(
        (m for a, b, m in find.by_token if a >= title.start and b <= title.head + 1 and m.type == "State"), None
    )
    owner = state or owner
    if owner is not None and not any(before.start <= a < before.end for a, _, _ in find.persons):
        text = words(doc, title, set(range(title.before[0], title.before[1])), complement=False)
        yield Role(person=person, title=text, of=owner, evidence=evidence_of(doc, before.start, title.head + 1))


def _named_after_lead(find: Finder, start: int, end: int, person: Mention) -> Iterator[Role]:
    """Who speaks in an article's first sentence by a post that one person holds, and is first named in the next.

    "Chile is to send two ships, its defence minister has said." "Ana Lopez told reporters on Monday that ..."
    """
    doc = find.doc
    sent = doc[start].sent
    lead = doc[sent.start - 1].sent
    if lead.start > 0 and any(not t.is_space for t in doc[: lead.start]):
        return
    if any(lead.start <= a < start for a, _, _ in find.persons) or start != sent.start + _blank(sent):
        return
    speaker = next((t for t in lead if is_role(t) and t.dep_ == "nsubj" and t.head.lemma_ in _SPEECH), None)
    title = title_before(doc, speaker.i + 1) if speaker is not None and speaker.tag_ == "NN" else None
    if title is not None and not title.rank and _definite(doc, title):
        role = find.role(person, title, title.head + 1)
        evidence = evidence_of(doc, title.start, title.head + 1)
        if role.of is not None:
            yield replace(role, evidence=evidence)


def _blank(sent: Span) -> int:
    """How many blank tokens a sentence begins with."""
    return next((i for i, t in enumerate(sent) if not t.is_space), 0)


def counterpart(find: Finder, start: int, end: int, person: Mention, earlier: Sequence[Role]) -> Iterator[Role]:
    """The same post elsewhere, or before or after: "her Romanian counterpart, X", "his predecessor, X".

    The post is that of the official named last, in the same sentence or the one before.
    """
    doc = find.doc
    at = start - 1 if start and doc[start - 1].text == "," else start
    if at < 2 or doc[at - 1].lower_ not in _SAME_POST or not earlier:
        return
    first = _modifiers_start(doc, at - 1)
    sentence = doc[start].sent
    since = doc[sentence.start - 1].sent.start_char if sentence.start else sentence.start_char
    last = earlier[-1]
    if last.evidence.end > doc[first].idx or last.evidence.start < since or last.title.startswith("former "):
        return
    owner: Mention | None
    if doc[at - 1].lower_ == "counterpart":
        owner = next((m for _, _, m in find.within(first, at - 1) if m.type in OWNERS and m.kind == "demonym"), None)
        title = last.title
    else:
        owner = last.of
        title = f"former {last.title}" if doc[at - 1].lower_ == "predecessor" else last.title
    if doc[at - 1].lower_ != "counterpart" or owner is not None:
        yield Role(person=person, title=title, of=owner, evidence=evidence_of(doc, first, end))


def _modifiers_start(doc: Text, head: int) -> int:
    """The possessive or article that the description of a counterpart begins with."""
    i = head
    while i > doc[head].sent.start and doc[i - 1].tag_ in ("JJ", "NNP", "NN", "HYPH", "PRP$", "POS"):
        i -= 1
    return i


PATTERNS = (
    joint_title, named_title, title_behind, title_then_name, title_of_title, is_title, who_heads, led_by,
    described_then_named, appointed, serving_as,
)  # fmt: skip


def _indefinite_speaker(sent: Span) -> int | None:
    """The role noun of "one of X's representatives" or "a Y spokesman" that is a sentence's speaker."""
    verb = next((t for t in sent if t.tag_ in ("VBD", "VBZ", "VBP", "MD")), None)
    if verb is None or verb.lemma_ not in _SPEECH:
        return None
    first = next((t for t in sent if not t.is_punct and not t.is_space), None)
    if first is None or first.lower_ not in ("one", "a", "an"):
        return None
    for token in sent:
        if token.i > verb.i or token.text == ",":
            return None
        if is_role(token) and sent.doc[token.i + 1].tag_ not in ("NN", "NNS", "POS"):
            return token.i
    return None


def _speaks(name: Span) -> bool:
    """Whether a verb of speech stands directly before or behind the name."""
    doc = name.doc
    near = [doc[i] for i in (name.start - 1, name.end) if 0 <= i < len(doc)]
    return any(t.lemma_ in _SPEECH for t in near)


def _names_another(find: Finder, title: Title) -> bool:
    """Whether the title is the next person's: "Zelensky, President Emmanuel Macron and others"."""
    if any(a in (title.head + 1, title.end) for a, _, _ in find.persons):
        return True
    if not is_portfolio(find.doc, title):
        return False
    # "Israeli Minister of Strategic Affairs Avi Shalev": the name ends the portfolio
    named = [a for a, _, _ in find.persons if title.behind[0] < a < title.end]
    return bool(named) and find.doc[named[0] - 1].text[0].isupper()


def _definite(doc: Text, title: Title) -> bool:
    """Whether a description is of one person: "the ...", "its ...", "South Korea's ..."."""
    before = doc[title.start - 1] if title.start else None
    owned = any(t.tag_ == "POS" for t in doc[title.before[0] : title.before[1]])
    return owned or (before is not None and (before.lower_ == "the" or before.tag_ == "PRP$"))


def _indefinite(find: Finder, title: Title) -> bool:
    """Whether a description is of one of a named body's people: "A Russian foreign ministry spokeswoman, X,"."""
    article = find.doc[title.start - 1].lower_ if title.start else ""
    return article in ("a", "an") and find.owner(*title.before) is not None
