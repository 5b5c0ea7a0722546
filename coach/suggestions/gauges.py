"""A mirror to the one number that a focus aims at, with its interval, so that two sessions can be laid side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coach.measures.proportions import wilson
from coach.records import Mirror, Pair, Side, Stance
from coach.suggestions.facts import called, facts_of
from coach.suggestions.marks import CLOSING, DEFERENCE, MADE_SMALL, RANK, TAKING


@dataclass(frozen=True)
class Gauge:
    value: float
    """0 to 1."""
    low: float
    high: float
    """The 90 % interval; equal to the value where it was counted or timed."""
    better: int
    """1: more of it is what the focus wants; -1: less of it; 0: nearer to the aim."""
    words: str
    """What was counted, to go before the figures."""
    count: str = ""
    """"4 of 10" or "none of 10", where there are counts."""


def gauge(mirror: Mirror, focus: str, side: Side, pair: Pair) -> Gauge | None:
    """The number for this focus in this mirror; None where the mirror can't tell."""
    make = _MAKERS.get(focus)
    return make(mirror, side, pair) if make else None


def _stance(mirror: Mirror, side: Side) -> Stance:
    return mirror.mentor if side == "mentor" else mirror.mentee


def _share(mirror: Mirror, side: Side, pair: Pair) -> Gauge | None:
    balance = mirror.balance
    if balance.share is None:
        return None
    return Gauge(balance.share, balance.low, balance.high, 0, f"{called(pair, 'mentor')}'s share of the talk")


def _counted(count: int, total: int, better: int, words: str) -> Gauge | None:
    if not total:
        return None
    low, high = wilson(count, total)
    return Gauge(count / total, low, high, better, words, f"{count} of {total}" if count else f"none of {total}")


def _acts(kind: str, words: str) -> Callable[[Mirror, Side, Pair], Gauge | None]:
    def make(mirror: Mirror, side: Side, pair: Pair) -> Gauge | None:
        said = [act for act in mirror.acts if act.speaker == side and act.act != "other"]
        return _counted(sum(act.act == kind for act in said), len(said), 1, f"{called(pair, side)}'s {words}")

    return make


def _marks(ids: frozenset[str], words: str, better: int = -1) -> Callable[[Mirror, Side, Pair], Gauge | None]:
    def make(mirror: Mirror, side: Side, pair: Pair) -> Gauge | None:
        said = sum(act.speaker == side for act in mirror.acts)
        count = sum(marker.speaker == side and marker.id in ids for marker in mirror.markers)
        return _counted(min(count, said), said, better, f"{called(pair, side)}'s {words}")

    return make


def _unasked(mirror: Mirror, side: Side, pair: Pair) -> Gauge | None:
    facts = facts_of(pair, mirror)
    advice = facts.of(side, "advise")
    said = len(facts.of(side))
    words = f"{called(pair, side)}'s advice with no question before it"
    return _counted(len(facts.unasked(side)), said, -1, words) if advice or said >= 4 else None


def _open(mirror: Mirror, side: Side, pair: Pair) -> Gauge | None:
    found = [act.question for act in mirror.acts if act.speaker == side and act.act == "ask" and act.question]
    return _counted(found.count("open"), len(found), 1, f"{called(pair, side)}'s open questions")


def _uptake(mirror: Mirror, side: Side, pair: Pair) -> Gauge | None:
    found = _stance(mirror, side).uptake
    words = f"{called(pair, side)}'s turns that took up the other's words"
    return _counted(found.count, found.total, 1, words) if found else None


_took = _marks(TAKING, "sentences that took something from the other", 1)
_MAKERS: dict[str, Callable[[Mirror, Side, Pair], Gauge | None]] = {
    "leave-more-room": _share,
    "bring-yourself-in": _share,
    "ask-before-you-advise": _unasked,
    "ask-one-more": _acts("ask", "questions"),
    "open-your-questions": _open,
    "say-it-back": _acts("reflect", "saying back"),
    "say-what-went-well": _acts("affirm", "words on what went well"),
    "tell-one-of-yours": _acts("share", "telling of something of their own"),
    "build-on-their-words": _uptake,
    "say-what-you-think": _marks(DEFERENCE | MADE_SMALL, "sentences that gave way or held back"),
    "take-rank-out": _marks(RANK, "sentences that speak from above"),
    "stay-with-it": _marks(CLOSING, "sentences that ended a topic"),
    "flow-both-ways": lambda mirror, side, pair: _took(mirror, "mentor", pair),
}
