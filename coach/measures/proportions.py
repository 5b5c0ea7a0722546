"""Counts to shares with the 90 % interval that so few of them allow."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable

from coach.records import Proportion

Z90 = 1.6449


def wilson(count: int, total: int) -> tuple[float, float]:
    """Wilson's 90 % score interval of a share (0..1); (0, 1) without observations.

    Wilson 1927, J. Am. Stat. Assoc. 22, 209-212; recommended for small counts by Brown, Cai and DasGupta 2001,
    Statistical Science 16, 101-133. Three of three still leaves .53 to 1.
    """
    if total <= 0:
        return 0.0, 1.0
    share, z2 = count / total, Z90**2
    middle = (share + z2 / (2 * total)) / (1 + z2 / total)
    half = Z90 / (1 + z2 / total) * math.sqrt(share * (1 - share) / total + z2 / (4 * total**2))
    return (0.0 if count == 0 else middle - half), (1.0 if count == total else middle + half)


def proportion(counted: Iterable[int], among: Collection[int]) -> Proportion:
    """The share of the acts ``counted`` among all that could have been; both given by their indices."""
    acts = tuple(counted)
    low, high = wilson(len(acts), len(among))
    share = round(len(acts) / len(among), 4) if among else None
    return Proportion(count=len(acts), total=len(among), share=share, low=round(low, 4), high=round(high, 4), acts=acts)
