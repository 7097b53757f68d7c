"""Hypothesis strategies for whole extractions and entities, hostile text included."""

import string
from datetime import date

from hypothesis import strategies as st

from kgraph.plover import EVENTS
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
    Role,
    Source,
    Span,
    Tenure,
    Time,
)

HOSTILE = (
    "",
    " ",
    '"""',
    "'''",
    "\\",
    'x" . } } ; DROP ALL ; INSERT DATA { GRAPH <g> { <s> <p> "',
    "<script>alert(1)</script>",
    "line\r\nbreak\x00\x01\x0b\x7f\x85\u2028\ufeff\ufffe\U0010ffff",
    "=HYPERLINK(1)",
    "@en",
    "^^<http://x>",
    "𝒜🇰🇵é",
    "\x1f",
    "../..",
)
words = st.sampled_from(HOSTILE) | st.text(max_size=12)
pieces = st.text(string.ascii_lowercase + "-_.%/é #?<>\\", min_size=1, max_size=8) | st.sampled_from(["..", ".", "%2E"])
days = st.dates(min_value=date.min, max_value=date.max)
numbers = st.floats(allow_nan=False) | st.integers(min_value=0, max_value=10**12).map(float)
offsets = st.integers(min_value=0, max_value=400)


def ids(kind):
    return st.builds(f"{kind}/{{}}".format, pieces)


def maybe(strategy):
    return st.none() | strategy


def tuples(strategy, size=3):
    return st.lists(strategy, max_size=size).map(tuple)


spans = st.builds(Span, offsets, offsets, words)
evidences = st.builds(Evidence, offsets, offsets, words, words)
mentions = st.builds(
    Mention,
    start=offsets,
    end=offsets,
    text=words,
    kind=st.sampled_from(["name", "demonym", "nominal", "pronoun"]),
    type=st.sampled_from(["State", "Ministry", "Official", "Place", "Treaty", "UnnamedSource"]),
    key=maybe(words),
    entity=maybe(ids("entity")),
)
ranges = st.builds(Range, maybe(numbers), maybe(numbers))
claim_types = ["TroopClaim", "ArmsClaim", "TreatyClaim", "AttackClaim", "MeetingClaim", "Statement", "EventClaim"]


def claims(article):
    return st.builds(
        Claim,
        id=ids("claim"),
        article=st.just(article),
        type=st.sampled_from(claim_types),
        evidence=evidences,
        sources=tuples(st.builds(Source, mentions, maybe(spans), st.booleans())),
        participants=tuples(st.builds(Participant, st.sampled_from(["force", "location"]) | words, mentions)),
        event=maybe(st.sampled_from(EVENTS)),
        mode=maybe(words),
        context=maybe(words),
        activity=maybe(words),
        polarity=st.sampled_from("+-"),
        certainty=st.sampled_from(["certain", "probable", "possible"]),
        phase=maybe(st.sampled_from(["planned", "ongoing", "completed"])),
        quantity=maybe(st.builds(Quantity, maybe(numbers), maybe(numbers), words, maybe(words), st.booleans())),
        casualties=maybe(st.builds(Casualties, maybe(ranges), maybe(ranges))),
        money=maybe(st.builds(Money, numbers, words, words)),
        time=maybe(st.builds(Time, maybe(days), maybe(days), words, words)),
        rules=tuples(words),
        confidence=st.floats(min_value=0, max_value=1),
        review=st.sampled_from([None, "accepted", "rejected"]),
    )


references = st.builds(
    Reference,
    spans,
    maybe(ids("claim")),
    tuples(ids("claim")),
    words,
    maybe(st.sampled_from(["denies", "confirms"])),
    st.floats(min_value=0, max_value=1),
)


@st.composite
def extractions(draw):
    article = draw(
        st.builds(
            Article,
            id=ids("article"),
            path=words,
            text=words | st.text(max_size=400),
            title=maybe(words),
            publisher=maybe(words),
            published=maybe(days),
            url=maybe(words),
        )
    )
    quote_kinds = st.sampled_from(["direct", "indirect", "mixed"])
    return Extraction(
        article=article,
        mentions=draw(tuples(mentions)),
        claims=tuple(draw(st.lists(claims(article.id), max_size=3, unique_by=lambda claim: claim.id))),
        roles=draw(tuples(st.builds(Role, mentions, words, maybe(mentions), evidences), 2)),
        affiliations=draw(tuples(st.builds(Affiliation, mentions, mentions, evidences), 2)),
        quotes=draw(
            tuples(st.builds(Quote, quote_kinds, maybe(spans), maybe(mentions), maybe(spans), tuples(spans)), 2)
        ),
        references=draw(tuples(references, 2)),
    )


entities = st.builds(
    Entity,
    id=ids("entity"),
    type=st.sampled_from(
        ["State", "Agency", "Ministry", "Person", "Official", "IGO", "Organization", "Place", "Treaty"]
    ),
    name=words,
    aliases=tuples(words),
    country=maybe(words),
    sector=maybe(words),
    wikidata=maybe(words),
    iso3=maybe(words),
    cow=maybe(words),
    gw=maybe(words),
    latitude=maybe(st.floats(-90, 90)),
    longitude=maybe(st.floats(-180, 180)),
    roles=tuples(st.builds(Tenure, words, maybe(ids("entity")), maybe(days), maybe(days), ids("article"))),
    part_of=tuples(ids("entity")),
    mentions=st.integers(0, 10**6),
    articles=tuples(ids("article")),
)
