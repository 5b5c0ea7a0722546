"""Outright remarks on who talked."""

from __future__ import annotations

import pytest

from coach.reading.people import clues_of, names_of
from coach.reading.remarks import Words, remarks_of

NAMES = names_of("Jo Brandt", "Priya Raman", ("they", "she"))


def shares(text: str, author: str) -> list[float]:
    words, starts, at = text.split(), [], 0
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    clues = clues_of([w.strip(".,") for w in words], starts, text, NAMES, author)
    return [r.share for r in remarks_of(text, Words(words, starts, clues.clues), author)]


@pytest.mark.parametrize(
    ("text", "author", "low", "high"),
    [
        ("I did most of the talking", "mentor", 0.7, 0.9), ("I did most of the talking", "mentee", 0.1, 0.3),
        ("Priya did 80 % of the talking", "mentor", 0.15, 0.25), ("prob 60/40 her", "mentor", 0.35, 0.45),
        ("70/30 me", "mentor", 0.65, 0.75), ("pretty even", "both", 0.45, 0.55), ("mostly listened today", "mentor", 0.1, 0.35),
        ("couldn't get a word in", "mentee", 0.8, 1.0), ("she talked nonstop", "mentor", 0.1, 0.3), ("talked too much again", "mentor", 0.65, 0.85),
        ("Jo spoke three quarters of the time", "mentee", 0.65, 0.85),
    ],
)  # fmt: skip
def test_a_remark_is_understood(text: str, author: str, low: float, high: float) -> None:
    found = shares(text, author)
    assert len(found) == 1
    assert low <= found[0] <= high


@pytest.mark.parametrize(
    "text",
    [
        "I should have listened more",
        "next time talk less",
        "she told me about the 50 jobs",
        "asked what she wanted",
        "we met at 10/30",
        "",
    ],
)
def test_what_isnt_about_this_talk_is_no_remark(text: str) -> None:
    assert shares(text, "mentor") == []
