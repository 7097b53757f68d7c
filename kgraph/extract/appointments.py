"""Posts that several persons share ("Ministers A and B") and posts told by a verb of appointing, serving or leaving."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.extract.finder import OWNERS, Finder
from kgraph.extract.titles import Title, title_at, title_before
from kgraph.types import Mention, Role

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Text

_PLURALS = ("NNS", "NNPS")
_APPOINT = frozenset("appoint name nominate elect designate install reappoint reelect re-elect crown".split())
# "Serves as", "took over as", "was sworn in as": the post is held; behind "stepped down as" it was.
_SERVE = frozenset("serve act take swear continue return remain inaugurate install confirm appoint work".split())
_LEAVE = frozenset("resign step quit retire stand oust replace dismiss sack remove fire".split())
_BETWEEN = frozenset("in over down back aside on up sworn".split())
_NOT_DONE = frozenset("not never would could might may should must will to if".split())
_GAP = 5  # tokens between a name and the "as" of its verb


def joint_title(find: Finder, start: int, end: int, person: Mention) -> Iterator[Role]:
    """A title in the plural over joined names: "Ministers A and B", "the deputies, A and B,", "A and B, the envoys".

    Where a complement names as many states as there are persons, each has their own.
    """
    group = _joined(find, start)
    if len(group) < 2:
        return
    doc, first, last = find.doc, group[0][0], group[-1][1]
    place = next(i for i, (a, _, _) in enumerate(group) if a == start)
    title = title_before(doc, first)
    if title is None and first >= 2 and doc[first - 1].text == ",":
        title = title_before(doc, first - 1)
        title = title if title is not None and _definite(doc, title) else None
    if title is not None and not title.rank and doc[title.head].tag_ in _PLURALS:
        yield find.role(person, title, end)
        return
    behind = title_at(doc, last + 1) if last + 1 < len(doc) and doc[last].text == "," else None
    if behind is not None and doc[behind.head].tag_ in _PLURALS:
        yield _own(find, find.role(person, behind, behind.end), behind, place, len(group))


def _own(find: Finder, role: Role, title: Title, place: int, count: int) -> Role:
    """The role with the owner that is this person's of several named behind a title."""
    owners = [m for _, _, m in find.within(*title.behind) if m.type in OWNERS and m.kind == "name"]
    if len(owners) < 2:
        return role
    return replace(role, of=owners[place] if len(owners) == count else None)


def _joined(find: Finder, start: int) -> list[tuple[int, int, Mention]]:
    """The names joined by commas and "and" around the one that begins at a token, in order."""
    found = [x for x in find.persons if x[0] == start][:1]
    for step in (-1, 1):
        while found:
            near = _beside(find, found[0] if step < 0 else found[-1], step)
            if near is None:
                break
            found = [near, *found] if step < 0 else [*found, near]
    joins = {find.doc[a[1]].lower_ for a in found[:-1]} | {find.doc[b[0] - 1].lower_ for b in found[1:]}
    return found if "and" in joins else []


def _beside(find: Finder, one: tuple[int, int, Mention], step: int) -> tuple[int, int, Mention] | None:
    for other in find.persons:
        a, b = (other[1], one[0]) if step < 0 else (one[1], other[0])
        if 0 < b - a <= 2 and all(t.lower_ in ("and", ",") for t in find.doc[a:b]):
            return other
    return None


def _definite(doc: Text, title: Title) -> bool:
    begin, end = title.before
    owned = any(t.tag_ in ("POS", "PRP$") for t in doc[max(0, begin - 1) : end])
    return owned or (title.start > 0 and doc[title.start - 1].lower_ == "the")


def appointed(find: Finder, start: int, end: int, person: Mention) -> Iterator[Role]:
    """A verb that gives the named person a post: "appointed Ana Lopez as defence minister", "named X army chief"."""
    doc = find.doc
    if start == 0 or end + 1 >= len(doc) or doc[start - 1].lemma_.lower() not in _APPOINT:
        return
    verb = doc[start - 1]
    if verb.pos_ != "VERB" or any(t.lower_ in _NOT_DONE for t in verb.children if t.i < verb.i):
        return
    at = end + 1 if doc[end].lower_ == "as" else end
    title = title_at(doc, at)
    if title is not None and not any(a in (title.head + 1, title.end) for a, _, _ in find.persons):
        yield find.role(person, title, title.end)


def serving_as(find: Finder, start: int, end: int, person: Mention) -> Iterator[Role]:
    """A verb of holding or leaving with "as": "was sworn in as president of X", "who stepped down as army chief"."""
    doc = find.doc
    place = next((i for i in range(end, min(end + _GAP, len(doc))) if doc[i].lower_ == "as"), None)
    if place is None or place == end:
        return
    words = doc[end:place]
    if any(t.lower_ in _NOT_DONE or t.tag_ in ("NN", "NNS", "NNP") for t in words):
        return
    verb = next((t for t in reversed(list(words)) if t.pos_ == "VERB" and t.lower_ not in _BETWEEN - {"sworn"}), None)
    if verb is None or verb.lemma_.lower() not in _SERVE | _LEAVE:
        return
    title = title_at(doc, place + 1) if place + 1 < len(doc) else None
    if title is None or any(a in (title.head + 1, title.end) for a, _, _ in find.persons):
        return
    role = find.role(person, title, title.end)
    gone = verb.lemma_.lower() in _LEAVE or (verb.lemma_.lower() == "serve" and verb.tag_ == "VBD")
    former = gone and role.title and not role.title.startswith("former ")
    yield replace(role, title=f"former {role.title}") if former else role
