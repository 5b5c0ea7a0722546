"""Sessions' turns to utterances for researchers, one JSON object a line in the manner of ConvoKit."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from coach import notes
from coach.records import Pair, Session
from coach.report.masking import Mask
from coach.report.options import Options, allowed, nothing_left

SPEAKERS = {"mentor": "person-a", "mentee": "person-b", "both": "person-a-and-b"}


def utterances(pair: Pair, sessions: Iterable[Session], options: Options) -> str:
    """All turns of the two, with ``id, speaker, conversation_id, reply_to, timestamp, text, meta``.

    Names are always replaced. Turns of other people are left out, for they weren't asked; so are the turns of talks
    whose transcript is private to one. ``timestamp`` is in seconds from the start of the talk, null where unknown.
    Raises CoachError where the item ``utterances`` lacks anybody's consent or there's no turn.
    """
    listed = tuple(sessions)
    if "utterances" not in allowed(options):
        raise nothing_left()
    mask = Mask(pair, options.also, listed)
    lines = [
        notes.json_safe(json.dumps(row, ensure_ascii=False))
        for number, session in enumerate(listed, start=1)
        if not any(note.source != "note" and note.visibility != "both" for note in session.notes)
        for row in _rows(session, number, mask)
    ]
    if not lines:
        raise nothing_left()
    return "\n".join(lines) + "\n"


def _rows(session: Session, number: int, mask: Mask) -> Iterable[dict[str, Any]]:
    kept = [turn for turn in session.turns if turn.speaker in SPEAKERS]
    for index, turn in enumerate(kept):
        yield {
            "id": f"talk-{number}-{index + 1}",
            "speaker": SPEAKERS[turn.speaker],
            "conversation_id": f"talk-{number}-1",
            "reply_to": f"talk-{number}-{index}" if index else None,
            "timestamp": turn.begin_s,
            "text": mask(notes.one_line(turn.text)),
            "meta": {"end": turn.end_s, "minutes": session.minutes},
        }
