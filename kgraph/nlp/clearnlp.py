"""Turns the ClearNLP dependencies of spaCy's English pipelines (en_core_web_*) into the Universal Dependencies that the rules read.

ClearNLP hangs a noun on its preposition, a predicate on its copula and a conjunct on the one before; in Universal
Dependencies v2 the content words come first. Each step below turns one construction, from the inside out.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from kgraph.nlp.arcs import Tree, write

# Labels that ClearNLP has and Universal Dependencies has not: who sets one of them writes ClearNLP.
LABELS = frozenset("dobj pobj pcomp prep nsubjpass csubjpass auxpass acomp attr relcl npadvmod".split())
# What has the same structure and another name.
_RENAMED = {
    "": "dep", "acomp": "xcomp", "attr": "xcomp", "oprd": "xcomp", "auxpass": "aux:pass", "csubjpass": "csubj:pass",
    "dobj": "obj", "dative": "iobj", "intj": "discourse", "meta": "dep", "nsubjpass": "nsubj:pass",
    "poss": "nmod:poss", "preconj": "cc:preconj", "predet": "det:predet", "prt": "compound:prt",
    "prep": "advmod", "agent": "advmod",  # a preposition whose object stands elsewhere or nowhere: "came from"
}  # fmt: skip
_OBLIQUE, _PREPOSED, _AGENT = "prep+pobj", "prep+pcomp", "agent+pobj"  # an object that took its preposition's place
_BY_HEAD = {  # the label on a noun, and on anything else
    _OBLIQUE: ("nmod", "obl"), "pobj": ("nmod", "obl"), _PREPOSED: ("acl", "advcl"), "pcomp": ("acl", "advcl"),
    _AGENT: ("obl:agent", "obl:agent"),
}  # fmt: skip
_LIFTED = {"prep": _OBLIQUE, "dative": _OBLIQUE, "agent": _AGENT}
_CLAUSES = frozenset("ROOT conj ccomp xcomp advcl relcl acl parataxis appos attr acomp oprd pobj pcomp csubj".split())
_LOOSE = frozenset("amod acomp advmod attr ccomp xcomp nummod dobj oprd npadvmod".split())  # "as illegal", "for free"
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "SYM")
_BE = frozenset("be am is are was were been being 's ’s 're ’re 'm ’m".split())
# Adverbs that are said of a subject: "the war is over", "the envoy was back".
_STATES = frozenset("here there away back abroad home over out up down off ahead underway aboard nearby near".split())
_AIMS = frozenset(
    "aim goal purpose objective plan intention idea task mission priority job hope dream strategy policy solution answer "
    "message point way step challenge proposal demand choice option alternative duty role wish this that what it".split()
)
# Predicates of whom the subject "it" is somebody: "it was told that", "it is confident that".
_KNOWERS = frozenset(
    "tell inform assure convince warn notify remind persuade sure confident aware convinced concerned worried hopeful "
    "optimistic adamant afraid proud glad happy sorry satisfied".split()
)
_PERCEIVE = frozenset("let make see watch hear feel help have get find keep catch leave spot show".split())
_FIXED = {
    tuple(phrase.split())
    for phrase in "according to;because of;due to;such as;instead of;prior to;as to;as for;as of;rather than;as well as;"
    "more than;less than;fewer than;up to".split(";")
}


@Language.component(
    "kgraph_clearnlp",
    requires=["token.dep", "token.head", "token.tag", "token.pos", "token.lemma"],
    assigns=["token.dep", "token.head", "token.pos"],
)
def clearnlp(doc: Doc) -> Doc:
    """The same Doc with Universal Dependencies: one well-formed tree with one root a sentence."""
    if not len(doc) or not doc.has_annotation("DEP"):
        return doc
    trees = [Tree(sentence) for sentence in doc.sents]
    for tree in trees:
        for step in STEPS:
            step(tree)
    write(doc, trees)
    return doc


def prepositions(tree: Tree) -> None:
    """ "troops in Kyiv", "from behind the lines", "accused of arming": the object takes its preposition's place."""
    for k in tree.bottom_up():
        inner = _complement(tree, k)
        if inner is not None:
            _lift_object(tree, k, inner)


def _complement(tree: Tree, k: int) -> int | None:
    """What a preposition governs, a lifted object ("according to the envoy") and the odd adjective ("as illegal") too."""
    own = tree.children(k, "pobj", "pcomp")
    if own or tree.deps[k] not in _LIFTED or (tree.deps[k] == "dative" and tree.pos[k] in _NOMINAL):
        return next(iter(own), None)
    stacked = [c for c in tree.children(k, *_LOOSE, _OBLIQUE, _PREPOSED) if c > k]
    joined = [c for c in tree.children(k, "conj") if tree.children(c, "case")]  # "in and around Kyiv"
    return next(iter(stacked or joined), None)


def _lift_object(tree: Tree, k: int, inner: int) -> None:
    role, above, joined = tree.deps[k], tree.heads[k], tree.deps[inner] == "conj"
    verbal = tree.pos[inner] in ("VERB", "AUX") or bool(tree.children(inner, *_SUBJECTS))
    clause = tree.deps[inner] == _PREPOSED or (tree.deps[inner] in ("pcomp", "ccomp", "xcomp") and verbal)
    others = tree.lift(inner, "mark" if clause else "case")
    if role in ("pobj", "pcomp"):
        tree.deps[inner] = "pcomp" if clause else "pobj"
    elif role not in _CLAUSES:
        tree.deps[inner] = "conj" if role == "cc" else _PREPOSED if clause else _LIFTED.get(role, _OBLIQUE)
    for c in others:
        if tree.deps[c] in (_OBLIQUE, _PREPOSED) and c > inner and above != k:
            tree.attach(c, above)  # "from Pyongyang to Kursk"
        elif not (tree.deps[c] in ("cc", "conj") and k < c < inner):  # "in and around Kyiv"
            tree.attach(c, inner)
    if joined:
        second = next(c for c in tree.children(inner, "case") if c != k)
        tree.attach(second, k, "conj")


def fixed_phrases(tree: Tree) -> None:
    """ "according to", "as well as", "more than 1,500": words that are one preposition, conjunction or adverb."""
    for k in range(len(tree.words)):
        for size in (3, 2):
            group = range(k, min(k + size, len(tree.words)))
            if tuple(tree.low(i) for i in group) in _FIXED:
                _fix(tree, group)


def _fix(tree: Tree, group: range) -> None:
    first, last = group[0], group[-1]
    number = tree.low(first) in ("more", "less", "fewer", "up")
    if tree.deps[last] not in (("quantmod",) if number else ("case", "mark", "cc")):
        return
    noun = tree.heads[last]
    if tree.heads[noun] == first and tree.deps[first] in ("advmod", "npadvmod"):  # "instead of troops"
        clause = tree.deps[noun] == _PREPOSED
        for c in tree.lift(noun, tree.deps[last]):
            tree.attach(c, noun)
        tree.deps[noun] = _PREPOSED if clause else _OBLIQUE
    if tree.heads[noun] == first or any(tree.heads[i] not in (noun, tree.heads[noun], *group) for i in group):
        return  # "is due to the war": an adjective and its phrase
    tree.attach(first, noun, "advmod" if number else tree.deps[last])
    for i in group[1:]:
        tree.attach(i, first, "fixed")


def currencies(tree: Tree) -> None:
    """ "$200 million in aid": the unit is the head, the number counts it."""
    for k, word in enumerate(tree.words):
        if tree.deps[k] in ("quantmod", "nmod") and word.tag_ == "$" and tree.pos[tree.heads[k]] == "NUM":
            others = tree.lift(k, "nummod")
            tree.deps[k] = "compound" if tree.deps[k] == "nummod" else tree.deps[k]
            for c in others:
                if tree.deps[c] not in ("compound", "quantmod", "advmod", "nummod", "amod"):
                    tree.attach(c, k)


def copulas(tree: Tree) -> None:
    """ "Iran is not an ally", "they are in Kyiv", "the aim is to win": the predicate is the head, "be" its copula."""
    for k in tree.bottom_up():
        if tree.low(k) not in _BE or tree.deps[k] in ("aux", "auxpass", "cop", "case"):
            continue
        if tree.children(k, "expl"):  # "there are talks"
            tree.pos[k] = "VERB"
            for c in tree.children(k, "attr"):
                tree.deps[c] = "nsubj"
        elif (predicate := _predicate(tree, k)) is not None:
            _turn_copula(tree, k, predicate)


def _predicate(tree: Tree, k: int) -> int | None:
    """What is said of the subject: a noun or adjective, else a clause, else a place, else a state ("over")."""
    for deps in (("attr",), ("acomp",), ("oprd",)):
        found = tree.children(k, *deps)
        if found:
            return next((c for c in found if c > k), found[0])
    clauses = [c for c in tree.children(k, "ccomp", "xcomp") if c > k]
    places = tree.children(k, _OBLIQUE, _PREPOSED)
    places.sort(key=lambda c: c < k)  # "among the dead were soldiers"
    states = [c for c in tree.children(k, "advmod", "prep", "prt") if c > k and tree.low(c) in _STATES]
    times = [c for c in tree.children(k, "npadvmod") if c > k]
    return next(iter(clauses or states or places or times), None)


def _turn_copula(tree: Tree, k: int, predicate: int) -> None:
    subjects = tree.children(k, "nsubj")
    clause = tree.deps[predicate] in ("ccomp", "xcomp")
    infinitive = clause and any(tree.words[c].tag_ == "TO" for c in tree.children(predicate, "aux"))
    aims = any(tree.words[c].lemma_.lower() in _AIMS for c in subjects)
    planned = infinitive and subjects and not aims  # "Russia is to send troops"
    passive = bool(tree.children(predicate, "auxpass"))
    outer = not planned and (infinitive or (clause and bool(tree.children(predicate, *_SUBJECTS))))
    for c in subjects:
        tree.deps[c] = "nsubj:outer" if outer else "nsubjpass" if planned and passive else "nsubj"
    # What hangs on the copula belongs to the clause, though its new head be a noun.
    own = {_OBLIQUE: "obl", _PREPOSED: "advcl", "npadvmod": "obl:unmarked"}
    for c in tree.lift(predicate, "aux" if planned else "cop"):
        tree.attach(c, predicate, own.get(tree.deps[c]))


def extraposed(tree: Tree) -> None:
    """ "It is clear that troops left", "it was reported that ...": this "it" is nobody."""
    for k, word in enumerate(tree.words):
        its = [c for c in tree.children(k, "nsubj", "nsubjpass") if tree.low(c) == "it"]
        clauses = [c for c in tree.children(k, "ccomp") if c > k and _is_marked(tree, c, "that")]
        copula, passive = tree.children(k, "cop"), tree.children(k, "auxpass")
        if its and clauses and (copula or passive) and word.lemma_.lower() not in _KNOWERS:
            tree.deps[its[0]] = "expl"
            tree.deps[clauses[0]] = "csubj" if copula else "ccomp"


def _is_marked(tree: Tree, k: int, word: str) -> bool:
    return any(tree.low(c) == word for c in tree.children(k, "mark"))


def small_clauses(tree: Tree) -> None:
    """ "wants Russia to stop", "called it a setback": the subject of a clause without finite verb is an object above."""
    for k, word in enumerate(tree.words):
        above = tree.heads[k]
        subjects = [c for c in tree.children(k, "nsubj", "nsubjpass") if above < c < k]
        if tree.deps[k] not in ("ccomp", "oprd") or not subjects or tree.pos[above] != "VERB":
            continue
        helpers = [tree.words[c] for c in tree.children(k, "aux", "auxpass", "cop")]
        infinitive = any(t.tag_ == "TO" for t in helpers)
        finite = any(t.tag_ in ("MD", "VBD", "VBZ", "VBP") for t in [word, *helpers])
        seen = tree.words[above].lemma_.lower() in _PERCEIVE and word.tag_ in ("VB", "VBG", "VBN")
        verbless = tree.pos[k] in ("NOUN", "PROPN", "ADJ") and not helpers
        if (infinitive or seen or verbless) and not (
            finite or tree.children(k, "mark") or tree.children(above, "dobj")
        ):
            tree.attach(subjects[0], above, "dobj")
            tree.deps[k] = "xcomp"


def person_names(tree: Tree) -> None:
    """ "Foreign Minister Sergei Lavrov": the first name is the head, the others ``flat``, the title ``nmod:desc``."""
    for inner in _persons(tree):
        first = inner[0]
        heads = [k for k in inner if tree.heads[k] not in inner or k == tree.root]
        if len(heads) != 1:
            continue
        if tree.heads[first] == heads[0] != first and tree.deps[first] in ("compound", "nmod", "amod", "flat"):
            for c in tree.lift(first, "flat"):
                tree.attach(c, first)
        for c in [c for c in tree.children(first, "compound", "nmod", "flat") if c in inner]:
            tree.deps[c] = "flat"
        _title(tree, first)


def _persons(tree: Tree) -> Iterator[range]:
    marks = [t.ent_iob_ if t.ent_type_ in ("PERSON", "PER") else "O" for t in tree.words]
    for k in (k for k, mark in enumerate(marks) if mark == "B"):
        end = k + 1
        while end < len(marks) and marks[end] == "I":
            end += 1
        yield range(k, end)


def _title(tree: Tree, name: int) -> None:
    """The word of a title before a name, and the title's own modifiers on it."""
    before = [c for c in tree.children(name, "compound", "nmod") if c < name]
    if before and tree.pos[before[-1]] in ("NOUN", "PROPN"):
        title = before[-1]
        tree.deps[title] = "nmod:desc"
        for c in tree.children(name, "compound", "amod", "nmod"):
            if c < title:
                tree.attach(c, title)


def coordination(tree: Tree) -> None:
    """ "Iran, Syria and Russia": conjuncts hang on the first one, comma and conjunction on the conjunct behind them."""
    conjuncts = [k for k in range(len(tree.words)) if tree.deps[k] == "conj"]
    for k in conjuncts:
        edge = min(tree.subtree(k))
        between = [c for c in tree.children(tree.heads[k], "cc", "punct") if tree.heads[k] < c < k]
        earlier = [c for c in tree.children(tree.heads[k], "conj") if c < k]
        for c in between:
            gap = all(tree.deps[i] in ("cc", "punct") or tree.words[i].is_space for i in range(c, edge))
            if c > max(earlier, default=-1) and (tree.deps[c] == "cc" or (gap and tree.low(c) in (",", ";"))):
                tree.attach(c, k)
    for k in conjuncts:
        first = tree.heads[k]
        # "Seoul spoke, Tokyo agreed and sent aid": what has no subject stays with the clause that lends it one.
        while tree.deps[first] == "conj" and not (
            tree.children(first, *_SUBJECTS) and not tree.children(k, *_SUBJECTS)
        ):
            first = tree.heads[first]
        tree.attach(k, first)


def relabel(tree: Tree) -> None:
    """Every label that is left by its name in Universal Dependencies; the parts of speech that follow from it."""
    predicates = {tree.heads[k] for k, dep in enumerate(tree.deps) if dep in ("cop", *_SUBJECTS)}
    labels = [_label(tree, k, predicates) for k in range(len(tree.words))]
    labels[tree.root] = "ROOT"
    tree.deps = labels
    for k, word in enumerate(tree.words):
        tree.pos[k] = _part_of_speech(word, labels[k], tree.pos[k])


def _label(tree: Tree, k: int, predicates: set[int]) -> str:
    dep, word, head = tree.deps[k], tree.words[k], tree.heads[k]
    nominal = tree.pos[head] in _NOMINAL
    if dep in _BY_HEAD:
        return _BY_HEAD[dep][0 if nominal else 1]
    match dep:
        case "aux":
            return "mark" if word.tag_ == "TO" else dep
        case "neg":
            return "det" if word.tag_ == "DT" else "advmod"
        case "npadvmod":
            return "nmod:unmarked" if nominal and head not in predicates else "obl:unmarked"
        case "ccomp" | "xcomp":
            return "acl" if tree.pos[head] in ("NOUN", "PROPN") and head not in predicates else dep
        case "relcl":
            return "advcl:relcl" if tree.pos[head] in ("VERB", "AUX") else "acl:relcl"
        case "nmod":
            return dep if tree.children(k, "case") or k > head else "amod" if word.pos_ == "ADJ" else "compound"
        case "advmod" | "quantmod" if word.lower_ == "at" and k == head - 1:
            return "case"  # "at least"
        case "quantmod":
            return "compound" if word.pos_ == "NUM" else "advmod"
        case "ROOT":
            return "parataxis"
        case _:
            return _RENAMED.get(dep, dep)


def _part_of_speech(word: Token, dep: str, pos: str) -> str:
    if dep in ("aux", "aux:pass", "cop"):
        return "AUX"
    if pos == "AUX" and word.tag_.startswith("VB") and word.lower_ not in _BE:
        return "VERB"  # "has troops"
    if word.tag_ == "IN" and pos in ("ADP", "SCONJ"):
        return {"case": "ADP", "mark": "SCONJ", "advmod": "ADV"}.get(dep, pos)
    return pos


STEPS = (
    prepositions,
    fixed_phrases,
    currencies,
    copulas,
    extraposed,
    small_clauses,
    person_names,
    coordination,
    relabel,
)
