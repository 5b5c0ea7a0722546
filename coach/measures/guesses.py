"""Guesses and estimates to what each felt and what was found: one talk's reveal, and how guesses lie over time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from coach.measures.words import first_name, pronoun, share_words
from coach.records import Balance, Guess, Pair, Record, Session, Side

CLOSE = 0.1
"""Share points within which a guess and a count are the same."""
LEAST_TALKS = 4
"""Guessed talks below which nothing is said about a habit."""
_T90 = (6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796, 1.782, 1.771, 1.761, 1.753)
"""Student's t for two-sided 90 % by degrees of freedom, from 1."""


class Compared(Record, frozen=True, kw_only=True):
    """One person's guess beside what was found."""

    by: Side
    share: float
    """The mentor's share as guessed."""
    off: float | None
    """Guess minus estimate in share points; None where the balance can't be told."""
    inside: bool | None
    """Whether the guess lies in the 90 % interval, or within .1 of a count; None where it can't be told."""
    sentence: str


class Calibration(Record, frozen=True, kw_only=True):
    """How one person's guesses lie over the talks."""

    by: Side
    n: int
    off: float | None
    """Mean of guess minus estimate of the mentor's share; None below one talk."""
    low: float = -1.0
    high: float = 1.0
    """90 % interval of that mean (Student's t)."""
    sentence: str = ""


def both_in(guesses: Iterable[Guess]) -> bool:
    """Whether both people have guessed, so that the guesses may be shown."""
    return {guess.by for guess in guesses} >= {"mentor", "mentee"}


def compare(guesses: Sequence[Guess], balance: Balance, pair: Pair) -> tuple[Compared, ...]:
    """Each guess beside the balance, mentor first; empty until both are in. Of a person's guesses the last holds."""
    if not both_in(guesses):
        return ()
    last = {guess.by: guess for guess in guesses}
    return tuple(_compared(last[side], balance, pair) for side in ("mentor", "mentee"))


def equality_sentence(guesses: Sequence[Guess], pair: Pair) -> str:
    """How equal it felt to the two, in a sentence; empty until both are in."""
    if not both_in(guesses):
        return ""
    felt = {guess.by: guess.equality for guess in guesses}
    gap = felt["mentor"] - felt["mentee"]
    if gap == 0:
        return "It felt equally shared to both of you." if felt["mentor"] >= 4 else "It felt the same to both of you."
    more, less = (pair.mentor, pair.mentee) if gap > 0 else (pair.mentee, pair.mentor)
    little = "a little more" if abs(gap) == 1 else "more"
    end = "" if abs(gap) == 1 else " That may be worth a minute of talk."
    return f"It felt {little} like a talk of equals to {first_name(more.name)} than to {first_name(less.name)}.{end}"


def _compared(guess: Guess, balance: Balance, pair: Pair) -> Compared:
    who, mentor = first_name(pair.person(guess.by).name), first_name(pair.mentor.name)
    whose = pronoun(pair.mentor) if guess.by == "mentor" else mentor
    guessed = f"{who} guessed that {whose} spoke for {share_words(guess.share)}"
    if balance.share is None:
        sentence = f"{guessed}; I can't tell how it was."
        return Compared(by=guess.by, share=guess.share, off=None, inside=None, sentence=sentence)
    off = round(guess.share - balance.share, 4)
    counted = balance.tier != "notes"
    inside = balance.low <= guess.share <= balance.high or (counted and abs(off) <= CLOSE)
    found = "the count" if counted else "the notes"
    end = (
        f"which fits {found}."
        if inside
        else f"and {found} {'says' if counted else 'say'} {share_words(balance.share)}."
    )
    return Compared(by=guess.by, share=guess.share, off=off, inside=inside, sentence=f"{guessed}, {end}")


def calibration(sessions: Iterable[Session], side: Side, pair: Pair) -> Calibration:
    """How this person's guesses lie to the estimates, over talks where both guessed and the balance could be told.

    The mean of the differences with Student's 90 % interval; a habit is named only from four talks on, and only where
    the interval leaves nought out. Gentle information, no mark.
    """
    offs = []
    for session in sessions:
        share = session.mirror.balance.share if session.mirror else None
        guess = next((g for g in reversed(session.guesses) if g.by == side), None)
        if share is not None and guess is not None and both_in(session.guesses):
            offs.append(guess.share - share)
    n = len(offs)
    if not n:
        return Calibration(by=side, n=0, off=None)
    mean = sum(offs) / n
    low, high = (-1.0, 1.0) if n == 1 else _interval(offs, mean)
    sentence = _habit(n, mean, low, high, side, pair)
    return Calibration(by=side, n=n, off=round(mean, 4), low=round(low, 4), high=round(high, 4), sentence=sentence)


def _interval(offs: Sequence[float], mean: float) -> tuple[float, float]:
    n = len(offs)
    spread = math.sqrt(sum((off - mean) ** 2 for off in offs) / (n - 1) / n)
    half = (_T90[n - 2] if n - 2 < len(_T90) else 1.70) * spread
    return max(-1.0, mean - half), min(1.0, mean + half)


def _habit(n: int, mean: float, low: float, high: float, side: Side, pair: Pair) -> str:
    who, mentor = first_name(pair.person(side).name), first_name(pair.mentor.name)
    if n < LEAST_TALKS:
        talks = "one talk" if n == 1 else f"{n} talks"
        return f"{who} has guessed after {talks} so far, too few to see a habit."
    if low <= 0 <= high or abs(mean) < 0.03:
        return f"Over {n} talks, {who}'s guesses lie on both sides of what was found."
    points, more = round(100 * abs(mean)), "more" if mean > 0 else "less"
    whose = pronoun(pair.mentor) if side == "mentor" else mentor
    return f"Over {n} talks, {who} felt that {whose} spoke {more} than was found, by about {points} points."
