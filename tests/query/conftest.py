"""A dataset in memory: two invented articles that tell of troops, arms, a treaty, a denial and posts."""

from dataclasses import replace
from datetime import date

import pytest

from kgraph.store.dataset import Dataset
from kgraph.store.entities import entities_to_quads
from kgraph.store.links import link_claims, links_to_quads
from kgraph.types import (
    Article,
    Claim,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Participant,
    Quantity,
    Role,
    Source,
    Span,
    Tenure,
    Time,
)

FIRST = (
    "Westland said up to 3,000 Eastland soldiers had arrived in Port Sorrel on 3 May. "
    "Eastland's envoy Ana Ruiz denied that Eastland had sent troops to Port Sorrel. "
    "Eastland and Northland signed the Sorrel Pact, which obliges each to help the other. "
    "=Ruiz called Westland a liar. "
    "Westland and Southland said Northland had dismissed Eastland's words as nothing more than rumours."
)
SECOND = "According to Southland, Eastland troops are in Port Sorrel. Westland is selling tanks to Southland."
IDS = {
    "Westland": ("entity/state/WES", "State"),
    "Eastland": ("entity/state/EAS", "State"),
    "Northland": ("entity/state/NOR", "State"),
    "Southland": ("entity/state/SOU", "State"),
    "Port Sorrel": ("entity/place/port-sorrel", "Place"),
    "Ana Ruiz": ("entity/person/ana-ruiz", "Official"),
    "Ruiz": ("entity/person/ana-ruiz", "Official"),
    "Sorrel Pact": ("entity/treaty/sorrel-pact", "Treaty"),
}


class Text:
    """Builds records by the words that they stand on."""

    def __init__(self, number, text, publisher, published):
        self.article = Article(
            id=f"article/{number}",
            path=f"news/{number}.txt",
            text=text,
            title=f"Report {number}",
            publisher=publisher,
            published=published,
        )

    def mention(self, words, after=0):
        start = self.article.text.index(words, after)
        entity, kind = IDS.get(words, (None, "Organization"))
        return Mention(start, start + len(words), words, "name", kind, entity=entity)

    def span(self, words):
        start = self.article.text.index(words)
        return Span(start, start + len(words), words)

    def claim(self, name, kind, quote, roles, *, source=None, cue=None, **rest):
        span = self.span(quote)
        sources = () if source is None else (Source(self.mention(source), self.span(cue)),)
        return Claim(
            id=f"claim/{name}",
            article=self.article.id,
            type=kind,
            evidence=Evidence(span.start, span.end, quote, quote),
            sources=sources,
            participants=tuple(Participant(role, self.mention(words)) for role, words in roles),
            rules=("sample",),
            **rest,
        )


TROOPS = [("force", "Eastland"), ("location", "Port Sorrel")]
PACT = [("party", "Eastland"), ("party", "Northland"), ("treaty", "Sorrel Pact")]


def sample():
    one = Text("1", FIRST, "The Courier", date(2031, 5, 4))
    two = Text("2", SECOND, None, None)
    post = Role(one.mention("Ana Ruiz"), "envoy", one.mention("Eastland", 80), Evidence(81, 107, FIRST[81:107], FIRST))
    claims = (*troops_in(one), *treaty_in(one), *statements_in(one))
    return [Extraction(one.article, claims=claims, roles=(post,)), Extraction(two.article, claims=claims_of(two))]


def troops_in(one):
    sent = one.claim(
        "a1",
        "TroopClaim",
        "up to 3,000 Eastland soldiers had arrived in Port Sorrel on 3 May",
        TROOPS,
        source="Westland",
        cue="said",
        activity="arrive",
        phase="completed",
        event="MOBILIZE",
        quantity=Quantity(None, 3000.0, "up to 3,000", "soldiers"),
        time=Time(date(2031, 5, 3), date(2031, 5, 3), "day", "3 May"),
    )
    quote = "Eastland had sent troops to Port Sorrel"
    denied = one.claim(
        "b1",
        "TroopClaim",
        quote,
        TROOPS,
        source="Ana Ruiz",
        cue="denied",
        activity="deploy",
        phase="completed",
        polarity="-",
    )
    return sent, denied


def treaty_in(one):
    pact = one.claim(
        "c1",
        "TreatyClaim",
        "Eastland and Northland signed the Sorrel Pact",
        PACT,
        activity="sign",
    )
    clause = one.claim(
        "c2",
        "ClauseClaim",
        "which obliges each to help the other",
        PACT,
    )
    return pact, clause


def statements_in(one):
    liar = one.claim(
        "d1",
        "Statement",
        "=Ruiz called Westland a liar",
        [("speaker", "Ruiz"), ("target", "Westland")],
        event="ACCUSE",
    )
    rumours = one.claim(
        "d2",
        "Statement",
        "nothing more than rumours",
        [("speaker", "Port Sorrel"), ("speaker", "Northland"), ("target", "Eastland")],
        event="REJECT",
    )
    rumours = replace(
        rumours, sources=tuple(Source(one.mention(w), None, w != "Westland") for w in ("Westland", "Southland"))
    )
    return liar, rumours


def claims_of(two):
    there = two.claim(
        "e1",
        "TroopClaim",
        "Eastland troops are in Port Sorrel",
        TROOPS,
        source="Southland",
        cue="According to",
        activity="present",
        phase="ongoing",
    )
    tanks = two.claim(
        "f1",
        "ArmsClaim",
        "Westland is selling tanks to Southland",
        [("supplier", "Westland"), ("item", "tanks"), ("recipient", "Southland")],
        activity="sell",
    )
    return there, tanks


@pytest.fixture(scope="session")
def dataset():
    data = Dataset.memory()
    for extraction in sample():
        data.replace_article(extraction)
    named = {entity: (name, kind) for name, (entity, kind) in reversed(IDS.items())}
    tenures = (Tenure("envoy", "entity/state/EAS", date(2031, 5, 4), None, "article/1"),)
    entities = [
        Entity(entity, kind, name, roles=tenures if kind == "Official" else (), mentions=1)
        for entity, (name, kind) in named.items()
    ]
    data.replace_derived("actors", entities_to_quads(entities, data.terms))
    data.replace_derived("links", links_to_quads(link_claims(data.claims()), data.terms))
    return data
