"""From a note to who did what: styles of notes, corrections, and what holds for any text."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.reading.reader import CHUNK, Reader, chunks
from coach.records import Correction, Pair, Person, Reading


def did(reading: Reading, words: str) -> tuple[str, str]:
    """Speaker and act of the stretch that holds these words."""
    act = next(a for a in (*reading.acts, *reading.unread) if words in a.text)
    return act.speaker, act.act


def test_first_person_of_the_mentor(reader: Reader, jo_and_priya: Pair) -> None:
    text = "I asked Priya what she wanted most. She told me she was scared of her new boss. I told her she should write to him first."
    reading = reader.read(text, "mentor", jo_and_priya)
    assert did(reading, "what she wanted") == ("mentor", "ask")
    assert did(reading, "scared of her new boss") == ("mentee", "share")
    assert did(reading, "write to him") == ("mentor", "advise")


def test_first_person_of_the_mentee(reader: Reader, jo_and_priya: Pair) -> None:
    text = "I asked Jo how they had got through their first year. Jo told me about failing an exam twice. They said I did well."
    reading = reader.read(text, "mentee", jo_and_priya)
    assert did(reading, "first year") == ("mentee", "ask")
    assert did(reading, "failing an exam") == ("mentor", "share")


def test_third_person_by_both(reader: Reader, jo_and_priya: Pair) -> None:
    text = "Jo asked Priya about her plans. Priya explained that the course begins in May. Jo recommended calling the office."
    reading = reader.read(text, "both", jo_and_priya)
    assert did(reading, "about her plans") == ("mentor", "ask")
    assert did(reading, "course begins") == ("mentee", "inform")
    assert did(reading, "calling the office") == ("mentor", "advise")


def test_tagged_lines(reader: Reader, jo_and_priya: Pair) -> None:
    text = "Check-in, Tue\nJo: what keeps you up?\nPriya: the exam. not sleeping\nJo: told her abt my own failed exam\nActions: rest"
    reading = reader.read(text, "mentor", jo_and_priya)
    assert not reading.transcript
    assert did(reading, "what keeps you up") == ("mentor", "ask")
    assert did(reading, "not sleeping")[0] == "mentee"


def test_what_wasnt_said_is_no_act(reader: Reader, jo_and_priya: Pair) -> None:
    text = "I asked Priya about work. I should have listened more. Next time I'll ask about her family. I didn't mention the grant."
    reading = reader.read(text, "mentor", jo_and_priya)
    assert not any("Next time" in a.text for a in reading.acts)


def test_a_third_persons_talk_is_not_the_pairs(reader: Reader, jo_and_priya: Pair) -> None:
    text = "Priya said she was tired. Her boss told her she must work on Sunday. I asked her what she would like to do."
    reading = reader.read(text, "mentor", jo_and_priya)
    assert did(reading, "must work")[0] == "third-party"


def test_a_transcript_gets_a_turn_for_each_line(reader: Reader, jo_and_priya: Pair) -> None:
    talk = "\n".join(
        [
            "Jo: So what do you think you want to do?",
            "Priya: I don't know, I'm really not sure, you know.",
            "Jo: Mm-hmm.",
        ]
        * 4
    )
    reading = reader.read(talk, "both", jo_and_priya)
    assert reading.transcript
    assert [t.speaker for t in reading.turns] == ["mentor", "mentee", "mentor"] * 4
    assert reading.turns[0].act == "ask"
    assert reading.turns[2].act == "other"


def test_renaming_both_people_changes_no_act(reader: Reader, jo_and_priya: Pair) -> None:
    text = (
        "Jo asked Priya what she wanted. Priya told Jo that she was scared. Jo: write to him first. Priya thanked Jo."
    )
    renamed = text.replace("Jo", "Ivo").replace("Priya", "Mirela")
    others = Pair(
        id="q", mentor=Person(name="Ivo Kos", pronouns="they"), mentee=Person(name="Mirela Horvat", pronouns="she")
    )
    first, second = reader.read(text, "both", jo_and_priya), reader.read(renamed, "both", others)
    assert [(a.speaker, a.act) for a in first.acts] == [(a.speaker, a.act) for a in second.acts]


def test_a_correction_is_applied_and_applied_again(reader: Reader, jo_and_priya: Pair) -> None:
    text = "I asked Priya what she wanted. She told me about her boss."
    first = reader.read(text, "mentor", jo_and_priya).acts[0]
    own = Correction(words=first.text, speaker="mentee", act="share")
    act = reader.read(text, "mentor", jo_and_priya, (own,)).acts[0]
    assert (act.speaker, act.act, act.corrected, act.confidence) == ("mentee", "share", True, 1.0)
    gone = reader.read(text, "mentor", jo_and_priya, (Correction(words=first.text, not_talk=True),))
    assert first.text not in [a.text for a in gone.acts]


def test_an_alias_learned_from_a_correction_names_the_person(reader: Reader, jo_and_priya: Pair) -> None:
    text = "Pri asked about the exam. Jo explained the rules."
    pair = replace(jo_and_priya, mentee=replace(jo_and_priya.mentee, aliases=("Pri",)))
    assert did(reader.read(text, "both", pair), "about the exam")[0] == "mentee"


def test_open_and_closed_questions(reader: Reader, jo_and_priya: Pair) -> None:
    text = "I asked Priya what she would like to change. I asked whether she had written the letter."
    asks = [a for a in reader.read(text, "mentor", jo_and_priya).acts if a.act == "ask"]
    assert [a.question for a in asks] == ["open", "closed"]


def test_every_act_says_why(reader: Reader, jo_and_priya: Pair) -> None:
    reading = reader.read("I asked Priya what she wanted. She told me about her boss.", "mentor", jo_and_priya)
    assert all(a.why.endswith(".") and len(a.why) > 20 for a in reading.acts)


@pytest.mark.parametrize(
    "text",
    ["", "12 34", "hello", "Ella me dijo que no sabía qué hacer con el jefe y yo le dije que esperara un poco más."],
)
def test_what_cant_be_read_says_so_and_claims_nothing(reader: Reader, jo_and_priya: Pair, text: str) -> None:
    reading = reader.read(text, "mentor", jo_and_priya)
    assert reading.problem.endswith((".", "!")) and not reading.acts


ANY = st.text(max_size=200) | st.lists(
    st.sampled_from(["Jo", "Priya", "asked", "said", "she", "I", "\n", ":", "-> ", '"', "“", "told me", "🙂", "؀عربي", "\t", "...", "\u202e", "don't", "M:", "* "]), max_size=40
).map(" ".join)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY, author=st.sampled_from(["mentor", "mentee", "both"]))
@example(text="Jo: \n\nPriya:", author="both")
@example(text="a" * 3000, author="mentor")
def test_reading_never_raises_and_offsets_slice_the_text(
    reader: Reader, jo_and_priya: Pair, text: str, author: str
) -> None:
    reading = reader.read(text, author, jo_and_priya)
    for act in (*reading.acts, *reading.turns, *reading.unread):
        assert text[act.start : act.end] == act.text
        assert 0 <= act.confidence <= 1
        assert act.form == "turn" or "\n" not in act.text
    for found in (*reading.markers, *reading.remarks):
        assert text[found.start : found.end] == found.text


def test_chunks_cover_a_long_text_without_gap() -> None:
    text = ("word " * 30 + "\n") * 400
    pieces = list(chunks(text))
    assert pieces[0][0] == 0 and pieces[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(pieces))
    assert max(end - begin for begin, end in pieces) <= CHUNK


@pytest.mark.slow
def test_a_long_text_is_read_with_progress(reader: Reader, jo_and_priya: Pair) -> None:
    text = "I asked Priya what she wanted. She said that she didn't know.\n" * 300
    steps: list[float] = []
    begin = time.perf_counter()
    reading = reader.read(text, "mentor", jo_and_priya, on_progress=steps.append)
    assert len(reading.acts) > 300
    assert steps == sorted(steps) and steps[-1] == 1.0
    assert time.perf_counter() - begin < 120
