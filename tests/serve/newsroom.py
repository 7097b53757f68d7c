"""A store of invented news for the tests of the pages: overlapping spans, a denial, and texts that attack."""

from datetime import date

from kgraph.analyse.edges import edges
from kgraph.store import Dataset
from kgraph.store.edges import edges_to_quads
from kgraph.store.entities import entities_to_quads
from kgraph.store.extraction import extraction_to_quads
from kgraph.store.links import ClaimLink, links_to_quads
from kgraph.types import (
    Article,
    Claim,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Money,
    Participant,
    Quantity,
    Quote,
    Reference,
    Source,
    Span,
    Tenure,
    Time,
)

NEWS = (
    "PORT SELBY \U0001f4f0 (Northwire) - Irina Orlova, Ardania's president, said on Monday that Corvia had sent up to "
    "3,000 soldiers to Tarn Valley, as the League had warned.\n\n"
    "Corvia denied that it had sent soldiers to Tarn Valley. The League called the denial a lie."
)
ATTACKS = [
    "<script>window.hacked=1</script>",
    '"><img src=x onerror="window.hacked=2">',
    "</textarea></title></script><script>window.hacked=3</script><!--",
    "\u202egnorts\u202c \u200fright to left\u2028line\u2029end",
    "javascript:window.hacked=4",
    "long " + "name" * 2500,
    "{{ 7*7 }} {% raw %} \x1b __proto__ </blockquote>",
]
ADDRESSES = ["javascript:window.hacked=5", "data:text/html,<script>window.hacked=6</script>", " jAvAscript:alert(1)"]
IDS = {
    "Irina Orlova": ("entity/person/irina-orlova", "Official"),
    "Irina Orlova, Ardania's president": ("entity/person/irina-orlova", "Official"),
    "Ardania": ("entity/state/ARD", "State"),
    "Corvia": ("entity/state/COR", "State"),
    "it": ("entity/state/COR", "State"),
    "League": ("entity/igo/league", "IGO"),
    "Tarn Valley": ("entity/place/tarn-valley", "Place"),
}
FIRST, DENIAL, LIE = "claim/00000000000000a1", "claim/00000000000000b2", "claim/00000000000000c3"


class Text:
    """Records of one article, by the words that they stand on."""

    def __init__(self, article):
        self.article = article

    def span(self, words, nth=0):
        at = -1
        for _ in range(nth + 1):
            at = self.article.text.index(words, at + 1)
        return Span(at, at + len(words), words)

    def mention(self, words, nth=0, ids=IDS):
        span = self.span(words, nth)
        id, type_ = ids[words]
        return Mention(span.start, span.end, words, "name", type_, key=id.removeprefix("entity/"), entity=id)

    def evidence(self, words, nth=0):
        span = self.span(words, nth)
        text = self.article.text
        ends = [text.find(mark, span.end) for mark in (".", "\n")]
        end = min((e + 1 for e in ends if e >= 0), default=len(text))
        begin = max(text.rfind(mark, 0, span.start) for mark in (". ", "\n")) + 1
        return Evidence(span.start, span.end, words, text[begin:end].strip())


def news():
    """The article with overlapping spans."""
    article = Article("article/aa11", "news/tarn.txt", NEWS, "Troops near Tarn Valley", "Northwire", date(2024, 10, 7),
                      "https://northwire.example/tarn?a=1&b=2")  # fmt: skip
    text = Text(article)
    orlova = text.mention("Irina Orlova, Ardania's president")
    said, denied, called = text.span("said"), text.span("denied"), text.span("called")
    sent = text.evidence("Corvia had sent up to 3,000 soldiers to Tarn Valley")
    claims = (
        Claim(
            FIRST, article.id, "TroopClaim", sent,
            sources=(Source(orlova, said), Source(text.mention("League"), None)),
            participants=(Participant("force", text.mention("Corvia")), Participant("location", text.mention("Tarn Valley"))),
            event="MOBILIZE", activity="deploy", certainty="probable", phase="completed",
            quantity=Quantity(None, 3000, "up to 3,000", "soldiers"), money=Money(5, "USD", "$5"),
            time=Time(date(2024, 10, 7), date(2024, 10, 7), "day", "Monday"), rules=("troops_by_verb",), confidence=0.7,
        ),
        Claim(
            DENIAL, article.id, "TroopClaim", text.evidence("it had sent soldiers to Tarn Valley"),
            sources=(Source(text.mention("Corvia", 1), denied),), polarity="-", event="MOBILIZE", activity="deploy",
            participants=(Participant("force", text.mention("it", NEWS[: NEWS.index("it had")].count("it"))),
                          Participant("location", text.mention("Tarn Valley", 1))), rules=("troops_by_verb",),
        ),
        Claim(
            LIE, article.id, "Statement", text.evidence("The League called the denial a lie"),
            participants=(Participant("speaker", text.mention("League", 1)), Participant("target", text.mention("Corvia", 1))),
            event="ACCUSE", rules=("statement",),
        ),
    )  # fmt: skip
    mentions = (orlova, text.mention("Irina Orlova"), text.mention("Ardania"), text.mention("Corvia"),
                text.mention("Tarn Valley"), text.mention("League"), text.mention("League", 1))  # fmt: skip
    quote = Quote(
        "indirect", text.span("The League"), text.mention("League", 1), called, (text.span("the denial a lie"),)
    )
    back = Reference(text.span("the denial"), LIE, (DENIAL, FIRST), "what was denied last before it")
    return Extraction(article=article, mentions=mentions, claims=claims, quotes=(quote,), references=(back,))


def attack(number):
    """An article every field of which is an attack."""
    words = ATTACKS[number]
    body = f"{words} said {words} was <b>bold</b> & bad.\n{words}"
    article = Article(f"article/h{number}", f"x/{words[:200]}", body, words, words, date(2023, 1, 1 + number),
                      ADDRESSES[number % len(ADDRESSES)])  # fmt: skip
    text = Text(article)
    ids = {words: (f"entity/hostile/{number}", "Person")}
    first, second = text.mention(words, 0, ids), text.mention(words, 1, ids)
    evidence = Evidence(second.start, second.end, words, body)
    claim = Claim(
        f"claim/{number:016x}", article.id, "EventClaim", evidence, sources=(Source(first, text.span("said")),),
        participants=(Participant("actor", second),), event="ACCUSE", quantity=Quantity(1, 2, words, words[:50]),
        mode=words, context=words, rules=(words[:50],),
    )  # fmt: skip
    return Extraction(article=article, mentions=(first, second), claims=(claim,))


def people():
    """The entities of all articles."""
    found = {}
    names = {"entity/person/irina-orlova": "Irina Orlova", "entity/state/ARD": "Ardania", "entity/state/COR": "Corvia",
             "entity/igo/league": "Northern League", "entity/place/tarn-valley": "Tarn Valley"}  # fmt: skip
    for id, type_ in sorted(set(IDS.values())):
        found[id] = Entity(id, type_, names[id], mentions=2, articles=("article/aa11",))
    found["entity/state/COR"] = Entity(
        "entity/state/COR", "State", "Corvia", ("Córvia", "Corvian"), sector="GOV", iso3="COR", wikidata="Q42",
        mentions=3, articles=("article/aa11",),
    )  # fmt: skip
    found["entity/person/irina-orlova"] = Entity(
        "entity/person/irina-orlova", "Official", "Irina Orlova", ("Orlova",), country="ARD", mentions=2,
        articles=("article/aa11",), roles=(Tenure("president", "entity/state/ARD", date(2024, 10, 7), None, "article/aa11"),),
    )  # fmt: skip
    found["entity/agency/guard"] = Entity(
        "entity/agency/guard", "ArmedForce", "Corvian Guard", part_of=("entity/state/COR",), mentions=0
    )
    for number, words in enumerate(ATTACKS):
        id = f"entity/hostile/{number}"
        found[id] = Entity(
            id, "Person", words, (words[:300], "constructor"), wikidata=words[:50], country=words[:20], mentions=2,
            articles=(f"article/h{number}",),
        )  # fmt: skip
    return found


def write(path):
    """The store."""
    extractions = [news(), *(attack(number) for number in range(len(ATTACKS)))]
    entities = people()
    claims = [claim for extraction in extractions for claim in extraction.claims]
    articles = {extraction.article.id: extraction.article for extraction in extractions}
    with Dataset.open(path, create=True) as dataset:
        for extraction in extractions:
            dataset.store.extend(extraction_to_quads(extraction, dataset.terms))
        dataset.store.extend(entities_to_quads(entities.values(), dataset.terms))
        dataset.store.extend(edges_to_quads(edges(claims, entities, articles), dataset.terms))
        link = ClaimLink("denies", DENIAL, FIRST, "Corvia denies what Irina Orlova says")
        dataset.store.extend(links_to_quads([link], dataset.terms))
    return path
