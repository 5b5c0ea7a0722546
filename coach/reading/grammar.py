"""A stretch's tree to what spelling alone can't tell: not said at all, or said by somebody outside the pair."""

from __future__ import annotations

from typing import Any

from coach.reading.people import Clue, Clues

TELLING_VERBS = frozenset(
    "ask tell say mention share explain raise suggest advise warn offer promise answer reply admit insist recommend urge "
    "remind thank praise discuss listen report announce refuse reckon".split()
)
"""Verbs that report talk whoever their subject is."""
_NOT = frozenset("not n't nt never".split())
_WISHED = frozenset("should could would might ought must need will 'll wo gonna shd wd".split())
_FIRST = (Clue.I_MENTOR, Clue.I_MENTEE, Clue.I_UNKNOWN)


def was_not_said(span: Any, clues: Clues) -> bool:
    """Whether a stretch speaks of talk that didn't happen in this session.

    Its own verb of telling (not one inside what was told) is negated ("didn't ask"), wished ("should have listened"), or
    the writer's plan ("next time I'll ask", "must mention the grant").
    """
    opening = [t.lower_ for t in span if not t.is_punct and not t.is_space][:3]
    if opening[:2] in (["next", "time"], ["next", "session"], ["next", "week"]):
        return True
    root = span.root
    if root.lemma_.lower() not in TELLING_VERBS:
        return False
    children = list(root.children)
    if any(child.lower_ in _NOT for child in children if child.i < root.i):
        return True
    helpers = [child.lower_ for child in children if child.dep_.startswith("aux") and child.i < root.i]
    if not set(helpers) & _WISHED:
        return False
    subject = next((child for child in children if child.dep_.startswith("nsubj")), None)
    return "have" in helpers or "'ve" in helpers or subject is None or clues.clues[subject.i] in _FIRST


def said_by_another(span: Any, clues: Clues) -> bool:
    """Whether the verb of telling has a subject, or a passive an agent, that is a noun and neither of the pair."""
    root = span.root
    if root.lemma_.lower() not in TELLING_VERBS:
        return False
    passive = any(child.dep_ in ("nsubj:pass", "aux:pass") for child in root.children)
    wanted = ("obl:agent", "obl") if passive else ("nsubj",)
    for child in root.children:
        if child.dep_ in wanted and span.start <= child.i < span.end:
            by = child.dep_ == "nsubj" or any(c.lower_ == "by" for c in child.children)
            if by and child.pos_ in ("NOUN", "PROPN") and clues.clues[child.i] == Clue.NONE:
                return not any(clues.clues[c.i] in (Clue.MENTOR, Clue.MENTEE) for c in child.children)
    return False
