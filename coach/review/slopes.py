"""Values over time to a slope, two groups to a shift, each with its interval; many tests to those that stand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise
from statistics import NormalDist, median

from coach.records import Record

LEVEL = 0.95
FIRST_RATE = 0.03
"""Rate of false alarms that the talk balance may use of the whole, where other measures are tested beside it."""
EXACT = 20
"""Values up to which (without ties) the null distributions are exact."""
MOST = 60
"""Longer histories are first brought to this many medians of neighbouring talks; keeps the work small."""


class Slope(Record, frozen=True, kw_only=True):
    slope: float
    low: float
    high: float
    p: float
    start: float
    """The line's value at the first x."""
    end: float


class Shift(Record, frozen=True, kw_only=True):
    shift: float
    low: float
    high: float
    p: float


def theil_sen(xs: Sequence[float], ys: Sequence[float], level: float = LEVEL) -> Slope:
    """Median of all pairwise slopes, with the interval from Kendall's distribution.

    Two values at different x at least. Where values tie, the variance is the tie-corrected one, and a pair of equal
    values counts half as a rise and half as a fall of half the smallest step between values: the interval excludes
    zero exactly where the tie-corrected test says so.
    Source: Sen, J. Am. Stat. Assoc. 63 (1968) 1379; Hollander, Wolfe and Chicken (2014), sections 8.1 and 9.3.
    """
    xs, ys = thinned(xs, ys)
    half = half_step(ys)
    slopes: list[float] = []
    score = 0
    for j in range(1, len(xs)):
        x, y = xs[j], ys[j]
        for i in range(j):
            if dx := x - xs[i]:
                dy = y - ys[i]
                slopes += (dy / dx, dy / dx) if dy else (half / dx, -half / dx)
                score += (dy > 0) - (dy < 0) if dx > 0 else (dy < 0) - (dy > 0)
    slopes.sort()
    n = len(xs)
    if n <= EXACT and len(set(xs)) == n and len(set(ys)) == n:
        p = min(1.0, 2 * _kendall_tail(n, abs(score)))
        width = _kendall_width(n, (1 - level) / 2)
    else:
        deviation = math.sqrt(kendall_variance(xs, ys))
        p = _two_sided(abs(score), deviation, 1.0)
        width = NormalDist().inv_cdf((1 + level) / 2) * deviation + 1.0
    middle = median(slopes)
    intercept = median(y - middle * x for x, y in zip(xs, ys, strict=True))
    low, high = _between(slopes, len(slopes) // 2 - width)
    return Slope(
        slope=middle, low=low, high=high, p=p, start=intercept + middle * xs[0], end=intercept + middle * xs[-1]
    )


def hodges_lehmann(before: Sequence[float], after: Sequence[float], level: float = LEVEL) -> Shift:
    """Median of all differences after less before, with the interval from the Mann-Whitney distribution.

    Ties as in ``theil_sen``. Source: Hollander, Wolfe and Chicken (2014), sections 4.1 to 4.3.
    """
    before, after = _fewer(before, MOST // 2), _fewer(after, MOST // 2)
    both = [*before, *after]
    half = half_step(both)
    differences: list[float] = []
    for b in after:
        for a in before:
            differences += (b - a, b - a) if b != a else (half, -half)
    differences.sort()
    m, n = len(before), len(after)
    distance = abs(sum((d > 0) - (d < 0) for d in differences)) / 4
    if len(set(both)) == m + n and max(m, n) <= EXACT:
        p = min(1.0, 2 * _mann_whitney(m, n)[round(m * n / 2 - distance)])
        width = m * n - 2.0 * _mann_whitney_rank(m, n, (1 - level) / 2)
    else:
        size = m + n
        ties = sum(t**3 - t for t in Counter(both).values())
        deviation = math.sqrt(max(0.0, m * n / 12 * (size + 1 - ties / (size * (size - 1)))))
        p = _two_sided(distance, deviation, 0.5)
        width = 2 * (NormalDist().inv_cdf((1 + level) / 2) * deviation + 0.5)
    low, high = _between(differences, m * n - width)
    return Shift(shift=median(differences), low=low, high=high, p=p)


def half_step(values: Sequence[float]) -> float:
    """Half the smallest step between different values; 0 where all are the same."""
    ordered = sorted(set(values))
    return min((b - a for a, b in pairwise(ordered)), default=0.0) / 2


def _between(doubled: Sequence[float], rank: float) -> tuple[float, float]:
    """The values of this rank from below and from above; endless where the rank lies before the first.

    ``doubled``: in order, with each value of the plain list twice, so that ranks are twice the plain ones.
    """
    place = math.ceil(max(0.0, rank))
    return (doubled[place - 1], doubled[-place]) if place >= 1 else (-math.inf, math.inf)


def median_interval(values: Sequence[float], level: float = LEVEL) -> tuple[float, float] | None:
    """Order-statistic interval of a median (sign test); None where there are too few values for the level."""
    n = len(values)
    ordered = sorted(values)
    rank, tail = 0, 0.0
    while (tail := tail + math.comb(n, rank) / 2**n) <= (1 - level) / 2:
        rank += 1
    return (ordered[rank - 1], ordered[n - rank]) if rank else None


def bears(ps: Sequence[float], rate: float) -> list[bool]:
    """Which of many tests stand together: Benjamini and Hochberg's step-up rule (J. R. Stat. Soc. B 57 (1995) 289).

    Where nothing moves at all, the chance that anything stands is at most ``rate``.
    """
    order = sorted(range(len(ps)), key=lambda i: ps[i])
    stand = max((k for k, i in enumerate(order, 1) if ps[i] <= rate * k / len(ps)), default=0)
    chosen = set(order[:stand])
    return [i in chosen for i in range(len(ps))]


def stands(tests: Sequence[tuple[str, float]]) -> list[bool]:
    """Which of a review's tests, given as (measure, p), may be spoken of.

    The talk balance is what a pair looks for first, so it has ``FIRST_RATE`` of the false alarms to itself and the
    other measures share the rest; where only one of the two groups was tested, it has all.
    """
    first = [measure == "balance" for measure, _ in tests]
    answers = iter(bears([p for (_, p), ok in zip(tests, first, strict=True) if ok], _rate(first, True)))
    others = iter(bears([p for (_, p), ok in zip(tests, first, strict=True) if not ok], _rate(first, False)))
    return [next(answers if ok else others) for ok in first]


def _rate(first: Sequence[bool], of_first: bool) -> float:
    total = 1 - LEVEL
    if len(set(first)) < 2:
        return total
    return FIRST_RATE if of_first else total - FIRST_RATE


def thinned(xs: Sequence[float], ys: Sequence[float], most: int = MOST) -> tuple[list[float], list[float]]:
    """At most ``most`` medians of neighbouring values, in groups as even as can be."""
    if len(xs) <= most:
        return list(xs), list(ys)
    return _fewer(xs, most), _fewer(ys, most)


def _fewer(values: Sequence[float], most: int) -> list[float]:
    if len(values) <= most:
        return list(values)
    edges = [round(i * len(values) / most) for i in range(most + 1)]
    return [median(values[a:b]) for a, b in pairwise(edges)]


def kendall_variance(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Variance of Kendall's score with ties in both (Kendall, Rank Correlation Methods, chapter 5)."""
    n = len(xs)
    t, u = Counter(xs).values(), Counter(ys).values()
    plain = n * (n - 1) * (2 * n + 5) - sum(k * (k - 1) * (2 * k + 5) for ties in (t, u) for k in ties)
    two = sum(k * (k - 1) for k in t) * sum(k * (k - 1) for k in u) / (2 * n * (n - 1))
    three = sum(k * (k - 1) * (k - 2) for k in t) * sum(k * (k - 1) * (k - 2) for k in u)
    return plain / 18 + two + (three / (9 * n * (n - 1) * (n - 2)) if n > 2 else 0.0)


def _two_sided(distance: float, deviation: float, step: float = 1.0) -> float:
    """Two-sided p of a rank statistic by the normal approximation with continuity correction."""
    return 1.0 if not deviation else min(1.0, 2 * NormalDist().cdf(-max(0.0, distance - step) / deviation))


@cache
def _inversions(n: int) -> tuple[float, ...]:
    """Cumulative probabilities of 0, 1, 2 ... inversions in a random order of n."""
    counts = [1.0]
    for size in range(2, n + 1):
        sums = [0.0, *accumulate(counts)]
        last = len(counts) + size - 1
        counts = [sums[min(k + 1, len(counts))] - sums[max(0, k + 1 - size)] for k in range(last)]
    total = sum(counts)
    return tuple(min(1.0, c / total) for c in accumulate(counts))


def _kendall_tail(n: int, score: int) -> float:
    """P(S >= score) for a score of zero or more."""
    return _inversions(n)[(n * (n - 1) // 2 - score) // 2]


@cache
def _kendall_width(n: int, tail: float) -> float:
    """C of Hollander and Wolfe: the smallest score whose upper tail is at most ``tail``, less two."""
    pairs = n * (n - 1) // 2
    for inversions in range(pairs, -1, -1):
        if _inversions(n)[inversions] <= tail:
            return float(pairs - 2 * inversions - 2)
    return math.inf if pairs else 0.0


@cache
def _mann_whitney(m: int, n: int) -> tuple[float, ...]:
    """Cumulative probabilities of U = 0, 1, 2 ... (coefficients of the Gaussian binomial)."""
    counts = [1] + [0] * (m * n)
    for i in range(1, m + 1):
        for k in range(m * n, n + i - 1, -1):
            counts[k] -= counts[k - n - i]
        for k in range(i, m * n + 1):
            counts[k] += counts[k - i]
    total = math.comb(m + n, m)
    return tuple(c / total for c in accumulate(counts))


def _mann_whitney_rank(m: int, n: int, tail: float) -> int:
    """The largest rank k with P(U <= k - 1) at most ``tail``; 0 where even the outermost is too likely."""
    return sum(p <= tail for p in _mann_whitney(m, n))
