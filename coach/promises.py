"""Sessions to the promises in them that are still open, and to the one to mention first."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from coach.records import Action, Session


def open_actions(sessions: Iterable[Session]) -> tuple[Action, ...]:
    """Promises neither kept nor let go, in the order they were made, by the newest session's word on each.

    ``made`` falls back on the day of the session that first holds the promise.
    """
    latest: dict[str, Action] = {}
    for session in sessions:
        for action in session.actions:
            made = action.made or (latest[action.id].made if action.id in latest else session.day)
            latest[action.id] = replace(action, made=made)
    return tuple(action for action in latest.values() if action.done is None and not action.dropped)


def next_promise(sessions: Iterable[Session], today: str) -> Action | None:
    """The promise to mention: the next one due, else the newest without a day, else the one that was due last."""
    still = open_actions(sessions)
    ahead = [action for action in still if action.due and action.due >= today]
    if ahead:
        return min(ahead, key=lambda action: action.due or "")
    undated = [action for action in still if not action.due]
    return max(undated or still, key=lambda action: action.due or action.made, default=None)
