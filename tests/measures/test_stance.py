"""What each person did, against values worked out by hand."""

from __future__ import annotations

import pytest
from talk_acts import act, spoken

from coach.measures.proportions import proportion, wilson
from coach.measures.stance import longest_telling, stance


def test_wilson_against_worked_values() -> None:
    # p = 1/2, n = 2, z = 1.6449: middle .5, half 1.6449 / 2.35284 * sqrt(.125 + 2.70570 / 16) = .37914
    assert wilson(1, 2) == pytest.approx((0.12086, 0.87914), abs=2e-5)
    # all of three: lower end n / (n + z^2) = 3 / 5.70570
    assert wilson(3, 3) == pytest.approx((0.52579, 1.0), abs=2e-5)
    assert wilson(0, 3) == pytest.approx((0.0, 0.47421), abs=2e-5)
    assert wilson(0, 0) == (0.0, 1.0)


def test_nothing_counted_leaves_everything_open() -> None:
    nothing = proportion([], [])
    assert (nothing.count, nothing.total, nothing.share, nothing.low, nothing.high) == (0, 0, None, 0.0, 1.0)


ACTS = (
    act("mentor", "advise"),
    act("mentor", "inform"),
    act("mentor", "ask", question="open"),
    act("mentor", "ask", question="closed"),
    act("mentor", "reflect"),
    act("mentor", "share"),
    act("mentor", "other"),
    act("mentee", "share"),
    act("third-party", "advise"),
    act("both", "affirm"),
)


def test_shares_are_of_the_persons_own_acts_without_other() -> None:
    mentor = stance("mentor", ACTS)
    assert [(p.count, p.total) for p in (mentor.telling, mentor.listening, mentor.sharing)] == [(2, 7), (4, 7), (1, 7)]
    assert mentor.telling.share == 0.2857
    assert mentor.telling.low < 0.2857 < mentor.telling.high


def test_every_number_names_its_acts() -> None:
    mentor = stance("mentor", ACTS)
    assert mentor.telling.acts == (0, 1)
    assert mentor.listening.acts == (2, 3, 4, 9)
    assert mentor.sharing.acts == (5,)
    assert mentor.open_questions.acts == (2,)


def test_what_both_did_counts_for_each_and_third_persons_for_nobody() -> None:
    mentee = stance("mentee", ACTS)
    assert (mentee.sharing.count, mentee.listening.count, mentee.telling.count, mentee.sharing.total) == (1, 1, 0, 2)


def test_open_questions_are_among_the_questions_whose_form_is_known() -> None:
    asked = stance("mentor", (*ACTS, act("mentor", "ask"))).open_questions
    assert (asked.count, asked.total, asked.share) == (1, 2, 0.5)


def test_notes_have_no_stretches_and_no_uptake() -> None:
    mentor = stance("mentor", ACTS)
    assert mentor.longest_telling is None
    assert mentor.uptake is None


def test_notes_beside_a_transcript_are_not_counted_again() -> None:
    both = (act("mentor", "advise", note="a"), spoken("mentor", "How was it?", "ask", question="open", note="b"))
    mentor = stance("mentor", both)
    assert (mentor.telling.count, mentor.listening.count, mentor.listening.acts) == (0, 1, (1,))


def test_the_longest_telling_goes_on_over_interjections_only() -> None:
    turns = (
        spoken("mentor", "one two three four", "advise"),
        spoken("mentee", "Mm, yes."),
        spoken("mentor", "five six", "inform"),
        spoken("mentee", "But what if not?", "ask"),
        spoken("mentor", "seven eight nine", "advise"),
        spoken("mentor", "what do you think", "ask"),
        spoken("mentor", "ten", "advise"),
    )
    assert longest_telling("mentor", turns) == 6
    assert longest_telling("mentee", turns) == 0


def test_the_stretch_ends_with_its_note() -> None:
    turns = (spoken("mentor", "one two", "inform", note="a"), spoken("mentor", "three four five", "inform", note="b"))
    assert longest_telling("mentor", turns) == 3


def test_a_person_who_said_nothing_has_open_intervals() -> None:
    nobody = stance("mentee", (act("mentor", "ask"),))
    assert (nobody.telling.share, nobody.telling.total, nobody.telling.high) == (None, 0, 1.0)
