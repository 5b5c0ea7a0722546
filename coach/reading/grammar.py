"""A stretch's tree to what the network sometimes overlooks: talk that the writer says didn't happen."""

from __future__ import annotations

from typing import Any

from coach.reading.people import Clue, Clues

TELLING_VERBS = frozenset(
    "ask tell say mention share explain raise suggest advise warn offer promise answer reply admit insist recommend urge "
    "remind thank praise discuss listen report announce refuse reckon".split()
)
"""Verbs that report talk whoever their subject is."""
_NOT = frozenset("not n't nt never".split())
_REGRET = frozenset("should could might ought shd".split())
_FIRST = (Clue.I_MENTOR, Clue.I_MENTEE, Clue.I_UNKNOWN)
_NEXT = (["next", "time"], ["next", "session"], ["next", "week"])


def was_not_said(span: Any, clues: Clues) -> bool:
    """Whether a stretch speaks of talk of the writer's that didn't happen in this session.

    It opens with "next time", or its own verb of telling (not one inside what was told) is in the first person and
    negated in the past ("I didn't ask") or regretted ("I should have listened", also without ``I``). Anything wider takes
    away more that was said than that was not.
    """
    words = [t for t in span if not t.is_punct and not t.is_space]
    if [t.lower_ for t in words[:2]] in _NEXT:
        return True
    root = span.root
    if root.lemma_.lower() not in TELLING_VERBS or clues.lines[root.i] >= 4:
        return False
    before = [child for child in root.children if child.i < root.i]
    helpers = {child.lower_ for child in before if child.dep_.startswith("aux")}
    subject = next((child for child in before if child.dep_.startswith("nsubj")), None)
    mine = subject is not None and clues.clues[subject.i] in _FIRST
    if helpers & _REGRET and helpers & {"have", "'ve"}:
        return mine or subject is None
    return mine and "did" in helpers and any(child.lower_ in _NOT for child in before)
