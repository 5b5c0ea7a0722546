"""A review to JSON whose shape is published in ``docs/review.schema.json``."""

from __future__ import annotations

import json
from typing import Any

from coach import notes
from coach.report.leaving import leaving
from coach.report.options import Options
from coach.review import Change, Gap, Point, Promises, Review, Trend, Tried, Wordings
from coach.review import wording as say

FORMAT, VERSION = "coach-review", 1


def json_text(review: Review, options: Options, day: str = "") -> str:
    """The review as JSON text. Talks are numbered from 1 in their order; no id of the store leaves.

    Raises CoachError where both agreed to nothing.
    """
    numbers = {session.id: i for i, session in enumerate(review.sessions, start=1)}
    found, items = leaving(review, options)
    document = {
        "format": FORMAT,
        "version": VERSION,
        "made": day or notes.today(),
        "items": sorted(items),
        "people": {side: found.pair.person(side).name for side in say.SIDES},
        "span": {"since": found.since or None, "until": found.until or None, "talks": len(found.sessions)},
        "sentence": found.sentence,
        "notices": list(found.notices),
        "measures": [_measure(trend, numbers) for trend in found.trends],
        "changes": [_change(change) for change in found.changes],
        "guesses": [_gap(gap, numbers) for gap in found.gaps],
        "promises": [_promises(each) for each in found.promised],
        "tried": [_tried(each) for each in found.tried],
        "templates": [{"title": used.title, "count": used.count} for used in found.templates],
        "time": _time(found),
        "wordings": [_wordings(each) for each in found.wordings],
        "answers": [
            {"day": a.day, "question": a.question, "text": a.text, "side": a.side or None, "answer": a.answer}
            for a in found.answered
        ],
        "decision": _decision(found),
        "phase": found.phase,
    }
    return notes.json_safe(json.dumps(document, ensure_ascii=False, indent=2, sort_keys=False)) + "\n"


def _round(number: float | None) -> float | None:
    return None if number is None else round(number, 4)


def _point(point: Point, numbers: dict[str, int]) -> dict[str, Any]:
    return {
        "talk": numbers[point.session], "day": point.day, "value": _round(point.value), "low": _round(point.low),
        "high": _round(point.high), "basis": point.basis, "count": point.count, "total": point.total,
        "aim": _round(point.aim),
    }  # fmt: skip


def _measure(trend: Trend, numbers: dict[str, int]) -> dict[str, Any]:
    slope = None
    if trend.slope is not None:
        slope = {
            "per_30_days": _round(trend.slope), "low": _round(trend.low), "high": _round(trend.high),
            "p": _round(trend.p), "start": _round(trend.start), "end": _round(trend.end),
        }  # fmt: skip
    return {
        "measure": trend.measure, "side": trend.side or None, "basis": trend.basis, "unit": trend.unit,
        "title": trend.title, "aim": _round(trend.aim), "points": [_point(point, numbers) for point in trend.points],
        "slope": slope, "claimed": trend.claimed, "direction": trend.direction, "sentence": trend.sentence,
        "detail": trend.detail,
    }  # fmt: skip


def _change(change: Change) -> dict[str, Any]:
    return {
        "day": change.day, "agreements": list(change.agreements), "measure": change.measure,
        "side": change.side or None, "basis": change.basis, "before": _round(change.before),
        "after": _round(change.after), "before_talks": change.before_n, "after_talks": change.after_n,
        "shift": _round(change.shift), "low": _round(change.low), "high": _round(change.high), "p": _round(change.p),
        "claimed": change.claimed, "sentence": change.sentence,
    }  # fmt: skip


def _gap(gap: Gap, numbers: dict[str, int]) -> dict[str, Any]:
    return {
        "side": gap.side, "count": gap.count, "inside": gap.inside, "median": _round(gap.median),
        "low": _round(gap.low), "high": _round(gap.high), "sentence": gap.sentence,
        "points": [_point(point, numbers) for point in gap.points],
    }  # fmt: skip


def _promises(each: Promises) -> dict[str, Any]:
    still = [{"text": p.text or None, "made": p.made, "due": p.due} for p in each.open]
    return {"owner": each.owner, "made": each.made, "kept": each.kept, "let_go": each.let_go, "open": still,
            "sentence": each.sentence}  # fmt: skip


def _tried(each: Tried) -> dict[str, Any]:
    return {
        "text": each.text, "side": each.side, "kept": each.kept, "used": each.used, "not_used": each.not_used,
        "difference": _round(each.difference), "low": _round(each.low), "high": _round(each.high),
        "compared": each.compared, "sentence": each.sentence,
    }  # fmt: skip


def _time(review: Review) -> dict[str, Any] | None:
    time = review.time
    if not time.talks:
        return None
    return {"talks": time.talks, "planned_minutes": time.planned, "spent_minutes": time.spent, "over": time.over,
            "skipped_stages": time.skipped, "longest": time.longest or None, "sentence": time.sentence}  # fmt: skip


def _wordings(each: Wordings) -> dict[str, Any]:
    return {"family": each.family, "side": each.side, "count": each.count, "talks": each.talks, "of": each.of,
            "titles": list(each.titles), "words": list(each.words), "sentence": each.sentence}  # fmt: skip


def _decision(review: Review) -> dict[str, Any] | None:
    made = review.decision
    if made.kind == "open":
        return None
    return {"kind": made.kind, "what": made.what or None, "since": made.since or None, "sentence": made.sentence}
