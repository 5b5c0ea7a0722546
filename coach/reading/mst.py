"""Arc scores to the best tree (Chu and Liu 1965, Edmonds 1967), with a single root."""

from __future__ import annotations

import math
from collections.abc import Sequence

Scores = Sequence[Sequence[float]]
"""``scores[d][h]``: how well head ``h`` fits dependent ``d``; column 0 is the root, so word ``d`` is head ``d + 1``."""


def best_tree(scores: Scores) -> list[int]:
    """Heads of the words (0 root, else 1-based), a tree with exactly one root."""
    n = len(scores)
    if n == 0:
        return []
    if n == 1:
        return [0]
    rows = [list(row) for row in scores]
    heads = _nearest(rows)
    if heads.count(0) == 1 and not _cycle(heads):
        return heads
    # So dear a root that the best tree has only one; all trees with one root pay the same.
    dear = 1.0 + 2 * n * max(abs(s) for row in scores for s in row)
    return _edmonds([[row[0] - dear, *row[1:]] for row in rows])


def _nearest(rows: list[list[float]]) -> list[int]:
    """The best head of each word alone; rules out in ``rows`` that a word is its own."""
    for d, row in enumerate(rows):
        row[d + 1] = -math.inf
    return [row.index(max(row)) for row in rows]


def _cycle(heads: Sequence[int]) -> list[int]:
    """The words (0-based) of one cycle, or nothing."""
    state = [0] * len(heads)
    for begin in range(len(heads)):
        path, at = [], begin
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at] - 1
        if at >= 0 and state[at] == 1:
            return path[path.index(at) :]
        for word in path:
            state[word] = 2
    return []


def _edmonds(scores: list[list[float]]) -> list[int]:
    n = len(scores)
    heads = _nearest(scores)
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    outer = [d for d in range(n) if d not in inside]
    place = {0: 0} | {d + 1: i + 1 for i, d in enumerate(outer)}
    knot = len(outer)
    into: dict[int, int] = {}
    out_of: dict[int, int] = {}
    rows = [[-1e12] * (knot + 2) for _ in range(knot + 1)]
    cycle_score = sum(scores[d][heads[d]] for d in cycle)
    for h, new in place.items():
        best = max(cycle, key=lambda d: scores[d][h] - scores[d][heads[d]])
        into[h] = best
        rows[knot][new] = cycle_score + scores[best][h] - scores[best][heads[best]]
    for i, d in enumerate(outer):
        for h, new in place.items():
            if h != d + 1:
                rows[i][new] = scores[d][h]
        best = max(cycle, key=lambda c: scores[d][c + 1])
        out_of[d] = best + 1
        rows[i][knot + 1] = scores[d][best + 1]
    found = _edmonds(rows)
    back = {new: h for h, new in place.items()}
    result = list(heads)
    for i, d in enumerate(outer):
        result[d] = out_of[d] if found[i] == knot + 1 else back[found[i]]
    entry = back[found[knot]]
    result[into[entry]] = entry
    return result
