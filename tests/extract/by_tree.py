"""Trees written by hand as "word/TAG/dep/head ...", heads by number from 0, for tests of rules that read dependencies."""

import spacy
from spacy.tokens import Doc, Span

from kgraph.nlp.tokens import Text

VOCAB = spacy.blank("en").vocab
POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "PRP": "PRON", "PRP$": "PRON", "WDT": "PRON", "VB": "VERB", "VBD": "VERB",
    "VBZ": "VERB", "VBN": "VERB", "VBG": "VERB", "VBP": "VERB", "MD": "AUX", "IN": "ADP", "TO": "PART", "DT": "DET",
    "CC": "CCONJ", "JJ": "ADJ", "RB": "ADV", "CD": "NUM", "POS": "PART",
}  # fmt: skip
LEMMAS = {
    "sent": "send", "sends": "send", "sending": "send", "left": "leave", "said": "say", "denied": "deny", "had": "have",
    "has": "have", "is": "be", "was": "be", "were": "be", "been": "be", "accused": "accuse", "arming": "arm", "urged": "urge",
    "promised": "promise", "closed": "close", "reached": "reach", "regrouped": "regroup", "built": "build",
    "shipped": "ship", "gives": "give", "based": "base", "believed": "believe", "believes": "believe", "rejected": "reject",
    "reported": "report", "plans": "plan", "refused": "refuse", "seems": "seem", "did": "do", "troops": "troop",
    "rebels": "rebel", "rockets": "rocket", "arms": "arms", "signs": "sign", "according": "accord",
    "explained": "explain", "made": "make", "called": "call", "saw": "see", "told": "tell", "tried": "try", "moved": "move",
    "considering": "consider",
}  # fmt: skip


def tree(written, **ents):
    """The text of a tree; ``PER="Li Hui"`` is what the language model named."""
    parts = [piece.rsplit("/", 3) for piece in written.split()]
    words, tags, deps, heads = zip(*parts, strict=True)
    pos = ["AUX" if d.startswith(("aux", "cop")) else POS.get(t, "PUNCT") for t, d in zip(tags, deps, strict=True)]
    lemmas = [w if t == "NNP" else LEMMAS.get(w.lower(), w.lower()) for w, t in zip(words, tags, strict=True)]
    doc = Doc(VOCAB, words=words, tags=tags, pos=pos, deps=deps, heads=[int(h) for h in heads], lemmas=lemmas)
    doc.ents = [span_of(doc, named, label) for label, named in ents.items()]
    return Text(doc)


def span_of(doc, words, label):
    size = len(words.split())
    start = next(i for i in range(len(doc)) if doc[i : i + size].text == words)
    return Span(doc, start, start + size, label=label)


def at(doc, word):
    """The first token that is the word."""
    return next(t for t in doc if t.text == word)


def texts(tokens):
    return [t.text for t in tokens]
