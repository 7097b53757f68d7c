"""Lemmas from edit scripts, put right by a list of verbs and the spelling rules of English inflection."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from kgraph.nlp.irregular import BASE

# Tags whose words have one base form each: the pronoun "I", marks in straight form.
_QUOTES = {"“": '"', "”": '"', "‘": "'", "’": "'"}
_AS_PRINTED: dict[str, dict[str, str]] = {
    "PRP": {"i": "I", "me": "I", "myself": "myself"},
    "POS": {"’s": "'s", "‘s": "'s", "’": "'"},
    "``": _QUOTES,
    "''": _QUOTES,
}
_VOWELS = "aeiou"
_PARTICIPLES = ("VBD", "VBN", "VBG")
_PREFIXES = ("re", "out", "over", "under", "fore", "inter")
# Plural endings that the model's edit scripts cut as if they were regular: "gunmen", "children", "buses", "cities".
_PLURALS = {"men": "man", "children": "child", "buses": "bus", "viruses": "virus"} | {
    f"{stem}ies": f"{stem}y" for stem in "cit arm bod nav dut all lad cop".split()
}
_IRREGULAR_PLURALS = tuple(_PLURALS)
# Stems that end in a truly doubled letter ("tell", "pass", "staff"), which inflection did not double.
_TRULY_DOUBLE = re.compile(r"(ll|ss|ff|zz)$")
# Stems that almost surely lost an "e" before "-ed" or "-ing": accus-, deni-, continu-, urg-, stat-, revis-.
_LOST_E = re.compile(r"([aeiouy][sztgcvu]|[^aeiou]v|[aiou]r|[rln][cgs]|at|ut|it|id|iz|is|dg|[bcdfgkpt]l|u)$")
_KEPT = re.compile(r"(ss|[aeo]ss|e[ae][tdlnrk]|oo[tdlnk]|ai[tdlnr]|ou[tdn]|en|er|on|or|it|iew|ress|ect|ort|est|ist)$")
# Stems of one syllable with one vowel before one consonant: inflection doubles it, "hop" is "hopping".
_SHORT = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprtv]$")


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


def mend(form: str, lemma: str, tag: str, verbs: Set[str]) -> str:
    """A lemma that spelling rules out, put right: "shipped" is "ship", a proper noun keeps its own form.

    ``verbs`` are known base forms; a verb outside the list is decided by spelling.
    """
    low = form.lower()
    if low == "troops":
        return "troop"  # the corpora disagree; the rules know one
    if tag in _AS_PRINTED:
        return _AS_PRINTED[tag].get(low, lemma)
    if tag == "ADD" or "@" in form:
        return form
    if tag == "CD":
        return form.replace(",", "") if form[:1].isdigit() else form if form.isupper() else lemma
    if tag in ("NNP", "NNPS"):
        return _of_name(form, lemma)
    if tag == "NN" and 1 < len(form) < 6 and form.isupper() and low == lemma:
        return form  # an acronym
    if tag in _PARTICIPLES:
        return _of_participle(low, lemma, verbs)
    if tag == "VBP" and lemma == low and low in BASE and low not in verbs:
        return BASE[low]
    if tag in ("VB", "VBP") and low not in verbs and low.endswith("ed"):  # a past form that was tagged as a present one
        lemma = next((c for c in _bases(low) if c in verbs), lemma)
    if tag in ("VBZ", "VBP") and lemma not in verbs and low.endswith("s"):
        known = next((base for base in (low[:-1], low[:-2], low[:-3] + "y") if base in verbs), None)
        if known is not None:
            return known
    if tag == "NNS" and low.endswith(_IRREGULAR_PLURALS):
        return next(low[: -len(many)] + one for many, one in _PLURALS.items() if low.endswith(many))
    if tag in ("NNS", "VBZ") and low.endswith("s"):
        return _without_s(low, lemma, plural=tag == "NNS")
    if tag == "NNS" and lemma == low[:-1]:
        return low  # "personnel"
    return lemma


def _of_name(form: str, lemma: str) -> str:
    """A proper noun keeps its own form, but for capitals that are not its own: "DELHI" or "delhi" is "Delhi".

    What the case of such a one is, the model says; "UK" and "eBay" stay as they are.
    """
    lost = form[:1].isupper() and not lemma[:1].isupper()
    one_case = (form.isupper() and len(form) > 3) or form.islower()
    return form if lost or (form.lower() == lemma.lower() and not one_case) else lemma


def _of_participle(low: str, lemma: str, verbs: Set[str]) -> str:
    """The base of a past form or participle: of an irregular verb, of a known one, else the likeliest by spelling."""
    if (irregular := _irregular(low)) is not None:
        return irregular
    if _SHORT.search(lemma) and low in (lemma + "ing", lemma + "ed") and lemma + "e" in verbs:
        return lemma + "e"  # "hoping" is of "hope": "hop" would double its consonant
    candidates = [] if lemma in verbs else list(_bases(low))
    known = [c for c in candidates if c in verbs]
    if len(known) > 1 and known[1] == known[0] + "e" and _SHORT.search(known[0]):
        return known[1]  # "waging" is of "wage": "wag" would double its consonant
    if known:
        return known[0]
    return _by_spelling(candidates) if candidates else lemma


def _without_s(low: str, lemma: str, *, plural: bool) -> str:
    """The base of a plural or a third person in -s, where the lemma cannot be it."""
    hissing = low.endswith(("sses", "ches", "shes", "xes", "zzes"))
    if not low.endswith(("ies", "ices")) and lemma not in _singulars(low):
        return low[:-2] if hissing else low[:-1]
    if plural and hissing and lemma == low[:-1]:
        return low[:-2]
    if plural and lemma.endswith("ie") and low.endswith("ies") and len(low) > 6:
        return lemma[:-2] + "y"
    if lemma == low and not low.endswith(("ss", "us", "is", "ics", "series")):
        return low[:-3] + "y" if low.endswith("ies") and len(low) > 4 else low[:-1]
    return lemma


def _singulars(low: str) -> tuple[str, ...]:
    """What a form in -s, not in -ies, may be the plural or the third person of."""
    old = (f"{low[:-2]}is", f"{low[:-3]}f", f"{low[:-3]}fe") if low.endswith(("ses", "xes", "ves")) else ()
    return (low, low[:-1], low[:-2], low[:-3], BASE.get(low, low), *old)


def _irregular(low: str) -> str | None:
    """The base of an irregular form, its prefix kept: "taken" is "take", "retaken" is "retake"."""
    if low in BASE:
        return BASE[low]
    prefix = next((p for p in _PREFIXES if low.startswith(p) and low[len(p) :] in BASE), None)
    return None if prefix is None else prefix + BASE[low[len(prefix) :]]


def _bases(low: str) -> Iterator[str]:
    """The base forms that a regular participle may come from, each once, undoubled and bare before e-final."""
    for ending in ("ed", "ing"):
        stem = low[: -len(ending)]
        if not low.endswith(ending) or len(stem) < 2 or not any(c in _VOWELS + "y" for c in stem):
            continue
        if stem.endswith("i") and ending == "ed":
            yield stem[:-1] + "y"
        if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
            yield stem[:-1]
        yield stem
        yield stem + "e"


def _by_spelling(candidates: list[str]) -> str:
    """The likeliest base of a verb that no list has."""
    first, stem = candidates[0], candidates[-2]
    if first.endswith("y") and first != stem:
        return first
    if first != stem:
        return stem if _TRULY_DOUBLE.search(stem) else first
    if _LOST_E.search(stem) and not _KEPT.search(stem):
        return stem + "e"
    return stem
