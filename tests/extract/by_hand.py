"""Small texts written as word/TAG and mentions marked by hand, for tests that load no model."""

import spacy
from spacy.tokens import Doc

from kgraph.nlp.tokens import Text
from kgraph.types import Mention

NLP = spacy.blank("en")


def doc_of(tagged):
    """A text of "Russian/JJ army/NN ..."; a word without a tag is its own; ``|`` ends a sentence, ``_`` glues words."""
    words, tags, starts, spaces = [], [], [], []
    first = True
    for piece in tagged.split():
        if piece == "|":
            first = True
            continue
        word, _, tag = piece.rpartition("/") if "/" in piece else (piece, "", piece)
        glued = word.startswith("_")
        if glued and spaces:
            spaces[-1] = False
        words.append(word.removeprefix("_"))
        tags.append(tag)
        starts.append(first)
        spaces.append(True)
        first = False
    lemmas = [{"said": "say", "heads": "head"}.get(w.lower(), w.lower()) for w in words]
    return Text(Doc(NLP.vocab, words=words, spaces=spaces, tags=tags, lemmas=lemmas, sent_starts=starts))


class Marked:
    """Mentions by their words: ``Marked(doc, {"Ukraine": "name State"})``; every occurrence is one."""

    def __init__(self, doc, marks):
        self.doc = doc
        self.made = {}
        for words, kind_type in marks.items():
            kind, type_ = kind_type.split()
            start = doc.text.find(words)
            assert start >= 0, words
            while start >= 0:
                self.record(doc.char_span(start, start + len(words)), kind, type_)
                start = doc.text.find(words, start + 1)

    def record(self, span, kind, type_):
        mention = Mention(span.start_char, span.end_char, span.text, kind, type_)
        return self.made.setdefault((mention.start, mention.end), mention)

    def all(self):
        return [self.made[key] for key in sorted(self.made)]

    def of(self, token):
        fits = [m for m in self.made.values() if m.kind == "nominal" and m.end == token.idx + len(token)]
        return max(fits, key=lambda m: m.end - m.start, default=None)
