"""Pairs with known trends to how often the review speaks of one: false alarms where nothing moves, power where it does.

Run ``python scripts/simulate_trends.py [RUNS] [SEED]``; it prints the tables of ``docs/review.md``.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from coach.guides import Guides, load_guides
from coach.records import Act, Balance, Guess, Marker, Mirror, Pair, Person, Proportion, Session, Side, Stance
from coach.review import review
from coach.review.gauges import wilson
from coach.review.slopes import hodges_lehmann, theil_sen

PAIR = Pair(id="p", mentor=Person(name="Jo"), mentee=Person(name="Priya"))
Noise = Callable[[random.Random, float], float]


def notes_like(rng: random.Random, mean: float) -> float:
    """A share estimated from notes: spread of .12 around what the talk was."""
    return min(1.0, max(0.0, rng.gauss(mean, 0.12)))


def counted(rng: random.Random, mean: float) -> float:
    """A proportion of twelve acts, so with ties."""
    return sum(rng.random() < mean for _ in range(12)) / 12


def scale(rng: random.Random, mean: float) -> float:
    """An answer from 1 to 5, brought to 0 to 1, so with many ties."""
    return round(4 * min(1.0, max(0.0, rng.gauss(mean, 0.2)))) / 4


KINDS: dict[str, Noise] = {"notes": notes_like, "counted": counted, "scale": scale}


def history(rng: random.Random, n: int, change: float, noise: Noise, carry: float = 0.0) -> list[float]:
    """Values of n talks whose mean moves by ``change`` from the first to the last; ``carry``: how much of a day's
    deviation lasts till the next talk (a first-order autoregression)."""
    values, last = [], 0.0
    for i in range(n):
        mean = 0.5 + change * (i / (n - 1) - 0.5)
        last = carry * last + math.sqrt(1 - carry * carry) * (noise(rng, mean) - mean)
        values.append(mean + last)
    return values


def moved(ys: Sequence[float]) -> bool:
    """The test of a single trend."""
    if len(set(ys)) < 2:
        return False
    found = theil_sen(range(len(ys)), ys)
    return found.low > 0 or found.high < 0


def shifted(ys: Sequence[float]) -> bool:
    half = len(ys) // 2
    if len(set(ys)) < 2:
        return False
    found = hodges_lehmann(ys[:half], ys[half:])
    return found.low > 0 or found.high < 0


def weighted(rng: random.Random, n: int, change: float) -> tuple[bool, bool, bool]:
    """Values with intervals of very different width: is a trend seen unweighted, weighted, weighted by the square?

    The weighted score sums ``w_i w_j sign(y_j - y_i)``; its interval comes from 300 orders drawn by lot.
    """
    widths = [rng.choice((0.05, 0.1, 0.2)) for _ in range(n)]
    ys = [0.5 + change * (i / (n - 1) - 0.5) + rng.gauss(0, math.hypot(w, 0.08)) for i, w in enumerate(widths)]
    answers = [moved(ys)]
    for power in (1, 2):
        rows = [(y, math.hypot(w, 0.08) ** -power) for y, w in zip(ys, widths, strict=True)]
        seen = abs(_score(rows))
        beyond = sum(abs(_score(rng.sample(rows, n))) >= seen for _ in range(300))
        answers.append((beyond + 1) / 301 <= 0.05)
    return answers[0], answers[1], answers[2]


def _score(rows: Sequence[tuple[float, float]]) -> float:
    return sum(
        rows[i][1] * rows[j][1] * ((rows[j][0] > rows[i][0]) - (rows[j][0] < rows[i][0]))
        for j in range(len(rows))
        for i in range(j)
    )


# -- whole reviews -----------------------------------------------------------------------------------------------------


def session(rng: random.Random, index: int, share: float, telling: float, felt: float) -> Session:
    """A talk as the store keeps it, with about a dozen acts of each person."""
    day = (date(2026, 1, 5) + timedelta(days=14 * index)).isoformat()
    estimate = notes_like(rng, share)
    acts: list[Act] = []
    for side in ("mentor", "mentee"):
        for _ in range(rng.randint(6, 16)):
            kind = rng.choices(("inform", "ask", "share"), (telling, 0.85 * (1 - telling), 0.15))[0]
            acts.append(Act(start=0, end=1, speaker=side, act=kind, confidence=0.9))  # type: ignore[arg-type]
    markers = tuple(
        Marker(id="m", family=family, speaker=side, start=0, end=1, text="")
        for family in ("rank", "deference", "reciprocity")
        for side in ("mentor", "mentee")
        for _ in range(rng.choice((0, 0, 1, 1, 2)))
    )
    guesses = tuple(
        Guess(by=side, share=notes_like(rng, share), equality=_step(rng, felt), comfort=_step(rng, felt))
        for side in ("mentor", "mentee")
    )
    mirror = Mirror(
        balance=Balance(share=estimate, low=max(0.0, estimate - 0.2), high=min(1.0, estimate + 0.2), tier="notes"),
        mentor=stance(acts, "mentor", rng), mentee=stance(acts, "mentee", rng), acts=tuple(acts), markers=markers,
    )  # fmt: skip
    return Session(
        id=f"s{index}", pair="p", template="regular-check-in", day=day, state="done", guesses=guesses, mirror=mirror
    )


def _step(rng: random.Random, felt: float) -> int:
    return 1 + round(4 * scale(rng, felt))


def stance(acts: Iterable[Act], side: Side, rng: random.Random) -> Stance:
    kinds = [act.act for act in acts if act.speaker == side]
    asks = kinds.count("ask")

    def part(count: int, total: int) -> Proportion:
        low, high = wilson(count, total) if total else (0.0, 1.0)
        return Proportion(count=count, total=total, share=count / total if total else None, low=low, high=high)

    return Stance(
        side=side, telling=part(kinds.count("inform"), len(kinds)), listening=part(asks, len(kinds)),
        sharing=part(kinds.count("share"), len(kinds)),
        open_questions=part(sum(rng.random() < 0.5 for _ in range(asks)), asks),
    )  # fmt: skip


def reviewed(rng: random.Random, n: int, change: float, carry: float, guides: Guides) -> tuple[bool, float, bool]:
    """Of a review of n talks: is any trend claimed, which part of the tested ones, and is the balance said to fall?

    ``change``: by how much balance and telling fall and how it felt rises, from the first talk to the last. Around
    that each talk has a deviation of its own (.08), of which ``carry`` lasts till the next talk.
    """
    sessions, own = [], rng.gauss(0, 0.08)
    for i in range(n):
        own = carry * own + math.sqrt(1 - carry * carry) * rng.gauss(0, 0.08)
        moved_by = change * (i / (n - 1) - 0.5) + own
        sessions.append(session(rng, i, 0.55 - moved_by, 0.5 - moved_by, 0.55 + moved_by))
    found = review(PAIR, sessions, guides)
    tested = [trend.claimed for trend in found.trends if trend.p is not None]
    falls = any(trend.claimed and trend.direction == "down" for trend in found.of("balance"))
    return any(tested), sum(tested) / max(1, len(tested)), falls


def rate(hits: Iterable[bool]) -> float:
    some = list(hits)
    return sum(some) / len(some)


def main(runs: int = 2000, seed: int = 1) -> None:
    rng, guides = random.Random(seed), load_guides()
    print(f"Seed {seed}, {runs} histories each ({runs // 4} whole reviews, {runs // 2} where nothing moves).")
    print("\nOne measure: claimed, where the mean moves by")
    print("| values | carried over | talks | 0 | 10 points | 20 | 30 | 40 |\n|---|---|---|---|---|---|---|---|")
    for name, noise in KINDS.items():
        for carry in (0.0, 0.3):
            for n in (6, 8, 10, 12, 20, 40):
                rates = [
                    rate(moved(history(rng, n, c, noise, carry)) for _ in range(runs)) for c in (0, 0.1, 0.2, 0.3, 0.4)
                ]
                print(f"| {name} | {carry:.1f} | {n} | " + " | ".join(f"{r:.1%}" for r in rates) + " |", flush=True)
    print("\nBefore and after, half of the talks each")
    print("| values | talks | 0 | 10 points | 20 | 30 |\n|---|---|---|---|---|---|")
    for name, noise in KINDS.items():
        for n in (8, 12, 20):
            rates = []
            for change in (0.0, 0.1, 0.2, 0.3):
                drawn = ([noise(rng, 0.5 + change * (i >= n // 2)) for i in range(n)] for _ in range(runs))
                rates.append(rate(shifted(ys) for ys in drawn))
            print(f"| {name} | {n} | " + " | ".join(f"{r:.1%}" for r in rates) + " |", flush=True)
    print("\nWeights, ten talks\n| change | unweighted | by width | by its square |\n|---|---|---|---|")
    for change in (0.0, 0.3, 0.5):
        rows = list(zip(*(weighted(rng, 10, change) for _ in range(runs // 2)), strict=True))
        print(f"| {change} | " + " | ".join(f"{rate(row):.1%}" for row in rows) + " |", flush=True)
    print("\nWhole reviews")
    print("| talks | change | carried over | anything claimed | of the tested | balance claimed |")
    print("|---|---|---|---|---|---|")
    for n in (6, 8, 10, 12, 20, 40):
        for change, carry in ((0.0, 0.0), (0.0, 0.3), (0.2, 0.0), (0.3, 0.0), (0.4, 0.0)):
            rows = [reviewed(rng, n, change, carry, guides) for _ in range(runs // (2 if not change else 4))]
            rates = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
            print(f"| {n} | {change} | {carry} | " + " | ".join(f"{r:.1%}" for r in rates) + " |", flush=True)


if __name__ == "__main__":
    main(*(int(text) for text in sys.argv[1:3]))
