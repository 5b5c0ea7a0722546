"""The talk clock as events, and timed turns, to the seconds that each person spoke.

The clock's whole state is its tuple of switches: whoever keeps that loses nothing in a crash.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from coach.records import Session, Side, Switch, Turn

Switches = tuple[Switch, ...]
Spans = dict[str, list[tuple[float, float]]]
"""For ``mentor`` and ``mentee``: when they spoke, in seconds, without overlaps with themselves."""
REACTION_S = 1.0
"""Seconds that a press of the key may come early or late."""
TIMED_PART = 0.95
"""Part of the pair's turns that must have both times."""
MEANINGFUL = 0.5
"""Part of the talk over which the clock must have run to stand for it."""
LEAST_S = 60.0


def switch(switches: Switches, who: Side, at: float) -> Switches:
    """The clock goes on for ``who``; the first call starts it. ``at``: its seconds, never before the last event."""
    return _then(switches, who, at)


def pause(switches: Switches, at: float) -> Switches:
    """The clock stands until the next switch."""
    return _then(switches, "pause", at) if switches else switches


def undo(switches: Switches) -> Switches:
    """Without the last event: its time goes to whoever was counted before."""
    return switches[:-1]


def speaking(switches: Switches) -> Side | None:
    """Who is counted now; None before the start and while it stands."""
    return None if not switches or switches[-1].who == "pause" else switches[-1].who


def _then(switches: Switches, who: Literal["mentor", "mentee", "pause"], at: float) -> Switches:
    if switches and switches[-1].who == who:
        return switches
    last = switches[-1].at if switches else 0.0
    return (*switches, Switch(at=max(at, last) if math.isfinite(at) else last, who=who))


def seconds(switches: Switches, end: float | None = None) -> dict[str, float]:
    """Seconds that ``mentor`` and ``mentee`` were counted up to ``end`` (None, or a time before it: the last event)."""
    events = sorted((s for s in switches if math.isfinite(s.at)), key=lambda s: s.at)
    sums = {"mentor": 0.0, "mentee": 0.0}
    if not events:
        return sums
    stop = max(events[-1].at, end) if end is not None and math.isfinite(end) else events[-1].at
    for event, until in zip(events, [*(s.at for s in events[1:]), stop], strict=True):
        if event.who != "pause":
            sums[event.who] += until - event.at
    return {who: round(total, 3) for who, total in sums.items()}


def clock_stands_for(session: Session) -> dict[str, float] | None:
    """The clock's seconds, where it ran over at least half of the talk and was switched to both; else None.

    The talk's length is the time spent in its stages, or its planned minutes where none was kept.
    """
    counted = seconds(session.clock, session.clock_end)
    spent = sum(stage.spent_s for stage in session.stages) or session.minutes * 60.0
    ran = counted["mentor"] + counted["mentee"]
    both = all({s.who for s in session.clock} >= {side} for side in counted)
    return counted if both and ran >= max(LEAST_S, MEANINGFUL * spent) else None


def spans_of(turns: Sequence[Turn]) -> Spans | None:
    """When each of the pair spoke, from turns with times; None where too few turns have both.

    Overlapping turns of the two count for both, interjections included; those of one person are counted once.
    """
    mine = [turn for turn in turns if turn.speaker in ("mentor", "mentee")]
    timed = [turn for turn in mine if turn.begin_s is not None and turn.end_s is not None and turn.end_s > turn.begin_s]
    if not timed or len(timed) < TIMED_PART * len(mine):
        return None
    spans: Spans = {"mentor": [], "mentee": []}
    for turn in sorted(timed, key=lambda turn: turn.begin_s or 0.0):
        begin, end, side = float(turn.begin_s or 0.0), float(turn.end_s or 0.0), spans[turn.speaker]
        if side and begin <= side[-1][1]:
            side[-1] = (side[-1][0], max(side[-1][1], end))
        else:
            side.append((begin, end))
    return spans


def turn_seconds(turns: Sequence[Turn]) -> dict[str, float] | None:
    """Seconds that each of the pair spoke, from turns with times; None where too few turns have both."""
    spans = spans_of(turns)
    return (
        None if spans is None else {side: round(sum(end - begin for begin, end in of), 3) for side, of in spans.items()}
    )
