"""A transcript file's name and bytes to a Transcript with the speakers as the file names them."""

from __future__ import annotations

from coach.errors import CoachError
from coach.notes import one_line
from coach.transcripts.cues import cues_of, has_cues, said_in
from coach.transcripts.decoding import EXPORT, checked, text_of
from coach.transcripts.docx import docx_text, is_zip
from coach.transcripts.layouts import read_text
from coach.transcripts.said import Said, Transcript, joined


def parse(name: str, data: bytes) -> Transcript:
    """Read a transcript; ``name`` is the file's name, for messages only: what is in the file tells its format.

    Raises CoachError for whatever can't be read, and for a file that names no speaker; speakers are never guessed.
    """
    name = one_line(name)[:80] or "This file"
    checked(name, data)
    docx = is_zip(data)
    text = docx_text(name, data) if docx else text_of(name, data)
    if has_cues(text):
        kind, said = _captioned(text)
    else:
        layout = read_text(text)
        kind, said = (layout.format, layout.said) if layout else ("", [])
    kind = "teams-docx" if docx and kind not in ("meet", "otter") else kind
    turns = joined(said)
    named = tuple(turn for turn in turns if turn.speaker)
    if not named:
        raise CoachError("No names in the file", "That file has no names in it, so I can't tell who said what.", EXPORT)
    return Transcript(format=kind, turns=named, problems=tuple(_problems(turns, named)))


def _captioned(text: str) -> tuple[str, list[Said]]:
    said, voices = said_in(cues_of(text))
    if voices:
        return "teams-vtt", said
    head = text.lstrip()[:6].upper()
    return ("zoom-vtt" if head == "WEBVTT" else "srt"), said


def _problems(turns: list[Said], named: tuple[Said, ...]) -> list[str]:
    out = []
    lost = len(turns) - len(named)
    if lost:
        pieces = "One piece has" if lost == 1 else f"{lost} pieces have"
        out.append(f"{pieces} no name, so I left {'it' if lost == 1 else 'them'} out.")
    if len({turn.speaker for turn in named}) == 1:
        out.append(f"Only one name stands in this file: {named[0].speaker}.")
    return out
