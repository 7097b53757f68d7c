"""What the words around a verb show of its form: finite or not, with a subject of its own or not."""

from __future__ import annotations

from spacy.tokens import Token

FINITE = ("VBD", "VBZ", "VBP")
SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl")
CONJUNCTIONS = frozenset("after before as while since until when once because although though if whether that".split())


def is_finite(verb: Token) -> bool:
    """Whether the verb, or an auxiliary of it, is in a finite form."""
    return verb.tag_ in FINITE or any(
        c.tag_ in ("MD", "VBZ", "VBD", "VBP") and c.dep_ in ("aux", "aux:pass") for c in verb.children
    )


def has_subject(verb: Token) -> bool:
    """Whether the verb has a subject of its own."""
    return any(c.dep_ in SUBJECTS for c in verb.children)
