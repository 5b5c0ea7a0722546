"""Whole conversations drawn from a known process to figures on how well the balance is estimated from notes of them.

    python scripts/simulate_balance.py [--talks 2000] [--seed 1]

Fits a BalanceModel to talks drawn from the process, then draws fresh ones and prints coverage of the 90 % intervals,
their width, and the error by how much the notes report. It checks the method, not the numbers that the program ships.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from coach.measures.balance import T90, BalanceModel, logit, note_estimate, notes_balance, shipped_model
from coach.records import Act, ActKind, Author, Balance, Form, Reading, Side

KINDS: tuple[ActKind, ...] = ("advise", "inform", "ask", "reflect", "affirm", "share", "other")
FORMS: tuple[Form, ...] = ("quote", "report", "fragment")
Estimate = Callable[[BalanceModel], Iterable[tuple[float, float, float]]]


@dataclass(frozen=True)
class Process:
    """How talks come about and what notes keep of them."""

    words: dict[str, float]
    """Median words of an act by kind; their logarithm spreads by ``spread``."""
    spread: float
    kinds: dict[str, tuple[float, ...]]
    """Weights of the kinds, in order of ``KINDS``, for mentor and mentee."""
    lead: float
    """Standard deviation (log odds) of the mentor's part of the acts between talks."""
    own: float
    """Odds, as a logarithm, by which people note what they said themselves less often than what the other said."""
    whim: float
    """Standard deviation of that between notes."""
    brevity: float
    """Power of the spoken words by which the written ones grow."""


USUAL = Process(
    words={"advise": 26, "inform": 32, "ask": 11, "reflect": 10, "affirm": 5, "share": 36, "other": 6},
    spread=0.6,
    kinds={"mentor": (5, 3, 6, 3, 3, 2, 2), "mentee": (1, 3, 2, 1, 1, 8, 3)},
    lead=0.9,
    own=0.4,
    whim=0.3,
    brevity=0.4,
)


@dataclass(frozen=True)
class Talk:
    """A talk with its true share and the readings of its notes."""

    share: float
    readings: tuple[Reading, ...]
    rate: float
    """Part of the acts that the notes report, about."""


def draw(
    rng: random.Random, process: Process = USUAL, rate: float | None = None, authors: Sequence[Author] = ("mentor",)
) -> Talk:
    """One talk of 20 to 80 acts, with a note by each of ``authors``; ``rate`` None: .1 to .9 of the acts."""
    lead = 1 / (1 + math.exp(-rng.gauss(0, process.lead)))
    acts = [_act(rng, process, "mentor" if rng.random() < lead else "mentee") for _ in range(rng.randint(20, 80))]
    total = {side: sum(words for act, words in acts if act.speaker == side) for side in ("mentor", "mentee")}
    kept = rate or rng.uniform(0.1, 0.9)
    readings = tuple(Reading(acts=tuple(_noted(rng, process, acts, author, kept)), author=author) for author in authors)
    return Talk(share=total["mentor"] / sum(total.values()), readings=readings, rate=kept)


def _act(rng: random.Random, process: Process, side: Side) -> tuple[Act, int]:
    """An act as it would stand in a note, and the words that it took."""
    kind = rng.choices(KINDS, process.kinds[side])[0]
    spoken = max(1, round(process.words[kind] * math.exp(rng.gauss(0, process.spread))))
    written = max(1, round(1.6 * spoken**process.brevity * math.exp(rng.gauss(0, 0.3))))
    text = " ".join(["w"] * written)
    return Act(
        start=0, end=len(text), speaker=side, act=kind, confidence=1.0, text=text, form=rng.choice(FORMS)
    ), spoken


def _noted(
    rng: random.Random, process: Process, acts: Sequence[tuple[Act, int]], author: Author, rate: float
) -> Iterable[Act]:
    """A random part of the acts; the author's own come in less often."""
    tilt = rng.gauss(process.own, process.whim)
    for act, _ in acts:
        odds = math.log(rate / (1 - rate)) + (
            0 if author == "both" else -tilt / 2 if act.speaker == author else tilt / 2
        )
        if rng.random() < 1 / (1 + math.exp(-odds)):
            yield act


def fit(talks: Sequence[Talk], pairs: Sequence[Talk], process: Process = USUAL) -> BalanceModel:
    """A model for the process: words by kind from its own definition, all else by the likelihood of the true shares.

    ``talks`` have one note each; ``pairs`` have two and fit what both notes of a talk get wrong together.
    """
    model = replace(
        shipped_model(),
        kinds={kind: math.log(words) for kind, words in process.words.items()},
        forms={},
        length=0.0,
        unwritten=20.0,
        slope=1.0,
        author=0.0,
        floor=0.3,
        thin=1.0,
        shared=0.1,
    )
    single = _singles(talks)
    model = _search(model, single, ("length", "unwritten", "slope", "author", "floor", "thin"))
    return _search(model, _joined(pairs), ("shared",))


def _singles(talks: Sequence[Talk]) -> Estimate:
    def estimates(model: BalanceModel) -> Iterable[tuple[float, float, float]]:
        for talk in talks:
            found = note_estimate(talk.readings[0], model)
            if found:
                yield logit(talk.share), *found

    return estimates


def _joined(talks: Sequence[Talk]) -> Estimate:
    def estimates(model: BalanceModel) -> Iterable[tuple[float, float, float]]:
        for talk in talks:
            found = notes_balance(talk.readings, model)
            if found.share is not None:
                yield logit(talk.share), logit(found.share), max(0.02, (logit(found.high) - logit(found.low)) / 2 / T90)

    return estimates


def _search(model: BalanceModel, estimates: Estimate, names: Sequence[str]) -> BalanceModel:
    """Each number in turn moved by a step that shrinks, as long as the likelihood (Student's t with five degrees, log odds) grows."""
    best, step = _surprise(model, estimates), 0.4
    while step > 0.02:
        moved = False
        for name in names:
            for sign in (1, -1):
                value = getattr(model, name)
                other = value + sign * step if name in ("author", "length") else value * math.exp(sign * step)
                trial = replace(model, **{name: other})
                surprise = _surprise(trial, estimates)
                if surprise < best - 1e-6:
                    model, best, moved = trial, surprise, True
        step = step if moved else step / 2
    return model


def _surprise(model: BalanceModel, estimates: Estimate) -> float:
    return fmean(3 * math.log1p(((truth - mean) / sd) ** 2 / 5) + math.log(sd) for truth, mean, sd in estimates(model))


@dataclass(frozen=True)
class Figures:
    """How estimates lie to the truth: mean absolute error, part of intervals that hold, mean width."""

    n: int
    error: float
    coverage: float
    width: float


def figures(talks: Sequence[Talk], model: BalanceModel) -> Figures:
    """Over the talks of which the notes can tell the balance."""
    told: list[tuple[float, float, Balance]] = []
    for talk in talks:
        found = notes_balance(talk.readings, model)
        if found.share is not None:
            told.append((talk.share, found.share, found))
    return Figures(
        n=len(told),
        error=fmean(abs(truth - share) for truth, share, _ in told),
        coverage=fmean(found.low <= truth <= found.high for truth, _, found in told),
        width=fmean(found.high - found.low for _, _, found in told),
    )


def talks(seed: int, n: int, rate: float | None = None, authors: Sequence[Author] = ("mentor",)) -> list[Talk]:
    rng = random.Random(seed)
    return [draw(rng, rate=rate, authors=authors) for _ in range(n)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--talks", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    n, seed = args.talks, args.seed
    model = fit(talks(seed, 600), talks(seed + 1, 300, authors=("mentor", "mentee")))
    print(model)
    print("one note of the mentor  ", figures(talks(seed + 2, n), model))
    print("one note of the mentee  ", figures(talks(seed + 3, n, authors=("mentee",)), model))
    print("a note of each          ", figures(talks(seed + 4, n, authors=("mentor", "mentee")), model))
    for rate in (0.1, 0.2, 0.4, 0.8):
        print(f"notes of {100 * rate:.0f} % of the acts  ", figures(talks(seed + 5, n, rate), model))


if __name__ == "__main__":
    main()
