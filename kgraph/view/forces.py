"""A force-directed layout for many nodes: distances to a few landmarks first, then springs and repulsion of the near."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np

_LANDMARKS = 40
_ROUNDS = 60
#: Nodes repel within this many ideal distances.
_REACH = 3.0


def relax(graph: nx.Graph[Any]) -> dict[Any, tuple[float, float]]:
    """Positions within about 1 of the origin; the same graph, in the same order, gives the same positions.

    Args:
        graph: edges with a ``weight``, which pulls.
    """
    import networkx as nx
    import numpy as np

    order = list(graph)
    index = {node: i for i, node in enumerate(order)}
    ends = np.array([(index[a], index[b]) for a, b in graph.edges()], dtype=int).reshape(-1, 2)
    pull = np.array([d.get("weight", 1.0) for _, _, d in graph.edges(data=True)], dtype=float)
    at = _by_landmarks(nx.to_scipy_sparse_array(graph, nodelist=order, weight=None, format="csr"))
    ideal = 1.6 / np.sqrt(len(order))
    for step in range(_ROUNDS):
        force = _repulsion(at, ideal)
        if len(ends):
            gap = at[ends[:, 1]] - at[ends[:, 0]]
            spring = gap * (np.linalg.norm(gap, axis=1) * pull / ideal)[:, None]
            np.add.at(force, ends[:, 0], spring)
            np.add.at(force, ends[:, 1], -spring)
        length = np.maximum(np.linalg.norm(force, axis=1), 1e-9)
        heat = 0.12 * (1 - step / _ROUNDS) + 0.002
        at += force / length[:, None] * np.minimum(length, heat)[:, None]
    at -= at.mean(axis=0)
    at /= max(1e-9, float(np.abs(at).max()))
    return {node: (float(x), float(y)) for node, (x, y) in zip(order, at, strict=True)}


def _repulsion(at: np.ndarray[Any, Any], ideal: float) -> np.ndarray[Any, Any]:
    """How nodes that are near each other push."""
    import numpy as np
    from scipy.spatial import cKDTree  # type: ignore[import-untyped]

    force = np.zeros_like(at)
    pairs = cKDTree(at).query_pairs(_REACH * ideal, output_type="ndarray")
    if len(pairs):
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        gap = at[pairs[:, 1]] - at[pairs[:, 0]]
        squared = np.maximum((gap * gap).sum(axis=1), (0.05 * ideal) ** 2)
        push = gap * (ideal * ideal / squared)[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(pairs[:, 1], push[:, axis], len(at))
            force[:, axis] -= np.bincount(pairs[:, 0], push[:, axis], len(at))
    return force


def _by_landmarks(links: Any) -> np.ndarray[Any, Any]:
    """A start: the two main axes of the nodes' distances, in steps, to landmarks that lie far from each other."""
    import numpy as np
    from scipy.sparse.csgraph import dijkstra  # type: ignore[import-untyped]

    size = links.shape[0]
    columns = []
    nearest = np.full(size, np.inf)
    landmark = 0
    for _ in range(min(_LANDMARKS, size)):
        steps = dijkstra(links, directed=False, indices=landmark, unweighted=True)
        steps[np.isinf(steps)] = size
        columns.append(steps)
        nearest = np.minimum(nearest, steps)
        landmark = int(np.argmax(nearest))
    squared = np.array(columns).T ** 2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()
    _, axes = np.linalg.eigh(centred.T @ centred)
    at = centred @ axes[:, [-1, -2]]
    # An axis may come out either way round; which, must not depend on the library.
    at *= np.where(at[np.abs(at).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    at /= np.maximum(np.abs(at).max(axis=0), 1e-9)
    # Nodes with the same distances to all landmarks must not start in one place.
    turn = np.arange(size) * 2.399963
    return np.asarray(np.round(at, 6) + 0.03 * np.stack([np.cos(turn), np.sin(turn)], axis=1))
