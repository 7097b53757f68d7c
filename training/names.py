"""One convention for names over all corpora, and how each corpus is brought to it.

A name is the proper name of a person, an organisation or a place, and nothing around it:
- no article ("the United Nations" is [United Nations]), no possessive ending ("Ukraine's" is [Ukraine]);
- no title, rank or office ("President Volodymyr Zelensky" is [Volodymyr Zelensky], "the Attorney General" is none);
- no demonym ("North Korean troops", "many Americans": the gazetteer knows them) and no group ("Democrats");
- a place used for its government stays LOC ("Moscow said"): what it stands for is decided later, by its role;
- of nested names the longest ("[University of Oslo]"); coordinated names are two names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from training.corpora import Document, Span, Word

LABELS = ("PER", "ORG", "LOC")
GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
# Offices, ranks and forms of address: written with a capital they are still no names.
TITLES = frozenset(
    "president vice-president vice chairman chairwoman chair chairperson minister secretary general director "
    "director-general secretary-general senator representative congressman congresswoman governor mayor ambassador "
    "chancellor premier rector dean provost professor prof prof. doctor dr dr. mr mr. mrs mrs. ms ms. miss sir lady "
    "lord dame judge justice attorney counsel prosecutor commissioner administrator officer colonel major captain "
    "lieutenant sergeant corporal private admiral commander marshal brigadier pope cardinal archbishop bishop father "
    "reverend rabbi imam king queen prince princess duke duchess emperor empress sultan emir sheikh ayatollah mp mep "
    "ceo cfo cto leader speaker spokesman spokeswoman spokesperson gov gov. sen sen. rep rep. gen gen. col col. lt lt. "
    "sgt sgt. capt capt. adm adm. deputy envoy consul treasurer mother mom mum dad uncle aunt grandma grandpa god "
    "tsar tsarina baron baroness sheriff shah madam inspector marquis viscount earl".split()
)
# Nouns before "of" and a place's name: "the city of Mosul".
PLACE_NOUNS = frozenset(
    "city town village island islands isle state province region district county municipality republic kingdom "
    "capital port peninsula borough suburb neighborhood neighbourhood hamlet principality emirate sultanate "
    "commune governorate prefecture oblast canton commonwealth".split()
)
_EDGES = frozenset({"the", "a", "an", "The", "A", "An", "'s", "’s", "'", "’"})
_INNER = frozenset({"of", "for", "and", "the", "&", "in", "on", "de", "la", "du", "von", "van", "al", "bin"})


def conventional(document: Document, *, demonyms: frozenset[str]) -> Document:
    """The document with its names trimmed to the convention; ``demonyms`` are lower-cased adjectives and inhabitants."""
    from dataclasses import replace

    if document.names is None:
        return document
    words = document.words
    kept = [t for s in document.names if (t := _trim(s, words)) is not None and not _is_no_name(t, words, demonyms)]
    return replace(document, names=tuple(longest(kept)))


def _trim(span: Span, words: list[Word]) -> Span | None:
    start, end, label = span
    while end - start > 1 and (words[start].text in _EDGES or (label == "PER" and _is_title(words[start]))):
        start += 1
    while end - start > 1 and words[end - 1].text in _EDGES:
        end -= 1
    return (start, end, label) if any(c.isalnum() for c in words[start].text) else None


def _is_no_name(span: Span, words: list[Word], demonyms: frozenset[str]) -> bool:
    """A demonym ("African Americans", "German"), or an office alone ("the President")."""
    start, end, label = span
    texts = [w.text.lower() for w in words[start:end]]
    if label == "PER":
        return texts[-1] in demonyms or all(t in TITLES | _INNER | {"-"} for t in texts)
    return label == "LOC" and " ".join(texts) in demonyms


def longest(spans: Iterable[Span]) -> Iterator[Span]:
    """Of overlapping spans the longest, the earlier of two as long; in order of the text."""
    taken: set[int] = set()
    kept = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        inside = set(range(span[0], span[1]))
        if not inside & taken:
            taken |= inside
            kept.append(span)
    return iter(sorted(kept))


def from_mentions(document: Document) -> Iterator[Span]:
    """Names from GUM's mentions: the proper-noun core of a person's, organisation's or place's mention.

    GUM marks every mention, named or not, nested, with its modifiers. The core grows from the head over ``flat`` and
    ``compound`` words, "of" phrases of proper nouns and numbers behind ("Channel 4"). Behind a common noun it is the
    name that the noun introduces: "nominee [Ken Cuccinelli]", "the village of [Banjal]". An office is no name
    ("Attorney General"), nor is a group of people ("Democrats").
    """
    words = document.words
    heads = _absolute_heads(document)
    for start, end, kind in document.mentions:
        label, root = GUM_TYPES.get(kind), _root(start, end, heads)
        if label is None:
            continue
        if _is_title(words[root]) or words[root].upos != "PROPN":
            core = _introduced(root, start, end, label, words, heads)
        elif label == "PER" and words[root].xpos == "NNPS":
            core = set()
        else:
            core = _core(root, start, end, words, heads)
        if core:
            yield (*_run(core, min(core) if root not in core else root, words), label)


def _run(core: set[int], middle: int, words: list[Word]) -> tuple[int, int]:
    """The unbroken run of the core around its middle, without prepositions and articles at its ends."""
    first = last = middle
    while first - 1 in core:
        first -= 1
    while last + 1 in core:
        last += 1
    while first < last and words[first].text.lower() in _INNER | {"a"}:
        first += 1
    while last > first and words[last].text.lower() in _INNER | {"'s", "-"}:
        last -= 1
    return first, last + 1


def _is_title(word: Word) -> bool:
    return word.text.lower() in TITLES


def _introduced(root: int, start: int, end: int, label: str, words: list[Word], heads: list[int]) -> set[int]:
    """The words of a name behind a common noun or an office."""
    after = [i for i in range(root + 1, end) if heads[i] == root and words[i].upos == "PROPN"]
    flat = {i for i in after if words[i].dep == "flat"}
    if flat:
        inner = {i for i in range(min(flat), end) if heads[i] in flat and words[i].dep in ("flat", "punct")}
        return {i for i in flat | inner if not _is_title(words[i])}
    if label == "LOC" and words[root].text.lower() in PLACE_NOUNS:
        for i in after:
            cases = {words[k].text.lower() for k in range(root, i) if heads[k] == i and words[k].dep == "case"}
            if words[i].dep == "nmod" and cases == {"of"}:
                return _core(i, i, end, words, heads)
    return set()


def unsure(document: Document) -> Iterator[int]:
    """Words of GUM that may be names though nothing says so: proper nouns in no name and in no named thing's mention.

    A mention of another kind (a ship, a law, a language) that is headed by a proper noun is surely no name of ours.
    """
    words, heads, sure = document.words, _absolute_heads(document), set[int]()
    for start, end, kind in document.mentions:
        root = _root(start, end, heads)
        if kind not in GUM_TYPES and words[root].upos == "PROPN":
            sure.update(_core(root, start, end, words, heads))
        elif kind == "person" and words[root].xpos == "NNPS":
            sure.add(root)
    for start, end, _ in document.names or ():
        sure.update(range(start, end))
    yield from (i for i, w in enumerate(words) if w.upos == "PROPN" and i not in sure and not _is_title(w))


def _absolute_heads(document: Document) -> list[int]:
    heads: list[int] = []
    offset = 0
    for sentence in document.sentences:
        heads.extend(
            offset + w.head if w.head is not None and w.head >= 0 else offset + k for k, w in enumerate(sentence)
        )
        offset += len(sentence)
    return heads


def _root(start: int, end: int, heads: list[int]) -> int:
    return next((i for i in range(start, end) if not start <= heads[i] < end or heads[i] == i), end - 1)


def _core(root: int, start: int, end: int, words: list[Word], heads: list[int]) -> set[int]:
    core, agenda = {root}, [root]
    while agenda:
        above = agenda.pop()
        for i in range(start, end):
            if heads[i] == above and i != above and i not in core and _belongs(i, above, root, words, heads):
                core.add(i)
                agenda.append(i)
    return core


def _belongs(i: int, above: int, root: int, words: list[Word], heads: list[int]) -> bool:
    word = words[i]
    capital = word.text[:1].isupper() or word.upos == "NUM"
    if word.dep in ("flat", "compound"):
        return capital or word.upos == "PROPN"
    if word.dep == "amod":
        return word.text[:1].isupper()
    if word.dep == "nmod":
        joined = (
            {words[k].text.lower() for k in range(len(words)) if heads[k] == i and words[k].dep == "case"}
            if i > above
            else set()
        )
        return word.upos == "PROPN" and bool(joined & {"of", "for", "and", "&"})
    if word.dep in ("case", "cc", "det"):
        return above != root and word.text.lower() in _INNER
    if word.dep == "nummod":
        return i > above
    if word.dep == "conj":
        return above != root and word.upos == "PROPN"
    return word.dep == "punct" and word.text in ("-", ".")
