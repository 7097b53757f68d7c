"""Acronyms that an article defines: which short form stands for which words.

After Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions": the letters of the
short form are looked for from the right in the words before it. News also gives foreign acronyms whose letters are
not those of the English words ("Ukraine's Defence Intelligence (GUR)"), and sets them in apposition ("the spy
agency, the NIS"); those count where the position leaves no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kgraph.nlp.tokens import Span as TextSpan
from kgraph.nlp.tokens import Text

GROUP = "acronyms"

_SHORT = re.compile(r"^(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z][A-Za-z0-9&/.]{1,9}$")
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")
_DASHES = frozenset({"-", "–", "—"})
# Words that a name may hold between its capitalised words.
_INNER = frozenset({"of", "for", "and", "the", "on", "de", "del", "la", "du", "des", "&", "in"})
# What an organisation is called where its name is not given: enough for "the spy agency, the NIS".
_MODIFIER_TAGS = ("NN", "NNS", "NNP", "NNPS", "JJ", "JJR")
_GROUP_WORDS = """
    administration agency alliance army authority bank bloc body bureau centre center coalition commission committee
    company council court directorate faction federation force forces front group house institute militia ministry
    movement network office organisation organization paramilitaries parliament party police regulator service
    services union watchdog"""
_GROUP_NOUNS = frozenset(_GROUP_WORDS.split())
_INTRODUCED = (("or",), ("known", "as"), ("abbreviated", "as"), ("abbreviated", "to"), ("called", "the"),
               ("known", "as", "the"), ("or", "the"), ("known", "by", "its", "acronym"), ("by", "the", "acronym"),
               ("known", "by", "the", "acronym"), ("also", "known", "as"), ("also", "known", "as", "the"))  # fmt: skip


@Language.factory("kgraph_acronyms", requires=["token.tag", "doc.ents"], assigns=["doc.spans"])
def make_acronyms(nlp: Language, name: str) -> Acronyms:
    """The component ``kgraph_acronyms``."""
    return Acronyms()


class Acronyms:
    """Writes every definition as a span of the long form into ``doc.spans["acronyms"]``, labelled by its short form."""

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with its definitions; the first definition of a short form holds."""
        found: dict[str, Span] = {}
        for short, long in find_acronyms(doc):
            found.setdefault(short, long)
        doc.spans[GROUP] = [
            Span(doc, long.start, long.end, label=short) for short, long in sorted(found.items(), key=_position)
        ]
        return doc


def _position(item: tuple[str, Span]) -> tuple[int, str]:
    return item[1].start, item[0]


def acronyms(doc: Doc | Text) -> dict[str, TextSpan]:
    """Short form -> the words that it stands for, as the component found them (empty where it did not run)."""
    return {span.label_: span for span in Text.of(doc).spans.get(GROUP, ())}


def find_acronyms(doc: Doc) -> Iterator[tuple[str, Span]]:
    """Every (short form, long form) that the text defines, in order."""
    for token in doc:
        if _is_short(token):
            long = _in_brackets(token) or _introduced(token) or _apposed(token)
            if long is not None:
                yield token.text, long
        elif token.text in _OPEN and token.i > 0 and _is_short(doc[token.i - 1]):
            long = _expansion(token)
            if long is not None:
                yield doc[token.i - 1].text, long


def _is_short(token: Token) -> bool:
    """Two to ten characters, at least two of them capitals: "GUR", "AfD", "G7" is not one."""
    return bool(_SHORT.match(token.text)) and token.ent_type_ != "PER"


def _in_brackets(short: Token) -> Span | None:
    """The long form of "... (SHORT)": by its letters, else the capitalised name that stands directly before.

    "the National Intelligence Service (NIS)"; "Ukraine's Defence Intelligence (GUR)"; not "BRUSSELS (AFP) -".
    """
    doc, i = short.doc, short.i
    if i < 2 or doc[i - 1].text not in _OPEN or i + 1 >= len(doc) or doc[i + 1].text not in _CLOSE:
        return None
    matched = _by_letters(short.text, doc, i - 1)
    if matched is not None:
        return matched
    dateline = i + 2 < len(doc) and doc[i + 2].text in _DASHES and _paragraph_start(doc, i - 1) < 12
    name = _name_before(doc, i - 1)
    if name is None or dateline or not short.text[-1].isupper() or len(short.text) > 6 or name.text.isupper():
        return None
    return None if all(t.ent_type_ in ("PER", "LOC") for t in name if t.is_alpha) else name


def _introduced(short: Token) -> Span | None:
    """The long form of "Rapid Support Forces, or RSF," and "military intelligence agency, known as HUR"."""
    doc, i = short.doc, short.i
    for words in sorted(_INTRODUCED, key=len, reverse=True):
        start = i - len(words)
        if start < 1 or tuple(t.lower_ for t in doc[start:i]) != words:
            continue
        end = start - 1 if doc[start - 1].text in {","} | _OPEN else start
        bare_or = words[0] == "or"
        if bare_or and (end == start or i + 1 >= len(doc) or doc[i + 1].text not in {",", ".", ";", ")"}):
            return None
        return _by_letters(short.text, doc, end) or (None if bare_or else _group_before(doc, end))
    return None


def _apposed(short: Token) -> Span | None:
    """The long form of "South Korea's spy agency, the NIS," and "the Rapid Support Forces, the RSF,"."""
    doc, i = short.doc, short.i
    if i < 3 or doc[i - 1].lower_ != "the" or doc[i - 2].text != ",":
        return None
    if i + 1 < len(doc) and doc[i + 1].text not in {",", ".", ";", ")", "’", "”", '"'} and not doc[i + 1].is_space:
        return None
    return _by_letters(short.text, doc, i - 2) or _group_before(doc, i - 2)


def _expansion(bracket: Token) -> Span | None:
    """The long form of "the NIS (National Intelligence Service)": the bracket must spell the letters out."""
    doc, short = bracket.doc, bracket.doc[bracket.i - 1].text
    end = next((t.i for t in doc[bracket.i + 1 : bracket.i + 12] if t.text in _CLOSE), None)
    if end is None or end - bracket.i < 3:
        return None
    long = _by_letters(short, doc, end)
    return long if long is not None and bracket.i < long.start <= bracket.i + 2 else None


def _by_letters(short: str, doc: Doc, end: int) -> Span | None:
    """The shortest run of words before token ``end`` whose letters spell ``short``, first letter a word's first.

    Initials alone are preferred ("Rapid Support Forces"); inner letters ("Hamas", "Interpol") need two words.
    """
    letters = [c.lower() for c in short if c.isalnum()]
    begin = max(_sentence_start(doc, end), end - min(len(letters) + 5, 2 * len(letters)))
    words = doc[begin:end]
    for start in range(len(words) - 1, -1, -1):
        tokens = words[start:]
        first = tokens[0]
        if not first.is_alpha or first.lower_ in _INNER or first.lower_[0] != letters[0]:
            continue
        heads = [t.lower_[0] for t in tokens if t.is_alpha and (t.lower_ not in _INNER or len(t.text) > 3)]
        every = [t.lower_[0] for t in tokens if t.is_alpha]
        if letters in (heads, every) or (len(heads) >= 2 and _inside(letters, [t.lower_ for t in tokens])):
            return tokens if _namelike(tokens) else None
    return None


def _inside(letters: list[str], words: list[str]) -> bool:
    """Whether the letters stand in the words in order, with every capitalised word's first letter among them."""
    text, at = " ".join(words), 0
    for letter in letters:
        at = text.find(letter, at) + 1
        if at == 0:
            return False
    starts = [w[0] for w in words if w not in _INNER and w.isalpha()]
    return sum(letters.count(s) > 0 for s in starts) == len(starts) and len(starts) <= len(letters)


def _namelike(tokens: Span) -> bool:
    """A long form begins with a capital, or ends in a noun that organisations and things are called by."""
    return tokens[0].text[0].isupper() or tokens[-1].tag_ in ("NN", "NNS", "NNP", "NNPS", "")


def _name_before(doc: Doc, end: int) -> Span | None:
    """The capitalised name that ends directly before token ``end``, without article or possessor."""
    start = end
    while start > 0 and (_capital(doc[start - 1]) or (doc[start - 1].lower_ in _INNER and _capital(doc[start - 2]))):
        start -= 1
    while start < end and doc[start].lower_ in _INNER:
        start += 1
    return doc[start:end] if start < end and start >= _sentence_start(doc, end) else None


def _group_before(doc: Doc, end: int) -> Span | None:
    """The description that ends directly before token ``end`` if it is of an organisation: "spy agency"."""
    if end < 1 or doc[end - 1].lower_ not in _GROUP_NOUNS:
        return _name_before(doc, end)
    start = end - 1
    while (
        start > 0 and doc[start - 1].tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ", "JJR") and not doc[start - 1].is_space
    ):
        start -= 1
    return doc[start:end]


def _capital(token: Token) -> bool:
    return token.is_alpha and token.text[0].isupper()


def _sentence_start(doc: Doc, end: int) -> int:
    """The first token of the sentence that token ``end - 1`` stands in (0 where there are no sentences)."""
    return int(doc[end - 1].sent.start) if end > 0 and doc.has_annotation("SENT_START") else 0


def _paragraph_start(doc: Doc, end: int) -> int:
    """How many tokens lie between the start of the paragraph and token ``end``."""
    start = end
    while start > 0 and "\n" not in doc[start - 1].text:
        start -= 1
    return end - start
