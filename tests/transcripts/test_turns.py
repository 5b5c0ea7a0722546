"""Turns of the pair, and the tagged text that is kept of them."""

from __future__ import annotations

import pytest
from transcript_pairs import pair

from coach.errors import CoachError
from coach.reading.layout import lines_of
from coach.reading.people import names_of
from coach.records import Turn
from coach.transcripts import Said, Transcript, as_text, placed, turns_of

WHO = pair("Jo Fisher", "Ana Ruiz")
TALK = Transcript(
    format="x",
    turns=(
        Said(speaker="Jo", text="Hello", begin_s=0.0, end_s=1.0),
        Said(speaker="Jo's phone", text="again", begin_s=1.5, end_s=2.0),
        Said(speaker="Tom", text="Me too", begin_s=2.0, end_s=3.0),
        Said(speaker="Ann", text="Me three", begin_s=3.0, end_s=4.0),
        Said(speaker="Ana", text="Hi", begin_s=4.0, end_s=5.0),
    ),
)
MAPPING = {"Jo": "mentor", "Jo's phone": "mentor", "Tom": "third-party", "Ann": "third-party", "Ana": "mentee"}


def test_two_names_of_one_person_make_one_turn_and_two_third_persons_stay_two() -> None:
    assert turns_of(TALK, MAPPING) == (
        Turn(speaker="mentor", text="Hello again", begin_s=0.0, end_s=2.0),
        Turn(speaker="third-party", text="Me too", begin_s=2.0, end_s=3.0),
        Turn(speaker="third-party", text="Me three", begin_s=3.0, end_s=4.0),
        Turn(speaker="mentee", text="Hi", begin_s=4.0, end_s=5.0),
    )


def test_the_kept_text_is_one_tagged_line_a_turn() -> None:
    text = as_text(turns_of(TALK, MAPPING), WHO)
    assert text == "Jo Fisher: Hello again\nSomebody else: Me too\nSomebody else: Me three\nAna Ruiz: Hi"


def test_offsets_point_to_the_words_in_the_kept_text() -> None:
    turns = placed(turns_of(TALK, MAPPING), WHO)
    text = as_text(turns, WHO)
    assert [text[t.start : t.end] for t in turns] == ["Hello again", "Me too", "Me three", "Hi"]


@pytest.mark.parametrize(("mentor", "mentee"), [("Ruiz, Ana", "Jo"), ("7of9", "Jo"), ("Sam", "sam"), ("x" * 50, "Jo")])
def test_names_that_cannot_be_tags_give_way_to_the_seats(mentor: str, mentee: str) -> None:
    turns = (Turn(speaker="mentor", text="a"), Turn(speaker="mentee", text="b"))
    assert as_text(turns, pair(mentor, mentee)) == "Mentor: a\nMentee: b"


def test_an_undecided_name_is_asked_for() -> None:
    with pytest.raises(CoachError, match="who Tom is"):
        turns_of(TALK, {**MAPPING, "Tom": None})
    with pytest.raises(CoachError, match="who Tom and Ana are"):
        turns_of(TALK, {k: v for k, v in MAPPING.items() if k not in ("Tom", "Ana")})


def test_a_talk_without_either_of_the_pair_is_refused() -> None:
    with pytest.raises(CoachError, match="None of the names"):
        turns_of(TALK, dict.fromkeys(MAPPING, "third-party"))


@pytest.mark.parametrize(
    ("mentor", "mentee"),
    [
        ("Jo Fisher", "Ana Ruiz"),
        ("Sam Okoro", "Sam Lindt"),
        ("Ruiz, Ana", "Jo"),
        ("Иван Петров", "王芳"),
        ("Will", "May"),
    ],
)
def test_the_reader_finds_the_speakers_of_the_kept_text_again(mentor: str, mentee: str) -> None:
    turns = (Turn(speaker="mentor", text="Note: one"), Turn(speaker="mentee", text="two: three"))
    who = pair(mentor, mentee)
    lines = lines_of(as_text(turns, who), names_of(mentor, mentee, ("they", "they")), "both")
    found = [(line.speaker, line.body, line.end) for line in lines]
    assert found == [(turn.speaker, turn.start, turn.end) for turn in placed(turns, who)]
