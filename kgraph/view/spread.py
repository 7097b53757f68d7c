"""Push drawn actors apart until neither they nor their labels overlap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

Point = tuple[float, float]
#: Up to here pairs are pushed one after another, which moves the least; beyond, all at once.
_FEW = 60
#: What does not count as overlap, in pixels of the drawing.
_SLACK = 0.5
#: Pushed all at once, nodes go this much farther than they must, or a crowd would take many more rounds to part.
_FARTHER = 1.3


def spread(points: Mapping[str, Point], boxes: Mapping[str, Point], *, rounds: int = 200) -> dict[str, Point]:
    """Push nodes apart until no two boxes (half width, half height) overlap, or ``rounds`` have passed."""
    if len(points) > _FEW:
        return _spread_many(points, boxes, rounds=rounds)
    at = {node: [float(x), float(y)] for node, (x, y) in points.items()}
    for _ in range(rounds):
        if not _push(at, boxes):
            break
    return {node: (round(x, 1), round(y, 1)) for node, (x, y) in at.items()}


def _push(at: dict[str, list[float]], boxes: Mapping[str, Point]) -> bool:
    """One round over all near pairs, in order of their left edges; whether anything moved."""
    order = sorted(at, key=lambda n: (at[n][0] - boxes[n][0], n))
    moved = False
    for index, a in enumerate(order):
        for b in order[index + 1 :]:
            dx, dy = at[b][0] - at[a][0], at[b][1] - at[a][1]
            if dx - boxes[b][0] > boxes[a][0]:
                break
            over_x = boxes[a][0] + boxes[b][0] - abs(dx)
            over_y = boxes[a][1] + boxes[b][1] - abs(dy)
            if over_x > _SLACK and over_y > _SLACK:
                moved = True
                axis, amount = (0, over_x) if over_x < over_y else (1, over_y)
                sign = 1.0 if (dx, dy)[axis] >= 0 else -1.0
                at[a][axis] -= sign * amount / 2
                at[b][axis] += sign * amount / 2
    return moved


def _spread_many(points: Mapping[str, Point], boxes: Mapping[str, Point], *, rounds: int) -> dict[str, Point]:
    """The same with all overlapping pairs of a round pushed at once, found through a tree."""
    import numpy as np

    order = sorted(points)
    at = np.array([points[node] for node in order], dtype=float)
    half = np.array([boxes[node] for node in order], dtype=float)
    for _ in range(rounds):
        push = _pushes(at, half)
        if push is None:
            break
        at += push
    return {node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(order, at, strict=True)}


def _pushes(at: np.ndarray[Any, Any], half: np.ndarray[Any, Any]) -> np.ndarray[Any, Any] | None:
    """How far each node is pushed in one round; None where nothing overlaps."""
    import numpy as np
    from scipy.spatial import cKDTree  # type: ignore[import-untyped]

    # In units of the largest box, what overlaps is at most 1 apart along either axis.
    pairs = cKDTree(at / (2 * half.max(axis=0))).query_pairs(1.0, p=np.inf, output_type="ndarray")
    if not len(pairs):
        return None
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    a, b = pairs[:, 0], pairs[:, 1]
    gap = at[b] - at[a]
    over = half[a] + half[b] - np.abs(gap)
    hit = (over > _SLACK).all(axis=1)
    if not hit.any():
        return None
    a, b, gap, over = a[hit], b[hit], gap[hit], over[hit]
    axis = np.where(over[:, 0] < over[:, 1], 0, 1)
    rows = np.arange(len(a))
    amount = np.where(gap[rows, axis] >= 0, 1.0, -1.0) * over[rows, axis] / 2
    push = np.zeros_like(at)
    for node, sign in ((a, -_FARTHER), (b, _FARTHER)):
        np.add.at(push, (node, axis), sign * amount)
    # Who is pushed by many from one side is not thrown across the drawing.
    return np.asarray(np.clip(push, -half, half))
