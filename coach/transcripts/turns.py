"""What was said and who is who to turns of the pair, and to the tagged text that is kept as the session's note."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from coach.errors import CoachError
from coach.notes import one_line
from coach.records import Pair, Speaker, Turn
from coach.transcripts.matching import Match
from coach.transcripts.said import Said, Transcript, joined

SOMEBODY = "Somebody else"
"""The tag of third persons in the kept text."""
_TAG_NAME = re.compile(r"[^\W\d_][\w.'’\- ]{0,40}", re.UNICODE)


def turns_of(transcript: Transcript, mapping: Mapping[str, Match]) -> tuple[Turn, ...]:
    """Turns with their speakers; names that mean the same person are joined where they follow each other.

    Offsets are set by ``placed``. Raises CoachError where a name isn't decided yet, or neither of the pair speaks.
    """
    unclear = [name for name, _ in transcript.speakers if mapping.get(name) is None]
    if unclear:
        message = f"I don't know yet who {' and '.join(unclear[:3])} {'is' if len(unclear) == 1 else 'are'}."
        raise CoachError("Who is who?", message, "Say for each name who it is.")
    if not {"mentor", "mentee"} & set(mapping.values()):
        message = "None of the names in this file means one of you two."
        raise CoachError("Neither of you is there", message, "Choose who is who, or another file.")
    said = joined(replace(turn, speaker=_key(turn, mapping)) for turn in transcript.turns)
    return tuple(
        Turn(speaker=_speaker(piece.speaker), text=piece.text, begin_s=piece.begin_s, end_s=piece.end_s)
        for piece in said
    )


def _key(turn: Said, mapping: Mapping[str, Match]) -> str:
    """The side, or for third persons their own name, so that two of them stay apart."""
    who = mapping[turn.speaker]
    return f"third-party {turn.speaker}" if who == "third-party" else str(who)


def _speaker(key: str) -> Speaker:
    return "mentor" if key == "mentor" else "mentee" if key == "mentee" else "third-party"


def as_text(turns: Sequence[Turn], pair: Pair) -> str:
    """The turns as tagged lines, ``Name: words``, one a turn: what is kept as the session's note."""
    tags = _tags(pair)
    return "\n".join(f"{tags[turn.speaker]}: {one_line(turn.text)}" for turn in turns)


def placed(turns: Sequence[Turn], pair: Pair) -> tuple[Turn, ...]:
    """The same turns with offsets of their words in ``as_text(turns, pair)``."""
    tags, at, out = _tags(pair), 0, []
    for turn in turns:
        words = one_line(turn.text)
        start = at + len(tags[turn.speaker]) + 2
        out.append(replace(turn, text=words, start=start, end=start + len(words)))
        at = start + len(words) + 1
    return tuple(out)


def _tags(pair: Pair) -> dict[str, str]:
    """The names as line tags; the usual words for the seats where a name can't stand there or both are the same."""
    names = {"mentor": one_line(pair.mentor.name), "mentee": one_line(pair.mentee.name)}
    plain = all(_TAG_NAME.fullmatch(name) for name in names.values())
    if not plain or names["mentor"].casefold() == names["mentee"].casefold():
        names = {"mentor": "Mentor", "mentee": "Mentee"}
    return {**names, "both": SOMEBODY, "third-party": SOMEBODY}
