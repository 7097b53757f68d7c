"""Betweenness of many actors at once: Brandes' algorithm as products of sparse matrices, many sources at a time."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np

#: Sources that are followed at once; more of them take more memory and hardly less time.
_TOGETHER = 128


def betweenness(graph: nx.Graph[str], *, pivots: int | None = None, seed: int = 0) -> dict[str, float]:
    """The share of shortest paths, unweighted, that lead over each node: what networkx's function gives, sooner.

    Args:
        graph: simple and undirected; weights are not looked at.
        pivots: estimate from this many sources, drawn with ``seed``; None counts all paths.
        seed: of the draw.
    """
    import networkx as nx
    import numpy as np

    order = list(graph)
    size = len(order)
    if size < 3:
        return dict.fromkeys(order, 0.0)
    sources = list(range(size))
    if pivots is not None and pivots < size:
        sources = sorted(random.Random(seed).sample(sources, pivots))
    links = nx.to_scipy_sparse_array(graph, nodelist=order, weight=None, dtype=np.dtype(np.float64), format="csr")
    total = np.zeros(size)
    for start in range(0, len(sources), _TOGETHER):
        total += _dependencies(links, np.asarray(sources[start : start + _TOGETHER]))
    total *= _scale(size, sources=len(sources))
    if len(sources) < size:
        # A source's own paths never count for it, so a pivot has been asked once less than the rest.
        chosen = np.zeros(size, dtype=bool)
        chosen[sources] = True
        total[chosen] *= len(sources) / max(1, len(sources) - 1)
    return {node: float(value) for node, value in zip(order, total, strict=True)}


def _scale(size: int, *, sources: int) -> float:
    """One over the number of ordered pairs of other nodes, as far as they have been looked at."""
    return 1.0 / ((size - 2) * (size - 1)) * ((size - 1) / sources if sources < size else 1.0)


def _dependencies(links: Any, sources: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """How much the paths from these sources depend on each node, added up over the sources."""
    import numpy as np

    size, count = links.shape[0], len(sources)
    frontier = np.zeros((size, count))
    frontier[sources, np.arange(count)] = 1.0
    seen = frontier > 0
    levels = [frontier]
    while True:
        frontier = links @ frontier
        frontier[seen] = 0.0
        if not frontier.any():
            break
        seen |= frontier > 0
        levels.append(frontier)
    passed = np.zeros((size, count))
    for depth in range(len(levels) - 1, 0, -1):
        paths = levels[depth]
        share = np.divide(1.0 + passed, paths, out=np.zeros_like(paths), where=paths > 0)
        passed += (links @ share) * levels[depth - 1]
    passed[sources, np.arange(count)] = 0.0
    return np.asarray(passed.sum(axis=1))
