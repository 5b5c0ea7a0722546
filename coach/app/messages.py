"""What widgets tell their screens, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from coach.records import Act, Side


@dataclass
class SpeakerPressed(Message):
    """Somebody asked for the talk clock to count this side."""

    side: Side


@dataclass
class Picked(Message):
    """One of a few values was picked."""

    name: str
    value: str


@dataclass
class Ticked(Message):
    """A line of a checklist was ticked or cleared."""

    name: str
    key: str
    done: bool


@dataclass
class NoteChanged(Message):
    """The text of a note area changed."""

    text: str


@dataclass
class MarksWanted(Message):
    """The writer paused; the text may be marked."""

    text: str


@dataclass
class ActShown(Message):
    """The walk came to another act."""

    act: Act
    index: int
