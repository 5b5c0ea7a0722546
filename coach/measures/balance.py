"""Talk balance: from clock, turns or notes to the mentor's share of the talk, with a 90 % interval and its tier."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from coach.paths import models_folder
from coach.records import Act, Balance, Reading, Remark, Turn

T90 = 2.015
"""Half the width of a 90 % interval of Student's t with five degrees of freedom, by which the spreads were fitted."""
LEAST_ACTS = 2
"""Acts of the pair below which notes can't tell the balance, unless there is an outright remark."""


@dataclass(frozen=True)
class BalanceModel:
    """The numbers of the estimate from notes, fitted by ``models/balance/fit.py``.

    The words that an act took in the talk are ``exp(kinds[act] + forms[form] + length * log(words in the note))``. Both
    people have ``unwritten`` words beside what was noted. The log odds of the two sums, times ``slope``, plus
    ``author`` in favour of the mentor if the mentor wrote (against, if the mentee did), has the standard deviation
    ``sqrt(floor**2 + thin**2 / acts)``. The network's view of the whole note is added with its weight. Remarks count with ``remark`` times their own spread in log odds.
    """

    kinds: dict[str, float]
    forms: dict[str, float]
    length: float
    unwritten: float
    slope: float
    author: float
    floor: float
    thin: float
    remark: float
    lean: float
    """Weight of the network's own view of the balance (log odds) beside the sums."""
    shared: float
    """Standard deviation (log odds) that all notes of a session have in common."""


@cache
def shipped_model() -> BalanceModel:
    """The fitted numbers that travel with the program."""
    file = models_folder() / "balance" / "numbers.json"
    return BalanceModel(**json.loads(file.read_text(encoding="utf-8")))


def logit(share: float) -> float:
    share = min(max(share, 0.02), 0.98)
    return math.log(share / (1 - share))


def expit(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def act_words(act: Act, model: BalanceModel) -> float:
    """Words that the act is expected to have taken in the talk."""
    written = max(1, len(act.text.split()))
    return math.exp(model.kinds[act.act] + model.forms.get(act.form, 0.0) + model.length * math.log(written))


def sums(acts: Iterable[Act], model: BalanceModel) -> tuple[float, float, int]:
    """Expected words of mentor and mentee, and how many acts of the pair were counted."""
    mentor = mentee = 0.0
    count = 0
    for act in acts:
        if act.speaker == "third-party":
            continue
        words = act_words(act, model)
        mentor += words if act.speaker == "mentor" else words / 2 if act.speaker == "both" else 0.0
        mentee += words if act.speaker == "mentee" else words / 2 if act.speaker == "both" else 0.0
        count += 1
    return mentor, mentee, count


def note_estimate(reading: Reading, model: BalanceModel) -> tuple[float, float] | None:
    """Mean and standard deviation of the log odds of the mentor's share from one note; None where it can't tell."""
    mentor, mentee, count = sums(reading.acts, model)
    if count < LEAST_ACTS and not reading.remarks:
        return None
    lean = {"mentor": 1, "mentee": -1}.get(reading.author, 0) * model.author
    mean = model.slope * math.log((mentor + model.unwritten) / (mentee + model.unwritten)) + lean
    if reading.lean is not None:
        mean += model.lean * reading.lean
    variance = model.floor**2 + model.thin**2 / max(count, 1)
    return with_remarks(mean, variance, reading.remarks, model)


def with_remarks(mean: float, variance: float, remarks: Sequence[Remark], model: BalanceModel) -> tuple[float, float]:
    """The estimate joined with the outright remarks (their mean counts once, however many there are)."""
    if remarks:
        said = sum(logit(r.share) for r in remarks) / len(remarks)
        spread = model.remark * min(r.spread for r in remarks) * 4
        weight = variance / (variance + spread**2)
        mean, variance = mean + weight * (said - mean), variance * (1 - weight)
    return mean, math.sqrt(variance)


def notes_balance(readings: Sequence[Reading], model: BalanceModel | None = None) -> Balance:
    """Talk balance estimated from the notes of one session.

    Notes are joined by their precision; where they disagree more than their spreads allow, the interval widens.
    """
    model = model or shipped_model()
    estimates = [e for e in (note_estimate(r, model) for r in readings) if e is not None]
    counted = _counted(readings)
    if not estimates:
        return Balance(share=None, reason="There's too little talk in these notes to tell how it was shared.")
    weights = [1 / sd**2 for _, sd in estimates]
    mean = sum(w * m for w, (m, _) in zip(weights, estimates, strict=True)) / sum(weights)
    variance = 1 / sum(weights)
    if len(estimates) > 1:
        surprise = sum(w * (m - mean) ** 2 for w, (m, _) in zip(weights, estimates, strict=True)) / (len(estimates) - 1)
        variance = max(1.0, surprise) * variance + model.shared**2
    sd = math.sqrt(variance)
    low, high = expit(mean - T90 * sd), expit(mean + T90 * sd)
    remarks = sum(len(r.remarks) for r in readings)
    reason = "Estimated from what the notes report" + (
        " and from what they say outright about who talked." if remarks else "."
    )
    return Balance(
        share=round(expit(mean), 4), low=round(low, 4), high=round(high, 4), tier="notes", acts=counted, reason=reason
    )


def _counted(readings: Sequence[Reading]) -> tuple[int, ...]:
    acts = [act for reading in readings for act in reading.acts]
    return tuple(i for i, act in enumerate(acts) if act.speaker != "third-party")


def words_balance(turns: Sequence[Act | Turn]) -> Balance:
    """Talk balance counted from full turns: words of the mentor over words of both. Exact, so low and high are the share.

    Words are what stands between blanks; turns of third persons don't count.
    """
    words = {"mentor": 0, "mentee": 0}
    counted = []
    for i, turn in enumerate(turns):
        if turn.speaker in words:
            words[turn.speaker] += len(turn.text.split())
            counted.append(i)
    total = words["mentor"] + words["mentee"]
    if not total:
        return Balance(share=None, reason="Neither of you says anything in this transcript.")
    share = words["mentor"] / total
    return Balance(
        share=share,
        low=share,
        high=share,
        tier="words",
        acts=tuple(counted),
        reason=f"Counted: {words['mentor']} of {total} words.",
    )


def timed_balance(seconds: dict[str, float], doubt_s: float = 0.0, counted: Sequence[int] = ()) -> Balance:
    """Talk balance from the seconds that each spoke (overlaps and interjections counted for both).

    ``doubt_s``: seconds that may belong to either (reaction time at each switch of the clock); they make the interval.
    """
    mentor, mentee = seconds.get("mentor", 0.0), seconds.get("mentee", 0.0)
    total = mentor + mentee
    if total <= 0:
        return Balance(share=None, reason="The clock didn't run, so there's nothing to count.")
    share, doubt = mentor / total, min(doubt_s / total, 0.5)
    minutes = round(total / 60)
    return Balance(
        share=round(share, 6),
        low=round(max(0.0, share - doubt), 6),
        high=round(min(1.0, share + doubt), 6),
        tier="timed",
        acts=tuple(counted),
        reason=f"Timed: {'under a minute' if minutes < 1 else f'{minutes} min'} of talk.",
    )
