"""A small world by hand: articles with mentions and claims, put into stores without reading them by a model."""

import re
from dataclasses import replace

from kgraph.deciding import apply
from kgraph.store import Dataset
from kgraph.types import Article, Claim, Evidence, Extraction, Mention, Participant, Source

WHEN = "2031-05-04T10:00:00+00:00"
KEYS = {
    "Anna Petrova": ("person/anna-petrova", "Person"),
    "Anya Petrovna": ("person/anya-petrovna", "Person"),
    "Petrova": ("person/?petrova", "Person"),
    "John Smith": ("person/john-smith", "Person"),
    "Kenya": ("state/KEN", "State"),
    "Uganda": ("state/UGA", "State"),
    "Lake Guild": ("organization/lake-guild", "Organization"),
    "Guild of the Lake": ("organization/guild-of-the-lake", "Organization"),
    "she": ("person/anna-petrova", "Person"),
}
TEXTS = {
    "a": "Anna Petrova told Kenya that Uganda had sent 300 troops to Kenya. In Nairobi she signed the text.",
    "b": "Anya Petrovna met John Smith of the Lake Guild. John Smith said that Kenya had sent troops to Uganda.",
    "c": "The Guild of the Lake praised John Smith, a footballer. John Smith thanked Kenya, and Uganda attacked Kenya.",
}


def article(name, text=None):
    text = TEXTS[name] if text is None else text
    return Article(f"article/{name * 4}", f"{name}.txt", text, publisher="The Example")


def mention(text, words, at=0, key=None, kind="name"):
    start = text.index(words, at)
    known, type_ = KEYS.get(words, (None, "Organization"))
    kind = "pronoun" if words == "she" else kind
    return Mention(start, start + len(words), words, kind, type_, key or known)


def mentions(text):
    found = []
    for words in KEYS:
        found.extend(mention(text, words, m.start()) for m in re.finditer(rf"\b{re.escape(words)}\b", text))
    inside = [m for m in found if not any(o is not m and o.start <= m.start and m.end <= o.end for o in found)]
    return tuple(sorted(inside, key=lambda m: m.start))


def claim(name, id, quote, force, location, *, type="TroopClaim", activity="deploy", source=None, text=None, **more):
    text = TEXTS[name] if text is None else text
    start = text.index(quote)
    roles = ("attacker", "target") if type == "AttackClaim" else ("force", "location")
    return Claim(
        f"claim/{id}", f"article/{name * 4}", type, Evidence(start, start + len(quote), quote, text),
        sources=() if source is None else (Source(mention(text, source), None),),
        participants=tuple(Participant(r, mention(text, w, start)) for r, w in zip(roles, (force, location), strict=True)),
        event="MOBILIZE" if type == "TroopClaim" else "ASSAULT", activity=activity if type == "TroopClaim" else None,
        rules=("by.hand",), **more,
    )  # fmt: skip


def extractions():
    claims = {
        "a": (claim("a", "a1", "Uganda had sent 300 troops to Kenya", "Uganda", "Kenya", source="Anna Petrova"),),
        "b": (claim("b", "b1", "Kenya had sent troops to Uganda", "Kenya", "Uganda", source="John Smith"),),
        "c": (claim("c", "c1", "Uganda attacked Kenya", "Uganda", "Kenya", type="AttackClaim"),),
    }
    return [Extraction(article(n), mentions(TEXTS[n]), claims[n]) for n in "abc"]


def put(path, some):
    """Store the extractions, in their order, and connect them as a build does."""
    with Dataset.open(path, create=True) as dataset:
        for extraction in some:
            dataset.replace_article(extraction, reading="by hand")
    return apply(path)


def quads(path):
    with Dataset.open(path) as dataset:
        return dataset.quads()


def entities(path):
    with Dataset.open(path) as dataset:
        return dataset.entities()


def told(path):
    """Which words stand for which entity, by the entity's name."""
    found = {}
    with Dataset.open(path) as dataset:
        names = {id: e.name for id, e in dataset.entities().items()}
        for extraction in dataset.extractions():
            for m in extraction.mentions:
                if m.entity:
                    found.setdefault(names[m.entity], []).append((extraction.article.path[0], m.text))
    return found


def shifted(extraction, **words):
    """As if another reading had found the claims: other ids, the evidence begins a word later."""
    made = []
    for c in extraction.claims:
        e = c.evidence
        cut = e.quote.index(" ") + 1
        made.append(replace(
            c, id=f"{c.id}/again", evidence=Evidence(e.start + cut, e.end, e.quote[cut:], e.sentence), **words
        ))  # fmt: skip
    return replace(extraction, claims=tuple(made))
