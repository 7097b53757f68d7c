"""A build: what is read once is not read again, one bad article costs no other, an interruption leaves whole articles."""

import re

import pytest

from kgraph import pipeline
from kgraph.errors import StoreError
from kgraph.pipeline import build
from kgraph.store import Dataset
from kgraph.store.validate import validate

TROOPS = """\
South Korea said on Thursday that North Korea had sent 3,000 troops to Russia. The Kremlin denied that any North \
Korean soldiers were in Russia.
"""
TREATY = """\
Russia and North Korea signed a treaty in Pyongyang in June. Russian President Vladimir Putin said that the treaty \
was defensive.
"""
ARMS = "Iran has supplied missiles to Russia, the United States said on Tuesday. Tehran denied it.\n"


@pytest.fixture(autouse=True)
def _one_model(nlp, monkeypatch):
    monkeypatch.setattr("kgraph.nlp.load", lambda model=None: nlp)


@pytest.fixture
def news(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "troops.txt").write_text(TROOPS, encoding="utf-8")
    (folder / "treaty.txt").write_text(TREATY, encoding="utf-8")
    (folder / "metadata.csv").write_text(
        "path,title,publisher,published,url\n"
        "troops.txt,Troops,The Daily Sample,2024-10-24,\n"
        "treaty.txt,Treaty,The Daily Sample,2024-10-30,\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def store(tmp_path):
    return tmp_path / "kgraph.db"


def quads(store):
    with Dataset.open(store) as data:
        return data.quads()


def outcome(report):
    return report.new, report.changed, report.unchanged, report.replaced


def test_articles_become_claims_with_their_words_and_one_node_an_actor(news, store):
    report = build([news], store=store)
    assert outcome(report) == (2, 0, 0, 0)
    assert report.problems == ()
    with Dataset.open(store) as data:
        claims, entities = list(data.claims()), data.entities()
        texts = {article.id: article.text for article in data.articles()}
        assert validate(data) == []
        links = data.derived("links")
    assert (report.claims, report.entities, report.articles) == (len(claims), len(entities), 2)
    assert {"TroopClaim", "TreatyClaim"} <= {claim.type for claim in claims}
    assert all(texts[c.article][c.evidence.start : c.evidence.end] == c.evidence.quote for c in claims)
    assert set(entities["entity/state/PRK"].articles) == set(texts)
    sent = next(c for c in claims if c.type == "TroopClaim" and c.polarity == "+")
    assert [m.entity for m in sent.role("force")] == ["entity/state/PRK"]
    assert links, "the Kremlin's denial is linked to what it denies"


def test_times_are_read_against_the_day_of_publication(news, store):
    build([news], store=store)
    with Dataset.open(store) as data:
        days = {claim.time.start.year for claim in data.claims() if claim.time and claim.time.start}
    assert days == {2024}


def test_the_same_articles_again_change_nothing_and_need_no_model(news, store, monkeypatch):
    build([news], store=store)
    before = quads(store)
    monkeypatch.setattr("kgraph.nlp.load", lambda model=None: pytest.fail("the model was loaded"))
    assert outcome(build([news], store=store)) == (0, 0, 2, 0)
    assert quads(store) == before


def test_articles_in_two_builds_give_the_store_of_one_build(news, store, tmp_path):
    build([news], store=store)
    parts = tmp_path / "parts.db"
    for name in ("treaty.txt", "troops.txt"):
        build([news / name], store=parts, metadata=news / "metadata.csv")
    text = re.compile(re.escape(str(news)) + "/")
    assert [text.sub("", str(q)) for q in quads(parts)] == [text.sub("", str(q)) for q in quads(store)]


def test_other_metadata_change_the_article(news, store):
    build([news], store=store)
    metadata = news / "metadata.csv"
    metadata.write_text(metadata.read_text(encoding="utf-8").replace("2024-10-30", "2024-10-31"), encoding="utf-8")
    assert outcome(build([news], store=store)) == (0, 1, 1, 0)


def test_another_reading_reads_again_and_says_what_it_changed(news, store, monkeypatch):
    build([news], store=store)
    monkeypatch.setattr(pipeline, "reading", lambda **_: "kgraph 99, en_news, 0")
    read = []
    report = build([news], store=store, on_progress=lambda number, article: read.append((number, article.path)))
    assert outcome(report) == (0, 0, 2, 0)
    assert [number for number, _ in read] == [1, 2]
    with Dataset.open(store) as data:
        assert {data.reading(article) for article in data.article_ids()} == {"kgraph 99, en_news, 0"}


def test_an_edited_file_takes_the_place_of_its_older_version(news, store):
    build([news], store=store)
    (news / "troops.txt").write_text(TROOPS.replace("3,000", "10,000"), encoding="utf-8")
    report = build([news], store=store)
    assert outcome(report) == (1, 0, 1, 1)
    assert report.articles == 2
    with Dataset.open(store) as data:
        numbers = {claim.quantity.text for claim in data.claims() if claim.quantity}
    assert any("10,000" in number for number in numbers)
    assert not any("3,000" in number for number in numbers)


def test_another_article_of_the_same_path_is_kept_beside_the_first(news, store):
    build([news / "troops.txt"], store=store)
    (news / "troops.txt").write_text(ARMS, encoding="utf-8")
    report = build([news / "troops.txt"], store=store)
    assert (report.new, report.replaced, report.articles) == (1, 0, 2)


def test_an_article_that_breaks_a_rule_is_named_and_the_rest_is_built(news, store, monkeypatch):
    from kgraph.extract import extractor

    real = extractor.extract

    def fragile(doc, article, actors, frames):
        if article.path.endswith("treaty.txt"):
            raise IndexError("no\nsuch token")
        return real(doc, article, actors, frames)

    monkeypatch.setattr(extractor, "extract", fragile)
    told = []
    report = build([news], store=store, on_problem=told.append)
    assert outcome(report) == (1, 0, 0, 0)
    (problem,) = report.errors
    assert told == [problem]
    assert str(problem).startswith(f"{news / 'treaty.txt'}: cannot be analysed (IndexError: no such token)")


def test_an_interrupted_build_leaves_whole_articles_and_the_next_one_goes_on(news, store, tmp_path):
    def interrupt(number, article):
        if number == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([news], store=store, on_progress=interrupt)
    with Dataset.open(store) as data:
        assert len(data.articles()) == 1
        assert validate(data) == []
        assert any(p.mention.entity for claim in data.claims() for p in claim.participants)
    assert outcome(build([news], store=store)) == (1, 0, 1, 0)
    build([news], store=tmp_path / "whole.db")
    assert quads(store) == quads(tmp_path / "whole.db")


def test_a_build_that_died_before_connecting_is_mended_by_the_next(news, store, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "connect", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            build([news], store=store)
    assert outcome(build([news], store=store)) == (0, 0, 2, 0)
    build([news], store=tmp_path / "whole.db")
    assert quads(store) == quads(tmp_path / "whole.db")


def test_an_old_version_that_an_interrupted_build_left_goes_with_the_next(news, store):
    def interrupt(number, article):
        if number == 2:
            raise KeyboardInterrupt

    build([news], store=store)
    (news / "treaty.txt").write_text(TREATY + "The Kremlin said no more.\n", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        build([news], store=store, on_progress=interrupt)
    report = build([news], store=store)
    assert (report.replaced, report.articles) == (1, 2)


def test_an_article_of_another_day_does_not_take_the_place_of_the_first(news, store):
    build([news], store=store)
    (news / "troops.txt").write_text(TROOPS.replace("3,000", "10,000"), encoding="utf-8")
    metadata = news / "metadata.csv"
    metadata.write_text(metadata.read_text(encoding="utf-8").replace("2024-10-24", "2024-10-25"), encoding="utf-8")
    report = build([news], store=store)
    assert (report.new, report.replaced, report.articles) == (1, 0, 3)


def test_nothing_to_read_makes_no_store(tmp_path, store):
    report = build([tmp_path / "nosuch.txt"], store=store)
    assert (report.read, len(report.errors)) == (0, 1)
    assert not store.exists()


def test_a_folder_that_is_no_store_is_left_alone(news, tmp_path):
    with pytest.raises(StoreError, match="no kgraph store"):
        build([news], store=news)
    assert sorted(path.name for path in news.iterdir()) == ["metadata.csv", "treaty.txt", "troops.txt"]


def test_actors_of_the_user_are_known_and_change_the_reading(news, store, tmp_path):
    from kgraph.reading import reading

    extra = tmp_path / "mine.ttl"
    extra.write_text("@prefix kg: <https://w3id.org/kgraph/ontology#> .\n", encoding="utf-8")
    build([news], store=store, actors=[extra])
    with Dataset.open(store) as data:
        marks = {data.reading(article) for article in data.article_ids()}
    assert marks == {reading(actors=[extra])}
    assert marks != {reading()}


def test_frames_of_the_user_are_used_and_change_the_reading(tmp_path, store):
    from kgraph.errors import KgraphError
    from kgraph.reading import reading

    (tmp_path / "quota.txt").write_text("Namibia halved the Spanish hake quota on Monday.\n", encoding="utf-8")
    frames = tmp_path / "frames"
    frames.mkdir()
    frame = frames / "fishing.toml"
    text = '[[frame]]\nevent = "SANCTION"\nverbs = ["halve"]\nnouns = ["quota"]\nrecipient = ["owner"]\n'
    frame.write_text(text, encoding="utf-8")

    def events():
        with Dataset.open(store) as data:
            return [claim.event for claim in data.claims() if claim.type == "EventClaim"]

    assert outcome(build([tmp_path / "quota.txt"], store=store)) == (1, 0, 0, 0)
    assert events() == []
    assert outcome(build([tmp_path / "quota.txt"], store=store, frames=[frames])) == (0, 1, 0, 0)
    assert events() == ["SANCTION"]
    before = reading(frames=[frames])
    assert before != reading()
    frame.write_text(text.replace("SANCTION", "COERCE"), encoding="utf-8")
    assert reading(frames=[frames]) != before
    assert outcome(build([tmp_path / "quota.txt"], store=store, frames=[frames])) == (0, 1, 0, 0)
    assert events() == ["COERCE"]
    frame.write_text("[[frame]]\n", encoding="utf-8")
    with pytest.raises(KgraphError, match=r"fishing\.toml: line 1: a frame needs an event"):
        build([tmp_path / "quota.txt"], store=store, frames=[frames])
    assert events() == ["COERCE"]
