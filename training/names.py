"""One convention for names over all corpora, and how each corpus is brought to it.

A name is the proper name of a person, an organisation or a place, and nothing around it:
- no article ("the United Nations" is [United Nations]), no possessive ending ("Ukraine's" is [Ukraine]);
- no title, rank or office ("President Volodymyr Zelensky" is [Volodymyr Zelensky]);
- no demonym ("North Korean troops" holds no name: the gazetteer knows the adjective);
- a place used for its government stays LOC ("Moscow said"): what it stands for is decided later, by its role;
- of nested names the longest ("[University of Oslo]"); coordinated names are two names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from training.corpora import Document, Span, Word

LABELS = ("PER", "ORG", "LOC")
GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
_EDGES = frozenset({"the", "a", "an", "The", "A", "An", "'s", "’s", "'", "’"})
_INNER = frozenset({"of", "for", "and", "the", "&", "in", "on", "de", "la", "du", "von", "van", "al", "bin"})


def conventional(document: Document, *, demonyms: frozenset[str]) -> Document:
    """The document with its names trimmed to the convention; ``demonyms`` are lower-cased adjectives and inhabitants."""
    from dataclasses import replace

    if document.names is None:
        return document
    words = document.words
    kept = [t for s in document.names if (t := _trim(s, words)) is not None and not _is_demonym(t, words, demonyms)]
    return replace(document, names=tuple(longest(kept)))


def _trim(span: Span, words: list[Word]) -> Span | None:
    start, end, label = span
    while end - start > 1 and words[start].text in _EDGES:
        start += 1
    while end - start > 1 and words[end - 1].text in _EDGES:
        end -= 1
    return (start, end, label) if any(c.isalnum() for c in words[start].text) else None


def _is_demonym(span: Span, words: list[Word], demonyms: frozenset[str]) -> bool:
    start, end, label = span
    return label == "LOC" and " ".join(w.text for w in words[start:end]).lower() in demonyms


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
    ``compound`` words, "of" phrases of proper nouns and numbers behind ("Channel 4").
    """
    words = document.words
    heads = _absolute_heads(document)
    for start, end, kind in document.mentions:
        label, root = GUM_TYPES.get(kind), _root(start, end, heads)
        if label is None or words[root].upos != "PROPN":
            continue
        core = _core(root, start, end, words, heads)
        first = last = root
        while first - 1 in core:
            first -= 1
        while last + 1 in core:
            last += 1
        while first < last and words[first].text.lower() in _INNER | {"a"}:
            first += 1
        while last > first and words[last].text.lower() in _INNER | {"'s", "-"}:
            last -= 1
        yield first, last + 1, label


def _absolute_heads(document: Document) -> list[int]:
    heads, offset = [], 0
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
