"""Slopes and shifts beside values worked out by hand, and how often they're wrong."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.review.slopes import bears, hodges_lehmann, median_interval, stands, theil_sen, thinned

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

SIX = range(6)


def test_six_rising_values_with_one_far_out_give_the_slope_of_the_others():
    # slopes: ten of 1, then 2, 2.25, 8/3, 3.5, 6; C = 13 - 2, so the 2nd and the 14th of 15 (Hollander and Wolfe)
    found = theil_sen(SIX, [0, 1, 2, 3, 4, 10])
    assert (found.slope, found.low, found.high) == (1, 1, 3.5)
    assert found.p == pytest.approx(2 / 720)


def test_the_example_of_sen_has_its_slope():
    assert theil_sen([1, 2, 3, 4, 10, 12, 18], [9, 15, 19, 20, 45, 55, 78]).slope == 4


def test_one_swap_among_six_is_still_seen_and_three_are_not():
    assert theil_sen(SIX, [0, 1, 2, 3, 5, 4]).low > 0  # S = 13: p = .0167
    assert theil_sen(SIX, [1, 0, 3, 2, 5, 4]).low < 0  # S = 9: p = .136


def test_five_values_never_bear_a_direction():
    assert theil_sen(range(5), [0, 1, 2, 3, 4]).low == pytest.approx(
        1
    )  # S = 10: p = .0167, but six talks are asked for
    assert theil_sen(range(4), [0, 1, 2, 3]).low == float("-inf")


def test_the_line_goes_through_the_middle_of_the_values():
    found = theil_sen([0, 10, 20, 30, 40, 50], [0.6, 0.58, 0.56, 0.54, 0.52, 0.50])
    assert found.start == pytest.approx(0.6)
    assert found.end == pytest.approx(0.5)


def test_values_with_many_ties_can_still_show_a_direction():
    found = theil_sen(range(10), [2, 2, 2, 3, 3, 3, 4, 4, 4, 4])
    assert found.p < 0.01
    assert found.low > 0


@given(st.lists(st.integers(1, 5), min_size=6, max_size=15).filter(lambda ys: len(set(ys)) > 1))
def test_with_ties_the_interval_excludes_zero_just_where_the_test_says_so(ys: list[int]):
    found = theil_sen(range(len(ys)), ys)
    if len(set(ys)) < len(ys):
        assert (found.low > 0 or found.high < 0) == (found.p < 0.05)


@given(
    st.lists(st.floats(0, 1).map(lambda x: round(x, 3)), min_size=6, max_size=12).filter(lambda ys: len(set(ys)) > 1)
)
def test_upside_down_is_the_same_upside_down(ys: list[float]):
    up, down = theil_sen(range(len(ys)), ys), theil_sen(range(len(ys)), [-y for y in ys])
    assert up.slope == pytest.approx(-down.slope)
    assert up.low == pytest.approx(-down.high)
    assert up.p == pytest.approx(down.p)


def test_four_before_and_four_after_without_overlap():
    # sixteen differences from 1 to 7 around 4; of 70 orders the two outermost are as far apart: p = 2 / 70
    found = hodges_lehmann([1, 2, 3, 4], [5, 6, 7, 8])
    assert (found.shift, found.low, found.high) == (4, 1, 7)
    assert found.p == pytest.approx(2 / 70)


def test_one_overlap_among_four_and_four_shows_nothing():
    found = hodges_lehmann([1, 2, 3, 5.5], [5, 6, 7, 8])
    assert found.low < 0 < found.high


def test_the_same_before_and_after_is_no_shift():
    found = hodges_lehmann([3, 4, 3, 4, 3], [4, 3, 4, 3, 3])
    assert found.p == 1
    assert found.low < 0 < found.high


def test_the_median_of_six_lies_between_the_first_and_the_last():
    assert median_interval([3, 1, 2, 6, 5, 4]) == (1, 6)  # 1 - 2 / 64 is .969
    assert median_interval([1, 2, 3, 4, 5]) is None


def test_many_tests_stand_by_the_step_up_rule():
    assert bears([0.001, 0.02, 0.3, 0.04], 0.05) == [True, True, False, False]
    assert bears([0.01, 0.04, 0.03, 0.005], 0.05) == [True, True, True, True]
    assert bears([], 0.05) == []


def test_the_balance_has_a_share_of_the_false_alarms_to_itself():
    tests = [("balance", 0.028), *(("comfort", 0.028) for _ in range(5)), ("equality", 0.9)]
    assert stands(tests) == [True, *[False] * 6]
    assert stands([("comfort", 0.04)]) == [True]


def test_long_histories_become_sixty_medians():
    xs, ys = thinned(list(range(500)), [x / 500 for x in range(500)])
    assert len(xs) == len(ys) == 60
    assert xs == sorted(xs)


def test_scipy_says_the_same():
    stats = pytest.importorskip("scipy.stats")
    rng = random.Random(4)
    for n in (6, 9, 15, 30):
        ys = [rng.random() for _ in range(n)]
        theirs, ours = stats.theilslopes(ys, range(n), 0.95), theil_sen(range(n), ys)
        assert ours.slope == pytest.approx(theirs[0])
        assert ours.low <= theirs[2] + 1e-9
        assert ours.high >= theirs[3] - 1e-9
        if n <= 20:
            assert ours.p == pytest.approx(stats.kendalltau(range(n), ys, method="exact").pvalue)
        half = n // 2
        theirs = stats.mannwhitneyu(ys[:half], ys[half:], method="exact").pvalue
        assert hodges_lehmann(ys[:half], ys[half:]).p == pytest.approx(theirs)


@pytest.mark.parametrize("kind", ["notes", "counted", "scale"])
@pytest.mark.parametrize("n", [6, 12])
def test_false_alarms_stay_near_five_in_a_hundred_or_below(kind: str, n: int):
    from simulate_trends import KINDS, history, moved

    rng = random.Random(7)
    alarms = sum(moved(history(rng, n, 0.0, KINDS[kind])) for _ in range(800))
    assert alarms <= 0.05 * 800 + 2 * (800 * 0.05 * 0.95) ** 0.5


def test_a_clear_fall_is_mostly_seen_in_twelve_talks():
    from simulate_trends import KINDS, history, moved

    rng = random.Random(8)
    assert sum(moved(history(rng, 12, -0.4, KINDS["notes"])) for _ in range(200)) > 140
