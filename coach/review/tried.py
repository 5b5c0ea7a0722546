"""Prompts that were kept, to what was seen in the talks they were carried into; no cause is claimed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from msgspec.structs import replace

from coach import notes
from coach.guides import Guides
from coach.records import Pair, Session, Side
from coach.review import wording as say
from coach.review.gauges import BY_ID, Gauge
from coach.review.parts import Point, Tried

AIMS = {
    "balance": "balance", "asking": "asking", "open_questions": "open_questions", "reflecting": "reflecting",
    "affirming": "affirming", "sharing": "sharing", "telling": "telling", "uptake": "uptake", "rank": "rank",
    "deference": "deference", "comfort": "comfort", "equality": "equality", "guesses": "guesses",
}  # fmt: skip
"""The measure that a focus aims at, where it can be read from one session."""


def tried(pair: Pair, sessions: Sequence[Session], guides: Guides) -> tuple[Tried, ...]:
    """Each prompt that was kept after a session, in the order of first keeping."""
    keys: dict[tuple[str, Side], list[tuple[Session, Session | None]]] = {}
    used: dict[tuple[str, Side], list[bool]] = {}
    following = {a.id: b for a, b in pairwise(sessions)}
    for session in sessions:
        for choice in session.choices:
            if choice.state == "kept":
                keys.setdefault((choice.prompt, choice.for_side), []).append((session, following.get(session.id)))
        for choice in session.carried:
            if choice.used is not None:
                used.setdefault((choice.prompt, choice.for_side), []).append(choice.used)
    return tuple(
        _of(pair, guides, prompt, side, at, used.get((prompt, side), [])) for (prompt, side), at in keys.items()
    )


def _of(
    pair: Pair, guides: Guides, prompt: str, side: Side, at: list[tuple[Session, Session | None]], used: list[bool]
) -> Tried:
    known = guides.prompts.get(prompt)
    focus = guides.foci.get(known.focus) if known else None
    gauge = BY_ID.get(AIMS.get(focus.aim, "")) if focus else None
    name = say.name(pair, side)
    result = Tried(
        prompt=prompt,
        text=notes.one_line(known.text) if known else prompt,
        focus=focus.id if focus else "",
        side=side,
        kept=len(at),
        used=sum(used),
        not_used=len(used) - sum(used),
        sentence="",
    )
    told = at if sum(used) or not used else []
    beside = [found for before, after in told if after is not None and (found := _beside(gauge, side, before, after))]
    lead = f"{name} kept this after {say.talks(len(at)) if len(at) > 1 else 'one talk'}"
    lead += (
        f" and used it {say.times(sum(used))}." if used and sum(used) else "." if not used else ", and didn't use it."
    )
    return _with_difference(pair, result, gauge, beside, lead)


def _beside(gauge: Gauge | None, side: Side, before: Session, after: Session) -> tuple[Point, Point] | None:
    """The aimed measure in both talks, where both can tell it on the same basis."""
    if gauge is None:
        return None
    first, second = gauge.read(before, side), gauge.read(after, side)
    return (first, second) if first and second and first.basis == second.basis else None


def _with_difference(
    pair: Pair, result: Tried, gauge: Gauge | None, beside: list[tuple[Point, Point]], lead: str
) -> Tried:
    if result.not_used and not result.used:
        return replace(result, sentence=lead)
    if gauge is None or not beside:
        return replace(result, sentence=f"{lead} What came of it doesn't show in these figures.")
    what = gauge.noun.replace("{name}", say.name(pair, "mentor" if gauge.of_pair else result.side))
    differences = [second.value - first.value for first, second in beside]
    middle = median(differences)
    halves = [_half(first, second) for first, second in beside]
    half = median(halves) if len(halves) < 3 else median(halves) / math.sqrt(len(halves)) * 1.25
    low, high = max(-1.0, middle - half), min(1.0, middle + half)
    after = "In the talk after" if len(beside) == 1 else f"In the {say.number(len(beside))} talks that followed"
    most, least, best = (say.moved(amount, gauge.unit) for amount in (middle, low, high))
    size = (
        "one step of five"
        if gauge.unit == "scale" and most in ("+1", "−1")
        else f"{most.lstrip('+−')} {say.STEPS[gauge.unit]}"
    )
    by = "about the same as" if most == "0" else f"{size} {'higher' if middle > 0 else 'lower'} than"
    chance = "That may be chance." if low <= 0 <= high else "Whether it came from this, nobody can tell."
    text = f"{lead} {after}, {what} was {by} in the talk before; anything from {least} to {best} fits. {chance}"
    return replace(result, sentence=text, difference=middle, low=low, high=high, compared=len(beside))


def _half(first: Point, second: Point) -> float:
    """Half the 90 % interval of a difference, from the two intervals taken as independent."""
    return math.hypot((first.high - first.low) / 2, (second.high - second.low) / 2)
