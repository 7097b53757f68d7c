"""What holds of every extraction: evidence stands in the text, ids are stable, publishers are no sources."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.extract.extractor import extract
from kgraph.types import Article

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
with (ARTICLES / "metadata.csv").open(encoding="utf-8", newline="") as table:
    METADATA = {row["path"]: row for row in csv.DictReader(table)}


@pytest.fixture(scope="session")
def extracted(nlp, actors):
    """From an article to its extraction, anew each time."""

    def run(article):
        doc = nlp.make_doc(article.text)
        doc._.published = article.published
        return extract(nlp(doc), article, actors)

    return run


def article_of(name):
    row = METADATA[name]
    text = (ARTICLES / name).read_text(encoding="utf-8")
    day = date.fromisoformat(row["published"])
    return Article(f"article/{name}", name, text, title=row["title"], publisher=row["publisher"], published=day)


def check(found):
    """Everything that an extraction points at stands in its article's text."""
    text = found.article.text
    for holder in [*found.claims, *found.roles, *found.affiliations]:
        evidence = holder.evidence
        assert text[evidence.start : evidence.end] == evidence.quote
        assert evidence.quote.strip()
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.text
    known = {(m.start, m.end) for m in found.mentions}
    for claim in found.claims:
        used = [p.mention for p in claim.participants] + [s.mention for s in claim.sources]
        assert {(m.start, m.end) for m in used} <= known
        assert 0 < claim.confidence <= 1
        assert claim.rules
    spans = [s for q in found.quotes for s in (q.source, q.cue, *q.content) if s is not None]
    spans += [s.cue for c in found.claims for s in c.sources if s.cue is not None]
    assert all(text[s.start : s.end] == s.text for s in spans)
    ids = [c.id for c in found.claims]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", sorted(METADATA))
def test_what_is_extracted_stands_in_the_article(extracted, name):
    found = extracted(article_of(name))
    assert len(found.claims) > 10
    assert found.mentions
    assert found.quotes
    check(found)


@pytest.mark.parametrize("name", sorted(METADATA)[:3])
def test_two_runs_are_equal(extracted, name):
    article = article_of(name)
    assert extracted(article) == extracted(article)


def test_ids_do_not_depend_on_what_stands_behind(extracted):
    text = "Kenya sent 400 soldiers to Haiti.\n\nPeru denied selling tanks to Chile."
    longer = text + "\n\nOslo said that Russian ships had left the port."
    one, other = (extracted(Article("article/a", "a.txt", t)) for t in (text, longer))
    assert {c.id for c in one.claims} < {c.id for c in other.claims}


def test_articles_with_the_same_words_have_claims_of_their_own(extracted):
    text = "Kenya sent 400 soldiers to Haiti."
    one, other = (extracted(Article(f"article/{k}", "a.txt", text)) for k in "ab")
    assert one.claims
    assert not {c.id for c in one.claims} & {c.id for c in other.claims}


def test_the_publisher_is_no_source(extracted):
    text = "Kenya sent 400 soldiers to Haiti. Peru's minister told us that Chile had sent 80 soldiers to Bolivia."
    found = extracted(Article("article/a", "a.txt", text, publisher="Example Herald"))
    sources = {s.mention.text for c in found.claims for s in c.sources}
    assert sources == {"Peru's minister"}
    for name in sorted(METADATA):
        article = article_of(name)
        assert article.publisher
        names = {s.mention.text for c in extracted(article).claims for s in c.sources}
        assert article.publisher not in names or article.publisher in article.text


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Kenya and Peru said that Chile had sent 80 soldiers to Bolivia.", [["Kenya", "Peru"]]),
        ("Kenya said that Peru had told it that Chile had sent 80 soldiers to Bolivia.", [["Kenya"], ["Peru"]]),
        ("Kenya and Peru denied any arms transfers to Chile.", [["Kenya", "Peru"]]),
        ("Kenya and Peru blamed the rebels for the strikes on Lima.", [["Kenya", "Peru"]]),
        ("According to Kenya and Peru, Chile sent 80 soldiers to Bolivia.", [["Kenya", "Peru"]]),
    ],
)
def test_those_who_speak_together_stand_on_one_level_of_the_chain(extracted, text, chain):
    found = extracted(Article("article/a", "a.txt", text)).claims
    assert chain in [[[s.mention.text for s in level] for level in c.chain()] for c in found if c.type != "Statement"]


def test_claims_come_in_the_order_of_the_text(extracted):
    found = extracted(article_of(sorted(METADATA)[0]))
    assert [c.evidence.start for c in found.claims] == sorted(c.evidence.start for c in found.claims)


HOSTILE = [
    "",
    " \n\t ",
    "?",
    "“‘\"'” ’",
    "<script>alert('Kenya sent troops to Haiti')</script>",
    '"; DROP TABLE claims; -- said Kenya.',
    "Kenya sent troops to Haiti." * 60,
    "said " * 300,
    "Kenya said that " * 60 + "it left.",
    "according to " * 100 + "Kenya",
    "“" * 400 + "Kenya left" + "”" * 400,
    "((((((((((" * 30 + "Kenya" + "))))))))))" * 30,
    "Kenya\u202eitiaH ot spoort tnes\u202c said.",
    "K\u0301e\u0301n\u0301y\u0301a\u0301 sent 400 sol\u00addiers to Haiti\u200b.",
    "Kenya sent 𝟜𝟘𝟘 soldiers 🪖🪖 to 🇭🇹, said 🇰🇪.",
    "KENYA SENT TROOPS TO HAITI, MOSCOW SAID, DENYING THAT IT HAD.",
    "Kenya sent 99999999999999999999999999999 soldiers to Haiti on 31 February 0000.",
    "Kenya\x00sent\x07troops\ufffd to\ufeff Haiti.",
    "肯尼亚向海地派遣了士兵。 Кения направила солдат. أرسلت كينيا جنودا.",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts(extracted, text):
    check(extracted(Article("article/h", "h.txt", text, published=date(2024, 10, 25))))


PIECES = st.sampled_from(
    "Kenya|Kenyan troops|soldiers|sent|said|that|denied|according to|“|”|‘|’|\"|'s|,|.|\n\n|(|)|to|in|400|thousands of|missiles|"
    "the treaty|signed|with|which|it|they|on Monday|not|will|and|—|🪖|<b>|%|$5bn".split("|")
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_jumbled_news(extracted, text):
    check(extracted(Article("article/h", "h.txt", text)))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text(extracted, text):
    check(extracted(Article("article/h", "h.txt", text)))
