"""The ledger as a file: edited by hand, wrong in places, shared, written by two at once; and replayed at random."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from world import WHEN, claim, entities, extractions, put, quads

import kgraph
from kgraph.actors import load
from kgraph.curate.anchors import claim_ref, find_claim
from kgraph.curate.decisions import EntityRef, Link, Merge, Rename, Retype, Selector, Signature, Split, Undo, Verdict
from kgraph.curate.ledger import Ledger, append, line_of, read_ledger
from kgraph.curate.wording import decision_from, entry, entry_from
from kgraph.errors import DecisionError, StoreError
from kgraph.pipeline import connect
from kgraph.store import Dataset

SIGNED = Signature(WHEN)
KENYA = "entity/state/KEN"


def written(store, *lines):
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    (store / "ledger.jsonl").write_text(text, encoding="utf-8")


def rename(name, entity="Kenya"):
    return {"do": "rename", "entity": entity, "name": name, "when": "2031-05-04"}


# Reading


def test_lines_written_by_hand_may_name_entities_plainly(store):
    written(store, "# what we agreed on Monday", "", rename("Republic of Kenya"),
            {"do": "merge", "entities": ["Anna Petrova", "Anya Petrovna"], "when": "2031-05-04T10:00:00Z"},
            {"do": "split", "entity": "John Smith", "mentions": [{"article": "article/cccc"}], "as": "Smithy",
             "when": "2031-05-04"},
            {"do": "type", "entity": {"name": "Smithy"}, "type": "Official", "when": "2031-05-04"},
            {"do": "reject", "claim": "claim/c1", "when": "2031-05-04"})  # fmt: skip
    decided = kgraph.apply(store)
    assert (decided.problems, decided.counting) == ((), 5)
    names = {e.name: e for e in entities(store).values()}
    assert {"Republic of Kenya", "Anna Petrova", "Smithy"} <= set(names)
    assert "Anya Petrovna" not in names
    assert names["Smithy"].type == "Official"
    with Dataset.open(store) as dataset:
        assert "claim/c1" not in {c.id for c in dataset.claims()}


def test_a_name_that_several_have_or_only_another_kind_of_thing_names_nobody(store):
    written(store, {"do": "split", "entity": "John Smith", "mentions": [{"article": "article/cccc"}],
                    "as": "John Smith", "when": "2031-05-04"},
            rename("Smithy", "John Smith"), rename("The Land", {"name": "Kenya", "type": "Place"}))  # fmt: skip
    decided = kgraph.apply(store)
    assert [str(p).split(":")[1] for p in decided.problems] == ["2", "3"]
    assert all("no entity, or more than one, is" in str(p) for p in decided.problems)
    assert {"Smithy", "The Land"}.isdisjoint(e.name for e in entities(store).values())


def test_of_a_merge_of_three_the_two_that_are_there_are_merged(store):
    three = ["Anna Petrova", "Nobody At All", "Anya Petrovna"]
    written(store, {"do": "merge", "entities": three, "when": "2031-05-04"})
    assert kgraph.apply(store).problems == ()
    names = {e.name for e in entities(store).values()}
    assert "Anna Petrova" in names
    assert "Anya Petrovna" not in names


WRONG = [
    ("{oops", "no JSON"),
    ("<<<<<<< ours", "no JSON"),
    ('"rename"', "JSON object in braces"),
    ({"do": "delete", "when": "2031-05-04"}, "'delete': one of merge, split"),
    ({"when": "2031-05-04"}, '"do" is missing'),
    ({"do": "rename", "entity": "Kenya", "name": "X"}, '"when" is missing: give an ISO date'),
    ({**rename("X"), "when": "yesterday"}, "'yesterday': give an ISO date"),
    ({**rename("X"), "wy": "typo"}, "rename has no field 'wy'"),
    (rename(""), "the name is ''"),
    (rename("X\x1b[2J"), "control characters"),
    (rename("X\u2067Y"), "control characters"),
    (rename("\u200f -- \u200e"), "at least one letter or digit"),
    (rename("X" * 301), "longer than 300"),
    (rename("X", entity={}), 'needs an "id" or a "name"'),
    (rename("X", entity={"id": "claim/1"}), "does not begin with entity/"),
    (rename("X", entity={"name": "Kenya", "typ": "State"}), "no field 'typ'"),
    ({"do": "merge", "entities": ["Kenya"], "when": "2031-05-04"}, "two or more"),
    ({"do": "split", "entity": "Kenya", "mentions": [], "as": "X", "when": "2031-05-04"}, "what to split off"),
    ({"do": "split", "entity": "Kenya", "mentions": [{"start": 1, "end": 2}], "as": "X", "when": "2031-05-04"}, "chosen by"),
    ({"do": "split", "entity": "Kenya", "mentions": [{"article": "article/a", "start": 2, "end": 1}], "as": "X",
      "when": "2031-05-04"}, "start before end"),
    ({"do": "split", "entity": "Kenya", "mentions": [{"name": "K"}], "as": {"id": "entity/x"}, "when": "2031-05-04"},
     '"as" needs the "name"'),
    ({"do": "type", "entity": "Kenya", "type": "Realm", "when": "2031-05-04"}, "'Realm' is no type of entity: one of State"),
    ({"do": "type", "entity": "Kenya", "type": "State", "country": "Kenya", "when": "2031-05-04"}, "three letters"),
    ({"do": "type", "entity": "Kenya", "type": "State", "sector": "X", "when": "2031-05-04"}, "no PLOVER sector"),
    ({"do": "type", "entity": "Kenya", "type": "State", "sector": {}, "when": "2031-05-04"}, "no PLOVER sector"),
    ({"do": "link", "entity": "Kenya", "wikidata": "wd:Q1", "when": "2031-05-04"}, "such as Q423"),
    ({"do": "reject", "claim": {"id": "c1"}, "when": "2031-05-04"}, "begins with claim/"),
    ({"do": "reject", "claim": {"id": "claim/1", "polarity": "0"}, "when": "2031-05-04"}, "+ or -"),
    ({"do": "reject", "claim": {"id": "claim/1", "start": -1}, "when": "2031-05-04"}, "0 or more"),
    ({"do": "reject", "claim": {"id": "claim/1", "participants": {"force": "K"}}, "when": "2031-05-04"}, "lists of words"),
    ({"do": "undo", "line": "last", "when": "2031-05-04"}, "sixteen digits"),
    ("[" * 100_000, "no JSON"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "why"), WRONG)
def test_a_wrong_line_costs_itself_alone_and_is_told_in_one_line(store, line, why):
    written(store, rename("First Name"), line, rename("Lake People", "Lake Guild"))
    decided = kgraph.apply(store)
    (problem,) = decided.problems
    assert str(problem).startswith(f"{store / 'ledger.jsonl'}:2: ")
    assert why in str(problem)
    assert (problem.severity, str(problem).count("\n"), decided.counting) == ("error", 0, 2)
    assert {"First Name", "Lake People"} <= {e.name for e in entities(store).values()}


def test_bytes_that_are_no_text_cost_their_line_and_a_byte_order_mark_nothing(store):
    good = json.dumps(rename("Republic of Kenya")).encode()
    (store / "ledger.jsonl").write_bytes(b"\xef\xbb\xbf" + good + b"\r\n\xff\xfe\n")
    decided = kgraph.apply(store)
    assert [str(p).rsplit("ledger.jsonl", 1)[1][:20] for p in decided.problems] == [":2: the line is not "]
    assert entities(store)[KENYA].name == "Republic of Kenya"


def test_a_line_is_the_same_again_after_writing_and_reading():
    for made in DECISIONS:
        one = entry(made, Signature(WHEN, who="\u2028x", why="y\x85"))
        assert entry_from(json.loads(line_of(one))) == one
        assert len(line_of(one).splitlines()) == 1
        later = entry(made, Signature("2032-01-01", who="another"))
        assert later.id == one.id


def test_a_form_sends_a_decision_as_json(store):
    said = {"do": "merge", "entities": ["Anna Petrova", "Anya Petrovna"]}
    kgraph.decide(store, decision_from(said), when=WHEN, who="web")
    assert "entity/person/anya-petrovna" not in entities(store)
    with pytest.raises(DecisionError, match="no field 'when'"):
        decision_from({**said, "when": WHEN})


# Writing


def test_lines_are_added_whole_after_one_without_an_end(store):
    (store / "ledger.jsonl").write_text("# no line feed", encoding="utf-8")
    kgraph.rename(store, "Kenya", "Republic of Kenya", when=WHEN)
    lines = (store / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# no line feed"
    assert json.loads(lines[1])["name"] == "Republic of Kenya"


def test_a_full_disk_leaves_the_ledger_as_it_was(tmp_path):
    path = tmp_path / "ledger.jsonl"
    path.write_text("# a line\n" * 100, encoding="utf-8")
    code = (
        "import resource, signal, sys; from pathlib import Path; from kgraph.curate.ledger import append;"
        "from kgraph.curate.decisions import EntityRef, Rename, Signature; from kgraph.curate.wording import entry;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "append(Path(sys.argv[1]), [entry(Rename(EntityRef(name='Kenya'), 'N' * 250), Signature('2031-05-04'))])"
    )
    pytest.importorskip("resource", reason="this system limits no file's size")
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert "StoreError" in done.stderr
    assert "cannot be written" in done.stderr
    assert path.read_text(encoding="utf-8") == "# a line\n" * 100


def test_programs_that_write_one_ledger_at_once_lose_no_line(tmp_path):
    path = tmp_path / "shared.jsonl"
    rows = [entry(Rename(EntityRef.of("Kenya"), f"Name {i}"), SIGNED) for i in range(60)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda row: append(path, [row]), rows))
    book = read_ledger(path)
    assert book.problems == ()
    assert {e.id for e in book.entries} == {e.id for e in rows}


def test_a_crash_between_line_and_graph_is_made_good_by_the_next_decision(store, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("kgraph.pipeline.connect", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            kgraph.rename(store, "Kenya", "Republic of Kenya", when=WHEN)
    assert entities(store)[KENYA].name == "Kenya"
    kgraph.rename(store, "Uganda", "Republic of Uganda", when=WHEN)
    assert entities(store)[KENYA].name == "Republic of Kenya"


def test_a_ledger_elsewhere_is_remembered_and_must_stay_there(store, tmp_path):
    shared = tmp_path / "shared.jsonl"
    kgraph.rename(store, "Kenya", "Republic of Kenya", ledger=shared, when=WHEN)
    kgraph.rename(store, "Uganda", "Republic of Uganda", when=WHEN)
    assert len(read_ledger(shared).entries) == 2
    assert not (store / "ledger.jsonl").exists()
    with pytest.raises(StoreError, match=r"copy that file there first"):
        kgraph.rename(store, "Kenya", "Kenya", ledger=tmp_path / "typo.jsonl", when=WHEN)
    shared.rename(tmp_path / "moved.jsonl")
    with pytest.raises(StoreError, match=r"no ledger at .*shared\.jsonl: name the file with --ledger"):
        kgraph.undo(store, when=WHEN)
    kgraph.undo(store, ledger=tmp_path / "moved.jsonl", when=WHEN)
    assert entities(store)["entity/state/UGA"].name == "Uganda"


def test_two_stores_share_a_ledger(store, tmp_path):
    shared, other = tmp_path / "shared.jsonl", tmp_path / "other.db"
    put(other, extractions())
    kgraph.merge(store, "Anna Petrova", "Anya Petrovna", ledger=shared, when=WHEN)
    kgraph.rename(other, "Kenya", "Republic of Kenya", ledger=shared, when=WHEN)
    kgraph.apply(store)
    assert quads(store) == quads(other)


# Finding claims again


def test_a_claim_is_found_by_most_of_its_words_and_never_by_a_tie():
    ref = claim_ref(claim("b", "b1", "Kenya had sent troops to Uganda", "Kenya", "Uganda"))
    near = claim("b", "n", "that Kenya had sent troops to Uganda", "Kenya", "Uganda")
    nearer = claim("b", "m", "Kenya had sent troops to Uganda", "Kenya", "Uganda")
    far = claim("b", "f", "Uganda", "Uganda", "Uganda")
    assert find_claim(ref, [near]) == near
    assert find_claim(ref, [near, nearer]) == nearer
    assert find_claim(ref, [far]) is None
    assert find_claim(ref, [replace(nearer, participants=())]) is None  # nothing says that it is the same
    assert find_claim(ref, [nearer, claim("b", "o", "Kenya had sent troops to Uganda", "Kenya", "Uganda")]) is None


# Replay, at random

NAMES = ["Anna Petrova", "Anya Petrovna", "John Smith", "Kenya", "Uganda", "Lake Guild", "Guild of the Lake", "New"]
REFS = st.sampled_from(NAMES).map(EntityRef.of) | st.sampled_from(
    [
        EntityRef("entity/person/john-smith", "John Smith", "Person"),
        EntityRef(KENYA),
        EntityRef("entity/person/new", "New"),
    ]
)
SELECTORS = st.sampled_from(
    [Selector(name="John Smith"), Selector(name="Kenya"), Selector(article="article/aaaa"), Selector(article="article/cccc"),
     Selector(article="article/bbbb", start=0, end=13, text="Anya Petrovna")]
)  # fmt: skip
CLAIMS = st.sampled_from([claim_ref(c) for e in extractions() for c in e.claims])
MADE = st.one_of(
    st.builds(Merge, st.lists(REFS, min_size=2, max_size=3).map(tuple)),
    st.builds(
        Split, REFS, st.lists(SELECTORS, min_size=1, max_size=2).map(tuple),
        st.sampled_from([EntityRef(name="New", type="Person"), EntityRef.of("Uganda"), EntityRef.of("John Smith")]),
    ),
    st.builds(Rename, REFS, st.sampled_from(["New", "Kenya", "Another"])),
    st.builds(Retype, REFS, st.sampled_from(["Official", "Ministry", "State"]), st.none() | st.just("KEN")),
    st.builds(Link, REFS, st.none() | st.just("Q5")),
    st.builds(Verdict, CLAIMS, st.sampled_from(["accepted", "rejected"])),
)  # fmt: skip
DECISIONS = [
    Merge((EntityRef("entity/a", "A", "State"), EntityRef.of("B"))),
    Split(EntityRef.of("A"), (Selector(name="x"), Selector(article="article/1", start=0, end=2, text="ab")), EntityRef.of("C")),
    Rename(EntityRef.of("A"), "B"), Retype(EntityRef.of("A"), "Ministry", "KEN", "GOV"), Link(EntityRef.of("A"), None),
    Verdict(claim_ref(extractions()[0].claims[0]), "rejected"), Undo("0123456789abcdef"),
]  # fmt: skip


def book(decisions):
    return Ledger(None, tuple(entry(d, SIGNED, number=i) for i, d in enumerate(decisions, start=1)))


def fresh():
    dataset = Dataset.memory()
    for extraction in extractions():
        dataset.replace_article(extraction, reading="by hand")
    return dataset


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(MADE, max_size=6), st.data())
def test_replaying_twice_one_by_one_or_after_an_undo_gives_the_same_graph(decisions, data):
    actors = load()
    whole, stepwise = fresh(), fresh()
    connect(whole, actors, book(decisions))
    once = whole.quads()
    connect(whole, actors, book(decisions))
    assert whole.quads() == once, "twice is once"
    for count in range(len(decisions) + 1):
        connect(stepwise, actors, book(decisions[:count]))
    assert stepwise.quads() == once, "one by one is all together"
    extra = data.draw(MADE)
    undone = entry(extra, SIGNED).id
    connect(whole, actors, book([*decisions, extra]))
    connect(whole, actors, book([*decisions, extra, Undo(undone)]))
    assert whole.quads() == once, "undone is as before"
    at = data.draw(st.integers(min_value=0, max_value=len(decisions)))
    ids = [entry(d, SIGNED).id for d in decisions]
    if undone not in ids:
        connect(whole, actors, book([*decisions[:at], extra, *decisions[at:], Undo(undone)]))
        assert whole.quads() == once, "an earlier line undone is as if it had not been"
    kept = {q.object for q in whole.quads() if isinstance(q.object, NamedNode)}
    assert not any("curate" in node.value for node in kept)
