"""Whose words a note is in, where nobody said who wrote it and it says "I"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import fmean
from typing import TYPE_CHECKING

from coach.reading.people import Clue, Clues

if TYPE_CHECKING:
    from coach.reading.talk import Found

MENTORS: Mapping[str, float] = {"advise": 2.67, "reflect": 1.63, "affirm": 1.48, "ask": -0.19, "share": -0.81}
"""Log odds that an act is the mentor's, in the training notes of ``models/corpus``."""
SURE, USUAL = 19.64, 3.84
"""What the two measures of ``likelier`` count; fitted, with the log odds above, by ``models/reader/fit_voice.py``."""


@dataclass(frozen=True)
class Voice:
    """Who wrote a text; where that was guessed, who else may have, and how likely the guess is."""

    author: str
    other: str = ""
    chance: float = 1.0


def says_i(clues: Clues) -> bool:
    """Whether there is an "I" of an unknown writer: outside quotation marks and tagged lines, where "I" is whoever speaks."""
    return (Clue.I_UNKNOWN, 0) in zip(clues.clues, clues.lines, strict=True)


def measures(heard: Sequence[Found]) -> tuple[float, float]:
    """How surely its speakers are read (mean log chance), and how usual their acts are for them (mean log odds)."""
    sign = {"mentor": 0.5, "mentee": -0.5}
    usual = fmean(sign.get(h.speaker, 0.0) * MENTORS.get(h.act, 0.0) for h in heard)
    return fmean(log(max(h.speakers)) for h in heard), usual


def likelier(mentor: Sequence[Found], mentee: Sequence[Found]) -> Voice:
    """The likelier of two writers: the note as read with either of them as "I".

    The chance is a logistic regression on the differences of both measures; a half where nothing was heard.
    """
    sure, usual = 0.0, 0.0
    if mentor and mentee:
        (sure, usual), (less_sure, less_usual) = measures(mentor), measures(mentee)
        sure, usual = sure - less_sure, usual - less_usual
    odds = SURE * sure + USUAL * usual
    chance = 1 / (1 + exp(-abs(odds)))
    return Voice("mentor", "mentee", chance) if odds >= 0 else Voice("mentee", "mentor", chance)
