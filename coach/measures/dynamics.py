"""Turns to who led when: the mentor's share in ten parts of the talk, and the pattern that it makes.

After Zhang, Zhang and Danescu-Niculescu-Mizil (Time is On My Side: Dynamics of Talk-Time Sharing in Video-chat
Conversations, arXiv 2506.20474, 2025): talks of the same balance differ in how it comes about, and those whose lead
alternates are enjoyed most. So a long story is no fault as long as the other has one too.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from coach.measures.clock import Spans, spans_of
from coach.measures.words import first_name
from coach.records import Act, Dynamics, Pair, Turn

BINS = 10
LEAD = 0.6
"""A person leads a part in which they have this share of the talk or more; between the two it is shared."""
THROUGHOUT = 0.8
"""Share of the parts that one person must lead, the other leading one at most."""
LEAST_WORDS = 60
LEAST_S = 60.0
WINDOW_S = 120.0
"""Least width of a window that slides over talks with times, in seconds."""
_SLACK = 1e-9


def dynamics(turns: Sequence[Turn | Act], pair: Pair) -> Dynamics:
    """Who led when. Turns with times are seen through windows of a fifth of the talk, others by their words.

    Below a minute or 60 words there is no pattern, only the ten shares.
    """
    spoken = [turn for turn in turns if turn.speaker in ("mentor", "mentee")]
    spans = spans_of([turn for turn in spoken if isinstance(turn, Turn)]) if spoken else None
    bins = time_bins(spans) if spans else word_bins(spoken)
    short = sum(len(turn.text.split()) for turn in spoken) < LEAST_WORDS or (
        spans is not None and _length(spans) < LEAST_S
    )
    leaders = [_leader(share) for share in bins if share is not None]
    return _named(bins, leaders, pair, short or not leaders)


def word_bins(turns: Sequence[Turn | Act]) -> tuple[float | None, ...]:
    """The mentor's share of the words in each tenth of all words; a turn over a border counts in both by its part."""
    sizes = [len(turn.text.split()) for turn in turns]
    total = sum(sizes)
    if not total:
        return (None,) * BINS
    mentor = [0.0] * BINS
    at = 0
    for turn, size in zip(turns, sizes, strict=True):
        if turn.speaker == "mentor":
            for k in range(BINS):
                mentor[k] += max(0, min((at + size) * BINS, (k + 1) * total) - max(at * BINS, k * total))
        at += size
    return tuple(round(words / total, 4) for words in mentor)


def time_bins(spans: Spans) -> tuple[float | None, ...]:
    """The mentor's share of the seconds in ten windows; overlaps count for both, None where nobody spoke."""
    first, length = min(begin for side in spans.values() for begin, _ in side), _length(spans)
    half = max(length / 5, min(length, WINDOW_S)) / 2
    out: list[float | None] = []
    for k in range(BINS):
        middle = first + (k + 0.5) * length / BINS
        mentor, mentee = (_within(spans[side], middle - half, middle + half) for side in ("mentor", "mentee"))
        out.append(round(mentor / (mentor + mentee), 4) if mentor + mentee > _SLACK else None)
    return tuple(out)


def _length(spans: Spans) -> float:
    ends = [moment for side in spans.values() for span in side for moment in span]
    return max(ends) - min(ends)


def _within(spans: Sequence[tuple[float, float]], low: float, high: float) -> float:
    return sum(max(0.0, min(end, high) - max(begin, low)) for begin, end in spans)


def _leader(share: float) -> str:
    return "mentor" if share >= LEAD - _SLACK else "mentee" if share <= 1 - LEAD + _SLACK else ""


def _named(bins: tuple[float | None, ...], leaders: list[str], pair: Pair, short: bool) -> Dynamics:
    """The pattern with its sentence."""
    names = {"mentor": first_name(pair.mentor.name), "mentee": first_name(pair.mentee.name)}
    if short:
        return Dynamics(bins=bins, pattern="no clear pattern", sentence="The talk is too short to say who led when.")
    led = {side: leaders.count(side) for side in names}
    if led["mentor"] >= THROUGHOUT * len(leaders) and led["mentee"] <= 1:
        return Dynamics(
            bins=bins, pattern="mentor throughout", sentence=f"{names['mentor']} held the floor most of the way."
        )
    if led["mentee"] >= THROUGHOUT * len(leaders) and led["mentor"] <= 1:
        return Dynamics(
            bins=bins, pattern="mentee throughout", sentence=f"{names['mentee']} held the floor most of the way."
        )
    runs = [side for side, _ in groupby(side for side in leaders if side)]
    if len(runs) >= 3 and min(led.values()) >= 2:
        sentence = (
            "The lead went back and forth: each of you had longer stretches, as in the talks that people enjoy most."
        )
        return Dynamics(bins=bins, pattern="alternating", sentence=sentence)
    if len(runs) == 2 and min(led.values()) >= 2:
        sentence = f"{names[runs[0]]} led the first part, {names[runs[1]]} the rest."
        return Dynamics(bins=bins, pattern="handed over" if runs[0] == "mentor" else "taken over", sentence=sentence)
    even = leaders.count("") >= 0.7 * len(leaders)
    sentence = (
        "You shared the floor fairly evenly all the way." if even else "There is no clear pattern in who led when."
    )
    return Dynamics(bins=bins, pattern="no clear pattern", sentence=sentence)
