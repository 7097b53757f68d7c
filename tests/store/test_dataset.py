"""The dataset keeps articles, changes them whole or not at all, and says in one line what is wrong with a folder."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import extractions

from kgraph.errors import NotFound, StoreError
from kgraph.store.dataset import Dataset
from kgraph.store.entities import entities_to_quads
from kgraph.store.merges import merges_to_quads
from kgraph.types import Article, Claim, Entity, Evidence, Extraction, Mention, Merge, OpenKey, Participant

TEXT = "Eastland sent troops to Port Sorrel."


def extraction(number="1", polarity="+"):
    article = Article(id=f"article/{number}", path=f"{number}.txt", text=TEXT)
    force = Mention(0, 8, "Eastland", "name", "State", entity="entity/state/EAS")
    claim = Claim(
        id=f"claim/{number}abc",
        article=article.id,
        type="TroopClaim",
        evidence=Evidence(0, 35, TEXT[:35], TEXT),
        participants=(Participant("force", force),),
        polarity=polarity,
        rules=("sample",),
    )
    return Extraction(article, mentions=(force,), claims=(claim,))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store"


def test_merges_and_open_keys_come_back(path):
    merge = Merge("person/kim", "entity/person/kim", "the only bearer of the name", 0.7)
    left = OpenKey("person/?ri", "entity/person/ri", "several bear this name", ("entity/person/a", "entity/person/b"))
    with Dataset.open(path, create=True) as data:
        data.replace_derived("actors", merges_to_quads([merge], [left], data.terms))
        assert (data.merges(), data.open_keys()) == ([merge], [left])


def test_articles_come_back_after_closing(path):
    with Dataset.open(path, create=True) as data:
        assert data.replace_article(extraction("2"))
        assert data.replace_article(extraction("1"))
    with Dataset.open(path) as data:
        assert [article.path for article in data.articles()] == ["1.txt", "2.txt"]
        assert list(data.extractions()) == [extraction("1"), extraction("2")]
        assert [claim.id for claim in data.claims()] == ["claim/1abc", "claim/2abc"]


def test_the_same_article_again_changes_nothing(path):
    with Dataset.open(path, create=True) as data:
        data.replace_article(extraction())
        before = data.quads()
        assert not data.replace_article(extraction())
        assert data.quads() == before


def test_a_changed_article_replaces_the_old(path):
    with Dataset.open(path, create=True) as data:
        data.replace_article(extraction())
        assert data.replace_article(extraction(polarity="-"))
        assert list(data.extractions()) == [extraction(polarity="-")]


def test_a_removed_article_leaves_nothing(path):
    with Dataset.open(path, create=True) as data:
        data.replace_article(extraction())
        assert data.remove_article("article/1")
        assert not data.remove_article("article/1")
        assert data.quads() == []
        assert list(data.store.named_graphs()) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(extractions(), extractions())
def test_hostile_text_stays_in_its_own_graph(one, other):
    with Dataset.memory() as data:
        data.replace_article(one)
        other = replace(other, article=replace(other.article, id=one.article.id), claims=())
        data.replace_article(other)
        assert data.extraction(one.article.id) == other
        assert {quad.graph_name for quad in data.quads()} == {data.terms.article_graph(one.article.id)}
        assert not data.replace_article(other)


def test_a_failing_replacement_leaves_the_article_as_it_was():
    with Dataset.memory() as data:
        data.replace_article(extraction())
        before = data.quads()
        broken = extraction(polarity="-")
        twice = replace(broken, claims=(broken.claims[0], replace(broken.claims[0], activity="deploy")))
        with pytest.raises(StoreError):
            data.replace_article(twice)
        assert data.quads() == before


def test_a_killed_writer_leaves_the_article_before_or_after(path):
    script = f"""
import os, sys
sys.path.insert(0, {str(sys.path[0])!r})
from test_dataset import extraction
from kgraph.store.dataset import Dataset
data = Dataset.open({str(path)!r}, create=True)
data.replace_article(extraction())
data.replace_article(extraction(polarity="-"))
os._exit(9)
"""
    done = subprocess.run([sys.executable, "-c", script], env={"PYTHONPATH": ":".join(sys.path)}, check=False)
    assert done.returncode == 9
    with Dataset.open(path, read_only=False) as data:
        assert list(data.extractions()) in ([], [extraction()], [extraction(polarity="-")])


def test_several_may_read_but_a_writer_is_alone(path):
    Dataset.open(path, create=True).close()
    with Dataset.open(path), Dataset.open(path), pytest.raises(StoreError, match="is open in another"):
        Dataset.open(path, read_only=False)
    with Dataset.open(path, read_only=False):
        with pytest.raises(StoreError, match="is being written to in another process or session: wait"):
            Dataset.open(path)
        with pytest.raises(StoreError, match="is open in another"):
            Dataset.open(path, read_only=False)
    Dataset.open(path, read_only=False).close()


def test_a_reader_cannot_write(path):
    Dataset.open(path, create=True).close()
    with Dataset.open(path) as data, pytest.raises(StoreError, match="read_only=False"):
        data.replace_article(extraction())


def test_a_closed_dataset_says_so(path):
    data = Dataset.open(path, create=True)
    data.close()
    data.close()
    with pytest.raises(StoreError, match="is closed: open it again"):
        data.articles()


def test_a_missing_store_names_the_remedy(path):
    with pytest.raises(StoreError, match=r"no store at .*: build one with `kgraph build ARTICLES --store "):
        Dataset.open(path)


@pytest.mark.parametrize("create", [False, True])
def test_a_folder_that_is_no_store_is_left_alone(path, create):
    path.mkdir()
    (path / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match="is no kgraph store"):
        Dataset.open(path, create=create)
    assert [file.name for file in path.iterdir()] == ["notes.txt"]


def test_a_file_is_no_store(path):
    path.write_text("x")
    with pytest.raises(StoreError, match="is a file, not a store"):
        Dataset.open(path, create=True)


@pytest.mark.parametrize("marker", ["", "{}", "[]", '{"format": 99, "base": "https://x/"}', '{"format": 1}', "\x00"])
def test_a_broken_marker_is_one_line(path, marker):
    Dataset.open(path, create=True).close()
    (path / "kgraph.json").write_text(marker)
    with pytest.raises(StoreError) as caught:
        Dataset.open(path)
    assert "\n" not in str(caught.value)


def test_damaged_quads_are_one_line(path):
    Dataset.open(path, create=True).close()
    for file in (path / "oxigraph").iterdir():
        if file.name == "CURRENT" or file.name.startswith("MANIFEST"):
            file.write_bytes(b"rubbish")
    for read_only in (True, False):
        with pytest.raises(StoreError) as caught:
            Dataset.open(path, read_only=read_only)
        assert "\n" not in str(caught.value)


def test_a_creation_that_was_cut_short_can_be_taken_up(path):
    Dataset.open(path, create=True).close()
    for file in (path / "oxigraph").iterdir():
        file.unlink()
    (path / "oxigraph").rmdir()
    with pytest.raises(StoreError, match="is incomplete"):
        Dataset.open(path)
    with Dataset.open(path, create=True) as data:
        assert data.articles() == []


def test_the_base_is_kept(path):
    with Dataset.open(path, create=True, base="https://example.org/x/") as data:
        data.replace_article(extraction())
    assert json.loads((path / "kgraph.json").read_text())["base"] == "https://example.org/x/"
    with Dataset.open(path) as data:
        assert data.base == "https://example.org/x/"
        assert data.terms.iri("claim/1abc").value == "https://example.org/x/claim/1abc"
    with pytest.raises(StoreError, match="was built with base"):
        Dataset.open(path, base="https://example.org/y/", create=True)


@pytest.mark.parametrize("base", ["x", "http://a b/", "https://example.org", "javascript:alert(1)//<"])
def test_a_base_must_be_an_iri_that_ends_in_a_slash(path, base):
    with pytest.raises(StoreError, match="base IRI"):
        Dataset.open(path, create=True, base=base)
    assert not path.exists()


def test_a_claim_is_found_by_the_beginning_of_its_id():
    with Dataset.memory() as data:
        data.replace_article(extraction("1"))
        data.replace_article(extraction("12"))
        assert data.claim("claim/12abc") == data.claim("12a") == data.claim(data.base + "claim/12abc")
        with pytest.raises(NotFound, match="2 claims begin with '1'"):
            data.claim("1")
        with pytest.raises(NotFound, match="no claim 'zz'"):
            data.claim("zz")


def test_an_entity_is_found_by_id_name_or_alias():
    east = Entity("entity/state/EAS", "State", "Eastland", aliases=("the East", "Sorrel"))
    port = Entity("entity/place/sorrel", "Place", "Sorrel")
    with Dataset.memory() as data:
        data.replace_derived("actors", entities_to_quads([port, east], data.terms))
        assert list(data.entities().values()) == [port, east]
        assert data.entity("entity/state/EAS") == data.entity("state/EAS") == data.entity("the east") == east
        assert data.entity("sorrel") == port
        assert data.entity("Sorrél") == port
        with pytest.raises(NotFound, match="no entity 'Nowhere'"):
            data.entity("Nowhere")


def test_a_derived_graph_is_replaced_whole():
    east = Entity("entity/state/EAS", "State", "Eastland")
    with Dataset.memory() as data:
        assert data.replace_derived("actors", entities_to_quads([east], data.terms))
        assert not data.replace_derived("actors", entities_to_quads([east], data.terms))
        assert data.replace_derived("actors", [])
        assert data.entities() == {}
        with pytest.raises(StoreError, match="quads of other graphs than"):
            data.replace_derived("edges", entities_to_quads([east], data.terms))
        with pytest.raises(StoreError, match="no derived graph 'nope': one of actors, edges, links"):
            data.replace_derived("nope", [])
