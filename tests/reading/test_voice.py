"""Whose words a note is in where nobody said who wrote it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pytest

from coach.reading.reader import Reader
from coach.reading.voice import MENTORS, SURE, USUAL, Voice, likelier
from coach.records import Pair


@dataclass(frozen=True)
class Stretch:
    act: str
    speaker: str
    speakers: tuple[float, ...]


def stretch(act: str, speaker: str, sure: float = 0.8) -> Stretch:
    return Stretch(act, speaker, (sure, 1 - sure, 0.0, 0.0))


def test_of_two_writers_alike_in_all_neither_is_likelier() -> None:
    same = [stretch("inform", "mentor")]
    assert likelier(same, same).chance == 0.5


def test_the_writer_whose_speakers_are_surer_is_likelier() -> None:
    voice = likelier([stretch("inform", "mentor", 0.6)], [stretch("inform", "mentee", 0.9)])
    assert (voice.author, voice.other) == ("mentee", "mentor")
    assert voice.chance == pytest.approx(1 / (1 + (0.6 / 0.9) ** SURE))


def test_advice_is_likelier_in_the_mentors_mouth() -> None:
    voice = likelier([stretch("advise", "mentor")], [stretch("advise", "mentee")])
    assert voice.author == "mentor"
    assert voice.chance == pytest.approx(1 / (1 + math.exp(-USUAL * MENTORS["advise"])))


def test_swapping_the_two_swaps_the_writer_and_keeps_the_chance() -> None:
    one, two = (
        [stretch("share", "mentor", 0.7), stretch("ask", "mentee")],
        [stretch("share", "mentee"), stretch("ask", "mentor")],
    )
    there, back = likelier(one, two), likelier(two, one)
    assert there.author == back.other
    assert there.chance == pytest.approx(back.chance)


def test_a_known_writer_is_sure() -> None:
    assert Voice("mentor").chance == 1.0


NOTE = "I asked her how the new team was. She said she misses the old lab. I told her to give it till spring."


def test_a_note_that_says_i_is_read_in_the_likelier_ones_words(reader: Reader, jo_and_priya: Pair) -> None:
    reading = reader.read(NOTE, "both", jo_and_priya)
    assert [act.speaker for act in reading.acts] == ["mentor", "mentee", "mentor"]
    assert all("Nobody said who wrote this" in act.why for act in reading.acts)
    assert reading.author == "both"


def test_where_the_writer_is_guessed_the_reading_is_less_sure(reader: Reader, jo_and_priya: Pair) -> None:
    text = "I told her about my Sunday. She told me about hers."
    guessed = reader.read(text, "both", jo_and_priya).acts
    known = reader.read(text, "mentor" if guessed[0].speaker == "mentor" else "mentee", jo_and_priya).acts
    assert [(a.text, a.speaker) for a in guessed] == [(a.text, a.speaker) for a in known]
    assert all(g.confidence < k.confidence for g, k in zip(guessed, known, strict=True))
    assert not any("Nobody said" in act.why for act in known)


@pytest.mark.parametrize(
    "text",
    [
        "Jo asked Priya how the new team was. Priya said she misses the old lab.",
        'Jo asked how it was. Priya said "I miss the old lab".',
        "Jo: asked how the new team was\nPriya: I miss the old lab",
    ],
)
def test_an_i_in_quotation_marks_or_behind_a_tag_is_no_writer(reader: Reader, jo_and_priya: Pair, text: str) -> None:
    reading = reader.read(text, "both", jo_and_priya)
    assert reading.acts
    assert not any("Nobody said" in act.why for act in reading.acts)


def test_a_guessed_writer_makes_no_remark(reader: Reader, jo_and_priya: Pair) -> None:
    text = f"{NOTE} I talked too much."
    assert reader.read(text, "mentor", jo_and_priya).remarks
    assert not reader.read(text, "both", jo_and_priya).remarks
