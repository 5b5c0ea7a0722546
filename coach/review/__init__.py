"""A span of sessions to a review: trends with intervals, changes after agreements, promises, prompts tried, answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from coach.guides import Guides
from coach.records import Pair, Session
from coach.review import wording as say
from coach.review.changes import changes
from coach.review.guided import (
    agreements_from,
    answer_key,
    answered,
    decision,
    latest,
    phase,
    questions,
    remembered,
)
from coach.review.parts import (
    Answer,
    Change,
    Decision,
    Gap,
    Point,
    Promise,
    Promises,
    Review,
    Section,
    TimeKept,
    Trend,
    Tried,
    Used,
    View,
    Wordings,
)
from coach.review.promises import promises
from coach.review.trends import trends
from coach.review.tried import tried
from coach.review.usage import gaps, met, templates, time_kept
from coach.review.views import for_side, together

__all__ = [
    "Answer",
    "Change",
    "Decision",
    "Gap",
    "Point",
    "Promise",
    "Promises",
    "Review",
    "Section",
    "TimeKept",
    "Trend",
    "Tried",
    "Used",
    "View",
    "Wordings",
    "agreements_from",
    "answer_key",
    "decision",
    "for_side",
    "phase",
    "questions",
    "remembered",
    "review",
    "together",
]


def review(
    pair: Pair,
    sessions: Iterable[Session],
    guides: Guides,
    since: str | None = None,
    until: str | None = None,
    reader_version: str = "",
) -> Review:
    """Look back on the sessions from ``since`` to ``until`` (days, both included; None: no limit).

    Everything rests on the mirrors stored with the sessions. ``reader_version`` is the version of today's reader:
    talks whose mirror's version doesn't hold it are told in ``notices``.
    """
    span = tuple(
        sorted(
            (s for s in sessions if (since or "") <= s.day[:10] and (until is None or s.day[:10] <= until[:10])),
            key=lambda session: session.day,
        )
    )
    used, used_sentence = templates(span, guides)
    answers = latest(span)
    return Review(
        pair=pair,
        sessions=span,
        since=span[0].day if span else "",
        until=span[-1].day if span else "",
        sentence=_opening(pair, span),
        notices=_notices(span, reader_version),
        trends=trends(pair, span),
        changes=changes(pair, span),
        gaps=gaps(pair, span),
        promised=promises(pair, span),
        tried=tried(pair, span, guides),
        templates=used,
        templates_sentence=used_sentence,
        time=time_kept(span),
        wordings=met(pair, span, guides),
        questions=questions(pair, guides),
        answers=answers,
        answered=answered(pair, span, guides),
        decision=decision(answers),
        phase=phase(answers),
    )


def _opening(pair: Pair, span: Sequence[Session]) -> str:
    names = say.owner(pair, "both")
    if not span:
        return f"{names} had no talk in this time."
    if len(span) == 1:
        return f"{names} had one talk in this time, on {say.day(span[0].day)}."
    steps = [say.days_between(a.day, b.day) for a, b in pairwise(span)]
    usual = median(steps)
    if usual < 5:
        rhythm = "more than once a week"
    elif usual < 60:
        rhythm = "about once a week" if usual <= 9 else f"about every {say.number(round(usual / 7))} weeks"
    else:
        rhythm = f"about every {say.number(round(usual / 30))} months"
    return f"{names} talked {say.times(len(span))} from {say.day(span[0].day)} to {say.day(span[-1].day)}, {rhythm}."


def _notices(span: Sequence[Session], reader_version: str) -> tuple[str, ...]:
    mirrors = [session.mirror for session in span if session.mirror is not None]
    unread = len(span) - len(mirrors)
    other = sum(bool(mirror.acts) and reader_version not in mirror.version for mirror in mirrors)
    found = []
    if unread:
        are, they = ("is", "it's") if unread == 1 else ("are", "they're")
        lead = say.sentence(say.talks(unread))
        found.append(f"{lead} {are} not in the mirror yet, so {they} missing from the figures.")
    if other:
        were, they_are = ("was", "it is") if other == 1 else ("were", "they are")
        lead = say.sentence(say.talks(other))
        found.append(
            f"{lead} {were} read by another version of the reader; "
            f"figures can shift a little once {they_are} read again."
        )
    return tuple(found)
