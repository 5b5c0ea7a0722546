"""The reader on the corpus' held-out units to figures; also chooses its three numbers there and writes them.

python measure_talk.py PIPELINE CORPUS_FOLDER [--choose]
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: two threads are many times slower on a busy machine

import argparse
import json
import math
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from package import stamp
from talk import ACTS, held_out, unit_names

from coach.reading.reader import Reader
from coach.reading.talk import TalkPipe

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "corpus"))
from corpus import Note, Unit, all_units

SIX = ACTS[:6]
NO_BETTER = 0.0005
"""Numbers whose sum of figures is less than this below the best count as no worse; of them those are taken that change least of
what the network says."""
SIDE = {"advise": "tell", "inform": "tell", "ask": "listen", "reflect": "listen", "affirm": "listen"}


def doc_of(reader: Reader, unit: Unit, note: Note) -> Any:
    """The note's Doc up to the encoder, so that the numbers behind it can be tried."""
    doc, _ = reader.doc_of(note.text, unit_names(unit), note.author)
    return reader.encoder(doc)


def macro(truth: list[str], guess: list[str], labels: list[str]) -> float:
    scores = []
    for label in labels:
        tp = sum(t == g == label for t, g in zip(truth, guess, strict=True))
        wrong = sum((t == label) != (g == label) for t, g in zip(truth, guess, strict=True))
        scores.append(2 * tp / (2 * tp + wrong) if tp else 0.0)
    return sum(scores) / len(labels)


def figures(pipe: TalkPipe, docs: list[tuple[Any, Note]]) -> dict[str, float]:
    """The same figures as for known notes elsewhere: acts, stance, speakers, missed, spurious, over stretches that overlap."""
    truth, guess, right, total, claimed, spurious = [], [], 0, 0, 0, 0
    for doc, note in docs:
        found = [(doc[f.first].idx, doc[f.last].idx + len(doc[f.last].text), f) for f in pipe.predict(doc)]
        for label in note.labels:
            if label.act == "other":
                continue
            best = max(found, key=lambda f: min(f[1], label.end) - max(f[0], label.start), default=None)
            near = best and 2 * (min(best[1], label.end) - max(best[0], label.start)) >= min(
                label.end - label.start, best[1] - best[0]
            )
            total += 1
            truth.append(label.act)
            guess.append(best[2].act if best and near else "none")
            right += bool(
                best and near and ("both" in (best[2].speaker, label.speaker) or best[2].speaker == label.speaker)
            )
        for start, end, f in found:
            if f.speaker in ("mentor", "mentee") and f.act != "other":
                claimed += 1
                spurious += not any(start < x.end and x.start < end for x in note.labels)
    stance = macro([SIDE.get(t, t) for t in truth], [SIDE.get(g, g) for g in guess], ["tell", "listen", "share"])
    return {
        "n": total,
        "macro_f1": round(macro(truth, guess, SIX), 4),
        "stance": round(stance, 4),
        "speaker": round(right / total, 4),
        "missed": round(guess.count("none") / total, 4),
        "spurious": round(spurious / max(claimed, 1), 4),
    }


def best_temperature(pipe: TalkPipe, docs: list[tuple[Any, Note]]) -> float:
    """The temperature under which confidences are most likely (Guo et al. 2017)."""
    best, least = 1.0, math.inf
    for step in range(8, 24, 2):
        pipe.temperature = step / 10
        loss, n = 0.0, 0
        for doc, note in docs:
            for f in pipe.predict(doc):
                start, end = doc[f.first].idx, doc[f.last].idx + len(doc[f.last].text)
                label = max(note.labels, key=lambda x: min(end, x.end) - max(start, x.start), default=None)
                if label and min(end, label.end) > max(start, label.start):
                    sure = min(max(f.confidence, 1e-6), 1 - 1e-6)
                    good = f.act == label.act and f.speaker == label.speaker
                    loss, n = loss - math.log(sure if good else 1 - sure), n + 1
        if loss / max(n, 1) < least:
            best, least = step / 10, loss / max(n, 1)
    return best


def turn_figures(reader: Reader, units: list[Unit]) -> dict[str, Any]:
    """Turns of held-out conversations: macro-F1 of acts, and what is taken for what."""
    import random

    from talk import turns_window

    confusions: Counter[tuple[str, str]] = Counter()
    for unit in units:
        w, _ = turns_window(reader.nlp, unit, unit.turns, random.Random(0))
        text = "\n".join(
            f"{(unit.mentor if t.speaker == 'mentor' else unit.mentee)[0].split()[0]}: {t.text}" for t in unit.turns
        )
        doc = reader.encoder(reader.doc_of(text, unit_names(unit), "")[0])
        words = [t.i for t in doc if not t.is_space]
        spans = [(words[a], words[b]) for a, b, _, _ in w.spans]
        if len(spans) != len(unit.turns):
            continue
        for row, turn in zip(reader.talk.turns(doc, spans), unit.turns, strict=True):
            confusions[turn.acts[0], ACTS[max(range(7), key=row.__getitem__)]] += 1
    truth = [t for (t, _), n in confusions.items() for _ in range(n)]
    guess = [g for (_, g), n in confusions.items() for _ in range(n)]
    worst = [f"{t} as {g}: {n}" for (t, g), n in confusions.most_common() if t != g][:10]
    return {"n": len(truth), "macro_f1": round(macro(truth, guess, ACTS[:7]), 4), "worst": worst}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--choose", action="store_true")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    reader = Reader(args.pipeline)
    units = [u for u in all_units(args.corpus) if held_out(u)]
    docs = [(doc_of(reader, u, n), n) for u in units for n in u.notes]
    pipe: TalkPipe = reader.talk
    if args.choose:
        tried = {}
        for bias in (-1.5, -1.0, -0.5, 0.0, 0.5):
            for none in (0.5, 0.75):
                pipe.outside_bias, pipe.none_threshold = bias, none
                f = figures(pipe, docs)
                tried[bias, none] = f["macro_f1"] + f["speaker"] - f["spurious"] - 0.5 * f["missed"]
        no_worse = [numbers for numbers, total in tried.items() if total >= max(tried.values()) - NO_BETTER]
        pipe.outside_bias, pipe.none_threshold = min(no_worse, key=lambda numbers: (abs(numbers[0]), numbers[1]))
        pipe.temperature = best_temperature(pipe, docs)
        pipe.to_disk(args.pipeline / "coach_talk")
        stamp(args.pipeline)
    out = {"units": len(units), "notes": figures(pipe, docs), "turns": turn_figures(reader, units)}
    out["numbers"] = {
        "outside_bias": pipe.outside_bias,
        "none_threshold": pipe.none_threshold,
        "temperature": pipe.temperature,
    }
    json.dump(out, sys.stdout, indent=1)
    print()
    if args.out:
        args.out.parent.mkdir(parents=True, exist_ok=True)
        args.out.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
