"""A kept prompt and the session after it to whether it was used and what its number did, without claiming causes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coach.guides import Focus
from coach.records import Choice, Mirror, Pair, Person, Session, Side
from coach.suggestions.facts import Facts, other
from coach.suggestions.gauges import Gauge, gauge
from coach.suggestions.marks import ANSWERED, TAKING

Check = Callable[[Facts, Side], bool | None]
LEAST_SAID = 3
"""Acts of a person below which the notes can't say that something wasn't done."""


def whether_used(choice: Choice, mirror: Mirror, session: Session) -> bool | None:
    """Whether the acts show that a kept prompt was used: True, False, or None where they can't tell.

    What the person said themselves goes first. False is only said where enough of that person was noted.
    """
    said = next((each.used for each in session.carried if each.prompt == choice.prompt and each.used is not None), None)
    if said is not None:
        return said
    if choice.used is not None:
        return choice.used
    side = choice.for_side
    nameless = Pair(id=session.pair, mentor=Person(name=""), mentee=Person(name=""))
    now = Facts(nameless, session, mirror, 0)
    if any(choice.prompt in ANSWERED.get(marker.id, ()) for marker in mirror.markers if marker.speaker == side):
        return True
    check = _CHECKS.get(choice.focus)
    if check is None:
        return None
    found = check(now, side)
    return None if found is False and len(now.of(side)) < LEAST_SAID else found


def _asked_first(now: Facts, side: Side) -> bool | None:
    """Advice came with a question before it; None where there was no advice at all."""
    advice = now.of(side, "advise")
    return len(now.unasked(side)) < len(advice) if advice else None


def _half_open(now: Facts, side: Side) -> bool | None:
    opened, closed = len(now.questions(side, "open")), len(now.questions(side, "closed"))
    return 2 * opened >= opened + closed if opened + closed else None


def _two_in_a_row(now: Facts, side: Side) -> bool | None:
    """A second question followed an answer: two asks with one act of the other between them; three asks do as well."""
    acts = [act for act in now.mirror.acts if act.speaker in ("mentor", "mentee")]
    for first, answer, second in zip(acts, acts[1:], acts[2:], strict=False):
        if (
            first.act == second.act == "ask"
            and first.speaker == second.speaker == side
            and answer.speaker == other(side)
        ):
            return True
    return len(now.of(side, "ask")) >= 3


def _room(now: Facts, side: Side) -> bool | None:
    balance, aim = now.mirror.balance, now.mirror.aim
    if balance.share is None:
        return None
    if balance.high <= aim + 0.1:
        return True
    return False if balance.low > aim + 0.05 else None


def _did(*kinds: str) -> Check:
    return lambda now, side: bool(now.of(side, *kinds))


def _reached_the_end(now: Facts, side: Side) -> bool | None:
    stages = now.session.stages
    if not stages or not any(stage.spent_s for stage in stages):
        return None
    return not stages[-1].skipped and stages[-1].spent_s >= 30 * stages[-1].minutes


def _flowed(now: Facts, side: Side) -> bool | None:
    return True if now.of("mentor", "share") or now.marks("mentor", TAKING) else None


_CHECKS: Mapping[str, Check] = {
    "ask-before-you-advise": _asked_first,
    "open-your-questions": _half_open,
    "ask-one-more": _two_in_a_row,
    "leave-more-room": _room,
    "bring-yourself-in": _did("share", "inform"),
    "say-it-back": _did("reflect"),
    "say-what-went-well": _did("affirm"),
    "tell-one-of-yours": _did("share"),
    "flow-both-ways": _flowed,
    "leave-time-at-the-end": _reached_the_end,
}


def what_followed(choice: Choice, focus: Focus, before: Mirror, after: Mirror, pair: Pair) -> str:
    """One sentence on the number that the focus aims at, before and after, with intervals; causes stay open."""
    side: Side = choice.for_side if focus.side == "both" else focus.side
    first, second = gauge(before, focus.id, side, pair), gauge(after, focus.id, side, pair)
    title = focus.title[:1].lower() + focus.title[1:]
    if second is None or first is None:
        return f"Whether anything moved after “{title}”, I can't tell from these notes."
    told = f"{_capital(second.words)}: {_figure(first)} before, {_figure(second)} after"
    if first.value == second.value:
        return f"{told}. I see no change."
    if _apart(first, second):
        return f"{told}. The ranges lie apart, so it's probably more than chance; why, I can't tell."
    return f"{told}. The ranges overlap, so it may be chance."


def _figure(one: Gauge) -> str:
    """``4 of 10 (20 to 63 %)``, or the share with its range; a counted share stands alone."""
    low, high = round(one.low * 100), round(one.high * 100)
    if one.count:
        return f"{one.count} ({low} to {high} %)"
    return f"{round(one.value * 100)} %" if high - low <= 2 else f"{low} to {high} %"


def _apart(first: Gauge, second: Gauge) -> bool:
    return second.low > first.high or second.high < first.low


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
