"""Points of many sessions to trends, each with its interval, and a word about a direction only where it is borne."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Literal

from msgspec.structs import replace

from coach.records import Pair, Session, Side
from coach.review import wording as say
from coach.review.gauges import GAUGES, Gauge
from coach.review.parts import LEAST_TALKS, Basis, Point, Trend
from coach.review.slopes import stands, theil_sen

MONTH = 30
"""Days for which slopes are told."""
ORDER: tuple[Basis, ...] = ("timed", "words", "notes", "felt")
RESTS: dict[Basis, str] = {
    "timed": ", by the talk clock",
    "words": ", by transcript",
    "notes": ", from your notes",
    "felt": "",
}


def trends(pair: Pair, sessions: Sequence[Session]) -> tuple[Trend, ...]:
    """All measures that have at least one point, each basis apart.

    A direction is claimed where Sen's 95 % interval excludes zero over at least six sessions and the test stands
    among all tests of the review (see ``slopes.stands``).
    """
    found = [
        _trend(pair, gauge, side, basis, points)
        for gauge in GAUGES
        if gauge.watched
        for side in gauge.sides
        for basis, points in by_basis(gauge, side, sessions)
    ]
    tested = [(trend.id, trend.measure, trend.p) for trend in found if trend.p is not None]
    answers = stands([(measure, p) for _, measure, p in tested])
    standing = {id_ for (id_, _, _), answer in zip(tested, answers, strict=True) if answer}
    return tuple(_worded(pair, trend, trend.id in standing) for trend in found)


def by_basis(gauge: Gauge, side: Side, sessions: Iterable[Session]) -> list[tuple[Basis, tuple[Point, ...]]]:
    """The points of a measure, apart for each basis that occurs."""
    points = [point for session in sessions if (point := gauge.read(session, side)) is not None]
    return [(basis, some) for basis in ORDER if (some := tuple(p for p in points if p.basis == basis))]


def _trend(pair: Pair, gauge: Gauge, side: Side, basis: Basis, points: tuple[Point, ...]) -> Trend:
    whose: Side | Literal[""] = "" if gauge.of_pair else side
    aims = {point.aim for point in points if point.aim is not None}
    trend = Trend(
        id="-".join(filter(None, (gauge.id, whose, basis))),
        measure=gauge.id,
        side=whose,
        basis=basis,
        title=gauge.title if gauge.of_pair else f"{gauge.title}: {say.name(pair, side)}",
        unit=gauge.unit,
        points=points,
        aim=aims.pop() if len(aims) == 1 else None,
    )
    values = [point.value for point in points]
    days = [float(say.days_between(points[0].day, point.day)) for point in points]
    if len(points) < LEAST_TALKS or len(set(values)) < 2 or len(set(days)) < 2:
        return trend
    slope = theil_sen(days, values)
    return replace(
        trend,
        slope=slope.slope * MONTH,
        low=slope.low * MONTH if math.isfinite(slope.low) else None,
        high=slope.high * MONTH if math.isfinite(slope.high) else None,
        p=slope.p,
        start=slope.start,
        end=slope.end,
    )


def _worded(pair: Pair, trend: Trend, standing: bool) -> Trend:
    apart = (trend.low is not None and trend.low > 0) or (trend.high is not None and trend.high < 0)
    claimed = apart and standing
    direction: Literal["up", "down", "none"] = "none"
    if claimed and trend.slope is not None:
        direction = "up" if trend.slope > 0 else "down"
    trend = replace(trend, claimed=claimed, direction=direction)
    return replace(trend, sentence=sentence(pair, trend, apart), detail=_detail(pair, trend))


def noun(pair: Pair, measure: str, side: Side | Literal[""]) -> str:
    gauge = next(each for each in GAUGES if each.id == measure)
    return gauge.noun.replace("{name}", say.name(pair, side or gauge.sides[0]))


def sentence(pair: Pair, trend: Trend, apart: bool) -> str:
    """What may be said of the direction, in words."""
    what = noun(pair, trend.measure, trend.side)
    count, rests = len(trend.points), RESTS[trend.basis]
    first, last = trend.points[0].day, trend.points[-1].day
    middle = median(point.value for point in trend.points)
    usual = f"about {say.value(middle, trend.unit)}"
    if trend.claimed and trend.start is not None and trend.end is not None:
        moved = "went up" if trend.direction == "up" else "came down"
        then = f"about {say.value(trend.start, trend.unit)} in {say.month(first, last)}"
        now = f"about {say.value(trend.end, trend.unit)} in {say.month(last, first)}"
        return f"{say.sentence(what)} {moved}: from {then} to {now} ({say.talks(count)}{rests})."
    if count < LEAST_TALKS:
        where = f"in {say.talks(count)}{rests}"
        return f"{say.sentence(what)}, {where}: {usual}. That's too few talks to speak of a direction."
    if trend.end is None:
        same = "none at all" if middle == 0 else usual
        return f"{say.sentence(what)}: the same in all {say.talks(count)}{rests}, {same}."
    leaning = f" It leans {'upwards' if (trend.slope or 0) > 0 else 'downwards'}, but chance alone can do that."
    return f"No clear change in {what} over {say.talks(count)}{rests}: {usual} in the middle.{leaning if apart else ''}"


def _detail(pair: Pair, trend: Trend) -> str:
    return " ".join(filter(None, (_room(trend), _aims(pair, trend))))


def _room(trend: Trend) -> str:
    if trend.low is None or trend.high is None:
        return ""
    low, high = say.moved(trend.low, trend.unit), say.moved(trend.high, trend.unit)
    return f"A month may have brought anything from {low} to {high} {say.STEPS[trend.unit]}."


def _aims(pair: Pair, trend: Trend) -> str:
    """How often the pair's own aim lay within what the figures allow."""
    aimed = [point for point in trend.points if point.aim is not None]
    if not aimed:
        return ""
    near = sum(point.low <= (point.aim or 0.0) <= point.high for point in aimed)
    name = say.name(pair, "mentor")
    above = sum(point.low > (point.aim or 0.0) for point in aimed)
    below = len(aimed) - near - above
    aim = f"Your aim of about {say.percent(trend.aim)} for {name}" if trend.aim is not None else f"Your aim for {name}"
    rest = [
        f"{name} spoke for more than that in {say.number(above)}" if above else "",
        f"for less in {say.number(below)}" if above and below else "",
        f"{name} spoke for less than that in {say.number(below)}" if below and not above else "",
    ]
    tail = f"; {' and '.join(filter(None, rest))}" if above or below else ""
    fits = "all" if near == len(aimed) else say.number(near) if near else "none"
    return f"{aim} fits {fits} of {say.talks(len(aimed))}{RESTS[trend.basis]}{tail}."
