"""Lines, transcripts and texts that can't be read."""

from __future__ import annotations

import pytest

from coach.reading.layout import is_transcript, lines_of, problem_of
from coach.reading.people import names_of

NAMES = names_of("Jo Brandt", "Priya Raman", ("they", "she"))


def test_tagged_lines_know_their_speakers_and_headings_are_none() -> None:
    text = "Jo: how are you\nActions: rest\n\n[Priya] and you?\n10:30 coffee\n**Jo:** fine"
    lines = lines_of(text, NAMES, "both")
    assert [line.speaker for line in lines] == ["mentor", "", "mentee", "", "mentor"]
    assert [text[line.body : line.end] for line in lines] == [
        "how are you",
        "Actions: rest",
        "and you?",
        "10:30 coffee",
        "fine",
    ]


def test_full_turns_are_a_transcript_and_jotted_lines_are_not() -> None:
    talk = "\n".join(
        ["Jo: So, what do you think you want to do about it?", "Priya: I don't know, I'm really not sure, you know."]
        * 4
    )
    assert is_transcript(talk, lines_of(talk, NAMES, "both"), "both")
    note = "Jo: asked re promotion\nPriya: not keen, boss says no\nJo: told her abt Leeds\nPriya: will write"
    assert not is_transcript(note, lines_of(note, NAMES, "mentor"), "mentor")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "nothing written"), ("   \n", "nothing written"), ("12 34 !!", "no words"), ("hello", "One word"),
        ("Ich habe ihr gesagt, dass sie mit dem Chef reden soll, und sie war nicht sicher, ob das gut ist.", "German"),
        ("Je lui ai dit que je ne savais pas, et elle a répondu que ce n'était pas grave pour nous.", "French"),
        ("Она сказала, что не знает, и я согласился с ней.", "English"),
    ],
)  # fmt: skip
def test_what_cant_be_read_is_said_in_one_sentence(text: str, part: str) -> None:
    assert part in problem_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "asked re promotion. she's torn.",
        "told her abt my 40m of conduit in 96, not keen (the lads)",
        "CV 5p -> 2p. no photo, no dob, no kids",
        "Thanked me 🙂",
    ],
)
def test_hurried_english_is_english(text: str) -> None:
    assert problem_of(text) == ""
