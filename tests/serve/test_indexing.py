"""The index of a store: brought up to date after a change it equals one made anew, and it is kept for the next start."""

import sqlite3
import time
from contextlib import closing
from dataclasses import replace

import crowd
import pytest
from running import LIMITS, application

from kgraph.analyse.edges import edges
from kgraph.serve.indexing import make_index, renew_index
from kgraph.store import Dataset
from kgraph.store.changes import FILE, back_from, state_of
from kgraph.store.edges import edges_to_quads
from kgraph.store.entities import entities_to_quads
from kgraph.store.folder import stamp

TABLES = {
    "entity": "SELECT id, name, type, mentions, degree, claims, cooperation, conflict, ROUND(rank, 9) FROM entity",
    "name": "SELECT id, folded FROM name JOIN entity USING (n)",
    "article": "SELECT id, path, title, publisher, published, claims FROM article",
    "listed": "SELECT kind, e.id, ago, a.id, at, listed.id FROM listed JOIN entity e ON e.n = entity "
    "JOIN article a ON a.n = article",
    "claim": "SELECT claim.id, ago, a.id, at FROM claim JOIN article a ON a.n = article",
    "edge": "SELECT edge.id, a.id, b.id, event, relation, kind, directed, sign, polarity, certainty, edge.claims, "
    "startDate, endDate, publishedFirst, publishedLast FROM edge JOIN entity a ON a.n = source "
    "JOIN entity b ON b.n = target",
    "behind": "SELECT claim, edge.id FROM behind JOIN edge ON e = behind.edge",
    "tie": "SELECT a.id, b.id, tie.claims, tie.cooperation, tie.conflict, relations FROM tie "
    "JOIN entity a ON a.n = here JOIN entity b ON b.n = there",
}


def rows(index):
    """Everything that an index says, without its own numbers."""
    with closing(sqlite3.connect(index)) as database:
        return {table: sorted(database.execute(sql).fetchall(), key=repr) for table, sql in TABLES.items()}


def connect(dataset, known, extractions):
    """Derive the graphs anew, as a build does."""
    for extraction in extractions:
        dataset.replace_article(extraction)
    dataset.replace_derived("actors", entities_to_quads(known.values(), dataset.terms))
    claims = [claim for extraction in extractions for claim in extraction.claims]
    articles = {e.article.id: e.article for e in extractions}
    dataset.replace_derived("edges", edges_to_quads(edges(claims, known, articles), dataset.terms))


def merged(extraction, gone, kept):
    """An extraction in which one entity's mentions are another's."""

    def of(mention):
        return replace(mention, entity=kept if mention.entity == gone else mention.entity)

    claims = tuple(
        replace(
            claim,
            sources=tuple(replace(s, mention=of(s.mention)) for s in claim.sources),
            participants=tuple(replace(p, mention=of(p.mention)) for p in claim.participants),
        )
        for claim in extraction.claims
    )
    return replace(extraction, claims=claims, mentions=tuple(map(of, extraction.mentions)))


def a_merge(known, extractions):
    known.pop("entity/person/p2")
    known[crowd.FIRST] = replace(known[crowd.FIRST], aliases=("Nickname 1", "Córin Vale 2"), mentions=6)
    return [merged(e, "entity/person/p2", crowd.FIRST) for e in extractions]


def a_split(known, extractions):
    known["entity/person/another"] = replace(known[crowd.FIRST], id="entity/person/another", name="Another Vale")
    return [merged(extractions[0], crowd.FIRST, "entity/person/another"), *extractions[1:]]


def a_name(known, extractions):
    known[crowd.HUB] = replace(known[crowd.HUB], name="Republic of Hubland", type="Organization")
    return extractions


def an_article_more(known, extractions):
    return [*extractions, crowd.article(777, known)]


def an_article_less(known, extractions):
    return extractions[1:]


@pytest.mark.parametrize("change", [a_merge, a_split, a_name, an_article_more, an_article_less])
def test_an_index_brought_up_to_date_equals_one_made_anew(tmp_path, change):
    store = tmp_path / "kgraph.db"
    known = crowd.people()
    extractions = [crowd.article(n, known) for n in range(40)]
    with Dataset.open(store, create=True) as dataset:
        connect(dataset, known, extractions)
    earlier, before = state_of(stamp(store)), tmp_path / "before.sqlite"
    with Dataset.open(store) as dataset:
        make_index(dataset, before)
    was = rows(before)
    with Dataset.open(store, read_only=False, noted=True) as dataset:
        after = change(known, extractions)
        for extraction in extractions:
            if extraction.article.id not in {e.article.id for e in after}:
                dataset.remove_article(extraction.article.id)
        connect(dataset, known, after)
    ((state, changes),) = back_from(store, state_of(stamp(store)))
    assert state == earlier
    with Dataset.open(store) as dataset:
        renew_index(dataset, tmp_path / "renewed.sqlite", before=before, changes=changes)
        make_index(dataset, tmp_path / "anew.sqlite")
    renewed, anew = rows(tmp_path / "renewed.sqlite"), rows(tmp_path / "anew.sqlite")
    for table in TABLES:
        assert renewed[table] == anew[table], table
    assert anew != was
    assert rows(before) == was


def marked(store):
    """Put a name into the index that is kept, by which it and what is made from it are known."""
    (kept,) = (store / "serving").glob("index-*.sqlite")
    with closing(sqlite3.connect(kept)) as database, database:
        database.execute("INSERT INTO name SELECT n, 'mark of the old index' FROM entity WHERE id = ?", (crowd.FAR,))


def found(client, words):
    return client.get("/api/search", params={"q": words}).json()["count"]


def rename(store, *, noted):
    known = crowd.people()
    known[crowd.HUB] = replace(known[crowd.HUB], name="Republic of Hubland")
    with Dataset.open(store, read_only=False, noted=noted) as dataset:
        dataset.replace_derived("actors", entities_to_quads(known.values(), dataset.terms))


def test_the_next_start_has_the_kept_index_and_a_noted_change_renews_it(tmp_path):
    store = crowd.write(tmp_path / "kgraph.db")
    with application(store) as client:
        assert found(client, "hubland") == 1
    marked(store)
    with application(store) as client:
        assert found(client, "mark of the old") == 1
        rename(store, noted=True)
    with application(store) as client:
        assert found(client, "republic of hubland") == 1
        assert found(client, "mark of the old") == 1


def test_a_change_that_nobody_noted_makes_the_index_anew(tmp_path):
    store = crowd.write(tmp_path / "kgraph.db")
    with application(store) as client:
        assert found(client, "hubland") == 1
    marked(store)
    rename(store, noted=False)
    rename(store, noted=True)
    with application(store) as client:
        assert found(client, "republic of hubland") == 1
        assert found(client, "mark of the old") == 0


@pytest.mark.parametrize("wrong", ["", "{", '{"after": "x"}', "[]", '{"before": "a", "after": "STATE", "articles": 3}'])
def test_notes_that_cannot_be_read_are_no_notes(tmp_path, wrong):
    (tmp_path / FILE).write_text(wrong.replace("STATE", "now") + "\n")
    assert list(back_from(tmp_path, "now")) == []


def test_what_is_not_there_yet_is_said(tmp_path, monkeypatch):
    from kgraph.serve import indexes

    monkeypatch.setattr(indexes, "_FIRST_PAGE", 60.0)
    store = crowd.write(tmp_path / "kgraph.db")
    with application(store, limits=replace(LIMITS, patience=0.0)) as client:
        assert "still being gathered" in client.get("/").text
        page = client.get("/entities", headers={"Accept": "text/html"})
        assert page.status_code == 503
        assert "still being gathered" in page.text
        assert page.headers["refresh"] == "1"
        data = client.get("/api/graph")
        assert data.status_code == 503
        assert data.headers["retry-after"] == "1"
        assert "refresh" not in data.headers
        assert client.get("/articles").status_code == 200
        deadline = time.monotonic() + 120
        while client.get("/api/graph").status_code == 503:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert client.get("/entities", headers={"Accept": "text/html"}).status_code == 200
        assert "still being gathered" not in client.get("/").text
