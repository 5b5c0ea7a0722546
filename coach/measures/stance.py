"""Acts to what one person did: telling, listening, sharing, how they asked, and how they took up the other's words."""

from __future__ import annotations

from collections.abc import Sequence

from coach.measures.proportions import proportion
from coach.measures.uptake import uptake
from coach.records import LISTENING, SHARING, TELLING, Act, Side, Stance

INTERJECTION = 2
"""Words up to which the other's turn ("Mm.", "Yes, exactly") doesn't end a stretch of telling."""


def stance(side: Side, acts: Sequence[Act]) -> Stance:
    """What this person did, each as a share of their acts with its 90 % interval (Wilson), never a grade.

    Telling is advising and informing, listening is asking, reflecting and affirming, sharing is one's own experience;
    ``other`` acts count nowhere, those of ``both`` count for each. Where any act is a full turn, only turns count, for
    notes tell of the same talk again. The interval says how much so few acts can tell, not how often a sentence is
    misread.
    """
    full = any(act.form == "turn" for act in acts)
    mine = [
        (i, act) for i, act in enumerate(acts)
        if act.speaker in (side, "both") and act.act != "other" and (not full or act.form == "turn")
    ]  # fmt: skip
    among = [i for i, _ in mine]
    asked = [i for i, act in mine if act.act == "ask" and act.question]
    return Stance(
        side=side,
        telling=proportion((i for i, act in mine if act.act in TELLING), among),
        listening=proportion((i for i, act in mine if act.act in LISTENING), among),
        sharing=proportion((i for i, act in mine if act.act in SHARING), among),
        open_questions=proportion((i for i in asked if acts[i].question == "open"), asked),
        longest_telling=longest_telling(side, acts),
        uptake=uptake(side, acts),
    )


def longest_telling(side: Side, acts: Sequence[Act]) -> int | None:
    """Words of this person's longest stretch of telling; None without turns, 0 where they told nothing.

    Turns of telling in a row are one stretch; the other's interjections don't end it and aren't counted.
    """
    turns = [act for act in acts if act.form == "turn"]
    if not turns:
        return None
    longest = stretch = 0
    note = turns[0].note
    for act in turns:
        words = len(act.text.split())
        if act.note != note:
            stretch, note = 0, act.note
        if act.speaker == side:
            stretch = stretch + words if act.act in TELLING or (stretch and words <= INTERJECTION) else 0
        elif words > INTERJECTION:
            stretch = 0
        longest = max(longest, stretch)
    return longest
