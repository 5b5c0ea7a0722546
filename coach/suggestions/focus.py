"""What a session lacked, with what earlier sessions were offered, to the one focus for next time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from coach.guides import Guides
from coach.records import Mirror, Pair, Session, Side
from coach.suggestions.facts import Facts, facts
from coach.suggestions.gauges import gauge
from coach.suggestions.lacks import LEAST, Lack, lacks

GENERAL = "try-one-small-thing"
IN_A_ROW = 3
"""Sessions in a row after which a focus rests."""
MOVED = 0.1
"""Points (0 to 1) by which a number must have come nearer to count as moving well."""


@dataclass(frozen=True)
class FocusChoice:
    """The focus for next time. ``general``: nothing stood out, or too little was noted, and this is a gentle offer."""

    focus: str
    side: Side
    why: str
    evidence: tuple[int, ...] = ()
    general: bool = False


def choose_focus(
    pair: Pair, session: Session, mirror: Mirror, history: Sequence[Session], guides: Guides
) -> FocusChoice:
    """The largest lack against the pair's own aim that the evidence bears and that they aren't working on well already.

    ``history``: earlier sessions, oldest first, with their mirrors and choices. The same input gives the same answer.
    """
    return ranked(pair, session, mirror, history, guides)[0]


def ranked(
    pair: Pair, session: Session, mirror: Mirror, history: Sequence[Session], guides: Guides
) -> tuple[FocusChoice, ...]:
    """All foci that may come, best first; the gentle general one is always the last."""
    now = facts(pair, session, mirror)
    before = [facts(pair, each, each.mirror) for each in history if each.mirror is not None]
    found = [lack for lack in lacks(now, before) if lack.focus in guides.foci]
    found = [
        _tempered(lack, history)
        for lack in found
        if not rests(lack.focus, history) and not improving(lack, now, before)
    ]
    found = sorted((lack for lack in found if lack.size >= LEAST), key=lambda lack: (-lack.size, lack.focus))
    choices = [FocusChoice(lack.focus, lack.side, lack.why, lack.evidence) for lack in found]
    return (*choices, _general(now))


def offered_focus(session: Session) -> str:
    """The focus that was offered after a session; empty where none was."""
    return session.choices[-1].focus if session.choices else ""


def rests(focus: str, history: Sequence[Session]) -> bool:
    """Whether it has been offered three times in a row already; sessions without an offer don't break the row."""
    offered = [each for each in map(offered_focus, history) if each]
    return len(offered) >= IN_A_ROW and set(offered[-IN_A_ROW:]) == {focus}


def improving(lack: Lack, now: Facts, before: Sequence[Facts]) -> bool:
    """Whether its number came nearer to what they want, step by step, over three sessions or since it was the focus."""
    chosen = bool(before) and any(
        choice.focus == lack.focus and choice.state in ("kept", "offered") for choice in before[-1].session.choices
    )
    points = []
    for each in (*before[-2:], now):
        found = gauge(each.mirror, lack.focus, lack.side, each.pair)
        if found is not None:
            aim = each.mirror.aim
            points.append(abs(found.value - aim) if found.better == 0 else -found.better * found.value)
    if len(points) < (2 if chosen else 3):
        return False
    steps = [later - earlier for earlier, later in pairwise(points)]
    return max(steps) < 0 and points[0] - points[-1] >= MOVED


def _tempered(lack: Lack, history: Sequence[Session]) -> Lack:
    """Less of what was put away altogether last time, and a little less of what came twice already."""
    last = [choice for choice in history[-1].choices if choice.focus == lack.focus] if history else []
    if last and all(choice.state == "dismissed" for choice in last):
        return replace(lack, size=lack.size * 0.5)
    offered = [each for each in map(offered_focus, history) if each]
    return replace(lack, size=lack.size * 0.9) if offered[-2:] == [lack.focus] * 2 else lack


def _general(now: Facts) -> FocusChoice:
    thin = now.said < 4 and now.mirror.balance.tier not in ("timed", "words")
    if thin:
        why = "There's too little in the notes to point at anything, so here's something general."
    else:
        why = "Nothing in the notes calls for a change, so here's something general that does most talks good."
    return FocusChoice(GENERAL, "mentor", why, (), True)
