"""A session with its readings to its Mirror: the surest balance, both stances, who led when, and the first sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from coach.measures.balance import notes_balance, timed_balance, words_balance
from coach.measures.clock import REACTION_S, clock_stands_for, turn_seconds
from coach.measures.dynamics import dynamics
from coach.measures.stance import stance
from coach.measures.words import balance_sentence
from coach.records import Act, Balance, Mirror, Note, Pair, Reading, Session, Side, Turn

VERSION = "1"
"""Version of the measures; it goes up when the same acts give other numbers."""
EDGE_S = 0.25
"""Seconds by which the edges of a timed turn may be off."""


def mirror(
    session: Session,
    readings: Mapping[str, Reading],
    pair: Pair,
    expected_share: float | None = None,
    for_side: Side | None = None,
) -> Mirror:
    """The measures of one session.

    ``readings`` by note id; notes without one are left out. Private notes count only for their own side.
    ``expected_share``: the mentor's share that the session's template expects; the pair's own aim goes before it.
    """
    notes = [note for note in session.notes if note.id in readings and note.visibility in ("both", for_side)]
    read = [_with_note(readings[note.id], note) for note in notes]
    acts = tuple(act for reading in read for act in reading.acts)
    balance = balance_of(session, read, acts)
    turns: Sequence[Turn | Act] = session.turns or [act for act in acts if act.form == "turn"]
    return Mirror(
        balance=balance,
        mentor=stance("mentor", acts),
        mentee=stance("mentee", acts),
        dynamics=dynamics(turns, pair) if turns else None,
        acts=acts,
        markers=tuple(marker for reading in read for marker in reading.markers),
        remarks=tuple(remark for reading in read for remark in reading.remarks),
        unread=tuple(act for reading in read for act in reading.unread),
        problems=_problems(notes, read),
        aim=aim_of(session, pair, expected_share),
        version="; ".join([*sorted({reading.version for reading in read if reading.version}), f"measures {VERSION}"]),
        sentence=balance_sentence(balance, pair),
    )


def aim_of(session: Session, pair: Pair, expected_share: float | None) -> float:
    """The mentor's share to aim for: the pair's own for this template, else the template's, else the pair's."""
    if session.template in pair.aims:
        return pair.aims[session.template]
    return pair.aim if expected_share is None else expected_share


def balance_of(session: Session, read: Sequence[Reading], acts: Sequence[Act]) -> Balance:
    """The balance by the surest way there is: times of a transcript, the talk clock, counted words, notes.

    ``acts``: all acts of ``read`` in order; the balance names those that it counted by their place there.
    """
    spoken = tuple(i for i, act in enumerate(acts) if act.form == "turn" and act.speaker in ("mentor", "mentee"))
    timed = turn_seconds(session.turns)
    if timed:
        return timed_balance(timed, EDGE_S * len(session.turns), spoken)
    clocked = clock_stands_for(session)
    if clocked:
        return timed_balance(clocked, REACTION_S * len(session.clock))
    if session.turns:
        return replace(words_balance(session.turns), acts=spoken)
    if spoken:
        return replace(words_balance([acts[i] for i in spoken]), acts=spoken)
    return notes_balance(read)


def _with_note(reading: Reading, note: Note) -> Reading:
    """The reading with its acts, markers and remarks in the order of the text, each knowing its note."""
    return replace(
        reading,
        acts=tuple(replace(act, note=note.id) for act in sorted(reading.acts, key=lambda act: act.start)),
        unread=tuple(replace(act, note=note.id) for act in sorted(reading.unread, key=lambda act: act.start)),
        markers=tuple(replace(marker, note=note.id) for marker in sorted(reading.markers, key=lambda m: m.start)),
        remarks=tuple(replace(remark, note=note.id) for remark in sorted(reading.remarks, key=lambda r: r.start)),
    )


def _problems(notes: Sequence[Note], read: Sequence[Reading]) -> tuple[str, ...]:
    """What stood in the way, each once; notes that are still empty are no problem."""
    found = [reading.problem for note, reading in zip(notes, read, strict=True) if note.text.strip()]
    return tuple(dict.fromkeys(problem for problem in found if problem))
