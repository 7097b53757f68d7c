"""Lemmas from edit scripts, with the spelling rules that a closed set of scripts cannot know."""

from __future__ import annotations

import re

_DOUBLED = re.compile(r"^(.*[aeiou])([bdgklmnprt])\2(ed|ing)$")
# Verbs whose stem itself ends in a doubled letter ("add", "fall", "kill", "tell", "err", "purr", "egg").
_TRULY_DOUBLE = re.compile(r"(ll|ss|ff|zz|dd(?<=add)|rr(?<=err)|gg(?<=egg))$")


def apply_script(form: str, script: str) -> str:
    """The lemma that a script makes of a form.

    A script is ``case|edit``: ``l|2+e`` cuts two characters from the lower-cased form and adds "e"; ``l|=be``
    is the whole lemma. Case: l lower, c capitalised, u upper.
    """
    case, edit = script.split("|", 1)
    low = form.lower()
    if edit.startswith("="):
        lemma = edit[1:]
    else:
        cut, _, suffix = edit.partition("+")
        lemma = (low[: len(low) - int(cut)] if int(cut) else low) + suffix
    if not lemma:
        lemma = low
    return lemma.upper() if case == "u" else lemma.capitalize() if case == "c" else lemma


def mend(form: str, lemma: str, tag: str) -> str:
    """A lemma that spelling rules out, put right: "shipped" is not "shipp", a proper noun keeps its own form."""
    if tag in ("NNP", "NNPS") and not lemma[:1].isupper() and form[:1].isupper():
        return form
    low = form.lower()
    if tag in ("VBD", "VBN", "VBG"):
        doubled = _DOUBLED.match(low)
        if doubled:
            stem = doubled[1] + doubled[2]
            full = stem + doubled[2]
            if lemma == full and not _TRULY_DOUBLE.search(full):
                return stem
        for ending in ("ed", "ing"):
            # A script from another word can leave what is no English verb: cut to nothing, or the form unchanged.
            if low.endswith(ending) and (lemma == low or len(lemma) < 2) and len(low) > len(ending) + 2:
                return low[: -len(ending)]
    if tag == "NNS" and lemma == low and low.endswith("s") and not low.endswith(("ss", "us", "is", "ics", "series")):
        return low[:-3] + "y" if low.endswith("ies") and len(low) > 4 else low[:-1]
    return lemma
