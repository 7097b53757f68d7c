"""Measures of the actor graph: who is central, who goes with whom, where the graph would fall apart."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from kgraph.analyse.betweenness import betweenness
from kgraph.analyse.graph import simple_graph

if TYPE_CHECKING:
    import networkx as nx

_SEED = 7
#: Above this many actors betweenness is estimated from as many seeded pivots.
BETWEENNESS_PIVOTS = 1000


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor. ``degree`` counts other actors; ``claims``, ``cooperation`` and ``conflict`` add up its pairs.

    ``betweenness`` is over unweighted shortest paths and ``pagerank`` over directed edges weighted by claims.
    ``balance`` runs from -1 (only conflict) to 1 (only cooperation), None where there is neither.
    ``cut`` is true for an articulation point: without the actor the graph falls apart.
    """

    id: str
    name: str
    type: str
    country: str | None
    degree: int
    claims: int
    betweenness: float
    pagerank: float
    community: int
    cooperation: int
    conflict: int
    balance: float | None
    cut: bool


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two actors and the distinct claims between them: how many cooperate, conflict, are denied."""

    a: str
    b: str
    a_name: str
    b_name: str
    claims: int
    cooperation: int
    conflict: int
    denied: int
    balance: float | None


@dataclass(frozen=True, slots=True)
class CommunityRow:
    """A community found by Louvain's method; ``name`` is its highest-ranked actor's. Numbered from 1, largest first."""

    number: int
    name: str
    size: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """A pair whose edge is the only path between two parts of the graph."""

    a: str
    b: str
    a_name: str
    b_name: str
    claims: int


@dataclass(frozen=True, slots=True)
class TriadRow:
    """Three actors with signed ties between each two; balanced when the product of the signs is positive."""

    actors: tuple[str, str, str]
    names: tuple[str, str, str]
    signs: tuple[int, int, int]
    balanced: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that ``kgraph analyse`` tells, most central, most claimed and largest first."""

    actors: tuple[ActorRow, ...]
    pairs: tuple[PairRow, ...]
    communities: tuple[CommunityRow, ...]
    bridges: tuple[BridgeRow, ...]
    triads: tuple[TriadRow, ...]


def measure(graph: nx.MultiDiGraph[str]) -> Analysis:
    """Measure a graph made by :func:`kgraph.analyse.graph.to_networkx`; places and treaties are not ranked."""
    import networkx as nx

    simple = simple_graph(graph)
    names = {node: str(data.get("label", node)) for node, data in simple.nodes(data=True)}
    pagerank = _pagerank(graph, simple)
    groups = communities(simple, pagerank)
    member = {node: row.number for row in groups for node in row.members}
    between = _betweenness(simple)
    cuts = set(nx.articulation_points(simple))
    actors = [
        _actor(simple, node, between[node], pagerank[node], member[node], cut=node in cuts) for node in sorted(simple)
    ]
    pairs = [
        PairRow(
            a, b, names[a], names[b], d["weight"], d["cooperation"], d["conflict"], d["denied"],
            balance(d["cooperation"], d["conflict"]),
        )
        for a, b, d in ((min(a, b), max(a, b), d) for a, b, d in simple.edges(data=True))
    ]  # fmt: skip
    bridges = [
        BridgeRow(a, b, names[a], names[b], simple.edges[a, b]["weight"])
        for a, b in sorted((min(pair), max(pair)) for pair in nx.bridges(simple))
    ]
    return Analysis(
        actors=tuple(sorted(actors, key=lambda r: (-r.pagerank, r.id))),
        pairs=tuple(sorted(pairs, key=lambda r: (-r.claims, r.a, r.b))),
        communities=groups,
        bridges=tuple(bridges),
        triads=tuple(_triads(simple, names)),
    )


def as_json(analysis: Analysis) -> dict[str, Any]:
    """The analysis as plain lists and dictionaries, ready for ``json.dumps``."""
    return asdict(analysis)


def balance(cooperation: int, conflict: int) -> float | None:
    """(cooperation - conflict) / (cooperation + conflict), None for 0/0."""
    total = cooperation + conflict
    return None if total == 0 else round((cooperation - conflict) / total, 6)


def _actor(simple: nx.Graph[str], node: str, between: float, pagerank: float, community: int, *, cut: bool) -> ActorRow:
    """One actor's row; an edge's claims count once for each of its two actors."""
    data = simple.nodes[node]
    ties = [d for _, _, d in simple.edges(node, data=True)]
    cooperation, conflict = sum(d["cooperation"] for d in ties), sum(d["conflict"] for d in ties)
    return ActorRow(
        id=node,
        name=str(data.get("label", node)),
        type=str(data.get("type", "")),
        country=data.get("country"),
        degree=len(ties),
        claims=sum(d["weight"] for d in ties),
        betweenness=round(between, 9),
        pagerank=round(pagerank, 9),
        community=community,
        cooperation=cooperation,
        conflict=conflict,
        balance=balance(cooperation, conflict),
        cut=cut,
    )


def _betweenness(simple: nx.Graph[str]) -> dict[str, float]:
    """Exact for graphs that people look at, from seeded pivots for larger ones."""
    pivots = BETWEENNESS_PIVOTS if len(simple) > BETWEENNESS_PIVOTS else None
    return betweenness(simple, pivots=pivots, seed=_SEED)


def _pagerank(graph: nx.MultiDiGraph[str], simple: nx.Graph[str]) -> dict[str, float]:
    """PageRank over claims in their direction; what has no direction counts both ways."""
    import networkx as nx

    flow: nx.DiGraph[str] = nx.DiGraph()
    flow.add_nodes_from(sorted(simple))
    for source, target, data in graph.edges(data=True):
        if source in simple and target in simple and data["weight"]:
            ways = [(source, target)] if data["directed"] else [(source, target), (target, source)]
            for a, b in ways:
                weight = flow.edges[a, b]["weight"] if flow.has_edge(a, b) else 0
                flow.add_edge(a, b, weight=weight + data["weight"])
    ranks: dict[str, float] = nx.pagerank(flow, weight="weight") if len(flow) else {}
    return ranks


def communities(simple: nx.Graph[str], rank: dict[str, float]) -> tuple[CommunityRow, ...]:
    """Louvain communities with a fixed seed, largest first; actors without any edge are communities of one."""
    import networkx as nx

    order = sorted(simple)
    index = {node: number for number, node in enumerate(order)}
    # Integers, because sets of strings iterate differently from run to run.
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(order)))
    plain.add_weighted_edges_from(sorted((index[a], index[b], d["weight"]) for a, b, d in simple.edges(data=True)))
    found = nx.community.louvain_communities(plain, weight="weight", seed=_SEED) if len(plain) else []
    groups = [sorted((order[i] for i in group), key=lambda n: (-rank.get(n, 0.0), n)) for group in found]
    groups.sort(key=lambda members: (-len(members), members))
    return tuple(
        CommunityRow(number, str(simple.nodes[members[0]].get("label", members[0])), len(members), tuple(members))
        for number, members in enumerate(groups, start=1)
    )


def _triads(simple: nx.Graph[str], names: dict[str, str]) -> list[TriadRow]:
    """Every triangle whose three ties lean to one side: unbalanced ones first, for they are the puzzle."""
    signs: dict[tuple[str, str], int] = {}
    near: dict[str, set[str]] = {}
    for a, b, data in simple.edges(data=True):
        if lean := data["cooperation"] - data["conflict"]:
            signs[min(a, b), max(a, b)] = 1 if lean > 0 else -1
            near.setdefault(min(a, b), set()).add(max(a, b))
    rows = []
    for a in sorted(near):
        for b, c in combinations(sorted(near[a]), 2):
            if (b, c) in signs:
                triple = (signs[a, b], signs[a, c], signs[b, c])
                even = triple.count(-1) % 2 == 0
                rows.append(TriadRow((a, b, c), (names[a], names[b], names[c]), triple, even))
    return sorted(rows, key=lambda row: (row.balanced, row.actors))
