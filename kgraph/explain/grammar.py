"""The labels of the parse in words: what UD relations, parts of speech and word forms are called in a grammar book."""

from __future__ import annotations

RELATIONS: dict[str, str] = {
    "ROOT": "the head of its sentence", "root": "the head of its sentence",
    "nsubj": "the subject", "nsubj:pass": "the subject of a passive", "nsubj:outer": "an outer subject",
    "csubj": "a clause as subject", "csubj:pass": "a clause as subject of a passive",
    "obj": "the object", "iobj": "the indirect object", "obl": "a phrase of a verb", "obl:agent": "the doer in a by-phrase",
    "obl:unmarked": "a phrase without preposition", "obl:tmod": "a phrase of time", "nmod": "a phrase on a noun",
    "nmod:poss": "a possessor", "nmod:unmarked": "a phrase on a noun without preposition", "nmod:desc": "a title",
    "amod": "an adjective on a noun", "compound": "the first part of a compound", "compound:prt": "the particle of a verb",
    "nummod": "a number on a noun", "appos": "an apposition", "flat": "part of a name", "fixed": "part of a fixed phrase",
    "ccomp": "a content clause", "xcomp": "a clause without subject of its own", "advcl": "an adverbial clause",
    "advcl:relcl": "a relative clause on a sentence", "acl": "a clause on a noun", "acl:relcl": "a relative clause",
    "parataxis": "an inserted clause", "conj": "coordinated with another word", "cc": "a coordinating conjunction",
    "cc:preconj": "the first part of a conjunction", "aux": "an auxiliary", "aux:pass": "the auxiliary of a passive",
    "cop": "a copula", "mark": "the word that opens a clause", "case": "a preposition or ending", "det": "an article",
    "det:predet": "a word before the article", "advmod": "an adverb", "expl": "an empty subject", "vocative": "an address",
    "discourse": "an interjection", "dislocated": "a phrase set apart", "list": "an item of a list", "punct": "punctuation",
    "dep": "a word with no clear link", "orphan": "a word whose verb is left out", "goeswith": "part of a broken word",
    "reparandum": "a slip of the tongue",
}  # fmt: skip
"""UD relations (v2) to words."""

PARTS: dict[str, str] = {
    "NOUN": "a noun", "PROPN": "a name", "VERB": "a verb", "AUX": "an auxiliary verb", "ADJ": "an adjective",
    "ADV": "an adverb", "PRON": "a pronoun", "NUM": "a number", "DET": "an article", "ADP": "a preposition",
    "PART": "a particle", "SCONJ": "a conjunction of clauses", "CCONJ": "a coordinating conjunction",
    "PUNCT": "punctuation", "SYM": "a sign", "INTJ": "an interjection", "X": "no word", "SPACE": "a space",
}  # fmt: skip
"""UD parts of speech to words."""

FORMS: dict[str, str] = {
    "VB": "a base form", "VBD": "a past tense", "VBN": "a past participle", "VBG": "an -ing form",
    "VBZ": "a present tense", "VBP": "a present tense", "MD": "a modal verb", "NN": "a singular noun", "NNS": "a plural noun",
    "NNP": "a name", "NNPS": "a plural name", "JJ": "an adjective", "JJR": "a comparative", "JJS": "a superlative",
    "RB": "an adverb", "RBR": "a comparative adverb", "RBS": "a superlative adverb", "RP": "a particle", "CD": "a number",
    "DT": "an article", "IN": "a preposition", "PRP": "a pronoun", "PRP$": "a possessive pronoun", "POS": "a possessive ending",
    "WDT": "a relative word", "WP": "a relative word", "WP$": "a relative word", "WRB": "a relative word", "TO": "to",
    "CC": "a conjunction", "EX": "an empty there",
}  # fmt: skip
"""Penn Treebank tags, of those that the rules ask for, to words."""


def worded(attribute: str, label: str) -> str:
    """A label of the parse in words: ``worded("dep_", "nsubj")`` is "the subject"."""
    table = {"dep_": RELATIONS, "pos_": PARTS, "tag_": FORMS}[attribute]
    return table.get(label, label)
