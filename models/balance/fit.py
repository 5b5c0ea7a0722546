"""Notes with known shares to the few numbers of the talk-balance estimate.

    python fit.py CORPUS_FOLDER OUT.json [--gold a.jsonl b.jsonl]

Reads the corpus' held-out notes with the shipped reader, then maximises the likelihood of the true shares (log odds,
Student's t with five degrees of freedom) under weak priors. Gold notes are only measured: nothing is fitted with them.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: two threads are many times slower on a busy machine

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.stats import spearmanr
from scipy.stats import t as student

from coach.measures.balance import BalanceModel, logit, note_estimate, notes_balance
from coach.reading.reader import Reader
from coach.records import Pair, Person, Reading

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "corpus"), str(HERE.parent / "reader")]
from corpus import all_units
from talk import held_out

KINDS = ("advise", "inform", "ask", "reflect", "affirm", "share", "other")
FORMS = ("quote", "report", "fragment", "turn")
# Means and spreads of the priors: words per act differ several-fold by kind; listening is short, explaining long.
PRIOR = np.array(
    [
        1.2,
        1.3,
        0.4,
        0.5,
        0.2,
        1.4,
        0.2,
        0.0,
        0.0,
        0.0,
        0.0,
        0.4,
        np.log(3.0),
        0.0,
        0.0,
        np.log(0.5),
        np.log(1.0),
        0.0,
        np.log(0.2),
        0.4,
    ]
)
SPREAD = np.array([0.5] * 7 + [0.25] * 4 + [0.25, 0.7, 0.2, 0.25, 0.4, 0.5, 0.4, 0.4, 0.4])


@dataclass(frozen=True)
class Case:
    session: str
    reading: Reading
    share: float


def model_of(x: np.ndarray) -> BalanceModel:
    return BalanceModel(
        kinds=dict(zip(KINDS, map(float, x[:7]), strict=True)),
        forms=dict(zip(FORMS, map(float, x[7:11]), strict=True)),
        length=float(x[11]),
        unwritten=float(np.exp(x[12])),
        slope=float(np.exp(x[13])),
        author=float(x[14]),
        floor=float(np.exp(x[15])),
        thin=float(np.exp(x[16])),
        remark=float(np.exp(x[17])),
        shared=float(np.exp(x[18])),
        lean=float(x[19]),
    )


@dataclass(frozen=True)
class Table:
    """The cases as arrays: one row an act (with the row of its note), one row a note."""

    note: np.ndarray
    kind: np.ndarray
    form: np.ndarray
    length: np.ndarray
    """Log of the words in the note."""
    mentor: np.ndarray
    mentee: np.ndarray
    """How much of the act is either's."""
    author: np.ndarray
    acts: np.ndarray
    lean: np.ndarray
    said: np.ndarray
    """Mean log odds of the remarks; nan without any."""
    spread: np.ndarray
    truth: np.ndarray


def table_of(cases: list[Case]) -> Table:
    """Cases that the estimate can tell anything of, as arrays."""
    told = [c for c in cases if note_estimate(c.reading, model_of(PRIOR))]
    acts = [(i, act) for i, c in enumerate(told) for act in c.reading.acts if act.speaker != "third-party"]
    half = {"mentor": (1.0, 0.0), "mentee": (0.0, 1.0), "both": (0.5, 0.5)}
    remarks = [c.reading.remarks for c in told]
    return Table(
        note=np.array([i for i, _ in acts]),
        kind=np.array([KINDS.index(act.act) for _, act in acts]),
        form=np.array([FORMS.index(act.form) for _, act in acts]),
        length=np.log([max(1, len(act.text.split())) for _, act in acts]),
        mentor=np.array([half[act.speaker][0] for _, act in acts]),
        mentee=np.array([half[act.speaker][1] for _, act in acts]),
        author=np.array([{"mentor": 1, "mentee": -1}.get(c.reading.author, 0) for c in told]),
        acts=np.bincount([i for i, _ in acts], minlength=len(told)),
        lean=np.array([c.reading.lean or 0.0 for c in told]),
        said=np.array([np.mean([logit(r.share) for r in rs]) if rs else np.nan for rs in remarks]),
        spread=np.array([min((r.spread for r in rs), default=np.nan) for rs in remarks]),
        truth=np.array([logit(c.share) for c in told]),
    )


def estimates(x: np.ndarray, t: Table) -> tuple[np.ndarray, np.ndarray]:
    """Mean and standard deviation of every note: ``coach.measures.balance.note_estimate`` over arrays."""
    words = np.exp(x[t.kind] + x[7 + t.form] + x[11] * t.length)
    mentor = np.bincount(t.note, words * t.mentor, len(t.truth)) + np.exp(x[12])
    mentee = np.bincount(t.note, words * t.mentee, len(t.truth)) + np.exp(x[12])
    mean = np.exp(x[13]) * np.log(mentor / mentee) + x[14] * t.author + x[19] * t.lean
    variance = np.exp(2 * x[15]) + np.exp(2 * x[16]) / np.maximum(t.acts, 1)
    spread = np.nan_to_num(np.exp(x[17]) * t.spread * 4, nan=1.0)
    weight = np.where(np.isnan(t.said), 0.0, variance / (variance + spread**2))
    return mean + weight * (np.nan_to_num(t.said) - mean), np.sqrt(variance * (1 - weight))


def loss(x: np.ndarray, t: Table) -> float:
    mean, sd = estimates(x, t)
    likelihood = student.logpdf((t.truth - mean) / sd, 5) - np.log(sd)
    return float(0.5 * (((x - PRIOR) / SPREAD) ** 2).sum() - likelihood.sum())


def fit(cases: list[Case]) -> np.ndarray:
    found = minimize(loss, PRIOR, args=(table_of(cases),), method="L-BFGS-B", options={"maxiter": 100})
    return found.x


def pair_of(mentor: tuple[str, str], mentee: tuple[str, str]) -> Pair:
    return Pair(
        id="", mentor=Person(name=mentor[0], pronouns=mentor[1]), mentee=Person(name=mentee[0], pronouns=mentee[1])
    )


def corpus_cases(reader: Reader, folder: Path) -> list[Case]:
    out = []
    for unit in all_units(folder):
        share = unit.mentor_share
        if share is None or not held_out(unit):
            continue
        for note in unit.notes:
            reading = reader.read(note.text, note.author, pair_of(unit.mentor, unit.mentee))
            out.append(Case(unit.id, reading, share))
    return out


def gold_cases(reader: Reader, files: list[Path]) -> list[Case]:
    out = []
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            words = {"mentor": 0, "mentee": 0}
            for who, said in row["dialogue"]:
                words[who] += len(said.split())
            pair = pair_of(*((row[s]["name"], row[s]["pronouns"]) for s in ("mentor", "mentee")))
            for note in row["notes"]:
                reading = reader.read(note["text"], note["author"], pair)
                out.append(Case(row["id"], reading, words["mentor"] / sum(words.values())))
    return out


def report(cases: list[Case], model: BalanceModel) -> dict[str, float]:
    """Error, rank correlation, coverage and width of single notes, and the error with all notes of a session joined."""
    found = [notes_balance([c.reading], model) for c in cases]
    truth = [c.share for c in cases]
    share = [0.5 if b.share is None else b.share for b in found]
    sessions = {c.session: [d for d in cases if d.session == c.session] for c in cases}
    joined = [(d[0].share, notes_balance([c.reading for c in d], model)) for d in sessions.values()]
    return {
        "n": len(cases),
        "mae": round(float(np.mean(np.abs(np.subtract(truth, share)))), 4),
        "spearman": round(float(spearmanr(truth, share)[0]), 4),
        "coverage": round(float(np.mean([b.low <= y <= b.high for y, b in zip(truth, found, strict=True)])), 4),
        "width": round(float(np.mean([b.high - b.low for b in found])), 4),
        "joined_mae": round(float(np.mean([abs(y - (0.5 if b.share is None else b.share)) for y, b in joined])), 4),
        "joined_coverage": round(float(np.mean([b.low <= y <= b.high for y, b in joined])), 4),
        "joined_width": round(float(np.mean([b.high - b.low for _, b in joined])), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--pipeline", type=Path)
    args = parser.parse_args()
    reader = Reader(args.pipeline)
    corpus, gold = corpus_cases(reader, args.corpus), gold_cases(reader, args.gold)
    model = model_of(fit(corpus))
    figures = {name: report(cases, model) for name, cases in (("corpus", corpus), ("gold", gold)) if cases}
    args.out.write_text(json.dumps(asdict(model), indent=1) + "\n", encoding="utf-8")
    json.dump(figures, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
