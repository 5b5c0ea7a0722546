"""The sample pair: whole, the same each time, and true to its own guides."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from coach.demo import load_demo
from coach.guides import load_guides
from coach.records import Pair, Session

TODAY = date(2027, 3, 1)


@pytest.fixture(scope="module")
def demo() -> tuple[Pair, tuple[Session, ...]]:
    return load_demo(today=TODAY)


def test_half_a_year_of_sessions_with_days_counted_from_today(demo: tuple[Pair, tuple[Session, ...]]) -> None:
    _, sessions = demo
    days = [date.fromisoformat(session.day) for session in sessions]
    assert len(sessions) == 10
    assert days == sorted(days)
    assert 150 <= (TODAY - days[0]).days <= 190 and (TODAY - days[-1]).days < 14


def test_ids_are_the_same_each_time_and_never_twice(demo: tuple[Pair, tuple[Session, ...]]) -> None:
    pair, sessions = demo
    assert load_demo(today=TODAY) == demo
    assert {session.pair for session in sessions} == {pair.id}
    ids = [session.id for session in sessions]
    ids += [note.id for session in sessions for note in session.notes]
    ids += [action.id for session in sessions for action in session.actions]
    assert len(ids) == len(set(ids))


def test_six_agreements_and_one_to_ask_before_advising(demo: tuple[Pair, tuple[Session, ...]]) -> None:
    pair, sessions = demo
    assert len(pair.agreements) == 6
    (asking,) = [each for each in pair.agreements if "asks before advising" in each.text]
    assert asking.since == sessions[3].day


def test_notes_by_both_and_of_a_lifelike_length(demo: tuple[Pair, tuple[Session, ...]]) -> None:
    _, sessions = demo
    written = [note for session in sessions for note in session.notes if note.source == "note"]
    assert {note.author for note in written} == {"mentor", "mentee", "both"}
    assert {note.visibility for note in written} == {"mentor", "mentee", "both"}
    long = [note for note in written if 90 <= len(note.text.split()) <= 160]
    assert len(long) >= 18


def test_stages_templates_and_prompts_exist(demo: tuple[Pair, tuple[Session, ...]]) -> None:
    guides = load_guides()
    for session in demo[1]:
        template = guides.templates[session.template]
        assert [run.id for run in session.stages] == [stage.id for stage in template.stages]
        assert {note.stage for note in session.notes if note.stage} <= {stage.id for stage in template.stages}
        for choice in (*session.choices, *session.carried):
            assert guides.prompts[choice.prompt].focus == choice.focus


def test_kept_prompts_are_carried_into_the_next_session(demo: tuple[Pair, tuple[Session, ...]]) -> None:
    _, sessions = demo
    for before, after in pairwise(sessions):
        kept = [choice.prompt for choice in before.choices if choice.state == "kept"]
        assert [choice.prompt for choice in after.carried] == kept
        assert all(choice.used is not None for choice in after.carried)


def test_the_clock_runs_forward_in_two_sessions(demo: tuple[Pair, tuple[Session, ...]]) -> None:
    clocked = [session for session in demo[1] if session.clock]
    assert len(clocked) == 2
    for session in clocked:
        times = [switch.at for switch in session.clock]
        assert times == sorted(times) and session.clock_end is not None and session.clock_end > times[-1]


def test_the_transcript_points_into_its_note(demo: tuple[Pair, tuple[Session, ...]]) -> None:
    (session,) = [session for session in demo[1] if session.turns]
    (note,) = [note for note in session.notes if note.source != "note"]
    assert 38 <= len(session.turns) <= 45
    assert [note.text[turn.start : turn.end] for turn in session.turns] == [turn.text for turn in session.turns]
    assert {turn.speaker for turn in session.turns} == {"mentor", "mentee"}


def test_promises_were_made_on_the_day_and_some_are_still_open(demo: tuple[Pair, tuple[Session, ...]]) -> None:
    actions = [(session, action) for session in demo[1] for action in session.actions]
    assert all(action.made == session.day and (action.due or "") > session.day for session, action in actions)
    assert all(action.done is None or action.done <= TODAY.isoformat() for _, action in actions)
    assert 2 <= sum(action.done is None for _, action in actions) <= 6
