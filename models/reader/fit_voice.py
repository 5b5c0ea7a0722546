"""The numbers of ``coach/reading/voice.py``: whose words a note is in where nobody said who wrote it.

python fit_voice.py PIPELINE CORPUS_FOLDER

Log odds of the acts come from the notes that train the reader, the two weights from the notes kept for measuring that one
of the pair wrote and that say "I": a logistic regression, its accuracy and log loss measured in five folds.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "corpus"))
from corpus import Note, Unit, all_units
from talk import held_out, unit_names

from coach.reading.reader import Reader
from coach.reading.voice import measures, says_i


def log_odds(units: list[Unit]) -> dict[str, float]:
    """For each act, the log odds that it is the mentor's."""
    count = Counter((label.act, label.speaker) for unit in units for note in unit.notes for label in note.labels)
    return {act: math.log(count[act, "mentor"] / count[act, "mentee"]) for act in sorted({act for act, _ in count})}


def differences(reader: Reader, unit: Unit, note: Note) -> tuple[float, float] | None:
    """Both measures of the note in the mentor's words less those in the mentee's; None without an open "I"."""
    names = unit_names(unit)
    if not says_i(reader.doc_of(note.text, names, "both")[1]):
        return None
    heard = [reader.heard(note.text, names, side) for side in ("mentor", "mentee")]
    if not all(heard):
        return None
    (sure, usual), (less_sure, less_usual) = map(measures, heard)
    return sure - less_sure, usual - less_usual


def fitted(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights (2,) of a logistic regression without intercept, by Newton's method."""
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(len(w))
        w -= np.linalg.solve(hessian, x.T @ (p - y) + 1e-3 * w)
    return w


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("corpus", type=Path)
    args = parser.parse_args()
    units = [u for u in all_units(args.corpus) if u.kind == "mentoring"]
    print({act: round(odds, 2) for act, odds in log_odds([u for u in units if not held_out(u)]).items()})
    reader = Reader(args.pipeline)
    rows = [
        (found, note.author == "mentor")
        for unit in units
        if held_out(unit)
        for note in unit.notes
        if note.author != "both" and (found := differences(reader, unit, note))
    ]
    x, y = np.array([row for row, _ in rows]), np.array([float(mentor) for _, mentor in rows])
    rng = random.Random(1)
    fold, chance = np.array([rng.randrange(5) for _ in rows]), np.zeros(len(rows))
    for k in range(5):
        chance[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ fitted(x[fold != k], y[fold != k])))
    loss = -np.log(np.where(y == 1, chance, 1 - chance)).mean()
    print(
        f"{len(rows)} notes, right {np.mean((chance > 0.5) == y):.3f}, log loss {loss:.3f}, weights {fitted(x, y).round(2)}"
    )


if __name__ == "__main__":
    main()
