"""Days of agreements and sessions to what lay before and after, with an interval and without a cause."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median
from typing import Literal

from msgspec.structs import replace

from coach import notes
from coach.records import Pair, Session, Side
from coach.review import wording as say
from coach.review.gauges import GAUGES
from coach.review.parts import LEAST_EACH_SIDE, Basis, Change, Point, Unit
from coach.review.slopes import hodges_lehmann, stands
from coach.review.trends import RESTS, by_basis, noun


def changes(pair: Pair, sessions: Sequence[Session]) -> tuple[Change, ...]:
    """For each day on which agreements began: the headline measures before and from then on, each basis apart."""
    dated = sorted({agreement.since[:10] for agreement in pair.agreements if agreement.since})
    series = [
        (gauge.id, "" if gauge.of_pair else side, gauge.unit, basis, points)
        for gauge in GAUGES
        if gauge.headline
        for side in gauge.sides
        for basis, points in by_basis(gauge, side, sessions)
        if len(points) >= 2 * LEAST_EACH_SIDE
    ]
    found = [
        (change, unit)
        for day in dated
        for measure, side, unit, basis, points in series
        if (change := _change(pair, day, measure, side, basis, points)) is not None
    ]
    standing = stands([(change.measure, change.p) for change, _ in found])
    return tuple(_worded(pair, change, unit, ok) for (change, unit), ok in zip(found, standing, strict=True))


def _change(
    pair: Pair, day: str, measure: str, side: Side | Literal[""], basis: Basis, points: tuple[Point, ...]
) -> Change | None:
    before = [point.value for point in points if point.day < day]
    after = [point.value for point in points if point.day >= day]
    if min(len(before), len(after)) < LEAST_EACH_SIDE or len({*before, *after}) < 2:
        return None
    shift = hodges_lehmann(before, after)
    return Change(
        id="-".join(filter(None, ("since", day, measure, side, basis))),
        day=day,
        agreements=tuple(notes.one_line(a.text) for a in pair.agreements if a.since[:10] == day),
        measure=measure,
        side=side,
        basis=basis,
        before=median(before),
        after=median(after),
        before_n=len(before),
        after_n=len(after),
        shift=shift.shift,
        low=shift.low if math.isfinite(shift.low) else -1.0,
        high=shift.high if math.isfinite(shift.high) else 1.0,
        p=shift.p,
    )


def _worded(pair: Pair, change: Change, unit: Unit, standing: bool) -> Change:
    claimed = standing and (change.low > 0 or change.high < 0)
    what, rests = noun(pair, change.measure, change.side), RESTS[change.basis]
    counts = f"{say.number(change.before_n)} talks before, {say.number(change.after_n)} since{rests}"
    if not claimed:
        text = f"no clear change in {what} ({counts})."
    else:
        moved = "higher" if change.shift > 0 else "lower"
        now, then = say.value(change.after, unit), say.value(change.before, unit)
        text = f"{say.sentence(what)} is {moved} than before: about {now}, where it had been about {then} ({counts})."
    return replace(change, claimed=claimed, sentence=text)
