"""Decisions through the Python interface: what each makes of the graph, that undo takes it back, that rebuilds keep it."""

import random
import re
import shutil
from dataclasses import replace

import pytest
from world import KEYS, WHEN, article, claim, entities, extractions, mention, mentions, put, quads, shifted, told

import kgraph
from kgraph.errors import DecisionError, NotFound, StoreError
from kgraph.export.standing import WithoutRejected
from kgraph.store import Dataset
from kgraph.store.validate import validate
from kgraph.types import Extraction, Reference, Span

ANNA, ANYA = "entity/person/anna-petrova", "entity/person/anya-petrovna"
SMITH, KENYA, UGANDA = "entity/person/john-smith", "entity/state/KEN", "entity/state/UGA"


def claims(store, **asked):
    with Dataset.open(store) as dataset:
        return {c.id.removeprefix("claim/"): c for c in dataset.claims(**asked)}


def ask(store, sparql):
    with kgraph.open(store) as graph:
        return graph.query(sparql)


# What each decision does


def test_merge_leads_all_mentions_to_the_first_and_keeps_its_name(store):
    kgraph.merge(store, "Anya Petrovna", "Anna Petrova", when=WHEN)
    found = entities(store)
    assert ANNA not in found
    assert found[ANYA].name == "Anya Petrovna"
    assert "Anna Petrova" in found[ANYA].aliases
    assert {("a", "Anna Petrova"), ("a", "she"), ("b", "Anya Petrovna")} <= set(told(store)["Anya Petrovna"])
    source = claims(store)["a1"].sources[0].mention
    assert source.entity == ANYA
    with Dataset.open(store) as dataset:
        assert validate(dataset) == []


def test_merge_of_two_states_is_allowed_and_warned_of(store):
    decided = kgraph.merge(store, "Kenya", "Uganda", when=WHEN)
    assert any("are two states" in warning for warning in decided.warnings)
    assert UGANDA not in entities(store)
    assert kgraph.merge(store, "Lake Guild", "John Smith", when=WHEN).warnings[0].endswith("Organization, Person")
    assert kgraph.merge(store, "Anna Petrova", "Anya Petrovna", when=WHEN).warnings == ()


def test_merge_reaches_edges_and_links(store):
    before = ask(store, "SELECT ?a ?b { ?a kg:conflictsWith ?b }")
    assert {row["a"].rsplit("/")[-1] for row in before} == {"UGA"}
    kgraph.merge(store, "Lake Guild", "Uganda", when=WHEN)
    after = ask(store, "SELECT ?a ?b { ?a kg:conflictsWith ?b }")
    assert {row["a"].rsplit("/")[-1] for row in after} == {"lake-guild"}


def test_split_by_article_makes_another_entity_of_the_same_name(store):
    kgraph.split(store, "John Smith", articles=["cccc"], into="John Smith", when=WHEN)
    smiths = [e for e in entities(store).values() if e.name == "John Smith"]
    assert sorted(e.articles for e in smiths) == [("article/bbbb",), ("article/cccc",)]
    assert {e.type for e in smiths} == {"Person"}


def test_split_by_name_takes_the_pronouns_with_it_where_all_names_go(store):
    kgraph.merge(store, "Anya Petrovna", "Anna Petrova", when=WHEN)
    kgraph.split(store, "Anya Petrovna", names=["anna petrova"], into="Anna P.", when=WHEN)
    assert told(store)["Anna P."] == [("a", "Anna Petrova"), ("a", "she")]
    assert told(store)["Anya Petrovna"] == [("b", "Anya Petrovna")]


def test_split_by_name_leaves_the_pronouns_where_another_name_stays(store):
    text = "Anna Petrova spoke in Kenya. Petrova left when she had done."
    own = mention(text, "Petrova", text.index("Petrova left"), key="person/anna-petrova")
    put(store, [Extraction(article("d", text), (mention(text, "Anna Petrova"), own, mention(text, "she")))])
    kgraph.split(store, "Anna Petrova", names=["Petrova"], into="Petrova the Younger", when=WHEN)
    assert told(store)["Petrova the Younger"] == [("d", "Petrova")]
    assert ("d", "she") in told(store)["Anna Petrova"]


def test_split_of_every_mention_is_warned_of(store):
    assert kgraph.split(store, "John Smith", articles=["cccc"], into="J. Smith", when=WHEN).warnings == ()
    warned = kgraph.split(store, "John Smith", names=["John Smith"], into="Another Smith", when=WHEN).warnings
    assert warned == ("every mention of John Smith is split off: nothing is left of it",)


def test_split_by_mention_takes_that_place_alone(store):
    text = extractions()[2].article.text
    second = text.index("John Smith", text.index("John Smith") + 1)
    kgraph.split(
        store, "John Smith", mentions=[f"cccc@{second}-{second + 10}"], into="J. Smith", type="Official", when=WHEN
    )
    assert told(store)["J. Smith"] == [("c", "John Smith")]
    assert len(told(store)["John Smith"]) == 3
    assert next(e for e in entities(store).values() if e.name == "J. Smith").type == "Official"


def test_split_into_an_entity_that_is_there_moves_the_mentions(store):
    kgraph.split(store, "Kenya", articles=["article/aaaa"], into="Uganda", when=WHEN)
    assert {where for where, _ in told(store)["Kenya"]} == {"b", "c"}
    assert set(entities(store)) == set(entities(store)) | {KENYA, UGANDA}
    assert claims(store)["a1"].participants[1].mention.entity == UGANDA


def test_rename_keeps_the_former_name_as_an_alias(store):
    kgraph.rename(store, "Lake Guild", "Guild of Fishers", when=WHEN)
    found = next(e for e in entities(store).values() if e.name == "Guild of Fishers")
    assert found.id == "entity/organization/lake-guild"
    assert "Lake Guild" in found.aliases
    kgraph.rename(store, "Guild of Fishers", "Fishers", when=WHEN)
    assert {"Lake Guild", "Guild of Fishers"} <= set(entities(store)[found.id].aliases)


def test_type_country_and_sector(store):
    kgraph.retype(store, "Lake Guild", "Ministry", country="KEN", sector="GOV", when=WHEN)
    found = entities(store)["entity/organization/lake-guild"]
    assert (found.type, found.country, found.sector, found.part_of) == ("Ministry", "KEN", "GOV", (KENYA,))
    assert ask(store, "ASK { ?e a kg:Agency ; kg:country 'KEN' ; rdfs:label 'Lake Guild' }") == [{"answer": True}]
    for wrong in ({"type": "Guild"}, {"type": "Ministry", "country": "XXX"}, {"type": "Ministry", "sector": "FISH"}):
        with pytest.raises(DecisionError):
            kgraph.retype(store, "Lake Guild", **wrong, when=WHEN)


def test_link_gives_and_takes_the_wikidata_item(store):
    kgraph.link(store, "John Smith", "Q42", when=WHEN)
    assert entities(store)[SMITH].wikidata == "Q42"
    assert entities(store)[KENYA].wikidata == "Q114"
    decided = kgraph.link(store, "Kenya", None, when=WHEN)
    assert decided.warnings == ()
    assert entities(store)[KENYA].wikidata is None
    assert "Q42, too" in kgraph.link(store, "Uganda", "Q42", when=WHEN).warnings[0]
    with pytest.raises(DecisionError, match="no Wikidata identifier"):
        kgraph.link(store, "Kenya", "Q42 } ; DROP ALL", when=WHEN)


def test_a_rejected_claim_is_kept_and_left_out_of_everything(store, tmp_path):
    kgraph.reject(store, "c1", why="the verb is quoted", when=WHEN)
    assert "c1" not in claims(store)
    kept = claims(store, rejected=True)["c1"]
    assert (kept.review, kept.type, kept.evidence.quote) == ("rejected", "AttackClaim", "Uganda attacked Kenya")
    assert ask(store, "SELECT ?c { ?c a kg:AttackClaim }") == []
    assert ask(store, "SELECT ?c { ?c kg:target|kg:attacker|kg:involves ?e . FILTER(CONTAINS(STR(?c), 'c1')) }") == []
    assert ask(store, "SELECT ?a { ?a kg:conflictsWith ?b }") == []
    assert len(ask(store, "SELECT ?c { ?c a kg:RejectedClaim ; kg:review 'rejected' }")) == 1
    with kgraph.open(store) as graph:
        assert "Uganda attacked Kenya" not in graph.page().split("<script", 1)[1].replace(graph.articles()[2].text, "")
        assert not any("c1" in str(d["claims"]) for _, _, d in graph.to_networkx().edges(data=True))
        for name in ("claims.jsonl", "claims.csv", "all.nq", "graph.gexf"):
            graph.export(tmp_path / name)
            graph.export(tmp_path / f"all-{name}", rejected=True)
        assert graph.show_claim("c1").startswith("AttackClaim")
    for name in ("claims.jsonl", "claims.csv", "all.nq"):
        assert "claim/c1" not in (tmp_path / name).read_text(encoding="utf-8"), name
        assert "claim/c1" in (tmp_path / f"all-{name}").read_text(encoding="utf-8"), name
    assert '"review": "rejected"' in (tmp_path / "all-claims.jsonl").read_text(encoding="utf-8")
    with Dataset.open(store) as dataset:
        assert validate(dataset) == []


def test_what_points_to_a_rejected_claim_points_to_it_no_more(store, tmp_path):
    text = "Uganda attacked Kenya. Uganda called the attack and the raid lies. Kenya sent troops to Uganda."
    made = [
        claim("d", id, quote, force, place, text=text, type="TroopClaim")
        for id, quote, force, place in (
            ("d1", "Uganda attacked Kenya", "Uganda", "Kenya"),
            ("d2", "Uganda called the attack and the raid lies. Kenya", "Uganda", "Kenya"),
            ("d3", "Kenya sent troops to Uganda", "Kenya", "Uganda"),
        )
    ]
    one, both = (Span(text.index(words), text.index(words) + len(words), words) for words in ("the attack", "the raid"))
    references = (
        Reference(one, "claim/d2", ("claim/d1",), "told before it", "denies"),
        Reference(both, "claim/d2", ("claim/d1", "claim/d3"), "told before it"),
    )
    put(store, [*extractions(), Extraction(article("d", text), mentions(text), tuple(made), references=references)])
    pairs = "SELECT ?a ?b { ?a kg:refersTo ?b }"
    assert {(r["a"][-2:], r["b"][-2:]) for r in ask(store, pairs)} == {("d2", "d1"), ("d2", "d3")}
    before = quads(store)
    kgraph.reject(store, "d1", when=WHEN)
    assert [(r["a"][-2:], r["b"][-2:]) for r in ask(store, pairs)] == [("d2", "d3")]
    with kgraph.open(store) as graph:
        assert validate(graph.dataset) == []
        graph.export(tmp_path / "all.nq")
        assert "the attack" in graph.dataset.extraction("article/dddd").references[0].span.text
        standing = WithoutRejected(graph.dataset)
        left = {e.article.id: e.references for e in standing.extractions()}["article/dddd"]
    assert [(r.span.text, r.refers_to) for r in left] == [("the raid", ("claim/d3",))]
    assert "claim/d1" not in (tmp_path / "all.nq").read_text(encoding="utf-8")
    kgraph.accept(store, "d1", when=WHEN)
    kgraph.reject(store, "d2", when=WHEN)
    assert ask(store, pairs) == []
    with Dataset.open(store) as dataset:
        assert validate(dataset) == []
        left = {e.article.id: e.references for e in WithoutRejected(dataset).extractions()}["article/dddd"]
    assert {(r.claim, r.stance) for r in left} == {(None, None)}
    for _ in range(3):
        kgraph.undo(store, when=WHEN)
    assert quads(store) == before


def test_accepting_lifts_a_rejection(store):
    kgraph.reject(store, "c1", "a1", when=WHEN)
    kgraph.accept(store, "c1", when=WHEN)
    assert claims(store)["c1"].review == "accepted"
    assert ask(store, "SELECT ?c { ?c a kg:AttackClaim ; kg:review 'accepted' }")
    assert ask(store, "SELECT ?a { ?a kg:conflictsWith ?b }")
    kgraph.undo(store, when=WHEN)
    assert claims(store, rejected=True)["c1"].review == "rejected"


def test_undo_takes_back_the_last_of_the_lines_that_say_the_same(store):
    for decide in (kgraph.reject, kgraph.accept, kgraph.reject, kgraph.undo):
        decide(store, *([] if decide is kgraph.undo else ["c1"]), when=WHEN)
    assert claims(store)["c1"].review == "accepted"


@pytest.mark.parametrize("decide", [kgraph.reject, kgraph.accept])
def test_a_verdict_that_stands_already_is_refused(store, decide):
    decide(store, "c1", when=WHEN)
    line = (store / "ledger.jsonl").read_bytes()
    with pytest.raises(DecisionError, match=r"claim/c1 is (rejected|accepted) already"):
        decide(store, "c1", when=WHEN)
    assert (store / "ledger.jsonl").read_bytes() == line


def test_entities_say_which_lines_made_them(store):
    decided = kgraph.rename(store, "Kenya", "Republic of Kenya", when=WHEN)
    assert ask(store, "SELECT ?e ?line { ?e kg:decision ?line }") == [
        {"e": f"https://w3id.org/kgraph/data/{KENYA}", "line": decided.entries[0].id}
    ]


# Undo


def test_undo_gives_back_the_same_graph_and_undoing_that_the_decision(store):
    before = quads(store)
    kgraph.merge(store, "Kenya", "Uganda", when=WHEN)
    merged = quads(store)
    (undone,) = kgraph.undo(store, when=WHEN).entries
    assert quads(store) == before
    kgraph.undo(store, undone.id, when=WHEN)
    assert quads(store) == merged
    kgraph.undo(store, when=WHEN)
    kgraph.merge(store, "Kenya", "Uganda", when=WHEN)
    assert quads(store) == merged
    kgraph.undo(store, when=WHEN)
    with pytest.raises(NotFound, match="no decision"):
        kgraph.undo(store, when=WHEN)


def test_undo_of_an_earlier_line_leaves_the_later_ones(store):
    first = kgraph.merge(store, "Anna Petrova", "Anya Petrovna", when=WHEN).entries[0]
    kgraph.rename(store, "Kenya", "Republic of Kenya", when=WHEN)
    kgraph.undo(store, first.id[:6], when=WHEN)
    assert {ANNA, ANYA} <= set(entities(store))
    assert entities(store)[KENYA].name == "Republic of Kenya"
    with pytest.raises(DecisionError, match="undone already"):
        kgraph.undo(store, first.id, when=WHEN)


# What survives


def decide_all(store):
    kgraph.merge(store, "Anna Petrova", "Anya Petrovna", when=WHEN)
    kgraph.split(store, "John Smith", articles=["cccc"], into="John Smith", when=WHEN)
    kgraph.rename(store, "Lake Guild", "Fishers", when=WHEN)
    kgraph.merge(store, "Fishers", "Guild of the Lake", when=WHEN)
    kgraph.split(store, "Fishers", names=["Guild of the Lake"], into="Rowers", when=WHEN)
    kgraph.retype(store, "Rowers", "Company", country="KEN", when=WHEN)
    kgraph.link(store, "Rowers", "Q5", when=WHEN)
    kgraph.reject(store, "b1", when=WHEN)
    kgraph.accept(store, "a1", when=WHEN)


def plain(store):
    return [re.sub(re.escape(str(store.parent)), "", str(q)) for q in quads(store)]


@pytest.mark.parametrize("seed", range(4))
def test_a_rebuild_from_nothing_in_any_order_gives_the_same_graph(store, tmp_path, seed):
    decide_all(store)
    some = extractions()
    random.Random(seed).shuffle(some)
    again = tmp_path / "again.db"
    put(again, some[:1])
    shutil.copy(store / "ledger.jsonl", again / "ledger.jsonl")
    for extraction in some[1:]:
        put(again, [extraction])
    assert plain(again) == plain(store)


def test_a_merge_beats_what_later_articles_make_of_the_names(store):
    kgraph.merge(store, "John Smith", "Anya Petrovna", when=WHEN)
    text = "Anya Petrovna and John Smith spoke. Anya Petrovna left. Anya Petrovna came back."
    new = replace(
        extractions()[0], article=replace(extractions()[0].article, id="article/dddd", path="d.txt", text=text)
    )
    found = tuple(mention(text, w, at) for w, at in (("Anya Petrovna", 0), ("John Smith", 0), ("Anya Petrovna", 30)))
    put(store, [replace(new, mentions=found, claims=())])
    assert ANYA not in entities(store)
    assert entities(store)[SMITH].mentions == 8


def test_a_split_by_name_goes_on_to_apply_to_new_articles(store):
    kgraph.merge(store, "Anya Petrovna", "Anna Petrova", when=WHEN)
    kgraph.split(store, "Anya Petrovna", names=["Anna Petrova"], into="A. P.", when=WHEN)
    text = "Anna Petrova spoke."
    one = extractions()[0]
    new = replace(one, article=replace(one.article, id="article/dddd", path="d.txt", text=text), claims=())
    put(store, [replace(new, mentions=(mention(text, "Anna Petrova"),))])
    assert ("d", "Anna Petrova") in told(store)["A. P."]


def test_names_found_again_where_another_reading_changed_the_keys(store, tmp_path, monkeypatch):
    decide_all(store)
    renamed = {
        key: (f"{key}-x" if key.startswith(("person/", "organization/")) else key, t) for key, t in KEYS.values()
    }
    for words, (key, type_) in list(KEYS.items()):
        monkeypatch.setitem(KEYS, words, (renamed[key][0], type_))
    again = tmp_path / "again.db"
    put(again, extractions()[:1])
    shutil.copy(store / "ledger.jsonl", again / "ledger.jsonl")
    decided = put(again, extractions())
    assert decided.problems == ()
    found = {e.name: e for e in entities(again).values()}
    assert {"Fishers", "Rowers", "Anna Petrova"} <= set(found)
    assert "Anya Petrovna" in found["Anna Petrova"].aliases
    assert (found["Rowers"].type, found["Rowers"].wikidata) == ("Company", "Q5")
    assert sum(e.name == "John Smith" for e in entities(again).values()) == 2


def test_claims_found_again_by_place_where_their_ids_shifted(store):
    decide_all(store)
    put(store, [shifted(e) for e in extractions()])
    assert claims(store, rejected=True)["b1/again"].review == "rejected"
    assert claims(store)["a1/again"].review == "accepted"
    assert claims(store)["c1/again"].review is None


@pytest.mark.parametrize(
    "other",
    [
        {"polarity": "-"},  # the id does not tell the polarity: it may well be what was wrong
        {"activity": "withdraw"},
    ],
)
def test_a_claim_that_says_something_else_now_is_not_rejected(store, other):
    kgraph.reject(store, "b1", when=WHEN)
    some = [replace(e, claims=tuple(replace(c, **other) for c in e.claims)) for e in extractions()]
    decided = put(store, some)
    assert claims(store)["b1"].review is None
    (dormant,) = decided.problems
    assert "no claim in the store is claim/b1" in str(dormant)


def test_a_claim_with_other_participants_in_the_same_words_is_not_rejected(store):
    kgraph.reject(store, "b1", when=WHEN)
    some = extractions()
    other = claim("b", "b9", "Kenya had sent troops to Uganda", "Kenya", "Uganda")
    turned = tuple(replace(p, role=r) for p, r in zip(other.participants, ("location", "force"), strict=True))
    put(store, [replace(some[1], claims=(replace(other, participants=turned),))])
    assert claims(store)["b9"].review is None


def test_a_line_whose_article_is_gone_sleeps_and_wakes_when_it_is_back(store):
    kgraph.rename(store, "Lake Guild", "Fishers", when=WHEN)
    kgraph.reject(store, "b1", when=WHEN)
    line = (store / "ledger.jsonl").read_bytes()
    with Dataset.open(store, read_only=False) as dataset:
        dataset.remove_article("article/bbbb")
    decided = kgraph.apply(store)
    assert [str(p).split(" waits: ")[0].rsplit(" ", 2)[1] for p in decided.problems] == ["rename", "reject"]
    assert all(str(p).count("\n") == 0 and p.severity == "warning" for p in decided.problems)
    assert (store / "ledger.jsonl").read_bytes() == line
    assert put(store, extractions()).problems == ()
    assert any(e.name == "Fishers" for e in entities(store).values())


# What is refused


def test_decisions_about_nobody_are_refused_and_leave_no_line(store):
    before = quads(store)
    for decide in (
        lambda: kgraph.merge(store, "Kenya", "Atlantis", when=WHEN),
        lambda: kgraph.merge(store, "Kenya", KENYA, when=WHEN),
        lambda: kgraph.merge(store, "Kenya", when=WHEN),
        lambda: kgraph.split(store, "Kenya", into="X", when=WHEN),
        lambda: kgraph.split(store, "Kenya", into="X", names=["Nairobi"], when=WHEN),
        lambda: kgraph.split(store, "Kenya", into="X", articles=["zzzz"], when=WHEN),
        lambda: kgraph.split(store, "Kenya", into="X", mentions=["aaaa"], when=WHEN),
        lambda: kgraph.rename(store, "Kenya", " ", when=WHEN),
        lambda: kgraph.rename(store, "Kenya", "Kenya", when=WHEN),
        lambda: kgraph.rename(store, "Kenya", "K\x1b[2J", when=WHEN),
        lambda: kgraph.rename(store, "Kenya", "K\ud800", when=WHEN),
        lambda: kgraph.rename(store, "Kenya", "Republic of Kenya", when="yesterday"),
        lambda: kgraph.reject(store, "nosuch", when=WHEN),
        lambda: kgraph.reject(store, "a1", "nosuch", when=WHEN),
        lambda: kgraph.undo(store, "0123456789abcdef", when=WHEN),
    ):
        with pytest.raises((DecisionError, NotFound)) as error:
            decide()
        assert "\n" not in str(error.value)
    assert not (store / "ledger.jsonl").exists()
    assert quads(store) == before


def test_a_store_that_somebody_reads_or_writes_is_not_changed(store):
    for read_only in (True, False):
        with Dataset.open(store, read_only=read_only), pytest.raises(StoreError, match="wait until it is closed"):
            kgraph.merge(store, "Kenya", "Uganda", when=WHEN)
    assert not (store / "ledger.jsonl").exists()


def test_an_open_dataset_can_be_decided_on(store):
    with Dataset.open(store, read_only=False) as dataset:
        kgraph.rename(dataset, "Kenya", "Republic of Kenya", when=WHEN)
        assert dataset.entities()[KENYA].name == "Republic of Kenya"
    with Dataset.open(store) as dataset, pytest.raises(StoreError, match="read_only=False"):
        kgraph.rename(dataset, "Kenya", "Kenya again", when=WHEN)
    assert entities(store)[KENYA].name == "Republic of Kenya"


@pytest.mark.parametrize(
    "name", ['=cmd|"/C calc"!A0', "x' } ; DROP ALL #", "</script><b>", "many\n lines\t here", "ꓘ ‮", "a" * 300]
)
def test_hostile_names_are_text_everywhere(store, tmp_path, name):
    if "‮" in name:
        with pytest.raises(DecisionError, match="control characters"):
            kgraph.rename(store, "Kenya", name, when=WHEN)
        return
    kgraph.rename(store, "Kenya", name, when=WHEN, why="=1+1\n\x00", who="x\u2028y")
    assert (store / "ledger.jsonl").read_bytes().count(b"\n") == 1
    clean = " ".join(name.split())
    assert entities(store)[KENYA].name == clean
    kgraph.retype(store, clean, "Organization", when=WHEN)
    assert entities(store)[KENYA].type == "Organization"
    with kgraph.open(store) as graph:
        assert "</script><b>" not in graph.page()
        graph.export(tmp_path / "entities.csv")
    assert ",=" not in (tmp_path / "entities.csv").read_text(encoding="utf-8")
    kgraph.undo(store, when=WHEN)
    kgraph.undo(store, when=WHEN)
    assert entities(store)[KENYA].name == "Kenya"
