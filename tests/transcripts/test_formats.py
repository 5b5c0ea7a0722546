"""Each format and each trap of its makers is read as a person would read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import CoachError
from coach.transcripts import parse

FILES = Path(__file__).parent / "files"

EXPECTED = {
    "zoom.vtt": (
        "zoom-vtt",
        [
            ("Jo Fisher", "Good to see you, Ana. How did the demo go in the end?", 1.2, 7.1),
            ("Ana Ruiz", "It went well: at 10:30 I had them laughing & asking for more.", 7.5, 12.0),
        ],
    ),
    "zoom-crlf-bom.vtt": (
        "zoom-vtt",
        [("Jo Fisher", "Good to see you, Ana.", 1.2, 3.4), ("Ana Ruiz", "And you, Jo.", 3.5, 6.0)],
    ),
    "zoom-captions.txt": (
        "zoom-captions",
        [
            ("Jo Fisher", "Shall we start?", 0.0, None),
            ("Ana Ruiz", "Yes, please. I have two things.", 5.0, None),
            ("Jo Fisher", "Go on.", 20.0, None),
        ],
    ),
    "teams.vtt": (
        "teams-vtt",
        [
            ("Fisher, Jo (Guest)", "So, what is on your mind today?", 2.0, 6.0),
            ("Ruiz, Ana", "I wanted to ask you about the <new> role.", 9.0, 12.5),
            ("Fisher, Jo (Guest)", "Please do.", 13.0, 15.0),
            ("Ruiz, Ana", "Thanks.", 13.0, 15.0),
        ],
    ),
    "teams-blank-line.vtt": (
        "teams-vtt",
        [("Jo Fisher", "First half and second half.", 1.0, 4.0), ("Ana Ruiz", "Understood. Quite.", 5.0, 7.0)],
    ),
    "teams-as-text.txt": (
        "teams-text",
        [
            ("Fisher, Jo", "How was the week?", 3.0, None),
            ("Ruiz, Ana", "Busy. I met Tom at 9:15. And the deadline moved.", 9.0, None),
            ("Fisher, Jo", "Moved to when?", 3750.0, None),
        ],
    ),
    "otter.txt": (
        "otter",
        [
            ("Jo Fisher", "How was the week?", 0.0, None),
            ("Ana Ruiz", "Busy. Actions: none yet.", 2.0, None),
            ("Speaker 3", "Sorry, wrong room.", 31.0, None),
            ("Jo Fisher", "No harm done.", 3605.0, None),
        ],
    ),
    "meet.txt": (
        "meet",
        [
            ("Jo Fisher", "How was the week?", 0.0, None),
            ("Ana Ruiz", "Busy, mostly. It got better on Friday.", None, None),
            ("Jo Fisher", "What changed?", 300.0, None),
            ("Ana Ruiz", "I said no to something.", None, None),
        ],
    ),
    "meet.md": (
        "meet",
        [
            ("Jo Fisher", "How was the week?", 0.0, None),
            ("Ana Ruiz", "Busy - mostly.", None, None),
            ("Jo Fisher", "What changed!", 300.0, None),
        ],
    ),
    "captions.srt": (
        "srt",
        [
            ("Jo", "How was the week? I mean the whole of it.", 1.0, 5.0),
            ("Ana", "Busy. Here is the thing: I said no.", 5.5, 9.0),
            ("Ana", "For once.", 40.0, 41.0),
        ],
    ),
    "tagged.txt": (
        "tagged-lines",
        [
            ("Jo", "How was the week?", None, None),
            ("Ana", "Busy. Most of all on Monday.", None, None),
            ("Jo", "What helped?", None, None),
            ("Ana", "A list: https://example.org had one.", None, None),
            ("Jo", "Good.", None, None),
        ],
    ),
    "bracketed.txt": (
        "timed-lines",
        [
            ("Jo Fisher", "How was the week?", 5.0, None),
            ("Ana Ruiz", "Busy.", 9.0, None),
            ("Jo Fisher", "What helped?", 70.0, None),
            ("Ana Ruiz", "A list.", 75.0, None),
        ],
    ),
    "above.txt": ("timed-lines", [("Jo Fisher", "How was the week?", 5.0, None), ("Ana Ruiz", "Busy.", 9.0, None)]),
    "other-script.txt": (
        "tagged-lines",
        [
            ("Иван", "Как прошла неделя?", None, None),
            ("王芳", "很忙。", None, None),
            ("Иван", "А что помогло?", None, None),
            ("王芳", "一个清单。", None, None),
        ],
    ),
    "windows.txt": ("tagged-lines", [("José", "It’s fine – really.", None, None), ("Ana", "Good.", None, None)]),
    "teams-old.docx": (
        "teams-docx",
        [("Jo Fisher", "How was the week?", 0.0, 3.39), ("Ana Ruiz", "Busy. And long.", 4.0, 9.0)],
    ),
    "teams.docx": (
        "teams-docx",
        [
            ("Fisher, Jo", "How was the week?", 3.0, None),
            ("Ruiz, Ana", "Busy & long.", 9.0, None),
            ("Fisher, Jo", "Moved to when?", 65.0, None),
        ],
    ),
    "three.txt": (
        "tagged-lines",
        [
            ("Ana", "Hi both.", None, None),
            ("Jo", "Hi Ana. Hi Tom.", None, None),
            ("Tom", "Hello.", None, None),
            ("Ana", "Can we start?", None, None),
        ],
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_word_goes_to_its_speaker(name: str) -> None:
    transcript = parse(name, (FILES / name).read_bytes())
    turns = [(t.speaker, t.text, t.begin_s, t.end_s) for t in transcript.turns]
    assert (transcript.format, turns) == EXPECTED[name]


def test_every_file_is_a_case() -> None:
    assert {file.name for file in FILES.iterdir()} == {*EXPECTED, "no-names.vtt", "no-names.txt", "trap.docx"}


@pytest.mark.parametrize("name", ["no-names.vtt", "no-names.txt"])
def test_a_file_without_names_is_refused_with_the_reason(name: str) -> None:
    with pytest.raises(CoachError, match="no names in it, so I can't tell who said what"):
        parse(name, (FILES / name).read_bytes())


def test_words_outside_of_any_voice_are_left_out_and_said_so() -> None:
    transcript = parse("teams.vtt", (FILES / "teams.vtt").read_bytes())
    assert transcript.problems == ("One piece has no name, so I left it out.",)


def test_the_document_around_the_talk_is_nobodys_words() -> None:
    transcript = parse("tagged.txt", (FILES / "tagged.txt").read_bytes())
    assert "Actions" not in dict(transcript.speakers)
    assert transcript.problems == ("One piece has no name, so I left it out.",)


def test_a_note_with_headings_is_no_transcript() -> None:
    with pytest.raises(CoachError, match="no names"):
        parse("note.txt", b"Good talk today.\nBook: Radical Candor\nWe met in the park.\nIt rained.\n")


def test_one_name_alone_is_said() -> None:
    assert parse("x.txt", b"Ana: Hello.\nAna: Anybody?").problems == ("Only one name stands in this file: Ana.",)


def test_speakers_are_counted_in_order_of_appearance() -> None:
    assert parse("three.txt", (FILES / "three.txt").read_bytes()).speakers == (("Ana", 2), ("Jo", 1), ("Tom", 1))


def test_a_silence_begins_a_new_turn_and_a_breath_does_not() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nAna: a\n\n00:{}.000 --> 00:59.000\nAna: b\n"
    assert len(parse("x", text.format("31").encode()).turns) == 1
    assert len(parse("x", text.format("33").encode()).turns) == 2


def test_the_clock_of_twelve_hours_goes_on_over_noon() -> None:
    text = "[Jo] 11:59:58 AM\nHello.\n[Ana] 12:00:03 PM\nHi.\n[Jo] 1:00:00 PM\nBye."
    assert [t.begin_s for t in parse("x", text.encode()).turns] == [0.0, 5.0, 3602.0]


@pytest.mark.parametrize(
    "name",
    ["ANA RUIZ", "Ana Ruiz (She/Her)", "Ana Ruiz | Acme", "ana.ruiz@example.org", "+44 7700 900123", "15551234567",
     "Speaker 1", "Ana de la Ruiz", "O'Neil, Ana", "d'Arcy", "Ana & Tom", "Mentee", "Müller-Ruiz", "Ana R.", "A"],
)  # fmt: skip
def test_names_as_programs_write_them(name: str) -> None:
    text = f"WEBVTT\n\n00:01.000 --> 00:02.000\nJo Fisher: Hello\n\n00:02.000 --> 00:03.000\n{name}: Hi\n"
    assert parse("x", text.encode()).speakers == (("Jo Fisher", 1), (name, 1))


@pytest.mark.parametrize(
    "line",
    ["10:30 Meeting: weekly", "Actions: book it", "So: what now", "The point: we wait", "see https://example.org",
     "I said this: no", "Next steps: none", "Question: what else", "one more thing: time", "half past 9: too late"],
)  # fmt: skip
def test_what_only_looks_like_a_name_is_none(line: str) -> None:
    text = f"WEBVTT\n\n00:01.000 --> 00:02.000\nJo Fisher: Hello\n\n00:02.000 --> 00:03.000\n{line}\n"
    assert parse("x", text.encode()).speakers == (("Jo Fisher", 1),)
