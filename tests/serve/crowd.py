"""A store of more actors than the explorer loads at once: a hub, its neighbours, and many who are only mentioned."""

from datetime import date, timedelta

from kgraph.analyse.edges import edges
from kgraph.store import Dataset
from kgraph.store.edges import edges_to_quads
from kgraph.store.entities import entities_to_quads
from kgraph.store.extraction import extraction_to_quads
from kgraph.types import Article, Claim, Entity, Evidence, Extraction, Mention, Participant, Source, Span

HUB, FIRST, FAR = "entity/state/HUB", "entity/person/p1", "entity/person/p99"
NEIGHBOURS, EVERYBODY = 200, 2100
ATTACK = '<img src=x onerror="window.hacked=1">'


def people():
    """Everybody by their ids; one of them has a name that attacks."""
    found = [Entity(HUB, "State", "Hubland", ("Land of the Hub",), mentions=500)]
    for n in range(1, EVERYBODY):
        name = ATTACK if n == 7 else f"Córin Vale {n}"
        found.append(Entity(f"entity/person/p{n}", "Person", name, (f"Nickname {n}",), mentions=3))
    return {entity.id: entity for entity in found}


def article(number, known):
    """One sentence: somebody says that the hub threatened one of its neighbours; the first are named most."""
    one = known[
        f"entity/person/p{number % NEIGHBOURS + 1}" if number < NEIGHBOURS else f"entity/person/p{number % 20 + 1}"
    ]
    said = f"{one.name} said "
    text = f"{said}Hubland had threatened {one.name} in {number}."
    id_ = f"article/{number:04x}"
    at = text.index("Hubland had")
    speaker = Mention(0, len(one.name), one.name, "name", "Person", key=one.id, entity=one.id)
    hub = Mention(at, at + 7, "Hubland", "name", "State", key=HUB, entity=HUB)
    other = Mention(at + 23, at + 23 + len(one.name), one.name, "name", "Person", key=one.id, entity=one.id)
    claim = Claim(
        f"claim/{number:016x}", id_, "EventClaim", Evidence(at, len(text) - 1, text[at:-1], text),
        (Source(speaker, Span(len(one.name) + 1, len(one.name) + 5, "said")),),
        (Participant("actor", hub), Participant("recipient", other)), event="THREATEN", rules=("event",),
    )  # fmt: skip
    told = Article(id_, f"n/{number}.txt", text, f"Threat {number}", "Wire", date(2024, 1, 1) + timedelta(days=number))
    return Extraction(article=told, mentions=(speaker, hub, other), claims=(claim,))


def write(path):
    """The store: one claim of each neighbour, then two hundred more of the first twenty."""
    known = people()
    found = [article(n, known) for n in range(2 * NEIGHBOURS)]
    articles = {e.article.id: e.article for e in found}
    with Dataset.open(path, create=True) as dataset:
        for extraction in found:
            dataset.store.extend(extraction_to_quads(extraction, dataset.terms))
        dataset.store.extend(entities_to_quads(known.values(), dataset.terms))
        claims = [claim for extraction in found for claim in extraction.claims]
        dataset.store.extend(edges_to_quads(edges(claims, known, articles), dataset.terms))
    return path
