"""Whether a turn builds on the other's words."""

from __future__ import annotations

import pytest
from talk_acts import spoken

from coach.measures.uptake import builds_on, content_of, uptake

HEARD = "My manager moved the deadline again and I felt stupid in front of the team."


@pytest.mark.parametrize(
    "said",
    [
        "So you felt left alone with it?",
        "The deadlines keep moving.",
        "What did that do to you?",
        "You said your boss decides.",
        "It sounds like you were hurt.",
        "Tell me more.",
        "What happened then?",
        "That must have been hard.",
        "Go on.",
        "Right, so what you needed was time.",
        "I had managers who moved things around too, and it taught me to write down what was agreed.",
    ],
)
def test_turns_that_build_on_what_was_said(said: str) -> None:
    assert builds_on(said, HEARD)


@pytest.mark.parametrize(
    "said",
    [
        "You should read a book on time.",
        "So you should just call HR.",
        "When I was young I went to Leeds and started a company with my brother, which was the best team ever.",
        "Let me tell you about my career.",
        "Okay.",
        "",
    ],
)
def test_turns_that_start_something_else(said: str) -> None:
    assert not builds_on(said, HEARD)


def test_stems_see_through_the_commonest_endings_and_keep_other_letters() -> None:
    assert content_of("deadlines deadline's running runs Übung") == {"deadlin", "run", "übung"}


def test_only_turns_straight_after_the_other_count() -> None:
    turns = (
        spoken("mentee", HEARD),
        spoken("mentor", "So you felt alone?"),
        spoken("mentor", "I once went to Leeds for a year."),
        spoken("mentee", "Yes, and alone is the word that fits."),
        spoken("third-party", "Sorry, is this room taken by anyone?"),
        spoken("mentor", "No, it is free, come in."),
        spoken("mentee", "Mm."),
        spoken("mentor", "Let us look at the calendar."),
    )
    mentor, mentee = uptake("mentor", turns), uptake("mentee", turns)
    assert mentor is not None and mentee is not None
    assert (mentor.count, mentor.total, mentor.acts) == (1, 1, (1,))
    assert (mentee.count, mentee.total) == (0, 1)


def test_indices_point_into_all_acts_and_notes_do_not_mix() -> None:
    turns = (spoken("mentee", HEARD, note="a"), spoken("mentor", "So you felt alone?", note="b"))
    found = uptake("mentor", turns)
    assert found is not None and found.total == 0 and found.share is None


def test_without_turns_there_is_no_uptake() -> None:
    assert uptake("mentor", ()) is None
