"""The talk clock: a tuple of switches that survives anything, and the seconds that follow from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talk_acts import turn

from coach.measures import clock
from coach.records import Session, StageRun, Switch


def talk() -> clock.Switches:
    switches = clock.switch((), "mentor", 0.0)
    switches = clock.switch(switches, "mentee", 60.0)
    switches = clock.pause(switches, 90.0)
    return clock.switch(switches, "mentor", 100.0)


def test_each_stretch_goes_to_whoever_was_switched_to() -> None:
    assert clock.seconds(talk(), 130.0) == {"mentor": 90.0, "mentee": 30.0}


def test_after_a_crash_the_last_event_is_the_end() -> None:
    assert clock.seconds(talk()) == {"mentor": 60.0, "mentee": 30.0}
    assert clock.seconds(talk(), 5.0) == {"mentor": 60.0, "mentee": 30.0}


def test_undo_gives_the_time_back_to_the_one_before() -> None:
    assert clock.seconds(clock.undo(clock.undo(talk())), 130.0) == {"mentor": 60.0, "mentee": 70.0}
    assert clock.undo(()) == ()


def test_the_same_speaker_again_and_a_pause_before_the_start_change_nothing() -> None:
    switches = talk()
    assert clock.switch(switches, "mentor", 200.0) is switches
    assert clock.pause((), 3.0) == ()
    paused = clock.pause(switches, 120.0)
    assert clock.pause(paused, 140.0) is paused


def test_who_is_counted_now() -> None:
    assert clock.speaking(()) is None
    assert clock.speaking(talk()) == "mentor"
    assert clock.speaking(clock.pause(talk(), 120.0)) is None


@pytest.mark.parametrize("at", [-5.0, 30.0, float("nan"), float("inf")])
def test_time_never_runs_backwards(at: float) -> None:
    assert clock.switch(talk(), "mentee", at)[-1].at == 100.0


STEPS = st.lists(
    st.tuples(st.sampled_from(["mentor", "mentee", "pause", "undo"]), st.floats(allow_nan=True)), max_size=40
)


@given(STEPS, st.floats(allow_nan=True) | st.none())
def test_no_order_of_keys_loses_or_makes_time(steps: list[tuple[str, float]], end: float | None) -> None:
    switches: clock.Switches = ()
    for what, at in steps:
        if what == "undo":
            switches = clock.undo(switches)
        elif what == "pause":
            switches = clock.pause(switches, at)
        else:
            switches = clock.switch(switches, what, at)  # type: ignore[arg-type]
    counted = clock.seconds(switches, end)
    assert all(total >= 0 for total in counted.values())
    assert [s.at for s in switches] == sorted(s.at for s in switches)


def session(switches: clock.Switches, end: float, spent: float = 0.0) -> Session:
    stages = (StageRun(id="a", title="A", minutes=10, spent_s=spent),) if spent else ()
    return Session(
        id="s", pair="p", template="t", day="2026-11-17", minutes=10, clock=switches, clock_end=end, stages=stages
    )


def test_a_clock_stands_for_the_talk_where_it_ran_over_half_of_it() -> None:
    assert clock.clock_stands_for(session(talk(), 340.0)) == {"mentor": 300.0, "mentee": 30.0}
    assert clock.clock_stands_for(session(talk(), 200.0)) is None
    assert clock.clock_stands_for(session(talk(), 200.0, spent=300.0)) is not None


def test_a_clock_that_was_started_and_forgotten_stands_for_nothing() -> None:
    assert clock.clock_stands_for(session((Switch(at=0.0, who="mentor"),), 600.0)) is None
    assert clock.clock_stands_for(session((), 0.0)) is None


def test_overlaps_count_for_both_and_own_overlaps_once() -> None:
    turns = [
        turn("mentor", 5, 0.0, 10.0),
        turn("mentee", 1, 4.0, 5.0),
        turn("mentor", 5, 8.0, 12.0),
        turn("third-party", 5, 12.0, 60.0),
    ]
    assert clock.turn_seconds(turns) == {"mentor": 12.0, "mentee": 1.0}


def test_turns_without_ends_are_not_timed() -> None:
    assert clock.turn_seconds([turn("mentor", 5, 0.0), turn("mentee", 5, 9.0, 12.0)]) is None
    assert clock.turn_seconds([]) is None
    assert clock.turn_seconds([turn("mentor", 5, 3.0, 3.0)]) is None
