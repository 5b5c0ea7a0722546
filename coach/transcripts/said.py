"""What a transcript file says, before anybody knows who is who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from coach.notes import one_line
from coach.records import Record

SILENCE_S = 30.0
"""Seconds of silence after which the same speaker begins a new turn."""


class Said(Record, frozen=True, kw_only=True):
    """Words of one speaker, as the file has them. Times in seconds from the start of the file's clock."""

    speaker: str
    """The name as it stands in the file; empty: the file gives none."""
    text: str
    begin_s: float | None = None
    end_s: float | None = None


class Transcript(Record, frozen=True, kw_only=True):
    """A transcript as read from a file."""

    format: str
    """``zoom-vtt``, ``zoom-captions``, ``teams-vtt``, ``teams-docx``, ``teams-text``, ``otter``, ``meet``, ``srt``,
    ``timed-lines`` or ``tagged-lines``."""
    turns: tuple[Said, ...]
    problems: tuple[str, ...] = ()
    """What was left out, in sentences for the person."""

    @property
    def speakers(self) -> tuple[tuple[str, int], ...]:
        """Each name of the file with its number of turns, in order of appearance."""
        return tuple(Counter(turn.speaker for turn in self.turns).items())


def joined(said: Iterable[Said]) -> list[Said]:
    """Words on single lines, without empty ones; what the same speaker goes on saying becomes one turn."""
    groups: list[list[Said]] = []
    for piece in said:
        text = one_line(piece.text)
        if not any(c.isalnum() for c in text):
            continue
        piece = replace(piece, speaker=one_line(piece.speaker), text=text)
        if groups and groups[-1][-1].speaker == piece.speaker and not _silent(groups[-1][-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [_turn(group) for group in groups]


def _silent(before: Said, after: Said) -> bool:
    if before.end_s is None or after.begin_s is None:
        return False
    return after.begin_s - before.end_s > SILENCE_S


def _turn(pieces: list[Said]) -> Said:
    """One turn of all pieces; its end is known only where every timed piece has one."""
    begin = next((piece.begin_s for piece in pieces if piece.begin_s is not None), None)
    ends = [piece.end_s for piece in pieces if piece.begin_s is not None]
    known = [end for end in ends if end is not None]
    return Said(
        speaker=pieces[0].speaker,
        text=" ".join(piece.text for piece in pieces),
        begin_s=begin,
        end_s=max(known) if known and len(known) == len(ends) else None,
    )
