"""Records for the tests of exports and of show: a small dataset in memory, and strategies that make hostile ones."""

from dataclasses import dataclass, field, replace
from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kgraph.store.terms import Terms, term, text_literal
from kgraph.types import (
    Affiliation,
    Article,
    Casualties,
    Claim,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Money,
    Participant,
    Quantity,
    Quote,
    Range,
    Reference,
    Source,
    Span,
    Tenure,
    Time,
)

SENTENCE = "Seoul said that, according to its spy agency, North Korea had sent about 3,000 troops to Russia in October."
DENIAL = 'A Kremlin spokesman denied it: "No such troops exist," he said.'
ATTACK = "Rebels killed at least 12 people in a raid worth $2 million, residents say."
TEXT = f"{SENTENCE}\n\n{DENIAL} {ATTACK}\n"
KOREA, SOUTH, RUSSIA = "entity/state/PRK", "entity/state/KOR", "entity/state/RUS"
AGENCY, SPOKESMAN = "entity/agency/nis", "entity/person/spokesman"


@dataclass(repr=False)
class Fake:
    """A dataset that holds its records in memory."""

    found: list[Extraction] = field(default_factory=list)
    table: dict[str, Entity] = field(default_factory=dict)
    statements: list[Quad] = field(default_factory=list)
    terms: Terms = field(default_factory=Terms)

    def articles(self):
        return [extraction.article for extraction in self.found]

    def extractions(self):
        return iter(self.found)

    def claims(self):
        return (claim for extraction in self.found for claim in extraction.claims)

    def entities(self):
        return self.table

    def quads(self):
        return iter(self.statements)


def span(words, text=TEXT, after=""):
    start = text.index(words, text.index(after))
    return Span(start, start + len(words), words)


def mention(words, type_, entity, text=TEXT, kind="name"):
    at = span(words, text)
    return Mention(at.start, at.end, at.text, kind, type_, entity, entity)


def evidence(words, sentence, text=TEXT):
    at = span(words, text)
    return Evidence(at.start, at.end, at.text, sentence)


def entities():
    article = ("article/a1",)
    return {
        e.id: e
        for e in (
            Entity(KOREA, "State", "North Korea", ("DPRK", "Pyongyang"), "PRK", "GOV", "Q423", "PRK", "731", "731",
                   mentions=1, articles=article),
            Entity(SOUTH, "State", "South Korea", ("Seoul",), "KOR", "GOV", "Q884", "KOR", "732", "732",
                   mentions=1, articles=article),
            Entity(RUSSIA, "State", "Russia", (), "RUS", "GOV", "Q159", "RUS", "365", "365",
                   mentions=2, articles=article),
            Entity(AGENCY, "IntelligenceService", "National Intelligence Service", ("the spy agency",), "KOR", "SPY",
                   part_of=(SOUTH,), mentions=1, articles=article),
            Entity(SPOKESMAN, "Official", "A Kremlin spokesman", (), "RUS", "GOV",
                   roles=(Tenure("spokesman", RUSSIA, date(2024, 10, 18), None, "article/a1"),
                          Tenure("envoy", KOREA, date(2019, 3, 1), date(2021, 6, 30), "article/a1")),
                   mentions=1, articles=article),
            Entity("entity/place/rio", "Place", "Rio de Janeiro", latitude=-22.9, longitude=-43.2, articles=()),
        )
    }  # fmt: skip


def claims():
    seoul = mention("Seoul", "State", SOUTH)
    agency = mention("its spy agency", "IntelligenceService", AGENCY, kind="nominal")
    troops = Claim(
        "claim/c1", "article/a1", "TroopClaim", evidence("North Korea had sent about 3,000 troops to Russia", SENTENCE),
        sources=(Source(seoul, span("said")), Source(mention("Russia", "State", RUSSIA), span("said"), joint=True),
                 Source(agency, span("according to"))),
        participants=(Participant("force", mention("North Korea", "State", KOREA)),
                      Participant("location", mention("Russia", "State", RUSSIA))),
        event="MOBILIZE", mode="troops", activity="deploy", certainty="probable", phase="completed",
        quantity=Quantity(3000, 3000, "about 3,000 troops", "troops", approximate=True),
        time=Time(date(2024, 10, 1), date(2024, 10, 31), "month", "in October"),
        rules=("troops.send",), confidence=0.8,
    )  # fmt: skip
    spokesman = mention("A Kremlin spokesman", "Official", SPOKESMAN, kind="nominal")
    denial = Claim(
        "claim/c2", "article/a1", "Statement", evidence("denied it", DENIAL),
        participants=(Participant("speaker", spokesman), Participant("target", seoul)),
        event="REJECT", polarity="-", rules=("statement.deny", "statement.verb"),
    )  # fmt: skip
    attack = Claim(
        "claim/c3", "article/a1", "AttackClaim", evidence("Rebels killed at least 12 people in a raid", ATTACK),
        sources=(Source(mention("residents", "UnnamedSource", None, kind="nominal"), None),),
        participants=(Participant("attacker", mention("Rebels", "ArmedGroup", None, kind="nominal")),),
        event="ASSAULT", casualties=Casualties(killed=Range(12, None)), money=Money(2e6, "USD", "$2 million"),
    )  # fmt: skip
    return troops, denial, attack


def quotes():
    spokesman = mention("A Kremlin spokesman", "Official", SPOKESMAN, kind="nominal")
    return (
        Quote(
            "direct",
            span("A Kremlin spokesman"),
            spokesman,
            span("said", after="he said"),
            (span('"No such troops exist,"'),),
        ),
        Quote("indirect", None, None, None, (span("North Korea"), span("to Russia"))),
    )


def dataset():
    article = Article(
        "article/a1", "news/first.txt", TEXT, "Troops \u2028 head west", "The Example", date(2024, 10, 18),
        "https://example.org/1",
    )  # fmt: skip
    member = Affiliation(
        mention("its spy agency", "IntelligenceService", AGENCY), mention("Seoul", "State", SOUTH),
        evidence("its spy agency", SENTENCE),
    )  # fmt: skip
    pointing = Reference(span("No such troops"), "claim/c2", ("claim/c1",), "told last before it", "denies", 0.75)
    extraction = Extraction(article, (), claims(), (), (member,), quotes(), (pointing,))
    empty = Extraction(Article("article/a2", "news/second.txt", "Nothing."))
    return Fake([extraction, empty], entities(), quads())


def quads(words='plain \x01 \u2028 "quoted" \\ ünïcödé'):
    terms = Terms()
    one, two = terms.article_graph("article/a1"), terms.article_graph("article/a2")
    claim = terms.iri("claim/c1")
    return [
        Quad(claim, term("rdf:type"), term("kg:TroopClaim"), one),
        Quad(claim, term("rdf:type"), term("kg:Claim"), one),
        Quad(claim, term("kg:force"), terms.iri(KOREA), one),
        Quad(claim, term("kg:force"), terms.iri(KOREA), two),
        Quad(claim, term("kg:start"), Literal("2024-10-01", datatype=term("xsd:date")), one),
        Quad(claim, term("kg:position"), Literal("7", datatype=term("xsd:integer")), one),
        Quad(claim, term("kg:position"), Literal("007", datatype=term("xsd:integer")), one),
        Quad(claim, term("kg:approximate"), Literal("true", datatype=term("xsd:boolean")), one),
        Quad(claim, term("kg:amount"), Literal("2.50", datatype=term("xsd:decimal")), two),
        Quad(claim, term("kg:mixed"), terms.iri("claim/with space"), two),
        Quad(claim, term("kg:mixed"), text_literal(words), two),
        Quad(claim, term("rdfs:label"), Literal("Korea", language="en"), two),
        Quad(NamedNode("urn:x"), term("rdfs:label"), text_literal(words), DefaultGraph()),
    ]


# A busy machine is no failure.
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
_FORMULAS = st.sampled_from(
    ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "'=1", "''", "＝1", "\ud800", "\x00"]
)
hostile_text = st.lists(st.one_of(_FORMULAS, st.text(st.characters(), max_size=6)), max_size=4).map("".join)


@st.composite
def hostile_datasets(draw):
    """The small dataset with hostile strings wherever the outside world's words go."""
    base = dataset()
    text = draw(hostile_text.filter(bool))
    table = {
        key: replace(e, name=draw(hostile_text), aliases=tuple(draw(st.lists(hostile_text, max_size=2))))
        for key, e in base.table.items()
    }
    made = []
    for claim in claims():
        participants = tuple(
            replace(p, mention=replace(p.mention, text=draw(hostile_text))) for p in claim.participants
        )
        quoted = Evidence(0, len(text), text, text)
        made.append(replace(claim, evidence=quoted, participants=participants, rules=(draw(hostile_text),)))
    article = Article("article/a1", draw(hostile_text), text, draw(hostile_text), draw(hostile_text))
    whole = Quote("direct", Span(0, len(text), text), None, None, (Span(0, len(text), text),))
    return Fake([Extraction(article, (), tuple(made), quotes=(whole,))], table, quads(draw(hostile_text)))
