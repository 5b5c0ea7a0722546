"""Who led when, on talks made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talk_acts import JO_PRIYA, turn

from coach.measures.dynamics import dynamics, word_bins
from coach.records import Turn

MIRRORED = {
    "mentor throughout": "mentee throughout", "mentee throughout": "mentor throughout", "handed over": "taken over",
    "taken over": "handed over", "alternating": "alternating", "no clear pattern": "no clear pattern",
}  # fmt: skip


def test_a_turn_over_a_border_counts_in_both_parts() -> None:
    # 20 words, two a part: the mentor's 5 fill two parts and half of the third
    assert word_bins([turn("mentor", 5), turn("mentee", 15)]) == (1.0, 1.0, 0.5, *[0.0] * 7)


def test_fewer_words_than_parts_are_shared_out_exactly() -> None:
    assert word_bins([turn("mentor", 1), turn("mentee", 1)]) == (*[1.0] * 5, *[0.0] * 5)
    assert word_bins([turn("mentor", 0)]) == (None,) * 10


@pytest.mark.parametrize(
    ("talk", "pattern"),
    [
        ([("mentor", 200), ("mentee", 200)], "handed over"),
        ([("mentee", 200), ("mentor", 200)], "taken over"),
        ([("mentor", 400)], "mentor throughout"),
        ([("mentee", 190), ("mentor", 20), ("mentee", 190)], "mentee throughout"),
        ([("mentor", 100), ("mentee", 100), ("mentor", 100), ("mentee", 100)], "alternating"),
        ([("mentor", 130), ("mentee", 140), ("mentor", 130)], "alternating"),
        ([("mentor", 10), ("mentee", 10)] * 40, "no clear pattern"),
        ([("mentor", 10), ("mentee", 10)], "no clear pattern"),
        ([("mentor", 150), ("mentee", 50), *[("mentor", 5), ("mentee", 5)] * 60], "no clear pattern"),
    ],
)
def test_patterns(talk: list[tuple[str, int]], pattern: str) -> None:
    assert dynamics([turn(who, words) for who, words in talk], JO_PRIYA).pattern == pattern


def test_alternating_dominance_is_told_as_the_good_thing_that_it_is() -> None:
    found = dynamics([turn("mentor", 100), turn("mentee", 100)] * 2, JO_PRIYA)
    assert found.sentence == (
        "The lead went back and forth: each of you had longer stretches, as in the talks that people enjoy most."
    )


def test_exact_ties_are_an_evenly_shared_floor() -> None:
    found = dynamics([turn("mentor", 20), turn("mentee", 20)] * 10, JO_PRIYA)
    assert set(found.bins) == {0.5}
    assert found.sentence == "You shared the floor fairly evenly all the way."


def test_first_names_tell_who_led_which_part() -> None:
    found = dynamics([turn("mentee", 200), turn("mentor", 200)], JO_PRIYA)
    assert found.sentence == "Priya led the first part, Jo the rest."


def test_interjections_do_not_break_a_lead() -> None:
    talk = [turn("mentor", 50), turn("mentee", 1)] * 10
    assert dynamics(talk, JO_PRIYA).pattern == "mentor throughout"


def test_third_persons_do_not_lead() -> None:
    talk = [turn("third-party", 900), turn("mentee", 100)]
    assert dynamics(talk, JO_PRIYA).bins == (0.0,) * 10


def test_words_in_any_letters_count() -> None:
    talk = [Turn(speaker="mentor", text="naïve Übergänge été " * 40), Turn(speaker="mentee", text="да нет же " * 40)]
    assert dynamics(talk, JO_PRIYA).bins == (*[1.0] * 5, *[0.0] * 5)


def test_windows_slide_over_times() -> None:
    # 1000 s; windows of 200 s around 50, 150 ...: the fifth (350-550) has 150 s of the mentor and 50 s of the mentee
    talk = [turn("mentor", 100, 0.0, 500.0), turn("mentee", 100, 500.0, 1000.0)]
    found = dynamics(talk, JO_PRIYA)
    assert found.bins == (1.0, 1.0, 1.0, 1.0, 0.75, 0.25, 0.0, 0.0, 0.0, 0.0)
    assert found.pattern == "handed over"


def test_overlaps_count_for_both() -> None:
    talk = [turn("mentor", 100, 0.0, 600.0), turn("mentee", 100, 0.0, 600.0)]
    assert dynamics(talk, JO_PRIYA).bins == (0.5,) * 10


def test_silence_leaves_a_part_open() -> None:
    talk = [turn("mentor", 50, 0.0, 100.0), turn("mentee", 50, 1900.0, 2000.0)]
    assert dynamics(talk, JO_PRIYA).bins[4] is None


def test_under_a_minute_there_is_no_pattern() -> None:
    found = dynamics([turn("mentor", 80, 0.0, 25.0), turn("mentee", 80, 25.0, 50.0)], JO_PRIYA)
    assert (found.pattern, found.sentence) == ("no clear pattern", "The talk is too short to say who led when.")


def test_nobody_speaking_is_no_pattern() -> None:
    assert dynamics([], JO_PRIYA).pattern == "no clear pattern"


@given(st.lists(st.tuples(st.sampled_from(["mentor", "mentee"]), st.integers(0, 90)), max_size=30))
def test_swapping_the_seats_mirrors_the_pattern(talk: list[tuple[str, int]]) -> None:
    other = {"mentor": "mentee", "mentee": "mentor"}
    one = dynamics([turn(who, words) for who, words in talk], JO_PRIYA)
    two = dynamics([turn(other[who], words) for who, words in talk], JO_PRIYA)
    assert two.pattern == MIRRORED[one.pattern]
    assert all(share is None or 0 <= share <= 1 for share in one.bins)
