"""Which promises are open, and which one is mentioned first."""

from __future__ import annotations

from typing import Any

from coach.promises import next_promise, open_actions
from coach.records import Action, Session

TODAY = "2026-11-25"


def talk(day: str, *actions: Action) -> Session:
    return Session(id=day, pair="p", template="t", day=day, minutes=45, actions=actions)


def promise(id: str, **more: Any) -> Action:
    return Action(id=id, text=id, owner="mentor", **more)


def test_kept_and_dropped_promises_are_not_open_and_the_newest_word_counts() -> None:
    talks = (
        talk("2026-01-01", promise("kept"), promise("dropped", dropped=True), promise("open")),
        talk("2026-02-01", promise("kept", done="2026-02-01")),
    )
    assert [(action.id, action.made) for action in open_actions(talks)] == [("open", "2026-01-01")]


def test_the_next_promise_due_comes_before_undated_and_overdue_ones() -> None:
    late, later = promise("late", due="2026-03-01"), promise("later", due="2026-04-01")
    soon, undated = promise("soon", due="2026-11-30"), promise("undated")
    far = promise("far", due="2027-01-01")

    def mentioned(*actions: Action) -> str | None:
        found = next_promise((talk("2026-02-01", *actions),), TODAY)
        return found.id if found else None

    assert mentioned(late, far, soon, undated) == "soon"
    assert mentioned(late, undated, later) == "undated"
    assert mentioned(late, later) == "later"
    assert mentioned() is None
