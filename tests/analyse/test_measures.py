"""Graphs and measures agree with values worked out by hand, and never depend on the run."""

import json
import os
import subprocess
import sys

import networkx as nx
import pytest

from kgraph.analyse.graph import exportable, simple_graph, to_networkx
from kgraph.analyse.measures import as_json, measure
from kgraph.types import Claim, Entity, Evidence, Mention, Participant


def actors(names):
    return {f"state/{n}": Entity(f"state/{n}", "State", f"State {n}", country=n, iso3=n) for n in names}


def event(number, actor, recipient, kind, polarity="+"):
    def part(role, name):
        return Participant(role, Mention(0, 1, name, "name", "State", entity=f"state/{name}"))

    return Claim(
        f"claim/{number}", "article/1", "EventClaim", Evidence(0, 1, "x", "x"),
        participants=(part("actor", actor), part("recipient", recipient)), event=kind, polarity=polarity,
    )  # fmt: skip


def two_camps():
    """Two triangles, A B C and D E F, joined by the bridge C-D."""
    pairs = [("A", "B"), ("B", "C"), ("A", "C"), ("D", "E"), ("E", "F"), ("D", "F")]
    claims = [event(f"{a}{b}{n}", a, b, "AID") for a, b in pairs for n in range(3)]
    return [*claims, event("bridge", "C", "D", "ASSAULT")], actors("ABCDEF")


def test_communities_bridges_and_cut_points_of_two_camps():
    found = measure(to_networkx(*two_camps()))
    assert sorted(sorted(c.members) for c in found.communities) == [
        ["state/A", "state/B", "state/C"], ["state/D", "state/E", "state/F"],
    ]  # fmt: skip
    assert [(b.a, b.b, b.claims) for b in found.bridges] == [("state/C", "state/D", 1)]
    assert {row.id for row in found.actors if row.cut} == {"state/C", "state/D"}
    rows = {row.id: row for row in found.actors}
    assert (rows["state/C"].degree, rows["state/C"].claims) == (3, 7)
    assert rows["state/C"].betweenness == pytest.approx(0.6)
    assert rows["state/A"].betweenness == 0
    assert sum(row.pagerank for row in found.actors) == pytest.approx(1)


def test_balance_of_actors_and_pairs_counts_distinct_claims_and_sets_denials_apart():
    claims = [event(1, "A", "B", "AID"), event(2, "B", "A", "ACCUSE"), event(3, "A", "B", "THREATEN"),
              event(4, "A", "B", "ASSAULT", "-")]  # fmt: skip
    found = measure(to_networkx(claims, actors("AB")))
    (pair,) = found.pairs
    assert (pair.claims, pair.cooperation, pair.conflict, pair.denied) == (4, 1, 2, 1)
    assert pair.balance == pytest.approx(-1 / 3, abs=1e-6)
    assert found.actors[0].balance == pair.balance


def test_the_friend_of_my_enemy_makes_an_unbalanced_triad():
    claims = [event(1, "A", "B", "AID"), event(2, "B", "C", "AID"), event(3, "A", "C", "ASSAULT"),
              event(4, "B", "D", "ASSAULT"), event(5, "A", "D", "ASSAULT")]  # fmt: skip
    found = measure(to_networkx(claims, actors("ABCD"))).triads
    assert [(t.actors, t.balanced) for t in found] == [
        (("state/A", "state/B", "state/C"), False),
        (("state/A", "state/B", "state/D"), True),
    ]


def test_places_are_in_the_graph_but_not_ranked():
    entities = actors("A") | {"place/x": Entity("place/x", "Place", "X", country="A")}
    graph = to_networkx([], entities)
    assert set(graph) == {"state/A", "place/x"}
    assert [row.id for row in measure(graph).actors] == ["state/A"]
    assert len(simple_graph(graph, actors_only=False)) == 2


def test_isolated_entities_only_on_demand():
    assert list(to_networkx([], actors("AB"))) == []
    assert list(to_networkx([], actors("AB"), isolated=True)) == ["state/A", "state/B"]


def test_an_empty_graph_measures_to_nothing():
    found = measure(to_networkx([], {}))
    assert as_json(found) == {"actors": (), "pairs": (), "communities": (), "bridges": (), "triads": ()}


def test_exportable_survives_gexf_and_graphml(tmp_path):
    claims, entities = two_camps()
    entities["state/A"] = Entity("state/A", "State", "A\x00\x1b & <b>", aliases=("\ud800",), iso3="A")
    graph = exportable(to_networkx(claims, entities))
    nx.write_gexf(graph, tmp_path / "g.gexf")
    nx.write_graphml(graph, tmp_path / "g.graphml")
    for back in (nx.read_gexf(tmp_path / "g.gexf"), nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)):
        assert back.number_of_edges() == 7
        (edge,) = [d for _, _, d in back.edges(data=True) if d["relation"] == "attacks"]
        assert json.loads(edge["claims"]) == ["claim/bridge"]


def test_the_same_measures_whatever_the_hash_seed():
    script = (
        "import json,sys; sys.path.insert(0, sys.argv[1]);"
        "import test_measures as t; print(json.dumps(t.as_json(t.measure(t.to_networkx(*t.two_camps())))))"
    )
    here = os.path.dirname(__file__)
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, here],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outputs) == 1
